"""Threads as they are copied into a text: each post as a message, without what the page wrote around it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from predictions.reading.stampdays import days_of
from predictions.reading.talk.heads import heads, is_around
from predictions.reading.talk.message import Line, Message, Piece, lines_of, safe
from predictions.reading.talk.quotes import quoted
from predictions.reading.talk.signs import LONGEST, dated_lines
from predictions.reading.talk.stamps import stamped
from predictions.reading.talk.transcript import Talk
from predictions.regexes import regex

_LONGEST = 1_000_000  # characters; a longer text is a book
_OPENING = 40  # words above the first post that make a text of their own


def pasted(text: str) -> Talk | None:
    """The posts of a text; None for a text that is no thread."""
    if len(text) > _LONGEST:
        return None
    at = [
        start
        for start in dated_lines(text)
        if stamped(text[start : start + LONGEST + 1].partition("\n")[0])
        and not _OF_A_CHAT.match(text, start)
    ]
    if len(at) < _FEWEST:
        return None
    lines = list(lines_of(text))
    starts = [start for start, _ in lines]
    posts = heads(lines, [bisect_left(starts, place) for place in at])
    if not posts:
        return None
    ends = [*(post.first for post in posts[1:]), len(lines)]
    days = days_of([post.when for post in posts])
    messages = [
        Message(post.name, day, pieces)
        for post, day, end in zip(posts, days, ends, strict=True)
        if (pieces := body(_below(lines, post.first, post.last, end)))
    ]
    opening = text[: lines[posts[0].first][0]]
    return Talk(
        tuple(messages), (Piece(opening.rstrip(), 0),), below=len(opening.split()) > _OPENING
    )


_FEWEST = 2
# "[11/15/2031 10:12 AM] kern": `predictions.reading.leads` reads chats that their programs export.
_OF_A_CHAT = regex(r"\u200e?\[[\d][^\[\]\n]{0,40}\d:\d\d[^\[\]\n]{0,12}\]")


def _below(lines: Sequence[Line], first: int, last: int, end: int) -> list[Line]:
    """The lines of a post; where its head is quoted as well, without the mark of that quote."""
    within = lines[last:end]
    if not lines[first][1].startswith(">"):
        return [*within]
    marks = ((place, line, _MARK.match(line)) for place, line in within)
    return [(place + mark.end(), line[mark.end() :]) for place, line, mark in marks if mark]


_MARK = regex(r"(?:> ?)?")


def body(lines: Iterable[Line]) -> tuple[Piece, ...]:
    """The words of a post as pieces: quotes behind ">", nothing of what the page wrote below it."""
    kept = list(lines)
    while kept and (not kept[-1][1].strip() or is_around(kept, len(kept) - 1)):
        kept.pop()
    return safe(quoted(kept))
