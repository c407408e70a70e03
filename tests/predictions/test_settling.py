"""From proposal to resolution, and back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from predictions.criteria import Criteria
from predictions.decisions import Decision, Nothing, Propose
from predictions.outcomes import ANNULLED, NO, YES, Outcome, Verdict
from predictions.readings import (
    DISPUTED,
    OPEN,
    PENDING,
    UNKNOWN,
    MarketReading,
    NumberReading,
    Reading,
    State,
    StateKind,
)
from predictions.rules.kinds import DeadlinePassed, Judged, MarketState, NumberThreshold, When
from predictions.settling import NextStep, hanging, next_step, reversal
from predictions.times import Window

PROPOSED = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
FINAL = Propose(outcome=YES, reason="market", final=True)


def step(
    proposed: Propose = FINAL,
    *,
    after: timedelta,
    latest: Decision = FINAL,
    second: timedelta | None = None,
    disputed: bool = False,
) -> NextStep:
    return next_step(
        proposed,
        proposed_at=PROPOSED,
        latest=latest,
        second_read_at=None if second is None else PROPOSED + second,
        disputed=disputed,
        dispute_window=2 * DAY,
        now=PROPOSED + after,
    )


def test_a_final_proposal_waits_reads_again_and_resolves() -> None:
    assert step(after=DAY) is NextStep.WAIT
    assert step(after=DAY, second=DAY) is NextStep.WAIT
    assert step(after=2 * DAY) is NextStep.READ_AGAIN
    assert step(after=2 * DAY, second=DAY / 4) is NextStep.READ_AGAIN
    assert step(after=2 * DAY, second=DAY) is NextStep.RESOLVE


@pytest.mark.parametrize("after", [timedelta(0), DAY, 100 * DAY])
def test_what_is_not_final_is_always_asked(after: timedelta) -> None:
    open_question = Propose(outcome=YES, reason="page")
    assert step(open_question, after=after, latest=open_question, second=DAY) is NextStep.ASK
    nothing_said = Propose(outcome=None, reason="look", final=True)
    assert step(nothing_said, after=after, latest=nothing_said, second=DAY) is NextStep.ASK


def test_an_objection_or_a_changed_second_reading_asks_people() -> None:
    assert step(after=3 * DAY, second=DAY, disputed=True) is NextStep.ASK
    other = Propose(outcome=NO, reason="market", final=True)
    assert step(after=3 * DAY, second=DAY, latest=other) is NextStep.ASK
    weaker = Propose(outcome=YES, reason="market")
    assert step(after=3 * DAY, second=DAY, latest=weaker) is NextStep.ASK


def test_a_second_reading_that_no_longer_says_so_withdraws_the_proposal() -> None:
    assert step(after=3 * DAY, second=DAY, latest=Nothing("open again")) is NextStep.WITHDRAW


CRITERIA = Criteria((MarketState(source="manifold", subject="m"),))
WINDOW = Window(None, date(2026, 12, 31))


def reading(state: State, day: int) -> Reading:
    return MarketReading(source="manifold", subject="m", state=state, read_at=PROPOSED + day * DAY)


SETTLED = State(StateKind.YES)


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        (State(StateKind.NO), NO),
        (State(StateKind.VOID), ANNULLED),
        (State(StateKind.PARTIAL, 0.5), Outcome(Verdict.PARTIAL, 0.5)),
        (OPEN, None),
        (PENDING, None),
        (DISPUTED, None),
    ],
)
def test_a_source_that_takes_its_word_back_is_noticed(now: State, outcome: Outcome | None) -> None:
    found = reversal(
        YES, CRITERIA, WINDOW, [reading(SETTLED, 0), reading(now, 3)], PROPOSED + 9 * DAY
    )
    assert found is not None
    assert found.outcome == outcome
    assert found.reason.startswith("It was yes, but manifold m")


@pytest.mark.parametrize("now", [SETTLED, UNKNOWN])
def test_a_source_that_stands_by_its_word_or_cannot_be_read_reverses_nothing(now: State) -> None:
    readings = [reading(SETTLED, 0), reading(now, 3)]
    assert reversal(YES, CRITERIA, WINDOW, readings, PROPOSED + 9 * DAY) is None


def test_what_people_decided_against_an_open_market_is_no_reversal() -> None:
    assert reversal(YES, CRITERIA, WINDOW, [reading(OPEN, 0)], PROPOSED + 9 * DAY) is None


def test_silence_after_the_deadline_reverses_nothing() -> None:
    criteria = Criteria((*CRITERIA.rules, DeadlinePassed(), Judged(question="Did it?")))
    later = datetime(2027, 6, 1, tzinfo=UTC)
    assert reversal(YES, criteria, WINDOW, [reading(OPEN, 0)], later) is None


def test_a_market_of_which_only_one_answer_counts_reverses_by_that_answer_alone() -> None:
    rule = MarketState(source="manifold", subject="m", only="yes")
    no = State(StateKind.NO)
    readings = [reading(no, 0), reading(OPEN, 3)]
    assert reversal(YES, Criteria((rule,)), WINDOW, readings, PROPOSED + 9 * DAY) is None
    readings = [reading(SETTLED, 0), reading(OPEN, 3)]
    assert reversal(YES, Criteria((rule,)), WINDOW, readings, PROPOSED + 9 * DAY) is not None


def test_a_revised_number_is_a_reversal() -> None:
    rule = NumberThreshold(
        source="fred", subject="U", comparison=">", threshold=5, when=When.AT, day=date(2026, 2, 1)
    )
    values = [
        NumberReading(
            source="fred",
            subject="U",
            value=value,
            day=date(2026, 2, 1),
            read_at=PROPOSED + n * DAY,
        )
        for n, value in enumerate((5.1, 4.8))
    ]
    found = reversal(YES, Criteria((rule,)), WINDOW, values, PROPOSED + 9 * DAY)
    assert found is not None
    assert found.outcome == NO


def test_what_hangs_on_a_condition_is_for_people_to_decide() -> None:
    found = Propose(outcome=NO, reason="the market says no", final=True)
    asked = hanging(found, "it rains")
    assert isinstance(asked, Propose)
    assert (asked.outcome, asked.final) == (NO, False)
    assert asked.reason.startswith("the market says no; whether its condition came about")
    assert hanging(found, None) is found
    assert hanging(Nothing("silence"), "it rains") == Nothing("silence")
