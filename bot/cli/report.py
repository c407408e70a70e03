"""Reports: now, and again and again."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.drawing import OUT, drawn, say_chart
from bot.cli.export import scoped

if TYPE_CHECKING:
    from bot.reports.model import Report
    from storage.ledger import Session
    from storage.schedules import Schedule


@click.group(
    "report",
    invoke_without_command=True,
    epilog="Example: calledit report --since 2026-01-01 --html report.html --png calibration.png",
)
@scoped
@click.option("--csv", "csv_file", type=OUT, help="Write the scores as CSV to this file.")
@click.option(
    "--chart",
    type=click.Choice(["calibration", "brier", "distribution"]),
    help="What --png draws: calibration (default), Brier scores by month, or where forecasts lie.",
)
@drawn("Write a chart to this file.")
@click.option("--html", "html_file", type=OUT, help="Write one self-contained page to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@click.pass_context
def report_command(
    context: click.Context,
    *,
    since: str | None,
    until: str | None,
    forecaster: str | None,
    tag: str | None,
    csv_file: Path | None,
    html_file: Path | None,
    chart: str | None,
    png_file: Path | None,
    theme: str,
    force: bool,
    as_json: bool,
) -> None:
    """Show resolutions, scores, calibration, deadlines and who does best."""
    if context.invoked_subcommand is not None:
        return
    if chart is not None and png_file is None:
        raise click.UsageError("--chart says what --png draws: name a file with --png", context)
    from bot.app import open_app
    from bot.reports.asking import asked
    from bot.reports.building import build
    from bot.reports.files import refuse_existing, write_bytes

    refuse_existing([f for f in (csv_file, png_file, html_file) if f is not None], force=force)
    with open_app() as app, app.ledger.read() as session:
        ask = asked(
            session,
            since=since,
            until=until,
            forecaster=forecaster,
            tag=tag,
            time_zone=app.time_zone,
        )
        report = build(session, ask, now=app.now())
        if csv_file is not None:
            _write_scores(session, report, csv_file, force=force)
    picture = _picture(report, chart, theme) if png_file is not None else b""
    if png_file is not None:
        write_bytes(png_file, picture, force=force)
    if html_file is not None:
        from bot.reports.page import page

        write_bytes(html_file, page(report).encode(), force=force)
    _show(report, as_json=as_json)
    if as_json:
        return
    if png_file is not None:
        say_chart(png_file, picture)
    for path in (csv_file, html_file):
        if path is not None:
            click.echo(f"Written: {path}")


def _write_scores(session: Any, report: "Report", path: Path, *, force: bool) -> None:
    from bot.reports.files import write_csv
    from bot.reports.rows import score_rows
    from predictions.interchange.columns import SCORES

    write_csv(path, SCORES, score_rows(session, report.ask.scope), force=force)


def _picture(report: "Report", chart: str | None, theme: str) -> bytes:
    from bot.charts.style import Theme
    from bot.reports.picture import Chart, report_png

    return report_png(report, Chart(chart or Chart.CALIBRATION), theme=Theme(theme))


def _show(report: "Report", *, as_json: bool) -> None:
    if as_json:
        import json

        from bot.reports.data import report_data

        click.echo(json.dumps(report_data(report), ensure_ascii=False, indent=2))
        return
    from bot.render.terminal import make_console
    from bot.reports.terminal import report_view

    make_console().print(report_view(report))


@report_command.group("schedule", epilog="Example: calledit report schedule add weekly --on monday")
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
    from bot.render.words import moment
    from bot.reports import cadence as cadences
    from bot.reports.asking import asked
    from storage import schedules

    with open_app() as app, app.ledger.write() as session:
        local = zone or app.time_zone
        ask = asked(session, forecaster=forecaster, tag=tag, time_zone=local)
        line = cadences.cron_line(cadence, at=at, on=on)
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
            next_at=cadences.next_moment(line, local, after=app.now()),
            scope={name: value for name, value in scope.items() if value},
        )
        click.echo(f"Schedule {kept.id}: {line}, first {moment(kept.next_at, local)}")


@schedule.command("list", epilog="Example: calledit report schedule list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def list_schedules(*, as_json: bool) -> None:
    """List the schedules and when each is due."""
    import json

    from bot.app import open_app
    from bot.render.words import moment
    from storage import schedules

    with open_app() as app, app.ledger.read() as session:
        found = schedules.listed(session)
    if as_json:
        click.echo(json.dumps([_schedule_data(each) for each in found], indent=2))
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
@click.argument("schedule_id", metavar="ID", type=int)
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
@click.argument("schedule_id", metavar="ID", type=int)
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
