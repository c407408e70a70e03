"""What came of asking a language model about a document, in lines for a person."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.render.words import plural
from predictions.candidate import FoundBy
from predictions.llm import Found, Prices, Read, money
from predictions.llm.counting import Count
from predictions.text import one_line

_SHOWN = 3  # quotes of each reason
_REASONS = {
    "not verbatim": "not verbatim in the document",
    "no readable object": "unreadable",
    "too many": "beyond the 500 of one answer",
}


def asked_lines(found: Found, reads: Sequence[Read], prices: Prices | None) -> Iterator[str]:
    """Yield how the readers agree, what was left out and why, and what it took."""
    yield _agreement(reads)
    yield from _dropped(found)
    if found.count.cut_off:
        again = found.count.questions > found.count.cut_off
        rest = ", and the rest was asked for again" if again else ""
        yield f"Answers cut off: {found.count.cut_off}; what was whole in them is kept{rest}."
    if found.count.unanswered:
        yield f"Pieces without an answer: {found.count.unanswered}; there only the rules have read."
    if found.unread:
        yield f"Not asked about: {plural(found.unread, 'piece')}; {found.stopped_by}."
    yield from (f"Note: {note}." for note in found.notes)
    yield f"{took(found.count, prices)}."


def _agreement(reads: Sequence[Read]) -> str:
    told = [one.candidate.readings for one in reads if one.candidate.readings]
    by = Counter(one.found_by for one in told)
    ours = sum(one.statement_by is FoundBy.RULES for one in told if one.found_by is FoundBy.BOTH)
    return (
        f"Found by the rules and the model: {by[FoundBy.BOTH]} ({ours} of them in the rules' words); "
        f"by the rules only: {by[FoundBy.RULES]}; by the model only: {by[FoundBy.MODEL]}."
    )


def _dropped(found: Found) -> Iterator[str]:
    """Yield what of the model's finds was not taken; the same twice is no loss."""
    for reason, count in found.reasons.items():
        if reason == "repeated":
            continue
        kind, _, field = reason.partition(" ")
        told = _REASONS.get(reason)
        if told is None:
            article = "an" if kind[0] in "aeiou" else "a"
            told = f"with {article} {kind} {field.replace('_', ' ')}"
        quotes = [one.quote for one in found.dropped if one.reason == reason and one.quote]
        shown = ", ".join(f"“{one_line(quote)}”" for quote in quotes[:_SHOWN])
        more = f" and {count - _SHOWN} more" if len(quotes) > _SHOWN else ""
        yield f"Dropped: {count} {told}{': ' if shown else ''}{shown}{more}."


def took(count: Count, prices: Prices | None) -> str:
    """Return what asking took, without a stop."""
    before = ""
    if count.remembered:
        before = f"{plural(count.remembered, 'answer')} kept from before. "
        if not count.questions:
            return f"{before}Nothing was asked; cost: 0"
    asked = "once" if count.questions == 1 else f"{count.questions} times"
    guess = "about " if count.guessed else ""
    words = f"{before}Asked {asked}; tokens: {guess}{count.input_tokens} in, {guess}{count.output_tokens} out"
    words += ", counted here: the endpoint does not" if count.guessed else ""
    price = count.price
    if price is None and prices is not None:
        price = prices.of(count.input_tokens, count.output_tokens)
    return words + ("" if price is None else f"; cost: {money(price)}")
