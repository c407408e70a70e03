"""Everything about one prediction, as a page on the terminal and as JSON."""

from collections.abc import Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.explaining import Explained
from bot.render import amending, kinds, words
from bot.render.post import Plain
from predictions.amending import Amendment
from predictions.beliefs import Probability
from predictions.interchange.beliefs import plainly
from predictions.model import Document, Forecast, Kind
from predictions.saying import in_words
from predictions.scorecard import forecaster_scores
from storage.dossier import Record


def record_view(
    record: Record,
    document: Document | None,
    time_zone: str,
    rules: Sequence[Explained] = (),
) -> Group:
    """Return the page of a prediction, with its rules and what each says now."""
    style = Plain(time_zone)
    parts: list[RenderableType] = [
        Text(f"{record.prediction.id}  {in_words(record.prediction)}", style="bold"),
        Text(f"{record.state}, {words.window(record.prediction)}"),
    ]
    parts += [Text(line) for line in _details(record, document, style)]
    if record.amendments:
        parts.append(Text("\nAmended", style="bold"))
        parts += [Text(f"  {line}") for line in amending.lines(record, style, tags=True)]
    if record.forecasts:
        parts += [Text("\nForecasts", style="bold"), _forecasts(record, style)]
    if rules:
        parts.append(Text("\nRules", style="bold"))
        parts += [Text(f"  {each.rule}\n    {each.says}") for each in rules]
    if record.evidence:
        parts.append(Text("\nEvidence", style="bold"))
        parts.append(_evidence(record, style))
    for proposal in record.proposals:
        asked = (
            kinds.outcome_words(record.prediction, proposal.outcome)
            if proposal.outcome
            else "to be judged"
        )
        parts.append(Text(f"\nProposal {proposal.id} ({asked}): {proposal.reason}"))
    if record.resolutions:
        parts += [Text("\nResolutions", style="bold"), *_resolutions(record, style)]
    return Group(*parts)


def _details(record: Record, document: Document | None, style: Plain) -> list[str]:
    prediction = record.prediction
    lines = []
    if prediction.condition:
        lines.append(f"Condition: {prediction.condition}")
    if prediction.criteria:
        lines.append(f"Criteria: {prediction.criteria}")
    if prediction.options:
        lines.append(f"Options: {words.options(prediction.options)}")
    if prediction.unit:
        lines.append(f"Unit: {prediction.unit}")
    if prediction.tags:
        lines.append(f"Tags: {', '.join(prediction.tags)}")
    if prediction.quote:
        lines.append(f"Quote: {style.quote(prediction.quote.text)}")
    if record.voice:
        reported = " (reported)" if record.voice.reported else ""
        lines.append(f"Said by: {record.voice.name or 'somebody'}{reported}")
    if document:
        origin = (
            f"{document.origin}, characters {prediction.quote.start}–{prediction.quote.end}"
            if prediction.quote
            else document.origin
        )
        lines.append(f"From: {document.author or 'unknown author'}, {origin}")
    lines.append(f"Added: {style.when(prediction.created_at)}")
    return lines


def _evidence(record: Record, style: Plain) -> Table:
    table = Table(box=None, show_header=False, pad_edge=True)
    table.add_column(justify="right", vertical="top")
    table.add_column(overflow="fold")
    for matched in record.evidence:
        seen = matched.evidence
        day = style.day(seen.published_at or seen.seen_at)
        where = f"\n{seen.url}" if seen.url else ""
        table.add_row(str(seen.id), Text(f"{seen.title}, {day}{where}\n{matched.why}"))
    return table


def _forecasts(record: Record, style: Plain) -> Table:
    table = Table(box=None, show_header=False, pad_edge=True)
    for forecast in record.forecasts:
        who = words.name(record.forecasters.get(forecast.forecaster_id))
        table.add_row(
            Text(kinds.belief_words(record.prediction, forecast.belief)),
            Text(who),
            Text(style.when(forecast.made_at)),
            Text(forecast.comment or ""),
        )
    return table


def _resolutions(record: Record, style: Plain) -> list[Text]:
    lines = []
    for resolution in record.resolutions:
        who = record.forecasters.get(resolution.decided_by or 0)
        by = f" by {words.name(who)}" if who else ""
        at = resolution.happened_at
        happened = (
            f", {kinds.came_about(resolution.outcome)} {style.happened(at)}"
            if at is not None
            else ""
        )
        note = f": {resolution.note}" if resolution.note else ""
        lines.append(
            Text(
                f"  {resolution.version}. "
                f"{kinds.outcome_words(record.prediction, resolution.outcome)}, decided "
                f"{style.when(resolution.decided_at)}{by}{happened}{note}"
            )
        )
    if record.resolution is not None:
        prediction = record.prediction
        scale = kinds.scale_of(prediction, kinds.unit_words(prediction))
        scores = forecaster_scores(prediction, record.forecasts, record.resolution)
        lines += [
            Text(
                f"  {kinds.short_scale(prediction)} {kinds.score_words(prediction, score.score)} ({scale})  "
                f"{words.name(record.forecasters.get(score.forecaster_id))}"
                + ("  implied" if score.implied else "")
            )
            for score in scores
            if score.score is not None
        ]
    return lines


def record_data(
    record: Record, document: Document | None, rules: Sequence[Explained] = ()
) -> dict[str, Any]:
    """Return the same as plain data; keys are only ever added."""
    prediction = record.prediction
    window = prediction.window
    return {
        "id": prediction.id,
        "statement": prediction.statement,
        "state": str(record.state),
        "kind": str(prediction.kind),
        "not_before": window.not_before.isoformat() if window.not_before else None,
        "deadline": window.deadline.isoformat() if window.deadline else None,
        "time_zone": window.time_zone,
        "condition": prediction.condition,
        "criteria": prediction.criteria,
        "options": list(prediction.options),
        "unit": prediction.unit,
        "tags": list(prediction.tags),
        "quote": prediction.quote.text if prediction.quote else None,
        "span": [prediction.quote.start, prediction.quote.end] if prediction.quote else None,
        "polarity": str(prediction.quote.polarity) if prediction.quote else None,
        "source": document.origin if document else None,
        "amendments": [_amendment_data(record, each) for each in record.amendments],
        "continues": record.continues,
        "continued_as": record.continued_as,
        "forecasts": [_forecast_data(record, forecast) for forecast in record.forecasts],
        "resolutions": [
            {
                "version": r.version,
                "outcome": str(r.outcome),
                "ended_as": kinds.outcome_words(prediction, r.outcome),
                "happened_at": r.happened_at.isoformat() if r.happened_at else None,
                "decided_at": r.decided_at.isoformat(),
                "note": r.note,
            }
            for r in record.resolutions
        ],
        "evidence": [
            {"id": m.evidence.id, "title": m.evidence.title, "url": m.evidence.url, "why": m.why}
            for m in record.evidence
        ],
        "proposals": [
            {"id": p.id, "outcome": str(p.outcome) if p.outcome else None, "reason": p.reason}
            for p in record.proposals
        ],
        "rules": [{"rule": each.rule, "says": each.says} for each in rules],
        "scores": _score_data(record),
    }


def _amendment_data(record: Record, amendment: Amendment) -> dict[str, Any]:
    return {
        "at": amendment.made_at.isoformat(),
        "by": words.name(record.forecasters.get(amendment.made_by or 0)),
        "reason": amendment.reason,
        "prediction": amendment.prediction_id,
        "changes": amending.changes_data(amendment),
    }


def _forecast_data(record: Record, forecast: Forecast) -> dict[str, Any]:
    belief = forecast.belief
    stated = belief if isinstance(belief, Probability) else None
    return {
        "forecaster": words.name(record.forecasters.get(forecast.forecaster_id)),
        "probability": stated.value if stated else None,
        "probability_low": stated.low if stated else None,
        "probability_high": stated.high if stated else None,
        "basis": str(stated.basis) if stated else None,
        "belief": None if stated else plainly(record.prediction, belief),
        "forecast_at": forecast.made_at.isoformat(),
        "comment": forecast.comment,
    }


def _score_data(record: Record) -> list[dict[str, Any]]:
    if record.resolution is None:
        return []
    scores = forecaster_scores(record.prediction, record.forecasts, record.resolution)
    binary = record.prediction.kind is Kind.BINARY
    return [
        {
            "forecaster": words.name(record.forecasters.get(score.forecaster_id)),
            "implied": score.implied,
            "brier": score.score if binary else None,
            "brier_over_time": score.score_over_time if binary else None,
            "score": score.score,
            "score_over_time": score.score_over_time,
            "coverage": score.coverage,
        }
        for score in scores
    ]
