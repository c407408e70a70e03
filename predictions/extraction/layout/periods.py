"""Periods of a text that are not those of a claim: what a title or heading gives, and what only dates the text."""

from dataclasses import replace
from datetime import date

from predictions.extraction.layout.retrospect import year_looked_back_on
from predictions.regexes import regex
from predictions.windows import Events, Window, find_windows

# Without a date of publication, only windows that do not depend on it are kept.
_TWO_DAYS = (date(2001, 2, 3), date(2013, 11, 9))
_MIDYEAR = range(4, 11)


def windows_in(
    copy: str,
    today: date | None,
    events: Events | None = None,
    *,
    begin: int = 0,
    end: int | None = None,
    lowered: str | None = None,
) -> list[Window]:
    """Windows of a piece of the matching copy; without a day to count from, only absolute ones."""
    if today is not None:
        return find_windows(copy, today=today, begin=begin, end=end, events=events, lowered=lowered)
    one, two = (
        find_windows(copy, today=day, begin=begin, end=end, lowered=lowered) for day in _TWO_DAYS
    )
    return [window for window in one if window in two]


def names_its_day(window: Window, published: date) -> bool:
    """True for "AI predictions, 2031", written in its summer: when it was made, or held; a year is foretold as it turns."""
    if window.kind not in ("bare", "attributive") or window.not_before is None:
        return False
    return window.not_before.year == published.year and published.month in _MIDYEAR


# "I made predictions here on 12 March"
_MADE = regex(
    r"\b(?:made|wrote|written|posted|published|recorded|registered|put down|noted|jotted)\b[^.!?\n]*$"
)


def is_when_made(window: Window, low: str) -> bool:
    """True for the day or month in which, as a text in lower case says, predictions were made."""
    first, last = window.not_before, window.deadline
    short = first is not None and last is not None and (last - first).days < _MONTH
    return short and _MADE.search(low, 0, window.start) is not None


def about_another(window: Window, published: date) -> bool:
    """True where a title's year is over, or begins within two months; a day or a month is only when something is."""
    first, last = window.not_before, window.deadline
    if last and last < published:
        return True
    return bool(
        first
        and last
        and 0 < (first - published).days < 62
        and _MOST_OF_A_YEAR < (last - first).days < 370
    )


_MOST_OF_A_YEAR = 300  # days
_LAST_DAYS = 12


def in_last_days(window: Window, published: date) -> bool:
    """True for a year in whose last days a text was made: what was predicted for it is looked back on."""
    first, last = window.not_before, window.deadline
    if first is None or last is None or (last - first).days not in (364, 365):
        return False
    return 0 <= (last - published).days < _LAST_DAYS


_FUTURE_WORDS = regex(
    r"\b(?:predict\w*|forecast\w*|prophec\w*|outlook|expect\w*|will|won't|bets?|future|ahead"
    r"|look|come|coming|probabilit\w*|goals?|resolutions?|calls?|state of the world|trends?"
    r"|grad(?:ed|es?|ing)|scor(?:ed?|es|ing|ecard)|results?|review(?:ed|ing)?"
    r"|how (?:i|my|we|our|they) .{0,30}did|look(?:ing|ed) (?:back|ahead|forward|at|to)"
    r"|hindsight|retrospect|post-?mortem|revisit(?:ed|ing)|got (?:it )?(?:right|wrong)"
    r"|right and wrong|crystal ball|in store|next year|from today|this time|by|in|for|of|until"
    r"|before|the next|preview|from now|new year|thoughts|edition|season)\b"
)


# "2031 predictions so far", of its July, are those for that year.
_WHEN_NOT = regex(r"new year|mid-?year")
_SO_FAR = regex(
    r"\b(?:so far|first look|(?:one|two|three|four|five|six|\d) months in"
    r"|check(?:ing|ed|s)?[ -](?:in|up|on)|half[ -]?(?:time|way)|mid-?year|progress|status"
    r"|where .{1,30} stand|how .{1,40} (?:are doing|stand|fare|hold(?:ing)? up)|report card"
    r"|scorecard)\b"
)
# "Annotation 2031", "Update, March 2031": when something was added.
_NOTED = regex(
    r"\W{0,4}(?:annotations?|updates?|updated|addend(?:um|a)|notes?|edit(?:ed)?|postscript"
    r"|afterword|correction|remarks?)(?: (?:from|of"
    r"|in))?[ ,:(]{1,3}(?:[a-z]{3,9}\.? )?\d{4}\W{0,4}$"
)
_YEAR_LAST = regex(r"\d{4}(?:\W*$|:| [\u2014-] )")


# "Forecast for Saturday", where "Saturday" alone is when it was posted.
_MEANT = regex(r"(?:for|by|before|until) ")


# "Predictions of mid 2031 for 2032 and beyond": without an end.
_AND_BEYOND = regex(r"\b(?:19|20|21)\d\d (?:and|&|or) (?:beyond|after(?:wards)?|later|onwards?)\b")


def title_window(title: str, published: date | None, low: str) -> Window | None:
    """The window that a title or heading gives to what stands under it ("Predictions for 2031")."""
    if not low.strip() or _NOTED.match(low) or _AND_BEYOND.search(low):
        return None
    if ("last year" in low or _MADE.search(low)) and (
        over := year_looked_back_on(low, 0, len(low), published)
    ):
        return over
    ahead = _FUTURE_WORDS.search(low) is not None
    if not ahead and not _YEAR_LAST.search(low):
        return None
    found = _given(title, published, low)
    if not ahead:  # "The coast, 2040" looks ahead where "Summer trip 2024" does not
        found = [w for w in found if published and w.not_before and w.not_before > published]
    if not found:
        return None
    if published and _SO_FAR.search(low):
        found = [replace(w, kind="in") if names_its_day(w, published) else w for w in found]
    # "Some new year predictions for 2016", read years later
    dated = [w for w in found if _WHEN_NOT.search(low, w.start, w.end) is None]
    told = [w for w in dated or found if w.kind != "attributive"]
    if not told and published and all(names_its_day(w, published) for w in found):
        return None
    best = max(told or found, key=lambda w: w.deadline or date.min)
    return None if published and _is_dateline(best, published) else best


# "A year from now we'll have a good laugh": when it will be looked at.
SEEN_THEN = regex(
    r",? (?:i|we)(?:'ll| will| can| shall) (?:\w+ )?(?:get together|have a|look|laugh|see|check"
    r"|come back|return|revisit|find out|know|meet|be back|grade|score|judge|review)\b"
)


def _given(title: str, published: date | None, low: str) -> list[Window]:
    """The times of a title that can be deadlines."""
    return [
        w
        for w in windows_in(title, published)
        if w.deadline
        and not (w.kind == "for" and w.vague)  # how long something went on
        and not low.endswith("in a day", w.start, w.end)  # what nothing was built in
        and not is_when_made(w, low)
        and not SEEN_THEN.match(low, w.end)
        and not (
            published
            and not _MEANT.match(low, w.start)
            and (_its_day(w, published) or _just_over(w, published, low))
        )
    ]


def _its_day(window: Window, published: date) -> bool:
    """True for a day within a week of that of the text; one just over, without its year, is read as the next."""
    if window.deadline is None or window.not_before != window.deadline:
        return False
    apart = (window.deadline - published).days
    return abs(apart) < _WEEK or _YEAR - _WEEK < apart <= _YEAR + 1


def _just_over(window: Window, published: date, low: str) -> bool:
    """True for a day, month or quarter without its year that was over not long ago ("rents rose in January", in February)."""
    first, last = window.not_before, window.deadline
    if first is None or last is None or (last - first).days > _QUARTER or window.relative:
        return False
    before = _YEAR - (last - published).days  # so many days ago it was over the last time
    return 0 < before <= _REPORTED and _FIGURES.search(low, window.start, window.end) is None


_FIGURES = regex(r"\d{4}")
_QUARTER, _REPORTED = 92, 62  # days; so long what is over is reported on
_WEEK, _MONTH, _YEAR = 7, 31, 365


def _is_dateline(window: Window, published: date) -> bool:
    """True for "Update October 2022": it names the month of the post, not a deadline."""
    first, last = window.not_before, window.deadline
    if first is None or last is None or window.kind not in ("bare", "in"):
        return False
    if window.kind == "bare" and 0 <= (published - last).days < 40 and (last - first).days < 40:
        return True  # a newsletter that is named after the month before
    return first <= published <= last and (last - first).days < 40 and window.end - window.start > 6
