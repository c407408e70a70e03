"""Forecasts that were made elsewhere, from the CSV that another platform or a spreadsheet gives.

Which column holds what is told by its name: those of Fatebook, PredictionBook, Metaculus and our own
forecasts.csv, and what people call them. What cannot be taken over is named, never guessed at.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from predictions.beliefs import Belief, Probability
from predictions.candidate import Basis
from predictions.errors import InvalidValue
from predictions.interchange import beliefs
from predictions.interchange.anybody import Row
from predictions.interchange.cells import restore
from predictions.interchange.headings import EVERYBODYS, places_of, scale_of
from predictions.model import LONGEST_NAME, LONGEST_TAG, ForecasterKind, Kind, Prediction
from predictions.outcomes import AMBIGUOUS, ANNULLED, NO, YES, Outcome
from predictions.probability import parse_probability
from predictions.tags import tags_of
from predictions.text import one_line
from predictions.times import Window

_OUTCOMES = {
    "1": YES, "1.0": YES, "0": NO, "0.0": NO, "n/a": AMBIGUOUS, "na": AMBIGUOUS,
    "cancel": ANNULLED, "cancelled": ANNULLED, "canceled": ANNULLED,
}  # fmt: skip
_OPEN = frozenset(("", "none", "null", "open", "pending", "unresolved", "unknown"))
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2})(\.\d+)?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_LAST = time(23, 59, 59)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One row: a prediction, with the forecast on it and how it ended as far as the row says."""

    row: int
    statement: str
    condition: str | None
    not_before: date | None
    deadline: date | None
    forecaster: str | None
    by_author: bool  # of a document, as our own files tell
    belief: Belief | None
    made_at: datetime | None
    outcome: Outcome | None
    ended: str  # the same as it was written
    resolved_at: datetime | None
    happened_at: datetime | None
    criteria: str | None
    tags: tuple[str, ...]
    url: str | None
    cells: str  # the whole row as words, the evidence of its outcome
    kind: Kind = Kind.BINARY
    options: tuple[str, ...] = ()
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """What is not taken over, with its row; `of` is the same for all of one kind."""

    row: int
    why: str
    of: str


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What a file holds."""

    moved: tuple[Moved, ...]
    left: tuple[Left, ...]
    # Those who share a name with another of the file, with their number.
    renamed: tuple[str, ...] = ()


class _Who(NamedTuple):
    """A forecaster of our own files, who has a number there."""

    name: str
    by_author: bool
    number: str


_NOBODY = _Who("", False, "")


def arrivals(
    columns: list[str], rows: Iterable[tuple[int, Row]], *, now: datetime, name: str | None = None
) -> Arrivals:
    """Read the rows of a table.

    Args:
        columns: as `rows_of` gives them.
        rows: with their numbers.
        now: this moment; nothing was forecast or resolved after it.
        name: whose forecasts all of them are; None: as the rows say.

    Raises:
        InvalidValue: the columns that it takes are not there.
    """
    places = places_of(columns)
    if not any(columns):
        raise InvalidValue(
            "file", "is empty: give a CSV file with the columns statement and probability"
        )
    if "statement" not in places or not {"probability", "outcome"} & places.keys():
        there = ", ".join(filter(None, columns))
        raise InvalidValue(
            "file",
            "has no column statement (or question, title) beside probability (or forecast) or "
            f"outcome (or resolution); columns: {there}",
        )
    given = list(rows)
    chances = [row[places["probability"]] for _, row in given] if "probability" in places else []
    reader = _Reader(places, scale=scale_of(places, chances), now=now, name=name)
    moved: list[Moved] = []
    for number, row in given:
        try:
            found = reader.read(number, row)
        except InvalidValue as error:
            reader.left.append(Left(number, str(error), error.field))
        else:
            moved += [found] if found else []
    apart = reader.apart()
    if apart:
        moved = [
            replace(one, forecaster=apart.get(reader.numbers.get(one.row, _NOBODY), one.forecaster))
            for one in moved
        ]
    return Arrivals(tuple(moved), tuple(reader.left), tuple(apart.values()))


class _Reader:
    """Reads row by row; what it leaves is told once for each row."""

    def __init__(
        self, places: dict[str, str], *, scale: float, now: datetime, name: str | None
    ) -> None:
        self.places, self.scale, self.now, self.name = places, scale, now, name
        self.left: list[Left] = []
        # Our own distributions.csv: nobody else has columns of these names.
        self.ours = {"asks", "options", "unit"} <= places.keys()
        self.numbers: dict[int, _Who] = {}  # by row

    def apart(self) -> dict[_Who, str]:
        """Return names for those who share one with another of the file that has a smaller number."""
        known: dict[tuple[str, bool], set[_Who]] = defaultdict(set)
        for who in self.numbers.values():
            known[who.name, who.by_author].add(who)
        return {
            who: f"{who.name[: LONGEST_NAME - len(who.number) - 3]} ({who.number})"
            for those in known.values()
            for who in sorted(those, key=lambda one: (len(one.number), one.number))[1:]
        }

    def read(self, number: int, row: Row) -> Moved | None:
        """Return what a row says; None where it is none of ours to take.

        Raises:
            InvalidValue: a cell that cannot be read.
        """
        cell = {what: restore(row[name].strip()) for what, name in self.places.items()}
        if why := self._none_of_ours(cell):
            self.left.append(Left(number, why, why))
            return None
        if "\0" in "".join(cell.values()):
            raise InvalidValue("cells", "hold a NUL character")
        by_author = not self.name and cell.get("who", "").lower() == ForecasterKind.AUTHOR
        forecaster = self.name or one_line(cell.get("forecaster", ""))[:LONGEST_NAME] or None
        if forecaster and not self.name and (own := one_line(cell.get("number", ""))[:20]):
            self.numbers[number] = _Who(forecaster, by_author, own)
        asked = self._asked(cell)
        found = Moved(
            row=number,
            statement=asked.statement,
            condition=one_line(cell.get("condition", "")) or None,
            not_before=asked.window.not_before,
            deadline=asked.window.deadline,
            forecaster=forecaster,
            by_author=by_author,
            belief=self._belief(number, cell, asked),
            made_at=self._moment("forecast_at", cell.get("made", ""), time.min),
            outcome=self._outcome(number, cell.get("outcome", ""), asked),
            ended=one_line(cell.get("outcome", "")),
            resolved_at=self._moment("resolved_at", cell.get("resolved", ""), _LAST),
            happened_at=self._moment("happened_at", cell.get("happened", ""), _LAST),
            criteria=cell.get("criteria") or None,
            tags=_tags(cell.get("tags", "")),
            url=cell.get("url") or None,
            cells="\n".join(f"{name}: {row[name]}" for name in row if row[name].strip()),
            kind=asked.kind,
            options=asked.options,
            unit=asked.unit,
        )
        # What the ledger would refuse later would take all other rows with it.
        replace(asked, tags=found.tags)
        return found

    def _asked(self, cell: dict[str, str]) -> Prediction:
        """Return what is asked, as far as its forecasts and outcome are read by it."""
        window = Window(
            self._day("not_before", cell.get("not before", "")),
            self._day("deadline", cell.get("deadline", "")),
        )
        if not self.ours:
            return Prediction(statement=_statement(cell), created_at=self.now, window=window)
        try:
            kind = Kind(cell["asks"])
            options = tuple(map(str, json.loads(cell["options"]))) if cell["options"] else ()
        except (ValueError, TypeError):
            raise InvalidValue(
                "kind", "and options are not as calledit export writes them"
            ) from None
        return Prediction(
            statement=one_line(cell["statement"]),
            created_at=self.now,
            window=window,
            kind=kind,
            options=options,
            unit=one_line(cell["unit"]) or None,
        )

    def _none_of_ours(self, cell: dict[str, str]) -> str | None:
        if cell.get("crowd"):
            return "forecasts of the crowd, not of a person"
        if cell.get("kind", "binary").lower() not in ("binary", ""):
            return "questions that are not answered by yes or no"
        # An option of a choice may be called "withdrawn"; what ended as it has a day.
        never_ended = cell.get("outcome", "") == "withdrawn" and not cell.get("resolved")
        if never_ended or cell.get("withdrawn", "").lower() == "true":
            return "withdrawn there"
        return None if cell["statement"] else "rows without a statement"

    def _belief(self, number: int, cell: dict[str, str], asked: Prediction) -> Belief | None:
        written = cell.get("probability", "")
        if written.lower() in _OPEN:
            return None
        if asked.kind is not Kind.BINARY:
            return beliefs.read(asked, written)
        if self.places["probability"] == EVERYBODYS and self.name is None:
            why = "means of everybody's numbers (--as NAME takes them as NAME's)"
            self.left.append(Left(number, why, why))
            return None
        low, high = cell.get("low"), cell.get("high")
        basis = cell.get("basis", "").lower()
        return Probability(
            value=self._number(written),
            low=self._number(low) if low else None,
            high=self._number(high) if high else None,
            basis=Basis(basis) if basis in set(Basis) else Basis.STATED,
        )

    def _number(self, written: str) -> float:
        try:
            return float(written.replace(",", ".")) / self.scale
        except ValueError:
            return parse_probability(written)

    def _outcome(self, number: int, written: str, asked: Prediction) -> Outcome | None:
        if asked.kind is not Kind.BINARY:  # an option may be called "none"
            return beliefs.read_ended(asked, written) if written else None
        word = written.lower()
        if word in _OPEN:
            return None
        try:
            return _OUTCOMES.get(word) or Outcome.parse(word)
        except InvalidValue:
            why = f"outcomes that are no yes or no, such as {one_line(word)[:30]!r}"
            self.left.append(Left(number, why, "outcome"))
            return None

    def _moment(self, field: str, written: str, of_day: time) -> datetime | None:
        if written.lower() in _OPEN:
            return None
        match = _MOMENT.fullmatch(written)
        if match is None:
            raise InvalidValue(field, f"{written[:40]!r} is no date like 2026-02-28")
        day, hour, minute, second, fraction, offset = match.groups()
        clock = f"{int(hour):02}:{int(minute):02}:{int(second or 0):02}" if hour else str(of_day)
        # To the microsecond, by which the ledger's own forecasts are known again.
        clock += (fraction or "")[:7]
        utc = not offset or offset.upper() in ("Z", "UTC")
        try:
            moment = datetime.fromisoformat(f"{day}T{clock}{'+00:00' if utc else offset}")
            moment = moment.astimezone(UTC)
        except (ValueError, OverflowError):  # the latter before the year 1
            raise InvalidValue(field, f"{written[:40]!r} is a time that does not exist") from None
        begun = datetime.combine(moment, time.min, UTC) if hour is None else moment
        if begun > self.now:
            raise InvalidValue(field, f"{written[:40]} is still to come")
        return min(moment, self.now)

    def _day(self, field: str, written: str) -> date | None:
        if written.lower() in _OPEN:
            return None
        match = _MOMENT.fullmatch(written)
        try:
            return date.fromisoformat(match[1] if match else written)
        except ValueError:
            said = f"{written[:40]!r} is no date like 2026-02-28"
            raise InvalidValue(field, said) from None


def _statement(cell: dict[str, str]) -> str:
    """Return the claim: of a question what its yes says, of one of several options which."""
    title = one_line(cell["statement"])
    option = one_line(cell.get("option", ""))
    if option and option not in title:
        return f"{title} {option}" if title.endswith("?") else f"{title}: {option}"
    if not title.endswith("?"):
        return title
    from predictions.extraction.wording.statement import of_question  # noqa: PLC0415 (loads the grammar)

    said = of_question(title)
    return title if said.startswith("Yes to") else said


def _tags(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag[:LONGEST_TAG].strip() for tag in tags_of([written])))
