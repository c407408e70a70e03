"""Words that give a claim to others in a roundabout way: "her main point is that", "the hope at the bank is that"."""

from predictions.extraction.voices.names import Attribution, whom
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import EVERYTHING, needs
from predictions.regexes import regex

_NAME = r"[A-Z][\w.\u2019-]*(?: (?:(?:of|de|van|von) )?[A-Z][\w.\u2019-]*){0,3}"
_ROLE = (
    r"(?:experts?|forecasters?|analysts?|economists?|optimists?|pessimists?|s[ck]eptics?"
    r"|critics?|proponents?|opponents?|respondents?"
    r"|participants?|commenters?|users?|authors?|guests?|speakers?|hosts?|researchers?"
    r"|scientists?|investors?|bulls?|bears?"
    r"|book|paper|report|study|survey|essay|article|blog|episode|scenario|bank|company"
    r"|government|council|agency|panel)"
)
_VIEW = (
    r"(?:thesis|point|claim|argument|answer|reckoning|scenario|guess|prediction|forecast|bet"
    r"|view|belief|hope|fear|conclusion|expectation"
    r"|position|message|vision|contention|hypothesis|worry|warning|takeaway)"
)
_THIRD = (
    r"(?:says|argues|predicts|believes|thinks|expects|claims|warns|insists|estimates|forecasts"
    r"|concludes)"
)
# "Kern's thesis:", "the book's central claim is that", "her main point is that", "by Kern's reckoning,".
_HELD = (
    rf"(?:(?P<who>{_NAME})(?:['\u2019]s|(?<=s)['\u2019])"
    rf"|\b[Tt]he (?:\w+ )?{_ROLE}(?:['\u2019]s|['\u2019])|\b(?P<he>[Hh]is|[Hh]er|[Tt]heir))"
    rf" (?:[\w-]+ ){{0,2}}?{_VIEW}(?: (?:here|for \w+|about \w+))?(?: (?:is|was)(?: simple"
    rf"| clear)?)?(?:,? that\b|:|,)"
)
# "The hope among investors is that", "there are those who think that", "it is claimed that", "we are told that".
_ABROAD = (
    r"\b[Tt]he (?:hope|thinking|expectation|fear|worry|feeling|view|mood|belief|assumption"
    r"|talk) (?:among|at|within|inside|across|in) [^,.;]{3,50} (?:is|was) that\b"
    r"|\b[Tt]here (?:is|are|remains?) (?:(?:an?|the) )?(?:widespread|widely held|growing|common"
    r"|general|popular|broad) (?:view|belief|expectation|consensus|assumption|fear"
    r"|speculation) that\b"
    rf"|\b[Tt]here (?:is|are) (?:those|some|many|people|others|plenty) who {lex.SAYING}(?: that)?"
    r"|\b[Ii]t (?:is|has been|was) (?:\w+ly |often |sometimes )?(?:claimed|argued|alleged"
    r"|speculated|rumou?red|whispered) that"
    r"|\b[Tt]here is (?:an?|one|another|the) (?:\w+ )?view that"
    r"|\b(?:[Ww]e|I)(?: are|'re| am|'m| keep| was| were)(?: \w+ly| always| being"
    r"| often)? (?:told|hearing|being told|assured) (?:that )?(?!about\b)"
    r"|\b(?:[Tt]he official line|[Tt]he party line|[Oo]ne view"
    r"|[Tt]he (?:other|opposing|bullish|bearish|optimistic|pessimistic) (?:view|camp"
    r"|side)) (?:is|was|holds|says) (?:that)?"
)
# "Kern goes on to say that", "makes the case that", "imagines a world in which", "dismisses this and says that".
_TOLD = (
    rf"\b(?:goes|went|going|gone) on to {lex.SAYING}(?: that)?"
    r"|\b(?:makes?|made|making) (?:an?|the) (?:[\w-]+ )?(?:case|point|argument|prediction"
    r"|claim)(?: in [^.;]{2,80}?)? that"
    r"|\b(?:ha(?:s|ve) made|makes?|made) (?:it )?clear(?: that)?"
    r"|\b(?:imagines|imagined|envisions|envisioned|describes|described|lays out|laid out|paints"
    r"|painted|sketches|sketched) (?:an? )?(?:[\w-]+ ){0,3}?(?:world|future|scenario|picture"
    r"|society|economy)?(?: in which| where| of how)"
    rf"|(?: and|, but|,) (?:also |then |even )?{_THIRD} that"
    r"|\b(?:goes|went) (?:even )?further:"
)
_BEFORE = regex(rf"(?:{_HELD}|(?P<abroad>{_ABROAD})|(?P<told>{_TOLD}))[\s\"']*$")
_WITHIN = regex(
    rf"\W*(?:{_HELD}|(?P<abroad>{_ABROAD})"
    rf"|(?:(?P<teller>{_NAME}(?: and {_NAME})?)|[Tt]he (?:\w+ )?{_ROLE}"
    rf"|(?P<told>He|She|They))(?: \w+ly| also)? (?:{_TOLD}))"
)
_OWN = regex(r"(?:^|\W)(?:I|We|we|[Mm]y|[Oo]ur)\b")
_NEEDED = needs(
    lex.SAYING_WORDS
    | lex.words(
        """
        clear thesis point claim argument answer reckoning scenario guess prediction forecast bet
        view belief hope fear conclusion expectation position message vision contention hypothesis
        worry warning takeaway thinking feeling mood assumption talk told hearing assured claimed
        argued alleged speculated rumoured rumored whispered case imagines imagined envisions
        envisioned describes described lays laid paints painted sketches sketched further line camp
        side
"""
    )
)


_LAST = (
    frozenset(["that", "which", "where", "how", "told", "hearing", "assured"]) | lex.SAYING_WORDS
)


def _leads(before: str) -> bool:
    """True for words that end as what leads to a claim does."""
    words = before.rstrip(" \n\"'")
    return words.endswith((":", ",")) or words.rpartition(" ")[2] in _LAST


def roundabout(before: str, claim: str, seen: int = EVERYTHING) -> Attribution | None:
    """Whom the words before a claim, or at its head, give it to in a roundabout way; None where they do not."""
    if not seen & _NEEDED:
        return None
    found = _BEFORE.search(before[-160:]) if _leads(before) else None
    found = found or _WITHIN.match(claim[:160])
    if found is None or ", but " in claim:
        return None
    groups = found.groupdict()
    if groups.get("told") and _OWN.search(before):
        return None
    if name := groups["who"] or groups.get("teller"):
        return whom(name)
    return Attribution(None, reported=True, pronoun=bool(groups["he"] or groups.get("told")))
