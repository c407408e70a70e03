"""Predictions are found by the words of their condition, too: it is part of how they are named."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index of words anew, from statement and condition."""
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        op.execute("DROP INDEX prediction_words")
        op.execute(
            "CREATE INDEX prediction_words ON predictions USING gin "
            "(to_tsvector('simple', statement || ' ' || coalesce(condition, '')))"
        )


def _sqlite() -> None:
    op.execute("DROP TRIGGER predictions_words_insert")
    op.execute("DROP TABLE prediction_words")
    op.execute(
        "CREATE VIRTUAL TABLE prediction_words USING fts5("
        "statement, condition, content='predictions', content_rowid='id', prefix='2 3', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute("INSERT INTO prediction_words(prediction_words) VALUES ('rebuild')")
    op.execute(
        "CREATE TRIGGER predictions_words_insert AFTER INSERT ON predictions BEGIN "
        "INSERT INTO prediction_words(rowid, statement, condition) "
        "VALUES (new.id, new.statement, new.condition); END"
    )
