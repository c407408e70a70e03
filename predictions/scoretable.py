"""CSV files of forecasts and outcomes, read into arrays for scoring."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from predictions.candidate import Basis
from predictions.errors import InvalidValue

_CHUNK = 2_000  # small enough that a chunk is gone before the garbage collector looks at it
_NAMES = {
    "probability": ("probability",),
    "outcome": ("outcome",),
    "question": ("question", "prediction_id"),  # the second as in our own forecasts.csv
    "forecaster": ("forecaster",),
    "weight": ("weight",),
    "at": ("at", "forecast_at"),
    "basis": ("basis",),
}
_OUTCOMES = {"yes": 1.0, "no": 0.0, "true": 1.0, "false": 0.0, "y": 1.0, "n": 0.0}
_WRITE = {
    "probability": "0.7 or 70 %",
    "outcome": "1, 0, yes, no or a fraction",
    "weight": "a number from 0 up",
    "at": "a date such as 2026-03-01, or a time such as 2026-03-01T12:00Z",
}
_IMPLIED = frozenset(basis.value for basis in Basis if basis.implied)
_DELIMITERS = ",;\t|"
# What R and databases write where there is no number; NaN is a number gone wrong, and refused.
_MISSING = frozenset({"", "na", "n/a", "null", "none"})
_SPELT = frozenset(each for word in _MISSING for each in (word, word.upper(), word.title()))
_VOID = frozenset({"ambiguous", "annulled", "void", "n/a", "na", "cancelled", "canceled"})

Column = Sequence[str]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Labels:
    """A column of names.

    Attributes:
        codes: number of each row's name, shape (n,).
        names: the names, by length and then by value.
    """

    codes: NDArray[np.intp]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScoreTable:
    """Settled forecasts of a CSV file; columns that the file lacks are None.

    Attributes:
        forecasts: probabilities in 0..1, shape (n,).
        outcomes: 1, 0 or a fraction, shape (n,).
        questions: which question each row is about.
        forecasters: who made it.
        weights: not negative, shape (n,).
        at: when it was made, seconds since 1970 UTC, shape (n,).
        implied: True where a probability was read from words, shape (n,).
        pending: rows left out because their outcome is empty.
        void: rows left out because their outcome is ambiguous or annulled.
        without_probability: rows left out because they give no number.
        other_basis: rows left out because their numbers rest on something else than was asked for.
    """

    forecasts: Floats
    outcomes: Floats
    questions: Labels | None
    forecasters: Labels | None
    weights: Floats | None
    at: Floats | None
    implied: NDArray[np.bool_] | None
    pending: int
    void: int
    without_probability: int
    other_basis: int = 0

    def contradictions(self) -> int:
        """Return how many questions have more than one outcome."""
        if self.questions is None:
            return 0
        order = np.lexsort((self.outcomes, self.questions.codes))
        code, outcome = self.questions.codes[order], self.outcomes[order]
        differs = (code[1:] == code[:-1]) & (outcome[1:] != outcome[:-1])
        return int(np.unique(code[1:][differs]).size)

    def updates(self) -> int:
        """Return how many forecasts come on top of another by the same forecaster on the question."""
        if self.questions is None:
            return 0
        pair = self.questions.codes
        if self.forecasters is not None:
            pair = pair * len(self.forecasters.names) + self.forecasters.codes
        return int(pair.size - np.unique(pair).size)

    def rows(self, chosen: NDArray[np.intp]) -> "ScoreTable":
        """Return the table of some rows only."""

        def labels(column: Labels | None) -> Labels | None:
            if column is None:
                return None
            there, codes = np.unique(column.codes[chosen], return_inverse=True)
            return Labels(codes=codes, names=tuple(column.names[n] for n in there.tolist()))

        return replace(
            self,
            forecasts=self.forecasts[chosen],
            outcomes=self.outcomes[chosen],
            questions=labels(self.questions),
            forecasters=labels(self.forecasters),
            weights=None if self.weights is None else self.weights[chosen],
            at=None if self.at is None else self.at[chosen],
            implied=None if self.implied is None else self.implied[chosen],
        )


def read_score_table(source: bytes | BinaryIO) -> ScoreTable:
    """Read a CSV file with the columns probability and outcome, and optionally others.

    Understands UTF-8 and, by its byte order mark, UTF-16; commas, semicolons, tabs and upright
    strokes between cells; `0.7`, `0,7`, `70%`, `70 %`; yes, no, true, false; NA. Rows are numbered as a
    spreadsheet does it: the header is row 1.

    Raises:
        InvalidValue: a missing column, a ragged row, a value that cannot be: names row and column.
    """
    data = source if isinstance(source, bytes) else source.read()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeError as error:
        raise InvalidValue(
            "file", f"is not {encoding.removesuffix('-sig').upper()} text: save it as CSV in UTF-8"
        ) from error
    stream = io.StringIO(text, newline="")
    try:
        return _Reader(stream).read()
    except csv.Error as error:
        raise InvalidValue("file", f"is not a CSV file ({error})") from error


class _Reader:
    """Reads a table chunk by chunk."""

    def __init__(self, stream: io.StringIO) -> None:
        first = stream.readline()
        stream.seek(0)
        self.delimiter = max(_DELIMITERS, key=first.count)
        self.rows = csv.reader(stream, delimiter=self.delimiter)
        self.width = 0
        self.places: dict[str, int] = {}
        self.known: dict[str, dict[str, int]] = {"question": {}, "forecaster": {}, "basis": {}}

    def read(self) -> ScoreTable:
        """Read header and all rows."""
        self._header()
        parts: dict[str, list[NDArray[np.generic]]] = {name: [] for name in self.places}
        counts = np.zeros(3, dtype=np.intp)
        for numbers, rows in self._chunks():
            settled, columns = self._settled(numbers, rows, counts)
            for name in self.places:
                parts[name].append(self._convert(name, columns[name], settled))
        found = {
            name: np.concatenate(arrays) if arrays else np.zeros(0)
            for name, arrays in parts.items()
        }
        if found["probability"].size == 0:
            raise InvalidValue("file", _nothing(*counts.tolist()))
        numbers_of = {
            name: np.asarray(found[name], dtype=np.float64)
            for name in ("probability", "outcome", "weight", "at")
            if name in found
        }
        return ScoreTable(
            forecasts=numbers_of["probability"],
            outcomes=numbers_of["outcome"],
            questions=self._labels("question", found),
            forecasters=self._labels("forecaster", found),
            weights=numbers_of.get("weight"),
            at=numbers_of.get("at"),
            implied=self._implied(found),
            pending=int(counts[0]),
            void=int(counts[1]),
            without_probability=int(counts[2]),
        )

    def _header(self) -> None:
        """Find the columns by their names."""
        header = [name.strip().lower() for name in next(self.rows, [])]
        self.width = len(header)
        for column, names in _NAMES.items():
            twice = next((name for name in names if header.count(name) > 1), None)
            if twice is not None:
                raise InvalidValue("file", f"has more than one column {twice}: keep one of them")
            place = next((header.index(name) for name in names if name in header), None)
            if place is not None:
                self.places[column] = place
        missing = [name for name in ("probability", "outcome") if name not in self.places]
        if missing:
            there = ", ".join(name for name in header if name) or "none"
            raise InvalidValue("file", f"has no column {' or '.join(missing)}; columns: {there}")

    def _chunks(self) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
        """Yield row numbers and rows, blank ones left out, all of the header's width."""
        start = 2
        while rows := list(islice(self.rows, _CHUNK)):
            numbers: Sequence[int] = range(start, start + len(rows))
            start += len(rows)
            if not all(map(len, rows)):
                kept = [(number, row) for number, row in zip(numbers, rows, strict=True) if row]
                numbers, rows = [number for number, _ in kept], [row for _, row in kept]
            if set(map(len, rows)) - {self.width}:
                rows = [self._straight(n, row) for n, row in zip(numbers, rows, strict=True)]
            if rows:
                yield numbers, rows

    def _straight(self, number: int, row: list[str]) -> list[str]:
        """Return a row of the header's width; only empty cells at its end may be too many."""
        if len(row) < self.width or any(cell.strip() for cell in row[self.width :]):
            raise InvalidValue(
                f"row {number}", f"has {len(row)} cells, the header has {self.width}"
            )
        return row[: self.width]

    def _settled(
        self, numbers: Sequence[int], rows: list[list[str]], counts: NDArray[np.intp]
    ) -> tuple[Sequence[int], dict[str, Column]]:
        """Return the columns of the rows that can be scored, and count the others."""
        columns = self._columns(rows)
        if _SPELT.isdisjoint(columns["probability"]) and (_VOID | _MISSING).isdisjoint(
            map(str.lower, map(str.strip, set(columns["outcome"])))
        ):
            return numbers, columns
        kept = []
        for i, (p, outcome) in enumerate(
            zip(columns["probability"], columns["outcome"], strict=True)
        ):
            state = _left_out(p.strip().lower(), outcome.strip().lower())
            if state is None:
                kept.append(i)
            elif any(map(str.strip, rows[i])):  # a spreadsheet ends in rows of empty cells
                counts[state] += 1
        return [numbers[i] for i in kept], self._columns([rows[i] for i in kept])

    def _columns(self, rows: list[list[str]]) -> dict[str, Column]:
        """Return the columns that matter."""
        turned = list(zip(*rows, strict=True)) if rows else [()] * self.width
        return {name: turned[place] for name, place in self.places.items()}

    def _convert(self, name: str, column: Column, numbers: Sequence[int]) -> NDArray[np.generic]:
        """Return a column as numbers."""
        if name in self.known:
            known = self.known[name]
            codes = [known.setdefault(cell.strip(), len(known)) for cell in column]
            return np.array(codes, dtype=np.intp)
        if name == "at":
            return _numbers(column, numbers, name, _moment, _moment)
        comma = self.delimiter != ","
        if name == "probability":
            values = _numbers(column, numbers, name, float, _fraction)
            return _within(
                values, column, numbers, name, f"is not a probability: write {_WRITE[name]}"
            )
        if name == "outcome":
            values = _numbers(column, numbers, name, float, _outcome)
            return _within(values, column, numbers, name, "is no outcome: write 1, 0, yes or no")
        values = _numbers(column, numbers, name, float, lambda cell: _number(cell, comma=comma))
        wrong = np.flatnonzero(~((values >= 0.0) & (values < np.inf)))
        if wrong.size:
            i = int(wrong[0])
            raise InvalidValue(
                f"row {numbers[i]}", f"weight {column[i]!r} is negative or not finite"
            )
        return values

    def _implied(self, found: dict[str, NDArray[np.generic]]) -> NDArray[np.bool_] | None:
        """Return which probabilities were read from words, if the file says what they rest on."""
        bases = self._labels("basis", found)
        if bases is None:
            return None
        read = np.array([name.lower() in _IMPLIED for name in bases.names])
        return np.asarray(read[bases.codes], dtype=np.bool_)

    def _labels(self, name: str, found: dict[str, NDArray[np.generic]]) -> Labels | None:
        """Return a column of names, if the file has it."""
        if name not in found:
            return None
        codes = np.asarray(found[name], dtype=np.intp)
        # By value, not by appearance: a report must not depend on the order of rows. By length
        # first, so that numbers count as numbers: simulations go by the order of the questions,
        # and `calledit report` has them by number.
        names = sorted(self.known[name], key=lambda label: (len(label), label))
        place = {label: i for i, label in enumerate(names)}
        table = np.array([place[label] for label in self.known[name]], dtype=np.intp)
        return Labels(codes=table[codes], names=tuple(names))


def _nothing(pending: int, void: int, without: int) -> str:
    """Say why there is nothing to score."""
    left_out = (
        (pending, "without an outcome yet"),
        (void, "ambiguous or annulled"),
        (without, "without a probability"),
    )
    reasons = [f"{count} {reason}" for count, reason in left_out if count]
    return f"has nothing to score ({', '.join(reasons) if reasons else 'no rows'})"


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


def _left_out(probability: str, outcome: str) -> int | None:
    """Return why a row is not scored: 0 pending, 1 void, 2 without a probability."""
    if outcome in _VOID:
        return 1
    if outcome in _MISSING:
        return 0
    return 2 if probability in _MISSING else None


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
    word = _OUTCOMES.get(cell.strip().lower())
    return _fraction(cell) if word is None else word


def _moment(cell: str) -> float:
    """Return seconds since 1970 from an ISO 8601 date or time; without a zone it is UTC."""
    moment = datetime.fromisoformat(cell.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
