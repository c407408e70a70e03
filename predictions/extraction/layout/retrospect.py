"""Looking back at a year: "what I thought might happen over the last year" leads to the calls for it."""

from datetime import date

from predictions.regexes import regex
from predictions.windows import Window

_CALLS = r"(?:predictions?|forecasts?|calls|picks|bets|guesses|prognostications?|prophecies)"
_LOOKS_BACK = regex(
    r"\b(?:what (?:i|we) (?:thought|predicted|expected|said|forecast|guessed|called|got (?:right|wrong))"
    rf"|how (?:i|we|my|our)(?: \w+){{0,3}} (?:did|fared|went|held up)|how did (?:i|we|my|our)"
    rf"|(?:my|our|the) {_CALLS})\b"
    r"[^.!?\n]{0,60}?\b(?P<when>(?P<the>the )?(?:last|past|previous) year|this past year"
    r"|a year ago|last january|this time last year)\b"
    rf"|\b(?P<whose>last year)'s {_CALLS}\b"
    rf"|\b(?:made|posted|wrote|published|recorded"
    rf"|registered) [^.!?\n]{{0,40}}\b{_CALLS}\b[^.!?\n]{{0,20}}? (?P<made>(?:at|near|around"
    rf"|in) the (?:very )?(?:start|beginning|dawn) of (?:the|this|last) year"
    rf"|(?:back |this |last )?(?:in )?january)\b"
    # "At the start of 2030 I wrote down what I expected of it"
    # "I had written these predictions down on Dec 29 2029"
    r"|\b(?:i|we)(?:['\u2019]d| had| have|['\u2019]ve)? (?:first )?(?:made|posted|wrote|written"
    r"|published|recorded|registered|put|set|noted|jotted)\b[^.!?\n]{0,60}? (?:on|in"
    r"|at the end of|back in|as of|around) (?:(?P<before>(?:late )?dec(?:ember|\.)?)"
    r"|(?:early )?jan(?:uary|\.)?)(?: \d\d?(?:st|nd|rd|th)?)?,? (?:of )?(?P<made_in>(?:19|20"
    r"|21)\d\d)\b(?![^.!?\n]*\b(?:(?:19|20|21)\d\d|years|decades?|century)\b)"
    r"|\b(?:at the (?:very )?(?:start|beginning) of|(?:back )?in january(?: of)?"
    r"|(?P<eve>(?:back )?in (?:late )?december)(?: of)?) (?P<named>(?:19|20|21)\d\d),? (?:i"
    r"|we) (?:\w+ ){0,2}?(?:made|wrote|posted|published|predicted|put|recorded|guessed|listed"
    r"|shared)\b(?![^.!?\n]*\b(?:(?:19|20|21)\d\d|years|decades?|century)\b)"
)
_DECEMBER = 12


def year_looked_back_on(low: str, begin: int, end: int, today: date | None) -> Window | None:
    """The year whose calls a line introduces; in December "the last year" is the one that is ending."""
    match = _LOOKS_BACK.search(low, begin, end) if today else None
    if match is None or today is None:
        return None
    ending = today.month == _DECEMBER and (match["the"] or match["when"] == "this past year")
    if match["made"]:  # in the same year, unless that has just begun or is named as over
        ending = today.month > 1 and "last year" not in match["made"]
    year = max(1, today.year - (not ending))
    if match["named"]:
        year = int(match["named"]) + (match["eve"] is not None)
    if match["made_in"]:
        year = int(match["made_in"]) + (match["before"] is not None)
        if today < date(year, _DECEMBER, 1) or today.year > year + 1:  # not when it is graded
            return None
    words = match.span(match.lastgroup or 0)
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Window(start=words[0], end=words[1], kind="bare", not_before=first, deadline=last)
