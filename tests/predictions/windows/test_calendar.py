from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.windows import calendar as cal


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_church_calendars_put_it(year: int, easter: date) -> None:
    assert cal.movable("easter", date(2000, 1, 1), year) == easter


def test_thanksgiving_is_the_fourth_thursday_of_november() -> None:
    assert cal.movable("thanksgiving", date(2026, 11, 1), 0) == date(2026, 11, 26)


def test_the_31st_becomes_the_last_day_of_a_shorter_month() -> None:
    assert cal.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_centuries_end_with_the_hundred() -> None:
    assert (cal.century_end(2000), cal.century_end(2001)) == (
        date(2000, 12, 31),
        date(2100, 12, 31),
    )


@given(st.dates(), st.integers(0, 40_000))
def test_later_is_never_earlier(day: date, months: int) -> None:
    assert cal.add_months(day, months) >= min(day, date(9998, 12, 31))


@given(st.dates(max_value=date(9998, 12, 31)), st.integers(0, 6))
def test_the_next_weekday_is_within_a_week(day: date, weekday: int) -> None:
    found = cal.next_weekday(day, weekday)
    assert found.weekday() == weekday
    assert 1 <= (found - day).days <= 7
