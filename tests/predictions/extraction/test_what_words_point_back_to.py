"""What "it", "this" and "these models" stand for: filled in where the sentence before tells, left where it does not."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.wording.antecedents import (
    gerund,
    of_the_same_noun,
    said_to_come,
    what_happens,
)


def last(text: str) -> str:
    return extract(text, published=date(2026, 3, 1), author="Ann")[-1].statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("There will be a strike in the docks in 2027. It will last until May 2027.", "A strike in the docks will last until May 2027"),
        ("There will be a new tax on boats in 2027. This will lead to protests by 2028.", "A new tax on boats will lead to protests by 2028"),
        ("The trend will favour small, open yards. These yards will be sold by 2028.", "Small, open yards will be sold by 2028"),
        ("Rents matter to the harbour towns. Those towns will have to raise taxes by 2028.", "The harbour towns will have to raise taxes by 2028"),
        ("Robots will make ferries cheaper. This will create a boom in travel by 2028.", "Robots making ferries cheaper will create a boom in travel by 2028"),
        ("Oslo said that while the yards may help, they will not grow by 2028.", "The yards will grow by 2028"),
        ("The safest bet is that Mayor Kern will stand in 2027. He will win the vote by 2028.", "Mayor Kern will win the vote by 2028"),
        ("When demand falls, those towns will have to adapt, and they will do it by 2028.", "Those towns will do it by 2028"),
        ("A crisis of this kind is bound to come. It will topple the mayor by 2028.", "A crisis of this kind will topple the mayor by 2028"),
        ("The guild's boats are fast. If they win in 2027, they will sell by 2028.", "The guild's boats will sell by 2028"),
        ("The woman of the future will be tall. She will row boats by 2028.", "The woman of the future will row boats by 2028"),
        ("The guild owns the mill. It's old. It will close by 2028.", "The guild will close by 2028"),
    ],
)  # fmt: skip
def test_what_was_said_before_is_filled_in(text: str, statement: str) -> None:
    assert last(text) == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The main effect could be that it will create a black market in 2027.", "It will create a black market in 2027"),
        ("There is a chance of rain. It will be a great regatta in 2027.", "It will be a great regatta in 2027"),
        ("Rents will not rise. This will lead to protests by 2028.", "This will lead to protests by 2028"),
        ("They will close the mill. This will lead to protests by 2028.", "This will lead to protests by 2028"),
        ("If Kern sells the yard, this will lead to protests by 2028.", "This will lead to protests by 2028"),
        ("There is a second scenario. The second is grim. It will last until 2028.", "It will last until 2028"),
        ("No yards are open. These yards will be sold by 2028.", "These yards will be sold by 2028"),
    ],
)  # fmt: skip
def test_what_nothing_tells_is_left_and_asked_for(text: str, statement: str) -> None:
    assert last(text) == statement


def test_a_verb_behind_which_gets_no_subject() -> None:
    assert last("The new quay will cut the price of freight, which will help the towns by 2028.") != (
        "The new quay will help the towns by 2028"
    )  # fmt: skip


def test_a_verb_does_not_share_we_with_the_sentence_before() -> None:
    found = last("We raised our forecast. We expect that that is going to create pressure by 2028.")
    assert not found.startswith("We is")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("There will be a strike", "a strike"),
        ("We'll see more strikes in the docks, alas", "more strikes in the docks"),
        ("There is a good chance of that", None),
        ("I see no strikes", None),
    ],
)
def test_what_is_said_to_come(text: str, what: str | None) -> None:
    assert said_to_come(text) == what


@pytest.mark.parametrize(
    ("pointing", "before", "what"),
    [
        ("these yards", "the rules help small, open yards.", "small, open yards"),
        ("those rich people", "what people earn", None),
        ("these yards", "yards", None),
        ("this tax", "He wants a tax on boats, a new boat tax", "a new boat tax"),
        ("this tax", "which tax", None),
        (
            "this attack",
            "There will be a second attack on the old bridge.",
            "a second attack on the old bridge",
        ),
        ("these yards", "it hits more small yards", None),
    ],
)
def test_what_has_the_same_noun(pointing: str, before: str, what: str | None) -> None:
    assert of_the_same_noun(pointing, before) == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Kern will close the mill.", "Kern closing the mill"),
        ("Rents will stop rising", "Rents stopping rising"),
        ("The mill will be sold in May", "The mill being sold in May"),
        ("Kern will not close the mill.", None),
        ("It will close.", None),
        ("Kern will close the mill and she will sell it.", None),
    ],
)
def test_what_happens_as_a_noun(text: str, what: str | None) -> None:
    assert what_happens(text) == what


@pytest.mark.parametrize(
    ("verb", "form"),
    [("make", "making"), ("win", "winning"), ("open", "opening"), ("die", "dying"), ("see", "seeing"), ("be", "being"), ("stop", "stopping"), ("rise", "rising"), ("lead", "leading")],
)  # fmt: skip
def test_the_form_in_ing(verb: str, form: str) -> None:
    assert gerund(verb) == form


TEAMS = "# The cup of 2027\n\n## {head}\n\nNo rider was as fast in May as {word}. {they} will win the cup in 2027.\n"


@pytest.mark.parametrize(
    ("head", "word", "they", "subject"),
    [
        ("Harrow Rovers", "Rovers", "They", "Harrow Rovers"),
        ("Anna Kern", "Kern", "She", "Anna Kern"),
        ("Anna Kern", "Lund", "She", "She"),
        ("Predictions", "Kern", "They", "They"),
        ("Why we ride", "Kern", "They", "They"),
    ],
)
def test_a_section_headed_by_a_name_is_about_it(
    head: str, word: str, they: str, subject: str
) -> None:
    text = TEAMS.format(head=head, word=word, they=they)
    assert last(text) == f"{subject} will win the cup in 2027"


def test_a_verb_that_opens_its_sentence_borrows_no_subject() -> None:
    assert last("Kern is a painter. Will be sold in ten towns by 2028.") == (
        "Will be sold in ten towns by 2028"
    )
