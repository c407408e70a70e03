"""Train the model of a clause on the project's own texts: `python -m predictions.extraction.train`.

Reproducible: no randomness, texts in file order, weights rounded. scikit-learn is a development
dependency; nothing here is imported at run time.
"""

import json
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from predictions.extraction.deciding.accepting import judged
from predictions.extraction.deciding.features import features_of
from predictions.extraction.engine import as_read
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.training.load import Label, Line, corpus, documents

HERE = Path(__file__).parent
STRENGTH = 0.2  # inverse of the L2 penalty, chosen by the folds
AT_LEAST = 2  # a feature must be seen that often
# Words carry over less than kinds of words: they are penalised harder by being scaled down.
LEXICAL = ("s=", "first=", "around=", "opens=")
LEXICAL_SCALE = 0.5
# The corpus drills the traps: of its bare "will" clauses (no window) a quarter are forecasts, in
# documents most are. Such negatives weigh less, so that the model learns to tell them apart
# without learning that a bare "will" is rare.
TRAP_WEIGHT = 0.1
FOLDS = 5

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """A passage of the corpus as one small document, or a whole document, with its labels."""

    genre: str
    fold: int
    whole: bool
    text: str
    published: date
    author: str | None
    title: str | None
    labels: tuple[tuple[Span, Label], ...]

    def spans(self, *tiers: str) -> list[Span]:
        """The spans of the labels of some tiers."""
        return [
            span
            for span, label in self.labels
            if label.tier in tiers and label.hard_negative is None
        ]


@dataclass(frozen=True, slots=True)
class Read:
    """A text as the engine reads it: its proposals, and what the labels say of each."""

    source: Text
    document: Document
    proposals: list[Proposal]
    names: list[list[str]]
    taken: list[frozenset[Span]]  # the labels that a proposal would find
    neutral: list[bool]  # touches a soft or neutral span only: neither right nor wrong
    clear: list[bool]  # teaches something: half a label is neither yes nor no

    @property
    def right(self) -> list[bool]:
        """Which proposals are forecasts."""
        return [bool(labels) for labels in self.taken]


def texts() -> Iterator[Text]:
    """The passages of every genre, then the whole documents."""
    for passage in corpus():
        text, labels = "", []
        for line in passage.lines:
            labels += [((len(text) + x.start, len(text) + x.end), x) for x in line.labels]
            text += line.text + _joint(line)
        yield Text(
            passage.genre, _fold(passage.genre), False, text, passage.published, None,
            passage.title, tuple(labels),
        )  # fmt: skip
    for document in documents():
        labels = [((x.start, x.end), x) for x in document.labels]
        header = document.header
        yield Text(
            header["group"], _fold(document.file), True, document.text,
            date.fromisoformat(header["published"]), header.get("author"), None, tuple(labels),
        )  # fmt: skip


def _fold(name: str) -> int:
    return zlib.crc32(name.encode()) % FOLDS


def _joint(line: Line) -> str:
    """Lines are sentences or comments of their own: none runs on into the next."""
    head = line.text.lstrip()
    item = head.startswith(("- ", "* ", "|", ">", "#")) or head[:1].isdigit()
    return "\n" if item or line.text.rstrip("\"')]").endswith((".", "!", "?")) else "\n\n"


def takes(span: Span, label: Span) -> bool:
    """True if the span covers half of the label and is not far longer: as the scorer matches."""
    size = label[1] - label[0]
    return _shared(span, label) >= max(1, 0.5 * size) and span[1] - span[0] <= 3 * size + 80


def _shared(one: Span, other: Span) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def read(text: Text) -> Read:
    """Read a text as the engine does, up to the decision."""
    document, back = as_read(
        text.text, published=text.published, author=text.author, title=text.title
    )
    _, proposals = judged(document)
    core, aside = text.spans("core"), text.spans("soft", "table", "ignore")
    taken, neutral, clear = [], [], []
    for proposal in proposals:
        span = back((proposal.start, proposal.end))
        labels = frozenset(label for label in core if takes(span, label))
        touched = any(_shared(span, label) > 0 for label in core)
        beside = any(_shared(span, other) > 0 for other in aside)
        taken.append(labels)
        neutral.append(not touched and beside)
        clear.append(bool(labels) or not (touched or beside))
    names = features_of(document, proposals)
    return Read(text, document, proposals, names, taken, neutral, clear)


def _weight(names: Sequence[str], *, whole: bool, right: bool) -> float:
    """How much an example counts."""
    dated = any(name.startswith("window=own") for name in names)
    bare = ("in=will" in names or "in=going" in names) and not dated
    return TRAP_WEIGHT if bare and not right and not whole else 1.0


def _scale(name: str) -> float:
    return LEXICAL_SCALE if name.startswith(LEXICAL) else 1.0


class Clauses:
    """The first model: a clause alone."""

    def __init__(self, found: Sequence[Read]) -> None:
        rows = [
            (names, right, _weight(names, whole=read.source.whole, right=right))
            for read in found
            for names, right, clear in zip(read.names, read.right, read.clear, strict=True)
            if clear
        ]
        counts = Counter(name for names, _, _ in rows for name in set(names))
        self.kept = {name for name, count in counts.items() if count >= AT_LEAST}
        self.vectors = DictVectorizer()
        inputs = self.vectors.fit_transform([self._row(names) for names, _, _ in rows])
        inputs.indices, inputs.indptr = (
            inputs.indices.astype("int32"),
            inputs.indptr.astype("int32"),
        )
        self.model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=3000)
        self.model.fit(inputs, [right for _, right, _ in rows], [weight for *_, weight in rows])

    def _row(self, names: Sequence[str]) -> dict[str, float]:
        return {name: _scale(name) for name in names if name in self.kept}

    def scores(self, names: Sequence[Sequence[str]]) -> list[float]:
        """The log odds of clauses."""
        if not names:
            return []
        inputs = self.vectors.transform([self._row(row) for row in names])
        return [float(score) for score in self.model.decision_function(inputs)]

    def weights(self) -> dict[str, float]:
        """The weights by name, without those too small to matter."""
        pairs = zip(self.vectors.get_feature_names_out(), self.model.coef_[0], strict=True)
        rounded = {name: round(float(value) * _scale(name), 3) for name, value in pairs}
        return {name: value for name, value in sorted(rounded.items()) if abs(value) >= 0.01}


def held_out_scores(found: Sequence[Read]) -> list[list[float]]:
    """The score of every proposal by a model that has not seen its genre or document."""
    models = {
        fold: Clauses([read for read in found if read.source.fold != fold])
        for fold in sorted({read.source.fold for read in found})
    }
    return [models[read.source.fold].scores(read.names) for read in found]


@dataclass(frozen=True, slots=True)
class Tally:
    """Finds among the labels, as the scorer counts them."""

    right: int
    said: int
    wanted: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, self.said + self.wanted)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.said), self.right / max(1, self.wanted)
        return f"precision {precision:.3f} recall {recall:.3f} F1 {self.f1:.3f}"


def tally(found: Sequence[Read], confidences: Sequence[Sequence[float]], threshold: float) -> Tally:
    """Count what a threshold would find."""
    right = said = wanted = 0
    for reading, sure in zip(found, confidences, strict=True):
        labels: set[Span] = set()
        for confidence, taken, neutral in zip(sure, reading.taken, reading.neutral, strict=True):
            if confidence >= threshold and not neutral:
                said += 1
                labels |= set(sorted(taken - labels)[:1])
        right += len(labels)
        wanted += len(reading.source.spans("core"))
    return Tally(right, said, wanted)


def train() -> dict[str, object]:
    """The model of a clause alone."""
    found = [read(text) for text in texts()]
    sys.stdout.write(report(found, held_out_scores(found)))
    clauses = Clauses(found)
    return {
        "bias": round(float(clauses.model.intercept_[0]), 4),
        "weights": clauses.weights(),
    }


def report(found: Sequence[Read], scores: Sequence[Sequence[float]]) -> str:
    """How the model does on genres and documents that it was not trained on."""
    pairs = list(zip(found, scores, strict=True))
    lines = []
    for whole in (False, True):
        kind = "document" if whole else "passages"
        genres = sorted({read.source.genre for read in found if read.source.whole is whole})
        for genre in (*genres, "all"):
            mine = [
                (read, score)
                for read, score in pairs
                if read.source.whole is whole and genre in (read.source.genre, "all")
            ]
            reads = [read for read, _ in mine]
            counted = tally(reads, [score for _, score in mine], 0.0)
            lines.append(f"{kind} {genre:20} {counted} reach {_reach(reads):.3f}")
    return "\n".join(lines) + "\n"


def _reach(found: Sequence[Read]) -> float:
    """The share of the labels that some proposal would find."""
    reached = sum(len(set().union(*reading.taken)) for reading in found)
    return reached / max(1, sum(len(reading.source.spans("core")) for reading in found))


def main() -> None:
    """Train and write the weights into the package; `adapt` comes after."""
    model = json.dumps(train(), indent=0, ensure_ascii=False)
    (HERE / "weights.json").write_text(model + "\n", "utf-8")


if __name__ == "__main__":
    main()
