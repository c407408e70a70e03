"""Rules of predictions, those they were made with and those added later, and what they read."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, func, literal, or_
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, update

from predictions.criteria import Criteria
from predictions.model import OVER
from predictions.rules.kinds import Rule
from storage import events
from storage.errors import NotFound, Refused
from storage.plain import run
from storage.states import IDS
from storage.tables import PredictionRules, Predictions, PredictionSubjects, Sources

MADE_WITH = sa_select(col(Predictions.id), col(Predictions.rule)).where(
    col(Predictions.id).in_(IDS), col(Predictions.rule).is_not(None)
)
LATER = (
    sa_select(col(PredictionRules.prediction_id), col(PredictionRules.rule))
    .where(col(PredictionRules.prediction_id).in_(IDS))
    .order_by(col(PredictionRules.id))
)


def criteria_of(session: Session, prediction_id: int) -> Criteria | None:
    """Return all rules of a prediction, its own first; None where only people can judge."""
    return criteria_of_each(session, [prediction_id]).get(prediction_id)


def criteria_of_each(session: Session, prediction_ids: Collection[int]) -> dict[int, Criteria]:
    """Return the rules of those predictions that have any."""
    numbers = {"ids": list(prediction_ids)}
    stored = [*run(session, MADE_WITH, numbers), *run(session, LATER, numbers)]
    found: dict[int, tuple[Rule, ...]] = {}
    for number, text in stored:
        found[number] = found.get(number, ()) + Criteria.from_json(text).rules
    return {number: Criteria(rules) for number, rules in found.items()}


def add_rule(
    session: Session,
    prediction_id: int,
    criteria: Criteria,
    *,
    now: datetime,
    by: int | None = None,
) -> None:
    """Give a prediction rules that it was not made with; who, when and which is on record.

    Raises:
        NotFound: there is no such prediction.
        Refused: it has ended, and what decided it is settled.
    """
    prediction = session.get(Predictions, prediction_id, populate_existing=True)
    if prediction is None:
        raise NotFound("prediction", prediction_id)
    if prediction.status in OVER:
        raise Refused(f"prediction {prediction_id} is {prediction.status}: it takes no more rules")
    row = PredictionRules(
        prediction_id=prediction_id, rule=criteria.to_json(), added_at=now, added_by=by
    )
    session.add(row)
    session.flush()
    events.append(
        session,
        "rule added",
        at=now,
        actor_id=by,
        prediction_id=prediction_id,
        rule=row.id,
        digest=events.digest([rule_facts(row)]),
    )
    prediction.look_at = now
    session.add(prediction)
    listen(session, prediction_id, criteria, now=now)


def rule_facts(row: PredictionRules) -> dict[str, object]:
    """Return what must never change about a later rule, for its digest."""
    return row.model_dump(exclude={"id"})


def listen(session: Session, prediction_id: int, criteria: Criteria, *, now: datetime) -> None:
    """File a prediction under what its rules read, and have that read whole once more.

    A source that nobody had asked about was read without keeping what it said, and from then on
    answers only that nothing has changed.
    """
    for kind, subject in sorted(criteria.subjects):
        if session.get(PredictionSubjects, (kind, subject, prediction_id)) is None:
            session.add(PredictionSubjects(kind=kind, subject=subject, prediction_id=prediction_id))
        about = (
            col(Sources.kind) == kind,
            col(Sources.active).is_(True),
            may_tell(literal(subject)),
        )
        session.execute(
            update(Sources)
            .where(*about)
            .values(etag=None, last_modified=None)
            .execution_options(synchronize_session=False)
        )
        # One that fails keeps to its schedule: what it asked for goes before what we would like.
        session.execute(
            update(Sources)
            .where(*about, col(Sources.problem).is_(None), col(Sources.next_check_at) > now)
            .values(next_check_at=now)
            .execution_options(synchronize_session=False)
        )
    session.flush()


def may_tell(subject: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Return what holds of sources that may speak about a subject: some speak about several.

    Readings name a market of an event, a question of a group (`POST/QUESTION`), or an address whose
    hash says what of it is watched.
    """
    return or_(
        col(Sources.subject) == subject,
        _begins(subject, col(Sources.subject) + "/"),
        col(Sources.subject).startswith("event/"),
        col(Sources.url) == subject,
        _begins(col(Sources.url), subject + "#"),
    )


def _begins(text: SQLColumnExpression[str], start: SQLColumnExpression[str]) -> ColumnElement[bool]:
    # LIKE would take the % and _ of an address for wildcards.
    return func.substr(text, 1, func.length(start)) == start
