"""What is supposed over a claim: by the lead-in of its list, the item or the heading that it stands under."""

import re
from collections.abc import Iterator

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.regexes import regex

# "If Lund wins:", "## Scenario B: should the bank fail", "What we will see if the dam is built:"
_JOINING = (
    r"(?:if|unless|assuming|suppos(?:e|ing)|should|conditional on|provided|in case|in the event"
    r"|barring)"
)
_NOBODY_S = r"(?! (?:so|not|and when|you|i|we) |(?: \w+){0,4} (?:you|your)\b)"
_AT_THE_HEAD = regex(
    rf"[\W\d_]*(?:(?:scenario|case|option|part|world|future) \w{{1,10}}\W+"
    rf"|(?:and|but|or|now"
    rf"|then) )?(?P<all>{_JOINING}\b{_NOBODY_S}[^:?\n]{{6,150}}?)(?:,(?! (?:and|or) (?:if"
    rf"|unless)\b)|:|\?|\W*$)"
)
_AT_THE_END = regex(
    rf"\b(?<!\bas )(?<!\b(?:ask|see) )(?<!\b(?:tell|know|what|sure) )(?P<all>(?:if|unless"
    rf"|assuming|in the event)\b{_NOBODY_S} [^,:;?\n\"()]{{6,150}}?)\W*$"
)
_LONGEST = 300  # characters; what introduces a list is shorter, or its end says so
_TITLE = 1  # a title names a book or a talk as often as a world


def supposed_above(document: Document, index: int) -> str | None:
    """The condition under which all of a block stands, verbatim; the nearest one counts."""
    for above in _over(document, document.blocks[index]):
        if above not in document.supposed:
            document.supposed[above] = _supposed_by(document, document.blocks[above])
        if supposed := document.supposed[above]:
            return supposed
    return None


def _supposed_by(document: Document, above: Block) -> str | None:
    """What a block supposes of all that stands below it."""
    a, b = above.start, above.end
    match = _AT_THE_HEAD.match(document.low, a, min(b, a + _LONGEST))
    if above.kind is Kind.HEADING or _ends_open(document.low, a, b):
        if match and match["all"].startswith("should") and match[0].endswith("?"):
            return None  # "Should votes be secret?" asks
        match = match or _AT_THE_END.search(document.low, max(a, b - _LONGEST), b)
    elif match and document.low[match.end() : b].strip(" .*_\n"):
        return None  # an item that claims something of its own
    if match is None or _NEXT_SENTENCE.search(match["all"]):
        return None  # "It helps if all take part. Here are mine:"
    return document.text[slice(*match.span("all"))].strip(" .*_\n")


_NEXT_SENTENCE = regex(r"[a-z\d][.!]\s+[a-z]")


def only_supposes(document: Document, proposal: Proposal, condition: str | None) -> bool:
    """True for a heading or lead-in that supposes something, and leaves what follows to what is below."""
    if condition is None:
        return False
    block = document.blocks[proposal.sentence.block]
    if block.kind is not Kind.HEADING and not _ends_open(document.low, block.start, block.end):
        return False
    quote = document.text[proposal.start : proposal.end]
    rest = quote.replace(condition, "", 1).strip(" .,:*_#")
    return not rest or _ANNOUNCES.search(rest) is not None


_ANNOUNCES = regex(r"\b(?:the following|these things|this)\W*$", re.IGNORECASE)


def _ends_open(low: str, a: int, b: int) -> bool:
    """True for words that end in a colon, whatever marks close them."""
    while b > a and low[b - 1] in " *_\n":
        b -= 1
    return low.endswith(":", a, b)


def _over(document: Document, block: Block) -> Iterator[int]:
    parent = block.parent
    while parent is not None:
        yield parent
        parent = document.blocks[parent].parent
    if block.lead is not None:
        yield block.lead
    for heading in reversed(block.headings):
        if document.blocks[heading].level > _TITLE:
            yield heading
