"""One prediction's forecasts over time, with what happened meanwhile, as a chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from bot.charts.shown import Happening, Told
from bot.render import kinds, words
from predictions.beliefs import Probability
from predictions.errors import InvalidValue
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
    """Return the history of a prediction up to its end, or to now.

    Raises:
        InvalidValue: it asks for something else than yes or no.
    """
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
    if record.forecasts and not told:
        raise InvalidValue("--png", "there is a chart of yes-or-no predictions only")
    happenings = sorted(_happenings(record), key=lambda each: each.at)
    ended = record.resolution
    until = now if ended is None else ended.happened_at or ended.decided_at
    return History(told, tuple(happenings), until)


def history_chart(record: Record, *, now: datetime, theme: str) -> bytes:
    """Return the chart as a PNG."""
    from bot.charts.history import history_png  # noqa: PLC0415 (a second of imports)
    from bot.charts.style import LONGEST_TITLE  # noqa: PLC0415

    found = history_of(record, now=now)
    return history_png(
        found.told,
        title=in_words(record.prediction, LONGEST_TITLE),
        until=found.until,
        happenings=found.happenings,
        theme=theme,
    )


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
