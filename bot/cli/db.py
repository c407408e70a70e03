"""The database: migrate, check, back up, verify."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from storage.ledger import Ledger

LONG = 10.0**9  # seconds


@click.group("db", epilog="Example: calledit db backup before-update.db")
def db_command() -> None:
    """Look after the database."""


@db_command.command("upgrade", epilog="Example: calledit db upgrade")
def upgrade() -> None:
    """Bring the tables up to date; every other command does the same when it starts."""
    from bot.app import open_app
    from storage.schema import HEAD

    with open_app() as app:
        click.echo(f"{app.ledger.name} is at version {HEAD}.")


@db_command.command("check", epilog="Example: calledit db check")
def check() -> None:
    """Ask the database whether its files and references are whole."""
    from bot.app import open_app
    from bot.errors import UserError
    from storage import checking

    with open_app() as app:
        problems = checking.check(app.ledger)
        if problems:
            raise UserError("\n".join([f"{app.ledger.name} is damaged:", *problems]))
        if checking.sees_files(app.ledger):
            click.echo(f"{app.ledger.name} is whole.")
        else:
            click.echo(
                f"{app.ledger.name} answers, and sees to its references itself. Whether its files "
                "are whole, PostgreSQL's own pg_amcheck says; calledit db verify reads the record."
            )


@db_command.command("backup", epilog="Example: calledit db backup before-update.db")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the database into FILE, also while the service runs."""
    from bot.app import open_app
    from storage import checking

    with open_app() as app:
        checking.backup(app.ledger, file)
    click.echo(f"Backed up to {file}.")


@db_command.command("copy", epilog="Example: calledit db copy postgresql://calledit@host/calledit")
@click.argument("url")
def copy(url: str) -> None:
    """Copy the whole ledger into the empty database URL, SQLite or PostgreSQL, and verify it.

    A password of the other may stand in the address, with %40 for @.
    """
    from bot.app import open_app
    from bot.render.progress import bar
    from storage import copying
    from storage.ledger import Ledger

    with open_app() as app:
        target = Ledger(url)
        try:
            with bar("Copying", copying.rows(app.ledger)) as advance:
                copying.copy(app.ledger, target, advance=advance)
            _verify(target)
        finally:
            target.close()
    click.echo(
        f"Copied to {target.name}. To work with that, set CALLEDIT_DATABASE_URL to its address."
    )


@db_command.command("verify", epilog="Example: calledit db verify")
def verify() -> None:
    """Walk the audit chain: was anything changed that must not change?"""
    from bot.app import open_app

    with open_app() as app:
        _verify(app.ledger)


def _verify(ledger: "Ledger") -> None:
    from bot.errors import UserError
    from bot.render.progress import bar
    from bot.render.words import plural
    from storage import checking

    with bar("Walking", checking.chain_length(ledger)) as advance:
        found = checking.verify(ledger, advance=advance)
    if found.problems:
        raise UserError("\n".join(["the record does not hold:", *found.problems]))
    click.echo(
        f"The record holds: {plural(found.events, 'event')}, {plural(found.forecasts, 'forecast')}. "
        f"Head of the chain: {found.head}"
    )


@db_command.command("tidy", epilog="Example: calledit db tidy --older-than 30")
@click.option(
    "--older-than",
    default=90,
    show_default=True,
    type=click.IntRange(1, 36_500),
    help="Days since the reply was fetched.",
)
def tidy(older_than: int) -> None:
    """Let go of old replies on which nothing rests; evidence, addresses and hashes stay."""
    from datetime import timedelta

    from bot.app import open_app
    from bot.render.words import plural
    from storage import snapshots

    age = timedelta(days=older_than)
    with open_app() as app, app.ledger.write() as session:
        gone = snapshots.let_go(session, older_than=age, now=app.now())
    replies = plural(gone, "reply", "replies")
    click.echo(f"{replies} older than {plural(older_than, 'day')} let go.")


@db_command.command("alive", epilog="Example: calledit db alive")
@click.option("--within", type=click.FloatRange(1), help="Seconds; default: five passes.")
def alive(within: float | None) -> None:
    """Say whether the service has made a pass lately; ends with 1 if not (health check)."""
    from datetime import timedelta

    from bot.app import open_app
    from bot.errors import UserError
    from bot.render.sources import nobody
    from bot.ticking import PULSE
    from storage import outages, pulse

    with open_app() as app, app.ledger.read() as session:
        allowed = timedelta(seconds=min(LONG, within or 5 * app.settings.tick_seconds))
        last = pulse.last(session, PULSE)
        outage = outages.lasting(session)
        if last is None:
            raise UserError(
                "there was no pass yet: is calledit run running, or calledit tick in cron?"
            )
        if app.now() - last > allowed:
            raise UserError(f"the last pass was at {last:%Y-%m-%d %H:%M:%S} UTC: is it running?")
    click.echo(f"The last pass was at {last:%Y-%m-%d %H:%M:%S} UTC.")
    if outage is not None:
        click.echo(nobody(outage, "UTC"))
