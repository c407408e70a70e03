"""Choices, numbers and days by hand: made, forecast, ended and shown."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlmodel import Session

from bot import actions
from bot.beliefs import read_outcome
from predictions.model import Kind, Prediction
from predictions.times import Window
from storage import recording, resolving
from storage.ledger import Ledger
from tests.bot.conftest import Calledit

OPENED = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 5, tzinfo=UTC)
OWN = ("prediction_id", "forecaster_id", "weight")  # of each ledger


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


@pytest.fixture
def record(sqlite_ledger: Ledger) -> Ledger:
    """Hold one prediction of each kind, forecast twice by two people, and one that still runs."""
    day = date(2026, 3, 1)
    asked = [
        (
            Kind.CHOICE,
            {"options": ("Red", "Smith, John", "=none")},
            ["Red: 60; Smith, John: 30"],
            "Red",
        ),
        (Kind.NUMERIC, {"unit": "million users"}, ["5 / 8 / 12", "<= 5: 10%; <= 9: 70%"], "-9.5"),
        (Kind.DATE, {}, ["2026-02-01 / 2026-03-01 / never", "by 2026-02-10: 30%"], "2026-02-20"),
        (Kind.DATE, {"condition": "It is funded"}, ["2026-02-01 / 2026-03-01 / never"], "never"),
        (Kind.NUMERIC, {}, ["0%: 1; 100%: 3"], "ambiguous"),
        (Kind.CHOICE, {"options": ("A", "B")}, [], None),
    ]
    with sqlite_ledger.write() as session:
        for number, (kind, more, told, outcome) in enumerate(asked):
            made = recording.add_prediction(
                session,
                Prediction(
                    statement=f"What of {number}",
                    created_at=OPENED,
                    window=Window(None, day),
                    kind=kind,
                    criteria="The bulletin",
                    tags=("economy", "towns"),
                    **more,  # type: ignore[arg-type]
                ),
            )
            for who in ("Ann", "=Bo"):
                for later, text in enumerate(told):
                    forecast(
                        session,
                        made,
                        who,
                        text,
                        OPENED + timedelta(days=10 * later, hours=len(who)),
                    )
            if outcome is not None:
                resolving.resolve(session, number + 1, read_outcome(made, outcome, day), now=NOW)
    return sqlite_ledger


def forecast(session: Session, made: Prediction, who: str, text: str, at: datetime) -> None:
    person = recording.forecaster_named(session, who)
    assert made.id is not None
    actions.forecast(session, made.id, text, forecaster=person, now=at)


def table(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype={"prediction_id": str, "outcome": str}, keep_default_na=False)


def test_what_is_exported_and_imported_is_exported_the_same(
    record: Ledger, inside: Calledit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "distributions.csv: 15 rows" in inside("export", "one").out
    monkeypatch.setenv("CALLEDIT_DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    first = inside("import", "one/distributions.csv")
    assert first.code == 0, first.err
    assert "Not taken over" not in first.out
    again = inside("import", "one/distributions.csv")
    assert "0 predictions, 0 forecasts" in again.out
    inside("export", "two")
    one, two = table(tmp_path / "one/distributions.csv"), table(tmp_path / "two/distributions.csv")
    # The life of a prediction begins here with its first forecast: its own beginning is not told.
    same = [name for name in one.columns if name not in OWN]
    key = ["statement", "forecaster", "forecast_at"]
    pd.testing.assert_frame_equal(
        one.sort_values(key)[same].reset_index(drop=True),
        two.sort_values(key)[same].reset_index(drop=True),
    )


def test_exported_scores_are_what_others_compute(
    record: Ledger, inside: Calledit, tmp_path: Path
) -> None:
    inside("export", "one")
    told = table(tmp_path / "one/distributions.csv")
    scored = told[told.score != ""]
    assert len(scored) == 12
    for row in scored.to_dict("records"):
        assert float(row["score"]) == pytest.approx(score_by_hand(row), abs=1e-9)
    weights = scored.weight.astype(float).groupby([scored.prediction_id, scored.forecaster]).sum()
    assert weights.to_list() == pytest.approx([1.0] * len(weights))
    ended = table(tmp_path / "one/resolutions.csv")
    assert ended.outcome.to_list() == ["Red", "'-9.5", "2026-02-20", "never", "ambiguous"]


def score_by_hand(row: Mapping[Any, Any]) -> float:
    said, outcome = json.loads(row["forecast"]), row["outcome"].lstrip("'")
    if row["asks"] == "choice":
        return float(sum((p - (name == outcome)) ** 2 for name, p in said["shares"].items()))
    never = date.fromisoformat(row["deadline"]).toordinal() + 1

    def value(plain: object) -> float:
        if row["asks"] == "numeric":
            return float(str(plain))
        return never if plain == "never" else date.fromisoformat(str(plain)).toordinal()

    levels = said.get("levels") or said["probabilities"]
    values = [value(each) for each in said.get("values") or said["at_most"]]
    total = 0.0
    for level in (0.1, 0.5, 0.9):
        q = float(np.interp(level, levels, values))
        if row["asks"] == "date":
            q = min(q, never)
        off = value(outcome) - q
        total += max(level * off, (level - 1) * off)
    return 2 * total / 3


def test_parquet_holds_the_same(record: Ledger, inside: Calledit, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    assert inside("export", "one", "--parquet").code == 0
    found = pd.read_parquet(tmp_path / "one/distributions.parquet")
    told = table(tmp_path / "one/distributions.csv")
    assert found.score.dropna().to_list() == [float(s) for s in told.score if s]
    assert set(found.forecaster.dropna()) == {"Ann", "=Bo"}


@pytest.mark.parametrize(
    ("column", "cell", "why"),
    [
        ("forecast", '{"shares": {"Red": 1}}', "is no forecast of that kind"),
        ("forecast", "0.7", "is no forecast of that kind"),
        ("outcome", "Purple", "is no outcome of that kind"),
        ("asks", "poll", "not as calledit export writes them"),
        ("options", "Red", "not as calledit export writes them"),
    ],
)
def test_a_cell_that_is_none_of_ours_is_told_with_its_row(  # noqa: PLR0917 (a table)
    record: Ledger, inside: Calledit, tmp_path: Path, column: str, cell: str, why: str
) -> None:
    inside("export", "one")
    told = table(tmp_path / "one/distributions.csv")
    told.loc[0, column] = cell
    told.to_csv(tmp_path / "spoilt.csv", index=False)
    taken = inside("import", "spoilt.csv", "--dry-run")
    assert taken.code == 0, taken.err
    assert "row 2:" in taken.out
    assert why in taken.out
