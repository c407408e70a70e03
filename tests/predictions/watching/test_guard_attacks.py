"""Each way into the inner network: it works against a naive check, and not against ours.

The naive fetcher is what people write first: it looks at the text of the address, or resolves the
name once and then lets the client resolve it again.
"""

import ipaddress
import logging
from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from predictions.errors import FetchRefused
from predictions.watching import guard
from predictions.watching.guard import AllowList, check_url, is_public
from predictions.watching.http import Fetcher
from predictions.watching.reply import FetchSettings
from tests.predictions.watching.fetching import NOBODY, NOW, run
from tests.predictions.watching.servers import Server, always, fetcher, reply, serve

SECRET = b"inner secret"


def naive_check(url: str) -> None:
    """Refuse what looks private; everything else is a name, and names are fine."""
    host = httpx.URL(url).host
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if host == "localhost":
            raise FetchRefused("looks private") from None
        return
    if isinstance(address, ipaddress.IPv4Address) and address.is_private:
        raise FetchRefused("looks private")
    if address == ipaddress.ip_address("::1"):
        raise FetchRefused("looks private")


async def naive_fetch(url: str, **options: Any) -> bytes:
    naive_check(url)
    async with httpx.AsyncClient(**options) as client:
        return (await client.get(url)).content


def any_port(server: Server) -> Fetcher:
    """Return a fetcher that refuses this server for its address alone, never for its port."""
    settings = FetchSettings(allow=AllowList(hosts=frozenset({("unrelated.test", server.port)})))
    return Fetcher(settings)


SPELLINGS = [
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.1:{port}/",
    "http://127.1:{port}/",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_odd_spellings_of_loopback(spelling: str) -> None:
    async def main() -> bytes:
        async with serve(always(reply(body=SECRET))) as server, any_port(server) as client:
            url = spelling.format(port=server.port)
            with pytest.raises(FetchRefused):
                await client.fetch(url, now=NOW, robots=False)
            return await naive_fetch(url, trust_env=False)

    assert run(main()) == SECRET


def test_ipv4_mapped_in_ipv6() -> None:
    async def main() -> bytes:
        async with serve(always(reply(body=SECRET))) as server, any_port(server) as client:
            url = f"http://[::ffff:127.0.0.1]:{server.port}/"
            with pytest.raises(FetchRefused):
                await client.fetch(url, now=NOW, robots=False)
            return await naive_fetch(url, trust_env=False)

    assert run(main()) == SECRET


def test_a_redirect_into_the_inner_network() -> None:
    async def main() -> bytes:
        async with serve(always(reply(body=SECRET))) as inner:
            lure = always(reply("302 Found", Location=f"http://127.0.0.1:{inner.port}/"))
            async with serve(lure) as public, fetcher(public) as client:
                with pytest.raises(FetchRefused):
                    await client.fetch(f"{public.url}/", now=NOW, robots=False)
                assert inner.requests == []
                async with httpx.AsyncClient(follow_redirects=True, trust_env=False) as naive:
                    return (await naive.get(f"{public.url}/")).content

    assert run(main()) == SECRET


def test_a_redirect_of_a_public_site_into_an_allowed_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    public = guard.is_public
    monkeypatch.setattr(
        guard, "is_public", lambda address: str(address) == "127.0.0.2" or public(address)
    )

    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.2" if host == "public.test" else "127.0.0.1"]

    async def main() -> bytes:
        async with serve(always(reply(body=SECRET))) as inner:
            lure = always(reply("302 Found", Location=f"http://inner.test:{inner.port}/"))
            async with serve(lure, host="127.0.0.2") as site, serve(lure) as ours:
                names = (("public.test", site.port), ("ours.test", ours.port))
                allow = AllowList(hosts=frozenset({*names, ("inner.test", inner.port)}))
                async with Fetcher(FetchSettings(allow=allow), resolve=resolve) as client:
                    with pytest.raises(FetchRefused):
                        url = f"http://public.test:{site.port}/"
                        await client.fetch(url, now=NOW, robots=False)
                    assert inner.requests == []
                    # Who is allowed inside may point to what else is.
                    url = f"http://ours.test:{ours.port}/"
                    return (await client.fetch(url, now=NOW, robots=False)).body

    assert run(main()) == SECRET


@pytest.mark.parametrize(
    "there", ["file:///etc/passwd", "gopher://127.0.0.1/", "ftp://x.test/", "//127.0.0.1:1/"]
)
def test_a_redirect_to_another_scheme_or_network(there: str) -> None:
    async def main() -> None:
        lure = always(reply("302 Found", Location=there))
        async with serve(lure) as public, fetcher(public) as client:
            await client.fetch(f"{public.url}/", now=NOW, robots=False)

    with pytest.raises(FetchRefused):
        run(main())


class Rebinding:
    """A name server that answers with a public address first and then with loopback."""

    def __init__(self) -> None:
        self.answers = ["93.184.216.34"]

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        return [self.answers.pop(0) if self.answers else "127.0.0.1"]


async def naive_rebinding(resolve: guard.Resolver, port: int) -> bytes:
    """Check one answer, then connect to the next: what a check before the client's own does."""
    for address in await resolve("rebind.test", port):
        assert is_public(ipaddress.ip_address(address)), "the check itself is sound"
    (again,) = await resolve("rebind.test", port)
    async with httpx.AsyncClient(trust_env=False) as client:
        return (
            await client.get(f"http://{again}:{port}/", headers={"Host": "rebind.test"})
        ).content


def test_dns_rebinding() -> None:
    async def main() -> bytes:
        async with serve(always(reply(body=SECRET))) as server:
            resolve = Rebinding()
            resolve.answers.clear()  # the attacker's moment: the second answer
            settings = FetchSettings(allow=AllowList(hosts=frozenset({("x.test", server.port)})))
            async with Fetcher(settings, resolve=resolve) as client:
                with pytest.raises(FetchRefused):
                    await client.fetch("http://rebind.test/", now=NOW, robots=False)
            assert server.requests == []
            return await naive_rebinding(Rebinding(), server.port)

    assert run(main()) == SECRET


def test_the_address_that_was_checked_is_the_one_that_is_dialled() -> None:
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["192.0.2.1"]

    async def main() -> bytes:
        async with serve(always(reply(body=b"first"))) as server:
            allow = AllowList(hosts=frozenset({("name.test", server.port)}))
            async with Fetcher(FetchSettings(allow=allow), resolve=resolve) as client:
                url = f"http://name.test:{server.port}/"
                return (await client.fetch(url, now=NOW, robots=False)).body

    assert run(main()) == b"first"
    assert asked == ["name.test"]


def test_every_address_of_a_name_is_checked_not_just_the_first() -> None:
    async def mixed(host: str, port: int) -> Sequence[str]:
        return ["93.184.216.34", "10.0.0.5"]

    with pytest.raises(FetchRefused, match="not public"):
        run(guard.checked_addresses("mixed.test", 443, NOBODY, mixed))
    assert naive_first(["93.184.216.34", "10.0.0.5"])


def naive_first(addresses: Sequence[str]) -> bool:
    return not ipaddress.ip_address(addresses[0]).is_private


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
        "64:ff9b::a9fe:a9fe",  # NAT64 of the metadata address
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "fec0::1",  # site-local, long deprecated and still routed
        "ff02::1",  # multicast
    ],
)
def test_forms_that_the_standard_librarys_check_lets_through(address: str) -> None:
    parsed = ipaddress.ip_address(address)
    naively_fine = not (parsed.is_loopback or parsed.is_link_local)
    assert naively_fine
    assert not is_public(parsed)
    with pytest.raises(FetchRefused):
        check_url(f"http://[{address}]/", NOBODY)


@pytest.mark.parametrize(
    "address",
    [
        "100.100.100.200",  # one cloud's, in a range that is neither private nor public
        "168.63.129.16",  # another's, a public number
        "[fd00:ec2::254]",  # a third one's, over IPv6
        "[64:ff9b::a9fe:a9fe]",  # the usual one, through NAT64
        "[::ffff:169.254.169.254]",  # and as IPv4 in IPv6
    ],
)
def test_metadata_services_that_a_look_at_the_address_lets_through(address: str) -> None:
    naive_check(f"http://{address}/latest/meta-data/")
    with pytest.raises(FetchRefused, match="not public"):
        check_url(f"http://{address}/latest/meta-data/", NOBODY)


def test_ports_of_other_services() -> None:
    async def main() -> bytes:
        async with serve(always(reply(body=SECRET))) as server:
            async with fetcher(allow="127.0.0.1:1") as client:
                with pytest.raises(FetchRefused):
                    await client.fetch(f"{server.url}/", now=NOW, robots=False)
            async with httpx.AsyncClient(trust_env=False) as naive:
                return (await naive.get(server.url)).content

    assert run(main()) == SECRET
    for port in (22, 25, 6379, 11211):
        with pytest.raises(FetchRefused, match="port"):
            check_url(f"http://example.org:{port}/", NOBODY)


def test_credentials_in_an_address() -> None:
    async def main() -> str:
        async with serve(always(reply())) as server, fetcher(server) as client:
            url = f"http://user:pass@127.0.0.1:{server.port}/"
            with pytest.raises(FetchRefused, match="password") as caught:
                await client.fetch(url, now=NOW, robots=False)
            assert "pass@" not in str(caught.value)
            assert server.requests == []
            async with httpx.AsyncClient(trust_env=False) as naive:
                await naive.get(url)
            return server.requests[0].headers["authorization"]

    assert run(main()).startswith("Basic ")


def test_a_proxy_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    async def main() -> bytes:
        async with (
            serve(always(reply(body=b"true"))) as server,
            serve(always(reply(body=b"proxy"))) as proxy,
        ):
            monkeypatch.setenv("HTTP_PROXY", proxy.url)
            monkeypatch.setenv("ALL_PROXY", proxy.url)
            monkeypatch.delenv("NO_PROXY", raising=False)
            async with fetcher(server) as client:
                fetched = await client.fetch(f"{server.url}/", now=NOW, robots=False)
            assert fetched.body == b"true"
            async with httpx.AsyncClient() as naive:
                return (await naive.get(server.url)).content

    assert run(main()) == b"proxy"


def test_httpx_itself_logs_addresses_with_their_keys(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> None:
        async with serve(always(reply())) as server:
            with caplog.at_level(logging.INFO, logger="httpx"):
                async with httpx.AsyncClient(trust_env=False) as naive:
                    await naive.get(f"{server.url}/?api_key=leaked")
                assert "leaked" in caplog.text
                caplog.clear()
                async with fetcher(server) as client:
                    await client.fetch(f"{server.url}/?api_key=leaked", now=NOW, robots=False)

    run(main())
    assert "leaked" not in caplog.text
