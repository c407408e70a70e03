"""Panels: texts in which several people have their say, each under or behind a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.voices.given import GIVEN
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_TITLED = r"(?:(?:Dr|Prof|Professor|Mr|Ms|Mrs|Sir|Lord|Lady|Rep|Sen|Gov)\.? )?"
_NAME = (
    rf"(?P<name>{_TITLED}[A-Z][\w.'\u2019-]+(?: (?:(?:de|van|von|der|of|al|bin|la|du"
    rf"|the) )?[A-Z][\w.'\u2019-]*){{0,3}})"
)
_ROLE = r"(?P<role>, [^:\n!?]{3,100}?| {0,4}\([^()\n]{2,80}\))?"
# "Ada Kern, mayor of Lund: rents will fall", "Ada Kern - rents will fall".
_HEAD = regex(rf"[^\w\n]{{0,8}}{_NAME}{_ROLE}(?: {{0,4}}: +|\s+[-\u2013\u2014]{{1,2}}\s+)(?=\S)")
# "rents will fall (Ada Kern, mayor of Lund)".
_TAIL = regex(rf"\({_NAME}(?P<role>, [^()\n]{{2,80}})?\)\W*$")
# "### Ada's predictions".
_THEIRS = (
    r" (?:\w+ )?(?:arguments?|predictions?|picks?|forecasts?|bets?|views?|takes?|answers?"
    r"|responses?|guess(?:es)?|list|odds|numbers|calls?|outlook)"
)
_OWNED = regex(rf"['\u2019]s(?:{_THEIRS})?$", re.IGNORECASE)
_ALONE = regex(rf"[^\w\n]{{0,8}}{_NAME}(?:(?<=['\u2019]s){_THEIRS})?{_ROLE}[^\w\n)]{{0,6}}\s*")
_OFFICE = regex(
    r"\b(?:CEO|CTO|CFO|VP|founder|professor|economist|analyst|strategist|director|partner"
    r"|author|editor|mayor|minister|president|chair(?:man|woman)?"
    r"|head|chief|manager|researcher|scientist|engineer|investor|journalist|reporter|columnist"
    r"|correspondent|writer|consultant|lecturer|fellow|astronomer|inventor|spokes\w+)\b",
    re.IGNORECASE,
)
_BODY = regex(
    r"\b(?:Bank|Capital|Sachs|Morgan|Securities|Research|Partners|Institute|University|Ventures"
    r"|Analytics|Advisors|Economics|Consulting)\b"
)
_LONGEST_TAIL = _LONGEST_ALONE = 160  # characters
_FEWEST = 3  # names that make a panel
_MOST = 0.6  # of what stands side by side has a name
_PERSONS = 0.5  # of the names are surely those of people
_ABOUT = 0.34  # of the names are at most what is spoken of


@dataclass(frozen=True, slots=True)
class _Named:
    """A block with a name, and where its words begin."""

    index: int
    name: str
    person: bool  # surely somebody who may say something
    says: int | None  # None for a name that stands alone


def panelist(document: Document, index: int) -> str | None:
    """Who has their say in a block; None where no panel speaks."""
    if document.panel is None:
        document.panel = _panel(document)
    return document.panel.get(index)


def _panel(document: Document) -> dict[int, str]:
    """The names by blocks."""
    found: dict[int, str] = {}
    for named in _groups(document):
        if _is_panel(document, named):
            found |= dict(_spread(document, named))
    whole = _whole(document, {*found.values()})
    return {index: whole.get(name, name) for index, name in found.items()}


def _groups(document: Document) -> Iterator[list[_Named]]:
    """What stands side by side with names, where most of it has one."""
    blocks = document.blocks
    for kind in (Kind.ITEM, Kind.HEADING, Kind.PARAGRAPH):
        mine = [i for i, block in enumerate(blocks) if block.kind is kind and block.parent is None]
        for _, alike in groupby(
            sorted(mine, key=lambda i: blocks[i].level), lambda i: blocks[i].level
        ):
            indexes = [*alike]
            for pattern in (_head, _tail, _alone):
                named = [n for i in indexes if (n := pattern(document, i, blocks[i]))]
                least = _FEWEST if kind is Kind.PARAGRAPH else max(_FEWEST, _MOST * len(indexes))
                if len(named) >= least and len({n.name for n in named}) >= _FEWEST:
                    yield named
                    break


def _head(document: Document, index: int, block: Block) -> _Named | None:
    return _named(index, _HEAD.match(document.copy, block.start, block.end))


def _tail(document: Document, index: int, block: Block) -> _Named | None:
    near = max(block.start, block.end - _LONGEST_TAIL)
    found = (
        _TAIL.search(document.copy, near, block.end)
        if ")" in document.copy[near : block.end]
        else None
    )
    named = _named(index, found)
    return _Named(index, named.name, named.person, block.start) if named else None


def _alone(document: Document, index: int, block: Block) -> _Named | None:
    if block.end - block.start > _LONGEST_ALONE:
        return None
    found = _ALONE.fullmatch(document.copy, block.start, block.end)
    named = _named(index, found)
    return _Named(index, named.name, named.person, None) if named else None


def _named(index: int, match: re.Match[str] | None) -> _Named | None:
    if match is None or match["name"].startswith("By "):  # who wrote what follows
        return None
    name, role = _OWNED.sub("", match["name"]), match["role"] or ""
    titled = re.match(_TITLED, name)
    person = (
        bool(titled and titled[0])
        or name.partition(" ")[0].lower() in GIVEN
        or _OFFICE.search(role) is not None
        or _BODY.search(name) is not None
    )
    return _Named(index, name, person, match.end())


# "Kern: will win", "Kern - she sells": of whom it is said, not who says it.
_OF_WHOM = regex(
    r"(?:he|she|they|his|her|it|will|won't|to|is|has|may|might|could|should|gets?|wins?|loses?"
    r"|drops?|becomes?)\b"
)


def _is_panel(document: Document, named: list[_Named]) -> bool:
    """True where the names are those of people who speak, rather than what is spoken of."""
    if document.blocks[named[0].index].kind is Kind.HEADING and _quotes_them(document, named):
        return False
    about = sum(n.says is not None and _speaks_of(document, n.says) for n in named)
    return sum(n.person for n in named) >= _PERSONS * len(named) and about <= _ABOUT * len(named)


_QUOTED = regex(r'"[^"\n]{30,}"')


def _quotes_them(document: Document, named: Sequence[_Named]) -> bool:
    """True where most sections quote whom they are named for: what stands beside the quotes is the author's."""
    ends = [*(n.index for n in named[1:]), len(document.blocks)]
    quoting = 0
    for n, end in zip(named, ends, strict=True):
        a, b = document.blocks[n.index].end, document.blocks[end - 1].end
        quoting += _QUOTED.search(document.copy, a, b) is not None
    return 2 * quoting >= len(named)


_WORD = regex(r"[\w']+")


def _speaks_of(document: Document, at: int) -> bool:
    first = _WORD.search(document.low, at)
    return _OF_WHOM.match(document.low, at) is not None or (
        first is not None and lex.is_verb(first[0])
    )


def _spread(document: Document, named: Sequence[_Named]) -> Iterator[tuple[int, str]]:
    """The blocks that each name is over, its own first."""
    blocks = document.blocks
    heads = blocks[named[0].index].kind is Kind.HEADING  # of which some are about other things
    names = {n.index: n for n in named if n.person or not heads or " " in n.name}
    below = _is_below(document, [*names])
    for at, n in names.items():
        if below:
            if at:
                yield at - 1, n.name
            continue
        yield at, n.name
        for index in range(at + 1, len(blocks)):
            if index in names or not _goes_on(blocks, at, index, alone=n.says is None):
                break
            yield index, n.name


def _goes_on(blocks: list[Block], at: int, index: int, *, alone: bool) -> bool:
    """True for a block that still belongs to a name."""
    head, block = blocks[at], blocks[index]
    if head.kind is Kind.HEADING:
        return at in block.headings
    if block.kind is Kind.HEADING:
        return False
    if alone and head.kind is Kind.PARAGRAPH:
        return True
    return (block.parent is not None and block.parent >= at) or block.lead == at


def _is_below(document: Document, alone: list[int]) -> bool:
    """True where the names stand below what they said: a claim before the first, none behind the last."""
    blocks = document.blocks
    first, last = alone[0], alone[-1]
    if blocks[first].kind is Kind.HEADING or first == 0:
        return False
    if not _alone(document, first, blocks[first]):
        return False
    ends = all(_is_short(document, block) for block in blocks[last + 1 :])
    return ends and blocks[first - 1].kind is not Kind.HEADING


def _is_short(document: Document, block: Block) -> bool:
    return len(document.copy[block.start : block.end].split()) < 4


_TWO_NAMES = regex(r"\b(?P<first>[A-Z][\w'\u2019-]+)(?= (?P<last>[A-Z][\w'\u2019-]+))")


def _whole(document: Document, names: set[str]) -> dict[str, str]:
    """The whole names of those that the text calls by one ("Ada": "Ada Kern"), where it gives only one."""
    longer: dict[str, set[str]] = {name: set() for name in names if " " not in name}
    for match in _TWO_NAMES.finditer(document.copy) if longer else ():
        if match["first"] in longer:
            longer[match["first"]].add(f"{match['first']} {match['last']}")
    return {name: whole.pop() for name, whole in longer.items() if len(whole) == 1}
