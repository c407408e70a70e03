"""Posts from the outbox into Discord: each stands in its channel once."""

import logging
import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord

from bot.delivery import SendRefused
from bot.discord.answering import Reply, Shows, shown
from bot.discord.cards.card import amended_parts, card_parts
from bot.discord.otherlife import LOOKED_THROUGH
from bot.discord.parts import Part
from bot.discord.resolving.calling import NOBODY, Called, called
from bot.discord.resolving.prompts import prompt_parts, result_parts_now
from bot.discord.scores.sparkline import reliability_field
from bot.render.post import Discord, Field, Post, Style
from storage import bookmarks, cards, communities, dossier, outbox, servers
from storage.dossier import Record
from storage.ledger import Session
from storage.outbox import Post as Leased

if TYPE_CHECKING:
    from bot.discord.client import CalledItClient

log = logging.getLogger("calledit.discord")

CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a post goes, in order of preference, and what hangs below it.

    `sign` is set where the answer to a command may have shown the same: what to look for first.
    `answers` is the command whose answer is looked for, whatever it shows; `guild_id` is the server
    whose owner can mend it where there is no such place.
    """

    places: tuple[int, ...] = ()
    person: int | None = None
    calls: Called = NOBODY
    below: Field | None = None
    parts: tuple[Part, ...] = ()
    shows: Shows | None = None
    files: tuple[tuple[str, bytes], ...] = field(default=())
    image: str | None = None
    sign: str | None = None
    answers: int | None = None
    guild_id: int | None = None


class DiscordSender:
    """Sends posts to channels and, where they asked for it, to people."""

    def __init__(self, client: "CalledItClient") -> None:
        self.style: Style = Discord()
        self._client = client

    async def send(self, post: Post, leased: Leased) -> int | None:
        """Send a post, unless an earlier attempt got through.

        Raises:
            SendRefused: there is no place where it may stand.
        """
        now = self._client.desk.now()
        plan = await self._client.desk.read(lambda s: self._planned(s, leased))
        if leased.kind == "report":
            from bot.reports.scheduled import report_files  # noqa: PLC0415 (scipy is heavy)

            files = await self._client.desk.read(lambda s: report_files(s, leased, now))
            image = next((name for name, _ in files if name.endswith(".png")), None)
            plan = replace(plan, files=tuple(files), image=image)
        if plan.below is not None:
            post = replace(post, fields=(*post.fields, plan.below))
        if plan.person is not None:
            return await self._to_person(plan, post, leased)
        refused: discord.HTTPException | None = None
        for place in plan.places:
            channel = self._client.get_partial_messageable(place)
            try:
                standing = await self._standing(channel, plan, leased)
                message_id = standing or await self._send(channel, plan, post, leased)
            except (discord.Forbidden, discord.NotFound) as error:
                refused = error
                await self._client.trouble.tell(place, error, now=now, guild_id=plan.guild_id)
                continue
            await self._hold(plan, message_id, place, standing=standing is not None)
            return message_id
        if refused is None:
            raise SendRefused("no channel is set: /settings, or CALLEDIT_DISCORD_CHANNEL_ID")
        raise SendRefused(f"Discord refuses: {refused.text or refused}")

    async def standing(self, leased: Leased) -> int | None:
        """Put what an earlier attempt left on the board, which brings it up to date."""
        plan = await self._client.desk.read(lambda s: self._plan(s, leased))
        for place in plan.places if plan.shows is not None else ():
            channel = self._client.get_partial_messageable(place)
            try:
                message_id = await self._standing(channel, plan, leased)
            except (discord.Forbidden, discord.NotFound):
                continue
            if message_id is not None:
                await self._hold(plan, message_id, place, standing=True)
                return message_id
        return None

    def _planned(self, session: Session, leased: Leased) -> Plan:
        number = leased.prediction_id
        about = servers.guild_of(session, number) if number is not None else None
        guild_id = about or leased.data.get("guild_id") or None
        return replace(self._plan(session, leased), guild_id=guild_id)

    def _plan(self, session: Session, leased: Leased) -> Plan:
        if person := leased.data.get("user_id"):
            return Plan(person=int(person))
        if leased.kind == "reminder":
            # Only who asked for it may be called by it.
            return Plan(
                places=_distinct(leased.channel_id), calls=Called((leased.data["discord_id"],))
            )
        if leased.kind == "shown":
            return Plan(
                places=_distinct(leased.channel_id),
                shows=Shows(leased.prediction_id or 0, 0),
                answers=leased.data["interaction"],
            )
        if leased.prediction_id is None:
            guild_id = leased.data.get("guild_id")
            settings = communities.community(session, guild_id or 0)
            default = self._default_for(session, guild_id)
            return Plan(places=_distinct(leased.channel_id, settings.results_channel_id, default))
        return self._about(session, leased, leased.prediction_id)

    def _about(self, session: Session, leased: Leased, number: int) -> Plan:
        record = dossier.record(session, number, now=self._client.desk.now())
        plan = self._in_server(session, leased, record)
        # What somebody made on their own, outside of servers, is nobody else's to see.
        maker = record.forecasters.get(record.prediction.created_by or 0)
        own = record.prediction.guild_id is None and leased.channel_id is None
        if own and maker is not None and maker.discord_id is not None:
            return replace(plan, places=(), person=maker.discord_id)
        return plan

    def _in_server(self, session: Session, leased: Leased, record: Record) -> Plan:
        number, guild_id = record.prediction.id or 0, record.prediction.guild_id
        settings = communities.community(session, guild_id or 0)
        seq = cards.latest_seq(session, number)
        # A post about one server's prediction never falls back to a channel of another.
        default = self._default_for(session, guild_id)
        if leased.kind == "card":
            return Plan(
                places=_distinct(leased.channel_id),
                parts=card_parts(record, self._client.desk.now()),
                shows=Shows(number, seq),
                sign=rf"^prediction {number}(?!\d)",
            )
        if leased.kind == "amended":
            return Plan(
                places=_distinct(leased.channel_id, default),
                parts=amended_parts(record, leased.data["amendment"]),
            )
        if leased.kind not in ("proposal", "resolution"):
            return Plan(places=_distinct(settings.review_channel_id, leased.channel_id, default))
        if leased.kind == "proposal":
            return Plan(
                places=_distinct(settings.review_channel_id, leased.channel_id, default),
                parts=prompt_parts(record),
                shows=Shows(number, seq, "prompt"),
                calls=called(session, record),
            )
        return Plan(
            places=_distinct(settings.results_channel_id, leased.channel_id, default),
            parts=result_parts_now(
                session, number, leased.data["version"], now=self._client.desk.now()
            ),
            shows=Shows(number, seq, "result"),
            below=reliability_field(session, guild_id, now=self._client.desk.now())
            if record.resolution
            else None,
        )

    def _default_for(self, session: Session, guild_id: int | None) -> int | None:
        number = self._client.app.settings.discord_channel_id
        if number is None or guild_id is None:
            return number
        home = self._client.home_guild_id
        if home is None:
            noted = bookmarks.get(session, f"home:{number}")
            home = int(noted) if noted else None
        return number if home == guild_id else None

    async def _to_person(self, plan: Plan, post: Post, leased: Leased) -> int:
        try:
            channel = await self._client.create_dm(discord.Object(plan.person or 0))
            standing = await self._standing(channel, plan, leased)
            message_id = standing or await self._send(channel, plan, post, leased)
        except (discord.Forbidden, discord.NotFound) as error:
            raise SendRefused(f"this person takes no messages from us: {error.text}") from error
        await self._hold(plan, message_id, channel.id, standing=standing is not None)
        return message_id

    async def _hold(self, plan: Plan, message_id: int, place: int, *, standing: bool) -> None:
        if plan.shows is not None:
            # What stood already may show less than has happened since.
            shows = replace(plan.shows, seq=0) if standing else plan.shows
            await self._client.cards.hold(shows, message_id, place)

    async def _send(
        self, channel: discord.abc.Messageable, plan: Plan, post: Post, leased: Leased
    ) -> int:
        reply = Reply(post=post, parts=plan.parts, files=plan.files, image=plan.image)
        content, embed, files, view = shown(reply)
        extra: dict[str, Any] = {"view": view} if view else {}
        extra |= {"files": files} if files else {}
        extra |= {"embed": embed} if embed else {}
        if plan.calls.words:
            content = plan.calls.words
            extra["allowed_mentions"] = plan.calls.allowed
        message = await channel.send(content or None, nonce=leased.nonce, **extra)
        return message.id

    async def _standing(
        self, channel: discord.abc.Messageable, plan: Plan, leased: Leased
    ) -> int | None:
        """Look in the channel for what stands there already, by the mark that it shows.

        An earlier attempt may have left it; or, in a ledger that was restored, what went out after
        its backup was made.
        """
        marked = plan.sign is None and plan.answers is None
        other = await self._client.absence.other_life()
        if marked and other is not None:
            found = await self._found(channel, plan, leased, other.since, other.until)
            if found is not None:
                return found
        if marked and not leased.tried_before:
            return None
        return await self._found(channel, plan, leased, leased.created_at - CLOCKS_DIFFER)

    async def _found(
        self,
        channel: discord.abc.Messageable,
        plan: Plan,
        leased: Leased,
        since: datetime,
        until: datetime | None = None,
    ) -> int | None:
        mark = re.compile(plan.sign or rf"(?<!\S){re.escape(leased.mark)}(?!\w)")
        me = self._client.user
        try:
            async for message in channel.history(limit=LOOKED_THROUGH, after=since, before=until):
                if me is None or message.author.id != me.id:
                    continue
                asked = message.interaction_metadata
                if plan.answers is not None:
                    found = asked is not None and asked.id == plan.answers
                else:
                    found = any(mark.search(each.footer.text or "") for each in message.embeds)
                if found and not await self._is_known(message.id):
                    return message.id
        except discord.Forbidden:
            # Without Read Message History only the nonce guards against a second copy.
            log.warning("the history of channel %s can't be read", channel)
        return None

    async def _is_known(self, message_id: int) -> bool:
        """Say whether a message is another post: it is counted once."""
        return await self._client.desk.read(lambda s: outbox.stands(s, message_id))


def _distinct(*places: int | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(place for place in places if place))
