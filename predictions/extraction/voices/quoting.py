"""Whose words a block quote holds: the name below it, at its head, or in the line that leads to it."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, pairwise

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.voices.attribution import tells
from predictions.regexes import regex

NAME = r"(?P<name>[A-Z][\w.'\u2019-]+(?: (?:(?:de|van|von|der|of|al) )?[A-Z][\w.'\u2019-]*){0,3})"
_SIGNED = regex(
    rf"[ \t>*_]*(?:\u2014|\u2013|--|-(?= ))[ \t*_]*{NAME}(?:[,(][^\n]{{0,80}})?[ \t*_]*"
)
_WROTE = r"(?:wrote|writes|said|says|replied|posted|predicted|argued|asks|commented|tweeted)"
_HEADED = regex(
    rf"[ \t>*_]*(?:@?{NAME})[*_]*(?: {_WROTE})?(?: (?:on|in|at) [^:\n]{{1,40}})?:[*_]*(?:[ \t]|$)",
    re.MULTILINE,
)
_LED = regex(
    rf"(?<!\w)(?!(?:As|But|And|When|Then|So|In|On|Yet|While|Here|What|Today|Yesterday"
    rf"|Last)\b){NAME}[*_]*(?:,[^,\n]{{1,60}},)? {_WROTE}(?: [^:.\n]{{1,60}})?:[\s*_]*$"
)
_DEPTH = regex(r"[ \t]{0,3}(?:>[ \t]?)+")
_MOST_BLOCKS = 12  # of one quote that are looked through for a name


def quoted_author(document: Document, index: int) -> str | None:
    """The name of whoever is quoted in a block; None outside quotes, and where no name stands."""
    blocks, text = document.blocks, document.text
    if not blocks[index].quoted:
        return None
    depth = _depth(text, blocks[index])
    first = last = index
    while first > max(0, index - _MOST_BLOCKS) and _belongs(text, blocks[first - 1], depth):
        first -= 1
    while last + 1 < min(len(blocks), index + _MOST_BLOCKS) and _belongs(
        text, blocks[last + 1], depth
    ):
        last += 1
    return (
        _signed(text, blocks[index : last + 1])
        or _headed(text, blocks[first : index + 1])
        or _led(document, first)
    )


def _depth(text: str, block: Block) -> int:
    start = text.rfind("\n", 0, block.start) + 1
    match = _DEPTH.match(text, start)
    return match[0].count(">") if match else 0


def _belongs(text: str, block: Block, depth: int) -> bool:
    return block.quoted and _depth(text, block) == depth


def _signed(text: str, blocks: list[Block]) -> str | None:
    """A dash and a name on the last line of the quote."""
    block = blocks[-1]
    start = text.rfind("\n", 0, max(block.start, block.end - 1)) + 1
    match = _SIGNED.fullmatch(text, max(start, 0), block.end)
    return match["name"] if match else None


def _headed(text: str, blocks: list[Block]) -> str | None:
    """A name and a colon, or "Name wrote:", where the quote begins."""
    for block in reversed(blocks):
        if block.kind is Kind.ITEM:  # "3. Gold: ..." names what it is about
            continue
        if match := _HEADED.match(text, block.start, min(block.end, block.start + 160)):
            return match["name"]
    return None


OWN_WORDS = regex(r"\b(?:I|me|[Mm]y|[Ww]e|[Oo]ur)\b|\b[Pp]redict(?:ed|ions?)\b")


# "— a fund manager, 2021": somebody said it, who has no name here.
_ANONYMOUS = regex(
    r"(?:\u2014|\u2013|--)[ \t]*(?:an?|the|my|our|one of|some)[ \t]+[a-z][^\n.!?]{2,80}[ \t]*$"
)


# "Here is what I wrote a year ago": the block quotes of such a text are its author's own words.
_OWN_WORDS = regex(
    r"\b(?:i|we)(?:'d|'ve| had| have)? (?:\w+ )?(?:wrote|written|said|predicted|made|posted"
    r"|published|forecast(?:ed)?|guessed|thought|expected|put|gave|got|was|am)\b"
    r"|\b(?:my|our)(?: \w+){0,3} (?:predictions?|forecasts?|guess(?:es)?|list|post|bets?|picks"
    r"|results|score|calibration)\b"
)


def is_of_another(document: Document, index: int, claim: tuple[int, int]) -> bool:
    """True for a block quote in a text that quotes others, where its words stand nowhere else in it."""
    if not document.blocks[index].quoted or _quotes_itself(document):
        return False
    start, end = claim
    words = document.copy[start : min(end, start + _TELLING)]
    return document.copy.find(words, end) < 0 and document.copy.find(words, 0, start) < 0


_TELLING = 60  # characters of a claim that come again only where it is repeated


def _quotes_itself(document: Document) -> bool:
    """True for a text that looks back at what its author said; one that only answers quotes others."""
    key = ("quotes_itself", 0)
    if key not in document.answers:
        document.answers[key] = _OWN_WORDS.search(document.low) is not None
    return document.answers[key]


def is_led_by_another(document: Document, index: int) -> bool:
    """True for a block quote under a line that announces words, and not the author's own; or signed by a nobody."""
    blocks = document.blocks
    if not blocks[index].quoted:
        return False
    last = blocks[min(index + 1, len(blocks) - 1)]  # the name may stand on a line of its own
    if any(
        _ANONYMOUS.search(document.text, block.start, block.end)
        for block in (blocks[index], last)
        if block.quoted
    ):
        return True
    first = index
    while first > max(0, index - _MOST_BLOCKS) and blocks[first - 1].quoted:
        first -= 1
    if first == 0 or blocks[first - 1].kind is not Kind.PARAGRAPH:
        return False
    lead = document.copy[
        max(blocks[first - 1].start, blocks[first - 1].end - 200) : blocks[first - 1].end
    ]
    return lead.rstrip().endswith(":") and tells(lead) and OWN_WORDS.search(lead) is None


def _led(document: Document, first: int) -> str | None:
    """The name in "As Name wrote:" right before the quote."""
    if first == 0:
        return None
    before = document.blocks[first - 1]
    if before.kind is not Kind.PARAGRAPH:
        return None
    match = _LED.search(document.text, max(before.start, before.end - 200), before.end)
    return match["name"] if match else None


TITLE = r"(?:[,(][^\n\"]{0,90})?"
# "The ferry will never pay. - Mara Lindqvist, 1921", "Mara Lindqvist (1921): The ferry will never pay".
_YEAR = r"(?:1[5-9]|20)\d\d"
_DASH = r"(?:\u2014|\u2013|--|\u2015)"
_SIGNED_BLOCK = regex(
    rf"[.!?\"\u201d][*_]*\s+{_DASH}[ \t*_]*{NAME}[*_]*{TITLE}\s*$"
    rf"|\s(?:-|{_DASH})[ \t*_]*{NAME.replace('name', 'dated')}[*_]*,[^\n\"]{{0,60}}\b{_YEAR}\s*$"
    rf"|\s\({NAME.replace('name', 'aside')},[^()\n]{{0,80}}\b{_YEAR}\)\s*$"
)
# "X-rays will prove a hoax", "Mara Lindqvist, president of the guild", "1895": a line each.
_YEAR_BELOW = regex(rf"\n[ \t>]*{NAME}(?:[ ,][^\n\"]{{0,100}})?\n[ \t>]*{_YEAR}\s*$")
_SIGNATURE = regex(rf"[\s>]*(?:-|{_DASH})[ \t*_]*{NAME}[*_]*{TITLE}\s*")
_DATED_HEAD = regex(
    rf"\W*{NAME}[*_]*,? \(?{_YEAR}\)?[*_]*:\W"
    rf"|\W*{_YEAR}\W{{1,4}}{NAME.replace('name', 'dated')}(?:, [^:\n]{{2,60}})?:\W"
)
_DATED_HEADING = regex(rf"\W*{NAME}(?:, {_YEAR}| \({_YEAR}\))\W*")


_SIGNS = ("-", "\u2014", "\u2013", "\u2015", "(")


def signer(document: Document, index: int) -> str | None:
    """The name that signs a paragraph, an item or a quote, or stands with a year at its head."""
    block, text = document.blocks[index], document.text
    found = _DATED_HEAD.match(text, block.start, min(block.end, block.start + 120))
    near = max(block.start, block.end - 160)
    if found is None and any(text.find(sign, near, block.end) >= 0 for sign in _SIGNS):
        found = _SIGNED_BLOCK.search(text, near, block.end)
    if found is None and text[near : block.end].rstrip()[-4:].isdigit():
        found = _YEAR_BELOW.search(text, near, block.end)
    if found and _is_past(document, found[0]):
        return next(name for name in found.groups() if name)
    after = document.blocks[index + 1 : index + 2]
    if after and after[0].end - after[0].start < LONGEST_SIGNATURE:
        start = text.rfind("\n", 0, after[0].start) + 1
        signature = _SIGNATURE.fullmatch(text, start, after[0].end)
        # An item below an item is as a rule about it; a past year or quotation marks tell a signature.
        sure = after[0].kind is not Kind.ITEM or document.copy[block.start : block.end].endswith(
            '"'
        )
        if (
            signature
            and (sure or _A_YEAR.search(signature[0]))
            and _is_past(document, signature[0])
        ):
            return signature["name"]
    if block.quoted and block.headings:
        above = document.blocks[block.headings[-1]]
        if heading := _DATED_HEADING.fullmatch(text, above.start, above.end):
            return heading["name"]
    return None


LONGEST_SIGNATURE = 120
_A_YEAR = regex(rf"\b{_YEAR}\b")


def _is_past(document: Document, signature: str) -> bool:
    """False for a year that is not over: "Euro 2028: ..." names what will be, not who once said so."""
    years = [int(year) for year in _A_YEAR.findall(signature)]
    today = document.published
    return not years or (today is not None and max(years) < today.year)


_HANDLE = regex(
    rf"[ \t>*_@]*(?P<name>[^\s:>][^:\n>]{{0,60}}?)[*_]*(?: {_WROTE})?:[*_]*(?:[ \t].{{0,40}})?$",
    re.MULTILINE,
)
_WORDS = regex(r"\w+")
_LEAST_QUOTED = 12  # letters and digits; less is said by many


def quoted_in_thread(document: Document, proposal: Proposal) -> str | None:
    """Whom a comment quotes: who is named at the head of the quote, or said the same before."""
    index = first = proposal.sentence.block
    while first > max(0, index - _MOST_BLOCKS) and _goes_on(document, first):
        first -= 1
    known = {name.lower(): name for name in document.speakers.names}
    starts = document.speakers.starts
    said_from = starts[max(0, bisect_right(starts, proposal.start) - 1)]
    for at in (first - 1, first):
        block = document.blocks[max(at, 0)]
        if block.start < said_from:
            continue  # the line that names who quotes
        head = _HANDLE.match(document.text, block.start, min(block.end, block.start + 120))
        if head and (name := known.get(head["name"].strip().lower())):
            return name
    return _said_before(document, proposal)


def _goes_on(document: Document, index: int) -> bool:
    """Return whether a block belongs to the quote before it: an empty line ends that."""
    before, block = document.blocks[index - 1 : index + 1]
    return before.quoted and "\n\n" not in document.text[before.end - 1 : block.start]


def _said_before(document: Document, proposal: Proposal) -> str | None:
    """The speaker of an earlier turn, or the author of what stands above them, with the same words."""
    said = "".join(_WORDS.findall(document.low[proposal.start : proposal.end]))
    if len(said) < _LEAST_QUOTED:
        return None
    speakers = document.speakers
    squeezed, begins = _squeezed(document.low, speakers.starts)
    turn = bisect_right(speakers.starts, proposal.start)
    found = squeezed.rfind(said, 0, begins[turn])
    if found < 0:
        return None
    index = bisect_right(begins, found) - 1
    return speakers.names[index - 1] if index else document.author


@lru_cache(maxsize=1)
def _squeezed(low: str, starts: tuple[int, ...]) -> tuple[str, list[int]]:
    """The letters and digits of a text, and where among them its turns begin."""
    places = (0, *starts, len(low))
    turns = ["".join(_WORDS.findall(low, a, b)) for a, b in pairwise(places)]
    return "".join(turns), [0, *accumulate(map(len, turns))][:-1]
