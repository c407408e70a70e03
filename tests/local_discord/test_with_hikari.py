"""A second, unrelated library: what was built for discord.py must hold for it too."""

import asyncio
import warnings
from typing import Any

from tests.local_discord.sample_bot import PNG
from tests.local_discord.server import LocalDiscord

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import hikari


async def started(server: LocalDiscord) -> Any:
    """Start a bot with four commands, built with nothing but hikari."""
    bot = hikari.GatewayBot(
        server.token,
        intents=hikari.Intents.GUILDS,
        rest_url=server.api_url,
        banner=None,
        logs=None,
        suppress_optimization_warning=True,
    )
    words = hikari.CommandOption(
        type=hikari.OptionType.STRING, name="words", description="Words", is_required=True
    )

    async def sync(_: Any) -> None:
        build = bot.rest.slash_command_builder
        commands = [build(name, "A command") for name in ("chart", "think", "form")]
        commands.append(build("echo", "Say it back").add_option(words))
        await bot.rest.set_application_commands(server.world.app_id, commands)

    async def answer(event: Any) -> None:
        await ANSWERS[type(event.interaction).__name__](bot, event.interaction)

    bot.subscribe(hikari.StartingEvent, sync)
    bot.subscribe(hikari.InteractionCreateEvent, answer)
    await bot.start(check_for_updates=False)
    await server.ready()
    return bot


async def on_command(bot: Any, interaction: Any) -> None:
    if interaction.command_name == "echo":
        await interaction.create_initial_response(4, interaction.options[0].value, flags=64)
    elif interaction.command_name == "think":
        await interaction.create_initial_response(5)
        await interaction.edit_initial_response("thought")
        await interaction.execute("more")
    elif interaction.command_name == "form":
        row = bot.rest.build_modal_action_row().add_text_input("s", "Statement")
        await interaction.create_modal_response("Title", "m", component=row)
    else:
        embed = hikari.Embed(title="Calibration").add_field("a", "b").set_footer("f")
        embed.set_image(hikari.Bytes(PNG, "chart.png"))
        row = bot.rest.build_message_action_row().add_interactive_button(1, "go", label="Go")
        data = hikari.Bytes(b"a,b", "data.csv")
        await interaction.create_initial_response(4, embed=embed, component=row, attachment=data)


async def on_component(bot: Any, interaction: Any) -> None:
    await interaction.create_initial_response(7, "clicked", components=[])


async def on_modal(bot: Any, interaction: Any) -> None:
    await interaction.create_initial_response(4, interaction.components[0].components[0].value)


ANSWERS = {
    "CommandInteraction": on_command,
    "ComponentInteraction": on_component,
    "ModalInteraction": on_modal,
}


def test_commands_buttons_modals_files_and_a_resume_work_with_hikari() -> None:
    async def scene() -> None:
        async with LocalDiscord() as server:
            bot = await started(server)
            alice, general = server.user("alice"), server.channel()
            options = {"words": "hi"}
            echoed = await server.slash("echo", user=alice, channel=general, options=options)
            assert (echoed.content, echoed.ephemeral) == ("hi", True)
            chart = await server.slash("chart", user=alice, channel=general)
            assert server.files(chart.message) == {"data.csv": b"a,b", "chart.png": PNG}
            assert (await server.click(chart.message, "go", user=alice)).content == "clicked"
            thought = await server.slash("think", user=alice, channel=general)
            assert thought.content == "thought"
            shown = await server.slash("form", user=alice, channel=general)
            assert (await server.submit_modal(shown, {"s": "It rains"})).content == "It rains"
            posted = await bot.rest.create_message(general.id, "posted")
            await posted.edit("edited")
            listed = [m.content for m in await bot.rest.fetch_messages(general.id)]
            assert listed[0] == "edited"
            await server.gateway.drop(4000)
            await server.gateway.until(lambda: server.gateway.resumes == 1)
            again = await server.slash("echo", user=alice, channel=general, options=options)
            assert again.content == "hi"
            await bot.close()
            assert server.violations == []
            assert server.own_faults == []

    asyncio.run(scene())
