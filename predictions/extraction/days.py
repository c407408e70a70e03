"""From which day each place of a text speaks: the sections of a diary carry their own."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from predictions.extraction.blocks import Block, Kind
from predictions.reading.dates import find_date, strip_date

_LONGEST = 60
_BESIDE = re.compile(
    r"(?:\W|\d{1,2}:\d\d|\b(?:updated?|edit(?:ed)?|posted|written|published|entry|on|at|am|pm|utc|gmt|e[sd]t|p[sd]t|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|(?:\w+)?day)\b)*",
    re.IGNORECASE,
)


# "The pier closes (6 May 2030)", "2030-05-06: the pier closes".
_IN_HEADING = re.compile(r"\([^()]*\d{4}[^()]*\)\W*$|^\W*\d{4}-\d\d-\d\d ?[:\u2014\u2013-] ")
_MONTH = re.compile(r"[*_]{0,3}([A-Z][a-z]{2,8})\.?,? ((?:19|20|21)\d\d)[*_:]{0,4}")
_SENT = re.compile(
    r"^[ \t>=*_-]{0,4}(?:date|sent)[ \t]*:[ \t]*(.{6,60})$", re.IGNORECASE | re.MULTILINE
)
_CLOCK = re.compile(r"\b\d\d?:\d\d(?::\d\d)?\b(?: ?[A-Z]{3,4}\b)?")  # "Jun 26 11:57:19 2002"


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the places of a text, by where they begin."""

    starts: tuple[int, ...] = ()
    days: tuple[date | None, ...] = ()

    def at(self, position: int, otherwise: date | None) -> date | None:
        """The day of a place, or that of the document."""
        index = bisect_right(self.starts, position)
        return (self.days[index - 1] if index else None) or otherwise


def dated(text: str, block: Block) -> date | None:
    """The day that a heading, or a paragraph of its own, is: "23 May 2031", "Update, 4 June 2031"."""
    if block.kind not in (Kind.HEADING, Kind.PARAGRAPH) or block.end - block.start > _LONGEST:
        return None
    words = text[block.start : block.end]
    day = find_date(words)
    if day and block.kind is Kind.HEADING and _IN_HEADING.search(words):
        return day
    return day if day and _BESIDE.fullmatch(strip_date(words)) else None


# "Made 2030-05-06, horizon 2033", "- Predicted: 6 May 2030".
_MADE = re.compile(
    r"^\W{0,6}(?:made|predicted|predictions? (?:made|date)|recorded|written|logged|registered|entered|stated|posted|added|opened|created|date(?: made| of (?:the )?prediction)?)\b\W{0,6}(?:on\b)?",
    re.IGNORECASE,
)
_ONE_LINE = 160


def made_on(text: str, block: Block) -> date | None:
    """The day on which an entry was made, by the label of its line."""
    if block.kind not in (Kind.PARAGRAPH, Kind.ITEM) or block.end - block.start > _ONE_LINE:
        return None
    words = text[block.start : block.end]
    label = _MADE.match(words)
    return find_date(words[label.end() :][:30]) if label else None


def _months(text: str, blocks: list[Block], published: date | None) -> dict[int, date]:
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


def read_days(
    text: str, copy: str, blocks: list[Block], published: date | None
) -> tuple[Days, set[int]]:
    """The days of the dated sections that are not later than the text, and the blocks that give them."""
    places: list[tuple[int, date | None]] = []
    given: set[int] = set()
    months = _months(copy, blocks, published)
    level: int | None = None
    for index, block in enumerate(blocks):
        size = block.level if block.kind is Kind.HEADING else 9
        day = dated(copy, block) or made_on(copy, block) or months.get(index)
        if day and (published is None or day <= published + timedelta(days=1)):
            places.append((block.end, day))
            if not _IN_HEADING.search(copy[block.start : block.end]):
                given.add(index)
            level = size
        elif level is not None and block.kind is Kind.HEADING and size <= level:
            places.append((block.start, None))
            level = None
    letters = _letters(text, blocks, published)
    places = sorted([*places, *letters], key=lambda place: place[0]) if letters else places
    return Days(tuple(p for p, _ in places), tuple(d for _, d in places)), given


def _letters(
    text: str, blocks: list[Block], published: date | None
) -> list[tuple[int, date | None]]:
    """The days of the letters of an archive, by their "Date:" lines; one alone is that of the text."""
    start = blocks[0].end if blocks and blocks[0].kind is Kind.META else 0
    found: list[tuple[int, date | None]] = []
    for match in _SENT.finditer(text, start):
        day = find_date(_CLOCK.sub(" ", match[1]))
        if day and (published is None or day <= published + timedelta(days=1)):
            found.append((match.end(), day))
    return found if len(found) > 1 else []
