"""Mending predictions: what may change in place, and what has to be asked anew.

No forecast is ever held against words or days that it was not made on. So under forecasts only
spelling changes in place; whatever else changes goes on as another prediction, and the one before is
withdrawn with its forecasts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam, delete, func, update
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from predictions.amending import DAYS, TAGS, Amendment, Change, changes, is_spelling
from predictions.errors import InvalidValue
from predictions.model import ForecasterKind, Prediction, State
from storage import events, outbox, recording, resolving, rows, rules, watchlist
from storage.errors import Refused
from storage.plain import columns, fetch
from storage.standing import latest, where_it_goes_on
from storage.states import Listed
from storage.tables import (
    FAR_FUTURE,
    Amendments,
    Forecasters,
    Forecasts,
    Predictions,
    PredictionTags,
    Sources,
)

ENDED = (State.RESOLVED, State.ANNULLED, State.WITHDRAWN)
ASKED = (State.IN_REVIEW, State.DISPUTED)
NUMBER = bindparam("number", type_=BigInteger)
IN_PLACE_OF_ONE = (
    sa_select(*columns(Amendments))
    .where(col(Amendments.prediction_id) == NUMBER, col(Amendments.continued_as).is_(None))
    .order_by(col(Amendments.id).desc())
)


class NeedsAnew(Refused):
    """It says something else then, and there are forecasts or rules that hold of the old words."""

    def __init__(self, why: str, *, forecasts: int) -> None:
        super().__init__(why)
        self.forecasts = forecasts


@dataclass(frozen=True, slots=True)
class Amended:
    """What came of it: the prediction as it stands, which has another number where asked anew."""

    prediction: Prediction
    amendment: Amendment
    forecasts: int  # that stand on it in place, or were left with what it said before
    brought: int = 0  # forecasts of the quoted author, which go along


def amend(
    session: Session,
    found: Listed,
    wanted: Prediction,
    *,
    now: datetime,
    by: int | None = None,
    reason: str | None = None,
    anew: bool = False,
) -> Amended:
    """Have a prediction say what it ought to, with what it said before on record.

    Args:
        session: of the ledger.
        found: as it stands, just read in this very session.
        wanted: the same with what is to change.
        now: this moment.
        by: who changes it.
        reason: why; needed for all but tags.
        anew: whether it may go on as another prediction.

    Raises:
        Refused: nothing would change, or its time for that is over.
        NeedsAnew: only as another prediction.
        InvalidValue: no reason is given, or the last day has passed.
    """
    number = found.prediction.id
    assert number is not None  # noqa: S101 (it came from the ledger)
    made = changes(found.prediction, wanted)
    if not made:
        raise Refused(f"prediction {number} says so already: nothing changes")
    said = [change for change in made if change.field != TAGS]
    given = _given(session, number)
    draft = Amendment(
        prediction_id=number, changes=made, made_at=now, made_by=by, reason=reason or None
    )
    if said:
        _check_time(session, found, wanted, now)
        if not draft.reason:
            raise InvalidValue("reason", "is empty; say in a few words why it changes")
        why = _why_anew(session, found, said, given)
        if why and not anew:
            raise NeedsAnew(why, forecasts=given.count)
        if why:
            return _anew(session, found, wanted, draft, given)
    stored = _keep(session, draft)
    _change(session, found.prediction, wanted, said, now)
    if said and given.by - {by}:
        _tell(session, found.prediction, stored)
    return Amended(wanted, stored, given.count)


@dataclass(frozen=True, slots=True)
class Given:
    """What was forecast on it: how many by whom, and when the first was made."""

    by: frozenset[int]
    count: int
    first: datetime | None


def _given(session: Session, prediction_id: int) -> Given:
    query = (
        select(col(Forecasts.forecaster_id), func.count(), func.min(col(Forecasts.made_at)))
        .where(Forecasts.prediction_id == prediction_id)
        .group_by(col(Forecasts.forecaster_id))
    )
    found = session.exec(query).all()
    return Given(
        by=frozenset(row[0] for row in found),
        count=sum(row[1] for row in found),
        first=min((row[2] for row in found), default=None),
    )


def _check_time(session: Session, found: Listed, wanted: Prediction, now: datetime) -> None:
    number, stands = found.prediction.id, "only its tags can be changed"
    if found.state in ENDED:
        after = where_it_goes_on(session, number or 0)
        on = f" and goes on as prediction {after}" if after else ""
        raise Refused(f"prediction {number} is {found.state}{on}, and stays as it is: {stands}")
    due = found.prediction.window.due_at
    if due is not None and now >= due:
        deadline = found.prediction.window.deadline
        raise Refused(
            f"the deadline of prediction {number} ({deadline}) has passed, and what it says stays: {stands}"
        )
    later = wanted.window.due_at
    if later is not None and later <= now:
        raise InvalidValue("deadline", f"{wanted.window.deadline} has passed; write a day to come")
    if latest(session, number or 0) is not None:
        raise Refused(f"prediction {number} was resolved before, and what it says stays: {stands}")


def _why_anew(session: Session, found: Listed, said: Sequence[Change], given: Given) -> str | None:
    """Return why it can't change in place; None where it can.

    Raises:
        Refused: somebody waits for a decision on what it says now.
    """
    number = found.prediction.id or 0
    if all(is_spelling(each, _earlier(session, number, each.field, given.first)) for each in said):
        return None
    if found.state in ASKED:
        raise Refused(
            f"prediction {number} is {found.state}: while a decision on it waits only spelling changes"
        )
    if given.count:
        on_it = "a forecast" if given.count == 1 else f"{given.count} forecasts"
        return (
            f"prediction {number} has {on_it} on what it says now. To say something else it has to go "
            "on as another prediction; this one is then withdrawn, and nobody is scored on it"
        )
    ruled = rules.criteria_of(session, number) is not None
    if ruled and any(change.field not in DAYS for change in said):
        return (
            f"prediction {number} has a rule that decides what it says now. To say something else it "
            "has to go on as another prediction, without that rule; this one is then withdrawn"
        )
    return None


def _earlier(
    session: Session, prediction_id: int, field: str, since: datetime | None
) -> list[str | None]:
    """Return what a field has said since there are forecasts.

    Letter by letter a word could be led to any other.
    """
    past = fetch(session, IN_PLACE_OF_ONE, {"number": prediction_id})
    return [row.before for row in past if row.field == field and since and row.made_at >= since]


def _keep(session: Session, draft: Amendment) -> Amendment:
    kept = rows.amendment_rows(draft)
    for row in kept:
        session.add(row)
        session.flush()  # one by one: their numbers are in their order
    [stored] = rows.amendments(kept)
    events.append(
        session,
        "amended",
        at=draft.made_at,
        actor_id=draft.made_by,
        prediction_id=draft.prediction_id,
        amendments=[row.id for row in kept],
        digest=events.digest(amendment_facts(row) for row in kept),
    )
    return stored


def amendment_facts(row: Amendments) -> dict[str, object]:
    """Return what must never change about an amendment, for its digest."""
    return row.model_dump(exclude={"id"})


def _change(
    session: Session,
    before: Prediction,
    wanted: Prediction,
    said: Sequence[Change],
    now: datetime,
) -> None:
    number = before.id
    if wanted.tags != before.tags:
        session.execute(delete(PredictionTags).where(col(PredictionTags.prediction_id) == number))
        session.add_all(
            PredictionTags(tag=tag, prediction_id=number or 0) for tag in dict.fromkeys(wanted.tags)
        )
        session.flush()
    if said:
        row = rows.prediction_row(wanted)
        changed: dict[str, Any] = {change.field: getattr(row, change.field) for change in said}
        session.execute(
            update(Predictions)
            .where(col(Predictions.id) == number)
            # What is known is held against it as it stands now.
            .values(**changed, due_at=wanted.window.due_at or FAR_FUTURE, look_at=now)
            .execution_options(synchronize_session="fetch")
        )


def _anew(
    session: Session,
    found: Listed,
    wanted: Prediction,
    draft: Amendment,
    given: Given,
) -> Amended:
    """Withdraw a prediction, and ask what is wanted in its place."""
    before, now = found.prediction, draft.made_at
    ruled = rules.criteria_of(session, before.id or 0)
    same = all(change.field in (*DAYS, TAGS) for change in draft.changes)
    follower = recording.add_prediction(
        session,
        replace(
            wanted,
            id=None,
            created_at=now,
            # Rules read words: other words are decided by people until they get rules of their own.
            rule=ruled.to_json() if ruled and same else None,
        ),
    )
    brought = _bring(session, before, follower, now)
    stored = _keep(session, replace(draft, continued_as=follower.id))
    resolving.withdraw(session, before.id or 0, now=now, by=draft.made_by)
    _watch_on(session, before.id or 0, follower.id or 0, now)
    if given.by - {draft.made_by}:
        _tell(session, before, stored)
    return Amended(follower, stored, given.count - brought, brought)


def _bring(session: Session, before: Prediction, follower: Prediction, now: datetime) -> int:
    """Take along what the author of a quote has said; return how much that was.

    They said it in the words that are quoted, and those stay: what changes is how those are read.
    """
    if before.quote is None or before.kind is not follower.kind:
        return 0
    query = (
        sa_select(*columns(Forecasts))
        .join(Forecasters, col(Forecasters.id) == col(Forecasts.forecaster_id))
        .where(
            col(Forecasts.prediction_id) == NUMBER,
            col(Forecasters.kind) == ForecasterKind.AUTHOR.value,
        )
        .order_by(col(Forecasts.id))
    )
    theirs = map(rows.forecast, fetch(session, query, {"number": before.id}))
    copies = [replace(each, id=None, prediction_id=follower.id or 0) for each in theirs]
    return len(recording.add_forecasts(session, copies, at=now))


def _watch_on(session: Session, before: int, after: int, now: datetime) -> None:
    query = select(Sources).where(Sources.prediction_id == before, col(Sources.active).is_(True))
    for each in map(watchlist.source_of, session.exec(query).all()):
        watchlist.add_source(
            session,
            each.url,
            now=now,
            label=each.label,
            kind=each.kind,
            subject=each.subject,
            prediction_id=after,
            terms=each.terms,
            interval=each.interval,
            keys=each.keys,
        )


def _tell(session: Session, about: Prediction, stored: Amendment) -> None:
    """Owe the post that tells those who forecast on it."""
    outbox.enqueue(
        session,
        key=f"amended:{stored.id}",
        kind="amended",
        prediction_id=about.id,
        channel_id=about.channel_id,
        data={"amendment": stored.id},
        tells=stored.made_at.isoformat(),
        now=stored.made_at,
    )


def amended_ones(session: Session) -> set[int]:
    """Return the predictions that were amended in place."""
    query = select(Amendments.prediction_id).where(col(Amendments.continued_as).is_(None))
    return set(session.exec(query.distinct()))


def facts_before(session: Session, row: Predictions) -> dict[str, Any]:
    """Return what a prediction said when it was added, for its digest.

    Its amendments are taken back one by one; where one does not fit what stands there, the facts are
    those of no prediction.
    """
    facts = recording.prediction_facts(row)
    for past in fetch(session, IN_PLACE_OF_ONE, {"number": row.id}):
        if past.field in facts:
            stands = facts[past.field]
            if (None if stands is None else str(stands)) != past.after:
                return {}
            facts[past.field] = past.before
    return facts
