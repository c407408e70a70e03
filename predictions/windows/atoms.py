"""What a match of the words for periods covers: each kind has its reader."""

import re
from collections.abc import Callable
from datetime import date

from predictions.regexes import regex
from predictions.windows import days, lengths, units, years
from predictions.windows.atom import Atom


def read(match: re.Match[str], today: date, raw: str) -> Atom | None:
    """The atom behind a match of `PATTERN` in lower-cased text, or None where it names no period."""
    kind = match.lastgroup or ""
    if kind == "month" and not _month_is_meant(match, raw):
        return None
    return _READERS[kind](match, today)


_BEFORE_MONTH = regex(
    r"(?:in|by|until|till|before|after|of|this|next|last|early|late|mid|mid-|since|during|come"
    r"|end|through|from|to|and|until the end of|for|b4|(?:end|mid|start) ?-"
    r"|(?:until|till|by|through) (?:at least|around|about)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* or)\s*$"
)

# "November's election", "the June meeting".
_HELD = regex(
    r"(?:'s)? (?:elections?|votes?|ballots?|referendum|primar(?:y|ies)|polls?|meetings?|summit|budget)\b"
)


# "A disaster for May making no ground", "the end of May's majority": somebody's name.
_A_PERSON = regex(
    r"(?:'s|\u2019s| (?:herself|himself|ma[dk]\w+|ha[sd]|sa(?:ys|id)|th(?:inks|ought)|\w{3,}ing))\b"
)
_OF_PERSON = regex(r"(?:for|of|to|from|and)\s*$")


# "By may", "end of march" in a chat; but "the early may be late", "in march order".
_SURELY = regex(r"\b(?:by|before|in|until|till?|end of|early|late|mid)[ -]$")
_GOES_ON = regex(
    r" (?:be|not|have|well|also|still|never|or may not|order|formation|past|on|to|against|madness)\b"
)


def _month_is_meant(match: re.Match[str], raw: str) -> bool:
    """A bare "may" or "march" is a month only when capitalised, and not at the start of a clause."""
    start = match.start("month_m")
    word = raw[start : match.end()]
    if len(word) < 3:
        return False
    if word[:1].isupper() and _HELD.match(raw, match.end()):
        return True
    before = raw[max(0, start - 16) : start].lower()
    if not _BEFORE_MONTH.search(before):
        return False
    if word == "May" and _OF_PERSON.search(before) and _A_PERSON.match(raw, match.end()):
        return False
    if _SURELY.search(before) and not _GOES_ON.match(raw, match.end()):
        return True
    return word[:1].isupper() or word.lower() not in (
        "may",
        "march",
        "mar",
        "sun",
        "jan",
        "dec",
        "sep",
        "oct",
    )


_READERS: dict[str, Callable[[re.Match[str], date], Atom | None]] = {
    "iso": days.of_iso, "slash": days.of_slash, "mslash": years.of_month_slash, "dmy": days.of_dmy,
    "mdy": days.of_mdy, "ddmy": days.of_ddmy, "mddy": days.of_mddy, "my": years.of_my,
    "mq": years.of_mq, "months": years.of_months, "qy": years.of_qy, "part": years.of_part,
    "quarters": years.of_quarters,
    "season": years.of_season, "feast": days.of_feast, "fiscal": years.of_fiscal,
    "booked": years.of_booked, "range": years.of_range, "decade": years.of_decade,
    "century": years.of_century, "span": units.of_span, "length": lengths.of_length,
    "nextu": lengths.of_nextu, "weekday": days.of_weekday,
    "today": days.of_today, "year": years.of_year, "spoken": years.of_spoken,
    "month": years.of_month, "weekof": years.of_weekof, "same": lengths.of_same, "tens": years.of_tens,
    "gone": units.of_gone, "midyear": years.of_midyear, "term": years.of_term,
    "played": years.of_term, "horizon": lengths.of_horizon, "both": units.of_both,
    "md": days.of_md, "dots": days.of_dots, "ahead": lengths.of_year_ahead, "mid": years.of_mid,
    "short": years.of_short, "nth": days.of_nth,
}  # fmt: skip
