"""Records made for tests of reports: small ones by hand, large ones by the thousand."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from predictions.beliefs import Probability
from predictions.candidate import Basis
from predictions.model import Forecast, Forecaster, ForecasterKind, Prediction
from predictions.outcomes import Outcome
from predictions.times import Window
from storage import recording, resolving, tables
from storage.ledger import Ledger

OPENED = datetime(2025, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def someone(
    session: Session, name: str, kind: ForecasterKind = ForecasterKind.PERSON
) -> Forecaster:
    """Give a forecaster."""
    return recording.forecaster_named(session, name, kind)


def claim(
    session: Session,
    statement: str = "Rain falls",
    *,
    created_at: datetime = OPENED,
    deadline: date | None = date(2025, 12, 31),
    tags: tuple[str, ...] = (),
    guild_id: int | None = None,
) -> int:
    """Add a prediction and give its number."""
    stored = recording.add_prediction(
        session,
        Prediction(
            statement=statement,
            created_at=created_at,
            window=Window(None, deadline, "UTC"),
            tags=tags,
            guild_id=guild_id,
        ),
    )
    assert stored.id is not None
    return stored.id


def say(
    session: Session,
    number: int,
    who: Forecaster,
    value: float,
    at: datetime = OPENED,
    *,
    basis: Basis = Basis.STATED,
) -> None:
    """Add a forecast, without asking whether it may still be made."""
    assert who.id is not None
    low, high = (max(value - 0.1, 0), min(value + 0.1, 1)) if basis.implied else (None, None)
    belief = Probability(value=value, low=low, high=high, basis=basis)
    made = Forecast(prediction_id=number, forecaster_id=who.id, belief=belief, made_at=at)
    recording.add_forecasts(session, [made], at=at)


def settle(
    session: Session,
    number: int,
    outcome: Outcome,
    at: datetime = datetime(2026, 1, 2, tzinfo=UTC),
    *,
    happened_at: datetime | None = None,
) -> None:
    """Resolve a prediction."""
    resolving.resolve(session, number, outcome, now=at, happened_at=happened_at)


def fill(
    ledger: Ledger,
    *,
    predictions: int,
    forecasts: int,
    forecasters: int = 20,
    resolved: float = 1.0,
    formulas: bool = False,
    seed: int = 1,
) -> None:
    """Store a large record of calibrated forecasters, with direct inserts: only speed is at stake."""
    chance = random.Random(seed)
    people: list[dict[str, Any]] = [
        {"id": n, "name": f"Forecaster {n}", "kind": "author" if n % 5 == 0 else "person"}
        for n in range(1, forecasters + 1)
    ]
    truths = [chance.random() for _ in range(predictions)]
    claims: list[dict[str, Any]] = []
    ended: list[dict[str, Any]] = []
    tags: list[dict[str, Any]] = []
    for n in range(1, predictions + 1):
        created = OPENED + timedelta(minutes=n % 1000)
        text = f"Statement number {n} about what may, or may not, come to pass"
        is_over = chance.random() < resolved
        claims.append(
            {
                "id": n,
                "statement": f"=HYPERLINK({n}) {text}" if formulas and n % 3 == 0 else text,
                "kind": "binary",
                "deadline": date(2025, 12, 31) if is_over else date(2027, 12, 31),
                "time_zone": "UTC",
                "due_at": datetime(2026 if is_over else 2028, 1, 1, tzinfo=UTC),
                "visibility": "open",
                "created_at": created,
                "status": "resolved" if is_over else "open",
            }
        )
        tags += [{"tag": tag, "prediction_id": n} for tag in ("world", f"t{n % 7}")]
        if is_over:
            ended.append(
                {
                    "prediction_id": n,
                    "version": 1,
                    "outcome": "yes" if chance.random() < truths[n - 1] else "no",
                    "decided_at": datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=n % 50_000),
                }
            )
    with ledger.write() as session:
        session.execute(insert(tables.Forecasters), people)
        session.execute(insert(tables.Predictions), claims)
        session.execute(insert(tables.PredictionTags), tags)
        if ended:
            session.execute(insert(tables.Resolutions), ended)
        for begin in range(0, forecasts, 20_000):
            session.execute(
                insert(tables.Forecasts),
                [
                    {
                        "prediction_id": 1 + n % predictions,
                        "forecaster_id": 1 + (n // predictions) % forecasters,
                        "made_at": OPENED + timedelta(minutes=1000, seconds=n % 20_000_000),
                        "probability": round(
                            min(max(truths[n % predictions] + chance.gauss(0, 0.1), 0.01), 0.99), 2
                        ),
                        "basis": "surveyed" if n % 10 == 9 else "stated",
                        "weight": 1.0,
                    }
                    for n in range(begin, min(begin + 20_000, forecasts))
                ],
            )
