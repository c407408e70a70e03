"""Posts on their way: written with the change they tell of, leased, sent, and marked once sent.

A crash between sending and marking leaves a post with `attempts` above zero and no `sent_at`: who
tries it again looks first whether it already stands in the channel, by the mark it shows.
"""

import json
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, or_, select

from storage.tables import Posts, Predictions

LEASE = timedelta(minutes=2)  # longer than any send with discord.py's own retries
LONGEST_WAIT = timedelta(hours=6)
MARK = 7  # characters, of five bits each
OWN_WAY = timedelta(minutes=1)  # what a person is shown in answer needs the outbox only after that


@dataclass(frozen=True, slots=True)
class Post:
    """A post to be sent, leased to the caller.

    `mark` stands visibly in the message by which it is found again; `nonce` (at most 25 characters)
    is given to Discord.
    """

    id: int
    key: str
    mark: str
    kind: str
    prediction_id: int | None
    channel_id: int | None
    data: dict[str, Any]
    created_at: datetime
    due_at: datetime
    attempts: int

    @property
    def begun(self) -> bool:
        """True where it was sent, or may be on its way: it shows nothing that comes after."""
        return self.attempts > 0

    @property
    def nonce(self) -> str:
        """The key by which Discord drops a second copy for the next minutes."""
        return f"{self.id:x}-{self.mark.removeprefix('#')}"

    @property
    def tried_before(self) -> bool:
        """True where an earlier attempt may have reached the channel."""
        return self.attempts > 1


def enqueue(
    session: Session,
    *,
    key: str,
    kind: str,
    now: datetime,
    prediction_id: int | None = None,
    channel_id: int | None = None,
    data: dict[str, Any] | None = None,
    due_at: datetime | None = None,
    tells: str | None = None,
) -> bool:
    """Put a post into the outbox; False where one of that key was already there.

    `tells`: what it tells, where its key does not say that in words that a ledger which was restored
    from a backup would use again.
    """
    if session.exec(select(Posts.id).where(Posts.key == key)).first() is not None:
        return False
    session.add(
        Posts(
            key=key,
            mark=_mark(session, kind, prediction_id, tells or key),
            kind=kind,
            prediction_id=prediction_id,
            channel_id=channel_id,
            data=json.dumps(data or {}),
            created_at=now,
            due_at=due_at or now,
        )
    )
    session.flush()
    return True


def _mark(session: Session, kind: str, prediction_id: int | None, tells: str) -> str:
    """Return a mark for what a post tells.

    A prediction counts by its number and the moment at which it was made: after a restore, others
    get the numbers of those that were lost.
    """
    made = session.exec(
        select(Predictions.created_at).where(Predictions.id == prediction_id)
    ).first()
    digest = sha256(f"{kind}:{prediction_id}:{made}:{tells}".encode()).digest()
    return "#" + b32encode(digest).decode().lower()[:MARK]


def stands(session: Session, message_id: int) -> bool:
    """Say whether a message is known as some post."""
    return session.exec(select(Posts.id).where(Posts.message_id == message_id)).first() is not None


def unheard_of(session: Session, mark: str) -> bool:
    """Say whether a post of that mark stands in a channel without this ledger having sent it."""
    # What is leased for the first time is about to be sent, and was not.
    sent = or_(col(Posts.sent_at).is_not(None), Posts.attempts > 1)
    return session.exec(select(Posts.id).where(Posts.mark == mark, sent)).first() is None


def cancel(session: Session, key: str) -> bool:
    """Take back a post that nobody has begun to send; False where it is on its way or stands."""
    fresh = delete(Posts).where(col(Posts.key) == key, col(Posts.attempts) == 0)
    session.execute(fresh.execution_options(synchronize_session="fetch"))
    return session.exec(select(Posts.id).where(Posts.key == key)).first() is None


def lease(session: Session, *, now: datetime, limit: int = 20) -> list[Post]:
    """Take posts that are due, so that no other process sends them for a while."""
    query = (
        select(Posts)
        .where(
            col(Posts.sent_at).is_(None),
            col(Posts.given_up_at).is_(None),
            Posts.due_at <= now,
            or_(col(Posts.leased_until).is_(None), col(Posts.leased_until) <= now),
        )
        .order_by(col(Posts.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = session.exec(query).all()
    for row in taken:
        row.attempts += 1
        row.leased_until = now + LEASE
        session.add(row)
    return [_post(row) for row in taken]


def mark_sent(
    session: Session, post_id: int, *, now: datetime, message_id: int | None = None
) -> None:
    """Record that a post stands where it belongs."""
    row = session.get_one(Posts, post_id)
    row.sent_at, row.message_id = now, message_id
    row.leased_until = row.problem = None
    session.add(row)


def mark_failed(
    session: Session, post_id: int, *, now: datetime, problem: str, final: bool = False
) -> None:
    """Record why a post could not be sent; it is tried again later unless that is final."""
    row = session.get_one(Posts, post_id)
    row.problem, row.leased_until = problem[:500], None
    if final:
        row.given_up_at = now
    else:
        row.due_at = now + min(timedelta(seconds=5 * 2 ** min(row.attempts, 20)), LONGEST_WAIT)
    session.add(row)


def shown(session: Session, key: str, *, now: datetime, message_id: int) -> None:
    """Record that what a post would show stands already, sent in answer to whoever asked."""
    row = session.exec(select(Posts).where(Posts.key == key)).first()
    if row is not None and row.sent_at is None:
        mark_sent(session, row.id or 0, now=now, message_id=message_id)


def last_of(session: Session, prediction_id: int, kind: str) -> Post | None:
    """Return the newest post of a kind about a prediction that stands or may still come to."""
    query = (
        select(Posts)
        .where(
            Posts.prediction_id == prediction_id,
            Posts.kind == kind,
            col(Posts.given_up_at).is_(None),
        )
        .order_by(col(Posts.id).desc())
        .limit(1)
    )
    row = session.exec(query).first()
    return _post(row) if row else None


def standing_at(session: Session, prediction_id: int, message_id: int) -> Post | None:
    """Return the post of a prediction that stands as that message; None where it is none of ours."""
    query = select(Posts).where(
        Posts.prediction_id == prediction_id, Posts.message_id == message_id
    )
    row = session.exec(query).first()
    return _post(row) if row else None


def _post(row: Posts) -> Post:
    assert row.id is not None  # noqa: S101 (it came from the database)
    return Post(
        id=row.id,
        key=row.key,
        mark=row.mark,
        kind=row.kind,
        prediction_id=row.prediction_id,
        channel_id=row.channel_id,
        data=json.loads(row.data),
        created_at=row.created_at,
        due_at=row.due_at,
        attempts=row.attempts,
    )
