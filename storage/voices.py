"""Whose words a prediction was read from, where they are not those of the document's author."""

import json
from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam
from sqlalchemy import select as sa_select
from sqlmodel import Session, col

from predictions.model import Prediction
from predictions.text import one_line
from storage.discord_tables import Finds
from storage.plain import fetch
from storage.tables import Candidates

_NUMBER = bindparam("number", type_=BigInteger)
_DOCUMENT = bindparam("document", type_=BigInteger)
# What was joined to it later is of the same author: any of them will do.
FOUND = (
    sa_select(col(Finds.data))
    .where(col(Finds.prediction_id) == _NUMBER, col(Finds.document_id) == _DOCUMENT)
    .limit(1)
)
QUEUED = (
    sa_select(col(Candidates.data))
    .where(col(Candidates.prediction_id) == _NUMBER, col(Candidates.document_id) == _DOCUMENT)
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is found to speak; without a name it is somebody whom the author reports on."""

    name: str | None
    reported: bool


def voice(session: Session, prediction: Prediction) -> Voice | None:
    """Return who speaks in a prediction's quote; None where it is the document's author."""
    if prediction.quote is None:
        return None
    where = {"number": prediction.id, "document": prediction.quote.document_id}
    found = fetch(session, FOUND, where) or fetch(session, QUEUED, where)
    if not found:
        return None
    data = json.loads(found[0].data)
    name, reported = one_line(data.get("author") or "") or None, bool(data.get("reported"))
    return Voice(name, reported) if name or reported else None
