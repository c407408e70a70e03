"""docs/scoring.md runs, names every module, and explains every key that `--json` prints."""

import doctest
import pkgutil
from dataclasses import fields
from pathlib import Path

import pytest

import scoring
from bot.cli.score import _as_json, _figures
from predictions.scoretable.reading import read_score_table
from scoring.report import ScoreReport, score_report

DOCS = Path(__file__).parents[2] / "docs" / "scoring.md"
PUBLIC = sorted(m.name for m in pkgutil.iter_modules(scoring.__path__) if m.name[0] != "_")


def test_the_examples_run() -> None:
    result = doctest.testfile(str(DOCS), module_relative=False)
    assert result.attempted > 30
    assert result.failed == 0


@pytest.mark.parametrize(
    "name", [m for m in PUBLIC if m not in ("errors", "verdict", "calibration_table")]
)
def test_every_module_is_explained(name: str) -> None:
    assert f"scoring.{name}" in DOCS.read_text(encoding="utf-8")


def test_every_key_of_the_json_is_explained() -> None:
    table = read_score_table(b"probability,outcome,forecaster\n0.5,1,a\n0.4,0,a\n")
    report = score_report(forecasts=[0.5, 0.4], outcomes=[1, 0], seed=1, draws=99)
    text = DOCS.read_text(encoding="utf-8")
    for key in _as_json(table, report, {"a": report}, {}):
        assert f"`{key}`" in text, key


def test_every_figure_of_the_report_is_printed_by_json() -> None:
    """A figure is told by its name; these are told in parts or under another."""
    in_parts = {"cox", "power", "verdict", "curve", "seed", "draws"}
    renamed = {"offset": "offset_questions", "soft": "soft_outcomes"}
    report = score_report(forecasts=[0.5, 0.4], outcomes=[1, 0], seed=1, draws=99)
    names = {renamed.get(each.name, each.name) for each in fields(ScoreReport)} - in_parts
    assert names - _figures(report).keys() == set(), "bot/cli/score.py leaves it out of --json"
