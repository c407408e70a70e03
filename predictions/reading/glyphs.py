"""What the places and sizes of characters say: raised marks, the gaps between the cells of a row."""

import re
from collections.abc import Iterator
from ctypes import byref, c_double

import pypdfium2
import pypdfium2.raw as pdfium

from predictions.reading.lines import Cell, Line
from predictions.regexes import regex

# pdfium marks a hyphen at a line's end with U+FFFE and goes on with the next line.
_BROKEN = regex(r"\ufffe(?=[^\W\d_])")
_FIGURES = regex(r"\d+")
_RAISED = 0.15  # of the height of the type, above its foot
_LONGEST_MARK = 3
_POWER = regex(r"(?:\b10|\b[cdkm]?m)$")  # what has an exponent rather than a footnote
_SCALED = 0.5  # of the height: a smaller size says nothing, as programs write "1" and scale it
_GAP = 0.4  # heights: wider than a space that was not stretched
_STRETCH = 1.6
_SEVERAL = 5


def line_of(text_page: pypdfium2.PdfTextPage, words: str, start: int) -> Line:
    """Return the line of those characters, with its place; raised figures stand in brackets."""
    last = start + len(words) - 1
    left, bottom, _, top = text_page.get_charbox(start, loose=True)
    _, foot, right, _ = text_page.get_charbox(last, loose=True)
    size = max(_size(text_page, start), _size(text_page, (start + last) // 2))
    # The size is that before scaling; the height of the type is that on the page.
    if size < _SCALED * (top - bottom):
        _, low, _, high = text_page.get_charbox(
            (start + last) // 2, loose=True
        )  # the first may be a bullet
        size = high - low if high > low else top - bottom
    em = min(size, top - bottom)
    cells = tuple(_cells(text_page, words, start, em))
    return Line(
        _spaced(_with_marks(text_page, words, start, em)),
        left,
        right,
        bottom,
        size,
        foot=foot,
        cells=cells if len(cells) > 1 else (),
    )


def _with_marks(page: pypdfium2.PdfTextPage, words: str, start: int, em: float) -> str:
    """Set footnote marks apart, so that the year before one keeps its four figures."""
    done, at = [], 0
    for run in _FIGURES.finditer(words):
        raised = (i for i in range(*run.span()) if _is_raised(page, words, start, i, em))
        begin = next(raised, None)
        alone = begin == run.start() and words[begin - 1 : begin].isspace()
        if begin is None or alone or run.end() - begin > _LONGEST_MARK:
            continue
        mark, before = words[begin : run.end()], words[:begin]
        done += [words[at:begin], f"^{mark}" if _POWER.search(before) else f"[{mark}]"]
        if not before:
            done.append(" ")
        at = run.end()
    return "".join([*done, words[at:]])


def _is_raised(page: pypdfium2.PdfTextPage, words: str, start: int, at: int, em: float) -> bool:
    """Return whether the ink of a figure begins well above the line on which its neighbours stand."""
    beside = (start + i for i in (at - 1, at + 1) if 0 <= i < len(words))
    feet = [y for index in beside if (y := _line_under(page, index)) is not None]
    ink = float(page.get_charbox(start + at)[1])
    return bool(feet) and ink > min(feet) + _RAISED * em


def _size(page: pypdfium2.PdfTextPage, index: int) -> float:
    return float(pdfium.FPDFText_GetFontSize(page, index))


def _line_under(page: pypdfium2.PdfTextPage, index: int) -> float | None:
    x, y = c_double(), c_double()
    found = pdfium.FPDFText_GetCharOrigin(page, index, byref(x), byref(y))
    return y.value if found else None


def _cells(page: pypdfium2.PdfTextPage, words: str, start: int, em: float) -> Iterator[Cell]:
    """Yield the words that stand apart by more than a space of their line."""
    gaps = []
    for space in re.finditer(r"[^\S\ufffe]+", words):
        right = page.get_charbox(start + space.start() - 1, loose=True)[2]
        left = page.get_charbox(start + space.end(), loose=True)[0]
        gaps.append((space.span(), left - right))
    usual = min((gap for _, gap in gaps), default=0.0)
    # A line with many spaces that are all wide was stretched to the margin.
    least = max(_GAP * em, _STRETCH * usual if len(gaps) >= _SEVERAL else 0.0, 1.0)
    begin = 0
    for (a, b), gap in gaps:
        if gap > least:
            yield _cell(page, words[begin:a], start + begin)
            begin = b
    yield _cell(page, words[begin:], start + begin)


def _cell(page: pypdfium2.PdfTextPage, words: str, start: int) -> Cell:
    left = page.get_charbox(start, loose=True)[0]
    right = page.get_charbox(start + len(words) - 1, loose=True)[2]
    return Cell(_spaced(words), left, right)


def _spaced(words: str) -> str:
    """Return words with single spaces; a hyphen at the very end waits for the next line."""
    return re.sub(r"[^\S\ufffe]+", " ", _BROKEN.sub("", words))
