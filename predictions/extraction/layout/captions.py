"""Captions: the time stamps before the lines of a transcript, without which a phrase goes on in the next line."""

import re

from predictions.candidate import Span

_STAMP = re.compile(
    r"^[ \t]*[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?(?:[ \t]+(?=\S)|(?=[a-z]))", re.MULTILINE
)
_HEAD = 4000  # characters in which captions show themselves
_FEWEST = 12  # lines
_SHARE = 0.6  # of them with a stamp
_RUN_ON = 0.5  # of these begun with a small letter


def stamps(text: str) -> list[Span]:
    """The time stamps of a text where nearly each line has one and phrases run on; none of others."""
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
