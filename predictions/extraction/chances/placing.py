"""Where in an item a number stands: set apart as a probability, or in the run of what is claimed."""

import re
from dataclasses import dataclass

from predictions.regexes import regex

CONTENT_BEFORE = regex(
    r"\b(?:by|grow|grows|grew|growing|rise|rises|rose|fall|falls|fell|falling|rising|climb"
    r"|climbs|climbed|shrink|shrinks|slip|slips|jump|jumps|drop|drops|dropped|increase"
    r"|increased|gain|gained|lose|lost|below|under|above|over|exceed|exceeds|exceeding|reach"
    r"|reaches|hit|hits|hitting|between|share of|rate of"
    r"|(?:growth|inflation|increase|decrease|decline|drop|rise|fall|gain|loss(?:e)?|turnout"
    r"|unemployment|margin|majority)s? (?:of|at)|down|up|about|cut|than|to|from|another|tops?"
    r"|yield|returns?|pay|charge|worth|past"
    r"|top)(?: (?:by|at|about|around|roughly|nearly|almost|only|at least|some|to|an?|more than"
    r"|less than|up to|over|under|as much as|another|just|below|above)){0,2} *[~<>]?$",
    factor=True,
)


_NEAR = 130  # characters before a number


_BLANKS = regex(r" {2,}")


@dataclass(frozen=True, slots=True)
class Place:
    """A number and the words around it."""

    kind: str
    lead: str  # from the start of the text
    rest: str  # to the end of the text

    @property
    def before(self) -> str:
        """The words right before it."""
        return self.lead[-_NEAR:]

    @property
    def after(self) -> str:
        """The words right behind it, marks of bold print passed over."""
        words = self.rest[:48].lstrip("'\"")
        return (_BLANKS.sub(" ", words) if "  " in words else words)[:40]


VERDICT = (
    r"(?:yes|no|true|false|right|correct|wrong|incorrect|hit|miss(?:ed)?|failed|happened|came true"
    r"|did(?:n't| not) happen)\b|[\u2713\u2717\u2714\u2718\u2705\u274c]"
)
_REMARK = regex(
    rf"\s*+[)\]]?\s*(?:[\[({{\u2014;\u00b1]|\+/-|- "
    rf"|, (?:(?:now|currently|today)[: ]|(?:up|down) from|was|previously|vs\.?|versus"
    rf"|[a-z]{{2,12}}:? ~?\d{{1,3}} ?%)|(?:[:.,] ?)?(?:{VERDICT})|$)"
    r"|[)\]]?  (?=\S)"  # the bracket of a link was there
)
EDGE = " ([*_~<>\u2248\u2264\u2265="
_SEPARATED = regex(
    r"(?:[:;\u2014(\[|,=~?\"'.]|\s[-/]{1,3}|\n\s*|\bat|\bprobability|\bchance|\bconfidence)$"
)
# "Turnout: 61%", "Interest rates end the year at 4%", "up: +5%": what the number measures is named, and no bound on it.
_QUANTITY = regex(
    r"\b(?:inflation|cpi|gdp|growth|unemployment|turnout"
    r"|(?:market|vote|electric|voting)?[- ]?shares?(?= of |:|$| \w+ at)|rates?|yields?"
    r"|approval ratings?|margins?|penetration|occupancy|adoption|tariffs(?= at))\b"
)
_BOUND = regex(
    r"\b(?:above|below|over|under|more|less|fewer|higher|lower|than|at (?:least|most)|exceed\w*"
    r"|reach\w*|hits?|fall\w*|ris\w+|drop\w*|declin\w+|increas\w+|decreas\w+|doubl\w+|halv\w+"
    r"|wins?|beats?"
    r"|pass\w*|tops|slow\w*|turns?|negative|positive|cuts?|rais\w+|hikes?|grow(?:s|ing)?"
    r"|go(?:es)?|will|is|are|does|no|not|stay\w*|remain\w*|recover\w*|peak\w*|return\w*"
    r"|reforms?|crash\w*|accelerat\w+|ends? (?=in|with))\b|[<>\u2264\u2265]"
)
_YEAR = regex(r"\b(?:19|20)\d\d\b|\b\d{1,2}-(?:year|month)\b")
_SIGNED = regex(
    r"(?:^|[\s:(])\+$|[:=] ?-$|\((?:19|20)\d\d:$"
    r"|\b(?:at|be|is|was|of|by|to|from|than|about|around|roughly) -$"
)
_SIGNS = ("+", "-", ":")
_FROM = regex(r"[\d.]+ ?% ?(?:[-=]+>|[\u2192\u21d2]) ?$")  # "5% -> 4%"
_LONGEST_LABEL = 90


def is_amount(lead: str, bare: str) -> bool:
    """True for the amount of a quantity that the words before name, and do not bound."""
    if bare.endswith(_SIGNS) and _SIGNED.search(bare):
        return True
    lead = _FROM.sub("", lead) if "%" in lead else lead
    if len(lead) > _LONGEST_LABEL or _QUANTITY.search(lead) is None:
        return False
    return _BOUND.search(lead) is None and not re.search(r"\d", _YEAR.sub("", lead))


def names_quantity(text: str) -> bool:
    """True for words of something that is itself measured in percent."""
    return _QUANTITY.search(text) is not None


_LEVEL = (
    r"(?:inflation|cpi|gdp|growth|unemployment|turnout|rates?|yields?|margins?|deficit|share"
    r"|occupancy|approval)"
)
# "The rate is roughly 5%", "she won only 23%", "C comes in at 20%": what is or was measured.
_MEASURED = regex(
    r"\b(?:is|are|was|were|been|won|wins?|with|only|gets?|got|took|takes|received|polled"
    r"|averag\w+|scor\w+|north of|south of|gains? of|loss(?:es)? of"
    r"|\d+ ?% (?:of (?:the|all) [^,;:.%]{2,30} )?(?:to|vs\.?|versus"
    r"|against)(?: \S+){1,4}|yielding|costing|paying|charging|totall?ing)"
    r"(?: (?:only|just|about|around|roughly|some|nearly|almost|over"
    r"|under|more than|less than|at least))*$"
    r"|\b(?:stay|remain|hover|hold|settle|trad)(?:e?s|ing|e?d|e)?(?: (?:at|close to))?"
    r" (?:about|around|roughly|near|above|below|just (?:above|below|under|over))$"
    r"|\b(?:run|running|hover(?:s|ing)?|remain(?:s|ing)?|stay(?:s|ing)?|settl(?:e|es|ing)"
    r"|stabili[sz](?:e|es|ing)|plateau(?:s|ing)?|bottom(?:s|ing)? out|peak(?:s|ing)?"
    r"|averag(?:e|es|ing)|trad(?:e|es|ing))(?: (?:out|again|now))? at$"
    r"|\b(?:higher|lower|steady|unchanged|flat|stable)(?: (?:in|by) (?:\w+ )?(?:19|20|21)\d\d)? at$"
    r"|\b(?:is|was|were|than|came|comes|finished"
    r"|closed)\b(?! (?:currently|now|still|trading|priced))[^,;:.]{2,60} at$"
    r"|\b(?:stay|remain|hover)(?:s|ing|ed)?\b[^,;:.]{2,40} at$"
    rf"|\b{_LEVEL}(?: \([^()]{{1,20}}\))? at$"
    # "Unemployment will end the year at 4%": what is measured comes to it.
    rf"|\b{_LEVEL} [^,;:.]{{0,40}}\b(?:end|start|finish|close|open|come in|settle|hold|stand)s?\b"
    r"[^,;:.%]{0,40} at$"
    r"|\b(?:versus|vs\.?|compared (?:with|to)|against) [^,;:.%]{0,40}\b(?:consensus|estimates?"
    r"|expectations?|guidance|average|forecasts?|target)(?: (?:at|of))?$"
)
_ROUGHLY = regex(
    r"(?<=[:(\u2014])(?: ?(?:about|around|roughly|approximately|maybe|perhaps|probably"
    r"|less than|more than|at least|at most|nearly|almost|only|prior:?|was) ?)$"
    r"|(?:[~\u2248\u2264\u2265]|[<>]=?)+ ?$"
)
# "Above last year's 12%".
_POSSESSED = regex(
    r"\b(?!(?:it|he|she|that|there|here|what|market|crowd|community|metaculus|manifold|polymarket"
    r"|kalshi|predictit|betfair)\b)\w+'s$"
)
# "Under 3%, perhaps 2.5%", "lower than the guild's 4.6%": one more amount of what is measured.
_AMOUNT_AGAIN = regex(
    r"\d ?(?:%|per ?cent|pct),? (?:or )?(?:perhaps|maybe|possibly|probably|or even|even|if not"
    r"|not)$|\d ?(?:%|per ?cent|pct).{0,80}\bthan (?:the |its |their |his |her "
    r"|last )?[\w' -]{2,50}$"
)
_CHANCES = regex(r"\b(?:odds|chances?|probabilit\w+|likelihood|risk|likely)\b")
_MARKS = (":", "=", "\u2014", "(", "[", "|")  # behind which no measuring word stands
_ITS_RANGE = regex(r"\branges?[ (\[]*(?:of |between )?$")  # "within the projected range (4% to 6%)"
_IN_BRACKETS = regex(r"([(\[:] ?)between $")
# "(10th: 8%, 90th: 35%)", "P90 = 40%": how far an estimate may be off.
_QUANTILE = regex(
    r"\b(?:\d{1,2}(?:th|st|nd|rd)(?: percentile)?|p\d\d|percentile|median|mean|mode|low(?:er)?"
    r"|high|upper|(?:best|worst)(?: case)?|range|ci|interval)\s*[:=]\s*$"
)
_QUANTILES_BEHIND = regex(r"[*_ ]{0,4}[(\[](?:\d{1,2}(?:th|st|nd|rd)\b|p\d\d\b)")
_AS_LEVELS_GO = regex(r",? (?:up|down) from\b")  # "will be fourth at 13%, down from 14%"
_OF_CONTENT = regex(r"\b(?:in|of|with|remaining|other|rest|as|is|are|be|will|on)$")
_OF_CONTENT_WORD = regex(rf"{_OF_CONTENT.pattern[:-1]} $")
_AFTER_WORD = regex(r"\w\s+$")
_HEAD_END = regex(
    r"\s*[)\]]?\s*[:\u2014|,-]|\s*[)\]]\s|\s+(?:that|chance|sure|confident|likely)\b|\.\s"
)


# "1.2% (June: 1%)": what was said of it before.
_THEN = regex(
    r"\d ?(?:%|per ?cent|pct) \((?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:19|20|21)\d\d|q[1-4]|previously|before|earlier"
    r"|last (?:year|month|quarter))(?: (?:19|20|21)\d\d)?:$"
)


def _is_level(bare: str, rest: str) -> bool:
    """True for what was measured, or how far an estimate may be off."""
    if bare.endswith(":") and _THEN.search(bare):
        return True
    if bare.endswith(" at") and _AS_LEVELS_GO.match(rest):
        return True
    if (bare.endswith((":", "=")) and _QUANTILE.search(bare)) or _QUANTILES_BEHIND.match(rest):
        return True
    again = _AMOUNT_AGAIN.search(bare) or (bare.endswith("'s") and _POSSESSED.search(bare))
    if again and not _CHANCES.search(bare):
        return True
    return not bare.endswith(_MARKS) and _MEASURED.search(bare) is not None


def is_of_content(lead: str, rest: str, *, apart: bool) -> bool:
    """True for a number that says how much, or how far an estimate may be off.

    `apart`: a mark parts it from the words before.
    """
    near = lead[-_NEAR:]
    bare = near.rstrip(" \n")
    if is_amount(lead.strip(" ([*_|~\n").lstrip(EDGE), bare) or _is_level(bare, rest):
        return True
    return not apart and any(p.search(near) for p in (CONTENT_BEFORE, _OF_CONTENT_WORD))


_AT = regex(r"\bat$")


def in_list_position(place: Place, *, running: bool = False) -> bool:
    """At the very end, after a separator, or at the very start, before one; in running text no word is one."""
    lead, rest = place.lead.strip(" ([*_|~\n").lstrip(EDGE), place.rest.strip(" .)]*_|+\n")
    if rest and not _REMARK.match(place.rest):
        return not lead and _HEAD_END.match(place.rest) is not None
    words = _ROUGHLY.sub("", place.before)
    if place.kind == "range":
        words = _IN_BRACKETS.sub(r"\1", words)
    bare = words.rstrip(" \n")
    if is_amount(lead, bare) or _is_level(bare, place.rest) or _ITS_RANGE.search(place.before):
        return False
    content = CONTENT_BEFORE.search(place.before) is not None
    if running and _AT.search(bare):
        return False
    if not lead or (_SEPARATED.search(bare) and not (content and bare.endswith("at"))):
        return True
    if running or content or _OF_CONTENT.search(bare):
        return False
    return len(words) - len(bare) > 1 or _AFTER_WORD.search(words) is not None
