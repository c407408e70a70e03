"""Whose record is asked for, and what of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.discord.scores.rows import Row, rows_of
from bot.discord.visit import Here
from predictions.errors import InvalidValue
from predictions.model import ForecasterKind
from predictions.text import one_line
from storage import dossier, recording, servers
from storage.errors import NotFound
from storage.ledger import Session
from storage.scope import Scope

Period = Literal["all time", "last month", "last 3 months", "last year"]
DAYS = {"last month": 31, "last 3 months": 92, "last year": 366}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What part of the record.

    `member` is a Discord account, `author` the name of a document's author; neither: the server.
    """

    member: int | None = None
    author: str | None = None
    tag: str | None = None
    period: Period = "all time"

    def since(self, now: datetime) -> datetime | None:
        """Return the first moment that counts."""
        days = DAYS.get(self.period)
        return now - timedelta(days=days) if days else None

    @property
    def words(self) -> str:
        """The filters as people read them."""
        return f"{self.period}, tag {self.tag}" if self.tag else self.period


def record_rows(session: Session, here: Here, wanted: Wanted) -> list[Row]:
    """Return the rows in scope; outside of servers only one's own are to be had.

    Raises:
        NotFound: no author has that name.
        InvalidValue: somebody else's record is asked for outside of servers.
    """
    if here.visit.guild_id is None and wanted.member not in (None, here.visit.user_id):
        raise InvalidValue("member", "others' records are shown in a server that you share")
    ids: tuple[int, ...] = ()
    if wanted.author is not None:
        ids = (author_number(session, here, wanted.author),)
    elif wanted.member is not None:
        member = recording.on_discord(session, wanted.member)
        ids = (member.id if member and member.id else -1,)
    if here.visit.guild_id is None and wanted.author is None:
        ids = (here.forecaster_id or -1,)
    scope = Scope(
        forecaster_ids=ids,
        guild_id=here.visit.guild_id,
        tag=one_line(wanted.tag).lower() if wanted.tag else None,
        since=wanted.since(here.now),
        resolved_only=True,
        counting=True,
    )
    rows = rows_of(session, scope)
    if scope.since is not None:
        begin = scope.since.timestamp()
        rows = [row for row in rows if row.counts_at >= begin]
    if here.visit.guild_id is None and wanted.author is not None:
        mine = {n for n in {row.prediction_id for row in rows} if _own(session, here, n)}
        rows = [row for row in rows if row.prediction_id in mine]
    return rows


def _own(session: Session, here: Here, number: int) -> bool:
    prediction = dossier.get(session, number, now=here.now).prediction
    mine = here.forecaster_id is not None and prediction.created_by == here.forecaster_id
    return prediction.guild_id is None and mine


def author_number(session: Session, here: Here, name: str) -> int:
    """Return a document author who has a forecast here.

    Raises:
        NotFound: there is none of that name, here.
    """
    found = servers.author(session, one_line(name), guild_id=here.visit.guild_id)
    if found is None:
        raise NotFound("author", repr(one_line(name)[:100]))
    return found


def is_person(row: Row) -> bool:
    """Say whether a row is a member's, not a document author's."""
    return row.kind is ForecasterKind.PERSON
