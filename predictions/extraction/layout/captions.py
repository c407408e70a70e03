"""Captions: the time stamps before the lines of a transcript, taken out so that a phrase goes on in the next line."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate

from predictions.candidate import Candidate, Span

_STAMP = re.compile(
    r"^[ \t]*[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?(?:[ \t]+(?=\S)|(?=[a-z]))", re.MULTILINE
)
_HEAD = 4000  # characters in which captions show themselves
_FEWEST, _SHARE, _RUN_ON = (
    12,
    0.6,
    0.5,
)  # lines; of them with a stamp; of these begun with a small letter


@dataclass(frozen=True, slots=True)
class Unstamped:
    """A text without its stamps, and where each of its characters stood."""

    text: str
    starts: tuple[int, ...]  # in the new text, from where on so much is missing
    missing: tuple[int, ...]

    def placed(self, found: Candidate, text: str) -> Candidate:
        """The candidate as it stands in the text with stamps."""
        start, end = self._span((found.start, found.end))
        mark = found.recorded
        marked = self._span((mark.start, mark.end)) if mark else None
        return replace(
            found,
            start=start,
            end=end,
            quote=text[start:end],
            repeats=tuple(self._span(span) for span in found.repeats),
            supersedes=self._span(found.supersedes) if found.supersedes else None,
            recorded=replace(mark, start=marked[0], end=marked[1]) if mark and marked else None,
        )

    def _span(self, span: Span) -> Span:
        return self.was(span[0]), self.was(span[1] - 1) + 1

    def was(self, at: int) -> int:
        """Where a character of the new text stood."""
        return at + self.missing[bisect_right(self.starts, at)]


def unstamped(text: str) -> Unstamped | None:
    """The text without stamps where nearly each line has one and phrases run on; None for others."""
    head = text[:_HEAD]
    if ":" not in head or not _runs_on(head):
        return None
    stamps = [match.span() for match in _STAMP.finditer(text)]
    missing = tuple(accumulate((b - a for a, b in stamps), initial=0))
    starts = tuple(a - gone for (a, _), gone in zip(stamps, missing, strict=False))
    kept = zip([0, *(b for _, b in stamps)], [*(a for a, _ in stamps), len(text)], strict=True)
    return Unstamped("".join(text[a:b] for a, b in kept), starts, missing)


def _runs_on(head: str) -> bool:
    lines = [line for line in head.split("\n")[:-1] if line.strip()]
    said = [line[match.end() :] for line in lines if (match := _STAMP.match(line))]
    if len(lines) < _FEWEST or len(said) < _SHARE * len(lines):
        return False
    return sum(line[:1].islower() for line in said) >= _RUN_ON * len(said)
