"""When a source is asked again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.errors import InvalidValue
from predictions.watching.politeness import (
    Asked,
    Health,
    Manners,
    alarm,
    expected_silence,
    health,
    next_check,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
MANNERS = Manners()


def wait(asked: Asked, **given: float | int | timedelta) -> timedelta:
    options = {"interval": HOUR, "failures": 0, "random": 0.0} | given
    return next_check(asked, now=NOW, manners=MANNERS, **options).check_at - NOW  # type: ignore[arg-type]


def test_a_source_that_changes_is_asked_sooner_and_one_that_does_not_later() -> None:
    assert wait(Asked.CHANGED) < HOUR < wait(Asked.UNCHANGED)


def test_the_interval_stays_between_its_limits_for_ever() -> None:
    interval = HOUR
    for _ in range(100):
        interval = next_check(
            Asked.CHANGED, interval=interval, failures=0, now=NOW, random=0.5, manners=MANNERS
        ).interval
    assert interval == MANNERS.shortest
    for _ in range(100):
        interval = next_check(
            Asked.UNCHANGED, interval=interval, failures=0, now=NOW, random=0.5, manners=MANNERS
        ).interval
    assert interval == MANNERS.longest


def test_failures_wait_longer_and_longer_up_to_a_ceiling_and_never_end() -> None:
    waits = [wait(Asked.FAILED, failures=n) for n in range(1, 400)]
    assert waits == sorted(waits)
    assert waits[-1] == MANNERS.back_off_ceiling


def test_retry_after_is_honoured_but_not_for_years() -> None:
    assert wait(Asked.FAILED, failures=1, retry_after=7200.0) == 2 * HOUR
    assert wait(Asked.FAILED, failures=1, retry_after=1e9) == MANNERS.retry_after_ceiling


def test_a_reply_that_holds_for_hours_is_not_asked_for_before() -> None:
    assert wait(Asked.CHANGED, fresh_for=3 * 3600.0) == 3 * HOUR
    assert wait(Asked.CHANGED, fresh_for=1e9) == MANNERS.longest


@given(
    asked=st.sampled_from(Asked),
    random=st.floats(0, 1),
    failures=st.integers(0, 10_000),
    seconds=st.none() | st.floats(0, 1e12),
    minutes=st.integers(0, 10**6),
)
def test_no_answer_leads_to_a_check_too_soon_or_never(
    asked: Asked, random: float, failures: int, seconds: float | None, minutes: int
) -> None:
    schedule = next_check(
        asked,
        interval=timedelta(minutes=minutes),
        failures=failures,
        now=NOW,
        random=random,
        manners=MANNERS,
        retry_after=seconds,
        fresh_for=seconds,
    )
    longest = MANNERS.retry_after_ceiling * (1 + MANNERS.jitter)
    assert MANNERS.shortest <= schedule.check_at - NOW <= longest


def test_jitter_only_ever_adds() -> None:
    assert wait(Asked.UNCHANGED, random=0.0) < wait(Asked.UNCHANGED, random=0.99)


def standing(**given: object) -> Health:
    options: dict[str, object] = {
        "failures": 0,
        "checked_at": NOW,
        "changed_at": NOW - HOUR,
        "added_at": NOW - 100 * HOUR,
        "gaps": (),
    }
    return health(now=NOW, manners=MANNERS, **(options | given))  # type: ignore[arg-type]


def test_health_says_in_a_word_how_a_source_is() -> None:
    assert standing() is Health.OK
    assert standing(checked_at=None, changed_at=None) is Health.NEW
    assert standing(failures=3) is Health.FAILING
    quiet = NOW - timedelta(days=30)
    assert standing(changed_at=quiet) is Health.OK
    assert standing(changed_at=quiet, gaps=(timedelta(days=1), timedelta(days=2))) is Health.SILENT


def test_a_source_that_never_said_anything_is_silent_in_the_end() -> None:
    added = NOW - timedelta(days=46)
    assert standing(changed_at=None, added_at=added) is Health.SILENT


def test_short_gaps_do_not_make_a_weekend_an_alarm() -> None:
    assert expected_silence([timedelta(minutes=5)], MANNERS) == MANNERS.shortest_silence


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Health.OK, Health.FAILING, True),
        (Health.OK, Health.SILENT, True),
        (Health.FAILING, Health.OK, True),
        (Health.OK, Health.OK, False),
        (Health.FAILING, Health.FAILING, False),
        (Health.NEW, Health.OK, False),
    ],
)
def test_people_are_told_once_when_health_changes(
    before: Health, after: Health, told: bool
) -> None:
    assert bool(alarm(before, after)) is told


def test_manners_out_of_order_are_refused() -> None:
    with pytest.raises(InvalidValue, match="shortest"):
        Manners(shortest=timedelta(days=2))
    with pytest.raises(InvalidValue, match="jitter"):
        Manners(jitter=2)
