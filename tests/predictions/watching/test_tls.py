"""HTTPS to the checked address, verified against the name that was asked for."""

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from predictions.errors import SourceError
from predictions.watching.guard import AllowList
from predictions.watching.http import Fetcher
from predictions.watching.reply import FetchSettings
from tests.predictions.watching.servers import reply

NOW = datetime(2026, 7, 1, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a certificate for name.test that lasts a day."""
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    names = ["-subj", "/CN=name.test", "-addext", "subjectAltName=DNS:name.test"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *names]
    subprocess.run([*made, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True)
    return key, cert


def fetched(certificate: tuple[Path, Path], name: str, *, trusted: bool) -> tuple[bytes, list[str]]:
    key, cert = certificate
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked.append(head.decode())
        writer.write(reply(body=b"safe"))
        await writer.drain()
        writer.close()

    async def main() -> bytes:
        ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ours.load_cert_chain(cert, key)
        server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=ours)
        port = server.sockets[0].getsockname()[1]
        theirs = ssl.create_default_context(cafile=str(cert)) if trusted else None
        allow = AllowList(hosts=frozenset({(name, port)}))
        settings = FetchSettings(allow=allow, ssl_context=theirs, total_seconds=10)
        try:
            async with Fetcher(settings, resolve=resolve) as client:
                url = f"https://{name}:{port}/x"
                return (await client.fetch(url, now=NOW, robots=False)).body
        finally:
            server.close()

    return asyncio.run(main()), asked


def test_the_name_is_verified_although_an_address_is_dialled(
    certificate: tuple[Path, Path],
) -> None:
    body, asked = fetched(certificate, "name.test", trusted=True)
    assert body == b"safe"
    assert "Host: name.test" in asked[0]


@pytest.mark.parametrize(("name", "trusted"), [("other.test", True), ("name.test", False)])
def test_a_certificate_for_another_name_or_from_nobody_is_refused(
    certificate: tuple[Path, Path], name: str, trusted: bool
) -> None:
    with pytest.raises(
        SourceError, match="could not connect safely: its certificate is not trusted"
    ):
        fetched(certificate, name, trusted=trusted)


def test_a_server_without_tls_is_told_from_one_that_is_not_there() -> None:
    async def main() -> None:
        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        allow = AllowList(hosts=frozenset({("127.0.0.1", port)}))
        async with server, Fetcher(FetchSettings(allow=allow, total_seconds=10)) as client:
            await client.fetch(f"https://127.0.0.1:{port}/x", now=NOW, robots=False)

    with pytest.raises(SourceError, match="does not speak TLS"):
        asyncio.run(main())
