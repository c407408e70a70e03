"""Whose forecast a claim is: who is named beside it, whose words it stands among, or the document's author."""

import re

from predictions.extraction.chances.platforms import platform_of
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.voices.attribution import attribute, gives
from predictions.extraction.voices.leading import led_by
from predictions.extraction.voices.names import (
    Attribution,
    full_name,
    heading_author,
    is_no_name,
    names_several,
    one_of,
)
from predictions.extraction.voices.panels import panelist
from predictions.extraction.voices.quotations import quoted_speaker
from predictions.extraction.voices.quoting import (
    is_led_by_another,
    is_of_another,
    quoted_author,
    quoted_in_thread,
    signer,
)
from predictions.extraction.voices.reporting import is_impersonal, reports, source_before
from predictions.extraction.voices.roundabout import roundabout
from predictions.extraction.voices.sourcing import source_of
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

_INTRODUCTION = 3000  # characters in which a transcript says who its speakers are
_BLANKS = regex(r" {2,}")
_NO_WORD = regex(r"\W+")
_OWN_VIEW = regex(r"\bi\b(?!\.)")
_I = needs("i")


Owner = tuple[str | None, bool]  # whose a claim is, and whether that is not the document's author


def author_of(document: Document, proposal: Proposal, before: Owner | None) -> Owner:
    """Whose forecast it is, and whether that is somebody else than the document's author; `before` is whose the one before is."""
    return owner_of(document, proposal, named_for(document, proposal), before)


def named_for(document: Document, proposal: Proposal) -> Attribution | None:
    """Who is named for the claim: in its sentence, with its number, around the words in quotation marks."""
    if proposal.form == "cell":
        return None
    sentence, place = proposal.sentence, (proposal.start, proposal.end)
    who = attribute(document.copy, place, sentence.span, sentence.seen)
    if who is None and proposal.stated:
        who = gives(document.copy, place)
    if who is None:
        around = _around(document, proposal)
        who = source_of(*around, sentence.seen) or roundabout(*around[:2], sentence.seen)
    return who or _quoted_under_a_name(document, proposal) or quoted_speaker(document, proposal)


def owner_of(
    document: Document, proposal: Proposal, who: Attribution | None, before: Owner | None
) -> Owner:
    """Whose forecast it is, where somebody is named for it and where nobody is."""
    if proposal.form == "cell":
        own = _same_person(proposal.author, document.author)
        alone = own and not names_several(document.author or "")
        return document.author if alone else proposal.author, not own
    if who is None and before and proposal.clause.rides:
        return before  # it goes on with what they say
    name, other = _told_or_placed(document, proposal, who, before)
    if name and other and not document.speakers.starts:
        nobody = is_no_name(name) or _is_a_word(document, name)  # "Members expect", "Over the year"
        return (None if nobody else name), other
    return name, other


def _told_or_placed(
    document: Document, proposal: Proposal, who: Attribution | None, before: Owner | None
) -> Owner:
    """Who is named for a claim, or else whose its place is."""
    if who is None:
        return _of_its_place(document, proposal)
    if who.author is None and who.pronoun:
        return _named_before(document, proposal, before), True
    if who.author and not reports(document):  # a group that writes of itself by its name
        return _theirs(document, who.author)
    return who.author, True


_ONE_WORD = regex(r"[A-Z][a-z]+")


def _is_a_word(document: Document, name: str) -> bool:
    """True for one word that the text writes in lower case, too, and never as a name amid a sentence."""
    if not _ONE_WORD.fullmatch(name):
        return False
    known = document.plain_words.get(name)
    if known is None:
        plain = re.search(rf"\b{name.lower()}\b", document.copy) is not None
        known = plain and not re.search(rf"[a-z,] {name}\b", document.copy)
        document.plain_words[name] = known
    return known


def _theirs(document: Document, name: str) -> Owner:
    """Whose a forecast is that is given to a name, which may be the author's, or one of theirs."""
    if _same_person(name, document.author):
        return document.author, False
    one = one_of(document.author or "", name)
    return one or name, one is None


def _named_before(document: Document, proposal: Proposal, before: Owner | None) -> str | None:
    """Whom "he" or "the report" means: whose the claim before was, or who was last said to say something."""
    if before and before[0] and before[1]:
        return before[0]
    if document.quoted or not reports(document):
        return document.quoted
    return source_before(document, proposal.start)


def _around(document: Document, proposal: Proposal) -> tuple[str, str, str]:
    """The words of the sentence before a claim, the claim, and the words behind it."""
    (begin, end), copy = proposal.sentence.span, document.copy
    a, b = proposal.start, proposal.end
    before, claim = copy[max(begin, a - 300) : a], copy[a : min(b, a + 600)]
    claim = _BLANKS.sub(" ", claim) if "  " in claim else claim  # where the address of a link was
    return before, claim, copy[b : min(end, b + 120)]


def _of_its_place(document: Document, proposal: Proposal) -> Owner:
    """Whose claim it is where nobody is named for it: of a quote, a speaker, those reported on, the author."""
    if other := _passed_on(document, proposal):
        return other, not _same_person(other, document.author)
    if speaker := document.speakers.at(proposal.start):
        return _of_a_turn(document, proposal, speaker)
    if other := document.quoted or panelist(document, proposal.sentence.block):
        return _theirs(document, other)
    own = proposal.sentence.seen & _I and _OWN_VIEW.search(document.low, *proposal.sentence.span)
    if not own:
        led = led_by(document, proposal.sentence.block)
        if led or reports(document):
            author = led.author if led else source_before(document, proposal.start)
            return author, led is None or not _same_person(author, document.author)
    block = proposal.sentence.block
    if (
        is_impersonal(document, proposal)
        or is_led_by_another(document, block)
        or is_of_another(document, block, (proposal.start, proposal.end))
    ):
        return None, True
    return document.author, False


def _of_a_turn(document: Document, proposal: Proposal, speaker: str) -> Owner:
    """Whose claim it is in what a speaker says, first-hand, whoever wrote it down; or quotes."""
    if document.blocks[proposal.sentence.block].quoted:
        return quoted_in_thread(document, proposal), True
    name = full_name(speaker, document.author, document.text[:_INTRODUCTION])
    # A guest's words where the author is one of the speakers; a comment below the author's page.
    beside = document.author in document.speakers.names or document.speakers.marked
    return name, beside and document.author is not None and speaker != document.author


def _same_person(column: str | None, author: str | None) -> bool:
    """True where a column is headed by the author's name or its beginning ("Rob" for "robertson")."""
    one, two = (_NO_WORD.sub("", (name or "").lower()) for name in (column, author))
    return one == two or (len(one) >= 3 and two.startswith(one))


def _passed_on(document: Document, proposal: Proposal) -> str | None:
    """Whose words or numbers the place is: of a block quote, of a forecasting platform."""
    block = proposal.sentence.block
    return (
        quoted_author(document, block) or platform_of(document, proposal) or signer(document, block)
    )


def _quoted_under_a_name(document: Document, proposal: Proposal) -> Attribution | None:
    """Words in quotation marks under a heading that is a person's name are that person's."""
    block = document.blocks[proposal.sentence.block]
    near = max(block.start, proposal.start - 1500)
    if not block.headings or document.low.count('"', near, proposal.start) % 2 == 0:
        return None
    name = _name_of(document, block.headings[-1])
    return Attribution(name, reported=True) if name else None


def _name_of(document: Document, heading: int) -> str | None:
    """The name that a heading is: its words turn up nowhere in the text as plain words."""
    if heading not in document.names:
        block = document.blocks[heading]
        name = heading_author(document.copy[block.start : block.end])
        plain = name and any(f" {word.lower()} " in document.copy for word in name.split())
        document.names[heading] = None if plain else name
    return document.names[heading]
