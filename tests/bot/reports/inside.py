"""The command inside the test's own process: the same code, without starting Python each time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from tests.bot.conftest import Ran


def commands(
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: Path,
) -> Callable[..., Ran]:
    """Give a function that runs a command in a folder, as the one of the conftest does."""
    for name, value in environment.items():
        if name.startswith("CALLEDIT_") or name == "COLUMNS":
            monkeypatch.setenv(name, value)
    monkeypatch.chdir(folder)

    def run(*arguments: str) -> Ran:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        seen = capsys.readouterr()
        return Ran(int(ended.value.code or 0), seen.out, seen.err)

    return run
