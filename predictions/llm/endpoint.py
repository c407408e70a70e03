"""An endpoint that is asked, and what it may cost in time; the network is an argument."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """What an endpoint said."""

    status: int
    body: bytes
    retry_after: float | None = None  # seconds


Post = Callable[[str, Mapping[str, Any], Mapping[str, str]], Awaitable[Reply]]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A model to ask, and how much at a time."""

    url: str  # the base, up to the version: https://host/v1
    model: str
    key: str | None = field(default=None, repr=False)
    # A forecast costs some 100 tokens to tell: a dense list of 8,000 characters holds about 6,000 of
    # them, prose 3,000. Of an answer that does not fit the whole part is kept, the rest asked for again.
    chunk: int = 8_000  # characters of the document in one question
    overlap: int = 1_000  # of which this many are asked about twice, so that nothing is cut in two
    answer_tokens: int = 8_000
    attempts: int = 4
    further: int = 24  # questions about a piece beyond the first, where its answer does not fit
    first_wait: float = 1.0  # seconds before the second attempt; doubled before each further one
    longest_wait: float = 30.0  # where the endpoint does not say how long
    patience: float = 120.0  # seconds: a longer wait than this is not kept, the piece is given up
