import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from bot.cli import COMMANDS, cli
from tests.bot.conftest import Calledit

HEAVY = ("scipy", "numpy", "matplotlib", "discord", "sqlmodel", "pydantic", "httpx", "rich")


def test_help_imports_nothing_heavy(environment: dict[str, str]) -> None:
    code = (
        "import sys; from bot.cli import cli\n"
        "try: cli.main(['--help'], prog_name='calledit')\n"
        f"except SystemExit: print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, check=True, timeout=60
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"


@pytest.mark.parametrize("form", ["table", "jsonl", "text"])
def test_what_is_in_a_file_is_shown_without_database_settings_or_network(
    environment: dict[str, str], tmp_path: Path, form: str
) -> None:
    (tmp_path / "essay.txt").write_text("The ferry will stop by 2031.\n", "utf-8")
    code = (
        "import atexit, sys; from bot.cli import main\n"
        "loaded = ('sqlalchemy', 'sqlmodel', 'storage', 'pydantic', 'httpx', 'scipy')\n"
        "atexit.register(lambda: print([m for m in loaded if m in sys.modules]))\n"
        f"main(['extract', 'essay.txt', '--format', {form!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, check=True, timeout=60
    )  # fmt: skip
    first, *_, last = done.stdout.decode().splitlines()
    assert "The ferry will stop by 2031" in first
    assert last == "[]"


def test_help_lists_every_command(calledit: Calledit) -> None:
    shown = calledit("--help").out
    assert all(f"  {name} " in shown for name in COMMANDS)


def test_an_error_obeys_no_terminal_command_in_the_name_of_a_file(
    calledit: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "essay\x1b]0;.md").write_text("It will rain.", encoding="utf-8")
    shown = calledit("extract", "essay.md").err
    assert "did you mean" in shown
    assert shown.rstrip("\n").isprintable()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    import click
    from click.testing import CliRunner

    shown = CliRunner().invoke(cli, [name, "--help"])
    assert shown.exit_code == 0, shown.output
    assert "Example: " in shown.output
    command = cli.get_command(click.Context(cli), name)
    if isinstance(command, click.Group):
        for child in command.commands:
            shown = CliRunner().invoke(cli, [name, child, "--help"])
            assert shown.exit_code == 0
            assert "Example: " in shown.output, child


def test_a_reader_that_has_had_enough_is_no_error(
    calledit: Calledit, environment: dict[str, str], tmp_path: Path
) -> None:
    many = "\n".join(f"- It rains on Monday by the end of {2030 + n}: 60%" for n in range(400))
    (tmp_path / "many.md").write_text(many)
    # In the terminal's colours or plain: what prints tables has an end of its own for such readers.
    for command in ("extract many.md --format jsonl", "extract many.md", "extract --help"):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m bot.cli {command} | head -c 9"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.stderr == b""
        assert len(done.stdout) == 9
        assert done.returncode == 0, command


def test_a_database_that_takes_nothing_costs_one_line_a_pass(
    calledit: Calledit, environment: dict[str, str], sqlite_url: str, tmp_path: Path
) -> None:
    calledit("list")
    database = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    database.execute(
        "CREATE TRIGGER full BEFORE INSERT ON pulses "
        "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    database.close()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"],
        env={**environment, "CALLEDIT_TICK_SECONDS": "0.2"},
        cwd=tmp_path,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    lines: list[bytes] = []
    while sum(b"this pass failed" in line for line in lines) < 3:
        lines.append(process.stderr.readline())
    process.send_signal(signal.SIGTERM)
    _, rest = process.communicate(timeout=60)
    assert process.returncode == 0
    assert b"Traceback" not in b"".join(lines) + rest
    assert lines[-1].rstrip().endswith(b"is full: free some space, nothing was lost")


def test_passes_longer_than_a_tick_are_nothing_to_warn_of(
    environment: dict[str, str], tmp_path: Path
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run", "--verbose"],
        env={**environment, "CALLEDIT_TICK_SECONDS": "0.001"},
        cwd=tmp_path,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    lines: list[bytes] = []
    while sum(b"sources asked" in line for line in lines) < 5:
        lines.append(process.stderr.readline())
    process.send_signal(signal.SIGTERM)
    _, rest = process.communicate(timeout=60)
    assert b"apscheduler" not in b"".join(lines) + rest


def test_ctrl_c_stops_the_service_and_loses_nothing(
    calledit: Calledit, environment: dict[str, str], tmp_path: Path
) -> None:
    calledit("predict", "It rains", "--by", "2030", "-p", "60")
    calledit("resolve", "1", "yes")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run"],
        env={**environment, "CALLEDIT_TICK_SECONDS": "0.2"},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    shown = b""
    while b"CalledIt #" not in shown:
        more = os.read(process.stdout.fileno(), 65536)
        assert more, "it ended by itself"
        shown += more
    time.sleep(0.3)  # somewhere in the middle of a later pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert b"Stopped." in err
    assert b"Traceback" not in err
    assert (shown + out).count(b"YES: It rains") == 1
    assert calledit("db", "verify").code == 0


@pytest.mark.parametrize("after", [0.05, 0.2, 0.4, 0.6, 0.9])
def test_a_command_killed_at_any_point_leaves_all_or_nothing(
    calledit: Calledit, environment: dict[str, str], tmp_path: Path, after: float
) -> None:
    text = "\n".join(f"- It rains in Bergen by the end of {2030 + n}: 60%" for n in range(200))
    (tmp_path / "many.md").write_text(text)
    command = [sys.executable, "-m", "bot.cli", "add", "many.md", "--accept", "0"]
    process = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.kill()
    process.wait(timeout=60)
    assert calledit("db", "verify").code == 0
    assert calledit("db", "check").code == 0
    listed = calledit("list", "--json", "--limit", "1000").out
    count = listed.count('"statement"')
    assert calledit("add", "many.md", "--accept", "0").code == 0
    assert count in (0, calledit("list", "--json", "--limit", "1000").out.count('"statement"'))


def test_long_work_shows_a_bar_on_a_terminal_and_none_in_a_pipe(
    calledit: Calledit, environment: dict[str, str], tmp_path: Path
) -> None:
    import pty

    calledit("predict", "It rains", "--by", "2030", "-p", "60")
    assert "Walking" not in calledit("db", "verify").err
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "db", "verify"],
        env={**environment, "TERM": "xterm"},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=theirs,
    )
    out, _ = process.communicate(timeout=60)
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)
    assert b"Walking" in shown
    assert out.startswith(b"The record holds")


def test_a_long_text_shows_how_far_it_is_on_a_terminal_and_prints_the_same(
    calledit: Calledit, environment: dict[str, str], tmp_path: Path
) -> None:
    import pty

    said = (f"It will rain in town {n} by the end of {2027 + n % 9}.\n\n" for n in range(2_500))
    (tmp_path / "long [b].md").write_text("".join(said))
    piped = calledit("extract", "long [b].md", "--format", "jsonl")
    assert piped.err == ""
    ours, theirs = pty.openpty()
    with (tmp_path / "out.jsonl").open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "extract", "long [b].md", "--format", "jsonl"],
            env={**environment, "TERM": "xterm"},
            cwd=tmp_path,
            stdout=out,
            stderr=theirs,
        )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # Linux ends a terminal that nobody writes to any more with an error
        while some := os.read(ours, 65536):
            shown += some
    os.close(ours)
    assert process.wait(timeout=60) == 0
    assert b"Finding forecasts in long [b].md" in shown
    assert (tmp_path / "out.jsonl").read_text() == piped.out


def test_a_pass_made_by_cron_is_a_sign_of_life_and_one_at_another_moment_is_none(
    calledit: Calledit,
) -> None:
    assert calledit("tick", "--now", "2031-01-01T00:00:00+00:00").code == 0
    unknown = calledit("db", "alive")
    assert (unknown.code, unknown.out) == (1, "")
    assert "there was no pass yet" in unknown.err
    assert calledit("tick").code == 0
    assert calledit("db", "alive").out.startswith("The last pass was at ")


def test_a_check_of_postgresql_claims_no_more_than_was_looked_at(
    calledit: Calledit, postgres_url: str
) -> None:
    said = calledit("db", "check", CALLEDIT_DATABASE_URL=postgres_url)
    assert (said.code, "is whole" in said.out, "pg_amcheck" in said.out) == (0, False, True)
    assert "is whole" in calledit("db", "check").out


def test_a_ledger_moves_to_postgresql_by_one_command(calledit: Calledit, postgres_url: str) -> None:
    calledit("predict", "It rains", "--by", "2099", "-p", "30%")
    moved = calledit("db", "copy", postgres_url)
    assert (moved.code, moved.err) == (0, "")
    assert "The record holds: 2 events, 1 forecast." in moved.out
    there = calledit("list", CALLEDIT_DATABASE_URL=postgres_url)
    assert there.out == calledit("list").out
    again = calledit("db", "copy", postgres_url)
    assert again.code == 1
    assert "name an empty database" in again.err
    refused = calledit("db", "backup", "b.db", CALLEDIT_DATABASE_URL=postgres_url)
    assert "calledit db copy sqlite:///b.db" in refused.err
