"""The ledger at a million predictions and three million forecasts, and the command's start.

Every time is the best of several; every baseline is measured in the same run.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, text

from predictions.beliefs import Probability
from predictions.model import Forecast, Prediction, State
from predictions.times import Window
from storage import comparing, dossier, finding, recording
from storage.ledger import Ledger
from storage.rows import forecast_values
from storage.tables import Forecasts

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PREDICTIONS = 1_000_000
Row = tuple[str, float, float | None]


def best(work: Callable[[], object], repeat: int = 7) -> float:
    """Return the shortest of several runs, in seconds."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def run() -> list[Row]:
    """Measure."""
    rows = command_start()
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(f"sqlite:///{folder}/bench.db")
        rows += bulk(ledger)
        fill(ledger)
        rows += command_whole(f"sqlite:///{folder}/bench.db")
        rows += queries(ledger)
        ledger.close()
    return rows


def command_start() -> list[Row]:
    """Compare `calledit --help` with an empty process that imports click."""

    bare = process("-c", "import click")
    shown = process("-m", "bot.cli", "--help")
    return [("calledit --help / python -c 'import click'", shown / bare, 3.0)]


def command_whole(url: str) -> list[Row]:
    """Compare `calledit list`, from the shell to the prompt, with a process that imports SQLModel."""
    bare = process("-c", "import sqlmodel", CALLEDIT_DATABASE_URL=url)
    shown = process("-m", "bot.cli", "list", CALLEDIT_DATABASE_URL=url)
    return [
        ("calledit list, whole process (ms)", shown * 1000, None),
        ("calledit list / python -c 'import sqlmodel'", shown / bare, 2.0),
    ]


def process(*arguments: str, **environment: str) -> float:
    """Return how long a process takes, in seconds."""
    command = [sys.executable, *arguments]
    env = {**os.environ, **environment}
    return best(lambda: subprocess.run(command, capture_output=True, check=False, env=env))


def bulk(ledger: Ledger) -> list[Row]:
    """Compare storing 100,000 forecasts with SQLAlchemy Core storing the same rows."""
    count = 100_000
    with ledger.write() as session:
        made = recording.add_prediction(session, _prediction(0))
        who = recording.forecaster_named(session, "Ann")
    assert made.id is not None
    assert who.id is not None
    forecasts = [
        Forecast(
            prediction_id=made.id,
            forecaster_id=who.id,
            belief=Probability(value=(n % 101) / 100),
            made_at=NOW,
        )
        for n in range(count)
    ]
    values = [forecast_values(forecast) for forecast in forecasts]

    def core() -> None:
        with ledger.write() as session:
            session.execute(insert(Forecasts), values)

    def ours() -> None:
        with ledger.write() as session:
            recording.add_forecasts(session, forecasts, at=NOW)

    baseline = best(core, 2)
    return [("storing 100,000 forecasts / SQLAlchemy Core", best(ours, 2) / baseline, 3.0)]


def fill(ledger: Ledger) -> None:
    """Fill the tables as fast as SQLite can."""
    with ledger.write() as session:
        session.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) "
                "INSERT INTO predictions (statement, kind, deadline, time_zone, due_at, visibility,"
                " created_at, status) SELECT 'Prediction number ' || i || ' about rain', 'binary', "
                "date('2026-01-01', '+' || (i % 3650) || ' days'), 'UTC', "
                "datetime('2026-01-02', '+' || (i % 3650) || ' days') || '.000000', 'open', "
                "'2026-01-01 00:00:00.000000', "
                "CASE WHEN i % 3650 < 55 AND i % 50 <> 0 THEN 'resolved' ELSE 'open' END FROM n"
            ),
            {"count": PREDICTIONS},
        )
        session.execute(
            text(
                "INSERT INTO forecasts (prediction_id, forecaster_id, made_at, probability, basis,"
                " weight) SELECT p.id, 1, '2026-01-01 00:00:00.000000', (p.id % 101) / 100.0, "
                "'stated', 1 FROM predictions p, (SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)"
            )
        )


def queries(ledger: Ledger) -> list[Row]:
    """Compare the ledger's answers with the bare SQL that fetches the same rows."""
    middle = PREDICTIONS // 2
    order = "ORDER BY due_at, id LIMIT 25"
    moment = "2026-03-01 12:00:00.000000"
    asked: list[tuple[str, Callable[..., object], list[str]]] = [
        (
            "list",
            lambda session: finding.lines(
                session, now=NOW, states=(State.DUE, State.OPEN), limit=25
            ),
            [
                f"SELECT * FROM predictions WHERE status = 'open' AND due_at <= '{moment}' {order}",
                f"SELECT * FROM predictions WHERE status = 'open' AND due_at > '{moment}' {order}",
            ],
        ),
        (
            "show",
            lambda session: dossier.record(session, middle, now=NOW),
            [
                f"SELECT * FROM predictions WHERE id = {middle}",
                f"SELECT * FROM forecasts WHERE prediction_id = {middle}",
                f"SELECT * FROM resolutions WHERE prediction_id = {middle}",
                f"SELECT * FROM proposals WHERE prediction_id = {middle} AND status = 'waiting'",
                (
                    f"SELECT * FROM evidence e JOIN matches m ON m.evidence_id = e.id "
                    f"WHERE m.prediction_id = {middle}"
                ),
                f"SELECT * FROM prediction_tags WHERE prediction_id IN ({middle})",
                "SELECT * FROM forecasters WHERE id IN (1)",
            ],
        ),
        (
            "what is due",
            lambda session: finding.lines(session, now=NOW, states=(State.DUE,), limit=100),
            [
                (
                    f"SELECT * FROM predictions WHERE status = 'open' AND due_at <= '{moment}' "
                    "ORDER BY due_at, id LIMIT 100"
                )
            ],
        ),
        (
            "words",
            lambda session: finding.lines(session, now=NOW, words="number 77", limit=25),
            [_holding('"number"* "77"*', order)],
        ),
        (
            "a word in every statement",
            lambda session: finding.lines(session, now=NOW, words="rain", limit=25),
            [_holding('"rain"*', order)],
        ),
        (
            "the same claim, among the newest",
            lambda session: comparing.alike(session, _prediction(middle), on=NOW.date()),
            [_holding('"about"* "rai"*', "ORDER BY id DESC LIMIT 1000")],
        ),
        (
            "a forecaster with a forecast on all",
            lambda session: finding.lines(session, now=NOW, forecaster_ids=(1,), limit=25),
            [
                (
                    "SELECT * FROM predictions WHERE id IN "
                    f"(SELECT prediction_id FROM forecasts WHERE forecaster_id = 1) {order}"
                )
            ],
        ),
    ]
    rows: list[Row] = []
    for name, ours, statements in asked:
        rows += _compare(ledger, name, ours, statements)
    return rows


def _holding(match: str, order: str) -> str:
    return (
        "SELECT * FROM predictions WHERE id IN (SELECT rowid FROM prediction_words "
        f"WHERE prediction_words MATCH '{match}') {order}"
    )


def _compare(
    ledger: Ledger, name: str, ours: Callable[..., object], statements: list[str]
) -> list[Row]:
    with ledger.read() as session:

        def bare() -> None:
            for statement in statements:
                session.execute(text(statement)).all()

        def through_ledger() -> None:
            session.expunge_all()  # otherwise the second run would find its objects in memory
            ours(session)

        spent = best(through_ledger)
        rows: list[Row] = [(f"{name} at 1,000,000 predictions, ms", spent * 1000, 100.0)]
        if statements:
            baseline = best(bare)
            rows.append((f"{name} / bare SQL through SQLAlchemy", spent / baseline, 2.0))
    return rows


def _prediction(number: int) -> Prediction:
    return Prediction(
        statement=f"Prediction number {number} about rain",
        created_at=NOW,
        window=Window(None, date(2026, 1, 1) + timedelta(days=number % 3650)),
    )
