"""The starter list into the ledger: predictions, implied forecasts, rules and watches, once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any

from predictions.beliefs import Probability
from predictions.candidate import Basis
from predictions.criteria import Criteria
from predictions.model import Forecast, ForecasterKind, Prediction
from predictions.times import Window
from predictions.watching.sources import recognise
from storage import finding, recording, watchlist
from storage.errors import Refused
from storage.ledger import Session

TAG = "starter"
EVERY = timedelta(hours=6)  # nothing here changes by the hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One forecast of the list. `cue`: the words its number was read from."""

    key: str
    statement: str
    forecaster: str
    window: Window
    condition: str | None
    probability: Probability | None
    cue: str | None
    criteria_in_words: str
    criteria: Criteria
    terms: tuple[str, ...]
    watches: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What loading the list changed."""

    predictions: int = 0
    forecasts: int = 0
    sources: int = 0


def entries() -> list[Entry]:
    """Read the list, validated as everything else that comes in."""
    text = (resources.files("bot.starter") / "forecasts.json").read_text("utf-8")
    return [_entry(data) for data in json.loads(text)["forecasts"]]


def add_starter(
    session: Session, *, now: datetime, time_zone: str, bases: Mapping[str, str]
) -> Added:
    """Add what is not there yet; what was withdrawn or no longer watched stays so."""
    known = {
        listed.prediction.statement
        for listed in finding.listing(session, now=now, tag=TAG, limit=1_000)
    }
    forecasts = sources = predictions = 0
    for entry in entries():
        if entry.statement in known:
            continue
        number = _predict(session, entry, now, time_zone)
        predictions += 1
        forecasts += _forecast(session, entry, number, now)
        sources += sum(
            _watch(session, entry, url, number, now=now, bases=bases) for url in entry.watches
        )
    return Added(predictions, forecasts, sources)


def _predict(session: Session, entry: Entry, now: datetime, time_zone: str) -> int:
    window = Window(entry.window.not_before, entry.window.deadline, time_zone)
    stored = recording.add_prediction(
        session,
        Prediction(
            statement=entry.statement,
            created_at=now,
            window=window,
            condition=entry.condition,
            criteria=entry.criteria_in_words,
            rule=entry.criteria.to_json(),
            tags=(TAG, *entry.tags),
        ),
    )
    assert stored.id is not None  # noqa: S101 (stored a moment ago)
    return stored.id


def _forecast(session: Session, entry: Entry, number: int, now: datetime) -> int:
    if entry.probability is None:
        return 0  # said flatly or conceded: that implies no number
    who = recording.forecaster_named(session, entry.forecaster, ForecasterKind.AUTHOR)
    assert who.id is not None  # noqa: S101 (stored a moment ago)
    forecast = Forecast(
        prediction_id=number,
        forecaster_id=who.id,
        belief=entry.probability,
        made_at=now,
        comment=f"read from the words “{entry.cue}”" if entry.cue else None,
    )
    try:
        recording.add_forecast(session, forecast)
    except Refused:
        return 0  # its window had closed before this server began: it would be hindsight
    return 1


def _watch(
    session: Session,
    entry: Entry,
    url: str,
    number: int,
    *,
    now: datetime,
    bases: Mapping[str, str],
) -> int:
    spec = recognise(url, bases)
    watchlist.add_source(
        session,
        spec.url,
        now=now,
        label=spec.label or None,
        kind=spec.kind,
        subject=spec.subject,
        prediction_id=number,
        terms=entry.terms,
        interval=EVERY,
        keys=spec.keys,
    )
    return 1


def _entry(data: dict[str, Any]) -> Entry:
    number = data["probability"]
    return Entry(
        key=data["key"],
        statement=data["statement"],
        forecaster=data["forecaster"],
        window=Window(_day(data["not_before"]), _day(data["deadline"])),
        condition=data["condition"],
        probability=number
        and Probability(
            value=number["value"],
            low=number["low"],
            high=number["high"],
            basis=Basis(number["basis"]),
        ),
        cue=number and number["cue"],
        criteria_in_words=data["criteria"],
        criteria=Criteria.from_json(json.dumps({"rules": data["rules"]})),
        terms=tuple(data["terms"]),
        watches=tuple(data["watches"]),
        tags=tuple(data["tags"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
