"""The door to the database: read in one transaction, write in one transaction."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import TypeAlias

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session

from storage.engine import WRITER_LOCK, WRITES, make_engine, plain_errors
from storage.schema import bring_up_to_date

# Callers outside this package hold sessions and hand them back; they never make or query one.
__all__ = ["Ledger", "Session"]

Share: TypeAlias = Callable[[], AbstractContextManager[Session]]
TURN = text(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


class Ledger:
    """One database, migrated and ready.

    `with ledger.read() as session:` sees one consistent state. `with ledger.write() as session:`
    is alone with the database until it ends, and is undone whole if it raises.

    Raises:
        DatabaseUnusable: it cannot be opened or written; the message says what to do.
        SchemaTooNew: a later version wrote it.
    """

    def __init__(self, url: str) -> None:
        self.engine: Engine = make_engine(url)
        self._writer = self.engine.execution_options(**{WRITES: True})
        self._reader = self.engine
        if self.engine.dialect.name == "postgresql":
            # One state for all questions of a reader, as on SQLite.
            self._reader = self.engine.execution_options(isolation_level="REPEATABLE READ")
        try:
            with plain_errors(self.engine):
                bring_up_to_date(self.engine)
        except BaseException:
            self.engine.dispose()
            raise

    @property
    def name(self) -> str:
        """The address of the database, without a password."""
        return self.engine.url.render_as_string(hide_password=True)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that changes nothing."""
        with plain_errors(self.engine), Session(self._reader, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session whose changes are kept together or not at all."""
        with (
            plain_errors(self.engine),
            Session(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            _wait_for_turn(session.connection())
            yield session

    @contextmanager
    def write_several(self) -> Iterator[Share]:
        """Open a transaction for several writers: waiting for the disk once serves them all.

        Each `with share() as session:` is a write of its own, undone whole if it raises, without
        harm to the others. None of them is kept before this ends without an error.
        """
        with plain_errors(self.engine), self._writer.connect() as connection, connection.begin():
            _wait_for_turn(connection)
            yield partial(_share, connection, self.engine)

    @property
    def waits_for_disk(self) -> bool:
        """Whether each commit waits for the disk, so that writers had better share one."""
        return self.engine.dialect.name == "postgresql"

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@contextmanager
def _share(connection: Connection, engine: Engine) -> Iterator[Session]:
    with (
        plain_errors(engine),
        Session(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        ) as session,
        session.begin(),
    ):
        yield session


def _wait_for_turn(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(TURN)
