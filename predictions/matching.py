"""The terms of all open predictions, turned around: an item finds its predictions without a scan."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from predictions.commonness import Commonness
from predictions.relevance import ALERT, KEPT, LEAST_SHARE, Item, Relevance, relevance
from predictions.terms import contributions, filed, search_terms

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    _Posting = tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]

__all__ = [
    "ALERT",
    "KEPT",
    "Commonness",
    "Item",
    "MatchIndex",
    "Relevance",
    "relevance",
    "search_terms",
]


class MatchIndex:
    """All open predictions by their terms; add and remove as they come and go."""

    def __init__(self, predictions: Mapping[int, Sequence[str]] | None = None) -> None:
        self._slots: dict[int, int] = {}
        self._ids: list[int | None] = []
        self._terms: list[tuple[str, ...]] = []
        self._free: list[int] = []
        self._by_stem: dict[str, dict[int, float]] = {}
        # Built from the dictionaries when first asked for; a change throws only its own away.
        self._postings: dict[str, _Posting] = {}
        for prediction_id, terms in (predictions or {}).items():
            self.add(prediction_id, terms)

    def __len__(self) -> int:
        return len(self._slots)

    def add(self, prediction_id: int, terms: Iterable[str]) -> None:
        """Add a prediction or replace its terms."""
        self.remove(prediction_id)
        kept = tuple(dict.fromkeys(term for term in terms if filed(term)))
        slot = self._free.pop() if self._free else len(self._ids)
        if slot == len(self._ids):
            self._ids.append(None)
            self._terms.append(())
        self._slots[prediction_id] = slot
        self._ids[slot], self._terms[slot] = prediction_id, kept
        for term, adds in contributions(kept).items():
            stem = filed(term)
            weights = self._by_stem.setdefault(stem, {})
            weights[slot] = weights.get(slot, 0.0) + adds
            self._postings.pop(stem, None)

    def remove(self, prediction_id: int) -> None:
        """Forget a prediction; nothing happens where it is not known."""
        slot = self._slots.pop(prediction_id, None)
        if slot is None:
            return
        for stem in set(map(filed, self._terms[slot])):
            weights = self._by_stem[stem]
            weights.pop(slot, None)
            self._postings.pop(stem, None)
            if not weights:
                del self._by_stem[stem]
        self._ids[slot], self._terms[slot] = None, ()
        self._free.append(slot)

    def match(
        self,
        text: str,
        *,
        title: str = "",
        commonness: Commonness | None = None,
        most: int = 50,
    ) -> list[tuple[int, Relevance]]:
        """Return the predictions that an item is relevant to, the most relevant first."""
        item, commonness = Item(text, title), commonness or Commonness()
        found: list[tuple[int, Relevance]] = []
        for slot in self._likely(item, 2 * most):
            prediction_id = self._ids[slot]
            relevant = item.relevance(self._terms[slot], commonness)
            if prediction_id is not None and relevant.score >= KEPT:
                found.append((prediction_id, relevant))
        return sorted(found, key=lambda pair: (-pair[1].score, pair[0]))[:most]

    def _likely(self, item: Item, most: int) -> list[int]:
        """What the words could give at best, wherever they stand, leaves few to look at closely."""
        import numpy as np  # noqa: PLC0415 - whoever only matches one text need not load it

        bound = np.zeros(len(self._ids), dtype=np.float32)
        for stem in item.stems & self._by_stem.keys():
            slots, adds = self._posting(stem)
            bound[slots] += adds
        # A hair below, for sums of single precision.
        likely = np.flatnonzero((bound > 0) & (bound >= LEAST_SHARE - 1e-4))
        order = np.argsort(-bound[likely], kind="stable")
        return [int(slot) for slot in likely[order[:most]]]

    def _posting(self, stem: str) -> "_Posting":
        import numpy as np  # noqa: PLC0415

        posting = self._postings.get(stem)
        if posting is None:
            weights = self._by_stem[stem]
            count = len(weights)
            posting = (
                np.fromiter(weights.keys(), np.int32, count),
                np.fromiter(weights.values(), np.float32, count),
            )
            self._postings[stem] = posting
        return posting
