"""The demo's last scene: the record as files, with the chart that one would look at."""

from collections.abc import Iterator
from pathlib import Path

from bot.app import App
from bot.render import words
from bot.reports.asking import asked
from bot.reports.building import build
from bot.reports.exporting import Export, write
from bot.reports.files import write_bytes
from bot.reports.page import page
from bot.reports.phrases import title
from bot.reports.picture import report_png


def leave(app: App, folder: Path) -> Iterator[str]:
    """Write CSVs, the reliability chart and the report; yield a line about each."""
    with app.ledger.read() as session:
        ask = asked(session, time_zone=app.time_zone)
        for path, rows in write(
            session, Export(scope=ask.scope, now=app.now()), folder, force=True
        ):
            yield f"  {path}: {words.plural(rows, 'row')}"
        report = build(session, ask, now=app.now())
    chart, html = folder / "reliability.png", folder / "report.html"
    write_bytes(chart, report_png(report), force=True)
    yield f"  {chart}: how often forecasts of each size came true"
    write_bytes(html, page(report).encode(), force=True)
    yield f"  {html}: {title(ask)}, for a browser"
