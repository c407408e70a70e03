"""Numbers that say how probable a claim is, told from numbers that belong to what is claimed."""

from collections.abc import Callable
from dataclasses import replace

from predictions.extraction.chances.moving import is_now, moved, was_before
from predictions.extraction.chances.numbers import PATTERN, Stated, value_of
from predictions.extraction.chances.placing import (
    CONTENT_BEFORE,
    EDGE,
    Place,
    in_list_position,
    names_quantity,
)
from predictions.regexes import regex

_CHANCE = (
    r"(?:chances?|probability|probabilities|likelihood|odds"
    r"|confiden(?:t|ce(?! (?:intervals?|bands?|bounds?|limits?)\b))|certain(?:ty)?|sure|likely"
    r"|likel(?:ier)|credence|possibility|shot"
    r"|risk(?! (?:premium|premia|appetite|assets?|weight\w*|averse|aversion|budget|score|free))|subjective)"
)
_AFTER = regex(
    rf"(?: or (?:so|more|less|higher|lower))?(?: (?:subjective|cumulative|overall|annual"
    rf"|unconditional|conditional|combined|rough))?[ -]{_CHANCE}\b|(?: that\b)|(?: to \d)"
)
_BEFORE = regex(
    rf"(?:\b{_CHANCE}(?: \w+){{0,6}}?(?: (?:of|at|is|was|as|to be|=|about|around|roughly|near"
    rf"|nearer|only|just|above|below|over|under|than|to|from|being|stands at|sits at))?"
    rf"|\b(?:i|we|i'd|we'd|community|market|markets|metaculus|manifold|crowd|aggregate"
    rf"|consensus|median|forecasters?|model|polymarket|predictit|betfair|bookies|bookmakers|he"
    rf"|she|they|[a-z]+) (?:would |currently |still |now )?(?:say|says|said|put|puts|give|gives"
    rf"|gave|guess|estimate|estimates|estimated|assign|assigns|assigned|am at|are at|is at"
    rf"|was at|were at|are|total|at|price|prices|priced|have"
    rf"|has)(?: (?:it|this|that|them|him|her|myself|the odds|the chances?|the probability"
    rf"|currently|total))?(?: (?:at|as|around|about|a|an|of|only|just|in at|maybe|roughly|to))?"
    r"|\b(?:with|at|am|are|is|was)(?: (?:about|around|roughly|only|over|maybe|a|an))?"
    r"|(?:^|[:\u2014(=|-]))\s*(?:[~\u2248<>]|about |around |roughly |approximately |maybe "
    r"|perhaps |at least |over |under |less than |more than |only |just |nearly |almost )?\s*$"
)
_CONTENT_AFTER = regex(
    r" (?:of(?! (?:it|this|that) happening)|more|less|fewer|higher|lower|growth|increase"
    r"|decrease|decline|drop|fall|rise|gain|cut|hike|reduction|share|stake|annual(?:ly)?|a year"
    r"|per year|per annum|year[- ]on[- ]year|yoy|in 20|tax|interest|rate|tariff|inflation"
    r"|turnout|unemployment|discount|raise|below|above|between|from|compared|majority|accuracy"
    r"|accurate|efficien\w+|return|yield|off|margin|points?|capacity|approval|target|stronger"
    r"|cheaper|faster|bigger|larger|smaller|this|next|last|since|on|over|by (?:20|the end)"
    r"|in \w+ (?:20|of))\b",
    factor=True,
)
_STRONG_AFTER = regex(
    r"(?: or (?:so|more|less|higher|lower))?"
    r"(?: (?!(?:more|less|as|is|are|was|were|seems|looks|remains)\b)\w+)?[ -](?:chances?"
    r"|probability|likelihood|odds|confiden(?:t|ce)|certain|sure|likely|credence|possibility"
    r"|subjective)\b| on the (?:proposition|claim|idea|question|possibility|scenario)\b"
)
_OF_NOUN = regex(r"\b(?:odds|chances?|risk|probability|likelihood) of (?:a |an )?$")
_FUNCTION = regex(
    r" (?:that|for|to|of|by|in|on|at|and|or|but|is|was|if|over|within|before|this|next|from"
    r"|with|as|chance|when|which|i|we|it|he|she|they)\b",
    factor=True,
)
# "A 50%, B 30%, C 20%": options with their shares of belief.
_SERIES = regex(
    r"(?:[^,;:%\n]{0,40}: ?)?[^,;%\n]{2,60} \(?\d{1,3}%\)?(?:(?:, (?:and )?|; "
    r"| and )[^,;%\n]{2,60} \(?\d{1,3}%\)?){1,12}[.\s]*"
)


def find_stated(
    low: str,
    start: int,
    end: int,
    *,
    listed: bool = False,
    headed: bool = False,
    running: bool = False,
) -> list[Stated]:
    """Stated probabilities in part of a folded lower-case text.

    `listed`: the text is an item of a list or a cell, where a bare number at the end or the start
    stands for the probability. `headed`: the item begins with a number before a capital letter
    ("70% Lagos opens its second line"). `running`: it is a sentence among others, in which only a
    number that a mark sets apart stands for the probability ("Shares slumped 2%." says none).
    """
    found: list[Stated] = []
    series = listed and _is_series(low, start, end)
    last: Stated | None = None
    for match in PATTERN.finditer(low, start, end):
        stated = value_of(match)
        if stated is None:
            continue
        before, last = last, stated
        kind = "against" if match["against"] else match.lastgroup or ""
        place = Place(kind, low[start : match.start()], low[match.end() : end])
        if kind == "range" and (now := moved(match, place)):
            found.append(now)
            continue
        if not (
            (headed and kind == "percent" and not place.lead.strip(EDGE))
            or (series and kind == "percent")
            or _is_probability(place, listed=listed, running=running)
        ):
            continue
        if kind == "range" and before and _ITS_RANGE.fullmatch(low, before.end, stated.start):
            found = [one for one in found if one != before]
            stated = replace(before, low=stated.low, high=stated.high)
        found.append(stated)
    return found


def _is_series(low: str, start: int, end: int) -> bool:
    """True for options with their shares of belief, none of which says by how much something moves."""
    if _SERIES.fullmatch(low, start, end) is None:
        return False
    percents = (m.start() for m in PATTERN.finditer(low, start, end) if m["percent"])
    return not any(
        CONTENT_BEFORE.search(low[max(start, at - _SERIES_NEAR) : at]) for at in percents
    )


_SERIES_NEAR = 60


# "63% (range: 45% to 75%)": how far the first may be off.
_ITS_RANGE = regex(r"[\s*_]*[(\[][\s*_]*(?:(?:the )?(?:range|interval|iqr|ci|between|from)\W{0,4})")


def _is_probability(place: Place, *, listed: bool, running: bool) -> bool:
    """True where the number says how probable something is."""
    if place.kind in _TESTS:
        return _TESTS[place.kind](place)
    if was_before(place):
        return False
    if _is_plainly(place) or (listed and _answers(place)):
        return True
    if _belongs_to_event(place):
        return False
    if (
        _put_at(place)
        or (
            listed
            and in_list_position(place, running=running)
            and not (running and _looks_back(place))
        )
        or _in_brackets(place)
    ):
        return True
    return _is_believed(place)


# "Prices remained at the level of June (3.8%)": what was counted, where nothing looks ahead.
_WAS = regex(
    r"\b(?:was|were|had|has been|have been|rose|fell|grew|came|stood|saw|exceeded"
    r"|(?:remain|increas|decreas|declin|record|register|drop|reach|perform|post|contract|expand"
    r"|climb|slow|improv|gain|total)e?d)\b"
)
_AHEAD = regex(
    r"\b(?:will|won't|would|going to|shall|(?<!in )may|might|could|should|expect(?:s|ed)?"
    r"|predict(?:s|ed)?|forecasts?|think|believe|guess|bet|likely|chances?|odds|probability|by|before|until)\b|'ll\b"
)


def _looks_back(place: Place) -> bool:
    """True for a number behind words that only look back."""
    return _WAS.search(place.lead) is not None and _AHEAD.search(place.lead) is None


# "The quay will be dug by 2031 (80%), and rents will fall".
_ITS_DEADLINE = regex(
    r"\b(?:will|won't|going to)\b[^;:]{4,110}\b(?:by|before|until"
    r"|in) (?:the (?:end|start|middle) of )?(?:\w+ )?(?:19|20|21)\d\d \((?:~|about )?$"
)


# "I think the trade will be around for twenty more years (80%), but it will change".
_THOUGHT = regex(
    r"\b(?:i|we)(?:'d| would| do)? (?:\w+ )?(?:think|expect|believe|predict|guess|bet|suspect"
    r"|say)\b[^.;:]{0,60}\b(?:will|won't|going to)\b[^.;:%]{4,110} \((?:~|about )?$"
)
_CLOSED = regex(r"\)[*_]{0,3}(?:[,.;:]|$| (?:and|but|though|while)\b)")
_PEOPLE = regex(
    r"\b(?:most|majority|share|part|half|people|voters|respondents|of (?:all|the|them|us))\b"
)


def _in_brackets(place: Place) -> bool:
    """True for a number in brackets behind a claim with its deadline, or one that somebody says they believe."""
    if not place.after.startswith(")"):
        return False
    if _ITS_DEADLINE.search(place.before):
        return not names_quantity(place.lead)
    thought = _CLOSED.match(place.after) and _THOUGHT.search(place.lead[-240:])
    return bool(thought) and not (names_quantity(place.lead) or _PEOPLE.search(place.before))


# "If the law passes, 65% that the plant is built".
_SUPPOSED = regex(
    r"\W*(?:if|unless|conditional on|assuming|given|should|provided|barring"
    r"|without)\b[^;:.]{4,110}, (?:then )?(?:about |roughly |maybe |~)?$"
)


def _on_condition(place: Place) -> bool:
    return place.after.startswith(" that ") and _SUPPOSED.match(place.lead) is not None


def _is_plainly(place: Place) -> bool:
    """True where the words right beside a number say that it is a chance."""
    return (
        _STRONG_AFTER.match(place.after) is not None
        or _staked(place)
        or _on_condition(place)
        or is_now(place)
        or (_TO_DO.match(place.after) is not None and _IS.search(place.before) is not None)
    )


# "She is now 81% to take the state".
_IS = regex(
    r"(?:\b(?:is|are|was|were|am|remains?)"
    r"|'(?:s|re|m))(?: (?:now|currently|still|about|around|roughly|only|just|at))* ~?$"
    r"|\b(?:has|have|puts?) [^,;.%]{2,50} at ~?$"
)
_TO_DO = regex(
    r" to (?:win|take|beat|make|reach|qualify|finish|get|retain|hold|keep|advance|clinch|pass"
    r"|be|become|happen|lose|carry|flip|survive|close|open|defeat|score|stay|leave|return|earn"
    r"|secure|claim|go through|come|repeat|upset|sell|reopen)\b"
)
# "Growth in 2031: 58% between 3% and 5%", "When will they sign: 55% not before June".
_LABELLED = (": ", "? ", ":")
_OF_AN_ANSWER = regex(
    r" (?:between \$?[\d.,]+ ?(?:%|per ?cent|[a-z]*) (?:and|to) \$?\d"
    r"|(?:below|above|under|over|less than|more than|at least|at most"
    r"|fewer than) \$?(?!(?:19|20)\d\d\b)\d"
    r"|not (?:before|after|until) (?:\w+ ){0,2}(?:19|20|21)\d\d\b|yes\b|no\b)"
)


def _answers(place: Place) -> bool:
    """True for a number between what is asked for and which of the answers it is for."""
    return place.lead.endswith(_LABELLED) and _OF_AN_ANSWER.match(place.after) is not None


_STAKE = regex(
    r"\b(?:put|puts|call it|i'm|i am|i'd be|stand by my|no higher than|no more than|gets?|got"
    r"|(?:end up|come out|sit|stand|land|i'm|we're|am|are) at)(?: about| around| maybe"
    r"| only)? $"
)
_STAKED_ON = regex(r" (?:on|for|from (?:us|me)|that)\b")


def _staked(place: Place) -> bool:
    """True for "I put 35% on it", "I'm 70% on that": content words may follow."""
    return bool(_STAKE.search(place.before)) and _STAKED_ON.match(place.after) is not None


def _put_at(place: Place) -> bool:
    """True for a number at which somebody puts a chance, whatever stands between."""
    if place.after.startswith(")") and _OF_A_HEDGE.search(place.before):
        return True
    if _CONTENT_AFTER.match(place.after) or not place.lead.endswith((" ", "~")):
        return False
    return _PUT_AT.search(place.lead[-260:]) is not None


def _shared_odds(place: Place) -> bool:
    """True where "one in eight" stands as a chance, not as a share of things."""
    return bool(_SHARE_AFTER.match(place.after) and _SHARE_BEFORE.search(place.before)) or bool(
        _STRONG_AFTER.match(place.after)
    )


_SPLIT_BEFORE = regex(
    r"\b(?:say|it|it's|at|about|odds|call it|chances?|like|think|guess|roughly)(?: \w+)? $|^\W*$"
)
_SHARE_AFTER = regex(
    r"[ -]chance|[ -](?:shot|odds|probability)|,? that\b|,? (?:to|i'd say|for|on)\b|$|[.,;)\"]"
)
_SHARE_BEFORE = regex(
    r"\b(?:at|a|are|assign|assigns|perhaps|chance|odds|put|about|say|than|probability"
    r"|likelihood|of|is|=)(?: \w+)? ?$|^\W*$|[,:(\u2014-] ?$"
)
# "The odds of a war by 2050 are closer to 15%", however many words stand between.
_TOLD = regex(
    r"\b(?:odds|chances?|probability|likelihood|risk) (?:of"
    r"|for) (?:(?! that )[^.;]){1,110} (?:is|are|stands?"
    r"|sits?)(?: (?:at|about|around|roughly|only|just|closer to|more like|near"
    r"|in the region of))+ $"
)
# "I find it unlikely (<5%) that it will open".
_OF_A_HEDGE = regex(
    r"\b(?:likely|unlikely|probable|improbable|plausible|doubtful|confident|sure|possible"
    r"|probability|chance) \([<>~\u2248]?$"
)
# "I put it at a bit over 50%", "the chance that it opens is low, on the order of 3%".
_PUT_AT = regex(
    rf"\b(?:put|puts|peg|pegs|pegged|place|places|placed) (?:it|this|that|them"
    rf"|(?:the|my|our|its|their) {_CHANCE}(?: (?:of|that"
    rf"|for) [^.;%]{{2,100}})?) at (?:[a-z]+ ){{0,3}}~?$"
    r"|\b(?:odds|chances?|probability|likelihood)\b[^.;%]{0,160}\b(?:on the order of"
    r"|in the (?:range|region|neighbou?rhood) of|somewhere (?:around|near)) ~?$"
    r"|\b(?:odds|chances?|probability|likelihood) that"
    r" (?:[^.;%]|(?<=\d)[.%](?=[\d ])){3,160} (?:is|are|stands? at"
    r"|sits? at|would(?:,? in my (?:view|opinion),?)? be)(?: still"
    r"| now)?(?: (?:about|around|roughly|only|just|closer to|still|at))* ~?$"
)
_NOUN = regex(r" [a-z]")
_TIGHT = regex(
    rf"\b{_CHANCE}\b[^.;]{{0,60}}$|\b(?:odds|chances?|probability|likelihood"
    rf"|risk)\b[^.;]{{0,110}} (?:is|are|at|to|exceed"
    rf"|exceeds)(?: (?:about|around|roughly|down to|up to|only|just))* $"
)


def _belongs_to_event(place: Place) -> bool:
    """True for "the odds of 95% depopulation": the number is part of what is uncertain."""
    if not _OF_NOUN.search(place.before) or not _NOUN.match(place.after):
        return False
    return not _AFTER.match(place.after) and not _FUNCTION.match(place.after)


# "The chance of rain falls by 20%", "likely to be 3%": of what is believed, not how much it is.
_MOVED_BY = regex(
    r"(?:\b(?:by|rise|rises|rose|fall|falls|fell|drop|drops|grow|grows|increase|increases|gain"
    r"|gains|averages?)|\blikely to(?: be)?)(?: (?:about|around|roughly|nearly|at least|some|only"
    r"|up to|more than))? *~?$"
)


# "Will likely write down a peak rate of 5%", "in the range of 1% to 3%".
_RATE_OF = regex(
    r"\b(?:(?:rate|share|growth|yield|margin|increase|decline|rise|drop|cut|hike|tariff|return"
    r"|gain|loss)s? of|growth [^.;%]{2,60} in the range of"
    r"|(?:prior|previous|earlier|old) (?:estimate|range|guidance|outlook"
    r"|forecast)s? of) (?:about |around |roughly |up to |at least |only )?$"
)


# "The odds that the deficit will exceed 3%": what is likely goes on to the number.
_CLAIMED = regex(rf"\b{_CHANCE}\b[^.;]{{0,40}}\b(?:that|will|would|to)\b(?! be\b)[^.;]{{4,100}}$")


def _is_believed(place: Place) -> bool:
    """True where words of belief lead to the number, and it is no growth, share or level."""
    if _CONTENT_AFTER.match(place.after):
        return False
    tight = _TIGHT.search(place.before) is not None
    if _MOVED_BY.search(place.before) or _RATE_OF.search(place.before):
        return False
    if CONTENT_BEFORE.search(place.before) and not (tight and not _CLAIMED.search(place.before)):
        return False
    if _TOLD.search(place.before):
        return True
    believed = _BELIEF.search(place.before) is not None
    if not believed and not _BEFORE.search(place.before):
        return False
    return tight or believed or _AFTER.match(place.after) is not None


_BELIEF = regex(
    r"(?:\b(?:stand by my|i'm|i am|i'd be|go no higher than|no higher than|no more than"
    r"|wanna say|want to say|say|says|said|put|puts|give|gives|gave|guess|assign|assigns"
    r"|assigned|am at|are at|is at|was at|were at|total|totals|estimate|estimates|price|prices"
    r"|priced|confidence)(?: (?:it|this|that|them|him|her|currently|total))?(?: (?:at|as|around"
    r"|about|a|an|of|only|just|in at|maybe|roughly|to))?)\s*[~\u2248<>]?\s*$",
    factor=True,
)
_HALVES = regex(r"[ -](?:split|joint|own\w+|mix|share|partners?\w*|ventures?)\b")


def _odds_are_meant(before: str, after: str) -> bool:
    return bool(_ODDS_BEFORE.search(before) or _ODDS_AFTER.match(after))


_ODDS_BEFORE = regex(r"\b(?:odds|bet|chances?)\b[^.;]{0,25}$|\bat (?:about |around |roughly )?$")
_ODDS_AFTER = regex(r" (?:odds|chance|on|against|for|favou?rite|shot|that)\b")
# "P(the bridge opens) = 0.8"
_OF_CLAIM = regex(
    r"\W*(?:p|pr|prob|probability) ?\([^()\n]{8,240}(?:\([^()\n]{0,80}\)[^()\n]{0,80})?\)"
)
_TESTS: dict[str, Callable[[Place], bool]] = {
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
