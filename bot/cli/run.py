"""The service."""

import click


@click.command("run", epilog="Example: CALLEDIT_DISCORD_TOKEN=… calledit run")
@click.option("--verbose", "-v", is_flag=True, help="Tell of every pass, not only of trouble.")
def run_command(verbose: bool) -> None:
    """Watch sources, notice deadlines and post resolutions until stopped with Ctrl-C."""
    import asyncio
    import logging

    from bot.app import open_app
    from bot.render.sources import nobody, watched
    from bot.service import serve
    from storage import outages, watchlist

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("calledit").setLevel(logging.INFO if verbose else logging.WARNING)
    # It warns whenever a pass takes longer than a tick, as one that waits for slow sites does.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    with open_app() as app:
        click.echo(f"CalledIt is running on {app.ledger.name}. Stop it with Ctrl-C.", err=True)
        with app.ledger.read() as session:
            found = watchlist.sources(session)
            outage = outages.lasting(session)
        click.echo(watched(found, app.time_zone), err=True)
        if outage is not None:
            click.echo(nobody(outage, app.time_zone), err=True)
        asyncio.run(serve(app))
    click.echo("Stopped.", err=True)
