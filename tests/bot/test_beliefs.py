"""Beliefs and outcomes as they are typed: what is read, and what is refused."""

from datetime import UTC, date, datetime

import pytest

from bot.discord.forecasting.beliefs import read_belief, read_outcome
from predictions.beliefs import Quantiles, Shares
from predictions.errors import InvalidValue
from predictions.model import Kind, Prediction

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
