"""What a message quotes, in the marks of forums and mail programs, behind ">" with the name above it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from predictions.reading.talk.message import Piece

Placed = tuple[int | None, str]  # a line, and where it stands

_NAME = r"[^\W_](?:[^\n\[\]\"=;,:<>|]{0,48}[^\W])?\.?"
_OPENS = re.compile(
    rf"\[quote(?:\s*=\s*(?:&quot;|[\"'])?(?P<a>{_NAME})(?=[\"',;&\]])[^\]\n]{{0,160}}|\s+(?:author|name|user)\s*=\s*[\"']?(?P<b>{_NAME})(?=[\"'\]]|\s+(?:link|date|post)\b)[^\]\n]{{0,200}}|[^\]\n]{{0,160}})\]",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"\[/quote\]", re.IGNORECASE)
_TAG = re.compile(r"\[/?(?:b|i|u|s|url|img|size|color|font|code|list|\*|center|spoiler)(?:=[^\]\n]{0,200})?\]", re.IGNORECASE)  # fmt: skip
# "Originally Posted by Kern (View Post)", "Kern said: ↑": above the words of a quote that nothing marks.
_ORIGINALLY = re.compile(
    rf"[ \t>]*(?:(?:Quote: ?)?Originally posted by (?P<a>{_NAME})[ \t]*(?:View Post|\W{{0,3}})[ \t]*:?|Quote from:? (?P<b>{_NAME}) on [^\n]{{6,60}})[ \t]*",
    re.IGNORECASE,
)
_QUOTE_LINE = re.compile(r"[ \t]*Quote:?[ \t]*", re.IGNORECASE)
_SAID = re.compile(rf"[ \t]*(?P<a>{_NAME}) (?:said|wrote):?[ \t]*\W{{0,2}}[ \t]*")
_EXPAND = re.compile(r"[ \t]*Click to (?:expand|view)\W*", re.IGNORECASE)
# "On Mon, Mar 3, 2031 at 10:12 AM Mara Kern <kern@example.org> wrote:", over one line or several.
_ON = re.compile(
    rf"(?:On|Le|Am|El)\b[^\n]{{6,80}}?(?:\d{{2}}|\d{{4}})(?: ?[APap]\.?[Mm]\b\.?)?(?!\w)[ ,\n]+(?P<a>{_NAME}(?:, [A-Z][\w.-]+)?)?(?:[ \n]*[<\[(][^\s<>]{{3,80}}[>\])])?[ \n]*(?:wrote|writes|schrieb|a \u00e9crit|escribi\u00f3)[ ]?:",
)
_OF = re.compile(
    rf"(?:[*_\"]?(?P<a>{_NAME})[*_\"]?(?: ?[<\[(][^\n<>]{{3,80}}[>\])])? (?:wrote|writes|said|says|replied)(?: (?:on|in|at)\b[^\n:]{{1,60}})?:)"
)
_LONGEST_HEAD = 3  # lines
_ON_WORDS = ("On ", "Le ", "Am ", "El ")


def behind_marks(text: str) -> str:
    """A text with what it quotes behind ">", whatever marks it had."""
    lines = ((0, line) for line in text.split("\n"))
    return "".join(piece.shown for piece in quoted(lines)).rstrip("\n")


def quoted(lines: Iterable[Placed]) -> Iterator[Piece]:
    """The lines of a message, each with where it stands, as pieces; what is quoted stands behind ">"."""
    kept = list(lines)
    if any("[" in line for _, line in kept):
        kept = list(_parted(kept))
    depth, closing, at, before = 0, "", 0, 0
    names: dict[int, str | None] = {}  # of those who are quoted, by the depth of the quote
    while at < len(kept):
        place, line = kept[at]
        deep = _depth(line)
        if deep not in (0, before):
            yield from _another(deep, before, names)
        before = deep if line.strip() else before
        if opens := _OPENS.fullmatch(line):
            depth += 1
            yield from _headed(opens["a"] or opens["b"], depth)
        elif _CLOSES.fullmatch(line):
            depth = max(0, depth - 1)
            yield Piece("\n")
        elif (closing == "expand" and _EXPAND.fullmatch(line)) or (
            closing == "blank" and not line.strip()
        ):
            depth, closing = 0, ""
            yield Piece("\n")
        elif not depth and (led := _led(kept, at, deep)):
            at, before = at + led[1], deep + 1
            names = {d: name for d, name in names.items() if d <= deep} | {deep + 1: led[0]}
            yield from _headed(led[0], deep + 1)
            continue
        elif not closing and (found := _unmarked(kept, at)):
            name, skipped, closing = found
            depth, at = 1, at + skipped
            yield from _headed(name, depth)
            continue
        else:
            yield from _behind(place, line, depth)
        at += 1


def _another(deep: int, before: int, names: dict[int, str | None]) -> Iterator[Piece]:
    """What parts a quote from what stands above it: the name of who is quoted at its depth, or an empty line."""
    if before:
        yield Piece(f"{'> ' * min(deep, before)}".rstrip() + "\n")
    if name := names.get(deep):
        yield from _headed(name, deep)


def _depth(line: str) -> int:
    """How many quotes within each other a line stands in."""
    marks = _MARKS.match(line)
    return marks[0].count(">") if marks else 0


_MARKS = re.compile(r"(?:[ \t]{0,3}>)+[ \t]?")


def _headed(name: str | None, depth: int) -> Iterator[Piece]:
    marks = "> " * depth
    yield Piece(f"\n{marks}{name.strip()} wrote:\n{marks.rstrip()}\n" if name else "\n")


def _behind(place: int | None, line: str, depth: int) -> Iterator[Piece]:
    if depth:
        yield Piece("> " * depth)
    done = 0
    for tag in _TAG.finditer(line) if "[" in line else ():
        yield _piece(place, line, done, tag.start())
        done = tag.end()
    yield _piece(place, line, done, len(line))
    yield Piece("\n")


def _piece(place: int | None, line: str, start: int, end: int) -> Piece:
    return Piece(line[start:end], None if place is None else place + start)


def _led(lines: Sequence[Placed], at: int, depth: int) -> tuple[str | None, int] | None:
    """Who is said to have written the deeper quote below, in how many lines, empty ones among them."""
    said = ""
    for size, (_, line) in enumerate(lines[at : at + _LONGEST_HEAD], 1):
        bare = _bare(line, depth)
        if bare is None or not (said or bare.startswith(_ON_WORDS) or bare.endswith(":")):
            return None
        said = f"{said}\n{bare}" if said else bare
        if named := (_ON.fullmatch(said) or (_OF.fullmatch(said) if size == 1 else None)):
            below = at + size
            while below < len(lines) and not lines[below][1].strip(" >"):
                below += 1
            deeper = below < len(lines) and _depth(lines[below][1]) > depth
            return (named["a"], below - at) if deeper else None
    return None


def _bare(line: str, depth: int) -> str | None:
    """A line without its marks; None where they are more or fewer."""
    if _depth(line) != depth:
        return None
    return (line[_MARKS.match(line).end() :] if depth else line).strip()  # type: ignore[union-attr]


def _unmarked(lines: Sequence[Placed], at: int) -> tuple[str | None, int, str] | None:
    """Whom a quote is of that only words announce, how many lines say so, and what ends it."""
    line = lines[at][1]
    after = lines[at + 1][1] if at + 1 < len(lines) else ""
    if named := _ORIGINALLY.fullmatch(line):
        return named["a"] or named["b"], 1, "blank"
    if _QUOTE_LINE.fullmatch(line) and (named := _ORIGINALLY.fullmatch(after)):
        return named["a"] or named["b"], 2, "blank"
    if (named := _SAID.fullmatch(line)) and any(
        _EXPAND.fullmatch(other) for _, other in lines[at + 1 : at + 60]
    ):
        return named["a"], 1, "expand"
    return None


def _parted(lines: Iterable[Placed]) -> Iterator[Placed]:
    """The lines, parted at the marks of quotes."""
    for place, line in lines:
        done = 0
        tags = (*_OPENS.finditer(line), *_CLOSES.finditer(line))
        for tag in sorted(tags, key=lambda match: match.start()):
            if before := line[done : tag.start()]:
                yield (None if place is None else place + done), before
            yield None, tag[0]
            done = tag.end()
        if done == 0 or line[done:].strip():
            yield (None if place is None else place + done), line[done:]
