"""Tables that blanks and tabs align, with a line of rules below their heads or heads that say what stands below."""

import re
from collections.abc import Iterator
from itertools import pairwise

from predictions.extraction.layout.blocks import BARS
from predictions.extraction.layout.framing import Frame, Row, Span, lines_of, trimmed
from predictions.regexes import regex

# A head that says what its column holds: what is forecast, by whom, how surely.
TELLS = regex(
    r"\W*(?:(?:my|our|the|a|key|major) )?(?:predictions?|forecasts?|questions?|claims?"
    r"|statements?|events?|propositions?|milestones?|forecasters?|predictors?|experts?|pundits?"
    r"|analysts?"
    r"|prob(?:\.|abilit(?:y|ies))?|conf(?:\.|idence)?|odds|chances?|likelihood|credences?"
    r"|certainty|how (?:likely|sure))(?:[ _](?:text|title|\(%\)|%))?\W*",
    re.IGNORECASE,
)
_YEAR = regex(r"\W*(?:in |by |end of )?(?:20|21)\d\d[EFPef]?\W*")
_RULE = regex(r"^[ \t]*(?:-{2,}|={2,})(?: +(?:-{2,}|={2,}))+[ \t]*$", re.MULTILINE)
_FULL_RULE = regex(r"[ \t]*(?:-{3,}|={3,})[ \t]*")
_GAP = regex(r"(?<! ) {2,}+(?=\S)")
_BETWEEN = regex(r" {2,}|[ ]*\t[ ]*")
_FEWEST = 3  # lines, the heads among them
_FENCES = ("```", "~~~")
_LONGEST_HEAD = 40
_PAIR = 2
_MOST_LINES = 2000
_FIGURE = regex(r"(?:[^\d\n]{0,12}\d[^\n]{0,20}|[\W_]{0,3}|n/?a)$", re.IGNORECASE)
_DIGIT = regex(r"\d")


def aligned_in(text: str) -> Iterator[Frame]:
    """The tables of a text whose columns stand below each other."""
    if "  " not in text and "\t" not in text:
        return
    done = 0
    if "-- -" in text or "--  -" in text or "== =" in text or "==  =" in text:
        for rule in _RULE.finditer(text):
            if rule.start() >= done and (frame := _ruled(text, *rule.span())):
                done = frame.end
                yield frame
    for start, end in _runs(text):
        if start >= done and (frame := _gapped(text, start, end)):
            yield frame


def _ruled(text: str, start: int, end: int) -> Frame | None:
    """The table that a line of rules parts into columns: below its heads, or above them."""
    columns = [match.start() for match in re.finditer(r"[-=]+", text[start:end])]
    below = [*_until_blank(text, end + 1)]
    above = text.rfind("\n", 0, max(0, start - 1)) + 1
    if start and text[above : start - 1].strip() and not _is_rule(text, (above, start - 1)):
        heads, rows = (above, start - 1), below
    elif len(below) > _FEWEST and _is_rule(text, below[1]):
        heads, rows = below[0], below[2:]
    else:
        return None
    stop = next((n for n, line in enumerate(rows) if _is_rule(text, line)), len(rows))
    lines = [heads, *rows[:stop]]
    if len(lines) < _FEWEST or any(_cuts(text, line, columns) for line in lines):
        return None
    last = rows[stop] if stop < len(rows) else lines[-1]
    return Frame(min(heads[0], start), last[1], [_at(text, line, columns) for line in lines])


def _until_blank(text: str, start: int) -> Iterator[Span]:
    """The lines up to a blank one, to a fence, or to the second that is a rule."""
    rules = 0
    for line in lines_of(text, start, len(text)):
        rules += _is_rule(text, line)
        if not text[slice(*line)].strip() or text.startswith(_FENCES, *line):
            return
        yield line
        if rules > 1:
            return


def _is_rule(text: str, line: Span) -> bool:
    return _RULE.fullmatch(text, *line) is not None or _FULL_RULE.fullmatch(text, *line) is not None


def _cuts(text: str, line: Span, columns: list[int]) -> bool:
    """True where a column begins in the middle of a word."""
    return any(
        line[0] + column < line[1] and not text[line[0] + column - 1].isspace()
        for column in columns[1:]
    )


def _at(text: str, line: Span, columns: list[int]) -> Row:
    begin, stop = line
    places = [begin, *(min(stop, begin + column) for column in columns[1:]), stop]
    return [trimmed(text, a, b) for a, b in pairwise(places)]


def _runs(text: str) -> Iterator[Span]:
    """Lines in a row that hold gaps, tabs or wide blanks; heads may have rules below them."""
    lines: list[Span] = []
    done = -1
    for at in sorted(_gaps(text)):
        if at < done:
            continue
        begin = text.rfind("\n", 0, at) + 1
        stop = text.find("\n", at)
        line = (begin, stop if stop >= 0 else len(text))
        done = line[1]
        if any(bar in text[begin : line[1]] for bar in BARS):
            continue
        goes_on = lines and (
            line[0] == lines[-1][1] + 1
            or _FULL_RULE.fullmatch(text, lines[-1][1] + 1, max(lines[-1][1] + 1, line[0] - 1))
        )
        if not goes_on or len(lines) > _MOST_LINES:
            if len(lines) >= _FEWEST:
                yield lines[0][0], lines[-1][1]
            lines = []
        lines.append(line)
    if len(lines) >= _FEWEST:
        yield lines[0][0], lines[-1][1]


def _gaps(text: str) -> Iterator[int]:
    at = text.find("\t")
    while at >= 0:
        if at and text[at - 1] not in "\n\t ":
            yield at
        at = text.find("\t", at + 1)
    for gap in _GAP.finditer(text):
        if gap.start() and text[gap.start() - 1] not in "\n\t.!?:*-+|#>":
            yield gap.start()


def _gapped(text: str, start: int, end: int) -> Frame | None:
    """The table of such lines, if its heads say what stands below."""
    lines = [line for line in lines_of(text, start, end) if not _FULL_RULE.fullmatch(text, *line)]
    rows = [_cells(text, line) for line in lines]
    if text[lines[0][0]].isspace() and all(len(row) == len(rows[0]) + 1 for row in rows[1:]):
        rows[0].insert(0, (lines[0][0], lines[0][0]))  # nothing stands over the names
    wide = len(rows[0])
    if wide < _PAIR or len(rows) < _FEWEST:
        return None
    rows = [
        row if len(row) == wide else _filled(text, rows[0], row, lines[0], line)
        for row, line in zip(rows, lines, strict=True)
    ]
    is_table = all(rows) and (told(text, rows[0]) or heads_figures(text, rows))
    return Frame(start, end, rows) if is_table else None


def _cells(text: str, line: Span) -> Row:
    if "\t" in text[slice(*line)]:
        parts, a = [], line[0]
        for part in text[slice(*line)].split("\t"):
            parts.append(trimmed(text, a, a + len(part)))
            a += len(part) + 1
        return parts
    begin, stop = trimmed(text, *line)
    cells = []
    for gap in _BETWEEN.finditer(text, begin, stop):
        cells.append((begin, gap.start()))
        begin = gap.end()
    return [*cells, (begin, stop)]


def _filled(text: str, heads: Row, row: Row, first: Span, line: Span) -> Row:
    """A row with the cells that it lacks: the last ones where tabs count them, else those below which nothing stands."""
    if "\t" not in text[slice(*line)]:
        return _below(heads, row, first, line)
    missing = len(heads) - len(row)
    return [*row, *[(line[1], line[1])] * missing] if missing > 0 else []


def _below(heads: Row, row: Row, first: Span, line: Span) -> Row:
    """The cells of a row that lacks some, each below the head that it overlaps; none where that is not told."""
    found: Row = []
    left = [*row]
    for a, b in heads:
        begin, stop = line[0] + a - first[0], line[0] + b - first[0]
        if left and left[0][0] < stop and begin < left[0][1]:
            found.append(left.pop(0))
        else:
            place = min(max(begin, found[-1][1] + 1 if found else line[0]), line[1])
            found.append((place, place))
    return found if not left else []


def heads_figures(text: str, rows: list[Row]) -> bool:
    """True where the first line holds no figure, and one column below it nothing else."""
    heads, *others = rows
    if any(b - a > _LONGEST_HEAD or _DIGIT.search(text, a, b) or a == b for a, b in heads[1:]):
        return False
    return not _DIGIT.search(text, *heads[0]) and any(
        _is_of_figures(text, [row[column] for row in others]) for column in range(1, len(heads))
    )


def _is_of_figures(text: str, cells: Row) -> bool:
    figures = sum(_DIGIT.search(text, *cell) is not None for cell in cells)
    return 2 * figures > len(cells) and all(_FIGURE.match(text, *cell) for cell in cells)


def told(text: str, heads: Row) -> bool:
    """True where a head says what is forecast, or two and more are years."""
    words = [text[slice(*head)] for head in heads]
    if any(len(word) > _LONGEST_HEAD for word in words):
        return False
    return (
        any(map(TELLS.fullmatch, words)) or sum(_YEAR.fullmatch(w) is not None for w in words) > 1
    )
