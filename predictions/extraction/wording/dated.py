"""Times that count from the day of a document, as days: "by the end of this year" as "by the end of 2031".

Only the words by which a claim has its window are read, and only what the window knows is put for them.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from predictions.extraction.layout.document import Document
from predictions.extraction.timing.binding import Bound
from predictions.extraction.wording.plain import plain
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.calendar import MONTHS

_YEAR = regex(r"\b(?:1[5-9]|2\d)\d\d\b|'\d\d\b")
_COUNT = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty|forty|fifty|a hundred|an?|half a|a couple of|a dozen)"
)
_UNIT = r"(?:years?|months?|weeks?|days?|decades?|quarters?|hours?)"
# "In ten years", "within a decade", "in the next five years", "two years from now".
_WITHIN = regex(
    rf"(?:(?:with)?in|inside) (?:the )?(?:(?:next|coming"
    rf"|following) )?(?:{_COUNT}[- ])?{_UNIT}'?(?: time)?(?: from (?:now|today))?"
    rf"|{_COUNT} {_UNIT} (?:from (?:now|today)|hence)|by {_COUNT} {_UNIT} from (?:now|today)",
    re.IGNORECASE,
)
# "Over the next five years": all that time.
_OVER = regex(
    rf"(?P<over>over|during|for|throughout) (?:the )?(?:(?:next|coming"
    rf"|following) )(?P<long>(?:{_COUNT}[- ])?{_UNIT})",
    re.IGNORECASE,
)
_CALENDAR = regex(
    r"(?:this|next|the(?= (?:year|month|quarter|decade)\b)"
    r"|(?:this|the) (?:coming|current))(?: calendar)? (?P<unit>year|month|quarter|decade|week"
    r"|summer|spring|autumn|fall)\b(?!-)",
    re.IGNORECASE,
)
_YEAR_END = regex(
    r"(?:(?P<by>by|before|until|till|at|around) )?(?:the )?(?:(?:(?:this|the) )?year'?s?[- ]end|eoy)\b",
    re.IGNORECASE,
)
_DAY = regex(r"(?:(?P<by>by|before|until|till|on) )?(?:tomorrow|tonight)\b", re.IGNORECASE)
_WEEKDAY = regex(
    r"(?P<by>(?:by|before|until|till|on|from) )?(?:(?:this|next|this coming) )?(?P<day>(?:mon"
    r"|tues|wednes|thurs|fri|satur|sun)day)$",
    re.IGNORECASE,
)
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
# "By mid-June", "on June 5", "5 June", "late October".
_OF_A_MONTH = regex(
    rf"(?P<head>.*?\b)(?:(?P<day>\d{{1,2}}(?:st|nd|rd"
    rf"|th)?(?: of)?) )?(?P<month>{_MONTH})\b\.?(?P<last> (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)?",
    re.IGNORECASE,
)
_PART = regex(
    r".*?\b(?:q[1-4]|h[12]|(?P<of>(?:first|second|third|fourth|last) (?:quarter|half))"
    r"|christmas(?: day| eve)?|thanksgiving|easter|halloween)",
    re.IGNORECASE,
)
# Behind these no "in" is wanted.
_LED = regex(
    r"(?:\b(?:of|in|by|before|during|until|till|for|from|through|throughout|since|over|within"
    r"|into|to|than|early|late|mid|between|after|around|about|as of|at|towards?|the|well into)"
    r"|mid-|'s|-)\s*$",
    re.IGNORECASE,
)
_SHADED = regex(r"(?:very )?(?:early|late|mid)\b", re.IGNORECASE)
_ACTS = regex(
    r" (?:will|would|could|may|might|is|are|was|has|can|should|won't|looks?|sees?|brings?|marks?|promises)\b"
)
_BEHIND_A_BEST = regex(r"\b(?:time|first|\w+est|record|high|low|ever)\s*$", re.IGNORECASE)
_CLOSE = regex(r"^close (?=\w)", re.IGNORECASE)  # "will close | this year", no close of a year
# "Next year's budget", "the June-born".
_GOES_ON = regex(r"\w|-|'s?\b")


class _Time(NamedTuple):
    """The words for a time, those before and behind them, and a day of what they name."""

    said: str
    before: str
    behind: str
    last: date


def dated(statement: str, document: Document, bound: Bound) -> str:
    """The statement with the days of its own window for words that count from the day of the document."""
    window = bound.window
    if window is None or window.deadline is None or bound.origin != "sentence" or window.vague:
        return statement
    words = _CLOSE.sub("", plain(document.copy[window.start : window.end]).strip(" ,.;:"))
    at = statement.lower().find(words.lower()) if words else -1
    if at < 0 or _YEAR.search(words):
        return statement
    last = _named(window, window.deadline, words)
    behind = statement[at + len(words) :]
    time = _Time(statement[at : at + len(words)], statement[:at], behind, last)
    if _GOES_ON.match(behind) or _YEAR.match(behind.lstrip(" ,(")):
        return statement
    explicit = next(filter(None, (put(time) for put in _FORMS)), None)
    return statement if explicit is None else _joined(time.before, explicit, behind)


def _joined(before: str, explicit: str, behind: str) -> str:
    explicit = explicit if before else explicit[:1].upper() + explicit[1:]
    return f"{before}{explicit}{behind}"


Form = Callable[[_Time], str | None]
_WITHIN_IT = regex(r"\b(?:end|mid|middle|summer|week)\b|\bmid-|year-end", re.IGNORECASE)


def _named(window: Window, deadline: date, said: str) -> date:
    """A day of the period that is named: "before next year" has its last day in the one before."""
    ahead = window.kind == "before" and not _WITHIN_IT.search(said)
    return deadline + timedelta(days=1) if ahead else deadline


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _lasting(time: _Time) -> str | None:
    """Words for how long from now."""
    if _BEHIND_A_BEST.search(time.before):
        return None
    if _WITHIN.fullmatch(time.said):
        return f"by {_day(time.last)}"
    over = _OVER.fullmatch(time.said)
    return f"{over['over']} the {over['long']} to {_day(time.last)}" if over else None


def _in_calendar(time: _Time) -> str | None:
    """A unit of the calendar that is running, or comes next."""
    found = _CALENDAR.search(time.said)
    if found is None or time.said[found.end() :].strip(" ,."):
        return None
    if time.before.endswith("this "):
        return None
    named, head = _unit(found["unit"].lower(), time.last), time.said[: found.start()]
    if head:
        return _behind(head, named, led=_LED.search(time.before) is not None)
    if _LED.search(time.before) or (not time.before and _ACTS.match(time.behind)):
        return named
    return f"in {named}"


def _behind(head: str, named: str, *, led: bool) -> str | None:
    """The unit behind the words that lead to it ("by the end of", "later", "early")."""
    if not led and head.lower().startswith(_ANY_PART):
        return f"{head}{'' if _LED.search(head) else 'in '}{named}"
    if not led and _SHADED.match(head):
        return f"in {head.lower()}{named}"
    return f"{head}{named}" if led or _LED.search(head) else None


_ANY_PART = ("later", "earlier", "sometime", "some time", "somewhere")


def _unit(unit: str, last: date) -> str:
    match unit:
        case "year":
            return str(last.year)
        case "decade":
            return f"the {last.year // 10 * 10}s"
        case "month":
            return f"{last:%B %Y}"
        case "week":
            return f"the week to {_day(last)}"
        case "quarter":
            return f"the {_NTH[(last.month - 1) // 3]} quarter of {last.year}"
        case _:
            return f"the {unit} of {last.year}"


_NTH = ("first", "second", "third", "fourth")


def _at_year_end(time: _Time) -> str | None:
    found = _YEAR_END.fullmatch(time.said)
    if found is None:
        return None
    joint = "" if _LED.search(time.before) else f"{found['by'] or 'at'} "
    return f"{joint}the end of {time.last.year}"


def _next_day(time: _Time) -> str | None:
    found = _DAY.fullmatch(time.said)
    if found is None:
        return None
    subject = not time.before and _ACTS.match(time.behind) is not None
    joint = "" if subject or _LED.search(time.before) else f"{found['by'] or 'on'} "
    return f"{joint}{_day(time.last)}"


_OF_THE_DAY = regex(r" (?:morning|afternoon|evening|night|noon|midnight)\b|'s\b", re.IGNORECASE)


def _on_weekday(time: _Time) -> str | None:
    found = _WEEKDAY.fullmatch(time.said)
    if found is None or _OF_THE_DAY.match(time.behind):
        return None
    if f"{time.last:%A}".lower() != found["day"].lower():
        return None
    joint = found["by"] or ("" if _LED.search(time.before) else "on ")
    return f"{joint}{found['day']} {_day(time.last)}"


def _with_year(time: _Time) -> str | None:
    """A month, a quarter or a feast that is named without its year; where another year is named, it may be that one's."""
    if _YEAR.search(time.before) or _YEAR.search(time.behind):
        return None
    if (found := _OF_A_MONTH.fullmatch(time.said)) is not None:
        if time.last.month != MONTHS[found["month"].lower()]:
            return None
        return f"{time.said.rstrip('.')}{',' if found['last'] else ''} {time.last.year}"
    part = _PART.fullmatch(time.said)
    return f"{time.said} {'of ' if part['of'] else ''}{time.last.year}" if part else None


_FORMS: tuple[Form, ...] = (
    _lasting,
    _at_year_end,
    _in_calendar,
    _next_day,
    _on_weekday,
    _with_year,
)
