"""Speakers of a transcript or a thread: names with a colon at the start of lines."""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

_LABEL = re.compile(
    r"^[ \t>*_]*(?P<name>[A-Z][\w.'\u2019-]{0,30}(?: [A-Z][\w.'\u2019-]{0,30}){0,3})(?: \([^)\n]{1,40}\))?[*_]{0,2}:[*_]{0,2}[ \t]",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Speakers:
    """Where each speaker begins; empty for texts that are no conversation."""

    starts: tuple[int, ...]
    names: tuple[str, ...]

    def at(self, position: int) -> str | None:
        """Who speaks at a place of the text."""
        index = bisect_right(self.starts, position)
        return self.names[index - 1] if index else None


NOBODY = Speakers((), ())


def read_speakers(copy: str) -> Speakers:
    """The speakers of a text: at least two names, each at the start of two lines or more."""
    labels = [(match.start(), match["name"]) for match in _LABEL.finditer(copy)]
    times = Counter(name for _, name in labels)
    known = {name for name, count in times.items() if count >= 2}
    if len(known) < 2:
        return NOBODY
    turns = [(start, name) for start, name in labels if name in known]
    return Speakers(tuple(start for start, _ in turns), tuple(name for _, name in turns))
