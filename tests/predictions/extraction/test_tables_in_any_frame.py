"""Tables drawn in any way, with chances in any writing, and tables that stand on their side."""

import pytest

from tests.predictions.extraction.shapes import (
    BRIDGE,
    EURO,
    HEAD,
    MAYOR,
    Shape,
    assert_found,
    found,
    stated,
)

FINDS = {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6}
ROWS = [("Prediction", "Probability"), *((claim, f"{p:.0%}") for claim, p in FINDS.items())]
WIDTHS = [max(len(row[n]) for row in ROWS) for n in (0, 1)]


def drawn(corners: tuple[str, str, str], line: str, bar: str, *, between: bool) -> str:
    """The rows in a frame."""
    rules = [corner.join(line * (n + 2) for n in WIDTHS) for corner in corners]
    rows = [
        bar + bar.join(f" {c:{n}} " for c, n in zip(r, WIDTHS, strict=True)) + bar for r in ROWS
    ]
    lines = [line + rules[0] + line]
    for number, row in enumerate(rows):
        lines += [row, line + rules[1] + line] if between or number == 0 else [row]
    return "\n".join([*lines, line + rules[2] + line]) + "\n"


@pytest.mark.parametrize(
    "frame",
    [
        drawn(("+", "+", "+"), "-", "|", between=True),
        drawn(("+", "+", "+"), "-", "|", between=False),
        drawn(("\u252c", "\u253c", "\u2534"), "\u2500", "\u2502", between=False).replace(
            "\u2500\u2500", "\u250c\u2500", 1
        ),
    ],
    ids=["a grid", "a box of signs", "a box of characters for boxes"],
)
def test_a_table_is_read_in_whatever_frame(frame: str) -> None:
    text = "\n".join(
        line.replace("-", "+", 1) if line.startswith("-") else line for line in frame.split("\n")
    )
    assert_found(Shape("frame", text, dict(FINDS)))


@pytest.mark.parametrize(
    "cells",
    [
        ("`80%`", "`35%`", "`60%`"),
        ("80% chance", "35% chance", "60% chance"),
        ("p = 0.8", "p = .35", "p = .6"),
        ("80/100", "35/100", "6/10"),
        ("0,80", "0,35", "0,60"),
        ("80% \u00b1 5%", "35% \u00b1 5%", "60% \u00b1 5%"),
        ("High (80%)", "Low (35%)", "Medium (60%)"),
        (
            "\u2588\u2588\u2588\u2588\u2591 80%",
            "\u2588\u2588\u2591\u2591\u2591 35%",
            "\u2588\u2588\u2588\u2591\u2591 60%",
        ),
        ("eighty per cent", "thirty-five per cent", "sixty per cent"),
        ("4:1 on", "35%", "3:2 on"),
    ],
)
def test_cells_hold_chances_in_any_writing(cells: tuple[str, ...]) -> None:
    rows = "".join(f"| {claim} | {c} |\n" for claim, c in zip(FINDS, cells, strict=True))
    candidates = found(f"{HEAD}| Prediction | Probability |\n|---|---|\n{rows}")
    assert [stated(c) for c in candidates] == [0.8, 0.35, 0.6]


def test_claims_as_heads_need_no_common_verb() -> None:
    text = f"{HEAD}| Forecaster | {BRIDGE} | {EURO} |\n|---|---|---|\n| Bo Kern | 80% | 60% |\n| Cy Vale | 70% | 35% |\n"
    assert [(c.author, stated(c)) for c in found(text)] == [
        ("Bo Kern", 0.8),
        ("Cy Vale", 0.7),
        ("Bo Kern", 0.6),
        ("Cy Vale", 0.35),
    ]


def test_years_as_heads_over_percentages_are_deadlines_of_claims() -> None:
    text = f"{HEAD}| Prediction | 2031 | 2035 |\n|---|---|---|\n| {BRIDGE} | 40% | 80% |\n| {MAYOR} | 35% | 60% |\n"
    assert [(stated(c), c.deadline.year) for c in found(text) if c.deadline] == [
        (0.4, 2031),
        (0.8, 2035),
        (0.35, 2031),
        (0.6, 2035),
    ]


def test_last_years_number_is_not_that_of_this_year() -> None:
    text = f"{HEAD}| Prediction | Last year | Probability |\n|---|---|---|\n| {BRIDGE} | 40% | 80% |\n| {MAYOR} | 50% | 35% |\n"
    assert [stated(c) for c in found(text)] == [0.8, 0.35]


def test_a_short_head_of_chances_names_nobody() -> None:
    text = f"{HEAD}| I predict | Conf. |\n|---|---|\n| {BRIDGE} | 80% |\n| {MAYOR} | 35% |\n"
    assert [c.author for c in found(text)] == ["Ada", "Ada"]
