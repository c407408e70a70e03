"""What many formats share: quotations behind marks or in tags, turns one after another, days in words."""

from collections.abc import Callable
from datetime import date
from html import escape
from textwrap import fill, indent

from tests.predictions.extraction.conversations.said import PEOPLE, TURNS, Turn


def marked(turn: Turn, *, by: str | None = None, mark: str = "> ") -> str:
    """The turn with what it quotes behind marks."""
    if turn.quotes is None:
        return turn.text
    head = f"{by.format(name=PEOPLE[turn.quotes[0]], who=turn.quotes[0])}\n" if by else ""
    return f"{head}{indent(turn.quotes[1], mark)}\n\n{turn.text}"


def in_tags(turn: Turn) -> str:
    """The turn as a fragment of a page."""
    quoted = f"<blockquote><p>{escape(turn.quotes[1])}</p></blockquote>" if turn.quotes else ""
    return quoted + "".join(f"<p>{escape(words)}</p>" for words in turn.said)


def bbcode(turn: Turn, head: str) -> str:
    if turn.quotes is None:
        return turn.text
    who, words = turn.quotes
    return f"{head.format(name=PEOPLE[who], who=who)}{words}[/quote]\n{turn.text}"


def each(form: Callable[[Turn], str], between: str = "\n\n", head: str = "") -> Callable[[], str]:
    return lambda: head + between.join(map(form, TURNS)) + "\n"


def numbered(
    form: Callable[[int, Turn], str], between: str = "\n\n", head: str = ""
) -> Callable[[], str]:
    return lambda: head + between.join(form(n, turn) for n, turn in enumerate(TURNS, 1)) + "\n"


def long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def wrapped(text: str, width: int = 60) -> str:
    return "\n\n".join(fill(part, width) for part in text.split("\n\n"))


def folded(text: str, by: str) -> str:
    return indent(wrapped(text), by)
