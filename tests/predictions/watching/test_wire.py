"""One request over a real socket: what is broken, too slow, too large or packed against us."""

import asyncio
import gzip
import tracemalloc
import zlib

import pytest

from predictions.errors import LimitExceeded, SourceError
from tests.predictions.watching.fetching import NOW, fetch_from, run
from tests.predictions.watching.servers import Request, always, fetcher, reply, serve


@pytest.mark.parametrize(
    "data",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut",  # shorter than it says
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",  # no last chunk
        b"HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello",
        b"this is no HTTP\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",  # headers without end
        b"",
    ],
)
def test_a_broken_reply_is_a_clear_error(data: bytes) -> None:
    async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        writer.close()

    async def main() -> None:
        async with serve(handler) as server, fetcher(server) as client:
            await client.fetch(f"{server.url}/x", now=NOW)

    with pytest.raises(SourceError, match="cut off or broken"):
        run(main())


def test_a_reply_longer_than_it_says_is_cut_where_it_said() -> None:
    assert fetch_from(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokEXTRA").body == b"ok"


def test_a_slow_drip_is_ended_by_the_total_time() -> None:
    async def drip(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while True:
            writer.write(b".")
            await writer.drain()
            await asyncio.sleep(0.02)

    async def main() -> None:
        async with serve(drip) as server, fetcher(server, total_seconds=0.4) as client:
            await client.fetch(f"{server.url}/x", now=NOW)

    with pytest.raises(LimitExceeded, match=r"longer than 0\.4 s"):
        run(main())


def test_a_server_that_says_nothing_is_given_up() -> None:
    async def mute(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    async def main() -> None:
        async with serve(mute) as server, fetcher(server, read_seconds=0.2) as client:
            await client.fetch(f"{server.url}/x", now=NOW, robots=False)

    with pytest.raises(SourceError, match="no answer in time"):
        run(main())


def test_nobody_listening_is_a_clear_error() -> None:
    async def main() -> None:
        async with serve(always(reply())) as server:
            pass
        async with fetcher(server) as client:
            await client.fetch(f"{server.url}/x", now=NOW, robots=False)

    with pytest.raises(SourceError, match="could not connect"):
        run(main())


def test_gzip_is_unpacked_also_in_several_members() -> None:
    body = gzip.compress(b"one ", mtime=0) + gzip.compress(b"two") + b"\0\0\0"
    assert fetch_from(reply(body=body, Content_Encoding="gzip")).body == b"one two"


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip"])
def test_encodings_nobody_asked_for_are_refused(encoding: str) -> None:
    with pytest.raises(SourceError, match="not asked for"):
        fetch_from(reply(body=b"x", Content_Encoding=encoding))


@pytest.mark.parametrize("body", [gzip.compress(b"hello" * 100, mtime=0)[:-9], b"no gzip at all"])
def test_broken_gzip_is_a_clear_error(body: bytes) -> None:
    with pytest.raises(SourceError, match=r"cut off|broken"):
        fetch_from(reply(body=body, Content_Encoding="gzip"))


def bomb(mebibytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    block = bytes(1024 * 1024)
    return b"".join(packer.compress(block) for _ in range(mebibytes)) + packer.flush()


def test_a_bomb_is_stopped_at_the_limit_and_takes_no_memory() -> None:
    packed = bomb(200)
    limit = 1024 * 1024

    async def main() -> int:
        async with (
            serve(always(reply(body=packed, Content_Encoding="gzip"))) as server,
            fetcher(server, max_bytes=limit) as client,
        ):
            tracemalloc.start()
            try:
                with pytest.raises(LimitExceeded, match="larger than"):
                    await client.fetch(f"{server.url}/x", now=NOW)
                return tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()

    assert run(main()) < 8 * limit


def test_a_feed_of_100000_items_is_stopped_at_the_limit() -> None:
    item = b"<item><title>An item of a feed without end</title><guid>%d</guid></item>"
    feed = b"<rss><channel>" + b"".join(item % n for n in range(100_000)) + b"</channel></rss>"
    packed = gzip.compress(feed, 6, mtime=0)
    with pytest.raises(LimitExceeded, match="larger than"):
        fetch_from(reply(body=packed, Content_Encoding="gzip"), max_bytes=2 * 1024 * 1024)


def test_a_length_over_the_limit_is_not_even_read() -> None:
    with pytest.raises(LimitExceeded, match="larger than 1000"):
        fetch_from(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", max_bytes=1000)


def test_a_body_without_length_is_stopped_at_the_limit() -> None:
    async def endless(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        while True:
            writer.write(bytes(10_000))
            await writer.drain()

    async def main() -> None:
        async with serve(endless) as server, fetcher(server, max_bytes=100_000) as client:
            await client.fetch(f"{server.url}/x", now=NOW)

    with pytest.raises(LimitExceeded, match="larger than 100000"):
        run(main())
