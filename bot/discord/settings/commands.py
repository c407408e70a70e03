"""/settings and its panel, /help."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from discord import app_commands

from bot.discord.answering import Reply, answer, ask_after
from bot.discord.parts import Form
from bot.discord.settings import panel
from bot.discord.settings.helping import forgotten_post, help_post
from bot.discord.visit import Command, Here, Interaction, NotAllowed
from bot.discord.working import changing, looking
from bot.policy import Action
from predictions.errors import InvalidValue
from predictions.times import find_zone
from storage import communities, forgetting
from storage.communities import Calls, Community
from storage.ledger import Session


@app_commands.command(name="settings", description="What this server and you have set")
async def settings_command(interaction: Interaction) -> None:
    """Show the panel."""

    async def work() -> Reply:
        return await looking(interaction, shown)

    await answer(interaction, work())


def shown(session: Session, here: Here) -> Reply:
    """Return the panel as things stand."""
    own = communities.person_zone(session, here.visit.user_id)
    if here.visit.guild_id is None:
        return Reply(post=panel.own_post(own, here.default_zone), parts=panel.OWN)
    settings = communities.community(session, here.visit.guild_id)
    manages = here.ruling(Action.CONFIGURE).allowed
    return Reply(
        post=panel.panel_post(settings, own_zone=own, time_zone=here.default_zone),
        parts=panel.panel_parts(settings, manages=manages),
    )


async def _change(
    interaction: Interaction, change: Callable[[Community], Community], wrote: str = ""
) -> None:
    """Change a server's settings and show the panel anew."""

    async def work() -> Reply:
        def write(session: Session, here: Here) -> Reply:
            here.demand(Action.CONFIGURE)
            if here.visit.guild_id is None:
                raise NotAllowed("This is set in a server.")
            before = communities.community(session, here.visit.guild_id)
            communities.set_community(session, change(before), now=here.now, by=here.writer_id)
            after = shown(session, here)
            return Reply(post=after.post, parts=after.parts, edit=True)

        return await changing(interaction, write)

    await answer(interaction, work(), edit=True, wrote=wrote)


async def choose_roles(interaction: Interaction, rest: str) -> None:
    """Take the roles chosen in a menu."""
    chosen = frozenset(_values(interaction))
    field = "resolver_roles" if rest == "resolve" else "manager_roles"
    changes: dict[str, Any] = {field: chosen}
    await _change(interaction, lambda settings: replace(settings, **changes))


async def choose_channel(interaction: Interaction, rest: str) -> None:
    """Take the channel chosen in a menu."""
    chosen = next(iter(_values(interaction)), None)
    field = "results_channel_id" if rest == "results" else "review_channel_id"
    changes: dict[str, Any] = {field: chosen}
    await _change(interaction, lambda settings: replace(settings, **changes))


async def press_toggle(interaction: Interaction, rest: str) -> None:
    """Switch something on or off."""
    what, _, on = rest.partition(":")
    field = "blind" if what == "blind" else "resolve_own"
    changes: dict[str, Any] = {field: on == "1"}
    await _change(interaction, lambda settings: replace(settings, **changes))


async def press_form(interaction: Interaction, rest: str) -> None:
    """Show one of the forms."""

    def look(session: Session, here: Here) -> Form:
        if rest == "zone":
            return panel.zone_form(communities.person_zone(session, here.visit.user_id))
        if rest == "forget":
            return panel.forget_form()
        here.demand(Action.CONFIGURE)
        return panel.server_form(communities.community(session, here.visit.guild_id or 0))

    await ask_after(interaction, looking(interaction, look))


async def submit_server(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Take what was typed for the server."""
    del rest

    def change(settings: Community) -> Community:
        hours = values.get("hours", "")
        if not hours.isdecimal():
            raise InvalidValue("hours", f"{hours!r} is not a number of hours; write 0 to 720")
        zone = values.get("zone", "")
        return replace(
            settings,
            time_zone=find_zone(zone) if zone else None,
            dispute_hours=int(hours),
            calls=Calls(values.get("calls") or settings.calls),
        )

    await _change(
        interaction, change, wrote=f"{values.get('zone', '')} {values.get('hours', '')}".strip()
    )


async def submit_zone(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Take a person's time zone."""
    del rest
    typed = values.get("zone", "")

    async def work() -> Reply:
        wanted = find_zone(typed) if typed else None

        def write(session: Session, here: Here) -> Reply:
            communities.set_person_zone(session, here.visit.user_id, wanted, now=here.now)
            after = shown(session, here)
            return Reply(post=after.post, parts=after.parts, edit=True)

        return await changing(interaction, write)

    await answer(interaction, work(), edit=True, wrote=typed)


async def submit_forget(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Forget a person, once they are sure."""
    del rest
    sure = values.get("sure", "")
    user_id, client = interaction.user.id, interaction.client

    async def work() -> Reply:
        if sure.casefold() != "forget me":
            raise InvalidValue("forget me", "nothing was deleted; write exactly: forget me")
        done = await client.desk.write(
            lambda session: forgetting.forget(session, user_id, now=client.desk.now())
        )
        if done is None:
            return Reply(text="Nothing is known about you.")
        return Reply(post=forgotten_post(done), changed=True)

    await answer(interaction, work(), wrote=sure)


@app_commands.command(name="help", description="What CalledIt does, and how to begin")
async def help_command(interaction: Interaction) -> None:
    """Show help."""

    async def work() -> Reply:
        return Reply(post=help_post())

    await answer(interaction, work())


def _values(interaction: Interaction) -> list[int]:
    data: Any = interaction.data or {}
    return [int(value) for value in data.get("values", ())]


COMMANDS: list[Command] = [settings_command, help_command]
TOUCHES = {
    "sr": choose_roles,
    "sc": choose_channel,
    "st": press_toggle,
    "sp": press_form,
}
FORMS = {"ss": submit_server, "sz": submit_zone, "sf": submit_forget}
