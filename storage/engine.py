"""Opening a database: SQLite and PostgreSQL made to behave alike."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    InterfaceError,
    OperationalError,
    PendingRollbackError,
)

from storage.errors import DatabaseUnusable

BUSY_SECONDS = 10.0  # how long a writer waits for another before it says so
# A server that dies without a word is noticed after half a minute; by default a question would wait
# two hours for its answer, and with it the service.
PATIENCE = {
    "connect_timeout": 10,  # seconds
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,  # milliseconds
}
WRITES = "calledit_writes"
# Every writer on PostgreSQL takes this lock first: events form one chain, as on SQLite.
WRITER_LOCK = 0x43414C4C


def parse_url(url: str) -> URL:
    """Return the database address, with the driver that we install for it.

    Raises:
        DatabaseUnusable: it is no address, or of a database that is not supported.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the second for a port that is no number
        raise DatabaseUnusable(
            "not a database address; write sqlite:///calledit.db or postgresql://user@host/name"
        ) from None
    if parsed.drivername == "sqlite" and parsed.host is not None:
        path = "/".join(filter(None, (parsed.host, parsed.database)))
        raise DatabaseUnusable(
            f"an address with two slashes where three belong: write sqlite:///{path}"
        )
    if "@" in f"{parsed.host}{parsed.database}":  # it would be shown as part of the host
        raise DatabaseUnusable(
            "a database address with more than one @: write %40 for one in the password, "
            "or leave the password out and set PGPASSWORD"
        )
    if parsed.drivername in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "postgresql+psycopg"):
        raise DatabaseUnusable(
            f"databases of the kind {parsed.drivername!r} are not supported; "
            "use sqlite:///… or postgresql://…"
        )
    return parsed


def make_engine(url: str) -> Engine:
    """Return an engine for that address; nothing is opened yet, but a folder may be made.

    Raises:
        DatabaseUnusable: no such address, no driver, or a folder that cannot be made.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    try:
        # Named, for a server may be set to another: a writer that waits for its turn has to see
        # what the one before wrote, and would not in a snapshot from before it waited.
        engine = create_engine(
            parsed,
            pool_pre_ping=True,
            isolation_level="READ COMMITTED",
            connect_args={name: PATIENCE[name] for name in PATIENCE.keys() - parsed.query.keys()},
        )
    except ModuleNotFoundError:
        raise DatabaseUnusable(
            "PostgreSQL needs its driver: pip install 'calledit[postgres]'"
        ) from None
    # Before SQLAlchemy's own first questions, which a server of another encoding answers in bytes.
    event.listen(engine, "connect", partial(_as_we_speak, engine), insert=True)
    return engine


def _as_we_speak(engine: Engine, connection: Any, _record: Any) -> None:
    encoding = connection.pgconn.parameter_status(b"server_encoding").decode()
    if encoding != "UTF8":
        connection.close()
        raise DatabaseUnusable(
            f"the database {engine.url.render_as_string(hide_password=True)} keeps texts as "
            f"{encoding}, which holds few of the characters that people write: create it anew "
            "(createdb --template template0 --encoding UTF8)"
        )
    # What the server, the database or the role has set for people must not change what we read:
    # with another DateStyle than ISO the driver reads no moment at all.
    connection.execute("SET client_encoding TO 'UTF8'")
    connection.execute("SET DateStyle TO 'ISO'")
    connection.execute("SET TimeZone TO 'UTC'")
    connection.commit()


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        folder = Path(url.database).expanduser().parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseUnusable(
                f"the folder {folder} for the database cannot be made: {error.strerror}"
            ) from None
        url = url.set(database=str(Path(url.database).expanduser()))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    if url.database and not url.database.startswith(("file:", ":memory:")):
        event.listen(engine, "do_connect", partial(_made_for_one, Path(url.database)))
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _made_for_one(path: Path, *_: Any) -> None:
    make_private(path)


def make_private(path: Path) -> None:
    """Make a database's file, where there is none, so that nobody else on the machine reads it.

    It holds the keys of watched addresses and forecasts that are still hidden. SQLite gives what it
    puts beside the file the same mode; one that exists keeps its own.
    """
    with suppress(OSError):  # SQLite itself says best what is wrong with a path
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transaction control begins too late (before the first write, not before the
    # first read), so that read-modify-write cycles overwrite each other. We send BEGIN ourselves.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # safe with WAL against a killed process
    connection.execute("PRAGMA cache_size = -65536")  # 64 MiB: the indexes of a million rows


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def plain_errors(engine: Engine) -> Iterator[None]:
    """Turn the driver's words for a broken database into ours.

    Raises:
        DatabaseUnusable: in place of what the driver raised.
    """
    try:
        yield
    except (OperationalError, InterfaceError, DatabaseError, PendingRollbackError) as error:
        where = engine.url.render_as_string(hide_password=True)
        said = str(getattr(error, "orig", None) or error)
        raise DatabaseUnusable(_explain(said, where)) from error


EXPLANATIONS = {
    "database is locked": "another process holds the database {where}; try again in a moment",
    "readonly": "the database {where} cannot be written: make the file and its folder writable",
    "unable to open": "the database {where} cannot be opened: check that the path is right, and "
    "that its folder may be written",
    "disk is full": "the disk of the database {where} is full: free some space, nothing was lost",
    "disk i/o": "the disk of the database {where} is full or fails: free some space or look at "
    "the disk; nothing more was written",
    "malformed": "the database {where} is damaged: restore a backup (calledit db backup made it)",
    "not a database": "{where} is not a calledit database: move that file away or name another",
    "password authentication failed": "the database {where} refuses the user or the password: "
    "check CALLEDIT_DATABASE_URL and PGPASSWORD",
    "no password supplied": "the database {where} wants a password: write it into "
    "CALLEDIT_DATABASE_URL, or set PGPASSWORD",
    'fatal:  database "': "there is no database {where}: create it (createdb), or name another",
    'fatal:  role "': "the database {where} does not know this user: create it (createuser), or "
    "name another",
    "no pg_hba.conf entry": "the database {where} lets nobody in from here by that name: its "
    "pg_hba.conf says who may",
    "too many clients": "the database {where} has too many connections: try again in a moment, or "
    "raise its max_connections",
    "connection slots": "the database {where} has too many connections: try again in a moment, or "
    "raise its max_connections",
    "invalid connection option": "CALLEDIT_DATABASE_URL names something after the ? that PostgreSQL "
    "does not know",
    "ssl was required": "the database {where} and this program do not agree on encryption: check sslmode in "
    "CALLEDIT_DATABASE_URL",
    "read-only transaction": "the database {where} is only to be read at present, as a standby is: "
    "name the one that may be written",
    "no space left": "the disk of the database {where} is full: free some space, nothing was lost",
    "terminating connection": "the database {where} went away: nothing of this was kept; try again",
    "server closed the connection": "the database {where} went away: nothing of this was kept; try "
    "again",
    "resolve host": "the database {where} cannot be found: check the name of its host",
    "connection": "the database {where} does not answer: check that it runs and may be reached",
    "can't reconnect": "the database {where} went away: nothing of this was kept; try again",
}


def _explain(words: str, where: str) -> str:
    lower = words.lower()
    for sign, explanation in EXPLANATIONS.items():
        if sign in lower:
            return explanation.format(where=where)
    return f"the database {where} refused: {words.splitlines()[0]}"
