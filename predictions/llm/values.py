"""The values in a model's answer as models write them: what can only mean one thing is taken."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from predictions.candidate import Polarity
from predictions.errors import InvalidValue
from predictions.llm.words import words
from predictions.regexes import regex
from predictions.windows import parse_window

_NOTHING = frozenset(("", "null", "none", "nil", "n/a", "na", "unknown", "-", "—", "undefined"))
_YES = frozenset(("yes", "true", "y", "1", "affirmative", "asserts", "positive"))
_NO = frozenset(("no", "false", "n", "0", "denies", "negative"))
_ISO = regex(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d.*)?")
_MONTH = regex(r"(\d{4})-(\d{1,2})")
_YEAR = regex(r"(?<!\d)(?:1[5-9]|2\d)\d\d(?!\d)")
_RELATIVE = regex(
    r"\b(?:next|last|this|coming|ago|within|from now|after|since|later|over)\b", re.IGNORECASE
)
_ANY_DAY = date(2000, 1, 1)  # nothing that counts from today is read


class Unclear(Exception):
    """A value that could mean more than one thing, or nothing; the message names the field."""


def text(value: object) -> str | None:
    """Return some words on one line; None where there are none, or only a word for that."""
    said = words(value)
    return None if said.lower().strip(".") in _NOTHING else said


def lean(value: object) -> Polarity:
    """Return which way words lean.

    Raises:
        Unclear: neither yes nor no.
    """
    answer = yes_or_no(value)
    if answer is None:
        raise Unclear("polarity")
    return Polarity.YES if answer else Polarity.NO


def yes_or_no(value: object) -> bool | None:
    """Return a truth however it is written; None for anything else."""
    said = str(value).strip().strip("\"'.").lower() if isinstance(value, (bool, str, int)) else ""
    return True if said in _YES else False if said in _NO else None


def day(name: str, value: Any, *, last: bool) -> date | None:
    """Return the first or last day of the time that a value names; None where it names none.

    Raises:
        Unclear: it names something that is no single time, or counts from a day that it does not say.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise Unclear(name)
    said = text(value)
    if said is None:
        return None
    found = _read(said, last)
    if found is None:
        raise Unclear(name)
    return found


@lru_cache(maxsize=500)
def _read(said: str, last: bool) -> date | None:
    try:
        if match := _ISO.fullmatch(said):
            return date(*map(int, match.groups()))
        if match := _MONTH.fullmatch(said):
            return _month(int(match[1]), int(match[2]), last)
        if len(said) > 60 or not _YEAR.search(said) or _RELATIVE.search(said):
            return None
        window = parse_window(said, today=_ANY_DAY)
    except (InvalidValue, ValueError):
        return None
    if window.relative or window.vague:
        return None
    return window.deadline if last else window.not_before


def _month(year: int, month: int, last: bool) -> date:
    first = date(year, month, 1)
    if not last:
        return first
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
