"""From the ledger to a message: the card as it stands at one event."""

from datetime import datetime

from bot.discord.answering import Reply, Shows
from bot.discord.cards import crowd
from bot.discord.cards.card import card_parts, card_post, hides, hides_from
from bot.discord.visit import Here
from bot.render.naming import line
from bot.render.post import Discord
from predictions.model import Prediction
from storage import cards, commenting, dossier
from storage.dossier import Record
from storage.ledger import Session

STYLE = Discord()


def named(prediction: Prediction) -> str:
    """Return a prediction's number and its first words, for a confirmation."""
    return f"{STYLE.bold(str(prediction.id))} ({line(prediction, STYLE, 80)})"


def public_card(session: Session, prediction_id: int, *, now: datetime) -> Reply:
    """Return the card that everybody sees.

    Raises:
        NotFound: there is no such prediction.
    """
    # The event number first: a card may be newer than it says, never older.
    seq = cards.latest_seq(session, prediction_id)
    record = dossier.record(session, prediction_id, now=now, evidence=False)
    post = card_post(
        record,
        style=STYLE,
        now=now,
        document=dossier.document_of(session, record),
        comments=commenting.comments(session, prediction_id, limit=3),
    )
    return Reply(
        post=post,
        parts=card_parts(record, now),
        hidden=False,
        shows=Shows(prediction_id, seq),
        chart=None if hides(record, now) else crowd.moves(record, now=now),
    )


def own_card(session: Session, record: Record, here: Here) -> Reply:
    """Return the card for one person: with their own forecast, and others' where they may see."""
    viewer = here.forecaster_id
    post = card_post(
        record,
        style=STYLE,
        now=here.now,
        document=dossier.document_of(session, record),
        comments=commenting.comments(session, record.prediction.id or 0, limit=10),
        viewer=viewer,
        public=False,
    )
    unseen = hides_from(record, viewer, here.now)
    chart = None if unseen else crowd.moves(record, now=here.now, viewer=viewer)
    return Reply(post=post, parts=card_parts(record, here.now), chart=chart)
