"""The whole ledger into another database, of either kind: to move, or to have a copy elsewhere."""

from collections.abc import Callable

from sqlalchemy import Table, func, insert, select, text
from sqlmodel import Session, SQLModel

from storage.errors import Refused
from storage.ledger import Ledger

AT_ONCE = 1_000  # rows


def tables() -> list[Table]:
    """Return all tables, each after those that it points to."""
    import storage.discord_tables  # noqa: PLC0415 (that they are all known is the point)
    import storage.tables  # noqa: F401, PLC0415

    return list(SQLModel.metadata.sorted_tables)


def rows(ledger: Ledger) -> int:
    """Return how many rows there are to copy."""
    with ledger.read() as session:
        return sum(_count(session, table) for table in tables())


def copy(
    ledger: Ledger, target: Ledger, *, advance: Callable[[int], None] = lambda _count: None
) -> None:
    """Copy everything as it is at one moment, also while others write; all of it or nothing.

    Raises:
        Refused: the target holds something.
        DatabaseUnusable: it cannot be read or written.
    """
    with target.write() as there:
        full = next((table.name for table in tables() if _count(there, table)), None)
        if full is not None:
            raise Refused(f"{target.name} holds {full} already: name an empty database")
        with ledger.read() as here:
            for table in tables():
                _copied(here, there, table, advance)
        if target.engine.dialect.name == "postgresql":
            for table in tables():
                _count_on(there, table)


def _count(session: Session, table: Table) -> int:
    return session.execute(select(func.count()).select_from(table)).scalar_one()


def _copied(here: Session, there: Session, table: Table, advance: Callable[[int], None]) -> None:
    ordered = select(table).order_by(*table.primary_key)
    found = here.connection().execute(ordered, execution_options={"yield_per": AT_ONCE})
    for some in found.mappings().partitions():
        there.connection().execute(insert(table), [dict(row) for row in some])
        advance(len(some))


def _count_on(there: Session, table: Table) -> None:
    """Have new rows numbered after those that brought their numbers along."""
    [*columns] = table.primary_key
    sequence = text("SELECT pg_get_serial_sequence(:table, :column)")
    asked = {"table": table.name, "column": columns[0].name}
    name = there.execute(sequence, asked).scalar()
    last = there.execute(select(func.max(columns[0]))).scalar()
    if name is not None and last is not None:
        there.execute(
            text("SELECT setval(CAST(:name AS regclass), :last)"),
            asked | {"name": name, "last": last},
        )
