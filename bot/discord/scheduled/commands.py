"""/report and /remind."""

from typing import Literal

import discord
from discord import app_commands

from bot.cadence import cron_line, in_words, next_moment
from bot.discord.answering import Reply, answer
from bot.discord.cards.looking import STYLE
from bot.discord.offering import Tag, offer_tag
from bot.discord.visit import Command, Here, Interaction, NotAllowed
from bot.discord.working import changing, looking
from bot.policy import Action
from bot.render.post import BLUE, Post
from predictions.errors import InvalidValue
from predictions.text import one_line
from storage import reminders, schedules
from storage.ledger import Session
from storage.schedules import Schedule

Often = Literal["weekly", "monthly"]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
Kind = Literal["due", "stale", "evidence"]
KINDS: dict[Kind, str] = {
    "due": "what is due within a week",
    "stale": "forecasts of yours older than a month",
    "evidence": "new evidence on what you forecast",
}
MOST_SCHEDULES = 20

report_group = app_commands.Group(
    name="report", description="Reports of resolutions and calibration, again and again"
)
remind_group = app_commands.Group(name="remind", description="Reminders for you alone")


@report_group.command(name="schedule", description="Post a report every week or month")
@app_commands.describe(
    often="How often",
    at="Local time, such as 9:00",
    channel="Where; without it here",
    weekday="For weekly reports",
    day="For monthly reports: 1 to 28",
    tag="Only predictions with this tag",
)
@app_commands.autocomplete(tag=offer_tag)
async def report_schedule(  # noqa: PLR0917 (Discord passes every option by its name)
    interaction: Interaction,
    often: Often,
    at: app_commands.Range[str, 1, 10] = "9:00",
    channel: discord.TextChannel | discord.Thread | None = None,
    weekday: Weekday = "Monday",
    day: app_commands.Range[int, 1, 28] = 1,
    tag: Tag | None = None,
) -> None:
    """Schedule a report."""
    place = channel.id if channel else interaction.channel_id or 0

    async def work() -> Reply:
        line = cron_line(often, at=at, on=weekday if often == "weekly" else str(day))

        def write(session: Session, here: Here) -> Reply:
            here.demand(Action.SCHEDULE)
            guild_id = here.visit.guild_id
            if guild_id is None:
                raise NotAllowed("Reports are scheduled in a server.")
            if len(schedules.listed(session, guild_id=guild_id)) >= MOST_SCHEDULES:
                raise InvalidValue("report", f"{MOST_SCHEDULES} are scheduled already")
            due = next_moment(line, here.time_zone, after=here.now)
            made = schedules.add(
                session,
                guild_id=guild_id,
                channel_id=place,
                cadence=line,
                time_zone=here.time_zone,
                next_at=due,
                scope={"tag": one_line(tag).lower()} if tag else {},
            )
            first = int(due.timestamp())
            return Reply(
                text=f"Report {made.id} comes {cadence_words(line)} ({here.time_zone}) in <#{place}>, "
                f"the first <t:{first}:F>."
            )

        return await changing(interaction, write)

    await answer(interaction, work())


def cadence_words(line: str) -> str:
    """Return a cadence as people read it; one for which we have no words as it is."""
    return in_words(line) or f"`{line}`"


@report_group.command(name="list", description="Which reports are scheduled here")
async def report_list(interaction: Interaction) -> None:
    """List schedules."""

    async def work() -> Reply:
        def look(session: Session, here: Here) -> Reply:
            found = schedules.listed(session, guild_id=here.visit.guild_id or 0)
            lines = [
                f"**{each.id}** {cadence_words(each.cadence)} ({each.time_zone}) in "
                f"<#{each.channel_id}>, next <t:{int(each.next_at.timestamp())}:R>"
                + (f", tag {STYLE.said(each.scope['tag'])}" if "tag" in each.scope else "")
                for each in found
            ]
            begin = "/report schedule begins" if here.visit.guild_id else "They belong to servers"
            text = "\n".join(lines) or f"None. {begin}."
            return Reply(post=Post(title="Scheduled reports", colour=BLUE, text=text))

        return await looking(interaction, look)

    await answer(interaction, work())


async def offer_report(interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
    """Offer the reports that are scheduled here."""

    def look(session: Session, here: Here) -> list[Schedule]:
        return schedules.listed(session, guild_id=here.visit.guild_id or 0)

    found = await looking(interaction, look)
    offers = [(each, f"{each.id} · {cadence_words(each.cadence)}"[:100]) for each in found]
    wanted = str(current).casefold()
    return [
        app_commands.Choice(name=name, value=each.id)
        for each, name in offers
        if wanted in name.casefold()
    ][:MOST_SCHEDULES]


@report_group.command(name="remove", description="Stop a scheduled report")
@app_commands.describe(report="Its number from /report list")
@app_commands.autocomplete(report=offer_report)
async def report_remove(
    interaction: Interaction, report: app_commands.Range[int, 1, 1_000_000_000]
) -> None:
    """Stop a schedule."""

    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            here.demand(Action.SCHEDULE)
            schedules.remove(session, report, guild_id=here.visit.guild_id or 0)
            return Reply(text=f"Report {report} is no longer posted.")

        return await changing(interaction, write)

    await answer(interaction, work())


@remind_group.command(name="on", description="Remind me, by direct message or in this channel")
@app_commands.describe(
    what="Of what",
    at="Your local time, such as 9:00",
    often="How often",
    where="Where",
)
async def remind_on(
    interaction: Interaction,
    what: Kind = "due",
    at: app_commands.Range[str, 1, 10] = "9:00",
    often: Literal["daily", "weekly"] = "weekly",
    where: Literal["direct message", "this channel"] = "direct message",
) -> None:
    """Switch a reminder on."""

    async def work() -> Reply:
        line = cron_line(often, at=at)

        def write(session: Session, here: Here) -> Reply:
            due = next_moment(line, here.time_zone, after=here.now)
            place = here.visit.channel_id if where == "this channel" else None
            reminders.switch_on(
                session,
                discord_id=here.visit.user_id,
                guild_id=here.visit.guild_id or 0,
                kind=what,
                channel_id=place,
                cadence=line,
                time_zone=here.time_zone,
                next_at=due,
            )
            to = f"in <#{place}>" if place else "by direct message"
            return Reply(
                text=f"You are reminded of {KINDS[what]} {cadence_words(line)} ({here.time_zone}) {to}, "
                f"first <t:{int(due.timestamp())}:F>, when there is something. "
                "`/remind off` ends it."
            )

        return await changing(interaction, write)

    await answer(interaction, work())


@remind_group.command(name="off", description="No more reminders")
@app_commands.describe(what="Of what; without it, of nothing at all")
async def remind_off(interaction: Interaction, what: Kind | None = None) -> None:
    """Switch reminders off."""

    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            ended = reminders.switch_off(session, discord_id=here.visit.user_id, kind=what)
            return Reply(text=f"Done: {ended} switched off." if ended else "There were none.")

        return await changing(interaction, write)

    await answer(interaction, work())


@remind_group.command(name="list", description="What you are reminded of")
async def remind_list(interaction: Interaction) -> None:
    """List one's reminders."""

    async def work() -> Reply:
        def look(session: Session, here: Here) -> Reply:
            names = dict[str, str](list(KINDS.items()))
            lines = [
                f"• {STYLE.bold(names[each.kind])}, {cadence_words(each.cadence)} "
                f"({each.time_zone}) "
                + (f"in <#{each.channel_id}>" if each.channel_id else "by direct message")
                + f", next <t:{int(each.next_at.timestamp())}:R>"
                for each in reminders.listed(session, here.visit.user_id)
            ]
            text = "\n".join(lines) or "Nothing. /remind on begins."
            return Reply(post=Post(title="Your reminders", colour=BLUE, text=text))

        return await looking(interaction, look)

    await answer(interaction, work())


COMMANDS: list[Command] = [report_group, remind_group]
