"""Which sources some prediction needs; the others rest."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import Session, col, select

from storage.rules import may_tell
from storage.states import STILL_RUNNING
from storage.tables import Predictions, PredictionSubjects, Resolutions, Sources

# Markets are corrected and numbers revised within weeks; what comes later people have to bring up.
TAKEN_BACK_WITHIN = timedelta(days=90)


def needed(session: Session, sources: Collection[int], *, now: datetime) -> set[int]:
    """Return which of those sources some prediction needs.

    One that can still be resolved needs its own sources and those that its rules read. One that
    has ended needs what its rules read for a while, for that may take it back. What is watched for
    all is watched for predictions to come as well: those look at what is known.
    """
    its_own = exists().where(col(Predictions.id) == col(Sources.prediction_id), _running())
    listens = exists().where(
        col(PredictionSubjects.kind) == col(Sources.kind),
        may_tell(col(PredictionSubjects.subject)),
        col(Predictions.id) == col(PredictionSubjects.prediction_id),
        or_(_running(), _ended_after(now - TAKEN_BACK_WITHIN)),
    )
    wanted = or_(col(Sources.prediction_id).is_(None), its_own, listens)
    query = select(Sources.id).where(col(Sources.id).in_(sources), wanted)
    return {number for number in session.exec(query) if number is not None}


def _running() -> ColumnElement[bool]:
    return col(Predictions.status).in_(STILL_RUNNING)


def _ended_after(moment: datetime) -> ColumnElement[bool]:
    lately = exists().where(
        col(Resolutions.prediction_id) == col(Predictions.id),
        col(Resolutions.decided_at) > moment,
    )
    return (col(Predictions.status) != "withdrawn") & lately
