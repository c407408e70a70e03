"""Deadlines and windows as people type them: the same grammar, but all of the text must be read."""

import re
from contextlib import suppress
from datetime import date

from predictions.errors import InvalidValue
from predictions.regexes import regex
from predictions.windows.folding import fold, lower
from predictions.windows.grammar import find_windows
from predictions.windows.window import Window

_HOW = 'write a day like 2028-12-31 or words like "end of 2028" or "in 18 months"'
_ISO = regex(r"(?:.* )?(\d{4})-(\d{1,2})-(\d{1,2})")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY_OF_MONTH = regex(
    rf".*\b(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?$"
)
_LOOSE = regex(
    r"[\s.,!]+|\b(?:the|a|deadline|due|is|sometime|some time|ends?|year|at|on|by|in|of)\b"
)
_NAKED_LENGTH = regex(
    r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:day|week|month|quarter|year|decade)s?"
)
_SLASHED = regex(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_MANY = 200


def parse_window(text: str, *, today: date) -> Window:
    """Read one window that a person typed.

    Raises:
        InvalidValue: the words name no time, more than one, or a day that does not exist.
    """
    words = lower(fold(" ".join(text.split()))).strip(" .")
    if not words or len(words) > _MANY:
        raise InvalidValue("deadline", f"{_shown(text)} names no day; {_HOW}")
    if _NAKED_LENGTH.fullmatch(words):
        words = f"in {words}"
    if match := _SLASHED.fullmatch(words):
        words = _slashed(match, text)
    # A month is read only where it is written as a name ("may" is a verb too).
    found = find_windows(words, today=today) or find_windows(f"in {words.title()}", today=today)
    rest = (
        _LOOSE.sub("", words[: found[0].start] + words[found[0].end :]) if len(found) == 1 else ""
    )
    if len(found) != 1 or rest:
        raise InvalidValue("deadline", f"{_shown(text)} {_problem(words)}; {_HOW}")
    return found[0]


def parse_deadline(text: str, *, today: date) -> date:
    """The last day, inclusive, that a person's words allow: "end of 2028", "in 18 months", a date.

    Raises:
        InvalidValue: no day follows from the words; the message says what to write.
    """
    window = parse_window(text, today=today)
    if window.deadline is None:
        problem = "has no last day" if window.not_before else "is too vague for a deadline"
        raise InvalidValue("deadline", f"{_shown(text)} {problem}; {_HOW}")
    return window.deadline


def _slashed(match: re.Match[str], text: str) -> str:
    """Day/month/year and month/day/year, where only one of them can be meant."""
    one, two, year = match.groups()
    if int(one) <= 12 and int(two) <= 12 and one != two:
        raise InvalidValue(
            "deadline", f"{_shown(text)} could be two different days; write {year}-MM-DD"
        )
    day, month = (one, two) if int(one) > 12 or one == two else (two, one)
    return f"{year}-{int(month):02}-{int(day):02}"


def _problem(words: str) -> str:
    if _ISO.fullmatch(words):
        with suppress(ValueError):
            date.fromisoformat(words)
            return "is further away than is read"
    if _ISO.fullmatch(words) or _DAY_OF_MONTH.fullmatch(words):
        return "is a day that does not exist"
    return "names no single time that can be read"


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
