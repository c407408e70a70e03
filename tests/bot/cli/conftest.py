"""What the tests of the command line share."""

from pathlib import Path

import pytest

from tests.bot.cli.reviewing import ESSAY, Opened
from tests.bot.cli.terminal import Terminal
from tests.bot.conftest import Calledit


@pytest.fixture
def opened(environment: dict[str, str], tmp_path: Path, calledit: Calledit) -> Opened:
    """Put an essay into the queue, and give what opens the review of it."""
    (tmp_path / "essay.md").write_text(ESSAY, encoding="utf-8")
    assert "5 forecasts found" in calledit("add", "essay.md").out

    def open_it(*, columns: int = 100, rows: int = 50, **variables: str) -> Terminal:
        return Terminal(
            "review",
            environment={**environment, **variables},
            folder=tmp_path,
            columns=columns,
            rows=rows,
        )

    return open_it
