"""Posts carry a mark that tells what they tell, in place of their number."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what stands in channels already shows its number."""
    op.add_column("posts", sa.Column("mark", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE posts SET mark = '#' || id")
    op.create_index("ix_posts_mark", "posts", ["mark"])
