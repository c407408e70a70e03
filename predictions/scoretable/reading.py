"""CSV files of forecasts and outcomes, read chunk by chunk into a table."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from predictions.candidate import Basis
from predictions.errors import InvalidValue
from predictions.interchange.anybody import delimiter_of, text_of
from predictions.interchange.cells import restore
from predictions.scoretable import cells
from predictions.scoretable.cells import Column, LeftOut
from predictions.scoretable.table import Labels, ScoreTable

_CHUNK = 2_000  # small enough that a chunk is gone before the garbage collector looks at it
_NAMES = {
    "probability": ("probability",),
    "outcome": ("outcome",),
    "question": ("question", "prediction_id"),  # the second as in our own forecasts.csv
    "forecaster": ("forecaster",),
    "forecaster_id": ("forecaster_id",),  # of our own forecasts.csv: two people may have one name
    "weight": ("weight",),
    "at": ("at", "forecast_at"),
    "deadline": ("deadline",),
    "basis": ("basis",),
}
_IMPLIED = frozenset(basis.value for basis in Basis if basis.implied)
_WANTED = "the columns probability and outcome"


class LacksColumn(InvalidValue):
    """A table without probabilities or outcomes, under the names that they have here."""


def read_score_table(source: bytes | BinaryIO) -> ScoreTable:
    """Read a CSV file with the columns probability and outcome, and optionally others.

    Understands UTF-8 and, by its byte order mark, UTF-16; commas, semicolons, tabs and upright
    strokes between cells; `0.7`, `0,7`, `70%`, `70 %`; yes, no, true, false; NA. Rows are numbered as a
    spreadsheet does it: the header is row 1.

    Raises:
        InvalidValue: a missing column, a ragged row, a value that cannot be: names row and column.
    """
    data = source if isinstance(source, bytes) else source.read()
    text = text_of(data)
    if not text.strip():
        raise InvalidValue("file", f"is empty: give a CSV file with {_WANTED}")
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
        self.delimiter = delimiter_of(first)
        self.rows = csv.reader(stream, delimiter=self.delimiter)
        self.width = 0
        self.places: dict[str, int] = {}
        self.known: dict[str, dict[str, int]] = {
            name: {} for name in ("question", "forecaster", "forecaster_id", "basis")
        }

    def read(self) -> ScoreTable:
        """Read header and all rows.

        Raises:
            InvalidValue: a column or a cell that cannot be read, or nothing that can be scored.
        """
        self._header()
        parts: dict[str, list[NDArray[np.generic]]] = {name: [] for name in self.places}
        counts = np.zeros(len(LeftOut), dtype=np.intp)
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
            for name in ("probability", "outcome", "weight", "at", "deadline")
            if name in found
        }
        return ScoreTable(
            forecasts=numbers_of["probability"],
            outcomes=numbers_of["outcome"],
            questions=self._labels("question", found),
            forecasters=self._forecasters(found),
            weights=numbers_of.get("weight"),
            at=numbers_of.get("at"),
            deadlines=numbers_of.get("deadline"),
            implied=self._implied(found),
            pending=int(counts[LeftOut.PENDING]),
            void=int(counts[LeftOut.VOID]),
            without_probability=int(counts[LeftOut.WITHOUT_PROBABILITY]),
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
            raise LacksColumn("file", f"has no column {' or '.join(missing)}; columns: {there}")

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
        if cells.all_settled(columns["probability"], columns["outcome"]):
            return numbers, columns
        kept = []
        pairs = zip(columns["probability"], columns["outcome"], strict=True)
        for i, (probability, outcome) in enumerate(pairs):
            why = cells.left_out(probability, outcome)
            if why is None:
                kept.append(i)
            elif any(map(str.strip, rows[i])):  # a spreadsheet ends in rows of empty cells
                counts[why] += 1
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
            return cells.moments(column, numbers)
        if name == "deadline":
            return cells.day_ends(column)
        if name == "probability":
            return cells.probabilities(column, numbers)
        if name == "outcome":
            return cells.outcomes(column, numbers)
        # Between cells a comma says nothing of numbers; elsewhere it is their decimal sign.
        return cells.weights(column, numbers, comma=self.delimiter != ",")

    def _implied(self, found: dict[str, NDArray[np.generic]]) -> NDArray[np.bool_] | None:
        """Return which probabilities were read from words, if the file says what they rest on."""
        bases = self._labels("basis", found)
        if bases is None:
            return None
        read = np.array([name.lower() in _IMPLIED for name in bases.names])
        return np.asarray(read[bases.codes], dtype=np.bool_)

    def _forecasters(self, found: dict[str, NDArray[np.generic]]) -> Labels | None:
        """Return who made the forecasts; those who share a name have their number behind it."""
        if "forecaster" not in found or "forecaster_id" not in found:
            return self._labels("forecaster", found)
        names, numbers = list(self.known["forecaster"]), list(self.known["forecaster_id"])
        by_name, by_number = (
            np.asarray(found[name], dtype=np.intp) for name in ("forecaster", "forecaster_id")
        )
        there, codes = np.unique(by_name * len(numbers) + by_number, return_inverse=True)
        who = [divmod(pair, len(numbers)) for pair in there.tolist()]
        shared = Counter(name for name, _ in who)
        labels = [
            f"{names[name]} ({numbers[number]})"
            if shared[name] > 1 and numbers[number]
            else names[name]
            for name, number in who
        ]
        return _sorted(labels, np.asarray(codes, dtype=np.intp), restored=True)

    def _labels(self, name: str, found: dict[str, NDArray[np.generic]]) -> Labels | None:
        """Return a column of names, if the file has it."""
        if name not in found:
            return None
        codes = np.asarray(found[name], dtype=np.intp)
        return _sorted(list(self.known[name]), codes, restored=name == "forecaster")


def _sorted(labels: list[str], codes: NDArray[np.intp], *, restored: bool) -> Labels:
    """Return names in an order that is not that of the rows; `restored`: as they were before export."""
    # By value, not by appearance: a report must not depend on the order of rows. By length
    # first, so that numbers count as numbers: simulations go by the order of the questions,
    # and `calledit report` has them by number.
    names = sorted(labels, key=lambda label: (len(label), label))
    place = {label: i for i, label in enumerate(names)}
    table = np.array([place[label] for label in labels], dtype=np.intp)
    shown = tuple(map(restore, names)) if restored else tuple(names)
    return Labels(
        codes=table[codes], names=shown if len(set(shown)) == len(names) else tuple(names)
    )


def _nothing(pending: int, void: int, without: int) -> str:
    """Say why there is nothing to score."""
    left_out = (
        (pending, "without an outcome yet"),
        (void, "ambiguous, annulled or withdrawn"),
        (without, "without a probability"),
    )
    reasons = [f"{count} {reason}" for count, reason in left_out if count]
    return f"has nothing to score ({', '.join(reasons) if reasons else 'no rows'})"
