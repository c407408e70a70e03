"""A number from an API against a threshold."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from predictions.decisions import Decision, Nothing, Propose, evidence
from predictions.outcomes import NO, YES
from predictions.readings import NumberReading, Reading, exactly, named
from predictions.rules.kinds import NumberThreshold, When
from predictions.times import Window, start_of

_ELSEWHERE = timedelta(days=1)  # east of here it may be tomorrow


def number(
    rule: NumberThreshold, window: Window, readings: Sequence[Reading], now: datetime
) -> Decision:
    """Decide by the values of a series, each in its latest revision."""
    series = _series(rule, readings)
    if not series:
        return Nothing(f"{named(rule.source, rule.subject)} has given no number yet")
    match rule.when:
        case When.AT:
            return _number_at(rule, window, series, now)
        case When.EVER:
            return _number_ever(rule, window, series, now)
        case When.SUSTAINED:
            return _number_sustained(rule, window, series, now)


def _series(rule: NumberThreshold, readings: Sequence[Reading]) -> list[NumberReading]:
    """Return one number per day, the latest reading of each: earlier ones have been revised.

    What stands for days to come is a projection.
    """
    by_day: dict[date, NumberReading] = {}
    for reading in sorted(
        (r for r in readings if isinstance(r, NumberReading)), key=lambda r: r.read_at
    ):
        mine = (reading.source, reading.subject) == (rule.source, rule.subject)
        if mine and reading.day <= reading.read_at.date() + _ELSEWHERE:
            by_day[reading.day] = reading
    return [by_day[day] for day in sorted(by_day)]


def _settled(rule: NumberThreshold, reading: NumberReading) -> bool:
    """Whether the value was read when revisions of its day were over."""
    return reading.read_at.date() > reading.day + timedelta(days=rule.settle_days)


def _said(rule: NumberThreshold, reading: NumberReading) -> str:
    verb = "is" if rule.met(reading.value) else "is not"
    return (
        f"{named(rule.source, rule.subject)}: {exactly(reading.value)} for {reading.day} "
        f"{verb} {rule.comparison} {exactly(rule.threshold)}"
    )


def _number_at(
    rule: NumberThreshold, window: Window, series: Sequence[NumberReading], now: datetime
) -> Decision:
    reading = next((r for r in series if r.day == rule.day), None)
    if reading is None:
        return Nothing(f"{named(rule.source, rule.subject)} has no value for {rule.day} yet")
    return Propose(
        outcome=YES if rule.met(reading.value) else NO,
        reason=_said(rule, reading),
        happened_at=_end_of(reading.day, window, now),
        evidence_ids=evidence(reading),
        final=_settled(rule, reading),
    )


def _number_ever(
    rule: NumberThreshold, window: Window, series: Sequence[NumberReading], now: datetime
) -> Decision:
    inside = [r for r in series if _in_window(window, r.day)]
    hit = next((r for r in inside if rule.met(r.value)), None)
    if hit is not None:
        return Propose(
            outcome=YES,
            reason=_said(rule, hit),
            happened_at=_end_of(hit.day, window, now),
            evidence_ids=evidence(hit),
            final=_settled(rule, hit),
        )
    return _never_met(rule, window, inside, now)


def _number_sustained(
    rule: NumberThreshold, window: Window, series: Sequence[NumberReading], now: datetime
) -> Decision:
    inside = [r for r in series if _in_window(window, r.day)]
    start: NumberReading | None = None
    for reading in inside:
        if not rule.met(reading.value):
            start = None
            continue
        start = start or reading
        if (reading.day - start.day).days + 1 >= (rule.days or 1):
            stretch = [r for r in inside if start.day <= r.day <= reading.day]
            return Propose(
                outcome=YES,
                reason=f"{_said(rule, reading)}, on all {len(stretch)} readings since {start.day}",
                happened_at=_end_of(reading.day, window, now),
                evidence_ids=evidence(start, reading),
                final=all(_settled(rule, r) for r in stretch) and _dense(stretch),
            )
    return _never_met(rule, window, inside, now)


def _dense(stretch: Sequence[NumberReading]) -> bool:
    """Whether a stretch has no hole that could hide a day below the threshold."""
    gaps = [(b.day - a.day).days for a, b in pairwise(stretch)]
    return not gaps or max(gaps) <= max(4, 2 * sorted(gaps)[len(gaps) // 2])


def _never_met(
    rule: NumberThreshold, window: Window, inside: Sequence[NumberReading], now: datetime
) -> Decision:
    """After the deadline, with readings up to it, propose "no"; people look for the holes."""
    name = named(rule.source, rule.subject)
    due = window.due_at
    if due is None or now < due:
        return Nothing(f"{name} has not met {rule.comparison} {exactly(rule.threshold)}")
    if not inside or window.deadline is None:
        return Nothing(f"{name} has no readings in the window: silence is not a no")
    if (window.deadline - inside[-1].day).days > max(4, _usual_gap(inside)):
        return Nothing(f"{name} was last read for {inside[-1].day}: silence is not a no")
    return Propose(
        outcome=NO,
        reason=f"{name}: none of {len(inside)} readings is {rule.comparison} {exactly(rule.threshold)}",
        happened_at=due,
        evidence_ids=evidence(inside[-1]),
    )


def _usual_gap(series: Sequence[NumberReading]) -> int:
    gaps = sorted((b.day - a.day).days for a, b in pairwise(series))
    return gaps[len(gaps) // 2] if gaps else 0


def _in_window(window: Window, day: date) -> bool:
    return (window.not_before is None or day >= window.not_before) and (
        window.deadline is None or day <= window.deadline
    )


def _end_of(day: date, window: Window, now: datetime) -> datetime:
    """Return the last second of a day where the prediction's days are: a value on the last day is in time."""
    end = start_of(day + timedelta(days=1), window.time_zone) - timedelta(seconds=1)
    return min(end, now)
