"""What only tests ask of a ledger."""

from sqlmodel import Session, col, select

from predictions.model import Evidence, Forecaster
from storage import outbox, recording, rows
from storage.outbox import Post
from storage.statements import MOST_FOUND
from storage.tables import EvidenceItems, Posts


def recent_evidence(session: Session, *, limit: int = MOST_FOUND) -> list[Evidence]:
    """Return the newest evidence first."""
    query = select(EvidenceItems).order_by(col(EvidenceItems.id).desc()).limit(limit)
    return [rows.evidence(row) for row in session.exec(query)]


def unsent(session: Session) -> list[Post]:
    """Return everything that still waits, whoever holds it."""
    query = select(Posts).where(col(Posts.sent_at).is_(None), col(Posts.given_up_at).is_(None))
    return [outbox._post(row) for row in session.exec(query.order_by(col(Posts.id)))]


def forecaster_on_discord(session: Session, discord_id: int, name: str) -> Forecaster:
    """Return the forecaster with that Discord account, under the name shown there now."""
    return recording.under_name(
        session, recording.on_discord(session, discord_id), discord_id, name
    )
