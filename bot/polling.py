"""Asking sources what is new: looked at politely, kept as evidence, held against predictions."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from bot import settling
from bot.app import App
from bot.knowing import Terms
from predictions.hiding import public, public_text
from predictions.model import Evidence, Proposal
from predictions.readings import NumberReading, PublishedReading, Reading
from predictions.snapshot import Snapshot
from predictions.watching import politeness
from predictions.watching.items import Item
from predictions.watching.politeness import Asked, Health, Manners
from predictions.watching.reading import look
from predictions.watching.sources.base import SourceSpec
from predictions.watching.watched import Watched
from storage import gathering, outbox, proposing, readings, visits
from storage.ledger import Session
from storage.visits import Checked
from storage.watchlist import Source

if TYPE_CHECKING:
    from predictions.sandbox.pool import Sandbox
    from predictions.watching.http import Fetcher

BATCH = 200
TOGETHER = 50  # sources without news stored in one transaction
LONGEST_TEXT = 20_000  # characters of one item kept as evidence
# A market, a page or a search may say the same for years; a feed that does is most likely broken.
PUBLISHING = frozenset({"feed"})

log = logging.getLogger("calledit.polling")


@dataclass(frozen=True, slots=True)
class Polled:
    """What one round brought."""

    sources: int = 0
    failed: int = 0
    evidence: int = 0
    proposals: int = 0

    def __add__(self, other: "Polled") -> "Polled":
        """Return what two rounds brought together."""
        return Polled(
            self.sources + other.sources,
            self.failed + other.failed,
            self.evidence + other.evidence,
            self.proposals + other.proposals,
        )


async def poll(app: App, fetcher: "Fetcher", sandbox: "Sandbox") -> Polled:
    """Ask every source that is due, and store what came of it, source by source."""
    total = Polled()
    while True:
        now = app.now()
        with app.ledger.read() as session:
            if not visits.anything_due(session, now=now):
                return total  # most passes find nothing due, and need not keep writers waiting
        with app.ledger.write() as session:
            due = visits.lease_due(session, now=now, limit=BATCH)
        if not due:
            return total
        quiet: list[tuple[Source, Watched]] = []
        looks = [ask(app, source, fetcher, sandbox, now) for source in due]
        for done in asyncio.as_completed(looks):
            source, watched = await done
            if watched.not_modified and source.problem is None:
                quiet.append((source, watched))
                if len(quiet) >= TOGETHER:
                    total += _keep_quiet(app, quiet)
                    quiet = []
            else:
                total += _keep(app, source, watched)
        total += _keep_quiet(app, quiet)


async def ask(
    app: App, source: Source, fetcher: "Fetcher", sandbox: "Sandbox", now: datetime
) -> tuple[Source, Watched]:
    """Look at a source once; whatever goes wrong is in what comes back."""
    try:
        watched = await look(
            spec_of(source),
            fetcher=fetcher,
            sandbox=sandbox,
            now=now,
            bases=app.bases,
            tokens=app.tokens,
            etag=source.etag,
            last_modified=source.last_modified,
            since=lambda: _read_back_to(app, source),
        )
    except Exception as error:
        # A fault of ours in one source must not keep the others from being asked.
        log.exception("source %d could not be looked at", source.id)
        watched = _faulty(source, now, error)
    return source, watched


def _read_back_to(app: App, source: Source) -> datetime:
    with app.ledger.read() as session:
        return visits.read_back_to(session, source)


def _faulty(source: Source, now: datetime, error: Exception) -> Watched:
    said = f"a fault of CalledIt itself: {type(error).__name__}"
    return Watched(spec=spec_of(source), fetched_at=now, problem=said)


def spec_of(source: Source) -> SourceSpec:
    """Return a source as the watching room knows it."""
    return SourceSpec(
        kind=source.kind,
        subject=source.subject,
        url=source.url,
        label=source.label,
        keys=source.keys,
    )


def as_evidence(
    source_id: int | None, item: Item, *, now: datetime, reply: Snapshot | None = None
) -> Evidence:
    """Return an item as it is kept, with the reply it was read from."""
    url = public(item.url) if item.url else item.url
    return Evidence(
        source_id=source_id,
        external_id=_storable(item.external_id),
        url=url,
        title=_storable(item.title)[:1000] or (url or "untitled"),
        text=_storable(item.text)[:LONGEST_TEXT],
        published_at=item.published_at,
        seen_at=now,
        reply=reply,
    )


def _storable(text: str) -> str:
    # Halves of surrogate pairs and NUL come from hostile JSON; no database takes them.
    return public_text(text.encode("utf-8", "replace").decode().replace("\0", "\ufffd"))


def _keep_quiet(app: App, quiet: Iterable[tuple[Source, Watched]]) -> Polled:
    """Store at once that some sources had nothing new."""
    found = list(quiet)
    if not found:
        return Polled()
    with app.ledger.write() as session:
        return _done(session, found, changed=False, random=app.random)


def _keep(app: App, source: Source, watched: Watched) -> Polled:
    """Store what a source said, whole or not at all."""
    if watched.seen.more_pages:
        log.warning("source %d said more than is read at once; the oldest is left", source.id)
    try:
        with app.ledger.write() as session:
            return _store(session, source, watched, app.terms, app.random)
    except Exception as error:
        log.exception("what source %d said could not be kept", source.id)
        app.terms = Terms()  # it may have seen what was undone
        faulty = _faulty(source, watched.fetched_at, error)
        with app.ledger.write() as session:
            return _done(session, [(source, faulty)], changed=False, random=app.random)


def _store(
    session: Session, source: Source, watched: Watched, terms: Terms, random: Random
) -> Polled:
    now = watched.fetched_at
    fresh = _keep_items(session, source, watched)
    if fresh:
        terms.refresh(session)
    proposed = sum(_match(session, source, evidence, terms, now=now) for evidence in fresh)
    readings_changed, by_rules = _keep_readings(session, source, watched)
    changed = bool(fresh) or readings_changed
    done = _done(session, [(source, watched)], changed=changed, random=random)
    return done + Polled(evidence=len(fresh), proposals=proposed + by_rules)


def _keep_items(session: Session, source: Source, watched: Watched) -> list[Evidence]:
    """Store the items that are new; a page is known by its content, for its address stays."""
    found = watched.seen.items
    now = watched.fetched_at

    def kept(*, pages: bool) -> list[Evidence]:
        some = [item for item in found if (item.external_id == item.content_hash) is pages]
        given = [as_evidence(source.id, i, now=now, reply=watched.behind(i)) for i in some]
        return gathering.add_evidence(session, given, by_content=pages)

    return kept(pages=False) + kept(pages=True)


def _done(
    session: Session, asked: Sequence[tuple[Source, Watched]], *, changed: bool, random: Random
) -> Polled:
    """Record that sources were asked in one pass, and tell where their health changed."""
    now = asked[0][1].fetched_at
    results = {
        source.id: _checked(session, source, watched, changed=changed, random=random)
        for source, watched in asked
    }
    visits.checked(session, results, now=now)
    for source, _ in asked:
        _tell_of_health(session, source, results[source.id], now)
    failed = sum(result.problem is not None for result in results.values())
    return Polled(sources=len(asked), failed=failed)


def _checked(
    session: Session, source: Source, watched: Watched, *, changed: bool, random: Random
) -> Checked:
    """Return when to ask again, and how the source is now."""
    now = watched.fetched_at
    failures = source.failures + 1 if watched.problem else 0
    asked = Asked.FAILED if watched.problem else Asked.CHANGED if changed else Asked.UNCHANGED
    manners = _manners(source)
    schedule = politeness.next_check(
        asked,
        interval=source.interval,
        failures=failures,
        now=now,
        random=random.random(),
        manners=manners,
        retry_after=watched.retry_after,
        fresh_for=watched.fresh_for,
    )
    return Checked(
        next_check_at=schedule.check_at,
        interval=schedule.interval,
        health=_health(session, source, manners, now, failures=failures, changed=changed).value,
        kind=watched.spec.kind,
        changed=changed,
        etag=watched.etag,
        last_modified=watched.last_modified,
        problem=watched.problem,
        asked_with=(source.etag, source.last_modified),
    )


def _health(
    session: Session,
    source: Source,
    manners: Manners,
    now: datetime,
    *,
    failures: int,
    changed: bool,
) -> Health:
    quiet = changed or source.kind not in PUBLISHING
    changed_at = now if quiet else source.changed_at
    # Only a silence that could be one is worth the question how long it usually is.
    long = now - (changed_at or source.added_at) > manners.shortest_silence
    return politeness.health(
        failures=failures,
        checked_at=now,
        changed_at=changed_at,
        added_at=source.added_at,
        gaps=visits.gaps(session, source.id) if long else (),
        now=now,
        manners=manners,
    )


def _manners(source: Source) -> Manners:
    # Whoever wants a source asked every minute has said so when adding it.
    usual = Manners()
    shortest = min(usual.shortest, source.interval)
    return replace(usual, shortest=shortest, usual=max(shortest, usual.usual))


def _tell_of_health(session: Session, source: Source, checked: Checked, now: datetime) -> None:
    said = politeness.alarm(Health(source.health), Health(checked.health))
    if said is not None:
        outbox.enqueue(
            session,
            key=f"health:{source.id}:{now.isoformat()}",
            kind="source health",
            now=now,
            prediction_id=source.prediction_id,
            data={"source_id": source.id, "said": said, "problem": checked.problem},
        )


def _keep_readings(session: Session, source: Source, watched: Watched) -> tuple[bool, int]:
    """Store readings that some rule waits for and that tell something new; then reconsider."""
    found, now = watched.seen.readings, watched.fetched_at
    touched: set[int] = set()
    about = {(reading.source, reading.subject) for reading in found}
    waiting = {each: readings.waiting_for(session, *each) for each in about}
    wanted = [reading for reading in found if waiting[reading.source, reading.subject]]
    news = readings.news(session, wanted)
    series = _evidence_of_series(session, source, news, watched)
    for reading in news:
        in_series = isinstance(reading, NumberReading)
        evidence_id = series if in_series else _evidence_of(session, source, reading, watched)
        readings.keep(session, reading, evidence_id=evidence_id)
        touched.update(waiting[reading.source, reading.subject])
    return bool(touched), settling.reconsider(session, touched, now=now) if touched else 0


def _evidence_of_series(
    session: Session, source: Source, news: Iterable[Reading], watched: Watched
) -> int | None:
    """Keep the numbers that came in one reply as one evidence, the newest day first."""
    numbers = [reading for reading in news if isinstance(reading, NumberReading)]
    if not numbers:
        return None
    numbers.sort(key=lambda reading: reading.day, reverse=True)
    more = f", with {len(numbers) - 1} earlier days" if len(numbers) > 1 else ""
    lines = (f"{reading.day}: {reading.value:g}" for reading in numbers)
    said = _said(source, watched, numbers[0], readings.shown(numbers[0]) + more, "\n".join(lines))
    return _kept(session, said)


def _evidence_of(
    session: Session, source: Source, reading: Reading, watched: Watched
) -> int | None:
    if isinstance(reading, PublishedReading):
        known = gathering.evidence_from(session, source.id, reading.external_id)
        if known is not None:
            return known
    title, text = readings.shown(reading), readings.as_text(reading)
    return _kept(session, _said(source, watched, reading, title, text))


def _said(source: Source, watched: Watched, reading: Reading, title: str, text: str) -> Evidence:
    """Return what a reading says as evidence, with the reply it was made from."""
    url: str | None = getattr(reading, "url", None)
    return Evidence(
        source_id=source.id,
        url=public(url) if url else source.url,
        title=_storable(title)[:1000],
        text=_storable(text)[:LONGEST_TEXT],
        seen_at=watched.fetched_at,
        reply=watched.behind(reading),
    )


def _kept(session: Session, said: Evidence) -> int | None:
    fresh = gathering.add_evidence(session, [said], by_content=True)
    return fresh[0].id if fresh else gathering.evidence_of(session, said.sha256)


def _match(
    session: Session, source: Source, evidence: Evidence, terms: Terms, *, now: datetime
) -> int:
    """Hold new evidence against the predictions it may bear on; return how many it may."""
    proposed = 0
    for prediction_id, relevance in terms.matches(session, source, evidence):
        assert evidence.id is not None  # noqa: S101 (stored a moment ago)
        if gathering.match(
            session,
            evidence.id,
            prediction_id,
            relevance=min(relevance.score, 1.0),
            why=relevance.why,
        ):
            proposal = Proposal(
                prediction_id=prediction_id,
                reason=f"{source.label}: {evidence.title}",
                proposed_at=now,
                evidence_ids=(evidence.id,),
            )
            proposed += proposing.propose(session, proposal) is not None
    return proposed
