"""Where one claim ends and the next begins: at joints, amounts, times and voices."""

from datetime import date

import pytest

from predictions.extraction import extract
from tests.predictions.extraction.proposals import proposed

PUBLISHED = date(2025, 3, 1)


def test_a_view_after_a_fact_is_a_claim_of_its_own() -> None:
    text = "Work on the bridge has not stopped, I believe the council will pay for it."
    assert proposed(text) == ["the council will pay for it"]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "The damage that the flood will do \u2014 above all in Kern, Harrow and the valley \u2014 will be felt for years.",
            [
                "The damage that the flood will do \u2014 above all in Kern, Harrow and the valley \u2014 will be felt for years"
            ],
        ),
        (
            "The ferry stops in 2027 \u2014 the mayor will see to that \u2014 and the mill will close by 2028.",
            [
                "The ferry stops in 2027",
                "the mayor will see to that",
                "the mill will close by 2028",
            ],
        ),
        (
            "Either the mill will close in 2026 or the council will buy it.",
            ["Either the mill will close in 2026 or the council will buy it"],
        ),
        (
            "The mill will close in 2026 or the council will buy it in 2027.",
            ["The mill will close in 2026", "the council will buy it in 2027"],
        ),
        (
            "Rents will be dreadful, but only in the lower valley.",
            ["Rents will be dreadful, but only in the lower valley"],
        ),
        (
            "Rents will be dreadful, but everybody in the valley knows why.",
            ["Rents will be dreadful"],
        ),
    ],
)
def test_where_a_sentence_is_cut(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Wool output will grow by 3.1% in 2026, 2.8% in 2027 and 2.4% by 2030.",
            ["Wool output will grow by 3.1% in 2026", "2.8% in 2027", "2.4% by 2030"],
        ),
        (
            "Wool output is tipped to grow by 4% this year, slowing to 3% in 2026, before picking up again to 5% in 2027.",
            [
                "Wool output is tipped to grow by 4% this year",
                "slowing to 3% in 2026",
                "picking up again to 5% in 2027",
            ],
        ),
        (
            "Wool prices will rise from $3 in 2025 to $4 in 2026.",
            ["Wool prices will rise from $3 in 2025 to $4 in 2026"],
        ),
        (
            "The ferry will stop in 2026 or 2027, and carry 40,000 people by then.",
            ["The ferry will stop in 2026 or 2027, and carry 40,000 people by then"],
        ),
    ],
)
def test_amounts_with_a_time_each_are_claims_each(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Kern Bank expects rents to rise to 5% in 2026 and 6% in 2027.", "Rents will rise to 6% in 2027"),
        (
            "Kern Bank expects rents to fall from 9% in 2025 to 6% in 2026, and to about 4% in 2027.",
            "Rents will fall from 9% in 2025 to about 4% in 2027",
        ),
        (
            "Kern Bank expects rents to rise by 5% in 2026, slowing to 2% in 2027.",
            "Rents will be slowing to 2% in 2027",
        ),
    ],
)  # fmt: skip
def test_the_last_of_several_amounts_is_said_of_the_same_by_the_same(text: str, last: str) -> None:
    first, *_, second = extract(text, published=PUBLISHED, author="Ann Roe")
    assert second.statement == last
    assert [(first.author, first.reported)] * 2 == [
        ("Kern Bank", True),
        (second.author, second.reported),
    ]


def test_amounts_with_a_time_each_share_what_stands_before_the_first() -> None:
    text = "The office puts the odds of a drought at 30 percent in 2026 and 45 percent in 2027."
    one, two = extract(text, published=PUBLISHED)
    assert (one.probability, one.deadline) == (0.3, date(2026, 12, 31))
    assert (two.probability, two.deadline) == (0.45, date(2027, 12, 31))
    assert two.statement == "There will be a drought in 2027"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("There is a fair chance that they will.", "There is a fair chance that they will"),
        ("The mayor may sell, but I doubt it will.", "I doubt it will"),
        ("I think that the council will sell the old mill.", "the council will sell the old mill"),
        (
            "By 2030 we will see a huge shortage of millers that will hurt every town.",
            "By 2030 we will see a huge shortage of millers that will hurt every town",
        ),
        ("We will say that the mill will close.", "the mill will close"),
        (
            "According to the survey, which came out on Monday, the price of wool will reach $9.",
            "the price of wool will reach $9",
        ),
        (
            "According to the almanac, the river has a 68% chance of freezing.",
            "the river has a 68% chance of freezing",
        ),
        ("The river will freeze, according to the almanac.", "The river will freeze"),
    ],
)
def test_what_introduces_a_claim_comes_off_where_the_claim_stands_alone(
    text: str, claim: str
) -> None:
    assert claim in proposed(text)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Wool will be cheap, and by the end of 2030, trams will be cheaper.",
            ["Wool will be cheap", "by the end of 2030, trams will be cheaper"],
        ),
        (
            "Harrow will be a town where trams will run at night.",
            ["Harrow will be a town where trams will run at night"],
        ),
        (
            "The council will pay for every mill and every tram that can be moved.",
            ["The council will pay for every mill and every tram that can be moved"],
        ),
        (
            "The mill will pay more or less what it can.",
            ["The mill will pay more or less what it can"],
        ),
        (
            "Boats, carts and the new trams will be fuelled with wool.",
            ["Boats, carts and the new trams will be fuelled with wool"],
        ),
        (
            "Wool will be cheap, and the trams will be cheaper.",
            ["Wool will be cheap", "the trams will be cheaper"],
        ),
    ],
)
def test_what_belongs_together_is_not_cut(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("line", "claims"),
    [
        ("2030: trams made of wool", ["2030: trams made of wool"]),
        ("Trams made of wool \u2013 next 50 years!", ["Trams made of wool \u2013 next 50 years"]),
        (
            "The woods will grow by half \u2014 an acre a day \u2014 by 2050.",
            ["The woods will grow by half \u2014 an acre a day \u2014 by 2050"],
        ),
        (
            "In 2030 the mill will close: the trams will have won.",
            ["In 2030 the mill will close", "the trams will have won"],
        ),
    ],
)
def test_a_time_alone_behind_a_mark_stays_with_its_claim(line: str, claims: list[str]) -> None:
    assert proposed(f"- {line}\n", title="Predictions for the valley") == claims


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            'Ann Roe, who runs the mill, commented, "The mill will close by 2030."',
            "The mill will close by 2030",
        ),
        (
            '"We expect to see higher rents into 2026," says Ann Roe at the bank, now forecasting a price of 9 dollars for every coat.',
            "We expect to see higher rents into 2026",
        ),
        (
            "Ann Roe told a 400-strong crowd at the wool forum that prices would soon fall.",
            "prices would soon fall",
        ),
        (
            "She wrote a piece declaring that 2030 would be the year of wool.",
            "2030 would be the year of wool",
        ),
        (
            'The mill, "the pride of Kern", will close by 2030.',
            'The mill, "the pride of Kern", will close by 2030',
        ),
    ],
)
def test_who_says_it_comes_off_a_claim(text: str, claim: str) -> None:
    assert claim in proposed(text)


def test_amounts_in_millions_with_a_year_each_are_claims_each() -> None:
    text = "The deficit will be $528M for 2026, $746M for 2027 and $992M for 2028."
    assert proposed(text) == [
        "The deficit will be $528M for 2026",
        "$746M for 2027",
        "$992M for 2028",
    ]


def test_what_somebody_adds_is_a_claim_of_its_own() -> None:
    text = "The mill said rents would rise, adding that wages will follow."
    assert proposed(text) == ["rents would rise", "wages will follow"]
    text = (
        "The guild puts the odds of rain at 20 percent, adding that the odds of snow are 5 percent."
    )
    assert len(proposed(text)) == 2


ONE_CLAIM = (
    "The trams will give the valley a sense that its rents may fall",
    "The council will press the millers to work on the assumption that wool will be cheap",
    "Enough wool will be added to the market that the old mills must sink",
    "Many of the mills that you see standing today will not stand in their old form",
    "Half of the songs we know sung by weavers will have been forgotten",
    "The guild may only need to buy between 20,000 and 30,000 coats to lift what must be paid",
    "The steam mill will lead to chemical and mechanical advances that we can't even picture",
    "The rules may limit how quickly and effectively the manager can act",
)
TWO_VOICES = (
    ("Critics will say that the mill will close.", ["the mill will close"]),
    (
        "There will be a good chance that the mill will close by 2030.",
        ["the mill will close by 2030"],
    ),
    (
        "The mill will be loud and the council will be deaf.",
        ["The mill will be loud", "the council will be deaf"],
    ),
    (
        "Rents will rise quickly and slowly they will fall.",
        ["Rents will rise quickly", "slowly they will fall"],
    ),
)


@pytest.mark.parametrize("claim", ONE_CLAIM)
def test_what_hangs_on_a_predicate_ahead_is_no_claim_of_its_own(claim: str) -> None:
    assert proposed(f"{claim}.") == [claim]


@pytest.mark.parametrize(("text", "claims"), TWO_VOICES)
def test_who_says_it_and_clauses_of_their_own_are_parted(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "That will look small, I expect, beside the dam.",
            ["That will look small, I expect, beside the dam"],
        ),
        (
            "The dam would, I think, have to be raised by 2030.",
            ["The dam would, I think, have to be raised by 2030"],
        ),
        (
            "The tram -- in the next century -- will -- like the cart -- be gone.",
            ["The tram -- in the next century -- will -- like the cart -- be gone"],
        ),
        (
            "The race for looms will -- in the 2030s -- be what the race for wool was.",
            ["The race for looms will -- in the 2030s -- be what the race for wool was"],
        ),
        (
            "Wool will not only be cheap, but will be given away.",
            ["Wool will not only be cheap, but will be given away"],
        ),
        (
            "We may build mills that are not merely big, but that need no hands at all.",
            ["We may build mills that are not merely big, but that need no hands at all"],
        ),
        (
            "The tram will not only pay, but the mayor will ride it.",
            ["The tram will not only pay", "the mayor will ride it"],
        ),
        (
            'Weavers will be expected to move "up the hill" of the trade.',
            ['Weavers will be expected to move "up the hill" of the trade'],
        ),
        ("The mill will close - the dam will hold.", ["The mill will close", "the dam will hold"]),
    ],
)
def test_what_is_put_between_and_what_is_not_only_so_stay_in_one_claim(
    text: str, claims: list[str]
) -> None:
    assert proposed(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Roe will win, but not by much and will fall out of favour at home.",
            ["Roe will win, but not by much", "will fall out of favour at home"],
        ),
        (
            "Wool will see a slow, but steady, revival, driven by young weavers.",
            ["Wool will see a slow, but steady, revival, driven by young weavers"],
        ),
        (
            "It will be a disaster, but eventually, rents will fall.",
            ["It will be a disaster", "eventually, rents will fall"],
        ),
        (
            "It will not be a tax, but a ferry levy which finances the new quay.",
            ["It will not be a tax, but a ferry levy which finances the new quay"],
        ),
        (
            "It will not be a tax, but a levy will follow in 2031.",
            ["It will not be a tax", "a levy will follow in 2031"],
        ),
    ],
)
def test_what_but_adds_without_a_predicate_stays_in_the_claim(text: str, claims: list[str]) -> None:
    assert proposed(text) == claims
