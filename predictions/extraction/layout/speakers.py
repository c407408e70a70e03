"""Speakers of a transcript, a chat or a thread, by the lines that name them."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date

from predictions.extraction.words import lexicon as lex
from predictions.reading.marks import UNKNOWN
from predictions.reading.turns import Turn, marked_turns, turns
from predictions.regexes import at_lines, regex

_LABEL = regex(
    r"^[ \t>*_]*(?P<name>[A-Z][\w.'\u2019-]{0,30}(?: [A-Z][\w.'\u2019-]{0,30}){0,3})(?: \([^)\n]{1,40}\))?[*_]{0,2}:[*_]{0,2}[ \t]",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Speakers:
    """Where each speaker begins, and on which day; empty for texts that are no conversation."""

    starts: tuple[int, ...]
    names: tuple[str, ...]
    days: tuple[date | None, ...] = ()
    marked: bool = False  # a thread, by lines that a reader wrote
    leads: tuple[tuple[int, int], ...] = ()  # what names the speakers, with a time or in stars

    def at(self, position: int) -> str | None:
        """Who speaks at a place of the text."""
        index = bisect_right(self.starts, position)
        name = self.names[index - 1] if index else None
        return None if name == UNKNOWN else name

    def day(self, position: int) -> date | None:
        """The day on which the message at a place of the text was written; None if nothing says."""
        index = bisect_right(self.starts, position) if self.days else 0
        return self.days[index - 1] if index else None


NOBODY = Speakers((), ())


_LONGEST = 500_000  # a longer text is mostly a book, and its turns would be searched for in vain
_BEGINNING = 20_000  # characters in which those of a chat are found
_FEWEST = 3


def read_speakers(text: str, copy: str, *, spoken: bool = False, marked: bool = False) -> Speakers:
    """The speakers of a text: its turns, or two names at the start of two lines each or more.

    `spoken`: a reader made the text of captions or messages, so that every turn is one.
    `marked`: a reader made it of a page, so that every line like those that it writes is one.
    """
    if marked and (own := marked_turns(text)):
        starts, names = (turn.start for turn in own), (turn.speaker for turn in own)
        days = tuple(turn.written for turn in own)
        return Speakers(tuple(starts), tuple(names), days, not spoken, _leads(own))
    found = turns(text, spoken=spoken) if _may_be_talk(text) else []
    if (spoken and found) or (_is_conversation(found) and _talk(text, [t.start for t in found])):
        starts, names = (turn.start for turn in found), (turn.speaker for turn in found)
        days = tuple(turn.written for turn in found)
        days = days if any(days) else ()
        return Speakers(tuple(starts), tuple(names), days, leads=_leads(found))
    return _labelled(copy)


def _may_be_talk(text: str) -> bool:
    """True where it is worth while to look for turns; in a long text only if it begins with some."""
    return len(text) <= _LONGEST or _is_conversation(turns(text[:_BEGINNING]))


def _leads(found: list[Turn]) -> tuple[tuple[int, int], ...]:
    return tuple((turn.lead, turn.start) for turn in found if turn.lead is not None)


_SAID_AT_ONCE = regex(r"[^\n]{0,80}")
_A_SENTENCE = 4  # words


def _talk(text: str, starts: list[int]) -> bool:
    """True where one turn in three or more opens with a few words: "Winner: Roma" is no talk."""
    opened = [len(_SAID_AT_ONCE.match(text, at)[0].split()) for at in starts]  # type: ignore[index]
    return 3 * sum(words >= _A_SENTENCE for words in opened) >= len(starts)


def _is_conversation(found: list[Turn]) -> bool:
    """True where the turns carry their day, or their names come back: no bold words of a list."""
    names = Counter(turn.speaker for turn in found if turn.speaker != UNKNOWN)
    if len(names) < 2:
        return False
    if sum(times for name, times in names.items() if lex.is_label(name)) > len(found) / 2:
        return False  # "Advantage: ...", "Disadvantage: ..."
    dated = sum(turn.written is not None for turn in found) >= 2
    return dated or (len(found) >= _FEWEST and max(names.values()) > 1)


def _labelled(copy: str) -> Speakers:
    labels = [(match.start(), match["name"], match.end()) for match in at_lines(_LABEL, copy)]
    times = Counter(name for _, name, _ in labels)
    known = {n for n, count in times.items() if count >= 2 and (len(n) > 1 or n in "QA")}
    known = {n for n in known if not lex.is_label(n)}
    said = [end for _, name, end in labels if name in known]
    if len(known) < 2 or not _talk(copy, said):
        return NOBODY
    turns = [(start, name) for start, name, _ in labels if name in known]
    return Speakers(tuple(start for start, _ in turns), tuple(name for _, name in turns))
