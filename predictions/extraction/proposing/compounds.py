"""Compounds: entries without a word of the future that say two things of two subjects, or one thing and its opposite."""

from collections.abc import Iterator
from dataclasses import replace

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.wording.verbal import ADJECTIVES, FUNCTION
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

# "The mill closes and the yard takes its place", "the mill stays but shrinks".
_JOINT = regex(r"(?:; |,? (?:and|but|yet|while|whereas) )(?:(?:also|then|even|only|still) )?")
_SUPPOSES = regex(r"\W*(?:if|unless|once|when|as|assuming|provided|either|both|neither|should)\b")
# What is so by now, or as a rule.
_NOW = regex(
    r"\b(?:ha(?:s|ve) (?:\w+ )?been|already|now|so far|rarely|usually|typically|generally)\b"
)
_CONTRASTS = regex(r"\W*(?:but|yet)\b")
_REMARKS = regex(r"(?:that|this|it)(?:'s| is| seems| looks| would)\b")  # of what was claimed
_WORD = regex(r"[\w'-]+")
_LEAST = 12


def parts(document: Document, proposal: Proposal) -> Iterator[Proposal]:
    """The claims of a bare entry; the entry itself where it is one."""
    a, b = proposal.start, proposal.end
    index = proposal.sentence.block
    blocks = document.blocks[index + 1 : index + 2]
    if (
        proposal.form != "listed"
        or proposal.stated
        or proposal.over
        or any(below.parent == index for below in blocks)
    ):
        yield proposal
        return
    start, rides = a, False
    for left, right, on in _cuts(document, a, b):
        yield _part(proposal, start, left, rides=rides)
        start, rides = right, on
    yield _part(proposal, start, b, rides=rides) if start > a else proposal


def _part(whole: Proposal, start: int, end: int, *, rides: bool) -> Proposal:
    clause = replace(
        whole.clause,
        start=start,
        end=end,
        outer=(start, end),
        first=start == whole.start,
        rides=rides,
    )
    return replace(whole, start=start, end=end, clause=clause)


def _cuts(document: Document, a: int, b: int) -> Iterator[tuple[int, int, bool]]:
    """The ends of claims, the starts of those after them, and whether these share the subject."""
    low = document.low
    if _SUPPOSES.match(low, a, b) or _NOW.search(low, a, b):
        return
    start = a
    joints = [*_JOINT.finditer(low, a + _LEAST, b)]
    for number, joint in enumerate(joints):
        left, right = joint.span()
        stop = joints[number + 1].start() if number + 1 < len(joints) else b
        if (
            b - right < _LEAST
            or _BETWEEN.search(low, start, left)
            or low.count("(", a, left) != low.count(")", a, left)
            or low.count('"', a, left) % 2
        ):
            continue
        if not _acts(low[start:left]) or not _acts(low[right : max(stop, right)]):
            continue
        on = _opens_with_verb(low, right, b)
        if _REMARKS.match(low, right, b) or (on and not _CONTRASTS.match(low, left, right)):
            continue
        yield left, right, on
        start = right


def _opens_with_verb(low: str, start: int, end: int) -> bool:
    word = _WORD.match(low, start, end)
    return (
        word is not None
        and word[0] not in FUNCTION
        and (lex.is_verb(word[0]) or word[0] in _AUXILIARY or word[0].endswith(("ed", "ing")))
    )


def _acts(text: str) -> bool:
    """True where a word surely is a finite verb: "is", "rents | fall", "the yard | closes the gate"."""
    words = [word.strip(",.;:()\"'*_") for word in text.split()]
    return any(map(_is_finite, ["", *words], words, [*words[1:], ""]))


def _is_finite(before: str, word: str, after: str) -> bool:
    if word in _AUXILIARY:
        return True
    if not word.isalpha() or before in _NO_SUBJECT:
        return False
    if word.endswith("s"):
        known = lex.is_verb(word) or before in _OFTEN or after in _OBJECT
        return known and after not in ("of", "and", "or")
    plural = before.endswith("s") and not before.endswith(("ss", "us", "is"))
    return (plural or before in _MANY) and word in lex.VERBS


_NO_SUBJECT = (
    FUNCTION
    - lex.words(
        "also still just even only never this that these those which who most many both all"
    )
) | ADJECTIVES
_MANY = lex.words(
    "they we you i people these those who both many most all also still just even only never"
)
_OFTEN = lex.words("still also never just even only finally")
_OBJECT = lex.words("the a an its it's their his her him them along down off away back up out")
_BETWEEN = regex(r"\b(?:between|both) [^,;]*$")
_AUXILIARY = lex.words("is are isn't aren't has have hasn't haven't does do doesn't don't gets get")
