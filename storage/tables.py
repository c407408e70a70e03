"""The tables. Rows are made only from domain objects, in `storage.rows`.

SQLModel's table models validate nothing, so every range stands here once more as a CHECK.
Forecasts, resolutions, events, documents, evidence, readings, rules and amendments are append-only: the
triggers that refuse UPDATE and DELETE are written in the migrations.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    Index,
    Integer,
    Text,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

# What has no deadline is due last, so that every listing reads one index in order.
FAR_FUTURE = datetime(9999, 12, 31, tzinfo=UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC, on databases that know zones and on those that do not."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive moment rather than guess its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value} given to the database")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (SQLAlchemy passes it by name)
        """Return every moment aware and in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


# SQLite gives rowid aliases only to columns declared exactly INTEGER.
BigIntegerKey = BigInteger().with_variant(Integer(), "sqlite")


def _unit(column: str) -> CheckConstraint:
    return CheckConstraint(f"{column} BETWEEN 0 AND 1", name=f"{column}_in_unit_interval")


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def _id() -> Any:
    return Field(default=None, primary_key=True, sa_type=BigIntegerKey)


class Documents(SQLModel, table=True):
    """Texts as they were read."""

    id: int | None = _id()
    sha256: str = Field(index=True)
    origin: str
    title: str | None = None
    author: str | None = None
    published: date | None = None
    media_type: str
    text: str = Field(sa_type=Text)
    added_at: datetime = Field(sa_type=UtcDateTime)


class Candidates(SQLModel, table=True):
    """Forecasts found in documents, waiting for review or reviewed."""

    id: int | None = _id()
    document_id: int = Field(foreign_key="documents.id", sa_type=BigInteger)
    start: int
    end: int
    data: str = Field(sa_type=Text)  # the extraction contract's JSON object
    confidence: float
    status: str = "waiting"
    prediction_id: int | None = Field(
        default=None, foreign_key="predictions.id", sa_type=BigInteger
    )
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    __table_args__ = (
        _unit("confidence"),
        _one_of("status", "waiting", "accepted", "discarded", "split", "merged"),
        UniqueConstraint("document_id", "start", "end"),
        Index("ix_candidates_queue", "status", "id"),
        Index("ix_candidates_prediction", "prediction_id"),
    )


class Forecasters(SQLModel, table=True):
    """People and document authors. Names can change, so they stand nowhere else."""

    id: int | None = _id()
    name: str
    kind: str
    discord_id: int | None = Field(default=None, unique=True, sa_type=BigInteger)

    __table_args__ = (
        _one_of("kind", "person", "author"),
        Index("ix_forecasters_name", "name", "kind"),
    )


class Predictions(SQLModel, table=True):
    """Claims. `status` and `due_at` are projections of what the append-only tables say."""

    id: int | None = _id()
    statement: str = Field(sa_type=Text)
    kind: str
    not_before: date | None = None
    deadline: date | None = None
    time_zone: str
    due_at: datetime = Field(sa_type=UtcDateTime)  # FAR_FUTURE without a deadline
    condition: str | None = None
    criteria: str | None = Field(default=None, sa_type=Text)
    rule: str | None = Field(default=None, sa_type=Text)
    options: str | None = Field(default=None, sa_type=Text)
    unit: str | None = None
    visibility: str
    visible_from: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    created_by: int | None = Field(default=None, foreign_key="forecasters.id", sa_type=BigInteger)
    document_id: int | None = Field(
        default=None, foreign_key="documents.id", sa_type=BigInteger, index=True
    )
    quote_start: int | None = None
    quote_end: int | None = None
    quote: str | None = Field(default=None, sa_type=Text)
    polarity: str | None = None
    guild_id: int | None = Field(default=None, sa_type=BigInteger)
    channel_id: int | None = Field(default=None, sa_type=BigInteger)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    status: str = "open"
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # after the deadline
    # When what is known is held against it next: at first, from its deadline on, and daily.
    look_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

    __table_args__ = (
        _one_of("kind", "binary", "choice", "numeric", "date"),
        _one_of("status", "open", "in review", "disputed", "resolved", "annulled", "withdrawn"),
        _one_of("visibility", "open", "until date", "until forecast"),
        CheckConstraint("length(statement) BETWEEN 1 AND 1000", name="statement_length"),
        CheckConstraint(
            "not_before IS NULL OR deadline IS NULL OR not_before <= deadline", name="window_order"
        ),
        Index("ix_predictions_due", "status", "due_at", "id"),
        Index("ix_predictions_by_deadline", "due_at", "id"),
        Index("ix_predictions_guild", "guild_id", "status", "due_at"),
        # In the database it holds only rows with a date (v0003): to say so here as well would load
        # PostgreSQL's dialect at every start, also where SQLite is used.
        Index("ix_predictions_visible_from", "visible_from"),
    )


class PredictionTags(SQLModel, table=True):
    """Which tags a prediction carries."""

    __tablename__ = "prediction_tags"

    tag: str = Field(primary_key=True)
    prediction_id: int = Field(primary_key=True, foreign_key="predictions.id", sa_type=BigInteger)

    __table_args__ = (Index("ix_prediction_tags_prediction", "prediction_id"),)


class Forecasts(SQLModel, table=True):
    """Beliefs, one row each; append-only."""

    id: int | None = _id()
    prediction_id: int = Field(foreign_key="predictions.id", sa_type=BigInteger)
    forecaster_id: int = Field(foreign_key="forecasters.id", sa_type=BigInteger)
    made_at: datetime = Field(sa_type=UtcDateTime)
    probability: float | None = None
    probability_low: float | None = None
    probability_high: float | None = None
    basis: str | None = None
    belief: str | None = Field(default=None, sa_type=Text)
    weight: float = 1.0
    comment: str | None = Field(default=None, sa_type=Text)

    __table_args__ = (
        _unit("probability"),
        _unit("probability_low"),
        _unit("probability_high"),
        _one_of("basis", "stated", "odds", "surveyed", "analogue"),
        CheckConstraint("weight > 0", name="weight_positive"),
        CheckConstraint(
            "(probability IS NULL) = (basis IS NULL)", name="probability_has_its_basis"
        ),
        CheckConstraint("(probability IS NULL) <> (belief IS NULL)", name="one_belief"),
        Index("ix_forecasts_prediction", "prediction_id", "forecaster_id", "made_at"),
        Index("ix_forecasts_forecaster", "forecaster_id", "prediction_id"),
    )


class Resolutions(SQLModel, table=True):
    """How predictions ended, version by version; append-only."""

    id: int | None = _id()
    prediction_id: int = Field(foreign_key="predictions.id", sa_type=BigInteger)
    version: int
    outcome: str
    value: float | None = None
    happened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_at: datetime = Field(sa_type=UtcDateTime, index=True)
    decided_by: int | None = Field(default=None, foreign_key="forecasters.id", sa_type=BigInteger)
    note: str | None = Field(default=None, sa_type=Text)
    evidence_ids: str = "[]"

    __table_args__ = (
        _one_of("outcome", "yes", "no", "partial", "value", "ambiguous", "annulled", "reopened"),
        CheckConstraint("outcome <> 'partial' OR value BETWEEN 0 AND 1", name="fraction"),
        CheckConstraint(
            "(value IS NOT NULL) = (outcome IN ('partial', 'value'))", name="value_where_needed"
        ),
        CheckConstraint("version >= 1", name="version_from_1"),
        UniqueConstraint("prediction_id", "version"),
    )


class Sources(SQLModel, table=True):
    """What is watched. The schedule is the column `next_check_at`."""

    id: int | None = _id()
    url: str = Field(sa_type=Text)
    kind: str = "feed"
    subject: str = Field(sa_type=Text)  # what readings and rules call it
    label: str
    added_at: datetime = Field(sa_type=UtcDateTime)
    health: str = "new"
    prediction_id: int | None = Field(
        default=None, foreign_key="predictions.id", sa_type=BigInteger, index=True
    )
    terms: str = "[]"
    interval_seconds: int = 3600
    next_check_at: datetime = Field(sa_type=UtcDateTime)
    etag: str | None = None
    last_modified: str | None = None
    checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = 0
    problem: str | None = Field(default=None, sa_type=Text)
    # Since when no reply comes from it; None where the last look brought one.
    unanswered_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    resting_since: datetime | None = Field(default=None, sa_type=UtcDateTime)  # nobody needs it
    active: bool = True
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    keys: str = Field(default="{}", sa_type=Text)  # what the marks in its address stand for

    __table_args__ = (
        CheckConstraint("interval_seconds > 0", name="interval_positive"),
        Index("ix_sources_due", "active", "next_check_at"),
        Index("ix_sources_checked", "active", "checked_at"),
    )


class Snapshots(SQLModel, table=True):
    """Replies as they were seen; only `dropped_at` is ever changed, when the body is let go."""

    id: int | None = _id()
    url: str = Field(sa_type=Text)
    final_url: str = Field(sa_type=Text)
    status: int
    headers: str = Field(default="{}", sa_type=Text)
    fetched_at: datetime = Field(sa_type=UtcDateTime)
    sha256: str  # of the body that is kept
    kept: int  # bytes of it
    size: int  # bytes that came; more than are kept where the end was cut off
    dropped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    __table_args__ = (
        CheckConstraint("kept BETWEEN 0 AND size", name="kept_of_size"),
        Index("ix_snapshots_content", "sha256"),
    )


class SnapshotPieces(SQLModel, table=True):
    """Pieces of replies, compressed, each of them once."""

    __tablename__ = "snapshot_pieces"

    id: int | None = _id()
    sha256: str = Field(unique=True)
    packed: bytes


class SnapshotParts(SQLModel, table=True):
    """Which pieces a reply is made of."""

    __tablename__ = "snapshot_parts"

    snapshot_id: int = Field(primary_key=True, foreign_key="snapshots.id", sa_type=BigInteger)
    position: int = Field(primary_key=True)
    piece_id: int = Field(foreign_key="snapshot_pieces.id", sa_type=BigInteger, index=True)


class EvidenceItems(SQLModel, table=True):
    """What sources said, as it was seen; append-only."""

    __tablename__ = "evidence"

    id: int | None = _id()
    source_id: int | None = Field(default=None, foreign_key="sources.id", sa_type=BigInteger)
    external_id: str | None = Field(default=None, sa_type=Text)
    url: str | None = Field(default=None, sa_type=Text, index=True)
    title: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    sha256: str = Field(unique=True)
    # The reply it was read from; None where a person gave it.
    snapshot_id: int | None = Field(
        default=None, foreign_key="snapshots.id", sa_type=BigInteger, index=True
    )

    __table_args__ = (Index("ix_evidence_entry", "source_id", "external_id"),)


class Matches(SQLModel, table=True):
    """Which evidence bears on which prediction, and why."""

    evidence_id: int = Field(primary_key=True, foreign_key="evidence.id", sa_type=BigInteger)
    prediction_id: int = Field(
        primary_key=True, foreign_key="predictions.id", sa_type=BigInteger, index=True
    )
    relevance: float
    why: str = Field(sa_type=Text)

    __table_args__ = (_unit("relevance"),)


class Readings(SQLModel, table=True):
    """What sources said in the vocabulary of rules, each change of it; append-only."""

    id: int | None = _id()
    kind: str
    subject: str = Field(sa_type=Text)
    key: str = Field(sa_type=Text)
    digest: str
    data: str = Field(sa_type=Text)
    read_at: datetime = Field(sa_type=UtcDateTime)
    evidence_id: int | None = Field(default=None, foreign_key="evidence.id", sa_type=BigInteger)

    __table_args__ = (Index("ix_readings_subject", "kind", "subject", "key", "id"),)


class PredictionSubjects(SQLModel, table=True):
    """Which predictions have a rule about which subject of which kind of source."""

    __tablename__ = "prediction_subjects"

    kind: str = Field(primary_key=True)
    subject: str = Field(primary_key=True, sa_type=Text)
    prediction_id: int = Field(primary_key=True, foreign_key="predictions.id", sa_type=BigInteger)

    __table_args__ = (Index("ix_prediction_subjects_prediction", "prediction_id"),)


class PredictionRules(SQLModel, table=True):
    """Rules that predictions were given after they had been made; append-only."""

    __tablename__ = "prediction_rules"

    id: int | None = _id()
    prediction_id: int = Field(foreign_key="predictions.id", sa_type=BigInteger, index=True)
    rule: str = Field(sa_type=Text)
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by: int | None = Field(default=None, foreign_key="forecasters.id", sa_type=BigInteger)


class Amendments(SQLModel, table=True):
    """What was changed of predictions, a row for each field; append-only.

    Rows of one amendment follow each other and have its moment. With `continued_as` the change is
    in that prediction, which took the place of this one; without, in this one itself.
    """

    id: int | None = _id()
    prediction_id: int = Field(foreign_key="predictions.id", sa_type=BigInteger, index=True)
    field: str
    before: str | None = Field(default=None, sa_type=Text)
    after: str | None = Field(default=None, sa_type=Text)
    reason: str | None = Field(default=None, sa_type=Text)
    made_at: datetime = Field(sa_type=UtcDateTime)
    made_by: int | None = Field(default=None, foreign_key="forecasters.id", sa_type=BigInteger)
    continued_as: int | None = Field(
        default=None, foreign_key="predictions.id", sa_type=BigInteger, index=True
    )

    __table_args__ = (
        _one_of(
            "field",
            "statement",
            "condition",
            "criteria",
            "options",
            "not_before",
            "deadline",
            "tags",
        ),
    )


class Proposals(SQLModel, table=True):
    """What evidence suggests, until someone confirms or rejects it."""

    id: int | None = _id()
    prediction_id: int = Field(foreign_key="predictions.id", sa_type=BigInteger, index=True)
    outcome: str | None = None
    value: float | None = None
    happened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str = Field(sa_type=Text)
    evidence_ids: str = "[]"
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    final: bool = False  # may resolve by itself after the dispute window
    status: str = "waiting"

    __table_args__ = (
        _one_of("status", "waiting", "confirmed", "rejected"),
        Index("ix_proposals_waiting", "status", "prediction_id"),
    )


class Events(SQLModel, table=True):
    """Everything that happened, in order, each row holding the hash of the one before."""

    seq: int | None = _id()
    at: datetime = Field(sa_type=UtcDateTime)
    kind: str
    actor_id: int | None = Field(default=None, sa_type=BigInteger)
    prediction_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    data: str = Field(sa_type=Text)
    previous: str
    hash: str = Field(unique=True)


class Posts(SQLModel, table=True):
    """The outbox: what is to be posted, written with the change that it tells of."""

    id: int | None = _id()
    key: str = Field(unique=True)
    # What it tells, as it stands visibly in its message: the same again where a ledger that was
    # restored comes to tell the same.
    mark: str = Field(default="", sa_column_kwargs={"server_default": ""}, index=True)
    kind: str
    prediction_id: int | None = Field(
        default=None, foreign_key="predictions.id", sa_type=BigInteger, index=True
    )
    channel_id: int | None = Field(default=None, sa_type=BigInteger)
    data: str = Field(default="{}", sa_type=Text)
    created_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime)
    attempts: int = 0
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    given_up_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problem: str | None = Field(default=None, sa_type=Text)

    __table_args__ = (
        CheckConstraint("attempts >= 0", name="attempts_count"),
        Index("ix_posts_waiting", "sent_at", "given_up_at", "due_at"),
    )


class Pulses(SQLModel, table=True):
    """When each long-running part last did its work, for health checks."""

    name: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
