"""Who says what in a text: comment threads, chats and transcripts, by the lines that name a speaker."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from predictions.reading.leads import OWN, is_nobodys, leads, speaker_of, stamp_of
from predictions.reading.stampdays import day_lines, days_of, since
from predictions.text import plain_ends

_EXPORTS = (
    "application/json",
    "application/yaml",
    "application/xml",
    "text/csv",
    "message/rfc822",
    "application/zip",
)
# Captions and messages: their readers name the speakers, and nobody else wrote them down.
SPOKEN = ("text/vtt", "application/x-subrip", *_EXPORTS)
# Pages and messages: what looks like the lines that their readers write above comments is only that.
MARKED = ("text/html", *_EXPORTS)


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a break: `text[start:end]`, without the line that names them."""

    start: int
    end: int
    speaker: str
    written: date | None = None
    lead: int | None = None  # where the words begin that name the speaker, with a time or in stars


def turns(text: str, *, spoken: bool = False) -> list[Turn]:
    """Return the turns of a text in its order; none where it is no conversation.

    `spoken`: the text is known to be one, so that a name that stands once is a speaker's as well.
    """
    text = plain_ends(text)
    return _turns(text, leads(text, spoken=spoken))


def _turns(text: str, found: list[re.Match[str]]) -> list[Turn]:
    done = []
    for (begin, lead, day), end in zip(*_bounds(text, found), strict=True):
        said = text[lead.end() : end]
        start = lead.end() + len(said) - len(said.lstrip())
        end_of_words = lead.end() + len(said.rstrip())
        if start < end_of_words and (name := speaker_of(lead)):
            done.append(Turn(start, end_of_words, name, day, begin))
    return done


_Begins = list[tuple[int | None, re.Match[str], date | None]]


def _bounds(text: str, found: list[re.Match[str]]) -> tuple[_Begins, list[int]]:
    """Where each turn begins to be named, by what, on which day; and where each ends."""
    stamps = [stamp_of(lead) for lead in found]
    days = days_of(stamps)
    starts = [lead.start() for lead in found]
    begins: list[int | None] = [
        None if lead.groupdict().get("f") else lead.start() for lead in found
    ]
    # Lines of days belong to nobody's words.
    lines = day_lines(text) if found and not all(days) else []
    for line in lines:
        first = bisect_left(starts, line.start)
        if first < len(found):
            starts[first] = min(starts[first], line.start)
            begins[first] = starts[first]
    at = [line.start for line in lines]
    passed = [bisect_left(at, lead.start()) for lead in found]
    days = [
        day or (since(stamp, lines[before - 1].day) if before else None)
        for stamp, day, before in zip(stamps, days, passed, strict=True)
    ]
    # What an exporter writes below a message is of its day.
    for number, lead in enumerate(found[1:], 1):
        days[number] = days[number] or (days[number - 1] if is_nobodys(lead) else None)
    return [*zip(begins, found, days, strict=True)], [*starts[1:], len(text)][: len(found)]


def marked_turns(text: str) -> list[Turn]:
    """Return the turns below the lines that readers of CalledIt write, of a text that one of them made."""
    return _turns(text, [lead for lead in OWN.finditer(text) if lead[0].endswith("\n")])
