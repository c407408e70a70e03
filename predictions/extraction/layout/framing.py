"""Frames: tables in the markup of wikis, forums, trackers, LaTeX and AsciiDoc, as the cells of their rows."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from predictions.regexes import at_lines, regex

Span = tuple[int, int]
Row = list[Span]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a table stands, and the cells of its rows."""

    start: int
    end: int
    rows: list[Row]


_FEWEST = 2


def frames_in(text: str) -> list[Frame]:
    """The tables in a text that no bars of Markdown part, in order; none holds another."""
    found = [
        frame
        for marks, read in _READERS
        if any(mark in text for mark in marks)
        for frame in read(text)
        if len(frame.rows) >= _FEWEST and max(map(len, frame.rows)) > 1
    ]
    return sorted(found, key=lambda frame: frame.start)


def trimmed(text: str, a: int, b: int) -> Span:
    """A span without the blanks at its ends."""
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return a, b


def lines_of(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines of a part of a text."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


# "{| class=wikitable", "! Who !! When", "|-", "| Kern || 2034", "|}"
_WIKI = regex(r"^[ \t:]*\{\|[^\n]*\n", re.MULTILINE)
_WIKI_ENDS = regex(r"^[ \t]*\|\}", re.MULTILINE)
_ATTRIBUTES = regex(r"[^|\[\]{}\n]*=[^|\[\]{}\n]*\|(?!\|)")


def _of_wiki(text: str) -> Iterator[Frame]:
    for opening, end in _up_to_next(_WIKI, text):
        if closing := _WIKI_ENDS.search(text, opening.end(), end):
            rows = [*_wiki_rows(text, opening.end(), closing.start())]
            yield Frame(opening.start(), closing.end(), rows)


def _up_to_next(opening: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Where tables open, and where the next does: a table that holds another is none."""
    found = [*opening.finditer(text)]
    ends = [*(match.start() for match in found[1:]), len(text)]
    yield from zip(found, ends, strict=False)


def _wiki_rows(text: str, start: int, end: int) -> Iterator[Row]:
    row: Row = []
    for a, b in lines_of(text, start, end):
        at, stop = trimmed(text, a, b)
        if text.startswith("|-", at, stop):
            if row:
                yield row
            row = []
        elif text.startswith("|+", at, stop):
            continue
        elif text.startswith(("|", "!"), at, stop):
            marks = ("||", "!!") if text[at] == "!" else ("||",)
            row += (_behind(text, _ATTRIBUTES, *part) for part in _parts(text, at + 1, stop, marks))
        elif row and at < stop:
            row[-1] = (row[-1][0], stop)
    if row:
        yield row


def _parts(text: str, start: int, end: int, marks: tuple[str, ...]) -> Iterator[Span]:
    """What stands between marks."""
    at = start
    while at < end:
        mark = next((mark for mark in marks if text.startswith(mark, at)), None)
        if mark:
            yield start, at
            start = at = at + len(mark)
        else:
            at += 1
    yield start, end


def _behind(text: str, marks: re.Pattern[str], a: int, b: int) -> Span:
    match = marks.match(text, a, b)
    return trimmed(text, match.end() if match else a, b)


# "[table][tr][td]Kern[/td][td]2034[/td][/tr][/table]"
_FORUM = regex(r"\[(?P<ends>/)?(?P<what>table|tr|td|th)\b[^\]\n]{0,80}\]", re.IGNORECASE)


def _of_forums(text: str) -> Iterator[Frame]:
    start, rows, cell = None, list[Row](), None
    for tag in _FORUM.finditer(text):
        what = tag["what"].lower()
        if cell is not None and rows:
            rows[-1].append(trimmed(text, cell, tag.start()))
        opens = not tag["ends"]
        cell = tag.end() if opens and what in ("td", "th") else None
        if what == "tr" and opens:
            rows.append([])
        elif what == "table" and opens:
            start, rows = tag.start(), []
        elif what == "table" and start is not None:
            yield Frame(start, tag.end(), [row for row in rows if row])
            start, rows = None, []


# "\begin{tabular}{ll} Kern & 2034 \\ \hline \end{tabular}"
_TABULAR = regex(
    r"\\begin\{(?P<what>tabular[xy*]?|longtable|tabulary|tblr)\}(?:\[[^\]\n]{0,40}\]"
    r"|\{(?:[^{}\n]|\{[^{}\n]*\})*\}){0,3}"
)
_ROW_ENDS = regex(r"\\\\(?:\[[^\]\n]{0,20}\])?|\\tabularnewline\b")
_AMPERSAND = regex(r"(?<!\\)&")
_RULES = regex(
    r"(?:\s|\\(?:hline|toprule|midrule|bottomrule|endhead|endfirsthead|endfoot|endlastfoot"
    r"|centering|(?:cline|cmidrule|addlinespace|rowcolor|caption"
    r"|label)(?:\([^()\n]*\))?(?:\[[^\]\n]*\])?(?:\{[^{}\n]*\})?)(?![a-z]))+"
)
_SET = regex(r"\\(?:text\w{2}|emph|mathbf)\{(?P<words>[^{}\n]*)\}")


def _of_latex(text: str) -> Iterator[Frame]:
    for opening, last in _up_to_next(_TABULAR, text):
        end = text.find(f"\\end{{{opening['what']}}}", opening.end(), last)
        if end < 0:
            continue
        rows, start = [], opening.end()
        for ends in [*_ROW_ENDS.finditer(text, start, end), None]:
            stop = ends.start() if ends else end
            row = [*_latex_cells(text, start, stop)]
            if len(row) > 1:
                rows.append(row)
            start = ends.end() if ends else end
        yield Frame(opening.start(), text.find("}", end) + 1, rows)


def _latex_cells(text: str, start: int, end: int) -> Iterator[Span]:
    begin = _behind(text, _RULES, start, end)[0]
    for mark in [*_AMPERSAND.finditer(text, begin, end), None]:
        a, b = trimmed(text, begin, mark.start() if mark else end)
        words = _SET.fullmatch(text, a, b)
        yield words.span("words") if words else (a, b)
        begin = mark.end() if mark else end


# "||Who||When||" of trackers, "|_. Who |_. When |" of Textile, "^ Who ^ When ^" of DokuWiki, each above rows with single bars.
_HEADS = regex(
    r"^[ \t]*(?:\|\|[^|\n]+(?:\|\|[^|\n]+)+\|\||\|_\.[^|\n]+(?:\|_\.[^|\n]+)+\|"
    r"|\^[^^|\n]+(?:\^[^^|\n]+)+\^)[ \t]*\n(?=[ \t]*\|)",
    re.MULTILINE,
)


def _of_trackers(text: str) -> Iterator[Frame]:
    done = 0
    for heads in _HEADS.finditer(text):
        if heads.start() < done:
            continue
        a, b = trimmed(text, *heads.span())
        mark = "^" if text[a] == "^" else "|_." if text.startswith("|_.", a) else "||"
        last = 1 if mark == "|_." else len(mark)
        rows = [[trimmed(text, *part) for part in _parts(text, a + len(mark), b - last, (mark,))]]
        done = heads.end()
        for line in lines_of(text, heads.end(), len(text)):
            a, b = trimmed(text, *line)
            if not text.startswith(("|", "^"), a, b) or b - a < _FEWEST:
                break
            b -= text[b - 1] in "|^"
            rows.append([trimmed(text, *part) for part in _parts(text, a + 1, b, ("|", "^"))])
            done = line[1]
        yield Frame(heads.start(), done, rows)


# "|===", "|Who |When", "|Kern |2034", "|==="
_ASCIIDOC = regex(r"^\|===[ \t]*\n(?P<cells>(?:(?!\|===)[^\n]*\n)+)\|===[ \t]*$", re.MULTILINE)
_BAR = regex(r"(?<!\\)\|")
_BLANK_LINE = regex(r"\n[ \t]*\n")


def _of_asciidoc(text: str) -> Iterator[Frame]:
    for table in _ASCIIDOC.finditer(text):
        start, end = table.span("cells")
        bars = [bar.start() for bar in _BAR.finditer(text, start, end)]
        if not bars:
            continue
        cells = [trimmed(text, a + 1, b) for a, b in zip(bars, [*bars[1:], end], strict=True)]
        first = text.find("\n", start, end)
        wide = sum(bar < first for bar in bars)
        if wide == 1 and (parted := _BLANK_LINE.search(text, start, end)):
            wide = sum(bar < parted.start() for bar in bars)
        if wide > 1 and len(cells) % wide == 0:
            rows = [cells[n : n + wide] for n in range(0, len(cells), wide)]
            yield Frame(*table.span(), rows)


# "Who | When", "--- | ---": two columns without outer bars; in a block of code any number of them.
_BARS_RULE = regex(
    r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:[|+][ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$", re.MULTILINE
)
_FENCE = "```"


def _of_bars(text: str) -> Iterator[Frame]:
    fences, done = [match.start() for match in re.finditer(_FENCE, text)], 0
    for rule in at_lines(_BARS_RULE, text):
        above = text.rfind("\n", 0, max(0, rule.start() - 1)) + 1
        fenced = bisect_left(fences, above) % 2 == 1
        two = text.count("|", above, rule.start()) == 1
        if above < done or not (fenced or two) or "|" not in text[above : rule.start()]:
            continue
        rows, end = [_between_bars(text, above, rule.start() - 1)], rule.end()
        for line in lines_of(text, rule.end() + 1, len(text)):
            if "|" not in text[slice(*line)]:
                break
            rows.append(_between_bars(text, *line))
            end = line[1]
        done = end
        yield Frame(above, end, rows)


def _between_bars(text: str, start: int, end: int) -> Row:
    start, end = trimmed(text, start, end)
    start += text.startswith("|", start, end)
    end -= text.endswith("|", start, end)
    return [trimmed(text, *part) for part in _parts(text, start, end, ("|",))]


_READERS: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[Frame]]], ...] = (
    (("{|",), _of_wiki),
    (("[td", "[TD", "[th", "[TH"), _of_forums),
    (("\\begin{tab", "\\begin{longtable", "\\begin{tblr"), _of_latex),
    (("||", "|_.", "^ "), _of_trackers),
    (("|===",), _of_asciidoc),
    (("-|", "- |", "-+", "-:|"), _of_bars),
)
