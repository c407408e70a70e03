"""Patterns of `re` that are compiled when they are first searched.

The package has more than a thousand, one document takes a third of them, and compiling them all would be
most of the time that a short document takes.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

from predictions.patterns import factored

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Regex:
    """Stands for a compiled pattern, and has its attributes."""

    # A method in a slot is found in half the time that it takes to find it in a dictionary.
    __slots__ = ("_factor", "_flags", "_source", *_METHODS)

    def __init__(self, source: str, flags: int, factor: bool) -> None:
        self._source, self._flags, self._factor = source, flags, factor

    def compiled(self) -> re.Pattern[str]:
        """The pattern itself, its shared beginnings written once if that was asked for."""
        source = factored(self._source) if self._factor else self._source
        return re.compile(source, self._flags)

    def __getattr__(self, name: str) -> Any:
        # Called for what is not there yet only: from the second search on the methods are found in their slots.
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "pattern" and not self._factor:
            return self._source
        pattern = self.compiled()
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def regex(source: str, flags: int = 0, *, factor: bool = False) -> re.Pattern[str]:
    """The pattern as `re.compile` gives it, compiled at its first search; `factor` as by `predictions.patterns.factored`.

    What is wrong in it shows then only, so a test compiles all patterns of the package.
    """
    return cast("re.Pattern[str]", Regex(source, flags, factor))


def at_lines(pattern: re.Pattern[str], text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start)` gives of a pattern that begins with "^" and knows lines.

    A search tries such a pattern at every character; here it is tried where a line begins.
    """
    at = text.find("\n", start - 1) + 1 if start else 0
    while at or not start:
        if match := pattern.match(text, at):
            yield match
            at = max(at, match.end() - 1)  # what it ends with may be the end of its line
        end = text.find("\n", at)
        if end < 0:
            return
        at = end + 1
