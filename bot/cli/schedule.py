"""Reports that come by themselves: kept, listed, looked at, stopped."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.encoding import JSON, in_json
from bot.cli.numbers import NUMBER

if TYPE_CHECKING:
    from storage.ledger import Session
    from storage.schedules import Schedule


@click.group("schedule", epilog="Example: calledit report schedule add weekly --on monday")
def schedule() -> None:
    """Send reports again and again; `calledit run` does the sending."""


@schedule.command(
    "add",
    epilog="Example: calledit report schedule add weekly --on monday --at 09:00 --tag economy; "
    'or calledit report schedule add "0 9 1,15 * *"',
)
@click.argument("cadence", metavar="weekly|monthly|CRON")
@click.option("--at", default="09:00", show_default=True, metavar="HH:MM", help="Local time.")
@click.option("--on", metavar="DAY", help="Weekday (weekly) or day of the month (monthly).")
@click.option("--zone", metavar="ZONE", help="Time zone; default: yours.")
@click.option("--channel", type=click.IntRange(1), metavar="ID", help="Discord channel.")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
    help="Also leave each report there, as HTML, CSV and PNG.",
)
@click.option("--forecaster", metavar="NAME", help="Forecasts of this person or author.")
@click.option("--tag", "-t", metavar="TAG", help="Predictions with this tag.")
def add(
    *,
    cadence: str,
    at: str,
    on: str | None,
    zone: str | None,
    channel: int | None,
    folder: Path | None,
    forecaster: str | None,
    tag: str | None,
) -> None:
    """Keep a report that is sent weekly, monthly, or by a line of cron.

    Without a channel it goes to the terminal of `calledit run`, and to the folder if one is named.
    """
    from bot.app import open_app
    from bot.cadence import cron_line, next_moment
    from bot.render.words import moment
    from bot.reports.asking import asked
    from storage import schedules

    with open_app() as app, app.ledger.write() as session:
        local = zone or app.time_zone
        ask = asked(session, forecaster=forecaster, tag=tag, time_zone=local)
        line = cron_line(cadence, at=at, on=on)
        scope = {
            "forecaster": ask.forecaster,
            "tag": ask.tag,
            "folder": str(folder) if folder else None,
        }
        kept = schedules.add(
            session,
            guild_id=0,
            channel_id=channel or 0,
            cadence=line,
            time_zone=local,
            next_at=next_moment(line, local, after=app.now()),
            scope={name: value for name, value in scope.items() if value},
        )
        click.echo(f"Schedule {kept.id}: {line}, first {moment(kept.next_at, local)}")


@schedule.command("list", epilog="Example: calledit report schedule list")
@JSON
def list_schedules(*, as_json: bool) -> None:
    """List the schedules and when each is due."""
    from bot.app import open_app
    from bot.render.words import moment
    from storage import schedules

    with open_app() as app, app.ledger.read() as session:
        found = schedules.listed(session)
    if as_json:
        click.echo(in_json([_schedule_data(each) for each in found]))
        return
    for each in found:
        where = f"channel {each.channel_id}" if each.channel_id else "terminal"
        about = ", ".join(f"{name} {value}" for name, value in each.scope.items())
        click.echo(
            f"{each.id}  {each.cadence}  {each.time_zone}  {where}  "
            f"next {moment(each.next_at, each.time_zone)}{f'  ({about})' if about else ''}"
        )
    if not found:
        click.echo("No schedules. Make one: calledit report schedule add weekly --on monday")


@schedule.command("preview", epilog="Example: calledit report schedule preview 3")
@click.argument("schedule_id", metavar="ID", type=NUMBER)
def preview_schedule(schedule_id: int) -> None:
    """Show the next report of a schedule as it would be now; nothing is sent."""
    from bot.app import open_app
    from bot.render.post import Plain
    from bot.render.terminal import make_console, post_panel
    from bot.reports.scheduled import preview

    with open_app() as app, app.ledger.read() as session:
        chosen = _found(session, schedule_id)
        post = preview(session, chosen, Plain(chosen.time_zone), now=app.now())
    make_console().print(post_panel(post))


@schedule.command("remove", epilog="Example: calledit report schedule remove 3")
@click.argument("schedule_id", metavar="ID", type=NUMBER)
def remove(schedule_id: int) -> None:
    """Stop a schedule."""
    from bot.app import open_app
    from storage import schedules

    with open_app() as app, app.ledger.write() as session:
        found = _found(session, schedule_id)
        schedules.remove(session, schedule_id, guild_id=found.guild_id)
    click.echo(f"Schedule {schedule_id} is stopped.")


def _found(session: "Session", schedule_id: int) -> "Schedule":
    from storage import schedules
    from storage.errors import NotFound

    for each in schedules.listed(session):
        if each.id == schedule_id:
            return each
    raise NotFound("schedule", schedule_id)


def _schedule_data(each: Any) -> dict[str, Any]:
    return {
        "id": each.id,
        "cadence": each.cadence,
        "time_zone": each.time_zone,
        "channel_id": str(each.channel_id) if each.channel_id else None,
        "next_at": each.next_at.isoformat(),
        **each.scope,
    }
