"""A process that is killed and revived, and people who do again only what is not there."""

import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, select

from storage import (
    cards,
    dossier,
    finding,
)
from storage.discord_tables import Cards
from storage.ledger import Ledger
from storage.states import Listed
from storage.tables import Posts
from tests.bot.discord.test_kill import process, the_lease_runs_out
from tests.local_discord.clock import PATIENCE
from tests.local_discord.interaction import Interaction
from tests.local_discord.thread import LocalDiscordThread
from tests.local_discord.world import Json


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
    r"(?<=<t:)\d+|(?<=[Pp]rediction )\d+|(?<=place )\d+|(?<=person )\d+|(?<=\*\*)\d+(?=\*\*)|(?<=CalledIt #)\w+|(?<=#)\d+|(?<=:)\d+"
)


def _same(text: str) -> str:
    return VARYING.sub("…", text)


def _footer(message: Json) -> str:
    return str(next((e.get("footer", {}).get("text", "") for e in message["embeds"]), ""))
