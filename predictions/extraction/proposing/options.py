"""Options: what may come out of one thing, each with its chance: "Winner of the cup:" over "Kern (50)", "Poe (35)", "Someone else (15)"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from predictions.extraction.chances.edges import Edge, edge_of
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.others import below_others, counts_others, laid_down
from predictions.extraction.proposing.picking import OVER
from predictions.extraction.wording.chosen import is_answer, names_what_comes
from predictions.extraction.wording.verbal import has_verb
from predictions.regexes import regex

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Option:
    """One of several that may come, and its chance."""

    block: int
    edge: Edge  # its words, and its number
    topics: tuple[Span, ...] = ()  # what stands over it, nearest last
    times: tuple[Span, ...] = ()  # where its time may stand, nearest first


_MARK = regex(
    r"[\s>*_#|\u2022\u00b7+\u2013\u2014-]*(?:\[[ xX]?\]\s*)?(?:(?:(?:\d{1,2}|[a-z])[.)]|o)\s+)?[*_\"\u201c]*"
)
# "Probabilities in percent", "my odds (out of 100)", "the numbers are how likely I think it is".
_BELIEF = (
    r"(?:probabilit\w+|chances?|odds|likelihoods?|confidences?|credences?|certaint\w+|predictions?"
    r"|forecasts?|prognos\w+|guess\w*|how (?:likely|sure|probable|confident))"
)
_UNIT = regex(
    rf"\b{_BELIEF}\b[^.\n]{{0,60}}?(?:\b(?:in|as|are) (?:%|per ?cent\w*)"
    rf"|\bout of (?:100|a hundred)|\b(?:per ?cent|percentages?)\b|\(%"
    rf"|\bin (?:brackets|parenthes[ei]s|parens))"
    r"|(?:per ?cent(?:age)?|%)(?:-| )(?:chances?|probabilit\w+|likelihoods?|odds)\b"
    rf"|\b(?:numbers?|figures?|brackets|parenthes[ei]s|parens"
    rf"|percent(?:age)?s?)\b[^.\n]{{0,30}}?(?:are|is|gives?|means?|shows?|says?|stands? for|="
    rf"|reflects?) [^.\n]{{0,30}}?{_BELIEF}"
)
_ANNOUNCED = regex(
    r"\b(?:predict\w*|forecasts?|prognos\w+|probabilit\w+|likelihoods?|confidence|guess\w*"
    r"|how (?:likely|sure)|odds|chances|credences?|my (?:picks|bets|guess\w*))\b"
)
_BEFORE = 2000  # characters in which chances are spoken of
# Opens with a plain set of characters, which a search passes over; what each begins stands behind it.
_MAY = regex(
    r"[\dc(\[\n](?:(?:(?<=\d)%?|(?<=c)ent)[)\]}.,;*_]{0,3}[ \t]*\n|(?<=[(\[])\d{1,3}(?:%|\))"
    r"|(?<=\d)(?<!\d\d)\d{0,2}[%)\]]{0,2}(?:[,;] | [/|] | and )"
    r"|(?<=\n)(?:o |[ \t]*<\w+>)?[^\w\n]{0,6}\d{1,3} ?(?:%|[-:\u2013\u2014]))"
)
_LONGEST_TOPIC, _NUMBER = 90, 8  # characters
_FEWEST, _ANSWERS = 3, 2
_CLOSE = 0.03


def options_in(document: Document) -> "list[Option]":
    """The options of a document with their chances."""
    if document.options is None:
        low = document.low
        told = document.predictive or any(map(low.__contains__, _TOLD))
        spots = _spots(document.text) if told else []
        document.options = [*_found(document, spots)] if spots else []
    return document.options


def _spots(text: str) -> list[Span]:
    """The parts of a text in which lines near to each other may end or begin with a chance."""
    spots: list[list[int]] = []
    for match in _MAY.finditer(text):
        at = match.start()
        if spots and at - spots[-1][1] < _NEAR:
            spots[-1][1:] = at, spots[-1][2] + 1
        else:
            spots.append([at, at, 1])
    return [(first - _ABOVE, last + _NEAR) for first, last, number in spots if number > 1]


_NEAR, _ABOVE = 250, 400  # characters between options, and in which their topics stand


# One of these is in whatever announces chances.
_TOLD = ("percent", "per cent", "out of 100", "probabilit", "odds", "chances", "likel", "predict",
    "forecast", "credence", "prognos", "confiden", "guess", "how sure")  # fmt: skip


def _found(document: Document, spots: list[Span]) -> Iterator[Option]:
    groups = []
    for group in _groups(document, spots):
        if not group[0].topics:
            yield from group if _are_games(document, group) else ()
        elif not _are_of_something_else(document, group):
            groups.append(group)
    last = max((group[0].edge.span[0] for group in groups), default=0)
    unit = _said_once(document, last) if groups else None
    for group in groups:
        yield from group if _are_chances(document, group, unit) else ()


def _said_once(document: Document, last: int) -> tuple[int, tuple[int, ...]] | None:
    """Where it is said what the numbers below are, up to the last of them, and under which headings."""
    for block in document.blocks:
        if block.start >= last:
            return None
        match = _UNIT.search(document.low, block.start, min(block.end, block.start + _BEFORE))
        if match and block.kind not in (Kind.CODE, Kind.ROW, Kind.META):
            own = block.headings if block.kind is not Kind.HEADING else block.headings[:-1]
            return match.start(), own[1:] if own[:1] == (0,) else own
    return None


def _groups(document: Document, spots: list[Span]) -> Iterator[list[Option]]:
    """Options that stand together, with what they are options of."""
    over = _Over(document)
    group: list[Option] = []
    for index, block, start, end in _lines(document, spots):
        edge = edge_of(document, start, end)
        if edge is not None and (row := _in_a_row(document, index, start, end)):
            if group:
                yield [*over.close(group)]
                group = []
            yield row
            over.last = row[0].topics[-1]
            over.fresh.clear()
            continue
        if edge is not None and (over.fresh or group or edge.marked):
            group.append(Option(index, edge))
            continue
        heading = block.kind is Kind.HEADING
        topic = _is_topic(document, start, end)
        if group and (topic or heading):
            yield [*over.close(group)]
            group = []
        if topic:
            over.enter((start, end), heading=heading)
        elif not group:
            over.fresh.clear()
    if group:
        yield [*over.close(group)]


_TOPIC = regex(r"[^:?\n]{3,80}(?:\?|:)[*_]*\s+(?=\S)")
_JOINT = regex(r"(?<=[\d%)\]])\s*[,;/|]\s*(?:and |or )?|(?<=[\d%)\]])\s+(?:and|or)\s+")


def _in_a_row(document: Document, index: int, start: int, end: int) -> list[Option]:
    """The options of a line that has several behind its topic: "Next mayor: Kern 50, Poe 35, Roe 15"."""
    topic = _TOPIC.match(document.copy, start, end)
    joints = [*_JOINT.finditer(document.copy, topic.end(), end)] if topic else []
    if topic is None or not joints:
        return []
    starts, ends = [topic.end(), *(j.end() for j in joints)], [*(j.start() for j in joints), end]
    edges = [edge_of(document, a, b) for a, b in zip(starts, ends, strict=True)]
    over = (start, start + len(topic[0].rstrip(" *_")))
    found = [Option(index, edge, (over,), (over,)) for edge in edges if edge]
    claims = sum(has_verb(document.copy[slice(*option.edge.words)]) for option in found)
    return found if len(found) == len(edges) and not claims else []


class _Over:
    """What stands over options: the topics since the last of them, and the wider one of those before."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.fresh: list[Span] = []
        self.last: Span | None = None
        self.wider: Span | None = None  # which may give the time

    def enter(self, topic: Span, *, heading: bool) -> None:
        if heading:
            self.wider = None
        self.fresh.append(topic)

    def close(self, group: list[Option]) -> Iterator[Option]:
        """The options of a group with the topics over them."""
        if not self.fresh:
            yield from group
            return
        *above, topic = self.fresh
        timed = any(w.deadline for w in self.document.windows(*topic))
        over = above[-1] if above else self.last
        times = (topic, *above[-1:], *([self.wider] if self.wider and not above else []))
        for option in group:
            yield replace(option, topics=(over, topic) if over else (topic,), times=times)
        if above or timed:
            self.wider = above[-1] if above else topic
        self.last = topic
        self.fresh.clear()


def _lines(document: Document, spots: list[Span]) -> Iterator[tuple[int, Block, int, int]]:
    """The lines in parts of a text, behind the marks with which they begin."""
    spot = 0
    for index, block in enumerate(document.blocks):
        while spot < len(spots) and spots[spot][1] < block.start:
            spot += 1
        if spot == len(spots):
            return
        if block.kind in (Kind.CODE, Kind.META, Kind.ROW) or block.end < spots[spot][0]:
            continue
        start = _with_number(document, block)
        while start < block.end:
            end = document.text.find("\n", start, block.end)
            end = block.end if end < 0 else end
            begin = _MARK.match(document.copy, start, end).end()  # type: ignore[union-attr]
            if begin < end:
                yield index, block, begin, end
            start = end + 1


def _with_number(document: Document, block: Block) -> int:
    """Where an item begins; with its number where that stands in brackets, for it may be its chance: "(50) Kern"."""
    if not block.number:
        return block.start
    before = document.text[max(0, block.start - _NUMBER) : block.start].rstrip()
    bracketed = f"({block.number})"
    return block.start - _NUMBER + before.rindex("(") if before.endswith(bracketed) else block.start


def _is_topic(document: Document, start: int, end: int) -> bool:
    """True for a short line that leads to others, and is no sentence."""
    words = document.copy[start:end].rstrip(" *_")
    return len(words) <= _LONGEST_TOPIC and not words.endswith((".", ";", ",", "!"))


def _are_chances(
    document: Document, group: list[Option], unit: tuple[int, tuple[int, ...]] | None
) -> bool:
    """True where the numbers are said to be chances, or add up to all of them where predictions are announced."""
    first, block = group[0], document.blocks[group[0].block]
    whole = abs(sum(option.edge.stated.value for option in group) - 1) < _CLOSE
    said = unit and first.edge.span[0] > unit[0] and block.headings[: len(unit[1])] == unit[1]
    if said and (whole or _are_round(group)):
        return True
    return whole and len(group) >= _fewest(document, group) and _announced(document, block, first)


def _are_round(group: list[Option]) -> bool:
    """True for numbers with a unit, and for bare ones as people give chances: five, ten, thirty; else they may count."""
    if group[0].edge.kind != "whole":
        return True
    even = sum(round(100 * option.edge.stated.value) % _FIVE == 0 for option in group)
    return even >= _MOST * len(group)


_FIVE, _MOST = 5, 0.8


def _are_of_something_else(document: Document, group: list[Option]) -> bool:
    """True for claims with a unit, which are read as such, and for numbers of what is over, counted or laid down."""
    kinds = {option.edge.kind for option in group}
    if len(kinds) > 1 or kinds & {"odds", "fraction", "share"}:
        return True
    words = [document.copy[slice(*option.edge.words)] for option in group]
    claims = 0 if any("%" in each for each in words) else sum(map(has_verb, words))
    topic, block = document.low[slice(*group[0].topics[-1])], document.blocks[group[0].block]
    return (
        ("whole" not in kinds and 2 * claims > len(group))
        or OVER.match(topic) is not None
        or laid_down(document, block)
        or counts_others(topic)
        or below_others(document, block)
    )


def _fewest(document: Document, group: list[Option]) -> int:
    """How many make a whole: two, where the topic names who is to come, or they are yes and no."""
    answers = all(is_answer(document.copy[slice(*option.edge.words)]) for option in group)
    named = names_what_comes(document.copy[slice(*group[0].topics[-1])])
    return _ANSWERS if answers or named else _FEWEST


_WON = regex(
    r"\b(?:chances?|probabilit\w+|odds|likelihood|percent(?:age)?s?)\b[^.\n]{0,90}?\b(?:winning"
    r"|to win|wins?|beating|victory|of a win)\b"
)
_AWAY = regex(r"(?:@|at|vs?\.?) ?(?=[A-Z\d])")
_FEWEST_GAMES = 4


def _are_games(document: Document, group: list[Option]) -> bool:
    """True for a row of opponents, below what says that the numbers are chances to win: "@ Harlow - 60%"."""
    start = group[0].edge.span[0]
    if len(group) < _FEWEST_GAMES or not all(option.edge.marked for option in group):
        return False
    away = sum(_AWAY.match(document.copy, o.edge.words[0]) is not None for o in group)
    return away > 0 and _WON.search(document.low, max(0, start - _BEFORE), start) is not None


def _announced(document: Document, block: Block, first: Option) -> bool:
    if document.predictive or any(map(document.announces, block.headings[-1:])):
        return True
    start = first.edge.span[0]
    return _ANNOUNCED.search(document.low, max(0, start - _BEFORE), start) is not None
