"""Patterns with many alternatives, so written that `re` matches them in a fraction of the time.

`re` tries alternatives one after another, at every place. Where several begin with the same letter they are
made one that branches after it (`say|says|said` becomes `sa(?:y(?:|s)|id)`), at every depth. Alternatives with
different first letters exclude each other, and those with the same keep their order, so that the pattern
matches the same texts, with the same groups.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d*,?\d*\})[+?]?")
_QUANTIFIES = frozenset("*+?{")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_MARKS = " ',;:%=~<>/\"&#@!_-"
_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|\?=|\?!|(?!\?))")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


@dataclass(slots=True)
class _Item:
    """One element of a pattern with its quantifier."""

    source: str  # of a group what opens it
    plain: bool = False  # a letter that stands for itself, once
    captures: bool = False
    inside: "list[list[_Item]] | None" = None  # the alternatives of a group
    quantifier: str = ""


_PLAIN = {char: _Item(char, plain=True) for char in _LETTERS + _MARKS}  # made once


def factored(pattern: str) -> str:
    """The pattern with the beginnings that its alternatives share written once; for lower-case text."""
    return _joined(_read(pattern))


def _read(pattern: str) -> list[list[_Item]]:
    alternatives, end = _alternatives(pattern, 0)
    if end != len(pattern):
        raise ValueError(f"unbalanced pattern at {end}: {pattern!r}")
    return alternatives


def _alternatives(pattern: str, at: int) -> tuple[list[list[_Item]], int]:
    """The alternatives from a place up to the bracket that ends them."""
    items: list[_Item] = []
    found, size = [items], len(pattern)
    while at < size and (char := pattern[at]) != ")":
        if char == "|":
            items = []
            found.append(items)
            at += 1
        elif (plain := _PLAIN.get(char)) and pattern[at + 1 : at + 2] not in _QUANTIFIES:
            items.append(plain)
            at += 1
        else:
            item, at = _item(pattern, at)
            items.append(item)
    return found, at


def _item(pattern: str, at: int) -> tuple[_Item, int]:
    char = pattern[at]
    if char == "(":
        item, end = _bracketed(pattern, at)
    elif char == "[" and (match := _CLASS.match(pattern, at)):
        item, end = _Item(match[0]), match.end()
    else:
        end = at + 1 + (char == "\\")
        item = _Item(pattern[at:end], plain=pattern[at:end] in _PLAIN)
    if quantifier := _QUANTIFIER.match(pattern, end):
        item.plain, item.quantifier, end = False, quantifier[0], quantifier.end()
    return item, end


def _bracketed(pattern: str, at: int) -> tuple[_Item, int]:
    """A group; what looks back or sets flags is left as it is."""
    head = _GROUP.match(pattern, at)
    inside, end = _alternatives(pattern, head.end() if head else at + 1)
    captures = any(item.captures for items in inside for item in items)
    if head is None:
        return _Item(pattern[at : end + 1], captures=captures), end + 1
    captures = captures or head[0] == "(" or head[0].startswith("(?P")
    return _Item(head[0], captures=captures, inside=inside), end + 1


def _joined(alternatives: list[list[_Item]]) -> str:
    """The alternatives, those in a row that begin with plain letters sorted by the first."""
    written: list[str] = []
    for plain, run in groupby(alternatives, key=_begins_plainly):
        of_a_kind = [*run]
        written += _by_letter(of_a_kind) if plain else map(_source, of_a_kind)
    return "|".join(written)


def _source(items: list[_Item]) -> str:
    return "".join(map(_written_out, items))


def _written_out(item: _Item) -> str:
    """An element as it stands in a pattern, the alternatives of a group factored."""
    if item.inside is None:
        return item.source + item.quantifier
    return f"{item.source}{_joined(item.inside)}){item.quantifier}"


def _begins_plainly(items: list[_Item]) -> bool:
    return bool(items) and items[0].plain and not any(item.captures for item in items)


def _by_letter(alternatives: list[list[_Item]]) -> list[str]:
    letters: dict[str, list[list[_Item]]] = {}
    for items in alternatives:
        letters.setdefault(items[0].source, []).append(items[1:])
    return [letter + _rest(rests) for letter, rests in letters.items()]


def _rest(rests: list[list[_Item]]) -> str:
    if len(rests) == 1:
        return _source(rests[0])
    return _written(_joined(rests), rests)


def _written(source: str, rests: list[list[_Item]]) -> str:
    """In brackets, unless all go on with the same letter."""
    first = rests[0][0] if rests[0] else None
    alike = first is not None and all(
        _begins_plainly(items) and items[0].source == first.source for items in rests
    )
    return source if alike else f"(?:{source})"


_HEAD = 4  # characters
_LOOKS = ("(?=", "(?!", "(?<")


def beginnings(pattern: str) -> frozenset[str]:
    """How the texts that a pattern matches begin, in lower case, up to four characters or to what is no plain letter.

    A text none of whose beginnings is among them cannot match: cheaper to ask than the pattern. Where anything may
    stand at the head the empty text is among them, with which all begin.
    """
    return frozenset(chain.from_iterable(_heads(items, "") for items in _read(pattern)))


def _heads(items: list[_Item], head: str) -> Iterator[str]:
    if not items or len(head) == _HEAD:
        yield head
        return
    first, rest = items[0], items[1:]
    if first.source in ("^", r"\b") or first.source.startswith(_LOOKS):
        yield from _heads(rest, head)
    elif first.plain:
        yield from _heads(rest, head + first.source.lower())
    elif first.inside is not None and first.source.startswith(("(?:", "(?P<")):
        if first.quantifier.startswith(("?", "*", "{0", "{,")):
            yield from _heads(rest, head)
        for each in first.inside:
            # What may come again is read no further than once.
            again = first.quantifier != "" and first.quantifier[0] in "+*{"
            yield from _heads(each if again else [*each, *rest], head)
    elif first.quantifier == "?" and first.source in _PLAIN:
        yield from _heads(rest, head)
        yield from _heads(rest, head + first.source.lower())
    else:
        yield head


def heads_of(text: str) -> frozenset[str]:
    """The beginnings of a text, to be held against those of patterns."""
    low = text[:_HEAD].lower()
    return frozenset(low[:size] for size in range(len(low) + 1))
