"""The record as it is scored, one row a forecast, weighted by the time for which it stood."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import mul

from predictions.model import ForecasterKind
from storage.ledger import Session
from storage.records import batches, forecasters
from storage.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A forecast that counts, with how its prediction ended."""

    prediction_id: int
    statement: str
    condition: str | None
    forecaster_id: int
    forecaster: str
    kind: ForecasterKind
    implied: bool
    probability: float
    outcome: float
    weight: float
    turn: float  # weight for calibration
    counts_at: float  # end of the prediction's last day, or its decision if later, seconds

    @property
    def brier(self) -> float:
        """The Brier score, 0 to 1."""
        return (self.probability - self.outcome) ** 2

    @property
    def turned(self) -> float:
        """The Brier score had the outcome been the other one."""
        return (self.probability - (1.0 - self.outcome)) ** 2


def rows_of(session: Session, scope: Scope) -> list[Row]:
    """Return the forecasts in scope that count, by prediction, forecaster and time."""
    from bot.reports.scored import scored  # noqa: PLC0415 (scipy is heavy)

    people = forecasters(session)
    rows = []
    for batch in batches(session, scope):
        scores = scored(batch)
        if scores is None:
            continue
        columns = zip(
            scores.prediction.tolist(),
            scores.forecaster.tolist(),
            scores.probability.tolist(),
            scores.target.tolist(),
            scores.weight.tolist(),
            scores.turn.tolist(),
            scores.implied.tolist(),
            scores.late.tolist(),
            scores.counts_at.tolist(),
            strict=True,
        )
        for number, forecaster, probability, target, weight, turn, implied, late, at in columns:
            if late or weight <= 0:
                continue  # made when the answer could be known
            name, kind = people[forecaster]
            rows.append(
                Row(
                    prediction_id=number,
                    statement=batch.questions[number].statement,
                    condition=batch.questions[number].condition,
                    forecaster_id=forecaster,
                    forecaster=name,
                    kind=kind,
                    implied=implied,
                    probability=probability,
                    outcome=target,
                    weight=weight,
                    turn=turn,
                    counts_at=at,
                )
            )
    return rows


def counted(rows: Iterable[Row], now: datetime) -> tuple[list[Row], int]:
    """Return the rows that count by now, and how many predictions wait for their deadline."""
    moment = now.timestamp()
    kept, waiting = [], set()
    for row in rows:
        if row.counts_at <= moment:
            kept.append(row)
        else:
            waiting.add(row.prediction_id)
    return kept, len(waiting)


@dataclass(frozen=True, slots=True)
class OnQuestion:
    """One forecaster on one prediction: the time-averaged Brier score, and the last word."""

    statement: str
    condition: str | None
    brier: float
    turned: float  # the same had the outcome been the other one
    last: float
    outcome: float
    updated: bool  # more than one forecast


def by_question(rows: Iterable[Row]) -> dict[int, OnQuestion]:
    """Return one forecaster's stated forecasts, put together by prediction."""
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if not row.implied:
            grouped[row.prediction_id].append(row)
    return {
        number: OnQuestion(
            statement=group[0].statement,
            condition=group[0].condition,
            brier=_averaged(group, [row.brier for row in group]),
            turned=_averaged(group, [row.turned for row in group]),
            last=group[-1].probability,
            outcome=group[0].outcome,
            updated=len(group) > 1,
        )
        for number, group in grouped.items()
    }


def _averaged(rows: Sequence[Row], scores: Sequence[float]) -> float:
    """Return the average of scores over the time for which the forecasts stood."""
    weights = [row.weight for row in rows]
    return float(sum(map(mul, scores, weights)) / sum(weights))
