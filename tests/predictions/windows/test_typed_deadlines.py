from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.errors import InvalidValue
from predictions.windows import parse_deadline, parse_window

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("2027-03-31", date(2027, 3, 31)),
        ("by 2028", date(2028, 12, 31)),
        ("2028", date(2028, 12, 31)),
        ("end of 2028", date(2028, 12, 31)),
        ("by the end of next year", date(2027, 12, 31)),
        ("in 18 months", date(2028, 5, 24)),
        ("within five years", date(2031, 11, 24)),
        ("7 days", date(2026, 12, 1)),
        ("in two weeks", date(2026, 12, 8)),
        ("a year from now", date(2027, 11, 24)),
        ("friday", date(2026, 11, 27)),
        ("next friday", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 25)),
        ("Q3 2027", date(2027, 9, 30)),
        ("end of Q1 2027", date(2027, 3, 31)),
        ("H1 2027", date(2027, 6, 30)),
        ("first half of 2027", date(2027, 6, 30)),
        ("before July 2030", date(2030, 6, 30)),
        ("31 dec 2027", date(2027, 12, 31)),
        ("December 31, 2027", date(2027, 12, 31)),
        ("31/12/2027", date(2027, 12, 31)),
        ("March", date(2027, 3, 31)),
        ("feb 29", date(2028, 2, 29)),
        ("mid-2027", date(2027, 6, 30)),
        ("summer 2027", date(2027, 8, 31)),
        ("end of the decade", date(2029, 12, 31)),
        ("by the end of the century", date(2100, 12, 31)),
        ("the 2030s", date(2039, 12, 31)),
        ("2028-2030", date(2030, 12, 31)),
        ("christmas 2027", date(2027, 12, 25)),
        ("end of year", date(2026, 12, 31)),
        ("end of next month", date(2026, 12, 31)),
        ("over the next decade", date(2036, 11, 24)),
        ("before the next presidential election", date(2028, 11, 6)),
    ],
)
def test_plain_words_give_the_last_day(typed: str, last: date) -> None:
    assert parse_deadline(typed, today=TODAY) == last


@pytest.mark.parametrize("typed", ["2027-02-30", "2027-13-01", "30 February 2027", "31/02/2027"])
def test_a_day_that_does_not_exist_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(InvalidValue, match="does not exist; write a day like"):
        parse_deadline(typed, today=TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "in a few years",
        "0",
        "tomorrow or friday",
        "when pigs fly",
        "after 2029",
        "x" * 500,
    ],
)
def test_words_without_one_last_day_are_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_deadline(typed, today=TODAY)
    assert caught.value.field == "deadline"
    assert "write a day like" in caught.value.problem


def test_a_slashed_date_that_could_be_two_days_is_refused() -> None:
    with pytest.raises(InvalidValue, match="two different days"):
        parse_deadline("03/04/2027", today=TODAY)


def test_a_window_may_have_no_last_day() -> None:
    window = parse_window("after 2029", today=TODAY)
    assert (window.not_before, window.deadline) == (date(2030, 1, 1), None)


def test_a_window_of_years_has_both_ends() -> None:
    window = parse_window("between 2028 and 2030", today=TODAY)
    assert (window.not_before, window.deadline) == (date(2028, 1, 1), date(2030, 12, 31))


@given(st.dates(date(1900, 1, 1), date(2400, 12, 31)))
def test_every_iso_date_is_read_as_itself(day: date) -> None:
    assert parse_deadline(day.isoformat(), today=TODAY) == day


@given(st.text(max_size=60), st.dates())
def test_any_text_on_any_day_gives_a_day_or_one_clear_error(typed: str, today: date) -> None:
    try:
        found = parse_deadline(typed, today=today)
    except InvalidValue:
        found = today  # refused, which is an answer too
    assert isinstance(found, date)


def test_a_day_that_is_too_far_is_not_said_not_to_exist() -> None:
    with pytest.raises(InvalidValue, match="is further away than is read"):
        parse_deadline("2999-12-31", today=TODAY)
    with pytest.raises(InvalidValue, match="is a day that does not exist"):
        parse_deadline("2999-02-30", today=TODAY)
