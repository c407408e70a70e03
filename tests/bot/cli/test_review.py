"""Reviewing on a real terminal: every key, Ctrl-C, a crash, a narrow screen."""

import json
from pathlib import Path

from tests.bot.cli.reviewing import Opened, statements, waiting
from tests.bot.cli.terminal import Terminal
from tests.bot.conftest import Calledit


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
