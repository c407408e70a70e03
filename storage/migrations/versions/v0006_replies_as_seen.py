"""Replies are kept as they were seen, in pieces; keys in watched addresses are kept apart."""

import json

import sqlalchemy as sa
from alembic import op

from predictions import hiding

# SQLite gives rowid aliases only to columns declared exactly INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FIXED = ("url", "final_url", "status", "headers", "fetched_at", "sha256", "kept", "size")


def upgrade() -> None:
    """Add the tables, let evidence point to them, and take keys out of addresses."""
    _tables()
    # Written out, since Alembic adds no references to tables of SQLite.
    op.execute("ALTER TABLE evidence ADD COLUMN snapshot_id BIGINT REFERENCES snapshots (id)")
    op.create_index("ix_evidence_snapshot_id", "evidence", ["snapshot_id"])
    op.add_column("sources", sa.Column("keys", sa.Text(), nullable=False, server_default="{}"))
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    _fix_on_sqlite() if on_sqlite else _fix_on_postgresql()
    _hide_keys(op.get_bind())


def _tables() -> None:
    op.create_table(
        "snapshots",
        sa.Column("id", KEY, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=False),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("dropped_at", MOMENT, nullable=True),
        sa.CheckConstraint("kept BETWEEN 0 AND size", name="kept_of_size"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_snapshots_content", "snapshots", ["sha256"])
    op.create_table(
        "snapshot_pieces",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_table(
        "snapshot_parts",
        sa.Column("snapshot_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("piece_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["snapshot_id"], ["snapshots.id"]),
        sa.ForeignKeyConstraint(["piece_id"], ["snapshot_pieces.id"]),
        sa.PrimaryKeyConstraint("snapshot_id", "position"),
    )
    op.create_index("ix_snapshot_parts_piece_id", "snapshot_parts", ["piece_id"])


def _fix_on_sqlite() -> None:
    """Refuse to change what a reply was, or its pieces; a body may only be let go."""
    op.execute(
        "CREATE TRIGGER snapshots_refuse_delete BEFORE DELETE ON snapshots "
        "BEGIN SELECT RAISE(ABORT, 'snapshots is append-only'); END"
    )
    for table, columns in (("snapshots", FIXED), ("snapshot_pieces", ("sha256", "packed"))):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE OF {', '.join(columns)} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _fix_on_postgresql() -> None:
    """Do the same in PostgreSQL's words."""
    op.execute(
        "CREATE TRIGGER snapshots_refuse_delete BEFORE DELETE ON snapshots "
        "FOR EACH ROW EXECUTE FUNCTION calledit_refuse()"
    )
    for table, columns in (("snapshots", FIXED), ("snapshot_pieces", ("sha256", "packed"))):
        op.execute(
            f"CREATE TRIGGER {table}_refuse_update BEFORE UPDATE OF {', '.join(columns)} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION calledit_refuse()"
        )


def _hide_keys(bind: sa.Connection) -> None:
    """Take keys out of what is watched, and out of what rules and later readings go by.

    What is in the chain stays as it is; keys in it are hidden wherever it is read.
    """
    rows = bind.execute(sa.text("SELECT id, kind, url, subject, label FROM sources")).all()
    with_keys = [row for row in rows if hiding.hidden(row.url).keys]
    if not with_keys:
        return
    _open_readings(bind)
    for row in with_keys:
        found = hiding.hidden(row.url)
        subject = hiding.public(row.subject)
        names = {"kind": row.kind, "new": subject, "old": row.subject}
        bind.execute(
            sa.text(
                "UPDATE sources SET url = :url, subject = :subject, label = :label, keys = :keys "
                "WHERE id = :id"
            ),
            {
                "id": row.id,
                "url": found.url,
                "subject": subject,
                "label": hiding.public_text(row.label),
                "keys": json.dumps(dict(found.keys)),
            },
        )
        for change in (
            "UPDATE prediction_subjects SET subject = :new",
            "UPDATE readings SET subject = :new, data = replace(data, :old, :new)",
        ):
            bind.execute(sa.text(f"{change} WHERE kind = :kind AND subject = :old"), names)
    _close_readings(bind)


def _open_readings(bind: sa.Connection) -> None:
    if bind.dialect.name == "sqlite":
        bind.exec_driver_sql("DROP TRIGGER readings_refuse_update")
    else:
        bind.exec_driver_sql("ALTER TABLE readings DISABLE TRIGGER readings_append_only")


def _close_readings(bind: sa.Connection) -> None:
    if bind.dialect.name == "sqlite":
        bind.exec_driver_sql(
            "CREATE TRIGGER readings_refuse_update BEFORE UPDATE ON readings "
            "BEGIN SELECT RAISE(ABORT, 'readings is append-only'); END"
        )
    else:
        bind.exec_driver_sql("ALTER TABLE readings ENABLE TRIGGER readings_append_only")
