"""Write marked documents as the gold folder that the scorer of the development set reads.

`python -m predictions.extraction.training.gold FOLDER` writes the held-out documents.
"""

import csv
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from predictions.extraction.training.load import Label, Marked, held_out

COLUMNS = [
    "file",
    "group",
    "kind",
    "doc_date",
    "author",
    "source",
    "licence",
    "words",
    "chars",
    "sha256",
    "note",
]  # as in its tsv


def write_gold(documents: Sequence[Marked], folder: Path) -> str:
    """Write docs/, docs/sources.tsv and the three label files; return what was written."""
    (folder / "docs").mkdir(parents=True, exist_ok=True)
    gold: list[dict[str, object]] = []
    aside: list[dict[str, object]] = []
    hard: list[dict[str, object]] = []
    for document in documents:
        (folder / "docs" / document.file).write_bytes(document.text.encode())
        found = [label for label in document.labels if label.hard_negative is None]
        kept = [label for label in found if label.tier != "ignore"]
        gold += [gold_row(document, n, label) for n, label in enumerate(kept, 1)]
        aside += [
            {**_place(document, label), "why": label.word("note") or "neutral"}
            for label in found
            if label.tier == "ignore"
        ]
        hard += [
            {**_place(document, label), "is_forecast": False, "reason": label.hard_negative}
            for label in document.labels
            if label.hard_negative is not None
        ]
    _write_lines(folder / "gold.jsonl", gold)
    _write_lines(folder / "ignore.jsonl", aside)
    _write_lines(folder / "hard_negatives.jsonl", hard)
    _write_sources(folder / "docs" / "sources.tsv", documents)
    return (
        f"{len(documents)} documents, {len(gold)} labels "
        f"({sum(row['tier'] == 'core' for row in gold)} core), {len(hard)} hard negatives\n"
    )


def gold_row(document: Marked, number: int, label: Label) -> dict[str, object]:
    """One line of gold.jsonl, with the fields of the label guide."""
    p_yes = label.p
    if p_yes is not None and label.polarity == "no":
        p_yes = round(1 - p_yes, 6)
    stated = "context" if "ctx" in label.flags else "sentence"
    reported = "reported" in label.flags
    return {
        "id": f"{document.file.split('_')[0]}-{number:03}",
        **_place(document, label),
        "statement": label.word("s") or label.quote,
        "polarity": label.polarity,
        "deadline": label.by.isoformat() if label.by else None,
        "not_before": label.not_before.isoformat() if label.not_before else None,
        "deadline_from": stated if label.by else None,
        "deadline_alt": [day.isoformat() for day in label.alternatives],
        "deadline_fuzzy": "fuzzy" in label.flags,
        "probability": label.p,
        "p_yes": p_yes,
        "phrase": label.word("cue"),
        "condition": label.word("if"),
        "is_forecast": True,
        "author": label.word("author") or (None if reported else document.header["author"]),
        "reported": reported,
        "tier": label.tier,
        "force": label.word("force") or "asserted",
        "dup_of": None,
        "made": label.made.isoformat() if label.made else None,
        "outcome": label.word("outcome"),
        "note": label.word("note"),
    }


def _place(document: Marked, label: Label) -> dict[str, object]:
    return {
        "doc": document.file,
        "quote": label.quote,
        "start": label.start,
        "end": label.end,
    }


def _write_lines(path: Path, rows: Iterable[dict[str, object]]) -> None:
    path.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )


def _write_sources(path: Path, documents: Iterable[Marked]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        table = csv.DictWriter(handle, COLUMNS, delimiter="\t", lineterminator="\n")
        table.writeheader()
        for document in documents:
            header = document.header
            table.writerow(
                {
                    "file": document.file,
                    "group": header["group"],
                    "kind": header["kind"],
                    "doc_date": header["published"],
                    "author": header["author"],
                    "source": "written for this project",
                    "licence": "as the project",
                    "words": len(document.text.split()),
                    "chars": len(document.text),
                    "sha256": hashlib.sha256(document.text.encode()).hexdigest(),
                    "note": "",
                }
            )


def main(arguments: Sequence[str]) -> int:
    """Write the gold folder that the one argument names."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m predictions.extraction.training.gold FOLDER\n")
        return 2
    sys.stdout.write(write_gold(tuple(held_out()), Path(arguments[0])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
