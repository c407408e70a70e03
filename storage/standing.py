"""Where a prediction stands, as those ask who are about to change it."""

from collections.abc import Sequence

from sqlmodel import Session, col, select, update

from predictions.model import Resolution, State
from predictions.outcomes import Verdict
from storage import rows
from storage.errors import NotFound
from storage.tables import Amendments, Predictions, Resolutions


def prediction_row(session: Session, prediction_id: int) -> Predictions:
    """Return the row of a prediction as it is in the database now.

    Raises:
        NotFound: there is no such prediction.
    """
    # The write transaction is alone, but the session may hold a row from before a bulk update.
    row = session.get(Predictions, prediction_id, populate_existing=True)
    if row is None:
        raise NotFound("prediction", prediction_id)
    return row


def latest(session: Session, prediction_id: int) -> Resolution | None:
    """Return the newest version of how a prediction ended; None where it never did."""
    query = (
        select(Resolutions)
        .where(Resolutions.prediction_id == prediction_id)
        .order_by(col(Resolutions.version).desc())
        .limit(1)
    )
    found = session.exec(query).first()
    return rows.resolution(found) if found else None


def resolved_by(session: Session, prediction_id: int, forecaster_id: int) -> bool:
    """Say whether somebody ever resolved a prediction, also if that was taken back."""
    query = select(Resolutions.id).where(
        Resolutions.prediction_id == prediction_id,
        Resolutions.decided_by == forecaster_id,
        Resolutions.outcome != Verdict.REOPENED.value,
    )
    return session.exec(query.limit(1)).first() is not None


def latest_of(session: Session, prediction_ids: Sequence[int]) -> dict[int, Resolution]:
    """Return the newest version of how those predictions ended, by their numbers."""
    query = (
        select(Resolutions)
        .where(col(Resolutions.prediction_id).in_(prediction_ids))
        .order_by(col(Resolutions.version))
    )
    return {row.prediction_id: rows.resolution(row) for row in session.exec(query)}


def where_it_goes_on(session: Session, prediction_id: int) -> int | None:
    """Return the prediction that took the place of one that was withdrawn; None where none did."""
    query = select(Amendments.continued_as).where(
        Amendments.prediction_id == prediction_id, col(Amendments.continued_as).is_not(None)
    )
    return session.exec(query.limit(1)).first()


def set_status(session: Session, prediction_id: int, status: State) -> None:
    """Store the status of a prediction."""
    session.execute(
        update(Predictions)
        .where(col(Predictions.id) == prediction_id)
        .values(status=status.value)
        .execution_options(synchronize_session="fetch")
    )
