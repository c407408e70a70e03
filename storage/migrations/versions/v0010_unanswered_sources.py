"""Since when a source does not answer at all: where nobody does, it is our own network."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of sources that fail now, nobody knows how."""
    op.add_column("sources", sa.Column("unanswered_since", sa.DateTime(timezone=True)))
