"""Who wrote the messages from which forecasts were taken: apart from the record, to be forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "message_authors",
        sa.Column("document_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("forecaster_id", sa.BigInteger(), nullable=False),
        sa.Column("discord_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"]),
        sa.ForeignKeyConstraint(["forecaster_id"], ["forecasters.id"]),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_index("ix_message_authors_discord_id", "message_authors", ["discord_id"])
    op.create_index("ix_message_authors_forecaster_id", "message_authors", ["forecaster_id"])
