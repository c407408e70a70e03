"""Numbers against thresholds, at a day, ever, and without a break."""

from datetime import UTC, date, datetime

from predictions.decisions import Nothing, Propose
from predictions.outcomes import NO, YES
from predictions.rules.kinds import (
    When,
)
from predictions.times import Window
from tests.predictions.rules.deciding import AFTER, NOW, decided, number, threshold


def test_a_number_at_a_day_decides_both_ways_once_it_is_settled() -> None:
    rule = threshold(when=When.AT, day=date(2026, 6, 1), settle_days=3)
    first = decided(rule, number(5.2, "2026-06-01", read_after=1))
    assert (getattr(first, "outcome", None), getattr(first, "final", None)) == (YES, False)
    revised = decided(
        rule, number(5.2, "2026-06-01", read_after=1), number(4.9, "2026-06-01", read_after=5)
    )
    assert (getattr(revised, "outcome", None), getattr(revised, "final", None)) == (NO, True)


def test_another_day_does_not_stand_in_for_the_one_asked_for() -> None:
    rule = threshold(when=When.AT, day=date(2026, 6, 1))
    assert isinstance(decided(rule, number(9.0, "2026-05-31")), Nothing)


def test_ever_within_the_window_counts_from_the_first_day_to_the_last() -> None:
    rule = threshold()
    assert isinstance(decided(rule, number(9.0, "2025-12-31")), Nothing)
    hit = decided(rule, number(9.0, "2026-01-01"), number(9.5, "2026-02-01"))
    assert isinstance(hit, Propose)
    assert (hit.outcome, hit.final) == (YES, True)
    assert hit.happened_at == datetime(2026, 1, 1, 23, 59, 59, tzinfo=UTC)
    assert isinstance(decided(rule, number(9.0, "2027-01-01"), now=AFTER), Nothing)


def test_a_number_on_the_very_last_day_is_in_time_in_every_time_zone() -> None:
    for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles"):
        window = Window(date(2026, 1, 1), date(2026, 12, 31), zone)
        rule = threshold(when=When.AT, day=date(2026, 12, 31))
        decision = decided(rule, number(9.0, "2026-12-31", read_after=2), now=AFTER, window=window)
        assert isinstance(decision, Propose)
        assert decision.happened_at is not None
        assert window.holds(decision.happened_at)


def test_a_large_number_is_quoted_with_all_its_digits() -> None:
    decision = decided(threshold(threshold=101234.9), number(101234.95, "2026-03-01"))
    assert "101234.95 for 2026-03-01 is >= 101234.9" in decision.reason


def test_a_projection_for_days_to_come_decides_nothing() -> None:
    ahead = number(9.0, "2026-12-01", read_after=-200)
    assert isinstance(decided(threshold(), ahead, now=AFTER), Nothing)
    east = number(9.0, "2026-06-02", read_after=-1)
    assert isinstance(decided(threshold(), east), Propose)


def test_never_met_is_proposed_only_where_the_readings_reach_the_deadline() -> None:
    days = [f"2026-{month:02}-01" for month in range(1, 13)]
    through = [number(1.0, day) for day in [*days, "2026-12-31"]]
    decision = decided(threshold(), *through, now=AFTER)
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.final) == (NO, False)
    assert isinstance(decided(threshold(), *through, now=NOW), Nothing)
    assert isinstance(decided(threshold(), *through[:6], now=AFTER), Nothing)


def test_sustained_means_without_a_break() -> None:
    rule = threshold(when=When.SUSTAINED, days=10)
    days = [f"2026-03-{day:02}" for day in range(1, 21)]
    held = decided(rule, *(number(6.0, day) for day in days))
    assert isinstance(held, Propose)
    assert (held.outcome, held.final) == (YES, True)
    broken = [number(6.0 if n % 7 else 4.0, day) for n, day in enumerate(days)]
    assert isinstance(decided(rule, *broken), Nothing)


def test_a_hole_in_a_stretch_is_for_people_to_look_at() -> None:
    rule = threshold(when=When.SUSTAINED, days=30)
    days = [f"2026-03-{day:02}" for day in range(1, 6)] + [
        f"2026-04-{day:02}" for day in range(1, 6)
    ]
    decision = decided(rule, *(number(6.0, day) for day in days))
    assert isinstance(decision, Propose)
    assert not decision.final
