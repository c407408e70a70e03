"""Beliefs and outcomes as they are typed: what is read, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.beliefs import read_belief, read_outcome
from bot.render.kinds import belief_words, middle_words, outcome_words
from predictions.beliefs import Quantiles, Shares
from predictions.errors import InvalidValue
from predictions.model import Kind, Prediction
from predictions.times import Window

TODAY = date(2026, 1, 1)


def asked(kind: Kind, *options: str, unit: str | None = None) -> Prediction:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return Prediction(statement="What", created_at=now, kind=kind, options=options, unit=unit)


@pytest.mark.parametrize(
    ("options", "typed", "shares"),
    [
        (("Smith, John", "Doe, Jane", "Other"), "Smith, John: 60\nDoe, Jane: 30", (0.6, 0.3, 0.1)),
        (("Smith, John", "Doe, Jane"), "Smith, John: 60, Doe, Jane: 40", (0.6, 0.4)),
        (("Windows 11, 24H2", "Other"), "Windows 11, 24H2: 60", (0.6, 0.4)),
        (("Red", "Blue"), "Red: 60,5; Blue: 39,5", (0.605, 0.395)),
        (("Red", "Blue"), "Red: 60,5 %, Blue: 39,5 %", (0.605, 0.395)),
        (("2027", "2028"), "2027: 60, 2028: 40", (0.6, 0.4)),
        (("3:1", "2:0", "1:1"), "3:1: 60, 2:0: 20", (0.6, 0.2, 0.2)),
    ],
)
def test_commas_of_names_and_numbers_part_nothing(
    options: tuple[str, ...], typed: str, shares: tuple[float, ...]
) -> None:
    belief = read_belief(asked(Kind.CHOICE, *options), typed, TODAY)
    assert isinstance(belief, Shares)
    assert belief.values == pytest.approx(shares)


def test_a_line_of_the_form_that_is_left_empty_gets_the_rest() -> None:
    belief = read_belief(
        asked(Kind.CHOICE, "Red", "Blue", "Green"), "Red: 60\nBlue: \nGreen: 10", TODAY
    )
    assert isinstance(belief, Shares)
    assert belief.values == pytest.approx((0.6, 0.3, 0.1))


def test_an_option_named_twice_is_refused() -> None:
    with pytest.raises(InvalidValue, match="'Red' stands there twice"):
        read_belief(asked(Kind.CHOICE, "Red", "Blue"), "Red: 70, Red: 30", TODAY)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("0,5 / 0,8 / 1,2", (0.5, 0.8, 1.2)),
        ("0,123 / 0,5 / 1,200", (0.123, 0.5, 1200)),
        ("1,000 / 2,500.5 / 1,000,000", (1000, 2500.5, 1e6)),
        ("1,5k / 2.5k / 3M", (1500, 2500, 3e6)),
        ("5, 8, 12", (5, 8, 12)),
        ("1 000 / 2 000 / 3 000", (1000, 2000, 3000)),
    ],
)
def test_a_decimal_comma_is_none_between_thousands(typed: str, values: tuple[float, ...]) -> None:
    belief = read_belief(asked(Kind.NUMERIC), typed, TODAY)
    assert isinstance(belief, Quantiles)
    assert belief.values == values


@pytest.mark.parametrize("typed", ["nan / nan / nan", "1 / 2 / inf", "1,2345 / 2 / 3", "1.000,5"])
def test_what_is_no_number_or_could_be_two_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue, match="write 10th, 50th and 90th"):
        read_belief(asked(Kind.NUMERIC), typed, TODAY)


def test_an_outcome_has_its_comma_where_a_forecast_has_it() -> None:
    assert read_outcome(asked(Kind.NUMERIC), "1,5", TODAY).value == 1.5
    assert read_outcome(asked(Kind.NUMERIC), "1,500", TODAY).value == 1500
    with pytest.raises(InvalidValue, match="'inf' can't be read"):
        read_outcome(asked(Kind.NUMERIC), "inf", TODAY)


def test_falling_values_are_told_how_to_rise() -> None:
    with pytest.raises(InvalidValue, match="write the smallest first"):
        read_belief(asked(Kind.NUMERIC), "12 / 8 / 5", TODAY)


@pytest.mark.parametrize(
    ("unit", "typed", "values"),
    [
        ("ferries", "5 / 8 / 12 ferries", (5, 8, 12)),
        ("ferries", "10%: 5 ferries; 50%: 8; 90%: 12 Ferries", (5, 8, 12)),
        ("$", "$5 / $8 / $12.50", (5, 8, 12.5)),
        ("million users", "5 million / 8 / 12 million users", (5, 8, 12)),
        ("people", "1,5 thousand / 5 million / 8bn", (1500, 5e6, 8e9)),
        ("%", "5 % / 8% / 12", (5, 8, 12)),
        (None, "€5k / 8k / 12k", (5000, 8000, 12000)),
    ],
)
def test_numbers_may_carry_what_they_count(
    unit: str | None, typed: str, values: tuple[float, ...]
) -> None:
    belief = read_belief(asked(Kind.NUMERIC, unit=unit), typed, TODAY)
    assert isinstance(belief, Quantiles)
    assert belief.values == pytest.approx(values)
    assert read_outcome(asked(Kind.NUMERIC, unit="ferries"), "9 ferries", TODAY).value == 9


@pytest.mark.parametrize(
    "typed",
    [
        "1 Jan 2027 / June 30, 2028 / 2031-01-01",
        "1.1.2027 / 30.6.2028 / 1.1.2031",
        "10%: 2027-01-01; 50%: 30 June 2028; 90%: 1 January 2031",
    ],
)
def test_days_are_read_as_people_write_them(typed: str) -> None:
    belief = read_belief(asked(Kind.DATE), typed, TODAY)
    assert isinstance(belief, Quantiles)
    days = [date(2027, 1, 1), date(2028, 6, 30), date(2031, 1, 1)]
    assert [date.fromordinal(int(value)) for value in belief.values] == days


def test_a_date_may_have_come_yesterday() -> None:
    outcome = read_outcome(asked(Kind.DATE), "yesterday", TODAY)
    assert outcome.value == date(2025, 12, 31).toordinal()


@pytest.mark.parametrize("typed", ["June 2028", "2028"])
def test_a_month_or_year_is_no_day_and_how_to_write_one_is_said(typed: str) -> None:
    with pytest.raises(InvalidValue, match=r"write 2028-06-30"):
        read_outcome(asked(Kind.DATE), typed, TODAY)
    with pytest.raises(InvalidValue, match=r"write 10th, 50th and 90th"):
        read_belief(asked(Kind.DATE), f"2027-01-01 / {typed} / 2031-01-01", TODAY)


def test_a_beginning_that_fits_several_options_names_those() -> None:
    with pytest.raises(InvalidValue, match=r"'Blue' may be any of: Blue Crew, Blue Club\."):
        read_outcome(asked(Kind.CHOICE, "Red", "Blue Crew", "Blue Club"), "Blue", TODAY)


def test_options_with_commas_are_told_apart_in_an_error() -> None:
    with pytest.raises(InvalidValue, match=r"none of: Smith, John; Other\. Write one line"):
        read_belief(asked(Kind.CHOICE, "Smith, John", "Other"), "Jane: 60", TODAY)


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("0.1: 5; 0.5: 8; 0.9: 12", (0.1, 0.5, 0.9)),
        ("10: 5; 50: 8; 90: 12", (0.1, 0.5, 0.9)),
        ("p10: 5, p50: 8, p90: 12", (0.1, 0.5, 0.9)),
        ("0.1%: 5; 50%: 8; 99.9%: 12", (0.001, 0.5, 0.999)),
    ],
)
def test_a_percentile_may_be_a_share(typed: str, levels: tuple[float, ...]) -> None:
    belief = read_belief(asked(Kind.NUMERIC), typed, TODAY)
    assert isinstance(belief, Quantiles)
    assert belief.levels == pytest.approx(levels)
    assert belief.values == (5, 8, 12)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("1%: 0", "leaves open where its middle is; name the 50th percentile"),
        ("75%: 5; 90%: 9", "leaves open where its middle is"),
        ("<= 10: 70%", "name a threshold of 50 % or less and one of 50 % or more"),
        ("<= 10: 20%; <= 20: 10%", "at most 20 can't be less likely than"),
        ("1: 5; 50: 8", "1 could be 1 % or 100 %"),
        ("150%: 4; 50%: 2", "no percentile 150"),
    ],
)
def test_what_leaves_its_middle_open_is_no_forecast(typed: str, problem: str) -> None:
    with pytest.raises(InvalidValue, match=problem):
        read_belief(asked(Kind.NUMERIC), typed, TODAY)


@pytest.mark.parametrize(
    ("unit", "typed", "value"),
    [
        ("million users", "8 thousand", 0.008),
        ("million users", "2 billion", 2000),
        ("$bn", "$5bn", 5),
        ("billion $", "500 million", 0.5),
        ("m", "5k", 5000),
        ("people", "8 thousand", 8000),
        (None, "−5", -5),
    ],
)
def test_a_size_counts_in_the_unit_of_the_question(
    unit: str | None, typed: str, value: float
) -> None:
    outcome = read_outcome(asked(Kind.NUMERIC, unit=unit), typed, TODAY)
    assert outcome.value == pytest.approx(value)


def day_by(deadline: date) -> Prediction:
    return replace(asked(Kind.DATE), window=Window(None, deadline))


def test_of_a_day_never_is_an_answer_and_what_is_left_over_means_it() -> None:
    launch = day_by(date(2028, 12, 31))
    belief = read_belief(launch, "2027-01-01 / 2028-06-30 / never", TODAY)
    assert belief_words(launch, belief).endswith("90%: not by 2028-12-31")
    left = read_belief(launch, "by 2027-06-30: 10%; by 2028-06-30: 30%", TODAY)
    assert (
        belief_words(launch, left)
        == "by 2027-06-30: 10 %, by 2028-06-30: 30 %, not by 2028-12-31: 70 %"
    )
    never = read_outcome(launch, "never", TODAY)
    assert outcome_words(launch, never) == "not by 2028-12-31"
    with pytest.raises(InvalidValue, match="can't be read"):
        read_outcome(asked(Kind.DATE), "never", TODAY)  # without a deadline it is never over


def test_shares_that_make_too_much_are_told_how_much() -> None:
    with pytest.raises(InvalidValue, match="sum to 120 %"):
        read_belief(asked(Kind.CHOICE, "Red", "Blue"), "Red: 60; Blue: 60", TODAY)


def test_percentiles_are_shown_as_they_were_given() -> None:
    prediction = asked(Kind.NUMERIC)
    belief = read_belief(prediction, "2.5%: 5; 50%: 8; 97.5%: 12", TODAY)
    assert belief_words(prediction, belief) == "2.5%: 5, 50%: 8, 97.5%: 12"


def test_a_tie_is_told_what_it_is() -> None:
    with pytest.raises(InvalidValue, match=r"ambiguous \(also for a tie\)"):
        read_outcome(asked(Kind.CHOICE, "Red", "Blue"), "Red, Blue", TODAY)


@pytest.mark.parametrize(
    ("middle", "shown"),
    [
        (7.83333333, "7.833 m"),
        (0.0123456, "0.01235 m"),
        (12_345_678.0, "12,345,678 m"),
        (0.0, "0 m"),
    ],
)
def test_the_middle_of_a_crowd_has_no_digits_that_nobody_said(middle: float, shown: str) -> None:
    assert middle_words(asked(Kind.NUMERIC, unit="m"), middle) == shown


def test_by_a_year_or_a_month_is_by_its_last_day() -> None:
    launch = day_by(date(2030, 12, 31))
    belief = read_belief(launch, "by 2028: 30%; by June 2029: 60%", TODAY)
    assert belief_words(launch, belief).startswith(
        "by 2028-12-31: 30 %, by 2029-06-30: 60 %, not by"
    )
    with pytest.raises(InvalidValue, match="deadline: "):
        read_belief(launch, "by the cows: 30%", TODAY)


def test_an_option_may_be_called_as_an_outcome_is() -> None:
    prediction = asked(Kind.CHOICE, "Valid", "Void")
    assert outcome_words(prediction, read_outcome(prediction, "void", TODAY)) == "Void"
    assert outcome_words(prediction, read_outcome(prediction, "annulled", TODAY)) == "ANNULLED"
