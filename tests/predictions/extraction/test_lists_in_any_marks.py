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


@pytest.mark.parametrize("number", ["Q{n}:", "P{n}.", "#{n}", "[{n}]", "{n}/", "No. {n}:", "{n} -"])
def test_lines_that_count_from_one_are_items_with_what_stands_below(number: str) -> None:
    entries = "".join(
        f"{number.format(n=n)} {claim} ({p:.0%})\n  Why: the votes are there.\n"
        for n, (claim, p) in enumerate(FINDS.items(), 1)
    )
    assert_found(Shape(number, entries, dict(FINDS)))


@pytest.mark.parametrize("below", ["  - {p:.2f}\n", "\n  {p:.2f}\n\n"])
def test_bare_numbers_below_all_claims_are_their_chances(below: str) -> None:
    entries = "".join(f"- {claim}\n{below.format(p=p)}" for claim, p in FINDS.items())
    assert_found(Shape(below, entries, dict(FINDS)))


def test_bare_numbers_below_some_claims_are_none() -> None:
    text = f"- {BRIDGE}\n  - 0.8\n- {MAYOR}\n- {EURO}\n- {TRAM}\n  - 0.3\n"
    assert not any(stated(c) for c in found(HEAD + text))


def test_two_lines_with_percentages_are_two_entries() -> None:
    text = f"## Roads\n\n{BRIDGE}: 80% as it looks\n{TRAM}: 35% as it looks\n\n## Town\n\n{MAYOR}: 60% as it looks\n{EURO}: 90% as it looks\n"
    assert [stated(c) for c in found(HEAD + text)] == [0.8, 0.35, 0.6, 0.9]


def test_topics_outcomes_and_reasons_below_a_level_are_no_claims() -> None:
    text = (
        f"## 80%\n\n- {BRIDGE}\n  - Why: the piers are there.\n- {EURO}\n  ✗ did not happen\n\n"
        f"## 35%\n\n- {MAYOR}\n  - Why: he is tired.\n"
    )
    assert [(c.statement, stated(c)) for c in found(HEAD + text)] == [
        (BRIDGE, 0.8),
        (EURO, 0.8),
        (MAYOR, 0.35),
    ]


def test_what_stands_below_things_that_somebody_expects_is_claimed() -> None:
    text = f"Things I expect in 2031:\n\n- {BRIDGE}\n- Record profits at Lund Motors\n- {MAYOR}\n"
    assert [c.quote for c in found(text)] == [BRIDGE, "Record profits at Lund Motors", MAYOR]


@pytest.mark.parametrize("numbers", ["①②③", ["1️⃣", "2️⃣", "3️⃣"]])
def test_numbers_in_circles_and_keys_count_entries_of_one_list(numbers: str) -> None:
    rows = zip(numbers, FINDS.items(), strict=True)
    items = "".join(f"{n} {claim}: 0.{p * 100:02.0f}\n" for n, (claim, p) in rows)
    assert_found(Shape("numbers", items, dict(FINDS)))


def test_a_topic_over_claims_with_numbers_is_none() -> None:
    text = f"- Roads and bridges\n  - {BRIDGE}: 80%\n  - {TRAM}: 35%\n\nTown and country\n\n- {MAYOR}: 60%\n"
    assert [stated(c) for c in found(HEAD + text)] == [0.8, 0.35, 0.6]


def test_lines_that_go_on_with_dots_are_entries() -> None:
    text = f"{BRIDGE} by May: 80%\n...by March: 35%\n.... and is paid for: 60%\n"
    assert [stated(c) for c in found(HEAD + text)] == [0.8, 0.35, 0.6]
