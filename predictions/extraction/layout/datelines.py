"""The day that a line gives: a heading, a line of its own, a label, or what a paragraph opens with."""

import re
from datetime import date, timedelta

from predictions.extraction.layout.blocks import Block, Kind
from predictions.reading.dates import find_date, strip_date
from predictions.regexes import regex
from predictions.windows.calendar import add_months

_LONGEST = 60
_BESIDE = regex(
    r"(?:\W|\d{1,2}:\d\d|\b(?:updated?|edit(?:ed)?|posted|written|published|entry|on|at|am|pm"
    r"|utc|gmt|e[sd]t|p[sd]t|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun"
    r"|(?:\w+)?day)\b)*",
    re.IGNORECASE,
)


_IN_BRACKETS = regex(r"\([^()]*\d{4}[^()]*\)\W*$")  # "The pier closes (6 May 2030)"
_OPENED = regex(r"[\s*_(\[]*[:)\]\u2014\u2013-]")
_FIGURE = regex(r"\d{4}")
_MONTH_FIRST = regex(r"[\s*_]*[(\[]([A-Z][a-z]{2,8})\.? ((?:19|20|21)\d\d)[)\]]")
_MONTH = regex(r"[*_]{0,3}([A-Z][a-z]{2,8})\.?,? ((?:19|20|21)\d\d)[*_:]{0,4}")


def dated(text: str, block: Block) -> date | None:
    """The day that a heading, or a paragraph of its own, is: "23 May 2031", "Update, 4 June 2031"."""
    if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or block.end - block.start > _LONGEST:
        return None
    words = text[block.start : block.end]
    day = find_date(words)
    if day and block.kind is Kind.HEADING and in_heading(text, block):
        return day
    return day if day and _BESIDE.fullmatch(strip_date(words)) else None


# "Made 2030-05-06, horizon 2033", "- Predicted: 6 May 2030".
_MADE = regex(
    r"^\W{0,6}(?:made|predicted|predictions? (?:made|date)|recorded|written|logged|registered"
    r"|entered|stated|posted|added|opened|created"
    r"|date(?: made| of (?:the )?prediction)?)\b\W{0,6}(?:on\b)?",
    re.IGNORECASE,
)
_ONE_LINE = 160


def in_heading(text: str, block: Block) -> bool:
    """True for a heading that has words beside its day: "The pier closes (6 May 2030)"."""
    if block.kind is not Kind.HEADING:
        return False
    words = text[block.start : block.end]
    return _IN_BRACKETS.search(words) is not None or _opens(words)


def _opens(words: str) -> bool:
    """True for "4 March 2029: the pier" and "(2030-05-06) The pier"."""
    return find_date(words[:40]) is not None and _OPENED.match(strip_date(words[:60])) is not None


def opens_with(text: str, block: Block) -> date | None:
    """The day with which an item or a paragraph begins, a mark behind it: the entry of a log."""
    if block.kind not in (Kind.ITEM, Kind.PARAGRAPH) or not _FIGURE.search(
        text, block.start, min(block.end, block.start + 24)
    ):
        return None
    words = text[block.start : min(block.end, block.start + 60)]
    if _opens(words):
        return find_date(words)
    month = _MONTH_FIRST.match(words)
    first = find_date(f"1 {month[1]} {month[2]}") if month else None
    return add_months(first, 1) - timedelta(days=1) if first else None


def made_on(text: str, block: Block) -> date | None:
    """The day on which an entry was made, by the label of its line."""
    if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.end - block.start > _ONE_LINE:
        return None
    words = text[block.start : block.end]
    label = _MADE.match(words)
    return find_date(words[label.end() :][:30]) if label else None


def months(text: str, blocks: list[Block], published: date | None) -> dict[int, date]:
    """The first days of the months that are headings of a diary: two at least, none of them ahead."""
    found: dict[int, date] = {}
    for index, block in enumerate(blocks):
        if block.kind is Kind.HEADING and block.end - block.start < _LONGEST:
            match = _MONTH.fullmatch(text[block.start : block.end].strip())
            if match and (day := find_date(f"1 {match[1]} {match[2]}")):
                if published and day > published:
                    return {}
                found[index] = day
    return found if len(found) > 1 else {}
