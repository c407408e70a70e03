"""Reports, charts and exports: how fast, how large, how much memory."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.ledger import Ledger
from tests.bot.reports.made import NOW, fill

Row = tuple[str, float, float | None]
FORECASTS = 1_000_000

# What the shell is asked for: the same joins, order and columns, without the escaping.
QUERY = """
SELECT p.id, p.statement, fr.name, f.basis, f.probability, f.probability_low, f.probability_high,
    f.made_at, p.not_before, p.deadline, r.outcome, r.happened_at, r.decided_at,
    (f.probability - (r.outcome = 'yes')) * (f.probability - (r.outcome = 'yes')), f.weight,
    d.origin, p.quote,
    (SELECT group_concat(tag, ';') FROM prediction_tags t WHERE t.prediction_id = p.id)
FROM forecasts f JOIN predictions p ON p.id = f.prediction_id
JOIN forecasters fr ON fr.id = f.forecaster_id
LEFT JOIN documents d ON d.id = p.document_id
LEFT JOIN resolutions r ON r.prediction_id = p.id AND r.outcome <> 'reopened' AND r.version =
    (SELECT max(version) FROM resolutions WHERE prediction_id = p.id)
WHERE f.probability IS NOT NULL ORDER BY f.prediction_id, f.forecaster_id, f.made_at, f.id;
"""

# Not `ru_maxrss`: a new process inherits that of the one which started it.
MEMORY = """
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
"""

EXPORT = """
import sys, time
from storage.ledger import Ledger
from storage.scope import Scope
from bot.reports.files import write_csv
from bot.reports.rows import forecast_rows
from predictions.interchange.columns import FORECASTS
from pathlib import Path
ledger = Ledger(sys.argv[1])
with ledger.read() as session:
    begin = time.perf_counter()
    rows = forecast_rows(session, Scope(until=None))
    write_csv(Path(sys.argv[2]), FORECASTS, rows, force=True)
    print(time.perf_counter() - begin)
"""

REPORT = """
import sys, time
from pathlib import Path
from datetime import datetime, UTC
from storage.ledger import Ledger
from bot.reports.building import build
from bot.reports.model import Ask
ledger = Ledger(sys.argv[1])
with ledger.read() as session:
    begin = time.process_time()
    build(session, Ask(), now=datetime(2026, 3, 1, tzinfo=UTC))
    print(time.process_time() - begin)
"""


def run() -> list[Row]:
    """Measure everything; a ratio is against the sqlite3 shell in the same run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return [*_exports(folder), *_reports(folder), *_charts(folder)]


def _exports(folder: Path) -> list[Row]:
    found: list[Row] = []
    memory = {}
    for count in (FORECASTS // 10, FORECASTS):
        path = folder / f"{count}.db"
        _filled(path, predictions=count // 10, forecasts=count, formulas=True)
        seconds, memory[count] = _measured(EXPORT, path, folder / "out.csv")
        shell = _shell(path)
        if shell is not None:
            limit = 3.0 if count == FORECASTS else None
            found.append((f"forecasts.csv, {count:,} rows: times sqlite3", seconds / shell, limit))
    for count, megabytes in memory.items():
        # Of this 64 MB are the database's own cache, which a small file does not fill.
        found.append((f"forecasts.csv, {count:,} rows: MB", megabytes, 200.0))
    return found


def _reports(folder: Path) -> list[Row]:
    path = folder / "report.db"
    _filled(path, predictions=10_000, forecasts=100_000)
    seconds, megabytes = _measured(REPORT, path)
    one = folder / "one.db"
    _filled(one, predictions=100, forecasts=100_000, forecasters=1)
    lone, _ = _measured(REPORT, one)
    return [
        ("report on 100,000 resolved forecasts, s of CPU", seconds, 2.0),
        ("the same, MB", megabytes, 300.0),
        ("report on one forecaster with 100,000, s of CPU", lone, 2.0),
    ]


def _charts(folder: Path) -> list[Row]:
    from bot.charts.distribution import distribution_png
    from bot.charts.history import history_png
    from bot.charts.overtime import overtime_png
    from bot.charts.shown import Told
    from bot.reports.building import build
    from bot.reports.model import Ask
    from bot.reports.page import page
    from bot.reports.picture import report_png

    path = folder / "page.db"
    _filled(path, predictions=1_000, forecasts=10_000)
    ledger = Ledger(f"sqlite:///{path}")
    with ledger.read() as session:
        report = build(session, Ask(), now=NOW)
    ledger.close()
    begun = datetime(2025, 1, 1, tzinfo=UTC)
    told = [
        Told(begun + timedelta(hours=n), f"Forecaster {n % 9}", n % 101 / 100) for n in range(300)
    ]
    charts: dict[str, Callable[[], bytes]] = {
        "reliability": lambda: report_png(report),
        "over time": lambda: overtime_png(report.months, title="Over time"),
        "history": lambda: history_png(told, title="History", until=NOW),
        "distribution": lambda: distribution_png(report.spread, title="Distribution"),
    }
    found: list[Row] = [("HTML page, 1,000 predictions, kB", len(page(report).encode()) / 1e3, 500)]
    for name, draw in charts.items():
        draw()  # the first one of a process finds its fonts
        begin = time.process_time()
        drawn = draw()
        found.append((f"chart, {name}, ms of CPU", 1e3 * (time.process_time() - begin), 300))
        found.append((f"chart, {name}, kB", len(drawn) / 1e3, 100))
    return found


def _filled(path: Path, *, forecasters: int = 20, formulas: bool = False, **sizes: int) -> None:
    ledger = Ledger(f"sqlite:///{path}")
    fill(
        ledger,
        forecasters=forecasters,
        formulas=formulas,
        predictions=sizes["predictions"],
        forecasts=sizes["forecasts"],
    )
    ledger.close()


def _measured(code: str, path: Path, *more: Path) -> tuple[float, float]:
    """Return seconds and megabytes of a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", code + MEMORY, f"sqlite:///{path}", *map(str, more)],
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, megabytes = map(float, ran.stdout.split())
    return seconds, megabytes


def _shell(path: Path) -> float | None:
    """Return the seconds of the sqlite3 shell for its own CSV of the same query."""
    shell = shutil.which("sqlite3")
    if shell is None:
        return None
    begin = time.perf_counter()
    with (path.parent / "shell.csv").open("wb") as out:
        subprocess.run([shell, "-csv", "-header", str(path), QUERY], check=True, stdout=out)
    return time.perf_counter() - begin
