"""Train the decision model on the project's own corpus: `python -m predictions.extraction.train`.

Reproducible: no randomness, the corpus in file order, weights rounded. scikit-learn is a
development dependency; nothing here is imported at run time.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from predictions.extraction.document import read_document
from predictions.extraction.features import features
from predictions.extraction.proposals import propose
from predictions.extraction.vetoes import vetoed

HERE = Path(__file__).parent
_MARK = re.compile(r"\[\[(.*?)\]\](?:\{([^}]*)\})?", re.DOTALL)
_HARD = re.compile(r"<<(.*?)>>(?:\{[^}]*\})?", re.DOTALL)
STRENGTH = 0.2  # inverse of the L2 penalty, chosen by the folds over genres
AT_LEAST = 2  # a feature must be seen that often


@dataclass(frozen=True, slots=True)
class Passage:
    """Some lines of the corpus as one small document, with the spans of its forecasts."""

    genre: str
    text: str
    published: date | None
    title: str | None
    core: tuple[tuple[int, int], ...]
    neutral: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One proposal of the engine on the corpus."""

    genre: str
    features: tuple[str, ...]
    positive: bool
    text: str


def passages(folder: Path) -> Iterator[Passage]:
    """The passages of every genre."""
    for path in sorted(folder.glob("*.txt")):
        keys: dict[str, str] = {}
        lines: list[str] = []
        for line in [*path.read_text("utf-8").split("\n"), ""]:
            if line.startswith("# ") and "=" in line:
                key, _, value = line[2:].partition("=")
                keys[key.strip()] = value.strip()
            if not line.strip() or line.startswith(("## ", "# ")):
                if lines:
                    yield _passage(path.stem, lines, keys)
                lines = []
            else:
                lines.append(line.removeprefix("\\"))


def _passage(genre: str, lines: list[str], keys: dict[str, str]) -> Passage:
    marked = _HARD.sub(lambda m: m[1], "".join(line + _joint(line) for line in lines))
    text = ""
    core: list[tuple[int, int]] = []
    neutral: list[tuple[int, int]] = []
    position = 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        span = (len(text), len(text) + len(match[1]))
        text += match[1]
        kinds = {part.strip() for part in (match[2] or "").split(";")}
        (neutral if kinds & {"soft", "ignore", "table"} else core).append(span)
        position = match.end()
    text += marked[position:]
    published = date.fromisoformat(keys["published"]) if "published" in keys else None
    return Passage(genre, text, published, keys.get("title"), tuple(core), tuple(neutral))


def _joint(line: str) -> str:
    """Lines are sentences or comments of their own: none runs on into the next."""
    item = line.lstrip().startswith(("- ", "* ", "|", ">", "#")) or line.lstrip()[:1].isdigit()
    return "\n" if item or re.search(r"[.!?][\"')\]]*(?:\{[^}]*\})?$", line) else "\n\n"


def _takes(span: tuple[int, int], label: tuple[int, int]) -> bool:
    size = label[1] - label[0]
    shared = min(span[1], label[1]) - max(span[0], label[0])
    return shared >= max(1, 0.5 * size) and span[1] - span[0] <= 3 * size + 80


def examples(folder: Path) -> tuple[list[Example], Counter[str]]:
    """The engine's proposals on the corpus with their labels, and how much of it they reach."""
    found: list[Example] = []
    seen: Counter[str] = Counter()
    for passage in passages(folder):
        document = read_document(
            passage.text, published=passage.published, author=None, title=passage.title
        )
        reached = set()
        for proposal in propose(document):
            if vetoed(document, proposal) or proposal.form == "listed" or proposal.clause.rides:
                continue
            span = (proposal.start, proposal.end)
            taken = [label for label in passage.core if _takes(span, label)]
            touched = [
                label
                for label in (*passage.core, *passage.neutral)
                if min(span[1], label[1]) > max(span[0], label[0])
            ]
            if touched and not taken:
                continue
            reached |= set(taken)
            found.append(
                Example(
                    passage.genre,
                    tuple(features(document, proposal)),
                    bool(taken),
                    passage.text[slice(*span)],
                )
            )
        seen.update(labels=len(passage.core), reached=len(reached))
        seen.update(
            {f"{passage.genre} labels": len(passage.core), f"{passage.genre} reached": len(reached)}
        )
        if "-v" in sys.argv:
            for label in passage.core:
                if label not in reached:
                    print("MISSED", passage.genre, repr(passage.text[slice(*label)]))  # noqa: T201
    return found, seen


# Words carry over less than kinds of words: they are penalised harder by being scaled down.
LEXICAL = ("w=", "b=", "lead=", "tail=", "first=", "cue-after=", "cue-before=", "word-verb=")
LEXICAL_SCALE = 0.5


def _scale(name: str) -> float:
    return LEXICAL_SCALE if name.startswith(LEXICAL) else 1.0


# The corpus drills the traps: of its bare "will" clauses (no window) a quarter are forecasts, in
# documents most are. Such negatives weigh less, so that the model learns to tell them apart
# without learning that a bare "will" is rare.
TRAP_WEIGHT = 0.33


def weight_of(example: Example) -> float:
    """How much an example counts."""
    names = set(example.features)
    bare = ("in=will" in names or "in=going" in names) and not any(
        n.startswith("window=own") for n in names
    )
    return TRAP_WEIGHT if bare and not example.positive else 1.0


def _matrix(found: list[Example]) -> tuple[DictVectorizer, list[dict[str, float]]]:
    counts = Counter(name for example in found for name in set(example.features))
    kept = {name for name, count in counts.items() if count >= AT_LEAST}
    return DictVectorizer(), [
        {name: _scale(name) for name in example.features if name in kept} for example in found
    ]


def train(folder: Path = HERE / "training") -> dict[str, object]:
    """The weights, and the slope and offset that make the score a calibrated probability."""
    found, seen = examples(folder)
    vectors, rows = _matrix(found)
    inputs = vectors.fit_transform(rows)
    labels = np.array([example.positive for example in found])
    genres = np.array([example.genre for example in found])
    weight = np.array([weight_of(example) for example in found])
    scores = np.zeros(len(found))
    for genre in sorted(set(genres)):
        inside = genres == genre
        model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(
            inputs[~inside], labels[~inside], weight[~inside]
        )
        scores[inside] = model.decision_function(inputs[inside])
    report(found, labels, scores, genres, seen)
    platt = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), labels, weight)
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(inputs, labels, weight)
    weights = {
        name: round(float(weight) * _scale(name), 3)
        for name, weight in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(weight) * _scale(name) >= 0.01
    }
    return {
        "bias": round(float(model.intercept_[0]), 4),
        "slope": round(float(platt.coef_[0][0]), 4),
        "offset": round(float(platt.intercept_[0]), 4),
        "weights": dict(sorted(weights.items())),
    }


def report(
    found: list[Example],
    labels: np.ndarray,
    scores: np.ndarray,
    genres: np.ndarray,
    seen: Counter[str],
) -> None:
    """Print how the model does on genres it was not trained on."""
    for genre in [*sorted(set(genres)), None]:
        inside = np.ones(len(found), bool) if genre is None else genres == genre
        said = scores[inside] > 0
        right = int((said & labels[inside]).sum())
        total = seen["labels" if genre is None else f"{genre} labels"]
        2 * right / max(1, int(said.sum()) + total)
    if "-e" in sys.argv:
        for example, label, score in sorted(
            zip(found, labels, scores, strict=True), key=lambda x: x[2]
        ):
            if label != (score > 0):
                print(f"{score:6.2f} {'POS' if label else 'neg'} {example.genre}: {example.text!r}")  # noqa: T201


def main() -> None:
    """Train and write the weights into the package."""
    model = train()
    (HERE / "weights.json").write_text(
        json.dumps(model, indent=0, ensure_ascii=False) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
