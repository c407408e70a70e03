"""Any way to say how probable something is, wherever it stands: the number binds to its own clause, and growth and shares to none."""

from datetime import date
from itertools import product

import pytest

from predictions.candidate import Basis, Candidate
from predictions.extraction import extract
from tests.predictions.extraction.chancings import CLAIMS, HELD_OUT, NO_CHANCES, PLACES, WAYS

CHANCES = (77.4, 98, 62, 31)


def found_in(text: str) -> tuple[Candidate, ...]:
    return extract(f"# Predictions for 2027\n\n{text}\n", published=date(2026, 12, 1), author="Ada")


@pytest.mark.parametrize("way", [*WAYS, *HELD_OUT])
def test_a_chance_binds_to_its_claim_in_any_place(way: str) -> None:
    for place, (claim, chance) in product(PLACES, zip(CLAIMS, CHANCES, strict=True)):
        subject, plain, gerund, third = claim
        said = way.format(S=subject, inf=plain, ing=gerund, third=third, p=chance)
        said = said[0].upper() + said[1:]
        text = place.format(C=said, c=said[0].lower() + said[1:])
        verb = plain.split()[0]
        given = {one.probability for one in found_in(text) if verb[:4] in one.statement}
        assert round(chance / 100, 6) in given, text


@pytest.mark.parametrize("text", NO_CHANCES)
def test_growth_and_shares_are_no_chances(text: str) -> None:
    assert not [one for one in found_in(text) if one.basis in (Basis.STATED, Basis.ODDS)]


@pytest.mark.parametrize(
    ("text", "chances"),
    [
        ("Kern over Lund (72%)\n\nHarrow over Roe (61%)\n\nMill Town over Yard Town (55%)", [0.72, 0.61, 0.55]),
        ("Harrow will beat Lund (77%).\n\nKern will beat Roe (61% confidence).", [0.77, 0.61]),
        ("Winner: Kern (60%)\nBest boat: The Heron (45%)", [0.6, 0.45]),
        ("Harrow at Lund: Harrow (77%)\nKern at Roe: Roe, 61%", [0.77, 0.61]),
        ("## Best boat\n\n- *The Heron (45%)*\n- The Mill (20%)\n- The Yard (< 1%)\n", [0.45, 0.2, 0.01]),
        ("Won't be announced:\n- A new ferry (70%)\n- A second tram (90%)", [0.3, 0.1]),
    ],
)  # fmt: skip
def test_a_pick_keeps_the_chance_behind_it(text: str, chances: list[float]) -> None:
    found = found_in(text)
    assert [one.probability for one in found] == chances
    assert not any("%" in one.statement for one in found)


def test_a_share_of_the_vote_is_no_chance_of_a_pick() -> None:
    text = "The vote is close. Voters vote early, votes are counted, and voters wait for the vote.\n\nOhio: Kern (52%)\nUtah: Roe (60%)"
    assert not [one for one in found_in(text) if one.basis is Basis.STATED]


@pytest.mark.parametrize(
    ("text", "statement", "chance"),
    [
        ("Wool growth in 2027: 58% between 3.5% and 5%", "Wool growth in 2027: between 3.5% and 5%", 0.58),
        ("When will Lund and Roe make peace: 55% not before May 2027", "Lund and Roe will make peace before May 2027", 0.45),
        ("The price of wool: 70% above $40", "The price of wool: above $40", 0.7),
    ],
)  # fmt: skip
def test_a_number_between_what_is_asked_and_the_answer(
    text: str, statement: str, chance: float
) -> None:
    (found,) = found_in(text)
    assert (found.statement, found.probability) == (statement, chance)


def test_an_entry_that_goes_on_has_its_own_number() -> None:
    text = "- I will read 15 books: 90%...20 books: 80%\n- I will sail to Lund: 70%"
    assert [(one.statement, one.probability) for one in found_in(text)] == [
        ("Ada will read 15 books", 0.9),
        ("Ada will read 20 books", 0.8),
        ("Ada will sail to Lund", 0.7),
    ]


def test_bare_figures_are_chances_where_the_text_says_so() -> None:
    text = "Here is what I think might happen (probabilities in percent):\n\n- stays with Lund (65)\n\n- Roe takes it (35)\n\n- Lund takes the hills (75)\n"
    found = extract(text, published=date(2026, 1, 5), author="Ada")
    assert [one.probability for one in found] == [0.65, 0.35, 0.75]


def test_the_statement_says_what_the_odds_are_of() -> None:
    for text, statement in (
        ("The odds of a strike in 2027 rose from 40% to 55%.", "There will be a strike in 2027"),
        ("The bank cut its odds of a sale in 2027 to 30%.", "There will be a sale in 2027"),
        ("Kern is now 81% to take the hills, down from 92%.", "Kern will take the hills"),
    ):
        (found,) = found_in(text)
        assert found.statement == statement
