"""One look at a source: ask, read in the sandbox, follow up, and say how it went.

Ordinary failures are part of the result, for the next check depends on them.
"""

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from predictions.errors import AskedToWait, PredictionsError, SourceError, TookTooLong, Unanswered
from predictions.hiding import public, revealed, scrubbed
from predictions.sandbox.pool import Sandbox
from predictions.watching.parsing import kind_of, parsed
from predictions.watching.reply import Fetched
from predictions.watching.sources import adapter
from predictions.watching.sources.base import Ask, Bases, Seen, SourceSpec, Tokens
from predictions.watching.watched import Watched, joined, named_for_its_event, noted, with_reply

if TYPE_CHECKING:
    from predictions.watching.http import Fetcher

_MOST_FOLLOWED = 25
_MOST_PAGES = 10  # after the first
_MOST_ITEMS = 20_000
_OF_A_REPLY = ("is ", "has ", "holds ", "took ")
_PAGES_SECONDS = 120  # well below a lease, after which another process would ask as well


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What every request of one look shares."""

    fetcher: "Fetcher"
    sandbox: Sandbox
    now: datetime
    bases: Bases
    since: Callable[[], datetime]  # what is older than that is known
    spec: SourceSpec
    token: str | None = None  # of the service

    async def fetch(self, ask: Ask, etag: str | None = None, since: str | None = None) -> Fetched:
        """Ask; with what is held already, only for what changed.

        Keys are put into the address here, and are out again of all that comes back.
        """
        mine = _same_site(ask.url, self.spec.url)
        fetched = await self.fetcher.fetch(
            revealed(ask.url, self.spec.keys) if mine else ask.url,
            now=self.now,
            etag=etag,
            last_modified=since,
            headers=ask.headers,
            robots=ask.robots,
            gap_seconds=ask.gap_seconds or None,
        )
        sent = {**self.spec.keys, **({"token=hidden": self.token} if self.token else {})}
        return replace(
            fetched,
            url=public(ask.url),
            final_url=public(scrubbed(fetched.final_url.encode(), sent).decode()),
            body=scrubbed(fetched.body, sent),
        )

    async def read(self, spec: SourceSpec, fetched: Fetched) -> Seen:
        """Make sense of a reply, in the sandbox."""
        seen = await parsed(self.sandbox, spec, fetched, self.bases)
        return replace(seen, problems=tuple(map(_sentence, seen.problems)))


async def look(
    spec: SourceSpec,
    *,
    fetcher: "Fetcher",
    sandbox: Sandbox,
    now: datetime,
    bases: Bases | None = None,
    tokens: Tokens | None = None,
    etag: str | None = None,
    last_modified: str | None = None,
    since: Callable[[], datetime] | None = None,
) -> Watched:
    """Look at a source once; whatever goes wrong at its end is in the result.

    Args:
        spec: what to look at.
        fetcher: the door to the network.
        sandbox: where replies are parsed.
        now: the present moment.
        bases: addresses of services in place of the usual ones, by kind.
        tokens: of services that need one, by kind.
        etag: of the reply that is held already.
        last_modified: see `etag`.
        since: how far back further pages of what appeared are read; only called where there are
            some. A page holding something older is the last; one page where None.
    """
    reader = Reader(
        fetcher=fetcher,
        sandbox=sandbox,
        now=now,
        bases=bases or {},
        since=since or (lambda: now),
        spec=spec,
        token=(tokens or {}).get(spec.kind),
    )
    result = Watched(spec=spec, fetched_at=now, etag=etag, last_modified=last_modified)
    try:
        for ask in adapter(spec.kind).asks(spec, bases or {}, tokens or {}):
            fetched = await reader.fetch(ask, etag, last_modified)
            result = noted(result, fetched)
            if fetched.not_modified:
                return replace(result, not_modified=True)
            result = replace(result, spec=replace(spec, kind=kind_of(spec, fetched)))
            result = await _understood(result, fetched, reader)
            result = await _with_further_pages(result, ask, reader)
        result = named_for_its_event(await _followed(result, reader))
    except AskedToWait as error:
        said = _sentence(str(error))
        return replace(result, problem=said, postponed=True, retry_after=error.seconds)
    except PredictionsError as error:
        unanswered = isinstance(error, Unanswered | TookTooLong) and not result.answers
        # What could not be read is asked for whole next time.
        return replace(
            result,
            problem=_sentence(str(error)),
            unanswered=unanswered,
            etag=None,
            last_modified=None,
        )
    fresh = [s for s in (result.fresh_for, result.seen.ttl_seconds) if s is not None]
    problem = "; ".join(result.seen.problems) or None
    if problem and (result.seen.items or result.seen.readings):
        problem = None  # a fault that cost nothing is kept in `seen`
    return replace(result, fresh_for=max(fresh, default=None), problem=result.problem or problem)


def _sentence(problem: str) -> str:
    """Name the reply where a parser says of what it reads that it is, has or holds something."""
    return f"the reply {problem}" if problem.startswith(_OF_A_REPLY) else problem


async def _understood(result: Watched, fetched: Fetched, reader: Reader) -> Watched:
    """Add what a reply holds to the result."""
    return with_reply(result, fetched, await reader.read(result.spec, fetched))


async def _with_further_pages(result: Watched, first: Ask, reader: Reader) -> Watched:
    """Read the pages after the first, as far as they may hold news, never many and never for long.

    A page that fails leaves what was read, but the look has failed: the next one starts over.
    """
    if result.seen.reaches is None and result.seen.further is not None:
        # A later page may change while the first does not: never settle for a 304.
        result = replace(result, etag=None, last_modified=None)
    read = {first.url}
    try:
        async with asyncio.timeout(_PAGES_SECONDS):
            while (url := _next_page(result, first, read)) is not None:
                if result.seen.reaches is not None and result.seen.reaches <= reader.since():
                    return replace(result, seen=replace(result.seen, more_pages=False))
                read.add(url)
                fetched = await reader.fetch(replace(first, url=url))
                result = await _understood(result, fetched, reader)
    except PredictionsError as error:
        return replace(result, problem=f"a further page: {error}", etag=None, last_modified=None)
    except TimeoutError:
        said = f"its further pages took longer than {_PAGES_SECONDS} s"
        return replace(result, problem=said, etag=None, last_modified=None)
    return result


def _next_page(result: Watched, first: Ask, read: Collection[str]) -> str | None:
    """Return the next page if it may be read: at the same site, not a circle, not one too many."""
    url = result.seen.further
    if url is None or url in read or not _same_site(url, first.url):
        return None
    enough = len(read) > _MOST_PAGES or len(result.seen.items) > _MOST_ITEMS
    return None if enough else url


def _same_site(one: str, other: str) -> bool:
    return one.split("/")[:3] == other.split("/")[:3]


async def _followed(result: Watched, reader: Reader) -> Watched:
    """Ask what the first reply gave reason to ask; its own answer stands if that fails."""
    asks = result.seen.follow[:_MOST_FOLLOWED]
    if asks:
        # The second answer may change while the first does not: never settle for a 304.
        result = replace(result, etag=None, last_modified=None)
    for ask in asks:
        try:
            result = await _understood(result, await reader.fetch(ask), reader)
        except SourceError as error:
            if not result.seen.readings and not result.seen.items:
                raise
            failed = Seen(problems=(str(error),))
            result = replace(result, seen=joined(result.seen, failed))
        result = await _with_further_pages(result, ask, reader)
    return result
