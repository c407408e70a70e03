"""An index by the date on which forecasts are shown, of the few predictions that have one."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WITH_A_DATE = sa.text("visible_from IS NOT NULL")


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_predictions_visible_from",
        "predictions",
        ["visible_from"],
        sqlite_where=WITH_A_DATE,
        postgresql_where=WITH_A_DATE,
    )
