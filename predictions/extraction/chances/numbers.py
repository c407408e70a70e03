"""Numbers that say how probable a claim is, told from numbers that belong to what is claimed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from predictions.candidate import Basis
from predictions.patterns import factored

_N = r"(?:\d{1,3}(?:\.\d{1,4})?|\.\d{1,4})"
_PCT = r" ?(?:%|per ?cent\b|pct\b)"
_WORDS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|a hundred|a thousand)"
_TENS = r"(?:ten|fifteen|twenty|twenty-five|thirty|thirty-five|forty|forty-five|fifty|fifty-five|sixty|sixty-five|seventy|seventy-five|eighty|eighty-five|ninety|ninety-five|ninety-nine)"
_COUNT = rf"(?:\d{{1,4}}|{_WORDS})"
_CHANCE = r"(?:chances?|probability|probabilities|likelihood|odds|confiden(?:t|ce(?! (?:intervals?|bands?|bounds?|limits?)\b))|certain(?:ty)?|sure|likely|likel(?:ier)|credence|possibility|shot|risk|subjective)"

PATTERN = re.compile(
    r"(?<![\w])(?=[\d.]|one|t(?:en|w|h[ir])|f(?:if|our|ive|ort)|s(?:ev|ix)|eight|eve|nine|a [tfqh]|p(?:rob| ?[=~\u2248:])|c(?:onf|red|ert)|likeli)(?:"
    rf"(?P<spelled>(?P<spelled_n>{_TENS})[- ]per ?cent\b)|"
    r"(?P<part>(?:a |about a |2/3|1/3|3/4|1/4|two[- ]thirds?|one[- ]third|three[- ]quarters?)(?<!a )[- ]chance|(?P<part_n>two[- ]thirds|a third|a fifth|a quarter|three[- ]quarters) on\b)|"
    rf"(?P<range>(?<![\d.,/$])(?P<range_a>{_N})(?:{_PCT})? ?(?:-|to|and|or) ?(?P<range_b>{_N}){_PCT})"
    rf"|(?P<percent>(?<![\d.,/$])(?P<percent_n>{_N}){_PCT})"
    rf"|(?P<share>\b(?P<share_a>{_COUNT})[ -](?:chances? )?(?:in|out of)(?: an?)?[ -](?P<share_b>{_COUNT})\b)"
    rf"|(?P<odds>(?<![\d:.])(?P<odds_a>{_COUNT}) ?(?::|to|-to-)[ ]?(?P<odds_b>{_COUNT})\b(?P<against> against\b)?(?![\d:]| ?[-%]))"
    r"|(?P<even>\b(?:50[/ -]50(?! ?%)|fifty[ -]fifty|even (?:odds|money|chances?))\b)"
    r"|(?P<split>\b(?P<split_a>\d\d)/(?P<split_b>\d\d)\b(?!/))"
    rf"|(?P<tenths>(?:confidence|probability|likelihood|certainty)(?:[ a-z]{{0,12}}[:=] ?| (?:of )?)(?P<tenths_n>10|\d)/10\b)|(?P<given>(?:(?<=\)=)|(?<=\) = )|(?<=\): ))(?P<given_n>0?\.\d{{1,4}})\b)|(?P<plain>(?:\bp ?(?:=|~|\u2248|:) ?|\bprob(?:ability|\.)?(?:[:=] ?| (?:of |is |at |= ?|: ?)?)(?:about |around |~ ?)?|\bconfidence ?(?:level )?[:=] ?|\bcredence (?:of |: ?)?)(?P<plain_n>0?\.\d{{1,4}})\b)"
    r")"
)
_AFTER = re.compile(
    rf"(?: or (?:so|more|less|higher|lower))?(?: (?:subjective|cumulative|overall|annual|unconditional|conditional|combined|rough))?[ -]{_CHANCE}\b|(?: that\b)|(?: to \d)"
)
_BEFORE = re.compile(
    rf"(?:\b{_CHANCE}(?: \w+){{0,6}}?(?: (?:of|at|is|was|as|to be|=|about|around|roughly|near|nearer|only|just|above|below|over|under|than|to|from|being|stands at|sits at))?|\b(?:i|we|i'd|we'd|community|market|markets|metaculus|manifold|crowd|aggregate|consensus|median|forecasters?|model|polymarket|predictit|betfair|bookies|bookmakers|he|she|they|[a-z]+) (?:would |currently |still |now )?(?:say|says|said|put|puts|give|gives|gave|guess|estimate|estimates|estimated|assign|assigns|assigned|am at|are at|is at|was at|were at|are|total|at|price|prices|priced|have|has)(?: (?:it|this|that|them|him|her|myself|the odds|the chances?|the probability|currently|total))?(?: (?:at|as|around|about|a|an|of|only|just|in at|maybe|roughly|to))?"
    r"|\b(?:with|at|am|are|is|was)(?: (?:about|around|roughly|only|over|maybe|a|an))?|(?:^|[:\u2014(=|-]))\s*(?:[~\u2248<>]|about |around |roughly |approximately |maybe |perhaps |at least |over |under |less than |more than |only |just |nearly |almost )?\s*$"
)
_CONTENT_AFTER = re.compile(
    factored(
        r" (?:of(?! (?:it|this|that) happening)|more|less|fewer|higher|lower|growth|increase|decrease|decline|drop|fall|rise|gain|cut|reduction|share|stake|annual(?:ly)?|a year|per year|per annum|year[- ]on[- ]year|yoy|in 20|tax|interest|rate|tariff|inflation|turnout|unemployment|discount|raise|below|above|between|from|compared|majority|accuracy|accurate|efficien\w+|return|yield|off|margin|points?|capacity|approval|target|stronger|cheaper|faster|bigger|larger|smaller|this|next|last|since|on|over|by (?:20|the end)|in \w+ (?:20|of))\b"
    )
)
_CONTENT_BEFORE = re.compile(
    factored(
        r"\b(?:by|grow|grows|grew|growing|rise|rises|rose|fall|falls|fell|falling|rising|drop|drops|dropped|increase|increased|gain|gained|lose|lost|below|under|above|over|exceed|exceeds|exceeding|reach|reaches|hit|hits|hitting|between|share of|rate of|(?:growth|inflation|increase|decrease|decline|drop|rise|fall|gain|loss(?:e)?|turnout|unemployment|margin|majority)s? (?:of|at)|down|up|about|cut|than|to|from|another|tops?|yield|returns?|pay|charge|worth|past|top)(?: (?:by|at|about|around|roughly|nearly|almost|only|at least|some|to|an?|more than|less than|up to|over|under|as much as|another|just|below|above)){0,2} *[~<>]?$"
    )
)
_STRONG_AFTER = re.compile(
    r"(?: or (?:so|more|less|higher|lower))?(?: \w+)?[ -](?:chances?|probability|likelihood|odds|confiden(?:t|ce)|certain|sure|likely|credence|possibility|subjective)\b"
)
_OF_NOUN = re.compile(r"\b(?:odds|chances?|risk|probability|likelihood) of (?:a |an )?$")
_FUNCTION = re.compile(
    factored(
        r" (?:that|for|to|of|by|in|on|at|and|or|but|is|was|if|over|within|before|this|next|from|with|as|chance|when|which|i|we|it|he|she|they)\b"
    )
)
_VALUES = {word: n for n, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))} | {
    "twelve": 12, "fifteen": 15, "thirty": 30, "forty": 40, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "twenty": 20, "fifty": 50, "a hundred": 100, "a thousand": 1000,
}  # fmt: skip


# "A 50%, B 30%, C 20%": options with their shares of belief.
_SERIES = re.compile(
    r"(?:[^,;:%\n]{0,40}: ?)?[^,;%\n]{2,60} \(?\d{1,3}%\)?(?:(?:, (?:and )?|; | and )[^,;%\n]{2,60} \(?\d{1,3}%\)?){1,12}[.\s]*"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A probability that the text states, as worded: before any negation is resolved."""

    start: int
    end: int
    value: float
    basis: Basis
    low: float | None = None
    high: float | None = None


def find_stated(
    low: str, start: int, end: int, *, listed: bool = False, headed: bool = False
) -> list[Stated]:
    """Stated probabilities in part of a folded lower-case text.

    `listed`: the text is an item of a list or a cell, where a bare number at the end or the start
    stands for the probability. `headed`: the item begins with a number before a capital letter
    ("70% Lagos opens its second line").
    """
    found = []
    series = listed and _SERIES.fullmatch(low, start, end) is not None
    for match in PATTERN.finditer(low, start, end):
        stated = value_of(match)
        if stated is None:
            continue
        kind = "against" if match["against"] else match.lastgroup or ""
        place = _Place(kind, low[start : match.start()], low[match.end() : end])
        if (
            (headed and kind == "percent" and not place.lead.strip(_EDGE))
            or (series and kind == "percent")
            or _is_probability(place, listed=listed)
        ):
            found.append(stated)
    return found


def value_of(match: re.Match[str]) -> Stated | None:
    """The probability that a match of `PATTERN` names, or None where it names none."""
    kind = match.lastgroup
    a, b = match.span()
    if kind == "range":
        low, high = sorted((float(match["range_a"]) / 100, float(match["range_b"]) / 100))
        return (
            Stated(a, b, round((low + high) / 2, 6), Basis.STATED, low, high) if high <= 1 else None
        )
    if kind == "percent":
        value = float(match["percent_n"]) / 100
        return Stated(a, b, round(value, 8), Basis.STATED) if value <= 1 else None
    if kind in ("even", "split", "part", "spelled", "tenths"):
        return _in_words(match, kind)
    if kind in ("plain", "given"):
        return Stated(a, b, float(match[f"{kind}_n"]), Basis.STATED)
    if kind == "share":
        part, whole = _count(match["share_a"]), _count(match["share_b"])
        is_year = part > 1 and 1900 <= whole <= 2100  # "60-40 in 2027"
        fits = 0 < part <= whole and whole > 1 and not is_year
        return Stated(a, b, round(part / whole, 6), Basis.ODDS) if fits else None
    return _odds(match)


def _odds(match: re.Match[str]) -> Stated | None:
    """Odds of one to another; "2020 to 2025" and "by 2031: 4" hold years."""
    one, two = _count(match["odds_a"]), _count(match["odds_b"])
    if match["against"]:
        one, two = two, one
    if _TIME_OF_DAY.match(match.string, match.start()):
        return None
    if not one + two or (1900 <= max(one, two) <= 2100 and min(one, two) != 1):
        return None
    return Stated(*match.span(), round(one / (one + two), 6), Basis.ODDS)


_FRACTIONS = {
    "2/3": 2 / 3,
    "1/3": 1 / 3,
    "3/4": 0.75,
    "1/4": 0.25,
    "two": 2 / 3,
    "one": 1 / 3,
    "three": 0.75,
}
_PARTS = {"third": 1 / 3, "fifth": 0.2, "quarter": 0.25, "thirds": 2 / 3, "quarters": 0.75}


def _in_words(match: re.Match[str], kind: str) -> Stated | None:
    """Even odds, splits that make a hundred, fractions and spelled percentages."""
    a, b = match.span()
    if kind == "tenths":
        return Stated(a, b, int(match["tenths_n"]) / 10, Basis.STATED)
    if kind == "even":
        return Stated(a, b, 0.5, Basis.ODDS)
    if kind == "split":
        one, two = int(match["split_a"]), int(match["split_b"])
        return Stated(a, b, one / 100, Basis.ODDS) if one + two == 100 else None
    if kind == "part":
        words = match["part_n"]
        value = (
            _PARTS[words.split()[-1].split("-")[-1]]
            if words
            else _FRACTIONS[re.split(r"[- ]", match[0])[0]]
        )
        return Stated(a, b, round(value, 6), Basis.ODDS)
    first, _, last = match["spelled_n"].partition("-")
    return Stated(a, b, round((_VALUES[first] + _VALUES.get(last, 0)) / 100, 4), Basis.STATED)


def _count(words: str) -> float:
    return float(_VALUES.get(words, 0) if not words.isdigit() else words)


@dataclass(frozen=True, slots=True)
class _Place:
    """A number and the words around it."""

    kind: str
    lead: str  # from the start of the text
    rest: str  # to the end of the text

    @property
    def before(self) -> str:
        return self.lead[-130:]

    @property
    def after(self) -> str:
        return self.rest[:40]


def _is_probability(place: _Place, *, listed: bool) -> bool:
    """True where the number says how probable something is."""
    if place.kind in _TESTS:
        return _TESTS[place.kind](place)
    if _STRONG_AFTER.match(place.after) or _staked(place):
        return True
    if _belongs_to_event(place):
        return False
    return (listed and _in_list_position(place)) or _is_believed(place)


_STAKE = re.compile(
    r"\b(?:put|puts|call it|i'm|i am|i'd be|stand by my|no higher than|no more than|gets?|got|(?:end up|come out|sit|stand|land|i'm|we're|am|are) at)(?: about| around| maybe| only)? $"
)
_STAKED_ON = re.compile(r" (?:on|for|from (?:us|me)|that)\b")


def _staked(place: _Place) -> bool:
    """True for "I put 35% on it", "I'm 70% on that": content words may follow."""
    return bool(_STAKE.search(place.before)) and _STAKED_ON.match(place.after) is not None


def _shared_odds(place: _Place) -> bool:
    """True where "one in eight" stands as a chance, not as a share of things."""
    return bool(_SHARE_AFTER.match(place.after) and _SHARE_BEFORE.search(place.before)) or bool(
        _STRONG_AFTER.match(place.after)
    )


_SPLIT_BEFORE = re.compile(
    r"\b(?:say|it|at|about|odds|call it|chances?|like|think|guess|roughly)(?: \w+)? $|^\W*$"
)
_SHARE_AFTER = re.compile(
    r"[ -]chance|[ -](?:shot|odds|probability)|,? that\b|,? (?:to|i'd say|for|on)\b|$|[.,;)\"]"
)
_SHARE_BEFORE = re.compile(
    r"\b(?:at|a|are|assign|assigns|perhaps|chance|odds|put|about|say|than|probability|likelihood|of|is|=)(?: \w+)? ?$|^\W*$|[,:(\u2014-] ?$"
)
# "The odds of a war by 2050 are closer to 15%", however many words stand between.
_TOLD = re.compile(
    r"\b(?:odds|chances?|probability|likelihood|risk) (?:of|for) (?:(?! that )[^.;]){1,110} (?:is|are|stands?|sits?)(?: (?:at|about|around|roughly|only|just|closer to|more like|near|in the region of))+ $"
)
_NOUN = re.compile(r" [a-z]")
_TIGHT = re.compile(
    rf"\b{_CHANCE}\b[^.;]{{0,60}}$|\b(?:odds|chances?|probability|likelihood|risk)\b[^.;]{{0,110}} (?:is|are|at|to|exceed|exceeds)(?: (?:about|around|roughly|down to|up to|only|just))* $"
)


def _belongs_to_event(place: _Place) -> bool:
    """True for "the odds of 95% depopulation": the number is part of what is uncertain."""
    if not _OF_NOUN.search(place.before) or not _NOUN.match(place.after):
        return False
    return not _AFTER.match(place.after) and not _FUNCTION.match(place.after)


# "The chance of rain falls by 20%", "likely to be 3%": of what is believed, not how much it is.
_MOVED_BY = re.compile(
    r"(?:\b(?:by|rise|rises|rose|fall|falls|fell|drop|drops|grow|grows|increase|increases|gain|gains|averages?)|\blikely to be)(?: (?:about|around|roughly|nearly|at least|some|only|up to|more than))? *~?$"
)


def _is_believed(place: _Place) -> bool:
    """True where words of belief lead to the number, and it is no growth, share or level."""
    if _CONTENT_AFTER.match(place.after):
        return False
    tight = _TIGHT.search(place.before) is not None
    if _MOVED_BY.search(place.before):
        return False
    if not tight and _CONTENT_BEFORE.search(place.before):
        return False
    if _TOLD.search(place.before):
        return True
    if not _BELIEF.search(place.before) and not _BEFORE.search(place.before):
        return False
    return (
        tight or _BELIEF.search(place.before) is not None or _AFTER.match(place.after) is not None
    )


_BELIEF = re.compile(
    factored(
        r"(?:\b(?:stand by my|i'm|i am|i'd be|go no higher than|no higher than|no more than|wanna say|want to say|say|says|said|put|puts|give|gives|gave|guess|assign|assigns|assigned|am at|are at|is at|was at|were at|total|totals|estimate|estimates|price|prices|priced|confidence)(?: (?:it|this|that|them|him|her|currently|total))?(?: (?:at|as|around|about|a|an|of|only|just|in at|maybe|roughly|to))?)\s*[~\u2248<>]?\s*$"
    )
)


_HALVES = re.compile(r"[ -](?:split|joint|own\w+|mix|share|partners?\w*|ventures?)\b")
_TIME_OF_DAY = re.compile(
    r"(?:[01]?\d|2[0-3]):[0-5]\d|\d{1,2} to \d{1,2}(?= (?:in the|o'clock|on|am|pm)\b)"
)


def _odds_are_meant(before: str, after: str) -> bool:
    return bool(_ODDS_BEFORE.search(before) or _ODDS_AFTER.match(after))


_ODDS_BEFORE = re.compile(
    r"\b(?:odds|bet|chances?)\b[^.;]{0,25}$|\bat (?:about |around |roughly )?$"
)
_ODDS_AFTER = re.compile(r" (?:odds|chance|on|against|for|favou?rite|shot|that)\b")
VERDICT = r"(?:yes|no|true|false|right|correct|wrong|incorrect|hit|miss(?:ed)?|failed|happened|came true|did(?:n't| not) happen)\b|[\u2713\u2717\u2714\u2718\u2705\u274c]"
_REMARK = re.compile(
    rf"\s*[)\]]?\s*(?:[\[(\u2014;\u00b1]|\+/-|- |, (?:(?:now|currently|today)[: ]|(?:up|down) from|was|previously|vs\.?|versus|[a-z]{{2,12}}:? ~?\d{{1,3}} ?%)|(?:[:.,] ?)?(?:{VERDICT})|$)"
    r"|[)\]]?  (?=\S)"  # the bracket of a link was there
)
_EDGE = " ([*_~<>\u2248\u2264\u2265="
_SEPARATED = re.compile(
    r"(?:[:;\u2014(\[|,=~?\"'.]|\s[-/]{1,3}|\n\s*|\bat|\bprobability|\bchance|\bconfidence)$"
)
# "Turnout: 61%", "Interest rates end the year at 4%", "up: +5%": what the number measures is named, and no bound on it.
_QUANTITY = re.compile(
    r"\b(?:inflation|cpi|gdp|growth|unemployment|turnout|(?:market|vote|electric|voting)?[- ]?shares?(?= of |:|$| \w+ at)|rates?|yields?|approval ratings?|margins?|penetration|occupancy|adoption|tariffs(?= at))\b"
)
_BOUND = re.compile(
    r"\b(?:above|below|over|under|more|less|fewer|higher|lower|than|at (?:least|most)|exceed\w*|reach\w*|hits?|fall\w*|ris\w+|drop\w*|declin\w+|increas\w+|decreas\w+|doubl\w+|halv\w+|wins?|beats?"
    r"|pass\w*|tops|slow\w*|turns?|negative|positive|cuts?|rais\w+|hikes?|grow(?:s|ing)?|go(?:es)?|will|is|are|does|no|not|stay\w*|remain\w*|recover\w*|peak\w*|return\w*|reforms?|crash\w*|accelerat\w+|ends? (?=in|with))\b|[<>\u2264\u2265]"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}-(?:year|month)\b")
_SIGNED = re.compile(r"(?:^|[\s:(])\+$|: ?-$|\((?:19|20)\d\d:$")
_FROM = re.compile(r"[\d.]+ ?% ?(?:[-=]+>|[\u2192\u21d2]) ?$")  # "5% -> 4%"
_LONGEST_LABEL = 90


def is_amount(lead: str, bare: str) -> bool:
    """True for the amount of a quantity that the words before name, and do not bound."""
    if _SIGNED.search(bare):
        return True
    lead = _FROM.sub("", lead)
    if len(lead) > _LONGEST_LABEL or _QUANTITY.search(lead) is None:
        return False
    return _BOUND.search(lead) is None and not re.search(r"\d", _YEAR.sub("", lead))


# "The rate is roughly 5%", "she won only 23%", "C comes in at 20%": what is or was measured.
_MEASURED = re.compile(
    r"\b(?:is|are|was|were|been|won|wins?|with|only|gets?|got|took|takes|received|polled|averag\w+|scor\w+|north of|south of|gains? of|loss(?:es)? of|\d+ ?% (?:to|vs\.?|versus|against)(?: \S+){1,2})(?: (?:only|just|about|around|roughly|some|nearly|almost|over|under|more than|less than|at least))*$"
    r"|\b(?:is|was|were|than|came|comes|finished|closed)\b(?! (?:currently|now|still|trading|priced))[^,;:.]{2,60} at$"
)
_ROUGHLY = re.compile(
    r"(?<=[:(\u2014])(?: ?(?:about|around|roughly|approximately|maybe|perhaps|probably|less than|more than|at least|at most|nearly|almost|only|prior:?|was) ?)$|(?:[~\u2248\u2264\u2265]|[<>]=?)+ ?$"
)
_IN_BRACKETS = re.compile(r"([(\[:] ?)between $")
# "(10th: 8%, 90th: 35%)", "P90 = 40%": how far an estimate may be off.
_QUANTILE = re.compile(
    r"\b(?:\d{1,2}(?:th|st|nd|rd)(?: percentile)?|p\d\d|percentile|median|mean|mode|low(?:er)?|high|upper|(?:best|worst)(?: case)?|range|ci|interval)\s*[:=]\s*$"
)
_QUANTILES_BEHIND = re.compile(r"[*_ ]{0,4}[(\[](?:\d{1,2}(?:th|st|nd|rd)\b|p\d\d\b)")
_AS_LEVELS_GO = re.compile(r",? (?:up|down) from\b")  # "will be fourth at 13%, down from 14%"
_OF_CONTENT = re.compile(r"\b(?:in|of|with|remaining|other|rest|as|is|are|be|will|on)$")
_AFTER_WORD = re.compile(r"\w\s+$")
_HEAD_END = re.compile(
    r"\s*[)\]]?\s*[:\u2014|,-]|\s*[)\]]\s|\s+(?:that|chance|sure|confident|likely)\b|\.\s"
)


# "P(the bridge opens) = 0.8"
_OF_CLAIM = re.compile(
    r"\W*(?:p|pr|prob|probability) ?\([^()\n]{8,240}(?:\([^()\n]{0,80}\)[^()\n]{0,80})?\)"
)


_TESTS: dict[str, Callable[[_Place], bool]] = {
    "plain": lambda _: True,
    "given": lambda place: _OF_CLAIM.match(place.lead) is not None,
    "tenths": lambda _: True,
    "even": lambda place: not (place.before.endswith("than ") or _HALVES.match(place.after)),
    "part": lambda _: True,
    "against": lambda _: True,
    "split": lambda place: _SPLIT_BEFORE.search(place.before) is not None,
    "odds": lambda place: _odds_are_meant(place.before, place.after),
    "share": _shared_odds,
}


def _is_level(bare: str, rest: str) -> bool:
    """True for what was measured, or how far an estimate may be off."""
    if bare.endswith(" at") and _AS_LEVELS_GO.match(rest):
        return True
    return any(p.search(bare) for p in (_MEASURED, _QUANTILE)) or (
        _QUANTILES_BEHIND.match(rest) is not None
    )


def _in_list_position(place: _Place) -> bool:
    """At the very end, after a separator, or at the very start, before one."""
    lead, rest = place.lead.strip(" ([*_|~\n").lstrip(_EDGE), place.rest.strip(" .)]*_|+\n")
    if rest and not _REMARK.match(place.rest):
        return not lead and _HEAD_END.match(place.rest) is not None
    words = _ROUGHLY.sub("", place.before)
    if place.kind == "range":
        words = _IN_BRACKETS.sub(r"\1", words)
    bare = words.rstrip(" \n")
    if is_amount(lead, bare) or _is_level(bare, place.rest):
        return False
    content = _CONTENT_BEFORE.search(place.before) is not None
    if not lead or (_SEPARATED.search(bare) and not (content and bare.endswith("at"))):
        return True
    if content or _OF_CONTENT.search(bare):
        return False
    return len(words) - len(bare) > 1 or _AFTER_WORD.search(words) is not None
