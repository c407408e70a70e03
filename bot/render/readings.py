"""What two readers of a document say of one candidate, in plain words."""

from collections.abc import Iterator

from predictions.candidate import Candidate, FoundBy, Readings
from predictions.text import one_line

_FOUND = {
    FoundBy.BOTH: "found by the rules and the model",
    FoundBy.RULES: "found by the rules only: the model read past it",
    FoundBy.MODEL: "found by the model only",
}
_FIELDS = {"author": "whose forecast", "deadline": "last day", "polarity": "do the words assert it"}


def found_line(readings: Readings) -> str:
    """Return who found it."""
    return _FOUND[readings.found_by]


def differing_lines(candidate: Candidate) -> Iterator[str]:
    """Yield what the reader says who was not followed, a field a line."""
    readings = candidate.readings
    if readings is None:
        return
    for one in readings.differing:
        other = one_line(one.other) if one.other else "none"
        yield f"{_FIELDS.get(one.field, one.field)} by the {one.by}: {other}"
