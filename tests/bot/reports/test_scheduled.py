"""Scheduled reports: by the clock on the wall, once a day, late ones said to be late."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.render.post import Plain
from bot.reports.cadence import cron_line, moment_before, next_moment
from bot.reports.scheduled import due_reports, report_files, report_post
from predictions.errors import InvalidValue
from predictions.outcomes import Outcome
from storage import schedules
from storage.ledger import Ledger
from tests import asking
from tests.bot.reports.made import claim, say, settle, someone

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
        dates.append(found.astimezone(ZoneInfo(zone)).date())
    # A gap at midnight can push a report of one day past it; its key is the day it falls on.
    assert dates == [dates[0] + timedelta(days=n) for n in range(20)]


def test_a_period_begins_where_the_one_before_ended() -> None:
    moment = at("2026-02-02T09:00")
    assert moment_before("0 9 * * mon", "UTC", at=moment) == at("2026-01-26T09:00")
    assert moment_before("0 9 1 * *", "UTC", at=at("2026-03-01T09:00")) == at("2026-02-01T09:00")
    assert moment_before("0 9 1 1 *", "UTC", at=at("2026-01-01T09:00")) == at("2025-01-01T09:00")
    assert moment_before("0 9 * * *", "UTC", at=moment) == at("2026-02-01T09:00")


def weekly(ledger: Ledger, next_at: datetime, folder: Path | None = None) -> int:
    with ledger.write() as session:
        scope = {"tag": "economy"} | ({"folder": str(folder)} if folder else {})
        return schedules.add(
            session,
            guild_id=0,
            channel_id=0,
            cadence="0 9 * * mon",
            time_zone=BERLIN,
            next_at=next_at,
            scope=scope,
        ).id


def test_a_report_is_put_into_the_outbox_once(ledger: Ledger) -> None:
    moment = at("2026-02-02T09:00", BERLIN)
    number = weekly(ledger, moment)
    with ledger.write() as session:
        assert due_reports(session, moment - timedelta(seconds=1)) == 0
    for put in (1, 0, 0):  # a second process, a restart
        with ledger.write() as session:
            assert due_reports(session, moment + timedelta(seconds=1)) == put
    with ledger.read() as session:
        [waiting] = asking.unsent(session)
        [kept] = schedules.listed(session)
    assert waiting.key == f"report:{number}:2026-02-02"
    assert waiting.kind == "report"
    assert waiting.channel_id is None
    assert kept.next_at == at("2026-02-09T09:00", BERLIN)


def test_what_was_missed_is_made_up_but_not_without_end(ledger: Ledger) -> None:
    moment = at("2026-02-02T09:00", BERLIN)
    weekly(ledger, moment)
    with ledger.write() as session:
        assert due_reports(session, moment + timedelta(days=15)) == 3
        assert due_reports(session, moment + timedelta(days=1_000)) == 7
        assert due_reports(session, moment + timedelta(days=1_000)) == 0
        dates = [waiting.key.rsplit(":", 1)[1] for waiting in asking.unsent(session)]
    assert dates == sorted(set(dates))
    assert dates[:3] == ["2026-02-02", "2026-02-09", "2026-02-16"]


def test_the_message_tells_of_its_week_and_says_when_it_is_late(
    sqlite_ledger: Ledger, tmp_path: Path
) -> None:
    moment = at("2026-02-02T09:00", BERLIN)
    weekly(sqlite_ledger, moment, tmp_path / "reports")
    with sqlite_ledger.write() as session:
        for day, tag in ((20, "economy"), (28, "economy"), (29, "space")):
            number = claim(session, f"On the {day}th", tags=(tag,))
            say(session, number, someone(session, "Ann"), 0.8)
            settle(session, number, Outcome.parse("yes"), datetime(2026, 1, day, tzinfo=UTC))
        due_reports(session, moment)
        waiting = next(post for post in asking.unsent(session) if post.kind == "report")
        punctual = report_post(session, waiting, Plain(), moment + timedelta(minutes=2))
        late = report_post(session, waiting, Plain(), moment + timedelta(hours=5))
    said = "\n".join(field.value for field in punctual.fields)
    assert "On the 28th" in said
    assert "On the 20th" not in said  # last week's
    assert "On the 29th" not in said  # another tag
    assert "Late" not in punctual.text
    assert late.text.startswith("Late: this report was due 2026-02-02 08:00 UTC.")
    assert waiting.mark in punctual.footer
    names = sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert names == [f"report-1-2026-02-02.{kind}" for kind in ("csv", "html", "png")]
    assert "Page, table and chart" in punctual.text


def test_a_folder_that_cannot_be_written_does_not_hold_the_message_back(
    sqlite_ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    moment = at("2026-02-02T09:00", BERLIN)
    weekly(sqlite_ledger, moment, tmp_path / "file")
    with sqlite_ledger.write() as session:
        due_reports(session, moment)
        [waiting] = asking.unsent(session)
        post = report_post(session, waiting, Plain(), moment)
        files = report_files(session, waiting, moment)
    assert "could not be written" in post.text
    assert [name.rsplit(".")[-1] for name, _ in files] == ["html", "csv", "png"]
