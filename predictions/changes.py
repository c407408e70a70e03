"""What a reviewer makes of a candidate: corrected, cut into parts, or two of them made one.

A candidate is the extraction contract's object here, as it waits in the queue, with one more field:
`criteria`, how it will be decided, which only a person can say.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from predictions.candidate import Candidate
from predictions.errors import InvalidValue
from predictions.extraction.checks import Check, lacking
from predictions.extraction.jsonl import from_json, to_json
from predictions.extraction.wording.statement import affirm
from predictions.model import LONGEST_STATEMENT
from predictions.probability import parse_probability
from predictions.regexes import regex
from predictions.text import one_line
from predictions.windows import parse_deadline, parse_window

Json = dict[str, Any]
FIELDS = ("statement", "not_before", "deadline", "probability", "condition", "criteria", "author")


def edited(data: Json, written: Mapping[str, str], *, today: date) -> Json:
    """Return a candidate with what a person wrote in place of what was read; empty clears a field.

    Raises:
        InvalidValue: words that cannot be read; the field is named.
    """
    changed = {**data}
    for field, text in written.items():
        if field not in FIELDS:
            raise InvalidValue(field, f"cannot be changed; what can: {', '.join(FIELDS)}")
        if text.strip() != shown(data, field):
            changed |= _read(field, one_line(text), today)
    if not changed["statement"]:
        raise InvalidValue("statement", "is empty")
    candidate = _decided(from_json(changed), data)  # refuses what cannot be
    return {**to_json(candidate), **_beside(changed)}


def _decided(candidate: Candidate, before: Json) -> Candidate:
    """Return a candidate about whose changed fields no two readers differ any more: a person spoke."""
    told = candidate.readings
    if told is None:
        return candidate
    now = to_json(candidate)
    open_still = tuple(one for one in told.differing if now[one.field] == before[one.field])
    return replace(candidate, readings=replace(told, differing=open_still))


def shown(data: Json, field: str) -> str:
    """Return a field as a person would type it, to begin an edit with."""
    value = data.get(field)
    if value is None:
        return ""
    return f"{round(value * 100, 6):g}%" if field == "probability" else str(value)


def missing(data: Json) -> tuple[Check, ...]:
    """Return what a candidate lacks, as it stands now."""
    return lacking(
        data["statement"],
        has_deadline=data["deadline"] is not None,
        after=data["not_before"],
        criteria=data.get("criteria"),
        author=data["author"],
    )


def _beside(data: Json) -> Json:
    """What a candidate in the queue has beside the contract's fields."""
    return {"criteria": data["criteria"]} if data.get("criteria") else {}


def _read(field: str, text: str, today: date) -> Json:
    if field == "deadline":
        last = parse_deadline(text, today=today) if text else None
        return {"deadline": last and last.isoformat(), "deadline_from": None}
    if field == "not_before":
        return {"not_before": first_day(text, today).isoformat() if text else None}
    if field == "probability":
        return _number(text)
    if field == "statement" and len(text) > LONGEST_STATEMENT:
        raise InvalidValue("statement", f"has {len(text)} characters, at most {LONGEST_STATEMENT}")
    return {field: text or None}


def first_day(text: str, today: date) -> date:
    """Read the first day that counts: "2029-01-01", "after 2028", "2029".

    Raises:
        InvalidValue: the words name none.
    """
    window = parse_window(text, today=today)
    first = window.not_before or (window.deadline and window.deadline + timedelta(days=1))
    if first is None:
        raise InvalidValue("not_before", f"{text!r} names no first day; write 2029-01-01")
    return first


def _number(text: str) -> Json:
    """A probability that a person gave is a stated one, without the range of the words before."""
    value = parse_probability(text) if text else None
    return {
        "probability": value,
        "probability_low": None,
        "probability_high": None,
        "basis": None if value is None else "stated",
        "cue": None,
    }


_JOINT = regex(r"(?:[,;:]|\s[\u2013\u2014-])\s+|\s+(?=(?:and|or|but|while|because|which|so)\s)")


def cuts(quote: str) -> tuple[int, ...]:
    """Return where a quote may be cut: after a comma, before an "and"; offsets in the quote."""
    places = {match.end() for match in _JOINT.finditer(quote)}
    words = re.compile(r"\w")
    return tuple(
        at for at in sorted(places) if words.search(quote[:at]) and words.search(quote[at:])
    )


def place_of(quote: str, said: str) -> int | None:
    r"""Return where words begin in a quote, however its lines are broken; None outside, or at its head.

    >>> place_of("the bus and\nthe ferry merge", "the ferry")
    12
    """
    found = re.search(r"\s+".join(map(re.escape, said.split())), quote)
    return found.start() if found and found.start() > 0 else None


def parts(data: Json, at: Sequence[int]) -> list[Json]:
    """Return the parts of a candidate that is cut at those offsets of its quote.

    Each keeps window, author and condition; a number stays only with the part in which it stands.

    Raises:
        InvalidValue: a part would hold no words.
    """
    quote, start = data["quote"], data["start"]
    edges = [0, *sorted(set(at)), len(quote)]
    spans = [_trimmed(quote, a, b) for a, b in pairwise(edges)]
    if len(spans) < 2 or any(b - a < 2 for a, b in spans):
        raise InvalidValue("cut", "leaves a part without words")
    return [_part(data, quote[a:b], start + a) for a, b in spans]


_LEADING = regex(r"(?:and|or|but|while|so)\s+", re.IGNORECASE)
_EDGES = " \t\r\n,;:\u2013\u2014-"


def _trimmed(quote: str, start: int, end: int) -> tuple[int, int]:
    while start < end and quote[start] in _EDGES:
        start += 1
    if joint := _LEADING.match(quote, start, end):
        start = joint.end()
    while end > start and quote[end - 1] in _EDGES:
        end -= 1
    return start, end


def _part(data: Json, quote: str, start: int) -> Json:
    denied = data["polarity"] == "no"
    part = {
        **data,
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "statement": affirm(quote, denied=denied),
        "repeats": [],
        "supersedes": None,
        "readings": None,  # nobody has read the parts
    }
    if data["cue"] is None or data["cue"] not in quote:
        part |= _number("")
    return {**to_json(from_json(part)), **_beside(data)}


_APART = regex(r"[.!?]\s|\n")
_FAR = 60  # characters between two parts of one claim, at most


def united(kept: Json, other: Json, text: str) -> Json:
    """Return two candidates as one: two halves of a sentence, or the same forecast said twice."""
    first, second = sorted((kept, other), key=lambda data: (data["start"], data["end"]))
    between = text[first["end"] : second["start"]]
    repeats = sorted({*map(tuple, kept["repeats"]), *map(tuple, other["repeats"])})
    if first["end"] <= second["start"] and len(between) <= _FAR and not _APART.search(between):
        quote = text[first["start"] : second["end"]]
        whole = {
            "quote": quote,
            "start": first["start"],
            "end": second["end"],
            "statement": affirm(quote, denied=kept["polarity"] == "no"),
            "readings": None,
            "repeats": [list(span) for span in repeats],
        }
    else:
        spans = sorted({*repeats, (other["start"], other["end"])})
        whole = {"repeats": [list(span) for span in spans]}
    filled = {
        field: kept.get(field) if kept.get(field) is not None else other.get(field)
        for field in ("not_before", "deadline", "deadline_from", "condition", "author", "recorded")
    }
    if kept["probability"] is None:
        number = ("probability", "probability_low", "probability_high", "basis", "cue")
        filled |= {field: other[field] for field in number}
    candidate = from_json({**kept, **filled, **whole})
    return {**to_json(candidate), **_beside(other), **_beside(kept)}


def surroundings(text: str, start: int, end: int, *, around: int = 160) -> tuple[str, str]:
    """Return a few words of the paragraph before and after a quote; an ellipsis where it goes on."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    if "\n\n" in before:
        before = before[before.rfind("\n\n") + 2 :]
    elif start > around:
        before = "…" + before[before.find(" ") + 1 or 0 :]
    if "\n\n" in after:
        after = after[: after.find("\n\n")]
    elif end + around < len(text):
        after = after[: after.rfind(" ") if " " in after else None] + "…"
    return " ".join(before.split()) + " " * before[-1:].isspace(), (
        " " * after[:1].isspace() + " ".join(after.split())
    )
