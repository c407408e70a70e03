"""What a function says of words, kept: the same words come again and again."""

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Memo(dict[K, V]):
    """A function as a table: `map(memo.__getitem__, words)` calls nothing for words that it knows.

    It forgets all when it is full, so that a text of words never seen takes no more memory.
    """

    __slots__ = ("_most", "_of")

    def __init__(self, of: Callable[[K], V], most: int = 20_000) -> None:
        super().__init__()
        self._of, self._most = of, most

    def __missing__(self, key: K) -> V:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._of(key)
        return value
