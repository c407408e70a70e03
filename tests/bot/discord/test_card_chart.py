"""The small chart on a card: drawn when there is a history, true, and never telling too much."""

import asyncio
from typing import Any

import pytest

from bot.discord.answering import CHART
from tests.bot.discord.stage import Stage, field
from tests.local_discord.interaction import Interaction
from tests.local_discord.world import Can, Json

HIDDEN = "hidden until one has forecast"


def chart(stage: Stage, message: Json) -> bytes | None:
    """Return the picture inside a message's embed."""
    files = stage.do(lambda: stage.server.files(message))
    assert set(files) <= {CHART}
    shown = message["embeds"][0].get("image", {}).get("url", "")
    assert bool(files) == (CHART in shown)
    return files.get(CHART)


def alt(stage: Stage, message: Json) -> str:
    [held] = stage.do(lambda: stage.server.world.messages[int(message["id"])].attached)
    return str(held["description"])


def test_the_chart_comes_with_the_second_forecast_and_follows_each_further(stage: Stage) -> None:
    card = stage.predict("Charted", probability="70")
    assert chart(stage, card.message) is None
    stage.click(card.message, "20 %", by="bob")
    message = stage.message(card.message["id"])
    first = chart(stage, message)
    assert first is not None
    assert first.startswith(b"\x89PNG")
    assert len(first) < 100_000
    assert "crowd from 70 % to 45 %" in alt(stage, message)
    stage.click(message, "95 %", by="carol")
    message = stage.message(card.message["id"])
    assert chart(stage, message) not in (None, first)
    assert "to 70 %" in alt(stage, message)


def test_a_crowd_has_its_words_at_once_and_the_card_shows_the_last_of_them(stage: Stage) -> None:
    card = stage.predict("Charted in a crowd", probability="70")
    people = ("bob", "carol", "owner")

    async def crowd() -> list[Interaction]:
        clicks = (
            stage.server.click(card.message, f"{percent} %", user=stage.user(people[n % 3]))
            for n, percent in enumerate([5, 20, 50, 80] * 9 + [95] * 3)
        )
        return list(await asyncio.gather(*clicks))

    edits = len(edits_of(stage, card.message))
    clicked = stage.run(crowd())
    assert all(each.failure is None for each in clicked)
    said = [each.message["content"] for each in clicked if each.ephemeral]
    assert len(said) > len(clicked) // 2  # the first were answered with the card itself
    assert all("Your forecast" in words for words in said)
    stage.round()
    message = stage.message(card.message["id"])
    assert "95 %" in field(message, "Crowd")
    assert "to 95 %" in alt(stage, message)
    assert len(edits_of(stage, message)) - edits < len(clicked) // 2


def edits_of(stage: Stage, message: Json) -> list[Any]:
    return [
        request
        for request in stage.server.requests
        if request.method == "PATCH" and request.path.endswith(message["id"])
    ]


def test_copies_that_follow_by_themselves_have_the_chart_as_well(stage: Stage) -> None:
    card = stage.predict("Charted elsewhere", probability="70")
    number = str(stage.number(card))
    stage.slash("forecast", by="bob", prediction=number, probability="20")
    stage.round()
    assert "to 45 %" in alt(stage, stage.message(card.message["id"]))
    private = stage.slash("show", by="bob", prediction=number, private=True)
    assert "you said 20 % last" in alt(stage, private.message)
    stage.resolve(int(number), "no")
    stage.round()
    assert chart(stage, stage.message(card.message["id"])) is not None


def test_hidden_forecasts_are_not_told_by_a_chart(stage: Stage) -> None:
    card = stage.predict("Charted blindly", probability="70", forecasts=HIDDEN)
    for who in ("bob", "carol"):
        stage.click(card.message, "20 %", by=who)
    number = str(stage.number(card))
    assert chart(stage, stage.message(card.message["id"])) is None
    outsider = stage.slash("show", by="owner", prediction=number, private=True)
    assert chart(stage, outsider.message) is None
    insider = stage.slash("show", by="bob", prediction=number, private=True)
    assert chart(stage, insider.message) is not None
    stage.resolve(int(number), "no", by="owner")
    stage.round()
    assert chart(stage, stage.message(card.message["id"])) is not None


@pytest.mark.parametrize(
    ("kind", "options", "said", "told"),
    [
        ("choice", {"options": "Red; Blue"}, ("Red: 60", "Red: 20"), "Red from 60 % to 40 %"),
        ("numeric", {"unit": "boats"}, ("1/2/3", "3/4/5"), "from 2 boats to 3 boats"),
        (
            "date",
            {},
            ("2030-01-01/2030-02-01/2030-03-01", "2030-01-01/2030-03-01/2030-04-01"),
            "from 2030-02-01 to 2030-02-15",
        ),
    ],
)
def test_every_kind_has_its_chart(
    stage: Stage, kind: str, options: dict[str, Any], said: tuple[str, str], told: str
) -> None:
    card = stage.predict(f"Charted {kind}", kind=kind, probability=said[0], **options)
    number = str(stage.number(card))
    stage.slash("forecast", by="bob", prediction=number, probability=said[1])
    stage.round()
    message = stage.message(card.message["id"])
    assert chart(stage, message) is not None
    assert told in alt(stage, message)


def test_without_the_permission_to_attach_the_words_stay_true(stage: Stage) -> None:
    channel = stage.channel("forecasts")
    card = stage.predict("Charted nowhere", probability="70", channel=channel)
    denied = (0, int(Can.ATTACH_FILES))
    stage.do(lambda: channel.overwrites.update({stage.guild.id: denied}))
    number = str(stage.number(card))
    stage.slash("forecast", by="bob", prediction=number, probability="20")
    stage.round()
    message = stage.message(card.message["id"])
    assert "45 %" in str(message["embeds"])
    assert chart(stage, message) is None
    stage.do(channel.overwrites.clear)
    stage.slash("forecast", by="carol", prediction=number, probability="20")
    stage.round()
    assert chart(stage, stage.message(card.message["id"])) is not None
