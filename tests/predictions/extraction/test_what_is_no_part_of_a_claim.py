"""Verdicts, codes, what leads on and whose forecast it is come off a statement; what looks like them stays."""

from datetime import date

import pytest

from predictions.candidate import Polarity
from predictions.extraction import extract
from predictions.extraction.leaning import leaning
from predictions.extraction.wording.affirming import not_ever
from predictions.extraction.wording.foreseen import put_at, to_come
from predictions.extraction.wording.plain import tidy
from predictions.extraction.wording.statement import affirm, of_question


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("The mill moves to the quay- sadly no", "The mill moves to the quay"),
        ("The guild gets a new hall - yes, in May", "The guild gets a new hall"),
        ("The divers will find something - yes two bells", "The divers will find something"),
        ("The yard is sold-not yet", "The yard is sold"),
        ("**The yard is sold to the guild**\nWrong", "The yard is sold to the guild"),
        ("The talks end with no deal", "The talks end with no deal"),
        ("The talks end - no deal with the guild", "The talks end - no deal with the guild"),
        ("The ferry turns at the quay - right below the mill", "The ferry turns at the quay - right below the mill"),
        ("P-04 \u2014 Small yards lose their licence", "Small yards lose their licence"),
        ("F1: Norby will host the race", "Norby will host the race"),
        ("GT-7: the boat sells out", "GT-7: the boat sells out"),
        ("As a result, rents will rise", "Rents will rise"),
        ("Rather, they will settle", "They will settle"),
        ("That's why I said, like, rents will rise", "Rents will rise"),
        ("It's that work will change", "Work will change"),
        ("If I had to guess whether we see a strike in May, we do", "We see a strike in May, we do"),
        ("Something odd will happen, anyway", "Something odd will happen"),
        ("Rents will rise in our forecast until May", "Rents will rise until May"),
        ("Rents will fall, as noted by the guild", "Rents will fall"),
        ("It has effects that are not reflected in our forecast", "It has effects that are not reflected in our forecast"),
        ("Prices rise in our forecast of May", "Prices rise in our forecast of May"),
        ("We'll feel close to the sea", "We'll feel close to the sea"),
        ("I feel that rents will rise", "Rents will rise"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_claim_comes_off(quote: str, statement: str) -> None:
    assert affirm(quote, denied=False, number="") == statement


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("The guild not close the old yard", "The guild will close the old yard"),
        ("No new tax on boats (does not include old ones)", "Some new tax on boats (does not include old ones)"),
        ("The yard does not close", "The yard closes"),
    ],
)  # fmt: skip
def test_the_word_that_denies_comes_off_where_it_stands(quote: str, statement: str) -> None:
    assert affirm(quote, denied=True, number="") == statement


def test_what_is_denied_before_the_claim_leaves_no_ever() -> None:
    (found,) = extract("I don't think the mill will ever close.", published=date(2026, 3, 1))
    assert (found.statement, found.polarity) == ("The mill will close", Polarity.NO)
    assert not_ever("The best mill ever will close") == "The best mill ever will close"


@pytest.mark.parametrize("how", ["quite", "necessarily", "ever", "exactly"])
def test_what_is_denied_leaves_no_degree(how: str) -> None:
    (found,) = extract(f"The mill won't {how} pay by 2031.", published=date(2026, 3, 1))
    assert (found.statement, found.polarity) == ("The mill will pay by 2031", Polarity.NO)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The guild puts the odds of a strike at 40% by May", "there will be a strike by May"),
        ("Panelists put the chance of the yard closing at one in five", "the yard will close"),
        ("The guild puts the mill at 40%", "The guild puts the mill at 40%"),
    ],
)
def test_what_is_put_at_a_number(text: str, claim: str) -> None:
    assert put_at(text) == claim


def test_what_leads_to_something_does_not_come() -> None:
    assert to_come("robots, leading to chaos in May") is None
    assert to_come("spending to rise") == "spending will rise"


def test_inches_are_no_quotation_mark() -> None:
    assert tidy('a 15" screen for the helm') == 'A 15" screen for the helm'
    assert tidy('a "new" screen') == 'A "new" screen'


def statements(text: str) -> list[str]:
    return [c.statement for c in extract(text, published=date(2026, 12, 30), author="Ann")]


def test_an_item_that_goes_on_keeps_the_verb_of_the_one_above() -> None:
    text = "# Predictions for 2027\n\n- The dam in Norby will leak: 20%\n- ...in any town: 30%\n"
    assert statements(text) == ["The dam in Norby will leak", "The dam in any town will leak"]


def test_an_answer_has_its_question() -> None:
    text = (
        "# Forecasts for 2027\n\n1. How many ferries will be sold by May 2027?\n\n"
        "    - 26% of the forecasters say between 20 and 40\n    - 48% say more than 40\n"
    )
    assert statements(text) == [
        "How many ferries will be sold by May 2027: Between 20 and 40",
        "How many ferries will be sold by May 2027: More than 40",
    ]


@pytest.mark.parametrize(
    ("statement", "asked"),
    [
        ("Kern will join him", "him"),
        ("The above model will be sold", "The above model"),
        ("The guild will end up there", "there"),
        ("Kern will sell the yards and close them", None),
        ("It is only the vote in May that will decide", None),
        ("The former mayor of Norby will win", None),
    ],
)
def test_what_points_elsewhere_is_asked_for(statement: str, asked: str | None) -> None:
    assert leaning(statement) == asked


def test_the_page_that_a_link_of_a_wiki_leads_to_is_not_said() -> None:
    text = "By 2027 [[what will be sold|Kern]] will probably run [[old mills|mills]]."
    (found,) = extract(text, published=date(2025, 1, 1))
    assert found.quote == text.rstrip(".")
    assert found.statement == "By 2027 Kern will run mills"


def test_the_brackets_of_a_wiki_are_not_said_either() -> None:
    (found,) = extract("I think [[Harlow mill]] will close by 2031.", published=date(2025, 1, 1))
    assert found.statement == "Harlow mill will close by 2031"


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("That means rents will stay high", "Rents will stay high"),
        ("The word means what it says", "The word means what it says"),
        ("The conclusion is inescapable that rents will rise", "Rents will rise"),
        ("There's a scenario in which, in May, the yard sells the boats", "In May, the yard sells the boats"),
        ("These old yards, some suggest, will close", "These old yards will close"),
        ("Publishing its survey, the guild said rents will rise", "Rents will rise"),
        ("During the strike, the guild will say no", "During the strike, the guild will say no"),
        ("Seeing no way out, the yard will close", "Seeing no way out, the yard will close"),
        ("A cut in rents is now widely expected tomorrow", "There will be a cut in rents tomorrow"),
        ("The cut in rents is expected", "The cut in rents is expected"),
        ("The guild expects rents to rise and to pass 300", "Rents will rise and pass 300"),
        ("Rents were likely to be lower by May", "Rents will be lower by May"),
        ("Solar boats are forecasted to become common", "Solar boats will become common"),
    ],
)  # fmt: skip
def test_more_of_what_introduces_a_claim_comes_off(quote: str, statement: str) -> None:
    assert affirm(quote, denied=False, number="") == statement


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Before the 1st of May 2027, will new taxes be raised in Norby?", "Before the 1st of May 2027, new taxes will be raised in Norby"),
        ("The tax will pass 20% at any point in the year?", "The tax will pass 20% at any point in the year"),
        ("What will it cost?", 'Yes to "What will it cost?"'),
    ],
)  # fmt: skip
def test_a_question_is_stated(question: str, statement: str) -> None:
    assert of_question(question) == statement


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("Ferries become common. Likelihood: 70% 1", "Ferries become common"),
        ("Ada Kern, a retired sailor, preached that the old quay will sink", "The old quay will sink"),
        ("It anticipates one cut before June, chief economist Bo Lund told journalists", "There will be one cut before June"),
        ("In the long run, the study goes on, the trade will only follow the law", "In the long run, the trade will only follow the law"),
        ("Bo O\\u2019Kern will win", "Bo O'Kern will win"),
    ],
)  # fmt: skip
def test_who_says_it_and_how_sure_comes_off_behind_and_amid(quote: str, statement: str) -> None:
    assert affirm(quote, denied=False, number="") == statement


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("The market gives Norby a 65% chance of invading the island in May", "Norby will invade the island in May"),
        ("The market gives the yard a 65% chance", "The market gives the yard a 65% chance"),
        ("Fourth, trams themselves could improve", "Trams themselves will improve"),
        ("It's important to note rents may be much higher", "Rents will be much higher"),
        ("Growth is put at 2.4%", "Growth will be at 2.4%"),
        ("Exports are seen rising by a tenth", "Exports will rise by a tenth"),
        ("The mill is seen from the quay", "The mill is seen from the quay"),
    ],
)  # fmt: skip
def test_who_gives_it_what_chance_and_what_it_is_put_at(quote: str, statement: str) -> None:
    assert affirm(quote, denied=False, number="") == statement


def test_what_is_joined_by_and_is_not_done_by_what_stands_before() -> None:
    quote = "Experts are predicting further strikes as summer comes and driving becomes dear"
    assert "and will drive" not in affirm(quote, denied=False, number="")
