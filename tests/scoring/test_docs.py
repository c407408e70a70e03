"""docs/scoring.md runs, names every module, and explains every key that `--json` prints."""

import doctest
import pkgutil
from pathlib import Path

import pytest

import scoring
from bot.cli.score import _as_json
from predictions.scoretable.reading import read_score_table
from scoring.report import score_report

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
