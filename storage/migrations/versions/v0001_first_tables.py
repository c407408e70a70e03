"""The first tables, append-only where history must stand, and the words to search by."""

import sqlalchemy as sa
from alembic import op

# SQLite gives rowid aliases only to columns declared exactly INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = (
    "documents",
    "forecasts",
    "resolutions",
    "evidence",
    "readings",
    "prediction_rules",
    "events",
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring an empty database to the first version."""
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        sqlite_triggers()
    else:
        postgresql_triggers()


def create_tables() -> None:
    """Create every table with its indexes and checks."""
    op.create_table(
        "documents",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_documents_sha256", "documents", ["sha256"], unique=False)

    op.create_table(
        "events",
        sa.Column("seq", KEY, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("prediction_id", sa.BigInteger(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("ix_events_prediction_id", "events", ["prediction_id"], unique=False)

    op.create_table(
        "forecasters",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("discord_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("kind IN ('person', 'author')", name="kind_known"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("discord_id"),
    )
    op.create_index("ix_forecasters_name", "forecasters", ["name", "kind"], unique=False)

    op.create_table(
        "predictions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("condition", sa.String(), nullable=True),
        sa.Column("criteria", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("options", sa.Text(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("visible_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.BigInteger(), nullable=True),
        sa.Column("document_id", sa.BigInteger(), nullable=True),
        sa.Column("quote_start", sa.Integer(), nullable=True),
        sa.Column("quote_end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("polarity", sa.String(), nullable=True),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("look_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('binary', 'choice', 'numeric', 'date')", name="kind_known"),
        sa.CheckConstraint(
            "status IN ('open', 'in review', 'disputed', 'resolved', 'annulled', 'withdrawn')",
            name="status_known",
        ),
        sa.CheckConstraint(
            "visibility IN ('open', 'until date', 'until forecast')", name="visibility_known"
        ),
        sa.CheckConstraint("length(statement) BETWEEN 1 AND 1000", name="statement_length"),
        sa.CheckConstraint(
            "not_before IS NULL OR deadline IS NULL OR not_before <= deadline", name="window_order"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["forecasters.id"],
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_predictions_by_deadline", "predictions", ["due_at", "id"], unique=False)
    op.create_index("ix_predictions_look_at", "predictions", ["look_at"], unique=False)
    op.create_index("ix_predictions_document_id", "predictions", ["document_id"], unique=False)
    op.create_index("ix_predictions_due", "predictions", ["status", "due_at", "id"], unique=False)
    op.create_index(
        "ix_predictions_guild", "predictions", ["guild_id", "status", "due_at"], unique=False
    )

    op.create_table(
        "candidates",
        sa.Column("id", KEY, nullable=False),
        sa.Column("document_id", sa.BigInteger(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("status IN ('waiting', 'accepted', 'discarded')", name="status_known"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_in_unit_interval"),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
        ),
        sa.ForeignKeyConstraint(
            ["prediction_id"],
            ["predictions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document_id", "start", "end"),
    )
    op.create_index("ix_candidates_queue", "candidates", ["status", "id"], unique=False)

    op.create_table(
        "forecasts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.Column("forecaster_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.Column("probability_low", sa.Float(), nullable=True),
        sa.Column("probability_high", sa.Float(), nullable=True),
        sa.Column("basis", sa.String(), nullable=True),
        sa.Column("belief", sa.Text(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "basis IN ('stated', 'odds', 'surveyed', 'analogue')", name="basis_known"
        ),
        sa.CheckConstraint("(probability IS NULL) <> (belief IS NULL)", name="one_belief"),
        sa.CheckConstraint(
            "(probability IS NULL) = (basis IS NULL)", name="probability_has_its_basis"
        ),
        sa.CheckConstraint("probability BETWEEN 0 AND 1", name="probability_in_unit_interval"),
        sa.CheckConstraint(
            "probability_high BETWEEN 0 AND 1", name="probability_high_in_unit_interval"
        ),
        sa.CheckConstraint(
            "probability_low BETWEEN 0 AND 1", name="probability_low_in_unit_interval"
        ),
        sa.CheckConstraint("weight > 0", name="weight_positive"),
        sa.ForeignKeyConstraint(
            ["forecaster_id"],
            ["forecasters.id"],
        ),
        sa.ForeignKeyConstraint(
            ["prediction_id"],
            ["predictions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_forecasts_forecaster", "forecasts", ["forecaster_id", "prediction_id"], unique=False
    )
    op.create_index(
        "ix_forecasts_prediction",
        "forecasts",
        ["prediction_id", "forecaster_id", "made_at"],
        unique=False,
    )

    op.create_table(
        "posts",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("given_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.CheckConstraint("attempts >= 0", name="attempts_count"),
        sa.ForeignKeyConstraint(
            ["prediction_id"],
            ["predictions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_posts_prediction_id", "posts", ["prediction_id"], unique=False)
    op.create_index("ix_posts_waiting", "posts", ["sent_at", "given_up_at", "due_at"], unique=False)

    op.create_table(
        "prediction_tags",
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prediction_id"],
            ["predictions.id"],
        ),
        sa.PrimaryKeyConstraint("tag", "prediction_id"),
    )
    op.create_index(
        "ix_prediction_tags_prediction", "prediction_tags", ["prediction_id"], unique=False
    )

    op.create_table(
        "proposals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence_ids", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("final", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.CheckConstraint("status IN ('waiting', 'confirmed', 'rejected')", name="status_known"),
        sa.ForeignKeyConstraint(
            ["prediction_id"],
            ["predictions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_proposals_prediction_id", "proposals", ["prediction_id"], unique=False)
    op.create_index("ix_proposals_waiting", "proposals", ["status", "prediction_id"], unique=False)

    op.create_table(
        "resolutions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("evidence_ids", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(value IS NOT NULL) = (outcome IN ('partial', 'value'))", name="value_where_needed"
        ),
        sa.CheckConstraint("outcome <> 'partial' OR value BETWEEN 0 AND 1", name="fraction"),
        sa.CheckConstraint(
            "outcome IN ('yes', 'no', 'partial', 'value', 'ambiguous', 'annulled', 'reopened')",
            name="outcome_known",
        ),
        sa.CheckConstraint("version >= 1", name="version_from_1"),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["forecasters.id"],
        ),
        sa.ForeignKeyConstraint(
            ["prediction_id"],
            ["predictions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("prediction_id", "version"),
    )
    op.create_index("ix_resolutions_decided_at", "resolutions", ["decided_at"], unique=False)

    op.create_table(
        "sources",
        sa.Column("id", KEY, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("health", sa.String(), nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=True),
        sa.Column("terms", sa.String(), nullable=False),
        sa.Column("interval_seconds", sa.Integer(), nullable=False),
        sa.Column("next_check_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("interval_seconds > 0", name="interval_positive"),
        sa.ForeignKeyConstraint(
            ["prediction_id"],
            ["predictions.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_sources_due", "sources", ["active", "next_check_at"], unique=False)
    op.create_index("ix_sources_prediction_id", "sources", ["prediction_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", KEY, nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["sources.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
    )
    op.create_index("ix_evidence_entry", "evidence", ["source_id", "external_id"], unique=False)
    op.create_index("ix_evidence_url", "evidence", ["url"], unique=False)

    op.create_table(
        "matches",
        sa.Column("evidence_id", sa.BigInteger(), nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.Column("relevance", sa.Float(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.CheckConstraint("relevance BETWEEN 0 AND 1", name="relevance_in_unit_interval"),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
        ),
        sa.ForeignKeyConstraint(
            ["prediction_id"],
            ["predictions.id"],
        ),
        sa.PrimaryKeyConstraint("evidence_id", "prediction_id"),
    )
    op.create_index("ix_matches_prediction_id", "matches", ["prediction_id"], unique=False)
    op.create_table(
        "readings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("evidence_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_readings_subject", "readings", ["kind", "subject", "key", "id"])
    op.create_table(
        "prediction_subjects",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["prediction_id"], ["predictions.id"]),
        sa.PrimaryKeyConstraint("kind", "subject", "prediction_id"),
    )
    op.create_index("ix_prediction_subjects_prediction", "prediction_subjects", ["prediction_id"])
    op.create_table(
        "prediction_rules",
        sa.Column("id", KEY, nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["prediction_id"], ["predictions.id"]),
        sa.ForeignKeyConstraint(["added_by"], ["forecasters.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_prediction_rules_prediction_id", "prediction_rules", ["prediction_id"])
    op.create_table(
        "pulses",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def sqlite_triggers() -> None:
    """Refuse changes of history; keep the words of statements searchable."""
    for table in APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_refuse_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    op.execute(
        "CREATE VIRTUAL TABLE prediction_words USING fts5("
        "statement, content='predictions', content_rowid='id', prefix='2 3', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER predictions_words_insert AFTER INSERT ON predictions BEGIN "
        "INSERT INTO prediction_words(rowid, statement) VALUES (new.id, new.statement); END"
    )
    op.execute(
        "CREATE VIRTUAL TABLE evidence_words USING fts5("
        "title, text, content='evidence', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE TRIGGER evidence_words_insert AFTER INSERT ON evidence BEGIN "
        "INSERT INTO evidence_words(rowid, title, text) VALUES (new.id, new.title, new.text); END"
    )
    op.execute(
        "CREATE TRIGGER predictions_statement_fixed BEFORE UPDATE OF statement ON predictions "
        "WHEN new.statement <> old.statement "
        "BEGIN SELECT RAISE(ABORT, 'a statement is never changed'); END"
    )


def postgresql_triggers() -> None:
    """Do the same in PostgreSQL's words."""
    op.execute(
        "CREATE FUNCTION calledit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION calledit_refuse()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION calledit_refuse()"
        )
    op.execute(
        "CREATE TRIGGER predictions_statement_fixed BEFORE UPDATE OF statement ON predictions "
        "FOR EACH ROW WHEN (NEW.statement IS DISTINCT FROM OLD.statement) "
        "EXECUTE FUNCTION calledit_refuse()"
    )
    op.execute(
        "CREATE INDEX prediction_words ON predictions USING gin (to_tsvector('simple', statement))"
    )
    op.execute(
        "CREATE INDEX evidence_words ON evidence "
        "USING gin (to_tsvector('simple', title || ' ' || text))"
    )
