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
    return day if day and _BESIDE.fullmatch(strip_date(words)) else None


def read_days(text: str, blocks: list[Block], published: date | None) -> tuple[Days, set[int]]:
    """The days of the dated sections that are not later than the text, and the blocks that give them."""
    places: list[tuple[int, date | None]] = []
    given: set[int] = set()
    level: int | None = None
    for index, block in enumerate(blocks):
        size = block.level if block.kind is Kind.HEADING else 9
        day = dated(text, block)
        if day and (published is None or day <= published + timedelta(days=1)):
            places.append((block.end, day))
            given.add(index)
            level = size
        elif level is not None and block.kind is Kind.HEADING and size <= level:
            places.append((block.start, None))
            level = None
    return Days(tuple(p for p, _ in places), tuple(d for _, d in places)), given
