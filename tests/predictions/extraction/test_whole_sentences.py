"""Statements are sentences where the words alone are none: cells under stages of a cup, what nobody can picture, some of them."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.chances.ends import end_of
from predictions.extraction.wording.finishing import finished
from predictions.extraction.wording.gerunds import doing
from predictions.extraction.wording.nouns import as_sentence
from predictions.extraction.wording.statement import affirm

DAY = date(2030, 6, 1)


@pytest.mark.parametrize(
    ("head", "end"),
    [
        ("P(R16)", "reach the round of 16"),
        ("Round of 32", "reach the round of 32"),
        ("QF %", "reach the quarter-finals"),
        ("Quarterfinals", "reach the quarter-finals"),
        ("Make semi-final", "reach the semi-finals"),
        ("P(final)", "reach the final"),
        ("Final four (%)", "reach the Final Four"),
        ("Chance of relegation", "be relegated"),
        ("Promoted", "be promoted"),
        ("**Champion**", "be champion"),
        ("Probability of winning the title", "win the title"),
        ("Playoffs", "make the playoffs"),
        ("Top 4", "finish in the top 4"),
    ],
)
def test_the_head_of_a_column_says_how_far_a_name_gets(head: str, end: str) -> None:
    assert end_of("Harrow Rovers", head) == f"Harrow Rovers will {end}"


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Harrow Rovers", "Chance"),
        ("Harrow Rovers", "Final score"),
        ("Harrow Rovers", "Finals 2029 (%)"),
        ("Harrow Rovers", ""),
        ("Harrow v Norby", "Final"),
        ("Harrow closes the mill", "Final"),
        ("rents rise", "Qualify"),
    ],
)
def test_other_heads_and_what_is_no_name_are_no_stage(name: str, head: str) -> None:
    assert end_of(name, head) is None


def test_each_cell_of_a_cup_says_its_stage() -> None:
    table = (
        "# Predictions for the 2031 cup\n\n| Team | P(QF) | P(SF) | P(champion) |\n|---|---|---|---|\n"
        "| Harrow | 60% | 30% | 12% |\n| Norby Town | 40% | 20% | 8% |\n"
    )
    found = extract(table, published=DAY)
    assert [(c.statement, c.probability) for c in found] == [
        ("Harrow will reach the quarter-finals", 0.6),
        ("Harrow will reach the semi-finals", 0.3),
        ("Harrow will be champion", 0.12),
        ("Norby Town will reach the quarter-finals", 0.4),
        ("Norby Town will reach the semi-finals", 0.2),
        ("Norby Town will be champion", 0.08),
    ]


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("I can't see the mills giving up steam by 2040", "The mills will give up steam by 2040"),
        (
            "It is hard to imagine the mills giving up steam",
            "The mills will give up steam",
        ),
        ("I cannot see it panning out like that", "It will be panning out like that"),
        ("I can't imagine it ever having a large effect", "It will have a large effect"),
        ("I don't see them closing the yard before 2041", "They will close the yard before 2041"),
        ("I really can't picture the new building opening", "The new building will open"),
        ("It's difficult to see spending rising again", "Spending will rise again"),
    ],
)
def test_what_nobody_can_picture_is_a_sentence(quote: str, statement: str) -> None:
    assert affirm(quote, denied=False) == statement


def test_what_is_hard_to_imagine_may_stand_before_the_quote() -> None:
    before = "it is hard to imagine "
    said = affirm("the mills giving up steam", denied=False, before=before)
    assert said == "The mills will give up steam"


@pytest.mark.parametrize(
    "words",
    [
        "the case for another cut",
        "the building",
        "a lowering of the fee",
        "how the mills keep going",
        "mills, yards closing",
        "the mills that are closing",
        "any funding",
    ],
)
def test_nouns_in_ing_and_what_has_a_verb_do_nothing(words: str) -> None:
    assert doing(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "Some of this matters by 2040",
        "Many of the yards sink money into steam",
        "A lot of the trade moves north",
    ],
)
def test_what_some_of_them_do_is_a_sentence_already(words: str) -> None:
    assert as_sentence(words, listed=True) == words


@pytest.mark.parametrize(
    ("words", "statement"),
    [
        (
            "Some resolution of the border question",
            "There will be some resolution of the border question",
        ),
        ("A lot of strikes", "There will be a lot of strikes"),
        ("Harbour Radio Update", "There will be a Harbour Radio Update"),
    ],
)
def test_what_there_will_be_some_of_still_comes(words: str, statement: str) -> None:
    assert as_sentence(words, listed=True) == statement


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("Sorry to be a bore, but rents will rise", "Rents will rise"),
        ("In summary, the yard will close", "The yard will close"),
        ("Anyways, the yard will close", "The yard will close"),
        ("I have faith the guild will keep the mill", "The guild will keep the mill"),
        ("You have to assume Kern will win", "Kern will win"),
        ("Man will land there", "Man will land there"),
        ("Oh Lund will win", "Oh Lund will win"),
        ("I have faith in the guild", "I have faith in the guild"),
    ],
)
def test_what_one_says_before_a_claim_comes_off(quote: str, statement: str) -> None:
    assert affirm(quote, denied=False) == statement


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("The tram will not be ready yet", "The tram will be ready"),
        ("Ferries won't yet be electric in 2031", "Ferries will be electric in 2031"),
        ("The tram will not quite yet be ready", "The tram will be ready"),
        ("There won't be yet another strike", "There will be yet another strike"),
        ("It is cheap, yet it will not sell", "It is cheap, yet it will sell"),
    ],
)
def test_yet_goes_with_its_denial(quote: str, statement: str) -> None:
    assert affirm(quote, denied=True) == statement


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("The yard in Norby, will close in May", "The yard in Norby will close in May"),
        ("Many small mills, are set to close", "Many small mills are set to close"),
        ("The yard, the older one, will close", "The yard, the older one, will close"),
        ("In Norby, will is what counts", "In Norby, will is what counts"),
        ("The guild says, will is what counts", "The guild says, will is what counts"),
    ],
)
def test_no_lone_comma_parts_a_subject_from_its_verb(statement: str, said: str) -> None:
    assert finished(statement) == said


def test_it_is_nobody_before_where_a_name_follows() -> None:
    found = extract(
        "Harrow will reach the final. It won't be Norby, and it will still be a dull game.",
        published=DAY,
    )
    assert "It will be Norby" in [c.statement for c in found]
