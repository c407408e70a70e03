"""Trying a source: asked once, shown, and nothing of it stored."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.app import App
from bot.polling import as_evidence, ask
from predictions import matching
from predictions.watching.items import Item
from predictions.watching.sources import recognise
from predictions.watching.sources.base import SourceSpec
from storage import readings, watchlist
from storage.watchlist import Source


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
    from predictions.sandbox import Sandbox  # noqa: PLC0415 (renderers import this module)

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
            _, watched = await ask(app, fresh, fetcher, sandbox, now)
    with app.ledger.read() as session:
        matches = {
            item.external_id: app.terms.matches(session, source, as_evidence(None, item, now=now))
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
