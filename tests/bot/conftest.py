"""The command line as its users meet it: real processes where that matters, real databases."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


Calledit = Callable[..., Ran]


@pytest.fixture
def environment(sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    """Give the variables of a machine on which nothing is set but the database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CALLEDIT_")}
    return {
        **kept,
        "CALLEDIT_DATABASE_URL": sqlite_url,
        "CALLEDIT_TIME_ZONE": "UTC",
        "CALLEDIT_FORECASTER": "Ann",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "COLUMNS": "100",
    }


@pytest.fixture
def calledit(environment: dict[str, str], tmp_path: Path) -> Calledit:
    """Run the command in a process of its own, in an empty folder."""

    def run(*arguments: str, stdin: bytes = b"", **variables: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", *arguments],
            input=stdin,
            capture_output=True,
            env={**environment, **variables},
            cwd=tmp_path,
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def inside(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> Calledit:
    """Run the command in the test's own process: the same code, without starting Python each time."""
    for name, value in environment.items():
        if name.startswith("CALLEDIT_") or name == "COLUMNS":
            monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        seen = capsys.readouterr()
        return Ran(int(ended.value.code or 0), seen.out, seen.err)

    return run
