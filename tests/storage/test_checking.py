import os
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import checking, recording, resolving
from storage.errors import DatabaseUnusable, Refused
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add, fill, forecast, someone


def tamper(ledger: Ledger, table: str, statement: str) -> None:
    """Change history as an administrator with the database open could."""
    with ledger.write() as session:
        if ledger.engine.dialect.name == "sqlite":
            session.execute(text(f"DROP TRIGGER IF EXISTS {table}_refuse_update"))
            session.execute(text(f"DROP TRIGGER IF EXISTS {table}_refuse_delete"))
            session.execute(text("DROP TRIGGER IF EXISTS predictions_statement_fixed"))
        else:
            session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        session.execute(text(statement))


def test_an_untouched_record_holds(ledger: Ledger) -> None:
    fill(ledger)
    found = checking.verify(ledger)
    assert found.problems == ()
    assert found.forecasts == 1
    assert found.events == 5
    assert checking.check(ledger) == []


@pytest.mark.parametrize(
    ("table", "statement", "problem"),
    [
        ("forecasts", "UPDATE forecasts SET probability = 0.99", "forecast added"),
        ("forecasts", "DELETE FROM forecasts", "0 forecasts are stored"),
        ("resolutions", "UPDATE resolutions SET outcome = 'no'", "resolved"),
        ("predictions", "UPDATE predictions SET statement = 'easier'", "prediction added"),
        ("predictions", "UPDATE predictions SET deadline = '2099-01-01'", "prediction added"),
        ("events", "UPDATE events SET data = '{}' WHERE kind = 'document added'", "was changed"),
        ("events", "DELETE FROM events WHERE kind = 'evidence seen'", "one before it"),
        (
            "forecasts",
            (
                "INSERT INTO forecasts (id, prediction_id, forecaster_id, made_at, probability, basis,"
                " weight) VALUES (99, 1, 1, '2026-01-01 00:00:00', 0.9, 'stated', 1)"
            ),
            "2 forecasts are stored, the chain tells of 1",
        ),
        (
            "resolutions",
            (
                "INSERT INTO resolutions (id, prediction_id, version, outcome, decided_at, evidence_ids)"
                " VALUES (99, 1, 2, 'no', '2026-01-01 00:00:00', '[]')"
            ),
            "2 resolutions are stored, the chain tells of 1",
        ),
        (
            "prediction_rules",
            (
                "INSERT INTO prediction_rules (id, prediction_id, rule, added_at)"
                " VALUES (99, 1, '[]', '2026-01-01 00:00:00')"
            ),
            "1 later rules are stored, the chain tells of 0",
        ),
        ("predictions", "UPDATE predictions SET status = 'withdrawn'", "is marked withdrawn"),
        ("predictions", "UPDATE predictions SET status = 'annulled'", "its resolution says"),
        ("predictions", "UPDATE predictions SET status = 'open'", "is marked as still running"),
        ("predictions", "UPDATE predictions SET created_at = '2020-01-01'", "prediction added"),
        ("events", "UPDATE events SET data = '{' WHERE kind = 'resolved'", "can't be read"),
        ("events", "UPDATE events SET data = '[]' WHERE kind = 'resolved'", "can't be read"),
        ("events", "UPDATE events SET data = '{}' WHERE kind = 'forecast added'", "can't be read"),
    ],
)
def test_any_change_of_history_shows(
    ledger: Ledger, table: str, statement: str, problem: str
) -> None:
    fill(ledger)
    tamper(ledger, table, statement)
    found = checking.verify(ledger)
    assert any(problem in line for line in found.problems), found.problems


def test_forgetting_a_name_does_not_break_the_chain(ledger: Ledger) -> None:
    fill(ledger)
    with ledger.write() as session:
        session.execute(text("UPDATE forecasters SET name = 'someone'"))
    assert checking.verify(ledger).problems == ()


def test_a_backup_made_while_in_use_is_whole(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    fill(sqlite_ledger)
    target = tmp_path / "copy.db"
    with sqlite_ledger.write() as session:
        add(session, "Written but not yet kept while the copy is made")
        checking.backup(sqlite_ledger, target)
    copy = Ledger(f"sqlite:///{target}")
    assert checking.verify(copy).problems == ()
    assert checking.check(copy) == []
    copy.close()


def test_a_backup_never_overwrites(sqlite_ledger: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("precious")
    with pytest.raises(Refused, match="never overwrites"):
        checking.backup(sqlite_ledger, target)
    assert target.read_text() == "precious"
    with pytest.raises(DatabaseUnusable, match="cannot be written"):
        checking.backup(sqlite_ledger, tmp_path / "no" / "folder" / "copy.db")


def test_a_record_of_many_commands_holds(ledger: Ledger) -> None:
    from predictions.outcomes import NO, YES

    with ledger.write() as session:
        for number in range(30):
            made = add(session, f"Prediction {number}")
            recording.add_forecast(session, forecast(made, someone(session), number / 30))
            if number % 3 == 0:
                resolving.resolve(session, made, YES, now=NOON)
            if number % 6 == 0:
                resolving.reopen(session, made, now=NOON)
                resolving.resolve(session, made, NO, now=NOON)
    found = checking.verify(ledger)
    assert found.problems == ()
    assert found.forecasts == 30


def test_a_record_holds_while_others_write(ledger: Ledger) -> None:
    """On PostgreSQL each question of a reader had seen what was stored a moment before."""
    fill(ledger)

    def meanwhile(_count: int) -> None:
        with ledger.write() as session:
            number = add(session, "It rains meanwhile")
            recording.add_forecast(session, forecast(number, someone(session), 0.5))

    found = checking.verify(ledger, advance=meanwhile)
    assert (found.events, found.forecasts, found.problems) == (5, 1, ())


def test_nobody_else_on_the_machine_reads_ledger_or_backup(tmp_path: Path) -> None:
    made, kept = tmp_path / "ledger.db", tmp_path / "copy.db"
    before = os.umask(0o022)
    try:
        ledger = Ledger(f"sqlite:///{made}")
        fill(ledger)
        checking.backup(ledger, kept)
        beside = sorted(tmp_path.iterdir())  # with what SQLite keeps beside it while it is open
        assert {each.name for each in beside} >= {"ledger.db", "ledger.db-wal", "copy.db"}
        assert {each.stat().st_mode & 0o077 for each in beside} == {0}
        ledger.close()
    finally:
        os.umask(before)


def test_a_ledger_keeps_the_mode_that_its_operator_gave_it(tmp_path: Path) -> None:
    made = tmp_path / "ledger.db"
    made.touch()
    made.chmod(0o640)
    ledger = Ledger(f"sqlite:///{made}")
    fill(ledger)
    ledger.close()
    assert made.stat().st_mode & 0o777 == 0o640
