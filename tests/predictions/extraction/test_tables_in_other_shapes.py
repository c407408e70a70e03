"""Tables that are none of Markdown, hold figures without a percent sign, or have their questions as heads."""

from datetime import date

import pytest

from predictions.candidate import Candidate
from predictions.extraction import extract

DAY = date(2030, 12, 20)
HEAD = "# Predictions for 2031\n\n"
BRIDGE, MAYOR = "The Harlow bridge opens to traffic", "Mayor Kern is re-elected"


def found(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=DAY, author="Ada")


def told(text: str) -> list[tuple[str, float | None, str | None]]:
    return [(c.statement, c.probability, c.author) for c in found(text)]


@pytest.mark.parametrize(
    "rows",
    [
        f"claim,probability,deadline\n{BRIDGE},0.8,2031-06-30\n{MAYOR},0.35,2031-11-03\n",
        f'id,claim,confidence,deadline\n1,"{BRIDGE}",80%,2031-06-30\n2,"{MAYOR}",35%,2031-11-03\n',
        f"Prediction\tConfidence\tBy\n{BRIDGE}\t80%\t2031-06-30\n{MAYOR}\t35%\t2031-11-03\n",
        f"Event;Probability;Due\n{BRIDGE};80;2031-06-30\n{MAYOR};35;2031-11-03\n",
    ],
)
def test_separated_values_are_a_table(rows: str) -> None:
    for text in (rows, HEAD + rows):
        candidates = found(text)
        assert [(c.statement, c.probability, str(c.deadline)) for c in candidates] == [
            (BRIDGE, 0.8, "2031-06-30"),
            (MAYOR, 0.35, "2031-11-03"),
        ]
        assert all(text[c.start : c.end] == c.quote for c in candidates)


def test_a_separator_between_quotation_marks_parts_no_cells() -> None:
    rows = 'question,Ada,Bo\n"Will Kern, the mayor, be re-elected?",35%,20%\nWill the bridge open?,80%,60%\n'
    assert [(c.author, c.probability) for c in found(rows)] == [
        ("Ada", 0.35),
        ("Bo", 0.2),
        ("Ada", 0.8),
        ("Bo", 0.6),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "district,turnout,share\nNorth Harlow is the largest,0.61,0.4\nSouth Harlow is the smallest,0.55,0.3\n",
        "The event, which was long, ended.\nThe bridge, once shut, opened.\nThe mayor, now tired, slept.\n",
        "question,answers,share\nWho reads this?,41,0.3\nWho rides the tram?,22,0.2\n",
    ],
)
def test_other_values_and_prose_with_commas_are_no_forecasts(text: str) -> None:
    assert found(text) == ()


def test_bare_figures_of_a_table_are_percentages_where_the_head_speaks_of_chances() -> None:
    percent = f"| What | How likely |\n|---|---|\n| {BRIDGE} | 80 |\n| {MAYOR} | 35 |\n"
    tenths = (
        f"| Prediction | Confidence (out of 10) |\n|---|---|\n| {BRIDGE} | 8 |\n| {MAYOR} | 3 |\n"
    )
    headless = f"| {BRIDGE} | 80 |\n| {MAYOR} | 35 |\n"
    assert told(HEAD + percent) == [(BRIDGE, 0.8, "Ada"), (MAYOR, 0.35, "Ada")]
    assert told(HEAD + tenths) == [(BRIDGE, 0.8, "Ada"), (MAYOR, 0.3, "Ada")]
    assert told("# Predictions for 2031 with probabilities\n\n" + headless) == [
        (BRIDGE, 0.8, "Ada"),
        (MAYOR, 0.35, "Ada"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Town | Trams |\n|---|---|\n| Harlow has the most of them | 80 |\n| Vale has very few of them | 35 |\n",
        "| The bridge over the weir | 1 |\n| The mill on the hill | 2 |\n| The lock at Harlow | 3 |\n",
    ],
)
def test_figures_that_count_are_no_chances(table: str) -> None:
    assert not [c for c in found("# Notes on trams\n\n" + table) if c.probability is not None]


def test_questions_may_be_heads_with_a_row_for_each_forecaster() -> None:
    table = "| Forecaster | Will the bridge open? | Mayor Kern is re-elected |\n|---|---|---|\n| Ada | 80% | 35% |\n| Bo | 60 | - |\n"
    assert told(HEAD + table) == [
        ("The bridge will open", 0.8, "Ada"),
        ("The bridge will open", 0.6, "Bo"),
        ("Mayor Kern is re-elected", 0.35, "Ada"),
    ]


def test_questions_over_the_answers_of_a_survey_are_none() -> None:
    table = "| District | Do you ride the tram? | Is it warm enough? |\n|---|---|---|\n| North | 80% | 35% |\n| South | 60% | 20% |\n"
    assert found("# Survey of the districts\n\n" + table) == ()
