"""Plain words: whether an entry of an announced list, without a word of the future, says what will be."""

from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.wording.verbal import has_verb
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

Weighed = tuple[Proposal, list[str]]  # with its features


def is_plain(claim: Weighed) -> bool:
    """True for what has no word of the future."""
    proposal = claim[0]
    return proposal.form in ("listed", "bare") or (
        proposal.form == "prose"
        and not any(kind in lex.STRONG for kind, _, _ in proposal.clause.cues)
        and _NOT_PLAIN.isdisjoint(claim[1])
    )


_NOT_PLAIN = frozenset({"finite=future", "finite=modal", "finite=going"})


def only_names(document: Document, claim: Proposal) -> bool:
    """True for "Ferries.", "Same with trams.": what the entry is about."""
    words = document.copy[claim.start : claim.end]
    return len(words) < _SHORT and not has_verb(words)


_SHORT = 30
# "No trams", "Still no tunnel", "More fires", "Increase in fares", "Fresh talks with the yard": said without a verb.
_MOVES = (
    r"(?:rise|fall|increase|decrease|decline|growth|drop|surge|end|death|return|collapse|demise"
    r"|resurgence|boom|crash|slowdown|revival|emergence|gutting|merger|breakthroughs?|advances?"
    r"|progress|investments?|cuts?|losses|gains|talks|unrest|news|shortages?|strikes?|delays?"
    r"|consolidation|adoption)"
)
_CHANGES = regex(
    r"\W*(?:(?:but|and|also|finally),? )?(?:(?:still|even|much|far|a lot|many|slightly|at least"
    r"|at most) )?(?:no(?!,)|not|nothing|nobody|none|more|less|fewer|greater|higher|lower"
    r"|bigger|smaller|better|worse|stronger|weaker|faster|continued|further|another|increased"
    r"|growing|rising|falling|renewed|fresh|record|little|few|ditto|same (?:for|with|goes)"
    r"|(?:one|two|three|four|five|several|a few|a couple of|some) (?:big |small |major "
    r"|minor )?(?:new|more|further|fewer|other)|(?<=at least )(?:one|two|three|a)"
    rf"|(?:a |an |the )?(?:\w+ ){{0,2}}{_MOVES} (?:of|in|for|to|with|between|from|at))\b"
    r"|[^.,;:?]{3,60} (?:(?:\w+ly )?(?:on the (?:decline|rise|wane|way out|up|mend)|in decline"
    r"|in retreat|under way|here to stay|out of (?:fashion|business|favou?r)))\W*$"
)
# What is now, what was, what is told to somebody; "than today" is none of it.
_ASIDE = regex(
    r"\?\W*$|\b(?:already|now|currently|these days|at the moment|so far|as of"
    r"|last (?:year|month|week)|recently|ago|since (?:19|20)\d\d|for example|for instance|e\.g"
    r"|was|were|had|did|been|came|you|your|i(?!\.)|i'm|i've|i'd|me|we|we're|our|us|vs|versus"
    r"|let|select|click|see)\b|(?<!to )(?<!than )\btoday\b(?!')|https?:|\W*$(?<=!)"
)
# What is said of something else, or only goes on.
_OPENS = regex(
    r"[^\w(]*\(|\s*(?:-|\u2014)|\W*(?:or|that's|this is|these are|that is|it's|it is|they|he"
    r"|she|because|since|the reason|reasons?|note|source|discussion|correct|wrong|right|same|if"
    r"|as|like|even though|although|plus|whether|there is a (?:chance|risk|case)|there are"
    r"|(?:add|remov|fix|updat|upgrad|chang|releas|publish|mov|renam|drop)ed (?:the|an?|its?|all"
    r"|some|support)|fixed)\b"
)
_WHY = regex(
    r",? (?:mostly |mainly |partly |largely |just )?(?:because|since|due to|thanks to|given|when|after|as) "
)


def states_a_claim(document: Document, claim: Weighed) -> bool:
    """True for the first words of an entry that say something which may be to come."""
    proposal, known = claim
    low, (a, b) = document.low, (proposal.start, proposal.end)
    if not is_plain(claim):
        return False
    b = _without_why(low, a, b)
    if (
        a - proposal.sentence.span[0] > _MARKS
        or _OPENS.match(low, a, b)
        or _ASIDE.search(low, a, b)
        or low.count('"', a, b) % 2
        or ("finite=past" in known and _DID.search(document.copy, a, b))
    ):
        return False
    return _CHANGES.match(low, a, b) is not None or (
        not _commands(low, a, b)
        and (
            f"no-verb-{proposal.form}" not in known
            or _ACTS.search(low, a, b) is not None
            or has_verb(document.copy[a:b])
        )
    )


def is_aside(document: Document, proposal: Proposal) -> bool:
    """True for an entry that says what is now or was, speaks to somebody or of the writer, or tells somebody to do something."""
    low, (a, b) = document.low, (proposal.start, proposal.end)
    return (
        _ASIDE.search(low, a, b) is not None
        or _MINE.match(low, a, b) is not None
        or _commands(low, a, b)
    )


_MINE = regex(r"\W*my\b")


def _without_why(low: str, start: int, end: int) -> int:
    """The end of what is said, without why or when."""
    why = _WHY.search(low, start + _LEAST, end)
    return why.start() if why else end


def _commands(low: str, start: int, end: int) -> bool:
    """True for "Keep it civil", and for the end of a sentence: "has to offer"."""
    word = _WORD.match(low, start, end)
    return word is not None and (word[1] in lex.VERBS or word[1] in _OPENS_NO_CLAIM)


_OPENS_NO_CLAIM = lex.words("is are has have does do look note read watch remember consider check")
_WORD = regex(r"[\W_]*([^\W\d_]+)")
_LEAST = 12
_MARKS = 8
# "Kern favoured Lund", "rents doubled in May".
_DID = regex(
    r"(?<=[a-zP] )(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bgets )(?<!\bget )(?<!ly )(?<!not )[a-z]{3,}ed (?:the"
    r"|an?|it|his|her|its|their|in|over|by|[A-Z]\w+)\b"
)
_ACTS = regex(r"\b[a-z]{3,}(?<!s)s (?:down|off|away|up|out|on|into|towards?)\b")
_STATES = regex(
    r"(?<!to )\b(?:has|have)\b|\b(?:is|are|isn't"
    r"|aren't)\b(?!(?: \w+ly| both| either| finally| also"
    r"| then)* (?:\w{2,}(?:ed|en|wn|ght|lt|nt|ld|de)\b|still|finally|no longer|the new|gone"
    r"|over|dead|born|made))"
)


def goes_on(document: Document, claim: Weighed) -> bool:
    """True for a further sentence of an entry that says what happens, too, and not how things are."""
    return claim[0].form == "listed" and happens(document, claim)


def happens(document: Document, claim: Weighed) -> bool:
    """True for what states a claim, and is none of how things are: "the mill is a ruin"."""
    low, start = document.low, claim[0].start
    end = _without_why(low, start, claim[0].end)
    return _STATES.search(low, start, end) is None and states_a_claim(document, claim)
