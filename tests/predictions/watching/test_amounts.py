"""One number as pages and services write it."""

import pytest

from predictions.watching.amounts import amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1 234,5", 1234.5), ("1’234.5", 1234.5)),
        *(("1,234", 1234.0), ("1.234", 1.234), ("1.234.567", 1234567.0), ("12,34,567", 1234567.0)),
        *(
            ("0,5", 0.5),
            ("0,125", 0.125),
            ("1,23", 1.23),
            (".5", 0.5),
            ("−5.2", -5.2),
            ("-$5", -5.0),
            ("+3", 3.0),
        ),
        *(
            ("12,5 %", 12.5),
            ("€ 1.234,56", 1234.56),
            ("5 EUR", 5.0),
            ("USD 5", 5.0),
            ("US$1.2bn", 1.2e9),
        ),
        *(
            ("5.2 million", 5.2e6),
            ("5.2M", 5.2e6),
            ("300K", 3e5),
            ("300 K", 300.0),
            ("£1.5m", 1.5e6),
        ),
        *(("5.0 °C", 5.0), ("7 km/h", 7.0), ("120 μg/m³", 120.0)),
    ],
)
def test_a_number_is_read_as_a_person_reads_it(text: str, value: float) -> None:
    assert amount(text) == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "-",
            "N/A",
            "3 of 5",
            "1:30",
            "2026-05-01",
            "1-2",
            "~5",
            "(5.2)",
            "1_000",
            "10^3",
            "5.2.1",
        ),
        *("1.5m", "5 and 6", "NaN", "+-5", "9" * 100),
    ],
)
def test_what_is_more_than_a_number_or_could_be_two_is_none(text: str) -> None:
    assert amount(text) is None
