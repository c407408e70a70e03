"""/calibration."""

import discord
from discord import app_commands

from bot.discord.answering import Reply, answer
from bot.discord.cards.looking import STYLE
from bot.discord.scores.calibration import calibration_post, scored
from bot.discord.scores.rows import rows_of
from bot.discord.visit import Command, Interaction
from bot.discord.working import looking
from storage import communities
from storage.records import Scope, entries


@app_commands.command(name="calibration", description="How well probabilities came true")
@app_commands.describe(member="Whose; without it yours")
async def calibration_command(interaction: Interaction, member: discord.User | None = None) -> None:
    """Show a calibration record."""
    person = member or interaction.user

    async def work() -> Reply:
        def look(session, here):  # type: ignore[no-untyped-def]
            who = communities.member(session, person.id)
            scope = Scope(
                forecaster_ids=(who.id if who and who.id else -1,),
                guild_id=here.visit.guild_id,
                resolved_only=True,
            )
            rows = rows_of(entries(session, scope))
            stated = [row for row in rows if not row.implied]
            report = scored(stated) if stated else None
            return Reply(
                post=calibration_post(
                    person.display_name, rows, report, style=STYLE, scope="all time"
                )
            )

        return await looking(interaction, look)

    await answer(interaction, work())


COMMANDS: list[Command] = [calibration_command]
