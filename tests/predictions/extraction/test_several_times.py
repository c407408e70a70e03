"""Which of several times in a sentence is the deadline, and what is told of old forecasts in a list."""

from datetime import date

import pytest

from predictions.extraction import extract

TODAY = date(2033, 2, 3)


def deadline(text: str, words: str = "", today: date = TODAY) -> date | None:
    (found,) = (c for c in extract(text, published=today, author="Ada") if words in c.quote)
    return found.deadline


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("We expect rents to fall for the rest of 2033 and into 2034.", 2034),
        ("We expect tolls to rise in 2034 and well into 2035.", 2035),
        ("We expect tolls to rise in 2034, and fares to fall.", 2034),
        ("We expect losses of $4M in 2034, $5M in 2035, $7M in 2036 and $9M by 2037.", 2034),
        ("The loss will grow from $4M in 2034 to $9M by 2037.", 2037),
        ("The deficit will reach 4% of GDP next year and 5% in 2035.", 2034),
        ("2035 won't be easier than 2034.", 2035),
        ("Most 2034 copper and zinc prices will be above their average.", 2034),
        ("2036 will see the yard closed, long before the lease runs out in 2039.", 2036),
        (
            "The birth rate, which fell from 3.2 in 2001 to 2.5 in 2033, is expected to fall to 2.2 in 2050.",
            2050,
        ),
        ("More than half the growth foreseen between now and 2050 is expected in Lund.", 2050),
        ("The Lund index is expected to end 2034 at 2275.", 2034),
    ],
)
def test_of_several_times_the_one_that_is_meant(text: str, year: int) -> None:
    found = extract(text, published=TODAY, author="Ada")
    assert found[0].deadline == date(year, 12, 31)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("in July or August", date(2033, 8, 31)),
        ("in July and again in 2034", date(2033, 7, 31)),
        ("in the late 2030s or early 2040s", date(2043, 12, 31)),
        ("on 3 May and 5 June", date(2033, 6, 5)),
        ("in July", date(2033, 7, 31)),
    ],
)
def test_of_two_months_the_later_is_the_last_day(words: str, day: date) -> None:
    assert deadline(f"Rates will be cut {words}.") == day


OLD = """# The second bet

The trends they bet would go on were:

- There will be more lead in the river in 2004 than in 1994.
- The years 2002-2004 will on average be drier than 1992-1994.
- Between 1994 and 2004, the eel catch will continue to fall.
- More ferries will sink in 2004 than 1994.
"""


def test_a_list_of_old_forecasts_keeps_the_later_of_the_years_it_compares() -> None:
    found = extract(OLD, published=date(2015, 6, 1), author="Ada")
    listed = [c.deadline for c in found if c.quote[0] in "TBM" and "bet" not in c.quote]
    assert listed == [date(2004, 12, 31)] * 4


def test_a_past_year_in_prose_is_no_deadline_of_what_will_be() -> None:
    text = "What happened to the ferry in 2008 will happen to the bridge."
    assert all(c.deadline is None for c in extract(text, published=TODAY, author="Ada"))


def test_a_heading_for_what_was_added_dates_nothing() -> None:
    text = "# The harbour\n\nThe pier stands.\n\n# Annotation 2036\n\nThe ferry will be sold.\n"
    assert deadline(text, "ferry") is None


@pytest.mark.parametrize(
    "text",
    [
        "The old guild cautioned Friday that the mill will close.",
        "If they strike like they did to Kern in 2028, we would lose the ferry.",
        "The locks were built by hand, as the elders of the town like to tell.\n\nIn 2029, Kern acknowledged the risk, saying: \u201cWhoever owns the locks will own the town.\u201d",
        "When the locks work, we will have all the traffic that we see on the roads today, and more.",
    ],
)
def test_the_day_of_speech_and_what_is_compared_are_no_deadline(text: str) -> None:
    assert all(c.deadline is None for c in extract(text, published=TODAY, author="Ada"))


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The town will close the ferry on Friday.", date(2033, 2, 4)),
        ("The guild raised its forecast on Wednesday: the mill will close in 2034.", date(2034, 12, 31)),
        ("In 2029, Kern predicted that the mill will close by 2035.", date(2035, 12, 31)),
    ],
)  # fmt: skip
def test_beside_the_day_of_speech_the_deadline_stays(text: str, last: date) -> None:
    assert extract(text, published=TODAY, author="Ada")[0].deadline == last


@pytest.mark.parametrize(
    "title",
    [
        "How the guild used one trick to fool us for 40 years",
        "The guild's briefing, February 1",
        "Harrow wasn't built in a day",
    ],
)
def test_a_title_that_tells_how_long_or_on_which_day_gives_no_deadline(title: str) -> None:
    text = f"# {title}\n\nThe guild will keep the ferry.\n"
    assert deadline(text, "ferry") is None


def test_a_title_that_names_a_day_to_come_gives_it() -> None:
    assert deadline("# What will come by March 1\n\nThe guild will keep the ferry.\n", "ferry") == date(2033, 3, 1)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The mine will close around 2043, about ten years from now.", 2043),
        ("The mine will close in 2043, or ten years from now.", 2043),
        ("The mine will close in December 2043, also known as ten years from now.", 2043),
        ("By the end of the decade (2035), most will agree that the ferry is old.", 2035),
        ("Within ten years (by 2041) the mine will close.", 2041),
        ("The mine will close in a decade or so (2041).", 2041),
        ("Sales are expected to grow by 9% over the five years, from 4 million in 2029 to 6 million in 2034.", 2034),
        ("The number of seats will rise by 85% over the 20-year period, from 375,000 in 2020 to 700,000 by 2040.", 2040),
        ("Looking to 2034, I expect that Kern will win more than once for the year.", 2034),
    ],
)  # fmt: skip
def test_the_year_that_a_counted_time_is_taken_for(text: str, year: int) -> None:
    assert deadline(text) == date(year, 12, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mine will close within ten years (it opened in 1951).", date(2040, 6, 20)),
        ("The bank will raise its rate on 3 July 2030 (2030-Q3).", date(2030, 7, 3)),
        ("Growth next year will be lower than we forecast in October.", date(2031, 12, 31)),
    ],
)
def test_other_times_beside_it_are_not(text: str, day: date) -> None:
    assert deadline(text, today=date(2030, 6, 20)) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The fair will be held this year, in May.", date(2033, 5, 1), date(2033, 5, 31)),
        ("The fair will be held next year, probably in May.", date(2034, 5, 1), date(2034, 5, 31)),
        ("The fair will be held next week, on Friday.", date(2033, 2, 11), date(2033, 2, 11)),
        ("The fair will grow next year and be sold in May.", date(2034, 1, 1), date(2034, 12, 31)),
    ],
)
def test_the_month_right_behind_a_year_says_when_in_it(text: str, first: date, last: date) -> None:
    (found,) = (
        c
        for c in extract(text, published=TODAY, author="Ada")
        if "held" in c.quote or "grow" in c.quote
    )
    assert (found.not_before, found.deadline) == (first, last)


def test_more_than_some_years_from_now_has_no_last_day() -> None:
    (found,) = extract("Ferries will fly more than ten years from now.", published=TODAY)
    assert (found.not_before, found.deadline) == (date(2043, 2, 3), None)
