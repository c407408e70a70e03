"""Values as models write them: what can only mean one thing is taken, nothing else."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.candidate import Polarity
from predictions.llm.schema import SCHEMA, field_of
from predictions.llm.values import Unclear, day, lean, text, yes_or_no


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2031-06-30", date(2031, 6, 30), date(2031, 6, 30)),
        ("2031-06-30T00:00:00Z", date(2031, 6, 30), date(2031, 6, 30)),
        (" 2031-6-3 ", date(2031, 6, 3), date(2031, 6, 3)),
        ("2031-02", date(2031, 2, 1), date(2031, 2, 28)),
        ("2031-12", date(2031, 12, 1), date(2031, 12, 31)),
        ("2031", date(2031, 1, 1), date(2031, 12, 31)),
        (2031, date(2031, 1, 1), date(2031, 12, 31)),
        ("June 2031", date(2031, 6, 1), date(2031, 6, 30)),
        ("30 June 2031", date(2031, 6, 30), date(2031, 6, 30)),
        ("June 30, 2031", date(2031, 6, 30), date(2031, 6, 30)),
        ("Q2 2031", date(2031, 4, 1), date(2031, 6, 30)),
        ("the 2030s", date(2030, 1, 1), date(2039, 12, 31)),
        ("31.12.2031", date(2031, 12, 31), date(2031, 12, 31)),
        ("null", None, None),
        ("None", None, None),
        ("N/A", None, None),
        ("", None, None),
        (None, None, None),
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_forms_that_name_one(
    value: Any, first: date | None, last: date | None
) -> None:
    assert day("not_before", value, last=False) == first
    assert day("deadline", value, last=True) == last


def test_the_end_of_a_year_is_its_last_day() -> None:
    assert day("deadline", "end of 2031", last=True) == date(2031, 12, 31)
    assert day("deadline", "by the end of 2031", last=True) == date(2031, 12, 31)


@pytest.mark.parametrize(
    "value",
    ["someday", "next year", "within 5 years", "in 18 months", "last June 2031", "31 February 2031", "2031-02-30",
     "2031-13", "03/04/2031", "9999999", True, 2031.5, ["2031"], {"year": 2031}, "2031 " * 40],
)  # fmt: skip
def test_what_could_be_another_day_is_not_read(value: Any) -> None:
    with pytest.raises(Unclear, match="deadline"):
        day("deadline", value, last=True)


def test_a_first_day_is_not_made_of_words_that_give_only_a_last() -> None:
    with pytest.raises(Unclear, match="not_before"):
        day("not_before", "by 2031", last=False)


@pytest.mark.parametrize(("value", "said"), [("yes", True), ("Yes.", True), (True, True), ("TRUE", True), (1, True), ("no", False), (False, False), ("False", False), ("maybe", None), (None, None), (0.5, None), (["yes"], None)])  # fmt: skip
def test_yes_and_no_are_read_however_they_are_written(value: Any, said: bool | None) -> None:
    assert yes_or_no(value) is said
    if said is None:
        with pytest.raises(Unclear, match="polarity"):
            lean(value)
    else:
        assert lean(value) is (Polarity.YES if said else Polarity.NO)


@pytest.mark.parametrize("value", [None, "", "null", "None", " NULL ", "n/a", "-", 3, ["x"]])
def test_a_word_for_nothing_is_nothing(value: Any) -> None:
    assert text(value) is None


@pytest.mark.parametrize("name", SCHEMA["properties"]["forecasts"]["items"]["properties"])
def test_a_field_is_known_in_any_spelling(name: str) -> None:
    parts = name.split("_")
    camel = parts[0] + "".join(map(str.title, parts[1:]))
    for key in (name, name.upper(), name.replace("_", " ").title(), name.replace("_", "-"), camel):
        assert field_of(key) == name
    assert field_of("confidence") is None


@given(value=st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=70))
def test_any_value_is_a_day_or_nothing_or_unclear(value: Any) -> None:
    try:
        assert day("deadline", value, last=True) is None or not isinstance(value, bool)
    except Unclear:
        assert value is not None
