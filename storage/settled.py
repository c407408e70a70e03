"""How predictions ended, version by version, as a stream."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from storage import messages
from storage.raw import day_text, moment_text
from storage.records import streamed
from storage.scope import Scope, in_scope
from storage.states import JOINED_TAGS, split_tags
from storage.tables import (
    Documents,
    Forecasters,
    Predictions,
    Resolutions,
)


class Ended(NamedTuple):
    """One version of a resolution with its prediction; moments as in `storage.records`."""

    prediction_id: int
    version: int
    standing: bool
    statement: str
    condition: str | None
    kind: str
    options: str | None
    verdict: str
    value: float | None
    not_before: str | None
    deadline: str | None
    happened_at: str | None
    resolved_at: str
    resolved_by: str | None
    note: str | None
    source_url: str | None
    quote: str | None
    tag_list: str | None
    evidence_list: str

    @property
    def evidence_ids(self) -> tuple[int, ...]:
        """Numbers of the evidence it rests on."""
        return tuple(json.loads(self.evidence_list))

    @property
    def tags(self) -> tuple[str, ...]:
        """Tags of the prediction in alphabetical order."""
        return split_tags(self.tag_list)


def endings(session: Session, scope: Scope) -> Iterator[Ended]:
    """Yield every version of every resolution in scope, by prediction and version."""
    for chunk in streamed(session, _query(session, scope)):
        yield from map(Ended._make, chunk)


def _query(session: Session, scope: Scope) -> Any:
    versions = Resolutions.__table__.alias("versions")  # type: ignore[attr-defined]
    newest = (
        select(func.max(versions.c.version))
        .where(versions.c.prediction_id == col(Resolutions.prediction_id))
        .correlate(Resolutions)
        .scalar_subquery()
    )
    return (
        select(
            col(Resolutions.prediction_id),
            col(Resolutions.version),
            (col(Resolutions.version) == newest) & (col(Resolutions.outcome) != "reopened"),
            col(Predictions.statement),
            col(Predictions.condition),
            col(Predictions.kind),
            col(Predictions.options),
            col(Resolutions.outcome),
            col(Resolutions.value),
            day_text(col(Predictions.not_before)),
            day_text(col(Predictions.deadline)),
            moment_text(col(Resolutions.happened_at)),
            moment_text(col(Resolutions.decided_at)),
            col(Forecasters.name),
            col(Resolutions.note),
            messages.origin(),
            col(Predictions.quote),
            JOINED_TAGS,
            col(Resolutions.evidence_ids),
        )
        .join(Predictions, col(Predictions.id) == Resolutions.prediction_id)
        .outerjoin(Forecasters, col(Forecasters.id) == Resolutions.decided_by)
        .outerjoin(Documents, col(Documents.id) == Predictions.document_id)
        .where(*in_scope(session, scope))
        .order_by(col(Resolutions.prediction_id), col(Resolutions.version))
    )
