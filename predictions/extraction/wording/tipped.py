"""Picks in other words: "I'm going to call Wick and Lund to go down", "Wick are dead men walking", "take the under", "this one is a rout"."""

from collections.abc import Iterator

from predictions.extraction.wording.names import PART
from predictions.extraction.wording.sides import Pick
from predictions.extraction.wording.unnumbered import base_verb
from predictions.regexes import regex

_NAME = rf"(?:[Tt]he )?{PART}(?: (?:{PART}|of|the|de|van)){{0,3}}"
_SEVERAL = rf"{_NAME}(?:, {_NAME}){{0,5}}(?:,? (?:and|&|or) {_NAME})?"
_DO = r"(?:(?:go (?:down|up|through)|come up)(?! (?:the|an?|this|that|these|those|it|his|her|my|our|their|to|there|here|and talk)\b)|stay up|survive|win|lose|reach|make|miss|finish|qualify|advance|retain|take|beat|be (?:relegated|promoted|crowned|champions?|top|bottom|last|first))\b[^.,;:!?()\n]{0,60}"
_CALLED = regex(
    rf"\b(?:I|[Ww]e)(?:'m|'re| am| are|'ll|'d| will| would)? (?:going to |gonna )?(?:call(?:ing)?|tip(?:ping)?|back(?:ing)?|fancy|expect(?:ing)?|pick(?:ing)?) (?P<who>{_SEVERAL}|him|her|them) (?P<not>not )?to (?P<do>{_DO})"
)
_PRONOUNS = {"him": "He", "her": "She", "them": "They"}
_FATE = regex(
    rf"(?P<who>{_SEVERAL}) (?:are|is|look(?:s)?)(?: (?:already|surely|certainly|definitely|as good as))* (?:dead (?:men|man) walking|dead and buried|doomed|goners?|toast|nailed[- ]on(?: to [a-z ]{{3,40}})?|certs?|shoo-ins?|home and dry)\b"
)
_ONES = regex(
    rf"(?P<who>{_SEVERAL}) (?:are|is|would be) (?:my|our) (?P<what>(?:top|final|last|bottom) (?:two|three|four|five|six|\d)|champions?|winners?|finalists?|dark horses?|surprise package)(?:,? in (?:that|this|no particular) order)?"
)
_HAS_TO_BE = regex(
    rf"\b(?:[Ii]t|[Tt]his)(?:'s| is| has to be|'s got to be| has got to be| must be|'ll be| will be) (?P<who>{_NAME})(?: again| all the way)*,? (?:for me|in my (?:book|view)|all the way)\b"
)
_TOTAL = regex(
    r"\b(?:(?:[Mm]y |[Tt]he )?(?:gut|instinct|heart|head|everything)\b[^.;!?\n]{0,40}? (?:to )?(?:take|go with|pick|back|play|hit)|(?:I|[Ww]e)(?:'ll| will|'d| would|'m| am|'re)? (?:take|taking|like|go with|going with|pick|picking|lean(?:ing)?(?: to| towards?)?)|[Gg]ive me|[Tt]ake|[Hh]it) the (?P<side>over|under)\b(?! \w+dogs?)"
)
_ROUT = regex(
    r"\b(?:[Tt]his(?: one| game| match)?|[Ii]t)(?:'s| is|'ll be| will be)(?: going to be| gonna be)? (?P<what>an? (?:total |complete |absolute |easy )?(?:rout|blow-?out|slaughter|laugher|cakewalk|walkover|bloodbath|massacre))\b"
)
_DEED = regex(
    rf"\W*(?P<who>{_NAME}) (?P<verb>picks?|gains?|loses?|lose|holds?|keeps?|retains?|increases?|expands?|flips?|wins?|takes?|nets?|regains?) (?P<what>(?:up )?(?:control\b|(?:the |their |its )?(?:slim |narrow )?majority|the (?:House|Senate|Commons|council|governorship)|(?:\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a (?:few|handful of)) (?:[a-z]+ )?(?:seats?|states?|governors?\w*|votes?))[^.;!?\n]{{0,40}}?)[\s.!]*"
)
# One of these is in whatever that finds.
HINTS = (" to ", " dead", " doomed", "goner", " toast", "nailed", "shoo-in", " cert", " my ", " our ", " for me", " my book", " my view", " all the way", " over", " under", "rout", "blow", "slaughter", "laugher", "cakewalk", "walkover", "bloodbath", "massacre", "control", "majority", "senate", "house", "seat", "state", "vote")  # fmt: skip


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
