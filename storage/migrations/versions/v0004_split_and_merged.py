"""Candidates may be split into several or merged into another: two more things to become of one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BEFORE = "status IN ('waiting', 'accepted', 'discarded')"
NOW = "status IN ('waiting', 'accepted', 'discarded', 'split', 'merged')"
CHECKS = {"candidates": "status_known", "finds": "find_status"}


def upgrade() -> None:
    """Widen the checks of both review queues."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table, name in CHECKS.items():
        if on_sqlite:
            _made_again(table)
        else:
            op.drop_constraint(name, table, type_="check")
            op.create_check_constraint(name, table, NOW)


def _made_again(table: str) -> None:
    """SQLite changes no check in place: the same table once more, with its rows and indexes."""
    bind = op.get_bind()
    kept = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql NOTNULL")
    made = [(str(kind), str(sql)) for kind, sql in bind.execute(kept, {"table": table})]
    [create] = [sql for kind, sql in made if kind == "table"]
    fresh = f"{table}_wider"
    bind.exec_driver_sql(create.replace(BEFORE, NOW).replace(table, fresh, 1))
    bind.exec_driver_sql(f"INSERT INTO {fresh} SELECT * FROM {table}")  # noqa: S608 (our own names)
    bind.exec_driver_sql(f"DROP TABLE {table}")
    bind.exec_driver_sql(f"ALTER TABLE {fresh} RENAME TO {table}")
    for kind, sql in made:
        if kind == "index":
            bind.exec_driver_sql(sql)
