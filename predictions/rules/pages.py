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

_MOST_QUOTED = 200  # characters of what a pattern finds
_AROUND = 60  # characters to each side of it


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
    ]
    found.sort(key=lambda reading: reading.read_at)
    opens = window.opens_at
    since = [reading for reading in found if opens is None or reading.read_at >= opens]
    if not since:
        told = "has said nothing new" if found else "has not been read"
        return Nothing(f"{called(rule.url)} {told} since the first day that counts")
    hits = [(reading, _quote(rule, reading)) for reading in since]
    if rule.absent:
        return _gone(rule, [hit for hit in hits if window.holds(hit[0].read_at)])
    hit = next(((reading, quote) for reading, quote in hits if quote is not None), None)
    if hit is None:
        return Nothing(f"{called(rule.url)} does not show it")
    reading, quote = hit
    doubt = _doubt(rule, window, reading, found)
    return Propose(
        outcome=YES,
        reason=f"{called(rule.url)} says “{quote}”{doubt}",
        happened_at=min(reading.published_at or reading.read_at, now),
        evidence_ids=evidence(reading),
        # Anyone can write a sentence on most pages; only the deciding authority's own counts.
        final=rule.trusted and not doubt,
    )


def _doubt(rule: OnPage, window: Window, reading: TextReading, found: Sequence[TextReading]) -> str:
    """Say why a page may have said so for another reason, or too late: only people know when it happened."""
    if not window.holds(reading.read_at):
        return f", first seen on {reading.read_at:%Y-%m-%d}, after the deadline"
    if _quote(rule, found[0]) is not None:
        return ", as it did when it was first read"
    return ""


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
    return passage(rule.pattern, reading.text)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> Any:
    import re2  # noqa: PLC0415 - only criteria with patterns pay for it

    return re2.compile(pattern, options=quiet())


def find(pattern: str, text: str) -> str | None:
    """Return what a user's pattern finds first, in linear time, at most 200 characters of it."""
    match = _compiled(pattern).search(text)
    return None if match is None else match.group(0)[:_MOST_QUOTED]


def passage(pattern: str, text: str) -> str | None:
    """Return what a pattern finds first with the words around it, verbatim: "granted" may stand in "not granted"."""
    match = _compiled(pattern).search(text)
    if match is None:
        return None
    start, end = match.start(), min(match.end(), match.start() + _MOST_QUOTED)
    before = text[:start].rpartition("\n")[2][-_AROUND:]
    after = text[end:].partition("\n")[0][:_AROUND]
    if len(before) == _AROUND:
        before = f"…{before.partition(' ')[2]}"
    if len(after) == _AROUND:
        after = f"{after.rpartition(' ')[0]}…"
    return f"{before}{text[start:end]}{after}".strip()


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
            final=rule.trusted or not rule.tells,
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
