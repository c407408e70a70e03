"""Held-out documents become a gold folder whose labels score themselves perfectly."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from predictions.extraction.training.gold import main, write_gold
from predictions.extraction.training.load import Marked, held_out, strip

SCORER = Path(__file__).parents[3] / "../shared/tools/score_extraction.py"
HEADER = {"published": "2020-05-01", "author": "Ann", "group": "prose", "kind": "note"}


def _document(marked: str) -> Marked:
    text, labels = strip(marked)
    return Marked(file="07_note.md", header=HEADER, text=text, labels=labels)


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_probability_of_a_denied_statement_is_turned_round(tmp_path: Path) -> None:
    marked = "[[No war in 2021]]{no; p=0.9; by=2021-12-31; from=2021-01-01; s=There is a war}"
    write_gold([_document(marked)], tmp_path)
    (row,) = _rows(tmp_path / "gold.jsonl")
    assert (row["probability"], row["p_yes"], row["polarity"]) == (0.9, 0.1, "no")
    assert (row["statement"], row["author"], row["reported"]) == ("There is a war", "Ann", False)
    assert (row["deadline"], row["not_before"]) == ("2021-12-31", "2021-01-01")
    assert row["deadline_from"] == "sentence"


def test_an_inherited_deadline_and_an_unnamed_source_are_said_so(tmp_path: Path) -> None:
    write_gold([_document("They say [[it ends]]{reported; by=2021-12-31; ctx}.")], tmp_path)
    (row,) = _rows(tmp_path / "gold.jsonl")
    assert (row["deadline_from"], row["author"], row["reported"]) == ("context", None, True)


def test_hard_negatives_and_ignored_spans_go_to_their_own_files(tmp_path: Path) -> None:
    write_gold([_document("<<Will it?>>{question} [[Perhaps]]{ignore; note=vague}")], tmp_path)
    (hard,) = _rows(tmp_path / "hard_negatives.jsonl")
    (aside,) = _rows(tmp_path / "ignore.jsonl")
    assert (hard["quote"], hard["reason"]) == ("Will it?", "question")
    assert (aside["start"], aside["why"]) == (9, "vague")
    assert _rows(tmp_path / "gold.jsonl") == []


def test_the_command_writes_every_held_out_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.startswith(f"{len(tuple(held_out()))} documents")
    with (tmp_path / "docs" / "sources.tsv").open(encoding="utf-8", newline="") as handle:
        files = [row["file"] for row in csv.DictReader(handle, delimiter="\t")]
    assert files == [document.file for document in held_out()]
    for row in _rows(tmp_path / "gold.jsonl"):
        text = (tmp_path / "docs" / str(row["doc"])).read_bytes().decode()
        assert text[int(str(row["start"])) : int(str(row["end"]))] == row["quote"]


def test_the_command_without_a_folder_says_how_it_is_used(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.skipif(not SCORER.is_file(), reason="the scorer of the development set is not here")
def test_the_labels_as_predictions_score_one_on_every_rate(tmp_path: Path) -> None:
    gold, found = tmp_path / "gold", tmp_path / "found"
    found.mkdir()
    main([str(gold)])
    for row in _rows(gold / "gold.jsonl"):
        stated = row["probability"] is not None
        basis = "stated" if stated else None
        item = {**row, "probability": row["p_yes"], "basis": basis, "confidence": 1}
        with (found / f"{Path(str(row['doc'])).stem}.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(item) + "\n")
    command = [sys.executable, str(SCORER), str(gold), "--predictions", str(found), "--json"]
    done = subprocess.run(command, capture_output=True, check=True)
    rates = json.loads(done.stdout)["overall"]
    for name in ("f1", "polarity accuracy", "deadline exact, inherited", "condition recall"):
        assert rates[name] == 1.0
    assert rates["explicit probability exact"] == 1.0
    assert rates["hard negatives extracted"] == 0.0
