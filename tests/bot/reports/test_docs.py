"""What the documents say about reports and exports is what the program does."""

import re
import shlex
from pathlib import Path

import pytest

from predictions.interchange.columns import TABLES, Table
from tests.bot.conftest import Calledit

DOCS = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_in_the_data_dictionary_in_its_order(table: Table) -> None:
    text = (DOCS / "exports.md").read_text(encoding="utf-8")
    section = text.split(f"## {table.name}\n")[1].split("\n## ")[0]
    assert f"One row per {table.one_row_per}." in section
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", section, re.MULTILINE)
    assert rows == [(c.name, c.holds, c.meaning) for c in table.columns]


def _plain(text: str) -> list[str]:
    """Lines without the frames of posts and with single spaces."""
    return [" ".join(re.sub("[╭╮╰╯│─]", " ", line).split()) for line in text.splitlines()]


@pytest.mark.parametrize("page", ["docs/tutorial.md", "README.md"])
def test_a_tour_works_as_it_is_written(inside: Calledit, tmp_path: Path, page: str) -> None:
    text = (DOCS.parent / page).read_text(encoding="utf-8")
    for essay in re.findall(r"```markdown\n(.*?)```", text, re.DOTALL):
        (tmp_path / "essay.md").write_text(essay, encoding="utf-8")
    seen: list[str] = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ export"):
                continue
            if line.startswith("$ calledit "):
                ran = inside(*shlex.split(line)[2:])
                assert (ran.code, ran.err) == (0, ""), line
                seen = _plain(ran.out)
            elif line.strip() != "…":
                [wanted] = _plain(line.rstrip(" …"))
                assert [one for one in seen if one.startswith(wanted)], (line, seen)
    assert seen
