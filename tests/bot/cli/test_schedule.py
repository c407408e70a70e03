import subprocess
import sys
from collections import Counter
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


def test_processes_that_tick_at_once_send_each_report_once(
    calledit: Calledit, environment: dict[str, str], tmp_path: Path
) -> None:
    calledit("report", "schedule", "add", "daily", "--at", "02:30", "--zone", "Europe/Berlin")
    calledit("tick", "--now", "2031-10-24T12:00:00+00:00")
    # Two nights later; in the first of them the hour from two to three comes twice.
    command = [sys.executable, "-m", "bot.cli", "tick", "--now", "2031-10-27T12:00:00+00:00"]
    running = [
        subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    out = "".join(process.communicate(timeout=120)[0].decode() for process in running)
    assert [process.returncode for process in running] == [0, 0, 0]
    titles = Counter(line for line in out.splitlines() if "Report: " in line)
    assert sum(titles.values()) == 3
    assert all("2031-10-" in title for title in titles)
    assert len(titles) == 3
    assert out.count("Late: this report was due 2031-10-") == 3


def test_a_schedule_can_be_looked_at_before_it_is_due(calledit: Calledit) -> None:
    calledit("predict", "It *rains* <b>", "--by", "2030", "-p", "60", "--tag", "weather")
    calledit("resolve", "1", "yes")
    calledit("report", "schedule", "add", "weekly", "--tag", "weather")
    shown = calledit("report", "schedule", "preview", "1")
    assert (shown.code, shown.err) == (0, "")
    assert "Report on “weather”: " in shown.out
    assert "It *rains* <b>" in shown.out
    assert "Report" not in calledit("tick").out  # nothing was sent, nothing is due
    unknown = calledit("report", "schedule", "preview", "7")
    assert (unknown.code, unknown.err) == (1, "Error: there is no schedule 7\n")
