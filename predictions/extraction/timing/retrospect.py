"""Looking back at a year: "what I thought might happen over the last year" leads to the calls for it."""

import re
from datetime import date

from predictions.windows import Window

_CALLS = r"(?:predictions?|forecasts?|calls|picks|bets|guesses)"
_LOOKS_BACK = re.compile(
    r"\b(?:what (?:i|we) (?:thought|predicted|expected|said|forecast|guessed|called|got (?:right|wrong))"
    rf"|how (?:i|we|my|our)(?: \w+){{0,3}} (?:did|fared|went|held up)|how did (?:i|we|my|our)|(?:my|our|the) {_CALLS})\b"
    r"[^.!?\n]{0,60}?\b(?P<when>(?P<the>the )?(?:last|past|previous) year|this past year|a year ago|last january|this time last year)\b"
    rf"|\b(?P<whose>last year)'s {_CALLS}\b"
)
_DECEMBER = 12


def year_looked_back_on(low: str, begin: int, end: int, today: date | None) -> Window | None:
    """The year whose calls a line introduces; in December "the last year" is the one that is ending."""
    match = _LOOKS_BACK.search(low, begin, end) if today else None
    if match is None or today is None:
        return None
    ending = today.month == _DECEMBER and (match["the"] or match["when"] == "this past year")
    year = max(1, today.year - (not ending))
    words = match.span("when") if match["when"] else match.span("whose")
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Window(start=words[0], end=words[1], kind="bare", not_before=first, deadline=last)
