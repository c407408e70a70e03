"""What one look at a source gave, reply by reply."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from predictions.readings import MarketReading, Reading
from predictions.snapshot import LARGEST, Snapshot
from predictions.watching.items import Item
from predictions.watching.reply import Fetched
from predictions.watching.sources.base import Seen, SourceSpec

_MOST_HELD = 4 * LARGEST  # bytes of all replies of one look, until they are stored
_TELLING = ("content-type", "date", "etag", "last-modified")  # headers kept with a reply


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What a look at a source gave. With a `problem`, `seen` may still hold something."""

    spec: SourceSpec  # its kind may have become clear only from the reply
    fetched_at: datetime
    seen: Seen = field(default_factory=Seen)
    problem: str | None = None
    unanswered: bool = False  # no reply came at all
    postponed: bool = False  # it was not asked: its host wants to be left alone
    not_modified: bool = False
    etag: str | None = None
    last_modified: str | None = None
    retry_after: float | None = None
    fresh_for: float | None = None
    moved_to: str | None = None
    answers: tuple["Answer", ...] = ()

    def behind(self, found: Item | Reading) -> Snapshot | None:
        """Return the reply in which that very thing was read."""
        return self.answers[0].reply if len(self.answers) == 1 else self._origins.get(id(found))

    @cached_property
    def _origins(self) -> dict[int, Snapshot]:
        # By identity: a look may hold twenty thousand entries, each with its text.
        return {
            id(found): answer.reply
            for answer in self.answers
            for found in (*answer.seen.items, *answer.seen.readings)
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply of a look, and what it held."""

    reply: Snapshot
    seen: Seen


def noted(result: Watched, fetched: Fetched) -> Watched:
    """Keep what the next check needs, even if the reply turns out to be of no use."""
    same_ask = fetched.url == result.spec.url.partition("#")[0]
    return replace(
        result,
        etag=fetched.etag or (result.etag if fetched.not_modified else None),
        last_modified=fetched.last_modified
        or (result.last_modified if fetched.not_modified else None),
        retry_after=fetched.retry_after,
        fresh_for=fetched.max_age,
        moved_to=fetched.final_url if fetched.moved and same_ask else None,
    )


def with_reply(result: Watched, fetched: Fetched, seen: Seen) -> Watched:
    """Add a reply and what was read in it."""
    held = sum(len(answer.reply.body) for answer in result.answers)
    answer = Answer(_snapshot_of(fetched, most=min(LARGEST, max(_MOST_HELD - held, 0))), seen)
    return replace(result, seen=joined(result.seen, seen), answers=(*result.answers, answer))


def joined(first: Seen, second: Seen) -> Seen:
    """Join what two replies held; of two readings of one subject the later one stands."""
    later = {(type(r), r.subject) for r in second.readings if isinstance(r, MarketReading)}
    kept = tuple(r for r in first.readings if (type(r), r.subject) not in later)
    return replace(
        second,
        readings=kept + second.readings,
        items=first.items + second.items,
        problems=first.problems + second.problems,
        notes=first.notes + second.notes,
        title=first.title or second.title,
        follow=first.follow + second.follow,
    )


def named_for_its_event(result: Watched) -> Watched:
    """Let the only market of an event speak under the event's own name as well.

    Only all replies of a look together show that it is the only one: one reply may be a page of
    several, or about a single market of many.
    """
    markets = [r for r in result.seen.readings if isinstance(r, MarketReading)]
    event = result.spec.subject.startswith("event/")
    unsure = result.seen.problems or result.seen.more_pages
    if not event or unsure or len(markets) != 1:
        return result
    (market,) = markets
    named = replace(market, subject=result.spec.subject)
    answers = tuple(
        replace(answer, seen=_with_reading(answer.seen, named))
        if any(reading is market for reading in answer.seen.readings)
        else answer
        for answer in result.answers
    )
    return replace(result, seen=_with_reading(result.seen, named), answers=answers)


def _with_reading(seen: Seen, reading: Reading) -> Seen:
    return replace(seen, readings=(*seen.readings, reading))


def _snapshot_of(fetched: Fetched, *, most: int) -> Snapshot:
    """Return a reply as it is kept if evidence is read from it, at most so many bytes of it."""
    return Snapshot(
        url=fetched.url,
        final_url=fetched.final_url,
        status=fetched.status,
        fetched_at=fetched.fetched_at,
        body=fetched.body[:most],
        size=len(fetched.body),
        headers={name: fetched.headers[name] for name in _TELLING if name in fetched.headers},
    )
