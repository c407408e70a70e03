"""Fetching from servers that behave, and from servers that do not."""

import asyncio
import logging
from datetime import timedelta
from email.utils import format_datetime

import pytest

from predictions.errors import AskedToWait, FetchRefused, SourceError
from predictions.watching.reply import Fetched
from tests.predictions.watching.fetching import NOW, fetch_from, run
from tests.predictions.watching.servers import Request, always, fetcher, reply, serve


def test_a_reply_comes_back_as_it_was_sent() -> None:
    fetched = fetch_from(
        reply(body=b"hello", Content_Type="text/Plain", ETag='"a"', Set_Cookie="no=1")
    )
    assert (fetched.status, fetched.body, fetched.ok) == (200, b"hello", True)
    assert (fetched.content_type, fetched.etag) == ("text/plain", '"a"')
    assert fetched.fetched_at == NOW
    assert "set-cookie" not in fetched.headers


def test_the_fetcher_says_who_it_is_and_asks_only_for_gzip() -> None:
    async def main() -> Request:
        async with serve(always(reply())) as server, fetcher(server) as client:
            await client.fetch(f"{server.url}/x", now=NOW)
            return server.requests[-1]

    request = run(main())
    assert request.headers["user-agent"].startswith("CalledIt/")
    assert request.headers["accept-encoding"] == "gzip"
    assert "cookie" not in request.headers


def test_an_unchanged_reply_is_asked_for_conditionally() -> None:
    async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
        known = request.headers.get("if-none-match") == '"1"'
        writer.write(reply("304 Not Modified") if known else reply(body=b"x", ETag='"1"'))

    async def main() -> tuple[Fetched, Fetched]:
        async with serve(handler) as server, fetcher(server) as client:
            first = await client.fetch(f"{server.url}/x", now=NOW)
            return first, await client.fetch(f"{server.url}/x", now=NOW, etag=first.etag)

    first, second = run(main())
    assert (first.not_modified, second.not_modified) == (False, True)
    assert second.ok
    assert second.body == b""


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_retry_after_in_seconds(status: str) -> None:
    fetched = fetch_from(reply(status, Retry_After="120"))
    assert (fetched.ok, fetched.retry_after) == (False, 120.0)


@pytest.mark.parametrize(
    ("reset", "seconds"),
    [(str(int(NOW.timestamp()) + 600), 600.0), ("240", 240.0), ("soon", None)],
)
def test_a_limit_that_is_used_up_is_waited_for(reset: str, seconds: float | None) -> None:
    none = reply("403 Forbidden", X_RateLimit_Remaining="0.0", X_RateLimit_Reset=reset)
    assert fetch_from(none).retry_after == seconds
    left = fetch_from(reply(X_RateLimit_Remaining="3", X_RateLimit_Reset=reset))
    assert left.retry_after is None


def test_a_host_that_asks_to_slow_down_is_left_alone_by_all_who_would_ask_it() -> None:
    async def main() -> None:
        answer = always(reply("429 Too Many Requests", Retry_After="120"))
        async with serve(answer) as server, fetcher(server) as client:
            await client.fetch(f"{server.url}/one", now=NOW, robots=False)
            with pytest.raises(AskedToWait, match="slow down") as waits:
                await client.fetch(f"{server.url}/two", now=NOW + timedelta(seconds=20))
            assert waits.value.seconds == 100.0
            await client.fetch(f"{server.url}/two", now=NOW + timedelta(seconds=120), robots=False)
            assert server.paths == ["/one", "/two"]

    run(main())


def test_retry_after_as_a_date_is_measured_on_the_servers_own_clock() -> None:
    theirs = NOW - timedelta(days=30)  # a server whose clock is a month behind
    until = format_datetime(theirs + timedelta(seconds=90), usegmt=True)
    date = format_datetime(theirs, usegmt=True)
    assert fetch_from(reply("429 No", Retry_After=until, Date=date)).retry_after == 90.0
    later = format_datetime(NOW + timedelta(seconds=30), usegmt=True)
    assert fetch_from(reply("429 No", Retry_After=later)).retry_after == 30.0


@pytest.mark.parametrize(
    "value", ["soon", "-5", "1e9", "Thu, 99 Foo 2026", "Fri, 31 Dec 9999 23:59:59 -1200"]
)
def test_a_retry_after_that_means_nothing_is_none(value: str) -> None:
    assert fetch_from(reply("429 No", Retry_After=value)).retry_after is None


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("max-age=600", 600.0),
        ('public, max-age="60", s-maxage=9', 60.0),
        ("no-cache, max-age=600", None),
        ("no-store", None),
        ("max-age=nonsense", None),
        ("max-age=-1", None),
    ],
)
def test_cache_control(header: str, seconds: float | None) -> None:
    assert fetch_from(reply(Cache_Control=header)).max_age == seconds


def test_an_age_beyond_all_numbers_is_only_old() -> None:
    beyond = "9" * 400
    answered = fetch_from(reply(Cache_Control=f"max-age={beyond}", Age=beyond))
    assert answered.max_age == 0.0


def test_redirects_are_followed_and_permanent_ones_reported() -> None:
    async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
        steps = {"/a": ("301 Moved", "/b"), "/b": ("308 Moved", "c"), "/t": ("302 Found", "/c")}
        status, there = steps.get(request.path, ("", ""))
        writer.write(reply(status, Location=there) if status else reply(body=b"here"))

    async def main() -> tuple[Fetched, Fetched]:
        async with serve(handler) as server, fetcher(server) as client:
            moved = await client.fetch(f"{server.url}/a", now=NOW)
            return moved, await client.fetch(f"{server.url}/t", now=NOW)

    moved, found = run(main())
    assert (moved.body, moved.moved, moved.final_url[-2:]) == (b"here", True, "/c")
    assert (found.body, found.moved) == (b"here", False)


def test_a_redirect_loop_ends() -> None:
    with pytest.raises(SourceError, match="without end"):
        fetch_from(reply("302 Found", Location="/again"))


def test_a_token_is_not_carried_to_another_site() -> None:
    async def main() -> tuple[Request, Request]:
        async with serve(always(reply())) as other:
            away = always(reply("302 Found", Location=f"{other.url}/y"))
            async with serve(away) as server, fetcher(server, other) as client:
                headers = {"Authorization": "Token secret"}
                await client.fetch(f"{server.url}/x", now=NOW, headers=headers)
                return server.requests[-1], other.requests[-1]

    sent, carried = run(main())
    assert sent.headers["authorization"] == "Token secret"
    assert "authorization" not in carried.headers


ROBOTS = b"User-agent: CalledIt\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"


def test_robots_txt_is_honoured_and_asked_once() -> None:
    async def main() -> list[str]:
        async with serve(always(reply()), robots=ROBOTS) as server, fetcher(server) as client:
            await asyncio.gather(*(client.fetch(f"{server.url}/{n}", now=NOW) for n in range(5)))
            with pytest.raises(FetchRefused, match=r"robots\.txt"):
                await client.fetch(f"{server.url}/private/x", now=NOW)
            await client.fetch(f"{server.url}/private/x", now=NOW, robots=False)
            return server.paths

    paths = run(main())
    assert paths.count("/robots.txt") == 1
    assert paths.count("/private/x") == 1


def test_robots_txt_is_asked_again_the_next_day() -> None:
    async def main() -> int:
        async with serve(always(reply())) as server, fetcher(server) as client:
            await client.fetch(f"{server.url}/x", now=NOW)
            await client.fetch(f"{server.url}/x", now=NOW + timedelta(hours=25))
            return server.paths.count("/robots.txt")

    assert run(main()) == 2


def test_a_site_whose_robots_txt_fails_is_left_alone_for_now() -> None:
    async def main() -> list[str]:
        async def handler(request: Request, writer: asyncio.StreamWriter) -> None:
            writer.write(reply())

        async with serve(handler, robots=None) as server, fetcher(server) as client:
            status = 503

            async def failing(url: str) -> tuple[int, bytes]:
                return status, b""

            with pytest.raises(SourceError, match=r"robots\.txt"):
                await client._robots.check(f"{server.url}/x", failing, now=NOW)
            with pytest.raises(SourceError, match=r"robots\.txt"):
                await client.fetch(f"{server.url}/x", now=NOW)
            return server.paths

    assert run(main()) == []


def test_no_host_is_asked_more_often_at_once_than_allowed() -> None:
    running, most = 0, 0

    async def slow(request: Request, writer: asyncio.StreamWriter) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1
        writer.write(reply())

    async def main() -> None:
        async with serve(slow) as server, fetcher(server, host_concurrency=2) as client:
            tasks = (client.fetch(f"{server.url}/{n}", now=NOW, robots=False) for n in range(8))
            await asyncio.gather(*tasks)

    run(main())
    assert most == 2


def test_a_gap_between_requests_is_kept() -> None:
    async def main() -> float:
        async with serve(always(reply())) as server, fetcher(server) as client:
            start = asyncio.get_running_loop().time()
            tasks = (
                client.fetch(f"{server.url}/{n}", now=NOW, robots=False, gap_seconds=0.1)
                for n in range(3)
            )
            await asyncio.gather(*tasks)
            return asyncio.get_running_loop().time() - start

    # However slow the machine: three requests have two gaps between them.
    assert asyncio.run(main()) >= 0.2


SECRET = "s3cr3t-k3y-0123456789abcdef"


@pytest.mark.parametrize(
    "path", [f"/data?api_key={SECRET}", f"/hooks/{SECRET}/x", f"/x?a=1#token={SECRET}"]
)
def test_secrets_in_addresses_and_headers_are_in_no_error_and_no_log(
    path: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def close(request: Request, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async def main() -> str:
        async with serve(close) as server, fetcher(server) as client:
            with pytest.raises(SourceError) as caught:
                await client.fetch(
                    f"{server.url}{path}",
                    now=NOW,
                    robots=False,
                    headers={"Authorization": f"Token {SECRET}"},
                )
            return str(caught.value)

    with caplog.at_level(logging.DEBUG):
        told = run(main())
    assert SECRET not in told
    assert SECRET not in caplog.text


def test_posting_does_not_follow_redirects() -> None:
    async def main() -> Fetched:
        away = reply("307 Temporary Redirect", Location="/elsewhere")
        async with serve(always(away)) as server, fetcher(server) as client:
            return await client.send(f"{server.url}/x", now=NOW, body=b"{}", headers={})

    assert run(main()).status == 307
