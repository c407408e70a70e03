"""What markets say, and what it decides."""

from datetime import UTC, datetime, timedelta

import pytest

from predictions.decisions import Nothing, Propose
from predictions.outcomes import ANNULLED, NO, YES, Outcome, Verdict
from predictions.readings import (
    DISPUTED,
    OPEN,
    PENDING,
    UNKNOWN,
    State,
    StateKind,
)
from predictions.rules.kinds import (
    MarketState,
)
from tests.predictions.rules.deciding import AFTER, MARKET, NOW, decided, market


@pytest.mark.parametrize(
    ("kind", "outcome"), [(StateKind.YES, YES), (StateKind.NO, NO), (StateKind.VOID, ANNULLED)]
)
def test_a_market_that_resolved_proposes_its_outcome(kind: StateKind, outcome: Outcome) -> None:
    decision = decided(MARKET, market(kind, evidence=7))
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.evidence_ids) == (outcome, (7,))
    # A void market says nothing about the world, and a no may come of an earlier deadline than ours: for people.
    assert decision.final is (kind is StateKind.YES)


def test_a_no_is_final_once_our_own_deadline_has_passed_or_where_the_rule_says_that_it_counts() -> (
    None
):
    early = decided(MARKET, market(StateKind.NO))
    assert isinstance(early, Propose)
    assert "its deadline may be earlier than 2026-12-31" in early.reason
    late = decided(MARKET, market(StateKind.NO, at=AFTER), now=AFTER)
    assert isinstance(late, Propose)
    assert late.final
    counts = MarketState(source="manifold", subject="m", only="no")
    assert getattr(decided(counts, market(StateKind.NO)), "final", False)
    # The yes of a market that asks for the opposite is no such doubt.
    opposite = MarketState(source="manifold", subject="m", inverted=True)
    assert getattr(decided(opposite, market(StateKind.YES)), "final", False)


def test_a_market_that_was_read_and_says_neither_yes_nor_no_is_not_called_unread() -> None:
    assert "has not been read" in decided(MARKET).reason
    assert "says nothing that is a yes or a no" in decided(MARKET, market(UNKNOWN)).reason


def test_an_inverted_market_means_the_opposite() -> None:
    rule = MarketState(source="manifold", subject="m", inverted=True)
    assert getattr(decided(rule, market(StateKind.YES)), "outcome", None) == NO
    partial = market(State(StateKind.PARTIAL, 0.25))
    decision = decided(rule, partial)
    assert getattr(decision, "outcome", None) == Outcome(Verdict.PARTIAL, 0.75)
    assert not getattr(decision, "final", True)


@pytest.mark.parametrize("state", [OPEN, PENDING, DISPUTED, UNKNOWN])
def test_an_undecided_market_decides_nothing(state: State) -> None:
    assert isinstance(decided(MARKET, market(state), now=AFTER), Nothing)


def test_the_latest_reading_of_a_market_counts_and_unknown_takes_nothing_back() -> None:
    early, late = NOW - timedelta(days=2), NOW - timedelta(days=1)
    yes, reopened = market(StateKind.YES, at=early), market(OPEN, at=late)
    assert isinstance(decided(MARKET, reopened, yes), Nothing)
    assert isinstance(decided(MARKET, market(UNKNOWN, at=late), yes), Propose)


def test_a_market_settled_before_the_window_is_for_people() -> None:
    old = market(State(StateKind.YES, resolved_at=datetime(2025, 5, 1, tzinfo=UTC)))
    decision = decided(MARKET, old)
    assert isinstance(decision, Propose)
    assert not decision.final


@pytest.mark.parametrize(("only", "counts"), [("yes", StateKind.YES), ("no", StateKind.NO)])
def test_a_market_may_count_by_one_of_its_answers_alone(only: str, counts: StateKind) -> None:
    rule = MarketState(source="manifold", subject="m", only=only)
    for kind in (StateKind.YES, StateKind.NO, StateKind.VOID):
        assert isinstance(decided(rule, market(kind)), Propose) is (kind is counts)


def test_another_market_of_the_same_source_is_not_ours() -> None:
    other = MarketState(source="manifold", subject="other")
    assert isinstance(decided(other, market(StateKind.YES)), Nothing)


def test_readings_from_the_future_are_not_known_yet() -> None:
    later = market(StateKind.YES, at=NOW + timedelta(days=1))
    assert isinstance(decided(MARKET, later), Nothing)
    claims = market(State(StateKind.YES, resolved_at=NOW + timedelta(days=9)))
    assert isinstance(decided(MARKET, claims), Nothing)
