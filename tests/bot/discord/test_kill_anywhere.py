"""The real process is killed before and after every request it makes, and started again.

People who were left without an answer look whether what they did is there, and do it again only
where it is not. In the end there stands what stands when nothing was disturbed: no message lost, none
twice, every forecast and resolution in the ledger once."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlmodel import Session

from bot import actions
from predictions.model import Evidence, State
from predictions.outcomes import YES
from storage import (
    finding,
    gathering,
    reminders,
    resolving,
    schedules,
)
from tests import asking
from tests.bot.discord.killing import Place, Scene
from tests.bot.discord.test_kill import the_lease_runs_out
from tests.local_discord.thread import LocalDiscordThread
from tests.local_discord.world import User

TITLES = count(1)
FORESEEN = ("Tea will be banned", "Coffee will be free", "Milk will be blue")


def forecast_and_resolve(scene: Scene) -> None:
    """A card by command, a button, a form, a resolution by command, an objection by form."""
    text = f"It rains in place {next(TITLES)}"

    def stored() -> bool:
        found = scene.place.read(lambda s: finding.listing(s, now=datetime.now(UTC), words=text))
        scene.number = found[0].prediction.id if found else 0
        return bool(found)

    options = {"statement": text, "by": "in 2 years", "probability": "70"}
    scene.act(lambda: scene.slash("predict", "alice", **options), stored)
    assert stored()
    scene.act(lambda: scene.click(scene.card(), "20 %", "bob"), lambda: scene.forecasts() == 2)
    form = {"belief": "35", "why": ""}
    scene.act(
        lambda: scene.fill(scene.card(), "Forecast …", form, "carol"),
        lambda: scene.forecasts() == 3,
    )
    number = str(scene.number)
    scene.act(
        lambda: scene.slash("resolve", "owner", prediction=number, outcome="yes"),
        lambda: scene.record().state is State.RESOLVED,
    )
    assert scene.place.until(scene.place.settled), "it never settled"
    scene.act(
        lambda: scene.fill(scene.posts()[-1], "Object", {"why": "It did not"}, "bob"),
        lambda: scene.record().state is not State.RESOLVED,
    )


def reviewed_and_told(scene: Scene) -> None:
    """A text is searched, its finds decided in every way, and the channel told at the end."""
    number = next(TITLES)
    scene.words = f"in place {number} by"
    text = " ".join(f"{what} in place {number} by 203{n}." for n, what in enumerate(FORESEEN, 1))
    first = scene.act(lambda: scene.slash("extract", "alice", text=text))
    assert first is not None
    card = scene.decide(first.message, "Accept")
    card = scene.decide(card, "Discard")
    card = scene.decide(card, "Undo")
    edited = {"statement": f"Coffee is free in place {number} by then", "by": "2032"}
    card = scene.decide(card, "Edit …", edited)
    card = scene.decide(card, "Split …", {"words": "in place"})
    card = scene.decide(card, "Next")
    done = scene.decide(card, "Accept all")
    assert "4 of 4" in str(done["embeds"])
    scene.number = min(each.prediction.id or 0 for each in scene.about())
    # The minute passes in which it could still be undone.
    the_lease_runs_out(scene.place.database)


def shown_decided_and_reopened(scene: Scene) -> None:
    """A card is shown again; a resolution is taken back by its button, and another by command."""
    now = datetime.now(UTC)
    alice = scene.place.discord.user("alice")
    with scene.place.ledger.write() as session:
        scene.number = _prediction(scene, session, alice, until=now + timedelta(days=9), at=now)
    number = str(scene.number)
    scene.act(lambda: scene.slash("show", "bob", prediction=number))
    for outcome, back in (("yes", "button"), ("no", "command")):
        scene.act(
            lambda said=outcome: scene.slash("resolve", "owner", prediction=number, outcome=said),  # type: ignore[misc]
            lambda: scene.record().state is State.RESOLVED,
        )
        assert scene.place.until(scene.place.settled), "it never settled"
        scene.act(
            lambda how=back: (  # type: ignore[misc]
                scene.click(scene.posts()[-1], "Undo", "owner")
                if how == "button"
                else scene.slash("reopen", "owner", prediction=number)
            ),
            lambda: scene.record().state is State.OPEN,
        )


def amended_and_asked_anew(scene: Scene) -> None:
    """A typo comes and goes under forecasts; then the deadline moves, as another prediction."""
    now = datetime.now(UTC)
    alice = scene.place.discord.user("alice")
    with scene.place.ledger.write() as session:
        scene.number = _prediction(scene, session, alice, until=now + timedelta(days=9), at=now)
    number = str(scene.number)
    scene.act(lambda: scene.slash("show", "bob", prediction=number))
    scene.act(
        lambda: scene.slash("forecast", "bob", prediction=number, probability="20"),
        lambda: scene.forecasts() == 2,
    )
    spelled = scene.record().prediction.statement.replace("snows", "snowws")
    change = {"prediction": number, "reason": "for a test"}
    scene.act(
        lambda: scene.slash("amend", "alice", statement=spelled, **change),
        lambda: bool(scene.record().amendments),
    )
    assert scene.place.until(scene.place.settled), "it never settled"
    asked = scene.act(lambda: scene.slash("amend", "owner", by="2045", **change))
    assert asked is not None
    scene.act(
        lambda: scene.click(asked.message, "Ask it anew", "owner"),
        lambda: scene.record().continued_as is not None,
    )


def due_and_decided(scene: Scene) -> None:
    """A deadline passes; whoever may resolve is asked, and answers by a button of the prompt."""
    long_ago = datetime.now(UTC) - timedelta(days=40)
    alice = scene.place.discord.user("alice")
    with scene.place.ledger.write() as session:
        last = long_ago + timedelta(days=20)
        scene.number = _prediction(scene, session, alice, until=last, at=long_ago)
    assert scene.place.until(lambda: bool(scene.posts()))
    scene.act(
        lambda: scene.click(scene.posts()[0], "No", "owner"),
        lambda: scene.record().state is State.RESOLVED,
    )


def report_and_reminder(scene: Scene) -> None:
    """A scheduled report with its files, a reminder and a digest of evidence come due."""
    discord, now = scene.place.discord, datetime.now(UTC)
    person = discord.user(f"person {next(TITLES)}")
    guild, past = discord.server.guild.id, now - timedelta(minutes=1)
    monthly: dict[str, Any] = {"cadence": "0 9 1 * *", "time_zone": "UTC", "next_at": past}
    with scene.place.ledger.write() as session:
        scene.number = _prediction(scene, session, person, until=now + timedelta(days=3), at=now)
        place = discord.channel("forecasts").id
        schedules.add(session, guild_id=guild, channel_id=place, **monthly)
        who: dict[str, Any] = {"discord_id": person.id, "guild_id": guild, "channel_id": None}
        reminders.switch_on(session, kind="due", **who, **monthly)
        _news(session, scene.number, now)
        reminders.switch_on(session, kind="evidence", **who, **monthly)
    assert scene.place.until(lambda: len(scene.new()) == 3)


def begun_with_posts_waiting(scene: Scene) -> None:
    """The process starts anew, and finds a resolution that was not posted yet."""
    now = datetime.now(UTC)
    scene.place.stop()
    with scene.place.ledger.write() as session:
        ann = scene.place.discord.user("alice")
        scene.number = _prediction(scene, session, ann, until=now + timedelta(days=3), at=now)
        resolving.resolve(session, scene.number, YES, now=now + timedelta(milliseconds=1))
    scene.place.start()


def _news(session: Session, number: int, now: datetime) -> None:
    """Store evidence that bears on a prediction."""
    seen = Evidence(
        source_id=None,
        url=f"https://example.org/:{number}",
        title=f"Bulletin #{number}",
        text=f"Bulletin #{number}",
        seen_at=now,
    )
    [stored] = gathering.add_evidence(session, [seen])
    gathering.match(session, stored.id or 0, number, relevance=1.0, why="words")


def _prediction(scene: Scene, session: Session, by: User, *, until: datetime, at: datetime) -> int:
    """Store a prediction with a forecast of that person."""
    discord = scene.place.discord
    author = asking.forecaster_on_discord(session, by.id, by.name)
    asked = actions.Asked(
        statement=f"It snows in place {next(TITLES)}",
        by=until.date().isoformat(),
        guild_id=discord.server.guild.id,
        channel_id=discord.channel().id,
    )
    made = actions.predict(session, asked, author=author, now=at, time_zone="UTC")
    assert made.id is not None
    actions.forecast(session, made.id, "70", forecaster=author, now=at)
    return made.id


def played(
    place: Place, play: Callable[[Scene], None], strike: int | None, *, after: bool
) -> tuple["Counter[str]", int]:
    """Play a scene, killing the process around one of its requests; return what is left, and how."""
    failures = place.discord.server.wire.failures
    scene = Scene(place, before={message["id"] for message in place.messages()})
    asked = len(place.discord.server.requests)
    if strike is not None:
        place.discord.fault("*", call=place.kill, after_creating=after, hang_up=True, skip=strike)
    play(scene)
    assert place.until(place.settled), "it never settled"
    place.discord.do(lambda _: failures.clear())
    place.revive()
    assert place.until(place.settled), "it never settled after its restart"
    return scene.view(), len(place.discord.server.requests) - asked


@pytest.fixture
def place(sqlite_url: str) -> Iterator[Place]:
    with LocalDiscordThread() as discord:
        opened = Place(discord, sqlite_url)
        opened.start()
        opened.revive()
        yield opened
        opened.stop()
        opened.ledger.close()
        assert discord.violations == []


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    "play",
    [
        forecast_and_resolve,
        reviewed_and_told,
        shown_decided_and_reopened,
        amended_and_asked_anew,
        due_and_decided,
        report_and_reminder,
        begun_with_posts_waiting,
    ],
    ids=lambda play: play.__name__,
)
def test_killed_around_any_request_nothing_is_lost_and_nothing_stands_twice(
    place: Place, play: Callable[[Scene], None], after: bool
) -> None:
    undisturbed, requests = played(place, play, None, after=after)
    for strike in range(requests):
        left, _ = played(place, play, strike, after=after)
        told = f"killed around request {strike + 1} of {requests}"
        more, less = list(left - undisturbed), list(undisturbed - left)
        assert (more, less) == ([], []), told
    # One request more or less is made where two changes meet in one edit.
    assert place.kills >= requests - 2
