"""What a chance is the chance of: "the odds of a strike: 40%", "a strike has a 40% probability", "little chance of a strike".

The number is read before, and stands here as one mark, so that digits and words have the same patterns.
"""

import re

from predictions.extraction.wording.events import come_true, plain_verb
from predictions.regexes import regex

MARK = "\x01"  # stands for the number, so that every number has the same patterns
MARKED = rf"{MARK}(?:\s*(?:%|per ?cent))?"
ABOUT = (
    r"(?:(?:about|around|roughly|only|maybe|approximately|nearly|almost|over|under|just|perhaps"
    r"|a mere|less than|more than|greater than|at least|at most|up to) )?[~<>\u2248]?\s*"
)
KIND = (
    r"(?:(?:annual|cumulative|yearly|overall|implied|subjective|conditional|median"
    r"|rough) )?(?:chances?|probability|possibility|likelihood|odds|risk|shot|confidence|credence"
    r"|likely|confident|sure|certain|certainty)"
)
_IT = rf"{ABOUT}{MARKED}"
_CHANCE = r"(?:chances?|probability|likelihood|odds|credence|risk)"
_THEIR = r"(?:(?:the|my|our|its|their|your|overall|subjective|implied|current|\w+['\u2019]s) )*"
_STANDS = (
    r"(?:,? (?:is|are|was|stands?|sits?|remains?|comes? in|would be|i(?:'d| would) (?:say|guess"
    r"|put)(?: it)?)(?: at| now| still| currently| only)*|\s*[:=?\u2013\u2014-]| at)\s*"
)
_END = r"[\s.)\]]*$"
_HAPPENING = (
    r"(?: (?:of|to) (?:happen(?:ing)?|occur(?:ring)?|com(?:e|ing) (?:true|to pass|about)))?"
)
_NAMED = r"^(?P<event>(?!(?:it|this|that|there|which|he|she|they|we|i|you)\b)[^,;]{4,120}?)"
_HAS_NONE = r"(?!(?:has|have|had|stands?|gets?|is|are|will|would)\b)"


def _read(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)


# Each has an event, which comes true, or a claim, which is a sentence already.
_PATTERNS = (
    # "Odds of a strike: 40%", "my credence in a strike is 40%", "odds that Kern wins? 40%"
    _read(rf"^{_THEIR}{_CHANCE} (?:of|for|in|on) (?P<event>[^?]{{4,160}}?){_STANDS}{_IT}{_END}"),
    _read(rf"^{_THEIR}{_CHANCE} that (?P<claim>.{{8,200}}?){_STANDS}{_IT}{_END}"),
    # "There is a 40% chance rents rise", "I have a 40% credence in a strike"
    _read(
        r"^(?:(?:and|but|so),? )?(?:there(?:'s| is| was| remains)|it(?:'s| is)"
        rf"|(?:i|we) (?:have|hold|see))(?: \w+ly| still| now| only| perhaps| maybe)*(?: an?)? {_IT} {KIND}"
        r" (?:(?:of|for|in|on) (?P<event>(?!(?:it|this|that)\b).{4,})"
        r"|(?:that )?(?P<claim>(?!(?:to|of|in|for|on)\b).{8,}))$"
    ),
    # "A 40% chance exists that rents rise"
    _read(
        rf"^(?:an? )?{_IT} {KIND} (?:exists|remains|stands)"
        r" (?:(?:of|for) (?P<event>.{4,})|that (?P<claim>.{8,}))$"
    ),
    # "With 40% probability, rents rise", "with a probability of 40% rents rise"
    _read(
        rf"^(?:with|at)(?: an?)? (?:{_IT} {KIND}|{_CHANCE} of {_IT}),? (?:that )?(?P<claim>.{{8,}})$"
    ),
    # "I'd bet 3:1 that rents rise", "I put 40% on a strike"
    _read(
        r"^(?:(?:i|we)(?:'d|'ll| would| will)? (?:\w+ly |still |also )?"
        r"(?:bet|wager|lay|take|give|put|assign|place|say) )?(?:you |it |it at )?"
        rf"{_IT}(?: odds| {KIND})? (?:that (?P<claim>.{{8,}})"
        r"|(?:on|to) (?P<event>(?:the|an?|another|some|any|no) .{4,}))$"
    ),
    # "I'm like 40% sure rents rise"
    _read(
        r"^(?:i'm|i am|we're|we are)(?: \w+ly| like| about)* "
        rf"{_IT} (?:sure|confident|certain),? (?:that )?(?P<claim>.{{8,}})$"
    ),
    # "A strike has a 40% probability", "a strike is 40% likely", "a strike is a one in three chance"
    _read(
        rf"{_NAMED} (?:has|have|had|carries|stands at|gets|is|are|seems|looks|remains)"
        rf"(?: \w+ly| still| now)?(?: an?)? {_IT} {KIND}{_HAPPENING}{_END}"
    ),
)
# "The mill will, with 40% probability, close"
_AMID = _read(
    r"^(?P<head>[^,;]{4,120}?(?:will|would|won't|is|are|going to)),"
    rf" with (?:an? )?{_IT} {KIND},? (?P<rest>.+)$"
)
_DOING = r"(?:of (?P<doing>\w+ing)|to (?P<do>[a-z]+))\b"
# "The mill's chances of being sold are 40%", "its odds to survive: 40%"
_OWN = _read(
    r"^(?P<who>[^,;:]{2,60}?)(?:['\u2019]s?|(?<=\bits)|(?<=\btheir)|(?<=\bhis)|(?<=\bher))"
    rf" {_CHANCE} {_DOING}(?P<rest>.{{0,120}}?){_STANDS}{_IT}{_END}"
)
# "(We give) the mill a 40% chance to survive"
_GIVEN = _read(
    r"^(?:(?:i|we)(?:'d| would)? (?:give|gave) )?(?P<who>(?!there\b|it's\b|it is\b)"
    rf"(?:{_HAS_NONE}[^\s,;]+ ){{0,8}}?{_HAS_NONE}[^\s,;]+) an? {_IT} {KIND} {_DOING}(?P<rest>.*)$"
)
_WHOSE = {"its": "it", "their": "they", "his": "he", "her": "she"}


def chanced(marked: str) -> str | None:
    """The event or claim whose chance the text gives, as a sentence; None where it gives none in these words.

    Args:
        marked: the claim with `MARK` in the place of its number.
    """
    if (own := _OWN.match(marked)) is not None:
        return _done(own)
    for pattern in _PATTERNS:
        if (match := pattern.match(marked)) is not None:
            said = match.groupdict()
            return said.get("claim") or _happens(said["event"])
    if (amid := _AMID.match(marked)) is not None:
        return f"{amid['head']} {amid['rest']}"
    given = _GIVEN.match(marked)
    return _done(given) if given else None


# "Slim chance", "little prospect": the words that stand for the number, and the noun.
_IN_WORDS = _read(
    r"(?P<how>[a-z][a-z -]*?) (?:chances?|probability|possibility|likelihood|odds|shot)"
)


def in_words(text: str, cue: str) -> str | None:
    """The event or claim of which words name the chance ("there's little chance of a strike"); None for other words."""
    said = _IN_WORDS.fullmatch(cue)
    at = text.lower().rfind(cue.lower()) if said else -1
    if said is None or at < 0:
        return None
    return chanced(f"{text[:at]}{MARK}{text[at + said.end('how') :]}")


def _happens(event: str) -> str:
    event = event.strip()
    named = event[1:2].isupper() or event[1:2].isdigit()
    return come_true(event if named else event[:1].lower() + event[1:])


def _done(own: re.Match[str]) -> str | None:
    verb = own["do"] or plain_verb(own["doing"])
    who = _WHOSE.get(own["who"].lower(), own["who"])
    return f"{who} will {verb}{own['rest']}" if verb else None
