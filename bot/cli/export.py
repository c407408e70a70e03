"""The record as files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

SCOPE = (
    click.option(
        "--since", metavar="DAY", help='Resolved on this day or later: 2026-01-01, "30 days ago".'
    ),
    click.option("--until", metavar="DAY", help="Resolved before this day."),
    click.option("--forecaster", metavar="NAME", help="Forecasts of this person or author."),
    click.option("--tag", "-t", metavar="TAG", help="Predictions with this tag."),
)


def scoped(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say which part of the record is meant."""
    for option in reversed(SCOPE):
        command = option(command)
    return command


@click.command("export", epilog="Example: calledit export record --since 2026-01-01 --tag economy")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@scoped
@click.option(
    "--basis",
    type=click.Choice(["all", "stated", "implied"]),
    default="all",
    show_default=True,
    help="Which forecasts forecasts.csv holds: implied ones were read from words.",
)
@click.option("--parquet", is_flag=True, help="Write each table as Parquet too.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
def export_command(
    *,
    folder: Path,
    since: str | None,
    until: str | None,
    forecaster: str | None,
    tag: str | None,
    basis: str,
    parquet: bool,
    force: bool,
) -> None:
    """Write forecasts.csv, calibration.csv, resolutions.csv, scores.csv and distributions.csv to FOLDER.

    Columns are explained in docs/exports.md. A day begins at midnight in your time zone. With a
    period, only what was resolved in it is written.
    """
    from bot.app import open_app
    from bot.render import words
    from bot.render.progress import bar
    from bot.reports.asking import asked
    from bot.reports.exporting import Export, write

    with open_app() as app, app.ledger.read() as session:
        ask = asked(
            session,
            since=since,
            until=until,
            forecaster=forecaster,
            tag=tag,
            time_zone=app.time_zone,
            today=app.today,
        )
        what = Export(scope=ask.scope, now=app.now(), basis=basis, parquet=parquet)
        with bar(f"Writing {folder}", total=10 if parquet else 5) as advance:
            for path, rows in write(session, what, folder, force=force):
                click.echo(f"{path}: {words.plural(rows, 'row')}")
                advance(1)
