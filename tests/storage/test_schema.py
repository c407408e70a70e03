import os
import re
import socket
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event, inspect, make_url, text
from sqlmodel import SQLModel

from storage import finding, reviewing, schema
from storage.engine import PATIENCE, _explain, make_engine, parse_url
from storage.errors import DatabaseUnusable, SchemaTooNew
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add


def test_the_newest_migration_is_the_one_the_program_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_the_migrations_make_the_tables_that_the_program_uses(ledger: Ledger) -> None:
    with ledger.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    ours = [change for change in found if "_words" not in repr(change)]
    assert ours == []


def test_opening_twice_migrates_once(database_url: str) -> None:
    Ledger(database_url).close()
    second = Ledger(database_url)
    assert schema.bring_up_to_date(second.engine) is False
    second.close()


def test_several_processes_may_start_on_an_empty_database_at_once(tmp_path: Path) -> None:
    address = {**os.environ, "CALLEDIT_DATABASE_URL": f"sqlite:///{tmp_path / 'new.db'}"}
    command = [sys.executable, "-m", "bot.cli", "db", "check"]
    started = [
        subprocess.Popen(command, env=address, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for _ in range(4)
    ]
    said = [process.communicate()[0].decode() for process in started]
    assert [process.returncode for process in started] == [0] * 4, said


def test_a_newer_schema_is_refused_with_what_to_do(database_url: str) -> None:
    ledger = Ledger(database_url)
    with ledger.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ledger.close()
    with pytest.raises(SchemaTooNew, match=r"9999.*install"):
        Ledger(database_url)


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(DatabaseUnusable, match="another program"):
        Ledger(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database at all, but long enough to look at" * 50)
    with pytest.raises(DatabaseUnusable, match=r"notes.txt is not a calledit database"):
        Ledger(f"sqlite:///{path}")


def test_a_damaged_database_says_so(sqlite_url: str) -> None:
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        for number in range(200):
            add(session, f"Prediction {number} " + "x" * 900)
    with ledger.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    ledger.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    data = bytearray(path.read_bytes())
    for page in range(8, len(data) // 4096):
        data[page * 4096 : page * 4096 + 2048] = b"\xff" * 2048
    path.write_bytes(data)
    with pytest.raises(DatabaseUnusable, match="damaged: restore a backup"):
        ledger = Ledger(sqlite_url)
        with ledger.read() as session:
            finding.listing(session, now=NOON, limit=1_000)
    ledger.close()


def test_a_read_only_database_says_what_to_make_writable(sqlite_url: str) -> None:
    ledger = Ledger(sqlite_url)
    # Permissions do not stop root, who runs the tests in a container; the database's own mode does.
    event.listen(ledger.engine, "connect", lambda c, _: c.execute("PRAGMA query_only = ON"))
    ledger.close()
    with pytest.raises(DatabaseUnusable, match="make the file and its folder writable"):
        with ledger.write() as session:
            add(session)
    ledger.close()


def test_a_full_disk_loses_nothing(sqlite_url: str) -> None:
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        add(session, "Before the disk was full")
    ledger.close()
    event.listen(ledger.engine, "connect", _nearly_full)
    with pytest.raises(DatabaseUnusable, match="full: free some space"), ledger.write() as session:
        for number in range(5_000):
            add(session, f"{number} " + "x" * 900)
    with ledger.read() as session:
        [kept] = finding.listing(session, now=NOON)
    assert kept.prediction.statement == "Before the disk was full"
    ledger.close()


def _nearly_full(connection: sqlite3.Connection, _record: object) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 20}")


def test_a_locked_database_says_that_another_process_holds_it(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.engine.BUSY_SECONDS", 0.05)
    ledger = Ledger(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnusable, match="another process holds"), ledger.write() as session:
        add(session)
    other.execute("ROLLBACK")
    with ledger.write() as session:
        add(session)
    with ledger.read() as session:
        assert len(finding.listing(session, now=NOON)) == 1
    other.close()
    ledger.close()


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("nonsense", "not a database address"),
        ("mysql://root@localhost/x", "not supported"),
        ("sqlite:////proc/nowhere/calledit.db", "folder .* cannot be made"),
        ("postgresql://nobody@127.0.0.1:9/x?connect_timeout=1", "does not answer|refused"),
    ],
)
def test_an_address_that_cannot_be_used_gives_one_clear_line(url: str, problem: str) -> None:
    with pytest.raises(DatabaseUnusable, match=problem) as caught:
        Ledger(url)
    assert "\n" not in str(caught.value)


def test_a_password_in_the_address_is_never_shown() -> None:
    with pytest.raises(DatabaseUnusable) as caught:
        Ledger("postgresql://ann:s3cret@127.0.0.1:9/x?connect_timeout=1")
    assert "s3cret" not in str(caught.value)


def test_a_database_that_was_never_made_is_told_from_one_that_is_away(postgres: str) -> None:
    with pytest.raises(DatabaseUnusable, match=r"there is no database .*nowhere.*: create it"):
        Ledger(postgres.replace("/postgres?", "/nowhere?"))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            'FATAL:  password authentication failed for user "ann"',
            "refuses the user or the password",
        ),
        ("fe_sendauth: no password supplied", "wants a password: .* set PGPASSWORD"),
        ("Connection refused", "does not answer"),
    ],
)
def test_what_a_server_says_at_the_door_is_told_apart(words: str, answer: str) -> None:
    said = f'connection failed: connection to server at "127.0.0.1", port 5432 failed: {words}'
    assert re.search(answer, _explain(said, "postgresql://ann@127.0.0.1/x"))


@pytest.mark.parametrize("password", ["s3@cret", "s3@/cret", "s3@cret@"])
def test_a_password_that_tears_the_address_apart_is_answered_and_not_shown(password: str) -> None:
    with pytest.raises(DatabaseUnusable, match="write %40 for one in the password") as caught:
        Ledger(f"postgresql://ann:{password}@127.0.0.1:9/x")
    assert "cret" not in str(caught.value)


def test_concurrent_writers_lose_nothing(database_url: str) -> None:
    ledger = Ledger(database_url)
    with ledger.write() as session:
        session.execute(text("CREATE TABLE counter (n INTEGER)"))
        session.execute(text("INSERT INTO counter VALUES (0)"))

    def count() -> None:
        for _ in range(25):
            with ledger.write() as session:
                found: int = session.execute(text("SELECT n FROM counter")).scalar_one()
                session.execute(text("UPDATE counter SET n = :n"), {"n": found + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ledger.read() as session:
        assert session.execute(text("SELECT n FROM counter")).scalar_one() == 100
    ledger.close()


def test_candidates_and_finds_survive_the_migration_that_lets_them_be_split(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    engine = make_engine(url)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["engine"] = engine
    command.upgrade(config, "0002")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO documents (id, sha256, origin, media_type, text, added_at) "
            "VALUES (1, 'x', '-', 'text/plain', 'It rains.', '2026-01-01 00:00:00.000000')"
        )
        connection.exec_driver_sql(
            'INSERT INTO candidates (id, document_id, start, "end", data, confidence, status) '
            "VALUES (7, 1, 0, 8, '{\"start\": 0}', 0.9, 'waiting')"
        )
        connection.exec_driver_sql(
            "INSERT INTO finds (id, guild_id, discord_id, document_id, batch, data, confidence, "
            "status, found_at) VALUES (9, 0, 1, 1, 1, '{}', 0.5, 'discarded', "
            "'2026-01-01 00:00:00.000000')"
        )
    engine.dispose()
    ledger = Ledger(url)
    with ledger.write() as session:
        [kept] = reviewing.queue(session)
        assert (kept.id, kept.data) == (7, {"start": 0})
        session.execute(text("UPDATE candidates SET status = 'split'"))
        assert session.execute(text("SELECT id, status FROM finds")).all() == [(9, "discarded")]
        indexes = {index["name"] for index in inspect(session.connection()).get_indexes("finds")}
    assert indexes == {"ix_finds_batch", "ix_finds_person", "ix_finds_prediction"}
    with pytest.raises(DatabaseUnusable, match="CHECK"), ledger.write() as session:
        session.execute(text("UPDATE candidates SET status = 'lost'"))
    ledger.close()


def test_a_server_that_is_set_up_for_people_elsewhere_changes_nothing(postgres_url: str) -> None:
    engine = make_engine(postgres_url)
    with engine.connect() as connection:
        name = engine.url.database
        for setting in (
            "TimeZone TO 'Pacific/Auckland'",
            "DateStyle TO 'SQL, DMY'",
            "client_encoding TO 'LATIN1'",
            "default_transaction_isolation TO 'serializable'",
        ):
            connection.execute(text(f"ALTER DATABASE {name} SET {setting}"))
        connection.commit()
    engine.dispose()
    ledger = Ledger(postgres_url)
    with ledger.write() as session:
        number = add(session, "“Ökostrom” → 50 % \N{SEEDLING}")
    with ledger.read() as session:
        [found] = finding.listing(session, now=NOON)
        assert found.prediction.id == number
        assert found.prediction.statement == "“Ökostrom” → 50 % \N{SEEDLING}"
        assert found.prediction.created_at == NOON
    with ledger.write() as session:
        level = session.execute(text("SHOW transaction_isolation")).scalar()
    assert level == "read committed"
    ledger.close()


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"username": "nobody"}, "does not know this user"),
        ({"database": "nowhere"}, "there is no database"),
        ({"query": {"host": "/nowhere"}}, "does not answer"),
        (
            {"host": "no.such.host.invalid", "query": {}},
            "cannot be found: check the name of its host",
        ),
    ],
)
def test_a_wrong_address_says_what_is_wrong_with_it(
    postgres: str, changed: dict[str, Any], answer: str
) -> None:
    address = make_url(postgres).set(**changed)
    with pytest.raises(DatabaseUnusable, match=answer):
        Ledger(address.render_as_string(hide_password=False))


def test_an_option_that_postgresql_does_not_know_and_a_port_without_a_number(postgres: str) -> None:
    with pytest.raises(DatabaseUnusable, match="after the \\?"):
        Ledger(f"{postgres}&sslmod=off")
    with pytest.raises(DatabaseUnusable, match="not a database address"):
        Ledger("postgresql://ann@localhost:port/calledit")


@pytest.mark.parametrize("encoding", ["LATIN1", "SQL_ASCII"])
def test_a_database_that_cannot_hold_what_people_write_is_refused_at_once(
    postgres: str, encoding: str
) -> None:
    name = f"in_{encoding.lower()}"
    admin = create_engine(parse_url(postgres), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(
            text(
                f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' "
                "LC_COLLATE 'C' LC_CTYPE 'C'"
            )
        )
    admin.dispose()
    with pytest.raises(DatabaseUnusable, match=rf"keeps texts as {encoding}.*--encoding UTF8"):
        Ledger(postgres.replace("/postgres?", f"/{name}?"))


def test_a_server_that_never_answers_is_not_waited_for_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(PATIENCE, "connect_timeout", 2)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        port = deaf.getsockname()[1]
        with pytest.raises(DatabaseUnusable, match="does not answer"):
            Ledger(f"postgresql://ann@127.0.0.1:{port}/calledit")


def test_who_sets_a_patience_of_their_own_in_the_address_has_it(postgres_url: str) -> None:
    engine = make_engine(f"{postgres_url}&connect_timeout=77")
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        asked = {o.keyword: o.val for o in raw.pgconn.info}
    engine.dispose()
    assert (asked[b"connect_timeout"], asked[b"keepalives_idle"]) == (b"77", b"15")
