"""CSV files as people and spreadsheets write them, read for scoring."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.errors import InvalidValue
from predictions.scoretable.reading import read_score_table
from predictions.scoretable.table import ScoreTable


def read(text: str, encoding: str = "utf-8") -> ScoreTable:
    return read_score_table(text.encode(encoding))


def test_all_columns_are_read_in_any_order_and_others_ignored() -> None:
    table = read(
        "Forecaster,note,OUTCOME, probability ,question,weight,at\n"
        'ann,"hm, well",1,0.7,q1,2,2024-05-01\n'
        "bob,,0,0.25,q1,1,2024-05-01T12:30:00+02:00\n"
    )
    assert table.forecasts.tolist() == [0.7, 0.25]
    assert table.outcomes.tolist() == [1.0, 0.0]
    assert table.weights is not None
    assert table.weights.tolist() == [2.0, 1.0]
    assert table.questions is not None
    assert (table.questions.codes.tolist(), table.questions.names) == ([0, 0], ("q1",))
    assert table.forecasters is not None
    assert table.forecasters.names == ("ann", "bob")
    assert table.at is not None
    assert table.at.tolist() == [1714521600.0, 1714559400.0]


def test_optional_columns_that_are_missing_stay_missing() -> None:
    table = read("probability,outcome\n0.5,1\n")
    assert table.questions is None
    assert table.forecasters is None
    assert table.weights is None
    assert table.at is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_no_part_of_the_first_column(encoding: str) -> None:
    assert read("probability,outcome\n0.5,1\n", encoding).forecasts.tolist() == [0.5]


@pytest.mark.parametrize("cell", ["70%", "70 %", " 70\u00a0% ", "70.0%", "0.7", ".7", "7e-1"])
def test_probabilities_may_be_percents(cell: str) -> None:
    assert read(f"probability,outcome\n{cell},1\n").forecasts.tolist() == [0.7]


def test_between_semicolons_a_comma_is_the_decimal_sign() -> None:
    table = read('probability;outcome;weight\n0,7;1;"1,5"\n12,5 %;0;2\n')
    assert table.forecasts.tolist() == [0.7, 0.125]
    assert table.weights is not None
    assert table.weights.tolist() == [1.5, 2.0]


@pytest.mark.parametrize("between", [",", "\t", "|", ";"])
def test_a_probability_with_a_comma_is_read_whatever_stands_between_cells(between: str) -> None:
    table = read(f'probability{between}outcome\n"0,7"{between}1\n"12,5 %"{between}"0,4"\n')
    assert table.forecasts.tolist() == [0.7, 0.125]
    assert table.outcomes.tolist() == [1.0, 0.4]


def test_a_comma_in_a_weight_between_commas_could_mean_thousands_and_is_refused() -> None:
    with pytest.raises(InvalidValue, match="weight '1,500' cannot be read"):
        read('probability,outcome,weight\n0.5,1,"1,500"\n')


def test_tabs_separate_too_and_lines_may_end_as_on_windows() -> None:
    assert read("probability\toutcome\r\n0.5\t1\r\n0.25\tno\r\n").outcomes.tolist() == [1.0, 0.0]


@pytest.mark.parametrize(
    ("cell", "want"),
    [("yes", 1), ("No", 0), ("TRUE", 1), ("false", 0), ("1.0", 1), ("0.4", 0.4), ("40%", 0.4)],
)
def test_outcomes_may_be_words_or_fractions(cell: str, want: float) -> None:
    assert read(f"probability,outcome\n0.5,{cell}\n").outcomes.tolist() == [want]


def test_rows_that_cannot_be_scored_are_counted_not_guessed() -> None:
    table = read(
        "probability,outcome\n0.5,1\n0.4,\n0.4, \n0.3,ambiguous\n0.2,ANNULLED\n,1\n\n0.1,0\n"
    )
    assert table.forecasts.tolist() == [0.5, 0.1]
    assert (table.pending, table.void, table.without_probability) == (2, 2, 1)


def test_rows_of_empty_cells_are_no_rows_and_missing_numbers_have_other_names() -> None:
    table = read("probability,outcome\n0.5,1\n,\n , \nNA,1\nNULL,no\n0.4,null\n")
    assert table.forecasts.tolist() == [0.5]
    assert (table.pending, table.void, table.without_probability) == (1, 0, 2)


@pytest.mark.parametrize("number", ["NA", " NA", "Null ", " "])
def test_a_missing_number_is_missing_whatever_stands_around_it_or_in_other_rows(
    number: str,
) -> None:
    alone = read(f"probability,outcome\n0.5,1\n{number},1\n")
    beside_another = read(f"probability,outcome\n0.5,1\n{number},1\n0.4,\n")
    assert alone.without_probability == beside_another.without_probability == 1


def test_our_own_export_is_read_as_it_is() -> None:
    table = read(
        "prediction_id,statement,forecaster,probability,forecast_at,outcome,weight\n"
        "17,It rains,ann,0.5,2024-01-01T00:00:00+00:00,yes,1\n"
    )
    assert table.questions is not None
    assert table.questions.names == ("17",)
    assert table.at is not None


def test_a_cell_may_hold_a_line_break() -> None:
    table = read('probability,outcome,question\n0.5,1,"two\nlines"\n0.25,0,b\n')
    assert table.questions is not None
    assert table.questions.names == ("b", "two\nlines")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "file: is empty: give a CSV file with the columns probability and outcome"),
        ("p,outcome\n0.5,1\n", "file: has no column probability; columns: p, outcome"),
        (
            "probability,outcome,Probability\n0.5,1,0.9\n",
            "file: has more than one column probability: keep one of them",
        ),
        ("probability,outcome\n", "file: has nothing to score (no rows)"),
        ("probability,outcome\n0.5,\n", "nothing to score (1 without an outcome yet)"),
        ("probability,outcome\n0.5,1\n0.5\n", "row 3: has 1 cells, the header has 2"),
        ("probability,outcome\n0.5,1,x\n", "row 2: has 3 cells, the header has 2"),
        ("probability,outcome\n0.5,1\n70,1\n", "row 3: probability '70' is not a probability"),
        ("probability,outcome\n0.5,1\nnan,1\n", "row 3: probability 'nan' is not a probability"),
        ("probability,outcome\n\n-0.1,1\n", "row 3: probability '-0.1' is not a probability"),
        (
            "probability,outcome\nhigh,1\n",
            "row 2: probability 'high' cannot be read: write 0.7 or 70 %",
        ),
        ("probability,outcome\n0.5,2\n", "row 2: outcome '2' is no outcome"),
        (
            "probability,outcome\n0.5,maybe\n",
            "row 2: outcome 'maybe' cannot be read: write 1, 0, yes, no or a fraction",
        ),
        ("probability,outcome,weight\n0.5,1,-1\n", "row 2: weight '-1' is negative"),
        (
            "probability,outcome,weight\n0.5,1,inf\n",
            "row 2: weight 'inf' is negative or not finite",
        ),
        (
            "probability,outcome,at\n0.5,1,soon\n",
            "row 2: at 'soon' cannot be read: write a date such as 2026-03-01, or a time such as 2026-03-01T12:00Z",
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_row(text: str, message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read(text)
    assert message in str(caught.value)


def test_empty_cells_at_the_end_of_a_row_are_forgiven() -> None:
    assert read("probability,outcome\n0.5,1,\n0.25,0,,\n").forecasts.tolist() == [0.5, 0.25]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\xff", b"probability,outcome\n\xff,1\n"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidValue, match="not UTF-8 text: save it as CSV in UTF-8"):
        read_score_table(data)


def test_a_stream_is_read_like_bytes() -> None:
    stream = io.BytesIO(b"probability,outcome\n0.5,1\n")
    assert read_score_table(stream).forecasts.tolist() == [0.5]


def test_a_million_rows_are_read_and_a_fault_far_down_is_found() -> None:
    rows = b"0.25,1,q1\n0.75,0,q2\n"
    table = read_score_table(b"probability,outcome,question\n" + rows * 500_000)
    assert table.forecasts.shape == (1_000_000,)
    assert table.forecasts.mean() == 0.5
    with pytest.raises(InvalidValue, match="row 100002: has 1 cells"):
        read_score_table(b"probability,outcome\n" + b"0.5,1\n" * 100_000 + b"0.5\n")


@given(
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0, 1]), st.text('ab;,"\n é')), min_size=1)
)
def test_what_a_csv_writer_wrote_is_read_back(rows: list[tuple[float, int, str]]) -> None:
    import csv

    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(["probability", "outcome", "question"])
    writer.writerows(rows)
    table = read(stream.getvalue())
    assert table.forecasts.tolist() == [p for p, _, _ in rows]
    assert table.questions is not None
    names = np.array(table.questions.names)[table.questions.codes]
    assert names.tolist() == [name.strip() for _, _, name in rows]
