"""The post that tells how a prediction ended, who had said what, and how well they did."""

from datetime import timedelta

from bot.render import amending, crowd, kinds, words
from bot.render.naming import condition, is_whole, title
from bot.render.post import AMBER, GREEN, GREY, RED, Field, Post, Style
from bot.render.quoting import quoted
from predictions.beliefs import Probability, Shares
from predictions.model import Document, Forecast, Kind, Prediction, Resolution
from predictions.outcomes import Verdict
from predictions.scorecard import ForecasterScore, belief_scores, forecaster_scores
from storage.dossier import Record

SCORE_LINES = 12
MOST_AMENDMENTS = 3  # the newest
LONGEST_BELIEF = 80
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
    lines += [
        f"Amended {line}" for line in amending.lines(record, style, room=400)[-MOST_AMENDMENTS:]
    ]
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
    return (
        f"{', decided' if label in {'Happened', 'Settled'} else ''} by "
        f"{style.said(words.cut(who.name, 60))}"
    )


def _score_fields(
    record: Record, scores: list[ForecasterScore], resolution: Resolution, style: Style
) -> list[Field]:
    prediction = record.prediction
    if not resolution.outcome.scored:
        return [Field("Scores", _unscored(record, resolution))]
    stated = [s for s in scores if not s.implied]
    implied = [s for s in scores if s.implied]
    if not scores:
        given = "a probability" if prediction.kind is Kind.BINARY else "a forecast"
        return [Field("Scores", f"Nobody had given {given}.")]
    scale = kinds.scale_words(prediction, style.said(kinds.unit_words(prediction)))
    fields = []
    if stated:
        fields.append(Field(scale, _table(record, stated, style)))
    if implied:
        # Below stated ones the scale has been said.
        behind = "" if stated else f": {scale}"
        fields.append(Field(f"Read from words (implied){behind}", _table(record, implied, style)))
    counted = [score for score in stated if score.score is not None]
    if len(counted) > 1:
        best = counted[0].last  # they come with the best first
        fields += [
            Field(*_crowd(prediction, counted, resolution, style), inline=True),
            Field("Best call", _best(record, best, style), inline=True),
        ]
    return fields


def _unscored(record: Record, resolution: Resolution) -> str:
    if resolution.outcome.verdict is Verdict.ANNULLED and record.prediction.condition:
        return "Nobody is scored: a conditional prediction counts only where its condition comes about."
    return "Not scored: an outcome like this counts for nobody."


def _best(record: Record, forecast: Forecast, style: Style) -> str:
    who = style.said(words.cut(words.name(record.forecasters.get(forecast.forecaster_id)), 40))
    said = words.cut(kinds.belief_words(record.prediction, forecast.belief), LONGEST_BELIEF)
    return f"{who}, {style.said(said)} on {style.day(forecast.made_at)}"


def _crowd(
    prediction: Prediction, counted: list[ForecasterScore], resolution: Resolution, style: Style
) -> tuple[str, str]:
    """Return what all together said, with its score on the scale of everybody's."""
    forecasts = [score.last for score in counted]
    together = crowd.belief(prediction, forecasts)
    [score] = belief_scores(prediction, [together], resolution.outcome)
    scored = f"{kinds.short_scale(prediction)} {kinds.score_words(prediction, score or 0.0)}"
    match together:
        case Probability():
            return "Crowd (median)", f"{words.percent(together.value)}, {scored}"
        case Shares(values):
            came = int(resolution.outcome.value or 0)
            option = style.said(words.cut(prediction.options[came], 40))
            return "Crowd (mean)", f"{words.percent(values[came])} {option}, {scored}"
        case _:
            shown = style.said(kinds.middle_words(prediction, crowd.middle(together)))
            return "Crowd (median)", f"{shown}, {scored}"


def _table(record: Record, scores: list[ForecasterScore], style: Style) -> str:
    return words.counted([_line(record, score, style) for score in scores], SCORE_LINES)


def _line(record: Record, score: ForecasterScore, style: Style) -> str:
    who = style.said(words.cut(words.name(record.forecasters.get(score.forecaster_id)), 40))
    said = _said(record.prediction, score.last, style)
    if score.score is None:
        why = (
            "made when the answer could be known"
            if score.late
            else "it leaves open where its middle is"
        )
        return f"{who}: {said}, {why}: not scored"
    said = f"{said} ({style.day(score.last.made_at)})"
    parts = [f"{style.bold(kinds.score_words(record.prediction, score.score))} {who}: {said}"]
    if score.forecasts > 1 and score.score_over_time is not None:
        number = f"{score.forecasts} forecasts"
        if isinstance(score.first.belief, Probability):
            number += f" from {words.belief(score.first.belief)}"
        parts += [
            number,
            f"over time {kinds.score_words(record.prediction, score.score_over_time)}",
        ]
    return ", ".join(parts)


def _said(prediction: Prediction, forecast: Forecast, style: Style) -> str:
    if isinstance(forecast.belief, Probability):
        return words.belief(forecast.belief)
    return style.said(words.cut(kinds.belief_words(prediction, forecast.belief), LONGEST_BELIEF))
