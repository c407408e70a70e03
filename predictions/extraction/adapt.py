"""Fit the trained model to real documents: `python -m predictions.extraction.adapt FOLDER ... [--clauses FOLDER ...]`.

Documents that a project writes for itself are not what people publish: ours hold more traps and fewer
plain sentences. This step learns, from labelled real documents in the scorer's format, how much each
*kind* of thing counts there: tenses, windows, cues, places, the company of a clause; and common words,
in the clause and in the whole document, as far as our own texts have them. Of the documents' own words
it carries none, and it does not remember what they say.

In the folders behind `--clauses` only the clauses that the engine proposed were judged, forecast or not.
They teach what a forecast looks like, but not how many are missed: company and threshold are fitted without them.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from predictions.extraction.deciding.company import NAMES, surroundings
from predictions.extraction.deciding.decision import trained
from predictions.extraction.deciding.matter import matter
from predictions.extraction.train import HERE, LEXICAL, Read, Span, Text, read, tally, texts
from predictions.extraction.training.load import Label
from predictions.extraction.words.lexicon import separated

FOLDS = 5
# Chosen by folds over 430 documents and 1,960 of which the clauses were judged, no site in two
# folds; docs/extraction-measured.md has the figures.
STRENGTH = 0.05  # inverse of the L2 penalty
WORDS = (*LEXICAL, "subject-cue=")  # features that hold words
WORD_SCALE = 1.5  # how freely the weight of a word in the clause may move
AT_LEAST = 5  # documents must use such a word
MATTER_SCALE = 4.0  # the same of a word in the document
MATTER_AT_LEAST = 30
MATTER_AT_MOST = 0.8  # of the documents
CLAUSES_WEIGHT = 0.7  # how much a clause counts whose document was not labelled as a whole


def labelled(folder: Path) -> Iterable[Read]:
    """The documents of a gold folder as the engine reads them."""
    rows = [
        line.split("\t") for line in (folder / "docs/sources.tsv").read_text("utf-8").splitlines()
    ]
    labels = _labels(folder)
    for number, row in enumerate(rows[1:]):
        source = dict(zip(rows[0], row, strict=False))
        text = (folder / "docs" / source["file"]).read_bytes().decode("utf-8")
        yield read(
            Text(
                source["group"], number % FOLDS, True, text,
                date.fromisoformat(source["doc_date"]), source["author"] or None, None,
                tuple(labels.get(source["file"], ())),
            )
        )  # fmt: skip


def _labels(folder: Path) -> dict[str, list[tuple[Span, Label]]]:
    """The labels by document; a hard negative is a negative like any other."""
    found: dict[str, list[tuple[Span, Label]]] = {}
    for name in ("gold", "ignore"):
        for line in (folder / f"{name}.jsonl").read_text("utf-8").split("\n"):
            if not line:
                continue
            row = json.loads(line)
            core = row.get("tier") == "core"
            span = (int(row["start"]), int(row["end"]))
            flags = frozenset() if core else frozenset({"soft"})
            label = Label(start=span[0], end=span[1], quote="", flags=flags)
            found.setdefault(row["doc"], []).append((span, label))
    return found


class Adapted:
    """The first model, with what real documents say of each kind of thing."""

    def __init__(self, found: Sequence[Read], clauses: Sequence[Read] = ()) -> None:
        every = [*found, *clauses]
        self.words = _common_words(every)
        self.vectors, self.matter = DictVectorizer(), DictVectorizer()
        self.vectors.fit([self._row(names) for reading in every for names in reading.names])
        self.matter.fit([dict.fromkeys(_common_matter(every), 1.0)])
        inputs = vstack([self._inputs(reading) for reading in every if reading.names], "csr")
        clear = np.array([clear for reading in every for clear in reading.clear])
        right = np.array([right for reading in every for right in reading.right])
        weight = np.array(
            [
                1.0 if i < len(found) else CLAUSES_WEIGHT
                for i, r in enumerate(every)
                for _ in r.names
            ]
        )
        self.model = LogisticRegression(C=STRENGTH, max_iter=3000)
        self.model.fit(inputs[clear], right[clear], sample_weight=weight[clear])

    def _row(self, names: Sequence[str]) -> dict[str, float]:
        row = {name: _scale(name) for name in names if _scale(name) == 1 or name in self.words}
        return row | {"self": _SELF * trained().score(names)}

    def _inputs(self, reading: Read) -> Any:
        """One line for each clause: what is seen of it, and the words of its document."""
        clauses = self.vectors.transform([self._row(names) for names in reading.names])
        about = self.matter.transform([matter(reading.document)]) * MATTER_SCALE
        return hstack([clauses, csr_matrix(about)[np.zeros(len(reading.names), int)]], "csr")

    def scores(self, reading: Read) -> list[float]:
        """The log odds of the clauses of a document."""
        if not reading.names:
            return []
        return [float(score) for score in self.model.decision_function(self._inputs(reading))]

    def fitted(self) -> dict[str, object]:
        """The bias and the weights by name, without those too small to matter."""
        names, about = self.vectors.get_feature_names_out(), self.matter.get_feature_names_out()
        weights = [float(x) for x in self.model.coef_[0]]
        clause = {name: x * _scale(name) for name, x in zip(names, weights, strict=False)}
        document = dict(zip(about, (x * MATTER_SCALE for x in weights[len(names) :]), strict=True))
        return {
            "scale": round(clause.pop("self") * _SELF, 4),
            "bias": round(float(self.model.intercept_[0]), 4),
            "matter": _rounded(document, 2, 0.05),
            "weights": _rounded(clause, 3, 0.005),
        }


def _rounded(weights: dict[str, float], digits: int, least: float) -> dict[str, float]:
    return {n: round(x, digits) for n, x in sorted(weights.items()) if abs(x) >= least}


def _scale(name: str) -> float:
    return WORD_SCALE if name.startswith(WORDS) else 1.0


def _common_words(found: Sequence[Read]) -> set[str]:
    """The words of our own texts that several documents use in clauses."""
    uses = Counter(
        name
        for reading in found
        for name in {name for names in reading.names for name in names if name.startswith(WORDS)}
    )
    return {name for name, count in uses.items() if count >= AT_LEAST} & trained().weights.keys()


def _common_matter(found: Sequence[Read]) -> set[str]:
    """The words of our own texts that many documents use, but not nearly all."""
    uses = Counter(word for reading in found for word in set(reading.document.words.split()))
    most = MATTER_AT_MOST * len(found)
    return {word for word, count in uses.items() if MATTER_AT_LEAST <= count <= most} & _ours()


@cache
def _ours() -> frozenset[str]:
    """The words of our own texts."""
    return frozenset(word for text in texts() for word in separated(text.text.lower()).split())


_SELF = 2.0  # so that the penalty hardly holds back what the first model says


def unseen_scores(found: Sequence[Read], clauses: Sequence[Read] = ()) -> list[list[float]]:
    """The scores of every document by a model that has not seen it."""
    models = [Adapted([r for r in found if r.source.fold != f], clauses) for f in range(FOLDS)]
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


_ALIKE = 0.002  # of F1: thresholds that differ by no more are as good as each other


def best_threshold(found: Sequence[Read], sure: Sequence[Sequence[float]]) -> float:
    """The confidence from which accepting finds most at the least cost (F1).

    The last of those alike: on documents that nobody has read more proposals are wrong than on those it is fitted to.
    On 240 that no fit has seen F1 was best there, with a third fewer false finds in texts without forecasts.
    """
    f1 = {number / 100: tally(found, sure, number / 100).f1 for number in range(25, 61)}
    alike = [t for t, value in f1.items() if value >= max(f1.values()) - _ALIKE]
    return alike[-1]


def adapt(found: Sequence[Read], clauses: Sequence[Read] = ()) -> dict[str, object]:
    """Everything that real documents add to the trained model."""
    scores = unseen_scores(found, clauses)
    company = fit_company(found, scores)
    sure = [among_company(company, r, mine) for r, mine in zip(found, scores, strict=True)]
    threshold = best_threshold(found, sure)
    sys.stdout.write(report(found, sure, threshold))
    values = [company.intercept_[0], *company.coef_[0]]
    return {
        "threshold": threshold,
        "company": {name: round(float(x), 4) for name, x in zip(NAMES, values, strict=True)},
        **Adapted(found, clauses).fitted(),
    }


def report(found: Sequence[Read], sure: Sequence[Sequence[float]], threshold: float) -> str:
    """How it does on documents that it was not fitted to."""
    lines = [f"accepted from {threshold}"]
    pairs = list(zip(found, sure, strict=True))
    for group in ("list", "prose", "reported", "negative", "all"):
        mine = [(r, s) for r, s in pairs if group in (r.source.genre, "all")]
        lines.append(f"{group:10} {tally([r for r, _ in mine], [s for _, s in mine], threshold)}")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Fit and write the result into the package."""
    at = arguments.index("--clauses") if "--clauses" in arguments else len(arguments)
    whole, judged = arguments[:at], arguments[at + 1 :]
    if not whole:
        sys.stderr.write(
            "Name at least one folder of labelled documents (docs/, gold.jsonl, ...).\n"
        )
        return 2
    found, clauses = (
        [r for name in names for r in labelled(Path(name))] for names in (whole, judged)
    )
    fitted = adapt(found, clauses)
    (HERE / "adaptation.json").write_text(json.dumps(fitted, indent=0) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
