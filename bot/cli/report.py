"""Reports of the record as it stands now."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.drawing import OutFile, drawn, say_chart
from bot.cli.encoding import in_json
from bot.cli.export import scoped
from bot.cli.schedule import schedule

if TYPE_CHECKING:
    from bot.reports.model import Report


@click.group(
    "report",
    invoke_without_command=True,
    epilog="Example: calledit report --since 2026-01-01 --html report.html --png calibration.png",
)
@scoped
@click.option("--csv", "csv_file", type=OutFile(), help="Write the scores as CSV to this file.")
@click.option(
    "--chart",
    type=click.Choice(["calibration", "brier", "distribution"]),
    help="What --png draws: calibration (default), Brier scores by month, or where forecasts lie.",
)
@drawn("Write a chart to this file.")
@click.option(
    "--html", "html_file", type=OutFile(), help="Write one self-contained page to this file."
)
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
            today=app.today,
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
        from bot.reports.data import report_data

        click.echo(in_json(report_data(report)))
        return
    from bot.render.terminal import make_console
    from bot.reports.terminal import report_view

    make_console().print(report_view(report))


report_command.add_command(schedule)
