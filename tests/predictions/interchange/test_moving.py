"""Records from elsewhere: whose columns are known, what a cell may hold, and what is left with a reason.

The headers are those that the platforms' published source writes: Fatebook's `questionsToCsv`,
PredictionBook's `PredictionSerializer` and Metaculus's `export_all_data_for_questions`.
"""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.beliefs import Probability
from predictions.candidate import Basis
from predictions.errors import InvalidValue
from predictions.interchange.anybody import rows_of, text_of
from predictions.interchange.headings import is_table_of_forecasts, joined, other_half
from predictions.interchange.moving import Arrivals, arrivals
from predictions.outcomes import AMBIGUOUS, ANNULLED, NO, YES, Outcome

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FATEBOOK = (
    "Question title,Multiple choice option,Forecast created by,Forecast (scale = 0-1),"
    "Forecast created at,Question created by,Question created at,Question resolve by,Resolution,"
    "Resolved at,Your Brier score for this question,Your relative Brier score for this question,"
    "Question notes,Question shared with,Question shared publicly,Question comments,Question tags\n"
)
PREDICTIONBOOK = (
    "created_at,creator_id,creator_label,deadline,description_with_group,description,group_id,id,"
    "mean_confidence,outcome,prediction_group_id,last_judgement_at,updated_at,uuid,version,"
    "visibility,withdrawn\n"
)
QUESTIONS = (
    "Question ID,Question URL,Question Title,Label,Question Type,Scheduled Close Time,Resolution,"
    "Resolution Known Time\n"
)
FORECASTS = (
    "Question ID,Forecaster ID,Forecaster Username,Is Bot,Start Time,End Time,Forecaster Count,"
    "Probability Yes\n"
)


def read(text: str, name: str | None = None) -> Arrivals:
    columns, rows = rows_of(text)
    return arrivals(columns, rows, now=NOW, name=name)


def test_a_row_of_fatebook_has_its_claim_days_number_name_and_outcome() -> None:
    # Fatebook writes seconds below ten with one digit.
    [row] = read(
        f'{FATEBOOK}"Will it rain in Oslo on 5 May 2024?",,"Ann",0.7,2024-05-01 10:00:5,"Bo",'
        '2024-04-30 10:00:05,2024-05-05 00:00:0,"YES",2024-05-06 09:30:12,0.09,,"","",false,"",'
        '"Weather; oslo"\n'
    ).moved
    assert row.statement == "It will rain in Oslo on 5 May 2024"
    assert (row.forecaster, row.belief) == ("Ann", Probability(value=0.7))
    assert row.made_at == datetime(2024, 5, 1, 10, 0, 5, tzinfo=UTC)
    assert row.deadline == date(2024, 5, 5)
    assert (row.outcome, row.resolved_at) == (YES, datetime(2024, 5, 6, 9, 30, 12, tzinfo=UTC))
    assert row.tags == ("weather", "oslo")
    assert "resolution: YES" in row.cells


def test_each_option_of_a_question_with_several_is_a_claim() -> None:
    rows = read(
        f'{FATEBOOK}"Who wins the cup?","Kern","Ann",0.4,2024-05-01 10:00:00,,,,"NO",,,,,,,,\n'
        f'"Who wins the cup?","Lund","Ann",0.6,2024-05-01 10:00:00,,,,"YES",,,,,,,,\n'
    ).moved
    said = [(row.statement, row.outcome) for row in rows]
    assert said == [("Who wins the cup? Kern", NO), ("Who wins the cup? Lund", YES)]


def test_means_of_predictionbook_are_somebodys_only_when_a_name_is_given() -> None:
    text = (
        f"{PREDICTIONBOOK}2013-04-01 10:00:00 UTC,1,ann,2014-01-01 00:00:00 UTC,Rain,Rain falls,,7,1,"
        "true,,2014-01-02 00:00:00 UTC,,u,1,visible_to_everyone,false\n"
        "2013-04-01 10:00:00 UTC,1,ann,2014-01-01 00:00:00 UTC,Snow,Snow falls,,8,60,,,,,u,1,"
        "visible_to_everyone,true\n"
    )
    found = read(text)
    assert [(row.statement, row.outcome, row.belief) for row in found.moved] == [
        ("Rain falls", YES, None)
    ]
    assert [(left.row, left.why[:25]) for left in found.left] == [
        (2, "means of everybody's numb"),
        (3, "withdrawn there"),
    ]
    [mine] = read(text, name="Ann").moved
    assert (mine.forecaster, mine.belief) == ("Ann", Probability(value=0.01))  # a percentage


def test_the_two_files_of_metaculus_are_one_table() -> None:
    questions = (
        f"{QUESTIONS}11,https://m.example/1/,Will the mill close before 2025?,,binary,"
        "2024-12-31 00:00:00+00:00,annulled,2024-06-01 12:00:00+00:00\n"
        "12,https://m.example/2/,How many B?,,numeric,,42.0,\n"
    )
    forecasts = (
        f"{FORECASTS}11,5,ann,False,2024-02-01 00:00:00.123456+00:00,,,0.8\n"
        "11,,recency_weighted,,2024-02-01 00:00:00+00:00,,12,0.7\n"
        "12,5,ann,False,2024-02-01 00:00:00+00:00,,,\n"
    )
    assert other_half(rows_of(questions)[0]) == "forecast_data.csv"
    assert other_half(rows_of(forecasts)[0]) == "question_data.csv"
    for halves in ((questions, forecasts), (forecasts, questions)):
        found = arrivals(*joined(*halves), now=NOW)
        [row] = found.moved
        assert (row.statement, row.forecaster) == ("The mill will close before 2025", "ann")
        assert (row.outcome, row.belief) == (ANNULLED, Probability(value=0.8))
        assert row.url == "https://m.example/1/"
        assert [left.row for left in found.left] == [3, 4]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (("0.7", "0,25"), (0.7, 0.25)),
        (("70", "1"), (0.7, 0.01)),  # one above 1: percentages all
        (("1", "0"), (1.0, 0.0)),
        (("70 %", "3:1"), (0.7, 0.75)),
    ],
)
def test_numbers_of_a_column_have_one_scale(
    cells: tuple[str, ...], values: tuple[float, ...]
) -> None:
    text = "statement;probability;outcome\n" + "".join(f"Rain falls;{cell};\n" for cell in cells)
    beliefs = [row.belief for row in read(text).moved]
    got = [belief.value for belief in beliefs if isinstance(belief, Probability)]
    assert got == pytest.approx(values)


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ("Yes", YES), ("FALSE", NO), ("1", YES), ("0", NO), ("0.4", Outcome.parse("0.4")),
        ("AMBIGUOUS", AMBIGUOUS), ("N/A", AMBIGUOUS), ("CANCEL", ANNULLED), ("", None),
        ("pending", None),
    ],
)  # fmt: skip
def test_outcomes_are_read_as_platforms_write_them(cell: str, outcome: Outcome | None) -> None:
    [row] = read(f"title,forecast,resolution\nRain falls,0.6,{cell}\n").moved
    assert row.outcome == outcome


def test_what_is_no_outcome_is_left_open_and_named() -> None:
    found = read("title,forecast,resolution\nRain falls,0.6,Thursday\n")
    assert found.moved[0].outcome is None
    assert found.left[0].why == "outcomes that are no yes or no, such as 'thursday'"


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        ("03/04/2024", "forecast_at: '03/04/2024' is no date like 2026-02-28"),
        ("2024-02-30", "forecast_at: '2024-02-30' is a time that does not exist"),
        ("2027-01-01", "forecast_at: 2027-01-01 is still to come"),
    ],
)
def test_days_are_never_guessed_at(made: str, problem: str) -> None:
    found = read(f"title,forecast,made,outcome\nRain falls,0.6,{made},\nSnow falls,0.5,,\n")
    assert [row.statement for row in found.moved] == ["Snow falls"]
    assert [(left.row, left.why) for left in found.left] == [(2, problem)]


def test_what_was_read_from_words_stays_so() -> None:
    [row] = read(
        "statement,basis,probability,probability_low,probability_high,outcome\n"
        "Rain falls,surveyed,0.7,0.6,0.8,\n"
    ).moved
    assert row.belief == Probability(value=0.7, low=0.6, high=0.8, basis=Basis.SURVEYED)


def test_a_table_without_claims_names_its_columns() -> None:
    with pytest.raises(InvalidValue, match=r"no column statement .* columns: a, b$"):
        read("a,b\n1,2\n")


@pytest.mark.parametrize(
    ("header", "is_one"),
    [
        (FATEBOOK, True),
        ("question,probability,outcome\n", True),
        ("author,date,message\n", False),
        ("", False),
        ('title,"probability\x00', False),
    ],
)
def test_a_record_is_told_from_a_thread(header: str, is_one: bool) -> None:
    assert is_table_of_forecasts(header) is is_one


def test_short_rows_blank_rows_and_a_byte_order_mark_are_fine() -> None:
    data = "\ufefftitle\tforecast\toutcome\nRain falls\t0.6\n\t\t\n\nSnow falls\t0.5\tno\n"
    for encoded in (data.encode(), data.encode("utf-16-le")):
        found = read(text_of(encoded))
        assert [row.row for row in found.moved] == [2, 5]


CELLS = (
    *("", "x" * 1200, "a\x00b", "'=1", "=1+1", "yes", "0.5", "70%", "nan", "inf", "-0.5", "1e400"),
    *("2024-01-01", "2024-01-01 10:00:5", "9999-12-31", "0001-01-01 00:00:00+14:00", "Will it?"),
    *("2024-01-01 25:00", "t;" * 40, "\n\n", "surveyed", "true", "3:1", "50/0", "１２", "0,7"),
)
COLUMNS = (
    *("outcome", "forecaster", "forecast_at", "deadline", "not_before", "resolved_at", "tags"),
    *("happened_at", "criteria", "condition", "basis", "probability_low", "probability_high"),
    *("url", "withdrawn", "question type"),
)


@given(st.data())
def test_whatever_stands_in_a_cell_costs_its_row_at_most(data: st.DataObject) -> None:
    columns = ["statement", "probability", *data.draw(st.sets(st.sampled_from(COLUMNS)))]
    row = st.lists(st.sampled_from(CELLS), min_size=len(columns), max_size=len(columns))
    rows = data.draw(st.lists(row, min_size=1, max_size=5))
    names = [name.replace("_", " ") for name in columns]
    numbered = [(n, dict(zip(names, cells, strict=True))) for n, cells in enumerate(rows, start=2)]
    found = arrivals(names, numbered, now=NOW)
    told = {one.row for one in found.moved} | {one.row for one in found.left}
    assert told == {n for n, _ in numbered}
    assert all(one.made_at is None or one.made_at <= NOW for one in found.moved)
