"""How predictions end: resolutions and corrections, each with its post in one transaction."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, update

from predictions.errors import InvalidValue
from predictions.model import ENDED, Kind, Prediction, Resolution, State
from predictions.outcomes import REOPENED, Outcome, Verdict
from predictions.times import Window, zone
from storage import events, outbox, proposing, rows
from storage.errors import Refused
from storage.standing import latest, prediction_row, set_status
from storage.states import STILL_RUNNING
from storage.tables import Predictions, Resolutions

FITS = {
    Kind.BINARY: (Verdict.YES, Verdict.NO, Verdict.PARTIAL),
    Kind.CHOICE: (Verdict.VALUE,),
    Kind.NUMERIC: (Verdict.VALUE,),
    Kind.DATE: (Verdict.VALUE,),
}


def resolve(
    session: Session,
    prediction_id: int,
    outcome: Outcome,
    *,
    now: datetime,
    happened_at: datetime | None = None,
    by: int | None = None,
    note: str | None = None,
    evidence_ids: tuple[int, ...] = (),
    decided_at: datetime | None = None,
) -> Resolution:
    """Record how a prediction ended, and put the post that says so into the outbox.

    `decided_at`: when it was resolved elsewhere, of what is taken over from there. Nobody waits
    for such news, so that nothing is posted.

    Raises:
        NotFound: there is no such prediction.
        Refused: it is already resolved, or was withdrawn.
        InvalidValue: the outcome does not fit its kind, or lies outside its window.
    """
    row = prediction_row(session, prediction_id)
    before = latest(session, prediction_id)
    if row.status in ENDED and before is not None:
        raise Refused(
            f"prediction {prediction_id} is already resolved: {before.outcome}, "
            f"{before.decided_at:%Y-%m-%d %H:%M} UTC. To correct that: reopen it, then resolve it"
        )
    if row.status == State.WITHDRAWN:
        raise Refused(f"prediction {prediction_id} was withdrawn")
    _check(rows.prediction(row), outcome, happened_at, decided_at or now)
    resolution = _next_version(
        session,
        Resolution(
            prediction_id=prediction_id,
            outcome=outcome,
            decided_at=decided_at or now,
            happened_at=happened_at,
            decided_by=by,
            note=note,
            evidence_ids=evidence_ids,
        ),
        before,
        now=now,
        post=decided_at is None,
    )
    proposing.close(session, prediction_id, confirmed=outcome)
    return resolution


def reopen(
    session: Session,
    prediction_id: int,
    *,
    now: datetime,
    by: int | None = None,
    note: str | None = None,
) -> Resolution:
    """Take a resolution back; it stays on record as the version before.

    Raises:
        NotFound: there is no such prediction.
        Refused: it is not resolved.
    """
    row = prediction_row(session, prediction_id)
    before = latest(session, prediction_id)
    if before is None or row.status not in ENDED:
        raise Refused(f"prediction {prediction_id} is {row.status}, there is nothing to take back")
    taken_back = Resolution(
        prediction_id=prediction_id, outcome=REOPENED, decided_at=now, decided_by=by, note=note
    )
    # A rule that still stands is looked at again, but only when people have had a day for it.
    later = max(now + timedelta(days=1), row.due_at)
    # Where the deadline has passed, people are asked anew how it ended: nobody else would be.
    session.execute(
        update(Predictions)
        .where(col(Predictions.id) == prediction_id)
        .values(look_at=later, asked_at=None)
    )
    return _next_version(session, taken_back, before, now=now)


def withdraw(session: Session, prediction_id: int, *, now: datetime, by: int | None = None) -> None:
    """Take a prediction out of the running; it is kept, and never scored.

    Raises:
        NotFound: there is no such prediction.
        Refused: it has ended.
    """
    row = prediction_row(session, prediction_id)
    if row.status not in STILL_RUNNING:
        why = "already" if row.status == State.WITHDRAWN else "and can't be withdrawn"
        raise Refused(f"prediction {prediction_id} is {row.status} {why}")
    set_status(session, prediction_id, State.WITHDRAWN)
    events.append(session, "withdrawn", at=now, actor_id=by, prediction_id=prediction_id)


def _check(
    prediction: Prediction, outcome: Outcome, happened_at: datetime | None, now: datetime
) -> None:
    always = (Verdict.AMBIGUOUS, Verdict.ANNULLED)
    if outcome.verdict not in (*always, *FITS[prediction.kind]):
        raise InvalidValue("outcome", f"{outcome} does not fit a {prediction.kind} prediction")
    chosen = outcome.value if prediction.kind is Kind.CHOICE else None
    if chosen is not None and chosen not in range(len(prediction.options)):
        raise InvalidValue("outcome", f"there is no option number {chosen:g}")
    window = prediction.window
    if prediction.kind is Kind.DATE and outcome.value not in (None, prediction.never):
        _check_day(window, date.fromordinal(int(outcome.value or 0)), now)
    if outcome.verdict is Verdict.YES and happened_at is not None and not window.holds(happened_at):
        raise InvalidValue(
            "happened_at",
            f"{happened_at:%Y-%m-%d %H:%M} is outside the window "
            f"{window.not_before or '…'} to {window.deadline or '…'}; "
            "what happened outside it does not make the prediction true",
        )
    if outcome.verdict is Verdict.YES and window.opens_at is not None and now < window.opens_at:
        raise InvalidValue(
            "outcome",
            f"the window begins on {window.not_before}; "
            "what happened before it does not make the prediction true",
        )


def _check_day(window: Window, day: date, now: datetime) -> None:
    if day > now.astimezone(zone(window.time_zone)).date():
        raise InvalidValue("outcome", f"{day} is still to come; write the day on which it happened")
    if window.not_before is not None and day < window.not_before:
        raise InvalidValue(
            "outcome", f"{day} lies before the window, which begins on {window.not_before}"
        )


def _next_version(
    session: Session,
    resolution: Resolution,
    before: Resolution | None,
    *,
    now: datetime,
    post: bool = True,
) -> Resolution:
    numbered = replace(resolution, version=before.version + 1 if before else 1)
    row = rows.resolution_row(numbered)
    session.add(row)
    session.flush()
    prediction_id = resolution.prediction_id
    set_status(session, prediction_id, numbered.state)
    events.append(
        session,
        "reopened" if numbered.outcome == REOPENED else "resolved",
        at=now,
        actor_id=numbered.decided_by,
        prediction_id=prediction_id,
        resolution=row.id,
        digest=events.digest([resolution_facts(row)]),
    )
    if post:
        outbox.enqueue(
            session,
            key=f"resolution:{prediction_id}:{numbered.version}",
            kind="resolution",
            prediction_id=prediction_id,
            channel_id=prediction_row(session, prediction_id).channel_id,
            data={"version": numbered.version},
            tells=f"{numbered.version}:{numbered.outcome}",
            now=now,
        )
    return replace(numbered, id=row.id)


def resolution_facts(row: Resolutions) -> dict[str, object]:
    """Return what must never change about a resolution, for its digest."""
    return row.model_dump(exclude={"id"})
