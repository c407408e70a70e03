from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions import beliefs
from predictions.beliefs import Ladder, Probability, Quantiles, Shares
from predictions.candidate import Basis, Candidate, Polarity
from predictions.errors import InvalidValue
from predictions.model import (
    Document,
    Evidence,
    Forecast,
    Forecaster,
    Kind,
    Prediction,
    Quote,
    Resolution,
    State,
    Visibility,
)
from predictions.outcomes import AMBIGUOUS, ANNULLED, NO, REOPENED, YES, Outcome, Verdict
from predictions.times import Window, find_zone

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
UNIT = st.floats(0, 1)


@given(st.floats())
def test_no_probability_outside_0_to_1_can_be_held(value: float) -> None:
    if 0 <= value <= 1:
        assert Probability(value=value).value == value
    else:
        with pytest.raises(InvalidValue, match="between 0 and 1"):
            Probability(value=value)


@given(UNIT, UNIT, UNIT)
def test_a_probability_lies_inside_its_range(low: float, value: float, high: float) -> None:
    if low <= value <= high:
        assert Probability(value=value, low=low, high=high, basis=Basis.SURVEYED)
    else:
        with pytest.raises(InvalidValue, match="outside its range"):
            Probability(value=value, low=low, high=high)


def test_only_what_was_read_from_words_is_implied() -> None:
    implied = [basis for basis in Basis if basis.implied]
    assert implied == [Basis.SURVEYED, Basis.ANALOGUE]


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=6))
def test_shares_survive_storage(weights: list[float]) -> None:
    total = sum(weights)
    shares = Shares(tuple(weight / total for weight in weights))
    assert beliefs.from_data(beliefs.to_data(shares)) == shares


@given(
    st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=6, unique=True),
    st.lists(UNIT, min_size=6, max_size=6, unique=True),
)
def test_quantiles_and_ladders_survive_storage(values: list[float], levels: list[float]) -> None:
    values, levels = sorted(values), sorted(levels)[: len(values)]
    for belief in (
        Quantiles(tuple(levels), tuple(values)),
        Ladder(tuple(values), tuple(levels)),
    ):
        assert beliefs.from_data(beliefs.to_data(belief)) == belief


@pytest.mark.parametrize(
    "make",
    [
        lambda: Shares((1.0,)),
        lambda: Shares((0.5, 0.4)),
        lambda: Shares((1.2, -0.2)),
        lambda: Quantiles((0.1, 0.5), (3.0,)),
        lambda: Quantiles((0.5, 0.1), (1.0, 2.0)),
        lambda: Quantiles((0.1, 0.5), (2.0, 1.0)),
        lambda: Quantiles((), ()),
        lambda: Ladder((1.0, 1.0), (0.1, 0.2)),
        lambda: Ladder((1.0, 2.0), (0.5, 0.2)),
        lambda: beliefs.from_data({"mood": "good"}),
    ],
)
def test_a_distribution_that_is_none_cannot_be_made(make: object) -> None:
    with pytest.raises(InvalidValue):
        make()  # type: ignore[operator]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("yes", YES),
        (" YES ", YES),
        ("n", NO),
        ("true", YES),
        ("void", ANNULLED),
        ("ambiguous", AMBIGUOUS),
        ("40%", Outcome(Verdict.PARTIAL, 0.4)),
        ("40 %", Outcome(Verdict.PARTIAL, 0.4)),
        ("partial 0.4", Outcome(Verdict.PARTIAL, 0.4)),
        ("0%", Outcome(Verdict.PARTIAL, 0.0)),
    ],
)
def test_outcomes_are_read_as_people_write_them(written: str, read: Outcome) -> None:
    assert Outcome.parse(written) == read


@pytest.mark.parametrize(
    "wrong", ["", "maybe", "1", "0", "140%", "-1%", "nan", "inf%", "0.4.1", "reopened", "value 3"]
)
def test_other_outcomes_are_refused_with_what_to_write(wrong: str) -> None:
    with pytest.raises(InvalidValue, match="outcome"):
        Outcome.parse(wrong)


def test_only_outcomes_that_decide_are_scored() -> None:
    assert [YES.target, NO.target, Outcome(Verdict.PARTIAL, 0.4).target] == [1.0, 0.0, 0.4]
    assert [AMBIGUOUS.target, ANNULLED.target, REOPENED.target] == [None, None, None]


@pytest.mark.parametrize(
    ("verdict", "value"),
    [(Verdict.YES, 1.0), (Verdict.PARTIAL, None), (Verdict.PARTIAL, 1.5), (Verdict.VALUE, None)],
)
def test_an_outcome_has_a_number_exactly_where_it_needs_one(
    verdict: Verdict, value: float | None
) -> None:
    with pytest.raises(InvalidValue):
        Outcome(verdict, value)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["UTC", "Asia/Tokyo"]))
def test_the_deadline_is_inclusive_to_its_last_moment(day: date, zone: str) -> None:
    window = Window(day, day, zone)
    assert window.opens_at is not None
    assert window.due_at is not None
    assert window.holds(window.opens_at)
    assert window.holds(window.due_at - timedelta(microseconds=1))
    assert not window.holds(window.due_at)
    assert not window.holds(window.opens_at - timedelta(microseconds=1))


def test_a_day_may_have_23_or_25_hours() -> None:
    spring = Window(date(2026, 3, 29), date(2026, 3, 29), "Europe/Berlin")
    autumn = Window(date(2026, 10, 25), date(2026, 10, 25), "Europe/Berlin")
    for window, hours in ((spring, 23), (autumn, 25)):
        assert window.due_at is not None
        assert window.opens_at is not None
        assert window.due_at - window.opens_at == timedelta(hours=hours)


def test_a_window_without_ends_holds_everything() -> None:
    assert Window().due_at is None
    assert Window(None, date.max).due_at is None
    assert Window().holds(NOON)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Window(date(2027, 1, 2), date(2027, 1, 1)),
        lambda: Window(time_zone="Mars/Base"),
        lambda: Window(time_zone="../../etc/passwd"),
        lambda: Prediction(statement="  ", created_at=NOON),
        lambda: Prediction(statement="x" * 1001, created_at=NOON),
        lambda: Prediction(statement="a\0b", created_at=NOON),
        lambda: Prediction(statement="x", created_at=datetime(2026, 1, 1)),  # noqa: DTZ001
        lambda: Prediction(statement="x", created_at=NOON, kind=Kind.CHOICE),
        lambda: Prediction(statement="x", created_at=NOON, kind=Kind.CHOICE, options=("a", "a")),
        lambda: Prediction(statement="x", created_at=NOON, options=("a", "b")),
        lambda: Prediction(statement="x", created_at=NOON, tags=("",)),
        lambda: Prediction(statement="x", created_at=NOON, visibility=Visibility.UNTIL_DATE),
        lambda: Forecaster(name=""),
        lambda: Document(text="", origin="-", sha256="", added_at=NOON),
        lambda: Quote(document_id=1, start=5, end=5, text=""),
        lambda: Quote(document_id=1, start=0, end=3, text="four"),
        lambda: Forecast(
            prediction_id=1,
            forecaster_id=1,
            belief=Probability(value=0.5),
            made_at=NOON,
            weight=0.0,
        ),
        lambda: Resolution(
            prediction_id=1, outcome=YES, decided_at=NOON, happened_at=NOON + timedelta(days=1)
        ),
        lambda: Resolution(prediction_id=1, outcome=YES, decided_at=NOON, version=0),
    ],
)
def test_what_is_not_valid_cannot_be_made(make: object) -> None:
    with pytest.raises(InvalidValue):
        make()  # type: ignore[operator]


def test_each_kind_takes_its_own_shape_of_belief() -> None:
    made: dict[Kind, tuple[beliefs.Belief, Prediction]] = {
        Kind.BINARY: (Probability(value=0.5), Prediction(statement="x", created_at=NOON)),
        Kind.CHOICE: (
            Shares((0.5, 0.5)),
            Prediction(statement="x", created_at=NOON, kind=Kind.CHOICE, options=("a", "b")),
        ),
        Kind.NUMERIC: (
            Quantiles((0.5,), (3.0,)),
            Prediction(statement="x", created_at=NOON, kind=Kind.NUMERIC, unit="km"),
        ),
        Kind.DATE: (
            Ladder((739_000.0,), (0.5,)),
            Prediction(statement="x", created_at=NOON, kind=Kind.DATE),
        ),
    }
    for kind, (_, prediction) in made.items():
        for other, (belief, _) in made.items():
            both_numbers = {kind, other} == {Kind.NUMERIC, Kind.DATE}
            assert prediction.accepts(belief) is (kind is other or both_numbers)


def test_a_moment_in_another_zone_is_the_same_moment() -> None:
    east = timezone(timedelta(hours=9))
    happened = datetime(2026, 3, 1, 20, 59, tzinfo=east)
    resolution = Resolution(prediction_id=1, outcome=YES, decided_at=NOON, happened_at=happened)
    assert resolution.state is State.RESOLVED


def test_the_same_words_seen_twice_are_one_evidence() -> None:
    first = Evidence(source_id=1, url="u", title="t", text="x", seen_at=NOON)
    later = Evidence(source_id=2, url="u", title="t", text="x", seen_at=NOON + timedelta(days=1))
    other = Evidence(source_id=1, url="u", title="tx", text="", seen_at=NOON)
    assert first.sha256 == later.sha256
    assert first.sha256 != other.sha256


def test_a_candidate_s_probability_comes_with_its_basis() -> None:
    fields = {
        "quote": "It rains",
        "start": 0,
        "end": 8,
        "statement": "It rains",
        "polarity": Polarity.YES,
        "confidence": 0.9,
    }
    assert Candidate(**fields).probability is None  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="come together"):
        Candidate(**fields, probability=0.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" Berlin ", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("Indianapolis", "America/Indianapolis"),
    ],
)
def test_a_time_zone_is_found_as_people_write_it(written: str, meant: str) -> None:
    assert find_zone(written) == meant


@pytest.mark.parametrize("written", ["PST", "UTC+2", "+02:00", "Nowhere", "", "../etc/passwd"])
def test_what_names_no_time_zone_is_refused(written: str) -> None:
    with pytest.raises(InvalidValue, match="time zone"):
        find_zone(written)


def test_a_window_counts_from_the_day_of_a_moment_in_its_own_zone_and_never_past_its_deadline() -> (
    None
):
    late = datetime(2026, 3, 1, 20, tzinfo=UTC)  # the second of March in Auckland
    window = Window(date(2026, 2, 1), date(2026, 3, 31), "Pacific/Auckland")
    assert window.since(late) == replace(window, not_before=date(2026, 3, 2))
    ahead = replace(window, not_before=date(2026, 3, 9))
    assert ahead.since(late) == ahead
    over = Window(None, date(2026, 1, 31))
    assert over.since(late) == Window(date(2026, 1, 31), date(2026, 1, 31))
    assert Window().since(late) == Window(date(2026, 3, 1), None)


def test_forecasts_are_seen_by_all_from_the_very_moment_that_was_set_and_not_before() -> None:
    hidden = Prediction(
        statement="It rains",
        created_at=NOON,
        visibility=Visibility.UNTIL_DATE,
        visible_from=NOON + timedelta(days=1),
    )
    assert not hidden.seen_by_all(NOON + timedelta(days=1) - timedelta(seconds=1))
    assert hidden.seen_by_all(NOON + timedelta(days=1))
    shown = replace(hidden, visibility=Visibility.OPEN, visible_from=None)
    assert shown.seen_by_all(NOON)
    for kept in set(Visibility) - {Visibility.OPEN, Visibility.UNTIL_DATE}:
        assert not replace(shown, visibility=kept).seen_by_all(NOON + timedelta(days=999))
