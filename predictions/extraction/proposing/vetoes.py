"""What is never a forecast, whatever its words: questions, permissions, the legal "shall"."""

from datetime import date

from predictions.extraction.chances.figures import figure_alone
from predictions.extraction.chances.lone import ONLY_NUMBER
from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.asking import asks
from predictions.extraction.proposing.besides import besides
from predictions.extraction.proposing.elsewhere import elsewhere
from predictions.extraction.proposing.generally import generally
from predictions.extraction.proposing.labels import ends_its_lead, is_label
from predictions.extraction.proposing.measures import is_measure, is_option
from predictions.extraction.proposing.onlists import on_lists
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.proposing.scheduled import scheduled
from predictions.extraction.proposing.unsaid import unsaid
from predictions.extraction.voices.purpose import lays_down
from predictions.extraction.voices.reporting import narrates
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

_PERMISSION = regex(
    r"\b(?:you|licensees?|licensors?|contributors?|recipients?|parties|party|lessees?|tenants?"
    r"|users?|members?) (?:may|must|shall|should|agrees? to|are permitted)\b"
    r"|\bshall (?:mean|include|be construed|be deemed|be governed|not be liable|terminate"
    r"|survive|supersede|indemnify)\b"
)
_ALLOWING = needs("may must shall should agree agrees permitted")
_COUNTERFACTUAL = regex(
    r"\b(?:would|could|should|might|must)(?:n't| not)? have (?:been|had|\w+ed|gone|made|come"
    r"|done|taken|won|lost|seen|known|got|become|thought|said)\b"
)
# "Suppose that", "e.g.", "here are": a supposition, an example, what leads to something else.
_OPENS_NO_CLAIM = regex(
    r"\s*(?:suppose|imagine|picture|say|consider|let us say|let's say|what if"
    r"|assume)\b(?! (?:that )?(?:the|by) \d)"
    r"|e\.g\.|i\.e\.|for example,? if|such as|that way,? [^,.;]{2,60}? (?:can|could|may|might)\b"
    r"|\W*(?:(?:my|our) \w+: )?(?:see|read) (?:below|above|here)\b"
    r"|\W*(?:table|figure|fig\.|chart|graph|exhibit|photo|image|source|caption)(?: \w{1,3})?: "
    r"|(?:here(?: are|'s| is)|below (?:are|is)"
    r"|these are(?! (?:\w+ )?(?:going to|gonna|likely|set to|bound to))"
    r"|the following(?! (?:\w+ )?(?:years?|months?|weeks?|days?|decades?|quarters?|seasons?)\b)"
    r"|what follows)\b"
    r"|(?:and |but )?(?:the|one|another)(?: \w+){0,2} question (?:will|would)(?: then"
    r"| still)? be (?:which|whether|how|who|what|when|where|if)\b"
)
# "I also predict": what is predicted stands below.
_ANNOUNCES = regex(
    r"(?:(?:and|so|now|here|finally),? )*(?:i|we)(?:'d| would| will|'ll)?(?: also| further"
    r"| still| therefore)? (?:predict|expect|foresee|forecast|anticipate"
    r"|bet)(?: (?:the following|that|this|these))?\W*"
    r"|(?:my|our) (?:\w+ )?(?:odds|probabilities|predictions?|forecasts?|estimates?|numbers|bets)\W*"
)
# "Ten bold predictions for 2031", "Bo Lund said...", "2031 is here": a title, a byline and a day, of which nothing is said.
_NAMES_ONLY = regex(
    r"\W*(?:(?:[\w'-]+ ){0,4}(?:predictions|forecasts|prophecies|prognostications|picks"
    r"|guesses)(?: (?:for|of|about|on|in) (?:the )?(?:(?:coming |next |new )?year|season|future"
    r"|[\w' -]{0,30}\b(?:19|2\d)\d\d[\w' -]{0,30}))?(?:,? in no (?:particular "
    r"|special )?order)?"
    r"|(?:(?:this|that|which|and|now|so|all this),? )*(?:leads|brings|takes|gets)(?: me"
    r"| us)? to (?:my|our|the) (?:\w+ ){0,2}(?:prediction|forecast|prophecy"
    r"|guess)s?(?: (?:for|of|about) [\w ]{2,30})?"
    r"|(?:[\w.'-]+ ){1,3}(?:said|says|wrote|writes|replied|commented) ?(?:\.\.\.|\u2026|:)"
    r"|(?:(?:and|now|so|well),? )*(?:the year )?(?:19|2\d)\d\d (?:is|has)(?: finally| already"
    r"| now| almost| nearly| just)* (?:here|upon us|over|arrived|begun|started|come|gone|ended"
    r"|behind us))\W*"
)
# "A short post on what to expect of looms": what a text is.
_A_PIECE = regex(
    r"\W*(?:an?|the|my|some|this(?: is)?|here is) (?:(?!first\b|next\b)[\w-]+ ){0,3}?(?:post"
    r"|essay|article|notes?|look|overview|summary|collection|thread|roundup|round-up|deep dive"
    r"|primer) (?:on|about|of|at)\b(?!.*\b(?:will|won't|is|are)\b)"
)
_PIECES = needs(
    "post essay article note notes look overview summary collection thread roundup round dive primer"
)
# "35 out of 42 points (83%)": a share, worked out.
_SHARE = regex(r"\b\d+ (?:out )?of (?:the |all )?\d+\b[^(;.]{0,24}\([~\u2248]?\d{1,3}(?:\.\d+)? ?%")
# "Things I expect in 2031:"
_LEADS_IN = regex(
    r"\W*(?:here are )?(?:(?:the|some|a few|many|other|\d+|three|four|five|six|seven|eight|nine"
    r"|ten) )?(?:\w+ )?(?:things?|developments?|events?|changes?|trends?) (?:that |which )?(?:i"
    r"|we)\b"
)
# "But this year I expect:", "2031 will bring:" over a list, which says what.
_LEFT_OPEN = regex(
    r"\b(?:expect|predict|foresee|anticipate|envision|bring|see|include|involve|mean|feature"
    r"|offer|have|be|become|require)$"
)
_LIST_BELOW = regex(r"[*_\"' ]{0,4}:[*_ ]{0,4}(?:\n|$)")
_EMBEDDED = regex(
    r"(?:(?:especially|particularly|including"
    r"|not to mention) )?(?:whether(?! [^,;]{3,80},(?! or\b[^,;]*$))(?! [^,;]{3,90} (?:is|seems"
    r"|looks|remains) (?:\w+ )?(?:doubtful|unlikely|questionable)\b)"
    r"|how (?:much|many|long|soon|far|well|quickly|fast)?"
    r"|what(?! (?:is|are|they|we|some|people|many) (?:\w+ )?call(?:ed)?\b)(?!(?:'ll| will"
    r"|'s going to| is going to) (?:happen|come|follow|emerge|result)(?: next| instead"
    r"| then)? is (?:that|an?|the) )(?! (?:i|we)(?:'ll| will| may| might|'re going to"
    r"| are going to)(?: \w+ly| also| likely)? (?:see|get|have|witness) [^,;?]{0,60}?\b(?:is"
    r"|are) (?:an?|the|more|fewer|less|no)\b)|which|who|where|why|by what"
    r"|if and when(?! [^,;]{3,80},)|when (?!.*,)(?!(?!do|or\b)[^,;?]{5,80} (?:we|it|they|there"
    r"|you|he|she)(?:'ll| will| won't| would| may| might)\b))\b(?! (?:comes|happens|follows"
    r"|emerges|remains|replaces|is left|will (?:make|change|matter)|th(?:is|at) will"
    r"|(?:i|we) (?:\w+ )?(?:think|expect|foresee|suspect|believe|hope for)"
    r"|we(?:'ll| will| may| might)? see|we(?:'ll| will)? get)\b[^,;]{0,40} (?:is|are|will|won't"
    r"|may|might|could)\b)(?! (?:is|was) (?:clear|certain|likely|more))"
)
# "I'm going to explain", "I'll be back": the speaker's own next steps, unless a day or a doubt makes them a claim.
_OWN_STEP = regex(
    r"(?:\w+,? )?i(?:'ll| will|(?:'m| am)(?: just)? going to"
    r"|'m gonna) (?!(?:(?:bet|wager|buy|guess)\b(?! you\b)|say (?:\w+ ){0,3}that\b|probably"
    r"|likely|never|not|still|have|be (?:the|a|able|in|at|at least|out))\b)"
)
# "For now I'll leave them here", "today, I will go on record": of the list, whatever time stands in it.
_OWN_LIST = regex(
    r"(?:[\w -]{2,30},? )?(?:i|we)(?:'ll| will|'m going to| am going to)(?: \w+ly| just| also| now| first)?"
    r" (?:make (?:a|some|an|the|my|these|few)(?: \w+){0,3} (?:predictions?|forecasts?"
    r"|exception)(?! that\b)|try to (?:predict|forecast)|leave (?:it|them|these) here"
    r"|go on (?:the )?record|take [^.;]{3,80} to mean)\b"
)
_LISTING = needs("prediction predictions forecast forecasts exception predict here record mean")
# "As we shall discuss later", "we'll have more to say on this": what the speakers will talk about.
_TALKING_ON = regex(
    r"w(?<!\w\w)e(?:'ll| will| shall|'re| are| were)(?: \w+ly| just| also| now| all)? (?:going to |be )?"
    r"(?:discuss|talk(?:ing)? about|speak(?:ing)? (?:about|of)"
    r"|(?:(?:come|get|go)(?: back)?|return) to (?:that|this|it|these|those|them|some"
    r"|the (?:question|subject|topic|point|matter|idea))|say more|have more to say"
    r"|dive (?:deep(?:er)? )?into|walk (?:you )?through)\b"
)
_WE, _TELLING = (
    needs("we"),
    needs("discuss talk talking speak speaking return come get go say dive walk"),
)
# Talk about one's own forecasting: the habit of it, and what will be done with the list.
_FORECASTS = (
    r"(?:predictions?|forecasts?|bets|calls|guesses|estimates|picks|odds|list|scores?|scorecard"
    r"|record)"
)
_KEEPING = regex(
    rf"\W*(?:(?:every|each) (?:\w+ ){{0,3}}?,?)?(?:i|we) (?:always |usually |still |also "
    rf"|again )?(?:write|wrote|note|jot|list|publish|post|record|put|set|share|collect|keep"
    rf"|make|made|log)\b(?: \w+){{0,3}} (?:what (?:i|we) (?:expect|think|predict|believe)"
    rf"|(?:my|our|some|these) (?:\w+ )?{_FORECASTS}"
    rf"|{_FORECASTS}\b(?!(?:, [^,.;]{{2,30}},)? (?:that|of|:)))(?![^.]*: )"
)
_SCORING = regex(
    rf"(?:\w+,? ){{0,4}}?(?:(?:i|we)(?:'ll| will| shall|'m going to| am going to|'re going to"
    rf"| are going to| plan to| intend to| hope to) (?:then |also |be |come back (?:and|to) "
    rf"|try to ){{0,2}}(?:scor|grad|review|revisit|assess|evaluat|check|mark|rat|tally|updat"
    rf"|report back|look(?:ing)? back|return to|come back to|judg|post|publish)\w*(?: on| at"
    rf"| up)?(?: (?:all|each|most|some|every one)(?: of)?)? (?:it|them|these|this|those"
    rf"|how (?:i|we) did|(?:(?:my|our|the|all) )?(?:\w+ )?{_FORECASTS})\b"
    rf"|(?:these|those|my|our|all|the)(?: \w+){{0,2}} {_FORECASTS} (?:will"
    rf"|are going to) be (?:scored|graded|reviewed|revisited|assessed|evaluated|checked|marked"
    rf"|judged|published|posted|updated)\b)"
)
_OF_LISTS = needs(
    "i we prediction predictions forecast forecasts bets calls guess guesses estimate "
    "estimates picks odds list score"
    " scores scorecard record"
)
_SHRUG = regex(
    r"(?:(?:well|but|so|and|only|as always|i guess|i suppose),? )*(?:we'll )?(?:we|you|i"
    r"|time)(?:'ll| will| shall) (?:have to )?(?:see|tell|find out|show|reveal"
    r"|unveil)(?:,? (?:though|then|soon|now))?(?: (?:how|what|if|whether) .{0,60})?\W*"
)
_SHRUGS = needs("see tell find show reveal unveil")
# "(80% CI: 2031-2035)", "median; 90% interval": how far an estimate may be off.
_INTERVAL = regex(
    r"\W*(?:(?:median|mean|mode)\W{1,3})?\d{1,2}(?:\.\d)? ?% (?:ci|c\.i\."
    r"|confidence (?:interval|bounds?|limits?)|credible (?:interval|region)"
    r"|(?:prediction )?interval|range|percentile|quantile)\b"
)
# "70%: 8 of 11 (73%)": how many came true at a level.
_COUNT = regex(r"\W*(?:at )?\d{1,3} ?%[^\w%]{1,4}\d+ ?(?:of|out of|/) ?\d+\b")
_ASIDE = regex(
    r"\W*(?:so|well|say|that is|i\.e\.)?\W*(?:around|about|roughly|maybe)? ?\d{1,3}(?:\.\d)? ?%\W*"
)
_TALLY = regex(
    r"\d+ ?/ ?\d+ (?:correct|right|true|wrong|possible|points|pts)\b|\bpredictions?: \d+ ?/ ?\d+"
)
# "I've since lowered that to 40%": no claim of its own; what it does to the one before is `superseding`'s.
_REVISES = regex(
    r"(?:i|we)(?:'ve| have)?(?: since| now| then)? (?:lowered|raised|cut|moved|revised|updated"
    r"|changed) (?:that|it|this|my \w+) (?:down |up )?to\b"
)
# A claim cut off before its verb, because the sentence goes on behind a mark or a line.
_BROKEN_OFF = regex(
    r"\b(?:will|would|could|should|may|might|can|must|wo|ca)(?:n't)?(?<!may(?=[.,;:?!]))\W{0,3}(?=\s[a-z])"
)
# "70% x 40% = 28%", "P(rain)=P(snow)": sums; "P(rain) = 40%" is a chance.
_SUM = regex(r"\d ?%? ?[x\u00d7*/+] ?\d[\d.]* ?%? ?=|\) ?= ?\w+\(")
_ELLIPSIS = ("...", "\u2026")  # "...20: 40%", after "More than ten trams: 60%"
_PERCENT = regex(r"\d? ?%|per ?cent\b")
_NO_WORDS = regex(r"[^a-z]*")


def _stands_alone(document: Document, proposal: Proposal) -> bool:
    """True for a line or item that is only a number."""
    block = document.blocks[proposal.sentence.block]
    return figure_alone(document.copy, block.start, block.end) is not None


def unvetoed(document: Document, proposals: list[Proposal]) -> list[Proposal]:
    """The proposals that no veto stops."""
    # One veto after another for all of them: what each needs stays at hand.
    for veto in (_is_no_claim, is_measure, is_option):
        proposals = [p for p in proposals if not veto(document, p)]
    for veto in (_leads_on, _speaks_otherwise, unsaid, _beside):
        proposals = [p for p in proposals if p.form in _TOLD or not veto(document, p)]
    return proposals


_TOLD = ("item", "pick")  # forms that say what they are


def _is_no_claim(document: Document, proposal: Proposal) -> bool:
    """True for what is no claim at all: a label, a tally, a number."""
    low = document.low
    a, b = proposal.start, proposal.end
    text = low[a:b]
    return bool(
        (_NO_WORDS.fullmatch(text) and not any(mark in text[:8] for mark in _ELLIPSIS))
        or (proposal.sentence.seen & _SHRUGS and _SHRUG.fullmatch(text))
        or ("/" in text and (" " not in text or _TALLY.search(text) is not None))
        or _REVISES.match(text)
        or lays_down(document)
        or ("=" in text and _SUM.search(text) is not None)
        or (
            proposal.stated is None
            and proposal.sentence.head is not True
            and _BROKEN_OFF.match(low, max(a, low.rfind(" ", a, b) + 1)) is not None
        )
        or is_label(document, proposal)
        or _stands_alone(document, proposal)
        or (
            "%" in text
            and (
                (_SHARE.search(text) and _only_counts(proposal))
                or _INTERVAL.match(text)
                or _COUNT.match(text)
                or _ASIDE.fullmatch(text)
                or ONLY_NUMBER.fullmatch(text)
            )
        )
    )


def _only_counts(proposal: Proposal) -> bool:
    """True where only the percentage could look ahead."""
    return all(kind == "odds" for kind, _, _ in proposal.clause.cues)


def _leads_on(document: Document, proposal: Proposal) -> bool:
    """True for what only leads to claims, or tells the speaker's own steps."""
    low, seen = document.low, proposal.sentence.seen
    a, b = proposal.start, proposal.end
    text = low[a:b]
    return bool(
        _only_a_time(low, proposal)
        or _ANNOUNCES.fullmatch(text)
        or (b - a < _LONGEST_NAME and _NAMES_ONLY.fullmatch(text))
        or (_LEADS_IN.match(text) and ":" in low[b - 1 : b + 3])
        or (_LIST_BELOW.match(low, b) and _LEFT_OPEN.search(text))
        or (proposal.form in ("listed", "bare") and text.rstrip(" *_").endswith(":"))  # leads in
        or (proposal.form == "listed" and _goes_on(document, proposal))
        or _only_an_amount(document, proposal)
        or (narrates(document) and proposal.stated is None)
        or (proposal.form != "avowed" and _OWN_STEP.match(text) and not _dated(proposal))
        or (seen & _LISTING and _OWN_LIST.match(text) is not None and proposal.stated is None)
        or (seen & _WE and seen & _TELLING and _talks_on(low, proposal))
        or _OPENS_NO_CLAIM.match(text)
        or (seen & _PIECES and _A_PIECE.match(text))
        or ends_its_lead(document, proposal)
        or (_EMBEDDED.match(text) and proposal.stated is None)
    )


# "... in line with the" on one page, "growth of wages, rents fall" on the next.
_ENDS_AMID = regex(r"[a-z,]")


def _goes_on(document: Document, proposal: Proposal) -> bool:
    """True for a paragraph in which a sentence of the one before goes on, as behind the end of a page."""
    index = proposal.sentence.block
    block = document.blocks[index]
    if index == 0 or document.predictive or proposal.sentence.before is not None:
        return False
    before = document.blocks[index - 1]
    text = document.copy[before.start : before.end].rstrip()
    return (
        before.kind is block.kind is Kind.PARAGRAPH
        and len(text) >= _LONG
        and _ENDS_AMID.match(text, len(text) - 1) is not None
        and document.text[block.start].islower()
    )


_LONG = 60  # characters: no line of a list


def _speaks_otherwise(document: Document, proposal: Proposal) -> bool:
    """True for what asks, permits, or says what would have been."""
    low = document.low
    text = low[proposal.start : proposal.end]
    return (
        asks(low, proposal)
        or _of_forecasting(low, proposal)
        or _unreal(text)
        or (proposal.sentence.seen & _ALLOWING != 0 and _PERMISSION.search(text) is not None)
    )


def _beside(document: Document, proposal: Proposal) -> bool:
    low = document.low
    return (
        besides(low, proposal)
        or elsewhere(low, proposal)
        or on_lists(low, proposal)
        or generally(document, proposal)
        or scheduled(document, proposal)
    )


def _talks_on(low: str, proposal: Proposal) -> bool:
    """True where nothing looks ahead before what the speakers say they will talk about."""
    a, b = proposal.start, proposal.end
    if not (told := _TALKING_ON.search(low, a, b)):
        return False
    ahead = [at for kind, at, _ in proposal.clause.cues if kind in lex.STRONG]
    ahead += [w.start for w in proposal.sentence.windows]  # "in ten years we'll talk about it"
    return not any(proposal.sentence.span[0] <= at < told.start() for at in ahead)


def _of_forecasting(low: str, proposal: Proposal) -> bool:
    """True for "every spring I write down what I expect", "we will score these next year"."""
    if proposal.stated is not None or not proposal.sentence.seen & _OF_LISTS:
        return False
    a, b = proposal.start, proposal.end
    if _SCORING.match(low, a, b) or _KEEPING.match(low, a, b):
        return True
    begin = proposal.sentence.span[0]
    return "so that" in low[begin:a] and _KEEPING.match(low, begin, a) is not None


_MADE = regex(r"\W*(?:predicted|made|written|posted|recorded|stated)(?: on| in)? ")


def _only_a_time(low: str, proposal: Proposal) -> bool:
    """True for "By the end of 2027", "predicted on 3 May 2030 for 2031": a heading, a label, a lead-in, not a claim."""
    a, b = proposal.start, proposal.end
    if made := _MADE.match(low, a, b):
        a = made.end()
    sizes = [min(w.end, b) - max(w.start, a) for w in proposal.sentence.windows]
    inside = [size for size in sizes if size > 0]
    return bool(inside) and sum(inside) + _BETWEEN * (len(inside) - 1) >= b - a - 2


_LONGEST_NAME = 90
_BETWEEN = 5  # characters of a preposition between two times


def _only_an_amount(document: Document, proposal: Proposal) -> bool:
    """True for "The valley gets 40% of its wool from Kern": a percentage is all that could look ahead."""
    if proposal.form != "prose" or proposal.stated or not proposal.clause.cues:
        return False
    block = document.blocks[proposal.sentence.block]
    if document.predictive and (
        block.kind is not Kind.PARAGRAPH or proposal.sentence.before is None
    ):
        return False
    above = (*block.headings[-1:], *((block.lead,) if block.lead is not None else ()))
    if _dated(proposal, document.day(proposal.start)) or any(
        document.announces(index) for index in above
    ):
        return False
    return all(_PERCENT.match(document.low, a) for _, a, _ in proposal.clause.cues)


def _dated(proposal: Proposal, since: date | None = None) -> bool:
    a, b = proposal.clause.outer
    return any(
        a <= window.start < b and window.deadline and (since is None or window.deadline >= since)
        for window in proposal.sentence.windows
    )


def _unreal(text: str) -> bool:
    """True where the main predicate is counterfactual ("would have won")."""
    match = _COUNTERFACTUAL.search(text) if " have " in text else None
    return match is not None and not lex.cues_in(text, 0, match.start())
