"""The board of cards: messages that show predictions are edited when those change.

What changed is read from the event log, from a bookmark on: changes made by the command line, by
another process or while this one was down are followed as well.
"""

import asyncio
import logging
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

import discord

from bot import delivery
from bot.discord.answering import Reply, Shows, drawn, shown
from bot.discord.cards.looking import STYLE, public_card
from bot.discord.resolving.prompts import prompt_now, result_parts_now
from bot.discord.scores.sparkline import reliability_field
from bot.render.post import GREY, Post
from storage import bookmarks, cards, forgetting, outbox, servers
from storage.cards import Card
from storage.ledger import Session

if TYPE_CHECKING:
    from bot.discord.client import CalledItClient

log = logging.getLogger("calledit.discord")

BOOKMARK = "cards"
AWAY = Post(
    title="No longer here",
    colour=GREY,
    text="Whoever made this prediction had themselves forgotten, and nobody else had forecast on it.",
)
SECONDS_FOR_AN_EDIT = 60.0
LONGEST_PAUSE = 3.0  # seconds
SECONDS_TO_GATHER = 0.05  # many changes in a moment are one look, and one edit of a card


class Board:
    """Remembers where cards stand, and keeps them true; one task does it all, in order."""

    def __init__(self, client: "CalledItClient") -> None:
        self._client = client
        self._jobs: asyncio.Queue[tuple[Shows, int, int] | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._pause = 0.0  # seconds

    def start(self) -> None:
        """Begin, and catch up with what changed while nobody looked."""
        if self._task is None:
            self._task = asyncio.create_task(self._work(), name="cards")
        self.wake()

    async def stop(self) -> None:
        """Stop; what is left is caught up with at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def remember(self, shows: Shows, message_id: int, channel_id: int) -> None:
        """Note that a message shows a prediction."""
        self._jobs.put_nowait((shows, message_id, channel_id))

    async def hold(self, shows: Shows, message_id: int, channel_id: int) -> None:
        """Note the same at once: before a post counts as sent, or a crash would leave it behind."""
        await self._client.desk.write(lambda s: _remember(s, shows, message_id, channel_id))
        self.remember(shows, message_id, channel_id)

    def wake(self) -> None:
        """Say that something changed."""
        self._jobs.put_nowait(None)

    async def settled(self) -> None:
        """Wait until everything asked for so far is done."""
        await self._jobs.join()

    async def _work(self) -> None:
        while True:
            jobs = [await self._jobs.get()]
            await asyncio.sleep(max(SECONDS_TO_GATHER, self._pause))
            while not self._jobs.empty():
                jobs.append(self._jobs.get_nowait())
            began = asyncio.get_running_loop().time()
            try:
                await self._note([job for job in jobs if job is not None])
                await self.refresh()
            except Exception:
                log.exception("cards could not be brought up to date; the next change tries again")
            finally:
                # Most of the time belongs to whoever is waiting for an answer.
                took = asyncio.get_running_loop().time() - began
                self._pause = min(3 * took, LONGEST_PAUSE)
                for _ in jobs:
                    self._jobs.task_done()

    async def _note(self, new: list[tuple[Shows, int, int]]) -> None:
        if not new:
            return
        now = self._client.desk.now()

        # Of many clicks on one card only the last says what it shows now.
        last = {message_id: (shows, channel_id) for shows, message_id, channel_id in new}

        def work(session: Session) -> None:
            for message_id, (shows, channel_id) in last.items():
                _remember(session, shows, message_id, channel_id)
                card = cards.key(shows.prediction_id) if shows.kind == "card" else ""
                for key in filter(None, (card, shows.owed)):
                    outbox.shown(session, key, now=now, message_id=message_id)

        await self._client.desk.write(work)

    async def refresh(self) -> None:
        """Edit every card whose prediction has changed since it was drawn."""

        def look(session: Session) -> tuple[int, int, list[Card]]:
            newest = cards.latest_seq(session)
            since = int(bookmarks.get(session, BOOKMARK) or 0)
            found = cards.outdated(session, since=since) if newest > since else []
            return since, newest, found

        since, newest, outdated = await self._client.desk.read(look)
        while outdated:
            await self._edit_all(outdated)
            again = await self._client.desk.read(look)
            # A card that could not be edited now would come back for ever.
            done = {card.message_id for card in outdated}
            outdated = [card for card in again[2] if card.message_id not in done]

        def mark(session: Session) -> None:
            # Put back meanwhile: there is a card that this look has not seen.
            if int(bookmarks.get(session, BOOKMARK) or 0) == since:
                bookmarks.put(session, BOOKMARK, str(newest))

        if newest > since:
            await self._client.desk.write(mark)

    async def _edit_all(self, outdated: list[Card]) -> None:
        by_channel = sorted(outdated, key=lambda card: card.channel_id)
        lines = [list(group) for _, group in groupby(by_channel, key=lambda card: card.channel_id)]
        await asyncio.gather(*(self._edit_line(line) for line in lines))

    async def _edit_line(self, line: list[Card]) -> None:
        for card in line:
            try:
                await asyncio.wait_for(self._edit(card), SECONDS_FOR_AN_EDIT)
            except (discord.NotFound, discord.Forbidden):
                # Deleted, or no longer ours to change: nothing is left to keep true.
                await self._client.desk.write(partial(cards.forget, message_id=card.message_id))
            except (discord.HTTPException, OSError, TimeoutError) as error:
                log.warning("card %s could not be edited: %s", card.message_id, error)

    async def _edit(self, card: Card) -> None:
        reply, seq = await self._client.desk.read(lambda s: self._now(s, card))
        reply = await drawn(reply)
        try:
            await self._put(card, reply)
        except discord.Forbidden:
            if not reply.files:
                raise
            # Without Attach Files the words still have to be true.
            await self._put(card, replace(reply, files=(), image=None))

        def seen(session: Session) -> None:
            cards.remember(
                session,
                message_id=card.message_id,
                channel_id=card.channel_id,
                prediction_id=card.prediction_id,
                kind=card.kind,
                seen_seq=seq,
            )

        await self._client.desk.write(seen)

    async def _put(self, card: Card, reply: Reply) -> None:
        content, embed, files, view = shown(reply)
        change: dict[str, Any] = {"view": view}
        if embed is not None:
            # What is not listed is taken off: a chart of before does not stay beside new words.
            change |= {"embed": embed, "content": content or None, "attachments": files}
        channel = self._client.get_partial_messageable(card.channel_id)
        await channel.get_partial_message(card.message_id).edit(**change)

    def _now(self, session: Session, card: Card) -> tuple[Reply, int]:
        now = self._client.desk.now()
        seq = cards.latest_seq(session, card.prediction_id)
        if forgetting.put_away(session, card.prediction_id):
            return Reply(post=AWAY), seq
        if card.kind == "prompt":
            return prompt_now(session, card.prediction_id, card.message_id, now=now), seq
        if card.kind == "result":
            posted = outbox.standing_at(session, card.prediction_id, card.message_id)
            # Sent a moment ago and not marked yet, it is the newest.
            version = posted.data["version"] if posted else None
            parts = result_parts_now(session, card.prediction_id, version, now=now)
            post = delivery.build(session, posted, style=STYLE, now=now) if posted else None
            below = reliability_field(
                session, servers.guild_of(session, card.prediction_id), now=now
            )
            if post is not None and below is not None and parts:
                post = replace(post, fields=(*post.fields, below))
            return Reply(post=post, parts=parts), seq
        return public_card(session, card.prediction_id, now=now), seq


def _remember(session: Session, shows: Shows, message_id: int, channel_id: int) -> None:
    cards.remember(
        session,
        message_id=message_id,
        channel_id=channel_id,
        prediction_id=shows.prediction_id,
        kind=shows.kind,
        seen_seq=shows.seq,
    )
    # The bookmark may have passed a change that came while the message was being sent; whoever
    # looks next, be it the process that comes after this one, has to see it.
    newest = cards.latest_seq(session, shows.prediction_id)
    if shows.seq < newest <= int(bookmarks.get(session, BOOKMARK) or 0):
        bookmarks.put(session, BOOKMARK, str(newest - 1))
