import json
from pathlib import Path

import pytest

from bot.charts.inside import of_png
from bot.demo import script
from tests.bot.conftest import Calledit, Ran


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "out"


@pytest.fixture(scope="module")
def demo(folder: Path) -> Ran:
    """Run the demo once, for all that is to be said about it."""
    import os
    import subprocess
    import sys

    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "demo", "--folder", str(folder), "--all-posts"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "100"},
        cwd=folder.parent,
        check=False,
        timeout=300,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_the_demo_runs_through(demo: Ran) -> None:
    assert demo.code == 0, demo.err
    assert demo.err == ""


def test_the_user_s_three_examples_are_found_and_stay_open(demo: Ran) -> None:
    _, _, still_open = demo.out.partition("Still open")
    for words in ("AGI by 2028", "adoption of AI", "RLVR"):
        assert words in still_open


def test_everything_that_is_public_record_is_resolved_and_posted(demo: Ran) -> None:
    told = script.load()
    expected = [n.about for n in told.news if n.about] + list(told.nothing_happened)
    posts = [line for line in demo.out.splitlines() if line.startswith(("╭─ YES", "╭─ NO"))]
    assert len(posts) == len(expected) == 18
    assert demo.out.count("Brier scores (0–1, lower is better)") == len(posts)


def test_what_it_resolves_is_what_the_record_says(
    demo: Ran, folder: Path, calledit: Calledit
) -> None:
    database = f"sqlite:///{folder / 'calledit.db'}"
    told = script.load()
    outcomes = {n.about: n.outcome for n in told.news if n.about}
    outcomes |= dict.fromkeys(told.nothing_happened, "no")
    listed = calledit(
        "list", "--json", "--state", "resolved", "--limit", "100", CALLEDIT_DATABASE_URL=database
    )
    for row in json.loads(listed.out):
        shown = calledit("show", str(row["id"]), "--json", CALLEDIT_DATABASE_URL=database)
        data = json.loads(shown.out)
        quote = " ".join(data["quote"].split())
        [about] = [part for part in outcomes if part and part in quote]
        assert data["resolutions"][-1]["outcome"] == outcomes[about]
        assert data["scores"]
    verified = calledit("db", "verify", CALLEDIT_DATABASE_URL=database)
    assert verified.out.startswith("The record holds")


def test_files_and_chart_are_left_in_the_folder_it_names(demo: Ran, folder: Path) -> None:
    for name in ("forecasts.csv", "calibration.csv", "resolutions.csv", "scores.csv"):
        assert (folder / name).read_text("utf-8").count("\n") > 2
        assert name in demo.out
    assert (folder / "reliability.png").read_bytes().startswith(b"\x89PNG")
    assert str(folder) in demo.out.replace("\n", "")


def test_the_last_line_says_what_to_do_next(demo: Ran, folder: Path) -> None:
    last = demo.out.splitlines()[-1]
    assert last.startswith(f"Open {folder / 'report.html'} in a browser")
    assert last.endswith("calledit extract FILE")


def test_what_the_readme_shows_is_what_the_demo_prints(demo: Ran, folder: Path) -> None:
    root = Path(__file__).parents[2]
    text = (root / "README.md").read_text("utf-8")
    [block] = [each for each in text.split("```") if "Chandrayaan" in each]
    for part in block.strip("\n").split("\n…\n"):
        assert part in demo.out
    shown = (root / "docs/pictures/calibration.png").read_bytes()
    assert of_png(shown) == of_png((folder / "reliability.png").read_bytes())


def test_a_folder_with_other_files_is_left_alone(calledit: Calledit, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("precious")
    refused = calledit("demo", "--folder", "mine")
    assert refused.code == 1
    assert "name an empty folder" in refused.err
    assert [p.name for p in (tmp_path / "mine").iterdir()] == ["letter.txt"]
