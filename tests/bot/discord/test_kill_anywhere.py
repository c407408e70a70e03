"""The real process is killed before and after every request it makes, and started again.

People who were left without an answer look whether what they did is there, and do it again only
where it is not. In the end there stands what stands when nothing was disturbed: no message lost, none
twice, every forecast and resolution in the ledger once.
"""

import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlmodel import Session, select

from bot import actions
from predictions.model import Evidence, State
from predictions.outcomes import YES
from storage import (
    cards,
    dossier,
    finding,
    recording,
    reminders,
    resolving,
    schedules,
    watchlist,
)
from storage.discord_tables import Cards
from storage.ledger import Ledger
from storage.states import Listed
from storage.tables import Posts
from tests.bot.discord.test_kill import process, the_lease_runs_out
from tests.local_discord.interaction import Interaction
from tests.local_discord.thread import LocalDiscordThread
from tests.local_discord.world import Json, User

PATIENCE = 60.0


class Place:
    """One local Discord, one ledger, and the process that lives between them as best it can."""

    def __init__(self, discord: LocalDiscordThread, database: str) -> None:
        self.discord, self.database = discord, database
        self.ledger = Ledger(database)
        self.kills = 0
        self._running: subprocess.Popen[bytes] | None = None
        self._stack: Any = None

    def start(self) -> None:
        """Start the process, as whoever watches over it does, when its claims on posts have lapsed."""
        the_lease_runs_out(self.database)
        self._stack = process(self.discord, self.database)
        self._running = self._stack.__enter__()

    def stop(self) -> None:
        self._stack.__exit__(None, None, None)

    @property
    def dead(self) -> bool:
        assert self._running is not None
        return self._running.poll() is not None

    def kill(self) -> None:
        assert self._running is not None
        self.kills += 1
        self._running.send_signal(signal.SIGKILL)

    def revive(self) -> None:
        """Start it again wherever it has died, until it is connected."""
        end = time.monotonic() + PATIENCE
        while self.dead or not self._connected():
            assert time.monotonic() < end, "it never came up again"
            if self.dead:
                self.stop()
                self.start()

    def _connected(self) -> bool:
        try:
            self.discord.ready(within=0.05)
        except TimeoutError:
            return False
        return True

    def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Wait for something, with the process brought back whenever it dies; say whether it came."""
        end = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > end:
                return False
            self.revive()
            time.sleep(0.03)
        return True

    def read(self, work: Callable[[Session], Any]) -> Any:
        with self.ledger.read() as session:
            return work(session)

    def settled(self) -> bool:
        """Say whether everything is posted and every card shows how things stand."""

        def look(session: Session) -> bool:
            if any(row.sent_at is None for row in session.exec(select(Posts))):
                return False
            return all(
                row.seen_seq >= cards.latest_seq(session, row.prediction_id)
                for row in session.exec(select(Cards))
            )

        return bool(self.read(look))

    def messages(self) -> list[Json]:
        """Return what stands in all channels and direct messages for everybody there to see."""

        def look(server: Any) -> list[Json]:
            return [
                message.json | {"where": message.channel.name or "direct"}
                for message in server.world.messages.values()
                if message.seen_by is None and not message.deleted
            ]

        found: list[Json] = self.discord.do(look)
        return found


@dataclass
class Scene:
    """What people do in one run, each about a prediction of its own."""

    place: Place
    number: int = 0  # of the prediction
    before: set[str] = field(default_factory=set)
    words: str = ""  # that all of its predictions hold

    def act(
        self, send: Callable[[], Interaction], done: Callable[[], bool] | None = None
    ) -> Interaction | None:
        """Do something until it is done: again only where there is no answer and nothing to see."""
        for _ in range(4):
            self.place.revive()
            sent = send()
            self.place.until(lambda it=sent: it.answered or self.place.dead)  # type: ignore[misc]
            if sent.answered:
                return sent
            self.place.revive()
            if done is not None and self.place.until(done, seconds=1.0):
                return None
        raise AssertionError("it was not done in four attempts")

    def card(self) -> Json:
        """Return the prediction's card."""
        assert self.place.until(lambda: bool(self._cards())), "there is no card"
        return self._cards()[-1]

    def _cards(self) -> list[Json]:
        return [m for m in self.new() if _footer(m).startswith(f"prediction {self.number} ")]

    def new(self) -> list[Json]:
        return [m for m in self.place.messages() if m["id"] not in self.before]

    # What there is to do

    def slash(self, command: str, person: str, /, **options: Any) -> Interaction:
        discord = self.place.discord
        who, where = discord.user(person), discord.channel()
        return discord.slash(command, user=who, channel=where, options=options, until="sent")

    def click(self, message: Json, what: str, by: str) -> Interaction:
        who = self.place.discord.user(by)
        return self.place.discord.click(message, what, user=who, until="sent")

    def fill(self, message: Json, what: str, values: dict[str, str], by: str) -> Interaction:
        """Press a button, and fill in the form that it shows; a form that never came is one more try."""
        shown = self.act(lambda: self.click(message, what, by))
        assert shown is not None
        return self.place.discord.submit_modal(shown, values, until="sent")

    def decide(self, card: Json, what: str, values: dict[str, str] | None = None) -> Json:
        """Press a button of a review, and return the card that comes; a lost one is asked for again."""

        def send() -> Interaction:
            if values is None or what not in str(card["components"]):
                return self.click(card, what, "alice")
            shown = self.click(card, what, "alice")
            self.place.until(lambda: shown.answered or self.place.dead)
            if shown.modal is None:
                return shown
            return self.place.discord.submit_modal(shown, values, until="sent")

        assert self.act(send) is not None
        found: Json = self.place.discord.do(lambda it: it.world.messages[int(card["id"])].json)
        return found

    def record(self) -> dossier.Record:
        found: dossier.Record = self.place.read(
            lambda s: dossier.record(s, self.number, now=datetime.now(UTC))
        )
        return found

    def posts(self, sign: str = "") -> list[Json]:
        """Return the outbox's posts about the prediction, the newest last."""
        about = re.compile(rf"^CalledIt.*prediction {self.number}\b")
        return [m for m in self.new() if about.search(_footer(m)) and sign in str(m["embeds"])]

    def forecasts(self) -> int:
        return len(self.record().forecasts)

    # What is left at the end

    def view(self) -> "Counter[str]":
        """Return messages and ledger, without what differs from one run to the next."""
        record = self.record()
        names = {number: person.name for number, person in record.forecasters.items()}
        return Counter(
            [
                *(self._plain(message) for message in self.new()),
                *(_same(f"{names[f.forecaster_id]}: {f.belief}") for f in record.forecasts),
                *(f"{each.version}: {each.outcome}" for each in record.resolutions),
                f"{record.state}, {len(record.proposals)} proposals wait",
                *(
                    f"{each.state}: {_same(each.prediction.statement)}"
                    for each in (self.about() if self.words else ())
                ),
            ]
        )

    def about(self) -> list[Listed]:
        """Return every prediction of this scene."""
        found = self.place.read(
            lambda s: finding.listing(s, now=datetime.now(UTC), words="in place", limit=500)
        )
        return [each for each in found if self.words in each.prediction.statement.lower()]

    def _plain(self, message: Json) -> str:
        title = str(next((e.get("title") for e in message["embeds"]), ""))
        if title.startswith("Report"):
            # What it counts grows with every run; that it stands there once, with its files, does not.
            return str([message["where"], "Report", len(message["attachments"])])
        shown = [message["where"], message["content"]]
        for embed in message["embeds"]:
            fields = [(each["name"], each["value"]) for each in embed.get("fields", ())]
            footer = embed.get("footer", {}).get("text", "")
            shown += [embed.get("title"), embed.get("description"), fields, footer]
        shown += [
            (part.get("label"), part.get("custom_id"))
            for row in message["components"]
            for part in row["components"]
        ]
        return _same(str(shown))


# Identifiers and moments: of the prediction, its post, its proposal, its day and hour.
VARYING = re.compile(
    r"(?<=<t:)\d+|(?<=[Pp]rediction )\d+|(?<=place )\d+|(?<=person )\d+|(?<=\*\*)\d+(?=\*\*)|(?<=#)\d+|(?<=:)\d+"
)
TITLES = count(1)
FORESEEN = ("Tea will be banned", "Coffee will be free", "Milk will be blue")


def _same(text: str) -> str:
    return VARYING.sub("…", text)


def _footer(message: Json) -> str:
    return str(next((e.get("footer", {}).get("text", "") for e in message["embeds"]), ""))


# Scenes. Each is about one prediction, and leaves everything posted and every card true.


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
    [stored] = watchlist.add_evidence(session, [seen])
    watchlist.match(session, stored.id or 0, number, relevance=1.0, why="words")


def _prediction(scene: Scene, session: Session, by: User, *, until: datetime, at: datetime) -> int:
    """Store a prediction with a forecast of that person."""
    discord = scene.place.discord
    author = recording.forecaster_on_discord(session, by.id, by.name)
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
