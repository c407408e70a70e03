"""The connection to Discord, looked at before it is needed."""

import click


@click.group("discord", epilog="Example: calledit discord check")
def discord_command() -> None:
    """Look at the connection to Discord."""


@discord_command.command("check", epilog="Example: CALLEDIT_DISCORD_TOKEN=… calledit discord check")
def check_command() -> None:
    """Say what is wrong with the token, intents, permissions; print the invite link."""
    import asyncio

    from bot.discord.checking import check
    from bot.errors import UserError
    from bot.render.words import plural
    from bot.settings import load

    settings = load()

    async def look() -> int:
        problems = 0
        async for finding in check(settings):
            problems += not finding.good
            click.echo(f"{'ok' if finding.good else 'PROBLEM':8}{finding.words}")
        return problems

    problems = asyncio.run(look())
    if problems:
        raise UserError(f"{plural(problems, 'problem')}, see above")
