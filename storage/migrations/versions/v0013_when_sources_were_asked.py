"""Sources asked by a clock that was ahead are found without reading all of them."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_sources_checked", "sources", ["active", "checked_at"])
