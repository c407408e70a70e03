"""Which proposals are accepted: what no veto stops and the models hold likely, and what goes with it."""

from collections.abc import Sequence

from predictions.extraction.chances.lone import states
from predictions.extraction.deciding.arguing import argued, comes_after, held_to_come
from predictions.extraction.deciding.base_rate import Find, least, settle
from predictions.extraction.deciding.decision import confidences, model
from predictions.extraction.deciding.features import features_of
from predictions.extraction.deciding.held import chance_named
from predictions.extraction.deciding.lists import leads_to_predictions, lift
from predictions.extraction.deciding.owning import owned
from predictions.extraction.deciding.past import looks_back
from predictions.extraction.deciding.plain import is_aside
from predictions.extraction.deciding.timelines import in_timeline
from predictions.extraction.deciding.turns import turns
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.compounds import parts
from predictions.extraction.proposing.labels import heads_a_record, is_called_a_claim, is_remark
from predictions.extraction.proposing.named import foretold
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.proposing.vetoes import unvetoed
from predictions.extraction.proposing.walk import propose
from predictions.regexes import regex


def judged(document: Document) -> tuple[list[Proposal], list[Proposal]]:
    """All proposals that no veto stops, and those of them on which the models have a say."""
    proposals = [*propose(document)]
    numbered = {p.sentence.block for p in proposals if p.form == "item"}
    proposals = unvetoed(document, proposals)
    proposals = [p for p in proposals if not is_remark(document, p, numbered)]
    return proposals, [p for p in proposals if not p.clause.rides]


def accepted(document: Document) -> list[Proposal]:
    """The proposals that are taken for forecasts, with their confidence, in order."""
    proposals, finds = first_pass(document)
    settle(document, finds)
    _carry(proposals)
    taken = [proposal for proposal in proposals if proposal.confidence >= least()]
    return [part for proposal in taken for part in parts(document, proposal)]


def first_pass(document: Document) -> tuple[list[Proposal], list[Find]]:
    """All proposals that no veto stops, and what models, rules and lists take of those they have a say on."""
    proposals, weighed = judged(document)
    document.passed(0.13)
    names = features_of(document, weighed)
    document.passed(0.07)
    threshold = model().threshold
    numbered = _numbered(weighed)
    told: set[int] = set()
    sures = confidences(document, weighed, names)
    for proposal, known, sure in zip(weighed, names, sures, strict=True):
        promised = proposal.form == "listed" and (
            (_PROMISED.issubset(known) and _led_ahead(document, proposal))
            or _led_in(document, proposal)
        )
        promised |= proposal.form == "listed" and in_timeline(document, proposal)
        promised |= is_called_a_claim(document, proposal) and _states(proposal, known)
        promised |= _heads_an_entry(document, proposal) or heads_a_record(document, proposal)
        promised |= proposal.sentence.head is True or proposal.over is not None
        certain = promised or proposal.form == "pick" or owned(document, proposal, sure)
        certain = certain or (
            sure < threshold and _of_a_time_to_come(document, proposal, known, sure)
        )
        proposal.confidence = max(sure, threshold) if certain else sure
        if certain:
            told.add(id(proposal))
        unmarked = proposal.form in ("listed", "bare")
        beside = unmarked and (
            (numbered and proposal.stated is None)
            or (sure < _DOUBTFUL and is_aside(document, proposal))
        )
        if not certain and (beside or looks_back(document, proposal, known)):
            proposal.confidence = 0.0
    lift(document, zip(weighed, names, strict=True), threshold)
    finds = []
    for proposal, known, sure in zip(weighed, names, sures, strict=True):
        if proposal.confidence >= threshold:
            by_form = id(proposal) in told or sure < threshold
            finds.append(Find(proposal, sure, by_form, "window=own-ahead" in known))
        else:
            proposal.confidence = 0.0
    return proposals, finds


def _of_a_time_to_come(
    document: Document, proposal: Proposal, known: list[str], sure: float
) -> bool:
    """True for what the models doubt and do not rule out, and a construction of English tells."""
    return (
        turns(document, proposal)
        or chance_named(document, proposal)
        or held_to_come(document, proposal)
        or (sure >= _BARELY and argued(document, proposal, known))
        or comes_after(document, proposal)
    )


def _numbered(proposals: Sequence[Proposal]) -> bool:
    """True where many claims have a number: what has none and no word of the future is a topic or a remark.

    The models take nothing of the kind in the labelled documents, but did in lists made for tests.
    """
    with_one = sum(proposal.stated is not None for proposal in proposals)
    return with_one >= _FEW and with_one > _SHARE * len(proposals)


_FEW, _SHARE = 3, 0.4
# Of 31 claims that are argued in the plain present, and were held less likely, one was a forecast; of 27 others about six.
_BARELY = 0.12
# Of entries that no word of the future marks and that speak of now, or to somebody, 8 of 22 are claims below that
# confidence and 32 of 35 above it, in the labelled documents.
_DOUBTFUL = 0.65

# "Things we won't get soon:" makes forecasts of the bare phrases below it; no model can tell them.
_PROMISED = frozenset({"promised-listed", "no-verb-listed", "starts-block-listed", "below-lead-in"})


# "Three things you will want to know:", "it will sell when it has:", "I'm going to end with:" lead to something else.
_AHEAD = regex(
    r"(?:^|[.?!] )[^.?!]*\b(?<!you )(?:won't|will"
    r"|going to)\b(?! (?:end|start|begin|close|finish|leave|share|list"
    r"|give)\b)(?![^.?!]*\b(?:when|whether|i (?:\w+ )?recommend)\b)[^.?!]*:\W*$"
)


def _led_ahead(document: Document, proposal: Proposal) -> bool:
    """True below a lead-in whose last sentence says what will or won't be."""
    lead = document.blocks[proposal.sentence.block].lead
    if lead is None:
        return False
    over = document.blocks[lead]
    if (over.start, over.end) in foretold(document).lines:
        return False  # "Won't have:", where nothing says that it foretells
    return _AHEAD.search(document.low[max(over.start, over.end - 300) : over.end]) is not None


def _states(proposal: Proposal, known: list[str]) -> bool:
    """True unless it only names something."""
    return bool(proposal.clause.cues) or f"no-verb-{proposal.form}" not in known


def _led_in(document: Document, proposal: Proposal) -> bool:
    """True for what an item says first below words that only announce predictions, verb or not."""
    block = document.blocks[proposal.sentence.block]
    above = block.lead if block.parent is None else block.parent
    if block.kind is not Kind.ITEM or proposal.sentence.before is not None or above is None:
        return False
    return leads_to_predictions(document, above)


_NUMBERED = regex(r"\W*#?\d{1,2}[.):]")
_PREDICTIONS = regex(r"\b(?:predictions?|forecasts|prophecies)\b")
_MOST = 0.6
_FEWEST, _TWO = 3, 2  # numbered headings that make a list; where one says what will be
_WILL = regex(r"\b(?:will|won't)\b[^?]*$")


def _heads_an_entry(document: Document, proposal: Proposal) -> bool:
    """True for "3. Kern buys the mill", one of the numbered headings of a text titled as predictions."""
    index, blocks, low = proposal.sentence.block, document.blocks, document.low
    block = blocks[index]
    if block.kind is not Kind.HEADING or not _NUMBERED.match(low, block.start, block.end):
        return False
    if not _PREDICTIONS.search(document.title.lower()):
        return False
    least = 0 if states(document, index) else _MOST
    fewest = _TWO if _WILL.search(low, block.start, block.end) else _FEWEST
    return _are_numbered(document, block.level, least, fewest)


def _are_numbered(document: Document, level: int, saying: float, fewest: int) -> bool:
    """True where several headings of a level are numbered, and such a part of them says something."""
    key = (f"_are_numbered {saying} {fewest}", level)
    if key not in document.answers:
        alike = [
            index
            for index, b in enumerate(document.blocks)
            if b.kind is Kind.HEADING
            and b.level == level
            and _NUMBERED.match(document.low, b.start, b.end)
        ]
        say = sum(states(document, index) for index in alike)
        document.answers[key] = len(alike) >= fewest and say >= saying * len(alike)
    return document.answers[key]


def _carry(proposals: list[Proposal]) -> None:
    """A verb that shares the subject of the claim before it stands or falls with that claim."""
    before: Proposal | None = None
    for proposal in proposals:
        if proposal.form == "listed":
            continue
        if proposal.clause.rides and before and before.sentence is proposal.sentence:
            taken = before.confidence >= least()
            proposal.confidence = max(0.95 * before.confidence, least() if taken else 0.0)
        before = proposal
