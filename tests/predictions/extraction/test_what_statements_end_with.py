"""The last look at a statement: nothing dangles at its ends, nothing is stammered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.extraction.wording.finishing import finished, without_speaker
from predictions.extraction.wording.plain import plain
from predictions.extraction.wording.statement import affirm


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("The guild will sell ten mills and", "The guild will sell ten mills"),
        ("Kern will win, so", "Kern will win"),
        ("The fee will double, which", "The fee will double"),
        ("But the gap will grow", "The gap will grow"),
        ("Also, most polls favor Kern", "Most polls favor Kern"),
        ("Um then there will be uh rain", "Then there will be rain"),
        ("It will be a a fad of the the year", "It will be a fad of the year"),
        (
            "Kern will win both the cup (2/1) and the league",
            "Kern will win both the cup and the league",
        ),
        ("We will (probably) have a new quay", "We will have a new quay"),
        ("V.16 Norby will outgrow Harrow 55% {70 percent}", "Norby will outgrow Harrow"),
        ("Norby - Norby will grow", "Norby will grow"),
        ("Ferries are gonna sink", "Ferries are going to sink"),
        ("Kern will be in office (90%)", "Kern will be in office"),
    ],
)
def test_what_dangles_comes_off(statement: str, said: str) -> None:
    assert finished(statement) == said


@pytest.mark.parametrize(
    "statement",
    [
        "So-called art will sell",
        "Yet another strike will come",
        "Ferries will run every now and then",
        "Kern will do so",
        "Kern will stay for a while",
        "That that will be higher is sure",
        "In in-person talks Kern will win",
        "Will Will win",
        "Kern will win a majority (51% of all votes)",
        "So it goes",
        "Kern: rents will fall",
        "GPT-5 Turbo will come",
        "Q3 Revenue will fall",
    ],
)
def test_what_belongs_to_a_statement_stays(statement: str) -> None:
    assert finished(statement) == statement


def test_a_mark_that_stands_for_itself_leaves_no_slash() -> None:
    assert plain(r"The fee will be \$5 \[in May\]") == "The fee will be $5 (in May)"


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("False \u2014 The mill closes in May", "The mill closes in May"),
        ("Rents will spur growth, says Anna Kern, a teacher at Norby", "Rents will spur growth"),
        ("Kern added a wing, said to be haunted", "Kern added a wing, said to be haunted"),
        ("Invalidated \u2014 The mill closes in May", "The mill closes in May"),
        ("IMHO we will see rain", "We will see rain"),
        ("A strike in Norby is more likely than not", "There will be a strike in Norby"),
        (
            "Rents will grow by 3% this year, which Kern noted is low",
            "Rents will grow by 3% this year, which Kern noted is low",
        ),
        (
            "Rents will grow by 3% this year, which he noted is low",
            "Rents will grow by 3% this year",
        ),
        ("In which case we'll move to Norby", "We'll move to Norby"),
        ("The one thing I do think is rents will fall", "Rents will fall"),
        ("It's projected to win ten cups", "It will win ten cups"),
        ("I have great confidence that rents will fall", "Rents will fall"),
        ("Ferries will be sold in May, that's my prediction", "Ferries will be sold in May"),
    ],
)
def test_who_says_it_and_what_came_of_it_come_off(quote: str, said: str) -> None:
    assert affirm(quote, denied=False, number="") == said


@pytest.mark.parametrize(
    ("statement", "author", "said"),
    [
        ("Clement - 2031 will see a boom", "Clement", "2031 will see a boom"),
        ("Anna Kern: rents will fall", "Anna Kern", "Rents will fall"),
        ("Anna will win a cup", "Anna", "Anna will win a cup"),
        ("Norby: rents will fall", "Anna", "Norby: rents will fall"),
        ("Norby: rents will fall", None, "Norby: rents will fall"),
    ],
)
def test_the_name_of_the_speaker_is_no_part_of_it(
    statement: str, author: str | None, said: str
) -> None:
    assert without_speaker(statement, author) == said


_WORDS = st.sampled_from(
    [
        "but",
        "and",
        "so",
        "the",
        "a",
        "Kern",
        "mill",
        "mills",
        "will",
        "close",
        "it's",
        "(90%)",
        "(2/1)",
        "55%",
        "{50%}",
        "Norby",
        "-",
        ":",
        ",",
        "uh",
        "um",
        "gonna",
        "which",
        "V.16",
        "false",
    ]
)


@given(st.lists(_WORDS, min_size=1, max_size=12).map(" ".join))
def test_looking_again_ends_and_leaves_words_and_closed_brackets(statement: str) -> None:
    once = finished(statement)
    for _ in range(len(statement)):
        once, before = finished(once), once
        if once == before:
            break
    assert finished(once) == once
    assert once or not any(map(str.isalpha, statement))
    assert once.count("(") == once.count(")")
