"""Talk written down without a colon: a new speaker behind ">>", or below a line of nothing but a name."""

import re
from collections import Counter
from itertools import pairwise

from predictions.reading.talk.message import Line, Message, Piece, lines_of, safe
from predictions.reading.talk.transcript import Talk
from predictions.regexes import at_lines, regex

_CHANGE = regex(
    r"(?:^"
    r"|(?<=[ \n]))>>(?!>)[ \t]*(?:(?P<name>[A-Z][\w.'\u2019-]{0,30}(?: [A-Z][\w.'\u2019-]{0,30}){0,4})(?: \([^()\n]{1,30}\))?:(?=\s))?",
    re.MULTILINE,
)
_QUOTE = regex(r"^[ \t]{0,3}>(?:>>|(?!>))", re.MULTILINE)  # of a mail: one mark, or three
_NAME = regex(
    r"[A-Z][\w.'\u2019-]+(?: (?:de|da|van|von|der|al|[A-Z]\.)){0,2}(?: [A-Z][\w'\u2019-]+){1,2}"
)
_NAME_ALONE = regex(rf"^[^\S\n]*{_NAME.pattern}[^\S\n]*$", re.MULTILINE)
_RUN_ON = regex(r"^>>[^\n]*[^\s.?!\u2026\"-]\n>>[ \t]*[a-z]", re.MULTILINE)  # of a quote in a mail
_FEWEST, _FEWEST_NAMED, _FEWEST_NAMELESS = 2, 4, 4
_MOSTLY = 0.6


def behind_arrows(text: str) -> Talk | None:
    """What is said behind each ">>" of captions in a text."""
    if _QUOTE.search(text):
        return None
    changes = list(_CHANGE.finditer(text))
    named = sum(change["name"] is not None for change in changes)
    if named < _FEWEST and (len(changes) < _FEWEST_NAMELESS or _RUN_ON.search(text)):
        return None
    ends = [*(change.start() for change in changes[1:]), len(text)]
    messages = [
        Message(change["name"], None, pieces)
        for change, end in zip(changes, ends, strict=True)
        if (pieces := _said(list(lines_of(text, change.end(), end))))
    ]
    opening = text[: changes[0].start()].rstrip()
    return Talk(tuple(messages), (Piece(opening, 0),))


def below_names(text: str) -> Talk | None:
    """What is said below each line that is a full name, where names come back and the text speaks of them elsewhere."""
    if sum(1 for _ in at_lines(_NAME_ALONE, text)) < _FEWEST_NAMED:
        return None
    lines = list(lines_of(text))
    at = [
        n
        for n, (_, line) in enumerate(lines[:-1])
        if _NAME.fullmatch(line.strip()) and lines[n + 1][1].strip()
    ]
    names = Counter(lines[n][1].strip() for n in at)
    if len(at) < _FEWEST_NAMED or len(names) < _FEWEST or min(names.values()) < _FEWEST:
        return None
    if not _take_turns([lines[n][1].strip() for n in at]) or not _speaks_of(text, names):
        return None
    messages = [
        Message(lines[n][1].strip(), None, pieces)
        for n, end in zip(at, [*at[1:], len(lines)], strict=True)
        if (pieces := _said(lines[n + 1 : end]))
    ]
    opening = text[: lines[at[0]][0]].rstrip()
    return Talk(tuple(messages), (Piece(opening, 0),))


def _take_turns(names: list[str]) -> bool:
    return sum(one != other for one, other in pairwise(names)) >= _MOSTLY * (len(names) - 1)


def _speaks_of(text: str, names: Counter[str]) -> bool:
    """True where most of the names stand in other lines, too, as those of an interview do in its first lines."""
    return sum(text.count(name) > times for name, times in names.items()) >= _MOSTLY * len(names)


def _said(lines: list[Line]) -> tuple[Piece, ...]:
    return safe(piece for place, line in lines for piece in (Piece(line, place), Piece("\n")))
