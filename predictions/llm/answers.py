"""What a language model answered: the list in a reply, as far as it is there."""

import json
from dataclasses import dataclass
from typing import Any

from predictions.llm.replies import Said, Unusable
from predictions.llm.scanning import scan
from predictions.llm.schema import field_of
from predictions.text import one_line

_SHOWN = 80  # characters of an answer of no use


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says it found, unchecked: whole objects only, with fields by their own names."""

    items: tuple[dict[str, Any], ...]
    cut_off: bool = False
    broken: int = 0  # objects that could not be read
    again: int = 0  # objects that were there before


def understood(said: Said) -> Answer:
    """Return the list in what a model said.

    Raises:
        Unusable: there is nothing of the form asked for.
    """
    found = scan(said.words)
    cut_off = said.cut_off or found.cut_off
    if not (found.items or cut_off or found.says_none):
        holds = "{" in said.words or "[" in said.words
        if holds:
            raise Unusable("its answer is not of the form asked for")
        words = one_line(said.words)
        shown = f"{words[:_SHOWN].rstrip()}…" if len(words) > _SHOWN else words
        raise Unusable(f"its answer is no JSON: “{shown}”" if shown else "its answer is empty")
    named = [{field_of(key) or key: value for key, value in each.items()} for each in found.items]
    # A small model may say the same until it has no room left.
    once: dict[str, dict[str, Any]] = {}
    for item in named:
        once.setdefault(json.dumps(item, sort_keys=True), item)
    return Answer(tuple(once.values()), cut_off, found.broken, len(named) - len(once))
