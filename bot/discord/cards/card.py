"""The card of a prediction: what it says, how it stands, and the buttons that change that."""

from collections.abc import Sequence
from datetime import datetime

from bot.discord.parts import Button, Part
from bot.render import amending, crowd, kinds, words
from bot.render.kinds import belief_words, outcome_words
from bot.render.naming import condition, is_whole, title
from bot.render.post import AMBER, BLUE, GREEN, GREY, RED, Field, Post, Style
from bot.render.quoting import quoted
from predictions.model import (
    ENDED,
    RUNNING,
    Document,
    Forecast,
    Kind,
    Prediction,
    State,
    Visibility,
)
from predictions.outcomes import Verdict
from predictions.scorecard import forecaster_scores
from storage.commenting import Comment
from storage.dossier import Record

COLOURS = {
    State.OPEN: BLUE,
    State.DUE: AMBER,
    State.IN_REVIEW: AMBER,
    State.DISPUTED: AMBER,
    State.ANNULLED: GREY,
    State.WITHDRAWN: GREY,
}
ENDINGS = {Verdict.YES: GREEN, Verdict.NO: RED, Verdict.PARTIAL: AMBER}
QUICK = (5, 20, 50, 80, 95)
MOST_SHARES = 6  # of options, the likeliest
MOST_AMENDMENTS = 3  # on a card, the newest
SHOWN = 8  # forecasters on a card; the rest is counted
HIDDEN = "hidden until you have forecast"
HIDDEN_TO_THE_END = "hidden until it is resolved"  # nobody can make a forecast any more


def closed(prediction: Prediction, now: datetime) -> bool:
    """Say whether its deadline has passed: a forecast after that would be hindsight."""
    return prediction.window.due_at is not None and now >= prediction.window.due_at


def hides(record: Record, now: datetime) -> bool:
    """Say whether a card that everybody sees has to keep the forecasts to itself."""
    return record.state not in ENDED and not record.prediction.seen_by_all(now)


def hides_from(record: Record, forecaster_id: int | None, now: datetime) -> bool:
    """Say whether the forecasts are hidden from one person."""
    if not hides(record, now):
        return False
    if record.prediction.visibility is Visibility.UNTIL_DATE:
        return True
    return all(forecast.forecaster_id != forecaster_id for forecast in record.forecasts)


def card_post(
    record: Record,
    *,
    style: Style,
    now: datetime,
    document: Document | None = None,
    comments: Sequence[Comment] = (),
    viewer: int | None = None,
    public: bool = True,
) -> Post:
    """Return the card; `viewer` is whose own forecast it shows, on cards that only they see."""
    prediction = record.prediction
    hidden = hides(record, now) if public else hides_from(record, viewer, now)
    fields = [
        Field("Window", style.window(prediction), inline=True),
        Field("State", _state(record, style), inline=True),
        *_crowd(record, style, hidden=_until(record, style, now) if hidden else ""),
    ]
    own = _own(record, viewer)
    if own is not None and not public:
        said = style.said(words.cut(belief_words(prediction, own.belief), 900))
        fields.append(Field("Your forecast", f"{style.bold(said)}, {style.when(own.made_at)}"))
    if not hidden and record.forecasts:
        fields.append(Field("Forecasts", _forecasts(record, style)))
    if record.proposals and record.state is not State.WITHDRAWN:
        waiting = [f"• {style.said(words.cut(p.reason, 200))}" for p in record.proposals[-3:]]
        fields.append(Field("Waits for a decision", "\n".join(waiting)))
    amended = amending.lines(record, style, room=400)
    if amended:
        fields.append(Field("Amended", words.counted(amended[::-1], MOST_AMENDMENTS)))
    if comments:
        fields.append(Field("Comments", _comments(comments, style)))
    return Post(
        title=title(prediction, style),
        colour=_colour(record),
        text="\n".join(_text(record, document, style)),
        fields=tuple(fields),
        footer=_footer(record),
    )


def _text(record: Record, document: Document | None, style: Style) -> list[str]:
    prediction = record.prediction
    lines = []
    if not is_whole(prediction, style):
        lines.append(style.said(prediction.statement))
    lines += condition(prediction, style)
    if prediction.criteria:
        criteria = style.said(words.cut(prediction.criteria, 1200))
        lines.append(f"{style.bold('Resolved by')} {criteria}")
    if prediction.options:
        listed = style.said(words.options(prediction.options))
        lines.append(f"{style.bold('Options')} {listed}")
    if prediction.unit:
        lines.append(f"{style.bold('Unit')} {style.said(prediction.unit)}")
    return [*lines, *quoted(record, document, style)]


def _state(record: Record, style: Style) -> str:
    resolution = record.resolution
    if resolution is None:
        return str(record.state)
    shown = style.bold(style.said(outcome_words(record.prediction, resolution.outcome)))
    at = int((resolution.happened_at or resolution.decided_at).timestamp())
    return f"{shown} <t:{at}:d>"


def _crowd(record: Record, style: Style, *, hidden: str) -> list[Field]:
    count = len(crowd.standing(record.forecasts))
    if hidden:
        return [Field("Crowd", f"{words.plural(count, 'forecast')}, {hidden}")]
    found = crowd.aggregate(record.forecasts)
    if found is None:
        return [Field("Crowd", "nobody yet", inline=True)]
    people = words.plural(count, "forecaster")
    if isinstance(found, tuple):
        named = kinds.by_share(record.prediction, found)
        shares = [f"{words.percent(p)} {style.said(words.cut(name, 40))}" for p, name in named]
        return [Field(f"Crowd (mean of {people})", words.counted(shares, MOST_SHARES))]
    if record.prediction.kind is not Kind.BINARY:
        shown = style.bold(style.said(kinds.middle_words(record.prediction, found)))
        return [Field("Crowd", f"{shown} (median of {people})", inline=True)]
    return [Field("Crowd", f"{style.bold(words.percent(found))} ({people})", inline=True)]


def _until(record: Record, style: Style, now: datetime) -> str:
    shown_from = record.prediction.visible_from
    if shown_from:
        return f"hidden until {style.when(shown_from)}"
    return HIDDEN_TO_THE_END if closed(record.prediction, now) else HIDDEN


def _own(record: Record, viewer: int | None) -> Forecast | None:
    mine = [forecast for forecast in record.forecasts if forecast.forecaster_id == viewer]
    return mine[-1] if mine else None


def _forecasts(record: Record, style: Style) -> str:
    last: dict[tuple[int, bool], Forecast] = {}
    for forecast in record.forecasts:
        stated = forecast.forecaster_id in crowd.standing([forecast])
        last[forecast.forecaster_id, stated] = forecast
    scores = _scores(record)
    newest = sorted(last.items(), key=lambda pair: pair[1].made_at, reverse=True)
    lines = []
    for key, forecast in newest:
        who = words.cut(words.name(record.forecasters.get(forecast.forecaster_id)), 40)
        said = style.said(words.cut(belief_words(record.prediction, forecast.belief), 80))
        at = int(forecast.made_at.timestamp())
        lines.append(f"{style.bold(said)} {style.said(who)} <t:{at}:R>{scores.get(key, '')}")
    return words.counted(lines, SHOWN)


def _scores(record: Record) -> dict[tuple[int, bool], str]:
    if record.resolution is None:
        return {}
    scale = kinds.short_scale(record.prediction)
    found = forecaster_scores(record.prediction, record.forecasts, record.resolution)
    return {
        (
            score.forecaster_id,
            not score.implied,
        ): f", {scale} {kinds.score_words(record.prediction, score.score)}"
        for score in found
        if score.score is not None
    }


def _comments(comments: Sequence[Comment], style: Style) -> str:
    return "\n".join(
        f"{style.bold(style.said(words.cut(c.name, 40)))} <t:{int(c.made_at.timestamp())}:R>: "
        f"{style.said(words.cut(' '.join(c.text.split()), 150))}"
        for c in comments
    )


def _footer(record: Record) -> str:
    prediction = record.prediction
    made_by = record.forecasters.get(prediction.created_by or 0)
    parts = [f"prediction {prediction.id}"]
    if made_by is not None:
        parts.append(f"by {words.cut(made_by.name, 60)}")
    if prediction.tags:
        parts.append(words.cut(", ".join(prediction.tags), 200))
    if _scores(record):
        # A footer shows escapes as they are: the unit stands on the card already.
        scale = kinds.scale_of(prediction, "its unit")
        parts.append(f"{kinds.short_scale(prediction)} {scale}, lower is better")
    return " · ".join(parts)


def _colour(record: Record) -> int:
    if record.resolution is not None:
        return ENDINGS.get(record.resolution.outcome.verdict, GREY)
    return COLOURS.get(record.state, GREY)


def card_parts(record: Record, now: datetime) -> tuple[Part, ...]:
    """Return the buttons that make sense in the state it is in."""
    prediction = record.prediction
    number = prediction.id
    parts: list[Part] = []
    if record.state in RUNNING and not closed(prediction, now):
        if prediction.kind is Kind.BINARY:
            parts += [Button(f"{p} %", f"ci:p:{number}:{p}", row=0) for p in QUICK]
        parts.append(Button("Forecast …", f"ci:f:{number}", "blue", row=1))
    if record.state is not State.WITHDRAWN:
        parts.append(Button("Comment", f"ci:c:{number}", row=1))
    if record.state in RUNNING:
        style = "green" if record.state is State.DUE else "grey"
        parts.append(Button("Resolve …", f"ci:r:{number}", style, row=1))
    parts.append(Button("Details", f"ci:d:{number}", row=1))
    if record.continued_as is not None:
        label = f"Prediction {record.continued_as}"
        parts.append(Button(label, f"ci:d:{record.continued_as}", "blue", row=1))
    return tuple(parts)


def amended_parts(record: Record, amendment_id: int) -> tuple[Part, ...]:
    """Return the buttons below the post about an amendment: of what is asked since then."""
    [about] = [each for each in record.amendments if each.id == amendment_id]
    number = about.continued_as or record.prediction.id
    details = Button("Details", f"ci:d:{number}")
    if about.continued_as is None:
        return (details,)
    return Button("Forecast …", f"ci:f:{number}", "blue"), details
