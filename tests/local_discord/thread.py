"""The local Discord in a thread of its own, for tests that start a bot as a process."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from tests.local_discord.clock import PATIENCE
from tests.local_discord.faults import Failure
from tests.local_discord.interaction import Interaction
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import Channel, GuildPlan, Json, User

T = TypeVar("T")


class LocalDiscordThread:
    """A local Discord with plain calls; ``run`` reaches everything that has none here.

    What is stored may be read directly through ``server``; what changes anything goes through
    ``run``, so that it happens in the server's own thread.
    """

    def __init__(self, guilds: Sequence[GuildPlan | str] = (GuildPlan(),), **how: Any) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True, name="local-discord")
        self._guilds = guilds
        self._how = how
        self.server: LocalDiscord

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def __enter__(self) -> Self:
        self._thread.start()
        self._submit(self._open())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._submit(self.server.__aexit__(None, None, None))
        self._submit(_end_what_runs())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _open(self) -> None:
        self.server = LocalDiscord(self._guilds, **self._how)
        await self.server.__aenter__()

    def _submit(self, work: Awaitable[T], timeout: float = 2 * PATIENCE) -> T:
        async def whole() -> T:
            return await work

        return asyncio.run_coroutine_threadsafe(whole(), self._loop).result(timeout)

    def run(self, action: Callable[[LocalDiscord], Awaitable[T]]) -> T:
        """Await something of the server in its own thread: ``run(lambda s: s.gateway.drop())``."""

        async def acted() -> T:
            return await action(self.server)

        return self._submit(acted())

    def do(self, action: Callable[[LocalDiscord], T]) -> T:
        """Do something with the server in its own thread: ``do(lambda s: s.advance(4))``."""

        async def acted() -> T:
            return action(self.server)

        return self._submit(acted())

    @property
    def environment(self) -> dict[str, str]:
        return self.server.environment

    @property
    def violations(self) -> list[str]:
        return self.server.violations

    def user(self, name: str) -> User:
        return self.do(lambda s: s.user(name))

    def channel(self, name: str = "general") -> Channel:
        return self.do(lambda s: s.channel(name))

    def fault(self, pattern: str, **how: Any) -> Failure:
        return self.do(lambda s: s.fault(pattern, **how))

    def advance(self, seconds: float) -> None:
        self.do(lambda s: s.advance(seconds))

    def write(self, channel: Channel, user: User, content: str) -> Json:
        return self.do(lambda s: s.write(channel, user, content))

    def wait(self, it: Interaction, **how: Any) -> Interaction:
        return self.run(lambda s: s.wait(it, **how))

    def ready(self, **how: Any) -> None:
        self.run(lambda s: s.ready(**how))

    def synced(self, **how: Any) -> None:
        self.run(lambda s: s.synced(**how))

    def slash(self, command: str, **how: Any) -> Interaction:
        return self.run(lambda s: s.slash(command, **how))

    def autocomplete(self, command: str, **how: Any) -> Interaction:
        return self.run(lambda s: s.autocomplete(command, **how))

    def message_command(self, name: str, **how: Any) -> Interaction:
        return self.run(lambda s: s.message_command(name, **how))

    def click(self, message: Json, custom_id: str, **how: Any) -> Interaction:
        return self.run(lambda s: s.click(message, custom_id, **how))

    def select(self, message: Json, custom_id: str, values: Any, **how: Any) -> Interaction:
        return self.run(lambda s: s.select(message, custom_id, values, **how))

    def submit_modal(self, shown: Interaction, values: Any, **how: Any) -> Interaction:
        return self.run(lambda s: s.submit_modal(shown, values, **how))

    def messages(self, channel: Channel) -> list[Json]:
        return self.do(lambda s: s.messages(channel))

    def next_message(self, channel: Channel, **how: Any) -> Json:
        return self.run(lambda s: s.next_message(channel, **how))


async def _end_what_runs() -> None:
    """Cancel the tasks that a client left behind: destroyed while pending, they would complain."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
