"""The man page and completion: current, readable by the tools that show them, installed."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import click
import pytest

from bot.cli import COMMANDS, cli
from bot.cli.manual import page
from bot.settings import Settings

ROOT = Path(__file__).parents[3]
BIN = Path(sys.executable).parent


def test_the_man_page_is_that_of_the_commands() -> None:
    kept = (ROOT / "docs" / "calledit.1").read_text("utf-8")
    assert kept == page(), "run: make man"


def test_the_man_page_holds_every_command_option_and_setting() -> None:
    text = page().replace("\\-", "-")
    root = click.Context(cli, info_name="calledit")
    for name in COMMANDS:
        assert f'.SS "calledit {name}' in text
        command = cli.get_command(root, name)
        assert command is not None
        for parameter in command.params:
            assert isinstance(parameter, click.Argument) or parameter.opts[0] in text
    for name in Settings.model_fields:
        assert f".B CALLEDIT_{name.upper()}\n" in text


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_complain_of() -> None:
    ran = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z", "docs/calledit.1"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert ran.stderr == b""


def test_the_wheel_installs_the_man_page(tmp_path: Path) -> None:
    from hatchling.builders.wheel import WheelBuilder

    [built] = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(built) as wheel:
        [name] = [name for name in wheel.namelist() if name.endswith("share/man/man1/calledit.1")]
        assert wheel.read(name) == (ROOT / "docs" / "calledit.1").read_bytes()
        assert [name for name in wheel.namelist() if "/training/" in name] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_offered_as_it_is_documented(shell: str, environment: dict[str, str]) -> None:
    assert f"_CALLEDIT_COMPLETE={shell}_source calledit" in (ROOT / "docs/commands.md").read_text()
    ran = subprocess.run(
        [sys.executable, "-m", "bot.cli"],
        env={**environment, "_CALLEDIT_COMPLETE": f"{shell}_source"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert f"{shell}_complete" in ran.stdout.decode()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("calledit re", ["review", "resolve", "reopen", "report"]),
        ("calledit report --cha", ["--chart"]),
        ("calledit report --chart ", ["calibration", "brier", "distribution"]),
        ("calledit report schedule ", ["add", "list", "preview", "remove"]),
    ],
)
def test_the_tab_key_completes_in_a_real_bash(
    environment: dict[str, str], typed: str, offered: list[str]
) -> None:
    words = typed.split(" ")
    script = (
        'eval "$(_CALLEDIT_COMPLETE=bash_source calledit)"; '
        f"COMP_WORDS=({' '.join(repr(word) for word in words)}); COMP_CWORD={len(words) - 1}; "
        '_calledit_completion calledit "${COMP_WORDS[COMP_CWORD]}"; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    ran = subprocess.run(
        ["bash", "-c", script],
        env={**environment, "PATH": f"{BIN}{os.pathsep}{environment['PATH']}"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout.decode().split() == offered
