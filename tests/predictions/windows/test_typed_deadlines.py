from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.errors import InvalidValue
from predictions.windows import is_within_a_day, parse_deadline, parse_window

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
        ("2027-06", date(2027, 6, 30)),
        ("2027/6", date(2027, 6, 30)),
        ("2027.06.30", date(2027, 6, 30)),
        ("20270630", date(2027, 6, 30)),
        ("15.01.27", date(2027, 1, 15)),
        ("31.12.", date(2026, 12, 31)),
        ("12/25", date(2026, 12, 25)),
        ("31-12-2027", date(2027, 12, 31)),
        ("31 Dec '27", date(2027, 12, 31)),
        ("Dec 31, 27", date(2027, 12, 31)),
        ("jun 27", date(2027, 6, 27)),
        ("eod", date(2026, 11, 24)),
        ("EOW", date(2026, 11, 29)),
        ("eom", date(2026, 11, 30)),
        ("by EOM", date(2026, 11, 30)),
        ("EOM march", date(2027, 3, 31)),
        ("EOQ", date(2026, 12, 31)),
        ("eoq2 2027", date(2027, 6, 30)),
        ("EOY", date(2026, 12, 31)),
        ("EOD friday", date(2026, 11, 27)),
        ("year end", date(2026, 12, 31)),
        ("10d", date(2026, 12, 4)),
        ("+2w", date(2026, 12, 8)),
        ("1y 6mo", date(2028, 5, 24)),
        ("1y6m", date(2028, 5, 24)),
        ("2 weeks and 3 days", date(2026, 12, 11)),
        ("fri", date(2026, 11, 27)),
        ("monday week", date(2026, 12, 7)),
        ("a week from friday", date(2026, 12, 4)),
        ("day after tomorrow", date(2026, 11, 26)),
        ("tmrw", date(2026, 11, 25)),
        ("15th", date(2026, 12, 15)),
        ("this december", date(2026, 12, 31)),
        ("2027-W12", date(2027, 3, 28)),
        ("week 12", date(2027, 3, 28)),
        ("week 48", date(2026, 11, 29)),
        ("latest June 2027", date(2027, 6, 30)),
        ("June 2027 at the latest", date(2027, 6, 30)),
        ("nye", date(2026, 12, 31)),
        ("yesterday", date(2026, 11, 23)),
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
        "this marsupial",
        "week 54 2027",
        "25:00",
        "lunch at 5pm with friday",
    ],
)
def test_words_without_one_last_day_are_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_deadline(typed, today=TODAY)
    assert caught.value.field == "deadline"
    assert "write a day like" in caught.value.problem


@pytest.mark.parametrize("typed", ["03/04/2027", "3.4.27", "3/4", "by 03-04-2027"])
def test_figures_that_could_be_two_days_are_refused(typed: str) -> None:
    with pytest.raises(InvalidValue, match="two different days; write"):
        parse_deadline(typed, today=TODAY)


def test_a_bare_m_is_minutes_or_months_and_refused() -> None:
    with pytest.raises(InvalidValue, match="could be minutes or months"):
        parse_deadline("in 2m", today=TODAY)


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("in 1 hour", date(2026, 11, 24)),
        ("in 90 minutes", date(2026, 11, 25)),
        ("90min", date(2026, 11, 25)),
        ("1h30m", date(2026, 11, 25)),
        ("half an hour", date(2026, 11, 24)),
        ("a couple of hours", date(2026, 11, 25)),
        ("an hour and a half from now", date(2026, 11, 25)),
        ("in 24 hours", date(2026, 11, 25)),
        ("7 days 12 hours", date(2026, 12, 2)),
        ("11pm", date(2026, 11, 24)),
        ("by 5pm", date(2026, 11, 25)),  # today's five has passed
        ("17:00 tomorrow", date(2026, 11, 25)),
        ("friday at 5 p.m.", date(2026, 11, 27)),
        ("friday evening", date(2026, 11, 27)),
        ("tonight", date(2026, 11, 24)),
        ("before midnight", date(2026, 11, 24)),
        ("2027-06-30 17:00", date(2027, 6, 30)),
        ("2027-06-30T17:00:00Z", date(2027, 6, 30)),
        ("2027-06-30T23:30:00Z", date(2027, 7, 1)),  # half past one in Berlin
        ("2027-06-30T01:00:00+05:00", date(2027, 6, 29)),
        ("4 June 2027 23:59 UTC", date(2027, 6, 5)),
    ],
)
def test_a_moment_is_the_day_on_which_it_falls_where_it_was_typed(typed: str, last: date) -> None:
    now = datetime(2026, 11, 24, 22, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert parse_deadline(typed, today=TODAY, now=now) == last
    assert is_within_a_day(typed, today=TODAY)


def test_hours_are_hours_also_where_the_clock_jumps() -> None:
    zone = ZoneInfo("Europe/Berlin")
    before = datetime(2027, 3, 27, 23, 30, tzinfo=zone)  # at two it will be three
    assert parse_deadline("in 24 hours", today=before.date(), now=before) == date(2027, 3, 29)


def test_without_a_clock_a_part_of_a_day_counts_as_a_day() -> None:
    assert parse_deadline("in 2 hours", today=TODAY) == date(2026, 11, 25)


@pytest.mark.parametrize("typed", ["friday", "in 18 months", "2028", "the 2030s", "10d"])
def test_whole_days_are_no_moments(typed: str) -> None:
    assert not is_within_a_day(typed, today=TODAY)


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
