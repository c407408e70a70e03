"""Stances: what a sentence holds to be coming in words that have no tense for it ("I see rents falling", "we have the rate ending the year at three")."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from predictions.extraction.chances.numbers import PATTERN as NUMBER
from predictions.extraction.chances.numbers import Stated, value_of
from predictions.extraction.layout.document import Document
from predictions.extraction.wording.events import come_true
from predictions.extraction.words.glance import DIGIT, needs
from predictions.regexes import regex

_OPENING = (
    r"(?:\W|(?:and|but|so|also|then|now|personally|overall|still|okay|ok|well|yes|no|today),? )*"
)
_FEW_WORDS = (
    r"(?:(?!(?:you|him|her|me|myself|that|how|why|what|who|which|no|not|when|if)\b)[\w$'-]+ ){1,6}?"
)
# "ending the year at three", "falling", "taking over".
_MOVES = (
    r"(?:ending|finishing|falling|rising|dropping|climbing|growing|shrinking|declining"
    r"|increasing|decreasing|slowing|slipping|sliding|reaching|hitting|topping|averaging"
    r"|peaking|recovering|rebounding|doubling|halving"
    r"|tripling|winning|losing|closing|coming (?:in|down|back|out)"
    r"|going (?:up|down|under|bust|out of business)"
    r"|getting (?:to|(?:any |much |even |a lot )?(?:better|worse|bigger|smaller|easier|harder"
    r"|cheaper))|settling|easing|cooling|moderating|stalling|crashing|collapsing|contracting"
    r"|expanding)\b"
)
_CHANGES = (
    rf"(?:{_MOVES}|(?:replacing|impacting|affecting|changing|transforming|disrupting|becoming"
    rf"|pushing|disappearing|vanishing|dying|fading|overtaking|surpassing|dominating"
    rf"|taking (?:over|off|hold)|merging|buying|acquiring|splitting|shifting"
    r"|moving (?:to|towards?|into|away)|extending|emerging|forgetting|abandoning|adopting"
    r"|struggling|failing|surviving|thriving|displacing|lasting|agreeing|giving (?:in|way|up)"
    r"|ever \w+ing|being (?:the|an?) (?:surprise|next|first)(?: \w+)?)\b)"
)
# What is seen already, or again and again.
_NOW = regex(
    r"\b(?:already|every|each|today|now|these days|often|always|usually|sometimes|currently"
    r"|at the moment|when|whenever|lately|recently|so far|all the time|more and more|last"
    r"|yesterday|this morning|that way|if you|degrees"
    r"|in (?:this|the) (?:picture|photo|chart|graph|video|figure|image))\b"
)
_SEEING = regex(
    rf"\bi (?:can |could |also |do |still |really |definitely )*(?:see|foresee|envision|picture"
    rf"|imagine) (?:it |this |that )?(?:{_FEW_WORDS})?{_CHANGES}"
)
_UNIMAGINED = regex(
    rf"\b(?:i|we) (?:can't|cannot|can not|couldn't|don't) (?:really |even |honestly "
    rf"|ever )?(?:imagine|envision|picture|foresee|see) (?!any\b"
    rf"|(?:the |an? |much |any )?(?:point|use|need|reason|sense)\b)(?:it |this |that "
    rf"|them )?(?:{_FEW_WORDS})?{_CHANGES}"
)
_SEES = needs("see foresee envision picture imagine")
# With a time to come or an amount: "we have inflation falling to two by 2032".
_HELD = regex(
    rf"\b(?:i|we|they|models?|forecasts?|projections?|analysts|economists) (?:now |also "
    rf"|still )?(?:have|has|had|see|sees) {_FEW_WORDS}{_MOVES}"
)
_HOLDS = needs("have has see sees")
_PUT_AT = regex(
    r"\b(?:puts?|pegs?|pegged|sees?) (?!(?:an?|it|that|this|them|these|those) "
    r"|(?:the |their |its )?(?:odds|chances?|probability|likelihood"
    r"|risks?)\b)(?:[\w'-]+ ){1,9}?at (?:(?:about|around|roughly|nearly|just|over"
    r"|under) )*(?:[$\u00a3\u20ac]?\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\b)"
)
_PUTS = needs("put puts peg pegs pegged see sees")
# "My best guess is 2041", "if pressed, I'd say 2036".
_YEAR = (
    r"(?:still |now |about |around |roughly |approximately |somewhere |early |late |mid-?|in |by "
    r"|between |maybe |probably |the )*(?:20[2-9]|2[1-9]\d)\d(?!\d|[-/]\d\d-"
    r"| (?:was|were|is|had|has)\b)"
)
_GUESSED = regex(
    rf"\b(?:my|our) (?:own |current |personal |best |median |rough |central |honest "
    rf"|overall )*(?:guess|estimate|median|timeline|forecast|bet|expectation"
    rf"|prediction)(?: (?:for|of|on) [^,;.]{{2,60}}?)? (?:is|would be|remains|stands at"
    rf"|sits at) {_YEAR}"
    rf"|\bi(?:'d|'ll| would) (?:have to )?(?:say|guess|go with|go for|bet on) {_YEAR}(?=[.,;:!)]|$)"
)
_GUESSES = needs("my our d would ll")
# "Odds of a strike have dropped to 42%": moved, or as they stand; those of a die stay what they are.
_ODDS = regex(
    r"\b(?:odds|chances?|probability|likelihood) (?:of|(?P<that>that)"
    r"|for) (?P<what>[^;]{3,80}?) (?:(?:(?:have|has) )?(?:now |since |already )?(?:dropped"
    r"|fallen|risen|climbed|jumped|slipped|increased|rose|fell|tumbled|surged"
    r"|ticked (?:up|down)) to|(?:now )?(?:stands?|sits?) at"
    r"|(?:is|are) (?:now|currently)(?: at)?) \W{0,9}(?:\w+ )?\W{0,9}\d+(?:\.\d+)? ?(?:%"
    r"|per ?cent)"
)
_CHANCES = needs("odds chance chances probability likelihood")
# "A cut appears locked in".
_SETTLED = regex(
    r"(?P<settled>\b)(?:(?:appears?|looks?"
    r"|seems?)(?: (?:all but|almost|nearly|pretty much|virtually|now|already|as good as"
    r"|basically))*|(?:is|are) (?:now |already |pretty much |basically )?(?:all but|as good as"
    r"|virtually)) (?:locked in|baked in|(?:like )?a (?:done deal|foregone conclusion|given)"
    r"|assured|in the bag|(?<!good as )certain|done|guaranteed"
    r"|unavoidable)\b(?! (?:by|the|an?|that|to)\b)"
)
_SETTLING = needs(
    "locked baked deal conclusion given assured bag certain done guaranteed unavoidable"
)
# "The drought looks to remain a problem".
_LOOKS_TO = regex(
    r"(?P<looks>(?<!\bwill )(?<!\bwould )(?<!\bto )\blooks? to )(?:remain|become|continue|stay|keep"
    r"|be (?:headed|heading|years|months|a (?:long|hard|tough|big|record)"
    r"|the (?:next|first|last|biggest|year))\b)"
)
_LOOKS = needs("look looks")
# "Many of the effects are still to come", "a slump is coming".
_TO_COME = regex(
    r"\b(?:effects?|worst|best|hardest|biggest|toughest|most|much|many|more|part|parts|pain"
    r"|consequences|changes)\b[^.;,]{0,60}? (?:is|are) (?:still |yet )to come\b"
    r"|\b(?:the|an?|another|this|(?:much )?(?:higher|lower|more|fewer|worse"
    r"|better)) (?:[\w'-]+ ){0,4}?(?:recession|depression|reckoning|crash|singularity"
    r"|revolution|bubble|crisis|correction|slump|downturn|collapse|merger|shortage|shake-?out"
    r"|split|surge|rates|layoffs|taxes|tariffs|cuts|backlash|showdown"
    r"|wave of \w+)(?: in [\w'-]+)? (?:is"
    r"|are) coming\b(?! (?:from|out|along|up|off|under|to (?:an?|my|terms)|into|in\b))"
    r"|\bit(?:'s| is) coming to you\b(?! (?:live|from|with)\b)"
)
_COMES = needs("coming come")
# "I think Kern wins the north", "I say that we are staying up".
_MINE = (
    r"\b(?:(?:i|we) (?:\w+ly |also |do |still |just )?(?:think|believe|suspect|reckon|guess|bet|say"
    r"|fear)|i'd say|i would say|i'm (?:convinced|certain|sure)|and say|mark my words)(?: that|,)? "
)
_TURNS = regex(
    rf"{_MINE}(?P<claim>(?:(?!(?:what|how|if|when|who|which|whether|why|you|is|are|was|were"
    rf"|will|would|can|could)\b)[\w'-]+ ){{1,6}}?(?:(?:(?<! i )(?:becomes"
    rf"|stops (?:being|\w+ing)|ceases to (?!amaze)\w+|wins|loses|splits|breaks up"
    rf"|shifts (?:to|from|away)|trends? towards?|survives|dies|collapses|takes over"
    rf"|takes the \w+|disappears|goes (?:away|mainstream|bust|under|bankrupt|extinct)|replaces"
    rf"|overtakes|falls apart|runs out|gets (?:bought|sold|acquired|cancelled|canceled|delayed"
    rf"|replaced|banned|worse))\b)"
    rf"|(?:is|are|(?<=\w)'(?:s|re)) (?:toast|dead m[ae]n walking|doomed|goners?"
    rf"|finished(?! with| by| in| at| \w+ing)|going (?:down|up|under|bust)(?! (?:to|the|by)\b)"
    rf"|staying up)\b))"
    rf"|{_MINE}(?P<bank>(?:the )?(?:[\w-]+ )?(?:fed|ecb|boe|boj|rba|bank)(?:'s| is| are) (?:done|finished)\b)"
    rf"|{_MINE}(?P<over>(?:[\w'-]+ ){{1,5}}?(?:rally|boom|bubble|era|party|hiking|hikes|cycle"
    rf"|bull market|bear market|worst|slump|recession|hype|tightening|easing) (?:is"
    rf"|are) over\b)"
)
_THINKS = needs("think believe suspect reckon guess bet say convinced certain sure fear words")
# "The most likely outcome is a hung council", "what will happen is a split".
_OUTCOME = regex(
    r"(?:\b(?:my|our|the|their|his|her|(?<=')s) (?:own |single |current )?(?:most likely"
    r"|likeliest|most probable|likely|base|baseline) (?:outcome|result|scenario|case|path"
    r"|compromise|ending|winner|response|consequence)(?: (?:here|now|at this point|from here))?"
    r"|\bwhat(?:'ll| will| is going to|'s going to) (?:happen|come|follow|emerge"
    r"|result)(?: next| instead| then)?)"
    r" (?:is|remains|would be) (?:still |now |probably |simply "
    r"|just )*(?:(?:an?|the|two|three|four|one|more|no|another|further|that|\w+ing"
    r"|continued)\b)(?! (?:same|following|one|case|subject|question)\b)"
)
_OUTCOMES = needs("likely likeliest probable base baseline happen come follow emerge result")
# "Expect rents to fall": said to the reader.
_EXPECT = regex(
    rf"{_OPENING}(?:[^,.;?]{{3,40}}, )?(?P<claim>(?:(?:do not|don't) )?expect (?!to\b|that\b"
    rf"|the unexpected)(?:(?!us\b|me\b|you\b)[\w$'%-]+ ){{1,7}}to (?!help|be able|see)\w)"
)
_EXPECTS = needs("expect")
# "There is a risk that the mills lean too much on their names".
_RISK = regex(
    r"\bthere(?:'s| is) (?:a |an |always a "
    r"|also a )?(?!(?:no|little|small|scant|low|hardly|some)\b)(?:\w+ )?(?:risk"
    r"|danger) that (?P<claim>(?!you\b|your\b"
    r"|[^.;]*\b(?:will|would|could|may|might|can|going)\b)\w)"
)
_RISKS = needs("risk danger")
# "Kern foresees a price of 90 by the end of the year"; a law foresees a fine.
_FORESEES = regex(
    r"(?<!law )(?<!act )(?<!bill )(?<!plan )(?<!rule )(?<!rules )(?<!treaty )(?<!contract )(?<!agreement )(?<!constitution )\bforesees? (?:an?"
    r"|no|more|fewer|higher|lower|further|another) (?!way\b|problem\b|issue\b|world\b|time\b"
    r"|day\b)\w"
)
_FORESEEING = needs("foresee foresees")
# "The broker set a price target for the mill to reach 90".
_TARGET = regex(
    r"\b(?:set|sets|has|have|raised|raises|cut|cuts|lowered|lowers|put|puts|gives?|maintains?"
    r"|reiterate[sd]?|kept|keeps) (?:an?|its|their|his|her"
    r"|the) (?:[\w'-]+ ){0,3}price[- ]target\b[^.;]{0,200}?(?:\bto(?: [a-z]+)?|\bof|\bat"
    r"|\$) ?\$?\d"
)
_TARGETS = needs("target")
_GOES = regex(
    r"\b(?!(?:i|we|you|since|as|if)\b)\w+ (?:is|are) (?:slowly |quickly |also "
    r"|all )?going away\b(?! (?:for|on|to|this|with|next|tomorrow)\b)"
)
_AWAY = needs("away")
_CALLED = regex(
    r"\bi(?:'m| am) (?:going to call|gonna call|calling|going with"
    r"|going for) (?!it\b)[^.;?]{3,60}? (?:to (?:win|lose|go (?:up|down|through)|come up"
    r"|stay up|finish|make|take|beat|reach)|for (?:the drop|promotion|relegation|the title))\b"
)
_CALLS = needs("call calling going")

# With a time to come or an amount: "the ferry has the potential to reach 9,000 passengers"; else it is what a thing is good for.
_POTENTIAL = regex(
    r"(?<!every )(?<!any )\b(?!(?:who|that|which|everyone|anyone|anybody|everybody|you|i|we"
    r"|this|they)\b)[\w%)\"*'-]+,? (?:also |now |still |clearly |really )?ha(?:s|ve) (?:the"
    r"|a real|real) potential to \w"
)
_POTENTIALS = needs("potential")
# "If it stays public, look for it to become a second Barton".
_LOOK_FOR = regex(
    r", (?:then |so |but )?look for (?!an? |ways?\b|some(?:thing|one)\b|signs?\b|clues\b|other "
    r"|people\b|opportunit|places?\b)[^.;?]{2,90}? to \w"
)
# "Wool Shipments to Nearly Reach 1M in 2031", "Kern Predicts a Price of 40 by 2031": a headline, which has no full stop.
_HEADED = regex(
    r"[\W_]*(?:(?!(?:predicts|sees|forecasts|expects|projects|foresees|anticipates|estimates|is"
    r"|are|was|were|has|have|had|will|would|can|could|wants?|plans?|needs?|aims?|hopes?|seeks?"
    r"|tries|ways?|how|steps?|tips|road|path|guide|race|set|going|able|likely|expected|due"
    r"|ready|right|time|reasons?|chances?|get|your|you|i|we|why|what|use|learn|continues?"
    r"|begins?|starts?|vows?|agrees?|pledges?|promises?|fails?|refuses?|announces?|order|said"
    r"|says|told|helps?|it|used|bid|calls?"
    r"|push|deal|bill|law|effort|attempt|move|fight|struggles?|decides?|manages?|wanting|trying"
    r"|from|compared|according|tend|projected|forecast|up|close|need|back|where|not|me|him|them"
    r"|us|that|which|who)\b)[\w$%'&./-]+,? ){1,9}?(?P<to>to )(?:nearly |almost |more than "
    r"|soon |only )?(?:reach|hit|grow|rise|fall|double|triple|top|exceed|surpass|drop|decline"
    r"|shrink|climb|increase|decrease|expand|total|account|become|overtake|replace|slow|cross"
    r"|near|peak|soar|plunge|halve|quadruple|surge|jump|slip|cool|remain)\b"
    r"[^;?]*[^.;?!:*_\s](?=[\s*_]*$)"
    r"|[\W_]*(?:(?!(?:how|why|what|who|i|we|it|they|he|she|that|which|if|when|as|and"
    r"|but)\b)[\w.&'-]+ ){1,5}?(?:predicts|sees|forecasts|expects|projects|foresees|anticipates"
    r"|estimates) (?!(?:that|what|how|for|of|again|from|by|in"
    r"|about)\b)[\w$\u00a3\u20ac][^;?]*[^.;?!:*_\s](?=[\s*_]*$)"
)
_HEADINGS = needs(
    "reach hit grow rise fall double triple top exceed surpass drop decline shrink climb "
    "increase decrease expand total account become overtake replace slow cross near peak"
    " soar plunge halve quadruple surge jump slip cool remain predicts sees forecasts expects "
    "projects foresees anticipates estimates"
)
_LONGEST_HEADLINE = 160
_STOPS = (".", "!", "?", ":", ";", ",")
# "The valley is set for another dry year".
_SET_FOR = regex(
    r"\b(?:is|are|looks?|seems?|appears?) (?:\w+ly |also |now |all )?set for (?:an?|another"
    r"|more|further|significant|substantial|big|huge|record|slow\w*|strong\w*|rapid|major|sharp"
    r"|steep)\b"
)
_SETS = needs("set")
# What each needs, besides its words.
_ALWAYS = (
    (_SETTLING, _SETTLED),
    (_LOOKS, _LOOKS_TO),
    (_COMES, _TO_COME),
    (_OUTCOMES, _OUTCOME),
    (_RISKS, _RISK),
    (_FORESEEING, _FORESEES),
    (_TARGETS, _TARGET),
    (_AWAY, _GOES),
    (_SETS, _SET_FOR),
    (_CALLS, _CALLED),
    (_CHANCES, _ODDS),
    (_SEES, _UNIMAGINED),
    (_LOOKS, _LOOK_FOR),
)
_AT_THE_HEAD = ((_EXPECTS, _EXPECT),)
_NOT_OF_NOW = ((_SEES, _SEEING), (_THINKS, _TURNS))
_PUTTING = ((_PUTS, _PUT_AT),)
_WITH_A_TIME = ((_GUESSES, _GUESSED), *_PUTTING)
_WITH_AN_AMOUNT = ((_HOLDS, _HELD), (_POTENTIALS, _POTENTIAL))
_MEASURED = _GUESSES | _PUTS | _HOLDS | _POTENTIALS
_ALWAYS_WORDS = reduce(or_, (need for need, _ in _ALWAYS))
_WORDS = reduce(
    or_,
    (
        need
        for need, _ in (
            (_HEADINGS, _HEADED),
            *_ALWAYS,
            *_AT_THE_HEAD,
            *_NOT_OF_NOW,
            *_WITH_A_TIME,
            *_WITH_AN_AMOUNT,
        )
    ),
)
_ENDS = regex(
    r"[;:\u2014]|,? (?:but|though|although|because|whereas)\b|, (?:and|so|while|which|as) "
)
_BEGINS = regex(
    r"(?:[;:\u2014]|(?:(?<=\s)|,)(?:and|but|so|that|because|although|though|since|which|then"
    r"|now|yet|either way|of course|meanwhile|i think|we think|i believe)\b,?)\s*"
)
# "Since the mills are going away, ...": what it rests on, and no claim of its own.
_SUBORDINATE = regex(
    r"\W*(?:since|because|if|unless|when|as|given that|whether|until|once)\b[^,]*$"
)
_BESIDES = regex(r", \w+ing ")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Stance:
    """What a sentence holds to be coming."""

    start: int
    end: int
    said: str | None = None  # as a sentence, where its words are none about it
    stated: Stated | None = None


def stance_in(document: Document, a: int, b: int, seen: int) -> Stance | None:
    """What a sentence holds to be coming, or None."""
    low = document.low
    if not seen & _WORDS or b - a > _LONGEST or low.endswith("?", a, b):
        return None
    match = _match(document, a, b, seen)
    if match is None:
        return None
    start, stop = _start(low, a, match), _ENDS.search(low, match.end(), b)
    if _SUBORDINATE.match(low, a, match.end()) and start < match.end():
        return None
    end = stop.start() if stop else b
    if "to" in match.re.groupindex and (besides := _BESIDES.search(low, match.start(), b)):
        end = besides.start()
    number = (
        NUMBER.search(low, match.start(), match.end()) if "what" in match.re.groupindex else None
    )
    return Stance(start, end, _said(document.copy, match, start, end), number and value_of(number))


def _said(copy: str, match: re.Match[str], start: int, end: int) -> str | None:
    """The claim of what is settled, looked for or given odds: "a cut appears locked in" as "there will be a cut"."""
    before, behind = copy[start : match.start()].strip(), copy[match.end() : end].rstrip(" .!")
    kind = match.re.groupindex
    if "looks" in kind:
        return f"{_sentence(before)} will {copy[match.end('looks') : match.end()]}{behind}"
    if "to" in kind:
        to = match.start("to")
        if to < 0:
            return None
        comes = copy[to + 3 : end].rstrip(" *_")
        return f"{copy[start:to].lstrip(' #*_')}will {comes[:1].lower()}{comes[1:]}"
    if "what" in kind:
        what = copy[slice(*match.span("what"))]
        what = _BY_NOW.sub("", what)
        return _sentence(what if match["that"] else come_true(what))
    if "settled" in kind and _A_THING.match(before) and len(behind) < _SHORT:
        return _sentence(come_true(before[:1].lower() + before[1:]) + behind)
    return None


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


_A_THING = regex(r"(?:an?|another|more|no|further) ", re.IGNORECASE)
_BY_NOW = regex(r" (?:now|currently|already|have|has|is|are)$")
_SHORT = 40


def is_headline(document: Document, a: int, b: int) -> bool:
    """True for a line that says in the words of headlines what will be."""
    return _headline(document, a, b, document.glance(a, b)) is not None


def _headline(document: Document, a: int, b: int, seen: int) -> re.Match[str] | None:
    if b - a > _LONGEST_HEADLINE or not seen & _HEADINGS or document.low.endswith(_STOPS, a, b):
        return None
    match = _HEADED.match(document.low, a, b)
    return match if match and _is_ahead(document, a, b) else None


def _match(document: Document, a: int, b: int, seen: int) -> re.Match[str] | None:
    low = document.low
    found = (
        _headline(document, a, b, seen)
        or next((m for need, p in _AT_THE_HEAD if seen & need and (m := p.match(low, a, b))), None)
        or (_first(_ALWAYS, low, a, b, seen) if seen & _ALWAYS_WORDS else None)
    )
    if found is not None:
        return found
    if (found := _first(_NOT_OF_NOW, low, a, b, seen)) and not _NOW.search(low, a, b):
        return found
    if not seen & _MEASURED:
        return None
    timed = _WITH_A_TIME if seen & DIGIT else _PUTTING  # a year has figures
    if (found := _first(timed, low, a, b, seen)) and _is_ahead(document, a, b):
        return found
    found = _first(_WITH_AN_AMOUNT, low, a, b, seen)
    return found if found and (seen & DIGIT or _is_ahead(document, a, b)) else None


def _first(
    stances: tuple[tuple[int, re.Pattern[str]], ...], low: str, a: int, b: int, seen: int
) -> re.Match[str] | None:
    for needed, pattern in stances:
        if seen & needed and (match := pattern.search(low, a, b)):
            return match
    return None


def _start(low: str, a: int, match: re.Match[str]) -> int:
    """Where the clause begins of which something was matched."""
    for name, at in match.re.groupindex.items():
        if name in _CLAIMS and match.start(at) >= 0:
            return match.start(at)
    begins = [found.end() for found in _BEGINS.finditer(low, a, match.start())]
    return begins[-1] if begins else a


_CLAIMS = ("claim", "bank", "over")


def _is_ahead(document: Document, a: int, b: int) -> bool:
    """True where a time to come is named."""
    day = document.day(a)
    return day is not None and any(w.deadline and w.deadline >= day for w in document.windows(a, b))
