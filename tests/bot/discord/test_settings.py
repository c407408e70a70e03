"""/settings: the panel, what members may not change, and being forgotten."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session, SQLModel, select

from storage import communities, dossier, finding
from storage.discord_tables import Finds
from storage.tables import Documents, Forecasters, Proposals, Resolutions
from tests.bot.discord.stage import Stage, field, labels, title
from tests.local_discord.world import GuildPlan


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give a server with two members who will be forgotten."""
    members = ("alice", "bob", "carol", "dora", "erik")
    with Stage(
        tmp_path_factory.mktemp("settings") / "ledger.db", guilds=(GuildPlan(members=members),)
    ) as opened:
        yield opened


def settings(stage: Stage) -> communities.Community:
    return stage.ledger(lambda s: communities.community(s, stage.guild.id))


def test_the_panel_changes_what_the_server_set(stage: Stage) -> None:
    panel = stage.slash("settings", by="owner")
    assert panel.ephemeral
    judges = stage.do(lambda: stage.server.world.add_role(stage.guild, "judges"))
    changed = stage.select(panel.message, "ci:sr:resolve", [judges])
    assert f"<@&{judges.id}>" in field(changed.message, "May resolve")
    changed = stage.select(changed.message, "ci:sc:results", [stage.channel("forecasts")])
    assert f"<#{stage.channel('forecasts').id}>" in field(changed.message, "Resolutions go to")
    changed = stage.click(changed.message, "Hide forecasts", by="owner")
    hidden = field(changed.message, "Others' forecasts")
    assert hidden == "hidden until one has forecast, on new predictions"
    changed = stage.click(changed.message, "Allow resolving alone", by="owner")
    shown = stage.click(changed.message, "Server …", by="owner")
    changed = stage.fill(shown, zone="Asia/Tokyo", hours="48")
    assert field(changed.message, "Server's time zone") == "Asia/Tokyo"
    found = settings(stage)
    assert found.resolver_roles == {judges.id}
    assert found.blind
    assert found.resolve_own
    assert found.dispute_hours == 48

    number = stage.number(stage.predict("Goes to the other channel", probability="50"))
    stage.resolve(number, "yes", by="alice")
    stage.round()
    assert len(stage.posts_about(number, stage.channel("forecasts"))) == 1
    bob = stage.guild.members[stage.user("bob").id]
    other = stage.number(stage.predict("By a judge"))
    assert "You can't" in stage.resolve(other, "no", by="bob").text
    stage.do(lambda: bob.roles.append(judges))
    assert "is resolved" in stage.resolve(other, "no", by="bob").content
    stage.do(lambda: bob.roles.remove(judges))

    panel = stage.slash("settings", by="owner")
    back = stage.select(panel.message, "ci:sc:results", [])
    back = stage.select(back.message, "ci:sr:resolve", [])
    back = stage.click(back.message, "Show forecasts", by="owner")
    stage.click(back.message, "Need a second", by="owner")
    assert not settings(stage).resolver_roles


def test_members_see_but_do_not_change(stage: Stage) -> None:
    panel = stage.slash("settings", by="bob")
    assert labels(panel.message) == ["My time zone …", "Forget me …"]


def test_what_is_wrong_is_given_back(stage: Stage) -> None:
    panel = stage.slash("settings", by="owner")
    shown = stage.click(panel.message, "Server …", by="owner")
    answer = stage.fill(shown, zone="Mars/Olympus", hours="24")
    said = str([each.json for each in answer.follow_ups] or answer.text)
    assert "time zone: unknown" in said
    assert "Mars/Olympus 24\\n" in repr(said)
    shown = stage.click(panel.message, "Server …", by="owner")
    answer = stage.fill(shown, zone="", hours="9z")
    assert "hours" in answer.text


def test_ones_own_time_zone_decides_what_a_day_is(stage: Stage) -> None:
    panel = stage.slash("settings", by="carol")
    shown = stage.click(panel.message, "My time zone …", by="carol")
    changed = stage.fill(shown, zone="Pacific/Auckland")
    assert field(changed.message, "Your time zone") == "Pacific/Auckland"
    card = stage.predict("In my own zone", by="carol", until="2030-12-31")
    prediction = stage.ledger(
        lambda s: dossier.get(s, stage.number(card), now=stage.clock())
    ).prediction
    assert prediction.window.time_zone == "Pacific/Auckland"


def test_the_default_zone_is_the_operators_and_no_members(stage: Stage) -> None:
    panel = stage.slash("settings", by="owner")
    own = stage.fill(stage.click(panel.message, "My time zone …", by="owner"), zone="Auckland")
    set_to = stage.fill(stage.click(own.message, "Server …", by="owner"), zone="Berlin", hours="1")
    assert field(set_to.message, "Time to object") == "1 hour"
    none = stage.fill(stage.click(set_to.message, "Server …", by="owner"), zone="", hours="0")
    assert field(none.message, "Time to object") == "none: nobody can object"
    cleared = stage.fill(stage.click(set_to.message, "Server …", by="owner"), zone="", hours="24")
    for shown in (cleared, stage.slash("settings", by="owner")):
        assert field(shown.message, "Server's time zone") == "UTC (default)"
    stage.fill(stage.click(panel.message, "My time zone …", by="owner"), zone="")


def test_a_forgotten_person_leaves_numbers_only(stage: Stage) -> None:
    card = stage.predict("Said by dave and erased", by="owner")
    stage.click(card.message, "20 %", by="carol")
    stage.slash("comment", by="carol", prediction=str(stage.number(card)), text="My secret")
    panel = stage.slash("settings", by="carol")
    shown = stage.click(panel.message, "Forget me …", by="carol")
    unsure = stage.fill(shown, sure="no")
    assert "nothing was deleted" in unsure.text
    shown = stage.click(panel.message, "Forget me …", by="carol")
    done = stage.fill(shown, sure="Forget me")
    assert "1 forecast: scores of servers" in done.text
    assert "1 comment: deleted" in done.text
    stage.round()
    after = stage.slash("show", prediction=str(stage.number(card)))
    assert "Carol" not in after.text
    assert "My secret" not in after.text
    assert "20 %" in after.text
    assert "Carol" not in str(stage.message(card.message["id"])["embeds"])


def test_a_forgotten_persons_name_stands_on_no_question_and_no_result(stage: Stage) -> None:
    asked = stage.number(stage.predict("Asked and erased", by="carol", probability="60"))
    stage.resolve(asked, "yes", by="carol", note="Seen by me")
    decided = stage.number(stage.predict("Decided and erased", by="carol"))
    stage.resolve(decided, "no", by="carol")
    disputed = stage.number(stage.predict("Disputed and erased", by="owner"))
    stage.resolve(disputed, "no", by="owner")
    stage.round()
    shown = stage.click(stage.posts_about(disputed)[0], "Object", by="carol")
    stage.fill(shown, why="Not so")
    stage.round()
    posts = [post for n in (asked, decided, disputed) for post in stage.posts_about(n)]
    assert str([post["embeds"] for post in posts]).count("Carol") >= 4
    panel = stage.slash("settings", by="carol")
    stage.fill(stage.click(panel.message, "Forget me …", by="carol"), sure="forget me")
    stage.round()
    posts = [post for n in (asked, decided, disputed) for post in stage.posts_about(n)]
    assert "Carol" not in str([post["embeds"] for post in posts])
    assert "Carol" not in str(
        stage.ledger(lambda s: [_all(s, t) for t in (Proposals, Resolutions)])
    )


def forget(stage: Stage, name: str) -> str:
    """Let somebody have themselves forgotten; return what they are told."""
    panel = stage.slash("settings", by=name)
    shown = stage.click(panel.message, "Forget me …", by=name)
    done = stage.fill(shown, sure="forget me")
    stage.round()
    return done.text


def test_what_was_somebodys_alone_goes_out_of_sight(stage: Stage) -> None:
    alone = stage.predict("Nobody else cared", by="dora", probability="40")
    number = str(stage.number(alone))
    shared = stage.predict("Somebody else cared", by="dora", probability="40")
    stage.click(shared.message, "20 %", by="bob")
    ended = stage.predict("It ended before", by="dora", probability="40")
    stage.resolve(stage.number(ended), "yes")
    stage.round()
    told = forget(stage, "dora")
    assert "2 forecasts: scores of servers" in told
    assert "2 predictions that you made: others forecast on them, or they have ended" in told
    assert "1 prediction of yours alone: withdrawn" in told
    assert title(stage.message(alone.message["id"])) == "No longer here"
    assert "no such prediction" in stage.slash("show", prediction=number).text
    assert "Nobody else cared" not in stage.slash("list", show="all").text
    for card in (shared, ended):
        kept = stage.message(card.message["id"])
        assert "Dora" not in str(kept["embeds"])
        assert "cared" in title(kept) or "ended" in title(kept)


def test_whoever_was_quoted_from_a_message_is_forgotten_too(stage: Stage) -> None:
    said = "Tram 7 will run to the sea by 2034, I am 80% sure."
    message = stage.do(lambda: stage.server.write(stage.channel(), stage.user("erik"), said))
    found = stage.run(
        stage.server.message_command("Extract forecasts", message=message, user=stage.user("alice"))
    )
    assert field(found.message, "By") == "Erik"
    stage.click(found.message, "Accept")
    number = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="tram sea", limit=1)
    )[0].prediction.id
    card = stage.slash("show", prediction=str(number))
    assert "Erik" in card.text
    assert f"/{message['id']})" in card.text
    assert "80 %" in card.text
    told = forget(stage, "erik")
    assert "1 prediction from messages of yours" in told
    assert "1 message of yours that I read: who wrote it is deleted" in told
    assert forget(stage, "erik") == "Nothing is known about you."
    after = str(stage.message(card.message["id"])["embeds"])
    assert "Erik" not in after
    assert message["id"] not in after
    assert "80 %" in after
    exported = stage.slash("export", what="server")
    assert "Erik" not in str(stage.do(lambda: stage.server.files(exported.message)))
    kept = stage.ledger(lambda s: [_all(s, t) for t in (Documents, Finds, Forecasters)])
    assert "Erik" not in str(kept)


def _all(session: Session, table: type[SQLModel]) -> list[SQLModel]:
    return list(session.exec(select(table)).all())
