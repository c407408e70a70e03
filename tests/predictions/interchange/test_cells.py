"""Cells: nothing runs in a spreadsheet, and everything comes back as it was."""

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.errors import InvalidValue
from predictions.interchange.cells import moment_of, neutralise, restore
from predictions.interchange.columns import TABLES
from predictions.interchange.tables import read_table, write_table

NASTY = st.text(st.sampled_from("=+-@'\t\r\n ＝,;\"aé😀א"), max_size=12)


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1+1", "＝1+1", "'=1", " '+1"],
)
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(formula: str) -> None:
    assert neutralise(formula) == "'" + formula


@pytest.mark.parametrize("text", ["", "rain", "'tis the season", "1 + 1 = 2", "a=b", "50 %"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert neutralise(text) == text


@given(st.text() | NASTY)
def test_restoring_undoes_neutralising(text: str) -> None:
    assert restore(neutralise(text)) == text


@given(st.text() | NASTY)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not neutralise(text).lstrip().startswith(("=", "+", "-", "@"))


@given(
    st.lists(
        st.tuples(
            NASTY | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
            st.none() | st.floats(allow_nan=False),
        ),
        max_size=5,
    )
)
def test_export_then_import_is_the_identity(rows: list[tuple[str, float | None]]) -> None:
    stream = io.StringIO(newline="")
    write_table(stream, ("name", "value"), [(neutralise(name), value) for name, value in rows])
    stream.seek(0)
    back = [
        (row["name"], float(row["value"]) if row["value"] else None)
        for row in read_table(stream, ("name", "value"))
    ]
    assert back == rows


def test_lines_end_as_the_standard_asks_and_the_header_is_always_there() -> None:
    stream = io.StringIO(newline="")
    write_table(stream, ("a", "b"), [])
    assert stream.getvalue() == "a,b\r\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a\r\n1\r\n", "lacks the column b"),
        ("", "lacks the column a, b"),
        ("a,b\r\n1,2\r\n1\r\n", "row 3: has 1 cells, the header has 2"),
        ('a,b\r\n"1,2\r\n', "is not CSV"),
    ],
)
def test_a_file_that_is_not_such_a_table_is_refused_by_row(text: str, problem: str) -> None:
    with pytest.raises(InvalidValue, match=problem):
        list(read_table(io.StringIO(text, newline=""), ("a", "b")))


def test_a_byte_order_mark_and_further_columns_are_no_trouble() -> None:
    stream = io.StringIO("\ufeffa,b,c\r\n1,2,3\r\n", newline="")
    assert list(read_table(stream, ("a", "b"))) == [{"a": "1", "b": "2", "c": "3"}]


@given(st.datetimes(timezones=st.just(UTC)))
def test_moments_come_back_in_utc_with_all_their_digits(moment: datetime) -> None:
    assert moment_of(moment.isoformat().replace("+00:00", "Z")) == moment
    assert moment_of("") is None


def test_every_column_is_explained_and_named_once() -> None:
    for table in TABLES:
        assert len(set(table.header)) == len(table.header)
        assert all(column.meaning for column in table.columns)
