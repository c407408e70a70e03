"""Since when a source rests, because no prediction needs it."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; which of them rest shows when they are due next."""
    op.add_column("sources", sa.Column("resting_since", sa.DateTime(timezone=True)))
