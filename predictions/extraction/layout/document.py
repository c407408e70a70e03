"""A document read for extraction: its matching copy, its blocks, and what its title promises."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from predictions.extraction.chances.numbers import Stated
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.datelines import dated
from predictions.extraction.layout.days import Days, read_days
from predictions.extraction.layout.delimited import barred
from predictions.extraction.layout.fiscal import of_fiscal_year, year_end
from predictions.extraction.layout.frontmatter import speaker_in, writer_in
from predictions.extraction.layout.lines import stand_alone
from predictions.extraction.layout.nesting import read_blocks, unwrapped
from predictions.extraction.layout.normalise import matching_copy
from predictions.extraction.layout.openings import opens_with_predictions, speaks_about_predicting
from predictions.extraction.layout.parting import parted
from predictions.extraction.layout.periods import (
    about_another,
    in_last_days,
    names_its_day,
    title_window,
    windows_in,
)
from predictions.extraction.layout.sections import (
    Sections,
    is_far_off,
    is_one_of_several,
    read_sections,
)
from predictions.extraction.layout.speakers import NOBODY, Speakers, read_speakers
from predictions.extraction.words.glance import glance, runs
from predictions.extraction.words.lexicon import separated
from predictions.regexes import regex
from predictions.windows import Events, Window
from predictions.windows.calendar import add_days
from predictions.windows.folding import lower

if TYPE_CHECKING:
    from collections.abc import Callable

    from predictions.extraction.chances.joined import Level
    from predictions.extraction.chances.people import Share
    from predictions.extraction.chances.quantiles import Quantile
    from predictions.extraction.chances.records import Record
    from predictions.extraction.chances.siblings import Entry
    from predictions.extraction.proposing.asked import Asked
    from predictions.extraction.proposing.calls import Calls
    from predictions.extraction.proposing.graded import Graded
    from predictions.extraction.proposing.named import Foretold
    from predictions.extraction.proposing.options import Option
    from predictions.extraction.words.tokens import Tokens

_META = regex(
    r"^(?:#\+)?(title|date|published"
    r"|subject)[ \t]*[:=][ \t]*(?:[>|][-+]?[ \t]*\n[ \t]+)?[\"']?(.{0,200}?)[\"']?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# "target: 2050-01-01" of a page for one prediction, or a few.
_FALLS_DUE = regex(
    r"^(?:target|deadline|due|resolves|resolution"
    r"|horizon)(?:[ _-]?date)?[ \t]*[:=][ \t]*[\"']?(.{4,40}?)[\"']?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_REPLY = regex(r"^(?:(?:re|fwd?)(?:\[\d+\])?: ?)+", re.IGNORECASE)
_QUOTING = regex(r"(.{1,80}?)(?: \(|, )(?:quoting|reporting|citing) (.{1,80}?)(?: \d{4})?\)?")
_DATE = regex(r"\d{4}-\d\d-\d\d")
_BYLINE = regex(r"(?:by|author:) ([A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3})\s*$")
PREDICTIVE = regex(
    r"\b(?:predict\w*|forecast\w*|prophec\w*|prognos\w*|outlook|expectations?"
    r"|what (?:will|comes|to expect|happens next|i expect|won't)|look(?:ing)? ahead"
    r"|crystal ball|bets?|wagers?|calls?|by 20[2-9]\d|in 20[2-9]\d|future"
    r"|the next (?:\w+ )?(?:years?|decade|century)|won't|will|calibration|probabilit\w+|odds"
    r"|timelines?|scenario|projections?|years? ahead)\b"
)

_ANNOUNCING = regex(
    r"\b(?:predict\w*|forecasts?|prophec\w*|outlook|bets|picks|wagers|calls for|expectations"
    r"|what (?:i|we) expect|(?:i|we) expect|things (?:that )?(?:will|won't|we won't|to come)"
    r"|won't|i think|(?:i|we) (?:\w+ )?(?:believe|reckon|suspect|guess)(?: that)? (?:will"
    r"|won't)|i bet|my odds|probabilities|by 20[2-9]\d|in 20[2-9]\d)\b"
)

_TITLE = 120  # so long may a line be that is one
_LEVEL = 40  # and a line that only says how sure somebody is


@dataclass(slots=True)
class Document:
    """What the stages need to know of a document; offsets are those of `text`."""

    text: str
    copy: str
    low: str
    words: str  # low without punctuation, for splitting into words
    runs: str  # low without anything but words
    blocks: list[Block]
    published: date | None
    author: str | None
    title: str
    speakers: Speakers = NOBODY
    quoted: str | None = None  # whose forecasts the document passes on: "A (quoting B)"
    heading: str = ""  # the title, or the line that stands for it, in lower case
    title_window: Window | None = None
    predictive: bool = False  # the title speaks of predictions
    promising: bool = False  # so does the line that stands for a title
    today: date | None = None  # the day from which the claims look ahead
    days: Days = field(default_factory=Days)  # of sections that carry a day of their own
    dated: set[int] = field(default_factory=set)  # the blocks that give it
    year_end: int | None = None  # the month with which its financial years end
    sections: Sections = field(default_factory=Sections)  # that a line opens: "2031 predictions"
    siblings: "list[list[Entry]] | None" = None  # what stands side by side; None until asked
    quantiles: "list[Quantile] | None" = None  # None until asked
    levels: "list[Level] | None" = None
    odds: list[Stated] | None = None  # as bookmakers write them
    records: "list[Record] | None" = None  # of a program's data; None until asked
    asked: "list[Asked] | None" = None  # questions with bare answers; None until asked for
    foretold: "Foretold | None" = None  # by lines over names; None until asked
    scenarios: dict[int, tuple[int, int]] | None = (
        None  # where they begin and their years, by blocks
    )
    calls: "Calls | None" = None  # lines that say who wins; None until asked
    graded: "list[Graded] | None" = None  # claims whose outcome is told; None until asked
    promised: frozenset[int] | None = None  # entries of lists that are guesses; None until asked
    shares: "list[Share] | None" = None  # of several people; None until asked
    options: "list[Option] | None" = None  # with their chances; None until asked
    bands: dict[int, Stated | None] = field(default_factory=dict)
    events: Events | None = None
    above: dict[int, Window | None] = field(default_factory=dict)  # windows of blocks, by index
    over: dict[int, Window | None] = field(default_factory=dict)  # from what stands above them
    lists: dict[int, int] | None = None  # the first item of its list, for each item
    names: dict[int, str | None] = field(default_factory=dict)
    panel: dict[int, str] | None = None  # who has their say in which block; None until asked
    heads: dict[int, str] | None = None  # lines that say whose predictions follow; None until asked
    sources: dict[int, list[str]] = field(
        default_factory=dict
    )  # who is named in pieces of the text
    announcing: dict[int, bool] = field(default_factory=dict)
    supposed: dict[int, str | None] = field(default_factory=dict)  # by blocks, of what is below
    platforms: int | None = None  # how often forecasting platforms are named; None until asked
    answers: dict[tuple[str, int], bool] = field(default_factory=dict)  # about blocks above
    places: dict[int, tuple[bool, list[str]]] = field(default_factory=dict)  # of blocks, by index
    times: Counter[str] | None = None  # how often each of its words comes; None until asked
    vocabulary: str | None = None  # each of its words once; None until asked
    plain_words: dict[str, bool] = field(default_factory=dict)  # names that are words of the text
    held: dict[str, bool] = field(default_factory=dict)  # words that were looked for in all of it
    kind: list[str] | None = None  # what its telling words say of it
    tokens: "tuple[tuple[int, int], Tokens] | None" = None  # of the sentence last asked for

    on_stage: "Callable[[float], None] | None" = None  # told by each stage its share of the work

    def passed(self, share: float) -> None:
        """Tell whoever waits that a stage is done, whose share of all work on a text is about this."""
        if self.on_stage is not None:
            self.on_stage(share)

    def announces(self, index: int) -> bool:
        """True if a heading or lead-in speaks of predictions, or only names a year far ahead."""
        known = self.announcing.get(index)
        if known is None:
            block = self.blocks[index]
            start, end = block.start, min(block.end, block.start + 500)
            known = (
                _ANNOUNCING.search(self.low, start, end) is not None
                and not (end - start < _TITLE and speaks_about_predicting(self.low[start:end]))
            ) or is_far_off(self.copy, block, self.published)
            if not known and block.lead is not None and block.end - block.start < _LEVEL:
                known = self.announces(block.lead)  # "80%:" below "My predictions:"
            self.announcing[index] = known
        return known

    def holds(self, words: str) -> bool:
        """True where words, or part of one, stand anywhere in it, in lower case; looked for once."""
        known = self.held.get(words)
        if known is None:
            known = self.held[words] = self._holds(words)
        return known

    def _holds(self, words: str) -> bool:
        if self.vocabulary is None:
            self.vocabulary = " ".join(self.counts())
        # Most words that are asked for stand nowhere, which shows sooner in each word of the text once.
        if words.isalpha():
            return words in self.vocabulary
        parts = filter(str.isalpha, words.split())
        return all(map(self.vocabulary.__contains__, parts)) and words in self.low

    def counts(self) -> Counter[str]:
        """How often each of its words comes."""
        if self.times is None:
            self.times = Counter(self.words.split())
        return self.times

    def glance(self, start: int, end: int) -> int:
        """What part of the text may hold."""
        return glance(self.runs, start, end)

    def day(self, position: int) -> date | None:
        """The day from which what stands at a place of the text looks ahead."""
        if not (self.speakers.days or self.days.starts or self.sections.starts):
            return self.today
        section = self.sections.at(position)
        if section.day and section.window and self.days.since(position) < section.window.start:
            return self.speakers.day(position) or section.day  # it opens behind the last dateline
        return self.speakers.day(position) or self.days.at(position, section.day or self.today)

    def counted(self, position: int) -> date | None:
        """The day from which announcements count: "next year" is said before that year has begun."""
        day = self.day(position)
        shifted = day == self.today and day and self.published and day > self.published
        return self.published if shifted else day

    def windows(self, start: int, end: int, today: date | None = None) -> list[Window]:
        """The windows in part of the text, counted from the day on which that was written."""
        day = today or self.day(start)
        if day == self.today != self.published and "next year" in self.low[start:end]:
            # Predictions for a year about to begin: "this year" is that one, and so is "next year".
            day = min(add_days(day, -1), self.published) if day and self.published else day
        found = windows_in(self.copy, day, self.events, begin=start, end=end, lowered=self.low)
        if day == self.today != self.published and any(w.relative for w in found):
            found = self._counted_now(found, start, end)
        if self.year_end is None:
            return found
        return [of_fiscal_year(window, self.low, day, self.year_end) for window in found]

    def _counted_now(self, found: list[Window], start: int, end: int) -> list[Window]:
        """Spans ("within three years") count from the day of writing also where the year foretold is yet to begin."""
        spans = {(w.start, w.end): w for w in found if w.relative and w.kind in ("within", "for")}
        if not spans:
            return found
        now = windows_in(
            self.copy, self.published, self.events, begin=start, end=end, lowered=self.low
        )
        same = {(w.start, w.end): w for w in now}
        return [same.get((w.start, w.end), w) if (w.start, w.end) in spans else w for w in found]


def read_document(
    text: str,
    *,
    published: date | None,
    author: str | None,
    title: str | None,
    events: Events | None = None,
    spoken: bool = False,
    marked: bool = False,
) -> Document:
    """Read a text into blocks, with title, author and date from its front matter where not given."""
    copy = matching_copy(text)
    blocks = read_blocks(text)
    meta: dict[str, str] = {}
    writer = None
    if blocks and blocks[0].kind is Kind.META:
        block = blocks[0]
        writer = writer_in(text[block.start : block.end])
        meta = {m[1].lower(): m[2] for m in _META.finditer(text, block.start, block.end)}
    if published is None and (
        match := _DATE.search(meta.get("date", "") or meta.get("published", ""))
    ):
        try:
            published = date.fromisoformat(match[0])
        except ValueError:
            published = None
    subject = _REPLY.sub("", meta.get("subject", ""))
    title = (
        title
        or meta.get("title", "").replace("\\_", " ")
        or subject
        or _first_heading(copy, blocks)
    )
    speakers = read_speakers(text, copy, spoken=spoken, marked=marked)
    blocks = parted(blocks, speakers.leads) if speakers.leads else blocks
    copy = barred(unwrapped(copy, blocks), text, blocks)
    low = lower(copy)
    document = Document(
        text,
        copy,
        low,
        separated(low),
        runs(low),
        blocks,
        published,
        author or writer or speaker_in(title),
        title,
    )
    low_title = lower(matching_copy(title))
    if document.author and (match := _QUOTING.fullmatch(document.author)):
        document.author, document.quoted = match[1], match[2]
    document.predictive = not speaks_about_predicting(low_title) and (
        _predicts(low_title, published) or opens_with_predictions(text, low, blocks)
    )
    document.events = events
    document.speakers = speakers
    heading = (title, low_title) if title else _announcement(document)
    document.heading = heading[1]
    document.promising = document.predictive or PREDICTIVE.search(heading[1]) is not None
    document.title_window = window = title_window(heading[0], published, heading[1])
    if (
        window
        and published
        and window.deadline
        and window.deadline < published
        and is_one_of_several(copy, low, blocks, title)
    ):
        document.title_window = window = None
    if (
        window
        and published
        and (names_its_day(window, published) or _between_years(heading, window, published))
    ):
        document.title_window = window = None
    if document.title_window is None and meta and "predict" in text[: blocks[0].end].lower():
        document.title_window = window = _falls_due(document, blocks[0])
    document.today = published
    document.days, document.dated = read_days(text, copy, blocks, published)
    document.year_end = year_end(low)
    document.sections = read_sections(text, low, blocks, published)
    ending = window and published and document.promising and in_last_days(window, published)
    if window and published and window.deadline and (ending or about_another(window, published)):
        # Predictions for a year that is over, or about to begin, speak as if it began.
        document.today = window.not_before or published
    return document


def _falls_due(document: Document, front: Block) -> Window | None:
    """The day that front matter gives to what a page of predictions foretells."""
    label = _FALLS_DUE.search(document.text, front.start, front.end)
    found = windows_in(f"by {label[1]}", document.published) if label else []
    return found[0] if len(found) == 1 and found[0].deadline else None


_BY_YEAR = regex(r"(?:by|in) (20\d\d)")


def _predicts(title: str, published: date | None) -> bool:
    """True for a title that speaks of predictions, or names a year that is not over."""
    for match in PREDICTIVE.finditer(title):
        year = _BY_YEAR.fullmatch(match[0])
        if not (year and published) or date(int(year[1]), _OVER, 1) > published:
            return True
    return False


_OVER = 11  # in November a year is looked back on


def _between_years(heading: tuple[str, str], window: Window, published: date) -> bool:
    """True for a title that compares years ("lifts its 2031 forecast but trims that of 2032")."""
    others = (w for w in windows_in(heading[0], published) if w.deadline and w.lasts)
    return " but " in heading[1] and any(w.deadline != window.deadline for w in others)


def _first_heading(copy: str, blocks: list[Block]) -> str:
    for block in blocks[:4]:
        if block.kind is Kind.HEADING and block.level in (1, 2, 7):
            return copy[block.start : block.end].strip(" #*_\n")
    return ""


def _announcement(document: Document) -> tuple[str, str]:
    """The line with which a plain text begins, where it is short and speaks of predictions."""
    heads = (block for block in document.blocks[:4] if block.kind is not Kind.META)
    first = next((block for block in heads if dated(document.copy, block) is None), None)
    if first is None or first.kind is Kind.ITEM:
        return "", ""
    short = first.end - first.start <= _TITLE
    if not short and document.speakers.starts:
        return "", ""
    end = first.end if short else _first_line(document, first)
    if document.text[first.start : end].rstrip().endswith((".", ",", ";")):
        return "", ""
    return document.copy[first.start : end], document.low[first.start : end]


def _first_line(document: Document, block: Block) -> int:
    """The end of the first line of a paragraph where the next begins anew, else its start."""
    end = document.text.find("\n", block.start, min(block.end, block.start + _TITLE))
    anew = end > 0 and stand_alone(
        [document.text[block.start : end], document.text[end + 1 :][:60]]
    )
    return end if anew else block.start
