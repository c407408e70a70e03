"""Lists whose entries begin with marks of any kind, and the levels and numbers that stand above or below them."""

import pytest

from tests.predictions.extraction.shapes import (
    BRIDGE,
    EURO,
    HEAD,
    MAYOR,
    TRAM,
    Shape,
    assert_found,
    found,
    stated,
)

FINDS = {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6}


@pytest.mark.parametrize(
    "mark", ["»", "·", ">>", "::", "o", "~", "①", "\\item", "[*]", "#.", "→", "=>", "—", "- [ ]"]
)
def test_a_mark_that_comes_again_and_again_is_a_bullet(mark: str) -> None:
    items = "".join(f"{mark} {claim} ({p:.0%})\n" for claim, p in FINDS.items())
    assert_found(Shape(mark, items, dict(FINDS)))
    assert_found(Shape(mark, items.replace("\n", "\n\n"), dict(FINDS)))


@pytest.mark.parametrize(
    ("before", "entry", "after"),
    [
        ("<dl>\n", "<dt>{claim}</dt><dd>{p:.0%}</dd>\n", "</dl>\n"),
        ("\\begin{{itemize}}\n", "\\item {claim}: {p:.0%}\n", "\\end{{itemize}}\n"),
        ("[list]\n", "[*] {claim} [b]{p:.0%}[/b]\n", "[/list]\n"),
        ("", "- {claim}\n  - {p:.2f} probability\n", ""),
        ("", "- {claim}\n  - p {p:.2f}\n", ""),
        ("", "{claim}\n\n    Odds: {p:.0%}\n\n", ""),
    ],
)
def test_markup_of_other_kinds_makes_lists(before: str, entry: str, after: str) -> None:
    entries = "".join(entry.format(claim=claim, p=p) for claim, p in FINDS.items())
    assert_found(Shape(entry, before.format() + entries + after.format(), dict(FINDS)))


@pytest.mark.parametrize(
    "level",
    [
        "## {n}\n\n",
        "## 0.{n}\n\n",
        "{n}%\n\n",
        "Confidence: {n}%\n\n",
        "**{n}%**\n\n",
        "### {n} out of 100\n\n",
        "I'm {n}% sure:\n",
    ],
)
def test_a_level_above_a_list_is_the_chance_of_its_items(level: str) -> None:
    text = f"{level.format(n=80)}- {BRIDGE}\n- {EURO}\n\n{level.format(n=35)}- {MAYOR}\n- {TRAM}\n"
    assert [stated(c) for c in found(HEAD + text)] == [0.8, 0.8, 0.35, 0.35]


def test_headings_of_entries_are_no_chances() -> None:
    text = f"## P-01\n\n{BRIDGE}, and stays open.\n\n## P-02\n\n{MAYOR}, as four years ago.\n"
    assert not any(stated(c) for c in found(HEAD + text))


def test_a_footnote_of_figures_is_not_for_the_claim_before_it() -> None:
    text = f"- {BRIDGE}, which I hold for sure[^1].\n- {MAYOR}.\n\n[^1]: p = 0.03\n"
    assert all(stated(c) is None for c in found(HEAD + text))
