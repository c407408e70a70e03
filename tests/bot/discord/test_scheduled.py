"""What the clock posts: reports, reminders, and local time with its changes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage import schedules
from tests.bot.discord.stage import Stage, field, title
from tests.local_discord.world import Channel, Json


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give a stage whose home is known, so that the operator's predictions have a place."""
    with Stage(tmp_path_factory.mktemp("clock") / "ledger.db", configured=True) as opened:
        yield opened


def test_reports_are_scheduled_listed_posted_once_and_removed(stage: Stage) -> None:
    weekday = f"{stage.clock() + timedelta(days=3):%A}"
    refused = stage.slash("report schedule", by="bob", often="weekly")
    assert "Manage Server" in refused.text
    made = stage.run(
        stage.server.slash(
            "report schedule",
            user=stage.user("owner"),
            channel=stage.channel(),
            options={
                "often": "weekly",
                "at": "18:30",
                "weekday": weekday,
                "channel": stage.channel("forecasts"),
            },
        )
    )
    assert f"every {weekday} at 18:30 (UTC)" in made.content
    listed = stage.slash("report list")
    assert f"every {weekday}" in listed.text
    [schedule] = stage.ledger(lambda s: schedules.listed(s, guild_id=stage.guild.id))

    for n in range(3):
        number = stage.number(stage.predict(f"Reported {n}", until="today", probability="80"))
        stage.resolve(number, "yes")
    stage.clock.ahead = schedule.next_at - datetime.now(UTC) + timedelta(seconds=5)
    stage.round()
    stage.round()
    posted = reports(stage)
    assert len(posted) == 1
    assert "Reported 2" in field(posted[0], "Resolved")
    assert "Late" not in posted[0]["embeds"][0]["description"]
    files = stage.do(lambda: stage.server.files(posted[0]))
    assert sorted(name.rpartition(".")[2] for name in files) == ["csv", "html", "png"]
    attached = stage.do(lambda: stage.server.world.messages[int(posted[0]["id"])].attached)
    [chart] = [each for each in attached if each["filename"].endswith(".png")]
    assert "Reliability diagram of 3 forecasts on 3 questions" in chart["description"]

    stage.clock.ahead += timedelta(days=15)
    stage.round()
    stage.round()
    late = reports(stage)[1:]
    assert len(late) == 2
    assert all("this report was due" in post["embeds"][0]["description"] for post in late)

    offered = stage.offers("report remove", "report", "", by="owner")
    assert offered == [f"{schedule.id} · every {weekday} at 18:30"]
    gone = stage.slash("report remove", by="owner", report=schedule.id)
    assert "no longer" in gone.content
    stage.clock.ahead += timedelta(days=15)
    stage.round()
    assert len(reports(stage)) == 3


def reports(stage: Stage) -> list[dict[str, Any]]:
    found = [m for m in stage.messages(stage.channel("forecasts")) if m["embeds"]]
    return [
        m
        for m in found
        if "lower is better" in m["embeds"][0]["footer"]["text"] and m["attachments"]
    ]


def test_reminders_come_only_to_those_who_asked_and_only_with_news(stage: Stage) -> None:
    alice = stage.user("alice")
    inbox = stage.do(lambda: stage.server.world.dm(alice))
    on = stage.slash("remind on", what="due", at="9:00", often="daily")
    assert "every day at 09:00" in on.content
    assert "due within a week" in stage.slash("remind list").text
    stage.clock.ahead = timedelta(days=1)
    stage.round()
    assert due_told(stage, inbox) == []
    stage.clock.ahead = timedelta(0)
    stage.predict("Due before long", until="in 5 days", probability="40")
    stage.clock.ahead = timedelta(days=2)
    stage.round()
    stage.round()
    [told] = due_told(stage, inbox)
    assert "Due before long" in str(told["embeds"])
    assert "you said **40 %**" in str(told["embeds"])
    assert f"https://discord.com/channels/{stage.guild.id}/" in str(told["embeds"])
    noon = (datetime.now(UTC) + timedelta(days=3)).replace(hour=12, minute=0)
    stage.clock.ahead = noon - datetime.now(UTC)
    stage.round()
    assert "Late: this reminder was due <t:" in str(due_told(stage, inbox)[-1]["embeds"])
    off = stage.slash("remind off")
    assert "switched off" in off.content
    stage.clock.ahead += timedelta(days=1)
    stage.round()
    assert len(due_told(stage, inbox)) == 2


def due_told(stage: Stage, inbox: Channel) -> list[Json]:
    return [m for m in stage.messages(inbox) if title(m) == "Due now or within a week"]


def test_a_reminder_in_a_channel_calls_only_whom_it_is_for(stage: Stage) -> None:
    card = stage.predict("Gone stale", by="bob", probability="40", until="in 3 years")
    assert card.failure is None
    stage.slash("remind on", by="bob", what="stale", often="weekly", where="this channel")
    stage.clock.ahead = timedelta(days=45)
    stage.round()
    told = [m for m in stage.messages() if m["content"] == f"<@{stage.user('bob').id}>"]
    assert len(told) == 1
    assert [person["id"] for person in told[0]["mentions"]] == [str(stage.user("bob").id)]
    stage.slash("remind off", by="bob")


def test_who_takes_no_messages_is_not_tried_for_ever(stage: Stage) -> None:
    carol = stage.user("carol")
    stage.do(lambda: setattr(carol, "takes_dms", False))
    stage.predict("Carol's own", by="carol", until="in 3 days", probability="40")
    stage.slash("remind on", by="carol", what="due", often="daily")
    stage.clock.ahead = timedelta(days=1, hours=1)
    stage.round()
    from sqlmodel import select

    from storage.tables import Posts

    rows = stage.ledger(lambda s: list(s.exec(select(Posts).where(Posts.kind == "reminder"))))
    assert any(row.given_up_at is not None for row in rows)
    stage.do(lambda: setattr(carol, "takes_dms", True))
    stage.slash("remind off", by="carol")


def test_new_evidence_is_told_in_a_digest(stage: Stage) -> None:
    from predictions.model import Evidence
    from storage import gathering

    number = stage.number(stage.predict("News about this", probability="55"))
    stage.slash("remind on", what="evidence", often="daily")

    def news(session):  # type: ignore[no-untyped-def]
        item = Evidence(
            source_id=None,
            url="https://example.org/news",
            title="Something [happened](x)",
            text="It did",
            seen_at=stage.clock(),
        )
        [stored] = gathering.add_evidence(session, [item])
        gathering.match(session, stored.id or 0, number, relevance=1.0, why="words")

    stage.change(news)
    inbox = stage.do(lambda: stage.server.world.dm(stage.user("alice")))
    before = len(stage.messages(inbox))
    stage.clock.ahead = timedelta(days=1, hours=1)
    stage.round()
    told = stage.messages(inbox)[before:]
    assert any("https://example.org/news" in str(m["embeds"]) for m in told)
    assert any("News about this" in str(m["embeds"]) for m in told)
    stage.slash("remind off")


def test_what_was_made_outside_discord_belongs_to_the_home_server(stage: Stage) -> None:
    from bot import actions

    made = stage.change(
        lambda s: actions.predict(
            s,
            actions.Asked(statement="From the command line", by="2040"),
            author=None,
            now=stage.clock(),
            time_zone="UTC",
        )
    )
    assert "no such" in stage.slash("show", prediction=str(made.id)).text
    stage.round()
    assert title(stage.slash("show", prediction=str(made.id)).message) == "From the command line"
