"""What a language model answered, taken at its word in nothing that the document does not say.

A quote must stand in the piece that was asked about; a number must be stated near it, and is read
from the document's words by our own rules; a name must occur in the text.
"""

import contextlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from predictions.candidate import Basis, Candidate, Polarity
from predictions.errors import InvalidValue
from predictions.extraction.chances.hedges import find_hedges
from predictions.probability import parse_probability
from predictions.text import one_line

_TEXT = {"type": ["string", "null"]}
_PROPERTIES: dict[str, dict[str, Any]] = {
    "quote": {"type": "string"},
    "statement": {"type": "string"},
    "polarity": {"type": "string", "enum": ["yes", "no"]},
    "probability_words": _TEXT,
    "probability_for": {"type": ["string", "null"], "enum": ["statement", "denial", None]},
    "cue": _TEXT,
    "not_before": _TEXT,
    "deadline": _TEXT,
    "condition": _TEXT,
    "author": _TEXT,
    "reported": {"type": "boolean"},
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "forecasts": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": _PROPERTIES,
                "required": list(_PROPERTIES),
                "additionalProperties": False,
            },
        }
    },
    "required": ["forecasts"],
    "additionalProperties": False,
}
# Nobody has measured how often a model is right on a document at hand, so all of it goes to review.
CONFIDENCE = 0.5

_LARGEST = 4_000_000  # bytes of a reply
_MOST = 500  # forecasts in one answer
_LONGEST_QUOTE = 1500
_LONGEST_STATEMENT = 500
_NEAR = 300  # characters around a quote in which its number or cue must stand
_NUMBERED = re.compile(r"%|percent|per cent|\bin\b|\bout of\b|:|/|\bto\b|(?<!\d)0?\.\d")
_FENCE = re.compile(r"```(?:json)?\s*(?P<inner>.*?)\s*```", re.DOTALL)
_THOUGHTS = re.compile(r"\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_MARKS = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}
_EMPHASIS = "[*_~]{0,3}"
_MARKS |= dict.fromkeys("-–—‑", "[-–—‑]")


class Unusable(Exception):
    """A reply that holds no answer."""


class CutOff(Unusable):
    """The model ran out of tokens before the end of its answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says it found, unchecked."""

    items: tuple[Any, ...]
    cut_off: bool
    input_tokens: int
    output_tokens: int


def read_answer(body: bytes) -> Answer:
    """Return the list in a chat completion.

    Raises:
        Unusable: the reply is none, or no JSON of the form asked for.
    """
    reply = _json(body)
    try:
        choice = reply["choices"][0]
        content = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise Unusable("its reply is no chat completion") from None
    cut_off = isinstance(choice, dict) and choice.get("finish_reason") == "length"
    usage = reply.get("usage")
    counts = [_count(usage, name) for name in ("prompt_tokens", "completion_tokens")]
    try:
        items = _items(content)
    except CutOff:
        cut_off, items = True, ()
    except Unusable:
        if not cut_off:
            raise
        items = ()
    return Answer(items, cut_off, counts[0], counts[1])


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
    statement = _words(item.get("statement"))[:_LONGEST_STATEMENT]
    if not statement:
        raise InvalidValue("statement", "is empty")
    polarity = Polarity(str(item.get("polarity")))
    around = text[max(start - _NEAR, 0) : end + _NEAR]
    belief = _stated(item, around) or _implied(item, around, polarity)
    named = _words(item.get("author"))
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
        cue=_verbatim(item.get("cue"), around),
        not_before=_day(item.get("not_before")),
        deadline=deadline,
        deadline_from=_deadline_from(deadline, text[start:end]),
        condition=_words(item.get("condition"))[:_LONGEST_STATEMENT] or None,
        author=named or (None if reported else author),
        reported=reported,
        **belief,
    )


def _stated(item: Mapping[str, Any], around: str) -> dict[str, Any] | None:
    """Read the number from words that stand in the document; the model's own is never taken."""
    words = _verbatim(item.get("probability_words"), around)
    if words is None:
        return None
    if _NUMBERED.search(words) is None:
        return None  # a bare "5" may be five of anything
    try:
        value = parse_probability(words)
    except InvalidValue:
        return None
    if item.get("probability_for") == "denial":
        value = 1 - value
    is_odds = re.search(r":|\bin\b|\bto\b|/|\bof\b", words) is not None
    return {"probability": round(value, 10), "basis": Basis.ODDS if is_odds else Basis.STATED}


def _implied(item: Mapping[str, Any], around: str, polarity: Polarity) -> dict[str, Any]:
    """Read a phrase of probability by the surveys, where it means something by itself."""
    cue = (_verbatim(item.get("cue"), around) or "").lower()
    hedges = find_hedges(cue, 0, len(cue))
    if len(hedges) != 1:
        return {}
    meaning = hedges[0].meaning
    low, median, high = meaning.low, meaning.median, meaning.high
    if polarity is Polarity.NO and not meaning.denies:
        low, median, high = 1 - high, 1 - median, 1 - low
    elif polarity is Polarity.YES and meaning.denies:
        return {}  # "not unlikely" and the like: the phrase alone misleads
    return {
        "probability": round(median, 10),
        "probability_low": round(low, 10),
        "probability_high": round(high, 10),
        "basis": meaning.basis,
    }


def _span(
    quote: object, text: str, start: int, end: int, taken: set[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return where a quote stands, first where it has not been found before.

    Spacing, case, emphasis, a full stop at the end, and the style of quotation marks and dashes may
    differ: models change them in copying. What is kept is the document's own text.
    """
    if not isinstance(quote, str) or not 0 < len(quote.strip()) <= _LONGEST_QUOTE:
        return None
    words = quote.strip().rstrip(".…").split()
    pattern = rf"{_EMPHASIS}\s+{_EMPHASIS}".join(
        "".join(_MARKS.get(char) or re.escape(char) for char in word) for word in words
    )
    first: tuple[int, int] | None = None
    for match in re.compile(pattern, re.IGNORECASE).finditer(text, start, end) if words else ():
        if match.span() not in taken:
            return match.span()
        first = first or match.span()
    return first


def _verbatim(words: object, around: str) -> str | None:
    """Return some words where they stand in the text around a quote."""
    said = _words(words)
    return said if said and said.lower() in " ".join(around.split()).lower() else None


def _words(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""


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


def _items(content: object) -> tuple[Any, ...]:
    data = _found_json(_content(content))
    items = data.get("forecasts") if isinstance(data, dict) else data
    bare = isinstance(data, list) and not all(isinstance(item, dict) for item in data)
    if bare or not isinstance(items, list):
        raise Unusable("its answer is not of the form asked for")
    return tuple(items)


def _content(content: object) -> str:
    """Return the text of a message, which some servers give in parts, without what a model thought first."""
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        content = "".join(part for part in parts if isinstance(part, str)) or None
    if not isinstance(content, str):
        raise Unusable("its reply holds no text")
    return _THOUGHTS.sub("", content, count=1)


def _found_json(content: str) -> Any:
    """Return the JSON of an answer: all of it, a fenced block, or what stands between words."""
    fenced = _FENCE.search(content)
    begin, end = content.find("{"), content.rfind("}") + 1
    for said in (content, fenced["inner"] if fenced else "", content[max(begin, 0) : end]):
        with contextlib.suppress(ValueError, RecursionError):
            return json.loads(said)
    if begin >= 0 and _looks_cut(content):
        raise CutOff
    raise Unusable("its reply is no JSON")


def _looks_cut(content: str) -> bool:
    """Return whether an answer stops in the middle, whatever the server says of it."""
    return not content.rstrip().removesuffix("```").rstrip().endswith(("}", "]"))


def _json(body: bytes) -> dict[str, Any]:
    if len(body) > _LARGEST:
        raise Unusable("its reply is too large")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise Unusable("its reply is no JSON") from None
    if not isinstance(data, dict):
        raise Unusable("its reply is no JSON object")
    return data


def _count(usage: object, name: str) -> int:
    value = usage.get(name) if isinstance(usage, dict) else None
    return (
        value
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9
        else 0
    )
