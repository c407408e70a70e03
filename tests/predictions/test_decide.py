"""Several rules at once, and what holds for every rule."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.criteria import Criteria
from predictions.decide import decide
from predictions.decisions import Nothing, Propose
from predictions.outcomes import YES
from predictions.readings import (
    DISPUTED,
    OPEN,
    PENDING,
    UNKNOWN,
    MarketReading,
    Reading,
    State,
    StateKind,
    from_json,
    to_json,
)
from predictions.rules.kinds import (
    DeadlinePassed,
    Judged,
    MarketState,
    OnPage,
    Published,
    Rule,
    When,
)
from tests.predictions.rules.deciding import (
    AFTER,
    MARKET,
    NOW,
    PAGE,
    WINDOW,
    decided,
    market,
    number,
    published,
    text,
    threshold,
)


def test_a_final_rule_goes_before_a_deadline() -> None:
    criteria = Criteria((DeadlinePassed(), MARKET))
    decision = decide(criteria, WINDOW, [market(StateKind.YES)], AFTER)
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.final) == (YES, True)


def test_sources_that_contradict_each_other_ask_people() -> None:
    other = MarketState(source="kalshi", subject="k")
    no = MarketReading(source="kalshi", subject="k", state=State(StateKind.NO), read_at=NOW)
    decision = decide(Criteria((MARKET, other)), WINDOW, [market(StateKind.YES), no], NOW)
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.final) == (None, False)
    assert "disagree" in decision.reason


def test_a_source_that_only_proposes_holds_up_one_that_would_decide() -> None:
    page = OnPage(url=PAGE, pattern="open")
    no = MarketReading(
        source="kalshi", subject="k", state=State(StateKind.NO, resolved_at=NOW), read_at=NOW
    )
    other = MarketState(source="kalshi", subject="k")  # its deadline may be earlier: never final
    rules = Criteria((MARKET, other, page, DeadlinePassed()))
    decision = decide(rules, WINDOW, [market(StateKind.YES), no], NOW)
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.final) == (None, False)
    # Silence contradicts nobody.
    alone = decide(Criteria((MARKET, DeadlinePassed())), WINDOW, [market(StateKind.YES)], AFTER)
    assert getattr(alone, "final", False)


STATES = st.sampled_from([OPEN, PENDING, UNKNOWN, DISPUTED, State(StateKind.YES)]) | st.builds(
    State, st.just(StateKind.PARTIAL), st.floats(0, 1)
)


MOMENTS = st.integers(0, 730 * 24).map(
    lambda hours: datetime(2025, 6, 1, tzinfo=UTC) + timedelta(hours=hours)
)


READINGS: st.SearchStrategy[Reading] = st.one_of(
    st.builds(market, STATES, at=MOMENTS),
    st.builds(number, st.floats(-10, 10), st.dates(date(2025, 6, 1), date(2027, 6, 1)).map(str)),
    st.builds(text, st.sampled_from(["open", "shut", "", None]), at=MOMENTS),
    st.builds(published, st.just("v2"), st.none() | MOMENTS, read_at=MOMENTS),
)


EVERY_RULE: list[Rule] = [
    MARKET,
    threshold(),
    threshold(when=When.SUSTAINED, days=20),
    OnPage(url=PAGE, pattern="open"),
    Published(source="github", subject="o/r"),
    DeadlinePassed(),
    Judged(question="?"),
]


@given(
    st.lists(READINGS, max_size=12),
    st.lists(st.sampled_from(EVERY_RULE), min_size=1, max_size=3),
    MOMENTS,
    st.randoms(use_true_random=False),
)
def test_the_order_of_readings_changes_nothing_and_nothing_happens_in_the_future(
    readings: list[Reading], rules: list[Rule], now: datetime, random: Any
) -> None:
    criteria = Criteria(tuple(rules))
    decision = decide(criteria, WINDOW, readings, now)
    shuffled = list(readings)
    random.shuffle(shuffled)
    again = decide(criteria, WINDOW, shuffled, now)
    if isinstance(decision, Propose) and decision.happened_at:
        assert decision.happened_at <= now
    # Two readings of the same moment that differ are a contradiction that no order could settle.
    if len({(type(r), r.read_at) for r in readings}) == len(readings):
        assert type(again) is type(decision)
        assert getattr(again, "outcome", None) == getattr(decision, "outcome", None)


@given(st.lists(READINGS, max_size=8))
def test_readings_survive_json(readings: list[Reading]) -> None:
    assert [from_json(to_json(reading)) for reading in readings] == readings


WATCH = Path(__file__).parents[2] / "../shared/data/watch/feeds/nasty"


@pytest.mark.skipif(not WATCH.exists(), reason="the shared feeds are not here")
def test_the_text_of_an_entry_changes_no_prediction() -> None:
    body = (WATCH / "prompt_injection.xml").read_text()
    for rule in EVERY_RULE[:5]:
        assert isinstance(decided(rule, text(body), published(body[:200], None)), Nothing | Propose)
        decision = decided(rule, text(body))
        assert not getattr(decision, "final", False)


@pytest.mark.skipif(not WATCH.exists(), reason="the shared feeds are not here")
def test_the_shared_pattern_bomb_ends() -> None:
    body = (WATCH / "regex_bomb.txt").read_text()
    assert isinstance(decided(OnPage(url=PAGE, pattern="^(a+)+$"), text(body)), Nothing)
