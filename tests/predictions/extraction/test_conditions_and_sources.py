"""What a claim hangs on, which way it leans, and whose number it is, on sentences written for these tests."""

from datetime import date

import pytest

from predictions.candidate import Candidate, Polarity
from predictions.extraction import extract

PUBLISHED = date(2025, 3, 1)


def found(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=PUBLISHED, author="Ada Moor")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (
            "In the unlikely event that the dam breaks, the valley will be flooded by 2027.",
            "In the unlikely event that the dam breaks",
        ),
        (
            "Without new money, the tram will be closed by 2027.",
            "Without new money",
        ),
        (
            "If the yard is sold, and especially if the bank agrees, the tram will be built by 2027.",
            "If the yard is sold, and especially if the bank agrees",
        ),
        ("Barring a strike, the tram will be finished by 2027.", "Barring a strike"),
        ("The tram will be finished by 2027, but only if the bank agrees.", "if the bank agrees"),
        ("Even if rents fall, the mill will close by 2027.", "Even if rents fall"),
        (
            "The mill will close as soon as the bank calls its loan.",
            "as soon as the bank calls its loan",
        ),
        (
            "Rents may rise, but once the bridge is open, the mill will sell its land.",
            "once the bridge is open",
        ),
        (
            "My feeling is if the yard is sold by spring, the tram will be built by 2027.",
            "if the yard is sold by spring",
        ),
        (
            "If the yard is sold this year then I think the tram will be built by 2027.",
            "If the yard is sold this year",
        ),
        ("Closing the yard would cost the town ten thousand jobs by 2027.", "Closing the yard"),
        ("With the new law in place, the tram will be built by 2027.", "With the new law in place"),
        ("At the present rate, the glacier will be gone by 2040.", "At the present rate"),
        (
            "The bank may still say no, in which case the tram will stop by 2027.",
            "in which case the tram will stop by 2027",
        ),
    ],
)
def test_a_condition_is_kept_whatever_its_words(text: str, condition: str) -> None:
    assert found(text)[-1].condition == condition


@pytest.mark.parametrize(
    "text",
    [
        "If I had to guess, the tram will be finished by 2027.",
        "The dam will break at least once by 2027.",
        "If you look at the plans, the tram will be finished by 2027.",
        "I'm assuming the tram will be finished by 2027.",
        "The question is if the tram will be finished by 2027.",
        "Yards provided with too few tools will close by 2027.",
        "There will be a sharp rise in case counts by 2027.",
        "Once, the yard was rich, and it will be rich again by 2027.",
        "Without a doubt, the tram will be finished by 2027.",
        "According to the plan, the tram would be finished by 2027.",
    ],
)
def test_words_of_a_condition_that_set_none(text: str) -> None:
    assert all(c.condition is None for c in found(text))


def test_what_follows_from_what_was_supposed_shares_its_condition() -> None:
    text = "If the yard is sold, the tram will be built by 2027. That would double rents by 2030."
    assert [c.condition for c in found(text)] == ["If the yard is sold"] * 2


def test_the_sentence_after_a_condition_stands_on_its_own_otherwise() -> None:
    text = "If the yard is sold, the tram will be built by 2027. The mill will close by 2030."
    assert [c.condition for c in found(text)] == ["If the yard is sold", None]


def test_a_condition_of_one_claim_is_not_that_of_the_next() -> None:
    first, second = found("Rents will fall if the mill closes, and wages will rise by 2027.")
    assert (first.condition, second.condition) == ("if the mill closes", None)


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("If the yard is sold, and if it is cleared, the ferry will no longer run by 2027.", "no"),
        ("I can't imagine the yard closing by 2027.", "no"),
        ("Even with the debts it has now, I can't imagine the yard closing by 2027.", "no"),
        ("I'm assuming a second bridge over the river isn't going to be built by 2027.", "no"),
        ("I can't see rents doing anything by 2027 other than going up.", "yes"),
        ("I would be surprised if ten years from now we're not using the ferry.", "yes"),
        ("I expect one of the bridges to open soon, but not both.", "yes"),
    ],
)
def test_which_way_it_leans(text: str, leans: str) -> None:
    assert found(text)[0].polarity is Polarity(leans)


@pytest.mark.parametrize("word", ["surprised", "shocked", "astonished", "amazed", "stunned"])
def test_what_would_astonish_somebody_is_the_claim_and_no_condition(word: str) -> None:
    (candidate,) = found(f"I would be {word} if the council approved the stadium before 2030.")
    assert (candidate.statement, candidate.polarity, candidate.condition) == (
        "The council approved the stadium before 2030",
        Polarity.NO,
        None,
    )


class TestWhoseNumber:
    def test_a_number_that_links_to_a_platform_is_its_own(self) -> None:
        text = "**Will the tram reach the hospital by 2027?** [40%](https://www.metaculus.com/questions/1/)\n"
        (candidate,) = found(text)
        assert (candidate.author, candidate.reported) == ("Metaculus", True)

    def test_a_lead_that_names_a_platform_gives_it_the_questions_below(self) -> None:
        text = "On Polymarket this week:\n\n- Will the tram reach the hospital by 2027? 40%\n- Will the dam hold in 2026? 90%\n"
        assert {(c.author, c.reported) for c in found(text)} == {("Polymarket", True)}

    def test_the_author_who_cites_a_platform_keeps_their_own_number(self) -> None:
        text = "# My predictions\n\nManifold, Kalshi and Metaculus disagree with me.\n\n- Will the tram reach the hospital by 2027? 40%\n"
        assert all(not c.reported for c in found(text))

    def test_the_one_who_gives_the_number_in_the_claim_is_its_author(self) -> None:
        (candidate,) = found("In an interview, Hart gave a 30% chance of a second tram by 2035.")
        assert (candidate.author, candidate.reported) == ("Hart", True)

    def test_a_column_headed_by_the_author_is_the_author(self) -> None:
        text = "| Question | Ada | Bo |\n|---|---|---|\n| The tram reaches the hospital by 2027 | 40% | 60% |\n"
        assert [(c.author, c.reported) for c in found(text)] == [("Ada Moor", False), ("Bo", True)]

    def test_places_in_a_team_are_no_speakers(self) -> None:
        text = "G: Ann Roe\nC: Bea Poe\nG: Cy Doe\nC: Di Loe\n\nThe tram will reach the hospital by 2027.\n"
        assert [(c.author, c.reported) for c in found(text)] == [("Ada Moor", False)]
