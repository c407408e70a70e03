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
        del context
        return catalogue(locale.value.partition("-")[0]).get(string.message)
