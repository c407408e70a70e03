"""Tables in the many shapes that people give them: which cells are forecasts, whose, and for when."""

from datetime import date
from typing import NamedTuple

import pytest

from predictions.candidate import Basis, Candidate
from predictions.extraction import extract

HEAD = "# Predictions for 2031\n\n"
DAY = date(2030, 12, 20)

BRIDGE = "The Harlow bridge opens to traffic"
MAYOR = "Mayor Kern is re-elected"
EURO = "The euro trades above parity all year"
TRAM = "A second tram line is approved"


def found(body: str) -> tuple[Candidate, ...]:
    return extract(body, published=DAY, author="Ada")


def stated(candidate: Candidate) -> float | None:
    return candidate.probability if candidate.basis in (Basis.STATED, Basis.ODDS) else None


class Row(NamedTuple):
    """What a reader takes from a cell of a table."""

    claim: str
    number: float | None = None
    author: str = "Ada"
    deadline: str = "2031-12-31"


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        pytest.param(
            f"| Odds | Claim | Notes |\n|---|---|---|\n| 80% | {BRIDGE} | The piers stand |\n| 35% | {MAYOR} | He is tired, and has said so more than once |\n",
            [Row(BRIDGE, 0.8), Row(MAYOR, 0.35)],
            id="a table, the number first",
        ),
        pytest.param(
            f"| Claim | Chance |\n|---|---|\n| {BRIDGE} | >95% |\n| {MAYOR} | 30-40% |\n| {EURO} | ~60% |\n| {TRAM} | <1% |\n",
            [Row(BRIDGE, 0.95), Row(MAYOR, 0.35), Row(EURO, 0.6), Row(TRAM, 0.01)],
            id="a table with numbers that are not plain",
        ),
        pytest.param(
            f"| Claim | Probability |\n|---|---|\n| {BRIDGE} | 70% → 60% |\n| {MAYOR} | 45% (was 30%) |\n",
            [Row(BRIDGE, 0.6), Row(MAYOR, 0.45)],
            id="a table whose numbers have changed",
        ),
        pytest.param(
            f"| Event | Likelihood (%) |\n|---|---|\n| {BRIDGE} | 80 |\n| {MAYOR} | 35 |\n",
            [Row(BRIDGE, 0.8), Row(MAYOR, 0.35)],
            id="a table of bare numbers under a percent sign",
        ),
        pytest.param(
            f"| Result | What I said | How sure |\n|---|---|---|\n| Right | {BRIDGE} | 80% |\n| Wrong | {MAYOR} | 35% |\n",
            [Row(BRIDGE, 0.8), Row(MAYOR, 0.35)],
            id="a table with the outcome in front",
        ),
        pytest.param(
            f"| # | Prediction | Confidence | What happened |\n|---|---|---|---|\n| 1 | {BRIDGE} | 80% | It opened on the second of May, a month after the mayor had promised it |\n| 2 | {MAYOR} | 35% | He won, though hardly anybody in the town will admit to having voted for him |\n",
            [Row(BRIDGE, 0.8), Row(MAYOR, 0.35)],
            id="a table of outcomes in words longer than the claims",
        ),
        pytest.param(
            f"| # | Prediction | Result |\n|---|---|---|\n| 1 | {BRIDGE} | ✅ |\n| 2 | {MAYOR} | ❌ |\n| 3 | {TRAM} | ❌ |\n",
            [Row(BRIDGE, None), Row(MAYOR, None), Row(TRAM, None)],
            id="a table of claims without numbers",
        ),
        pytest.param(
            "## How calibrated was I?\n\n| Confidence | Predictions | Correct | Share |\n|---|---|---|---|\n| 60% | 10 | 7 | 70% |\n| 80% | 12 | 9 | 75% |\n| 95% | 20 | 19 | 95% |\n",
            [],
            id="how well one did is no forecast",
        ),
        pytest.param(
            "| District | Turnout 2026 | Turnout 2030 |\n|---|---|---|\n| North Harlow | 61% | 64% |\n| South Harlow | 55% | 58% |\n",
            [],
            id="what was measured is no forecast",
        ),
        pytest.param(
            f"| Question | Ada | Bo Kern | Outcome |\n|---|---|---|---|\n| {BRIDGE} | 80% | 60% | yes |\n| {MAYOR} | 35% | - | no |\n",
            [Row(BRIDGE, 0.8), Row(BRIDGE, 0.6, "Bo Kern"), Row(MAYOR, 0.35)],
            id="a column for each forecaster",
        ),
        pytest.param(
            f"| Question | Outcome | Ada's forecast | Bo's forecast |\n|---|---|---|---|\n| {BRIDGE} | | 80% | 60% |\n| {MAYOR} | | 35% | 20% |\n",
            [Row(BRIDGE, 0.8), Row(BRIDGE, 0.6, "Bo"), Row(MAYOR, 0.35), Row(MAYOR, 0.2, "Bo")],
            id="an outcome column that is still empty",
        ),
        pytest.param(
            f"| Forecaster | Claim | Confidence |\n|---|---|---|\n| Bo Kern | {BRIDGE} | 80% |\n| Cy Lund | {MAYOR} | 35% |\n",
            [Row(BRIDGE, 0.8, "Bo Kern"), Row(MAYOR, 0.35, "Cy Lund")],
            id="a row for each forecaster",
        ),
        pytest.param(
            f"| Prediction | Probability | Deadline | Notes |\n|---|---|---|---|\n| {BRIDGE} | 80% | 2032-06-30 | said on 2030-11-01 |\n| {MAYOR} | 35% | end of 2033 | |\n",
            [Row(BRIDGE, 0.8, deadline="2032-06-30"), Row(MAYOR, 0.35, deadline="2033-12-31")],
            id="a deadline in a column of its own",
        ),
        pytest.param(
            f"| Probability that | 2032 | by 2035 | By end of 2050 |\n|---|---|---|---|\n| {BRIDGE} | 10% | 40% | 95% |\n| coal ends in Harlow | 5% | <20% | 0.9 |\n",
            [
                Row(BRIDGE, 0.1, deadline="2032-12-31"), Row(BRIDGE, 0.4, deadline="2035-12-31"), Row(BRIDGE, 0.95, deadline="2050-12-31"),
                Row("coal ends", 0.05, deadline="2032-12-31"), Row("coal ends", 0.2, deadline="2035-12-31"), Row("coal ends", 0.9, deadline="2050-12-31"),
            ],
            id="a column for each horizon",
        ),
        pytest.param(
            f"| Claim | Initial odds | Current odds |\n|---|---|---|\n| {BRIDGE} | 80% | 60% |\n| {MAYOR} | 35% | 45% |\n",
            [Row(BRIDGE, 0.6), Row(MAYOR, 0.45)],
            id="what was held first is replaced by what is held now",
        ),
        pytest.param(
            f"| {BRIDGE} | 80% |\n| {MAYOR} | 35% |\n| {EURO} | 60% |\n",
            [Row(BRIDGE, 0.8), Row(MAYOR, 0.35), Row(EURO, 0.6)],
            id="a table without a head",
        ),
        pytest.param(
            f"Question | Metaculus | Me\n--- | --- | ---\n{BRIDGE} | 70% | 80%\n{MAYOR} | 30% | 35%\n",
            [Row(BRIDGE, 0.7, "Metaculus"), Row(BRIDGE, 0.8), Row(MAYOR, 0.3, "Metaculus"), Row(MAYOR, 0.35)],
            id="a market beside oneself, in a table without outer bars",
        ),
        pytest.param(
            "| Home | Away | Predicted winner | Made | Winner |\n|---|---|---|---|---|\n| Kern | Lund | Kern 64% | 2030-12-01 | Lund |\n| Harlow | Ostby | Ostby (55.5%) | 2030-12-01 | Ostby |\n",
            [Row("Kern | Lund | Kern 64%", 0.64), Row("Harlow | Ostby | Ostby (55.5%)", 0.555)],
            id="a pick with its percentage",
        ),
        pytest.param(
            f"| ID | Prediction | Made | Resolves |\n|---|---|---|---|\n| A1 | {BRIDGE} | 2030-11-01 | 2032-06-30 |\n| A2 | {MAYOR} | 2030-11-02 | 2033-01-31 |\n",
            [Row(BRIDGE, deadline="2032-06-30"), Row(MAYOR, deadline="2033-01-31")],
            id="claims without numbers, and when they are judged",
        ),
        pytest.param(
            f"| 50% | 70% | 90% |\n|---|---|---|\n| {TRAM} | {MAYOR} | {BRIDGE} |\n| | {EURO} | |\n",
            [Row(TRAM, 0.5), Row(MAYOR, 0.7), Row(EURO, 0.7), Row(BRIDGE, 0.9)],
            id="claims below their numbers",
        ),
        pytest.param(
            f"| Question | Yes | No |\n|---|---|---|\n| {BRIDGE} | 80% | 20% |\n| {MAYOR} | 35% | 65% |\n",
            [Row(BRIDGE, 0.8), Row(MAYOR, 0.35)],
            id="a column for either answer",
        ),
        pytest.param(
            f"| claim | p | outcome |\n|---|---|---|\n| {BRIDGE} | 0.8 | 1 |\n| {MAYOR} | 0.35 | 0 |\n",
            [Row(BRIDGE, 0.8), Row(MAYOR, 0.35)],
            id="outcomes in figures",
        ),
        pytest.param(
            f"| Claim | Confidence |\n|---|---|\n| {BRIDGE} | High |\n| {MAYOR} | Low |\n",
            [Row(BRIDGE), Row(MAYOR)],
            id="confidence in words",
        ),
        pytest.param(
            f"<table border=1><thead><tr><th>Prediction</th><th>Odds</th></tr></thead><tr><td>{BRIDGE}</td><td>80%</td></tr>\n<tr><td>{MAYOR}</td>\n<td>35%</td></tr></table>\n",
            [Row(BRIDGE, 0.8), Row(MAYOR, 0.35)],
            id="a table in HTML",
        ),
        pytest.param(
            "| Award | My pick |\n|---|---|\n| Best rider | Anna Kern (Harlow) |\n| Coach of the year | Bo Lund |\n",
            [Row("Best rider | Anna Kern"), Row("Coach of the year | Bo Lund")],
            id="who is picked for what",
        ),
        pytest.param(
            "| Match | Prediction | Result |\n|---|---|---|\n| Kern v Lund | Lund | Kern |\n| Harlow v Ostby | Ostby | Ostby |\n",
            [Row("Kern v Lund | Lund"), Row("Harlow v Ostby | Ostby")],
            id="who wins, below a head that only says that it is predicted",
        ),
        pytest.param(
            "| Day | Away team | Home team | Favorite | Win prob |\n|---|---|---|---|---|\n| Sat | Kern Rovers | Lund | LUN | 64% |\n| Sun | Harlow | Ostby Town | HAR | 55% |\n",
            [Row("Kern Rovers | Lund | LUN | 64%", 0.64), Row("Harlow | Ostby Town | HAR | 55%", 0.55)],
            id="a chance belongs to the match of both teams",
        ),
        pytest.param(
            "| Limit | What it means | Projected failure | Confidence |\n|---|---|---|---|\n| Dam parity | Old dams leak | 2036-2038 (all) | High |\n| Weir collapse | The weirs are gone | 2040 | Low |\n",
            [Row("Dam parity | Old dams leak | 2036-2038", deadline="2038-12-31"), Row("Weir collapse | The weirs are gone | 2040", deadline="2040-12-31")],
            id="when something is projected to come",
        ),
        pytest.param(
            f"| Claim | Odds |\n|---|---|\n| {BRIDGE} | 80% |\n\n| Confidence | Question |\n|---|---|\n| 35% | {MAYOR} |\n",
            [Row(BRIDGE, 0.8), Row(MAYOR, 0.35)],
            id="two tables with nothing but a blank line between them",
        ),
    ],
)  # fmt: skip
def test_a_cell_has_its_number_its_forecaster_and_its_day(body: str, rows: list[Row]) -> None:
    candidates = found(HEAD + body)
    named = [
        Row(
            next((row.claim for row in rows if row.claim in c.quote), c.quote),
            stated(c),
            c.author or "",
            str(c.deadline),
        )
        for c in candidates
    ]
    assert sorted(named) == sorted(rows)


@pytest.mark.parametrize(
    "table",
    [
        "| Variable | Coef | p |\n|---|---|---|\n| Age of the bridge | 0.12 | 0.03 |\n| Rent in the town | 0.40 | 0.001 |\n",
        "| Class | Precision | Confidence |\n|---|---|---|\n| road bridge | 0.91 | 0.97 |\n| foot bridge | 0.88 | 0.93 |\n",
        "| Topic | Predictions | Right | % right |\n|---|---|---|---|\n| Harlow politics | 10 | 7 | 70% |\n| Roads and bridges | 12 | 9 | 75% |\n",
        "| Module | Lines covered |\n|---|---|\n| bridge opening | 85% |\n| mayor electing | 91% |\n",
        "| Share of energy | 2025 | 2035 |\n|---|---|---|\n| Wind power of Harlow | 20% | 45% |\n| Coal in the valley | 40% | 5% |\n",
        "| Stage | Predicted probability | Actual probability |\n|---|---|---|\n| the sure ones | 90% | 88% |\n| the doubtful ones | 55% | 61% |\n",
        "| Task | Owner | Projected completion |\n|---|---|---|\n| Paint the weir | Kern | 2031 |\n| Drain the pond | Lund | 2032 |\n",
        "| Category | My pick |\n|---|---|\n| Road bike | Kern Swift |\n| Tent | Lund Dome |\n",
        "| Home | Away | Winner |\n|---|---|---|\n| Kern | Lund | Lund |\n| Harlow | Ostby | Ostby |\n",
        "| Question | Low | High |\n|---|---|---|\n| Turnout in Harlow | 55% | 65% |\n| Share of the Kern party | 18% | 24% |\n",
    ],
)  # fmt: skip
def test_numbers_of_other_kinds_in_a_table_are_no_forecasts(table: str) -> None:
    assert found("# Notes\n\n" + table) == ()


def test_a_record_of_predictions_needs_no_title_and_counts_from_the_day_of_each() -> None:
    table = (
        "| Prediction date | Stock | Price | Prediction | Outcome |\n|---|---|---|---|---|\n"
        "| 09/16/2030 | KRN | 8.3 | fall below 7.5 within 3 months | ✓ |\n"
        "| 10/20/2030 | LND | 12 | above 20 by end of 2031 | ✗ |\n"
    )
    assert [(c.quote, str(c.deadline)) for c in found(table)] == [
        ("fall below 7.5 within 3 months", "2030-12-16"),
        ("above 20 by end of 2031", "2031-12-31"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "| Award | My pick | Winner |\n|---|---|---|\n| 2029 best rider | 12 | 14 |\n",
        "| Team | Won | Lost | Champion |\n|---|---|---|---|\n| Kern | 12 | 3 | Kern Rovers |\n| Lund | 9 | 6 | Lund Town |\n",
        "| Day | Home team | Away team | Kick-off |\n|---|---|---|---|\n| Sat | Kern | Lund | 15:00 |\n| Sun | Harlow | Ostby | 17:30 |\n",
    ],
)
def test_standings_and_fixtures_are_no_picks_where_predictions_are_announced(table: str) -> None:
    assert found(HEAD + table) == ()


def test_what_a_model_made_of_a_sentence_is_no_forecast() -> None:
    prose = "# Notes\n\nThe model read the test set.\n\nIt made captions of pictures.\n\n"
    table = "| Sentence | Prediction | Outcome |\n|---|---|---|\n| the cat sat down | a cat on the mat | right |\n| rain on the roof | the dog by the door | wrong |\n"
    assert found(prose + table) == ()


def test_the_days_of_a_column_have_the_year_that_is_nearest() -> None:
    table = (
        "| Date | Away team | Home team | Win prob |\n|---|---|---|---|\n"
        "| Sat 12/28 | Kern Rovers | Lund | 64% |\n| Fri 1/3 | Harlow | Ostby Town | 55% |\n"
    )
    days = [
        (c.probability, str(c.deadline)) for c in found("# Predictions of the week\n\n" + table)
    ]
    assert days == [(0.64, "2030-12-28"), (0.55, "2031-01-03")]


def test_days_that_may_be_months_are_left_open() -> None:
    table = "| Date | Match | Win prob |\n|---|---|---|\n| 1/2 | Kern v Lund | 64% |\n| 3/4 | Harlow v Ostby | 55% |\n"
    assert [c.deadline for c in found("# Predictions\n\n" + table)] == [None, None]


def test_the_day_of_an_outcome_is_no_deadline() -> None:
    table = "| Prediction | Odds | Outcome date |\n|---|---|---|\n| The mill burns down | 20% | 2031-05-02 |\n"
    assert [c.deadline for c in found("# Predictions\n\n" + table)] == [None]


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        (
            "| Award | My pick |\n|---|---|\n| Best rider | Anna Kern |\n",
            "Anna Kern will win Best rider",
        ),
        (
            "| Home | Away | Predicted winner | Winner |\n|---|---|---|---|\n| `Kern` | `Lund` | Kern 64% | Lund |\n",
            "Kern will beat Lund",
        ),
        (
            "| Scenario | Probability | Timeline | Driver |\n|---|---|---|---|\n| Slow decline | 40-50% | 2043-2047 | Open gates, no watch |\n",
            "Slow decline: Open gates, no watch",
        ),
        (
            "| Question | Odds | Notes |\n|---|---|---|\n| Kern wins the cup | 40% | no |\n",
            "Kern wins the cup",
        ),
    ],
)
def test_a_row_of_names_says_which_is_picked(table: str, statement: str) -> None:
    assert [c.statement for c in found("# Predictions for 2031\n\n" + table)] == [statement]


@pytest.mark.parametrize("blank", ["", "?", "\u2013"])
def test_a_prediction_whose_number_is_missing_is_one_all_the_same(blank: str) -> None:
    text = (
        "# Predictions for 2031\n\n| Prediction | Confidence | Status |\n|---|---|---|\n"
        f"| Bo Kern stays mayor | 60% | |\n| Rents fall in Lund | {blank} | |\n| {blank} | | |\n"
    )
    found = {
        c.quote.partition(" |")[0]: c.probability
        for c in extract(text, published=DAY, author="Ada")
    }
    assert found == {"Bo Kern stays mayor": 0.6, "Rents fall in Lund": None}


TEAMS = (
    "# Predicting the league\n\n**(By how they played this season)**\n\n<table>\n<thead>\n<tr>\n<th>\nTeam\n</th>\n<th>\nChampion\n</th>\n<th>\nRelegation\n</th>\n</tr>\n</thead>\n<tbody>\n"
    "<tr>\n<td>\nKern\n</td>\n<td>\n75%\n</td>\n<td>\n1%\n</td>\n</tr>\n<tr>\n<td>\nLund\n</td>\n<td>\n25%\n</td>\n<td>\n3%\n</td>\n</tr>\n"
)


@pytest.mark.parametrize("end", ["</tbody>\n</table>\n", ""])
def test_a_table_in_html_is_read_where_the_page_was_cut_and_its_numbers_are_of_nothing_else(
    end: str,
) -> None:
    candidates = extract(TEAMS + end, published=DAY, author="Ada")
    assert {(c.statement, c.probability, c.author) for c in candidates} == {
        ("Kern will be champion", 0.75, "Ada"),
        ("Kern will be relegated", 0.01, "Ada"),
        ("Lund will be champion", 0.25, "Ada"),
        ("Lund will be relegated", 0.03, "Ada"),
    }
    assert [c.quote[-3:] for c in candidates] == ["75%", "1%", "25%", "3%"]
    assert [c.quote for c in candidates][1::2] == ["1%", "3%"]
