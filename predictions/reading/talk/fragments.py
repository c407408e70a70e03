"""The words of a message as a person sees them: without tags and entities, quotes behind ">"."""

import html
import re

from predictions.reading.marks import escaped
from predictions.reading.talk.quotes import behind_marks
from predictions.regexes import regex
from predictions.text import clean

_TAG = regex(
    r"</?(?:p|br|div|a|b|i|em|strong|span|blockquote|ul|ol|li|pre|code|img|h[1-6]|s|del|u|font"
    r"|hr|table|tr|td)(?=[\s/>])[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ENTITY = regex(r"&(?:#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_ENDS = frozenset(("p", "div", "blockquote", "ul", "ol", "li", "pre", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "tr", "table"))  # fmt: skip
_UNSEEN = frozenset(("script", "style", "noscript", "template", "iframe", "object"))
_ANY_TAG = regex(
    r"<(?P<closes>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])[^<>]{0,2000}>|<!--[^<>]{0,2000}-->"
)
_ENDS_A_LINE = regex(r"<(?:p|br|div|li)(?=[\s/>])", re.IGNORECASE)
_SPACES = regex(r"\s+")
_DEEPEST = 6
_BLANK_LINES = regex(r"\n{3,}")
_SLACK_LINK = regex(r"<(?:https?://[^<>|\s]{1,500})\|([^<>|\n]{1,200})>")


def shown(words: str, *, markup: bool = True) -> str:
    """The words of a message as Markdown, quotes of a forum or a mail behind ">".

    `markup`: they may be a fragment of a page.
    """
    if not markup:
        return escaped(clean(behind_marks(clean(words))))
    if "\\n" in words and "\n" not in words.strip():
        words = words.replace("\\r", "").replace("\\n", "\n")
    if "|" in words and "<http" in words:
        words = _SLACK_LINK.sub(r"\1", words)
    if ("<" in words and _TAG.search(words)) or ("&" in words and _ENTITY.search(words)):
        words = _without_tags(words)
    return escaped(clean(behind_marks(clean(words))))


def _without_tags(words: str) -> str:
    # Where no tag ends a line, the line ends of the source are those of the text.
    writer = _Writer(as_written=_ENDS_A_LINE.search(words) is None)
    done = 0
    for tag in _ANY_TAG.finditer(words):
        writer.words(words[done : tag.start()])
        writer.tag((tag["name"] or "").lower(), closes=bool(tag["closes"]))
        done = tag.end()
    writer.words(words[done:])
    return _BLANK_LINES.sub("\n\n", writer.text())


class _Writer:
    """Writes lines, those within a blockquote behind ">"."""

    def __init__(self, *, as_written: bool) -> None:
        self._as_written = as_written
        self._done: list[str] = []
        self._line: list[str] = []
        self._depth = 0
        self._hidden = 0

    def text(self) -> str:
        """All that was written."""
        return "".join((*self._done, self._marked("".join(self._line))))

    def words(self, words: str) -> None:
        """Write words as they stand between tags."""
        if not self._hidden:
            said = html.unescape(words)
            self._line.append(said if self._as_written else _SPACES.sub(" ", said))

    def tag(self, name: str, *, closes: bool) -> None:
        """Do what a tag says: end a line or a paragraph, begin or end a quote or an item."""
        if name in _UNSEEN:
            self._hidden = max(0, self._hidden + (-1 if closes else 1))
        if name == "br":
            self._end("\n")
        elif name in _ENDS:
            self._end("\n" if name in ("li", "tr") else "\n\n")
        if name == "blockquote":
            self._depth = min(max(0, self._depth + (-1 if closes else 1)), _DEEPEST)
        elif name == "li" and not closes:
            self._line.append("- ")

    def _marked(self, words: str) -> str:
        if not self._depth:
            return words
        marks = "> " * self._depth
        return "\n".join(f"{marks}{line}".rstrip() for line in words.split("\n"))

    def _end(self, mark: str) -> None:
        words = "".join(self._line).strip(" ")
        if words and words != "-":
            self._done += (self._marked(words), mark)
        elif mark == "\n\n" and self._done and self._done[-1] == "\n":
            self._done.append("\n")
        self._line = []
