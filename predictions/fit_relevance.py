"""Fit how likely an item bears on a prediction: `python -m predictions.fit_relevance`.

It reads `relevance_pairs.csv`: what is known of pairs of a prediction and a real item, and whether the one
was judged to bear on the other. No text stands there. Pairs of the part `apart` are not learned from;
they measure. `before` is the score of the rules that this took the place of.
"""

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from predictions.bearing import likelihood
from predictions.relevance import LEAST_SHARE

HERE = Path(str(files("predictions")))
PAIRS = HERE / "relevance_pairs.csv"
STRENGTH = 0.3  # inverse of the L2 penalty: the best of some, by folds of predictions
# Columns that are not known of a pair when it is judged.
ABOUT = ("part", "corpus", "prediction", "like it", "bears", "before", "share")


@dataclass(frozen=True, slots=True)
class Pair:
    """A prediction and an item, and the judgement on them."""

    part: str  # fit, or apart
    corpus: str
    prediction: str  # its number in the corpus
    like_it: float  # so many pairs of this prediction the sample stands for
    bears: bool
    before: float
    share: float  # of the prediction that the item holds
    known: dict[str, float]

    @property
    def score(self) -> float:
        """The score that the pair gets."""
        return likelihood(self.known) if self.share >= LEAST_SHARE else 0.0


def pairs(table: Path = PAIRS) -> list[Pair]:
    """Read the judged pairs."""
    with table.open(encoding="utf-8", newline="") as lines:
        return [
            Pair(
                part=line["part"],
                corpus=line["corpus"],
                prediction=line["prediction"],
                like_it=float(line["like it"]),
                bears=line["bears"] == "1",
                before=float(line["before"]),
                share=float(line["share"]),
                known={name: float(x) for name, x in line.items() if name not in ABOUT},
            )
            for line in csv.DictReader(lines)
        ]


def fitted(judged: Iterable[Pair]) -> dict[str, object]:
    """Return the weights of what is known of a pair."""
    learned = [pair for pair in judged if pair.part == "fit"]
    vectors = DictVectorizer()
    inputs = vectors.fit_transform([pair.known for pair in learned])
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(inputs, [pair.bears for pair in learned])
    names = vectors.get_feature_names_out()
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "weights": {n: round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True)},
    }


def main(_arguments: Sequence[str]) -> int:
    """Fit, and write the weights into the package."""
    (HERE / "relevance.json").write_text(json.dumps(fitted(pairs()), indent=0) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
