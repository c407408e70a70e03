"""`calledit evidence`: what was seen, its proof, and the reply behind it, never rendered."""

import hashlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from predictions.model import Evidence
from storage import gathering
from storage.ledger import Ledger
from tests.bot.conftest import Calledit
from tests.conftest import NOON
from tests.storage.test_snapshots import reply

# A title for the terminal's window, a cleared screen, red letters, text that runs backwards.
HOSTILE = b"<rss>\x1b]0;owned\x07\x1b[2J\x1b[31mred \xe2\x80\xaeabc\xff</rss>\n"


@pytest.fixture
def seen(sqlite_url: str) -> int:
    """Store evidence that was read from a reply made against whoever looks at it."""
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        item = Evidence(
            source_id=None,
            url="https://n.example/1",
            title="Rogfast opens",
            text="Rogfast opens\nIt opened today.",
            seen_at=NOON,
            reply=reply(HOSTILE, size=9_000_000, final_url="https://n.example/feed.xml"),
        )
        [stored] = gathering.add_evidence(session, [item])
    ledger.close()
    assert stored.id is not None
    return stored.id


def test_the_page_of_a_piece_of_evidence_shows_what_proves_it(
    calledit: Calledit, seen: int
) -> None:
    said = calledit("evidence", str(seen))
    assert (said.code, said.err) == (0, "")
    words = " ".join(said.out.split())
    assert "Rogfast opens" in words
    assert "Address https://n.example/1" in words
    assert f"the first {len(HOSTILE)} of 9,000,000 bytes: the rest was cut off" in words
    assert "from https://n.example/feed.xml" in words
    assert "asked for as https://example.org/feed.xml" in words
    assert f"SHA-256 {hashlib.sha256(HOSTILE).hexdigest()}, checked just now" in words
    assert "It opened today." in words
    assert "owned" not in words


def test_as_json_it_is_the_same(calledit: Calledit, seen: int) -> None:
    data = json.loads(calledit("evidence", str(seen), "--json").out)
    assert data["holds"] is True
    assert data["reply_sha256"] == hashlib.sha256(HOSTILE).hexdigest()
    assert (data["reply"]["bytes"], data["reply"]["bytes_kept"]) == (9_000_000, len(HOSTILE))
    assert data["reply"]["media_type"] == "application/rss+xml"


def test_the_reply_leaves_byte_for_byte_into_a_pipe_and_a_file(
    environment: dict[str, str], seen: int, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "bot.cli", "evidence", str(seen)]
    piped = subprocess.run([*command, "--raw"], capture_output=True, env=environment, check=True)
    assert piped.stdout == HOSTILE
    there = tmp_path / "reply.txt"
    for expected in (0, 1):  # the second time the file is in the way
        done = subprocess.run(
            [*command, "--save", str(there)], capture_output=True, env=environment, check=False
        )
        assert done.returncode == expected
    assert there.read_bytes() == HOSTILE


def test_on_a_terminal_nothing_in_a_reply_moves_the_cursor(
    environment: dict[str, str], seen: int
) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot.cli", "evidence", str(seen), "--raw"]
    subprocess.run(command, stdout=theirs, env=environment, check=True)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\x1b[2J\\x1b[31mred \\u202eabc\\xff</rss>" in shown


def test_evidence_that_is_not_there_gives_one_clear_line(calledit: Calledit) -> None:
    refused = calledit("evidence", "12")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err == "Error: there is no evidence 12\n"


def test_old_replies_on_which_nothing_rests_are_let_go(calledit: Calledit, seen: int) -> None:
    said = calledit("db", "tidy", "--older-than", "1")
    assert said.out == "1 reply older than 1 day let go.\n"
    refused = calledit("evidence", str(seen), "--raw")
    assert (refused.code, refused.out) == (1, "")
    assert "was let go; its hash is kept" in refused.err
    assert "let go on" in calledit("evidence", str(seen)).out
    assert calledit("db", "verify").code == 0
