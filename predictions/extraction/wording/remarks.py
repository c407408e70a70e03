"""What stands before, behind and amid a claim and is no part of it: verdicts, codes, what leads on, whose forecast it is."""

import re

from predictions.extraction.words.glance import needs
from predictions.regexes import regex

# "... moves to the quay - sadly no", "...\nWrong": how it turned out, in a list graded afterwards.
_OUTCOME = (
    r"(?:yes|yep|yup|nope|no|true|false|wrong|right|correct|incorrect|nailed it|half right|not yet"
    r"|not really|not quite|not even close)"
)
_FELT = (
    r"(?:(?:sadly|unfortunately|thankfully|luckily|alas|actually|definitely|kind of|sort of|mostly"
    r"|well|oh)[, ]+)?"
)
_VERDICT = regex(
    rf"(?:(?<=[\w)\"'%])[-\u2013\u2014]+ ?"
    rf"| [-\u2013\u2014]+ ?){_FELT}(?:{_OUTCOME}(?:, [^.;]{{1,24}})?|yes(?: \w+){{1,3}}"
    rf"|not that (?:many|much))[.! ]*$"
    rf"|[\s*_~]*\n[\s*_]*{_OUTCOME}[\s*_.!]*$",
    re.IGNORECASE,
)
# "A new mill: absolutely not", "The bridge reopens: yes": which way they say it goes.
_ANSWERED = regex(
    r"(?<=[\w)\"'%])[*_]{0,3}:[*_ ]{1,5}(?:\w+ly |of course |most likely |hell )?(?:yes|yep"
    r"|yeah|not|no|nope|never|no way|no chance|not a chance"
    r"|nah)\b(?: yet)?\W*(?:\([^()]{0,12}\))?\W*$",
    re.IGNORECASE,
)
_TAIL = 48  # characters
_LEAST = 3  # words of a claim


# "False \u2014 The mill closes": in front.
_JUDGED = regex(
    r"^\W*(?:true|false|right|wrong|correct|incorrect|hit|miss|half right|invalidated"
    r"|cancell?ed|void|too early to (?:tell|say))[*_~]*(?: ?[\u2014\u2013]| -+) *(?=\S+ \S)",
    re.IGNORECASE,
)


def without_verdict(quote: str) -> str:
    """The claim without what came of it, where that stands before or behind it in the same line or below it."""
    if (judged := _JUDGED.match(quote)) is not None:
        quote = quote[judged.end() :]
    tail = quote[-_TAIL:]
    if ":" in tail and (answered := _ANSWERED.search(quote, max(0, len(quote) - _TAIL))):
        quote = quote[: answered.start()]
    if not any(map(tail.__contains__, "-\u2013\u2014\n")):
        return quote
    found = _VERDICT.search(quote, max(0, len(quote) - _TAIL))
    rest = quote[: found.start()] if found else quote
    return rest if len(rest.split()) >= _LEAST else quote


# "P-04 \u2014 Small yards close": the number of a claim in its list.
_CODE = regex(
    r"^(?:[A-Z]{1,2}-?\d{1,3}[a-z]?|#\d{1,3})(?: ?[\u2014\u2013:]| -(?= )) ?(?=[A-Z]\w* \w)"
)
# What leads on from the sentence before; each wants its comma.
_LEADING_ON = regex(
    r"(?:(?:first|second|third|fourth|fifth|sixth|seventh|last|final)(?:ly)?|rather|conversely"
    r"|similarly|likewise|meanwhile|accordingly|as a result|consequently|in turn|that said"
    r"|that being said|then again|either way|in short|in other words|to that end|nevertheless"
    r"|nonetheless|like|at that point|along the way|relatedly|on a related note|by extension"
    r"|if anything|all in all|in response|except|for instance|for example)(?: though)?, (?=\w)"
    r"|(?:(?:this|that|which|it) )?means (?:also )?(?:that )?(?=[^,;]{3,80}? (?:will|would"
    r"|won't|may|might|could|can|is|are)\b)"
    r"|it(?:'s| is)(?: also| still)? (?:important|worth|fair|useful|interesting"
    r"|necessary) (?:to (?:note|say|remember|add|mention)|noting|mentioning"
    r"|remembering)(?: that|(?= \w+))|(?:the )?(?:conclusion|fact|truth) (?:is"
    r"|seems) (?:inescapable|clear|obvious|plain) that "
    r"|(?:that(?:'s| is) why (?:i|we) (?:said|say|think|believe|expect"
    r"|predict)(?: that)?(?:, like,)?|it(?:'s| is) (?:just "
    r"|only )?that(?= \w+ (?:will|would|is|are)\b)"
    r"|(?:in the end, )?if (?:i|you|one|we) (?:had|have|were|was) to (?:guess|bet"
    r"|say)(?: whether| if| that|,)) ",
    re.IGNORECASE,
    factor=True,
)
# "A cut is now widely expected in May": there will be one.
_IS_EXPECTED = regex(
    r"(?P<what>(?:an?|another|further|more) [^,;]{3,80}?) (?:is|are) (?:now |also "
    r"|still )?(?:widely |generally |broadly )?(?:expected|forecast|predicted"
    r"|anticipated)(?P<rest>$|,.*| (?:today|tomorrow|in|by|on|next|this|before|within|later"
    r"|soon|over|during|at|for|from)\b.*)$",
    re.IGNORECASE,
)
_BEHIND = regex(
    r", (?:which|that) (?:he|she|they|it|the \w+) (?:noted|said|says|notes|added|adds|called"
    r"|calls|described|describes|reported|stated)\b.*$|"
    r"(?:,|;| -)? (?:and |so )?that(?:'s| is) (?:just |only )?(?:my|our) (?:\w+ )?(?:prediction"
    r"|guess|bet|take|opinion|view|forecast|call)s?(?: for (?:the )?\w+)?$"
    r"|[.;] (?:likelihood|probability|confidence)(?: level)?: ?\d[\d.]* ?%[\s\d]*$"
    r"|,? any ?ways?$|,? as (?:noted|pointed out|mentioned|argued|suggested|stated|reported"
    r"|described|predicted|cited|observed|explained|discussed) (?:above|below|earlier|before"
    r"|(?:by|in) [^,;]{2,60})$",
    re.IGNORECASE,
)
_AMID = regex(
    r"(?<!ed)(?<!ed,),? \b(?:in|under) (?:our|my|its"
    r"|their) (?:(?:latest|current|central|base|new|own) )?(?:forecasts?|projections?|outlook"
    r"|base case|model)s?\b(?= |,|$)(?! (?:of|for|that)\b)"
    r"|,? (?:in my (?:humble )?(?:opinion|view)"
    r"|i (?:think|believe|guess|suspect|suppose|reckon)|imho|imo|as i (?:said|see it)"
    r"|if you ask me)(?=, ),",
    re.IGNORECASE,
)
_SAID_BEHIND = needs(
    """
    noted said says notes called calls describes adds added pointed mentioned argued suggested
    stated reported described predicted cited observed explained discussed anyway anyways way ways
    likelihood probability confidence prediction predictions guess bet take opinion view forecast
    call
"""
)
_SAID_AMID = needs(
    """
    forecast forecasts projection projections outlook outlooks case cases model models opinion view
    think believe guess suspect suppose reckon imho imo said see ask
"""
)


def without_remarks(text: str, seen: int) -> str:
    """The claim without its code, without what leads on to it, and without remarks behind and amid it."""
    if text[:1] == "#" or text[:4].upper() == text[:4]:
        text = _CODE.sub("", text)
    if (leading := _LEADING_ON.match(text)) is not None:
        text = text[leading.end() :]
    if (expected := _IS_EXPECTED.match(text)) is not None:
        text = (
            f"There will be {expected['what'][:1].lower()}{expected['what'][1:]}{expected['rest']}"
        )
    if seen & _SAID_BEHIND:
        text = _BEHIND.sub("", text)
    return _AMID.sub("", text) if seen & _SAID_AMID else text
