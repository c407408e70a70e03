"""Labels that make a line something else than a claim: what came of it, why, by when, a remark below an item."""

from predictions.extraction.chances.lone import says
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.bullets import is_called_a_prediction
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.graded import grade_at, is_grade
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.grades import GRADE
from predictions.regexes import regex

_EDGE = r"[\s*_(\[>-]{0,8}"
# What is said of a claim, and never another claim.
_OF_CLAIM = regex(
    rf"{_EDGE}(?:resolution(?: criteria| date)?|falsification|verification"
    rf"|(?:falsified|verified|disproved|refuted|settled|decided) (?:if|by|when)"
    rf"|target(?: date)?|last evaluated|resolves|deadline|due(?: date)?|(?:brier )?score"
    r"|(?:predict(?:ion|ed)|forecast(?:ed)?|made|claim(?:ed)?|said|posted|submitted) by"
    r"|predictors?|forecasters?|authors?|speakers?|sources?|links?"
    r"|(?:who|what) (?:should|could|might|deserves to) win|tags?|category|created|updated"
    r"|criteri(?:a|on)|how (?:it|this) (?:will be|is) (?:judged|scored|resolved)"
    r"|what happened)[*_ ]{0,4}:"
)
# What came of it; but "Verdict: the bridge opens by 2033" may be a view of what is to come.
_GRADED = regex(
    rf"{_EDGE}(?:(?:actual |final )?(?:outcome|verdict|grade|grading)|resolved|status)[*_ ]{{0,4}}:"
)
# Why it is claimed: that may hold claims of its own, but only ones with a cue.
_REMARK = regex(
    rf"{_EDGE}(?:notes?|comments?|remarks?|why(?: not)?|reason(?:s|ing)?|rationale|evidence"
    rf"|explanation|background|context|results?|caveats?|update|edit)[*_ ]{{0,4}}:"
)
# "Update: Nope... opening apps is no API": what came of the item above, to its end.
_CAME_OF_IT = regex(
    r"u(?<!\w\w)pdate(?: [^:\n]{1,20})?: *(?:(?:full|partial|half|no) credit|nope|yep|yes|no"
    r"|right|wrong|correct|incorrect|true|false"
    r"|(?:it |this )?(?:didn't|did not|did) happen(?:ed)?|hit|miss(?:ed)?)\b"
)
_GRADE_REACH = 600
# "Result: nope", which is no pick.
_RESULT = regex(
    rf"{_EDGE}(?:results?|outcome|verdict|grade|status)[*_ ]{{0,4}}: *{GRADE}\W*", factor=True
)
# "Did not happen": a line below its claim.
_CAME = regex(
    r"\W*(?:(?:it |this )?(?:has )?(?:happened|did(?:n't| not) happen|came true"
    r"|did(?:n't| not) come true)|yes|no|nope|right|wrong|(?:in)?correct|true|false"
    r"|(?:half|partly|mostly) (?:right|wrong|true))\W*"
)
# "`Model lean` is the likeliest": what a name in a table or a program means.
_LEGEND = regex(
    r"`[^`\n]{1,40}` (?:is|are|marks?|means?|shows?|denotes?|indicates?|stands? for|gives?"
    r"|holds?|contains?)\b"
)
_AHEAD = (*lex.STRONG, "opinion")
# What stands below such a line is about claims, or about how they are judged.
_ABOUT = regex(
    rf"{_EDGE}(?:\d{{1,2}}[.)] )?(?:(?:the |my |key |short )?(?:rationale|reasons?|reasoning"
    rf"|evidence(?: log)?|status(?:es)?|legend|scale|scoring(?: rules?)?|rules|notes?|sources"
    rf"|references|links|further reading|background|caveats|definitions|method(?:s|ology)?"
    r"|(?:resolution|falsification|success|grading|judging) criteria|criteria"
    r"|how (?:this|it|scoring) works|confidence (?:levels?|thresholds?)"
    r"|each (?:entry|prediction|item)|what (?:changed|happened)|results?"
    r"|outcomes?))(?: \([^()]{1,30}\))?[*_]{0,2}\W{0,3}$"
)
# "Accuracy: 72.4%", "High confidence threshold: 70%": what was measured, or set.
_MEASURE = regex(
    r"\W*(?:[\w'-]+ ){0,3}(?:confidence|accuracy|threshold|calibration|precision|recall|rate"
    r"|average|mean|error|record|coverage|last \d+ \w+|score|correct|right|wrong"
    r"|came true)(?: threshold| score"
    r"| level)?[*_ ]{0,3}[:=(][\W_]*\d[\d.,]* ?%?\W*(?:\([^()\n]{1,40}\)\W*)?"
)
_BARE = ("listed", "bare")


def is_label(document: Document, proposal: Proposal) -> bool:
    """True for a sentence whose label says that it is about a claim, or that stands below such a label."""
    (start, end), bare = proposal.sentence.span, proposal.form in _BARE or _is_banded(proposal)
    if (
        is_placeholder(document.text, proposal.start)
        or _explains(document.text, start)
        or _grades(document, proposal)
        or _is_of_a_grade(document, proposal)
        or (bare and _CAME.fullmatch(document.low, start, end))
    ):
        return True
    if bare and _below_what_is_about_claims(document, proposal):
        return True
    if ":" not in document.low[start : min(end, start + 50)]:
        return False
    if proposal.form == "pick" and _RESULT.fullmatch(document.low, start, end):
        return True
    if _GRADED.match(document.low, start, end):
        return not _of_what_is_to_come(document, proposal)
    return (
        _OF_CLAIM.match(document.low, start, end) is not None
        or (
            end - start < _LONGEST_MEASURE
            and _MEASURE.fullmatch(document.low, start, end) is not None
        )
        or (bare and _REMARK.match(document.low, start, end) is not None)
    )


def _is_of_a_grade(document: Document, proposal: Proposal) -> bool:
    """True for a grade in words, and for a remark on it that does not look ahead."""
    if grade_at(document, proposal.start) is None:
        return False
    ahead = any(kind in _AHEAD for kind, _, _ in proposal.clause.cues)
    return is_grade(document, proposal.start) or (proposal.sentence.head is False and not ahead)


def _is_banded(proposal: Proposal) -> bool:
    """True where the number stands above or below the sentence."""
    (start, end), number = proposal.sentence.span, proposal.stated
    return number is not None and not start <= number.start < end


def _explains(text: str, start: int) -> bool:
    """True for a sentence that begins with a name in code and what it means."""
    return "`" in text[max(0, start - 1) : start + 2] and any(
        _LEGEND.match(text, at) for at in range(max(0, start - 1), start + 2)
    )


def _grades(document: Document, proposal: Proposal) -> bool:
    """True for what is said in an item behind "Update: Nope"."""
    if not document.holds("update"):
        return False
    end = proposal.sentence.span[1]
    begin = max(document.blocks[proposal.sentence.block].start, proposal.start - _GRADE_REACH)
    if document.low.find("update", begin, end) < 0:
        return False
    match = _CAME_OF_IT.search(document.low, begin, end)
    return (
        match is not None
        and match.start() <= proposal.start + 2
        and not any(kind in _AHEAD for kind, _, _ in proposal.clause.cues)
    )


def _of_what_is_to_come(document: Document, proposal: Proposal) -> bool:
    if any(kind in ("will", "going") for kind, _, _ in proposal.clause.cues):
        return True
    day = document.day(proposal.start)
    times = (w.deadline for w in proposal.sentence.windows)
    return any(last and (day is None or last >= day) for last in times)


_LONGEST_MEASURE = 70


def _below_what_is_about_claims(document: Document, proposal: Proposal) -> bool:
    block = document.blocks[proposal.sentence.block]
    above = next(
        (i for i in (block.parent, block.lead, *block.headings[-1:]) if i is not None), None
    )
    if above is None:
        return False
    over = document.blocks[above]
    return over.end - over.start < _LONGEST_MEASURE and (
        _ABOUT.match(document.low, over.start, over.end) is not None
    )


_CALLED = regex(
    r"(?:^|[\s*_>])(?:(?:my|the|our|bold|key|main|core) )?(?:claim|prediction"
    r"|forecast)(?: (?:no\.? ?)?#?\d{1,3})?[*_ ]{0,3}:[\s*_]*$"
)
_LABEL_REACH = 40


def is_called_a_claim(document: Document, proposal: Proposal) -> bool:
    """True right behind or below "Claim:", "Prediction 3:", outside headings."""
    block = document.blocks[proposal.sentence.block]
    start = proposal.start
    if block.kind not in (Kind.ITEM, Kind.PARAGRAPH):
        return False
    near = max(0, start - _LABEL_REACH)
    if block.kind is Kind.ITEM and start == block.start:
        return is_called_a_prediction(document.text, start)
    labelled = document.low[near:start].rstrip(" \n*_").endswith(":")
    return labelled and _CALLED.search(document.low, near, start) is not None


_OF_AN_ENTRY = regex(
    rf"{_EDGE}(?:status|resolution(?: criteria| date)?|falsification|verification|target date"
    rf"|deadline|due(?: date)?|outcome|verdict|resolved|resolves)[*_ ]{{0,4}}:"
)


def heads_a_record(document: Document, proposal: Proposal) -> bool:
    """True for the paragraph right above "- Status: ...", "- Deadline: ...", where predictions are kept."""
    index = proposal.sentence.block
    block = document.blocks[index]
    if block.kind is not Kind.PARAGRAPH or proposal.sentence.before is not None:
        return False
    if not document.predictive or index + 1 >= len(document.blocks):
        return False
    begin, end = proposal.sentence.span
    if 2 * (proposal.end - proposal.start) < end - begin:
        return False
    below = document.blocks[index + 1]
    return below.kind is Kind.ITEM and (
        _OF_AN_ENTRY.match(document.low, below.start, below.end) is not None
    )


# "**Prediction:** [What you expect to happen]": a form that is still to be filled in.
_PLACEHOLDER = regex(
    r"[\s*_>#-]*(?:\d{1,2}[.)] )?(?:[\w ]{1,30}[*_ ]{0,4}:)?[\s*_]*\[[^\]\d\n]{3,160}\][\s*_.]*"
)


def is_placeholder(text: str, start: int) -> bool:
    """True on a line that holds nothing but words in square brackets, and no link."""
    if text.find("[", max(0, start - _LABEL_REACH), start + 200) < 0:
        return False
    begin = text.rfind("\n", max(0, start - _LABEL_REACH), start) + 1
    stop = text.find("\n", start, start + 200)
    line = text[begin : stop if stop >= 0 else len(text)]
    return "[" in line and _PLACEHOLDER.fullmatch(line) is not None


_FEW = 4  # words of a topic that stands in the same row as its claims


def _is_topic(document: Document, proposal: Proposal, numbered: set[int]) -> bool:
    """True for words without a verb right above claims with numbers: "Roads and bridges"."""
    below = proposal.sentence.block + 1
    return (
        below in numbered
        and document.blocks[below].kind is Kind.ITEM
        and below - 1 not in numbered
        and (
            document.blocks[below].parent == below - 1
            or document.blocks[below - 1].kind is Kind.PARAGRAPH
            or len(document.low[proposal.start : proposal.end].split()) <= _FEW
        )
        and not says(document, proposal.start, proposal.end)
    )


def is_remark(document: Document, proposal: Proposal, numbered: set[int]) -> bool:
    """True for what stands below or behind a claim with its number, without number or word of the future.

    `numbered` are the blocks of a list whose claims carry numbers.
    """
    if proposal.stated is not None or proposal.form in ("item", "pick", "cell"):
        return False
    if proposal.sentence.head is False and proposal.form in _BARE:
        return True
    if proposal.form in _BARE and _is_topic(document, proposal, numbered):
        return True
    block = document.blocks[proposal.sentence.block]
    below = block.kind is Kind.ITEM and block.parent in numbered
    broken = any(at <= proposal.start for at in block.breaks)
    own = block.kind is Kind.ITEM and not broken and proposal.sentence.block in numbered
    behind = own and proposal.sentence.before is not None
    if not below and not behind:
        return False
    return not any(kind in _AHEAD for kind, _, _ in proposal.clause.cues)


# "The money will flow to:": what stands below only ends that sentence.
_GOES_ON_BELOW = regex(
    r"\b(?:will|won't|going to)\b[^.?!]*\b(?:to|for|by|from|of|with|on|at|into|than|like|as"
    r"|through|between|either|both):\W*$"
)
_LONGEST_LEAD = 300


def ends_its_lead(document: Document, proposal: Proposal) -> bool:
    """True for an item that goes on with the sentence above its list, and looks no further ahead itself."""
    block = document.blocks[proposal.sentence.block]
    if block.kind is not Kind.ITEM or block.lead is None or block.parent is not None:
        return False
    if any(kind in ("will", "going") for kind, _, _ in proposal.clause.cues):
        return False
    key = ("_ends_its_lead", block.lead)
    if key not in document.answers:
        over = document.blocks[block.lead]
        begin = max(over.start, over.end - _LONGEST_LEAD)
        document.answers[key] = _GOES_ON_BELOW.search(document.low, begin, over.end) is not None
    return document.answers[key]
