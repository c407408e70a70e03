"""One prediction's forecasts over time, with what happened meanwhile, as a chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from bot.charts.shown import Happening, Told
from bot.render import kinds, words
from predictions.beliefs import Probability
from predictions.model import Kind
from predictions.outcomes import Verdict
from predictions.saying import in_words
from storage.dossier import Record

NOON = time(12, tzinfo=UTC)  # of the last day: the same date in nearly every zone
MOST_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class History:
    """What the chart of a prediction shows."""

    told: tuple[Told, ...]
    happenings: tuple[Happening, ...]
    until: datetime


def history_of(record: Record, *, now: datetime) -> History:
    """Return the history of a yes-or-no prediction up to its end, or to now."""
    told = tuple(
        Told(
            each.made_at,
            words.name(record.forecasters.get(each.forecaster_id)),
            each.belief.value,
            implied=each.belief.basis.implied,
        )
        for each in record.forecasts
        if isinstance(each.belief, Probability)
    )
    return History(told, _marked(record), _until(record, now))


def history_chart(record: Record, *, now: datetime, theme: str) -> bytes:
    """Return the chart as a PNG."""
    from bot.charts.history import history_png  # noqa: PLC0415 (a second of imports)
    from bot.charts.style import LONGEST_TITLE  # noqa: PLC0415

    title = in_words(record.prediction, LONGEST_TITLE)
    if record.prediction.kind is not Kind.BINARY:
        from bot.charts.course import course_png  # noqa: PLC0415
        from bot.reports.course import course_of  # noqa: PLC0415

        course = course_of(record, until=_until(record, now), happenings=_marked(record))
        return course_png(course, title=title, theme=theme)
    found = history_of(record, now=now)
    return history_png(
        found.told,
        title=title,
        until=found.until,
        happenings=found.happenings,
        theme=theme,
    )


def _until(record: Record, now: datetime) -> datetime:
    ended = record.resolution
    return now if ended is None else ended.happened_at or ended.decided_at


def _marked(record: Record) -> tuple[Happening, ...]:
    return tuple(sorted(_happenings(record), key=lambda each: each.at))


def _happenings(record: Record) -> Iterator[Happening]:
    # Evidence by relevance: there is room for a few, and a feed may have matched often.
    best = sorted(record.evidence, key=lambda each: -each.relevance)[:MOST_EVIDENCE]
    for match in best:
        found = match.evidence
        yield Happening(found.published_at or found.seen_at, found.title)
    deadline = record.prediction.window.deadline
    resolution = record.resolution
    # Of a running prediction whose deadline is far away, the time until then would be all to see.
    if deadline is not None and resolution is not None:
        yield Happening(datetime.combine(deadline, NOON), "Deadline")
    if resolution is not None:
        at = resolution.happened_at or resolution.decided_at
        said = "happened" if resolution.happened_at else "decided"
        yield Happening(
            at,
            f"{kinds.outcome_words(record.prediction, resolution.outcome)}, {said}",
            {Verdict.YES: True, Verdict.NO: False}.get(resolution.outcome.verdict),
        )
