"""Picks as sentences: who wins, by how much, how a season ends, or what a line over a name says of it."""

import re

from predictions.extraction.wording.nouns import DEFINITE, as_sentence, in_a_sentence
from predictions.regexes import regex

_NAME = r"[A-Z][\w.'&-]*(?: (?:[A-Z&][\w.'&-]*|of|the|and)){0,4}"
# "Harrow in six", "Kern Rovers wins in 6 games".
_SERIES = regex(
    rf"(?P<who>{_NAME}) (?:wins? |will win )?(?P<games>in (?:[4-7]|four|five|six|seven)(?: games)?)"
)
# "Kern Rovers (58 - 24)": how a season ends.
_RECORD = regex(
    rf"(?:\d{{1,2}}[.)] +)?(?P<who>{_NAME}) \((?P<won>\d{{1,3}}) ?[-\u2013] ?(?P<lost>\d{{1,3}})\)"
)
# "Kern Rovers 2-1 Harrow", "Kern Rovers 28, Harrow 23".
_SCORE = regex(
    rf"(?P<who>{_NAME}) (?P<first>\d{{1,3}}) ?[-\u2013:] ?(?P<second>\d{{1,3}}) (?P<whom>{_NAME})"
    rf"|(?P<one>{_NAME}) (?P<points>\d{{1,3}}), (?P<other>{_NAME}) (?P<against>\d{{1,3}})"
)

# "Best picture: The Ferry", "MVP: Anna Kern", "Coach of the year: Bo Lund".
_AWARD = regex(
    r"(?P<award>(?:(?:the )?(?:best|outstanding)(?: [\w'()/&-]+){1,7}"
    r"|(?:best )?(?:(?:supporting|leading|lead) )?act(?:or|ress)(?: in (?:a|an) [\w -]{3,30})?"
    r"|(?:original|adapted) (?:screenplay|song|score)"
    r"|(?:[\w-]+ ){1,3}of the (?:year|season|tournament|decade)"
    r"|(?:(?:finals|season|league) )?(?-i:MVP|[DO]?POY|[DO]?RO[TY]Y?|COY|MIP|6?SMOY|6MOY)"
    r"|(?:cy young|heisman|ballon d'or|golden (?:boot|ball|glove|globe))(?: \w+){0,2}))"
    r": (?P<who>[^:?!|]{2,80})",
    re.IGNORECASE,
)

# "Harrow v Norby: 2-1", "Harrow vs Norby: Harrow in six", "Harrow Rovers, Norby Town: NOR".
_SIDES = regex(
    rf"(?P<one>{_NAME}),? (?:(?:vs?\.?|versus|@|at|-|\u2013) )?(?P<other>{_NAME}): (?P<pick>.+)"
)
_POINTS = regex(r"(\d{1,3}) ?[-\u2013:] ?(\d{1,3})")
_PICKED = regex(rf"(?P<who>{_NAME}?)(?P<games> in (?:[4-7]|four|five|six|seven)(?: games)?)?")
# "To be relegated: Harrow, Norby", "Top scorer: Anna Kern".
_ENDS_AS = regex(
    rf"(?:(?:to be )?(?P<what>relegated|promoted|eliminated|elected|ejected|evicted|crowned"
    rf"|sacked|fired|traded|nominated|drafted(?: first)?)"
    rf"|(?P<part>top (?:goal)?scorer|(?:overall |league )?champions?|runners?[- ]up"
    rf"|wooden spoon(?:ists?)?)): (?P<who>{_NAME}(?:(?:,|,? and|,? &) {_NAME})*)",
    re.IGNORECASE,
)
_LABEL = regex(r"(?P<label>[^:]{2,40}): (?P<what>.+)")


def as_award(statement: str) -> str:
    """Of "Best picture: The Ferry" that it will win that; as it stands where no prize is named."""
    won = _AWARD.fullmatch(statement)
    if won is None or _WINS.search(won["who"]):
        return statement
    return f"{won['who'].rstrip('.')} will win {won['award']}"


_WINS = regex(r"\b(?:wins?|won|will|takes?|is|are|goes)\b")


def as_outcome(statement: str) -> str:
    """The pick with the verb it leaves out; as it stands where it is no such pick."""
    if (series := _SERIES.fullmatch(statement)) is not None:
        return f"{series['who']} will win {series['games']}"
    if (record := _RECORD.fullmatch(statement)) is not None:
        return f"{record['who']} will finish {record['won']}-{record['lost']}"
    if (score := _SCORE.fullmatch(statement)) is not None:
        one, other = score["who"] or score["one"], score["whom"] or score["other"]
        for_one = int(score["first"] or score["points"])
        return result(one, for_one, other, int(score["second"] or score["against"]))
    if (sides := _SIDES.fullmatch(statement)) is not None:
        return _between(sides) or _labelled(statement)
    return _labelled(statement)


def _labelled(statement: str) -> str:
    """The same behind a label: how somebody ends, or a pick of a round."""
    if (ends := _ENDS_AS.fullmatch(statement)) is not None:
        return f"{ends['who']} will be {(ends['what'] or ends['part']).lower()}"
    labelled = _LABEL.fullmatch(statement)
    what = as_outcome(labelled["what"]) if labelled else ""
    return f"{labelled['label']}: {what}" if labelled and what != labelled["what"] else statement


def _between(sides: re.Match[str]) -> str | None:
    """Who beats whom of the two sides that are named before a score, or before which of them it is."""
    one, other = sides["one"], sides["other"]
    if points := _POINTS.fullmatch(sides["pick"]):
        return result(one, int(points[1]), other, int(points[2]))
    picked = _PICKED.fullmatch(sides["pick"])
    won = [side for side in (one, other) if picked and _is_short_for(picked["who"], side)]
    if picked is None or len(won) != 1:
        return None
    return f"{won[0]} will beat {other if won[0] == one else one}{picked['games'] or ''}"


def _is_short_for(name: str, side: str) -> bool:
    """True for the name of a side, one of its words or how it begins ("NOR" for Norby Town)."""
    short, words = name.lower(), side.lower().split()
    began = name.isupper() and words[0].startswith(short)
    return short == side.lower() or short in words or began


def result(one: str, points: int, other: str, against: int) -> str:
    """Who beats whom, or that they draw."""
    if points == against:
        return f"{one} and {other} will draw {points}-{against}"
    if points < against:
        return f"{other} will beat {one} {against}-{points}"
    return f"{one} will beat {other} {points}-{against}"


_PROPER = regex(r"(?:(?:of|the|and|de|van) |[A-Z\d][\w.'&/-]*(?: |$))+")


def said_of(name: str, predicate: str | None) -> str:
    """A name with what is said of it: that it will; without that, that it will be, or happen."""
    name = " ".join(name.split())
    if predicate:
        return f"{name} will {predicate}"
    sentence = as_sentence(name, listed=True)
    if sentence != name:
        return sentence
    if _PROPER.fullmatch(name):
        return f"{name} will make it"
    return f"{name} will happen" if DEFINITE.match(name) else f"There will be {in_a_sentence(name)}"
