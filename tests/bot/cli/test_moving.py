"""Moving in with a record from elsewhere: what was resolved arrives resolved, and twice is once."""

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from tests.bot.conftest import Calledit

RECORD = """question,forecaster,probability,made,deadline,outcome,resolved_at,tags
Will it rain in Oslo on 5 May 2024?,Ann,0.7,2024-05-01,2024-05-05,yes,2024-05-06,weather
Will it rain in Oslo on 5 May 2024?,Bo,0.2,2024-05-02,2024-05-05,yes,2024-05-06,weather
The mill closes,Ann,0.4,2024-05-01,2099-12-31,,,
The bridge opens,Ann,0.9,2024-05-01,2024-12-31,ambiguous,2025-01-02,
"""


def moved_in(calledit: Calledit, folder: Path, text: str = RECORD, *options: str) -> str:
    (folder / "old.csv").write_text(text)
    ran = calledit("import", "old.csv", *options)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_what_was_resolved_arrives_resolved_with_the_row_as_its_evidence(
    inside: Calledit, tmp_path: Path
) -> None:
    said = moved_in(inside, tmp_path)
    assert said == "3 predictions, 4 forecasts by 2 forecasters; ended: 1 yes or no, 1 ambiguous\n"
    shown = json.loads(inside("show", "1", "--json").out)
    assert shown["statement"] == "It will rain in Oslo on 5 May 2024"
    assert shown["tags"] == ["weather"]
    [resolution] = shown["resolutions"]
    assert resolution["outcome"] == "yes"
    # Decided when it was decided, so that charts by month and reports of a week are right.
    assert resolution["decided_at"] == "2024-05-06T23:59:59+00:00"
    text = inside("show", "1").out
    assert "Taken over from old.csv" in text
    assert "Brier 0.090" in text
    assert "outcome: yes" in inside("evidence", "1").out
    assert json.loads(inside("show", "2", "--json").out)["state"] == "open"


def test_nobody_is_told_of_what_ended_elsewhere(inside: Calledit, tmp_path: Path) -> None:
    moved_in(inside, tmp_path)
    assert "0 posts sent" in inside("tick").err


def test_the_audit_chain_holds_and_its_events_are_of_the_day_of_the_import(
    inside: Calledit, tmp_path: Path, sqlite_url: str
) -> None:
    moved_in(inside, tmp_path)
    assert inside("db", "verify").code == 0
    database = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    moments = [at for (at,) in database.execute("SELECT at FROM events ORDER BY seq")]
    database.close()
    assert len(set(moments)) == 1


def test_the_next_export_of_the_same_record_adds_only_what_is_new(
    inside: Calledit, tmp_path: Path
) -> None:
    moved_in(inside, tmp_path)
    later = RECORD.replace("2099-12-31,,,", "2099-12-31,no,2025-02-01,") + (
        "The mill closes,Ann,0.1,2024-06-01,2099-12-31,no,2025-02-01,\n"
    )
    assert moved_in(inside, tmp_path, later) == (
        "0 predictions, 1 forecast by 1 forecaster; ended: 1 yes or no\n"
        "Known from before, and left as they are: 4 forecasts\n"
    )
    assert [
        f["probability"] for f in json.loads(inside("show", "2", "--json").out)["forecasts"]
    ] == [
        0.4,
        0.1,
    ]


def test_a_long_record_is_known_again_as_a_short_one(
    inside: Calledit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved_in(inside, tmp_path)
    monkeypatch.setattr("storage.comparing.LOOKED_UP", 1)
    assert moved_in(inside, tmp_path) == (
        "0 predictions, 0 forecasts\nKnown from before, and left as they are: 4 forecasts\n"
    )


def test_what_ended_otherwise_here_is_left_and_named(inside: Calledit, tmp_path: Path) -> None:
    moved_in(inside, tmp_path)
    turned = moved_in(inside, tmp_path, RECORD.replace(",yes,", ",no,"))
    assert "Ended otherwise here, and left as they are: 1 (calledit show ID)\n" in turned
    assert json.loads(inside("show", "1", "--json").out)["resolutions"][-1]["outcome"] == "yes"


def test_rows_that_disagree_decide_nothing(inside: Calledit, tmp_path: Path) -> None:
    said = moved_in(inside, tmp_path, RECORD.replace("yes", "no", 1))
    assert "1 prediction left open: the rows do not agree on how they ended" in said
    assert json.loads(inside("show", "1", "--json").out)["resolutions"] == []


def test_a_dry_run_says_the_same_and_adds_nothing(inside: Calledit, tmp_path: Path) -> None:
    dry = moved_in(inside, tmp_path, RECORD, "--dry-run")
    assert "No predictions" in inside("list").out
    assert dry == "Would add: " + moved_in(inside, tmp_path)


def test_forecasts_without_a_day_or_a_name_are_mine_and_of_now(
    inside: Calledit, tmp_path: Path
) -> None:
    said = moved_in(inside, tmp_path, "claim,forecast,result\nRain falls,60,yes\n")
    assert "1 forecast without a date: made now, as far as anybody can tell" in said
    [forecast] = json.loads(inside("show", "1", "--json").out)["forecasts"]
    assert forecast["forecaster"] == "Ann"
    again = moved_in(inside, tmp_path, "claim,forecast,result\nRain falls,60,yes\n")
    assert again == (
        "0 predictions, 0 forecasts\nKnown from before, and left as they are: 1 forecast\n"
    )


def test_rows_that_are_left_are_counted_by_reason(inside: Calledit, tmp_path: Path) -> None:
    rows = "".join(f"Claim {n},0.5,{n}/5/2024,\n" for n in range(1, 9))
    said = moved_in(inside, tmp_path, f"claim,forecast,made,outcome\n{rows}")
    assert said == (
        "0 predictions, 0 forecasts\nNot taken over:\n"
        "  rows 2, 3, 4, 5, 6 and 3 more: forecast_at: '1/5/2024' is no date like 2026-02-28\n"
    )


def test_our_own_export_comes_back_as_it_was(inside: Calledit, tmp_path: Path) -> None:
    moved_in(inside, tmp_path)
    assert inside("export", "one").code == 0

    def exported(folder: str) -> list[dict[str, str]]:
        with (tmp_path / folder / "forecasts.csv").open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    before = exported("one")
    ran = inside("import", "one/forecasts.csv")
    assert ran.out == (
        "0 predictions, 0 forecasts\nKnown from before, and left as they are: 4 forecasts\n"
    )
    inside("export", "again")
    assert exported("again") == before


def test_what_was_forecast_here_is_known_again_in_our_own_export(inside: Calledit) -> None:
    inside("predict", "It snows in Oslo", "--by", "2031", "-p", "80%")
    inside("export", "one")
    ran = inside("import", "one/forecasts.csv")
    assert ran.out == (
        "0 predictions, 0 forecasts\nKnown from before, and left as they are: 1 forecast\n"
    )


def test_what_was_withdrawn_is_told_from_what_runs_and_does_not_move(
    inside: Calledit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside("predict", "It snows in Oslo", "--by", "2031", "-p", "80%")
    inside("amend", "1", "--by", "2032", "--reason", "later", "--anew", "-p", "90%")
    inside("predict", "Who wins", "--by", "2031", "--option", "red", "--option", "withdrawn")
    inside("forecast", "3", "red: 70")
    inside("resolve", "3", "withdrawn")
    inside("predict", "Who loses", "--by", "2031", "--option", "red", "--option", "blue")
    inside("withdraw", "4")
    inside("export", "record")
    for name, column, outcomes in (
        ("forecasts.csv", "outcome", ["withdrawn", ""]),
        ("distributions.csv", "outcome", ["withdrawn", "withdrawn"]),
    ):
        with (tmp_path / "record" / name).open(encoding="utf-8", newline="") as stream:
            assert [row[column] for row in csv.DictReader(stream)] == outcomes
    assert "1 without an outcome yet, 1 ambiguous, annulled or withdrawn" in (
        inside("score", "record/forecasts.csv").err
    )
    monkeypatch.setenv("CALLEDIT_DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    assert "withdrawn there" in inside("import", "record/forecasts.csv").out
    inside("import", "record/distributions.csv")
    listed = json.loads(inside("list", "--json", "--state", "open", "--state", "resolved").out)
    assert {(each["statement"], each["deadline"]) for each in listed} == {
        ("It snows in Oslo", "2032-12-31"),
        ("Who wins", "2031-12-31"),
    }


def test_of_one_file_of_metaculus_the_other_is_asked_for(
    calledit: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "forecast_data.csv").write_text(
        "Question ID,Forecaster ID,Probability Yes\n1,2,0.5\n"
    )
    refused = calledit("import", "forecast_data.csv")
    assert refused.code == 1
    assert refused.err == (
        "Error: forecast_data.csv is one of two files of Metaculus: put question_data.csv beside it, "
        "and try again\n"
    )


def test_a_document_that_is_a_record_is_told_to_be_one(inside: Calledit, tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text(RECORD)
    ran = inside("extract", "old.csv")
    assert "calledit import old.csv takes its names, days and outcomes over" in ran.err
    (tmp_path / "essay.md").write_text("It will rain by 2030.")
    assert inside("extract", "essay.md").err == ""


def test_those_who_share_a_name_stay_apart_on_the_way(inside: Calledit, tmp_path: Path) -> None:
    (tmp_path / "forecasts.csv").write_text(
        "statement,forecaster,probability,forecast_at,outcome,resolved_at,forecaster_id,kind\n"
        "It rains in Oslo,Ann,0.9,2024-05-01,yes,2024-06-01,3,person\n"
        "It rains in Oslo,Ann,0.2,2024-05-01,yes,2024-06-01,12,person\n"
        "It rains in Oslo,Ann,0.4,2024-05-01,yes,2024-06-01,7,author\n"
    )
    said = inside("import", "forecasts.csv").out
    assert "1 prediction, 3 forecasts by 3 forecasters" in said
    assert "told apart here by their number there: Ann (12)" in said
    forecasts = json.loads(inside("show", "1", "--json").out)["forecasts"]
    assert [(each["forecaster"], each["probability"]) for each in forecasts] == [
        ("Ann", 0.9),
        ("Ann (12)", 0.2),
        ("Ann", 0.4),
    ]
    assert "0 predictions, 0 forecasts\n" in inside("import", "forecasts.csv").out
    inside("export", "out")
    told = json.loads(inside("score", "out/forecasts.csv", "--json").out)
    people = {each["forecaster"]: each["brier"] for each in told["per_forecaster"]}
    assert sorted(people) == ["Ann (1)", "Ann (12)", "Ann (3)"]


def test_what_is_mine_under_another_name_joins_my_record(inside: Calledit, tmp_path: Path) -> None:
    text = RECORD.replace(",Ann,", ",Ann Example,")
    hint = (
        "None of them is called Ann, as you are here: Ann Example, Bo. --me NAME says who you are."
    )
    assert hint in moved_in(inside, tmp_path, text, "--dry-run")
    refused = inside("import", "old.csv", "--me", "Anna")
    assert (refused.code, refused.err) == (
        1,
        "Error: nobody is called 'Anna' in old.csv: Ann Example, Bo\n",
    )
    assert inside("import", "old.csv", "--me", "Bo", "--as", "Bo").code == 2
    said = moved_in(inside, tmp_path, text, "--me", "Ann Example")
    assert said == "3 predictions, 4 forecasts by 2 forecasters; ended: 1 yes or no, 1 ambiguous\n"
    forecasts = json.loads(inside("show", "1", "--json").out)["forecasts"]
    assert [each["forecaster"] for each in forecasts] == ["Ann", "Bo"]
    again = moved_in(inside, tmp_path, text, "--me", "Ann Example")
    assert again.startswith("0 predictions, 0 forecasts\nKnown from before")


def test_json_is_told_to_be_json(inside: Calledit, tmp_path: Path) -> None:
    (tmp_path / "bets.json").write_text('[{"contractId": "a", "probAfter": 0.5}]')
    assert inside("import", "bets.json").err == (
        "Error: bets.json is JSON: give a CSV with the columns statement and probability\n"
    )
