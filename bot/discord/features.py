"""Everything the bot can do in Discord, joined together here."""

from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any

from discord import app_commands

from bot.discord.amending import commands as amending
from bot.discord.forecasting import commands as forecasting
from bot.discord.listing import commands as listing
from bot.discord.predicting import commands as predicting
from bot.discord.resolving import commands as resolving
from bot.discord.reviewing import commands as reviewing
from bot.discord.scheduled import commands as scheduled
from bot.discord.scores import commands as scores
from bot.discord.scores import exporting
from bot.discord.settings import commands as settings
from bot.discord.watching import commands as watching

FEATURES: tuple[ModuleType, ...] = (
    predicting,
    amending,
    forecasting,
    listing,
    resolving,
    reviewing,
    watching,
    scores,
    exporting,
    scheduled,
    settings,
)

Touched = Callable[[Any, str], Awaitable[None]]
Filled = Callable[[Any, str, dict[str, str]], Awaitable[None]]


def touches() -> dict[str, Touched]:
    """Return who takes which button or menu."""
    return _joined("TOUCHES")


def forms() -> dict[str, Filled]:
    """Return who takes which form."""
    return _joined("FORMS")


def add_commands(tree: app_commands.CommandTree[Any]) -> None:
    """Put every command into the tree."""
    for feature in FEATURES:
        for command in feature.COMMANDS:
            tree.add_command(command)


def _joined(name: str) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for feature in FEATURES:
        for key, handler in getattr(feature, name, {}).items():
            assert key not in joined, f"{key} is taken twice"  # noqa: S101 (found at every start)
            joined[key] = handler
    return joined
