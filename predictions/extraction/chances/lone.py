"""Numbers that stand alone, in a line or sentence of their own, and the claims they are for."""

from predictions.extraction.chances.answers import NAMING, OPEN, answer_in
from predictions.extraction.chances.bands import claims
from predictions.extraction.chances.figures import figure_alone
from predictions.extraction.chances.numbers import PATTERN as NUMBER
from predictions.extraction.chances.numbers import Stated, value_of
from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

Span = tuple[int, int]

_LABELLED = regex(
    r"[\W_]*(?:my |our |overall )?(?:confidence|probability|likelihood|credence|odds"
    r"|chance)(?: level| score| rating"
    r"| estimate)?[\s*_]*[:=-][\s*_]*[~<>\u2248]?\d{1,3} ?%[*_]*(?:[.;(\u2014\n]| [(-]"
    r"|, *[*_]*[A-Za-z][a-z ]{1,20}:|$)"
)
# "probability: 0.8", "p = .35": a label, and a number that is less than one.
_DECIMAL = (
    r"[\W_]*(?:(?:my|our|the|overall|estimated|subjective) )?(?:confidence|probability"
    r"|likelihood|credence|chances?|certainty|estimate|p|prob)"
    r"(?: level| score| rating| estimate)?[\s*_]*[:=][\s*_~\"']*(?:0?\.\d{1,4}|[01]\.0)\b[\"')\]*_ ]*\.?"
)
# A probability with nothing beside it but what it is of: "70%", "My confidence in this: 70%", "I'm about 70% sure".
ONLY_NUMBER = regex(
    rf"{_DECIMAL}|"
    r"(?:[\W_]*(?:(?:my|our|the|overall|prediction|estimated|subjective) ){0,2}(?:confidence"
    r"|probability|likelihood|credence|odds|chances?|certainty|estimate|p)"
    r"(?: level| score| rating| estimate)?(?: (?:of|in|that|for) (?:this|it|these|that"
    r"|success)(?: \w+){0,2})?\b(?: is| at)?(?: (?:greater|more|higher|less|lower) than"
    r"| (?:above|over|below|under|about|around))?[\s*_]*[:=-]?[\s*_]*(?:(?:very )?(?:high|low"
    r"|medium)\W+)?"
    r"|(?:i'm|i am|now:?|this year:|today:|currently:?|updated?:|i'd say|i would say|call it"
    r"|yes,|i(?:'d| would)? (?:put|rate) (?:this|it|that) at"
    r"|i(?:'d| would)? give (?:this|it|that)(?: an?)?) (?:about |around |roughly |maybe "
    r"|only )?)?"
    r"[(\[]?[~<>\u2248]?\d{1,3}(?:\.\d+)? ?(?:-\d{1,3} ?)?(?:%|per ?cent"
    r"|/10\b)[)\].,;:]*(?: (?:yes|no|true|false|chance|probability|likely|likelihood|odds"
    r"|confiden(?:t|ce)|certain(?:ty)?|sure)(?: (?:of|in|about) (?:this|it"
    r"|that)(?: one)?)?)?[)\]*_ ]*\.?(?:(?<=%)\)? \d{1,2})?"
    # "Confidence: 60%, Bets: none": other fields of the line.
    r"(?:[,;|] *[*_ ]{0,4}[a-z][a-z ]{1,20}[*_]{0,2}:[^,;:|%\n]{1,40}){0,3}"
)


def lone_numbers(document: Document) -> tuple[dict[int, Stated], dict[int, bool]]:
    """Numbers alone ("Confidence: 70%") by the block whose claim they are for, and where they stand.

    True for a block that holds nothing else, False for one that begins with the number.
    """
    given: dict[int, Stated] = {}
    taken: dict[int, bool] = {}
    blocks, low = document.blocks, document.low
    for index, block in enumerate(blocks):
        if index == 0 or block.kind not in (Kind.ITEM, Kind.PARAGRAPH):
            continue
        if not _may_be(low, block) or _leads(blocks, index):
            continue
        if block.parent is not None and _BEFORE.fullmatch(low, block.start, block.end):
            taken[index] = True  # "Last year: 60%", beside what is held now
            continue
        if not (found := _answer(document, index) or _alone(document, block)):
            continue
        if _in_a_cell(document.text, block.start):
            continue
        number, whole = found
        owner = _owner(document, index)
        if blocks[owner].kind in _OWNERS and owner not in given and owner not in taken:
            given[owner] = number
            taken[index] = whole
    return given, taken


def _leads(blocks: list[Block], index: int) -> bool:
    """True for an item with others below it: its number is theirs."""
    return index + 1 < len(blocks) and index in (blocks[index + 1].parent, blocks[index + 1].lead)


def _in_a_cell(text: str, start: int) -> bool:
    """True for what stands in a cell of a table in HTML, on a line of its own."""
    tag = text.rfind("<", max(0, start - _LONGEST_TAG), start)
    return tag >= 0 and _CELL.match(text, tag, start) is not None


_LONGEST_TAG = 300
_CELL = regex(r"<[tT][dDhH]\b[^<>]*>\s*$")


def _may_be(low: str, block: Block) -> bool:
    short = block.end - block.start <= _LONGEST
    return short or _MARKED.search(low, block.start, block.end) is not None


_LONGEST = 60
_MARKED = regex(r"[%/:=](?:(?<=%)|(?<=/)10|(?<=[:=]) 0?\.)")
_OWNERS = (Kind.ITEM, Kind.PARAGRAPH, Kind.HEADING)


def _owner(document: Document, index: int) -> int:
    """The block that a number is for: the item above it, the heading that claims, what looks ahead before it."""
    block = document.blocks[index]
    if block.parent is not None:
        return block.parent
    heading = block.headings[-1] if block.headings else 0
    if heading and claims(document, document.blocks[heading], heading):
        if (
            heading == index - 1
            or (states(document, heading) and _words(document, heading) >= _LEAST_WORDS)
            or _head_numbers(document, document.blocks[heading].level)
        ):
            return heading
        between = range(index - 1, heading, -1)
        return next((i for i in between if _looks_ahead(document, i)), heading)
    return index - 1


def _words(document: Document, index: int) -> int:
    return len(document.low[document.blocks[index].start : document.blocks[index].end].split())


_FEWEST, _MOST, _LEAST_WORDS = 3, 0.6, 3


def _head_numbers(document: Document, level: int) -> bool:
    """True where nearly all headings of a level have several words and a number alone somewhere below: they are claimed."""
    key = ("_head_numbers", level)
    if key not in document.answers:
        below = dict[int, int]()
        for block in document.blocks:
            over = block.headings[-1] if block.headings else None
            if over is not None and block.kind is Kind.PARAGRAPH and _alone(document, block):
                below[over] = below.get(over, 0) + 1
        headings = [
            i for i, b in enumerate(document.blocks) if b.kind is Kind.HEADING and b.level == level
        ]
        worded = [
            i for i in headings
            if below.get(i) == 1
            and _words(document, i) >= _LEAST_WORDS
        ]  # fmt: skip
        document.answers[key] = len(worded) >= max(_FEWEST, _MOST * len(headings))
    return document.answers[key]


# A heading with a verb states something; one without ("The rise of China") names what is talked about.
_VERB = regex(
    r"\b(?:is|are|has|have|gets?|goes|does|stays?|wins?|loses?|by 20\d\d)\b|\w'(?:s|re) \w+ed\b"
)


def states(document: Document, index: int) -> bool:
    """True for a block that says something, where others only name a topic."""
    block = document.blocks[index]
    return says(document, block.start, block.end)


def says(document: Document, start: int, end: int) -> bool:
    """True for words with a predicate, or a cue of one to come."""
    low = document.low
    return (
        _ahead(low, start, end)
        or _VERB.search(low, start, end) is not None
        or any(map(lex.is_verb, low[start:end].split()))
    )


def _looks_ahead(document: Document, index: int) -> bool:
    block = document.blocks[index]
    return _ahead(document.low, block.start, block.end)


def _ahead(low: str, start: int, end: int) -> bool:
    return any(kind in lex.STRONG for kind, _, _ in lex.cues_in(low, start, end))


def bearer(document: Document, spans: list[Span]) -> int:
    """Which sentence of a block a number below it is for: the first, or the last where only later ones say what will be."""
    kinds = [{kind for kind, _, _ in lex.cues_in(document.low, *span)} for span in spans]
    ahead = [n for n, cues in enumerate(kinds) if cues & {"will", "going"}]
    return ahead[-1] if ahead and 0 not in ahead else 0


_BEFORE = regex(
    r"\W*(?:last year|then|before|previous(?:ly)?|old|was|initial(?:ly)?|prior"
    r"|original(?:ly)?)[*_ ]*[:=]\W*\d{1,3}(?:\.\d)? ?%\W*"
)


def _answer(document: Document, index: int) -> tuple[Stated, bool] | None:
    """The number with which the words right below a question begin: "80%. The piers stand."."""
    block, low = document.blocks[index], document.low
    before = document.blocks[index - 1 if block.parent is None else block.parent]
    asked = low[before.start : before.end].rstrip(" *_")
    if not asked.endswith("?"):
        return None
    found = answer_in(low, block.start, block.end)
    if found is None or any(p.search(asked) for p in (OPEN, NAMING)):
        return None
    number, whole = found
    return found if whole or number.denies or before.kind is Kind.HEADING else None


def _alone(document: Document, block: Block) -> tuple[Stated, bool] | None:
    """The number that a block begins with under its label, or holds alone; not one that leads on."""
    low = document.low
    words = low[block.start : block.end].strip(" *_\n")
    if words.endswith(":") or document.text.startswith("[^", block.start):
        return None
    figure = figure_alone(document.copy, block.start, block.end)
    if figure and figure.says_what_it_is:
        return figure.stated, True
    whole = len(words) <= _LONGEST and ONLY_NUMBER.fullmatch(words) is not None
    if not (whole or _LABELLED.match(low, block.start, block.end)):
        return None
    match = NUMBER.search(low, block.start, block.end)
    number = value_of(match) if match else None
    return (number, whole) if number else None


def headline(
    document: Document, block: Block, spans: list[Span]
) -> tuple[list[Span], Stated | None]:
    """A number at the end is for the words in bold: "**The dam holds.** It was mended last year. 70%".

    So it is for what an item says first, where it has a line of its own below a remark.
    """
    if len(spans) < 3:
        return spans, None
    a, b = spans[-1]
    bold = document.text[spans[0][0] - 2 : spans[0][0]] in ("**", "__")
    below = block.kind is Kind.ITEM and "\n" in document.text[spans[-2][1] : a]
    if not (bold or below) or b - a > 60 or not ONLY_NUMBER.fullmatch(document.low, a, b):
        return spans, None
    match = NUMBER.search(document.low, a, b)
    return spans[:-1], value_of(match) if match else None
