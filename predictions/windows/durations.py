"""Durations: windows only where the words say that they lie ahead."""

from predictions.regexes import regex
from predictions.windows.found import Found
from predictions.windows.window import Window

# "within five years of the launch": counted from an event whose day nobody knows.
_RELATIVE_TO = regex(r"\s+(?:of|after|from|following|since|before|ahead of)\s+(?!now\b|today\b)")

_PAST = regex(
    r"\s+(?:ago|earlier|old|of age|of experience|running|in a row|previously|straight)\b|-old\b"
)

# "The 12 months to June": that is when they end.
UP_TO = regex(
    r" (?:to|ending|ended|through|until|up to) (?:in |the end of |end-|late |mid-)?"
    r"(?:(?:1[89]|2[0-4])\d\d\b(?![.,]\d|%)"
    r"|(?:\d\d?(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may\b|june?\b|july?\b|aug|sep|oct|nov"
    r"|dec))"
)

_GIVEN = regex(
    r"\b(?:give|gives|giving) (?:it|them|him|her|us|that) (?:about |another |maybe |just )?$"
    r"|\blast (?:another |even )?$|\b(?:will|would|'ll|going to) take (?:\w+ )?$"
)

_GONE = regex(r"\b(?:the|these|those|his|her|its|our|their|my) (?:last|past|previous) $")

_AT_LEAST = regex(
    r"(?:(?<!no )(?<!not )at least|(?<!no )(?<!not )(?<!little )more than"
    r"|no (?:less|fewer) than|upwards of) $"
)
# "In 5y yields": of bonds.
_OF_BONDS = regex(r" (?:yields?|bonds?|notes?|swaps?|rates?|treasur\w+|paper|forwards?)\b")

# "The worst drought in 40 years" looks back over them.
_RECORD = regex(
    r"\b(?:worst|best|first|by the (?:most|least)"
    r"|(?:high|low|great|larg|bigg|small|steep|deep|fast|slow|strong|weak|hott|cold|cool|warm"
    r"|wett|dri|long|short|hard|tough|tight|heavi|harsh|sharp)est)"
    r"(?: (?!will\b|would\b|is\b|are\b|to\b|may\b|might\b|could\b)[\w'-]+){0,3} (?:in|for|over"
    r"|within)(?: [a-z]+){0,2} $"
)

# "in five years", "within five years" lie ahead by themselves; "for five years" only lasts.
_AHEAD = frozenset(
    [
        "within",
        "inside",
        "inside of",
        "in",
        "over",
        "during",
        "in less than",
        "in under",
        "in fewer than",
        "throughout",
        "within the",
    ]
)


def counted(found: Found) -> Window | None:
    """A duration: a window only where the words say that it lies ahead."""
    atom = found.atom
    if _is_no_time(found):
        return None
    if atom.ahead:
        return _ahead(found)
    if _GIVEN.search(found.head):
        return found.window("within", deadline=atom.last, vague=atom.vague, relative=True)
    if found.prep == "for":
        more = "+" in found.words  # "no games for 7+ days"
        return None if more else found.window("for", deadline=atom.last, vague=True, relative=True)
    return _within(found) if found.prep in _AHEAD else None


def _ahead(found: Found) -> Window:
    """The window of "in the next two years", "ten years from now", which lie ahead by themselves."""
    atom = found.atom
    if atom.last and not found.prep and _AT_LEAST.search(found.head):
        return found.window("after", not_before=atom.last, relative=True)
    counted_from = None if found.tail.startswith(_FROM_NOW) else _RELATIVE_TO.match(found.tail)
    open_ended = atom.vague or counted_from is not None
    if found.prep == "for":  # how long a thing goes on
        return found.window("for", deadline=atom.last, vague=open_ended, relative=True)
    return found.window(
        "within", deadline=None if open_ended else atom.last, vague=open_ended, relative=True
    )


# "The next three weeks of the season", "following a good show": counted from now all the same.
_FROM_NOW = (" of ", " following ")

# "People don't care enough about 10, 20 or 50 years from now."
_TOPIC = regex(
    r"\b(?:care|cares|talk|talks|talking|thinking|worry|worries|know|knows|enough) about (?:[\d,]+ |or )*$"
)


# "Will still be two years out": how far off it is then.
_STILL = regex(r"\b(?:still|always) (?:be |is |are )?$")
_ONE = ("a ", "an ")
# "In one quarter of 2031", "a month of it".
_OF_A_YEAR = regex(r" of\b| (?:19|20|21)\d\d\b")


# "In a year like this", "in a month when everything went wrong"
_SUCH = regex(r" (?:like (?:this|that|these|any|no|\d{4})|when|where|in which|during which)\b")


def _is_no_time(found: Found) -> bool:
    """True for durations that lie behind, or are part of something else."""
    a_part = found.words.endswith("quarter") and _OF_A_YEAR.match(found.tail)
    behind = _PAST.match(found.tail) or UP_TO.match(found.tail) or _GONE.search(found.head)
    behind = behind or _TOPIC.search(found.head) or _STILL.search(found.head)
    if not found.atom.ahead and found.words.startswith(_ONE) and _SUCH.match(found.tail):
        return True
    record = not found.atom.ahead and _RECORD.search(found.head)
    return bool(a_part or behind or record)


# "We are within five years of a cure", and not "it will close within five years of the sale".
_NOW_IS = regex(r"\b(?:are|is|am|'re|'m|'s)(?: \w+)? (?:with)?in $")


def _within(found: Found) -> Window | None:
    """The window of "in five years": from today, unless counted from an event."""
    atom = found.atom
    if found.words.endswith("y") and _OF_BONDS.match(found.tail):
        return None
    counted_from = _RELATIVE_TO.match(found.tail) and not _NOW_IS.search(found.head)
    if atom.vague or counted_from:
        return found.window("within", vague=True, relative=True)
    if "+" in found.words or _AT_LEAST.search(found.head):
        return found.window("after", not_before=atom.last, relative=True)
    return found.window("within", deadline=atom.last, relative=True)
