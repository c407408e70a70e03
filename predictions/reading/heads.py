"""Who wrote a text, when, and under what title: from front matter, headers, headings and bylines."""

import re
from dataclasses import dataclass
from datetime import date

from predictions.reading.dates import find_date, strip_date
from predictions.regexes import regex
from predictions.text import plain_ends

# Only the top of a document speaks for the whole of it.
_HEAD = 6000
_LINES = 12
_FRONT = regex(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE
)
_PAIR = regex(r"^(?P<key>[A-Za-z][\w -]{0,30}?)[ \t]*[:=][ \t]*(?P<value>[^\r\n]*)", re.MULTILINE)
# What follows a key on lines of its own: words that were folded, and the name of a person.
_FOLDED = regex(r"[|>][+-]?")
_MARGIN = regex(r"\r?\n((?:[ \t]+[^\r\n]+(?:\r?\n)?){1,20})")
_NAMED = regex(r"^[ \t]+name[ \t]*:[ \t]*([^\r\n]+)", re.MULTILINE)
_TABLE = regex(
    r"^\[{1,2}(?P<key>authors?)\]{1,2}[ \t]*\r?\n(?:[^\[\r\n][^\r\n]*\r?\n){0,9}?name[ \t]*=[ \t]*(?P<value>[^\r\n]+)",
    re.MULTILINE | re.IGNORECASE,
)
_ITEM = regex(r"^[ \t]*-[ \t]+(?:name[ \t]*:[ \t]*)?([^\r\n]+)", re.MULTILINE)
# Items, and further lines of each ("affiliation: ...").
_ITEMS = regex(r"[ \t]*\n(?:[ \t]*-[ \t]+[^\n]+\n?|[ \t]{2,}[^\n]+\n?){1,40}")
_ATX = regex(r"(?:^|\A#{1,5})#[ \t]+(?P<title>[^\r\n]+?)[ \t#]*$", re.MULTILINE)
# "% title", "% author", "% date": the block of three that Pandoc reads; "= Title" of AsciiDoc.
_PERCENT = regex(
    r"\s*%[ \t]+(?P<title>[^\r\n]+)\r?\n%[ \t]*(?P<author>[^\r\n]*)\r?\n(?:%[ \t]*(?P<date>[^\r\n]*))?"
)
_EQUAL = regex(r"(?:\s|//[^\r\n]*)*=[ \t]+(?P<title>[^\r\n]+)")
_OVERLINED = regex(
    r"\s*(?:={3,}|#{3,}|\*{3,})[ \t]*\r?\n[ \t]*(?P<title>\S[^\r\n]{0,200})\r?\n(?:={3,}|#{3,}"
    r"|\*{3,})[ \t]*$",
    re.MULTILINE,
)
_SETEXT = regex(r"(?P<title>\S[^\r\n]{0,200})\r?\n==+[ \t]*$", re.MULTILINE)
_NAME = (
    r"(?:[^\W\d_]\.|[^\W\d_][\w'’.-]*)"
    r"(?:[ \t]+(?:(?:de|da|van|von|der|den|la|le|bin|al|and|&)[ \t]+)*(?:[^\W\d_]\.|[^\W\d_][\w'’.-]*)){0,5}"
)
_BYLINE = regex(
    rf"[*_ \t]*(?:written[ \t]+by|posted[ \t]+by|by)[ \t]*:?[ \t]+[*_]*(?P<name>{_NAME})"
    r"[*_]*(?=[ \t]*(?:$|[,|·•–—(-]|on[ \t]+[\w,. ]*\d))",
    re.IGNORECASE,
)
_LINK = regex(r"\[([^\]\n]{1,60})\]\([^)\s]{1,300}\)")
# "Posted on January 3, 2025 by ...": what may stand before the name, once the date is taken out.
_POSTED = regex(
    r"[\W_]*(?:(?:posted|published|written|updated|last|on)\b[\W_]*){0,4}", re.IGNORECASE
)
# "2:14 PM GMT", "7 min read"
_BESIDE_A_DATE = regex(
    r"\b\d{1,2}:\d\d(?::\d\d)?(?:[ \t]*[ap]\.?m\b\.?)?(?:[ \t]*(?:[A-Z]{2,4}|[+-]\d\d:?\d\d)\b)?"
    r"|\b\d{1,3}[ \t]*min(?:ute)?s?(?:[ \t]+read)?\b",
    re.IGNORECASE,
)
# A name, a place or a section, set off from the date: which of them only a person can say.
_SET_OFF = regex(r"[ \t]*(?:[|·•/—–]|,[ \t]|[ \t]-[ \t]|,$)[ \t]*")
_CALLED = regex(r"(?:[^\W\d_a-z][\w'’.-]*)(?:[ \t]+[^\W\d_a-z][\w'’.-]*){0,4}")
_NO_PROSE = re.compile(r"[#|>]|[-*+][ \t]|\d+[.)][ \t]")
_NEAR_THE_TITLE = 5  # lines
_LABEL = regex(
    r"(?:[*_> \t#]*|#\+|:|\.\.[ \t]+)(?P<key>title|subject|authors?|by|from|date|revdate"
    r"|published(?:[ \t]+on)?|posted(?:[ \t]+on)?"
    r"|written(?:[ \t]+on)?)[*_ \t]*:[*_ \t]*(?P<value>[^\r\n]+)",
    re.IGNORECASE,
)
_TITLES = ("title", "subject")
_AUTHORS = ("author", "authors", "by", "from")
_DATES = ("date", "published", "publishedon", "publishedat", "posted", "postedon", "written", "writtenon", "revdate",
          "publishdate", "publicationdate", "pubdate", "pubdatetime", "datepublished", "created",
          "createdat", "datecreated")  # fmt: skip
# A line that names one of these beside a day says when that is, not when the text was written.
_EVENTS = regex(
    r"\b(?:bowl|cup|finals|semi-?finals?|playoffs?|championships?|tournament"
    r"|(?:us|french|australian|british) open|grand prix|derby|marathon|olympics?"
    r"|games?|match|round \d+|world series|(?:nfl|nba|nhl|mlb) draft|vs?\.?|elections?"
    r"|primar(?:y|ies)|caucus(?:es)?|referendum|oscars|awards"
    r"|deadline|eclipse)\b",
    re.IGNORECASE,
)
_MAILED = regex(
    rf"(?P<name>{_NAME})[ \t]*<[^>\s@]{{1,64}}@[^>\s]{{1,100}}>"
)  # "Ada Bell <ada@example.org>"


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of a text says about it."""

    title: str | None = None
    author: str | None = None
    published: date | None = None


def read_head(text: str, *, markdown: bool) -> Head:
    """Return title, author and date as the top of the text gives them; the text itself is untouched."""
    top = plain_ends(text[:_HEAD])
    front = _FRONT.match(top)
    stated = _pairs(front["body"]) if front else _block(top)
    lines = _lines(top[front.end() if front else 0 :])
    labelled = _labelled(lines)
    return Head(
        title=stated.title or labelled.title or _heading(top, lines, markdown=markdown),
        author=stated.author or labelled.author or _byline(lines),
        published=stated.published or labelled.published or _dateline(lines),
    )


def _lines(top: str) -> list[str]:
    return [line.strip() for line in top.split("\n") if line.strip()][:_LINES]


def _block(top: str) -> Head:
    match = _PERCENT.match(top)
    if match is None:
        return Head()
    names = match["author"].replace(";", ", ").replace(" , ", ", ")
    return Head(
        match["title"].strip(), " ".join(names.split()) or None, find_date(match["date"] or "")
    )


def _pairs(body: str) -> Head:
    found: dict[str, str] = {}
    for match in _PAIR.finditer(body):
        value = match["value"].strip()
        if not value or _FOLDED.fullmatch(value):
            value = _below(body, match.end(), folded=bool(value))
        found.setdefault(match["key"].lower(), _plain(value))
    for table in _TABLE.finditer(body):
        found.setdefault(table["key"].lower(), _plain(table["value"]))
    return _head_of(found)


def _below(body: str, start: int, *, folded: bool) -> str:
    """Return what stands below a key: items, folded words, or the name of a person."""
    block = None if folded else _ITEMS.match(body, start)
    if block and (items := _ITEM.findall(block[0])):
        return ", ".join(map(_plain, items))
    lines = _MARGIN.match(body, start)
    if lines is None:
        return ""
    if folded:
        return " ".join(lines[1].split())
    named = _NAMED.search(lines[0])
    return named[1] if named else ""


def _labelled(lines: list[str]) -> Head:
    found: dict[str, str] = {}
    for line in lines:
        if len(line) <= 160 and (match := _LABEL.fullmatch(line)):
            found.setdefault(" ".join(match["key"].lower().split()), _plain(match["value"]))
    return _head_of(found)


def _head_of(found: dict[str, str]) -> Head:
    found = {re.sub(r"[\s_-]", "", key): value for key, value in found.items()}
    return Head(
        title=next((found[key] for key in _TITLES if found.get(key)), None),
        author=next((found[key] for key in _AUTHORS if found.get(key)), None),
        published=next((day for key in _DATES if (day := find_date(found.get(key, "")))), None),
    )


def _plain(value: str) -> str:
    value = value.strip().strip("*_").strip()
    if value.startswith("[") and value.endswith("]"):
        value = ", ".join(part.strip().strip("\"'") for part in value.strip("[]").split(","))
    for quote in "\"'":
        if len(value) > 1 and value[0] == value[-1] == quote:
            value = value[1:-1]
    return re.sub(r"[ \t]*<[^>\s]*@[^>\s]*>$", "", value).strip()


def _heading(top: str, lines: list[str], *, markdown: bool) -> str | None:
    if markdown:
        found = [match for form in (_ATX, _SETEXT) if (match := form.search(top))]
        if found:
            return min(found, key=re.Match.start)["title"].strip(" *_")
    for form in () if markdown else (_OVERLINED, _SETEXT, _EQUAL):
        if headed := form.match(top.lstrip()):
            return headed["title"].strip()
    first = lines[0] if lines else ""
    alone = re.match(r"\s*[^\r\n]+\r?\n[ \t]*\r?\n", top) is not None
    plain = (
        alone and 3 <= len(first) <= 120 and first[-1] not in '.,;:!?|>-"”' and first[0].isupper()
    )
    return first if plain and not _BYLINE.match(first) else None


def _byline(lines: list[str]) -> str | None:
    for line in map(_bare, lines):
        if len(line) > 120:
            continue
        dated = _POSTED.sub("", strip_date(line), count=1) if find_date(line) else ""
        match = _BYLINE.match(line) or _BYLINE.match(dated) or _MAILED.fullmatch(line)
        if match and match["name"][0].isupper():
            return match["name"].strip()
    return None


def _dateline(lines: list[str]) -> date | None:
    """Return the date of a line that is a date, or a byline, and little else."""
    for number, line in enumerate(map(_bare, lines)):
        if len(line) > 120 or not (day := find_date(line)):
            continue
        beside = _BESIDE_A_DATE.sub(" ", strip_date(line))
        rest = re.sub(r"(?i)\b(?:published|posted|updated|on|at|date|\w+day)\b|[\W\d_]", "", beside)
        if _EVENTS.search(beside) and not _BYLINE.match(line):
            continue
        if len(rest) <= 4 or _BYLINE.match(line) or _BYLINE.match(_POSTED.sub("", beside, count=1)):
            return day
        if 0 < number < _NEAR_THE_TITLE and not _NO_PROSE.match(line) and _only_called(beside):
            return day
    return None


def _only_called(words: str) -> bool:
    """Say whether nothing but names stands beside a date, set off from it."""
    words = words.strip()
    parts = filter(None, map(str.strip, _SET_OFF.split(words)))
    return _SET_OFF.search(words) is not None and all(map(_CALLED.fullmatch, parts))


def _bare(line: str) -> str:
    """Return a line without the marks of its links and of emphasis around it."""
    return _LINK.sub(r"\1", line).strip("*_ ")
