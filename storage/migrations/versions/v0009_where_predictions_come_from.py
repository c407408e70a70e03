"""What was found in documents is looked up by the prediction that came of it: whose words they are."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the indexes."""
    op.create_index("ix_finds_prediction", "finds", ["prediction_id"])
    op.create_index("ix_candidates_prediction", "candidates", ["prediction_id"])
