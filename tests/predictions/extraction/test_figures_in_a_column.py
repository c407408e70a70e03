"""Figures that stand at the same place in all entries of a list, in whatever marks: each is the chance of its entry."""

from datetime import date

import pytest

from predictions.candidate import Basis, Candidate
from predictions.extraction import extract

DAY = date(2030, 12, 20)
HEAD = "# Predictions for 2031\n\n"
OF_CHANCES = "# Predictions for 2031, with my confidence\n\n"
BRIDGE = "The Harlow bridge opens to traffic"
MAYOR = "Mayor Kern is re-elected"
EURO = "The euro trades above parity all year"
NUMBERS = {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6}


def found(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=DAY, author="Ada")


def stated(candidate: Candidate) -> float | None:
    return candidate.probability if candidate.basis in (Basis.STATED, Basis.ODDS) else None


@pytest.mark.parametrize(
    "entry",
    [
        "{claim} {{{number}%}}",
        "{claim} <{number}%>",
        "{claim} @ {number}%",
        "{claim} *** {number}% ***",
        "{claim} `{number}%`",
        "{claim} ██████░░░░ {number}%",
        "\U0001f7e2 {number}% {claim}",
        "{number} pc {claim}",
        "{claim}: {number}/100",
        "{number} out of 100: {claim}",
        "{claim}: {number},0 %",
        "{claim} ➜ {number} %",
        "{claim} | {number}% | [market](https://example.org/q)",
        "{claim}, 0.{number}",
        "{claim}      0.{number}",
        "{claim}: {number}+%",
        "{number}%/20%: {claim}",
        "Medium confidence ({number}%): {claim}",
        "0.{number} {claim}",
    ],
)
def test_a_unit_says_what_the_figures_of_a_list_are(entry: str) -> None:
    lines = [
        "- " + entry.format(claim=claim, number=round(100 * number))
        for claim, number in NUMBERS.items()
    ]
    candidates = found(HEAD + "\n".join(lines) + "\n")
    assert {c.statement: stated(c) for c in candidates} == NUMBERS


@pytest.mark.parametrize(
    "entry",
    [
        "- {number} {claim}",
        "{number} {claim}",
        "**{number}** {claim}\n",
        "({number}) {claim}",
        "- [{number}] {claim}",
        "- [ ] {number} - {claim}",
        "- {claim} {number}",
        "{claim}\t{number}",
        "{claim} ........ {number}",
        "- {claim}? {number}",
        "{number}. {claim}",
    ],
)
def test_bare_figures_are_chances_where_chances_are_spoken_of(entry: str) -> None:
    lines = [
        entry.format(claim=claim, number=round(100 * number)) for claim, number in NUMBERS.items()
    ]
    candidates = found(OF_CHANCES + "\n".join(lines) + "\n")
    assert {c.statement: stated(c) for c in candidates} == NUMBERS


@pytest.mark.parametrize(
    "entry",
    [
        "{claim}: {number} percent, because the votes are there",
        "{claim} — {number}% (the votes are there)",
        "{claim}: p = 0.{number} [a remark](https://example.org/why)",
        "{claim} -- Confidence: {number} -- RIGHT",
        "{number}p.c.: {claim}",
        "Roads: {number}%: {claim}",
        "{claim}, roughly {number}% likely, as the votes are there",
        "{claim} (p {number}) — Bo",
        "{claim}: 45% -> {number}%",
        "{claim} ({number}% ± 5%)",
        "{claim}: about {number} per cent #roads",
    ],
)
def test_figures_are_read_before_a_remark_and_in_any_writing(entry: str) -> None:
    lines = [
        "- " + entry.format(claim=claim, number=round(100 * number))
        for claim, number in NUMBERS.items()
    ]
    candidates = found(HEAD + "\n".join(lines) + "\n")
    assert [stated(c) for c in candidates] == [*NUMBERS.values()]
    assert all(claim in c.quote for claim, c in zip(NUMBERS, candidates, strict=True))


@pytest.mark.parametrize(
    ("writings", "chances"),
    [
        ((".8", ".35", ".6"), (0.8, 0.35, 0.6)),
        (("eighty per cent", "thirty-five per cent", "sixty percent"), (0.8, 0.35, 0.6)),
        (("1 in 4", "1 in 5", "3 in 4"), (0.25, 0.2, 0.75)),
        (("one in four", "one in five", "three in four"), (0.25, 0.2, 0.75)),
        (("4:1 on", "3-1 against", "3 to 2 on"), (0.8, 0.25, 0.6)),
        (("80/20", "35/65", "60/40"), (0.8, 0.35, 0.6)),
    ],
)
def test_odds_shares_and_words_are_chances_where_all_entries_have_one(
    writings: tuple[str, ...], chances: tuple[float, ...]
) -> None:
    lines = [f"- {claim}: {w}\n" for claim, w in zip(NUMBERS, writings, strict=True)]
    assert [stated(c) for c in found(OF_CHANCES + "".join(lines))] == [*chances]


def test_fractions_are_odds_where_odds_are_spoken_of() -> None:
    items = f"- {BRIDGE}: 1/4\n- {MAYOR}: 4/1\n- {EURO}: 2/3\n"
    odds = found("# My odds for 2031\n\n" + items)
    assert [stated(c) for c in odds] == [0.8, 0.2, 0.6]
    assert [stated(c) for c in found(HEAD + items)] == [None, None, None]


def test_quoted_lines_stand_for_themselves() -> None:
    lines = [f"> {claim}: {round(100 * number)}%\n" for claim, number in NUMBERS.items()]
    assert {c.statement: stated(c) for c in found(HEAD + "".join(lines))} == NUMBERS


def test_addresses_below_a_text_are_no_entries() -> None:
    text = f"{HEAD}- {BRIDGE}: 80%\n- {MAYOR}: 35%\n\n[80]: https://example.org/a\n[35]: https://example.org/b\n[60]: /c\n"
    assert [stated(c) for c in found(text)] == [0.8, 0.35]


def test_figures_of_ten_and_ranges_are_read_alike() -> None:
    tenths = found(f"{HEAD}- {BRIDGE}: 8/10\n- {MAYOR}: 3/10\n- {EURO}: 6/10\n")
    assert [stated(c) for c in tenths] == [0.8, 0.3, 0.6]
    ranges = found(f"{OF_CHANCES}- {BRIDGE}: 75 to 85\n- {MAYOR}: 30 to 40\n- {EURO}: 55 to 65\n")
    assert [(c.probability_low, c.probability_high) for c in ranges] == [
        (0.75, 0.85),
        (0.3, 0.4),
        (0.55, 0.65),
    ]


def test_round_figures_in_front_of_claims_are_chances_where_predictions_are_announced() -> None:
    lines = [f"80 {BRIDGE}", f"35 {MAYOR}", f"60 {EURO}", "90 The lock is repaired"]
    assert [stated(c) for c in found(HEAD + "\n".join(lines) + "\n")] == [0.8, 0.35, 0.6, 0.9]


@pytest.mark.parametrize(
    "text",
    [
        "# The squad for 2031\n\nAges in front.\n\n34 Ada Lund\n41 Bo Kern\n29 Cy Vale\n",
        "# Contents of the town chronicle\n\n12 The bridge opens\n45 Kern is elected\n78 The flood comes\n",
        "# Basketball results\n\n- Harlow 80\n- Vale 35\n- Lund 60\n",
        "# Status of the release\n\n- 80/100 tests pass\n- 35/100 pages translated\n- 60/100 tickets closed\n",
        "# A review of The Harlow Flyer\n\n- The film drags on: 4/10\n- The songs are lovely: 8/10\n- The ending makes no sense: 2/10\n",
        "# Menu of the week\n\n- Tea stays warm 80\n- Soup is on the table 95\n- Bread is fresh 60\n",
        "# Questions for 2031\n\nGive each a chance in percent.\n\n## 3. Will the bridge open in 2031?\n\nType: binary\n\n## 17. Will Kern be re-elected in 2031?\n\nType: binary\n\n## 41. Will the lock be repaired in 2031?\n\nType: binary\n",
        "# The book of Harlow\n\n12 The people went up to the hill\n13 And the waters rose\n14 The mill stood still\n",
    ],
)
def test_figures_of_other_lists_are_no_chances(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(
    "items",
    [
        "1. The bridge opens to traffic\n2. Kern is re-elected\n3. The lock is repaired\n",
        "3) The bridge opens to traffic\n2) Kern is re-elected\n1) The lock is repaired\n",
        "2. The bridge opens to traffic\n4. Kern is re-elected\n5. The lock is repaired\n",
        "- The bridge opens to traffic [00:42:09]\n- Kern is re-elected [00:45:12]\n- The lock is repaired [00:47:40]\n",
        "- Inflation falls to 4%\n- The Kern party collects the remaining 35%\n- Turnout: 61%\n",
        "- Inflation will end the year at 3% (10th: 1%, 90th: 6%)\n- Turnout will be 62% (10th: 50%, 90th: 70%)\n- Rents will rise by 5% (10th: 2%, 90th: 9%)\n",
        "- The trams will be more, just as or less full: 50%/40%/10%\n- The quays will be more, just as or less loud: 30%/40%/30%\n",
    ],
)
def test_numbers_that_count_the_entries_or_belong_to_what_is_claimed_are_none(items: str) -> None:
    candidates = found(OF_CHANCES + items)
    assert candidates
    assert [stated(c) for c in candidates] == [None] * len(candidates)


def test_units_may_differ_from_entry_to_entry() -> None:
    text = (
        HEAD
        + "1. The bridge opens - 35%\n2. Kern is re-elected — 60/100\n3. The lock leaks: 9/10\n"
    )
    assert [stated(c) for c in found(text)] == [0.35, 0.6, 0.9]


def test_lines_that_begin_with_a_figure_are_entries_whatever_line_goes_on() -> None:
    text = (
        "Ada's 2031 Predictions\nA chance in percent is given for each. Here they are.\n99 The mill stays open\n"
        "95 Old Kern is still the mayor\n60 More people ride the tram in 2031 than ever before, on at least one day\nof the year\n"
        "50 Gold over 2000 crowns\n"
    )
    assert [stated(c) for c in found(text)] == [0.99, 0.95, 0.6, 0.5]


def test_an_item_that_is_only_a_number_gives_it_to_the_items_below() -> None:
    text = f"{HEAD}- 80%\n  - {BRIDGE}\n  - {EURO}\n- 35%\n  - {MAYOR}\n"
    assert [stated(c) for c in found(text)] == [0.8, 0.8, 0.35]


def test_roman_numbers_count_items() -> None:
    text = f"{HEAD}i) {BRIDGE}: p = 0.8\nii) {MAYOR}: p = 0.35\niii) {EURO}: p = 0.6\n"
    assert [stated(c) for c in found(text)] == [0.8, 0.35, 0.6]


@pytest.mark.parametrize("dash", [" – ", " - ", "-"])
def test_the_end_of_a_range_is_no_chance_of_what_is_said_before_it(dash: str) -> None:
    entries = (
        f"1. I think rents will rise in 2031. There will be two falls of between 5{dash}10%.\n"
        f"2. I think wool will sell worse. The tax will stay in a range of 1.5%{dash}2% (as it is).\n"
    )
    candidates = found(HEAD + entries)
    assert not any(c.statement.endswith(("between 5", "of 1.5%")) for c in candidates)
    claims = {c.quote: stated(c) for c in candidates}
    assert claims["rents will rise in 2031"] is None
    assert claims["wool will sell worse"] is None
