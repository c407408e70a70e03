"""Attacks on clients and parsers: each works on what people write first, and not on what is here."""

import asyncio
import ctypes
import re
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest
from lxml import etree

from predictions.criteria import Criteria
from predictions.decide import decide
from predictions.decisions import Nothing
from predictions.errors import LimitExceeded, SourceError, UnreadableDocument
from predictions.readings import TextReading
from predictions.rules.kinds import OnPage
from predictions.sandbox.pool import run_limited
from predictions.sandbox.process import Limits
from predictions.times import Window
from predictions.watching.feeds import parse_feed
from tests.predictions.watching.servers import Request, always, fetcher, reply, serve

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def naive_feed(body: bytes) -> str:
    """Parse as the parser does when everything is switched on."""
    parser = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False, huge_tree=True)
    root = etree.fromstring(body, parser)
    return str(root.findtext(".//title"))


def rss(doctype: str, title: str) -> bytes:
    return f"<?xml version='1.0'?>{doctype}<rss><channel><item><title>{title}</title></item></channel></rss>".encode()


def test_an_entity_that_reads_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("inner secret")
    body = rss(f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>', "&x;")
    assert naive_feed(body) == "inner secret"
    with pytest.raises(LimitExceeded, match="entity expansion refused"):
        parse_feed(body)


def test_entities_that_multiply() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    for number in range(5):
        below = "&a;" if number == 0 else f"&e{number - 1};"
        doctype += f'<!ENTITY e{number} "{below * 10}">'
    body = rss(f"{doctype}]>", "&e4;")
    # Six hundred bytes become a million; every further level is tenfold.
    expanded = ET.fromstring(body).findtext(".//title")
    assert len(expanded or "") == 1_000_000
    with pytest.raises(LimitExceeded, match="entity expansion refused"):
        parse_feed(body)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_an_encoding_does_not_hide_an_entity(encoding: str) -> None:
    text = '<!DOCTYPE rss [<!ENTITY x "y">]><rss><channel/></rss>'
    with pytest.raises(LimitExceeded):
        parse_feed(text.encode(encoding))


def test_the_word_entity_in_an_article_is_no_declaration() -> None:
    body = rss("", "How to write &lt;!ENTITY x&gt;")
    assert parse_feed(body).entries[0].title.startswith("How to write")


def naive_search(body: bytes) -> bool:
    return re.search(r"^(a+)+$", body.decode()) is not None


def test_a_pattern_that_backtracks_for_ever() -> None:
    text = "a" * 5000 + "!"
    with pytest.raises(LimitExceeded, match="CPU"):
        run_limited(naive_search, text.encode(), limits=Limits(cpu_seconds=1, wall_seconds=60))
    page = TextReading(source="page", subject="https://x.test", text=text, read_at=NOW)
    rule = OnPage(url="https://x.test", pattern=r"^(a+)+$")
    assert isinstance(decide(Criteria((rule,)), Window(), [page], NOW), Nothing)


def test_a_bomb_that_a_plain_client_unpacks_whole() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    packed = packer.compress(bytes(30 * 1024 * 1024)) + packer.flush()

    async def main() -> int:
        async with serve(always(reply(body=packed, Content_Encoding="gzip"))) as server:
            async with fetcher(server, max_bytes=1024 * 1024) as client:
                with pytest.raises(LimitExceeded):
                    await client.fetch(f"{server.url}/", now=NOW, robots=False)
            async with httpx.AsyncClient(trust_env=False) as naive:
                return len((await naive.get(server.url)).content)

    assert asyncio.run(main()) == 30 * 1024 * 1024
    assert len(packed) < 50_000


def test_a_bomb_in_an_encoding_that_was_not_asked_for() -> None:
    packed = zlib.compress(bytes(30 * 1024 * 1024), 9)

    async def main() -> int:
        async with serve(always(reply(body=packed, Content_Encoding="deflate"))) as server:
            async with fetcher(server) as client:
                with pytest.raises(SourceError, match="not asked for"):
                    await client.fetch(f"{server.url}/", now=NOW, robots=False)
            async with httpx.AsyncClient(trust_env=False) as naive:
                return len((await naive.get(server.url)).content)

    assert asyncio.run(main()) == 30 * 1024 * 1024


def test_a_drip_that_a_time_limit_on_each_piece_never_ends() -> None:
    """A client that gives every piece its time is held for as long as the server likes."""
    pieces, pause = 60, 0.05

    async def drip(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {pieces}\r\n\r\n".encode())
        for _ in range(pieces):
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(pause)

    async def main() -> int:
        async with serve(drip) as server:
            async with fetcher(server, read_seconds=20.0, total_seconds=0.5) as client:
                with pytest.raises(LimitExceeded, match=r"longer than 0\.5 s"):
                    await client.fetch(f"{server.url}/", now=NOW, robots=False)
            async with httpx.AsyncClient(trust_env=False, timeout=20.0) as naive:
                return len((await naive.get(server.url)).content)

    assert asyncio.run(main()) == pieces  # three seconds, six times the limit: and it never minded


def fall(body: bytes) -> None:
    """Meet a document that brings the interpreter down, as faults in C libraries do."""
    ctypes.string_at(0)


def test_a_document_that_brings_its_parser_down() -> None:
    naive = subprocess.run(
        [sys.executable, "-c", "import ctypes; ctypes.string_at(0); print('alive')"],
        capture_output=True,
        check=False,
    )
    assert naive.returncode < 0
    assert naive.stdout == b""
    with pytest.raises(UnreadableDocument, match="crashed"):
        run_limited(fall, b"")
