"""What is filled with a name: "East - Mets", "Best picture: The Ferry", "Will win: Kern", "Ohio: Kern" say who will win it."""

from predictions.extraction.wording.names import ARROW, DASH, PART, with_the
from predictions.extraction.wording.sides import LINE_MARK, Pick
from predictions.extraction.wording.won import Slot, slot
from predictions.regexes import regex

_SMALL = r"of|the|de|del|di|da|du|dos|bin|van|von|la|le|el|al|der|and|an?|in|on|for|to|with|at|from|or|by"
_TITLED = (
    rf"['\"]?(?:{PART}|\d[\w'-]*|#\w+|@\w+)[\"']?(?: (?:(?:{_SMALL}) )*['\"]?(?:{PART}"
    rf"|\d[\w'-]*)[\"']?){{0,7}}"
)
_FILLED = regex(
    rf"['\"*_]*(?P<who>(?:the )?{_TITLED}(?:(?:, (?:and )?|,? and | & | / "
    rf"|/)['\"]?(?:the )?{_TITLED})*(?:!(?=\s*(?:$"
    rf"|[.,;:(])))?[\"']?)(?P<film>,? (?:\((?=['\"A-Z\d])[^()\n]{{2,60}}\)"
    rf"|(?:for|in) ['\"]?[A-Z][^.;:(\n]{{1,50}}))?"
)
_TAIL = regex(
    r"(?:,? (?:(?:will )?wins?|to win|takes? it|will take it"
    r"|in a (?:landslide|blowout|upset|squeaker|surprise|close one|stunner))(?: (?:it"
    r"|again))?)?"
)
_REMARK = regex(
    r"[\s*_\"'!)]*(?:$|[.,;:(!?\n]|\[|(?:-{1,3}|[\u2013\u2014]) "
    r"|[\u2713\u2717\u2705\u274c\u2605*]"
    r"|(?:because|as|since|but|although|though|if|unless|for|purely|due|with|who|which|by"
    r"|in)\b)"
)
_PARTED = regex(
    rf"[ \t]*(?:[*_]*:[*_]*(?!\d)|[ \t]{DASH}(?=[ \t])|{ARROW}|=|\||\.{{3,}}|\t| {{3,}})[\s*_]*"
)
_RATED = regex(
    r"(?P<how>safe|solid|likely|leans?|tilts?"
    r"|lean(?:ing|s)? (?:to|towards?)?)[ :-]+(?P<who>(?:D|R)\b|(?:dem|rep)\w*|gop|[A-Z]\w+)",
    2,
)
_PARTIES = {
    "d": "The Democrats",
    "r": "The Republicans",
    "dem": "The Democrats",
    "rep": "The Republicans",
    "gop": "The Republicans",
}


def filled(line: str, group: str = "") -> Pick | None:
    """Who is put where by a line "label: name"; None where it is none, or a wish.

    Args:
        line: the line.
        group: what stands above it, which may lend a name to its label.
    """
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    parting = _PARTED.search(line, start + 1, start + _LONGEST_LABEL)
    if parting is None:
        return None
    if not (_FILLED.match(line, parting.end()) or _RATED.match(line, parting.end())):
        return None
    words = line[start : parting.start()]
    label = slot(words, group if _GROUPS.search(group) else "") or _seat(line, words, parting.end())
    if label is None or label.wished:
        return None
    return _named(line, start, parting.end(), label)


_PLACE = regex(r"[A-Z][\w.'-]*(?:[ -][A-Z\d][\w.'-]*){0,3}")


def _seat(line: str, words: str, at: int) -> Slot | None:
    """Any place whose seat is said to be held or gained: "Wick - Kern (R) - Hold"."""
    name = _FILLED.match(line, at)
    held = _HELD.match(line, name.end()) if name else None
    return Slot(f"win {words}") if held and _PLACE.fullmatch(words) else None


def is_wish(line: str) -> bool:
    """True for "Should win: Kern", which says what somebody wants."""
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    parting = _PARTED.search(line, start + 1, start + _LONGEST_LABEL)
    label = slot(line[start : parting.start()]) if parting else None
    return label is not None and label.wished


_LONGEST_LABEL = 50
# What lends a name to what stands below it: "National League" over "East", a prize over "Will win".
_GROUPS = regex(
    r"^(?:(?:the )?(?:[A-Z][\w.]+ ){0,2}(?:[Ll]eague|[Cc]onference|[Dd]ivision)|NL|AL|AFC|NFC"
    r"|(?:[Bb]est|[Oo]utstanding|[Aa]ct(?:or|ress)|[Dd]irector)\b.*"
    r"|.*\b(?:of the [Yy]ear|[Aa]ward|[Pp]rize|[Tt]rophy|[Cc]up|MVP|[Ss]creenplay|[Ss]ong"
    r"|[Ss]core|[Pp]icture|[Ff]eature|[Cc]inematography|[Ee]diting|[Dd]esign|[Ee]ffects"
    r"|[Ss]ound|[Aa]ct(?:or|ress)\b.*))$"
)


_NAMES_MORE = regex(rf"[ \t]*(?:[*_]*[:=|]|{ARROW}|\t|[ \t]{DASH}[ \t]+[A-Z\d])")


def bare_name(line: str, over: Slot) -> Pick | None:
    """The name that a line begins with, for what stands above it; no label that stands over names itself."""
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    name = _FILLED.match(line, start)
    if name is None or _NAMES_MORE.match(line, name.end()) or slot(name["who"]):
        return None
    return None if _NUMBERED.search(name["who"]) else _named(line, start, start, over)


_NUMBERED = regex(r" \d{2,}$")
# "Ada: Kern Rovers", below a question.
_SPEAKER = regex(
    r"(?:\*\*|__)?[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){0,2}(?:\*\*|__)?[ \t]*(?::"
    r"|[-\u2013\u2014](?= ))(?:\*\*|__)?[ \t]+"
)


def answered(line: str, asked: Slot) -> Pick | None:
    """Whom somebody names as the answer to what was asked above: "Ada: Kern Rovers"."""
    start = LINE_MARK.match(line).end()  # type: ignore[union-attr]
    speaker = _SPEAKER.match(line, start)
    if speaker is None or slot(speaker[0]):
        return None
    name = _FILLED.match(line, speaker.end())
    if name is None or _NAMES_MORE.match(line, name.end()):
        return None
    return _named(line, speaker.end(), speaker.end(), asked)


def _named(line: str, start: int, at: int, put: Slot) -> Pick | None:
    if rated := _RATED.match(line, at):
        who = _PARTIES.get(rated["who"].lower()) or _PARTIES.get(
            rated["who"].lower()[:3], rated["who"]
        )
        return Pick(start, rated.end(), f"{who} will {put.predicate}", put.denied)
    name = _FILLED.match(line, at)
    if name is None:
        return None
    held = _HELD.match(line, name.end())
    tail = held or _TAIL.match(line, name.end())
    end = tail.end() if tail else name.end()
    if not _REMARK.match(line, end):
        return None
    who = " ".join(name["who"].replace("*", " ").split()).rstrip(".,")
    if _NOBODY.fullmatch(who) or len(who) > _LONGEST_NAME:
        return None
    who = _PARTY.sub("", who) if held else who
    film = name["film"] or ""
    who = _WORK.sub(r"\1 (\2)", who) + (film if film.startswith(" (") else "")
    end -= len(line[start:end]) - len(line[start:end].rstrip(" .,"))
    return Pick(
        start, end, f"{with_the(who) if put.team else who} will {put.predicate}", put.denied
    )


# "Kern (R) - Hold (but it will be close)", "Kern +1 Reform": what becomes of a seat behind who wins it.
_HELD = regex(
    r"(?: \((?:[RDIL]|ind|dem|rep|gop)[\w-]{0,4}\))?(?:[ \t]+(?:-{1,2}[ \t]*"
    r"|[\u2013\u2014][ \t]*)?(?:holds?|pick[ -]?ups?|gains?|flips?)\b"
    r"|,?[ \t]+(?:\+ ?\d{1,2} (?:dem|rep|gop|d|r|ind)\w*"
    r"|(?:(?:dem|rep|gop|d|r)\w* )?\+ ?\d{1,2}\b))(?: \([^()\n]{3,60}\))?",
    2,
)
_PARTY = regex(r" (?:Dem|Rep|GOP|[DRI])$")
_WORK = regex(r"(.+), (['\"].+['\"])$")  # 'Viola Kern, "Fences"'


_NOBODY = regex(
    r"(?:(?:who|what|which|how|why|when|where|my|our|the following|here|picks?"
    r"|predictions?)\b.*|none|nobody|no ?one|n/?a|tbd|tba|tbc|unknown|skip|pass"
    r"|see (?:above|below)|yes|no|\d+|[\d./:-]+|i\b.*|it\b.*)",
    2,
)
_LONGEST_NAME = 110


_PLACED = regex(
    r"[ \t>*_#]*(?:No\. ?)?(?P<place>\d{1,2})(?:st|nd|rd"
    r"|th)?[.):]?[ \t]*[-\u2013\u2014:]?[ \t*_]+(?=[\"'A-Z\d])"
)
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]


def placed(line: str, of: str = "") -> tuple[int, Pick] | None:
    """In which place a line of a table puts whom: "3. Kern Rovers"."""
    number = _PLACED.match(line)
    name = _FILLED.match(line, number.end()) if number else None
    if number is None or name is None or _NAMES_MORE.match(line, name.end()):
        return None
    place = int(number["place"])
    if not 0 < place <= _MOST_PLACES:
        return None
    ordinal = _ORDINALS[place - 1] if place <= len(_ORDINALS) else f"in place {place}"
    put = Slot(f"finish {ordinal}{f' in the {of}' if of else ''}", team=True)
    start = len(line) - len(line.lstrip(" \t>*_#"))
    pick = _named(line, start, number.end(), put)
    return (place, pick) if pick else None


_MOST_PLACES = 24
