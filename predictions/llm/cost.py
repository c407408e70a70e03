"""What asking about a document takes, to be shown before it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from predictions.llm.endpoint import Endpoint
from predictions.llm.memory import Memory, name_of
from predictions.llm.pieces import about_tokens, chunks
from predictions.llm.question import fixed_words

_LEAST = 0.0001  # smaller amounts would be written with an exponent


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a model costs, for a million tokens; 0 where it runs on one's own machine."""

    input: float
    output: float

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """Return the price of some tokens."""
        return (input_tokens * self.input + output_tokens * self.output) / 1e6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What asking about a document takes.

    Where an answer does not fit, the rest of its piece is asked about again, which costs more than this.
    """

    requests: int
    input_tokens: int
    most_output_tokens: int  # where every answer fits
    price: float | None = None  # in the currency of the prices given, for that many
    remembered: int = 0  # pieces that were answered before

    def __str__(self) -> str:
        pieces = "1 piece was" if self.remembered == 1 else f"{self.remembered} pieces were"
        if not self.requests:
            return f"{pieces} answered before, nothing is asked"
        before = f" ({pieces} answered before)" if self.remembered else ""
        asked = ("request" if self.requests == 1 else "requests") + before
        words = (
            f"{self.requests} {asked}, about {self.input_tokens} tokens in, up to "
            f"{self.most_output_tokens} out"
        )
        if self.price == 0:
            return f"{words}; cost: 0"
        words += "" if self.price is None else f"; cost: up to {money(self.price)}"
        return f"{words} (more where an answer does not fit and the rest is asked for again)"


def money(price: float) -> str:
    """Return an amount with two digits that count: 0.042, 1.30."""
    if 0 < price < _LEAST:
        return f"less than {_LEAST}"
    return f"{price:.2f}" if price >= 1 else f"{price:.2g}"


def estimate(
    text: str,
    endpoint: Endpoint,
    *,
    prices: Prices | None = None,
    about: Mapping[str, str] | None = None,
    memory: Memory | None = None,
) -> Cost:
    """Return what a run over the text will take; what the memory holds whole takes nothing."""
    parts = chunks(text, size=endpoint.chunk, overlap=endpoint.overlap)
    pieces = parts
    if memory is not None:
        names = [name_of(endpoint, about or {}, text[each.start : each.end]) for each in parts]
        said = [memory.recall(name) for name in names]
        pieces = [
            each for each, known in zip(parts, said, strict=True) if known is None or known.cut_off
        ]
    overhead = about_tokens(fixed_words()) + 60
    into = sum(overhead + about_tokens(text[piece.start : piece.end]) for piece in pieces)
    out = endpoint.answer_tokens * len(pieces)
    price = prices.of(into, out) if prices else None
    return Cost(
        requests=len(pieces),
        input_tokens=into,
        most_output_tokens=out,
        price=price,
        remembered=len(parts) - len(pieces),
    )
