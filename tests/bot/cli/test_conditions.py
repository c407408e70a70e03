"""The command line says a conditional prediction with its condition, wherever it says it."""

import csv
import io
import json
from pathlib import Path

from tests.bot.conftest import Calledit

IF = "If rates stay above 4 %, the mill closes"
LETTER = """# What I expect

*By Ann Seer, 2026-01-05*

If the council agrees, the tram will reach the harbour by the end of 2027: 70%.
"""


def folded(text: str) -> str:
    """Return what a page says, whatever its lines and frames."""
    return " ".join(text.replace("│", " ").split())


def test_the_ledger_by_hand_says_if(calledit: Calledit) -> None:
    condition = ("--condition", "rates stay above 4 %")
    made = calledit("predict", "The mill closes", "--by", "2028-12-31", "-p", "85%", *condition)
    assert made.out == f"Prediction 1: {IF} (by 2028-12-31)\n"
    assert IF in folded(calledit("list").out)
    [listed] = json.loads(calledit("list", "--json").out)
    assert (listed["statement"], listed["condition"]) == ("The mill closes", condition[1])
    assert f"1 {IF}" in folded(calledit("show", "1").out)
    ended = folded(calledit("resolve", "1", "annulled").out)
    assert f"ANNULLED: {IF}" in ended
    assert "Nobody is scored: a conditional prediction counts only where its condition" in ended


def test_reports_and_exports_say_if(calledit: Calledit, tmp_path: Path) -> None:
    for name, by in (("The mill closes", "2034-01-31"), ("The dam holds", "2035-01-31")):
        calledit("predict", name, "--by", by, "-p", "80%", "--condition", "=rates stay above 4 %")
    calledit("predict", "The mill sinks", "--by", "2035", "-p", "80%", "--condition", "it rains")
    calledit("resolve", "3", "yes")
    report = folded(calledit("report").out)
    for said in ("the mill closes", "the dam holds"):
        assert f"If =rates stay above 4 %, {said}" in report
    assert "If it rains, the mill sinks" in report
    assert calledit("report", "--html", "page.html").code == 0
    page = (tmp_path / "page.html").read_text()
    assert "If it rains, the mill sinks" in page
    assert "If =rates stay above 4 %, the dam holds" in page
    data = json.loads(calledit("report", "--json").out)
    assert data["resolved"][0]["condition"] == "it rains"
    assert {due["condition"] for due in data["coming"] + data["overdue"]} == {
        "=rates stay above 4 %"
    }
    assert calledit("export", "out").code == 0
    for name in ("forecasts.csv", "scores.csv", "resolutions.csv"):
        rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / name).read_text())))
        assert [row["condition"] for row in rows if row["statement"] == "The mill sinks"] == [
            "it rains"
        ]
        # What a spreadsheet would run as a formula is kept from it.
        assert not any(row["condition"].startswith("=") for row in rows)


def test_what_a_review_accepts_is_said_with_its_condition(
    calledit: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "letter.md").write_text(LETTER)
    calledit("add", "letter.md", "--author", "Ann Seer")
    taken = calledit("review", "--accept", "1").out
    assert "If the council agrees, the tram will reach the harbour" in taken
    (tmp_path / "again.md").write_text(LETTER.replace("70", "80"))
    calledit("add", "again.md", "--author", "Ann Seer")
    [waiting] = json.loads(calledit("review", "--json").out)
    assert waiting["alike"][0]["condition"] == "If the council agrees"
    card = calledit("review", stdin=b"q").out
    assert (
        "Said before prediction 1, 70 % on 2026-01-05: “If the council agrees, the tram"
        in folded(card)
    )


def test_a_panel_whose_title_is_cut_says_all_of_it_inside(calledit: Calledit) -> None:
    condition = "the council votes for the second line by a clear majority of all of its members"
    calledit("predict", "The tram runs", "--by", "2030", "--condition", condition)
    ended = folded(calledit("resolve", "1", "yes").out)
    assert f"YES: If {condition}, the tram runs" in ended


def test_a_condition_is_kept_on_one_line_and_refused_where_it_has_no_end(
    calledit: Calledit,
) -> None:
    tram = ("predict", "The tram runs", "--by", "2030", "--condition")
    made = calledit(*tram, " the \x1b[31mcouncil\nagrees ")
    assert made.out == "Prediction 1: If the [31mcouncil agrees, the tram runs (by 2030-12-31)\n"
    assert json.loads(calledit("show", "1", "--json").out)["condition"] == "the [31mcouncil agrees"
    assert calledit(*tram, " ").out == "Prediction 2: The tram runs (by 2030-12-31)\n"
    refused = calledit(*tram, "x" * 1_001)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "Error: condition: has 1001 characters, at most 1000\n"
