"""The number that a cell of a table gives, in the ways in which people fill one in."""

from dataclasses import replace

from predictions.candidate import Basis
from predictions.extraction.chances.figures import figure_alone
from predictions.extraction.chances.numbers import PATTERN, Stated, value_of
from predictions.regexes import regex

# "70% -> 60%": what is held now stands behind the arrow; "45% (was 30%)": before the brackets.
_CHANGED = regex(r"[^%]{1,8}%?\s*(?:[-=]*>|\u2192|\u21d2|\bthen\b|\bnow\b)\s*(?=[~<>]?\s*\.?\d)")
_REMARK = regex(
    r"\s*\((?:was|from|previously|before|up|down|earlier|initially|unchanged|now|since|market"
    r"|crowd|metaculus|[+-])[^()]{0,40}\)$"
)
_ROUGHLY = "~<>\u2248\u2264\u2265= "
_FRACTION = regex(r"0?\.\d{1,4}|0|1|1\.0+")
_NUMBER = regex(r"\d{1,3}(?:\.\d{1,3})?")
_TENTHS = regex(r"(10|\d(?:\.\d)?) ?/ ?10")
_TENTH = regex(r"10|\d(?:\.\d)?")
# "Kern 88 %", "Kern (88 %)": who is picked, and how surely.
_PICKED = regex(r"[^\W\d_][\w .'&-]{1,40}?[ (]+(?P<n>\d{1,3}(?:\.\d{1,4})?) ?%\)?")
_PLAIN_KINDS = frozenset(("percent", "range", "share", "even", "spelled"))


def cell_value(copy: str, start: int, end: int, head: str) -> Stated | None:
    """The probability in a cell under a head; None where it says something else."""
    text = copy[start:end]
    if changed := _CHANGED.match(text):
        text = text[changed.end() :]
    text = _REMARK.sub("", text.lower()).strip(" *_`+()[]").lstrip(_ROUGHLY)
    if _FRACTION.fullmatch(text):
        return Stated(start, end, float(text), Basis.STATED)
    if tenths := _TENTHS.fullmatch(text):
        return Stated(start, end, float(tenths[1]) / 10, Basis.STATED)
    if head.endswith("/10") and _TENTH.fullmatch(text):
        return Stated(start, end, float(text) / 10, Basis.STATED)
    if _counts_percent(head) and _NUMBER.fullmatch(text):
        value = float(text) / 100
        return Stated(start, end, round(value, 8), Basis.STATED) if value <= 1 else None
    return _in_figures(text, head, start, end) or _written(copy, start, end)


def _written(copy: str, start: int, end: int) -> Stated | None:
    """A chance in any writing of those that lists know; prices of bookmakers are none."""
    figure = figure_alone(copy, start, end)
    if figure is None or not (figure.says_what_it_is or figure.kind == "decimal"):
        return None
    return replace(figure.stated, start=start, end=end)


def picked_value(text: str, start: int, end: int) -> Stated | None:
    """The probability beside a name in a cell."""
    match = _PICKED.fullmatch(text.strip(" *_`"))
    value = float(match["n"]) / 100 if match else 2.0
    return Stated(start, end, round(value, 8), Basis.STATED) if value <= 1 else None


def _counts_percent(head: str) -> bool:
    return "%" in head or "percent" in head or "per cent" in head


def _in_figures(text: str, head: str, start: int, end: int) -> Stated | None:
    match = PATTERN.fullmatch(text) or PATTERN.fullmatch(
        f"{text}%" if _counts_percent(head) else ""
    )
    if match is None or not (match.lastgroup in _PLAIN_KINDS or "odds" in head):
        return None
    read = value_of(match)
    return read and Stated(start, end, read.value, read.basis, read.low, read.high)
