"""The marks by which forums and mail programs show what a message quotes, and of whom."""

import re
from collections.abc import Iterable, Iterator, Sequence

from predictions.reading.talk.message import Place
from predictions.regexes import regex

_NAME = r"[^\W_](?:[^\n\[\]\"=;,:<>|]{0,48}[^\W])?\.?"
OPENS = regex(
    rf"\[quote(?:\s*=\s*(?:&quot;|[\"'])?(?P<a>{_NAME})(?=[\"',;&\]])[^\]\n]{{0,160}}"
    rf"|\s+(?:author|name|user)\s*=\s*[\"']?(?P<b>{_NAME})(?=[\"'\]]"
    rf"|\s+(?:link|date|post)\b)[^\]\n]{{0,200}}|[^\]\n]{{0,160}})\]",
    re.IGNORECASE,
)
CLOSES = regex(r"\[/quote\]", re.IGNORECASE)
TAG = regex(r"\[/?(?:b|i|u|s|url|img|size|color|font|code|list|\*|center|spoiler)(?:=[^\]\n]{0,200})?\]", re.IGNORECASE)  # fmt: skip
# "Originally Posted by Kern (View Post)", "Kern said: ↑": above the words of a quote that nothing marks.
_ORIGINALLY = regex(
    rf"[ \t>]*(?:(?:Quote: ?)?Originally posted by (?P<a>{_NAME})[ \t]*(?:View Post"
    rf"|\W{{0,3}})[ \t]*:?|Quote from:? (?P<b>{_NAME}) on [^\n]{{6,60}})[ \t]*",
    re.IGNORECASE,
)
_QUOTE_LINE = regex(r"[ \t]*Quote:?[ \t]*", re.IGNORECASE)
_SAID = regex(rf"[ \t]*(?P<a>{_NAME}) (?:said|wrote):?[ \t]*\W{{0,2}}[ \t]*")
EXPAND = regex(r"[ \t]*Click to (?:expand|view)\W*", re.IGNORECASE)
# "On Mon, Mar 3, 2031 at 10:12 AM Mara Kern <kern@example.org> wrote:", over one line or several.
_ON = regex(
    rf"(?:On|Le|Am|El)\b[^\n]{{6,80}}?(?:\d{{2}}"
    rf"|\d{{4}})(?: ?[APap]\.?[Mm]\b\.?)?(?!\w)[ ,\n]+(?P<a>{_NAME}(?:, [A-Z][\w.-]+)?)?(?:[ \n]*[<\[(][^\s<>]{{3,80}}[>\])])?[ \n]*(?:wrote"
    rf"|writes|schrieb|a \u00e9crit|escribi\u00f3)[ ]?:",
)
_OF = regex(
    rf"(?:[*_\"]?(?P<a>{_NAME})[*_\"]?(?: ?[<\[(][^\n<>]{{3,80}}[>\])])? (?:wrote|writes|said"
    rf"|says|replied)(?: (?:on|in|at)\b[^\n:]{{1,60}})?:)"
)
_LONGEST_HEAD = 3  # lines
_ON_WORDS = ("On ", "Le ", "Am ", "El ")


def depth_of(line: str) -> int:
    """How many quotes within each other a line stands in."""
    marks = MARKS.match(line)
    return marks[0].count(">") if marks else 0


MARKS = regex(r"(?:[ \t]{0,3}>)+[ \t]?")


def led(lines: Sequence[Place], at: int, depth: int) -> tuple[str | None, int] | None:
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
            deeper = below < len(lines) and depth_of(lines[below][1]) > depth
            return (named["a"], below - at) if deeper else None
    return None


def _bare(line: str, depth: int) -> str | None:
    """A line without its marks; None where they are more or fewer."""
    if depth_of(line) != depth:
        return None
    return (line[MARKS.match(line).end() :] if depth else line).strip()  # type: ignore[union-attr]


def unmarked(lines: Sequence[Place], at: int) -> tuple[str | None, int, str] | None:
    """Whom a quote is of that only words announce, how many lines say so, and what ends it."""
    line = lines[at][1]
    after = lines[at + 1][1] if at + 1 < len(lines) else ""
    if named := _ORIGINALLY.fullmatch(line):
        return named["a"] or named["b"], 1, "blank"
    if _QUOTE_LINE.fullmatch(line) and (named := _ORIGINALLY.fullmatch(after)):
        return named["a"] or named["b"], 2, "blank"
    if (named := _SAID.fullmatch(line)) and any(
        EXPAND.fullmatch(other) for _, other in lines[at + 1 : at + 60]
    ):
        return named["a"], 1, "expand"
    return None


def parted(lines: Iterable[Place]) -> Iterator[Place]:
    """The lines, parted at the marks of quotes."""
    for place, line in lines:
        done = 0
        tags = (*OPENS.finditer(line), *CLOSES.finditer(line))
        for tag in sorted(tags, key=lambda match: match.start()):
            if before := line[done : tag.start()]:
                yield (None if place is None else place + done), before
            yield None, tag[0]
            done = tag.end()
        if done == 0 or line[done:].strip():
            yield (None if place is None else place + done), line[done:]


def runs_on(before: str, line: str) -> bool:
    """True for a quoted line that only goes on where the one above it was wrapped."""
    if depth_of(before) != depth_of(line):
        return False
    one, other = (MARKS.sub("", words, count=1).strip() for words in (before, line))
    if not one or not other or _ITEM.match(other) or one.endswith(":"):
        return False
    if _ENDS.search(one):
        return len(one) + len(other.split()[0]) >= _FULL <= len(one) + 1
    return other[0].islower() or len(one) >= _HARDLY_SHORT


_ITEM = regex(r"[ \t]*(?:[-*+\u2022|#]|\d{1,3}[.)])[ \t]|[ \t]*(?:```|~~~|\|)")
_ENDS = regex(r"[.!?\u2026][\"'\u201d\u2019)]*[ \t]*$")
_FULL, _HARDLY_SHORT = (
    60,
    50,
)  # characters of a line that hardly took another word; and of one that is no entry
