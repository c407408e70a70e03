"""Forecasts in tables: one row a question, one column a forecaster."""

import re
from dataclasses import dataclass

from predictions.candidate import Basis
from predictions.extraction.layout.blocks import Block, Kind

_CELL = re.compile(r"[^|]+")
_PERCENT = re.compile(r"[~<>\u2248]?\s*(\d{1,3}(?:\.\d{1,4})?)\s*%")
_FRACTION = re.compile(r"(0?\.\d{1,4}|0|1|1\.0+)")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})?)")
_FORECAST_HEAD = re.compile(
    r"\b(?:predictions?|forecasts?|probabilit\w+|prob|chance|odds|confidence|credence|estimates?|p\(|likelihood|p)\b|%"
)
_OUTCOME_HEAD = re.compile(
    r"\b(?:outcome|results?|resolution|resolved|actual|happened|score|brier|correct|status|right|grade|change|delta|source|n|average error|accuracy)\b"
)
_QUESTION_HEAD = re.compile(
    r"\b(?:predictions?|forecasts?|questions?|claims?|statements?|events?|propositions?)\b"
)
_REMARK_HEAD = re.compile(
    rf"{_OUTCOME_HEAD.pattern}|\b(?:verdict|notes?|comments?|remarks?|reason(?:s|ing)?|why)\b"
)
_WORD = re.compile(r"[^\W\d_]{3}")
_HEAD_WORDS = re.compile(
    r"(?:'s)?\b\s*(?:predictions?|forecasts?|probabilit(?:y|ies)|estimates?|confidence|odds|chance|credence|\(%\)|%|p\(yes\)).*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s|:=-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """One forecaster's number for the question of one row."""

    question: tuple[int, int]
    number: tuple[int, int]
    value: float
    basis: Basis
    forecaster: str | None
    row: tuple[int, int]


def _cells(copy: str, block: Block) -> list[tuple[int, int]]:
    spans = []
    start = block.start
    line = copy[block.start : block.end]
    for match in _CELL.finditer(line):
        a, b = match.span()
        while a < b and line[a].isspace():
            a += 1
        while b > a and line[b - 1].isspace():
            b -= 1
        spans.append((start + a, start + b))
    if line.lstrip().startswith("|"):
        return (
            spans
            if line[: spans[0][0] - start].count("|") or not spans
            else spans[0:]
            if spans
            else []
        )
    return spans


def read_tables(copy: str, blocks: list[Block]) -> list[Cell]:
    """The forecasts in all tables of a document."""
    cells: list[Cell] = []
    run: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and block.kind is Kind.ROW:
            run.append(block)
        elif run:
            cells += _table(copy, run)
            run = []
    return cells


def _table(copy: str, rows: list[Block]) -> list[Cell]:
    grid = [_cells(copy, row) for row in rows if not _RULE.fullmatch(copy[row.start : row.end])]
    grid = [row for row in grid if len(row) >= 2]
    if len(grid) < 2:
        return []
    heads, body = [copy[a:b] for a, b in grid[0]], grid[1:]
    question = _question(copy, heads, body)
    if question is None:
        return []
    numbers = [
        c for c in range(len(heads)) if c != question and _is_forecast(copy, c, heads[c], body)
    ]
    return [
        Cell(
            row[question],
            row[c],
            value,
            Basis.STATED,
            _forecaster(heads[c], len(numbers)),
            (row[0][0], row[-1][1]),
        )
        for row in body
        for c in numbers
        if max(c, question) < len(row)
        and (value := _value(copy[slice(*row[c])], heads[c])) is not None
    ]


def _question(copy: str, heads: list[str], rows: list[list[tuple[int, int]]]) -> int | None:
    """The column that says what is forecast: by its head, else the one with most words in it."""

    def worded(column: int) -> bool:
        cells = [row[column] for row in rows if column < len(row)]
        return 2 * sum(_WORD.search(copy, a, b) is not None for a, b in cells) > len(cells)

    columns = [c for c in range(len(heads)) if worded(c)]
    told = [c for c in columns if not _REMARK_HEAD.search(heads[c].lower())]
    named = [c for c in told if _QUESTION_HEAD.search(heads[c].lower())]
    return max(
        named or told or columns,
        key=lambda c: sum(row[c][1] - row[c][0] for row in rows if c < len(row)),
        default=None,
    )


def _is_forecast(copy: str, column: int, head: str, rows: list[list[tuple[int, int]]]) -> bool:
    """A column of percentages or fractions whose head does not say that it is something else."""
    low = head.lower()
    if _OUTCOME_HEAD.search(low) and not _FORECAST_HEAD.search(low):
        return False
    texts = [copy[slice(*row[column])] for row in rows if column < len(row)]
    filled = [text for text in texts if text.strip(" -\u2014?/na")]
    numbers = sum(_value(text, head) is not None for text in filled)
    if not filled or numbers < 0.6 * len(filled):
        return False
    return bool(_FORECAST_HEAD.search(low)) or (
        sum("%" in text for text in filled) >= 0.6 * len(filled)
        and not re.search(r"\d|share|growth|rate|change|yield|margin", low)
    )


def _value(text: str, head: str) -> float | None:
    text = text.strip(" *_`")
    if match := _PERCENT.fullmatch(text):
        value = float(match[1]) / 100
        return value if value <= 1 else None
    if match := _FRACTION.fullmatch(text):
        return float(match[1])
    if ("%" in head or "percent" in head.lower()) and (match := _NUMBER.fullmatch(text)):
        value = float(match[1]) / 100
        return value if value <= 1 else None
    return None


def _forecaster(head: str, columns: int) -> str | None:
    name = _HEAD_WORDS.sub("", head).strip(" *_'")
    if columns < 2 and (not name or not name[:1].isupper() or name.lower() in ("my", "our")):
        return None
    return (
        name
        if name
        and name[:1].isupper()
        and name.lower() not in ("my", "our", "probability", "unconditional", "conditional")
        else None
    )
