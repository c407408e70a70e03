"""Whose claims a list holds, by the line that leads to it: "They predict:", "Here is what the panel said:"."""

import re

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.voices.attribution import speaker_in
from predictions.extraction.voices.given import GIVEN
from predictions.extraction.voices.names import OWN, Attribution, whom
from predictions.regexes import regex

_OWN = regex(r"\b(?:I|my|me|mine|we|We|our|Our|us)\b|\bMy\b")
_ANSWERS = regex(
    r"\b(?:respondents|participants|panel(?:l?ists)?|survey(?:ed|s)?|polled|interviewees|asked)\b",
    re.IGNORECASE,
)
_THEIRS = regex(
    r"(?P<who>[A-Z][\w.\u2019-]*(?: [A-Z][\w.\u2019-]*){0,3})['\u2019]s? (?:[\w-]+ ){0,3}?(?:predictions?"
    r"|forecasts?|views?|claims?|estimates?|expectations?|projections?)\b"
    r"|\b(?:[Tt]heir|[Hh]is|[Hh]er) (?:[\w-]+ ){0,3}?(?:predictions?|forecasts?|views?"
    r"|estimates?|expectations?|projections?|extrapolations?|timelines?|outlook|picks)\b"
)
_LONGEST = 1500
_DEEPEST, _MOST_ITEMS = 6, 30
_FOLLOWING = ((Kind.PARAGRAPH, Kind.PARAGRAPH), (Kind.PARAGRAPH, Kind.ITEM))
_MAKES = regex(
    r"(?P<who>[A-Z][\w.\u2019-]*(?: [A-Z][\w.\u2019-]*){0,3}) (?:makes?|made|offers?|offered"
    r"|lists?|listed|gives?|gave|shares?|shared|published) (?:[\w-]+ ){0,3}?(?:predictions?"
    r"|forecasts?|views?|claims?|estimates?|scenarios?)\b"
)


def led_by(document: Document, index: int) -> Attribution | None:
    """Who is said to make the claims of a list in the line or heading before it; None for the author."""
    over = _over(document, index)
    if over is None:
        return None
    block = document.blocks[over]
    if head := _heads(document).get(over):
        return None if head in (document.author or "") else whom(head)
    if block.kind is Kind.HEADING:
        return None
    words = _NOTE.sub("", document.copy[max(block.start, block.end - _LONGEST) : block.end]).rstrip(
        " *_\n"
    )
    return _led_in(words) if words.endswith(":") else None


def _over(document: Document, index: int) -> int | None:
    """The line that leads to a list, or the heading of its section."""
    if (head := _head_of_section(document, index)) is not None:
        return head
    lead = _lead(document, index)
    if lead is not None or not (above := document.blocks[index].headings):
        return lead
    return above[-1] or None  # not the title


def _head_of_section(document: Document, index: int) -> int | None:
    """The line that says whose the short paragraphs below it are, as those before do not."""
    blocks = document.blocks
    if blocks[index].kind is not Kind.PARAGRAPH:
        return None
    head = max((i for i in _heads(document) if i < index), default=None)
    if head is None or index - head > _MOST_ITEMS:
        return None
    between = blocks[head + 1 : index]
    short = all(b.kind is Kind.PARAGRAPH and _LEAST < b.end - b.start <= _SHORT for b in between)
    return head if short else None


def _heads(document: Document) -> dict[int, str]:
    """The lines and headings that say whose predictions follow, with the names."""
    if document.heads is None:
        document.heads = {}
        if any(map(document.holds, _WHAT_WORDS)):
            document.heads = _named_heads(document)
    return document.heads


def _named_heads(document: Document) -> dict[int, str]:
    heads: dict[int, str] = {}
    persons = False
    for index, block in enumerate(document.blocks):
        whole = block.kind in (Kind.PARAGRAPH, Kind.HEADING) and index > 0
        if not whole or block.end - block.start > _LONGEST_HEAD:
            continue
        line = document.copy[block.start : block.end].strip()
        if (head := _HEAD.match(line)) is None or _OWN.search(line) or _NOBODY.search(head["who"]):
            continue
        name, first = head["who"], head["who"].split()[0]
        if first.lower() not in OWN and whom(name):
            heads[index] = name
            persons |= first.lower() in GIVEN
    # "Harrow, five picks for 2031" is a topic, unless the other lines name people.
    return {
        index: name for index, name in heads.items()
        if "," not in document.copy[document.blocks[index].start :][: len(name) + _MARKS] or (persons and " " in name)
    }  # fmt: skip


def _led_in(whole: str) -> Attribution | None:
    """Who makes the claims that a line with a colon leads to."""
    words = re.split(r"(?<=[.!?]) ", whole)[-1]
    if _OTHERS.search(words):
        return Attribution(None, reported=True)
    if _OWN.search(words):
        return None
    if _SHOWS.match(words) and (theirs := _THEIRS.search(whole)) and theirs["who"]:
        return _named_in(theirs[0])
    if _RESULTS.search(words) and _ANSWERS.search(whole):
        return Attribution(None, reported=True)
    return _named_in(words)


# "Here are some of the things that people are predicting:".
_OTHERS = regex(
    r"\b(?:people|folks|experts|others|analysts|pundits|economists|everyone|commentators"
    r"|readers) (?:(?:are|were|have been|have|all) )?(?:predict|forecast|expect)(?:s|ed"
    r"|ing)?\b[^.!?]{0,40}$",
    re.IGNORECASE,
)
# "... Vox's predictions for 2031. Here are the first eight:"
_SHOWS = regex(
    r"(?:here|these|they|those|the (?:list|first|top)|among them|some of them)\b[^.!?]{0,60}:?$",
    re.IGNORECASE,
)
# A line over a list that says whose it is: "Ada Kern, Five predictions for 2031 on The Hour", "Harrow staff's 2031 predictions".
_WHAT = r"(?i:predictions?|forecasts?|picks|prognostications|prophecies)"
_HEAD = regex(
    rf"\W{{0,6}}(?P<who>[A-Z][\w.'\u2019&-]*(?: (?:(?:de|van|von|of|the|and"
    rf"|&) )?[A-Z][\w.'\u2019&-]*){{0,4}}?)(?:, (?=[^!?\n]{{0,80}}\b{_WHAT}\b)"
    rf"|(?: [Ss]taff)?['\u2019]s?(?= (?:[\w-]+ ){{0,4}}{_WHAT}\b))(?:[^.!?\n]"
    rf"|\.(?=\w)){{4,110}}?:?\W{{0,4}}$",
)
_NOBODY = regex(
    r"\b(?:years?|weeks?|months?|days?|season|today|tonight|tomorrow|yesterday|\w+day|new|last"
    r"|next|world|nation|country|reader|market|industry)\b",
    re.IGNORECASE,
)
_WHAT_WORDS = ("prediction", "forecast", "picks", "prognostication", "prophec")
_MARKS = 8  # characters before and behind a name
_LONGEST_HEAD, _SHORT = 160, 300  # characters
_LEAST = 24  # of a paragraph that is no title of another part


_NOTE = regex(r"\[\^?\w{1,4}\]\s*$")
_RESULTS = regex(r"\b(?:results|answers|responses|findings)\b", re.IGNORECASE)


def _named_in(words: str) -> Attribution | None:
    """Who is named in a line that leads to claims."""
    if theirs := _THEIRS.search(words):
        named = theirs["who"]
        if named and named.lower() in OWN:
            return None
        return (whom(named) if named else None) or Attribution(None, reported=True)
    if (makes := _MAKES.search(words)) and (who := whom(makes["who"])):
        return who
    who = speaker_in(words, len(words))
    return who or (Attribution(None, reported=True) if _ANSWERS.search(words) else None)


def _lead(document: Document, index: int) -> int | None:
    """The paragraph that leads to a list, also from an item below an item."""
    block = document.blocks[index]
    for _ in range(_DEEPEST):
        if block.lead is not None or block.parent is None:
            break
        block = document.blocks[block.parent]
    if block.lead is not None:
        return block.lead
    first = index  # of items whose lead is hidden by a mark behind its colon
    while first > max(0, index - _MOST_ITEMS) and document.blocks[first].kind is Kind.ITEM:
        first -= 1
    if first == index:
        first = max(0, index - 1)
    kinds = (document.blocks[first].kind, document.blocks[index].kind)
    return first if kinds in _FOLLOWING and first < index else None
