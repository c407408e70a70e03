"""Which column of a file holds what, by its name, and which file it is."""

from collections.abc import Iterable, Iterator

from predictions.errors import InvalidValue
from predictions.interchange.anybody import Row, rows_of

# For each thing the names of its column, the surest first.
_NAMES = {
    what: names.split(", ")
    for what, names in {
        "statement": "statement, question title, title, question, claim, prediction, description",
        "option": "multiple choice option, label",
        "condition": "condition",
        "probability": "probability, forecast scale 0 1, probability yes, forecast, confidence, "
        "credence, chance, mean confidence",
        "low": "probability low",
        "high": "probability high",
        "basis": "basis",
        "forecaster": "forecaster, forecast created by, forecaster username, creator label, author, "
        "user",
        "number": "forecaster id",
        "who": "kind",
        "made": "forecast at, forecast created at, start time, at, made, date, created at, "
        "question created at, created",
        "not before": "not before",
        "deadline": "deadline, question resolve by, resolve by, scheduled close time, by, due, closes",
        "outcome": "outcome, resolution, result",
        "resolved": "resolved at, resolution known time, last judgement at",
        "happened": "happened at",
        "criteria": "criteria, question notes, notes",
        "tags": "tags, question tags",
        "url": "source url, question url, url, link",
        "withdrawn": "withdrawn",
        "kind": "question type",
        "crowd": "forecaster count",
        "asks": "asks",
        "options": "options",
        "unit": "unit",
    }.items()
}
EVERYBODYS = "mean confidence"  # of PredictionBook: the mean of all who gave one
_METACULUS_KEY = "question id"


def is_table_of_forecasts(text: str) -> bool:
    """Say whether a CSV holds forecasts beside how they ended: no document, but a record."""
    try:
        columns, _ = rows_of(text)
    except InvalidValue:
        return False
    places = places_of(columns)
    return "statement" in places and "probability" in places and "outcome" in places


def other_half(columns: Iterable[str]) -> str | None:
    """Return the file that belongs to one of Metaculus's two; None for what is whole."""
    there = set(columns)
    if _METACULUS_KEY not in there:
        return None
    if "probability yes" in there:
        return None if "question title" in there else "question_data.csv"
    return "forecast_data.csv" if "question title" in there else None


def joined(one: str, other: str) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """Return the rows of Metaculus's forecasts, each with the cells of its question."""
    halves = [rows_of(one), rows_of(other)]
    halves.sort(key=lambda half: "probability yes" in half[0])
    (about, questions), (said, forecasts) = halves
    known = {row[_METACULUS_KEY]: row for _, row in questions}
    empty = dict.fromkeys(about, "")
    whole = ((n, {**known.get(row[_METACULUS_KEY], empty), **row}) for n, row in forecasts)
    return [*about, *said], whole


def places_of(columns: Iterable[str]) -> dict[str, str]:
    """Return the columns of a file by what they hold."""
    there = set(columns)
    found = {what: next((n for n in names if n in there), None) for what, names in _NAMES.items()}
    return {what: name for what, name in found.items() if name}


def scale_of(places: dict[str, str], chances: Iterable[str]) -> float:
    """Return by what bare numbers are divided: a column with one above 1 holds percentages."""
    if places.get("probability") == EVERYBODYS:
        return 100.0
    for cell in chances:
        try:
            if float(cell.replace(",", ".")) > 1:
                return 100.0
        except ValueError:
            continue
    return 1.0
