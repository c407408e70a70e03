"""The two ways in which a handler reaches the ledger: looking, and changing."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from bot.discord.visit import Here, Interaction, arrive, enter, visit_of
from storage.ledger import Session

T = TypeVar("T")


def looking(interaction: Interaction, work: Callable[[Session, Here], T]) -> Coroutine[Any, Any, T]:
    """Run a question to the ledger for whoever asks."""
    client = interaction.client
    visit, now, time_zone = visit_of(interaction), client.desk.now(), client.app.time_zone
    return client.desk.read(
        lambda session: work(session, arrive(session, visit, now=now, time_zone=time_zone))
    )


def changing(
    interaction: Interaction, work: Callable[[Session, Here], T]
) -> Coroutine[Any, Any, T]:
    """Run a change of the ledger for whoever asks; what may be done is asked again in there."""
    client = interaction.client
    visit, now, time_zone = visit_of(interaction), client.desk.now(), client.app.time_zone
    return client.desk.write(
        lambda session: work(session, enter(session, visit, now=now, time_zone=time_zone))
    )
