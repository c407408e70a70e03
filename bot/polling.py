"""Asking sources what is new: fetched politely, read in the sandbox, kept as evidence, matched."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.app import App
from predictions import matching
from predictions.errors import PredictionsError
from predictions.model import Evidence, Proposal
from predictions.watching.items import Item
from storage import finding, resolving, watchlist
from storage.watchlist import Checked, Source

if TYPE_CHECKING:
    from predictions.sandbox import Sandbox
    from predictions.watching.http import Fetcher
    from storage.ledger import Session

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source said: items where it answered, a problem where it did not."""

    source: Source
    items: tuple[Item, ...]
    checked: Checked


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
        for done in asyncio.as_completed([ask(source, fetcher, sandbox, now) for source in due]):
            answer = await done
            with app.ledger.write() as session:
                found, proposed = _store(session, answer, index, now)
            total += Polled(1, int(answer.checked.problem is not None), found, proposed)


async def ask(source: Source, fetcher: "Fetcher", sandbox: "Sandbox", now: datetime) -> Answer:
    """Ask one source; whatever goes wrong is an answer too."""
    from predictions.watching.feeds import read_safely  # noqa: PLC0415 (parsers are heavy)

    try:
        reply = await fetcher.fetch(
            source.url, now=now, etag=source.etag, last_modified=source.last_modified
        )
        wait = max(source.interval, timedelta(seconds=reply.retry_after or 0))
        again = now + wait
        if reply.not_modified:
            unchanged = Checked(
                next_check_at=again, etag=source.etag, last_modified=source.last_modified
            )
            return Answer(source, (), unchanged)
        if not reply.ok:
            problem = f"answered with status {reply.status}"
            return Answer(source, (), Checked(next_check_at=again, problem=problem))
        feed = await read_safely(
            sandbox,
            reply.body,
            reply.final_url,
            now=now,
            content_type=reply.headers.get("content-type", ""),
        )
    except PredictionsError as error:
        # Each failure in a row doubles the wait, up to a day: a dead source costs little, and is
        # never given up silently, since `watch list` shows it.
        wait = min(source.interval * 2 ** min(source.failures, 10), timedelta(days=1))
        return Answer(source, (), Checked(next_check_at=now + wait, problem=str(error)))
    broken = None if feed.usable else "; ".join(feed.problems)
    return Answer(
        source,
        feed.entries,
        Checked(
            next_check_at=again,
            changed=True,
            etag=reply.headers.get("etag"),
            last_modified=reply.headers.get("last-modified"),
            problem=broken,
        ),
    )


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


def _store(session: "Session", answer: Answer, index: "Index", now: datetime) -> tuple[int, int]:
    items = [as_evidence(answer.source.id, item, now=now) for item in answer.items]
    fresh = watchlist.add_evidence(session, items)
    proposed = sum(match(session, answer.source, evidence, index, now=now) for evidence in fresh)
    watchlist.checked(session, answer.source.id, answer.checked, now=now)
    return len(fresh), proposed


def match(
    session: "Session", source: Source, evidence: Evidence, index: "Index", *, now: datetime
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
        self, session: "Session", source: Source, evidence: Evidence
    ) -> list[tuple[int, matching.Relevance]]:
        """Return the predictions that evidence from that source may bear on."""
        if source.prediction_id is None:
            return self._running(session).match(evidence.text, title=evidence.title)
        prediction = finding.get(session, source.prediction_id, now=self._now).prediction
        terms = source.terms or matching.search_terms(prediction.statement)
        found = matching.relevance(evidence.text, terms, title=evidence.title)
        return [(source.prediction_id, found)] if found.score >= matching.ALERT else []

    def _running(self, session: "Session") -> matching.MatchIndex:
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

    items: tuple[Item, ...]
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
            else watchlist.unsaved_source(what, now=now)
        )
    with Sandbox() as sandbox:
        async with app.fetcher() as fetcher:
            answer = await ask(
                replace(source, etag=None, last_modified=None), fetcher, sandbox, now
            )
    index = Index(now)
    with app.ledger.read() as session:
        matches = {
            item.external_id: index.matches(session, source, as_evidence(None, item, now=now))
            for item in answer.items
        }
    return Preview(answer.items, answer.checked.problem, matches)
