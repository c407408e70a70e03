"""One stage a module: connecting takes longer than most scenes."""

import warnings
from collections.abc import Iterator

import pytest

with warnings.catch_warnings():
    # discord.py imports a module that Python 3.13 drops.
    warnings.filterwarnings("ignore", message="'audioop'", category=DeprecationWarning)
    import discord  # noqa: F401 (importing it is the point)

from tests.bot.discord.stage import Stage


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give the module's stage."""
    with Stage(tmp_path_factory.mktemp("stage") / "ledger.db") as opened:
        yield opened


@pytest.fixture
def stage(shared_stage: Stage) -> Iterator[Stage]:
    """Give the stage, and see that the bot did nothing that Discord would not take."""
    yield shared_stage
    shared_stage.clock.ahead *= 0
    found = shared_stage.do(lambda: list(shared_stage.server.violations))
    shared_stage.do(shared_stage.server.violations.clear)
    assert found == []
    assert shared_stage.server.own_faults == []
