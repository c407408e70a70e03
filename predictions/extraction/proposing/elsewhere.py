"""What looks ahead elsewhere: in games of chance, in a group's way of working, in the telling, in hope, in what was predicted once."""

from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.words.glance import needs
from predictions.extraction.words.lexicon import STRONG
from predictions.regexes import regex

# "When a fair coin is tossed, the chance of heads is 50%": what a game teaches, with or without its number.
_OF_A_GAME = regex(
    r"\b(?:(?:fair|tossed|flipped|biased|unbiased) coins?"
    r"|coins? (?:(?:is|are|was|being) )?(?:tossed|flipped)|coin (?:will )?lands?"
    r"|(?<!a )heads-up|tails-up|(?:lands?|landing|comes? up) (?:on )?(?:heads|tails|red\b"
    r"|black\b)|(?:toss|flip)(?:es|ing|s)? (?:a|the|two|three) (?:\w+ )?coins?"
    r"|fair (?:die|dice|deck)|(?:die|dice) (?:is|are) (?:rolled|thrown)"
    r"|(?:roll|throw)(?:s|ed|ing)? (?:a |the |two )?(?:\w+ )?(?:die|dice)|roulette wheel"
    r"|null hypothesis|gambler's fallacy|random walk"
    r"|drawing (?:an? |the )?(?:ace|card|ball|marble|joker|king|queen)"
    r"|draw (?:an? )?(?:\w+ )?(?:card|ball|marble)|(?:red|black) (?:ball|marble)s?"
    r"|shar(?:e|ing) a birthday)\b"
)
_GAMES = needs(
    "coin coins die dice heads tails red black roulette hypothesis gambler walk ace card ball "
    "marble balls marbles deck birthday joker king queen"
)
# "Additions that reach consensus will be forwarded", "authors are expected to attend": how a group goes about its work.
_BY_RULE = regex(
    r"\b(?:comments?|proposals?|submissions?|applications?|nominations?|winners?|participants"
    r"|members?|authors|attendees|champions|maintainers|contributors|contributions|entrants"
    r"|applicants|abstracts|minutes|additions|amendments|speakers|reviewers|disputes"
    r"|late \w+)\b"
    r"(?:[^.;]{0,90}? (?:will|shall)(?: not| only| then| also)? be (?:\w+ly )?(?:forwarded"
    r"|removed|reviewed|accepted|rejected|considered|notified|deleted|moderated|published"
    r"|posted|selected|merged|settled|disqualified|contacted|judged|evaluated|discarded|ignored"
    r"|banned|addressed|triaged|voted on)\b(?! by (?:19|20)\d\d)"
    r"| (?:are|is) expected to (?!be\b|rise\b|fall\b|grow\b|reach\b|increase\b|decline\b|drop\b"
    r"|win\b|lose\b|vote\b|gain\b)| who \w+[^.;]{0,60} will (?:lose|receive|get|be given"
    r"|have to)\b)"
)
_RULED = needs(
    "comment comments proposal proposals submission submissions application applications "
    "nomination nominations winner winners participants member members authors attendees"
    " champions maintainers contributors contributions entrants applicants abstracts minutes "
    "additions amendments speakers reviewers disputes late"
)
# "We'll get to the proof soon", "we will come back with updates", "first in a series": of the telling.
_OF_THE_TELLING = regex(
    r"\b(?:i|we)(?:'ll| will|'re going to)(?: \w+ly| also"
    r"| just)? (?:(?:get|come|turn|return|go|circle) (?:back )?to [^,.;]{2,50}? (?:soon"
    r"|in a (?:minute|moment|second|bit|sec|while)|later(?: on)?|below|next|shortly"
    r"|in (?:a|the) (?:next|later|following|moment|bit)\b[^,.;]{0,20})(?=\W*$|, (?:but|and)\b)"
    r"|(?:come|be|get|report) back (?:with|to you)\b)"
    r"|\b(?:first|second|third|fourth|next|last|final) (?:\w+ )?(?:in|of) (?:a|our|this"
    r"|my) (?:\w+ ){0,2}series\b|\b(?:rest|remainder) of (?:this|the) (?:post|article|series"
    r"|essay|paper|book|chapter|talk|video) will\b"
)
_TOLD_LATER = needs(
    "soon minute moment second bit sec while later below next shortly following back series rest remainder"
)
# "Hopefully at some point there will be a law", "let's hope that", "..., I hope".
_HOPED = regex(r"hopefully,? (?:at some (?:point|time|stage)|one day|some ?day|sometime)\b")
_HOPED_AFTER = regex(r", (?:i|we)(?:'m|'re| do)? hop(?:e|ing)\W*$")
_HOPED_BEFORE = regex(r"\b(?:let's|let us|here's) (?:all )?hop(?:e|ing)(?: that)? $")
_HOPES = needs("hope hoping hopefully")
_PREDICTED_ONCE = regex(
    r"\b(?:(?:i|we)(?:'d| had|'ve| have)? (?:also )?predicted (?:back )?(?:in (?:19|20)\d\d"
    r"|last (?:year|time|month|season)|(?:an?|two|three|four|five|\w+) (?:years?|months?) ago"
    r"|at the time)|(?:my|our) (?:\w+ )?(?:prediction|forecast|call) (?:from"
    r"|of) (?:(?:19|20)\d\d|last (?:year|time)"
    r"|(?:an?|two|three|\w+) years? ago) that)\b[^.;]{0,60}$"
)
_PREDICTIONS = needs("predicted prediction forecast call")
_WOULD_BE = ("would", "wouldn't", "could", "might")
# "If the bets are going to limit it": a condition without what follows from it.
_IF_ALONE = regex(
    r"(?:(?:and|but|so|or|even) )?if (?![^;]*(?:,"
    r"| then ))(?:(?![^;]*\b(?:will|won't|would|'ll|could|may|might|should|can|going|likely"
    r"|expect|think|bet)\b|[^;]*'(?:ll|d)\b)"
    r"|(?:\w+ )?\w+(?:'ll| will|(?: is|'s|'re| are)(?: just| really)? going to) )"
)
_IFS = needs("if")
# "I don't know when this day will come, but", "it's a question of when we will stop": asked.
_ASKED_BEFORE = regex(
    r"\b(?:know|knows|sure|tell|see|clear|idea|wonder|wondering|ask|asks|predict|predicting"
    r"|question of|depends on|determine|prediction about)(?: yet| exactly)? $"
)
_ASKS_WHEN = regex(r"(?:when|how|who|where|why|which|whether)\b")
_ASKING = needs("when how who where why which whether")
_LEAD = 40  # characters
_WORDS = _GAMES | _RULED | _TOLD_LATER | _HOPES | _PREDICTIONS | _IFS | _ASKING


def elsewhere(low: str, proposal: Proposal) -> bool:
    """True for a clause that looks ahead where nobody forecasts."""
    seen, a, b = proposal.sentence.seen, proposal.start, proposal.end
    if not seen & _WORDS:
        return False
    if seen & _GAMES and _OF_A_GAME.search(low, a, b):
        return True
    return proposal.stated is None and (
        bool(seen & _RULED and _BY_RULE.search(low, a, b))
        or bool(seen & _TOLD_LATER and _OF_THE_TELLING.search(low, a, b))
        or _hoped_or_asked(low, proposal)
        or bool(seen & _PREDICTIONS and _long_past(low, proposal))
    )


def _hoped_or_asked(low: str, proposal: Proposal) -> bool:
    """True for what is hoped for, asked, or only a condition."""
    seen, begin = proposal.sentence.seen, proposal.sentence.span[0]
    a, b = proposal.start, proposal.end
    before = max(begin, a - _LEAD)
    if seen & _HOPES and (
        _HOPED.match(low, a, b)
        or _HOPED_BEFORE.search(low, before, a)
        or _HOPED_AFTER.match(low, b, proposal.sentence.span[1])
    ):
        return True
    if seen & _IFS and proposal.form == "prose" and _IF_ALONE.match(low, a, b):
        return not any(kind in ("lexical", "opinion") for kind, _, _ in proposal.clause.cues)
    return bool(
        seen & _ASKING and _ASKS_WHEN.match(low, a, b) and _ASKED_BEFORE.search(low, before, a)
    )


def _long_past(low: str, proposal: Proposal) -> bool:
    """True for what whoever writes predicted once: "I predicted in 2019 that it would"."""
    strong = [cue for cue in proposal.clause.cues if cue[0] in STRONG]
    return (
        bool(strong)
        and all(low[x:y] in _WOULD_BE for _, x, y in strong)
        and _PREDICTED_ONCE.search(low, proposal.sentence.span[0], strong[0][1]) is not None
    )
