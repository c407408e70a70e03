"""Every language that we have is whole: all that Discord shows of our commands is translated."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.discord import features
from bot.discord.translating import LOCALES, Catalogue, catalogue
from tests.bot.discord.stage import Stage

LANGUAGES = sorted(path.stem for path in LOCALES.glob("*.json"))
LONGEST = 100


class Noting(Catalogue):
    """Translates into one language, and notes what was looked up."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.asked: set[str] = set()

    async def translate(self, string: Any, locale: Any, context: Any) -> str | None:
        from bot.discord.translating import key_of

        if locale.value.partition("-")[0] == self.language:
            self.asked.add(key_of(string.message, context))
        return await super().translate(string, locale, context)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_translates_everything_and_nothing_else(stage: Stage, language: str) -> None:
    noting = Noting(language)

    async def walk() -> None:
        for command in stage.client.tree.get_commands():
            await command.get_translated_payload(stage.client.tree, noting)

    stage.run(walk())
    known = catalogue(language)
    wanted = {key for key in noting.asked if not key.startswith("/")}
    file = f"bot/discord/locales/{language}.json"
    assert wanted - known.keys() == set(), f"{file} has no translation of these"
    assert known.keys() - noting.asked == set(), f"{file} translates what nothing says any more"
    assert all(0 < len(text) <= LONGEST for text in known.values())


def test_what_discord_was_told_holds_the_translations(stage: Stage) -> None:
    told = stage.do(lambda: stage.server.registry.listed(None, localised=True))
    found = {text for command in told for text in localised(command)}
    assert "Eine Vorhersage machen, die sich bewerten lässt" in found
    assert "Montag" in found
    assert "Prognosen finden" in found
    names = {command["name"] for command in told}
    assert {command.name for feature in features.FEATURES for command in feature.COMMANDS} == names


def localised(part: dict[str, Any]) -> Iterator[str]:
    for key in ("name_localizations", "description_localizations"):
        yield from (part.get(key) or {}).values()
    for each in (*(part.get("options") or ()), *(part.get("choices") or ())):
        yield from localised(each)


def test_a_language_that_is_not_there_leaves_english() -> None:
    assert catalogue("xx") == {}


def test_every_command_is_in_the_documentation(stage: Stage) -> None:
    told = stage.do(lambda: stage.server.registry.listed(None, localised=True))
    names = {f"/{command['name']}" for command in told if command["type"] == 1}
    docs = (Path(__file__).parents[3] / "docs" / "discord.md").read_text("utf-8")
    table = docs.split("## Commands")[1].split("Wherever a prediction")[0]
    assert len(names) > 10
    assert {name for name in names if f"`{name}" not in table} == set()
