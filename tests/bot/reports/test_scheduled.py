"""Scheduled reports: by the clock on the wall, once a day, late ones said to be late."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.render.post import Plain
from bot.reports.scheduled import due_reports, report_files, report_post
from predictions.outcomes import Outcome
from storage import schedules
from storage.ledger import Ledger
from tests import asking
from tests.bot.reports.made import claim, say, settle, someone

BERLIN = "Europe/Berlin"


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


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
    assert [name.rsplit(".")[-1] for name, _ in files] == ["html", "csv"]


def test_a_chart_goes_with_a_message_once_there_is_something_to_draw(
    sqlite_ledger: Ledger,
) -> None:
    moment = at("2026-02-02T09:00", BERLIN)
    weekly(sqlite_ledger, moment)
    drawn = []
    for scored in (False, True):
        with sqlite_ledger.write() as session:
            due_reports(session, moment)
            [waiting] = asking.unsent(session)
            if scored:
                number = claim(session, tags=("economy",))
                say(session, number, someone(session, "Ann"), 0.3)
                settle(session, number, Outcome.parse("yes"), moment - timedelta(days=1))
            files = report_files(session, waiting, moment)
        drawn.append(any(name.endswith(".png") for name, _ in files))
    assert drawn == [False, True]
