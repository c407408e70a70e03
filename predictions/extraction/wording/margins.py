"""Picks with a figure: "Saints -7" against the spread, "Rams by 10", "Kern: 332" of votes or seats."""

import re

from predictions.extraction.wording.names import DASH, PART, with_the
from predictions.extraction.wording.sides import LINE_MARK, Pick
from predictions.regexes import regex

_NAME = rf"{PART}(?: (?:{PART}|of|the|and)){{0,3}}"
_PICKED = (
    r"(?i:(?:my |the |our |official |final |\w+'s )?(?:pick|prediction|lean|play|selection|winner"
    r"|best bet|bet|lock|upset|side)s?(?: of the (?:week|day))?(?: \(ats\)| ats"
    r"| against the spread)?(?:[ \t]*[:=]|[ \t]+(?:-{1,2}|[\u2013\u2014]))[\s*_]*)"
)
_SPREAD = regex(
    rf"(?P<label>{_PICKED})?(?P<who>(?:the )?{_NAME})[ \t]+\(?(?P<line>[+-]\d{{1,2}}(?:\.\d"
    rf"|\u00bd|[ ]1/2)?|(?i:pk|pick'?em))\)?(?P<rest>[\s*_.!]*$|(?!\.\d)[.,;(!\n]"
    rf"|[ \t]-{{1,3}}[ \t])"
)
_HOME = regex(
    rf"(?:\([^()\n]{{3,30}}\)[ \t]+)?(?P<pick>{_NAME})[ \t]+{DASH}[ \t]+(?P<one>{_NAME})[ \t]+(?:at"
    rf"|@|vs?\.?)[ \t]+(?P<two>{_NAME})[ \t]+\([+-]\d{{1,2}}(?:\.\d|\u00bd)?\)"
)
_BY = regex(
    rf"(?P<label>{_PICKED})?(?P<who>(?:[Tt]he )?{_NAME})(?: (?:win|wins"
    rf"|to win))? (?P<how>by (?:\d{{1,3}}"
    rf"|a (?:touchdown|field goal|goal|run|length|point|nose|mile|million|landslide)|one|two"
    rf"|three|four|five|six|seven|ten|double digits)(?: ?(?:points?|goals?|runs?|lengths?|pts"
    rf"|strokes|seats|or more|plus))?)[\s*_.!]*(?:$|[.,;(!\n])"
)
_AMOUNT = regex(
    rf"(?P<who>{_NAME}(?: \([A-Z]\))?)(?:[ \t]*(?:[:=]|{DASH})[ \t]*"
    rf"|[ \t]+)(?P<n>\d{{1,3}}(?:[.,]\d{{1,3}})?)(?P<unit> ?%"
    rf"|(?i: seats?| votes?| evs?| electoral (?:college )?votes| delegates"
    rf"| medals))?(?:[ \t]*{DASH}[ \t]*\d{{1,2}}(?:\.\d+)? ?%(?: of (?:the )?[\w ]{{3,30}})?)?(?P<rest>[\s*_.]*$"
    rf"|[.,;(])"
)
_UNIT = regex(
    r"\b(?P<what>electoral (?:college )?votes?|electoral college|popular vote|vote share|seats?"
    r"|delegates|medals?|house|senate|parliament|commons|president(?:ial)?)\b",
    2,
)


# How all that names a winner in its first words begins: a label or none, a word, and behind it what may follow in a name or on one.
_NAMES = regex(
    rf"(?:{_PICKED}|[^:\n]{{2,40}}:[ \t]+"
    rf"|\([^()\n]{{3,30}}\)[ \t]+)?[*_ \t\"'(]*\S+[ \t]+(?:[^a-z\s]|c\.|w/|d\."
    rf"|(?:and|at|against|by|champ|champion|d[aei]|de[lr]|[ae]l|la|loser|of|pick(?:'?em)?|pk"
    rf"|the|v[ao]n|vs?|versus|winner|with|x)\b"
    r"|(?:(?:to|will) )?(?:not )?(?:[A-Z>]|d\."
    r"|(?:beats?|bows?|bt|crush(?:es)?|def(?:eat)?s?|destroys?|downs|edges?|eliminates?|falls?"
    r"|finishes|knocks?|loses?|outlasts?|outscores?|over|past|stuns?|submits?|sweeps?|takes?"
    r"|tops?|upsets?|wins?)\b))"
)


def opens_with_names(line: str) -> bool:
    """False for a sentence like others, behind whose first word no winner can be named; found in one look."""
    return _NAMES.match(line, LINE_MARK.match(line).end()) is not None  # type: ignore[union-attr]


def against_the_spread(line: str) -> tuple[Pick, bool] | None:
    """Who is picked with so many points given or taken, and whether a label says that it is a pick."""
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    if home := _HOME.match(line, start):
        return _at_home(home, start), True
    match = _SPREAD.match(line, start)
    if match is None or not _is_name(match["who"]):
        return None
    said = covers(with_the(_bare(match["who"])), match["line"])
    return Pick(start, match.start("rest"), said), match["label"] is not None


def _at_home(match: re.Match[str], start: int) -> Pick:
    """Who beats whom by "Saints - Bucs at Saints (-9)", where the first of the names is picked."""
    winner = match["pick"]
    loser = with_the(match["one"] if winner == match["two"] else match["two"])
    the = loser[0].lower() + loser[1:] if loser.startswith("The ") else loser
    return Pick(start, match.end(), f"{with_the(winner)} will beat {the}")


ACCEPTS = 4  # letters of an abbreviation, which stays in capitals


def covers(name: str, points: str) -> str:
    """That a side covers what it is given, or gives."""
    figures = points.strip("() ")
    return f"{name} will cover {figures}" if figures[0] in "+-" else f"{name} will cover the spread"


def _bare(name: str) -> str:
    return name[4:] if name.lower().startswith("the ") else name


def _is_name(name: str) -> bool:
    return _bare(name)[:1].isupper() or _bare(name)[:1].isdigit()


def by_so_much(line: str) -> Pick | None:
    """Who wins, and by how much: "Rams by 10"."""
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    match = _BY.match(line, start)
    if match is None:
        return None
    return Pick(start, match.end("how"), f"{with_the(_bare(match['who']))} will win {match['how']}")


def unit_over(line: str) -> str | None:
    """What numbers below a line count, where that is votes or seats."""
    match = _UNIT.search(line)
    if match is None:
        return None
    what = match["what"].lower()
    if what.startswith(("electoral", "president")):
        return "electoral votes"
    if what in ("popular vote", "vote share"):
        return "of the vote"
    return "seats" if what in ("house", "senate", "parliament", "commons", "seat") else what


def amount_for(line: str, unit: str) -> Pick | None:
    """How much somebody gets, by a line "Kern: 332" below what the numbers count."""
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    match = _AMOUNT.match(line, start)
    if match is None or not match["who"][:1].isupper():
        return None
    end = match.start("rest")
    number = (
        match["n"] + (match["unit"] or "").strip() if "%" in (match["unit"] or "") else match["n"]
    )
    if unit == "of the vote" and not number.endswith("%"):
        number += "%"
    said = (
        f"{match['who']} will get {number} "
        f"{unit if not (number.endswith('%') and unit != 'of the vote') else 'of the ' + unit}"
    )
    return Pick(start, end, said)


_SHARED = regex(
    rf"(?P<one>{_NAME})(?::| -|,)? (?P<n>\d{{2,3}})(?: (?:EVs?|electoral votes"
    rf"|seats))?[ \t]*(?:/|,|;|\||{DASH}|vs?\.?|to)[ \t]*(?P<two>{_NAME})(?::| -"
    rf"|,)? (?P<m>\d{{2,3}})(?: (?:EVs?|electoral votes|seats))?[\s*_.]*"
)
_COLLEGE = 538


def shared_out(line: str, unit: str | None) -> list[Pick]:
    """How much each of two gets, by a line "Kern 332 / Lund 206" below what the numbers count, or where they share out all electoral votes."""
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    match = _SHARED.fullmatch(line, start)
    if match is None:
        return []
    college = int(match["n"]) + int(match["m"]) == _COLLEGE
    if not (college or unit):
        return []
    of = "electoral votes" if college else unit
    ends = (match.end("n"), match.end("m"))
    starts = (match.start("one"), match.start("two"))
    names = (match["one"], match["two"])
    counts = (match["n"], match["m"])
    return [
        Pick(begin, end, f"{name} will get {count} {of}")
        for begin, end, name, count in zip(starts, ends, names, counts, strict=True)
    ]
