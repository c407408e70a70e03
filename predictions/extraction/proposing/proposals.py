"""A proposal: a span that might be a forecast, before anything is decided; how one is made of a sentence, and what stands behind and above it."""

from dataclasses import dataclass

from predictions.extraction.chances.alongside import alongside, without_number
from predictions.extraction.chances.answers import DENIED
from predictions.extraction.chances.betting import price_of
from predictions.extraction.chances.carried import GRADED
from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.verdicts import Tells, Verdict
from predictions.extraction.layout.blocks import Block
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.normalise import past_mark
from predictions.extraction.proposing.clauses import Clause
from predictions.extraction.proposing.gate import LEAST_WORDS, Sentence
from predictions.extraction.proposing.named import line_over
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

Span = tuple[int, int]


@dataclass(slots=True)
class Proposal:
    """A span that might be a forecast."""

    start: int
    end: int
    clause: Clause
    sentence: Sentence
    form: str  # "prose", "bare" (without a cue), "listed" (a bare item), "avowed", "pick", "item" or "cell"
    stated: Stated | None = None
    author: str | None = None  # known from the form: a table's column
    claim: Span | None = None  # what its number is for, where that stands apart
    said: str | None = None  # its statement, where the form gives it
    over: tuple[Span, Verdict] | None = None  # what a line above says of it
    confidence: float = 0.0


def picked(low: str, sentence: Sentence, span: Span, said: str, *, denied: bool) -> Proposal:
    """Whom or what a sentence picks, its chance where one stands behind it, and its statement."""
    over = span, Verdict(Tells.FUTURE, None, denies=denied)
    if number := alongside(low, *span):
        span, said = (span[0], max(span[1], number.end)), without_number(said)
    clause = Clause(*span, span, sentence.span, [])
    return Proposal(*span, clause, sentence, "pick", number, said=said, over=over)


def bare(
    document: Document, sentence: Sentence, form: str, stated: Stated | None = None
) -> Proposal:
    """The whole sentence, which has no cue of the future, without markup behind it."""
    start, end = sentence.span
    if document.copy.endswith((_MARKED_UP, f"{_MARKED_UP}."), start, end):
        end = start + len(document.copy[start:end].rstrip(" ."))
    clause = Clause(start, end, sentence.span, sentence.span, [])
    return Proposal(start, end, clause, sentence, form, stated)


_MARKED_UP = " " * 12


def avowal(document: Document, sentence: Sentence, span: Span, stated: list[Stated]) -> Proposal:
    """What is avowed without a word of the future: "Here's my prediction: a draw"."""
    start, end = span[0], len(document.copy[: span[1]].rstrip(" .!*_"))
    clause = Clause(start, end, (start, end), sentence.span, [])
    return Proposal(start, end, clause, sentence, "avowed", next(iter(stated), None))


_LEAST_CLAIM = 24  # characters of a claim and its number without "I think that"
_ITEM_EDGE = " \n\t*_|>\u2026-~\u2713\u2714\u2717\u2718\u2611\u2705\u274c"


def item(document: Document, sentence: Sentence, stated: Stated) -> Proposal:
    """A whole item with its number: "X: 80 %"."""
    a, b = sentence.span
    low = document.low
    denied = "?" in low[a:b] and DENIED.search(low, a, b) is not None
    if stated.start > a + LEAST_WORDS and not denied and GRADED.match(low, stated.end, b):
        b = stated.end + low.startswith((")", "]"), stated.end)
    while a < b and low[a] in _ITEM_EDGE:
        a += 1
    held = lex.OPINION.match(low, a, b)
    if held and b - held.end() > _LEAST_CLAIM:
        a = held.end()
    while b > a and (low[b - 1] in " \n\t*_|" or document.text[b - 1] == "*"):
        b -= 1  # the full stop after words in bold is none of the text's
    cues = lex.cues_in(low, a, b)
    clause = Clause(a, b, sentence.span, sentence.span, cues)
    claim = None
    if sentence.figure and sentence.figure.stated is stated:
        claim = (max(a, sentence.figure.claim[0]), min(b, sentence.figure.claim[1]))
    return Proposal(a, b, clause, sentence, "item", stated, claim=claim)


def complete(document: Document, block: Block, proposal: Proposal) -> None:
    """Give a proposal what stands behind it and above it."""
    if _at_a_time(document.low, proposal):
        proposal.start += len(_WHEN)
    proposal.end = past_mark(document.text, _past_link(document.text, proposal.end))
    if interval := _INTERVAL_BEHIND.match(document.text, proposal.end):
        proposal.end = interval.end()
    if proposal.stated is None and (proposal.sentence.before is None or block.by_line):
        proposal.over = line_over(document, block)
    if proposal.stated is None and (price := price_of(document, proposal.start, proposal.end)):
        proposal.stated, proposal.end = price, max(proposal.end, price.end)


_WHEN = "when "


def _at_a_time(low: str, proposal: Proposal) -> bool:
    """True for what will be at a time named right before: "by 2040, when both will have a bridge"."""
    a = proposal.start
    return low.startswith(_WHEN, a) and any(
        w.end < a and low[w.end : a].strip() == "," for w in proposal.sentence.windows
    )


# "a median of 62% (10th: 40%, 90th: 85%)", "in 2036 (80% CI: 2033-2041)": how far it may be off.
_INTERVAL_BEHIND = regex(
    r"[%*_]{0,3} ?[(\[](?:\d{1,2}(?:th|st|nd|rd)\b|p\d\d\b"
    r"|\d{1,2} ?% (?:CI|ci|confidence|credible|interval)|range:? |IQR)[^()\n]{2,80}[)\]]"
)


def _past_link(text: str, end: int) -> int:
    """A claim that ends within the words of a link ends with the link."""
    if text.startswith("](", end):
        stop = text.find(")", end, end + 600)
        return stop + 1 if stop > 0 else end
    return end + 2 if text.startswith("]]", end) else end
