"""Fit the trained model to real documents: `python -m predictions.extraction.adapt FOLDER [FOLDER ...]`.

Documents that a project writes for itself are not what people publish: ours hold more traps and fewer
plain sentences. This step learns, from labelled real documents in the scorer's format, how much each
*kind* of thing counts there: tenses, windows, cues, places, the company of a clause; and common words,
as far as our own texts have them. Of the documents' own words it carries none, and it does not
remember what they are about.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from predictions.extraction.deciding.company import NAMES, surroundings
from predictions.extraction.deciding.decision import trained
from predictions.extraction.train import HERE, LEXICAL, Read, Span, Text, read, tally
from predictions.extraction.training.load import Label

FOLDS = 5
# Chosen by folds over 282 documents; docs/extraction.md has the figures.
STRENGTH = 0.05  # inverse of the L2 penalty
WORDS = (*LEXICAL, "subject-cue=")  # features that hold words
WORD_SCALE = 1.5  # how freely the weight of a word may move
AT_LEAST = 5  # documents must use a word


def labelled(folder: Path) -> Iterable[Read]:
    """The documents of a gold folder as the engine reads them."""
    rows = [
        line.split("\t") for line in (folder / "docs/sources.tsv").read_text("utf-8").splitlines()
    ]
    for number, row in enumerate(rows[1:]):
        source = dict(zip(rows[0], row, strict=False))
        text = (folder / "docs" / source["file"]).read_bytes().decode("utf-8")
        labels = tuple(
            label
            for name in ("gold", "ignore")  # a hard negative is a negative like any other
            for label in _labels(folder / f"{name}.jsonl", source["file"])
        )
        yield read(
            Text(
                source["group"], number % FOLDS, True, text,
                date.fromisoformat(source["doc_date"]), source["author"], None, labels,
            )
        )  # fmt: skip


def _labels(path: Path, file: str) -> Iterable[tuple[Span, Label]]:
    for line in path.read_text("utf-8").split("\n"):
        row = json.loads(line) if line else {}
        if row.get("doc") == file:
            core = row.get("tier") == "core"
            span = (int(row["start"]), int(row["end"]))
            flags = frozenset() if core else frozenset({"soft"})
            yield span, Label(start=span[0], end=span[1], quote="", flags=flags)


class Adapted:
    """The first model, with what real documents say of each kind of thing."""

    def __init__(self, found: Sequence[Read]) -> None:
        self.words = _common_words(found)
        self.vectors = DictVectorizer()
        rows = [
            (self._row(names), right)
            for reading in found
            for names, right, clear in zip(reading.names, reading.right, reading.clear, strict=True)
            if clear
        ]
        inputs = self.vectors.fit_transform([row for row, _ in rows])
        self.model = LogisticRegression(C=STRENGTH, max_iter=3000)
        self.model.fit(inputs, [right for _, right in rows])

    def _row(self, names: Sequence[str]) -> dict[str, float]:
        row = {name: _scale(name) for name in names if _scale(name) == 1 or name in self.words}
        return row | {"self": _SELF * trained().score(names)}

    def scores(self, reading: Read) -> list[float]:
        """The log odds of the clauses of a document."""
        if not reading.names:
            return []
        inputs = self.vectors.transform([self._row(names) for names in reading.names])
        return [float(score) for score in self.model.decision_function(inputs)]

    def weights(self) -> dict[str, float]:
        """The weights by name, without those too small to matter."""
        pairs = zip(self.vectors.get_feature_names_out(), self.model.coef_[0], strict=True)
        rounded = {name: round(float(x) * _scale(name), 3) for name, x in pairs if name != "self"}
        return {name: value for name, value in sorted(rounded.items()) if abs(value) >= 0.005}

    def scale(self) -> float:
        """How much the first model's word counts."""
        index = list(self.vectors.get_feature_names_out()).index("self")
        return round(float(self.model.coef_[0][index]) * _SELF, 4)


def _scale(name: str) -> float:
    return WORD_SCALE if name.startswith(WORDS) else 1.0


def _common_words(found: Sequence[Read]) -> set[str]:
    """The words of our own texts that several documents use."""
    uses = Counter(
        name
        for reading in found
        for name in {name for names in reading.names for name in names if name.startswith(WORDS)}
    )
    return {name for name, count in uses.items() if count >= AT_LEAST} & trained().weights.keys()


_SELF = 2.0  # so that the penalty hardly holds back what the first model says


def unseen_scores(found: Sequence[Read]) -> list[list[float]]:
    """The scores of every document by a model that has not seen it."""
    models = [Adapted([r for r in found if r.source.fold != fold]) for fold in range(FOLDS)]
    return [models[reading.source.fold].scores(reading) for reading in found]


def fit_company(found: Sequence[Read], scores: Sequence[Sequence[float]]) -> Any:
    """The second model: a clause among its company."""
    rows, right = [], []
    for reading, mine in zip(found, scores, strict=True):
        inputs = surroundings(reading.document, reading.proposals, mine)
        for row, is_right, clear in zip(inputs, reading.right, reading.clear, strict=True):
            if clear:
                rows.append(row[1:])
                right.append(is_right)
    return LogisticRegression(C=1.0, max_iter=3000).fit(np.array(rows), right)


def among_company(fitted: Any, reading: Read, scores: Sequence[float]) -> list[float]:
    """The confidence in every proposal of a document."""
    rows = surroundings(reading.document, reading.proposals, scores)
    return [float(x) for x in fitted.predict_proba(np.array(rows)[:, 1:])[:, 1]] if rows else []


_WORTH = 0.003  # of F1: what a surer find may cost


def best_threshold(found: Sequence[Read], sure: Sequence[Sequence[float]]) -> float:
    """The confidence from which accepting finds most at the least cost (F1); the surest of equals."""
    f1 = {number / 100: tally(found, sure, number / 100).f1 for number in range(25, 61)}
    return max(t for t, value in f1.items() if value >= max(f1.values()) - _WORTH)


def adapt(found: Sequence[Read]) -> dict[str, object]:
    """Everything that real documents add to the trained model."""
    scores = unseen_scores(found)
    company = fit_company(found, scores)
    sure = [among_company(company, r, mine) for r, mine in zip(found, scores, strict=True)]
    threshold = best_threshold(found, sure)
    sys.stdout.write(report(found, sure, threshold))
    whole = Adapted(found)
    values = [company.intercept_[0], *company.coef_[0]]
    return {
        "threshold": threshold,
        "company": {name: round(float(x), 4) for name, x in zip(NAMES, values, strict=True)},
        "scale": whole.scale(),
        "bias": round(float(whole.model.intercept_[0]), 4),
        "weights": whole.weights(),
    }


def report(found: Sequence[Read], sure: Sequence[Sequence[float]], threshold: float) -> str:
    """How it does on documents that it was not fitted to."""
    lines = [f"accepted from {threshold}"]
    pairs = list(zip(found, sure, strict=True))
    for group in ("list", "prose", "reported", "negative", "all"):
        mine = [(r, s) for r, s in pairs if group in (r.source.genre, "all")]
        lines.append(f"{group:10} {tally([r for r, _ in mine], [s for _, s in mine], threshold)}")
    return "\n".join(lines) + "\n"


def main(folders: Sequence[str]) -> int:
    """Fit and write the result into the package."""
    if not folders:
        sys.stderr.write(
            "Name at least one folder of labelled documents (docs/, gold.jsonl, ...).\n"
        )
        return 2
    found = [reading for folder in folders for reading in labelled(Path(folder))]
    (HERE / "adaptation.json").write_text(json.dumps(adapt(found), indent=0) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
