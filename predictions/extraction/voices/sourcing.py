"""Words that give a claim to others without a plain "she says": views, papers, rumours, what is widely expected."""

from predictions.extraction.voices.names import Attribution, whom
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import DIGIT, EVERYTHING, needs
from predictions.regexes import regex

_NAME = r"(?P<who>[A-Z][\w.\u2019-]*(?: (?:(?:of|de|van|von) )?[A-Z][\w.\u2019-]*){0,3})"
_VIEW = (
    r"(?:predictions?|forecasts?|views?|claims?|estimates?|guess|bets?|expectations?|warnings?"
    r"|models?|projections?|outlook)"
)
# Before a claim.
_OF_A_NAME = regex(
    rf"(?:[Aa]s|[Ll]ike) {_NAME.replace('who', 'put')} (?:put|puts|said|says|wrote|noted|argued|predicted)\b"
    rf"|[Ii]n {_NAME.replace('who', 'of')}['\u2019]s? (?:s )?(?:view|opinion|words|estimate|book|mind)\b"
    rf"|{_NAME.replace('who', 'own')}['\u2019]s? (?:[\w-]+ )?{_VIEW}(?: for [^,:]{{2,30}})?(?: (?:is"
    rf"|was|are|were|has|have|says?|that)\b|:)"
    rf"|(?:[Dd]rawing on|[Ff]rom|[Bb]ased on|[Bb]y|[Ff]ollowing"
    rf"|[Oo]n) {_NAME.replace('who', 'drawn')}['\u2019]s? (?:[\w-]+ )?(?:perspective|{_VIEW}),"
    rf"|{_NAME}(?: et al\.?)?(?: \((?:19|20)\d\d\w?\)| et al\.?) (?:\w+ly )?{lex.SAYING}\b"
)
_OF_NOBODY = regex(
    r"\b(?:[Tt]he (?:general |broad |market |expert |current "
    r"|emerging )?consensus(?: (?:view|forecast|opinion|expectation))?(?: (?:among|of|at"
    r"|in) [^,.;:]{3,40}?)?|[Cc]onventional wisdom|[Rr]eceived wisdom"
    r"|[Tt]he (?:common|popular|prevailing|standard|mainstream|dominant) (?:view|belief|wisdom"
    r"|expectation|assumption|narrative|opinion)) (?:\w+ ){0,2}?(?:(?:is|was|seems to be) that"
    r"|has it|holds|says|suggests)\b"
    rf"|\b(?:some|many|most|others|critics|experts|analysts|economists|observers"
    rf"|investors) (?:to|may|might|would) (?:also |still "
    rf"|now )?{lex.SAYING}\b(?![^.;]*, but I\b)|"
    r"\b(?:it|It) (?:is|was|has been) (?:\w+ly )?(?:expected|predicted|projected|forecast"
    r"|believed|thought|said|reported|rumou?red|feared) that\b"
    r"|\b(?:[Rr]umou?rs?|[Gg]ossip|[Ww]ord)(?: \([^()]{2,80}\))? (?:has it|is|are|says?"
    r"|suggests?)(?: that)?\b"
    rf"|\b(?:[Aa] lot|[Ll]ots|[Pp]lenty|[Aa] number|[Mm]ost|[Mm]any"
    rf"|[Ss]ome) of (?:the )?(?:[\w-]+ ){{0,2}}?[a-z]\w+s(?: (?:that |who )?(?:I|we) (?:know"
    rf"|meet|talk to|read|follow))? {lex.SAYING}\b"
    r"|(?:^|[.:;(]\s*)(?:[Rr]eports|[Rr]umou?rs|[Ss]peculation|[Tt]alk) that\b"
    r"|(?:^|\W)(?:[Bb]ulls|[Bb]ears|[Oo]ptimists|[Pp]essimists|[Ss][ck]eptics) (?:see|say"
    r"|expect|think|argue|believe|predict)\b"
    rf"|\b(?:[Hh]is|[Hh]er|[Tt]heir) (?:\w+ )?{_VIEW}(?: is\b|:)"
    rf"|\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) (?:\w+ )?(?:brother|sister|father|mother|wife|husband"
    rf"|friends?|boss|colleagues?|neighbou?rs?|doctor|teacher|uncle|aunt|cousin"
    rf"|broker) (?:\w+ly )?{lex.SAYING}\b"
)
# Before a claim, or behind it.
_PAPER = regex(
    r"\b(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother|[Tt]wo|[Ss]everal|[Rr]ecent|[Nn]ew|[Cc]urrent"
    r"|[Ll]atest|[Oo]fficial|[Mm]ost) (?:\w+ ){0,3}?(?:reports?|stud(?:y|ies)|surveys?|papers?"
    r"|polls?|analys[ie]s|articles?|estimates?|forecasts?|projections?|simulations?|roadmaps?)"
    rf"(?: (?:of|by|from|in) [^,.;:]{{2,40}}?"
    rf"| \([^()\n]{{2,40}}\))?(?:,[^,]{{2,60}},)? (?:also |now |has |have "
    rf"|\w+ly )*(?:{lex.SAYING}|finds?|found|shows?|showed|puts?|ha(?:s|ve) the|points? to"
    rf"|calls? for)\b"
)
# "[This study](address) suggests": not this text; blanks stand where the address was.
_LINKED = regex(
    rf"\bTh(?:is|ese) (?:\w+ ){{0,2}}?(?:report|stud(?:y|ies)|survey|paper|poll|analysis"
    rf"|article|forecast|estimate|projection)s? {{3,}}(?:also |now |\w+ly )?(?:{lex.SAYING}"
    rf"|finds?|found|shows?|showed)\b"
)
_BLANKS = regex(r" {2,}")
# At its end: "..., as noted by Kern", "... according to Kern".
_AT_THE_END = regex(
    rf",? (?:as (?:noted|argued|reported|predicted|explained|forecast|suggested|put"
    rf"|pointed out) by|according to) (?:the )?{_NAME}(?:'s [^,.;]{{2,40}})?\W*$"
)
_BY = (" by ", "according to ")
# Within it.
_SAID_BETWEEN = regex(rf",\" {_NAME} (?:said|says|added|wrote|told [^,\"]{{2,40}})[,.]")


_CITED = regex(rf"\W{{0,2}}\({_NAME}(?: et al\.?| (?:and|&) [A-Z][\w-]+)?,? (?:19|20)\d\d\w?\)")
_OWN_VIEW = regex(
    r"\b(?:I|We|we)(?:'d|'m)? (?:(?!(?:know|meet|read|follow) )\w+ )?(?:think|expect|believe"
    r"|predict|bet|guess|suspect|doubt|hope|agree|say|said|wrote)\b"
)


# Of these words each of the patterns needs one; the last two of a sentence in brackets a year.
_GIVING = DIGIT | needs(
    lex.SAYING_WORDS
    | lex.words(
        """
        put puts predicted view views opinion words estimate estimates book mind prediction
        predictions forecast forecasts claim claims guess bets expectation expectations warning
        warnings model models projection projections outlook expected projected believed thought
        reported rumoured rumored feared rumour rumor gossip word added told find finds found show
        shows showed consensus wisdom belief expectation assumption narrative perspective noted
        argued explained suggested according
"""
    )
)


_RUMOURED = needs(
    lex.SAYING_WORDS
    | lex.words(
        """
        bulls bears optimists pessimists skeptics sceptics reports rumours rumors speculation talk
        consensus wisdom view belief expectation assumption narrative opinion expected predicted
        projected forecast believed thought said reported rumoured rumored feared rumour rumor
        gossip word brother sister father mother wife husband friend friends boss colleague
        colleagues neighbour neighbours neighbor neighbors doctor teacher uncle aunt cousin broker
"""
    )
)
_PAPERS = needs(
    """
    projection projections simulation simulations report reports study studies survey surveys paper
    papers poll polls analysis analyses article articles estimate estimates forecast forecasts
"""
)


def source_of(before: str, claim: str, after: str, seen: int = EVERYTHING) -> Attribution | None:
    """Whom the words around a claim, or in it, give it to; None where they do not."""
    if not seen & _GIVING or _OWN_VIEW.search(before):
        return None
    if "  " in before:
        if seen & _PAPERS and _LINKED.search(before):
            return Attribution(None, reported=True)
        before = _BLANKS.sub(" ", before)
    if before.rstrip().lower() in ("as", "like"):  # "As | Kern put it, rents will double"
        claim = f"As {claim}"
    named = (
        _OF_A_NAME.search(before)
        or _OF_A_NAME.match(claim)
        or _SAID_BETWEEN.search(claim)
        or _CITED.match(after)
        or (any(map(claim.__contains__, _BY)) and _AT_THE_END.search(claim))
    )
    if named:
        return whom(next(name for name in named.groups() if name))
    nameless = (seen & _RUMOURED and (_OF_NOBODY.search(before) or _OF_NOBODY.match(claim))) or (
        seen & _PAPERS
        and (
            _PAPER.search(before)
            or _PAPER.search(claim[-90:])
            or _PAPER.match(after.lstrip(" ,\"'"))
        )
    )
    return Attribution(None, reported=True) if nameless else None
