"""A command as the person typed it, so that it can be corrected and sent again."""

from collections.abc import Iterable, Mapping
from typing import Any

import discord

from bot.discord.visit import Interaction
from predictions.hiding import public_text

SUB_COMMANDS = (1, 2)
NAMED = {6: ("users", "username", "@"), 7: ("channels", "name", "#"), 8: ("roles", "name", "@")}
ATTACHMENT = 11


def typed(interaction: Interaction) -> str:
    """Return "/forecast prediction:12 probability:3:1"; nothing where there were no options."""
    data: Any = interaction.data or {}
    chat = interaction.type is discord.InteractionType.application_command and data.get("type") == 1
    if not chat:
        return ""
    names, options = [data["name"]], data.get("options", ())
    while options and options[0]["type"] in SUB_COMMANDS:
        names.append(options[0]["name"])
        options = options[0].get("options", ())
    written = _written(options, data.get("resolved", {}))
    return f"/{' '.join(names)} {' '.join(written)}" if options else ""


def _written(options: Iterable[Mapping[str, Any]], resolved: Mapping[str, Any]) -> Iterable[str]:
    for option in options:
        value = public_text(str(option["value"]))  # a key in an address is shown nowhere
        if option["type"] in NAMED:
            kind, key, sign = NAMED[option["type"]]
            value = sign + str(resolved.get(kind, {}).get(value, {}).get(key, value))
        elif option["type"] == ATTACHMENT:
            value = str(resolved.get("attachments", {}).get(value, {}).get("filename", "a file"))
        yield f"{option['name']}:{value}"
