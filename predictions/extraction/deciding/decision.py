"""Deciding: hard vetoes, then small linear models whose weights are data.

`weights.json` is trained on the project's own texts (`train`), `adaptation.json` on labelled real
documents (`adapt`): what each kind of thing counts there, what the company of a clause counts, and
from which confidence a candidate is accepted.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from operator import mul
from sys import intern
from typing import Any

from predictions.extraction.deciding.company import NAMES, sigmoid, surroundings
from predictions.extraction.deciding.matter import leaning
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Clauses:
    """A linear model of a clause alone."""

    bias: float
    weights: dict[str, float]

    def score(self, names: Iterable[str]) -> float:
        """The log odds that a clause with these features states a forecast."""
        return self.bias + sum(map(self.weights.get, names, repeat(0.0)))


@dataclass(frozen=True, slots=True)
class Model:
    """All that decides."""

    clauses: Clauses
    matter: dict[str, float]  # what each word of a document says of all its clauses
    company: tuple[float, ...]
    threshold: float


def _data(name: str) -> dict[str, Any]:
    text = files("predictions.extraction").joinpath(name).read_text("utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


@cache
def trained() -> Clauses:
    """What the project's own texts taught."""
    raw = _data("weights.json")
    return Clauses(raw["bias"], raw["weights"])


@cache
def model() -> Model:
    """The model that ships with the package: trained, then adapted."""
    own, real = trained(), _data("adaptation.json")
    scale, added = real["scale"], real["weights"]
    # The names that features make once are the same objects then, and need not be compared.
    weights = {intern(name): scale * weight for name, weight in own.weights.items()}
    for name, weight in added.items():
        weights[intern(name)] = weights.get(name, 0.0) + weight
    company = tuple(float(real["company"][name]) for name in NAMES)
    clauses = Clauses(scale * own.bias + real["bias"], weights)
    return Model(clauses, real["matter"], company, real["threshold"])


def confidences(
    document: Document, proposals: list[Proposal], names: list[list[str]]
) -> list[float]:
    """The calibrated probability of each proposal of a document, by its features."""
    known = model()
    if not proposals:
        return []
    about = leaning(document, known.matter)
    scores = [about + known.clauses.score(row) for row in names]
    rows = surroundings(document, proposals, scores)
    return [sigmoid(sum(map(mul, known.company, row))) for row in rows]
