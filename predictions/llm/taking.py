"""What of an answer is taken: nothing at its word that the document does not say.

A quote must stand in the piece that was asked about; a number must be stated near it, and is read
from the document's words by our own rules; a name must occur in the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from predictions.candidate import Candidate, Span
from predictions.errors import InvalidValue
from predictions.llm import values
from predictions.llm.answers import Answer
from predictions.llm.beliefs import belief_in
from predictions.llm.placing import place
from predictions.llm.words import around, verbatim, words
from predictions.text import cut

# What a find of a model alone is worth: the share of such finds that are labelled.
CONFIDENCE = 0.6
NOT_VERBATIM = "not verbatim"
TOO_MANY = "too many"
BROKEN = "no readable object"
REPEATED = "repeated"
_MOST = 500  # forecasts in one answer
_LONGEST_STATEMENT = 500
_IN_ORDER = (
    3  # quotes that stand in the order in which they are given: so a model goes through a text
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A part of an answer that was not taken: why, and the words of its quote."""

    reason: str
    quote: str = ""
    span: Span | None = None  # where its quote stands, if it does


@dataclass(slots=True)
class Taken:
    """What came of an answer."""

    candidates: list[Candidate] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    reached: int | None = None  # where the last whole quote begins, if they come in order


def take(answer: Answer, text: str, start: int, end: int, *, author: str | None) -> Taken:
    """Return the candidates of an answer about `text[start:end]`, and what is dropped and why."""
    found = Taken()
    placed: list[Span] = []
    for item in answer.items[:_MOST]:
        span = place(item.get("quote"), text, (start, end), placed=placed)
        quote = cut(words(item.get("quote")), 100)
        if span is None:
            found.dropped.append(Dropped(NOT_VERBATIM, quote))
            continue
        placed.append(span)
        try:
            found.candidates.append(_candidate(item, text, span, author))
        except values.Unclear as unclear:
            found.dropped.append(Dropped(f"unclear {unclear}", quote, span))
        except InvalidValue as wrong:
            found.dropped.append(Dropped(f"impossible {wrong.field}", quote, span))
    found.dropped += [Dropped(TOO_MANY)] * max(len(answer.items) - _MOST, 0)
    found.dropped += [Dropped(BROKEN)] * answer.broken + [Dropped(REPEATED)] * answer.again
    starts = [span[0] for span in placed]
    if len(starts) >= _IN_ORDER and all(one < other for one, other in pairwise(starts)):
        found.reached = starts[-1]
    return found


def _candidate(item: Mapping[str, Any], text: str, span: Span, author: str | None) -> Candidate:
    start, end = span
    statement = values.text(item.get("statement"))
    if statement is None:
        raise values.Unclear("statement")
    polarity = values.lean(item.get("polarity"))
    named = values.text(item.get("author"))
    named = named if named and named in " ".join(text.split()) else None
    reported = values.yes_or_no(item.get("reported")) is True
    not_before = values.day("not_before", item.get("not_before"), last=False)
    deadline = values.day("deadline", item.get("deadline"), last=True)
    condition = values.text(item.get("condition"))
    return Candidate(
        quote=text[start:end],
        start=start,
        end=end,
        statement=statement[:_LONGEST_STATEMENT],
        polarity=polarity,
        confidence=CONFIDENCE,
        cue=verbatim(item.get("cue"), around(text, span)),
        not_before=not_before,
        deadline=deadline,
        deadline_from=None if deadline is None else _from(str(deadline.year), text[start:end]),
        condition=condition[:_LONGEST_STATEMENT] if condition else None,
        author=named or (None if reported else author),
        reported=reported,
        **belief_in(item, text, span, polarity),
    )


def _from(year: str, quote: str) -> str:
    return "sentence" if year in quote else "context"
