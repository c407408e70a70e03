"""The day of an election that a text is about goes to what it says of who wins, and to nothing else."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.windows.elections import election_day, national_election


def deadlines(text: str, published: date) -> list[date | None]:
    return [c.deadline for c in extract(text, published=published, author="Ada")]


THREAD = (
    "Well, what a week for this election.\n\nI think Labour will win more seats than the Tories think. "
    "It will be close either way.\n\nThe Tories will hold a leadership contest again. Rail fares will rise.\n"
)


def test_a_thread_shortly_before_a_known_election_is_about_that_one() -> None:
    found = deadlines(THREAD, date(2024, 6, 10))
    assert found == [date(2024, 7, 4), date(2024, 7, 4), None, None]


def test_long_before_it_no_day_is_given() -> None:
    assert set(deadlines(THREAD, date(2023, 2, 10))) == {None}


def test_a_day_stated_at_the_beginning_is_that_of_the_vote() -> None:
    text = (
        "Notes on the election for mayor (5 November 2033).\n\nHale will win easily. "
        "Turnout will be low. The pier will be sold.\n"
    )
    assert deadlines(text, date(2033, 6, 1)) == [date(2033, 11, 5), date(2033, 11, 5), None]


def test_who_is_nominated_is_not_decided_at_the_election() -> None:
    text = (
        "Notes on the primaries before the election.\n\nRepublicans and Democrats are restless. "
        "Hale will win the nomination of the Democrats.\n"
    )
    assert deadlines(text, date(2032, 6, 1)) == [None]


@pytest.mark.parametrize(("year", "day"), [(2000, 7), (2008, 4), (2024, 5), (2032, 2)])
def test_american_elections_follow_from_the_law(year: int, day: int) -> None:
    assert election_day(year) == date(year, 11, day)


def test_an_election_of_the_day_counts_and_one_that_is_far_does_not() -> None:
    assert national_election("uk", date(2024, 7, 4), within=10) == date(2024, 7, 4)
    assert national_election("uk", date(2024, 7, 5), within=4000) is None
    assert national_election("us", date(2032, 1, 1), within=200) is None


@pytest.mark.parametrize("words", ["throughout the year", "by the end of the year"])
def test_the_year_of_predictions_for_a_year_is_that_one(words: str) -> None:
    text = f"# The outlook for 2034\n\nRates will stay low {words}.\n"
    assert deadlines(text, date(2033, 2, 10)) == [date(2034, 12, 31)]


def test_races_for_seats_are_an_election_without_the_word() -> None:
    text = "My Senate analysis.\n\nI estimate that the Republicans will gain 6 seats. The Democrats keep most of the toss-ups.\n"
    assert deadlines(text, date(2010, 8, 30))[0] == date(2010, 11, 2)
    assert deadlines(text, date(2009, 8, 30))[0] is None


def test_losing_something_else_is_no_vote() -> None:
    text = (
        "Labour and the Tories talk of nothing but the election.\n\n"
        "The mill will probably lose its business. Labour will lose.\n"
    )
    assert deadlines(text, date(2024, 6, 10)) == [None, date(2024, 7, 4)]


def test_a_text_that_comes_to_an_election_late_is_not_about_it() -> None:
    late = "The Tories and Labour of old are forgotten.\n\n" + "The mill stood still. " * 300
    assert deadlines(
        f"{late}\n\nSo it is with any election. Labour will lose.\n", date(2024, 6, 10)
    ) == [None]
