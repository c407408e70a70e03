"""What sounds like a time and is none, or names no day; and what is one after all."""

from datetime import date

import pytest

from predictions.windows import find_windows
from tests.predictions.windows.the_window import TODAY, only

Y = date


@pytest.mark.parametrize(
    "text",
    [
        "five years ago",
        "a ten-year-old",
        "2,028 people",
        "$2030",
        "room 2028a",
        "it may march on",
        "for the third year running",
        "nobody cares enough about 10, 20, or 50 years from now",
        "prices rose since last November",
        "a quarter of the harbour",
        "they account for a quarter of it",
        "v2.2028",
        "it will still be two years out",
        "a screen of 2048 x 1536 points",
        "a screen of 1536 x 2048",
        "Office 2026 will be the last",
        "the whole year was dull",
        "the entire decade was lost",
    ],
)
def test_what_is_no_time_ahead_gives_no_window(text: str) -> None:
    assert all(window.deadline is None for window in find_windows(text, today=TODAY))


def test_a_duration_counted_from_an_event_names_no_day() -> None:
    window = only("within two years of the launch")
    assert (window.vague, window.deadline) == (True, None)


def test_a_vague_duration_names_no_day() -> None:
    assert only("in the next few years").deadline is None


def test_a_year_that_describes_a_noun_is_marked() -> None:
    assert only("the 2028 nominee is a woman").kind == "attributive"


def test_years_that_lie_behind_are_no_window() -> None:
    assert find_windows("over the last 15 years", today=TODAY) == []


def test_slashes_that_are_no_date() -> None:
    assert find_windows("a 24/7/365 service", today=TODAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "the worst drought in 40 years",
        "will be the largest deficit in almost ten years",
        "a disaster for May making no ground",
        "either Hale or May will win",
        "in the years to come",
        "over the years it changed",
        "a major nor'easter is coming",
        "ten years out of date",
    ],
)
def test_what_looks_back_or_is_a_name_is_no_window(text: str) -> None:
    assert find_windows(text, today=TODAY) == []


@pytest.mark.parametrize(
    "text",
    [
        "by 2100 BC farmers grew half as much",
        "the wall of 2200 BCE",
        "following four years of quiet, a wave is expected",
    ],
)
def test_years_before_christ_and_years_gone_by_are_no_times_ahead(text: str) -> None:
    assert find_windows(text, today=TODAY) == []


def test_a_time_before_a_year_may_only_describe_a_noun() -> None:
    assert only("it never gets back to pre-2030 levels").kind == "attributive"
    assert only("pre-2030 we will see it").deadline == Y(2029, 12, 31)
    assert only("in 2100, BC Ferries will sail").deadline == Y(2100, 12, 31)
    assert only("over the following four years of drought").deadline == Y(2028, 6, 1)


@pytest.mark.parametrize("text", ["he scored 3/15 there", "in the two weeks following the show"])
def test_no_day_is_read_into_scores_or_counted_from_a_show(text: str) -> None:
    assert all(window.deadline is None for window in find_windows(text, today=TODAY))


@pytest.mark.parametrize(
    "text",
    [
        "it will do well in the 1st division",
        "they will manage on the 2nd try",
        "by the 3rd reading it will pass",
        "in the second half of the millennium",
        "in the first half of the concert",
        "in the third quarter of the bout",
        "during the fall of the empire",
        "after the fall of prices",
        "in a year like this the harbour will lose money",
        "in a month when nothing sells, she will sell",
        "every Monday the ferry will be late",
        "each Friday it will be full",
        "a Super Tuesday for the yard",
        "until the mid-nineties it was poor",
        "by the turn of the century it was gone",
        "they will post fourth-quarter earnings",
    ],
)
def test_what_only_sounds_like_a_time_is_none(text: str) -> None:
    assert find_windows(text, today=TODAY) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("by the 15th we will know", None, Y(2024, 6, 15)),
        ("on the 21st", Y(2024, 6, 21), Y(2024, 6, 21)),
        ("it opens on the 2nd, a Sunday", Y(2024, 6, 2), Y(2024, 6, 2)),
        ("on the 12th August the moon will hide it", Y(2024, 8, 12), Y(2024, 8, 12)),
        ("by the 3rd March", None, Y(2025, 3, 3)),
        ("in the second half of the year", Y(2024, 7, 1), Y(2024, 12, 31)),
        ("in the second half of the 21st century", Y(2051, 1, 1), Y(2100, 12, 31)),
        ("in the fall of 2026", Y(2026, 9, 1), Y(2026, 11, 30)),
        ("by the fall of that year", None, Y(2024, 11, 30)),
        ("in a year it will be sold", None, Y(2025, 6, 1)),
        ("what will be a month from now when the ice is gone", None, Y(2024, 7, 1)),
        ("next Monday the ferry will be late", Y(2024, 6, 3), Y(2024, 6, 3)),
        ("in the thirties", Y(2030, 1, 1), Y(2039, 12, 31)),
        ("by the turn of the decade", None, Y(2029, 12, 31)),
        ("in a post-2030 world", Y(2031, 1, 1), None),
        ("thirty years in the future", None, Y(2054, 6, 1)),
        ("by Good Friday", None, Y(2025, 4, 18)),
        ("on Black Friday", Y(2024, 11, 29), Y(2024, 11, 29)),
        ("on Cyber Monday 2026", Y(2026, 11, 30), Y(2026, 11, 30)),
        ("Thanksgiving Day 2025 sales", Y(2025, 11, 27), Y(2025, 11, 27)),
        ("Christmas will be white", Y(2024, 12, 25), Y(2024, 12, 25)),
        ("fourth quarter and full year 2023", Y(2023, 10, 1), Y(2023, 12, 31)),
        ("Q4 and full-year 2023 results", Y(2023, 10, 1), Y(2023, 12, 31)),
        ("in the fourth quarter and the year after", Y(2024, 10, 1), Y(2024, 12, 31)),
    ],
)
def test_what_sounds_like_it_and_is_one(text: str, first: date | None, last: date | None) -> None:
    window = find_windows(text, today=TODAY)[0]
    assert (window.not_before, window.deadline) == (first, last)


def test_a_feast_may_only_describe_a_noun() -> None:
    assert only("they will cook a Christmas ham").kind == "attributive"
    assert only("they will cook a ham at Christmas").kind == "in"
