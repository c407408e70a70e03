"""Words whose days depend on the day on which they are said, and on what lies ahead of it."""

from datetime import date

import pytest

from predictions.windows import find_windows
from tests.predictions.windows.the_window import only

Y = date


@pytest.mark.parametrize(
    ("today", "last"),
    [
        (Y(2024, 4, 20), Y(2024, 3, 31)),
        (Y(2024, 7, 30), Y(2024, 3, 31)),
        (Y(2024, 11, 20), Y(2025, 3, 31)),
    ],
)
def test_a_quarter_that_is_long_over_is_that_of_the_next_year(today: date, last: date) -> None:
    assert only("in the first quarter", today).deadline == last


def test_until_knows_when_its_period_opens() -> None:
    assert only("no ferry until 2027").opens == date(2027, 1, 1)


def test_in_the_last_weeks_of_a_decade_this_decade_is_the_one_ahead() -> None:
    assert only("solved this decade", date(2029, 12, 20)).deadline == date(2039, 12, 31)


@pytest.mark.parametrize(
    ("text", "today", "last"),
    [
        ("for the year ahead", Y(2024, 12, 20), Y(2025, 12, 31)),
        ("for the year ahead", Y(2024, 1, 4), Y(2024, 12, 31)),
        ("for the year ahead", Y(2024, 6, 1), Y(2025, 6, 1)),
        ("over the decade ahead", Y(2024, 6, 1), Y(2034, 6, 1)),
        ("in the coming year", Y(2024, 12, 20), Y(2025, 12, 31)),
        ("in the coming year", Y(2024, 6, 1), Y(2025, 6, 1)),
        ("in the new year", Y(2024, 12, 20), Y(2025, 12, 31)),
        ("over the upcoming year", Y(2024, 6, 1), Y(2025, 6, 1)),
        ("by the new year", Y(2024, 12, 20), Y(2025, 1, 1)),
        ("in the next sort of six months", Y(2024, 6, 1), Y(2024, 12, 1)),
    ],
)
def test_the_year_ahead_is_the_calendar_year_only_at_its_turn(
    text: str, today: date, last: date
) -> None:
    assert only(text, today).deadline == last


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 4/22/25", Y(2025, 4, 22)),
        ("on 22/4/2025", Y(2025, 4, 22)),
        ("on 5/7/24", Y(2024, 7, 5)),  # 7 May lies behind
        ("on 8/7/24", Y(2024, 8, 7)),
    ],
)
def test_a_date_with_slashes_is_read_ahead_and_else_month_first(text: str, day: date) -> None:
    assert only(text).deadline == day


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("looking 15 years down the road, it is gone", Y(2039, 6, 1)),
        ("ten years out, it is gone", Y(2034, 6, 1)),
        ("a generation 20 years into the future", Y(2044, 6, 1)),
    ],
)
def test_years_down_the_road_lie_ahead(text: str, last: date) -> None:
    assert only(text).deadline == last


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("before next summer.", date(2026, 5, 31)),
        ("before next month", date(2026, 2, 28)),
        ("before next year, I think", date(2026, 12, 31)),
        ("before the coming winter", date(2026, 11, 30)),
        ("before next year ends", date(2027, 12, 31)),
        ("before the year is out", date(2026, 12, 31)),
        ("before the decade.", date(2029, 12, 31)),
    ],
)
def test_before_what_has_not_begun_is_before_it_begins(words: str, deadline: date) -> None:
    [window] = find_windows(words, today=date(2026, 2, 5))
    assert window.deadline == deadline


@pytest.mark.parametrize(
    ("text", "today", "last"),
    [
        ("in the upcoming year", Y(2031, 2, 22), Y(2031, 12, 31)),
        ("in the coming year", Y(2031, 3, 22), Y(2032, 3, 22)),
    ],
)
def test_the_coming_year_is_the_calendar_year_until_march(
    text: str, today: date, last: date
) -> None:
    assert only(text, today).deadline == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("we will end up the century far above it", date(2100, 12, 31)),
        ("it finishes the year below 300", date(2030, 12, 31)),
        ("which closes out the decade on a high", date(2039, 12, 31)),
        ("it won't last out the year", date(2030, 12, 31)),
        ("prices end 2031 where they began", date(2031, 12, 31)),
        ("it will be here for at least another 20 years", date(2050, 6, 20)),
    ],
)
def test_how_a_period_ends_names_its_last_day(text: str, last: date) -> None:
    assert only(text, date(2030, 6, 20)).deadline == last


@pytest.mark.parametrize(
    "text",
    ["in 2031+ it slows", "2030 and beyond", "for 2031 and the years ahead", "2030 and the years to come will see it"],
)  # fmt: skip
def test_what_goes_on_has_no_last_day(text: str) -> None:
    assert only(text, date(2030, 6, 20)).deadline is None


def test_the_turn_of_a_century_lies_ahead_near_its_end() -> None:
    assert only("by the turn of the century", Y(1998, 5, 1)).deadline == Y(2000, 12, 31)
