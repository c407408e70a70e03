"""What a document is about, by its common words: forecasts are more at home in some than in others."""

import math
from collections.abc import Mapping
from operator import mul

from predictions.extraction.layout.document import Document
from predictions.extraction.words.memo import Memo


def matter(document: Document) -> dict[str, float]:
    """How much each word weighs in a document.

    A word counts 1 and the logarithm of how often it comes. All of them together are a vector whose
    length nears 1, so that a book speaks no louder than an essay, but a line hardly at all.
    """
    weighed, length = _weighed(document)
    return {word: weight / length for word, weight in weighed}


def _weighed(document: Document) -> tuple[list[tuple[str, float]], float]:
    """The words that count with what they count, and how long all of them together are."""
    times = document.counts()
    weighed = [(w, _COUNTS[n]) for w, n in times.items() if len(w) > 1 and w.isalpha()]
    weights = [weight for _, weight in weighed]
    return weighed, math.sqrt(_LITTLE + sum(map(mul, weights, weights)))


_COUNTS = Memo[int, float](lambda count: 1 + math.log(count))
_LITTLE = 500.0  # squared, what an essay of 500 words has: from there on the words are heard


def leaning(document: Document, weights: Mapping[str, float]) -> float:
    """What its words say of all its clauses, in log odds."""
    weighed, length = _weighed(document)
    return sum([weights[word] * (weight / length) for word, weight in weighed if word in weights])
