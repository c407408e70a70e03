"""What a document is about, by its common words: forecasts are more at home in some than in others."""

import math
from collections import Counter
from collections.abc import Mapping

from predictions.extraction.layout.document import Document


def matter(document: Document) -> dict[str, float]:
    """How much each word weighs in a document.

    A word counts 1 and the logarithm of how often it comes. All of them together are a vector whose
    length nears 1, so that a book speaks no louder than an essay, but a line hardly at all.
    """
    times = Counter(document.words.split())
    weighed = {word: 1 + math.log(count) for word, count in times.items() if _is_word(word)}
    length = math.sqrt(_LITTLE + sum(weight * weight for weight in weighed.values()))
    return {word: weight / length for word, weight in weighed.items()}


_LITTLE = 500.0  # squared, what an essay of 500 words has: from there on the words are heard


def leaning(document: Document, weights: Mapping[str, float]) -> float:
    """What its words say of all its clauses, in log odds."""
    return sum(weights.get(word, 0.0) * part for word, part in matter(document).items())


def _is_word(word: str) -> bool:
    return len(word) > 1 and word.isalpha()
