"""Whose the words in quotation marks are: who is named around them, or somebody without a name."""

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.voices.attribution import speaker_in
from predictions.extraction.voices.names import Attribution
from predictions.extraction.voices.quoting import LONGEST_SIGNATURE, NAME, OWN_WORDS, TITLE
from predictions.regexes import regex

# Who is said to say them before, between or after.
_LINE = r"(?:\n[ \t>]*)"
_AFTERWARDS = regex(
    rf"[^\"]{{0,1500}}\"[ \t>]*(?:{_LINE}{{0,2}}(?:\u2014|--|-(?=[ A-Z])|\("
    rf"|~)[ \t]*(?P<signed>[A-Z][^\n\"(),]{{2,60}})|{_LINE}?{NAME}){TITLE}[).\s]*(?:\n|$)"
)
# "Mara Lindqvist, mayor of Harrow:" before the words.
_NAMED_HEAD = regex(rf"\W*(?:[Ii]n \d{{4}},? )?{NAME}(?:,? [^\"\n:]{{0,90}})?:\W*")
_LONGEST_QUOTE = 1500
_LEAST_WORDS = 5


def quoted_speaker(document: Document, proposal: Proposal) -> Attribution | None:
    """Whose words a claim in quotation marks is, where its paragraph says so; None outside them."""
    block, copy = document.blocks[proposal.sentence.block], document.copy
    a, b = proposal.start, proposal.end
    near, far = max(block.start, a - _LONGEST_QUOTE), min(block.end, b + _LONGEST_QUOTE)
    if copy.count('"', near, a) % 2 == 0:
        return None
    opened, closed = copy.rfind('"', near, a), copy.find('"', a, far)
    if (
        0 <= closed < b - 2
        or len(copy[opened : closed if closed > 0 else b].split()) < _LEAST_WORDS
    ):
        return None
    if signed := _AFTERWARDS.match(copy, b, min(len(copy), b + _LONGEST_QUOTE)):
        return Attribution(signed["signed"] or signed["name"], reported=True)
    if opened >= 0 and (head := _NAMED_HEAD.fullmatch(copy, near, opened)):
        return Attribution(head["name"], reported=True)
    pieces = copy[near:far].split('"')
    speaker = speaker_in(
        " ".join(pieces[::2]), len(" ".join(pieces[: copy.count('"', near, a) : 2]))
    )
    if speaker is None and _is_anothers(document, proposal.sentence.block, opened):
        return Attribution(None, reported=True)
    return speaker


# Before the words: nothing but the number of an entry, or what announces them.
_OPENS = regex(r"[\W_]*(?:(?:[ivxIVX]+|\d+)[.)])?[\W_]*")
_EACH = regex(r" and | & |, ")
_ANNOUNCED = regex(r"(?:^|[.!?\"]\s)([^.!?\"]*\w[,:][\s*_]*)$")


def _is_anothers(document: Document, index: int, opened: int) -> bool:
    """True for whole sentences in quotation marks of which nobody is named, if their lead is not the author's own."""
    block, copy = document.blocks[index], document.copy
    if opened < block.start or block.kind is Kind.META:
        return False
    before = copy[block.start : opened]
    if not _OPENS.fullmatch(before):
        announced = _ANNOUNCED.search(before[-200:])
        return announced is not None and OWN_WORDS.search(announced[1]) is None
    if block.quoted or block.kind is Kind.HEADING:
        return True
    below = document.text[block.end : block.end + LONGEST_SIGNATURE]
    if any(name in below for name in _EACH.split(document.author or "") if name):
        return False  # its author signs it
    lead = block.lead if block.lead is not None else block.parent
    above = document.blocks[lead if lead is not None else max(index - 1, 0)]
    return OWN_WORDS.search(copy, max(above.start, above.end - 200), above.end) is None
