"""Captions: the time stamps before the lines of a transcript, without which a phrase goes on in the next line."""

import re

from predictions.candidate import Span
from predictions.regexes import regex

_STAMP = regex(r"^[ \t]*[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?(?:[ \t]+(?=\S)|(?=[a-z]))", re.MULTILINE)
# "731", "00:47:45.120 --> 00:48:02.970": what stands before each piece of a subtitle file, and the empty line before it.
_CUE = regex(
    r"(?:(?<=\n)\n+|\A)(?:[ \t]*\d{1,6}[ \t]*\n)?[ \t]*(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{3}[ \t]*-->[^\n]*\n"
)
_FEWEST_CUES = 3
_HEAD = 4000  # characters in which captions show themselves
_FEWEST = 12  # lines
_SHARE = 0.6  # of them with a stamp
_RUN_ON = 0.5  # of these begun with a small letter


def stamps(text: str) -> list[Span]:
    """The time stamps of a text where nearly each line has one and phrases run on, or of subtitles; none of others."""
    if "-->" in text[:_HEAD] and len(cues := [*_CUE.finditer(text)]) >= _FEWEST_CUES:
        return [match.span() for match in cues]
    head = text[:_HEAD]
    if ":" not in head or not _runs_on(head):
        return []
    return [match.span() for match in _STAMP.finditer(text)]


def _runs_on(head: str) -> bool:
    lines = [line for line in head.split("\n")[:-1] if line.strip()]
    said = [line[match.end() :] for line in lines if (match := _STAMP.match(line))]
    if len(lines) < _FEWEST or len(said) < _SHARE * len(lines):
        return False
    return sum(line[:1].islower() for line in said) >= _RUN_ON * len(said)
