"""Whose forecast it is: the words before or after a claim that give it to somebody."""

import re

from predictions.extraction.voices.names import OWN, Attribution, whom
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import EVERYTHING, needs
from predictions.regexes import regex

_NAME = (
    r"(?:[A-Z][\w.'\u2019-]*(?: (?:of|de|van|von|der|bin|al|the|and|&) (?=[A-Z]))?(?: |$)?){1,6}"
)
# A search inside a word finds no more than the one from its beginning, and none goes on amid one.
_SAID = regex(
    rf"(?P<who>(?:[A-Z][\w.'\u2019-]*+|(?<![a-z])[a-z]++)(?:,? (?:[A-Z][\w.'\u2019-]*+|of|de"
    rf"|van|von|der|for|the|and|&|at|chief|economist|analyst|[a-z]+ist|head|director|team|group"
    rf"|firm|company|bank|fund|agency|report|study|survey|paper|article|post|scenario|model"
    rf"|market|community|forecasters?)){{0,7}}?)"
    rf"(?:,[^,]{{2,90}},)?(?: (?:also|now|still|further|later|recently|once|long|always"
    rf"|repeatedly|just|been|has|had|have|would|is quoted as|seem(?:s|ed)? to|\w+ly"
    rf"|who))* (?<!\b[Tt]he )(?<!\b[Aa] )(?P<verb>{lex.SAYING}|gave|gives|puts?|assigns?|wrote"
    rf"|tweeted|told [\w ]{{2,30}}|predicted|is confident|are confident|was confident"
    rf"|is certain|is sure|is convinced|responded|quipped|envisaged|envisages|envision"
    rf"|hint(?:s|ed)|caution(?:s|ed)|explained|pegged|pegs|calculate[sd]"
    rf"|(?:shows?|showed|finds|found)(?= that\b)"
    rf"|(?:noting|stating|arguing|claiming|suggesting|predicting|warning|speculating|asserting"
    rf"|insisting|believing|expecting)(?=(?: that)? $))\b",
    factor=True,
)
# Only where a word begins: a "Super Bowl" is not said "per Bowl".
_ACCORDING = regex(
    r"(?:[Aa](?<!\w\w)(?:ccording to|sked|dded|rgues|rgued)"
    r"|[Pp](?<!\w\w)(?:er|redicts|redicted)|[Ii](?<!\w\w)n the (?:view|opinion|words) of"
    r"|[Ss](?<!\w\w)(?:ays|aid)"
    r"|[Ww](?<!\w\w)(?:rites|arned|arns)|[Ff](?<!\w\w)orecasts?"
    r"|[Ee](?<!\w\w)stimates) (?P<who>(?:the "
    r"|an? )?(?:[\w.'\u2019&-]+ ){0,6}?[\w.'\u2019&-]+?(?<!\b[A-Z]))(?=[,.;:(]|$"
    r"| (?:in|on|at|from|will|who|the|that|said|is|are|forecast|estimate|last|this"
    r"|yesterday)\b)",
    factor=True,
)
# The verbs of _SAID: a cheap look before it is tried at every word.
_VERBS = lex.SAYING_WORDS | lex.words(
    "gave gives put puts assign assigns wrote tweeted told predicted confident certain sure "
    "convinced responded"
    " quipped envisaged envisages envision hinted hints cautioned cautions explained pegged "
    "pegs calculates calculated shows show showed finds found"
    " noting stating arguing claiming suggesting predicting warning speculating asserting "
    "insisting believing expecting"
)
_WORD = regex(r"\w+")
_TELLING = needs(_VERBS)
# Each branch of _ACCORDING ends in one of these, whatever its first letter.
_SOURCES = (
    "aid ", "ays ", "per ", "Per ", "ccording to ", "view of ", "opinion of ", "words of ", "sked ", "rites ", "dded ",
    "redicts ", "redicted ", "arned ", "arns ", "rgues ", "rgued ", "orecast ", "orecasts ", "stimates ",
)  # fmt: skip


_NAMING = needs(
    "said says per according view opinion words asked writes added predicts predicted warned "
    "warns argues argued"
    " forecast forecasts estimates"
)


def tells(text: str) -> bool:
    """True for a text with a verb of saying."""
    return not _VERBS.isdisjoint(_WORD.findall(text))


def _sourced(text: str) -> bool:
    return any(map(text.__contains__, _SOURCES))


def _source(text: str) -> re.Match[str] | None:
    """Whom "according to" or a verb before a name names."""
    return _ACCORDING.search(text) if _sourced(text) else None


_BLANKS = regex(r" {2,}")  # where the address of a link was


def _closed_up(text: str) -> str:
    return _BLANKS.sub(" ", text) if "  " in text else text


def attribute(
    copy: str, clause: tuple[int, int], sentence: tuple[int, int], seen: int = EVERYTHING
) -> Attribution | None:
    """Who is said to say the clause, from the words around it in its sentence; None for the author."""
    telling, sourced = bool(seen & _TELLING), bool(seen & _NAMING)
    if own := _claims(copy, clause, seen):
        return own
    before = _closed_up(copy[sentence[0] : clause[0]])[-240:]
    if before.strip():
        if before.endswith(" but ") and _MY_VIEW.match(copy, *clause):
            return None
        who, said = _introduced(before, telling=telling, sourced=sourced)
        if said:
            return who
    after = _closed_up(copy[clause[1] : sentence[1]][:400])[:160]
    return _behind(
        copy[max(clause[0], clause[1] - 90) : clause[1]], after, telling=telling, sourced=sourced
    )


def _introduced(before: str, *, telling: bool, sourced: bool) -> tuple[Attribution | None, bool]:
    """Who is said to say what follows some words, and whether they say so at all."""
    for said in reversed([*_SAID.finditer(before)] if telling and tells(before) else []):
        if said["verb"] in _WEAK and not _INTRODUCES.match(before, said.end()):
            continue
        if said["verb"] in _THINKING and ", but " in before[said.end() :]:
            return None, True  # "Kern thinks he is safe, but he will lose"
        if found := whom(said["who"]):
            return found, True
        words = said["who"].lower().split()
        if words[0] in ("i", "we", "my") or words[-1] in ("i", "we"):  # "..., but I think"
            return None, True
    source = _source(before) if sourced else None
    if source is None:
        return None, False
    if found := whom(source["who"]):
        return found, True
    meant = source["who"].split()[0].lower() not in OWN
    named = meant and _BY_PREPOSITION.match(source[0]) is not None
    return (Attribution(None, reported=True), True) if named else (None, False)


# "Kern says that rents will rise, but | I think they will fall".
_MY_VIEW = regex(
    r"(?:I|we) (?:\w+ly |also |still |do |don't |do not )?(?:think|believe|expect|predict"
    r"|suspect|guess|doubt|bet|reckon)\b"
)
_BY_PREPOSITION = regex(r"(?:according|per|in) ", re.IGNORECASE)


_TURNS = regex(r"[\W_]*but\b")


def _behind(claim: str, after: str, *, telling: bool, sourced: bool) -> Attribution | None:
    """Who is said to say a claim behind it, or made it by its last words ("... made by Kern")."""
    if _TURNS.match(after):  # "..., but Kern says" says something else
        return None
    trailer = _SAID.search(after) if telling and tells(after) else None
    trailer = trailer or (_source(after) if sourced else None)
    if trailer and trailer.start() < 12:
        return whom(trailer["who"])
    made = _BY.search(claim) if " by " in claim else None
    made = made or _BY.match(after)
    if made is None or made["who"].split()[0].lower() in OWN:
        return None
    return whom(made["who"]) or Attribution(made["who"].strip(), reported=True)


# Verbs that also say what somebody does: they tell whose words these are only right before them.
_THINKING = lex.words(
    "think thinks thought believe believes believed hope hopes hoped feel feels felt"
)
_WEAK = lex.words(
    "see know knows mean means feel feels felt hope hopes note notes tell tells add adds imply implies"
)
_INTRODUCES = regex(r",? that\b|[:,]? ?\"?$")
_EXPECTING = regex(
    r"[\"'* ]*(?:(?:In|On|At|Later|During|Unlike|Like|Based on|Asked|When asked|Speaking"
    r"|Writing)\b[^,\n]{0,80}, )?(?P<who>(?:[A-Z][\w.'\u2019-]*"
    r"|[a-z]+)(?: [\w.'\u2019&%-]+){0,5}?)(?:,[^,\n]{2,60},)? (?:\w+ly |now |still |also "
    r"|later |recently |therefore |seem(?:s|ed)? to )?"
    r"(?:has (?:its|his|her|their) (?:[\w-]+ ){0,2}(?:forecast|estimate|prediction|projection)"
    r"|\[?(?:updated|revised|raised|lowered|cut|lifted|trimmed"
    r"|reduced)(?=\]? (?:his|her|its|their) (?:[\w-]+ ){0,3}(?:forecasts?|estimates?|timelines?"
    r"|predictions?|projections?|outlook|odds)\b)\]?|expects?|expected(?! to)|forecasts?"
    r"|predicts?|predicted(?! to)|projects|projected(?! to)|anticipates?|estimates?|foresees?"
    r"|envisions?|envisages?|(?:finds?|found|shows?)(?= that\b)"
    r"|(?:is|are) (?:saying|pricing in|(?:confident|convinced|certain|sure"
    r"|optimistic)(?! to\b))|reckons?|thinks?|believes?|says?|said|give|gives|gave|argues?"
    r"|argued|claims?(?= (?:that|it|the|we|there)\b)|warns?|warned|asserts?|insists?|contends?"
    r"|disagrees?|doubts|suspects|suspected"
    r"|puts?(?= (?:the (?:odds|chances?|probability|likelihood)|a? ?\d))"
    r"|(?:expresses|voices|voiced|expressed) (?:optimism|pessimism|confidence|doubts?"
    r"|scepticism|skepticism|hope|fears?|concerns?)) (?!(?:not|too)\b)\w"
)
_EXPECTED = needs(
    "expect expects expected forecast forecasts predict predicts predicted projects projected "
    "anticipate anticipates"
    " estimate estimates foresee foresees reckon reckons think thinks believe believes say "
    "says said give gives gave envision envisions envisage envisages pricing confident "
    "convinced"
    " certain sure optimistic argue argues argued claim claims warn warns warned assert "
    "asserts insist insists contend contends disagree disagrees"
    " saying find finds found show shows doubts suspects suspected put puts prediction "
    "predictions projection projections outlook timelines expresses voices voiced expressed"
)


# "Kern sees few buyers and | expects rents to fall": the one before.
_GOING_ON = regex(r"(?:expects|predicts|believes|anticipates|thinks|argues|warns|estimates) ")
_AUXILIARIES = lex.words(
    """
    will would shall should can could may might must do does did have has had is are was were be
    been to not don't won't never who which that what i we my you
"""
)


def _claims(copy: str, clause: tuple[int, int], seen: int) -> Attribution | None:
    """Who expects it, where that is part of the claim: "The bank expects prices to fall"."""
    if not seen & _EXPECTED:
        return None
    if _GOING_ON.match(copy, clause[0]) and copy[max(0, clause[0] - 5) : clause[0]].endswith(
        " and "
    ):
        return Attribution(None, reported=True, pronoun=True)
    match = _EXPECTING.match(_closed_up(copy[clause[0] : min(clause[1], clause[0] + 400)]))
    if match is None or ", but " in copy[clause[0] : clause[1]]:
        return None
    if not _AUXILIARIES.isdisjoint(match["who"].lower().split()):
        return None
    return whom(match["who"])


def sources_in(text: str) -> list[str]:
    """The names of those who are said to say something in a text, in order."""
    text = _closed_up(text)
    if not tells(text):
        return []
    sources = _ACCORDING.finditer(text) if _sourced(text) else ()
    found = sorted((*_SAID.finditer(text), *sources), key=lambda m: m.start())
    return [who.author for m in found if (who := whom(m["who"])) and who.author]


def speaker_in(text: str, near: int) -> Attribution | None:
    """Who speaks in a text whose quotations were taken out: the one named nearest to a place, or after it."""
    if not tells(text):
        return None
    sources = _ACCORDING.finditer(text) if _sourced(text) else ()
    found = sorted((*_SAID.finditer(text), *sources), key=lambda match: abs(match.start() - near))
    nameless: Attribution | None = None
    for said in found:
        if (who := whom(said["who"])) and who.author:
            return who
        nameless = nameless or who
        if said["who"].split()[-1].lower() in ("i", "we"):
            return nameless
    return nameless


_BY = regex(
    r"(?: ?\([^()\n]{0,60}\))?[\W_]{1,8}(?<=[\u2026.,(\u2014-] )(?:made|predicted|given|offered"
    r"|submitted) by (?P<who>[^.;,()\n]{2,60})"
)
_GIVES = regex(
    r"(?:In [^,\n]{3,60}, |On [^,\n]{3,30}, "
    r"|Based on [^,\n]{3,40}, )?(?P<who>[A-Z][\w.'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3}|[Hh]e"
    r"|[Ss]he|[Tt]hey)\W{0,3} (?:\w+ly )?(?:gave|gives|puts?|assigns?|assigned|estimates?"
    r"|estimated)\b"
)


def gives(copy: str, clause: tuple[int, int]) -> Attribution | None:
    """Who gives the number that a clause holds: "Hart gave a 30% chance of rain"."""
    match = _GIVES.match(copy, *clause)
    return whom(match["who"]) if match else None
