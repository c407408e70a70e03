"""The documentation under test: what it names exists, and what exists is named."""

import re
from datetime import date
from pathlib import Path

import click
import pytest
import yaml

from bot.cli import COMMANDS, cli
from bot.settings import Settings
from predictions.extraction import extract
from storage.engine import parse_url

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
EVERYTHING = "\n".join(page.read_text("utf-8") for page in PAGES)


def commands() -> list[str]:
    found = []
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        found.append(name)
        if isinstance(command, click.Group):
            found += [f"{name} {child}" for child in command.commands]
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    assert f"calledit {command}" in EVERYTHING, "no page of docs/ names it"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    operations = (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert f"`CALLEDIT_{name.upper()}`" in operations, f"docs/operations.md has no row for {name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_that_is_named_is_there(page: Path) -> None:
    named = re.findall(
        r"`((?:bot|predictions|scoring|storage|tests)/[\w./]+)`", page.read_text("utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_anchor_inside_the_project_is_a_heading(page: Path) -> None:
    links = re.findall(r"\]\(([\w./-]*)#([^)\s]+)\)", page.read_text("utf-8"))
    assert [
        (name, anchor)
        for name, anchor in links
        if anchor not in anchors((page.parent / name) if name else page)
    ] == []


def anchors(page: Path) -> set[str]:
    """The anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("package", ["extraction", "windows", "llm"])
def test_every_module_is_on_the_map(package: str) -> None:
    page = (ROOT / "docs" / "extraction-modules.md").read_text("utf-8")
    modules = (ROOT / "predictions" / package).rglob("*.py")
    inside = [path for path in modules if path.stem != "__init__" and "training" not in path.parts]
    assert inside
    assert [path.name for path in inside if f"`{path.stem}`" not in page] == []


def test_the_example_of_extraction_is_what_comes_of_it() -> None:
    page = (ROOT / "docs" / "extraction.md").read_text("utf-8")
    text = page.split("```\n")[3]
    found = extract(text, published=date(2030, 1, 1), author="Bo Kern")
    assert f"| quote | {' | '.join(one.quote for one in found)} |" in page
    assert f"| statement | {' | '.join(one.statement for one in found)} |" in page
    assert f"| polarity | {' | '.join(one.polarity.value for one in found)} |" in page
    assert [(one.probability, one.deadline, one.author) for one in found] == [
        (0.75, date(2031, 12, 31), "Bo Kern"),
        (None, date(2031, 12, 31), "Ada Lund"),
    ]


def test_every_command_that_the_readme_shows_is_one() -> None:
    shown = re.findall(r"^calledit (\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert shown
    assert [name for name in shown if name not in COMMANDS] == []


def test_the_setup_named_in_the_readme_is_that_of_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`?make (\w+)", (ROOT / "README.md").read_text("utf-8")):
        assert f"\n{target}:" in makefile


def test_any_password_works_in_the_compose_file() -> None:
    """Inside an address a password with @ or % would be read as something else."""
    bot = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["bot"]
    settings = bot["environment"]
    assert "PASSWORD" not in settings["CALLEDIT_DATABASE_URL"]
    assert settings["PGPASSWORD"].startswith("${POSTGRES_PASSWORD")
    assert parse_url(settings["CALLEDIT_DATABASE_URL"]).password is None
