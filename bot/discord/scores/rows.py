"""The record as it is scored: each forecaster's last word on each prediction that ended."""

from collections.abc import Iterable
from dataclasses import dataclass

from predictions.model import ForecasterKind
from storage.records import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The last forecast before a prediction closed, with how it ended."""

    prediction_id: int
    statement: str
    forecaster_id: int
    forecaster: str
    kind: ForecasterKind
    implied: bool
    probability: float
    outcome: float
    resolved_at: float
    weight: float

    @property
    def brier(self) -> float:
        """The Brier score, 0 to 1."""
        return (self.probability - self.outcome) ** 2


def rows_of(entries: Iterable[Entry]) -> list[Row]:
    """Return one row for each forecaster and prediction, stated and implied apart."""
    last: dict[tuple[int, int, bool], Entry] = {}
    for entry in entries:  # in order of time within a prediction
        if entry.outcome is not None and entry.outcome.target is not None and not _late(entry):
            last[entry.prediction_id, entry.forecaster_id, entry.basis.implied] = entry
    return [_row(entry) for entry in last.values()]


def _late(entry: Entry) -> bool:
    moments = (entry.happened_at, entry.due_at, entry.resolved_at)
    return entry.forecast_at >= min(moment for moment in moments if moment is not None)


def _row(entry: Entry) -> Row:
    assert entry.outcome is not None  # noqa: S101 (the caller keeps only those that ended)
    assert entry.outcome.target is not None  # noqa: S101
    return Row(
        prediction_id=entry.prediction_id,
        statement=entry.statement,
        forecaster_id=entry.forecaster_id,
        forecaster=entry.forecaster,
        kind=entry.forecaster_kind,
        implied=entry.basis.implied,
        probability=entry.probability,
        outcome=entry.outcome.target,
        resolved_at=entry.resolved_at.timestamp() if entry.resolved_at else 0.0,
        weight=entry.weight,
    )
