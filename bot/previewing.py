"""Trying a source: asked once, shown, and nothing of it stored."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot import explaining, settling
from bot.app import App
from bot.polling.keeping import as_evidence
from bot.polling.rounds import ask
from predictions import matching
from predictions.readings import Reading
from predictions.watching.items import Item
from predictions.watching.sources import recognise
from predictions.watching.sources.base import SourceSpec
from predictions.watching.watched import Watched
from storage import dossier, gathering, readings, rules, watchlist
from storage.ledger import Session
from storage.watchlist import Source


@dataclass(frozen=True, slots=True)
class Preview:
    """What a source said when it was tried: nothing of it is stored."""

    kind: str
    items: tuple[Item, ...]
    readings: tuple[str, ...]
    problem: str | None
    matches: dict[str, list[tuple[int, matching.Relevance]]]
    rules: dict[int, str] = field(default_factory=dict)  # what each would conclude, by prediction
    known: frozenset[str] = frozenset()  # items that are stored already
    notes: tuple[str, ...] = ()  # what costs nothing yet, but is worth knowing


async def preview(app: App, what: str) -> Preview:
    """Ask a source once, by address or by number, and match what it says."""
    from predictions.sandbox.pool import Sandbox  # noqa: PLC0415 (renderers import this module)

    now = app.now()
    with app.ledger.read() as session:
        source = (
            watchlist.get_source(session, int(what))
            if what.isdecimal()
            else _unsaved(recognise(what, app.bases), now)
        )
    with Sandbox() as sandbox:
        async with app.fetcher() as fetcher:
            fresh = replace(source, etag=None, last_modified=None)
            _, watched = await ask(app, fresh, fetcher, sandbox, now)
    with app.ledger.read() as session:
        app.terms.refresh(session)
        matches = {
            item.external_id: app.terms.matches(session, source, as_evidence(None, item, now=now))
            for item in watched.seen.items
        }
        concluded = _concluded(session, watched.seen.readings, now)
        kept = [(item, as_evidence(source.id, item, now=now)) for item in watched.seen.items]
        known = {item.external_id for item, each in kept if gathering.is_known(session, each)}
    return Preview(
        watched.spec.kind,
        watched.seen.items,
        tuple(readings.shown(reading) for reading in watched.seen.readings),
        watched.problem,
        matches,
        concluded,
        frozenset(known),
        (
            *(watched.seen.problems if watched.problem is None else ()),
            *watched.seen.notes,
            *_moved(watched),
        ),
    )


def _moved(watched: Watched) -> tuple[str, ...]:
    there = watched.moved_to
    return (f"It has moved for good to {there}: watch that address instead.",) if there else ()


def _concluded(session: Session, found: tuple[Reading, ...], now: datetime) -> dict[int, str]:
    """Say what the rules that wait for those readings would make of them."""
    about = {(reading.source, reading.subject) for reading in found}
    waiting = {number for each in about for number in readings.waiting_for(session, *each)}
    rules_of = rules.criteria_of_each(session, waiting)
    listed = dossier.get_each(session, rules_of, now=now)
    concluded = {}
    for number, criteria in rules_of.items():
        before = readings.about(session, criteria.subjects)
        about_it = listed[number].prediction
        decision = settling.found(session, about_it, criteria, [*before, *found], now)
        concluded[number] = explaining.concluded(decision)
    return concluded


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
        keys=spec.keys,
    )
