"""Deadlines and windows as people type them: the same grammar, but all of the text must be read."""

from contextlib import suppress
from datetime import date, datetime

from predictions.errors import InvalidValue
from predictions.regexes import regex
from predictions.windows.clock import span, timed
from predictions.windows.folding import fold, lower
from predictions.windows.grammar import find_windows
from predictions.windows.shorthand import MONTH, in_full
from predictions.windows.window import Window

_HOW = 'write a day like 2028-12-31 or words like "end of 2028" or "in 18 months"'
_ISO = regex(r"(?:.* )?(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_OF_MONTH = regex(
    rf".*\b(?:\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?:,? \d{{4}})?$"
)
_LOOSE = regex(
    r"[\s.,!]+|\b(?:the|a|deadline|due|is|sometime|some time|ends?|year|at|on|by|in|of)\b"
)
_MANY = 200


def parse_window(text: str, *, today: date, now: datetime | None = None) -> Window:
    """Read one window that a person typed.

    `now` is the moment in the zone of that person, for words such as "in 90 minutes".

    Raises:
        InvalidValue: the words name no time, more than one, or a day that does not exist.
    """
    words = _plain(text)
    if not words or len(words) > _MANY:
        raise InvalidValue("deadline", f"{_shown(text)} names no day; {_HOW}")
    if ahead := span(words, today=today, now=now):
        return Window(start=0, end=len(words), kind="within", deadline=ahead[0], relative=True)
    if beside := timed(words):
        day = parse_deadline(beside.day, today=today) if beside.day else None
        words = beside.falls(day, today=today, now=now).isoformat()
    words = in_full(words, today)
    # A month is read only where it is written as a name ("may" is a verb too).
    found = find_windows(words, today=today) or find_windows(f"in {words.title()}", today=today)
    rest = (
        _LOOSE.sub("", words[: found[0].start] + words[found[0].end :]) if len(found) == 1 else ""
    )
    if len(found) != 1 or rest:
        raise InvalidValue("deadline", f"{_shown(text)} {_problem(words)}; {_HOW}")
    return found[0]


def parse_deadline(text: str, *, today: date, now: datetime | None = None) -> date:
    """The last day, inclusive, that a person's words allow: "end of 2028", "in 18 months", a date.

    Raises:
        InvalidValue: no day follows from the words; the message says what to write.
    """
    window = parse_window(text, today=today, now=now)
    if window.deadline is None:
        problem = "has no last day" if window.not_before else "is too vague for a deadline"
        raise InvalidValue("deadline", f"{_shown(text)} {problem}; {_HOW}")
    return window.deadline


def is_within_a_day(text: str, *, today: date) -> bool:
    """Say whether words name a moment within a day ("in 90 minutes", "friday 5pm"), which a whole day stands for."""
    words = _plain(text)
    ahead = span(words, today=today, now=None)
    return ahead[1] if ahead else timed(words) is not None


def _plain(text: str) -> str:
    return lower(fold(" ".join(text.split()))).strip(" .!")


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
