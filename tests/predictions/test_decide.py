"""From readings to decisions: what is concluded, and above all what is not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.criteria import Criteria
from predictions.decide import decide
from predictions.decisions import Decision, Nothing, Propose
from predictions.outcomes import ANNULLED, NO, YES, Outcome, Verdict
from predictions.readings import (
    DISPUTED,
    OPEN,
    PENDING,
    UNKNOWN,
    MarketReading,
    NumberReading,
    PublishedReading,
    Reading,
    State,
    StateKind,
    TextReading,
    from_json,
    to_json,
)
from predictions.rules.kinds import (
    DeadlinePassed,
    Judged,
    MarketState,
    NumberThreshold,
    OnPage,
    Published,
    Rule,
    When,
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


# ---- silence ----


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


def test_without_a_deadline_silence_proposes_nothing() -> None:
    assert isinstance(decided(DeadlinePassed(), now=AFTER, window=Window()), Nothing)


def test_people_are_asked_when_the_window_closes() -> None:
    rule = Judged(question="Did it?")
    assert isinstance(decided(rule), Nothing)
    assert decided(rule, now=AFTER) == Propose(outcome=None, reason="Did it?")


# ---- markets ----


@pytest.mark.parametrize(
    ("kind", "outcome"), [(StateKind.YES, YES), (StateKind.NO, NO), (StateKind.VOID, ANNULLED)]
)
def test_a_market_that_resolved_proposes_its_outcome(kind: StateKind, outcome: Outcome) -> None:
    decision = decided(MARKET, market(kind, evidence=7))
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.evidence_ids) == (outcome, (7,))
    # A void market says nothing about the world: people decide what becomes of the prediction.
    assert decision.final is (kind is not StateKind.VOID)


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


# ---- numbers ----


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
    assert hit.happened_at == datetime(2026, 1, 2, tzinfo=UTC)
    assert isinstance(decided(rule, number(9.0, "2027-01-01"), now=AFTER), Nothing)


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


# ---- pages and publications ----


def test_a_phrase_on_a_page_is_quoted_and_left_to_people() -> None:
    rule = OnPage(url=PAGE, pattern=r"licen[cs]e granted")
    decision = decided(rule, text("Yesterday: Licence granted at last"))
    assert isinstance(decision, Propose)
    assert "“Licence granted”" in decision.reason
    assert not decision.final
    assert isinstance(decided(rule, text("No licence yet")), Nothing)


def test_only_a_trusted_page_is_final() -> None:
    rule = OnPage(url=PAGE, pattern="granted", trusted=True)
    assert getattr(decided(rule, text("granted")), "final", None) is True


def test_a_page_counts_only_while_the_window_is_open() -> None:
    rule = OnPage(url=PAGE, pattern="granted")
    before = datetime(2025, 12, 1, tzinfo=UTC)
    assert isinstance(decided(rule, text("granted", at=before)), Nothing)


def test_a_selector_is_met_by_what_it_picks() -> None:
    rule = OnPage(url=PAGE, selector=".passed")
    assert isinstance(decided(rule, text(None, selector=".passed")), Nothing)
    assert isinstance(decided(rule, text("Yes", selector=".passed")), Propose)
    assert isinstance(decided(rule, text("Yes", selector=".other")), Nothing)


def test_a_property_of_wikidata_is_met_by_its_value_and_never_denied_by_its_absence() -> None:
    url = "https://www.wikidata.org/wiki/Q42"
    rule = OnPage(url=url, selector="P570", source="wikidata")

    def statement(value: str | None) -> TextReading:
        return TextReading(source="wikidata", subject=url, selector="P570", text=value, read_at=NOW)

    assert isinstance(decided(rule, statement(None), now=AFTER), Nothing)
    found = decided(rule, statement("2026-05-04"))
    assert isinstance(found, Propose)
    assert not found.final


def test_what_was_never_there_cannot_have_gone() -> None:
    rule = OnPage(url=PAGE, pattern="under review", absent=True)
    earlier = NOW - timedelta(days=3)
    assert isinstance(decided(rule, text("something else")), Nothing)
    assert isinstance(decided(rule, text("under review", at=earlier), text("")), Nothing)
    gone = decided(rule, text("under review", at=earlier), text("closed"))
    assert isinstance(gone, Propose)
    assert not gone.final
    back = decided(rule, text("closed", at=earlier), text("under review"))
    assert isinstance(back, Nothing)


def test_a_hostile_pattern_and_a_hostile_page_end_in_time() -> None:
    rule = OnPage(url=PAGE, pattern="^(a+)+$")
    assert isinstance(decided(rule, text("a" * 50_000 + "!")), Nothing)


def test_a_release_in_the_window_decides() -> None:
    rule = Published(source="github", subject="o/r", pattern=r"^v?2\.")
    inside = datetime(2026, 3, 1, tzinfo=UTC)
    decision = decided(rule, published("v1.9", inside), published("v2.0", inside))
    assert isinstance(decision, Propose)
    assert (decision.outcome, decision.final, decision.happened_at) == (YES, True, inside)


@pytest.mark.parametrize(
    "reading",
    [
        published("v2.0", datetime(2025, 3, 1, tzinfo=UTC)),  # before the window
        published("v2.0", NOW + timedelta(days=1)),  # claims to be from the future
        published("v2.0", NOW, preliminary=True),
        published("v1.0", NOW),
    ],
)
def test_publications_that_do_not_count(reading: Reading) -> None:
    rule = Published(source="github", subject="o/r", pattern=r"^v2")
    assert isinstance(decided(rule, reading), Nothing)


def test_a_corrected_date_takes_the_place_of_the_first() -> None:
    rule = Published(source="github", subject="o/r")
    first = published("v2", NOW - timedelta(days=1))
    assert isinstance(decided(rule, first), Propose)
    corrected = replace(first, published_at=datetime(2025, 1, 1, tzinfo=UTC), read_at=NOW)
    assert isinstance(
        decided(rule, replace(first, read_at=NOW - timedelta(hours=1)), corrected), Nothing
    )


def test_a_publication_without_a_date_is_for_people() -> None:
    decision = decided(Published(source="github", subject="o/r"), published("v2", None))
    assert isinstance(decision, Propose)
    assert not decision.final


# ---- several rules ----


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


# ---- invariants ----

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
