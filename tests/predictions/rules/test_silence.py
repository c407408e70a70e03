"""Nothing happened: what may be concluded from that, and when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from predictions.decisions import Nothing, Propose
from predictions.outcomes import NO
from predictions.rules.kinds import (
    DeadlinePassed,
    Judged,
    OnPage,
    Published,
    Rule,
    When,
)
from predictions.times import Window
from tests.predictions.rules.deciding import (
    AFTER,
    MARKET,
    NOW,
    PAGE,
    decided,
    published,
    threshold,
)


@pytest.mark.parametrize(
    "rule",
    [
        MARKET,
        threshold(),
        threshold(when=When.AT, day=date(2026, 6, 1)),
        threshold(when=When.SUSTAINED, days=30),
        OnPage(url=PAGE, pattern="open"),
        OnPage(url=PAGE, pattern="open", absent=True),
        Published(source="github", subject="o/r"),
    ],
)
@pytest.mark.parametrize("now", [NOW, AFTER, AFTER + timedelta(days=3650)])
def test_silence_is_never_a_no(rule: Rule, now: datetime) -> None:
    assert isinstance(decided(rule, now=now), Nothing)


def test_a_deadline_that_passed_proposes_no_and_never_resolves() -> None:
    rule = DeadlinePassed(grace_days=7)
    assert isinstance(decided(rule, now=NOW), Nothing)
    assert isinstance(decided(rule, now=datetime(2027, 1, 5, tzinfo=UTC)), Nothing)
    decision = decided(rule, now=AFTER)
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.final) == (NO, False)
    assert decision.happened_at == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_deadline_rests_on_the_newest_of_what_was_read() -> None:
    many = [
        replace(published(f"v{n}", NOW), read_at=NOW - timedelta(hours=n), evidence_id=n + 1)
        for n in range(100)
    ]
    decision = decided(DeadlinePassed(), *many, now=AFTER)
    assert isinstance(decision, Propose)
    assert sorted(decision.evidence_ids) == list(range(1, 21))


def test_without_a_deadline_silence_proposes_nothing() -> None:
    assert isinstance(decided(DeadlinePassed(), now=AFTER, window=Window()), Nothing)


def test_people_are_asked_when_the_window_closes() -> None:
    rule = Judged(question="Did it?")
    assert isinstance(decided(rule), Nothing)
    assert decided(rule, now=AFTER) == Propose(outcome=None, reason="Did it?")
