"""What was decided in a review can be taken back; whom a question calls is chosen by the server."""

import sqlalchemy as sa
from alembic import op

# SQLite gives rowid aliases only to columns declared exactly INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the steps of reviews, and the setting."""
    op.create_table(
        "find_steps",
        sa.Column("id", KEY, nullable=False),
        sa.Column("batch", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_find_steps_batch", "find_steps", ["batch", "id"])
    op.add_column(
        "communities", sa.Column("calls", sa.String(), nullable=False, server_default="maker")
    )
