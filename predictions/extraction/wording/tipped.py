"""Picks in other words: "I'm going to call Wick and Lund to go down", "Wick are dead men walking", "take the under", "this one is a rout"."""

from collections.abc import Iterator

from predictions.extraction.wording.events import base_verb
from predictions.extraction.wording.names import PART
from predictions.extraction.wording.sides import Pick
from predictions.regexes import regex

_NAME = rf"(?:[Tt]he )?{PART}(?: (?:{PART}|of|the|de|van)){{0,3}}"
_SEVERAL = rf"{_NAME}(?:, {_NAME}){{0,5}}(?:,? (?:and|&|or) {_NAME})?"
_DO = (
    r"(?:(?:go (?:down|up|through)|come up)(?! (?:the|an?|this|that|these|those|it|his|her|my|our"
    r"|their|to|there|here|and talk)\b)|stay up|survive|win|lose|reach|make|miss|finish|qualify"
    r"|advance|retain|take|beat|be (?:relegated|promoted|crowned|champions?|top|bottom|last"
    r"|first))\b[^.,;:!?()\n]{0,60}"
)
_CALLED = regex(
    rf"\b(?:I|[Ww]e)(?:'m|'re| am| are|'ll|'d| will| would)? (?:going to "
    rf"|gonna )?(?:call(?:ing)?|tip(?:ping)?|back(?:ing)?|fancy|expect(?:ing)?"
    rf"|pick(?:ing)?) (?P<who>{_SEVERAL}|him|her|them) (?P<not>not )?to (?P<do>{_DO})"
)
_PRONOUNS = {"him": "He", "her": "She", "them": "They"}
_FATE = regex(
    rf"(?P<who>{_SEVERAL}) (?:are|is|look(?:s)?)(?: (?:already|surely|certainly|definitely"
    rf"|as good as))* (?:dead (?:men|man) walking|dead and buried|doomed|goners?|toast"
    rf"|nailed[- ]on(?: to [a-z ]{{3,40}})?|certs?|shoo-ins?|home and dry)\b"
)
_ONES = regex(
    rf"(?P<who>{_SEVERAL}) (?:are|is|would be) (?:my"
    rf"|our) (?P<what>(?:top|final|last|bottom) (?:two|three|four|five|six|\d)|champions?"
    rf"|winners?|finalists?|dark horses?|surprise package)(?:,? in (?:that|this"
    rf"|no particular) order)?"
)
_HAS_TO_BE = regex(
    rf"\b(?:[Ii]t|[Tt]his)(?:'s| is| has to be|'s got to be| has got to be| must be|'ll be"
    rf"| will be) (?P<who>{_NAME})(?: again| all the way)*,? (?:for me|in my (?:book|view)"
    rf"|all the way)\b"
)
_TOTAL = regex(
    r"\b(?:(?:[Mm]y |[Tt]he )?(?:gut|instinct|heart|head"
    r"|everything)\b[^.;!?\n]{0,40}? (?:to )?(?:take|go with|pick|back|play|hit)"
    r"|(?:I|[Ww]e)(?:'ll| will|'d| would|'m| am|'re)? (?:take|taking|like|go with|going with"
    r"|pick|picking|lean(?:ing)?(?: to| towards?)?)|[Gg]ive me|[Tt]ake"
    r"|[Hh]it) the (?P<side>over|under)\b(?! \w+dogs?)"
)
_ROUT = regex(
    r"\b(?:[Tt]his(?: one| game| match)?|[Ii]t)(?:'s| is|'ll be| will be)(?: going to be"
    r"| gonna be)? (?P<what>an? (?:total |complete |absolute |easy )?(?:rout|blow-?out"
    r"|slaughter|laugher|cakewalk|walkover|bloodbath|massacre))\b"
)
_DEED = regex(
    rf"\W*(?P<who>{_NAME}) (?P<verb>picks?|gains?|loses?|lose|holds?|keeps?|retains?|increases?"
    rf"|expands?|flips?|wins?|takes?|nets?"
    rf"|regains?) (?P<what>(?:up )?(?:control\b|(?:the |their |its )?(?:slim |narrow )?majority"
    rf"|the (?:House|Senate|Commons|council|governorship)"
    rf"|(?:\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten"
    rf"|a (?:few|handful of)) (?:[a-z]+ )?(?:seats?|states?|governors?\w*"
    rf"|votes?))[^.;!?\n]{{0,40}}?)[\s.!]*"
)
# One of these is in whatever that finds.
HINTS = (" to ", " dead", " doomed", "goner", " toast", "nailed", "shoo-in", " cert", " my ",
    " our ", " for me", " my book", " my view", " all the way", " over", " under", "rout", "blow",
    "slaughter", "laugher", "cakewalk", "walkover", "bloodbath", "massacre", "control", "majority",
    "senate", "house", "seat", "state", "vote")  # fmt: skip


def tipped(sentence: str) -> Iterator[Pick]:
    """Whom a sentence picks in other words than most."""
    for match in _CALLED.finditer(sentence):
        who = _PRONOUNS.get(match["who"], match["who"])
        said = f"{who} will {match['do'].strip()}"
        yield Pick(
            match.start(),
            match.start("do") + len(match["do"].rstrip()),
            said,
            match["not"] is not None,
        )
    for match in _FATE.finditer(sentence):
        yield Pick(match.start(), match.end(), match[0])
    for match in _ONES.finditer(sentence):
        yield Pick(match.start(), match.end(), f"{match['who']} will be the {match['what']}")
    for match in _HAS_TO_BE.finditer(sentence):
        yield Pick(match.start(), match.end(), f"{match['who']} will win")
    for match in _TOTAL.finditer(sentence):
        how = "go over" if match["side"] == "over" else "stay under"
        yield Pick(match.start(), match.end(), f"The total will {how}")
    for match in _ROUT.finditer(sentence):
        yield Pick(match.start(), match.end(), f"This one will be {match['what']}")
    if deed := _DEED.fullmatch(sentence):
        verb = base_verb(deed["verb"]) or deed["verb"]
        said = f"{deed['who']} will {verb} {deed['what']}"
        yield Pick(deed.start("who"), deed.end("what"), said)
