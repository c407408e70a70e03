"""Announced lists: what entries say in the plain present, where words above lead to claims or most entries are some."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from predictions.extraction.deciding.plain import (
    Weighed,
    goes_on,
    happens,
    is_plain,
    only_names,
    states_a_claim,
)
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.bullets import is_called_a_prediction
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.gate import announced, listed
from predictions.extraction.proposing.promised import is_promised
from predictions.extraction.proposing.scenarios import in_scenario, scenarios
from predictions.regexes import regex

# "I also predict:", "Here are my predictions for 2031:", right above the items of a list.
_LEADS = regex(
    r"(?:.*\b(?:i|we)(?:'d| would| will|'ll)?(?: also| further| still)? (?:predict|expect"
    r"|foresee|forecast|anticipate)(?: (?:the following|that|to see))?(?: (?:in|for|by|of"
    r"|during) [\w ]{2,30})?"
    r"|(?:.*[.!?\u2026\n]\W*)?(?:[\w']+ ){0,3}things? (?:that |which )?(?:i|we)(?:'m| am|'re"
    r"| are|'d| would)? (?:\w+ )?(?:think|believe|expect|suspect|reckon|predict|foresee|bet"
    r"|confident|certain|sure)\b[\w ,']{0,60}"
    r"|(?:.{0,60}\b)?(?:predictions?|forecasts?)(?: (?:for|of) [\w ]{2,30})?(?: (?:are"
    r"|is)(?: as follows)?)?):\W*",
    re.DOTALL,
)
_LONGEST_LEAD = 200
# "Here are mine:", "OK, my turn:", where the text asks for predictions or speaks of them.
_TURN = (
    r"(?:mine|my (?:own )?(?:list|take|takes|turn|guess(?:es)?|thoughts|two cents|stab|shot|attempt"
    r"|entry|entries|contributions?|ones?|calls?|ideas)|goes(?: nothing)?)"
)
_MINE = regex(
    r"(?:.*[.!?\u2026\n]\W*)?(?:(?:ok(?:ay)?|so|well|al(?:l )?right|right|now|anyway|and|sure"
    r"|fine|cool|great|fun|to (?:start|begin|kick \w+|get \w+)(?: off| us off"
    r"| (?:\w+ ){0,2}started)?)[,.!:]* ){0,3}"
    rf"(?:(?:here(?:'s| is| are|'re| come| comes)?|this is|these are"
    rf"|i'll (?:start|go first|begin|bite)(?: with)?) )?{_TURN}"
    r"(?: (?:for|of|on|about) [\w ]{2,30}"
    r"| (?:so far|then|anyway|below|first|at it|in no (?:particular )?order))*[:.!\u2026-]*\W*"
    r"|(?:.*[.!?\u2026\n]\W*)?(?:(?:ok(?:ay)?|so|well|al(?:l )?right|right|sure"
    r"|fine)[,.!]* ){0,2}(?:here (?:we go|they (?:are|come)|it (?:is|goes))"
    r"|i'll (?:bite|go first|start|play))[:.!\u2026-]*\W*",
    re.DOTALL,
)


def leads_to_predictions(document: Document, index: int) -> bool:
    """True for words that only announce predictions: "My predictions:"."""
    over = document.blocks[index]
    return (
        over.end - over.start <= _LONGEST_LEAD
        and _LEADS.fullmatch(document.low, over.start, over.end) is not None
    )


def _takes_its_turn(document: Document, index: int) -> bool:
    """True for "Here are mine:", where predictions are asked for."""
    over = document.blocks[index]
    speaks = document.predictive or document.announces(index)
    return (
        speaks
        and _MINE.fullmatch(document.low, max(over.start, over.end - _LONGEST_LEAD), over.end)
        is not None
    )


def _answers_the_title(document: Document, first: int) -> bool:
    """True for a list with nothing but short lines above it, one of which asks for predictions."""
    above = [block for block in document.blocks[:first] if block.kind is not Kind.META]
    return (
        document.predictive
        and 0 < len(above) <= _TITLES
        and all(block.end - block.start < _LONGEST_TITLE for block in above)
        and any(_QUESTION.search(document.low, block.start, block.end) for block in above)
    )


_TITLES, _LONGEST_TITLE = 6, 120
_QUESTION = regex(r"\?\W*(?:\n|$)")
_FEWEST, _MOST = 5, 0.65


def lift(document: Document, weighed: Iterable[Weighed], threshold: float) -> None:
    """Takes what entries of announced lists, and scenarios, say in the tense of the others."""
    weighed = [*weighed]
    for each in weighed if scenarios(document) else ():
        if in_scenario(document, each[0].sentence.block, each[0].start):
            _take(document, each, states_a_claim, threshold)
    _lift_lines(document, weighed, threshold)
    for lead, entries in _lists(document, weighed):
        if not entries:
            continue
        led = _is_announced(document, lead, entries)
        if led or _mostly_taken(entries, threshold):
            _lift(document, entries, states_a_claim if led else happens, threshold)


def _lift_lines(document: Document, weighed: list[Weighed], threshold: float) -> None:
    """Takes lines without bullets that stand one below another, where most are claims or a title leads to them."""
    for run in _runs(document, weighed):
        taken = [place for place, (c, _) in enumerate(run) if c.confidence >= threshold]
        if len(run) < _FEWEST or any(claim.sentence.head for claim, _ in run):
            continue  # what stands below heads explains them
        if _is_led(document, run[0][0].sentence.block):
            telling = sum(happens(document, each) for each in run)
            begin = 0 if telling >= _NEARLY_ALL * len(run) else len(run)
        else:  # what stands above the first claim is a head
            begin = taken[0] if len(taken) >= _MOST * len(run) else len(run)
        for each in run[begin:]:
            _take(document, each, happens, threshold)


def _runs(document: Document, weighed: list[Weighed]) -> Iterable[list[Weighed]]:
    """What stands in short paragraphs or lines, one right below another."""
    run: list[Weighed] = []
    last = -2
    for each in weighed:
        index = each[0].sentence.block
        block = document.blocks[index]
        short = block.by_line or block.end - block.start < _LONGEST_LINE
        if block.kind is not Kind.PARAGRAPH or not short or not announced(document, block):
            continue
        if index not in (last, last + 1):
            yield from [run] if run else []
            run = []
        if index != last or block.by_line:
            run.append(each)
        last = index
    yield from [run] if run else []


def _is_led(document: Document, first: int) -> bool:
    """True for lines right below a title of predictions, or words that lead to them."""
    above = document.blocks[first - 1] if first else None
    return (
        above is not None
        and above.end - above.start < _LONGEST_TITLE
        and (
            leads_to_predictions(document, first - 1)
            or _takes_its_turn(document, first - 1)
            or (
                document.predictive
                and _TITLE.search(document.low, above.start, above.end) is not None
            )
        )
    )


_TITLE = regex(r"\b(?:predictions?|forecasts|prophecies)\b")
_LONGEST_LINE, _NEARLY_ALL = 160, 0.8
Telling = Callable[[Document, Weighed], bool]


def _lift(
    document: Document, entries: list[list[Weighed]], tells: Telling, threshold: float
) -> None:
    for first, *others in entries:
        _take(document, first, tells, threshold)
        claim = first[0]
        taken = claim.confidence >= threshold or only_names(document, claim)
        if is_plain(first) and taken:
            for other in others:
                _take(document, other, goes_on, threshold)


def _take(document: Document, each: Weighed, tells: Telling, threshold: float) -> None:
    claim = each[0]
    if claim.confidence < threshold and tells(document, each):
        claim.confidence = threshold


def _lists(
    document: Document, weighed: Iterable[Weighed]
) -> Iterable[tuple[int | None, list[list[Weighed]]]]:
    """What stands in lists under announced predictions, by list and entry."""
    lists: dict[tuple[object, ...], dict[int, list[Weighed]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for each in weighed:
        index = each[0].sentence.block
        block = document.blocks[index]
        if block.kind is Kind.ITEM and listed(document, block):
            lists[block.parent, block.lead, block.headings[-1:]][index].append(each)
    for (parent, lead, _), entries in lists.items():
        whole = [e for e in entries.values() if e[0][0].sentence.before is None]
        yield (lead if parent is None else parent), whole  # type: ignore[misc]


def _is_announced(document: Document, lead: int | None, entries: list[list[Weighed]]) -> bool:
    """True where the words above lead to claims."""
    first = entries[0][0][0].sentence.block
    if is_called_a_prediction(document.text, document.blocks[first].start):
        return True
    above = {first - 1} if lead is None else {lead, first - 1}
    if any(
        leads_to_predictions(document, index) or _takes_its_turn(document, index)
        for index in above - {-1}
    ):
        return True
    promised = is_promised(document, document.blocks[first])
    headed = lead is None and (_answers_the_title(document, first) or _is_headed(document, first))
    if not (promised or headed):
        return False
    says = sum(states_a_claim(document, entry[0]) for entry in entries)
    return len(entries) >= _FEWEST and says >= _MOST * len(entries)


# "## Predictions for 2031", and "### Bo Lund" or "### Trams" between it and the list.
_HEADED = regex(
    r"\W*(?:[\w'-]+ ){0,3}?(?:(?:19|2\d)\d\d )?(?:predictions|forecasts"
    r"|prophecies)(?: (?:for|of|about|in) (?:the )?(?:(?:coming|next|new) year|season|future"
    r"|(?:19|2\d)\d\d(?: season)?))?\W*"
)
_LONGEST_TOPIC = 32


def _is_headed(document: Document, first: int) -> bool:
    """True right below a heading that only announces predictions, or below a short one that parts them."""
    above = [document.blocks[index] for index in document.blocks[first].headings[-2:]]
    if any(_HEADED.fullmatch(document.low, h.start, h.end) for h in above[-1:]):
        return True
    return (
        len(above) > 1
        and above[1].end - above[1].start <= _LONGEST_TOPIC
        and _HEADED.fullmatch(document.low, above[0].start, above[0].end) is not None
    )


def _mostly_taken(entries: list[list[Weighed]], threshold: float) -> bool:
    """True where most of several entries begin with a claim."""
    taken = sum(first[0].confidence >= threshold for first, *_ in entries)
    return len(entries) >= _FEWEST and taken >= _MOST * len(entries)
