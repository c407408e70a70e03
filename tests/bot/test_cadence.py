"""What comes again and again: as people write it, read back in words, by the clock on the wall."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cadence import (
    WEEKDAYS,
    cron_line,
    in_words,
    local_date,
    moment_before,
    next_moment,
    read_time,
)
from predictions.errors import InvalidValue

BERLIN = "Europe/Berlin"


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("cadence", "options", "line"),
    [
        ("weekly", {}, "0 9 * * mon"),
        ("weekly", {"on": "Friday", "at": "17:05"}, "5 17 * * fri"),
        ("weekly", {"on": "sat"}, "0 9 * * sat"),
        ("monthly", {}, "0 9 1 * *"),
        ("monthly", {"on": "last"}, "0 9 last * *"),
        ("daily", {"at": "7:30"}, "30 7 * * *"),
        ("daily", {"at": "9 pm"}, "0 21 * * *"),
        ("  0  9 1,15 *  * ", {}, "0 9 1,15 * *"),
    ],
)
def test_cadences_as_people_write_them(cadence: str, options: dict[str, str], line: str) -> None:
    assert cron_line(cadence, **options) == line


@pytest.mark.parametrize(
    "cadence", ["", "often", "* 9 * * *", "0 */2 * * *", "0 9 40 * *", "0 9 1"]
)
def test_cadences_that_cannot_be(cadence: str) -> None:
    with pytest.raises(InvalidValue):
        cron_line(cadence)


@pytest.mark.parametrize(
    ("weekday", "day"), [("0", 6), ("7", 6), ("1", 0), ("5", 4), ("mon", 0), ("1-3", 0)]
)
def test_weekdays_are_counted_as_cron_counts_them(weekday: str, day: int) -> None:
    found = next_moment(f"0 9 * * {weekday}", "UTC", after=at("2026-01-03T10:00"))  # a Saturday
    assert found.weekday() == day


def test_local_nine_o_clock_stays_nine_through_summer_time() -> None:
    found, local = at("2026-03-27T12:00"), []
    for _ in range(4):
        found = next_moment("0 9 * * *", BERLIN, after=found)
        local.append(found.astimezone(ZoneInfo(BERLIN)).strftime("%d %H:%M %Z"))
    assert local == ["28 09:00 CET", "29 09:00 CEST", "30 09:00 CEST", "31 09:00 CEST"]


def test_an_hour_that_is_missing_has_its_report_an_hour_later() -> None:
    found = next_moment("30 2 * * *", BERLIN, after=at("2026-03-28T12:00"))
    assert found.astimezone(ZoneInfo(BERLIN)).strftime("%d %H:%M") == "29 03:30"


def test_an_hour_that_comes_twice_has_one_report() -> None:
    first = next_moment("30 2 * * *", BERLIN, after=at("2026-10-24T12:00"))
    second = next_moment("30 2 * * *", BERLIN, after=first)
    assert first == at("2026-10-25T00:30")
    assert second == at("2026-10-26T01:30")


@settings(max_examples=40, deadline=None)
@given(
    hours=st.integers(0, 4 * 365 * 24),
    minute=st.integers(0, 59),
    hour=st.integers(0, 23),
    zone=st.sampled_from(
        [BERLIN, "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "UTC"]
    ),
)
def test_no_local_date_is_left_out_or_comes_twice(
    hours: int, minute: int, hour: int, zone: str
) -> None:
    line, found = f"{minute} {hour} * * *", at("2024-01-01") + timedelta(hours=hours)
    dates: list[date] = []
    for _ in range(20):
        found = next_moment(line, zone, after=found)
        dates.append(date.fromisoformat(local_date(found, zone)))
    # A gap at midnight can push a report of one day past it; its key is the day it falls on.
    assert dates == [dates[0] + timedelta(days=n) for n in range(20)]


def test_a_period_begins_where_the_one_before_ended() -> None:
    moment = at("2026-02-02T09:00")
    assert moment_before("0 9 * * mon", "UTC", at=moment) == at("2026-01-26T09:00")
    assert moment_before("0 9 1 * *", "UTC", at=at("2026-03-01T09:00")) == at("2026-02-01T09:00")
    assert moment_before("0 9 1 1 *", "UTC", at=at("2026-01-01T09:00")) == at("2025-01-01T09:00")
    assert moment_before("0 9 * * *", "UTC", at=moment) == at("2026-02-01T09:00")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("0 9 * * *", "every day at 09:00"),
        ("30 18 * * fri", "every Friday at 18:30"),
        ("30 18 * * 5", "every Friday at 18:30"),
        ("0 9 * * 0", "every Sunday at 09:00"),
        ("0 9 * * 7", "every Sunday at 09:00"),
        ("5 0 28 * *", "on day 28 of each month at 00:05"),
        ("0 9 last * *", "on the last day of each month at 09:00"),
        ("0 9 1,15 * *", None),
        ("0 9 1 * mon", None),
        ("0 9 1 1 *", None),
        ("0 9 * * xyz", None),
    ],
)
def test_a_cadence_in_words(line: str, words: str | None) -> None:
    assert in_words(line) == words


@pytest.mark.parametrize("day", WEEKDAYS)
def test_what_is_chosen_from_a_list_is_read_back(day: str) -> None:
    assert in_words(cron_line("weekly", at="18:30", on=day)) == f"every {day} at 18:30"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("9", "09:00"), ("9:30", "09:30"), ("9 pm", "21:00"), ("12am", "00:00"), ("18.45", "18:45")],
)
def test_times_of_day_are_read(typed: str, read: str) -> None:
    assert read_time(typed) == time.fromisoformat(read)


@pytest.mark.parametrize("typed", ["", "25", "9:60", "noon", "13 pm", "9:3", "-1"])
def test_nonsense_is_no_time(typed: str) -> None:
    with pytest.raises(InvalidValue):
        read_time(typed)
