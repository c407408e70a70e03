"""From which day each place of a text speaks: the sections of a diary carry their own."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.datelines import dated, in_heading, made_on, months, opens_with
from predictions.reading.dates import find_date
from predictions.regexes import at_lines, regex
from predictions.windows.calendar import add_days

_SENT = regex(r"^[ \t>=*_-]{0,4}(?:date|sent)[ \t]*:[ \t]*(.{6,60})$", re.IGNORECASE | re.MULTILINE)
_CLOCK = regex(r"\b\d\d?:\d\d(?::\d\d)?\b(?: ?[A-Z]{3,4}\b)?")  # "Jun 26 11:57:19 2002"


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the places of a text, by where they begin."""

    starts: tuple[int, ...] = ()
    days: tuple[date | None, ...] = ()

    def at(self, position: int, otherwise: date | None) -> date | None:
        """The day of a place, or that of the document."""
        index = bisect_right(self.starts, position) if self.starts else 0
        return (self.days[index - 1] if index else None) or otherwise

    def since(self, position: int) -> int:
        """Where the last place before a position begins that has a day of its own; -1 where none does."""
        index = bisect_right(self.starts, position) if self.starts else 0
        return self.starts[index - 1] if index else -1


def read_days(
    text: str, copy: str, blocks: list[Block], published: date | None
) -> tuple[Days, set[int]]:
    """The days of the dated sections that are not later than the text, and the blocks that give them."""
    places: list[tuple[int, date | None]] = []
    given: set[int] = set()
    of_months = months(copy, blocks, published)
    level: int | None = None
    for index, block in enumerate(blocks):
        size = block.level if block.kind is Kind.HEADING else 9
        day = dated(copy, block) or made_on(copy, block) or of_months.get(index)
        if day and (published is None or day <= add_days(published, 1)):
            places.append((block.end, day))
            if not in_heading(copy, block):
                given.add(index)
            level = size
        elif (own := opens_with(copy, block)) and (published is None or own <= published):
            places += ((block.start, own), (block.end, places[-1][1] if places else None))
        elif level is not None and block.kind is Kind.HEADING and size <= level:
            places.append((block.start, None))
            level = None
    letters = _letters(text, blocks, published)
    places = sorted([*places, *letters], key=lambda place: place[0]) if letters else places
    return Days(tuple(p for p, _ in places), tuple(d for _, d in places)), given


_CAPITALS = tuple(ascii_uppercase)  # with one the head of a letter begins, and no front matter


def _letters(
    text: str, blocks: list[Block], published: date | None
) -> list[tuple[int, date | None]]:
    """The days of the letters of an archive, by their "Date:" lines; one alone is that of the text."""
    front = bool(blocks) and blocks[0].kind is Kind.META and not text.startswith(_CAPITALS)
    start = blocks[0].end if front else 0
    found: list[tuple[int, date | None]] = []
    for match in at_lines(_SENT, text, start):
        day = find_date(_CLOCK.sub(" ", match[1]))
        if day and (published is None or day <= add_days(published, 1)):
            found.append((match.end(), day))
    return found if len(found) > 1 else []
