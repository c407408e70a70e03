"""What the first model sees of where a clause stands: its windows, its block, its document."""

from collections.abc import Callable
from sys import intern

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.timing.context import context_window, window_above
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

# The past tense: one of these words, or an ending.
_WAS = needs("was were had did said wrote went came got made took saw")
_PAST = regex(r"\b(?:was|were|had|did|said|wrote|went|came|got|made|took|saw)\b")
_ENDED = regex(r"ed\b(?<=[a-z]{3}ed)")
_PREDICTING = regex(
    r"\b(?:predict\w*|forecast\w*|prophec\w*|expect\w*|outlook|bets?|probabilit\w*|odds|future|guess\w*)\b",
    factor=True,
)
_PREDICTING_PARTS = (
    "predict",
    "expect",
    "forecast",
    "bet",
    "guess",
    "odds",
    "probabilit",
    "future",
    "outlook",
    "prophec",
)


def window_features(document: Document, proposal: Proposal) -> list[str]:
    """The windows of the sentence: in the clause or near it, ahead, now or past."""
    if not proposal.sentence.windows:
        return ["window=none"]
    found = []
    published = document.day(proposal.start)
    clause = proposal.clause
    for window in proposal.sentence.windows:
        if window.kind == "attributive":
            found.append("attributive")
            continue
        day = window.deadline or window.not_before
        where = "own" if clause.outer[0] <= window.start < clause.outer[1] else "near"
        if day is None:
            tense = "unknown"
        elif published is None:  # nobody knows better; most dated claims look ahead
            tense = "ahead"
        elif day < published:
            tense = "past"
        elif (day - published).days < 32:
            tense = "now"
        else:
            tense = "ahead"
        found.append(f"window={where}-{tense}")
        found.append(f"window-kind={where}-{window.kind}-{tense}")
    if not any(name.startswith("window=") for name in found):
        found.append("window=none")
    return list(dict.fromkeys(found))


def place_features(document: Document, proposal: Proposal) -> list[str]:
    """Where the clause stands, and what is promised there."""
    low, (a, b) = document.low, (proposal.start, proposal.end)
    form = proposal.form
    (start, end), seen = proposal.sentence.span, proposal.sentence.seen
    sentence = low[start:end]
    promised, of_the_block = of_block(document, proposal.sentence.block)
    holds = {
        "stated": proposal.stated is not None,
        "stated=" + form: proposal.stated is not None,
        "question": sentence.rstrip(" \"')").endswith("?"),
        "nested": proposal.clause.nested,
        "not-first": not proposal.clause.first,
        "in-quotes": low.count('"', start, a) % 2 == 1,
        "past-in-sentence": _ENDED.search(sentence) is not None
        or (seen & _WAS != 0 and _PAST.search(sentence) is not None),
        "predict-in-sentence": any(map(sentence.__contains__, _PREDICTING_PARTS))
        and _PREDICTING.search(sentence) is not None,
        "starts-block-" + form: proposal.sentence.before is None,
        "promised-" + form: promised,
    }
    found = ["form=" + form, "size=" + _size(b - a), *of_the_block]
    found += [name for name, true in holds.items() if true]
    if form in ("listed", "bare") and _NOT_A_CLAIM.search(low, a, b):
        found.append("aside-" + form)
    return found


def of_block(document: Document, index: int) -> tuple[bool, list[str]]:
    """Whether forecasts are promised in a block, and what holds for all that stands in it; found once."""
    known = document.places.get(index)
    if known is None:
        block = document.blocks[index]
        kind, windowed = block.kind.value, _under_window(document, index)
        holds = {
            "title-predictive": document.predictive,
            "title-predictive-" + kind: document.predictive,
            "quoted": block.quoted,
            "under-prediction": _under_prediction(document, block),
            "below-lead-in": block.lead is not None or block.parent is not None,
            "under-window": windowed,
            "under-window-" + kind: windowed,
        }
        names = ["block=" + kind, *(name for name, true in holds.items() if true)]
        known = document.places[index] = (_promised(document, block), [*map(intern, names)])
    return known


_TELLING_WORDS = {
    "you": ({"you", "your"}, (1, 5, 12)),
    "i": ({"i", "my"}, (1, 6, 15)),
    "past": ({"was", "were", "had", "did", "said"}, (4, 10, 20)),
    "will": ({"will", "won't", "going"}, (1, 4, 8, 15)),
    "modal": ({"may", "might", "could", "would", "should"}, (3, 8, 15)),
    "shall": ({"shall", "must"}, (1, 4)),
    "he": ({"he", "she", "him", "her"}, (4, 12)),
    "predict": (
        {"prediction", "predictions", "predict", "forecast", "forecasts", "expect"},
        (1, 4),
    ),
    "rules": (
        {
            "version",
            "versions",
            "release",
            "releases",
            "support",
            "file",
            "files",
            "command",
            "user",
            "users",
            "default",
            "code",
            "section",
            "service",
            "terms",
            "agreement",
            "license",
        },
        (3, 10),
    ),
}


def document_features(document: Document) -> list[str]:
    """What kind of document it is, by how often telling words come in a thousand."""
    if document.kind is None:
        times = document.counts()
        counts = {
            name: sum(times[word] for word in telling)
            for name, (telling, _) in _TELLING_WORDS.items()
        }
        share = 1000 / max(1, times.total())
        document.kind = [
            intern(f"document-{name}={sum(counts[name] * share > step for step in steps)}")
            for name, (_, steps) in _TELLING_WORDS.items()
        ]
        if any(block.kind is Kind.CODE for block in document.blocks):
            document.kind.append("document-code")
    return document.kind


def _under_window(document: Document, index: int) -> bool:
    """True where title, heading or lead-in give what stands in a block a window ahead."""
    window = context_window(document, index)
    today = document.day(document.blocks[index].start)
    return bool(window and window.deadline and (today is None or window.deadline >= today))


def _under_prediction(document: Document, block: Block) -> bool:
    """True under a heading or lead-in that speaks of predictions."""
    above = (*block.headings[-1:], *((block.lead,) if block.lead is not None else ()))
    return any(_known(document, _speaks, index) for index in above)


def _known(document: Document, question: Callable[[Document, int], bool], index: int) -> bool:
    """The answer to a question about a block, which is asked for every claim below it."""
    key = (question.__name__, index)
    answer = document.answers.get(key)
    if answer is None:
        answer = document.answers[key] = question(document, index)
    return answer


def _speaks(document: Document, index: int) -> bool:
    """True for a heading or lead-in that speaks of predictions."""
    block = document.blocks[index]
    end = min(block.end, block.start + 400)
    return _PREDICTING.search(document.low, block.start, end) is not None


def _size(size: int) -> str:
    return "s" if size < 30 else "m" if size < 90 else "l" if size < 200 else "xl"


# A lead-in that makes forecasts of what stands below: "What we will not see by 2030", "My predictions:".
_PROMISES = regex(
    r"\b(?:won't|will(?: not| never)?|predictions?|forecasts?|prophec(?:y|ies)"
    r"|(?:i|we) (?:\w+ )?(?:expect|predict|foresee|bet)|going to|by (?:20|21)\d\d)\b"
)
_NOT_A_CLAIM = regex(
    r"\b(?:was|were|had|did|said|went|got|my|see|read|click|here|note|source|via|thanks)\b|https?:|\?$",
    factor=True,
)


def _promised(document: Document, block: Block) -> bool:
    """True where the nearest lead-in, parent item or heading promises forecasts."""
    above = (block.lead, block.parent, *block.headings[-1:])
    nearest = next((index for index in above if index is not None), None)
    return nearest is not None and _known(document, _promises, nearest)


def _promises(document: Document, index: int) -> bool:
    over = document.blocks[index]
    if _PROMISES.search(document.low, max(over.start, over.end - 200), over.end):
        return True
    # "2032", "Five years out (2027)", under a title that speaks of the future.
    short = over.end - over.start < 40
    return short and document.predictive and window_above(document, index, itself=True) is not None
