"""The post that tells how a prediction ended, who had said what, and how well they did."""

from datetime import timedelta
from statistics import median

from bot.render import crowd, kinds, words
from bot.render.naming import condition, is_whole, title
from bot.render.post import AMBER, GREEN, GREY, RED, Field, Post, Style
from bot.render.quoting import quoted
from predictions.beliefs import Probability, Shares
from predictions.model import Document, Forecast, Kind, Prediction, Resolution
from predictions.outcomes import Verdict
from predictions.scorecard import ForecasterScore, closed_at, forecaster_scores
from storage.dossier import Record

SCORE_LINES = 12
COLOURS = {Verdict.YES: GREEN, Verdict.NO: RED, Verdict.PARTIAL: AMBER}


def resolution_post(
    record: Record,
    *,
    version: int,
    style: Style,
    mark: str,
    document: Document | None = None,
    objections: timedelta | None = None,
) -> Post:
    """Return the post about that version of how a prediction ended.

    `objections`: how long one may object to it, where one may.
    """
    resolution = next(r for r in record.resolutions if r.version == version)
    verdict = resolution.outcome.verdict
    if verdict is Verdict.REOPENED:
        return _reopened(record, resolution, style, mark)
    scores = forecaster_scores(record.prediction, record.forecasts, resolution)
    lines = _facts(record, resolution, document, style)
    if objections and record.resolution == resolution:
        lines.append(f"Objections until {style.when(resolution.decided_at + objections)}")
    return Post(
        title=title(
            record.prediction,
            style,
            f"{style.said(kinds.outcome_words(record.prediction, resolution.outcome))}:",
        ),
        colour=COLOURS.get(verdict, GREY),
        text="\n".join(lines),
        fields=tuple(_score_fields(record, scores, resolution, style)),
        footer=words.footer(mark, f"prediction {record.prediction.id}"),
    )


def _reopened(record: Record, resolution: Resolution, style: Style, mark: str) -> Post:
    return Post(
        title=title(record.prediction, style, "Reopened:"),
        colour=GREY,
        text=f"The earlier resolution was taken back {style.when(resolution.decided_at)}"
        f"{_by(record, resolution, style, 'Reopened')}."
        + (f"\n{style.said(resolution.note)}" if resolution.note else ""),
        footer=words.footer(mark, f"prediction {record.prediction.id}"),
    )


def _facts(
    record: Record, resolution: Resolution, document: Document | None, style: Style
) -> list[str]:
    prediction = record.prediction
    lines = _taken_back(record, resolution, style)
    lines += [] if is_whole(prediction, style) else condition(prediction, style)
    lines += quoted(record, document, style)
    label = (
        kinds.came_about(resolution.outcome).capitalize() if resolution.happened_at else "Decided"
    )
    moment = (
        style.happened(resolution.happened_at)
        if resolution.happened_at
        else style.when(resolution.decided_at)
    )
    lines.append(f"{label}: {moment}{_by(record, resolution, style, label)}")
    lines.append(f"Window: {style.window(prediction)}")
    if resolution.version > 1:
        lines.append(f"This is version {resolution.version} of the resolution.")
    if resolution.note:
        lines.append(f"Note: {style.said(words.cut(resolution.note, 500))}")
    for matched in record.evidence:
        if matched.evidence.id in resolution.evidence_ids:
            title = words.cut(matched.evidence.title, 200)
            url = matched.evidence.url
            lines.append(f"Evidence: {style.link(title, url) if url else style.said(title)}")
    return lines


def _taken_back(record: Record, resolution: Resolution, style: Style) -> list[str]:
    """Say of an ending that stands no more when that was: its post stays where it is."""
    later = next((r for r in record.resolutions if r.version > resolution.version), None)
    return [f"{style.bold('Taken back')} {style.when(later.decided_at)}"] if later else []


def _by(record: Record, resolution: Resolution, style: Style, label: str) -> str:
    who = record.forecasters.get(resolution.decided_by or 0)
    if who is None:
        return ""
    return f"{', decided' if label in {'Happened', 'Settled'} else ''} by {style.said(words.cut(who.name, 60))}"


def _score_fields(
    record: Record, scores: list[ForecasterScore], resolution: Resolution, style: Style
) -> list[Field]:
    if resolution.outcome.verdict is Verdict.VALUE:
        return _value_fields(record, resolution, style)
    if resolution.outcome.target is None:
        return [Field("Scores", _unscored(record, resolution))]
    stated = [s for s in scores if not s.implied]
    implied = [s for s in scores if s.implied]
    if not scores:
        return [Field("Scores", "Nobody had given a probability.")]
    fields = []
    if stated:
        fields.append(Field("Brier scores (0–1, lower is better)", _table(record, stated, style)))
    if implied:
        # Below stated ones the scale has been said.
        scale = "" if stated else ": Brier scores (0–1, lower is better)"
        name = f"Read from words (implied){scale}"
        fields.append(Field(name, _table(record, implied, style)))
    fields.extend(_crowd(stated, resolution))
    fields.extend(_best_call(record, stated, style))
    return fields


def _unscored(record: Record, resolution: Resolution) -> str:
    if resolution.outcome.verdict is Verdict.ANNULLED and record.prediction.condition:
        return "Nobody is scored: a conditional prediction counts only where its condition comes about."
    return "Not scored: an outcome like this counts for nobody."


def _best_call(record: Record, stated: list[ForecasterScore], style: Style) -> list[Field]:
    counted = [score for score in stated if score.brier is not None]
    if len(counted) < 2:
        return []
    best = counted[0].last  # they come with the best first
    return [_best(record, best, words.belief(best.belief), style)]


def _best(record: Record, forecast: Forecast, belief: str, style: Style) -> Field:
    who = style.said(words.cut(words.name(record.forecasters.get(forecast.forecaster_id)), 40))
    said = f"{who}, {style.said(words.cut(belief, 80))} on {style.day(forecast.made_at)}"
    return Field("Best call", said, inline=True)


def _value_fields(record: Record, resolution: Resolution, style: Style) -> list[Field]:
    """Return the scores of a multiple-choice, numeric or date prediction."""
    prediction = record.prediction
    closed = closed_at(prediction, resolution)
    scored = kinds.scored_lines(record.forecasts, resolution, closed)
    if not scored:
        return [Field("Scores", "Nobody had given a forecast that can be scored.")]
    lines = [
        f"{style.bold(f'{score:,.3f}')} "
        f"{style.said(words.cut(words.name(record.forecasters.get(forecast.forecaster_id)), 40))}: "
        f"{style.said(words.cut(kinds.belief_words(prediction, forecast.belief), 80))} "
        f"({style.day(forecast.made_at)})"
        for score, forecast in scored
    ]
    scale = kinds.scale_words(prediction, style.said(prediction.unit or "its own unit"))
    fields = [Field(scale, words.counted(lines, SCORE_LINES))]
    if len(scored) > 1:
        counted = [forecast for _, forecast in scored]  # they come with the best first
        fields += [
            _crowd_of_values(prediction, counted, resolution, style),
            _best(record, counted[0], kinds.belief_words(prediction, counted[0].belief), style),
        ]
    return fields


def _crowd_of_values(
    prediction: Prediction, counted: list[Forecast], resolution: Resolution, style: Style
) -> Field:
    """Return what all together said: the mean of shares with its score, or how far off they were."""
    together, came = crowd.aggregate(counted), resolution.outcome.value or 0.0
    if isinstance(together, tuple):
        option = style.said(words.cut(prediction.options[int(came)], 40))
        score = kinds.belief_score(Shares(together), came) or 0.0
        said = f"{words.percent(together[int(came)])} {option}, Brier {score:.3f}"
        return Field("Crowd (mean)", said, inline=True)
    middle = together or 0.0
    off = abs(middle - came)
    far = (
        words.plural(round(off), "day")
        if prediction.kind is Kind.DATE
        else kinds.value_words(prediction, float(f"{off:.4g}"))
    )
    said = style.said(f"{kinds.value_words(prediction, middle)}, {far} off")
    return Field("Crowd (median)", said, inline=True)


def _table(record: Record, scores: list[ForecasterScore], style: Style) -> str:
    return words.counted([_line(record, score, style) for score in scores], SCORE_LINES)


def _line(record: Record, score: ForecasterScore, style: Style) -> str:
    who = style.said(words.cut(words.name(record.forecasters.get(score.forecaster_id)), 40))
    said = words.belief(score.last.belief)
    if score.brier is None:
        return f"{who}: {said}, made when the answer could be known: not scored"
    said = f"{said} ({style.day(score.last.made_at)})"
    parts = [f"{style.bold(f'{score.brier:.3f}')} {who}: {said}"]
    if score.forecasts > 1 and score.brier_over_time is not None:
        first = words.belief(score.first.belief)
        parts.append(f"{score.forecasts} forecasts from {first}")
        parts.append(f"over time {score.brier_over_time:.3f}")
    return ", ".join(parts)


def _crowd(stated: list[ForecasterScore], resolution: Resolution) -> list[Field]:
    counted = [s.last.belief for s in stated if s.brier is not None]
    values = [b.value for b in counted if isinstance(b, Probability)]
    target = resolution.outcome.target
    if len(values) < 2 or target is None:
        return []
    middle = median(values)
    return [
        Field(
            "Crowd (median)",
            f"{words.percent(middle)}, Brier {(middle - target) ** 2:.3f}",
            inline=True,
        )
    ]
