"""Lines that leave out what will be: "Kern still mayor of Norby", "Rents up by 10%"."""

import re

from predictions.extraction.wording.verbal import has_verb
from predictions.regexes import regex

_STATE = regex(
    r"(?P<who>(?:[A-Z$\d][\w&'./$-]*"
    r"|[a-z][\w'/-]*)(?: [\w&'./$-]+){0,5}?) (?P<how>still (?:an? |the |in |at |on |under |not "
    r"|alive\b|active\b|above\b|below\b|unsolved\b"
    r"|(?:[A-Z]\w+ )?(?:president|leader|mayor|minister|prime|pm|head|ceo|cfo|chair|champion"
    r"|king|queen|governor|manager|coach|captain|speaker|chancellor|secretary|number|no\b"
    r"|member|owner)\b)|(?:up|down) (?:by |at least |more than |over |about "
    r"|from )?[$\u20ac\u00a3]?\d)",
    re.IGNORECASE,
)


def state(text: str) -> str | None:
    """Read "Kern still mayor of Norby" as "Kern will still be mayor of Norby"."""
    match = _STATE.match(text) if "still " in text or " up " in text or " down " in text else None
    if match is None or " to " in match["who"] or has_verb(match["who"]):
        return None
    rest = text[match.start("how") :]
    if rest.startswith("still "):
        return f"{match['who']} will still be {rest[6:]}"
    return f"{match['who']} will be {rest}"
