"""Marks on a statement that does not stand alone: what it leans on elsewhere, and whether it is a sentence at all."""

import pytest

from predictions.extraction.checks import Missing, lacking
from predictions.extraction.leaning import leaning
from predictions.extraction.wholeness import unfinished


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("They will close the quay", "They"),
        ("Sooner or later they will close the quay", "they"),
        ("Within ten years it will carry freight", "it"),
        ("This ferry will be sold", "This ferry"),
        ("The guild will vote for this plan in May", "this plan"),
        ("Norby will rise above that by May", "that"),
        ("The council will accept that offer", "that offer"),
        ("Such ferries will need no crew", "Such ferries"),
        ("Kern will use such a mill", "such a mill"),
        ("Sailors will do so before 2030", "do so"),
        ("The mill will close", "The mill"),
        ("The new tariffs will hurt Norby", "The new tariffs"),
        ("Many will lose money", "Many"),
        ("One of them will win", "One of them"),
        ("Some yard will build it", "it"),
        ("Kern will have to sell them by May", "them"),
        ("The harder part of his work will begin in May", "his"),
        ("Even then, Norby will vote no", "Even then"),
        ("Gonna be sold by May", "Gonna"),
        ("Don't sell before May", "Don't"),
        ("To sell a third of all ferries by May", "To sell"),
        ("Fully replace the old ferry", "Fully replace"),
        ("Get rid of ten mills", "Get"),
        ("The company's debt will double", "The company's"),
        ("By this time, Norby will have a bridge", "By this time"),
    ],
)  # fmt: skip
def test_words_that_stand_for_something_said_elsewhere(statement: str, words: str) -> None:
    assert leaning(statement) == words


@pytest.mark.parametrize(
    "statement",
    [
        "This year the council of Norby will sell ten ferries",
        "By the end of this decade Norby will have a bridge",
        "Ferries will run aground this winter",
        "This country will join the union",
        "Those who sell early will lose money",
        "These days of calm will end in a storm like that of 1953",
        "If Kern wins, he will close the mill",
        "Kern will sell the mill and buy it back",
        "In its third year, the tariff will be repealed",
        "Kern will keep his seat",
        "Most ferries will pay for their own fuel",
        "The economy will shrink",
        "The Harrow will flood in 2031",
        "The price of ferries in Norby will double",
        "It will take ten years to build the bridge",
        "It will be hard for the guild to vote no",
        "Wind will make it possible to sail all year",
        "Kern believes that rents will rise",
        "There will be so much wind that no ferry sails",
        "Will Harrow will win the regatta",
        "IT costs will rise by a tenth",
        "Limits reduce the catch",
        "Nothing such as a war will stop the ferry",
        "Half of the ferries will be sold",
        "Use of ferries will double",
        "Support for Kern falls",
        "The world's tallest bridge will open in Norby",
    ],
)
def test_words_that_say_all_by_themselves(statement: str) -> None:
    assert leaning(statement) is None


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("The guild will sell the mill and", "and"),
        ("Norby will need to", "need to"),
        ("The will sell a mill", "The will"),
        ("Of your ferries you will pick the oldest", "Of your ferries you will pick the oldest"),
        ("Although ferries will sell well", "Although ferries will sell well"),
        ("Not", "Not"),
        ("Best regatta: Norby Cup", "Best regatta: Norby Cup"),
        ("A bridge of glass", "A bridge of glass"),
        ("Up 116% over ten years", "Up 116% over ten years"),
        ("Floods in several harbours", "Floods in several harbours"),
        ("Storm-worn harbours like Norby", "Storm-worn harbours like Norby"),
    ],
)
def test_what_is_no_whole_sentence(statement: str, words: str) -> None:
    assert unfinished(statement) == words


@pytest.mark.parametrize(
    "statement",
    [
        "Ferries sell well",
        "I move to Norby",
        "Norby: rents will fall",
        "The tide turns",
        "Harrow beat Norby 2-1",
        'Yes to "a bridge by May?"',
        "Of the ferries half will be sold",
        "Although ferries sell well, the mill will close",
        "Over 100 ferries will sink",
        "More than 50 ferries sink",
        "The bubble bursts",
        "A mill that does not pollute is possible",
        "It will cost more than Kern can deal with",
    ],
)
def test_what_is_a_sentence(statement: str) -> None:
    assert unfinished(statement) is None


@pytest.mark.parametrize(
    ("statement", "suggestion"),
    [
        ("Norby will vote for this plan", 'say which "this plan" is meant'),
        ("Its fee will double", 'say whose it is: "its"'),
        ("Will double by May", 'say who or what "will"'),
        ("They will double the fee", 'say who or what "they" is'),
        ("Many will double the fee", 'say of whom or what "many"'),
        ("Norby will do so", 'say what they do who "do so"'),
        ("Even then, Norby will vote no", 'say where or when "even then" is'),
    ],
)
def test_a_mark_says_what_to_write(statement: str, suggestion: str) -> None:
    (leans,) = lacking(statement, has_deadline=True, criteria="the gazette says so")
    assert (leans.missing, leans.suggestion) == (Missing.SUBJECT, suggestion)


def test_half_a_sentence_is_marked_by_the_words_that_show_it() -> None:
    (broken,) = lacking("Norby will sell ten mills and", has_deadline=True, criteria="the gazette")
    assert (broken.missing, broken.words) == (Missing.SENTENCE, "and")
    assert broken.suggestion == "write out who will do what"


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("Norby will have a bridge next year", "next year"),
        ("Norby will have a bridge soon", "soon"),
        ("Norby will have a bridge within a few years", "within a few years"),
        ("Norby will have a bridge", ""),
    ],
)
def test_a_time_that_gives_no_day_is_named(statement: str, words: str) -> None:
    (check,) = lacking(statement, has_deadline=False, criteria="the gazette says so")
    assert (check.missing, check.words) == (Missing.DEADLINE, words)
    assert check.suggestion.endswith("no last day (ever): set one")


def test_a_time_whose_days_are_known_is_not() -> None:
    assert not lacking("Norby will have a bridge next year", has_deadline=True, criteria="so it is")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("Both sections will launch together", "Both sections"),
        ("Both Kern and Lund will win", None),
        ("When it opens, it will pay", "it"),
        ("When it opens, the new mill in Norby will pay", None),
        ("In many ways it would hurt", "it"),
        ("By and large they will stay", "they"),
        ("We'll get there", "there"),
        ("Buyers of the company's boats will pay more", "the company's"),
        ("Kern will sell the company's boats", None),
        ("The Norby Guild will sell the company", None),
        ("A guild will sell the project", None),
    ],
)
def test_one_of_many_and_what_stands_in_two_clauses_leans(
    statement: str, words: str | None
) -> None:
    assert leaning(statement) == words


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("Rates will peak above 3.0% in", True),
        ("Rents will fall to around", True),
        ("The rise in rents will lead to a decrease of", True),
        ("Some of which will be sold", True),
        ("Likely to see little growth", True),
        ("The impact that the mill will have", True),
        ("The kind of mill that will pay wins", False),
        ("The owners who sold the yard will find another", False),
        ("Members cited the costs of the yard", False),
        ("The rules state that the mill will close", False),
    ],
)
def test_what_was_cut_off_is_no_sentence(statement: str, broken: bool) -> None:
    assert (unfinished(statement) is not None) is broken
