"""What waits for review: whose it is, who else decides, what a document marked itself, and what is there already."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.reviewing import Opened, statements, waiting
from tests.bot.cli.terminal import Terminal
from tests.bot.conftest import Calledit


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
    calledit("review", "--discard", "6")
    assert "Nothing of document 2" in calledit("review", "--document", "2").out
    refused = calledit("review", "--document", "7")
    assert (refused.code, refused.err) == (1, "Error: there is no document 7\n")


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
