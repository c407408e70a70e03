"""Reviewing by scripts: decisions from a file or from standard input."""

import json
from pathlib import Path

import pytest

from tests.bot.cli.reviewing import ESSAY, Opened, statements, waiting
from tests.bot.conftest import Calledit


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
