"""Sections of plain texts: a line of its own, "2031 predictions", gives its year to what follows it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from predictions.extraction.layout.blocks import Block, Kind
from predictions.regexes import at_lines, regex
from predictions.windows import Window

_YEAR = r"(?:19|20|21)\d\d"
_WHAT = r"(?:[a-z]+ )?(?:predictions?|forecasts?|prophecies|picks|bets)"
# "Here's what I'm predicting for 2031"
_EXPECTED = (
    r"what (?:i|we)(?:['\u2019]m| am|['\u2019]re| are|['\u2019]d)? (?:think|expect(?:ing|ed)?"
    r"|predict(?:ing|ed)?|forecast(?:ing)?|see|saw)"
)
_LINE = regex(
    rf"^[ \t*_]{{0,6}}(?:(?:(?:and )?(?:here|these|this)(?:['\u2019]s| is| are| was| were)"
    rf"|(?:and )?now(?: for)?|on to|first(?: up)?|next(?: up)?|how did|how)[,:]? )?(?:(?:my|our"
    rf"|their|his|her|the|some|last year's"
    rf"|(?:[\w.&-]+ ){{0,3}}[\w.&-]+(?:['\u2019]s|s['\u2019])) )?"
    rf"(?:(?P<a>{_YEAR}) {_WHAT}|(?:{_WHAT}|{_EXPECTED}) (?:for|from|of|about|in|to happen in"
    rf"|will happen in|to come in)(?: the year)? (?P<b>{_YEAR}))"
    r"(?: \([^()\n]{2,60}\))?(?:[ ,:-]{1,3}(?:review(?:ed)?|results?|graded|scored|scorecard"
    r"|revisited|recap|did|go|went|fared?"
    r"|(?:and )?how (?:they|we|i|it) (?:did|fared?|went|stand|held up))){0,2}[ \t*_:.!?]{0,6}$",
    re.IGNORECASE | re.MULTILINE,
)
# "2041", "In the 2040s", "By 2040-2045": a line of nothing but a period.
_PERIOD = regex(
    r"\W*(?:(?:in|by|before|until|around|circa|the|early|late|mid)[ -]){0,3}(?P<first>(?:20"
    r"|21)\d\d)s?(?: ?(?:[-\u2013\u2014]|to) ?(?P<last>(?:20|21)\d\d)s?)?\W*"
)
_FAR = 10  # years: what stands below such a year needs no word that it is predicted
_HINTS = ("prediction", "forecast", "prophec", "picks", "bets")
_TURN = 62  # predictions made in the last two months before a year speak as if it had begun


@dataclass(frozen=True, slots=True)
class Section:
    """What a line gives to the text after it: the window, and the day from which that speaks."""

    window: Window | None = None
    day: date | None = None


_NONE = Section()


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of a text, by where they begin."""

    starts: tuple[int, ...] = ()
    sections: tuple[Section, ...] = ()

    def at(self, position: int) -> Section:
        """The section of a place; one without a window where no line opened any."""
        index = bisect_right(self.starts, position) if self.starts else 0
        return self.sections[index - 1] if index else _NONE


def read_sections(text: str, low: str, blocks: list[Block], published: date | None) -> Sections:
    """The sections that lines open; each holds until the next one, or a heading."""
    if not any(map(low.__contains__, _HINTS)):
        return Sections()
    headings = {block.start: block.end for block in blocks if block.kind is Kind.HEADING}
    places = [(match.end(), _section(match, published)) for match in at_lines(_LINE, text)]
    if not places:
        return Sections()
    places += [(start, Section()) for start in headings]
    places.sort(key=lambda place: place[0])
    return Sections(tuple(p for p, _ in places), tuple(s for _, s in places))


def _section(match: re.Match[str], published: date | None) -> Section:
    year = int(match["a"] or match["b"])
    first, last = date(year, 1, 1), date(year, 12, 31)
    window = whole_year(year, match.start(), match.end())
    another = published and (last < published or 0 < (first - published).days < _TURN)
    return Section(window, first if another else None)


def whole_year(year: int, start: int, end: int) -> Window:
    """The window of a year that stands at a place."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Window(start=start, end=end, kind="bare", not_before=first, deadline=last)


def period_ends(copy: str, block: Block) -> int | None:
    """The last year of the period that is all a block says, or None."""
    years = _PERIOD.fullmatch(copy, block.start, block.end)
    return int(years["last"] or years["first"]) if years else None


def is_far_off(copy: str, block: Block, published: date | None) -> bool:
    """True for a heading that only names a period far ahead."""
    if published is None or block.kind is not Kind.HEADING:
        return False
    ends = period_ends(copy, block)
    return ends is not None and ends >= published.year + _FAR


# A section beside that of the year that is over: "New predictions", "2032", "This year".
_ANOTHER = regex(
    r"\b(?:new|next|this year|coming|ahead|predictions?|forecasts?|(?:19|20|21)\d\d)\b"
)


def is_one_of_several(copy: str, low: str, blocks: list[Block], title: str) -> bool:
    """True where a title is the heading of the first section: "Results for 2031", and then "Predictions for 2032"."""
    headings = [block for block in blocks if block.kind is Kind.HEADING]
    first, others = next(iter(headings), None), headings[1:]
    if first is None or first.level == 1 or title not in copy[first.start : first.end]:
        return False
    return any(
        other.level == first.level and _ANOTHER.search(low, other.start, other.end)
        for other in others
    )
