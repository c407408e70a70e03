import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.errors import InvalidValue
from predictions.probability import parse_probability


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("70", 0.7),
        ("70%", 0.7),
        ("70 %", 0.7),
        ("70\u00a0%", 0.7),
        ("70 percent", 0.7),
        ("0.7", 0.7),
        (".7", 0.7),
        ("0", 0.0),
        ("100", 1.0),
        ("100%", 1.0),
        ("1%", 0.01),
        ("0.5%", 0.005),
        ("99.5", 0.995),
        ("3:1", 0.75),
        ("3 to 1", 0.75),
        ("3:1 against", 0.25),
        ("1 in 20", 0.05),
        ("1/20", 0.05),
        ("7 out of 10", 0.7),
        ("50/50", 0.5),
        ("40/60", 0.4),
        ("  1 IN 4  chance ", 0.25),
        ("70,5 %", 0.705),
        ("0,7", 0.7),
        ("2,5:1", 2.5 / 3.5),
    ],
)
def test_what_people_type_is_read(typed: str, value: float) -> None:
    assert parse_probability(typed) == pytest.approx(value)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "nan",
        "NaN",
        "inf",
        "-0.1",
        "-5%",
        "101",
        "101%",
        "1.5",
        "2 in 1",
        "1/0",
        "0:0",
        "maybe",
        "70%%",
        "1e-3",
        "7 in",
        "½",
    ],
)
def test_what_cannot_be_a_probability_is_refused_with_what_to_write(typed: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_probability(typed)
    assert caught.value.field == "probability"
    assert "write" in caught.value.problem


def test_a_bare_one_is_ambiguous() -> None:
    with pytest.raises(InvalidValue, match="write 1% or 100%"):
        parse_probability("1")


@given(st.text(max_size=40))
def test_any_text_gives_a_probability_or_one_clear_error(typed: str) -> None:
    try:
        value = parse_probability(typed)
    except InvalidValue:
        value = 0.0  # refused, which is an answer too
    assert math.isfinite(value)
    assert 0 <= value <= 1


@given(st.integers(2, 100))
def test_a_whole_number_is_a_percentage(percent: int) -> None:
    assert parse_probability(str(percent)) == parse_probability(f"{percent}%") == percent / 100
