"""Train the decision model on the project's own corpus: `python -m predictions.extraction.train`.

Reproducible: no randomness, the corpus in file order, weights rounded. scikit-learn is a
development dependency; nothing here is imported at run time.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from predictions.extraction.document import read_document
from predictions.extraction.features import features
from predictions.extraction.proposals import propose
from predictions.extraction.training.load import Label, Line, corpus
from predictions.extraction.vetoes import vetoed

HERE = Path(__file__).parent
STRENGTH = 0.2  # inverse of the L2 penalty, chosen by the folds over genres
AT_LEAST = 2  # a feature must be seen that often
# Words carry over less than kinds of words: they are penalised harder by being scaled down.
LEXICAL = ("w=", "b=", "lead=", "tail=", "first=", "cue-after=", "cue-before=", "word-verb=")
LEXICAL_SCALE = 0.5
# The corpus drills the traps: of its bare "will" clauses (no window) a quarter are forecasts, in
# documents most are. Such negatives weigh less, so that the model learns to tell them apart
# without learning that a bare "will" is rare.
TRAP_WEIGHT = 0.33

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A passage of the corpus as one small document, with its labels in place."""

    genre: str
    text: str
    published: date
    title: str | None
    labels: tuple[tuple[Span, Label], ...]

    def spans(self, *tiers: str) -> list[Span]:
        """The spans of the labels of some tiers."""
        return [span for span, label in self.labels if label.tier in tiers]


@dataclass(frozen=True, slots=True)
class Example:
    """One proposal of the engine on the corpus."""

    genre: str
    features: tuple[str, ...]
    positive: bool
    text: str


def texts() -> Iterator[Text]:
    """The passages of every genre as documents."""
    for passage in corpus():
        text, labels = "", []
        for line in passage.lines:
            labels += [((len(text) + x.start, len(text) + x.end), x) for x in line.labels]
            text += line.text + _joint(line)
        yield Text(passage.genre, text, passage.published, passage.title, tuple(labels))


def _joint(line: Line) -> str:
    """Lines are sentences or comments of their own: none runs on into the next."""
    head = line.text.lstrip()
    item = head.startswith(("- ", "* ", "|", ">", "#")) or head[:1].isdigit()
    return "\n" if item or line.text.rstrip("\"')]").endswith((".", "!", "?")) else "\n\n"


def takes(span: Span, label: Span) -> bool:
    """True if the span covers half of the label and is not far longer: as the scorer matches."""
    size = label[1] - label[0]
    shared = min(span[1], label[1]) - max(span[0], label[0])
    return shared >= max(1, 0.5 * size) and span[1] - span[0] <= 3 * size + 80


def examples() -> tuple[list[Example], Counter[str]]:
    """The engine's proposals on the corpus with their labels, and how much of it they reach."""
    found: list[Example] = []
    seen: Counter[str] = Counter()
    for text in texts():
        mine, reached = _examples(text)
        found += mine
        core = text.spans("core")
        seen.update({"labels": len(core), "reached": reached, text.genre: len(core)})
    return found, seen


def _examples(text: Text) -> tuple[list[Example], int]:
    document = read_document(text.text, published=text.published, author=None, title=text.title)
    core, every = text.spans("core"), text.spans("core", "soft", "table", "ignore")
    found: list[Example] = []
    reached: set[Span] = set()
    for proposal in propose(document):
        if vetoed(document, proposal) or proposal.form == "listed" or proposal.clause.rides:
            continue
        span = (proposal.start, proposal.end)
        taken = {label for label in core if takes(span, label)}
        reached |= taken
        touched = any(min(span[1], b) > max(span[0], a) for a, b in every)
        if taken or not touched:  # half a label teaches neither yes nor no
            names = tuple(features(document, proposal))
            found.append(Example(text.genre, names, bool(taken), text.text[slice(*span)]))
    return found, len(reached)


def weight_of(example: Example) -> float:
    """How much an example counts."""
    names = set(example.features)
    dated = any(name.startswith("window=own") for name in names)
    bare = ("in=will" in names or "in=going" in names) and not dated
    return TRAP_WEIGHT if bare and not example.positive else 1.0


def _scale(name: str) -> float:
    return LEXICAL_SCALE if name.startswith(LEXICAL) else 1.0


def train() -> dict[str, object]:
    """The weights, and the slope and offset that make the score a calibrated probability."""
    found, seen = examples()
    counts = Counter(name for example in found for name in set(example.features))
    kept = {name for name, count in counts.items() if count >= AT_LEAST}
    vectors = DictVectorizer()
    inputs = vectors.fit_transform(
        [{name: _scale(name) for name in example.features if name in kept} for example in found]
    )
    labels = np.array([example.positive for example in found])
    weight = np.array([weight_of(example) for example in found])
    scores = _held_out_scores(inputs, labels, weight, [example.genre for example in found])
    sys.stdout.write(report(found, scores, seen))
    platt = LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), labels, weight)
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(inputs, labels, weight)
    pairs = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {name: round(float(value) * _scale(name), 3) for name, value in pairs}
    return {
        "bias": round(float(model.intercept_[0]), 4),
        "slope": round(float(platt.coef_[0][0]), 4),
        "offset": round(float(platt.intercept_[0]), 4),
        "weights": {name: value for name, value in sorted(weights.items()) if abs(value) >= 0.01},
    }


def _held_out_scores(inputs: Any, labels: Any, weight: Any, genres: list[str]) -> Any:
    """The score of every example by a model that has not seen its genre."""
    scores = np.zeros(len(genres))
    for genre in sorted(set(genres)):
        inside = np.array([other == genre for other in genres])
        model = LogisticRegression(C=STRENGTH, max_iter=2000)
        model.fit(inputs[~inside], labels[~inside], weight[~inside])
        scores[inside] = model.decision_function(inputs[inside])
    return scores


def report(found: list[Example], scores: Any, seen: Counter[str]) -> str:
    """How the model does on genres that it was not trained on."""
    lines = [f"{len(found)} proposals; labels reached {seen['reached']} of {seen['labels']}"]
    for genre in [*sorted({example.genre for example in found}), "labels"]:
        pairs = zip(found, scores, strict=True)
        said = [x.positive for x, score in pairs if score > 0 and genre in (x.genre, "labels")]
        right, wanted = sum(said), seen[genre]
        precision, recall = right / max(1, len(said)), right / max(1, wanted)
        f1 = 2 * right / max(1, len(said) + wanted)
        name = "all" if genre == "labels" else genre
        lines.append(f"{name:20} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Train and write the weights into the package."""
    model = json.dumps(train(), indent=0, ensure_ascii=False)
    (HERE / "weights.json").write_text(model + "\n", "utf-8")


if __name__ == "__main__":
    main()
