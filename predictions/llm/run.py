"""Extraction by a language model: what it will take, and what it finds."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from predictions.candidate import Candidate, Span
from predictions.errors import SourceError
from predictions.llm.answers import SCHEMA
from predictions.llm.endpoint import Asker, Endpoint, Post, Sleep
from predictions.llm.pieces import about_tokens, chunks
from predictions.llm.question import RULES, about_document
from predictions.llm.taking import candidates_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What asking about a document takes, to be shown before it is asked.

    Where an answer does not fit, its piece is asked about again by halves, which costs more than this.
    """

    requests: int
    input_tokens: int
    most_output_tokens: int  # where every answer fits
    price: float | None = None  # in the currency of the prices given, for that many

    def __str__(self) -> str:
        asked = "request" if self.requests == 1 else "requests"
        words = f"{self.requests} {asked}, about {self.input_tokens} tokens in, up to {self.most_output_tokens} out"
        words += "" if self.price is None else f": up to {self.price:.2f}"
        return f"{words} (more where an answer does not fit and is asked for by halves)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a model found: candidates in order, and all that was left out, by reason."""

    candidates: tuple[Candidate, ...]
    dropped: Mapping[str, int]  # "not verbatim", "repeated", "invalid"
    unanswered: int  # pieces of the document about which no usable answer came
    answered: tuple[Span, ...]  # the pieces about which one came: what it leaves out was read past
    input_tokens: int  # as the endpoint counted them
    output_tokens: int


def estimate(
    text: str,
    endpoint: Endpoint,
    *,
    input_price: float | None = None,
    output_price: float | None = None,
) -> Cost:
    """Return what a run over the text will take; prices are per million tokens."""
    pieces = chunks(text, size=endpoint.chunk, overlap=endpoint.overlap)
    overhead = about_tokens(RULES) + about_tokens(json.dumps(SCHEMA)) + 60
    into = sum(overhead + about_tokens(text[piece.start : piece.end]) for piece in pieces)
    out = endpoint.answer_tokens * len(pieces)
    price = None
    if input_price is not None and output_price is not None:
        price = (into * input_price + out * output_price) / 1e6
    return Cost(requests=len(pieces), input_tokens=into, most_output_tokens=out, price=price)


async def ask(
    text: str,
    endpoint: Endpoint,
    *,
    post: Post,
    sleep: Sleep,
    jitter: Callable[[], float] = lambda: 1.0,
    published: date | None = None,
    author: str | None = None,
    title: str | None = None,
    on_piece: Callable[[int, int], None] | None = None,
) -> Found:
    """Return the forecasts that the model finds in a text.

    Args:
        text: the document as CalledIt shows it.
        endpoint: whom to ask.
        post: sends JSON to an address with headers, gives status and body; network faults as
            `SourceError` are tried again.
        sleep: waits.
        jitter: a factor for each wait, so that many askers do not come back at once.
        published: the day from which relative times count.
        author: whose forecasts these are where the text names nobody else.
        title: the document's title.
        on_piece: told how many pieces are done, and of how many.

    Raises:
        SourceError: the endpoint refuses, or no piece got a usable answer.
    """
    asker = Asker(endpoint, post, sleep, jitter, about_document(published, author, title))
    pieces = chunks(text, size=endpoint.chunk, overlap=endpoint.overlap)
    dropped: Counter[str] = Counter()
    candidates: list[Candidate] = []
    answered: list[Span] = []
    for number, piece in enumerate(pieces, start=1):
        for start, end, answer in await asker.about(text, piece):
            candidates += candidates_in(answer, text, start, end, author=author, dropped=dropped)
            if not answer.cut_off:
                answered.append((start, end))
        if on_piece:
            on_piece(number, len(pieces))
    if asker.unanswered and not asker.answered:
        raise SourceError(f"{endpoint.model} gave no usable answer: {asker.last_problem}")
    return Found(
        candidates=tuple(_apart(candidates, dropped)),
        dropped=dict(dropped),
        unanswered=asker.unanswered,
        answered=tuple(answered),
        input_tokens=asker.input_tokens,
        output_tokens=asker.output_tokens,
    )


def _apart(candidates: list[Candidate], dropped: Counter[str]) -> Iterator[Candidate]:
    """Yield candidates in order, those that say the same of mostly the same words only once."""
    last: Candidate | None = None
    for candidate in sorted(candidates, key=lambda one: (one.start, one.end)):
        if last is not None and _same(last, candidate):
            dropped["repeated"] += 1
            continue
        last = candidate
        yield candidate


def _same(one: Candidate, other: Candidate) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > max(len(one.quote), len(other.quote))
