"""Read the marked texts: the training corpus, the training documents, and the held-out ones.

The marks are described in README.md beside this file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from predictions.errors import InvalidValue
from predictions.regexes import regex

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
HELD_OUT = HERE / "heldout"

_MARK = regex(
    r"\[\[(?P<claim>.+?)\]\](?:\{(?P<attributes>(?:[^{}]|\{[^{}]*\})*)\})?"
    r"|<<(?P<hard>.+?)>>\{(?P<reason>[^}]*)\}",
    re.DOTALL,
)
_LEFT_OVER = regex(r"\[\[|\]\]|<<|>>\{|\]\{")
_FLAGS = frozenset({"no", "ctx", "fuzzy", "reported", "soft", "ignore", "table"})
_DATES = frozenset({"by", "from", "alt", "made"})
_WORDS = frozenset({"author", "if", "cue", "note", "s", "outcome", "force"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One marked span of a text: a forecast, a neutral span or a hard negative."""

    start: int
    end: int
    quote: str
    flags: frozenset[str] = frozenset()
    words: tuple[tuple[str, str], ...] = ()
    p: float | None = None
    by: date | None = None
    not_before: date | None = None
    made: date | None = None
    alternatives: tuple[date, ...] = ()
    hard_negative: str | None = None  # the reason

    @property
    def polarity(self) -> str:
        """Which way the words lean on the affirmative statement."""
        return "no" if "no" in self.flags else "yes"

    @property
    def tier(self) -> str:
        """Core labels are counted; soft, table and ignored ones are neutral."""
        return next((name for name in ("ignore", "table", "soft") if name in self.flags), "core")

    def word(self, name: str) -> str | None:
        """The text of an attribute such as `author`, or None."""
        return dict(self.words).get(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the corpus without its marks."""

    text: str
    labels: tuple[Label, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Consecutive lines of one context, with what its header says."""

    genre: str
    register: str
    published: date
    author: str | None
    title: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One whole document without its marks."""

    file: str
    header: dict[str, str]
    text: str
    labels: tuple[Label, ...]


def strip(marked: str) -> tuple[str, tuple[Label, ...]]:
    """Take the marks out of a text; offsets of the labels are those of the text returned.

    Raises:
        InvalidValue: unbalanced or empty marks, an unknown attribute, a p or date that cannot be.
    """
    parts: list[str] = []
    labels: list[Label] = []
    length = position = 0
    for match in _MARK.finditer(marked):
        before = marked[position : match.start()]
        quote = match["claim"] or match["hard"]
        start = length + len(before)
        length, position = start + len(quote), match.end()
        parts += [before, quote]
        labels.append(_label(quote, start, match["attributes"], match["reason"]))
    text = "".join([*parts, marked[position:]])
    if left := _LEFT_OVER.search(text):
        raise InvalidValue("marks", f"unbalanced {left[0]!r} near {text[left.start() :][:60]!r}")
    return text, tuple(labels)


def _label(quote: str, start: int, attributes: str | None, reason: str | None) -> Label:
    if not quote.strip() or quote != quote.strip():
        raise InvalidValue("marks", f"empty or padded span {quote!r}")
    end = start + len(quote)
    if reason is not None:
        return Label(start=start, end=end, quote=quote, hard_negative=reason)
    pairs = [_pair(item) for item in (attributes or "").split(";") if item.strip()]
    flags = frozenset(key for key, value in pairs if value is None)
    given = [(key, value) for key, value in pairs if value is not None]
    days = {key: _day(value) for key, value in given if key in _DATES}
    label = Label(
        start=start,
        end=end,
        quote=quote,
        flags=flags,
        words=tuple((key, value) for key, value in given if key in _WORDS),
        p=next((_probability(value) for key, value in given if key == "p"), None),
        by=days.get("by"),
        not_before=days.get("from"),
        made=days.get("made"),
        alternatives=tuple(_day(value) for key, value in given if key == "alt"),
    )
    if label.by and label.not_before and label.by < label.not_before:
        raise InvalidValue("from", f"after the deadline in {quote!r}")
    return label


def _pair(item: str) -> tuple[str, str | None]:
    key, sign, value = (part.strip() for part in item.partition("="))
    known = key in _DATES | _WORDS | {"p"} if sign else key in _FLAGS
    if not known or (sign and not value):
        raise InvalidValue("attribute", f"unknown or empty: {item.strip()!r}")
    return key, value if sign else None


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise InvalidValue("date", f"{value!r} is no date") from error


def _probability(value: str) -> float:
    try:
        number = float(value)
    except ValueError as error:
        raise InvalidValue("p", f"{value!r} is no number") from error
    if not 0 <= number <= 1:
        raise InvalidValue("p", f"{value} is outside 0..1")
    return number


def corpus(folder: Path = HERE) -> Iterator[Passage]:
    """The passages of every genre, in the order of the files."""
    for path in sorted(folder.glob("*.txt")):
        yield from passages(path.stem, path.read_text("utf-8"))


def passages(genre: str, content: str) -> Iterator[Passage]:
    """The passages of one genre file."""
    header: dict[str, str] = {}
    register = ""
    lines: list[Line] = []
    for number, raw in enumerate([*content.split("\n"), ""], 1):
        text = raw.rstrip()
        if text and not text.startswith(("# ", "## ")):
            lines.append(_line(genre, number, text))
            continue
        if lines:
            yield Passage(
                genre=genre,
                register=register,
                published=_day(header.get("published", "")),
                author=header.get("author") or None,
                title=header.get("title") or None,
                lines=tuple(lines),
            )
            lines = []
        if text.startswith("## "):
            register = text[3:]
        elif text:
            header.update([_directive(genre, number, text)])


def _line(genre: str, number: int, marked: str) -> Line:
    try:
        text, labels = strip(marked.removeprefix("\\"))
    except InvalidValue as error:
        raise InvalidValue(error.field, f"{genre}.txt line {number}: {error.problem}") from error
    return Line(text=text, labels=labels, number=number)


def _directive(name: str, number: int, line: str) -> tuple[str, str]:
    key, sign, value = line[2:].partition("=")
    if not sign or not re.fullmatch(r"[a-z]+", key):
        raise InvalidValue("directive", f"{name} line {number}: {line!r}")
    return key, value.strip()


def documents(folder: Path = DOCUMENTS) -> Iterator[Marked]:
    """Whole documents; directives up to the first blank line, then the marked text."""
    for path in sorted(p for p in folder.iterdir() if p.suffix in {".md", ".txt"}):
        head, _, body = path.read_bytes().decode("utf-8").partition("\n\n")
        header = dict(_directive(path.name, n, x) for n, x in enumerate(head.split("\n"), 1))
        _day(header["published"])
        try:
            text, labels = strip(body)
        except InvalidValue as error:
            raise InvalidValue(error.field, f"{path.name}: {error.problem}") from error
        yield Marked(file=path.name, header=header, text=text, labels=labels)


def held_out() -> Iterator[Marked]:
    """The documents that are only ever scored."""
    return documents(HELD_OUT)
