"""Which way a claim leans: one sentence for each way in which people deny, or only seem to."""

from datetime import date

import pytest

from predictions.candidate import Polarity
from predictions.extraction.accepting import judged
from predictions.extraction.build import believe
from predictions.extraction.document import read_document

DENIED = """
    The council will fail to agree by 2027.
    The council fails to agree by 2027.
    The mill is unlikely to reopen by 2027.
    There is little chance that the mill will reopen by 2027.
    There's not much chance the mill reopens in 2027.
    Nobody will use the ferry in 2027.
    Few will use the ferry in 2027.
    Neither party will win a majority in 2027.
    We are far from seeing a second tram by 2027.
    The tram won't be finished in 2027.
    The ferry will no longer run in 2027.
    The council will stop short of closing the mill in 2027.
    I doubt the mill will reopen in 2027.
    I remain very skeptical that the mill will reopen by 2027.
    I'm going to say no strike in 2027.
    I don't feel like the tram is gonna take off in 2027.
    I don't believe Harrow or anyone would be getting a tram by 2027.
    He is so badly prepared that he won't win in 2027.
    I don't expect the mill to reopen in 2027.
    Don't expect the mill to reopen in 2027.
    There will be no second bridge by 2027.
    I see no way the mill reopens in 2027.
    There is no way the mill reopens in 2027.
    The mill isn't going to reopen in 2027.
    It will be impossible to cross the river in 2027.
    The mill can't survive 2027.
    The tram is not expected to open in 2027.
    A second tram is not on the cards for 2027.
    It's hard to see the mill reopening in 2027.
    None of the mills will reopen in 2027.
    Not a single mill will reopen in 2027.
    Under no circumstances will the mill reopen in 2027.
    At no point in 2027 will the mill reopen.
    The mill will never again employ more than ten people.
    The chance of a second tram in 2027 is zero.
    Don't count on the mill reopening in 2027.
    Neither will the mill reopen in 2027.
    I would bet against the mill reopening in 2027.
    The tram will not, in my view, open in 2027.
    The tram, I think, won't open in 2027.
    Hardly anybody will use the ferry in 2027.
    We can rule out a second bridge by 2027.
    I'd be shocked if the mill reopened in 2027.
    A deal in 2027 is off the table.
    A deal in 2027 is out of the question.
    Rents are not likely to fall in 2027.
    Rents are highly unlikely to fall in 2027.
    The mill will be unable to pay its debts in 2027.
    There won't be a second tram in 2027.
    Don't hold your breath for a second tram in 2027.
    A tram by 2027 is a pipe dream.
    No, the mill will not reopen in 2027.
    It isn't likely that the mill will reopen in 2027.
    I don't see a second tram opening in 2027.
    I wouldn't expect the tram to open in 2027.
    I'm not expecting the tram to open in 2027.
    I am not convinced that the tram will open in 2027.
    I'm not sure the tram will open in 2027.
    My guess is that the tram does not open in 2027.
    The prospects of a second tram in 2027 look dim.
"""
AFFIRMED = """
    There is no reason they can't go on winning in 2027.
    Winning the cup doesn't change the fact that the mill will close in 2027.
    The mill will struggle as they don't have a second boat in 2027.
    Rents will continue to fall in 2027 so I don't see how anybody gains.
    I put it at 10% in 2027, not at more.
    The mill will not only reopen in 2027 but hire ten people.
    The mill will, not surprisingly, close in 2027.
    It won't be long before the mill reopens in 2027.
    I have no doubt the mill will reopen in 2027.
    There is no doubt the mill will reopen in 2027.
    No fewer than ten trams will run in 2027.
    The mill will reopen in 2027 with no help from the council.
    The mill will close in 2027 because nobody buys its cloth.
    At some point in 2027 they may decide they don't like the tram.
    It is not impossible that the mill reopens in 2027.
    Nothing will stop the mill from closing in 2027.
    Nothing can prevent the mill from closing in 2027.
    I don't doubt that the mill will close in 2027.
    The mill cannot fail to close in 2027.
    Don't be surprised if the mill closes in 2027.
    Why shouldn't the mill close in 2027? It will close.
    More people will stop using the ferry in 2027.
    The mill won't just close, it will be torn down in 2027.
    Whether you like it or not, the mill will close in 2027.
    The mill will close in 2027, no matter what the council does.
    Not everyone agrees, but the mill will close in 2027.
    If the council does not act, the mill will close in 2027.
    Unless the council acts, the mill will close in 2027.
    The mill will close in 2027 unless the council does not vote.
    People who don't like the tram will move away in 2027.
    Those without a boat will leave in 2027.
    I can't help but think the mill will close in 2027.
    It's only a matter of time before the mill closes in 2027.
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n")]


def leaning(text: str) -> Polarity:
    """The polarity of the first claim in a text, accepted or not."""
    document = read_document(
        text, published=date(2025, 3, 1), author="Ada", title="Predictions for 2027"
    )
    return believe(document, judged(document)[0][0]).polarity


@pytest.mark.parametrize("text", lines(DENIED))
def test_a_denial(text: str) -> None:
    assert leaning(text) is Polarity.NO


@pytest.mark.parametrize("text", lines(AFFIRMED))
def test_words_of_denial_that_deny_something_else(text: str) -> None:
    assert leaning(text) is Polarity.YES


def test_a_mark_before_an_item_hides_no_denial() -> None:
    assert leaning("- \U0001f7e2 No strike in the valley: 80%") is Polarity.NO
