"""Reviewing on a real terminal: every key, Ctrl-C, a crash, a narrow screen; and by scripts."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.terminal import Terminal
from tests.bot.conftest import Calledit

ESSAY = """---
title: A wet year
author: Ann Example
date: 2026-01-05
---

# A wet year

- The river floods the lower town in 2026: 60%
- A drought is declared in Norway by the end of 2027: 5%

Umbrellas will become widely popular in the city by 2030, and the tram will reach the hospital by 2031.

## 2025, graded

- The ferry sinks in 2025: 10% ✗
"""

Opened = Callable[..., Terminal]


@pytest.fixture
def opened(environment: dict[str, str], tmp_path: Path, calledit: Calledit) -> Opened:
    """Put an essay into the queue, and give what opens the review of it."""
    (tmp_path / "essay.md").write_text(ESSAY, encoding="utf-8")
    assert "5 forecasts found" in calledit("add", "essay.md").out

    def open_it(*, columns: int = 100, rows: int = 50, **variables: str) -> Terminal:
        return Terminal(
            "review",
            environment={**environment, **variables},
            folder=tmp_path,
            columns=columns,
            rows=rows,
        )

    return open_it


def waiting(calledit: Calledit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(calledit("review", "--json").out)
    return found


def statements(calledit: Calledit) -> list[str]:
    found = calledit("list", "--json", "--state", "open", "--state", "due", "--state", "in review")
    return [row["statement"] for row in json.loads(found.out)]


def test_what_unnamed_people_are_reported_to_expect_is_not_credited_to_who_reports_it(
    calledit: Calledit, tmp_path: Path
) -> None:
    news = "---\nauthor: Ann Example\n---\n\nSome economists give it a 70% chance that rents fall in Bergen by the end of 2031.\n"
    (tmp_path / "news.md").write_text(news, encoding="utf-8")
    calledit("add", "news.md")
    [one] = waiting(calledit)
    assert (one["author"], one["reported"]) == (None, True)
    assert "nobody named" in calledit("review", "--list").out or one["author"] is None
    ran = calledit(
        "review", "--decide", "-", stdin=json.dumps({"id": one["id"], "do": "accept"}).encode()
    )
    assert "Prediction 1" in ran.out
    assert "Ann Example" not in calledit("show", "1", "--json").out


def test_a_whole_session_by_keys(opened: Opened, calledit: Calledit) -> None:
    with opened() as screen:
        card = screen.until("quit")
        assert "1 of 5" in card
        assert "»The river floods the lower town in 2026: 60%«" in card
        assert "60 %" in card
        screen.press("a")
        assert "Prediction 1: The river floods the lower town in 2026" in screen.until("1 of 4")
        screen.until("quit")
        screen.press("d")
        assert "Candidate 2 discarded" in screen.until("1 of 3")
        screen.until("quit")
        screen.press("u")
        assert "Taken back: candidate 2 waits again" in screen.until("1 of 4")
        screen.until("quit")
        screen.press("n")
        card = screen.until("quit")
        assert "vague term “widely”" in card
        assert "Resolves YES if" in card
        screen.press("m")
        assert "Candidates 3 and 4 are one" in screen.until("2 of 3")
        assert "»Umbrellas will become" in screen.until("quit")
        screen.press("s")
        screen.until("which words: ")
        screen.press("\x15the tram\r")
        screen.until("Candidate 3 is now 2")
        screen.until("quit")
        screen.press("u")
        screen.until("candidate 3 is whole again")
        screen.until("quit")
        screen.press("u")
        screen.until("candidates 3 and 4 are two again")
        screen.until("quit")
        screen.press("p")
        screen.until("quit")
        screen.press("q")
        assert screen.end() == 0
    assert [each["id"] for each in waiting(calledit)] == [2, 3, 4, 5]
    assert statements(calledit) == ["The river floods the lower town in 2026"]


def test_editing_begins_with_what_is_there(opened: Opened, calledit: Calledit) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.press("nn")
        screen.until("3 of 5")
        screen.until("quit")
        screen.press("e")
        screen.until("Statement: Umbrellas will become widely popular in the city by 2030")
        screen.press("\r")
        screen.until("First day: ")
        screen.press("\r")
        screen.until("Last day: 2030-12-31")
        screen.press("\x15someday\r")  # Ctrl-U empties the line
        screen.until("Last day: someday")  # asked again, beginning with what was refused
        screen.press("\x15end of 2032\r")
        screen.until("Probability: ")
        screen.press("3:1\r")
        screen.until("Condition: ")
        screen.press("\r")
        assert "by 2032-12-31" in screen.until("whose figures].")  # the new day, in the suggestion
        screen.press("\x15Two city papers say so.\r")
        screen.until("By: Ann Example")
        screen.press("\r")
        card = screen.until("quit")
        assert "75 %" in card
        assert "Missing" not in card
        screen.press("a")
        screen.until("Prediction 1")
        screen.press("q")
        screen.end()
    shown = json.loads(calledit("show", "1", "--json").out)
    assert shown["deadline"] == "2032-12-31"
    assert shown["criteria"] == "Two city papers say so."
    assert [f["probability"] for f in shown["forecasts"]] == [0.75]


def test_ctrl_c_leaves_an_edit_and_then_the_review_and_loses_nothing(
    opened: Opened, calledit: Calledit
) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.press("a")
        screen.until("1 of 4")
        screen.until("quit")
        screen.press("e")
        screen.until("Statement: ")
        screen.press(" and more\r")
        screen.until("First day: ")
        screen.interrupt()
        screen.until("Nothing changed")
        screen.until("quit")
        screen.interrupt()
        assert screen.end() == 130
        assert "What was finished is kept" in screen.shown
        assert "Traceback" not in screen.shown
    assert [each["id"] for each in waiting(calledit)] == [2, 3, 4, 5]
    assert waiting(calledit)[0]["statement"] == "A drought is declared in Norway by the end of 2027"
    assert statements(calledit) == ["The river floods the lower town in 2026"]


def test_a_crash_in_the_middle_keeps_every_decision(opened: Opened, calledit: Calledit) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.press("ad")
        screen.until("Candidate 2 discarded")
        screen.kill()
    assert [each["id"] for each in waiting(calledit)] == [3, 4, 5]
    assert calledit("db", "check").code == 0


def test_keys_are_keys_again_after_ctrl_z(opened: Opened, calledit: Calledit) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.leave_and_return()
        screen.press("d")
        screen.until("Candidate 1 discarded")
        screen.until("quit")
        screen.press("t")
        screen.until("Statement: A drought")
        screen.press("\r")
        screen.until("Nothing changed")
        screen.press("q")
        assert screen.end() == 0
    assert [each["id"] for each in waiting(calledit)] == [2, 3, 4, 5]


def test_an_undone_acceptance_is_a_withdrawn_prediction_and_waits_again(
    opened: Opened, calledit: Calledit
) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.press("a")
        screen.until("Prediction 1")
        screen.until("quit")
        screen.press("u")
        screen.until("prediction 1 is withdrawn")
        screen.press("uq")
        assert "there is nothing to take back" in screen.until("nothing to take back")
        screen.end()
    assert len(waiting(calledit)) == 5
    assert statements(calledit) == []


def test_keys_that_send_several_characters_decide_nothing(
    opened: Opened, calledit: Calledit
) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.press("\x1b[A")  # up: the one before, and no "A" for accept
        screen.until("5 of 5")
        screen.until("quit")
        screen.press("\x1b[3~\x1b[H\x1bOP\x1b[1;2Dn")
        screen.until("4 of 5")
        screen.until("5 of 5")
        screen.until("quit")
        screen.press("z")
        assert "'z' is no key here" in screen.until("? lists them.")
        screen.press("\n")
        assert "Enter is no key here" in screen.until("? lists them.")
        screen.press("duq")
        assert "0 decided, 5 wait." in screen.until("wait.")
        assert screen.end() == 0
    assert len(waiting(calledit)) == 5
    assert statements(calledit) == []


def test_a_narrow_screen_without_colours_shows_all_of_it(opened: Opened) -> None:
    with opened(columns=40, NO_COLOR="1") as screen:
        screen.until("quit")
        screen.press("nn")
        card = screen.until("3 of 5") + screen.until("quit")
        screen.press("q")
        screen.end()
        assert "\x1b[3" not in screen.raw  # no colour, foreground or background
    assert max(map(len, card.splitlines())) <= 40
    assert "»Umbrellas will become widely popular" in card
    assert "Missing: [c] vague term “widely”" in card.replace("\n", " ")


def test_a_card_fits_into_a_low_window(opened: Opened) -> None:
    with opened(columns=60, rows=20) as screen:
        screen.until("quit")
        screen.press("nn")
        screen.until("3 of 5")
        card = "3 of 5" + screen.until("quit")
        screen.press("c")
        screen.until("Criterion: Resolves YES if")  # what had no room on the card
        screen.interrupt()
        screen.until("Nothing changed")
        screen.until("quit")
        screen.press("q")
        screen.end()
    assert len(card.splitlines()) < 20
    assert "[d] discard" in card
    assert "»Umbrellas will become widely popular" in card
    assert "[c] vague term “widely”" in card


def test_one_key_fills_in_what_is_missing(opened: Opened, calledit: Calledit) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.press("nnn")
        screen.until("4 of 5")
        card = screen.until("quit")
        assert "[t] no subject “The tram”" in card
        for key, asks, types in (
            ("t", "Statement: The tram", "\x01\x1bd\x1bdLine 5 of Bergen's tram"),
            ("l", "Last day: 2031-12-31", "\x15end of 2032"),
            ("%", "Probability: ", "70"),
            ("b", "By: Ann Example", "\x15Bea"),
        ):
            screen.press(key)
            screen.until(asks)
            screen.press(f"{types}\r")
            screen.until("Candidate 4 changed")
            screen.until("quit")
        screen.press("a")
        screen.until("Prediction 1: Line 5 of Bergen's tram will reach the hospital by 2031")
        screen.press("q")
        screen.end()
    shown = json.loads(calledit("show", "1", "--json").out)
    assert shown["deadline"] == "2032-12-31"
    assert [(f["forecaster"], f["probability"]) for f in shown["forecasts"]] == [("Bea", 0.7)]


def test_a_name_told_once_is_there_for_the_next_one_of_the_document(
    calledit: Calledit, environment: dict[str, str], tmp_path: Path
) -> None:
    text = "The tram reaches the quay by 2031: 60%.\n\nThe ferry sinks by 2031: 10%.\n"
    (tmp_path / "talk.txt").write_text(text, encoding="utf-8")
    calledit("add", "talk.txt")
    with Terminal("review", environment=environment, folder=tmp_path) as screen:
        assert "[b] names who it is" in screen.until("quit")
        for typed in ("Bea\r", "\r"):
            screen.press("b")
            screen.until("By: ")
            screen.press(typed)
            screen.until("changed")
            screen.until("quit")
            screen.press("a")
            screen.until("Prediction")
        screen.until("any other key ends")
        screen.press("q")
        assert screen.end() == 0
    assert calledit("list", "--by", "Bea").out.count("reaches") == 1
    assert calledit("list", "--by", "Bea").out.count("sinks") == 1


def test_what_somebody_else_decided_meanwhile_is_told_and_decided_once(
    opened: Opened, calledit: Calledit
) -> None:
    with opened() as screen:
        screen.until("quit")
        calledit("review", "--accept", "1", "--accept", "2")
        screen.press("a")
        assert "somebody else has decided about candidate 1: it is accepted" in screen.until("quit")
        assert "1 of 3" in screen.shown  # past the second, too, which was on no card yet
        screen.press("e")
        screen.until("Statement: ")
        edit = json.dumps({"id": 3, "do": "edit", "deadline": "end of 2040"})
        assert calledit("review", "--decide", "-", stdin=edit.encode()).code == 0
        screen.press(" and more" + "\r" * 7)
        assert "somebody else has changed candidate 3" in screen.until("look again")
        assert "by 2040-12-31" in screen.until("quit")
        screen.press("q")
        screen.end()
    assert [each["id"] for each in waiting(calledit)] == [3, 4, 5]
    assert len(statements(calledit)) == 2


def test_undo_takes_back_nothing_that_somebody_else_decided_since(
    opened: Opened, calledit: Calledit
) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.press("%")
        screen.until("Probability: ")
        screen.press("\x1565\r")
        screen.until("Candidate 1 changed")
        screen.until("quit")
        calledit("review", "--accept", "1")
        screen.press("u")
        screen.until("somebody else has decided about candidate 1: it is accepted")
        screen.press("q")
        screen.end()
    assert [each["id"] for each in waiting(calledit)] == [2, 3, 4, 5]
    assert len(statements(calledit)) == 1


def test_the_rest_of_a_document_is_discarded_or_passed_over_in_one_go(
    opened: Opened, calledit: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text("The ferry sinks by 2031: 10%.\n", encoding="utf-8")
    assert "(calledit review --document 2)" in calledit("add", "other.txt").out
    with opened() as screen:
        assert "1 of 6  [1]  1 of 5 in A wet year" in screen.until("quit")
        screen.press("\x1b[6~")  # page down
        assert "6 of 6  [6]  1 of 1 in" in screen.until("quit")
        screen.press("]")
        screen.until("1 of 6")
        screen.until("quit")
        screen.press("xn")
        screen.until("Discard all 5 that wait of this document?")
        screen.until("Nothing was discarded")
        screen.until("quit")
        screen.press("x")
        screen.until("any other key: no")
        screen.press("y")
        screen.until("5 candidates of the document discarded")
        assert "1 of 1  [6]" in screen.until("quit")
        screen.press("u")
        screen.until("5 candidates of the document wait again")
        screen.until("quit")
        screen.press("\x1b[200~x y a d\x1b[201~")
        screen.until("What is pasted is no key here")
        screen.press("xy")
        screen.until("5 candidates of the document discarded")
        screen.press("q")
        assert "5 decided, 1 waits" in screen.until("waits")
        screen.end()
    assert [each["id"] for each in waiting(calledit)] == [6]


def test_a_slip_on_the_last_one_is_taken_back_like_any_other(
    calledit: Calledit, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "other.txt").write_text("The ferry sinks by 2031: 10%.\n", encoding="utf-8")
    calledit("add", "other.txt")
    with Terminal("review", environment=environment, folder=tmp_path) as screen:
        screen.until("quit")
        screen.press("d")
        screen.until("Nothing waits any more: [u] takes the last back")
        screen.press("u")
        screen.until("candidate 1 waits again")
        assert "1 of 1" in screen.until("quit")
        screen.press("a")
        screen.until("any other key ends")
        screen.press("n")
        assert "1 decided, that was the last" in screen.until("last.")
        assert screen.end() == 0
    assert len(statements(calledit)) == 1


def test_the_review_of_one_document(opened: Opened, calledit: Calledit, tmp_path: Path) -> None:
    del opened
    (tmp_path / "other.txt").write_text("The ferry sinks by 2031: 10%.\n", encoding="utf-8")
    calledit("add", "other.txt")
    found = json.loads(calledit("review", "--json", "--document", "2").out)
    assert [each["id"] for each in found] == [6]
    assert "Nothing of document 7" in calledit("review", "--document", "7").out


def test_a_marked_outcome_is_proposed_and_never_decided(opened: Opened, calledit: Calledit) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.press("p")  # from the first back to the last
        card = screen.until("quit")
        assert "marked “✗” in the document: came out NO" in card
        screen.press("a")
        assert "proposed, not decided" in screen.until("calledit resolve 1 confirms it")
        screen.press("q")
        screen.end()
    shown = json.loads(calledit("show", "1", "--json").out)
    assert shown["state"] == "in review"
    assert "marks it “✗”" in calledit("show", "1").out
    assert calledit("resolve", "1", "no").code == 0


def test_a_marked_outcome_can_be_left_out(opened: Opened, calledit: Calledit) -> None:
    with opened() as screen:
        screen.until("quit")
        screen.press("p")
        screen.until("quit")
        screen.press("o")
        screen.until("left out")
        screen.until("take outcome in")
        screen.press("a")
        screen.until("Prediction 1")
        screen.press("q")
        screen.end()
    assert json.loads(calledit("show", "1", "--json").out)["state"] != "in review"


def test_the_same_claim_in_a_later_document_becomes_a_newer_forecast(
    opened: Opened, calledit: Calledit, tmp_path: Path
) -> None:
    calledit("review", "--accept", "2")
    later = (
        "---\nauthor: Ann Example\ndate: 2026-02-01\n---\n\n# A drier year\n\n"
        "- By the end of 2027 a drought is declared in Norway: 20%\n"
    )
    (tmp_path / "later.md").write_text(later, encoding="utf-8")
    added = calledit("add", "later.md", "--accept", "0").out
    assert "0 accepted, 1 waits for review" in added
    assert "1 may be a newer forecast" in added
    with opened() as screen:
        screen.until("quit")
        screen.press("p")
        card = screen.until("quit")
        assert "prediction 1, 5 % on 2026-01-05" in card
        screen.press("j")
        screen.until("A newer forecast on prediction 1")
        screen.until("quit")
        screen.press("u")
        screen.until("forecasts are only ever added")
        screen.press("q")
        screen.end()
    shown = json.loads(calledit("show", "1", "--json").out)
    assert [f["probability"] for f in shown["forecasts"]] == [0.05, 0.2]
    assert [f["forecast_at"][:10] for f in shown["forecasts"]] == ["2026-01-05", "2026-02-01"]


def test_a_forecast_that_replaces_another_joins_what_that_became(
    calledit: Calledit, tmp_path: Path
) -> None:
    text = "I used to say 60% that the new tram reaches the airport by 2030; now I'd say 40%.\n"
    (tmp_path / "post.md").write_text(text, encoding="utf-8")
    calledit("add", "post.md", "--author", "Ann", "--published", "2026-01-05", "--accept", "0")
    [newer] = waiting(calledit)
    assert newer["replaced_prediction"] == 1
    decisions = json.dumps({"id": newer["id"], "do": "join"})
    calledit("review", "--decide", "-", stdin=decisions.encode())
    shown = json.loads(calledit("show", "1", "--json").out)
    assert [f["probability"] for f in shown["forecasts"]] == [0.6, 0.4]


@pytest.mark.parametrize(("year", "alike"), [("2026", [1]), ("2027", [])])
def test_what_is_left_of_a_year_is_the_same_prediction(
    calledit: Calledit, tmp_path: Path, year: str, alike: list[int]
) -> None:
    told = {
        "2026-01-05": f"I think the new tram reaches the airport in {year} (60%).\n",
        "2026-06-01": f"By the end of {year}, the new tram reaches the airport: 40%.\n",
    }
    for day, text in told.items():
        (tmp_path / f"{day}.md").write_text(text, encoding="utf-8")
        calledit("add", f"{day}.md", "--author", "Ann", "--published", day, "--accept", "0")
    assert [[one["prediction"] for one in each["alike"]] for each in waiting(calledit)] == (
        [alike] if alike else []
    )


def test_what_a_document_hides_from_people_never_reaches_the_terminal(
    calledit: Calledit, environment: dict[str, str], tmp_path: Path
) -> None:
    text = "The \x1b]0;owned\x07harbour \x1b[31mbridge will open by 2031, and \u202eall is well.\n"
    (tmp_path / "trap.txt").write_text(text, encoding="utf-8")
    shown = calledit("extract", "trap.txt", "--published", "2026-01-05").out
    calledit("add", "trap.txt", "--published", "2026-01-05")
    with Terminal("review", environment=environment, folder=tmp_path) as screen:
        screen.until("quit")
        screen.press("q")
        screen.end()
        for said in (shown, screen.raw):
            assert "\x1b]" not in said
            assert "\x1b[31m" not in said
            assert "\u202e" not in said
            assert "bridge" in said


class TestScripts:
    def test_the_queue_as_json_says_what_is_missing(
        self, opened: Opened, calledit: Calledit
    ) -> None:
        del opened
        found = waiting(calledit)
        assert [each["id"] for each in found] == [1, 2, 3, 4, 5]
        assert all(ESSAY[each["start"] : each["end"]] == each["quote"] for each in found)
        assert [check["what"] for check in found[2]["missing"]] == ["vague term"]
        assert found[2]["suggested_criterion"].startswith("Resolves YES if, by 2030-12-31")

    def test_one_decision_at_a_time(self, opened: Opened, calledit: Calledit) -> None:
        del opened
        refused = calledit("review", "--accept", "1", "--discard", "2")
        assert (refused.code, refused.out) == (2, "")
        assert "choose one" in refused.err
        assert len(waiting(calledit)) == 5

    def test_what_waits_behind_the_first_thousands_is_decided_by_number(
        self, opened: Opened, inside: Calledit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        del opened
        monkeypatch.setattr("bot.review.desk.MOST", 2)
        assert inside("review", "--accept", "5").code == 0
        assert inside("review", "--accept", "5").err.startswith("Error: there is no candidate")
        (tmp_path / "lines.jsonl").write_text(
            '{"id": 4, "do": "discard"}\n{"id": 1, "do": "discard"}\n{"id": 3, "do": "discard"}\n'
        )
        done = inside("review", "--decide", "lines.jsonl")
        assert (done.code, done.out.count("discarded")) == (0, 3)
        assert [each["id"] for each in waiting(inside)] == [2]

    def test_decisions_as_lines(self, opened: Opened, calledit: Calledit) -> None:
        del opened
        decisions = [
            {"id": 1, "do": "accept", "probability": "70%", "criteria": "The city says so."},
            {"id": 2, "do": "discard"},
            {"id": 3, "do": "edit", "deadline": "end of 2035"},
            {"id": 4, "do": "merge", "with": 3},
            {"id": 5, "do": "accept", "outcome": False, "tags": ["sea"]},
        ]
        lines = "\n".join(map(json.dumps, decisions))
        done = calledit("review", "--decide", "-", stdin=lines.encode())
        assert done.code == 0, done.err
        assert len(done.out.splitlines()) == 5
        [left] = waiting(calledit)
        assert (left["id"], left["quote"].startswith("Umbrellas")) == (4, True)
        shown = json.loads(calledit("show", "1", "--json").out)
        assert shown["criteria"] == "The city says so."
        assert shown["forecasts"][0]["probability"] == 0.7

    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            ("{", "no JSON"),
            ('{"do": "accept"}', "names no candidate"),
            ('{"id": 99, "do": "accept"}', "no candidate waits"),
            ('{"id": 2, "do": "burn"}', "is no decision"),
            ('{"id": 2, "do": "accept", "deadline": "someday"}', "deadline"),
            ('{"id": 2, "do": "split", "before": ["nowhere"]}', "no place inside"),
            ('{"id": 2, "do": "join"}', "no prediction"),
        ],
    )
    def test_one_wrong_line_and_nothing_is_decided(
        self, opened: Opened, calledit: Calledit, line: str, problem: str
    ) -> None:
        del opened
        lines = f'{{"id": 1, "do": "accept"}}\n{line}\n'
        refused = calledit("review", "--decide", "-", stdin=lines.encode())
        assert refused.code == 1
        assert "line 2" in refused.err
        assert problem in refused.err
        assert refused.err.count("\n") == 1
        assert len(waiting(calledit)) == 5
        assert statements(calledit) == []

    def test_keys_can_be_piped_in(self, opened: Opened, calledit: Calledit) -> None:
        del opened
        done = calledit("review", stdin=b"d\nd\nq\n")
        assert done.code == 0
        assert "2 decided, 3 wait" in done.out
