"""Decisions of a review in Discord, step by step, so that the last one can be taken back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from storage.discord_tables import Finds, FindSteps


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One decision.

    Attributes:
        batch: the review.
        again: the finds that wait again once it is taken back; with what they said before, where
            the decision changed that.
        parts: finds that came of cutting one up, and go.
        made: predictions that came of it, and are withdrawn.
        lasting: it can't be taken back, since what was written is only ever added to.
    """

    batch: int
    again: Mapping[int, dict[str, Any] | None] = field(default_factory=dict)
    parts: tuple[int, ...] = ()
    made: tuple[int, ...] = ()
    lasting: bool = False
    id: int = 0


def note(session: Session, step: Step) -> None:
    """Note what was decided."""
    data = {
        "again": [[number, before] for number, before in step.again.items()],
        "parts": step.parts,
        "made": step.made,
        "lasting": step.lasting,
    }
    session.add(FindSteps(batch=step.batch, data=json.dumps(data, ensure_ascii=False)))
    session.flush()


def last(session: Session, batch: int) -> Step | None:
    """Return the last decision of a review that stands; None where there is none."""
    query = select(FindSteps).where(FindSteps.batch == batch)
    row = session.exec(query.order_by(col(FindSteps.id).desc()).limit(1)).first()
    if row is None or row.id is None:
        return None
    data = json.loads(row.data)
    return Step(
        batch=row.batch,
        again=dict(data["again"]),
        parts=tuple(data["parts"]),
        made=tuple(data["made"]),
        lasting=data["lasting"],
        id=row.id,
    )


def take_back(session: Session, step: Step) -> None:
    """Let the finds of a step wait as they did before it."""
    session.execute(delete(Finds).where(col(Finds.id).in_(step.parts)))
    for number, before in step.again.items():
        row = session.get_one(Finds, number)
        row.status, row.prediction_id = "waiting", None
        if before is not None:
            row.data = json.dumps(before, ensure_ascii=False)
        session.add(row)
    session.execute(delete(FindSteps).where(col(FindSteps.id) == step.id))
    session.flush()


def forget(session: Session, batches: list[int]) -> None:
    """Forget the steps of those reviews: nobody goes on with them."""
    session.execute(delete(FindSteps).where(col(FindSteps.batch).in_(batches)))
