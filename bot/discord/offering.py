"""Tags and authors of this place, offered while one types."""

from discord import app_commands

from bot.discord.visit import Here, Interaction
from bot.discord.working import looking
from storage import servers
from storage.ledger import Session

Tag = app_commands.Range[str, 1, 50]


async def offer_author(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer authors of documents who have forecasts here."""

    def look(session: Session, here: Here) -> list[str]:
        return servers.authors(session, current, guild_id=here.visit.guild_id)

    found = await looking(interaction, look)
    return [app_commands.Choice(name=name[:100], value=name[:100]) for name in found]


async def offer_tag(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Offer tags in use here."""

    def look(session: Session, here: Here) -> list[str]:
        return servers.tags(session, current, guild_id=here.visit.guild_id)

    found = await looking(interaction, look)
    return [app_commands.Choice(name=tag, value=tag) for tag in found]
