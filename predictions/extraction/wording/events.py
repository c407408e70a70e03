"""What is named as an event, as a sentence: "a war" as "there will be a war", "the yard closing" as "the yard will close"."""

import re

from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

ENDS = regex(r"[^,;.()]{2,60}? (?P<verb>\w+ing)\b(?! of\b)")
PREDICATE = regex(r"\b(?:will|would|could|may|might|can|is|are|was|were|has|have)\b|'(?:ll|s|re)\b")


def come_true(event: str) -> str:
    """What is named as a sentence: "a war" as "there will be a war", "the yard closing" as "the yard will close"."""
    if PREDICATE.search(event.split(", ", maxsplit=1)[0]):
        return event
    if not event.lower().startswith(("a ", "an ")) and (act := acts(event)):
        return act
    if event.lower().startswith("the "):
        return f"{event} will happen"
    return f"there will be {event}" if not plain_verb(event.partition(" ")[0]) else event


# What may follow a verb ("closing in May"), not a noun ("spending growth").
_GOES_WITH = regex(
    r"$|,| (?:the|an?|in|on|by|at|to|up|down|over|under|out|off|below|above|from|into|with|for"
    r"|as|its|their|his|her|our|before|after|until|more|less|fewer|no|any|all|every|each|\w+ly"
    r"|[$\u20ac\u00a3]?\d\S*|(?-i:[A-Z]\S*))(?: |$)",
    re.IGNORECASE,
)
NOMINATIVE = {"them": "they", "him": "he", "her": "she", "us": "we", "me": "I"}


def acts(event: str) -> str | None:
    """Read "the yard closing" as "the yard will close"; None where no verb is known."""
    match = ENDS.match(event)
    base = plain_verb(match["verb"]) if match else None
    if match is None or base is None:
        return None
    if base not in ("be", "become") and not _GOES_WITH.match(event, match.end("verb")):
        return None
    who = event[: match.start("verb")]
    if who.rstrip().endswith((" and", " or", " but")):
        return None  # "increases as shops open and driving increases"
    if any(word in lex.VERBS for word in who.split()[1:]):
        return None  # "they end up making"
    return f"{NOMINATIVE.get(who.strip().lower(), who.strip())} will {base}{event[match.end('verb') :]}"


_DOUBLED = regex(r"([^aeiouls])\1$")
_IRREGULAR = {
    "being": "be",
    "dying": "die",
    "lying": "lie",
    "having": "have",
    "doing": "do",
    "seeing": "see",
    "agreeing": "agree",
}
_PLAIN = lex.VERBS | lex.words(
    "be have do become contract invite qualify elect average slip ease soar climb top trail stagnate"
)


def plain_verb(gerund: str) -> str | None:
    """The verb of "winning" ("win"); None for a word that is no form of a verb known here."""
    low = gerund.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if not low.endswith("ing"):
        return None
    stem = low[:-3]
    forms = (stem, stem + "e", _DOUBLED.sub(r"\1", stem))
    return next((form for form in forms if form in _PLAIN), None)


def base_verb(word: str) -> str | None:
    """The verb of "goes" and of "go" ("go"); None for a word that is no form of a verb known here."""
    low = word.lower()
    if low == "has":
        return "have"
    forms = (low, low[:-1], low[:-2], low[:-3] + "y") if low.endswith("s") else (low,)
    return next((form for form in forms if form in _PLAIN), None)
