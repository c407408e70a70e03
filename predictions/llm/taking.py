"""What of an answer is taken: nothing at its word that the document does not say.

A quote must stand in the piece that was asked about; a number must be stated near it, and is read
from the document's words by our own rules; a name must occur in the text.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from predictions.candidate import Candidate, Polarity
from predictions.errors import InvalidValue
from predictions.llm.answers import Answer
from predictions.llm.beliefs import belief_in
from predictions.llm.words import around, verbatim, words

# What a find of a model alone is worth: the share of such finds that are labelled.
CONFIDENCE = 0.6
_MOST = 500  # forecasts in one answer
_LONGEST_QUOTE = 1500
_LONGEST_STATEMENT = 500
_EMPHASIS = "[*_~]{0,3}"
_MARKS = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}
_MARKS |= dict.fromkeys("-–—‑", "[-–—‑]")


def candidates_in(
    answer: Answer, text: str, start: int, end: int, *, author: str | None, dropped: Counter[str]
) -> list[Candidate]:
    """Return the candidates of an answer about `text[start:end]`, counting what is dropped and why."""
    found: list[Candidate] = []
    taken: set[tuple[int, int]] = set()
    for item in answer.items[:_MOST]:
        if not isinstance(item, dict):
            dropped["invalid"] += 1
            continue
        span = _span(item.get("quote"), text, start, end, taken)
        if span is None:
            dropped["not verbatim"] += 1
            continue
        taken.add(span)
        try:
            found.append(_candidate(item, text, span, author))
        except (InvalidValue, ValueError, TypeError):
            dropped["invalid"] += 1
    if len(answer.items) > _MOST:
        dropped["invalid"] += len(answer.items) - _MOST
    return found


def _candidate(
    item: Mapping[str, Any], text: str, span: tuple[int, int], author: str | None
) -> Candidate:
    start, end = span
    statement = words(item.get("statement"))[:_LONGEST_STATEMENT]
    if not statement:
        raise InvalidValue("statement", "is empty")
    polarity = Polarity(str(item.get("polarity")))
    named = words(item.get("author"))
    named = named if named and named in " ".join(text.split()) else ""
    reported = item.get("reported") is True
    deadline = _day(item.get("deadline"))
    return Candidate(
        quote=text[start:end],
        start=start,
        end=end,
        statement=statement,
        polarity=polarity,
        confidence=CONFIDENCE,
        cue=verbatim(item.get("cue"), around(text, span)),
        not_before=_day(item.get("not_before")),
        deadline=deadline,
        deadline_from=_deadline_from(deadline, text[start:end]),
        condition=words(item.get("condition"))[:_LONGEST_STATEMENT] or None,
        author=named or (None if reported else author),
        reported=reported,
        **belief_in(item, text, span, polarity),
    )


def _span(
    quote: object, text: str, start: int, end: int, taken: set[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return where a quote stands, first where it has not been found before.

    Spacing, case, emphasis, a full stop at the end, and the style of quotation marks and dashes may
    differ: models change them in copying. What is kept is the document's own text.
    """
    if not isinstance(quote, str) or not 0 < len(quote.strip()) <= _LONGEST_QUOTE:
        return None
    parts = quote.strip().rstrip(".…").split()
    pattern = rf"{_EMPHASIS}\s+{_EMPHASIS}".join(
        "".join(_MARKS.get(char) or re.escape(char) for char in word) for word in parts
    )
    first: tuple[int, int] | None = None
    for match in re.compile(pattern, re.IGNORECASE).finditer(text, start, end) if parts else ():
        if match.span() not in taken:
            return match.span()
        first = first or match.span()
    return first


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InvalidValue("date", "is no text")
    return date.fromisoformat(value.strip()[:10])


def _deadline_from(deadline: date | None, quote: str) -> str | None:
    if deadline is None:
        return None
    return "sentence" if str(deadline.year) in quote else "context"
