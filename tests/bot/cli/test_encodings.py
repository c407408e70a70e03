"""Terminals, pipes and arguments that are not UTF-8: nothing fails on a letter, nothing is lost unseen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.conftest import Calledit

ESSAY = "The ferry “Große Möwe” will probably stop by the end of 2031."
OLD = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}


def _bytes(environment: dict[str, str], folder: Path, *args: str | bytes, **more: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *args],
        env={**environment, **more},
        cwd=folder,
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout


def test_a_pipe_in_an_old_encoding_gets_the_nearest_plain_signs(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "essay.txt").write_text(ESSAY, "utf-8")
    shown = _bytes(environment, tmp_path, "extract", "essay.txt", PYTHONIOENCODING="latin-1")
    assert '"The ferry "Große Möwe" will probably stop' in shown.decode("latin-1")
    assert "~ 75 %" in shown.decode("latin-1")


def test_json_in_an_old_encoding_loses_no_letter(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "essay.txt").write_text(ESSAY, "utf-8")
    shown = _bytes(
        environment, tmp_path, "extract", "essay.txt", "--format", "jsonl", PYTHONIOENCODING="cp437"
    )
    assert "“Große Möwe”" in json.loads(shown.decode("cp437"))["quote"]


def test_a_locale_that_names_no_encoding_is_taken_for_utf_8(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "essay.txt").write_text(ESSAY, "utf-8")
    shown = _bytes(environment, tmp_path, "extract", "essay.txt", **OLD)
    assert "Große Möwe" in shown.decode("utf-8")


def test_words_in_another_encoding_are_refused_before_letters_are_lost(
    environment: dict[str, str], tmp_path: Path, calledit: Calledit
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "predict", "caf\xe9 x".encode("latin-1"), "--by", "2031"],
        env=environment, cwd=tmp_path, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(b"Error: caf? x holds bytes that are no text")
    assert calledit("list", "--json").out == "[]\n"


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are always UTF-8")
def test_a_file_may_have_any_name(environment: dict[str, str], tmp_path: Path) -> None:
    name = "caf\xe9.txt".encode("latin-1")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(ESSAY, "utf-8")
    assert b"1 forecast" in _bytes(environment, tmp_path, "extract", name)
    assert b"1 forecast" in _bytes(environment, tmp_path, "add", name)
    assert b"caf?.txt" in _bytes(environment, tmp_path, "review", "--json")


@pytest.mark.parametrize("command", ["extract -", "add -", "score -", "import -", "review"])
def test_a_closed_input_is_an_empty_one(
    environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", f"exec '{sys.executable}' -m bot.cli {command} <&-"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=False,
    )
    said = ended.stdout + ended.stderr
    assert said.count(b"\n") == 1
    assert b"empty" in said or b"Nothing waits" in said
    assert ended.returncode == (command != "review")


@pytest.mark.parametrize("options", ["", "--format jsonl"])
def test_a_closed_output_is_no_failure(
    environment: dict[str, str], tmp_path: Path, options: str
) -> None:
    (tmp_path / "essay.txt").write_text(ESSAY, "utf-8")
    ended = subprocess.run(
        ["/bin/sh", "-c", f"exec '{sys.executable}' -m bot.cli extract essay.txt {options} >&-"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
