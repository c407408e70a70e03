"""Names and descriptions of commands in the languages that we have."""

import json
from functools import cache
from pathlib import Path

import discord
from discord import app_commands

LOCALES = Path(__file__).parent / "locales"


@cache
def catalogue(locale: str) -> dict[str, str]:
    """Return what is known in a language, by the English text."""
    path = LOCALES / f"{locale}.json"
    found: dict[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


class Catalogue(app_commands.Translator):
    """Looks translations up in the files beside this module."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Return the text in that language, or None to leave it in English."""
        return catalogue(locale.value.partition("-")[0]).get(key_of(string.message, context))


def key_of(text: str, context: app_commands.TranslationContextTypes) -> str:
    """Return under what a text stands in the files.

    The same word may name a command and a choice. What is typed (`/due`) is named in the answers
    and the documentation, so our files leave it in English; a language may still give it a name.
    """
    where = app_commands.TranslationContextLocation
    match context.location:
        case where.choice_name:
            return f"choice: {text}"
        case where.parameter_name | where.group_name:
            return f"/{text}"
        case where.command_name:
            menu = isinstance(context.data, app_commands.ContextMenu)
            return text if menu else f"/{text}"
        case _:
            return text
