"""Words on a page, and things that appear."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from predictions.decisions import Decision, Nothing, Propose, evidence
from predictions.hiding import called
from predictions.outcomes import YES
from predictions.readings import PublishedReading, Reading, TextReading, named
from predictions.rules.kinds import OnPage, Published
from predictions.rules.patterns import quiet
from predictions.times import Window


def page(
    rule: OnPage,
    window: Window,
    readings: Sequence[Reading],
    now: datetime,
) -> Decision:
    """Decide by what a page said while the window was open."""
    found = [
        reading
        for reading in readings
        if isinstance(reading, TextReading)
        and (reading.source, reading.subject) == (rule.source, rule.url)
        and reading.selector == rule.selector
        and window.holds(reading.read_at)
    ]
    if not found:
        return Nothing(f"{called(rule.url)} has not been read in the window")
    hits = [(reading, _quote(rule, reading)) for reading in sorted(found, key=lambda r: r.read_at)]
    if rule.absent:
        return _gone(rule, hits)
    hit = next(((reading, quote) for reading, quote in hits if quote is not None), None)
    if hit is None:
        return Nothing(f"{called(rule.url)} does not show it")
    reading, quote = hit
    return Propose(
        outcome=YES,
        reason=f"{called(rule.url)} says “{quote}”",
        happened_at=min(reading.published_at or reading.read_at, now),
        evidence_ids=evidence(reading),
        # Anyone can write a sentence on most pages; only the deciding authority's own counts.
        final=rule.trusted,
    )


def _gone(rule: OnPage, hits: Sequence[tuple[TextReading, str | None]]) -> Decision:
    """What was never seen there cannot go; an empty page is a fault, not an absence."""
    seen = [at for at, (_, quote) in enumerate(hits) if quote is not None]
    if not seen:
        return Nothing(f"{called(rule.url)} has never shown it")
    reading, quote = hits[-1]
    if quote is not None or not (reading.text or rule.selector):
        return Nothing(f"{called(rule.url)} still shows it")
    return Propose(
        outcome=YES,
        reason=f"{called(rule.url)} no longer says “{hits[seen[-1]][1]}”",
        happened_at=reading.read_at,
        evidence_ids=evidence(hits[seen[-1]][0], reading),
        final=False,
    )


def _quote(rule: OnPage, reading: TextReading) -> str | None:
    """Return the words that meet the rule, verbatim; None where none do."""
    if reading.text is None:
        return None
    if rule.pattern is None:
        return reading.text[:120].strip() or None
    return find(rule.pattern, reading.text)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> Any:
    import re2  # noqa: PLC0415 - only criteria with patterns pay for it

    return re2.compile(pattern, options=quiet())


def find(pattern: str, text: str) -> str | None:
    """Return what a user's pattern finds first, in linear time, at most 200 characters of it."""
    match = _compiled(pattern).search(text)
    return None if match is None else match.group(0)[:200]


def published(
    rule: Published, window: Window, readings: Sequence[Reading], now: datetime
) -> Decision:
    """Decide by what appeared while the window was open."""
    name = named(rule.source, rule.subject)
    found = [
        reading
        for reading in _as_last_told(rule, readings)
        if (rule.preliminary_counts or not reading.preliminary)
        and (rule.pattern is None or find(rule.pattern, reading.title) is not None)
    ]
    dated = [r for r in found if r.published_at is not None and r.published_at <= now]
    inside = [r for r in dated if r.published_at is not None and window.holds(r.published_at)]
    if inside:
        first = min(inside, key=lambda r: r.published_at or r.read_at)
        return Propose(
            outcome=YES,
            reason=f"{name} published “{first.title}”",
            happened_at=first.published_at,
            evidence_ids=evidence(first),
            final=True,
        )
    undated = [r for r in found if r.published_at is None and window.holds(r.read_at)]
    if undated:
        first = min(undated, key=lambda r: r.read_at)
        return Propose(
            outcome=YES,
            reason=f"{name} published “{first.title}”, without a date",
            happened_at=first.read_at,
            evidence_ids=evidence(first),
        )
    return Nothing(f"{name} has published nothing that counts")


def _as_last_told(rule: Published, readings: Sequence[Reading]) -> list[PublishedReading]:
    """Return each thing that appeared as its source told of it last: dates are corrected."""
    last: dict[str, PublishedReading] = {}
    for reading in readings:
        if not isinstance(reading, PublishedReading):
            continue
        if (reading.source, reading.subject) != (rule.source, rule.subject):
            continue
        known = last.get(reading.identity)
        if known is None or known.read_at <= reading.read_at:
            last[reading.identity] = reading
    return list(last.values())
