"""Tags as people write them."""

from collections.abc import Iterable

from predictions.regexes import regex
from predictions.text import one_line

_BETWEEN = regex(r"[,;]")


def tags_of(written: Iterable[str]) -> tuple[str, ...]:
    """Return tags one by one, each once, in small letters, by which they are looked for.

    "a, b" are two, since files part them by commas or semicolons.

    >>> tags_of(["AI, Jobs", "ai", ""])
    ('ai', 'jobs')
    """
    apart = (one_line(tag).lower() for each in written for tag in _BETWEEN.split(each))
    return tuple(dict.fromkeys(filter(None, apart)))
