"""What people write into a cell, as numbers: `0.7`, `0,7`, `70 %`, yes, NA, a day.

A column is read whole the plain way, and cell by cell only where that fails: of a million rows
nearly all are plain. Every refusal names the row as a spreadsheet numbers it.
"""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from enum import IntEnum

import numpy as np

from predictions.errors import InvalidValue
from predictions.scoretable.table import Floats

Column = Sequence[str]

_OUTCOMES = {"yes": 1.0, "no": 0.0, "true": 1.0, "false": 0.0, "y": 1.0, "n": 0.0}
_WRITE = {
    "probability": "0.7 or 70 %",
    "outcome": "1, 0, yes, no or a fraction",
    "weight": "a number from 0 up",
    "at": "a date such as 2026-03-01, or a time such as 2026-03-01T12:00Z",
}
# What R and databases write where there is no number; NaN is a number gone wrong, and refused.
_MISSING = frozenset({"", "na", "n/a", "null", "none"})
_VOID = frozenset(
    ("ambiguous", "annulled", "withdrawn", "void", "n/a", "na", "cancelled", "canceled")
)


class LeftOut(IntEnum):
    """Why a row is not scored; the value is its place among the counts."""

    PENDING = 0
    VOID = 1
    WITHOUT_PROBABILITY = 2


def all_settled(probabilities: Column, outcomes: Column) -> bool:
    """Return whether every row has a number and an outcome, so that none need be looked at."""
    if not (_VOID | _MISSING).isdisjoint(map(_word, set(outcomes))):
        return False
    try:
        deque(map(float, probabilities), maxlen=0)  # nearly always all are plain, and this is quick
    except ValueError:
        return _MISSING.isdisjoint(map(_word, probabilities))
    return True


def left_out(probability: str, outcome: str) -> LeftOut | None:
    """Return why a row is not scored; None where it is."""
    probability, outcome = _word(probability), _word(outcome)
    if outcome in _VOID:
        return LeftOut.VOID
    if outcome in _MISSING:
        return LeftOut.PENDING
    return LeftOut.WITHOUT_PROBABILITY if probability in _MISSING else None


def probabilities(column: Column, numbers: Sequence[int]) -> Floats:
    """Return probabilities in 0..1, shape (n,).

    Raises:
        InvalidValue: a cell that is none; names its row.
    """
    values = _numbers(column, numbers, "probability", float, _fraction)
    problem = f"is not a probability: write {_WRITE['probability']}"
    return _within(values, column, numbers, "probability", problem)


def outcomes(column: Column, numbers: Sequence[int]) -> Floats:
    """Return outcomes in 0..1, shape (n,).

    Raises:
        InvalidValue: a cell that is none; names its row.
    """
    values = _numbers(column, numbers, "outcome", float, _outcome)
    problem = "is no outcome: write 1, 0, yes or no"
    return _within(values, column, numbers, "outcome", problem)


def weights(column: Column, numbers: Sequence[int], *, comma: bool) -> Floats:
    """Return weights from 0 up, shape (n,). `comma`: it may be the decimal sign.

    Raises:
        InvalidValue: a cell that is none; names its row.
    """
    values = _numbers(column, numbers, "weight", float, lambda cell: _number(cell, comma=comma))
    wrong = np.flatnonzero(~((values >= 0.0) & (values < np.inf)))
    if wrong.size:
        i = int(wrong[0])
        raise InvalidValue(f"row {numbers[i]}", f"weight {column[i]!r} is negative or not finite")
    return values


def moments(column: Column, numbers: Sequence[int]) -> Floats:
    """Return moments in seconds since 1970 UTC, shape (n,).

    Raises:
        InvalidValue: a cell that is none; names its row.
    """
    return _numbers(column, numbers, "at", _moment, _moment)


def day_ends(column: Column) -> Floats:
    """Return when days end in UTC, in seconds since 1970; NaN where a cell is no ISO day."""
    known = {cell: _day_end(cell) for cell in set(column)}
    return np.array([known[cell] for cell in column], dtype=np.float64)


def _numbers(
    column: Column,
    numbers: Sequence[int],
    name: str,
    plain: Callable[[str], float],
    careful: Callable[[str], float],
) -> Floats:
    """Return numbers: the whole column the plain way, cell by cell where that fails."""
    try:
        return np.array(list(map(plain, column)), dtype=np.float64)
    except ValueError:
        pass
    values = np.empty(len(column))
    for i, cell in enumerate(column):
        try:
            values[i] = careful(cell)
        except ValueError as error:
            raise InvalidValue(
                f"row {numbers[i]}", f"{name} {cell!r} cannot be read: write {_WRITE[name]}"
            ) from error
    return values


def _within(
    values: Floats, column: Column, numbers: Sequence[int], name: str, problem: str
) -> Floats:
    """Return values that are all in 0..1."""
    wrong = np.flatnonzero(~((values >= 0.0) & (values <= 1.0)))
    if wrong.size:
        i = int(wrong[0])
        raise InvalidValue(f"row {numbers[i]}", f"{name} {column[i]!r} {problem}")
    return values


def _word(cell: str) -> str:
    """Return a cell as it is compared: without spaces around it, in small letters."""
    return cell.strip().lower()


def _number(cell: str, *, comma: bool) -> float:
    """Return a number; a comma is the decimal sign where no thousands can be meant."""
    return float(cell.strip().replace(",", ".") if comma else cell)


def _fraction(cell: str) -> float:
    """Return a probability, also from percent; none has thousands, so a comma is its decimal sign."""
    cell = cell.strip()
    if cell.endswith("%"):
        return _number(cell[:-1], comma=True) / 100.0
    return _number(cell, comma=True)


def _outcome(cell: str) -> float:
    """Return an outcome, also from words."""
    word = _OUTCOMES.get(_word(cell))
    return _fraction(cell) if word is None else word


def _day_end(cell: str) -> float:
    """Return when a day ends; whoever has a column of that name may mean anything by it."""
    try:
        day = datetime.fromisoformat(cell.strip()[:10]).replace(tzinfo=UTC)
    except ValueError:
        return np.nan
    return (day + timedelta(days=1)).timestamp()


def _moment(cell: str) -> float:
    """Return seconds since 1970 from an ISO 8601 date or time; without a zone it is UTC."""
    moment = datetime.fromisoformat(cell.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
