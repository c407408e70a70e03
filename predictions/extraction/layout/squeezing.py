"""A text without what nobody sees of it, and where in the text its characters stand.

A blank at the end of a line, two between words, a soft hyphen, a byte order mark: with them the same words
would match other patterns. They are taken out before a text is read, with the time stamps of captions and the
markup that stands amid phrases, and spans are led back afterwards.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace

from predictions.candidate import Candidate, Span
from predictions.extraction.layout.captions import stamps
from predictions.extraction.layout.inline import inline
from predictions.regexes import regex

# Two blanks at the end of a line are a line break in Markdown: they stay.
_AT_END = (" \n", " \r\n")
_ENDS_WORDS = regex(r"[^\W_]|[.,;:!?)\"'%\u2019\u201d\u2026]")
_ALONE = regex(r"\r(?!\n)")
# Justified text: in a line of few words they part columns.
_RUN = regex(r"(?<=[a-z,;]) +(?=[a-z])")
_GAP = regex(r"(?<=\S) {2,}(?=\S)")
_FEWEST_WORDS = 8
_NEAR = 200  # characters to either side, of a line without end
_MARKS = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")
_UNSEEN = regex(r"[\u00ad\u200c\u200d\u2060]|(?<!\w)[\u200b\ufeff]|[\u200b\ufeff](?!\w)")


class Squeezed:
    """The text to read (`text`), and the way back to the text as it was written."""

    def __init__(self, written: str) -> None:
        self._written = written
        plain = _ALONE.sub("\n", written) if "\r" in written else written
        pairs = list(inline(plain))
        gone = sorted([*(mark for pair in pairs for mark in pair), *_gone(plain)])
        self._opening = {opening[1]: (opening[0], closing[0]) for opening, closing in pairs}
        self._closing = {closing[0]: (closing[1], opening[0]) for opening, closing in pairs}
        self._at: list[int] = []  # in the text to read, from where ...
        self._by: list[int] = []  # ... so many characters are missing before it
        parts, done, missing = [], 0, 0
        for start, end in gone:
            if start < done:  # inside of what went already
                continue
            parts.append(plain[done:start])
            missing += end - start
            self._at.append(end - missing)
            self._by.append(missing)
            done = end
        self.text = "".join((*parts, plain[done:])) if gone else plain

    def as_written(self, candidate: Candidate) -> Candidate:
        """The candidate with its spans, and its quote, in the text as it was written."""
        if self.text is self._written:
            return candidate
        return led_back(candidate, self.back, self.text, self._written)

    def back(self, span: Span) -> Span:
        """Lead a span back; of what went at its ends only a mark comes along whose other half stands within."""
        start, end = self.place(span[0]), self.place(span[1] - 1) + 1
        before, closes = self._opening.get(start, (start, end))
        behind, opens = self._closing.get(end, (end, -1))
        # Behind the words of a link stands where it leads: nobody said that.
        if self._written.startswith("](", end):
            behind = end + 1
        return (before if closes < end else start), (behind if opens >= start else end)

    def place(self, at: int) -> int:
        """Where a character of the text to read stands in the text as it was written."""
        before = bisect_right(self._at, at)
        return at + (self._by[before - 1] if before else 0)


def led_back(
    candidate: Candidate, back: Callable[[Span], Span], text: str, written: str
) -> Candidate:
    """The candidate of a text that was read with its spans, and its quote, in the one that it was made of."""
    start, end = back((candidate.start, candidate.end))
    mark = candidate.recorded
    if mark:
        first, last = back((mark.start, mark.end))
        stands = mark.mark == text[mark.start : mark.end]  # "strike-through" does not
        said = written[first:last] if stands else mark.mark
        mark = replace(mark, start=first, end=last, mark=said)
    return replace(
        candidate,
        start=start,
        end=end,
        quote=written[start:end],
        repeats=tuple(map(back, candidate.repeats)),
        supersedes=back(candidate.supersedes) if candidate.supersedes else None,
        recorded=mark,
    )


def _gone(text: str) -> list[Span]:
    """What is to go, in whatever order, besides markup."""
    found = [*stamps(text), *_trailing(text), *_doubled(text)]
    if "\r" in text:
        found += ((at, at + 1) for at in _places(text, "\r\n"))
    if not text.isascii() and any(mark in text for mark in _MARKS):
        found += (match.span() for match in _UNSEEN.finditer(text))
    return found


def _trailing(text: str) -> Iterator[Span]:
    for end in _AT_END:
        for at in _places(text, end):
            if at and _ENDS_WORDS.match(text, at - 1):
                yield at, at + 1


def _doubled(text: str) -> Iterator[Span]:
    for at in _places(text, "  "):
        match = _RUN.match(text, at)
        if match and _runs(text, *match.span()):
            yield at + 1, match.end()


def _places(text: str, words: str) -> Iterator[int]:
    """Where words stand, searched as a plain string: fast, and in a time that grows with the text alone."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _runs(text: str, start: int, end: int) -> bool:
    """True where the blanks stand in a line of many words, and not between columns."""
    first, last = max(0, start - _NEAR), end + _NEAR
    first = max(first, text.rfind("\n", first, start) + 1)
    stop = text.find("\n", end, last)
    line = text[first : stop if stop >= 0 else last]
    return len(line.split()) >= _FEWEST_WORDS and not _in_columns(text, first, line)


def _in_columns(text: str, first: int, line: str) -> bool:
    """True for a line all of whose wide blanks end where such blanks of the line above or below end."""
    gaps = {gap.end() for gap in _GAP.finditer(line)}
    above = text[max(0, first - _NEAR) : max(0, first - 1)].rpartition("\n")[2]
    below = text[first + len(line) + 1 : first + len(line) + _NEAR].partition("\n")[0]
    return any(gaps <= {gap.end() for gap in _GAP.finditer(other)} for other in (above, below))
