"""Communities: settings, report schedules, reminders, snoozes, cards, comments."""

import sqlalchemy as sa
from alembic import op

# SQLite gives rowid aliases only to columns declared exactly INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what communities need."""
    _settings()
    _schedules()
    _resolving()
    _cards()


def _settings() -> None:
    op.create_table(
        "communities",
        sa.Column("guild_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.Column("results_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("review_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("resolver_roles", sa.Text(), nullable=False),
        sa.Column("manager_roles", sa.Text(), nullable=False),
        sa.Column("dispute_hours", sa.Integer(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("resolve_own", sa.Boolean(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("dispute_hours BETWEEN 0 AND 720", name="dispute_hours_range"),
        sa.PrimaryKeyConstraint("guild_id"),
    )
    op.create_table(
        "people",
        sa.Column("discord_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("time_zone", sa.String(), nullable=True),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("discord_id"),
    )
    op.create_table(
        "bookmarks",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _schedules() -> None:
    op.create_table(
        "report_schedules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("last_key", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_report_schedules_due", "report_schedules", ["active", "next_at"])
    op.create_index("ix_report_schedules_guild", "report_schedules", ["guild_id", "active"])
    op.create_table(
        "reminders",
        sa.Column("id", KEY, nullable=False),
        sa.Column("discord_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("cadence", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("last_key", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('due', 'stale', 'evidence')", name="reminder_kind_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("discord_id", "guild_id", "kind"),
    )
    op.create_index("ix_reminders_due", "reminders", ["active", "next_at"])


def _resolving() -> None:
    op.create_table(
        "snoozes",
        sa.Column("prediction_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("until_at", MOMENT, nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["prediction_id"], ["predictions.id"]),
        sa.ForeignKeyConstraint(["by"], ["forecasters.id"]),
        sa.PrimaryKeyConstraint("prediction_id"),
    )
    op.create_index("ix_snoozes_until_at", "snoozes", ["until_at"])
    op.create_table(
        "claims",
        sa.Column("prediction_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("forecaster_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("happened_at", MOMENT, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["prediction_id"], ["predictions.id"]),
        sa.ForeignKeyConstraint(["forecaster_id"], ["forecasters.id"]),
        sa.PrimaryKeyConstraint("prediction_id", "forecaster_id"),
    )


def _cards() -> None:
    op.create_table(
        "cards",
        sa.Column("message_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("seen_seq", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('card', 'prompt', 'result')", name="card_kind"),
        sa.ForeignKeyConstraint(["prediction_id"], ["predictions.id"]),
        sa.PrimaryKeyConstraint("message_id"),
    )
    op.create_index("ix_cards_prediction_id", "cards", ["prediction_id"])
    op.create_table(
        "comments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.Column("forecaster_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["prediction_id"], ["predictions.id"]),
        sa.ForeignKeyConstraint(["forecaster_id"], ["forecasters.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_comments_prediction_id", "comments", ["prediction_id"])
    op.create_index("ix_comments_forecaster_id", "comments", ["forecaster_id"])
    op.create_table(
        "finds",
        sa.Column("id", KEY, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("discord_id", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("batch", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=True),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.CheckConstraint("status IN ('waiting', 'accepted', 'discarded')", name="find_status"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"]),
        sa.ForeignKeyConstraint(["prediction_id"], ["predictions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_finds_batch", "finds", ["batch", "status", "id"])
    op.create_index("ix_finds_person", "finds", ["discord_id"])
