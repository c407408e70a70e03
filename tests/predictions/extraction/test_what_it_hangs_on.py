"""Whether a claim hangs on something: one sentence for each way of saying so, or only seeming to."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.deciding.accepting import judged
from predictions.extraction.layout.document import read_document
from predictions.extraction.wording.conditions import condition_of

CONDITIONAL = """
    Looking further ahead, when we truly get good locks, trade will change by 2030.
    Later when almost everybody has a boat, they will start to trade by sea.
    Even when the new dam works well enough, it could take decades before the valley is dry.
    Conditioned on my going back to it, the mill gets a new wheel in 2027: 90%
    When the need for wool goes away, the towns will have to adapt.
    If the yard is sold, the tram will be built by 2027.
    The tram will be built by 2027 if the yard is sold.
    The tram will be built by 2027, if the yard is sold.
    Should the yard be sold, the tram will be built by 2027.
    Were the yard to be sold, the tram would be built by 2027.
    Had we a bridge, the tram would be built by 2027.
    Unless the yard is sold, the tram will not be built by 2027.
    The tram won't be built by 2027 unless the yard is sold.
    Assuming the yard is sold, the tram will be built by 2027.
    Assuming that the yard is sold, the tram will be built by 2027.
    Provided that the yard is sold, the tram will be built by 2027.
    The tram will be built by 2027 provided the yard is sold.
    Providing the bank agrees, the tram will be built by 2027.
    As long as the bank agrees, the tram will be built by 2027.
    The tram will be built by 2027 so long as the bank agrees.
    On condition that the bank agrees, the tram will be built by 2027.
    Conditional on a sale, the tram will be built by 2027: 60%
    Conditional on the yard being sold, there is a 60% chance that the tram will be built by 2027.
    Given a sale of the yard, the tram will be built by 2027.
    In case the yard is sold, the tram will be built by 2027.
    In the event of a sale, the tram will be built by 2027.
    Without the yard, the tram will not be built by 2027.
    Absent a sale, the tram will not be built by 2027.
    Barring a strike, the tram will be built by 2027.
    Supposing the yard is sold, the tram will be built by 2027.
    If and when the yard is sold, the tram will be built by 2027.
    When the yard is sold, the tram will be built within a year.
    Once the yard is sold, the tram will be built by 2027.
    The tram will be built by 2027 once the yard is sold.
    If sold, the yard will make way for a tram by 2027.
    If so, the tram will be built by 2027.
    If not, the tram will be built by 2027.
    If that happens, the tram will be built by 2027.
    In that case, the tram will be built by 2027.
    Under this scenario, the tram will be built by 2027.
    In a no-sale scenario, the tram will not be built by 2027.
    Under current policies, rents will double by 2027.
    On current trends, rents will double by 2027.
    At current prices, the mill will be bankrupt by 2027.
    If trends continue, rents will double by 2027.
    Only if the yard is sold will the tram be built by 2027.
    I think that if the yard is sold, the tram will be built by 2027.
    Kern said that if the yard is sold, the tram will be built by 2027.
    The bank expects that, should the yard be sold, the tram will be built by 2027.
    It will be built by 2027, but only when the bank agrees.
    The moment the yard is sold, the tram will be built by 2027.
    The second we look weak, the press will have its story.
    The tram could be built by 2027, contingent upon a sale of the yard.
    The tram will be built by 2027 providing they pay.
    Contingent on the bank's approval, the tram will be built by 2027.
    Even if the yard is sold, no tram will be built by 2027.
    When the oil runs out, those towns will have to adapt, and they will do it slowly.
    When the ice goes, the yard will have to move by 2040.
    Once the law is passed, rents will fall and trams will run by 2040.
    If the law is passed, rents will fall and trams will run by 2040.
    If the law passes rents will fall by 2027.
    With a timely spring, the farmers would probably be able to sow again in 2027.
    With another strike, the yard could close by 2027.
    Repeal of the wool act could raise prices by 2027.
    Any further cut would cost three hundred jobs by 2027.
    The withdrawal of the bank would mean the end of the mill by 2027.
    Until the bank agrees, the mill will stay shut through 2027.
    Until people trust the trams, they will keep their horses through 2027.
    Until trams get as cheap as horses for most people they will stay empty through 2027.
    Until the vote is lost and the mayor goes, the mill will stay shut through 2027.
    In that world, nobody will need a ferry by 2040.
    In such a scenario, rents would double by 2027.
    It will be too late to mend the dam when the wall cracks in 2027.
    Trams will only pay when fares rise in 2027.
    If so, rents will double by 2027.
    If not, rents will double by 2027.
    Even if the bank agrees, the mill will close in 2027.
    The mill will close in 2027, provided the bank agrees.
    The mill will close in 2027 assuming the bank does not pay.
    The mill will close in 2027 as long as the bank does not pay.
    Depending on the vote, the mill could close in 2027.
    The mill will close in 2027 in the absence of a buyer.
    In the absence of a buyer, the mill will close in 2027.
    Short of a miracle, the mill will close in 2027.
    Absent a miracle, the mill will close in 2027.
    Without a buyer, the mill will close in 2027.
    Should a buyer come, the mill will stay open in 2027.
    Were a buyer to come, the mill would stay open in 2027.
    If current trends continue, rents will double by 2027.
    At this rate, rents will double by 2027.
    The mill will close in 2027 unless a buyer comes.
    Failing that, the mill will close in 2027.
    The mill stays open in 2027 if, and only if, a buyer comes.
    Given a buyer, the mill will stay open in 2027.
    In the event of a sale, the mill will stay open in 2027.
    In the worst case, the mill will close by 2027.
    If and only if the bank agrees, the mill will reopen in 2027.
    The town will not get its tram by 2027 without better roads.
    Without a large cut in fares — by law or by a sale — it's unlikely there will be a tram by 2027.
    If any ferries at all are built by us they will sink by 2027.
    This is good news, because once we start down this road, it stands to reason that trams will be built by 2027.
    They will get a lift when the race heads to the harbour with its crowds, but nobody else will.
"""
UNCONDITIONAL = """
    They will need to test the new boats to determine if they are good enough by 2027.
    He will not be able to sail the way he once did in 2027.
    There was a time when people sailed, and they will sail again by 2030.
    The day when trams fly will come by 2040.
    I remember when the mill closed, and it will close again.
    If you factor in the new growth, we may see ten trams by 2030.
    The strike will last, if I know anything about the guild.
    When will the tram open: 60% not before June 2027.
    The tram will be built by 2027, providing work for many.
    In any event, the tram will be built by 2027.
    The moment of truth will come by 2027, and the tram with it.
    The tram will be built by 2027 when everybody is asleep to it.
    I wonder if the tram will be built by 2027, but rents will rise.
    If I'm honest, the tram will be built by 2027.
    If you ask me, the tram will be built by 2027.
    If anything, rents will rise by 2027.
    If I had to bet, the tram will be built by 2027.
    If I am right, the tram will be built by 2027.
    If history is any guide, the tram will be built by 2027.
    As if by magic, the tram will be built by 2027.
    The tram, if not the bridge, will be built by 2027.
    Rents will rise by 5% if not more by 2027.
    Given that rents rose last year, they will rise again by 2027.
    When I was young there was no tram, but there will be one by 2027.
    Few, if any, trams will run in 2027.
    Even though the yard is closed, the tram will be built by 2027.
    The tram will be built by 2027, even as rents rise.
    With rents rising, the tram will be full by 2027.
    The mill will be sold once more by 2027.
    For once, the tram will be on time in 2027.
    With ten trams, Harrow will be the busiest town in 2027.
    If I had to guess, the mill will close in 2027.
    If my numbers are right, the mill will close in 2027.
    If anything, rents will double by 2027.
    The mill will close in 2027, if it matters at all.
    When I was young the mill ran; it will close in 2027.
    When asked, the council says the mill will close in 2027.
    When it comes to rents, they will double by 2027.
    The mill will close in 2027, when the new yard opens its doors.
    There will be a time when nobody needs a ferry.
    Kern will say in 2027 that he knew when they met.
    The help provided over the last year will keep the mill open in 2027.
    Until then, the mill will stay shut in 2027.
    Until May 2027 the mill will stay shut.
    As the population ages, fewer people will use the ferry by 2040.
    After the vote, the mill will close in 2027.
    As soon as possible, the mill will close in 2027.
    The mill will close in 2027 as far as I can see.
    Any of the mills could close by 2027.
    At any time in 2027 the mill could close.
    The return of the tram in 2027 will be a joy.
    The collapse of the dam will cost ten lives by 2027.
    The mill will close in 2027, if you ask me.
    If you look at the numbers, the mill will close in 2027.
    The mill will close in 2027, if you forced my hand.
    If you fast forward a year, the mill will close in 2027.
    It will rain at once in 2027.
    The mill will close once and for all in 2027.
    As if the mill would not close in 2027.
    If the mayor, Anna Kern, is to be believed, the tram will be built by 2027.
    Very soon we are going to see the days when ferries talk to each other.
    The banks will let this go by without a murmur in 2027.
    I don't think the towns without a strong guild will do as well in 2027.
    Given the state that the yard is in, the tram will be late in 2027.
"""


def test_what_is_awaited_stays_in_the_quote_and_out_of_the_statement() -> None:
    text = "Until trams get as cheap as horses for most people they will stay empty through 2027."
    (found,) = extract(text, published=date(2025, 1, 2), author="Ada")
    assert found.quote == text[:-1]
    assert found.statement == "Trams will stay empty through 2027"


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n")]


def conditions(text: str) -> list[str | None]:
    """The conditions of all claims in a text, accepted or not."""
    document = read_document(
        text, published=date(2025, 3, 1), author="Ada", title="Predictions for 2027"
    )
    return [condition_of(document, proposal) for proposal in judged(document)[0]]


@pytest.mark.parametrize("text", lines(CONDITIONAL))
def test_a_condition(text: str) -> None:
    assert any(conditions(text))


@pytest.mark.parametrize("text", lines(UNCONDITIONAL))
def test_words_of_a_condition_that_set_none(text: str) -> None:
    found = conditions(text)
    assert found
    assert not any(found)


OVER = """- The tax falls by 2028: 60%
- The tram line is cancelled by the end of 2028: 45%
"""


@pytest.mark.parametrize(
    ("above", "condition"),
    [
        ("If Lund wins:", "If Lund wins"),
        ("## If Lund wins the election", "If Lund wins the election"),
        ("## Scenario B: should Lund win", "should Lund win"),
        ("Assuming that Lund wins, I expect the following:", "Assuming that Lund wins"),
        ("**What will happen if Lund wins:**", "if Lund wins"),
        # Nothing is supposed, or not of the world.
        ("## Lund's first year", None),
        ("If you ask me:", None),
        ("If so:", None),
        ("How to tell if Lund wins:", None),
        ("It will be a dull year, if Lund is to be believed.", None),
        ("# If Anyone Asks, Nobody Knows", None),
    ],
)
def test_what_is_supposed_above_a_list_holds_for_all_of_it(
    above: str, condition: str | None
) -> None:
    found = extract(f"{above}\n\n{OVER}", published=date(2026, 3, 1))
    listed = [one for one in found if "2028" in one.quote]
    assert [one.condition for one in listed] == [condition] * 2
    assert condition is None or listed == list(found)  # the heading is no forecast of its own


def test_under_an_item_that_only_supposes_all_hangs_on_it() -> None:
    text = (
        "- If Lund wins:\n  - the tax will fall by 2028\n"
        "- If Kern wins, the tram will be cancelled by 2028\n  - rents will fall by 2029\n"
    )
    found = extract(text, published=date(2026, 3, 1))
    assert [one.condition for one in found] == ["If Lund wins", "If Kern wins", None]


def test_even_if_says_that_it_makes_no_difference() -> None:
    [one] = extract("Even if Lund wins, the tax will fall by 2028.", published=date(2026, 3, 1))
    assert (one.statement, one.condition) == ("The tax will fall by 2028", "Even if Lund wins")


@pytest.mark.parametrize(
    ("text", "statement", "condition", "probability"),
    [
        ("If the law passes, 65% that the plant is built by 2031.", "The plant is built by 2031", "If the law passes", 0.65),
        ("Conditional on the law passing, 65 % that the plant is built by 2031.", "The plant is built by 2031", "Conditional on the law passing", 0.65),
        ("P(the mill closes by 2027 | rates stay above 4%) = 70%", "The mill closes by 2027", "rates stay above 4%", 0.7),
        ("P(the mill closes by 2027) = 70%", "The mill closes by 2027", None, 0.7),
        ("Suppose the law passes. Then the plant will be built by 2031 (80%).", "The plant will be built by 2031", "Suppose the law passes", 0.8),
        ("Suppose the law passes. Rents will fall by 2031.", "Rents will fall by 2031", None, None),
    ],
)  # fmt: skip
def test_a_number_given_on_a_condition(
    text: str, statement: str, condition: str | None, probability: float | None
) -> None:
    for one in extract(text, published=date(2026, 3, 1)):
        assert (one.statement, one.condition, one.probability) == (
            statement,
            condition,
            probability,
        )


def test_a_heading_that_asks_supposes_nothing() -> None:
    text = "# Trams\n\n## Should votes on trams be secret?\n\nThe mill will be sold by 2027.\n"
    (found,) = extract(text, published=date(2025, 3, 1))
    assert found.condition is None


def test_what_would_have_to_come_stands_before_the_claim() -> None:
    text = "We push on. Alas without better roads in the valley I think they will be limited in what they can do.\n"
    found = extract(text, published=date(2025, 3, 1))
    assert [c.condition for c in found] == ["without better roads in the valley"]


def test_what_is_supposed_first_holds_for_the_second_half_too() -> None:
    text = "When the need for wool goes away, the towns will have to adapt, and they will do it slowly."
    assert conditions(text) == ["When the need for wool goes away"] * 2
