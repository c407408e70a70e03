"""Readings and rules, as the tests of decisions need them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from predictions.criteria import Criteria
from predictions.decide import decide
from predictions.decisions import Decision
from predictions.readings import (
    MarketReading,
    NumberReading,
    PublishedReading,
    Reading,
    State,
    StateKind,
    TextReading,
)
from predictions.rules.kinds import (
    MarketState,
    NumberThreshold,
    Rule,
)
from predictions.times import Window

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
WINDOW = Window(date(2026, 1, 1), date(2026, 12, 31))
AFTER = datetime(2027, 2, 1, tzinfo=UTC)
MARKET = MarketState(source="manifold", subject="m")
PAGE = "https://agency.test/status"


def market(state: State | StateKind, *, at: datetime = NOW, evidence: int | None = None) -> Reading:
    whole = state if isinstance(state, State) else State(state, resolved_at=at)
    return MarketReading(
        source="manifold", subject="m", state=whole, read_at=at, evidence_id=evidence
    )


def number(value: float, day: str, *, read_after: int = 1) -> NumberReading:
    when = date.fromisoformat(day)
    read_at = datetime.combine(when, datetime.min.time(), UTC) + timedelta(days=read_after)
    return NumberReading(source="fred", subject="U", value=value, day=when, read_at=read_at)


def text(words: str | None, *, at: datetime = NOW, selector: str | None = None) -> TextReading:
    return TextReading(source="page", subject=PAGE, text=words, selector=selector, read_at=at)


def published(
    title: str, at: datetime | None, *, preliminary: bool = False, read_at: datetime = NOW
) -> PublishedReading:
    return PublishedReading(
        source="github",
        subject="o/r",
        title=title,
        published_at=at,
        preliminary=preliminary,
        read_at=read_at,
    )


def decided(
    rule: Rule, *readings: Reading, now: datetime = NOW, window: Window = WINDOW
) -> Decision:
    return decide(Criteria((rule,)), window, readings, now)


def threshold(**more: Any) -> NumberThreshold:
    given: dict[str, Any] = {
        "source": "fred",
        "subject": "U",
        "comparison": ">=",
        "threshold": 5.0,
    } | more
    return NumberThreshold(**given)
