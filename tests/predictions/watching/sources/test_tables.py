"""Tables as CSV: which column, which rows, and the day of each."""

from datetime import date

import pytest

from predictions.errors import SourceError
from predictions.readings import NumberReading
from predictions.watching.sources.tables import series
from tests.predictions.watching.sources.parsing import parse

TODAY = date(2026, 11, 30)


def read(text: str, wanted: str) -> dict[str, float]:
    found, _ = series(text, wanted, today=TODAY)
    return {day.isoformat(): value for day, value in found.items()}


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("Date,Open,Close\n2026-11-27,1,2.5\n2026-11-30,2,n/a\n", {"2026-11-27": 2.5}),
        ("\ufeffDatum;Close\r\n27.11.2026;1.234,5\r\n", {"2026-11-27": 1234.5}),
        ('date\tclose\n11/27/2026\t"1,234"\n', {"2026-11-27": 1234.0}),
        ("day,close\n13/01/26,1\n02/03/26,2\n", {"2026-01-13": 1.0, "2026-03-02": 2.0}),
        ("Entity,Code,Year,Close\nWorld,W,2025,3\n", {"2025-01-01": 3.0}),
        ("year,month,close\n2026,9,3\n2026,10,4\n", {"2026-09-01": 3.0, "2026-10-01": 4.0}),
        ("period,close\n2026-Q3,7\n", {"2026-07-01": 7.0}),
        ("close,as of\n5,2026-11-29T23:00:00Z\n", {"2026-11-29": 5.0}),
        ("symbol,close\nX,5\n", {"2026-11-30": 5.0}),
        ("date,close\r2026-11-27,1\r", {"2026-11-27": 1.0}),
    ],
)
def test_a_column_is_read_with_the_day_of_each_row(table: str, found: dict[str, float]) -> None:
    assert read(table, "close") == found


ENERGY = "Entity,Year,Share,Issued\nChile,2024,40,2025-02-01\nWorld,2024,30,2025-03-01\n"


def test_rows_are_chosen_by_what_other_columns_hold() -> None:
    assert read(ENERGY, "Share;Entity=World") == {"2024-01-01": 30.0}
    assert read(ENERGY, "Share;Entity=World;@issued") == {"2025-03-01": 30.0}


@pytest.mark.parametrize(
    ("table", "wanted", "said"),
    [
        (ENERGY, "Shares", "there is no column 'Shares'; there are Entity, Year, Share"),
        (
            ENERGY,
            "Share",
            "several rows are of 2024-01-01: choose among them as in #Share;COLUMN=VALUE",
        ),
        (ENERGY, "Share;Entity=Mars", "no row has Entity=Mars"),
        ("date,x\n03/04/2026,1\n", "x", "can be read in two ways"),
        ("name,x\na,1\nb,2\n", "x", "no column holds the days"),
        ("", "x", "there is no column"),
    ],
)
def test_what_cannot_be_told_is_said(table: str, wanted: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        read(table, wanted)


def test_the_column_stands_in_the_address_after_a_hash() -> None:
    url = "https://x.test/a.csv#Close%20price"
    body = b"Trading date,Close price\n2026-06-30,9\n"
    seen = parse("csv", url, body, url=url)
    (reading,) = seen.readings
    assert isinstance(reading, NumberReading)
    assert (reading.value, reading.day, reading.subject) == (9.0, date(2026, 6, 30), url)
    assert "'Trading date'" in seen.notes[0]
    with pytest.raises(SourceError, match="web page"):
        parse("csv", url, b"<!doctype html><html><body>Sign in</body></html>", url=url)
