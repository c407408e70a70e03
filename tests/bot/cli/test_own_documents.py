"""What somebody wrote who forecasts here is theirs when they say so, and only that."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import Calledit

ESSAY = """---
title: What I expect
author: Ann
date: 2024-01-02
---

- The mill closes by the end of 2030: 70%
- The bridge opens by the end of 2031: 20%
- Bo Lund expects the tram to run by the end of 2032, at 40%.
"""


@pytest.fixture
def essay(tmp_path: Path) -> str:
    (tmp_path / "essay.md").write_text(ESSAY)
    return "essay.md"


def said(calledit: Calledit, number: int) -> list[tuple[Any, ...]]:
    shown = json.loads(calledit("show", str(number), "--json").out)
    return [(f["forecaster"], f["probability"]) for f in shown["forecasts"]]


def kinds(calledit: Calledit) -> list[tuple[str, str]]:
    """Give who is on the leaderboard of a report, and what they are there."""
    board = json.loads(calledit("report", "--json").out)["leaderboard"]
    return sorted((row["forecaster"], row["kind"]) for row in board)


def test_ones_own_essay_and_ones_own_forecasts_are_one_record(inside: Calledit, essay: str) -> None:
    assert "accepted" in inside("add", essay, "--accept", "0.5", "--as", "Ann").out
    inside("predict", "It rains", "--by", "2030", "-p", "60")
    assert said(inside, 1) == [("Ann", 0.7)]
    listed = json.loads(inside("list", "--by", "Ann", "--json").out)
    assert {"The mill closes by the end of 2030", "It rains"} <= {p["statement"] for p in listed}
    for number in (1, 2):
        inside("resolve", str(number), "yes")
    assert kinds(inside) == [("Ann", "person")]


def test_whom_the_essay_quotes_stays_who_they_are(inside: Calledit, essay: str) -> None:
    inside("add", essay, "--accept", "0", "--as", "Ann")
    [tram] = json.loads(inside("list", "--words", "tram", "--json").out)
    assert said(inside, tram["id"]) == [("Bo Lund", 0.4)]


def test_a_review_in_a_name_does_the_same(inside: Calledit, essay: str) -> None:
    inside("add", essay)
    assert inside("review", "--accept", "1", "--as", "Ann").code == 0
    assert inside("review", "--accept", "2").code == 0
    inside("resolve", "1", "yes")
    inside("resolve", "2", "yes")
    assert kinds(inside) == [("Ann", "author"), ("Ann", "person")]


def test_a_name_without_acceptance_is_asked_for_in_the_review(inside: Calledit, essay: str) -> None:
    refused = inside("add", essay, "--as", "Ann")
    assert refused.code == 2
    assert "calledit review --as NAME" in refused.err
    assert inside("add", essay, "--accept", "0.5", "--as", " ").code == 2


def test_a_later_essay_is_joined_to_ones_own_earlier_forecast(
    inside: Calledit, tmp_path: Path
) -> None:
    claim = "The long-delayed harbour bridge of Bergen finally opens to traffic by the end of 2030"
    for day, percent in (("2024-01-02", 70), ("2025-01-02", 40)):
        said_then = f"---\nauthor: Ida Brandt\ndate: {day}\n---\n\n- {claim}: {percent}%\n"
        (tmp_path / f"{day}.md").write_text(said_then)
        inside("add", f"{day}.md", "--accept", "0.5", "--as", "Ida")
    (tmp_path / "join.jsonl").write_text('{"id": 2, "do": "join", "prediction": 1}\n')
    assert inside("review", "--decide", "join.jsonl", "--as", "Ida").code == 0
    assert said(inside, 1) == [("Ida", 0.7), ("Ida", 0.4)]
