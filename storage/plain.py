"""Statements without an object for every row.

Columns rather than entities, one statement object for all calls, on the connection itself: these
are run all the time, and SQLAlchemy's bookkeeping would cost several times what the database does.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Executable, Select, inspect
from sqlmodel import Session, SQLModel

LOOKED_UP = 400  # values a query
T = TypeVar("T")


def portions(values: Sequence[T], size: int = LOOKED_UP) -> Iterator[Sequence[T]]:
    """Yield values a few at a time: databases bound how many one statement may hold."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def columns(table: type[SQLModel]) -> list[Any]:
    """Return the columns of a table, to be selected."""
    return list(inspect(table).local_table.columns)


def fetch(session: Session, query: Select[Any], asked: dict[str, Any]) -> list[Any]:
    """Return rows with the attributes of the tables they were taken from."""
    return list(run(session, query, asked))


def run(session: Session, statement: Executable, asked: Any = None) -> Any:
    """Run a statement in the session's transaction, after what the session still holds back."""
    session.flush()
    return session.connection().execute(statement, asked)
