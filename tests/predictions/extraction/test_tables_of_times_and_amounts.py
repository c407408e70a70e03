"""Tables whose cells are years or amounts: who says that something comes when, and how much there will be."""

from collections.abc import Callable
from datetime import date

import pytest

from predictions.candidate import Candidate
from predictions.extraction import extract
from tests.predictions.extraction.markups import MARKUPS, Rows, bars

DAY = date(2030, 12, 20)
Markup = pytest.mark.parametrize("markup", MARKUPS, ids=lambda markup: markup.__name__)


def found(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=DAY, author="Ada")


def told(text: str) -> list[tuple[str, str | None, str]]:
    assert all(c.probability is None for c in found(text))
    return [(c.statement, c.author, str(c.deadline)) for c in found(text)]


WHO = [
    ["Forecaster", "Fusion", "Moon base", "Source"],
    ["Bo Kern (Lund 2027)", "Mid-2034", "-", "8441"],
    ["Cy Vale", "2036-2038", "2045 (first crew)", "8442"],
    ["Harlow Institute", "n/a", "by 2050", "8443"],
]


@Markup
def test_forecasters_in_rows_say_when_what_the_heads_name_will_come(
    markup: Callable[[Rows], str],
) -> None:
    assert told(f"# Timelines compared\n\n{markup(WHO)}\n") == [
        ("Fusion will come in mid-2034", "Bo Kern (Lund 2027)", "2034-06-30"),
        ("Fusion will come in 2036-2038", "Cy Vale", "2038-12-31"),
        ("Moon base will come in 2045", "Cy Vale", "2045-12-31"),
        ("Moon base will come by 2050", "Harlow Institute", "2050-12-31"),
    ]


@Markup
def test_forecasters_in_columns_say_when_what_a_row_names_will_come(
    markup: Callable[[Rows], str],
) -> None:
    rows = [
        ["Milestone", "Bo Kern", "Cy Vale"],
        ["Fusion", "2034", "~2041"],
        ["Moon base", "never", "late 2045"],
        ["The last coal plant closes", "by 2040", "2038?"],
    ]
    assert told(f"# Predictions for the next decades\n\n{markup(rows)}\n") == [
        ("Fusion will come in 2034", "Bo Kern", "2034-12-31"),
        ("Fusion will come around 2041", "Cy Vale", "2041-12-31"),
        ("Moon base will come in late 2045", "Cy Vale", "2045-12-31"),
        ("The last coal plant closes by 2040", "Bo Kern", "2040-12-31"),
        ("The last coal plant closes in 2038", "Cy Vale", "2038-12-31"),
    ]


def test_the_first_time_of_a_row_is_quoted_with_its_name_and_the_others_alone() -> None:
    quotes = [c.quote for c in found(f"# Timelines compared\n\n{bars(WHO)}\n")]
    assert quotes == [
        "Bo Kern (Lund 2027) | Mid-2034",
        "Cy Vale | 2036-2038",
        "2045 (first crew)",
        "Harlow Institute | n/a | by 2050",
    ]


@pytest.mark.parametrize("head", ["Year", "When", "ETA", "My guess", "Expected", "Predicted year"])
def test_one_column_of_times_is_the_authors(head: str) -> None:
    rows = [["Technology", head], ["Fusion power", "2034"], ["Cheap batteries", "2031-2033"]]
    assert told(f"# My predictions\n\n{bars(rows)}\n") == [
        ("Fusion power will come in 2034", "Ada", "2034-12-31"),
        ("Cheap batteries will come in 2031-2033", "Ada", "2033-12-31"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Name", "Born", "Joined"], ["Bo Kern", "1961", "2031"], ["Cy Vale", "1974", "2032"]],
        [["Expert", "Field", "Term since"], ["Bo", "bridges", "2031"], ["Cy", "trams", "2033"]],
        [["Milestone", "Start", "End"], ["Parser", "2031", "2032"], ["Site", "2032", "2034"]],
        [["Tenant", "Lease ends"], ["Kern Bakery", "2034"], ["Lund Cycles", "2036"]],
        [["Forecaster", "Fusion"], ["Bo Kern", "2019"], ["Cy Vale", "2021"]],
    ],
)
def test_years_that_nobody_foretells_are_no_forecasts(rows: Rows) -> None:
    assert found(f"# Notes of the institute\n\n{bars(rows)}\n") == ()


MEDALS = [["Country", "Gold", "Total"], ["Norway", "16", "37"], ["Lund", "12", "27"]]
GROWTH = [
    ["Indicator", "2029", "2031", "2032"],
    ["GDP growth", "1.0%", "1.2%", "1.5%"],
    ["Unemployment", "4.1", "3.9", "3.8"],
]


@Markup
def test_each_competitor_has_one_forecast_of_its_amounts(markup: Callable[[Rows], str]) -> None:
    assert told(f"# Predicted medal table 2032\n\n{markup(MEDALS)}\n") == [
        ("Norway will have 16 gold and 37 total", "Ada", "2032-12-31"),
        ("Lund will have 12 gold and 27 total", "Ada", "2032-12-31"),
    ]


@Markup
def test_amounts_below_years_to_come_are_a_forecast_each(markup: Callable[[Rows], str]) -> None:
    assert told(f"# Economic forecast, December 2030\n\n{markup(GROWTH)}\n") == [
        ("GDP growth will be 1.2% in 2031", "Ada", "2031-12-31"),
        ("GDP growth will be 1.5% in 2032", "Ada", "2032-12-31"),
        ("Unemployment will be 3.9 in 2031", "Ada", "2031-12-31"),
        ("Unemployment will be 3.8 in 2032", "Ada", "2032-12-31"),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Medal table of 2028",
        "Standings",
        "Results against predictions",
        "Budget plan",
        "How the forecast did",
    ],
)
def test_amounts_that_are_counted_or_planned_are_no_forecasts(heading: str) -> None:
    for rows in (MEDALS, GROWTH):
        assert found(f"# {heading}\n\n{bars(rows)}\n") == ()
