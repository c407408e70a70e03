"""Earlier predictions by the same author that say the same as what was found now."""

from datetime import date
from typing import Any

from predictions.claims import claim, gist
from predictions.model import Document
from predictions.text import one_line
from storage import authors
from storage.authors import Standing
from storage.ledger import Session


def alike(
    session: Session, document: Document, data: dict[str, Any], *, guild_id: int | None = None
) -> tuple[Standing, ...]:
    """Return the author's predictions of the same claim and days, the newest first.

    A candidate like one of them is that author's newer forecast rather than a second prediction.
    """
    author = data.get("author") or document.author
    if not author:
        return ()
    theirs = authors.standing(session, one_line(author), guild_id=guild_id)
    words = gist(data["statement"])
    near = [one for one in theirs if gist(one.statement) == words]
    if not near:
        return ()
    mine = claim(
        data["statement"],
        not_before=_day(data["not_before"]),
        deadline=_day(data["deadline"]),
        condition=data["condition"],
    )
    return tuple(one for one in reversed(near) if mine.equals(_claim(one)))


def _claim(one: Standing) -> Any:
    return claim(
        one.statement,
        not_before=one.not_before,
        deadline=one.deadline,
        condition=one.condition,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
