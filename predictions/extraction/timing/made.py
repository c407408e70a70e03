"""When predictions were made: "at the start of the decade I wrote down what the next ten years would bring"."""

from dataclasses import replace
from datetime import date

from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import title_window, windows_in
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.calendar import add_months

_STOP = regex(r"[.!?:]\s")
# "A magazine of 1900 that tells what will happen in the next hundred years"
_DATED = regex(
    r"\b(?:from|of|in|on|dated|since|may|[a-z]+ \d\d?,|back in|the year) ((?:1[5-9]|20)\d\d)\b(?!s)"
)
_LONG_AGO = 20  # years


# "At the start of the decade I made predictions for the next ten years", "five years ago I wrote"
_MADE_THEN = regex(
    r"\b(?:i|we)(?:'d| had| have|'ve)?(?: \w+)? (?:made|wrote|written|posted|published"
    r"|predicted|recorded|registered|set|put|ventured|offered)\b"
)
_THEN = regex(
    r"\b(?:at|in|around|near) the (?:very )?(?:start|beginning|dawn"
    r"|turn) of (?:(?P<decade>(?:the|this) decade)"
    r"|(?:the year )?(?P<opens>(?:19|20)\d\d))\b(?!s)"
    r"|\b(?:back )?in (?:[a-z]{3,9} (?:of )?)?(?P<year>(?:19|20)\d\d)\b(?!s)"
    r"|\b(?P<ago>a decade|(?:\d{1,2}|a|one|two|three|four|five|six|seven|eight|nine|ten|fifteen"
    r"|twenty) years?) ago\b"
)


def _when_made(near: str, day: date | None) -> date | None:
    """The day from which predictions count that, as a sentence says, were made in an earlier year."""
    then = _THEN.search(near) if day and _MADE_THEN.search(near) else None
    if then is None or day is None:
        return None
    if then["ago"]:
        span = next(iter(windows_in(f"in {then['ago']}", day)), None)
        last = span.deadline if span else None
        return add_months(day, 12 * (day.year - last.year)) if last else None
    year = day.year // 10 * 10 - 1 if then["decade"] else int(then["opens"] or 0) - 1
    year = int(then["year"]) if then["year"] else year
    return date(year, 12, 31) if 0 < year < day.year else None


def of_long_ago(document: Document, low: str, near: str) -> Window | None:
    """The time that old predictions were for, counted from the one year long ago that their lead-in names, or from when they were made."""
    day = document.published
    if made := _when_made(near, day):
        found = title_window(near, made, near)
        return replace(found, not_before=made) if found and found.relative else None
    years = {int(dated[1]) for dated in _DATED.finditer(low)} if day else set()
    old = [year for year in years if day and year < day.year - _LONG_AGO]
    if len(old) != 1:
        return None
    then = date(old[0], 12, 31)
    found = title_window(near, then, near)
    return replace(found, not_before=then) if found and found.deadline and found.relative else None


def counted_then(document: Document, low: str, window: Window) -> Window:
    """The same time, counted from when the predictions were made, where the sentence says that."""
    begin = max((stop.end() for stop in _STOP.finditer(low, 0, window.start)), default=0)
    end = _STOP.search(low, window.end)
    made = _when_made(low[begin : end.start() if end else len(low)], document.published)
    if made is None:
        return window
    then = windows_in(low[window.start : window.end], made)
    return replace(then[0], not_before=made) if then and then[0].relative else window
