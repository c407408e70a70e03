"""Taking what is sure without a person: all but what may be a newer forecast on an old prediction."""

from collections.abc import Iterable
from datetime import datetime

from bot import accepting
from bot.accepting import Accepted
from bot.review.likeness import Known, author_of
from predictions.model import Document, Prediction
from storage import authors
from storage.authors import Standing
from storage.ledger import Session
from storage.reviewing import Waiting


def take(
    session: Session,
    document: Document,
    sure: Iterable[Waiting],
    *,
    now: datetime,
    time_zone: str,
    tags: tuple[str, ...],
    writer: str | None = None,
) -> list[Accepted]:
    """Accept candidates; one that says what its author said before is left for a person to join.

    `writer`: who forecasts here and wrote the document.
    """
    known: dict[str, Known] = {}
    taken = []
    said_on = document.published or now.date()
    for each in sure:
        author = author_of(document, each.data) or ""
        if author not in known:
            known[author] = Known(authors.standing(session, author) if author else ())
        if each.data.get("supersedes") or known[author].alike(each.data, on=said_on):
            continue
        made = accepting.accept(
            session, each, now=now, time_zone=time_zone, tags=tags, writer=writer
        )
        taken.append(made)
        if author:
            known[author].add(_standing(made.prediction))
    return taken


def _standing(prediction: Prediction) -> Standing:
    return Standing(
        id=prediction.id or 0,
        statement=prediction.statement,
        not_before=prediction.window.not_before,
        deadline=prediction.window.deadline,
        condition=prediction.condition,
        probability=None,
        made_at=None,
    )
