"""Where people put the number: before or after the claim, on a line of its own, above a list."""

from datetime import date

import pytest

from predictions.candidate import Candidate
from predictions.extraction import extract

HEAD = "# Predictions for 2031\n\n"


def numbers(body: str) -> dict[str, float | None]:
    """The probability of each claim, by its first words."""
    found = extract(HEAD + body, published=date(2030, 12, 20), author="Ada")
    return {_name(c): c.probability for c in found}


def _name(candidate: Candidate) -> str:
    return next((name for name in ("Lagos", "euro", "Harlow") if name in candidate.quote), "?")


LAGOS, EURO = "Lagos will open its second metro line", "The euro will stay above parity"
BOTH = {"Lagos": 0.7, "euro": 0.85}


@pytest.mark.parametrize(
    "body",
    [
        f"- 70% {LAGOS}\n- 85% {EURO}\n",
        f"1. [70%] {LAGOS}.\n2. [85%] {EURO}.\n",
        f"70% - {LAGOS}\n85% - {EURO}\n",
        f"{LAGOS} – 70%\n{EURO} – 85%\n",
        f"- {LAGOS} -- 70%\n- {EURO} --- 85%\n",
        f"{LAGOS} → 70%\n\n{EURO} -> 85%\n",
        f"- {LAGOS} ➡️ ~70%\n- {EURO} => 85 %\n",
        f"- {LAGOS}, P=0.7\n- {EURO} (p = .85)\n",
        f"- {LAGOS}\n  - Confidence: 70%\n- {EURO}\n  - Probability: 85%\n",
        f"## {LAGOS}\n\nConfidence: 70%\n\nThe money is there.\n\n## {EURO}\n\nI see no fall.\n\nConfidence: 85%. More than last year.\n",
        f"**{LAGOS}.** The money is there and the tracks are laid. 70%.\n\n**{EURO}.** I see no reason for a fall. 85%.\n",
        f"**1. {LAGOS}. (Confidence: 70%)** The money is there.\n\n**2. {EURO}. (Confidence: 85%)** I see no fall.\n",
        f"- **{LAGOS} (70%)**: the money is there.\n- **{EURO} (85%)** Nothing speaks against it.\n",
        f"- {LAGOS}. My confidence in this prediction is 70%.\n- {EURO}. I am about 85% sure.\n",
        f"- {LAGOS}. Confidence: 7/10\n- {EURO}, I'd say 85%\n",
        f"- {LAGOS}: 70%+\n- {EURO}. Chances: 85 percent.\n",
    ],
)  # fmt: skip
def test_the_number_reaches_its_claim(body: str) -> None:
    assert {name: p for name, p in numbers(body).items() if p is not None} == BOTH


def test_bare_figures_count_where_a_whole_list_ends_in_them_and_chances_are_spoken_of() -> None:
    items = f"- {LAGOS} [70]\n- {EURO} [85]\n- Harlow Steel will go bankrupt: 20\n"
    assert numbers(f"Probabilities in percent.\n\n{items}") == {**BOTH, "Harlow": 0.2}
    assert set(numbers(items).values()) == {None}


def test_figures_of_what_is_claimed_are_no_probabilities() -> None:
    assert numbers("Lagos will see growth of only 1.8%.\n") == {"Lagos": None}
    better = numbers("There is a better than even chance that Lagos will open a second line.\n")
    assert better["Lagos"] != 0.5


def test_a_band_above_a_list_is_the_number_of_its_items_and_no_claim() -> None:
    body = f"Things I'm 90% sure of:\n\n- {LAGOS}\n- {EURO}\n\nThings that are 60% likely to happen:\n\n- Harlow Steel goes bankrupt\n"
    assert numbers(body) == {"Lagos": 0.9, "euro": 0.9, "Harlow": 0.6}


def test_a_share_at_the_head_of_an_item_is_no_probability() -> None:
    assert numbers("- 20% of Lagos will ride the metro\n- 35% growth for Harlow Steel\n") == {
        "Lagos": None,
        "Harlow": None,
    }
    assert numbers("- 15% GDP growth for Lagos: 40%\n") == {"Lagos": 0.4}


def test_a_percentage_at_the_end_of_a_line_that_runs_on_breaks_nothing() -> None:
    body = (
        "Lagos will see its fares rise by no less than the usual 5%\nand its trains will be full.\n"
    )
    assert all(p is None for p in numbers(body).values())


def test_an_arrow_between_two_numbers_leads_from_the_old_to_the_new() -> None:
    assert numbers(f"- Will {LAGOS[:5]} open its second metro line? 40% → 70%\n") == {"Lagos": 0.7}


def test_a_figure_in_bold_within_a_sentence_does_not_end_it() -> None:
    (claim,) = extract(
        HEAD + "**Lagos will ride 20%** more trains in 2031 than in 2030.\n",
        published=date(2030, 12, 20),
    )
    assert claim.quote.endswith("more trains in 2031 than in 2030")
    assert claim.probability is None


def test_bars_in_the_links_of_a_wiki_part_no_cells() -> None:
    links = "[[tram_lines_of_lagos | trams]] of [[the_city | Lagos]] and [[the_port | its port]]"
    (claim,) = extract(f"The {links} will be full by 2033.\n", published=date(2030, 12, 20))
    assert claim.quote == f"The {links} will be full by 2033"
    rows = "[[trams | Lagos]] | will be full by 2033 | 70%\n"
    assert not any(
        "will be full by 2033 | 70%" in c.quote for c in extract(rows * 2, published=None)
    )
