"""The record as files: what is in them, and what never happens to files that are there."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.reports.exporting import Export
from bot.reports.exporting import rows as exported
from predictions.candidate import Basis
from predictions.interchange.columns import CALIBRATION, FORECASTS, RESOLUTIONS, SCORES, TABLES
from predictions.interchange.tables import read_table
from predictions.model import Evidence
from predictions.outcomes import Outcome
from storage import gathering
from storage.ledger import Ledger
from storage.scope import Scope
from tests.bot.conftest import Calledit
from tests.bot.reports.made import NOW, OPENED, claim, fill, say, settle, someone

NASTY = {
    "=1+1": "=cmd|' /C calc'!A0",
    "markup": "<b>Bold</b> & **stars** [red]text[/red]",
    "hebrew": "הגשר ייפתח \u202eעד סוף השנה",
    "emoji": "A 🚀 reaches orbit",
    "lines": 'Two\nlines, a "quote" and a tab\there',
}


@pytest.fixture
def recorded(sqlite_url: str) -> Ledger:
    """Give a ledger with five awkward predictions, four of them resolved."""
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        for n, (tag, statement) in enumerate(NASTY.items()):
            number = claim(session, statement, tags=(tag, "=all"))
            for m, who in enumerate(("Ann", "=Bo", "שרה", "😀 Émile\nNewline")):
                at = OPENED + timedelta(days=10 * m, seconds=n)
                say(session, number, someone(session, who), 0.1 + 0.2 * m, at)
            say(session, number, someone(session, "Reader"), 0.85, basis=Basis.SURVEYED)
            if n < 4:
                outcome = Outcome.parse(("yes", "no", "40%", "ambiguous")[n])
                settle(session, number, outcome, datetime(2026, 1, 2 + n, tzinfo=UTC))
    ledger.close()
    return ledger


def rows(path: Path, header: tuple[str, ...]) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(read_table(stream, header))


def test_the_tables_come_back_as_they_were_stored(
    recorded: Ledger, inside: Calledit, tmp_path: Path
) -> None:
    ran = inside("export", "out")
    assert (ran.code, ran.err) == (0, "")
    assert "forecasts.csv: 25 rows" in ran.out
    forecasts = rows(tmp_path / "out/forecasts.csv", FORECASTS.header)
    assert {row["statement"] for row in forecasts} == set(NASTY.values())
    assert {row["forecaster"] for row in forecasts} >= {"=Bo", "שרה", "😀 Émile\nNewline"}
    assert {row["outcome"] for row in forecasts} == {"yes", "no", "0.4", "ambiguous", ""}
    scored = [row for row in forecasts if row["outcome"] in ("yes", "no", "0.4")]
    assert all(row["brier"] and row["log_score"] and row["weight"] for row in scored)
    assert not any(row["brier"] for row in forecasts if row not in scored)
    assert len(rows(tmp_path / "out/resolutions.csv", RESOLUTIONS.header)) == 4
    assert len(rows(tmp_path / "out/scores.csv", SCORES.header)) == 15
    bins = rows(tmp_path / "out/calibration.csv", CALIBRATION.header)
    assert {row["scale"] for row in bins} == {"stated", "implied"}
    assert {row["tag"] for row in bins} == {"", "=all", "=1+1", "markup", "hebrew"}


def test_every_row_has_a_cell_for_each_column(recorded: Ledger) -> None:
    """Columns stand in predictions/interchange/columns.py, cells in bot/reports: both have one order."""
    everything = Export(scope=Scope(), now=NOW)
    with recorded.read() as session:
        for table in TABLES:
            cells = {len(row) for row in exported(session, table, everything)}
            assert cells <= {len(table.columns)}, table.name


def test_a_resolution_names_the_evidence_it_rests_on(
    inside: Calledit, sqlite_url: str, tmp_path: Path
) -> None:
    inside("predict", "Rain falls", "--by", "2030")
    seen = [
        Evidence(source_id=None, url=None, title=name, text=name, seen_at=OPENED) for name in "ab"
    ]
    ledger = Ledger(sqlite_url)
    with ledger.write() as session:
        numbers = [str(each.id) for each in gathering.add_evidence(session, seen)]
    ledger.close()
    assert inside("resolve", "1", "yes", *(f"--evidence={number}" for number in numbers)).code == 0
    inside("reopen", "1")
    inside("export", "out")
    versions = rows(tmp_path / "out/resolutions.csv", RESOLUTIONS.header)
    assert [row["evidence_ids"] for row in versions] == [";".join(numbers), ""]


def test_no_cell_is_a_formula(recorded: Ledger, inside: Calledit, tmp_path: Path) -> None:
    inside("export", "out")
    for table in TABLES:
        with (tmp_path / "out" / table.name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                texts = [row[c.name] for c in table.columns if c.holds == "text"]
                assert not [text for text in texts if text.startswith(("=", "+", "-", "@"))]


def test_an_empty_record_gives_headers(inside: Calledit, tmp_path: Path) -> None:
    ran = inside("export", "out")
    assert ran.code == 0
    for table in TABLES:
        text = (tmp_path / "out" / table.name).read_bytes().decode()
        assert text == ",".join(table.header) + "\r\n"


def test_scopes_and_bases(recorded: Ledger, inside: Calledit, tmp_path: Path) -> None:
    inside("export", "ann", "--forecaster", "Ann")
    assert {r["forecaster"] for r in rows(tmp_path / "ann/forecasts.csv", ())} == {"Ann"}
    inside("export", "implied", "--basis", "implied")
    assert {r["basis"] for r in rows(tmp_path / "implied/forecasts.csv", ())} == {"surveyed"}
    inside("export", "stated", "--basis", "stated", "--since", "2026-01-03")
    found = rows(tmp_path / "stated/forecasts.csv", ())
    assert {r["basis"] for r in found} == {"stated"}
    assert {r["outcome"] for r in found} == {"no", "0.4", "ambiguous"}


def test_files_that_are_there_stay_unless_forced(
    recorded: Ledger, inside: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/scores.csv").write_text("mine")
    ran = inside("export", "out")
    assert ran.code == 1
    assert "scores.csv exists" in ran.err
    assert "--force" in ran.err
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["scores.csv"]
    assert (tmp_path / "out/scores.csv").read_text() == "mine"
    assert inside("export", "out", "--force").code == 0
    assert (tmp_path / "out/scores.csv").read_text() != "mine"


def test_a_folder_that_cannot_be_written(
    recorded: Ledger, inside: Calledit, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    ran = inside("export", "file/out")
    assert ran.code == 1
    assert "file" in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    from bot.reports.files import whole

    with pytest.raises(OSError, match="No space left"), whole(tmp_path / "a.csv") as stream:
        stream.write(b"half")
        stream.flush()
        with Path("/dev/full").open("wb", buffering=0) as full:
            os.dup2(full.fileno(), stream.fileno())
        stream.write(b"x" * 100_000)
        stream.flush()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash for its ulimit")
@pytest.mark.parametrize("command", ["export out", "report --html r.html", "report --csv r.csv"])
def test_a_write_that_is_cut_short_leaves_nothing(
    sqlite_url: str, environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    ledger = Ledger(sqlite_url)
    fill(ledger, predictions=600, forecasts=2_000)
    ledger.close()
    folder = tmp_path / "here"
    folder.mkdir()
    ran = subprocess.run(
        ["bash", "-c", f"ulimit -f 64; exec {sys.executable} -m bot.cli {command}"],
        env=environment,
        cwd=folder,
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 1
    assert re.fullmatch(r"Error: file too large: [\w/]+\.\w+", ran.stderr.decode().splitlines()[-1])
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_somebody_faster_is_not_overwritten(tmp_path: Path) -> None:
    from bot.reports.files import FileInTheWay, whole

    path = tmp_path / "a.csv"
    with pytest.raises(FileInTheWay), whole(path) as stream:
        stream.write(b"ours")
        path.write_text("theirs")
    assert path.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--since", "2026-02-01", "--until", "2026-01-01"), "is not after 2026-02-01"),
        (("--since", "soon"), "'soon' is not a day; write 2026-01-01"),
        (("--tag", "markdown"), "did you mean markup?"),
        (("--forecaster", "an"), "did you mean Ann?"),
        (("--forecaster", "Zzzz"), "there is no forecaster 'Zzzz'"),
    ],
)
def test_what_cannot_be_asked_for(
    recorded: Ledger, inside: Calledit, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = inside("export", "out", *arguments)
    assert ran.code == 1
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_pandas_reads_the_tables_rightly(
    recorded: Ledger, inside: Calledit, tmp_path: Path
) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    inside("export", "out", "--parquet")
    frame: Any = pandas.read_csv(
        tmp_path / "out/forecasts.csv",
        dtype={"prediction_id": str},
        parse_dates=["forecast_at", "resolved_at", "deadline"],
    )
    assert len(frame) == 25
    assert str(frame["forecast_at"].dt.tz) == "UTC"
    assert frame["probability"].between(0, 1).all()
    assert (frame["brier"].notna() == frame["weight"].notna()).all()
    columns: Any = pandas.read_parquet(tmp_path / "out/forecasts.parquet")
    assert list(columns.columns) == list(FORECASTS.header)
    assert columns["probability"].tolist() == frame["probability"].tolist()
    assert set(columns["forecaster"]) >= {"=Bo"}  # nothing to neutralise where types are real


def test_the_documented_lines_of_pandas_read_moments_of_all_precisions(
    recorded: Ledger, inside: Calledit, tmp_path: Path
) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    with recorded.write() as session:
        now = OPENED + timedelta(days=3, microseconds=123456)  # as every forecast by hand is
        say(session, 1, someone(session, "Ann"), 0.3, now)
    recorded.close()
    inside("export", "record")
    docs = (Path(__file__).parents[3] / "docs/exports.md").read_text(encoding="utf-8")
    said: dict[str, Any] = {}
    exec(docs.split("```python\n")[1].split("```")[0], said)
    for column in ("forecast_at", "resolved_at"):
        assert str(said["forecasts"][column].dt.tz) == "UTC"
    assert set(said["counted"].forecaster) >= {"Ann"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_program_opens_the_tables_rightly(
    recorded: Ledger, inside: Calledit, tmp_path: Path
) -> None:
    inside("export", "out")
    for name in ("forecasts", "calibration"):
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{tmp_path}/profile",
                "--headless",
                "--convert-to",
                # Comma, double quote, UTF-8; in and out as the cells show it.
                "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
                "--infilter=CSV:44,34,76,1,,0,false,true",
                "--outdir",
                str(tmp_path / "opened"),
                str(tmp_path / f"out/{name}.csv"),
            ],
            check=True,
            capture_output=True,
            timeout=110,
        )
        [opened] = (tmp_path / "opened").glob(f"{name}*.csv")
        with (
            (tmp_path / f"out/{name}.csv").open(encoding="utf-8", newline="") as ours,
            opened.open(encoding="utf-8", newline="") as theirs,
        ):
            wrote, read = list(csv.reader(ours)), list(csv.reader(theirs))
        assert [len(row) for row in read] == [len(row) for row in wrote]
        for before, after in zip(wrote, read, strict=True):
            for cell, seen in zip(before, after, strict=True):
                _same(cell, seen)


def _same(cell: str, seen: str) -> None:
    """A number is that number, a moment that moment, a text that text: nothing was calculated."""
    try:
        assert float(seen) == pytest.approx(float(cell), rel=1e-9)
    except ValueError:
        assert "#" not in seen or "#" in cell
        # A spreadsheet may show a moment in its own way, and spaces at the end of lines.
        if cell[:2] != "20":
            assert seen.replace("\r\n", "\n") == cell


def test_json_of_a_schedule_list_is_empty_at_first(inside: Calledit) -> None:
    ran = inside("report", "schedule", "list", "--json")
    assert json.loads(ran.out) == []
