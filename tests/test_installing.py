"""What is installed: the wheel has all it needs, and the container is built from what is there."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import yaml

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WHEEL = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COPIED = [
    source
    for words in map(shlex.split, re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE))
    for source in words[:-1]
]


def test_the_wheel_holds_every_file_of_the_packages_and_no_corpus(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    inside = set(ZipFile(wheel).namelist())
    files = {
        path.relative_to(ROOT).as_posix()
        for package in WHEEL["packages"]
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    [corpus] = WHEEL["exclude"]
    assert any(name.startswith(corpus) for name in files)
    assert {name for name in files if not name.startswith(corpus)} - inside == set()
    assert [name for name in inside if name.startswith((corpus, "tests"))] == []
    assert any(name.endswith("/share/man/man1/calledit.1") for name in inside)


def test_the_container_is_given_all_that_the_wheel_is_built_from_and_nothing_else() -> None:
    needed = {
        "pyproject.toml",
        PROJECT["project"]["readme"],
        *PROJECT["project"]["license-files"],
        *WHEEL["packages"],
        *WHEEL["shared-data"],
    }
    assert set(COPIED) == needed | {"requirements.lock", "requirements-build.lock"}
    assert [name for name in COPIED if not (ROOT / name).exists()] == []
    ignore = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert ignore[0] == "*"
    assert {line[1:] for line in ignore if line.startswith("!")} == set(COPIED)


def test_the_container_installs_by_hash_and_runs_as_a_user_of_its_own() -> None:
    installs = re.findall(r"\bpip\b[^&\n]* install [^&\n]+", DOCKERFILE)
    assert len(installs) == 3
    assert all("--require-hashes" in one or "--no-deps /wheels" in one for one in installs)
    [number] = re.findall(r"useradd --uid (\d+)", DOCKERFILE)
    assert f"chown {number}" in (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert "\nUSER calledit\n" in DOCKERFILE.split("\nFROM ")[-1]


def test_the_container_of_the_compose_file_writes_to_its_volume_only() -> None:
    bot = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["bot"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert bot["tmpfs"] == ["/tmp"]
    [volume] = re.findall(r"^VOLUME (\S+)$", DOCKERFILE, re.MULTILINE)
    assert [mount.split(":")[1] for mount in bot["volumes"]] == [volume]
