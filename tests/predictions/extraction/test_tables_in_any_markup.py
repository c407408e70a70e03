"""A table says the same in whatever markup."""

from collections.abc import Callable
from datetime import date

import pytest

from predictions.candidate import Candidate
from predictions.extraction import extract
from tests.predictions.extraction.markups import MARKUPS, Rows, bars, bars_between, blanks, wiki

DAY = date(2030, 12, 20)
HEAD = "# Predictions for 2031\n\n"
CLAIMS = {
    "The Harlow bridge opens to traffic": 80,
    "Mayor Kern is re-elected": 35,
    "The euro trades above parity all year": 60,
}
Markup = pytest.mark.parametrize("markup", MARKUPS, ids=lambda markup: markup.__name__)


def found(text: str) -> tuple[Candidate, ...]:
    candidates = extract(text, published=DAY, author="Ada")
    assert all(text[c.start : c.end] == c.quote for c in candidates)
    return candidates


def told(text: str) -> list[tuple[str, float | None, str | None, str]]:
    return [(c.statement, c.probability, c.author, str(c.deadline)) for c in found(text)]


@Markup
def test_claims_have_their_numbers_and_days(markup: Callable[[Rows], str]) -> None:
    days = ("2031-06-30", "2032-01-31", "2033-12-31")
    rows = [["Prediction", "Probability", "Deadline"]]
    rows += [[claim, f"{p}%", day] for (claim, p), day in zip(CLAIMS.items(), days, strict=True)]
    assert told(f"{HEAD}{markup(rows)}\n") == [
        (claim, p / 100, "Ada", day) for (claim, p), day in zip(CLAIMS.items(), days, strict=True)
    ]


@Markup
def test_each_forecaster_has_a_column(markup: Callable[[Rows], str]) -> None:
    rows = [["Question", "Bo Kern", "Cy Lund"]]
    rows += [[claim, f"{p}%", f"{p - 5}%"] for claim, p in CLAIMS.items()]
    text = f"{HEAD}{markup(rows)}\n"
    assert [(number, who) for _, number, who, _ in told(text)] == [
        pair for p in CLAIMS.values() for pair in ((p / 100, "Bo Kern"), ((p - 5) / 100, "Cy Lund"))
    ]


@Markup
def test_years_as_heads_are_deadlines(markup: Callable[[Rows], str]) -> None:
    rows = [["Claim", "by 2032", "by 2040"]]
    rows += [[claim, f"{p - 10}%", f"{p}%"] for claim, p in CLAIMS.items()]
    text = f"# Forecasts\n\nHow likely is it by each year?\n\n{markup(rows)}\n"
    assert [(number, day[:4]) for _, number, _, day in told(text)] == [
        pair for p in CLAIMS.values() for pair in (((p - 10) / 100, "2032"), (p / 100, "2040"))
    ]


@Markup
def test_what_is_no_forecast_is_none_in_any_markup(markup: Callable[[Rows], str]) -> None:
    rows = [["Module", "Lines covered"], ["bridge opening", "85%"], ["mayor electing", "91%"]]
    assert found(f"# Notes\n\n{markup(rows)}\n") == ()


def test_what_stands_around_a_table_is_read_as_before() -> None:
    rows: Rows = [["Claim", "Chance"], *([claim, f"{p}%"] for claim, p in CLAIMS.items())]
    before, after = "I expect that the mill will close by May 2032.", "The lock will open in 2033."
    for markup in (bars, blanks, wiki):
        candidates = found(f"{HEAD}{before}\n\n{markup(rows)}\n\n{after}\n")
        assert len(candidates) == len(CLAIMS) + 2
        assert "mill" in candidates[0].quote
        assert "lock" in candidates[-1].quote


def test_a_cell_may_be_empty() -> None:
    rows = [["Question", "Bo Kern", "Cy Lund"], *([c, f"{p}%", ""] for c, p in CLAIMS.items())]
    rows[1][1:] = ["", "75%"]
    for markup in (markup for markup in MARKUPS if markup is not bars_between):
        numbers = [(number, who) for _, number, who, _ in told(f"{HEAD}{markup(rows)}\n")]
        assert numbers == [(0.75, "Cy Lund"), (0.35, "Bo Kern"), (0.6, "Bo Kern")], markup.__name__


@pytest.mark.parametrize(
    "text",
    [
        "A line with a  wide gap is\nno table, and neither  is\nthis one of three  lines.\n",
        "Trams  12\nBuses  31\nBoats  4\n",
        "An event  of the day\n----------------------\n\nNobody came.\n",
        "{| class=wikitable\n| never closed\n",
        "[table][tr][td]never closed[/td]\n",
        "\\begin{tabular}{ll} never & closed\n",
        "|===\n|never |closed\n",
        "|===\nwithout a bar\n|===\n",
    ],
)
def test_half_a_table_is_none(text: str) -> None:
    assert found(text) == ()


def test_tags_in_capitals_are_tags() -> None:
    rows = "".join(f"<TR><TD>{claim}</TD><TD>{p}%</TD></TR>\n" for claim, p in CLAIMS.items())
    text = f"{HEAD}<TABLE>\n<TR><TH>Claim</TH><TH>Chance</TH></TR>\n{rows}</TABLE>\n"
    assert [number for _, number, _, _ in told(text)] == [0.8, 0.35, 0.6]
