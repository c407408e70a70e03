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


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("It's it's going to be a hit", "It's going to be a hit"),
        ("The mill still will pay", "The mill will still pay"),
        ("The mill will therefore close", "The mill will close"),
        ("Rents will also rise", "Rents will rise"),
        ("Rents will not only rise but also double", "Rents will not only rise but also double"),
        ("2031: The ferry will stop", "In 2031, the ferry will stop"),
        ("2031: The ferry will stop in 2032", "In 2031, the ferry will stop in 2032"),
    ],
)
def test_a_sentence_runs_straight(statement: str, said: str) -> None:
    assert finished(statement) == said


@pytest.mark.parametrize(
    ("quote", "before", "statement"),
    [
        ("such, rents will fall", "as ", "Rents will fall"),
        ("far, the mill pays", "thus ", "The mill pays"),
        ("this stage, rents will fall", "at ", "Rents will fall"),
        ("such rents will fall", "as ", "Such rents will fall"),
        ("trade slows rents will fall", "as ", "As trade slows rents will fall"),
        ("trade slows rents will fall", "and as ", "As trade slows rents will fall"),
        ("rents will fall", "the mill pays, as ", "Rents will fall"),
    ],
)
def test_a_phrase_that_began_before_the_claim_is_no_part_of_it(
    quote: str, before: str, statement: str
) -> None:
    assert affirm(quote, denied=False, number="", before=before) == statement


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("It stands to reason the mill will close", "The mill will close"),
        ("It's more likely than not that the mill will close", "The mill will close"),
        ("The board's best judgement remained that rents would fall", "Rents would fall"),
        ("The guild said it would sell the yard", "The guild will sell the yard"),
        ("Of those asked, 67% say it will rain", "It will rain"),
        ("Rents were expected to fall and to stay low", "Rents will fall and stay low"),
        ("Rents would be expected to fall", "Rents will fall"),
        ("The mill will potentially close in May", "The mill will close in May"),
        ("This is likely the last cut", "This is the last cut"),
        ("We'll see the guild sell the yard", "The guild will sell the yard"),
        ("You will see a new kind of ferry", "There will be a new kind of ferry"),
        ("We expect to see growth improve as the year goes on", "Growth will improve as the year goes on"),
        ("We will see how it goes with the yard", "We will see how it goes with the yard"),
        ("The sheds claimed by the guild will be sold", "The sheds claimed by the guild will be sold"),
        ("A survey shows a rebound in rents, and growth will be solid", "A survey shows a rebound in rents, and growth will be solid"),
        ("They expect rain now, and they will expect snow", "They expect rain now, and they will expect snow"),
        ("They insist on plans that will cost money", "They insist on plans that will cost money"),
        ("I have yet to start a mill that will pay", "I have yet to start a mill that will pay"),
        ("The mill will close said Anna Kern, manager of the yard", "The mill will close"),
    ],
)  # fmt: skip
def test_nobody_s_view_is_left_and_no_claim_is_cut(quote: str, statement: str) -> None:
    assert affirm(quote, denied=False, number=None) == statement


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("The mill still won't pay by 2031", "The mill will pay by 2031"),
        ('The new screens won\'t be 15" yet', 'The new screens will be 15"'),
        ("Although nobody asked, the guild will not sell the yard", "The guild will sell the yard"),
        ("Although rents fall, it will not sell the yard", "Although rents fall, it will sell the yard"),
    ],
)  # fmt: skip
def test_nothing_that_went_with_a_denial_is_left(quote: str, statement: str) -> None:
    assert affirm(quote, denied=True, number="") == statement


def test_a_number_that_is_only_a_bound_comes_off_whole() -> None:
    quote = "The yard has a less than 5% chance of closing"
    assert affirm(quote, denied=False, number="5%") == "The yard will close"


def test_what_data_and_cut_markup_leave_is_no_part_of_a_statement() -> None:
    assert plain("The\\ \\ mill will\\n\\nThe yard") == "The mill will The yard"
    assert affirm("Guilds] will sell", denied=False) == "Guilds will sell"
