"""Channels in which the bot is to post: whether they are there, and what lacks in them."""

from collections.abc import Iterator
from dataclasses import dataclass

import discord

from storage import communities, schedules
from storage.ledger import Session

NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
    "send_messages_in_threads": "Send Messages in Threads",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel that somebody chose, what for, and how another is chosen."""

    channel_id: int
    chosen_for: str
    anew: str


def chosen(session: Session) -> Iterator[Place]:
    """Yield the channels chosen in /settings and for scheduled reports, server by server."""
    for each in communities.with_settings(session):
        for channel_id, what in (
            (each.results_channel_id, "resolutions"),
            (each.review_channel_id, "questions"),
        ):
            if channel_id is not None:
                anew = "choose another with /settings"
                yield Place(channel_id=channel_id, chosen_for=f"{what} in /settings", anew=anew)
    for schedule in schedules.listed(session):
        yield Place(
            channel_id=schedule.channel_id,
            chosen_for=f"report {schedule.id}",
            anew=f"/report remove {schedule.id}, then /report schedule in another",
        )


def missing(allowed: discord.Permissions) -> str:
    """Return what lacks of the permissions that the bot needs, as Discord calls them."""
    return ", ".join(words for flag, words in NEEDED.items() if not getattr(allowed, flag))


async def look_at(client: discord.Client, place: Place) -> tuple[str, str | None]:
    """Return how a channel is called, and in one sentence what is wrong with it; None for nothing."""
    name = f"the channel {place.channel_id}, chosen for {place.chosen_for},"
    try:
        channel = await client.fetch_channel(place.channel_id)
    except discord.NotFound:
        return name, f"{name} does not exist: {place.anew}"
    except discord.Forbidden:
        return name, f"{name} can't be seen: give the bot View Channel there, or {place.anew}"
    except discord.HTTPException as error:
        return name, f"{name} can't be looked at: {error.text or error.status}"
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return name, f"{name} is not a server's channel: {place.anew}"
    if not hasattr(channel, "history"):
        return name, f"{name} holds no messages, as a category or a forum does: {place.anew}"
    assert client.user is not None  # noqa: S101 (logged in)
    guild = await client.fetch_guild(channel.guild.id)
    member = await guild.fetch_member(client.user.id)
    # The channel was fetched on its own: it has to be given the roles of its server.
    channel.guild = guild
    lacks = missing(channel.permissions_for(member))
    name = f"#{channel.name}"
    problem = f"in {name}, chosen for {place.chosen_for}, the bot lacks {lacks}" if lacks else None
    return name, problem
