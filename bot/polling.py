"""Asking sources what is new: looked at politely, kept as evidence, held against predictions."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from bot import settling
from bot.app import App
from predictions import matching
from predictions.model import Evidence, Proposal
from predictions.readings import PublishedReading, Reading
from predictions.watching import politeness
from predictions.watching.items import Item
from predictions.watching.politeness import Asked, Health, Manners
from predictions.watching.reading import Watched, look
from predictions.watching.sources import recognise
from predictions.watching.sources.base import SourceSpec
from storage import finding, outbox, readings, resolving, watchlist
from storage.ledger import Session
from storage.watchlist import Checked, Source

if TYPE_CHECKING:
    from predictions.sandbox import Sandbox
    from predictions.watching.http import Fetcher

BATCH = 200
LONGEST_TEXT = 20_000  # characters of one item kept as evidence


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
    index = Index(app.now())
    while True:
        now = app.now()
        with app.ledger.write() as session:
            due = watchlist.lease_due(session, now=now, limit=BATCH)
        if not due:
            return total
        looks = [_look(app, source, fetcher, sandbox, now) for source in due]
        for done in asyncio.as_completed(looks):
            source, watched = await done
            with app.ledger.write() as session:
                total += _store(session, source, watched, index, app.random)


async def _look(
    app: App, source: Source, fetcher: "Fetcher", sandbox: "Sandbox", now: datetime
) -> tuple[Source, Watched]:
    return source, await look(
        spec_of(source),
        fetcher=fetcher,
        sandbox=sandbox,
        now=now,
        bases=app.bases,
        tokens=app.tokens,
        etag=source.etag,
        last_modified=source.last_modified,
    )


def spec_of(source: Source) -> SourceSpec:
    """Return a source as the watching room knows it."""
    return SourceSpec(kind=source.kind, subject=source.subject, url=source.url, label=source.label)


def as_evidence(source_id: int | None, item: Item, *, now: datetime) -> Evidence:
    """Return an item as it is kept."""
    return Evidence(
        source_id=source_id,
        external_id=item.external_id,
        url=item.url,
        title=item.title[:1000] or (item.url or "untitled"),
        text=item.text[:LONGEST_TEXT],
        published_at=item.published_at,
        seen_at=now,
    )


def _store(
    session: Session, source: Source, watched: Watched, index: "Index", random: Random
) -> Polled:
    now = watched.fetched_at
    items = [as_evidence(source.id, item, now=now) for item in watched.seen.items]
    fresh = watchlist.add_evidence(session, items)
    proposed = sum(_match(session, source, evidence, index, now=now) for evidence in fresh)
    proposed += _keep_readings(session, source, watched.seen.readings, now)
    checked = _checked(source, watched, changed=bool(fresh), random=random)
    watchlist.checked(session, source.id, checked, now=now)
    _tell_of_health(session, source, checked, now)
    return Polled(1, int(watched.problem is not None), len(fresh), proposed)


def _checked(source: Source, watched: Watched, *, changed: bool, random: Random) -> Checked:
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
    health = politeness.health(
        failures=failures,
        checked_at=now,
        changed_at=now if changed else source.changed_at,
        added_at=source.added_at,
        now=now,
        manners=manners,
    )
    return Checked(
        next_check_at=schedule.check_at,
        interval=schedule.interval,
        health=health.value,
        kind=watched.spec.kind,
        changed=changed,
        etag=watched.etag,
        last_modified=watched.last_modified,
        problem=watched.problem,
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


def _keep_readings(
    session: Session, source: Source, found: tuple[Reading, ...], now: datetime
) -> int:
    """Store readings that some rule waits for and that tell something new; then reconsider."""
    touched: set[int] = set()
    for reading in found:
        waiting = readings.waiting_for(session, reading.source, reading.subject)
        if waiting and readings.changed(session, reading):
            evidence_id = _evidence_of(session, source, reading, now)
            readings.keep(session, reading, evidence_id=evidence_id)
            touched.update(waiting)
    return sum(settling.reconsider(session, number, now=now) for number in sorted(touched))


def _evidence_of(session: Session, source: Source, reading: Reading, now: datetime) -> int | None:
    if isinstance(reading, PublishedReading):
        known = watchlist.evidence_from(session, source.id, reading.external_id)
        if known is not None:
            return known
    seen = Evidence(
        source_id=source.id,
        url=getattr(reading, "url", None) or source.url,
        title=readings.shown(reading)[:1000],
        text=readings.as_text(reading)[:LONGEST_TEXT],
        seen_at=now,
    )
    fresh = watchlist.add_evidence(session, [seen])
    return fresh[0].id if fresh else watchlist.evidence_of(session, seen.sha256)


def _match(
    session: Session, source: Source, evidence: Evidence, index: "Index", *, now: datetime
) -> int:
    """Hold new evidence against the predictions it may bear on; return how many it may."""
    proposed = 0
    for prediction_id, relevance in index.matches(session, source, evidence):
        assert evidence.id is not None  # noqa: S101 (stored a moment ago)
        if watchlist.match(
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
            proposed += resolving.propose(session, proposal) is not None
    return proposed


class Index:
    """The terms of the running predictions, read from the ledger when first needed in a round."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._all: matching.MatchIndex | None = None

    def matches(
        self, session: Session, source: Source, evidence: Evidence
    ) -> list[tuple[int, matching.Relevance]]:
        """Return the predictions that evidence from that source may bear on."""
        if source.prediction_id is None:
            return self._running(session).match(evidence.text, title=evidence.title)
        prediction = finding.get(session, source.prediction_id, now=self._now).prediction
        terms = source.terms or matching.search_terms(prediction.statement)
        found = matching.relevance(evidence.text, terms, title=evidence.title)
        return [(source.prediction_id, found)] if found.score >= matching.ALERT else []

    def _running(self, session: Session) -> matching.MatchIndex:
        if self._all is None:
            self._all = matching.MatchIndex(
                {
                    number: matching.search_terms(statement)
                    for number, statement in finding.running_statements(session)
                }
            )
        return self._all


@dataclass(frozen=True, slots=True)
class Preview:
    """What a source said when it was tried: nothing of it is stored."""

    kind: str
    items: tuple[Item, ...]
    readings: tuple[str, ...]
    problem: str | None
    matches: dict[str, list[tuple[int, matching.Relevance]]]


async def preview(app: App, what: str) -> Preview:
    """Ask a source once, by address or by number, and match what it says."""
    from predictions.sandbox import Sandbox  # noqa: PLC0415 (this module is imported by renderers)

    now = app.now()
    with app.ledger.read() as session:
        source = (
            watchlist.get_source(session, int(what))
            if what.isdigit()
            else _unsaved(recognise(what, app.bases), now)
        )
    with Sandbox() as sandbox:
        async with app.fetcher() as fetcher:
            fresh = replace(source, etag=None, last_modified=None)
            _, watched = await _look(app, fresh, fetcher, sandbox, now)
    index = Index(now)
    with app.ledger.read() as session:
        matches = {
            item.external_id: index.matches(session, source, as_evidence(None, item, now=now))
            for item in watched.seen.items
        }
    return Preview(
        watched.spec.kind,
        watched.seen.items,
        tuple(readings.shown(reading) for reading in watched.seen.readings),
        watched.problem,
        matches,
    )


def _unsaved(spec: SourceSpec, now: datetime) -> Source:
    return Source(
        id=0,
        url=spec.url,
        kind=spec.kind,
        subject=spec.subject,
        label=spec.label or spec.url,
        added_at=now,
        prediction_id=None,
        terms=(),
        interval=timedelta(hours=1),
        next_check_at=now,
    )
