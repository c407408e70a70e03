from pathlib import Path

from tests.bot.conftest import Calledit


def test_a_scheduled_report_comes_by_itself_once_each_week_without_discord(
    calledit: Calledit, tmp_path: Path
) -> None:
    calledit("predict", "It rains", "--by", "2030", "-p", "60")
    calledit("resolve", "1", "yes")
    added = calledit(
        "report", "schedule", "add", "weekly", "--on", "monday", "--at", "08:30", "--zone",
        "Europe/Berlin", "--folder", "weekly",
    )  # fmt: skip
    assert added.code == 0, added.err
    calledit("tick", "--now", "2031-03-30T12:00:00+00:00")  # a Sunday: what was missed is made up
    sunday = calledit("tick", "--now", "2031-03-30T12:10:00+00:00")
    monday = calledit("tick", "--now", "2031-03-31T06:31:00+00:00")  # 08:31 in Berlin, summer time
    again = calledit("tick", "--now", "2031-03-31T09:00:00+00:00")
    assert "Report" not in sunday.out
    assert monday.out.count("Report") == 1
    assert "Report" not in again.out
    assert list((tmp_path / "weekly").rglob("*.html"))
