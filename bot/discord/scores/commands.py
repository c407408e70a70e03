"""/calibration, /leaderboard, /compare."""

import asyncio
from datetime import datetime

import discord
from discord import app_commands

from bot.discord.answering import Reply, answer
from bot.discord.cards.looking import STYLE
from bot.discord.offering import Tag, offer_author, offer_tag
from bot.discord.scores.asking import Period, Wanted, is_person, record_rows
from bot.discord.scores.calibration import calibration_post, chart, scored
from bot.discord.scores.rows import Row, counted
from bot.discord.scores.tables import comparison_post, leaderboard_post
from bot.discord.visit import Command, Interaction, visit_of
from bot.discord.working import looking
from predictions.errors import InvalidValue

CHART = "calibration.png"


@app_commands.command(name="calibration", description="How well probabilities came true")
@app_commands.describe(
    member="Whose; without member and author: the whole server's",
    author="The author of documents",
    tag="Only predictions with this tag",
    period="Only those that ended in this time",
)
@app_commands.autocomplete(author=offer_author, tag=offer_tag)
async def calibration_command(
    interaction: Interaction,
    member: discord.User | None = None,
    author: app_commands.Range[str, 1, 200] | None = None,
    tag: Tag | None = None,
    period: Period = "all time",
) -> None:
    """Show a calibration record with its chart."""
    visit = visit_of(interaction)
    alone = visit.guild_id is None
    server = "you" if alone or interaction.guild is None else interaction.guild.name
    who = author or (member.display_name if member else server)

    async def work() -> Reply:
        if member and author:
            raise InvalidValue("calibration", "choose a member or an author, not both")
        chosen = member.id if member else visit.user_id if alone and not author else None
        wanted = Wanted(member=chosen, author=author, tag=tag, period=period)
        rows, now = await looking(
            interaction, lambda s, here: (record_rows(s, here, wanted), here.now)
        )
        return await asyncio.to_thread(_calibration, rows, who, wanted.words, now)

    await answer(interaction, work())


def _calibration(rows: list[Row], who: str, scope: str, now: datetime) -> Reply:
    stated, waiting = counted((row for row in rows if not row.implied), now)
    implied, _ = counted((row for row in rows if row.implied), now)
    report = scored(stated) if stated else None
    post = calibration_post(
        who, [*stated, *implied], report, waiting=waiting, style=STYLE, scope=scope
    )
    if report is None or report.curve is None:
        return Reply(post=post)
    picture = chart(report.curve, who)
    return Reply(post=post, files=((CHART, picture),), image=CHART)


@app_commands.command(name="leaderboard", description="Who forecasts best here")
@app_commands.describe(
    tag="Only predictions with this tag", period="Only those that ended in this time"
)
@app_commands.autocomplete(tag=offer_tag)
async def leaderboard_command(
    interaction: Interaction, tag: Tag | None = None, period: Period = "all time"
) -> None:
    """Show the leaderboard of members."""

    async def work() -> Reply:
        wanted = Wanted(tag=tag, period=period)
        rows, now = await looking(
            interaction, lambda s, here: (record_rows(s, here, wanted), here.now)
        )
        people = [row for row in rows if is_person(row)]
        post = leaderboard_post(people, now=now, style=STYLE, scope=wanted.words)
        return Reply(post=post, hidden=False)

    await answer(interaction, work(), hidden=False)


@app_commands.command(name="compare", description="Two forecasters on the same predictions")
@app_commands.describe(
    member="With whom",
    other="And whom; without it you",
    author="With the author of documents, instead of a member",
    tag="Only predictions with this tag",
)
@app_commands.autocomplete(author=offer_author, tag=offer_tag)
async def compare_command(
    interaction: Interaction,
    member: discord.User | None = None,
    other: discord.User | None = None,
    author: app_commands.Range[str, 1, 200] | None = None,
    tag: Tag | None = None,
) -> None:
    """Compare two forecasters."""
    left = other or interaction.user

    async def work() -> Reply:
        if (member is None) == (author is None):
            raise InvalidValue("compare", "choose a member, or an author")
        if member == left:
            raise InvalidValue("compare", "choose two people who are not the same")
        first = Wanted(member=left.id, tag=tag)
        second = Wanted(member=member.id if member else None, author=author, tag=tag)
        left_rows, right_rows, now = await looking(
            interaction,
            lambda s, here: (record_rows(s, here, first), record_rows(s, here, second), here.now),
        )
        names = (left.display_name, member.display_name if member else author or "")
        post = await asyncio.to_thread(
            comparison_post,
            left_rows,
            right_rows,
            names,
            now=now,
            style=STYLE,
            scope=first.words,
        )
        return Reply(post=post)

    await answer(interaction, work())


COMMANDS: list[Command] = [calibration_command, leaderboard_command, compare_command]
