"""Connections that go only to addresses that were checked."""

import ipaddress
from collections.abc import Iterable
from typing import Any

import httpcore

from predictions.errors import FetchRefused, Unanswered
from predictions.watching import guard


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Resolves, checks every address, and dials one of exactly those."""

    def __init__(self, allow: guard.AllowList, resolve: guard.Resolver) -> None:
        self._inner = httpcore.AnyIOBackend()
        self._allow = allow
        self._resolve = resolve
        self._inside: set[tuple[str, int]] = set()

    def is_inside(self, host: str, port: int) -> bool:
        """Whether a host turned out to be in a private network that the operator allows."""
        return (host.lower(), port) in self._inside

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first checked address that answers.

        Raises:
            FetchRefused: an address that must not be dialled.
            Unanswered: the name has no address.
            httpcore.ConnectError, httpcore.ConnectTimeout: none of them answers.
        """
        found = await guard.checked_addresses(host, port, self._allow, self._resolve)
        if not all(guard.is_public(ipaddress.ip_address(address)) for address in found):
            self._inside.add((host.lower(), port))
        for last, address in enumerate(found, start=1):
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last == len(found):
                    raise
        raise Unanswered(f"{host} has no address")

    async def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - httpcore's signature
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: sockets of this machine are never a public source."""
        raise FetchRefused("only http and https addresses are fetched")

    async def sleep(self, seconds: float) -> None:
        """Wait, as the pool asks between retries."""
        await self._inner.sleep(seconds)
