"""What people mended of predictions is on record; only what is on record there may be changed."""

import sqlalchemy as sa
from alembic import op

# SQLite gives rowid aliases only to columns declared exactly INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FIELDS = "'statement', 'condition', 'criteria', 'options', 'not_before', 'deadline', 'tags'"
ON_RECORD = (
    "SELECT 1 FROM amendments AS a WHERE a.prediction_id = {new}.id AND a.field = 'statement' "
    "AND a.continued_as IS NULL AND a.before = {old}.statement AND a.after = {new}.statement"
)

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; let statements change as it says, and be found by their new words."""
    op.create_table(
        "amendments",
        sa.Column("id", KEY, nullable=False),
        sa.Column("prediction_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.Column("continued_as", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(f"field IN ({FIELDS})", name="field_known"),
        sa.ForeignKeyConstraint(["prediction_id"], ["predictions.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["forecasters.id"]),
        sa.ForeignKeyConstraint(["continued_as"], ["predictions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_amendments_prediction_id", "amendments", ["prediction_id"])
    op.create_index("ix_amendments_continued_as", "amendments", ["continued_as"])
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    for action in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER amendments_refuse_{action.lower()} BEFORE {action} ON amendments "
            "BEGIN SELECT RAISE(ABORT, 'amendments is append-only'); END"
        )
    op.execute("DROP TRIGGER predictions_statement_fixed")
    op.execute(
        "CREATE TRIGGER predictions_statement_fixed BEFORE UPDATE OF statement ON predictions "
        f"WHEN new.statement <> old.statement AND NOT EXISTS ({ON_RECORD.format(new='new', old='old')}) "
        "BEGIN SELECT RAISE(ABORT, 'a statement is changed only as its amendments say'); END"
    )
    op.execute(
        "CREATE TRIGGER predictions_words_update AFTER UPDATE OF statement, condition ON predictions "
        "BEGIN INSERT INTO prediction_words(prediction_words, rowid, statement, condition) "
        "VALUES ('delete', old.id, old.statement, old.condition); "
        "INSERT INTO prediction_words(rowid, statement, condition) "
        "VALUES (new.id, new.statement, new.condition); END"
    )


def _postgresql() -> None:
    op.execute(
        "CREATE TRIGGER amendments_append_only BEFORE UPDATE OR DELETE ON amendments "
        "FOR EACH ROW EXECUTE FUNCTION calledit_refuse()"
    )
    op.execute(
        "CREATE TRIGGER amendments_no_truncate BEFORE TRUNCATE ON amendments "
        "FOR EACH STATEMENT EXECUTE FUNCTION calledit_refuse()"
    )
    op.execute(
        "CREATE FUNCTION calledit_as_amended() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF NOT EXISTS ({ON_RECORD.format(new='NEW', old='OLD')}) THEN "
        "RAISE EXCEPTION 'a statement is changed only as its amendments say'; END IF; "
        "RETURN NEW; END $$"
    )
    op.execute("DROP TRIGGER predictions_statement_fixed ON predictions")
    op.execute(
        "CREATE TRIGGER predictions_statement_fixed BEFORE UPDATE OF statement ON predictions "
        "FOR EACH ROW WHEN (NEW.statement IS DISTINCT FROM OLD.statement) "
        "EXECUTE FUNCTION calledit_as_amended()"
    )
