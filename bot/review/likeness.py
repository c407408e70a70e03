"""Earlier predictions by the same author that say the same as what was found now."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from predictions.claims import Claim, claim
from predictions.model import Document
from predictions.text import one_line
from storage.authors import Standing


def author_of(document: Document, data: dict[str, Any]) -> str | None:
    """Return whose forecast was found, under the name that the ledger keeps; None for nobody named.

    What somebody without a name is reported to expect is not the forecast of who reports it.
    """
    name = data.get("author") or (None if data.get("reported") else document.author)
    return one_line(name) if name else None


def is_own(document: Document, data: dict[str, Any]) -> bool:
    """Say whether whoever wrote the document forecasts this, and not somebody whom it quotes."""
    if not data.get("author"):
        return not data.get("reported")
    return document.author is not None and one_line(data["author"]) == one_line(document.author)


class Known:
    """An author's predictions by what they claim."""

    def __init__(self, theirs: Iterable[Standing]) -> None:
        self._by_words: defaultdict[tuple[str, ...], list[tuple[Claim, Standing]]] = defaultdict(
            list
        )
        for one in theirs:
            self.add(one)

    def add(self, one: Standing) -> None:
        """Take in one more."""
        made = claim(
            one.statement,
            not_before=one.not_before,
            deadline=one.deadline,
            condition=one.condition,
        )
        for words in {made.words, made.turned}:
            self._by_words[words].append((made, one))

    def alike(self, data: dict[str, Any], *, on: date) -> tuple[Standing, ...]:
        """Return those that make the same claim about the same days, the newest first.

        `on`: the day on which the candidate was said.

        A candidate like one of them is that author's newer forecast rather than a second prediction.
        """
        mine = claim(
            data["statement"],
            not_before=_day(data["not_before"]),
            deadline=_day(data["deadline"]),
            condition=data["condition"],
        )
        found = {
            one.id: one
            for words in {mine.words, mine.turned}
            for theirs, one in self._by_words.get(words, ())
            if mine.may_equal(theirs, on=max(on, one.made_at.date()) if one.made_at else on)
        }
        return tuple(found[number] for number in sorted(found, reverse=True))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
