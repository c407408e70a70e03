"""Replies as they were seen, and the pieces in which they are kept.

A feed that is read a thousand times says nearly the same each time. Its replies are cut where
their content says so, not at fixed lengths: a new entry at the top moves everything below it and
yet changes one or two pieces, and the others are stored already.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

LARGEST = 4 * 1024 * 1024  # bytes of one reply that are kept; more is cut off, and said
_SEAM = re.compile(rb"[>\n](?=[<\n])|\n|\},(?=\{)|\. ")  # where one thing ends and another begins
_CONTEXT = 128  # bytes before a seam that decide whether it is one of ours
_ONE_IN = 8
_SHORTEST, _LONGEST = 4 * 1024, 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A reply as it was seen.

    Attributes:
        url: that was asked, without its keys.
        final_url: that answered, after redirects.
        body: decompressed, without the keys it was asked with, at most `LARGEST` bytes of it.
        size: of the body as it came.
        headers: the few that tell of its age and kind.
    """

    url: str
    final_url: str
    status: int
    fetched_at: datetime
    body: bytes = field(repr=False)
    size: int
    headers: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sha256(self) -> str:
        """The hash of the body as it is kept."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def cut(self) -> bool:
        """Whether the end of it is missing."""
        return len(self.body) < self.size

    @property
    def media_type(self) -> str:
        """What the server said it is, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def pieces(body: bytes) -> Iterator[bytes]:
    """Yield a body in pieces that stay the same where the body does."""
    start = 0
    for seam in _SEAM.finditer(body):
        end = seam.end()
        while end - start > _LONGEST:
            yield body[start : start + _LONGEST]
            start += _LONGEST
        if end - start >= _SHORTEST and zlib.crc32(body[end - _CONTEXT : end]) % _ONE_IN == 0:
            yield body[start:end]
            start = end
    while start < len(body):
        yield body[start : start + _LONGEST]
        start += _LONGEST
