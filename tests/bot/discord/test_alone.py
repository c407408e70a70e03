"""A person on their own: in direct messages, and with the app on their account elsewhere."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot import ticking
from predictions.model import State
from storage import dossier
from tests.bot.discord.stage import Stage, field, labels, title
from tests.local_discord.world import Channel, GuildPlan

GUILDS = (GuildPlan(), GuildPlan("Elsewhere", members=("alice", "bob"), has_app=False))


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give a stage with an operator's channel, and a server that does not have the app."""
    folder = tmp_path_factory.mktemp("alone")
    with Stage(folder / "ledger.db", guilds=GUILDS, configured=True) as opened:
        opened.do(lambda: setattr(opened.user("alice"), "installed", True))
        yield opened


def inbox(stage: Stage, name: str = "alice") -> Channel:
    return stage.do(lambda: stage.server.world.dm(stage.user(name)))


@pytest.mark.parametrize("where", ["a direct message", "a server without the app"])
def test_ones_own_prediction_ends_in_ones_own_messages(stage: Stage, where: str) -> None:
    mine = inbox(stage)
    place = mine if where == "a direct message" else stage.channel("general", stage.elsewhere)
    card = stage.predict(f"Own, in {where}", channel=place, until="in 2 days", probability="40")
    number = stage.number(card)
    stage.clock.ahead = timedelta(days=4)
    ticking.notice_deadlines(stage.app)
    stage.round()
    [prompt] = stage.posts_about(number, mine)
    assert title(prompt).startswith("Did it happen?")
    assert "is resolved" in stage.click(prompt, "Yes").content
    stage.round()
    post = stage.posts_about(number, mine)[-1]
    assert title(post).startswith("YES")
    assert "0.360" in str(post["embeds"])
    assert labels(stage.message(prompt["id"])) == []
    for channel in ("general", "forecasts"):
        assert stage.posts_about(number, stage.channel(channel)) == []


def test_others_reach_nothing_of_it(stage: Stage) -> None:
    there = stage.channel("general", stage.elsewhere)
    card = stage.predict("Own, and seen by others", channel=there)
    assert "no such prediction" in stage.click(card.message, "20 %", by="bob").text
    number = str(stage.number(card))
    assert "no such prediction" in stage.slash("show", prediction=number).text
    assert "no such prediction" in stage.slash("show", by="bob", prediction=number).text


def test_records_and_settings_are_ones_own(stage: Stage) -> None:
    mine = inbox(stage)
    there = stage.channel("general", stage.elsewhere)
    for place in (mine, there):
        assert title(stage.slash("calibration", channel=place).message) == "Calibration: you"
        for command in ("calibration", "compare"):
            others = stage.slash(command, channel=place, member=stage.user("bob"))
            assert "a server that you share" in others.text
        panel = stage.slash("settings", channel=place)
        assert title(panel.message) == "Your settings"
        assert labels(panel.message) == ["My time zone …", "Forget me …"]
    shown = stage.click(stage.slash("settings", channel=mine).message, "My time zone …")
    assert field(stage.fill(shown, zone="new york").message, "Your time zone") == "America/New_York"


def test_what_a_forgotten_person_predicted_alone_is_seen_by_nobody(stage: Stage) -> None:
    mine = inbox(stage, "bob")
    number = stage.number(stage.predict("Bob's own", by="bob", channel=mine, probability="40"))
    ended = stage.number(stage.predict("Bob's ended", by="bob", channel=mine, probability="40"))
    stage.slash("resolve", by="bob", channel=mine, prediction=str(ended), outcome="no")
    stage.round()
    shown = stage.click(
        stage.slash("settings", by="bob", channel=mine).message, "Forget me …", by="bob"
    )
    assert "2 predictions of yours alone" in stage.fill(shown, sure="forget me").text
    stage.clock.ahead = timedelta(days=900)
    ticking.notice_deadlines(stage.app)
    stage.round()
    for each in (number, ended):
        assert "no such prediction" in stage.slash("show", by="owner", prediction=str(each)).text
        assert stage.posts_about(each, stage.channel("forecasts")) == []
    state = stage.ledger(lambda s: dossier.get(s, number, now=stage.clock())).state
    assert state is State.WITHDRAWN
    assert "Bob's" not in stage.slash("list", by="owner", show="all").text
