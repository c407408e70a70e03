"""How common a word is in what sources bring: a name in the news every day says little by itself.

Counted over the items that the service saw. Where it saw few, what is usual of such words counts more:
the same prediction is looked for from the first item on.
"""

import math
from collections import Counter
from collections.abc import Iterable

from predictions.matching_words import FAINT
from predictions.terms import is_name, is_number, key

USUAL = 500  # as many items, of which the usual is held for seen
MOST = 20_000  # items after which older ones count half
# Share of items that hold such a word, in news and on blogs (the median of the terms of some 150 predictions).
_NAME, _FAINT, _OTHER = 0.005, 0.04, 0.01


class Commonness:
    """In how many of the items seen lately each stem stood."""

    def __init__(self) -> None:
        self._items = 0
        self._holding: Counter[str] = Counter()

    def __len__(self) -> int:
        return self._items

    def learn(self, stems: Iterable[str]) -> None:
        """Count one item, of which these are the stems."""
        self._items += 1
        self._holding.update(stems)
        if self._items >= MOST:
            self._items //= 2
            halved = {stem: count // 2 for stem, count in self._holding.items()}
            self._holding = Counter({stem: count for stem, count in halved.items() if count})

    def rarity(self, term: str) -> float:
        """Say how rare a term is: 0 in every item, 5 in one of 150 (a natural logarithm)."""
        holding = min((self._holding[stem] for stem in key(term)), default=0)
        share = (holding + USUAL * _usual(term)) / (self._items + USUAL)
        return -math.log(min(share, 1.0))


def _usual(term: str) -> float:
    if is_name(term) or is_number(term):
        return _NAME
    return _FAINT if all(stem in FAINT for stem in key(term)) else _OTHER
