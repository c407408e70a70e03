"""Fit what the base rate of a text says of its finds: `python -m predictions.extraction.fit_base_rate`.

It reads `training/finds.csv`: what the engine knew of finds in labelled documents, which forecast a lot,
and in ordinary public ones, which hardly do, and whether each was a forecast. No text stands there.

`--labelled FOLDER ... --judged FOLDER ...` writes that table anew first. In a labelled folder (the scorer's
format) every find that takes no label is wrong; in a judged one only finds that take a label, or stand in
`hard_negatives.jsonl`, count. None of these documents may be one that the other models were fitted to.
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from predictions.extraction.deciding.accepting import first_pass
from predictions.extraction.deciding.base_rate import Find, evidence
from predictions.extraction.engine import as_read
from predictions.extraction.train import HERE, Span, takes

FINDS = HERE / "training/finds.csv"
STRENGTH = 0.3  # inverse of the L2 penalty
# What is surer is taken: F1 on the labelled documents is highest there (docs/extraction-measured.md has the figures).
LEAST = 0.25

Row = tuple[dict[str, float], bool]
# Columns of the table; the cues of a find share one.
_NUMBERS = ("odds", "by form", "ahead", "rate")


def rows(table: Path) -> list[Row]:
    """The finds of a table: what was known of each, and whether it was a forecast."""
    with table.open(encoding="utf-8", newline="") as lines:
        return [
            (
                {name: float(line[name]) for name in _NUMBERS}
                | {f"cue {kind}": 1.0 for kind in line["cues"].split()},
                line["forecast"] == "1",
            )
            for line in csv.DictReader(lines)
        ]


def fitted(found: Sequence[Row]) -> dict[str, object]:
    """The weights of what is known of a find."""
    vectors = DictVectorizer()
    inputs = vectors.fit_transform([known for known, _ in found])
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(inputs, [right for _, right in found])
    names = vectors.get_feature_names_out()
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "least": LEAST,
        "weights": {n: round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True)},
    }


def finds(folder: Path, *, judged: bool) -> Iterator[Row]:
    """The finds of a folder of which it is known what they are."""
    labels = _spans(folder)
    with (folder / "docs/sources.tsv").open(encoding="utf-8", newline="") as lines:
        sources = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for source in sources:
        name = source["file"]
        text = (folder / "docs" / name).read_bytes().decode("utf-8")
        published = date.fromisoformat(source["doc_date"]) if source["doc_date"] else None
        document, back = as_read(
            text, published=published, author=source["author"] or None, title=None
        )
        found: list[Find] = first_pass(document)[1]
        for find, known in zip(found, evidence(document, found), strict=True):
            span = back((find.proposal.start, find.proposal.end))
            right, aside, wrong = (labels[tier].get(name, []) for tier in _TIERS)
            if any(takes(span, label) for label in right):
                yield known, True
            elif (judged and any(takes(span, label) for label in wrong)) or (
                not judged and not _touches(span, right + aside)
            ):
                yield known, False


_TIERS = ("core", "aside", "wrong")


def _spans(folder: Path) -> dict[str, dict[str, list[Span]]]:
    """The spans of labels by what they are, and by document."""
    found: dict[str, dict[str, list[Span]]] = {tier: {} for tier in _TIERS}
    for name in ("gold", "ignore", "hard_negatives"):
        for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines():
            row = json.loads(line)
            tier = "core" if row.get("tier") == "core" else "aside"
            by_document = found["wrong" if name == "hard_negatives" else tier]
            by_document.setdefault(row["doc"], []).append((int(row["start"]), int(row["end"])))
    return found


def _touches(span: Span, labels: Iterable[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in labels)


def write(found: Iterable[Row], table: Path) -> None:
    """Write finds into a table that `rows` reads."""
    with table.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow((*_NUMBERS, "cues", "forecast"))
        for known, right in found:
            cues = " ".join(sorted(n.removeprefix("cue ") for n in known if n.startswith("cue ")))
            writer.writerow([*(f"{known[name]:.5g}" for name in _NUMBERS), cues, int(right)])


def main(arguments: Sequence[str]) -> int:
    """Fit, and write the weights into the package."""
    folders: dict[str, list[Path]] = {"--labelled": [], "--judged": []}
    into: list[Path] | None = None
    for argument in arguments:
        if argument in folders:
            into = folders[argument]
        elif into is None:
            sys.stderr.write(f"{argument}: say --labelled or --judged before a folder.\n")
            return 2
        else:
            into.append(Path(argument))
    if any(folders.values()):
        write(
            (
                find
                for option, named in folders.items()
                for folder in named
                for find in finds(folder, judged=option == "--judged")
            ),
            FINDS,
        )
    (HERE / "base_rate.json").write_text(json.dumps(fitted(rows(FINDS)), indent=0) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
