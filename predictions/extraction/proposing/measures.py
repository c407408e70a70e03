"""Numbers of a list that are no chances: parts of a whole, levels and what they mean, answers of a survey."""

import itertools
import re

from predictions.extraction.chances.lone import says
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.gate import announced
from predictions.extraction.proposing.others import OF_BELIEF, below_others, laid_down
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

# "Very likely: 45%", "50%: a coin toss", "4 to 1 against: 20%": what a level is called, and nothing that could happen.
_ONLY_HOW_LIKELY = regex(
    r"[\W\d]*(?:(?:very|highly|extremely|quite|fairly|rather|somewhat|slightly|moderately"
    r"|almost|nearly|near|not|at|all|neither|nor|roughly|about|around|more|less|than|or|a|an"
    r"|the|i|am|it|is|would|be|means?|as"
    r"|(?:un|im)?(?:likely|probable)|(?:un)?(?:sure|certain)|certainty|confident|possible"
    r"|chance|coin|toss|flip|toss-?up|even|evens|odds|against|on|to|in|money|long|shots?"
    r"|favou?rites?|one|two|three|predictions?|forecasts?|claims?|agree|disagree|strongly"
    r"|satisfied|important|excellent|perfect|good|okay|ok|bad|worst|best|always|never|wrong"
    r"|right|guess\w*)[\W\d]+)+",
    factor=True,
)

# "Why does it stop? (70%)": what such a question weighs, or how many know.
_OPEN_QUESTION = regex(
    r"\W*(?:\d{1,2}[.)] )?(?:what|how|why|where|when|who|which)\b[^?]{4,200}\?\W{0,4}\d{1,3} ?%[)\]]?\W*$"
)


def is_measure(document: Document, proposal: Proposal) -> bool:
    """True for a number in a list that says how much, or what a level means, and not how likely something is."""
    if proposal.stated is None or proposal.form in ("pick", "cell"):
        return False
    block = document.blocks[proposal.sentence.block]
    short = block.end - block.start <= _SHORT and document.low.count("%") >= _SEVERAL
    listed = block.kind in (Kind.ITEM, Kind.HEADING) or block.by_line or short
    if proposal.form == "prose" and not listed:
        return False
    text = document.low[proposal.start : proposal.end] + " "
    if _ONLY_HOW_LIKELY.fullmatch(text) or _OPEN_QUESTION.match(text):
        return True
    if laid_down(document, block):
        return True
    if _looks_ahead(proposal) or _asked(document, proposal):
        return False
    claims = says(document, proposal.start, proposal.end)
    return (
        (looks_back(document, proposal) and not (claims and _of_predictions(document, proposal)))
        or (not claims and below_others(document, document.blocks[proposal.sentence.block]))
        or (not _timed(document, proposal) and _is_counted(document, proposal, claims=claims))
        or not (_timed(document, proposal) or _believed_here(document, proposal))
    )


# "Norway: 3009 (5%)", "Wool in euros: 8.25%", "sales rose to 12% (from 9%)", "67% vs. 42%": counted, and not believed.
_COUNT_AND_SHARE = regex(r"\d,? \((?:~ ?)?\d{1,3}(?:\.\d+)? ?%\)")
_EXACT = regex(r"(?<![\d.])[1-9]\d?\.\d+ ?%")
_COUNTED = regex(
    r"\b(?:was|were|had|has (?:been|risen|fallen|grown|declined)|rose|fell|grew|shrank|declined"
    r"|increased|decreased|dropped|averaged|stood|reached|recorded|posted|came|remained"
    r"|accounted|slowed|eased|climbed|gained"
    r"|compared (?:to|with)|respectively|than in|(?:up|down) from|per capita|a year earlier"
    r"|identify|surveyed|respondents|polled)\b|\(from -?\d|\(\u00b1|\d ?% ?(?:vs\.?|versus) "
)
_BELIEVED = regex(
    r"\b(?:chances?|odds|probab\w+|likel\w+|unlikely|confiden\w+|certain\w*|sure|credence|bet"
    r"|bets|predict\w*|forecasts?|guess\w*|think|thought|expect\w*)\b"
)


def _is_counted(document: Document, proposal: Proposal, *, claims: bool) -> bool:
    """True for a percentage that was counted or measured, where nobody speaks of chances."""
    block, (a, b) = document.blocks[proposal.sentence.block], proposal.sentence.span
    if announced(document, block) or _BELIEVED.search(document.low, a, b):
        return False
    if claims:
        return _COUNTED.search(document.low, a, b) is not None
    return (
        _COUNT_AND_SHARE.search(document.low, a, b) or _EXACT.search(document.low, a, b)
    ) is not None


def _looks_ahead(proposal: Proposal) -> bool:
    return any(cue in lex.STRONG for cue, _, _ in proposal.clause.cues)


def _timed(document: Document, proposal: Proposal) -> bool:
    """True where a time to come is named, or one that was to come when the entry was made."""
    day = document.day(proposal.start)
    times = [window.deadline for window in proposal.sentence.windows if window.deadline]
    if any(day is None or last >= day for last in times):
        return True
    # What is ticked or struck was foretold for a time that is over now.
    line = document.text.rfind("\n", 0, proposal.start) + 1
    end = document.text.find("\n", proposal.end, proposal.end + _NEAR)
    end = proposal.end + _NEAR if end < 0 else end
    return bool(times) and _MARKED.search(document.text, line, end) is not None


_MARKED = regex(r"\[[xX]\]|~~|[\u2713\u2714\u2705\u2717\u2718\u274c\u2611\u2612]")


# "How my predictions did", "Results of the poll", "What has changed since 2020": what stands below has happened.
_BACK = regex(
    r"\b(?:(?:results|status) (?:of|by)|standings|league table|ratings?|rated|changelog"
    r"|release notes|releases|contents|chapters|recipe|exercises|programme of"
    r"|how (?:my|our|i|we|they|the) [^?]{0,40}(?:did|fared|went|held up)"
    r"|(?:i|we|they|who|has|have|had|was|were|what|readers|people) (?:\w+ )?(?:saw|said|was"
    r"|were|did|had|rose|fell|grew|won|lost|went|changed|happened|became|made))\b",
    factor=True,
)


def looks_back(document: Document, proposal: Proposal) -> bool:
    """True below a heading of what is over, or of a year before those that are foretold."""
    block = document.blocks[proposal.sentence.block]
    index = next((i for i in (block.lead, *block.headings[-1:]) if i is not None), None)
    if index is None:
        return False
    key = ("looks_back", index)
    if key not in document.answers:
        document.answers[key] = _is_over(document, index)
    return document.answers[key]


def _of_predictions(document: Document, proposal: Proposal) -> bool:
    """True below "How my predictions did": what states something there was one."""
    headings = document.blocks[proposal.sentence.block].headings
    over = document.blocks[headings[-1]] if headings else None
    return over is not None and _PREDICTED.search(document.low, over.start, over.end) is not None


def _is_over(document: Document, index: int) -> bool:
    over = document.blocks[index]
    begin = max(over.start, over.end - _NEAR)
    if _PREDICTED.search(document.low, begin, over.end) and not _DID.search(
        document.low, begin, over.end
    ):
        return False
    if _BACK.search(document.low, begin, over.end):
        return True
    years = [int(year) for year in _YEARS.findall(document.low, begin, over.end)]
    today = document.today
    return today is not None and bool(years) and max(years) < today.year


_NEAR = 200
_YEARS = regex(r"\b(?:19|20)\d\d\b")
_PREDICTED = regex(
    r"\b(?:predict\w*|forecasts?|prophec\w*|expect\w*|bets?|odds|chances?|probabilit\w+|wagers?"
    r"|guess\w*|picks?|calls?|graded|think|thought)\b"
)
_DID = regex(r"\bhow (?:my|our|i|we|they|the) [^?]{0,40}(?:did|fared|went|held up)\b")


_SHORT, _SEVERAL = 60, 3  # characters of a paragraph that may be an entry, of several
_FEWEST_QUESTIONS = 3


def is_option(document: Document, proposal: Proposal) -> bool:
    """True for a bare name below one of many questions: it may be the answer, and nobody says so."""
    if proposal.form not in ("listed", "bare") or proposal.stated is not None:
        return False
    block = document.blocks[proposal.sentence.block]
    if not block.headings or not _asks(document, block.headings[-1]):
        return False
    return _asks_often(document, document.blocks[block.headings[-1]].level) and not says(
        document, proposal.start, proposal.end
    )


def _asks(document: Document, index: int) -> bool:
    block = document.blocks[index]
    return document.low[block.start : block.end].rstrip(" *_").endswith("?")


def _asks_often(document: Document, level: int) -> bool:
    """True where several headings of a level are questions."""
    key = ("_asks_often", level)
    if key not in document.answers:
        headings = (
            index
            for index, block in enumerate(document.blocks)
            if block.kind is Kind.HEADING and block.level == level
        )
        asking = sum(_asks(document, index) for index in headings)
        document.answers[key] = asking >= _FEWEST_QUESTIONS
    return document.answers[key]


def _asked(document: Document, proposal: Proposal) -> bool:
    """True for an answer below a question."""
    block = document.blocks[proposal.sentence.block]
    above = [i for i in (block.parent, block.lead, *block.headings[-1:]) if i is not None]
    spans = [(document.blocks[i].start, document.blocks[i].end) for i in above]
    return any(document.low.find("?", *span) >= 0 for span in spans) and not below_others(
        document, block
    )


def _of_belief(document: Document) -> bool:
    key = ("_of_belief", 0)
    if key not in document.answers:
        document.answers[key] = document.predictive or OF_BELIEF.search(document.low) is not None
    return document.answers[key]


# "12% - 4 points: Kern vs Roe", and lines that give a time to come beside their number.
_CONTEST = regex(r"\b(?:vs?\.?|versus|over|beats?) ")
_AHEAD = regex(
    r"^(?=[^\n]{0,300}\d ?%)[^\n]{0,300}?\b(?:will|won't"
    r"|(?:by|before|in|during|until|end of|throughout) (?:(?:the )?(?:end|year)\b|20[2-9]\d"
    r"|20[01]\d))",
    re.MULTILINE,
)
_FEWEST_AHEAD = 2


def _believed_here(document: Document, proposal: Proposal) -> bool:
    """True where the text, what stands near an entry, or its list says that numbers are anybody's belief."""
    if not _of_belief(document):
        return False
    block = document.blocks[proposal.sentence.block]
    if document.promising or announced(document, block) or _looks_ahead_often(document):
        return True
    low = document.low
    if _CONTEST.search(low, proposal.start, proposal.end):
        return True
    above = (*block.headings, *(i for i in (block.lead, block.parent) if i is not None))
    spans = [(document.blocks[i].start, document.blocks[i].end) for i in above]
    near = (max(0, proposal.start - _NEAR), min(block.end, proposal.end + _NEAR))
    return any(OF_BELIEF.search(low, *span) for span in (*spans, near, (0, _OPENING)))


_OPENING = 400  # characters


def _looks_ahead_often(document: Document) -> bool:
    """True where several lines name a time to come and a number."""
    key = ("_looks_ahead_often", 0)
    if key not in document.answers:
        ahead = itertools.islice(_AHEAD.finditer(document.low), _FEWEST_AHEAD)
        document.answers[key] = len([*ahead]) >= _FEWEST_AHEAD
    return document.answers[key]
