"""Domain objects to rows and back: the only place where either is made from the other."""

import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from predictions import beliefs, hiding
from predictions.amending import Amendment, Change
from predictions.beliefs import Probability
from predictions.candidate import Basis, Polarity
from predictions.model import (
    Document,
    Evidence,
    Forecast,
    Forecaster,
    ForecasterKind,
    Kind,
    Prediction,
    Proposal,
    Quote,
    Resolution,
    Visibility,
)
from predictions.outcomes import Outcome, Verdict
from predictions.times import Window, utc
from storage import tables


def document_row(document: Document) -> tables.Documents:
    """Return the row of a document."""
    return tables.Documents(
        sha256=document.sha256,
        origin=document.origin,
        title=document.title,
        author=document.author,
        published=document.published,
        media_type=document.media_type,
        text=document.text,
        added_at=document.added_at,
    )


def document(row: tables.Documents) -> Document:
    """Return the document of a row."""
    return Document(
        id=row.id,
        sha256=row.sha256,
        origin=row.origin,
        title=row.title,
        author=row.author,
        published=row.published,
        media_type=row.media_type,
        text=row.text,
        added_at=row.added_at,
    )


def forecaster(row: tables.Forecasters) -> Forecaster:
    """Return the forecaster of a row."""
    return Forecaster(
        id=row.id, name=row.name, kind=ForecasterKind(row.kind), discord_id=row.discord_id
    )


def prediction_row(prediction: Prediction) -> tables.Predictions:
    """Return the row of a prediction; its tags are rows of their own."""
    quote = prediction.quote
    return tables.Predictions(
        statement=prediction.statement,
        kind=prediction.kind.value,
        not_before=prediction.window.not_before,
        deadline=prediction.window.deadline,
        time_zone=prediction.window.time_zone,
        due_at=prediction.window.due_at or tables.FAR_FUTURE,
        condition=prediction.condition,
        criteria=prediction.criteria,
        rule=prediction.rule,
        options=json.dumps(prediction.options) if prediction.options else None,
        unit=prediction.unit,
        visibility=prediction.visibility.value,
        visible_from=prediction.visible_from,
        created_at=utc(prediction.created_at),
        created_by=prediction.created_by,
        document_id=quote.document_id if quote else None,
        quote_start=quote.start if quote else None,
        quote_end=quote.end if quote else None,
        quote=quote.text if quote else None,
        polarity=quote.polarity.value if quote else None,
        guild_id=prediction.guild_id,
        channel_id=prediction.channel_id,
    )


def prediction(row: tables.Predictions, tags: tuple[str, ...] = ()) -> Prediction:
    """Return the prediction of a row and its tags."""
    return Prediction(
        id=row.id,
        statement=row.statement,
        kind=Kind(row.kind),
        window=Window(row.not_before, row.deadline, row.time_zone),
        condition=row.condition,
        criteria=row.criteria,
        rule=row.rule,
        options=tuple(json.loads(row.options)) if row.options else (),
        unit=row.unit,
        tags=tags,
        visibility=Visibility(row.visibility),
        visible_from=row.visible_from,
        created_at=row.created_at,
        created_by=row.created_by,
        quote=_quote(row),
        guild_id=row.guild_id,
        channel_id=row.channel_id,
    )


def _quote(row: tables.Predictions) -> Quote | None:
    if row.document_id is None or row.quote is None:
        return None
    return Quote(
        document_id=row.document_id,
        start=row.quote_start or 0,
        end=row.quote_end or 0,
        text=row.quote,
        polarity=Polarity(row.polarity or "yes"),
    )


def forecast_values(forecast: Forecast) -> dict[str, Any]:
    """Return the columns of a forecast, for inserting many at once."""
    belief = forecast.belief
    stated = belief if isinstance(belief, Probability) else None
    return {
        "prediction_id": forecast.prediction_id,
        "forecaster_id": forecast.forecaster_id,
        "made_at": utc(forecast.made_at),
        "probability": stated.value if stated else None,
        "probability_low": stated.low if stated else None,
        "probability_high": stated.high if stated else None,
        "basis": stated.basis.value if stated else None,
        "belief": None if isinstance(belief, Probability) else json.dumps(beliefs.to_data(belief)),
        "weight": forecast.weight,
        "comment": forecast.comment,
    }


def forecast(row: tables.Forecasts) -> Forecast:
    """Return the forecast of a row."""
    belief: beliefs.Belief
    if row.probability is not None:
        belief = Probability(
            value=row.probability,
            low=row.probability_low,
            high=row.probability_high,
            basis=Basis(row.basis or "stated"),
        )
    else:
        belief = beliefs.from_data(json.loads(row.belief or "{}"))
    return Forecast(
        id=row.id,
        prediction_id=row.prediction_id,
        forecaster_id=row.forecaster_id,
        belief=belief,
        made_at=row.made_at,
        weight=row.weight,
        comment=row.comment,
    )


def resolution_row(resolution: Resolution) -> tables.Resolutions:
    """Return the row of a resolution."""
    return tables.Resolutions(
        prediction_id=resolution.prediction_id,
        version=resolution.version,
        outcome=resolution.outcome.verdict.value,
        value=resolution.outcome.value,
        happened_at=resolution.happened_at,
        decided_at=utc(resolution.decided_at),
        decided_by=resolution.decided_by,
        note=resolution.note,
        evidence_ids=json.dumps(resolution.evidence_ids),
    )


def resolution(row: tables.Resolutions) -> Resolution:
    """Return the resolution of a row."""
    return Resolution(
        id=row.id,
        prediction_id=row.prediction_id,
        version=row.version,
        outcome=Outcome(Verdict(row.outcome), row.value),
        happened_at=row.happened_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        note=hiding.public_text(row.note) if row.note else row.note,
        evidence_ids=tuple(json.loads(row.evidence_ids)),
    )


def evidence_row(evidence: Evidence, snapshot_id: int | None = None) -> tables.EvidenceItems:
    """Return the row of a piece of evidence, read from that reply."""
    return tables.EvidenceItems(
        source_id=evidence.source_id,
        external_id=evidence.external_id,
        url=evidence.url,
        title=evidence.title,
        text=evidence.text,
        published_at=evidence.published_at,
        seen_at=utc(evidence.seen_at),
        sha256=evidence.sha256,
        snapshot_id=snapshot_id,
    )


def evidence(row: tables.EvidenceItems) -> Evidence:
    """Return the evidence of a row; what was kept before keys were kept apart is without them."""
    return Evidence(
        id=row.id,
        source_id=row.source_id,
        external_id=row.external_id,
        url=hiding.public(row.url) if row.url else row.url,
        title=hiding.public_text(row.title),
        text=hiding.public_text(row.text),
        published_at=row.published_at,
        seen_at=row.seen_at,
    )


def proposal_row(proposal: Proposal) -> tables.Proposals:
    """Return the row of a proposal."""
    outcome = proposal.outcome
    return tables.Proposals(
        prediction_id=proposal.prediction_id,
        outcome=outcome.verdict.value if outcome else None,
        value=outcome.value if outcome else None,
        happened_at=proposal.happened_at,
        reason=proposal.reason,
        evidence_ids=json.dumps(proposal.evidence_ids),
        proposed_at=utc(proposal.proposed_at),
        final=proposal.final,
    )


def proposal(row: tables.Proposals) -> Proposal:
    """Return the proposal of a row."""
    return Proposal(
        id=row.id,
        prediction_id=row.prediction_id,
        outcome=Outcome(Verdict(row.outcome), row.value) if row.outcome else None,
        happened_at=row.happened_at,
        reason=hiding.public_text(row.reason),
        evidence_ids=tuple(json.loads(row.evidence_ids)),
        proposed_at=row.proposed_at,
        final=row.final,
    )


def amendment_rows(amendment: Amendment) -> list[tables.Amendments]:
    """Return the rows of an amendment, one for each field."""
    return [
        tables.Amendments(
            prediction_id=amendment.prediction_id,
            field=change.field,
            before=change.before,
            after=change.after,
            reason=amendment.reason,
            made_at=utc(amendment.made_at),
            made_by=amendment.made_by,
            continued_as=amendment.continued_as,
        )
        for change in amendment.changes
    ]


def amendments(found: Iterable[tables.Amendments]) -> tuple[Amendment, ...]:
    """Return the amendments of rows in their order; the first row of each gives its number."""
    groups = groupby(found, key=lambda row: (row.prediction_id, row.made_at))
    return tuple(_amendment(list(group)) for _, group in groups)


def _amendment(group: list[tables.Amendments]) -> Amendment:
    first = group[0]
    return Amendment(
        id=first.id,
        prediction_id=first.prediction_id,
        changes=tuple(Change(row.field, row.before, row.after) for row in group),
        made_at=first.made_at,
        made_by=first.made_by,
        reason=hiding.public_text(first.reason) if first.reason else None,
        continued_as=first.continued_as,
    )
