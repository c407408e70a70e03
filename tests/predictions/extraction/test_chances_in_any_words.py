"""Whatever words give a chance, the statement is what it is the chance of, and stands without them."""

from datetime import date

import pytest

from predictions.extraction import extract

# {n} is a number, {e} an event with its article, {c} a sentence, {d} what is done, {g} the same as a gerund.
EVENTS = """
    There is a {n} chance of {e}.
    The chance of {e} is {n}.
    Chances of {e}: {n}.
    Odds of {e} are {n}.
    Probability of {e} - {n}.
    My odds on {e}: {n}.
    My credence in {e} is {n}.
    I have a {n} credence in {e}.
    {E} has a {n} probability.
    {E} has a {n} chance of happening.
    {E} is {n} likely.
    I think {e} is about {n} likely.
    We give {e} a {n} chance.
    We assign {n} to {e}.
    We put {n} on {e}.
    I'd put the odds of {e} at {n}.
    Forecasters see a {n} chance of {e}.
    There's only a slim chance of {e}.
    There is little chance of {e}.
    There's a good chance of {e}.
    The chances of {e} are slim.
    {E} is a coin flip.
    {E} is off the table.
    {E} cannot be ruled out.
"""
CLAIMS = """
    There is a {n} chance {c}.
    There's a {n} chance that {c}.
    A {n} chance exists that {c}.
    The probability is {n} that {c}.
    It's more likely than not ({n}) that {c}.
    With {n} probability, {c}.
    Odds that {c}? {n}.
    {C}? Maybe {n}.
    {C} with {n} probability.
    There is no chance that {c}.
    There is every chance that {c}.
    Chances are good that {c}.
    Chances are {c}.
    I'd be willing to bet that {c}.
    IMHO, {c}.
    {C} imo.
"""
DEEDS = """
    {W} has a {n} chance to {d}.
    {W} has a {n} chance of {g}.
    {W}'s chances of {g} are {n}.
    {W}'s chance to {d} is {n}.
    We give {w} a {n} chance to {d}.
    {W} will, with {n} probability, {d}.
    {W} {g} is {n} likely.
    I'd put money on {w} {g}.
    My money is on {w} {g}.
    I wouldn't rule out {w} {g}.
    I wouldn't bet on {w} {g}.
"""
AROUND = (
    "We looked at it again today, and at what people told us. {}"
    " That is what we think about it, for what it is worth.\n"
)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n")]


def statements(sentence: str) -> list[str]:
    found = extract(AROUND.format(sentence), published=date(2030, 6, 1), author="Ada")
    return [candidate.statement for candidate in found]


@pytest.mark.parametrize("words", lines(EVENTS))
@pytest.mark.parametrize(
    ("event", "number"), [("a strike in 2031", "30%"), ("a new tax on boats in 2031", "70 percent")]
)
def test_the_chance_of_an_event_says_that_there_will_be_one(
    words: str, event: str, number: str
) -> None:
    sentence = words.format(n=number, e=event, E=event[0].upper() + event[1:])
    assert statements(sentence) == [f"There will be {event}"]


@pytest.mark.parametrize("words", lines(CLAIMS))
@pytest.mark.parametrize("claim", ["the mill closes in 2031", "Kern sells the yard in 2031"])
def test_the_chance_that_something_happens_says_that_it_does(words: str, claim: str) -> None:
    large = claim[0].upper() + claim[1:]
    assert statements(words.format(n="30%", c=claim, C=large)) == [large]


@pytest.mark.parametrize("words", lines(DEEDS))
@pytest.mark.parametrize(
    ("do", "doing"),
    [("close in 2031", "closing in 2031"), ("win the cup in 2031", "winning the cup in 2031")],
)
def test_the_chance_to_do_something_says_that_it_will_be_done(
    words: str, do: str, doing: str
) -> None:
    sentence = words.format(n="30%", w="the guild", W="The guild", d=do, g=doing)
    assert statements(sentence) == [f"The guild will {do}"]


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("Few mills will survive 2031.", "Many mills will survive 2031"),
        ("Little will change in 2031.", "Much will change in 2031"),
        ("A few mills will survive 2031.", "A few mills will survive 2031"),
    ],
)
def test_few_deny_that_there_are_many(sentence: str, statement: str) -> None:
    assert statements(sentence) == [statement]


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Should no buyer be found, the mill will close in 2031.", "Should no buyer be found"),
        ("Should rates rise, the mill will close in 2031.", "Should rates rise"),
        ("So long as Kern is mayor, the mill will close in 2031.", "So long as Kern is mayor"),
        ("The mill will close in 2031 (if rates rise).", "if rates rise"),
    ],
)
def test_a_condition_is_kept_whole_and_beside_the_statement(sentence: str, condition: str) -> None:
    [found] = extract(AROUND.format(sentence), published=date(2030, 6, 1), author="Ada")
    assert (found.statement, found.condition) == ("The mill will close in 2031", condition)
