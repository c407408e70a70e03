"""A stage: the real client with the real discord.py, a local Discord, and people who act."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlmodel import Session

from bot.app import App
from bot.discord.client import CalledItClient, connected
from bot.settings import Settings
from bot.ticking import bring_reports
from storage.ledger import Ledger
from tests.local_discord.interaction import Interaction
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import EPHEMERAL, Channel, Guild, GuildPlan, Json, User

T = TypeVar("T")
TWO_GUILDS = (GuildPlan(), GuildPlan(name="Elsewhere", members=("alice", "dave")))


class Clock:
    """Real time, plus what a test has let pass."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Stage:
    """Runs bot and server in one loop in a thread; every call here is plain and waits."""

    def __init__(
        self,
        database: Path,
        *,
        guilds: Sequence[GuildPlan | str] = TWO_GUILDS,
        configured: bool = False,
        **settings: Any,
    ) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="stage")
        self._database, self._guilds = database, guilds
        self._configured, self._settings = configured, settings
        self._exits = AsyncExitStack()
        self.clock = Clock()
        self.server: LocalDiscord
        self.client: CalledItClient
        self.app: App

    def __enter__(self) -> Self:
        self._thread.start()
        self.run(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self._disconnect())
        self.run(self._exits.aclose())
        self.app.ledger.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _open(self) -> None:
        self.server = await self._exits.enter_async_context(LocalDiscord(self._guilds))
        self.app = App(self.settings(), self.clock, Ledger(f"sqlite:///{self._database}"))
        await self._connect()

    def restart(self) -> None:
        """End the client and start another, as a new process would, on the same ledger."""
        self.run(self._restart())

    async def _restart(self) -> None:
        await self._disconnect()
        await self._connect()

    async def _disconnect(self) -> None:
        await self._connection.aclose()
        # A client that is closed soon after it connected leaves the library's own tasks behind.
        left = [
            task
            for task in asyncio.all_tasks()
            if "ConnectionState._delay" in getattr(task.get_coro(), "__qualname__", "")
        ]
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _connect(self) -> None:
        self._connection = AsyncExitStack()
        self.client = await self._connection.enter_async_context(connected(self.app))

    def settings(self) -> Settings:
        values: dict[str, Any] = {
            "database_url": f"sqlite:///{self._database}",
            "discord_token": self.server.token,
            "discord_api_url": self.server.api_url,
            "discord_gateway_url": self.server.gateway_url,
            "time_zone": "UTC",
            "tick_seconds": 3600,  # rounds are made when a test asks for one
            **self._settings,
        }
        if self._configured:
            values["discord_channel_id"] = self.channel("forecasts").id
        return Settings(_env_file=None, **values)  # type: ignore[call-arg]

    def run(self, work: Awaitable[T], timeout: float = 60.0) -> T:
        async def whole() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(whole(), self._loop).result(timeout)

    def do(self, action: Callable[[], T]) -> T:
        """Do something in the loop's own thread."""

        async def whole() -> T:
            return action()

        return self.run(whole())

    # People and places

    @property
    def guild(self) -> Guild:
        return self.server.guild

    @property
    def elsewhere(self) -> Guild:
        return list(self.server.world.guilds.values())[1]

    def user(self, name: str) -> User:
        return self.server.user(name)

    def channel(self, name: str = "general", guild: Guild | None = None) -> Channel:
        return (guild or self.guild).channel(name)

    # What people do

    def slash(
        self,
        command: str,
        *,
        by: str = "alice",
        channel: Channel | None = None,
        until: str = "answered",
        deliveries: int = 1,
        locale: str | None = None,
        **options: Any,
    ) -> Interaction:
        """Send a command as somebody."""
        return self.run(
            self.server.slash(
                command,
                user=self.user(by),
                channel=channel or self.channel(),
                options=options,
                until=until,
                deliveries=deliveries,
                locale=locale,
            )
        )

    def click(
        self, message: Json, what: str, *, by: str = "alice", deliveries: int = 1
    ) -> Interaction:
        return self.run(self.server.click(message, what, user=self.user(by), deliveries=deliveries))

    def select(
        self, message: Json, what: str, values: Sequence[Any], *, by: str = "owner"
    ) -> Interaction:
        return self.run(self.server.select(message, what, values, user=self.user(by)))

    def fill(self, shown: Interaction, **values: Any) -> Interaction:
        return self.run(self.server.submit_modal(shown, values))

    def offers(
        self, command: str, option: str, typed: str, *, by: str = "alice", **others: Any
    ) -> list[str]:
        """Type into an option and return what is offered."""
        options: Mapping[str, Any] = {**others, option: typed}
        answered = self.run(
            self.server.autocomplete(
                command,
                user=self.user(by),
                channel=self.channel(),
                focused=option,
                options=options,
            )
        )
        return [choice["name"] for choice in answered.choices or []]

    # Shorthands

    def predict(
        self,
        statement: str = "It rains",
        *,
        by: str = "alice",
        until: str = "in 2 years",
        channel: Channel | None = None,
        **options: Any,
    ) -> Interaction:
        """Make a prediction and return its card."""
        given = {"statement": statement, "by": until, **options}
        made = self.run(
            self.server.slash(
                "predict", user=self.user(by), channel=channel or self.channel(), options=given
            )
        )
        assert made.failure is None, made.failure
        return made

    def aside(self, answered: Interaction) -> str:
        """Return the word to one pair of eyes beside what everybody sees, when it has come."""

        async def said() -> str:
            while not answered.follow_ups:
                await answered.changed.wait()
                answered.changed.clear()
            assert answered.follow_ups[0].json["flags"] & EPHEMERAL
            return str(answered.follow_ups[0].json["content"])

        return self.run(said())

    def number(self, card: Interaction | Json) -> int:
        """Return the number that a card shows."""
        message = card.message if isinstance(card, Interaction) else card
        footer = message["embeds"][0]["footer"]["text"]
        return int(footer.partition("prediction ")[2].split()[0])

    def resolve(
        self, number: int, outcome: str = "yes", *, by: str = "owner", **more: Any
    ) -> Interaction:
        return self.slash("resolve", by=by, prediction=str(number), outcome=outcome, **more)

    def round(self) -> None:
        """Let the clock's work be done, and every card follow."""
        self.run(self._round())

    async def _round(self) -> None:
        bring_reports(self.app)  # the ticker does, with or without Discord
        await self.client.rounds.once()
        await self.client.cards.settled()

    def ledger(self, work: Callable[[Session], T]) -> T:
        """Ask the ledger."""
        with self.app.ledger.read() as session:
            return work(session)

    def change(self, work: Callable[[Session], T]) -> T:
        """Change the ledger, as another process would."""
        with self.app.ledger.write() as session:
            return work(session)

    def messages(self, channel: Channel | None = None) -> list[Json]:
        return self.do(lambda: list(self.server.messages(channel or self.channel())))

    def message(self, message_id: str | int) -> Json:
        return self.do(lambda: self.server.world.messages[int(message_id)].json)

    def posts_about(self, number: int, channel: Channel | None = None) -> list[Json]:
        """Return the posts of the outbox about a prediction."""
        return [
            message
            for message in self.messages(channel)
            for embed in message["embeds"]
            if f"prediction {number}" in embed.get("footer", {}).get("text", "")
            and embed["footer"]["text"].startswith("CalledIt")
        ]


def labels(message: Json) -> list[str]:
    """Return what stands on a message's buttons."""
    return [part.get("label", "") for row in message["components"] for part in row["components"]]


def field(message: Json, name: str) -> str:
    """Return a field of a message's first embed."""
    fields = message["embeds"][0].get("fields", [])
    return str(next((each["value"] for each in fields if each["name"] == name), ""))


def title(message: Json) -> str:
    return str(message["embeds"][0].get("title", ""))
