"""Subjects: what a pronoun or a verb without a subject stands for, from the clauses before it."""

import re

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words.lexicon import is_verb

_PRONOUN = re.compile(r"(?:it|they|this|these|those|he|she)(?:'s|'ll|'re|'d)? ")
# "It is unlikely that A wins", "it seems to me": this "it" stands for nothing.
_EXPLETIVE = re.compile(
    r"it(?: is|'s| was| will be| would be| seems| looks| appears|'ll be|'d be)(?: (?:not|very|now|still|also|quite|most|\w+ly)){0,2}(?: (?:un|im|in)?(?:likely|probable|possible|plausible|conceivable|certain|clear|doubtful|inevitable|surprising))? (?:that|as if|to me)\b"
)
_NOBODY = re.compile(r"(?:no|none|nobody|nothing|neither|never|not|few|little)\b")
_BARE = re.compile(r"(?:will|won't|would|could|may|might|can|is|are|has|probably) ")
_PREDICATE = re.compile(
    r" (?:will|won't|would|could|may|might|can|cannot|can't|should|must|is|are|was|were|has|have|had|does|do|did|isn't|aren't|doesn't|don't|going)\b|'(?:ll|s going|re going)\b"
)
_ARTICLE_ONLY = re.compile(
    r"(?:i|we|you|it|they|he|she|there|this|that|these|those|who|which|what|if|when|once|because)\b"
)
_LAST_NOUNS = re.compile(
    r"(?:of|by|with|for|from|to|on|into|about) ((?:the |a |an )?[\w'-]+(?: [\w'-]+){0,2})$"
)


# "... will grow 3% in 2026", then "4% in 2027": the second shares all up to its amount.
_AMOUNT = re.compile(
    r"(?:\w+ing to |to |at |by |an? |around |about |only |roughly )*[$\u00a3\u20ac]?\d"
)
_UP_TO_AMOUNT = re.compile(r"(.{6,}?) (?:(?:to|at|by|about|around) )?(?=[$\u00a3\u20ac]?\d)")


def subject_of(document: Document, proposal: Proposal, before: str | None = None) -> str | None:
    """The words to put where the claim has only a pronoun or nothing at all; None where it is whole.

    `before` is the statement of the claim before, whose subject a riding verb shares.
    """
    text = document.low[proposal.start : proposal.end]
    if proposal.clause.rides and before and _AMOUNT.match(text):
        same = _UP_TO_AMOUNT.match(before)
        return same[1] if same else None
    first = text.split(" ", 1)[0]
    missing = _BARE.match(text) is not None or (proposal.clause.rides and is_verb(first))
    if not missing and (not _PRONOUN.match(text) or _EXPLETIVE.match(text)):
        return None
    if proposal.clause.rides and before and (shared := _leading(before)):
        return shared
    return _in_sentence(document, proposal) or _in_sentence_before(document, proposal)


def _leading(statement: str) -> str | None:
    """The words before the verb of a statement."""
    words = statement.split()
    for index, word in enumerate(words[:9]):
        if index and is_verb(word.lower()):
            end = index - (words[index - 1].endswith("ly") and index > 1)
            return " ".join(words[:end])
    return None


def _in_sentence(document: Document, proposal: Proposal) -> str | None:
    return _antecedent(document, proposal.sentence.span[0], proposal.start)


def _in_sentence_before(document: Document, proposal: Proposal) -> str | None:
    before = proposal.sentence.before
    return _antecedent(document, *before.span) if before else None


def _antecedent(document: Document, start: int, end: int) -> str | None:
    """The subject of the words before: what stands before their predicate, else their last noun."""
    copy = " ".join(document.copy[start:end].split())
    low = copy.lower()
    predicate = _PREDICATE.search(low)
    if predicate and 1 < predicate.start() < 60:
        words = copy[: predicate.start()].split(",")[-1].strip(" \"'(*_-")
        plural = words.endswith("s")
        first_words = words.lower()
        if _NOBODY.match(first_words):
            return None
        if words and not _ARTICLE_ONLY.match(first_words) and not plural:
            return words
    tail = low.rstrip(" ,;:.")
    tail = re.sub(
        r",? (?:and|but|even if|even|so|while|because|although|though|or|as well as|if)$", "", tail
    )
    if match := _LAST_NOUNS.search(tail):
        return copy[match.start(1) : match.end(1)]
    return None
