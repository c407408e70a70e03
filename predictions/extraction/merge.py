"""Merging repeats: the same claim quoted or reprinted is one candidate with several spans."""

import re
from dataclasses import replace

from predictions.candidate import Candidate

_WORD = re.compile(r"\w+")


def merge_repeats(candidates: list[Candidate]) -> list[Candidate]:
    """Fold later candidates with the same words into the first; different numbers stay apart."""
    first: dict[object, int] = {}
    merged: list[Candidate] = []
    for candidate in candidates:
        words = " ".join(_WORD.findall(candidate.quote.lower()))
        # Short claims repeat by chance ("it will"), tables repeat questions under other forecasters.
        key = (
            words,
            candidate.probability if candidate.basis and not candidate.basis.implied else None,
            candidate.polarity,
        )
        at = first.get(key)
        if at is None or len(words) < 25:
            first.setdefault(key, len(merged))
            merged.append(candidate)
        else:
            kept = merged[at]
            merged[at] = replace(kept, repeats=(*kept.repeats, (candidate.start, candidate.end)))
    return merged
