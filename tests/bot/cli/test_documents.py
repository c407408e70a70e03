import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.conftest import Calledit

ESSAY = """---
title: A wet year
author: Ann Example
date: 2026-01-05
---

# A wet year

- It rains in Bergen on every day of November 2026: 60%
- A drought is declared in Norway by the end of 2027: 5%

There will probably be a new flood wall in Bergen by 2030. Water is wet.
"""


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "essay.md"
    path.write_text(ESSAY, encoding="utf-8")
    return path


def test_extraction_prints_the_contract_and_stores_nothing(calledit: Calledit, essay: Path) -> None:
    shown = calledit("extract", "essay.md", "--format", "jsonl")
    found = [json.loads(line) for line in shown.out.splitlines()]
    assert len(found) == 3
    assert all(ESSAY[c["start"] : c["end"]] == c["quote"] for c in found)
    assert set(found[0]) == {
        "quote",
        "start",
        "end",
        "statement",
        "polarity",
        "probability",
        "probability_low",
        "probability_high",
        "basis",
        "cue",
        "not_before",
        "deadline",
        "deadline_from",
        "condition",
        "author",
        "reported",
        "confidence",
        "repeats",
        "supersedes",
        "recorded",
        "readings",
        "missing",
    }
    assert [c["probability"] for c in found[:2]] == [0.6, 0.05]
    assert [c["deadline"] for c in found] == ["2026-11-30", "2027-12-31", "2030-12-31"]
    assert {c["author"] for c in found} == {"Ann Example"}
    assert "No predictions" in calledit("list").out


def test_extraction_reads_standard_input_and_shows_quotes_first(calledit: Calledit) -> None:
    shown = calledit("extract", "-", stdin=ESSAY.encode())
    assert "“A drought is declared in Norway by the end of 2027: 5%”" in shown.out
    assert shown.out.rstrip().endswith("3 forecasts")


def test_what_is_accepted_keeps_its_quote_author_and_day(calledit: Calledit, essay: Path) -> None:
    said = calledit("add", "essay.md", "--accept", "0", "-t", "Weather, Fjords").out
    assert "3 forecasts found, 3 accepted, 0 wait for review" in said
    [drought] = [
        row for row in json.loads(calledit("list", "--json").out) if "drought" in row["statement"]
    ]
    shown = json.loads(calledit("show", str(drought["id"]), "--json").out)
    assert ESSAY[shown["span"][0] : shown["span"][1]] == shown["quote"]
    assert shown["tags"] == ["fjords", "weather"]
    assert len(json.loads(calledit("list", "--tag", "Fjords", "--json").out)) == 3
    [forecast] = shown["forecasts"]
    assert forecast["forecaster"] == "Ann Example"
    assert forecast["forecast_at"] == "2026-01-05T00:00:00+00:00"
    assert forecast["basis"] == "stated"


def test_an_implied_probability_is_marked_as_such(calledit: Calledit, essay: Path) -> None:
    calledit("add", "essay.md", "--accept", "0")
    [wall] = [r for r in json.loads(calledit("list", "--json").out) if "wall" in r["statement"]]
    shown = json.loads(calledit("show", str(wall["id"]), "--json").out)
    [forecast] = shown["forecasts"]
    assert forecast["basis"] == "surveyed"
    assert forecast["probability_low"] <= forecast["probability"] <= forecast["probability_high"]
    assert "implied" in calledit("show", str(wall["id"])).out


def test_adding_a_document_again_brings_nothing_twice(calledit: Calledit, essay: Path) -> None:
    calledit("add", "essay.md")
    again = calledit("add", "essay.md", "--accept", "0").out
    assert "3 known from before" in again
    assert "0 accepted" in again
    assert "--accept leaves 3 that wait from before to you: calledit review" in again


def test_what_a_later_version_of_a_document_says_in_the_same_words_is_asked_about_once(
    calledit: Calledit, essay: Path
) -> None:
    calledit("add", "essay.md")
    calledit("review", "--accept", "1")
    calledit("review", "--discard", "2")
    changed = ESSAY.replace("# A wet year", "# Another wet year").replace("5%", "8%")
    changed = changed.replace("Water is wet.", "The flood wall leaks by 2031: 10%.")
    essay.write_text(changed, encoding="utf-8")
    again = calledit("add", "essay.md", "--accept", "0").out
    # Another number than that of the one that was discarded is another forecast.
    assert "4 forecasts found, 2 known from before, 2 accepted, 0 wait" in again
    found = json.loads(calledit("review", "--json").out)
    assert [each["id"] for each in found] == [3]
    essay.write_text(ESSAY, encoding="utf-8")
    assert "3 forecasts found, 3 known from before" in calledit("add", "essay.md").out


def test_the_same_words_about_another_year_are_asked_about(calledit: Calledit, essay: Path) -> None:
    for number, year in enumerate((2031, 2032), start=1):
        text = f"# What I expect of {year}\n\n- The ferry sinks: 5%\n- The tram stops: 8%\n"
        essay.write_text(text, encoding="utf-8")
        assert (
            f"Document {number}: 2 forecasts found, 0 accepted" in calledit("add", "essay.md").out
        )
    found = json.loads(calledit("review", "--json").out)
    assert [each["deadline"][:4] for each in found] == ["2031", "2031", "2032", "2032"]


def test_of_several_documents_one_that_cannot_be_read_keeps_nobody_from_the_others(
    calledit: Calledit, essay: Path
) -> None:
    (essay.parent / "other.txt").write_text("The ferry sinks by 2031: 10%.\n", encoding="utf-8")
    done = calledit("add", "essay.md", "gone.md", "other.txt", "essay.md", "--author", "Bea")
    assert done.code == 1
    assert "there is no file gone.md" in done.err
    assert done.out.splitlines()[:2] == [
        "essay.md:",
        "Document 1: 3 forecasts found, 0 accepted, 3 wait for review (calledit review)",
    ]
    assert "other.txt:\nDocument 2: 1 forecast found" in done.out
    assert done.out.count("Document") == 2


@pytest.mark.parametrize("written", ["0.97", "97%", "97 %"])
def test_a_confidence_is_a_fraction_or_a_percentage(
    inside: Calledit, essay: Path, written: str
) -> None:
    accepted = inside("add", "essay.md", "--accept", written).out
    assert "0 accepted" not in accepted
    assert "from before" not in accepted


@pytest.mark.parametrize("written", ["2", "-0.1", "97", "sure", "nan", "101%"])
def test_what_is_no_confidence_is_wrong_usage(inside: Calledit, essay: Path, written: str) -> None:
    refused = inside("add", "essay.md", f"--accept={written}")
    assert refused.code == 2
    assert f"{written!r} is no confidence: write one from 0 to 1, such as 0.9." in refused.err


def test_what_is_no_number_is_said_in_plain_words(inside: Calledit) -> None:
    refused = inside("resolve", "yes", "1")
    assert "'yes' is not the number of anything; write one such as 12." in refused.err
    refused = inside("tick", "--now", "2030-01-01")
    assert refused.err == (
        "Error: --now: '2030-01-01' is not a moment with a zone; write 2029-01-01T00:00:00+00:00\n"
    )


UNSIGNED = """# What next

1. GPT-6 is released in 2031: 40%
2. Germany wins the next World Cup: 10%
3. Bread costs more in Rome by 2035: 70%
"""


def test_what_scores_will_lack_is_said_when_a_document_is_added(
    calledit: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "what next.md").write_text(UNSIGNED, encoding="utf-8")
    said = calledit("add", "what next.md").err
    assert "No day is known for it" in said
    assert "calledit add 'what next.md' --published YYYY-MM-DD" in said
    assert "calledit add 'what next.md' --author NAME" in said
    told = calledit("review", "--accept", "1").out
    assert "nobody is named whose 40 % it is, so that it is in nobody's record" in told


def test_nothing_is_missed_where_a_document_names_author_and_day(
    calledit: Calledit, essay: Path
) -> None:
    assert calledit("add", "essay.md").err == ""


def test_the_author_and_the_day_can_be_told_of_a_document_that_waits(
    calledit: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "next.md").write_text(UNSIGNED, encoding="utf-8")
    assert "2 forecasts found" in calledit("add", "next.md").out
    edited = {"id": 2, "do": "edit", "statement": "Bread costs twice as much in Rome by 2035"}
    calledit("review", "--decide", "-", stdin=json.dumps(edited).encode())
    calledit("review", "--discard", "1")
    again = calledit("add", "next.md", "--published", "2025-01-03", "--author", "Ida")
    # The World Cup that is next can only be told from a day.
    assert "3 forecasts found, 2 known from before, 0 accepted, 2 wait for review" in again.out
    assert again.err == ""
    calledit("review", "--accept", "2")
    shown = json.loads(calledit("show", "1", "--json").out)
    assert shown["statement"] == "Bread costs twice as much in Rome by 2035"
    [forecast] = shown["forecasts"]
    assert (forecast["forecaster"], forecast["probability"]) == ("Ida", 0.7)
    assert forecast["forecast_at"].startswith("2025-01-03")


def test_what_is_known_of_a_document_stays_and_that_is_said(
    calledit: Calledit, essay: Path
) -> None:
    calledit("add", "essay.md")
    again = calledit("add", "essay.md", "--published", "2026-01-06", "--author", "Bo")
    assert "Published on 2026-01-05, not on 2026-01-06: document 1 stays as it was" in again.err
    assert "By Ann Example, not by Bo" in again.err
    assert "3 known from before, 0 accepted, 3 wait for review" in again.out


def test_several_candidates_are_accepted_at_once_or_none(calledit: Calledit, essay: Path) -> None:
    calledit("add", "essay.md")
    assert calledit("review", "--accept", "1", "--accept", "9").code == 1
    assert json.loads(calledit("list", "--json").out) == []
    both = calledit("review", "--accept", "1", "--accept", "2").out
    assert [line.partition(":")[0] for line in both.splitlines()] == [
        "Prediction 1",
        "Prediction 2",
    ]


def test_candidates_are_reviewed_one_by_one(calledit: Calledit, essay: Path) -> None:
    calledit("add", "essay.md")
    assert calledit("list").out == (
        "No predictions yet. 3 candidates wait for review: calledit review\n"
    )
    waiting = calledit("review", "--list").out
    assert waiting.count("confidence") == 3
    assert "Prediction 1: " in calledit("review", "--accept", "1").out
    assert "discarded" in calledit("review", "--discard", "2").out
    assert calledit("review", "--accept", "1").code == 1
    keys = calledit("review", stdin=b"q\n")
    assert "1 of 1" in keys.out
    assert len(json.loads(calledit("list", "--json").out)) == 1


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b" \n\t ", "no text"),
        (b"\x00" * 4096, "NUL|binary"),
        (bytes(range(256)) * 16, "binary|NUL"),
        (b"\x7fELF\x02\x01\x01\x00" + b"\x00" * 100, "not text"),
    ],
)
def test_a_document_without_text_gives_one_line_that_says_what_to_do(
    calledit: Calledit, tmp_path: Path, content: bytes, problem: str
) -> None:
    import re

    (tmp_path / "bad.txt").write_bytes(content)
    refused = calledit("extract", "bad.txt")
    assert refused.code == 1
    assert re.search(problem, refused.err), refused.err
    assert refused.err.count("\n") == 1
    assert refused.out == ""


def test_a_missing_document_and_a_folder_are_named(calledit: Calledit, tmp_path: Path) -> None:
    assert "there is no file nowhere.md" in calledit("extract", "nowhere.md").err
    (tmp_path / "folder").mkdir()
    assert "is a folder" in calledit("extract", "folder").err


def test_a_document_of_100_mb_is_refused_at_once(calledit: Calledit, tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(100 * 1024 * 1024)  # sparse: costs no disk
    refused = calledit("extract", "huge.txt")
    assert refused.code == 1
    assert "larger than 52 MB: split it" in refused.err
    assert refused.err.count("\n") == 1


def test_an_old_encoding_is_read_and_told(calledit: Calledit, tmp_path: Path) -> None:
    text = "Es gibt kein Hochwasser. The café “Bryggen” will close by the end of 2027."
    (tmp_path / "old.txt").write_bytes(text.encode("cp1252"))
    shown = calledit("extract", "old.txt", "--format", "jsonl")
    assert shown.code == 0
    assert "café “Bryggen”" in shown.out
    shown = calledit("extract", "old.txt")
    assert "windows-1252" in shown.err


def test_an_impossible_publication_date_is_wrong_usage(calledit: Calledit, essay: Path) -> None:
    refused = calledit("extract", "essay.md", "--published", "2026-02-30")
    assert refused.code == 2
    assert "2026-02-30" in refused.err


def test_an_address_on_a_private_network_is_refused(calledit: Calledit) -> None:
    for address in ("http://127.0.0.1:1/x", "http://169.254.169.254/latest", "http://[::1]/"):
        refused = calledit("extract", address)
        assert refused.code == 1
        assert refused.err.startswith("Error: ")
        assert refused.err.count("\n") == 1


def test_an_address_that_is_allowed_is_fetched_and_read(calledit: Calledit) -> None:
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    page = (
        "<html><head><title>A wet year</title></head><body><article><h1>A wet year</h1>"
        "<p>We looked at the river again this week, and at the old wall beside it.</p>"
        "<p>There will probably be a new flood wall in Bergen by 2030.</p>"
        "<p>Nobody has begun to build it, and the council meets only in autumn.</p>"
        "</article></body></html>"
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/essay.html"
            body = page.encode() if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    here = f"127.0.0.1:{server.server_port}"
    try:
        shown = calledit(
            "extract",
            f"http://{here}/essay.html",
            "--format",
            "jsonl",
            CALLEDIT_FETCH_ALLOW=here,
        )
        missing = calledit("extract", f"http://{here}/none", CALLEDIT_FETCH_ALLOW=here)
    finally:
        server.shutdown()
        server.server_close()
    [found] = [json.loads(line) for line in shown.out.splitlines()]
    assert "flood wall in Bergen by 2030" in found["quote"]
    assert missing.code == 1
    assert "status 404" in missing.err


def test_a_calendar_of_ones_own_gives_the_days_of_events(
    calledit: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "votes.txt").write_text("2027-10-24 federal election\n", encoding="utf-8")
    (tmp_path / "essay.md").write_text(
        "The tram will open before the next federal election.\n", encoding="utf-8"
    )
    asked = ("extract", "essay.md", "--published", "2026-03-01", "--format", "jsonl")
    assert json.loads(calledit(*asked).out)["deadline"] is None
    assert json.loads(calledit(*asked, "--events", "votes.txt").out)["deadline"] == "2027-10-23"
    (tmp_path / ".env").write_text("CALLEDIT_EVENTS=votes.txt\n", encoding="utf-8")
    assert json.loads(calledit(*asked).out)["deadline"] == "2027-10-23"
    (tmp_path / "votes.txt").write_text("some day\n", encoding="utf-8")
    refused = calledit(*asked)
    assert refused.code == 1
    assert refused.err == (
        'Error: votes.txt, line 1: is no day and name; write "2027-10-24 Swiss election"\n'
    )
    (tmp_path / "votes.txt").write_bytes(b"\x00\x01")
    assert calledit(*asked).err.startswith("Error: votes.txt is not text")


CHAT = """[03/02/2026, 10:15:32] Mara Lind: the mill will probably be sold by the end of 2027
[04/02/2026, 09:16:01] Tom: no way
[13/02/2026, 09:17:01] Mara Lind: there is a 60% chance that the tolls double by the end of next year
"""
THREAD = """<html><body><article><h1>Mills</h1><p>By Ann Ek, 5 January 2024</p><p>We looked at the mill again this week.</p>
</article><div id="comments"><div class="comment"><cite class="fn">Bo</cite> <time datetime="2026-02-05">x</time>
<div class="comment-text"><p>The mill will probably be sold by the end of 2027.</p></div></div></div>"""


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("chat.txt", CHAT, "Mara Lind  2026-02-03"),
        ("mill.html", THREAD, "Bo  2026-02-05"),
    ],
)
def test_a_message_and_a_comment_are_kept_by_their_writer_and_day(
    calledit: Calledit, tmp_path: Path, name: str, text: str, shown: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    calledit("add", name, "--accept", "0.5")
    assert shown in calledit("show", "1").out


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("esay.md", "there is no file esay.md; did you mean essay.md?"),
        ("no/essay.md", "there is no file no/essay.md, and no folder no"),
        ("www.example.org/page", "for a web page write https://www.example.org/page"),
        ("http://localhost:8931/x", "port 8931 is not fetched; if you trust it: CALLEDIT_FETCH_ALLOW=localhost:8931"),
        ("http://10.0.0.1/x", "if you trust it: CALLEDIT_FETCH_ALLOW=10.0.0.1:80"),
        ("http://[fd00::1]/x", "if you trust it: CALLEDIT_FETCH_ALLOW=[fd00::1]:80"),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_says_what_may_be_meant(
    calledit: Calledit, essay: Path, given: str, says: str
) -> None:
    refused = calledit("extract", given)
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("Error: ")
    assert refused.err.rstrip().endswith(says)


def test_a_day_in_another_form_is_told_how_to_be_written(calledit: Calledit, essay: Path) -> None:
    refused = calledit("add", "essay.md", "--published", "2026")
    assert refused.code == 2
    assert "'2026' is no day: write one like 2026-02-28." in refused.err


def test_who_wants_to_accept_what_is_only_shown_is_told_the_command(
    calledit: Calledit, essay: Path
) -> None:
    refused = calledit("extract", "essay.md", "--accept", "0.9")
    assert refused.code == 2
    assert "calledit add essay.md --accept 0.9" in refused.err
    assert "--accept" not in calledit("extract", "--help").out


def test_who_types_a_document_is_told_how_to_end_it(
    environment: dict[str, str], tmp_path: Path
) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, b"The ferry will stop by 2031.\n\x04")
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "extract", "-"],
        stdin=theirs,
        capture_output=True,
        env=environment,
        cwd=tmp_path,
        check=True,
        timeout=60,
    )
    os.close(ours)
    os.close(theirs)
    assert b"press Ctrl-D" in done.stderr
    assert "“The ferry will stop by 2031”" in done.stdout.decode()
