"""Whom a sentence backs: "I'll take the Rams and the points", "give me Kern in six", "I have Lund winning Ohio", "Kern not to qualify"."""

import re
from collections.abc import Iterator

from predictions.extraction.wording.events import base_verb, plain_verb
from predictions.extraction.wording.margins import ACCEPTS, covers
from predictions.extraction.wording.names import PART, with_the
from predictions.extraction.wording.sides import Pick, side_picked
from predictions.extraction.wording.tipped import HINTS, tipped
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_NAME = rf"(?:[Tt]he )?{PART}(?: (?:{PART}|of|the|de|van|and company)){{0,4}}"
_TAKE = (
    r"(?:take|pick|go with|side with|back|ride with|roll with|lean(?: towards?| to)?|choose|bet on"
    r"|plump for|say|predict|go(?= [A-Z]))"
)
_TAKING = (
    r"(?:going with|taking|picking|backing|rolling with|riding with|leaning(?: towards?| to)?"
    r"|siding with|betting on|predicting|calling)"
)
_BACKS = regex(
    rf"(?:\b[Ii]f (?:I|we) (?:had|have|were forced|was forced|must"
    rf"|need(?:ed)?)(?: to)? [\w ,-]{{3,40}}?,? ?)?"
    rf"\b(?:(?:I|[Ww]e)(?:'ll| will| would|'d|'m going to| am going to|'re going to"
    rf"|'m gonna)?(?: (?:have|got|love|like)(?: to)?)?(?: (?:still|just|probably|also"
    rf"|gladly))? {_TAKE}|(?:I'm|I am|[Ww]e're"
    rf"|[Ww]e are)(?: (?:still|just|probably|also))? {_TAKING}"
    rf"|[Gg]oing with|[Rr]olling with|[Ll]ooking for|[Gg]ive me|[Gg]imme|[Gg]otta go with"
    rf"|(?:[Mm]y|[Oo]ur) (?:money|pick|bet|choice|prediction|winner|call|best guess)(?:'s| is"
    rf"| goes to| would be)(?: on| for)?|(?:I|[Ww]e)(?:'ve got|'ve| have| got| also have"
    rf"| still have| see| like| also like)) (?P<who>{_NAME})"
)
_HOW = (
    r"in (?:[3-7]|three|four|five|six|seven)(?: (?:games|sets|matches))?"
    r"|by [\w.]{1,12}(?: (?:points?|goals?|runs?|pts|or more|plus))?|\d{1,3} ?[-:] ?\d{1,3}"
    r"|in (?:overtime|extra time|(?:a|an) (?:[\w-]+ )?(?:blowout|landslide|rout|upset|close one"
    r"|squeaker|shootout|sweep|decision|nail-?biter|thriller|walk|shocker))|easily|comfortably"
    r"|narrowly"
)
_AFTER = regex(
    rf",? (?P<points>and (?:the|those|all those) points|\(?[+-]\d{{1,2}}(?:\.\d|\u00bd)?\)?)"
    rf"|,? (?P<over>over|against|past) (?P<whom>{_NAME})"
    rf"|,? (?:not )?to (?P<do>[a-z][^.;:!?()\n]{{1,100}})"
    rf"|,? (?P<doing>[a-z]{{2,12}}ing)(?P<what> [^.;:!?()\n]{{1,80}}?(?=\s*(?:$|[.;:!?()\n]"
    rf"|,? and {_NAME} [a-z]+ing\b|,? (?:as|because|since|but|though|although) )))?"
    rf"|,? (?:(?:wins?|winning|to win) )?(?P<how>{_HOW})"
    r"|,? (?:to win|wins?|for the win|in this one|here|again|this (?:week|time|year|one)"
    r"|at home|on the road|tonight|tomorrow|straight up|outright)"
)
_STOPS = regex(
    r"\s*(?:$|[.,;:!?()\n]|- |\"|\*|(?:because|as|since|but|although|though|for|on|and|who"
    r"|which|here|this)\b)"
)
_SAYS = regex(r"\b(?:[Ii]|[Ww]e)(?:'ll|'d| will| would)? say (?:that )?$")
_AND_ALSO = regex(
    rf",? (?:and|with) (?P<who>{_NAME}) (?P<doing>[a-z]{{2,12}}ing)(?P<what> [^.,;:!?()\n]{{1,80}})?"
)
_DOES = regex(r" (?P<verb>[a-z]{2,14})\b(?P<what>[^.;:!?\n]{0,100})")

_GAMES = regex(
    rf"(?:^|\b(?:[Ss]ay|[Tt]ake|[Pp]ick|with|[Gg]ive me|then|so|but|be|with|predict)|[,:;>-]"
    rf"|\.{{3}})[ \t]*[\"*_]*(?P<who>{_NAME}"
    rf"|[A-Z]{{2,}}(?: [A-Z]{{2,}}){{0,2}}) (?P<how>[Ii][Nn] (?:[4-7]|four|five|six"
    rf"|seven)(?: games)?(?:,? maybe (?:even )?(?:in )?(?:[4-7]|four|five|six"
    rf"|seven))?)[*_]*(?=\s*(?:$|[.,;!?)\"]))"
)
_WHOLE = regex(
    rf"\W*(?P<who>{_NAME}) (?:(?P<wins>(?:wins?|rolls?|cruises?|advances?|survives?|covers?"
    rf"|retains?|prevails?|sweeps?)|(?:takes?|wins?|steals?) (?:it|this(?: one)?|again)"
    rf"|gets? (?:it done|the (?:win|nod|edge))|(?:is|are) my pick"
    rf"|for the win)(?: (?P<how>{_HOW}))?"
    rf"|(?P<by>by (?:\d{{1,2}}|a (?:touchdown|field goal|goal|run|nose|mile))(?: (?:points?"
    rf"|goals?|runs?))?|in a (?:blowout|rout|landslide|squeaker|close one|upset|nailbiter"
    rf"|shootout)))[\s.!*_\"]*"
)
_INFINITIVE = regex(
    rf"(?P<who>{_NAME}) (?P<not>not )?to (?P<do>(?P<adverb>(?:finally|easily|narrowly|just|also"
    rf"|eventually|\w+ly) )?(?P<verb>[a-z]+)[^.,;:!?()\n]{{0,80}}?)(?=\s*(?:$|[.,;:!?()\n]"
    rf"|(?:and|but|while|with) {_NAME} (?:not )?to [a-z]|because\b|as\b|since\b|though\b"
    rf"|although\b))"
)
_BEFORE_INFINITIVES = regex(
    r"(?:^|\b(?:is|be|predict|expect|say|see)"
    r"|\b(?:mine|picks?|predictions?|bet|guess|change)\b[^.;:]{0,30}? (?:is|for|be)"
    r"|[:;>-])[\s\"*_]*$"
)
_BETWEEN = regex(r"[\s,]*(?:and|but|while|with)?\s*")
_SETTLED = lex.words(
    """
    qualify win lose beat advance finish miss reach retain survive top crash progress lift claim
    defeat pin score sweep upset take get come make go stay drop fall edge earn grab clinch keep
    extend end build hold continue break return draw defend capture dominate shock stun crush cover
    prevail tie be
"""
)
_NO_NAME = regex(
    r"(?:The )?(?:I|It|Hard|Needs?|Remains|Better|Easy|Reasons?|Likely|Unlikely|Sure|January"
    r"|February|March|April|May|June|July|August|September|October|November|December|Monday"
    r"|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|This|That|These|Those|There|What|Who"
    r"|How|Why|When|If|But|And|So|You|We|They|He|She|My|Our|Your|Time|Ready|Set|Going|Next"
    r"|First|Back|Here|Just|Go|How|One|Want|Need|Have|Way|Ways|Things|Something|Due|Thanks"
    r"|According)"
)

_BE = regex(
    r"be (?:relegated|promoted|crowned|eliminated|evicted|elected|sacked|knocked out|champions?"
    r"|the winner|first|last|second|third|runners?[- ]up|top)\b"
)

# "That gives Kern 332 electoral votes", "which leaves 206 for Lund".
_TOTALS = regex(
    r"\b(?:[Tt]hat|[Tt]his|[Ww]hich|[Ii]t)(?:'d| would| will|'ll)? (?:gives?|leaves?|puts?"
    r"|brings?|makes?|means|takes?)\b(?=[^.;!?\n]{0,60}\d)[^.;!?\n]{4,140}"
)
_OF_TOTAL = regex(
    rf"(?P<who>{_NAME})(?: (?:a total of|with|at|to|up to|on))? (?P<n>\d{{1,3}}(?: [a-z][\w ]{{2,30}})?)"
)
_TOTAL_FOR = regex(
    rf"(?:a total of )?(?P<n>\d{{1,3}}(?: [\w ]{{2,40}}?)?) (?:for|to) (?P<who>{_NAME})"
)
_REST_FOR = regex(rf"for (?P<who>{_NAME}),? (?:for )?(?:a total of )?(?P<n>\d{{1,3}})")

HINT = regex(
    r"\b(?:go(?= [A-Z])|be|(?:is|are)(?: (?:my|our|a|an|dead|doomed|toast|goners?)\b)|has to be"
    r"|hits?|gains?|loses?|holds?|keeps?|increases?|expands?|flips?|nets?|regains?|tip(?:ping)?"
    r"|fancy|expect\w*|take|taking|pick|picking|picks?|go(?:ing)? with|side|siding|back(?:ing)?"
    r"|rid(?:e|ing)|roll\w*|lean\w*|choose|bet|plump|say|predict\w*|call(?:ing)?|[Gg]ive me"
    r"|[Gg]imme|[Gg]otta|[Mm]oney|choice|winner|guess|have|got|'ve|see|like|to|[Ii][Nn]|wins?"
    r"|gives?|leaves?|puts?|brings?|makes?|means|by|for|cruises?|advances?|survives?|covers?"
    r"|retains?|prevails?|sweeps?|gets?|steals?)\b"
)


def backed(sentence: str) -> list[Pick]:
    """Whom a sentence backs, in order; none where it backs nobody."""
    pick = side_picked(sentence)
    if pick and pick.sure:
        return [pick]
    for read in (_totals, _hanging, _called, _backs, _games, _whole, _infinitives):
        if found := [*read(sentence)]:
            return found
    return []


def _called(sentence: str) -> Iterator[Pick]:
    low = sentence.lower()
    return tipped(sentence) if any(map(low.__contains__, HINTS)) else iter(())


# "If Kern wins, then Lund": the pick of one match hangs on another.
_HANGS = regex(
    rf"(?:If|Should) {_NAME} (?:wins?|loses?|retains?|survives?|advances?|beats? {_NAME}|plays?"
    rf"|starts?)(?: (?:that|there|it|first|again|the \w+))?,? (?:then )?(?:it's |it'll be "
    rf"|I'd say |I'll take |I take )?(?P<who>{_NAME})[.!\s*_]*"
)


def _hanging(sentence: str) -> Iterator[Pick]:
    if (match := _HANGS.fullmatch(sentence)) and not _NO_NAME.fullmatch(match["who"]):
        yield Pick(0, match.end("who"), f"{_who(match['who'])} will win")


def _backs(sentence: str) -> Iterator[Pick]:
    for match in _BACKS.finditer(sentence):
        if _NO_NAME.fullmatch(match["who"].split("'")[0]):
            continue
        must = _ONLY_WITH.search(sentence[: match.start("who")]) is not None
        after = _AFTER.match(sentence, match.end())
        pick = _with(sentence, match, after, must) if after else _alone(sentence, match, must)
        if pick is not None:
            yield pick
            yield from _and_also(sentence, pick.end)


def _alone(sentence: str, match: re.Match[str], must: bool) -> Pick | None:
    """Somebody backed, and no more said of it; or what "I say" claims of them."""
    who, at = match["who"], match.end()
    says = _SAYS.search(sentence[: match.start("who")])
    does = _DOES.match(sentence, at) if says else None
    if does and (said := _done(who, does["verb"], does["what"])):
        return Pick(match.start(), at + len(does[0].rstrip()), said)
    if must or not _STOPS.match(sentence, at):
        return None
    return Pick(match.start(), at, f"{_who(who)} will win")


def _with(sentence: str, match: re.Match[str], after: re.Match[str], must: bool) -> Pick | None:
    """Somebody backed to do something, or by so much."""
    if after["doing"] and after["doing"] not in _PICKING:
        return None
    does = after["do"] or after["doing"]
    if must and not (does or after["how"] or after["over"] or after["points"]):
        return None
    if not does and not _STOPS.match(sentence, after.end()):
        return None
    end = after.end() - (len(after[0]) - len(after[0].rstrip()))
    return Pick(match.start(), end, _said(match["who"], after), " not to " in after[0])


def _and_also(sentence: str, end: int) -> Iterator[Pick]:
    """Who else is backed behind: "... and Lund winning Iowa"."""
    while (also := _AND_ALSO.match(sentence, end)) and also["doing"] in _PICKING:
        said = f"{_who(also['who'])} will {plain_verb(also['doing'])}{also['what'] or ''}"
        yield Pick(also.start("who"), also.end(), said)
        end = also.end()


# "I have", "I see", "I like" back somebody only with what they do.
_ONLY_WITH = regex(r"(?:have|got|'ve|see|like|looking for|predict|predicting|calling) $", 2)
_PICKING = lex.words(
    "winning beating taking finishing advancing losing missing reaching upsetting edging "
    "sweeping retaining carrying flipping topping cruising clinching qualifying covering"
)


def _said(who: str, after: re.Match[str]) -> str:
    name = _who(who)
    if after["points"]:
        return covers(name, after["points"])
    if after["over"]:
        return f"{name} will beat {after['whom']}"
    if after["do"]:
        return f"{name} will {after['do'].strip()}"
    if after["doing"]:
        return f"{name} will {plain_verb(after['doing'])}{after['what'] or ''}"
    return f"{name} will win{' ' + after['how'].strip() if after['how'] else ''}"


def _who(name: str) -> str:
    if name.lower().startswith("the "):
        return f"The {name[4:]}"
    return with_the(name)


def _done(who: str, verb: str, what: str) -> str | None:
    plain = base_verb(verb)
    if plain is None or plain not in lex.VERBS:
        return None
    return f"{_who(who)} will {plain}{what.rstrip()}"


def _games(sentence: str) -> Iterator[Pick]:
    for match in _GAMES.finditer(sentence):
        who = " ".join(match["who"].split())
        if not _NO_NAME.fullmatch(who):
            name = who.title() if who.isupper() and len(who) > ACCEPTS else who
            start = match.start("who")
            start = 0 if start <= _LEAST and _OPENS.match(sentence) else start
            yield Pick(start, match.end("how"), f"{_who(name)} will win {match['how'].lower()}")


_LEAST = 30  # characters of a lead that is part of the pick: "If he is, ", "I agree though with "
_OPENS = regex(r"(?:I|If|We|Then)\b(?![^.]*\bso\b)")


def _whole(sentence: str) -> Iterator[Pick]:
    match = _WHOLE.fullmatch(sentence)
    if match is None or _NO_NAME.fullmatch(match["who"]):
        return
    how = match["how"] or match["by"] or ""
    verb = (match["wins"] or "win").split()[0]
    plain = (
        {"gets": "win", "get": "win", "is": "win", "are": "win", "for": "win"}.get(verb)
        or base_verb(verb)
        or verb
    )
    rest = "" if plain == "win" else " ".join((match["wins"] or "").split()[1:])
    said = " ".join(f"{_who(match['who'])} will {plain} {rest} {how}".split())
    yield Pick(match.start("who"), len(sentence.rstrip(' .!*_"\n')), said)


def _infinitives(sentence: str) -> Iterator[Pick]:
    before = None
    for match in _INFINITIVE.finditer(sentence):
        if match["verb"] not in _SETTLED or _NO_NAME.fullmatch(match["who"].split(" ")[0]):
            continue
        joined = before is not None and _BETWEEN.fullmatch(sentence, before, match.start())
        if not (joined or _BEFORE_INFINITIVES.search(sentence[: match.start()])):
            continue
        if match["verb"] == "be" and not _BE.match(match["do"]):
            continue
        before = match.end()
        said = f"{match['who']} will {match['do'].strip()}"
        yield Pick(match.start(), match.end(), said, match["not"] is not None)


def _totals(sentence: str) -> Iterator[Pick]:
    for match in _TOTALS.finditer(sentence):
        words = match[0]
        total = _REST_FOR.search(words) or _TOTAL_FOR.search(words) or _OF_TOTAL.search(words)
        if total:
            said = f"{_who(total['who'])} will get {total['n'].strip()}"
            yield Pick(match.start(), match.end() - (len(words) - len(words.rstrip())), said)
