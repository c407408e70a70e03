"""The tables of communities: their settings, schedules, reminders, cards and comments.

Nothing here is history: it may be changed and deleted, unlike the record in `storage.tables`.
"""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables import BigIntegerKey, UtcDateTime


class Communities(SQLModel, table=True):
    """What a server has set."""

    guild_id: int = Field(primary_key=True, sa_type=BigInteger)
    time_zone: str | None = None
    results_channel_id: int | None = Field(default=None, sa_type=BigInteger)
    review_channel_id: int | None = Field(default=None, sa_type=BigInteger)
    resolver_roles: str = Field(default="[]", sa_type=Text)
    manager_roles: str = Field(default="[]", sa_type=Text)
    dispute_hours: int = 24
    blind: bool = False
    resolve_own: bool = False
    calls: str = Field(default="maker", sa_column_kwargs={"server_default": "maker"})
    changed_at: datetime = Field(sa_type=UtcDateTime)

    __table_args__ = (
        CheckConstraint("dispute_hours BETWEEN 0 AND 720", name="dispute_hours_range"),
    )


class People(SQLModel, table=True):
    """What a person has set, wherever they are."""

    discord_id: int = Field(primary_key=True, sa_type=BigInteger)
    time_zone: str | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)


class ReportSchedules(SQLModel, table=True):
    """Reports to be posted again and again; keyed by (schedule, local date)."""

    __tablename__ = "report_schedules"

    id: int | None = Field(default=None, primary_key=True, sa_type=BigIntegerKey)
    guild_id: int = Field(sa_type=BigInteger)
    channel_id: int = Field(sa_type=BigInteger)
    cadence: str  # cron: minute hour day month weekday, in the time zone
    time_zone: str
    scope: str = Field(default="{}", sa_type=Text)
    next_at: datetime = Field(sa_type=UtcDateTime)
    last_key: str | None = None  # the local date that was posted last
    active: bool = True

    __table_args__ = (
        Index("ix_report_schedules_due", "active", "next_at"),
        Index("ix_report_schedules_guild", "guild_id", "active"),
    )


class Reminders(SQLModel, table=True):
    """What a person asked to be reminded of; nobody is reminded unasked."""

    id: int | None = Field(default=None, primary_key=True, sa_type=BigIntegerKey)
    discord_id: int = Field(sa_type=BigInteger)
    guild_id: int = Field(sa_type=BigInteger)  # 0 for what is personal
    kind: str
    channel_id: int | None = Field(default=None, sa_type=BigInteger)  # None: a direct message
    cadence: str
    time_zone: str
    next_at: datetime = Field(sa_type=UtcDateTime)
    last_key: str | None = None
    active: bool = True

    __table_args__ = (
        CheckConstraint("kind IN ('due', 'stale', 'evidence')", name="reminder_kind_known"),
        UniqueConstraint("discord_id", "guild_id", "kind"),
        Index("ix_reminders_due", "active", "next_at"),
    )


class Snoozes(SQLModel, table=True):
    """Predictions about which people asked to be asked again later."""

    prediction_id: int = Field(primary_key=True, foreign_key="predictions.id", sa_type=BigInteger)
    until_at: datetime = Field(sa_type=UtcDateTime, index=True)
    by: int | None = Field(default=None, foreign_key="forecasters.id", sa_type=BigInteger)


class Claims(SQLModel, table=True):
    """Who says how a prediction ended, while a second person's word is awaited."""

    prediction_id: int = Field(primary_key=True, foreign_key="predictions.id", sa_type=BigInteger)
    forecaster_id: int = Field(primary_key=True, foreign_key="forecasters.id", sa_type=BigInteger)
    outcome: str
    value: float | None = None
    happened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    note: str | None = Field(default=None, sa_type=Text)
    made_at: datetime = Field(sa_type=UtcDateTime)


class Cards(SQLModel, table=True):
    """Messages that show a prediction, to be edited when it changes."""

    message_id: int = Field(primary_key=True, sa_type=BigInteger)
    channel_id: int = Field(sa_type=BigInteger)
    prediction_id: int = Field(foreign_key="predictions.id", sa_type=BigInteger, index=True)
    kind: str
    seen_seq: int = Field(default=0, sa_type=BigInteger)  # the last event that it shows

    __table_args__ = (CheckConstraint("kind IN ('card', 'prompt', 'result')", name="card_kind"),)


class Comments(SQLModel, table=True):
    """What people said about a prediction; apart from the record, so that it can be deleted."""

    id: int | None = Field(default=None, primary_key=True, sa_type=BigIntegerKey)
    prediction_id: int = Field(foreign_key="predictions.id", sa_type=BigInteger, index=True)
    forecaster_id: int = Field(foreign_key="forecasters.id", sa_type=BigInteger, index=True)
    text: str = Field(sa_type=Text)
    made_at: datetime = Field(sa_type=UtcDateTime)


class Finds(SQLModel, table=True):
    """Forecasts found in what someone gave the bot, waiting in that server's own review."""

    id: int | None = Field(default=None, primary_key=True, sa_type=BigIntegerKey)
    guild_id: int = Field(sa_type=BigInteger)  # 0 for what is personal
    discord_id: int = Field(sa_type=BigInteger)
    document_id: int = Field(foreign_key="documents.id", sa_type=BigInteger)
    batch: int = Field(sa_type=BigInteger)  # the interaction that asked
    data: str = Field(sa_type=Text)  # the extraction contract's JSON object
    confidence: float
    status: str = "waiting"
    prediction_id: int | None = Field(
        default=None, foreign_key="predictions.id", sa_type=BigInteger
    )
    found_at: datetime = Field(sa_type=UtcDateTime)

    __table_args__ = (
        CheckConstraint(
            "status IN ('waiting', 'accepted', 'discarded', 'split', 'merged')", name="find_status"
        ),
        Index("ix_finds_batch", "batch", "status", "id"),
        Index("ix_finds_person", "discord_id"),
        Index("ix_finds_prediction", "prediction_id"),
    )


class MessageAuthors(SQLModel, table=True):
    """Whose message a document is; `discord_id` goes when they are forgotten."""

    __tablename__ = "message_authors"

    document_id: int = Field(primary_key=True, foreign_key="documents.id", sa_type=BigInteger)
    forecaster_id: int = Field(foreign_key="forecasters.id", sa_type=BigInteger, index=True)
    discord_id: int | None = Field(default=None, sa_type=BigInteger, index=True)


class FindSteps(SQLModel, table=True):
    """Decisions of reviews, in order, with what it takes to take each back."""

    __tablename__ = "find_steps"

    id: int | None = Field(default=None, primary_key=True, sa_type=BigIntegerKey)
    batch: int = Field(sa_type=BigInteger)
    data: str = Field(sa_type=Text)

    __table_args__ = (Index("ix_find_steps_batch", "batch", "id"),)


class Bookmarks(SQLModel, table=True):
    """Small facts that a process must remember over a restart."""

    name: str = Field(primary_key=True)
    value: str = Field(sa_type=Text)
