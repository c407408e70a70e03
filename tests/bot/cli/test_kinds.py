"""Choices, numbers and days by hand: made, forecast, ended and shown."""

import json

import pytest

from tests.bot.conftest import Calledit


@pytest.mark.parametrize(
    ("asked", "first", "later", "outcome", "ended", "score"),
    [
        (
            ("--option", "Red", "--option", "Blue"),
            "Red: 60",
            "Red: 20; Blue: 80",
            "blue",
            "Blue",
            "Brier 0.080 (0–2)",
        ),
        (
            ("--unit", "ferries"),
            "5 / 8 / 12",
            "25%: 6; 75%: 10",
            "9",
            "9 ferries",
            "CRPS 0.600 (in ferries)",
        ),
        (
            ("--kind", "date"),
            "2027-01-01 / 2028-06-30 / never",
            "by 2028-12-31: 30%",
            "never",
            "not by 2030-12-31",
            "CRPS 49.057 (in days)",
        ),
    ],
)
def test_every_kind_is_made_forecast_and_ended(  # noqa: PLR0917 (a table)
    calledit: Calledit,
    asked: tuple[str, ...],
    first: str,
    later: str,
    outcome: str,
    ended: str,
    score: str,
) -> None:
    made = calledit("predict", "What comes", "--by", "2030", *asked, "-p", first)
    assert made.code == 0, made.err
    assert calledit("forecast", "1", later, "--as", "Bo").code == 0
    resolved = calledit("resolve", "1", outcome)
    assert resolved.code == 0, resolved.err
    assert f"{ended}: What comes" in resolved.out
    assert "lower is better" in resolved.out
    shown = calledit("show", "1")
    assert f"1. {ended}, decided" in shown.out
    assert f"{score}  Bo" in shown.out
    data = json.loads(calledit("show", "1", "--json").out)
    assert data["resolutions"][0]["ended_as"] == ended
    assert len(data["scores"]) == 2
    assert all(each["score"] is not None and each["brier"] is None for each in data["scores"])
    assert all(each["belief"] for each in data["forecasts"])


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("--option", "Red"), "need two or more"),
        (("--option", "Red", "--option", "red"), "differ in more than capitals"),
        (("--kind", "date", "--unit", "m"), "goes with kind numeric only"),
        (("--kind", "choice"), "belong to multiple choice"),
        (("--unit", "m", "-p", "5"), "write 10th, 50th and 90th percentile"),
    ],
)
def test_what_does_not_go_together_is_refused_and_leaves_nothing(
    calledit: Calledit, arguments: tuple[str, ...], problem: str
) -> None:
    refused = calledit("predict", "What comes", "--by", "2030", *arguments)
    assert refused.code == 1
    assert problem in refused.err
    assert json.loads(calledit("list", "--json").out) == []


def test_a_day_has_to_have_come(calledit: Calledit) -> None:
    calledit("predict", "Launch", "--by", "2030", "--not-before", "2020-01-01", "--kind", "date")
    assert "2029-01-01 is still to come" in calledit("resolve", "1", "2029-01-01").err
    assert "lies before the window" in calledit("resolve", "1", "2019-01-01").err
    assert calledit("resolve", "1", "2020-01-01").code == 0
