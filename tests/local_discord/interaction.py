"""One interaction and all that came of it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from tests.local_discord import payloads
from tests.local_discord.world import EPHEMERAL, Channel, Guild, Json, Message, User

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9


@dataclass(eq=False)
class Interaction:
    """One interaction and all that came of it; what the driver hands back to a test."""

    id: int
    token: str
    kind: int
    user: User
    channel: Channel
    guild: Guild | None
    created_at: datetime
    started: float
    owners: dict[str, str]
    source: Message | None = None  # the message that was clicked, or from which a modal came
    parent: "Interaction | None" = None
    payload: Json = field(default_factory=dict)
    callback: int | None = None
    original: Message | None = None
    loading: bool = False
    follow_ups: list[Message] = field(default_factory=list)
    modal: Json | None = None
    modal_closed: bool = False  # it was sent off and taken; an unanswered one stays open
    choices: list[Json] | None = None
    acknowledged_after: float | None = None
    answered_after: float | None = None
    failure: str | None = None
    expired: bool = False
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def answered(self) -> bool:
        """Whether the person sees a final answer: not only that somebody is thinking."""
        return self.answered_after is not None

    @property
    def ephemeral(self) -> bool:
        """Whether only the person sees the answer."""
        return bool(self.message["flags"] & EPHEMERAL)

    @property
    def message(self) -> Json:
        """The answer as it stands now."""
        if self.original is None or self.loading:
            raise AssertionError(self.failure or f"no message; {self.describe()}")
        return self.original.json

    @property
    def content(self) -> str:
        return str(self.message["content"])

    @property
    def embeds(self) -> list[Json]:
        found: list[Json] = self.message["embeds"]
        return found

    @property
    def text(self) -> str:
        """All words of the answer, for assertions that do not care where they stand."""
        return words_of(self.message)

    def describe(self) -> str:
        names = {MESSAGE: "message", DEFERRED: "deferred", DEFERRED_UPDATE: "deferred update"}
        names |= {UPDATE: "update", CHOICES: "choices", MODAL: "modal"}
        return f"answered with {names.get(self.callback or 0, 'nothing')}"

    def settle(self) -> None:
        """Wake whoever waits for this interaction."""
        self.changed.set()


def words_of(message: Json) -> str:
    """Join all words that a message shows."""
    words: list[str] = [message.get("content") or ""]
    for embed in message.get("embeds") or []:
        words += [embed.get("title", ""), embed.get("description", "")]
        words += [embed.get("author", {}).get("name", ""), embed.get("footer", {}).get("text", "")]
        for entry in embed.get("fields", []):
            words += [entry["name"], entry["value"]]
    return "\n".join(word for word in words if word)


def metadata(it: Interaction) -> Json:
    """Describe on a message which interaction made it."""
    described: Json = {
        "id": str(it.id),
        "type": it.kind,
        "user": payloads.user(it.user),
        "authorizing_integration_owners": it.owners,
    }
    if it.kind == COMPONENT and it.source is not None:
        described["interacted_message_id"] = str(it.source.id)
    if it.kind == MODAL_SUBMIT and it.parent is not None:
        described["triggering_interaction_metadata"] = metadata(it.parent)
    return described
