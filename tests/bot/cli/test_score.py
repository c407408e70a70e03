"""`calledit score` as a person and as a script meet it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from bot.cli.score import score_command
from bot.reports.files import FileInTheWay
from scoring.brier import mean_brier
from scoring.calibration_tests import cox_test

KEYS = [
    "n",
    "questions",
    "forecasters",
    "brier",
    "log_score",
    "log_score_infinite",
    "mcb",
    "dsc",
    "unc",
    "intercept",
    "slope",
    "intercept_ci",
    "slope_ci",
    "cox_p",
    "spiegelhalter_z",
    "e_value",
    "verdict",
    "detectable",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two forecasters on sixty questions: ann is calibrated, bob is far too sure."""
    rng = np.random.default_rng(4)
    truth = rng.uniform(0.2, 0.8, 60)
    happened = rng.random(60) < truth
    lines = ["probability,outcome,question,forecaster,at"]
    for k in range(60):
        sure = 0.97 if truth[k] > 0.5 else 0.03
        for name, p in (("ann", truth[k]), ("bob", sure)):
            lines.append(f"{p:.3f},{int(happened[k])},q{k},{name},2024-01-01")
    path = tmp_path / "forecasts.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def run(*args: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(score_command, args, input=stdin, catch_exceptions=True)


def run_json(*args: str, stdin: bytes | None = None) -> dict[str, Any]:
    result = run(*args, "--json", stdin=stdin)
    assert result.exit_code == 0, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def test_the_json_has_every_key_for_all_and_for_each(file: Path) -> None:
    report = run_json(str(file))
    assert set(KEYS) <= set(report)
    assert (report["n"], report["questions"], report["forecasters"]) == (120, 60, 2)
    assert [person["forecaster"] for person in report["per_forecaster"]] == ["ann", "bob"]
    for person in report["per_forecaster"]:
        assert set(KEYS) <= set(person)
        assert person["n"] == 60


MIRRORED = b"probability,outcome,question,forecaster\n0.8,1,a,ann\n0.2,1,a,bo\n"


def test_two_who_say_the_opposite_on_one_question_are_not_enough_data() -> None:
    report = run_json("-", stdin=MIRRORED)
    assert (report["verdict_kind"], report["offset_questions"]) == ("not enough data", 1)
    assert (report["cox_p"], report["spiegelhalter_p"], report["spiegelhalter_z"]) == (1.0, 1.0, 0)
    assert [person["offset_questions"] for person in report["per_forecaster"]] == [0, 0]
    shown = " ".join(run("-", stdin=MIRRORED).stdout.split())
    assert "Not enough data to judge calibration: forecasts of one question offset" in shown
    assert "leave out 1 question on which forecasts offset each other" in shown


def test_the_figures_are_those_of_the_library(file: Path) -> None:
    report = run_json(str(file), "--seed", "7")
    rows = [line.split(",") for line in file.read_text().splitlines()[1:]]
    bob = [(float(p), int(y)) for p, y, _, name, _ in rows if name == "bob"]
    p, y = zip(*bob, strict=True)
    got = report["per_forecaster"][1]
    assert got["brier"] == pytest.approx(mean_brier(forecasts=p, outcomes=y))
    assert got["cox_p"] == cox_test(forecasts=p, outcomes=y, seed=7, draws=999).p_value
    assert got["verdict_kind"] == "miscalibrated"
    assert "too extreme" in got["verdict"]
    assert report["brier"] == pytest.approx(report["mcb"] - report["dsc"] + report["unc"])


def test_the_same_seed_gives_the_same_report_in_any_order_of_rows(file: Path) -> None:
    header, *rows = file.read_text().splitlines()
    turned = "\n".join([header, *reversed(rows)]).encode()
    one, other = run_json(str(file)), run_json("-", stdin=turned)
    for report in (one, other):
        report["per_forecaster"].sort(key=lambda person: person["forecaster"])
    assert one == other


def test_a_person_reads_the_verdict_first_and_every_number_with_its_scale(file: Path) -> None:
    result = run(str(file))
    assert result.exit_code == 0
    first, *rest = result.stdout.splitlines()
    assert first.startswith("Not calibrated")
    text = "\n".join(rest)
    assert "120 forecasts on 60 questions by 2 forecasters." in text
    for words in ("Brier score", "0 best, 1 worst", "1 right, below: overconfident", "bob"):
        assert words in text
    assert all(len(line) <= 100 for line in result.stdout.splitlines())


def test_rows_that_do_not_count_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text("probability,outcome\n70 %,yes\n0.2,\n0.4,void\n,1\n0.3,0.5\n")
    report = run_json(str(path))
    counts = (report["n"], report["pending"], report["void"], report["without_probability"])
    assert counts == (2, 1, 1, 1)
    assert report["soft_outcomes"] == 1
    shown = " ".join(run(str(path)).stdout.split())
    assert "not scored: 1 without an outcome yet, 1 ambiguous, annulled or withdrawn" in shown
    assert "1 partial outcomes count in scores, not in tests" in shown


def test_infinite_scores_are_null_in_json_with_their_count_beside(tmp_path: Path) -> None:
    path = tmp_path / "sure.csv"
    path.write_text("probability,outcome\n1,0\n0.5,1\n0.4,0\n")
    report = run_json(str(path))
    assert report["log_score"] is None
    assert report["e_value"] is None
    assert (report["log_score_infinite"], report["certain_wrong"]) == (1, 1)
    assert report["log_score_clipped_at"] == 0.01
    assert "infinite (1 infinite)" in run(str(path)).stdout


def test_what_was_decided_before_its_deadline_waits_for_it() -> None:
    header = b"probability,outcome,deadline\n"
    past, soon, none = b"0.7,1,2020-12-31\n", b"0.7,1,2999-12-31\n", b"0.7,1,some day\n0.7,1,\n"
    found = run_json("-", stdin=header + past + soon + none)
    assert (found["n"], found["waiting"]) == (3, 1)
    said = run("-", stdin=header + past + soon)
    assert "1 decided before their deadline" in " ".join(said.output.split())
    nothing = run("-", stdin=header + soon)
    assert nothing.exit_code
    assert "was decided before its deadline" in str(nothing.exception)


def test_the_first_or_the_last_forecast_can_be_asked_for() -> None:
    rows = b"probability,outcome,question,at\n0.2,1,a,2024-01-01\n0.9,1,a,2024-02-01\n"
    scores = {
        which: run_json("-", "--which", which, stdin=rows)["brier"]
        for which in ("all", "first", "last")
    }
    assert scores == pytest.approx({"all": 0.325, "first": 0.64, "last": 0.01})
    refused = run("-", "--which", "last", stdin=b"probability,outcome\n0.5,1\n")
    assert "needs the columns question and at" in str(refused.exception)


def test_a_chart_is_written_beside_the_report(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "chart.png"
    result = run(str(file), "--png", str(target))
    assert result.exit_code == 0
    assert f"Written: {target}" in result.stdout
    assert "alt text: Reliability diagram of " in result.stdout
    with Image.open(target) as image:
        assert image.size == (800, 600)
    assert target.stat().st_size <= 100_000
    before = target.read_bytes()
    again = run(str(file), "--png", str(target), "--theme", "dark")
    assert isinstance(again.exception, FileInTheWay)
    assert target.read_bytes() == before
    assert run(str(file), "--png", str(target), "--theme", "dark", "--force").exit_code == 0
    assert target.read_bytes() != before


def test_no_chart_without_a_single_yes_or_no(tmp_path: Path) -> None:
    path = tmp_path / "soft.csv"
    path.write_text("probability,outcome\n0.5,0.5\n")
    refused = run(str(path), "--png", str(tmp_path / "x.png"))
    assert "every outcome is a fraction" in str(refused.exception)


def test_a_fault_in_the_file_is_one_line_that_names_the_row(tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("probability,outcome\n0.5,1\n150%,1\n")
    refused = run(str(path))
    assert refused.exit_code == 1
    assert str(refused.exception) == (
        f"{path}, row 3: probability '150%' is not a probability: write 0.7 or 70 %"
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "is empty: give a CSV file with the columns probability and outcome"),
        (b"a,b\n1,2\n", "has no column probability or outcome; columns: a, b"),
        (b"\xff\x00\x01", "is not UTF-8 text: save it as CSV in UTF-8"),
        (b"probability,outcome\n", "has nothing to score (no rows)"),
    ],
)
def test_a_file_that_cannot_be_scored_is_named(
    content: bytes, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "of autumn.csv"
    path.write_bytes(content)
    assert str(run(str(path)).exception) == f"{path} {problem}"
    assert str(run("-", stdin=content).exception) == f"standard input {problem}"


def test_of_another_platforms_record_it_is_said_who_reads_it() -> None:
    header = b"Question title,Forecast (scale = 0-1),Resolution\n"
    assert str(run("-", stdin=header).exception) == (
        "standard input has no column probability or outcome; columns: question title, forecast "
        "(scale = 0-1), resolution. calledit import reads it, and calledit report scores it then"
    )


def test_names_with_markup_or_control_characters_are_only_names() -> None:
    rows = b"probability,outcome,forecaster\n0.5,1,[red]x[/]\n0.4,0,a\x1b[31mb\n"
    shown = run("-", stdin=rows).stdout
    assert "[red]x[/]" in shown
    assert "\x1b" not in shown


def test_a_name_that_an_export_kept_from_being_a_formula_is_shown_as_it_is() -> None:
    rows = b"probability,outcome,forecaster\n0.5,1,'=ann\n0.4,0,'tis\n"
    names = {person["forecaster"] for person in run_json("-", stdin=rows)["per_forecaster"]}
    assert names == {"=ann", "'tis"}
    both = b"probability,outcome,forecaster\n0.5,1,'=ann\n0.4,0,=ann\n"
    names = {person["forecaster"] for person in run_json("-", stdin=both)["per_forecaster"]}
    assert names == {"=ann", "'=ann"}  # two in the file are two


def test_one_accusation_among_few_is_set_against_chance() -> None:
    rows = b"probability,outcome,forecaster\n0.5,1,ann\n" + b"0.9,0,bob\n" * 6
    shown = " ".join(run("-", stdin=rows).stdout.split())
    assert (
        "1 of 2 forecasters is called miscalibrated; by chance alone it would be 1 in 20" in shown
    )


def test_more_forecasters_than_are_shown_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.score.MOST_FORECASTERS", 2)
    rows = b"probability,outcome,forecaster\n0.5,1,a\n0.4,0,b\n0.4,0,b\n0.3,1,c\n"
    report = run_json("-", stdin=rows)
    assert [person["forecaster"] for person in report["per_forecaster"]] == ["b", "a"]
    assert report["per_forecaster_omitted"] == 1
    assert "Left out, with fewer forecasts: 1 forecaster." in run("-", stdin=rows).stdout


def test_forecasters_are_set_against_the_others_on_the_same_questions(file: Path) -> None:
    ann, bob = run_json(str(file))["per_forecaster"]
    assert ann["relative_brier"] == pytest.approx(ann["brier"] - bob["brier"])
    assert ann["relative_brier"] == pytest.approx(-bob["relative_brier"])
    alone = run_json("-", stdin=b"probability,outcome,forecaster\n0.5,1,a\n0.4,0,b\n")
    assert {person["relative_brier"] for person in alone["per_forecaster"]} == {None}


def test_a_long_table_is_cut_and_says_what_chance_alone_would_accuse() -> None:
    rows = b"probability,outcome,forecaster\n"
    rows += b"".join(b"0.%d,%d,f%d\n" % (k % 9 + 1, k % 2, k % 30) for k in range(90))
    shown = " ".join(run("-", stdin=rows).stdout.split())
    assert (
        "of 30 forecasters are called miscalibrated; by chance alone it would be 1 in 20" in shown
    )
    assert "5 more are in --json." in shown


def test_a_person_is_told_what_a_record_is_worth(file: Path) -> None:
    shown = " ".join(run(str(file)).stdout.split())
    assert "That holds however often one looks." in shown
    assert "too timid can hide one another" in shown
    few = b"probability,outcome\n0.7,1\n0.6,1\n"
    shown = " ".join(run("-", stdin=few).stdout.split())
    assert "holds for one look at a finished record" in shown
    assert "with forecasts as few as these no miscalibration would be noticed" in shown
    assert "No slope: all outcomes are equal." in shown
    needed = run_json("-", stdin=few)["questions_needed"]
    assert f"would take about {needed:,} questions like these." in shown


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (b"1,1\n0,0\n", "all forecasts are 0 % or 100 %, and none failed"),
        (b"0.4,0.5\n0.3,0.2\n", "no outcome is a clear yes or no"),
    ],
)
def test_a_record_that_cannot_be_tested_says_why(rows: bytes, words: str) -> None:
    report = run_json("-", stdin=b"probability,outcome\n" + rows)
    assert report["verdict_kind"] == "not enough data"
    assert words in report["verdict"]
    assert report["questions_needed"] is None


def test_a_question_with_two_outcomes_is_pointed_out() -> None:
    rows = b"probability,outcome,question\n0.5,1,a\n0.4,0,a\n0.4,0,b\n0.3,0,b\n"
    assert run_json("-", stdin=rows)["contradictions"] == 1
    assert "1 question has more than one outcome" in " ".join(run("-", stdin=rows).stdout.split())


def test_whoever_updates_often_is_told_that_it_weighs() -> None:
    rows = b"probability,outcome,question,forecaster,at\n"
    rows += b"0.5,1,a,ann,2026-01-01\n0.6,1,a,ann,2026-02-01\n0.4,1,a,bob,2026-01-01\n"
    assert run_json("-", stdin=rows)["updates"] == 1
    assert "--which first takes one each" in " ".join(run("-", stdin=rows).stdout.split())
    once = run("-", "--which", "last", stdin=rows).stdout
    assert "Updates count" not in once
    assert "is chosen by the event" in once
    assert "is chosen by the event" not in run("-", "--which", "first", stdin=rows).stdout


def test_what_was_read_from_words_is_never_mixed_in_unasked(tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text(
        "probability,outcome,basis,forecaster\n0.8,1,stated,Ann\n0.6,1,odds,Bo\n0.9,0,surveyed,Cy\n"
    )
    stated = json.loads(run(str(path), "--json").stdout)
    assert (stated["n"], stated["brier"], stated["other_basis"]) == (2, pytest.approx(0.1), 1)
    assert stated["per_forecaster_omitted"] == 0
    assert "1 read from words (--basis implied)" in " ".join(run(str(path)).stdout.split())
    implied = " ".join(run(str(path), "--basis", "implied").stdout.split())
    assert "2 stated by people (--basis stated)" in implied
    assert json.loads(run(str(path), "--basis", "all", "--json").stdout)["n"] == 3
    words = tmp_path / "words.csv"
    words.write_text("probability,outcome,basis\n0.9,0,surveyed\n")
    assert json.loads(run(str(words), "--json").stdout)["n"] == 1  # nothing to mix it with
    assert "no stated forecast" in str(run(str(words), "--basis", "stated").exception)
    plain = tmp_path / "plain.csv"
    plain.write_text("probability,outcome\n0.9,0\n")
    assert "needs the column basis" in str(run(str(plain), "--basis", "stated").exception)
