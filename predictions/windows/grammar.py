"""From words to windows: a preposition, a shade ("end of", "mid-") and a period, put together."""

from collections.abc import Iterator
from datetime import date

from predictions.regexes import regex
from predictions.windows import atoms
from predictions.windows import calendar as cal
from predictions.windows.durations import UP_TO, counted
from predictions.windows.events import HINTS, find_events, with_events
from predictions.windows.folding import fold, lower
from predictions.windows.found import Found
from predictions.windows.lengths import later
from predictions.windows.numbers import is_no_year
from predictions.windows.own_events import Events
from predictions.windows.patterns import atoms_in, hinted
from predictions.windows.shades import before_shaded, shaded
from predictions.windows.window import Window

_PROXY = regex(
    r"(?:-era|-level|(?:'s)? levels? of| (?:[a-z]+ )?levels?\b| levels of| compute| prices"
    r"| dollars| rates\b)",
    factor=True,
)

_OUT = regex(
    r"(?: is|'s| was| has| does)?(?: out| over| ends?| ended| closes?| done|$|[.,;)])", factor=True
)

_IS_OVER = regex(r"(?: is|'s| was| has) (?:out|over|done|ended)\b| (?:ends|closes)\b")

_DIGIT = regex(r"\d")  # a search for one class of characters costs next to nothing

_EARLIEST = regex(r" at the (?:very )?earliest\b")

_ATTRIBUTIVE = regex(
    r" (?!(?:is|are|was|were|will|would|may|might|could|should|can|has|have|had|and|or|but|to"
    r"|at|in|on|by|for|from|than|that|which|who"
    r"|with|if|as|then|when|while|because|before|after|until|unless|though|although|it|they|we"
    r"|i|he|she|there|onwards?|nothing|so|yet|not|maybe|probably|above|below|under|over|as|near"
    r"|up|down|still|higher|lower|out|off|via|per|sees|saw|marks|marked|brings|brought|becomes"
    r"|bring|hold|look|be|mean|see|become|promises|heralds|ends|begins|starts|looks|seems|won't"
    r"|wouldn't|isn't|wasn't|can't|couldn't|shouldn't|cannot|must|shall|does|did|gets|turns"
    r"|means|proves|remains|stays|comes|goes)\b)[a-z]",
    factor=True,
)

_UNIT_AT_END = regex(r"(?:year|month|week|decade|quarter)$")

_POSSESSIVE = ("'s", "-")

_AND_ON = regex(
    r" (?:and (?:beyond|after(?:wards?)?|later|onwards?"
    r"|the years (?:to come|ahead|after|beyond))|onwards?|or (?:later|after))\b|\+(?![\w+])"
)


def find_windows(
    text: str,
    *,
    today: date,
    begin: int = 0,
    end: int | None = None,
    events: Events | None = None,
    lowered: str | None = None,
) -> list[Window]:
    """Every window in the text, in order; offsets are those of the text.

    `lowered` is the text in lower case where somebody has it already; the text is folded then.
    """
    today = min(today, date(9900, 12, 31))  # so that "next year" is a year of the calendar
    part = text[begin:end] if lowered else fold(text[begin:end])
    low = lowered[begin:end] if lowered else lower(part)
    worth = _DIGIT.search(low) or hinted(low)
    found = list(_windows(low, part, begin, today)) if worth else []
    if events or any(map(low.__contains__, HINTS)):
        return with_events(found, [*find_events(low, today, events)], begin)
    return found


def _windows(low: str, raw: str, begin: int, today: date) -> Iterator[Window]:
    floor = 0
    for match in atoms_in(low):
        atom = atoms.read(match, today, raw) if match.start() >= floor else None
        if atom is None:
            continue
        found = Found.read(atom, low, floor, begin, today)
        if window := (counted(found) if atom.length else _dated(found)):
            floor = atom.end
            yield window


def _dated(found: Found) -> Window | None:
    """A period on the calendar: under a preposition, as a proxy, or only describing a noun."""
    atom = found.atom
    if atom.first is None or atom.last is None or not _is_time(found):
        return None
    first, last = shaded(_whole(found), atom.last, found.shade)
    if _was_then(found):
        first, last = cal.add_months(first, -12), cal.add_months(last, -12)
    if found.prep == "within" and atom.kind == "span" and found.article:
        unit = _UNIT_AT_END.search(found.words)
        if unit:
            return found.window("within", deadline=later(found.today, 1, unit[0]), relative=True)
    if (
        found.prep in _PROXY_PREPS
        and atom.kind in ("year", "range", "decade")
        and _PROXY.match(found.tail)
    ):
        return found.window(
            "proxy", not_before=first if atom.kind == "range" else None, deadline=last
        )
    era = found.prep == "pre" and _ATTRIBUTIVE.match(found.tail)  # "pre-2020 levels"
    if era or (not found.shade and (_describes(found) or found.words.startswith("full"))):
        return found.window("attributive", not_before=first, deadline=last)
    if _EARLIEST.match(found.tail) or _goes_on(found, first):
        return found.window("after", not_before=first)
    return _placed(found, first, last)


def _whole(found: Found) -> date:
    """The first day of a period of which a part is named: that of this decade, though it is under way."""
    first, last = found.atom.first, found.atom.last
    if found.shade and found.atom.kind == "span" and found.words.endswith(("decade", "century")):
        years = 9 if found.words.endswith("decade") else 99
        return date(max(1, last.year - years), 1, 1) if last else found.today
    return first or found.today


def _goes_on(found: Found, first: date) -> bool:
    """True for "in 2031 and beyond", "2031+", and "2031 and beyond" when that year has begun."""
    if found.prep in _AND_ON_OF or (not found.prep and first <= found.today):
        return _AND_ON.match(found.tail) is not None
    return False


_AND_ON_OF = ("in", "for", "of")
_PROXY_PREPS = ("at", "in", "with", "", "of", "on")


def _describes(found: Found) -> bool:
    """True for "the 2024 nominee", "a Christmas ham", "the job of the day": the period belongs to a noun."""
    if found.prep == "of":
        return found.atom.kind in ("span", "today", "weekday")
    feast = found.atom.kind == "feast" and not found.words[-1].isdigit()
    return (
        not found.prep
        and (feast or found.atom.kind in ("year", "range"))
        and _ATTRIBUTIVE.match(found.tail) is not None
    )


def _is_span(found: Found) -> bool:
    """True for "the year" under a preposition, and for "this year"."""
    week_of = found.words.endswith("week") and found.tail.startswith(" of ")
    if week_of or found.tail.startswith((" ending ", " that ends ")) or UP_TO.match(found.tail):
        return False
    if found.words == "the weekend":
        return found.prep in _FOR_DAYS
    return bool(found.prep or found.shade) or not found.article


# "The bank will post fourth-quarter earnings on Tuesday"
_POSTS = regex(
    r"\b(?:to|will|would|could|should|may|might|'ll|they|it|we|you|also|both|all|likely) post $"
)


def _has_turned(found: Found) -> bool:
    """True for "by the turn of the century", said when it has long begun and is not near its end."""
    turn = found.shade.startswith(("turn", "the turn")) and found.words.endswith("century")
    return turn and _BEGUN < found.today.year % 100 < _ENDING


_BEGUN, _ENDING = 0, 60  # years of a century


def _is_time(found: Found) -> bool:
    """Some words are times only in company: "the year" alone is a thing."""
    if found.atom.kind == "span":
        return _is_span(found) and not _has_turned(found)
    posted = found.prep == "post" and _POSTS.search(found.head)
    if posted or (found.atom.kind == "year" and not found.shade and is_no_year(found)):
        return False
    foretold = found.words[-1].isdigit() or found.tail.startswith((" outlook", " forecast"))
    if found.atom.kind == "season" and foretold:
        return True
    if found.atom.kind in ("season", "nth", "short") and found.atom.end - found.atom.start < 14:
        return found.prep not in ("", "of", "for") or found.atom.kind == "short"
    if found.prep == "of" and not found.shade and found.atom.kind in ("year", "range", "month"):
        return not found.tail.startswith(_POSSESSIVE)
    return True


# "Sales rose 2% in November", said in December: the one that is over.
_WAS_SO = regex(
    r"\b(?:(?:rose|fell|grew|shrank|slid|sank|was|were|did"
    r"|said(?= (?:in|on) (?:the |late |early |mid-)?$)|came|went|took|saw|began"
    r"|showed)(?! (?:to|due|set|going|about|likely|\w+ed)\b)"
    r"|(?:increased|decreased|climbed|slipped|dropped|jumped|slumped|surged|declined|gained"
    r"|lost|added|cut|totalled|averaged|reached|hit|held)\b(?=[^;:!?]*\d))"
    r"(?:(?! (?:and|but|while|so) )(?:[^,.;:!?]|[.,](?=\d)))*$"
)
_TO_COME = regex(r"\b(?:will|would|to be|if|unless|may|might|could|shall|going to)\b|'ll\b")
_YEARLESS = ("month", "dmy", "mdy")
_DONE_IN = ("in", "for", "on", "during")


def _was_then(found: Found) -> bool:
    """True for a month or day without a year at which something was."""
    first = found.atom.first
    yearless = found.atom.kind in _YEARLESS and found.prep in _DONE_IN
    if not yearless or first is None or first <= found.today or found.words[-1].isdigit():
        return False
    around = found.head + found.tail
    return _WAS_SO.search(found.head) is not None and _TO_COME.search(around) is None


_ON_OR = " or before "  # "on or before 1 May" has that day, too

_FOR_DAYS = ("for", "by", "before", "until")
_KINDS = {
    kind: frozenset(words.split(","))
    for kind, words in {
        "before": "before,b4,prior to,pre,ahead of,earlier than,sooner than,any time before,anytime before",
        "after": (
            "after,post,later than,past,beyond,not before,no earlier than,not earlier than,no "
            "sooner than,not sooner than,at the earliest in,since"
        ),
        "from": "from,starting in,starting from,beginning in,as of",
        "until": "between now and,until,till,'til,up to,up until,through,not until",
        "by": "by,no later than,not later than,come,as late as,until after,till after,til after",
    }.items()
}

_NOT_BEFORE = (
    "not before",
    "no earlier than",
    "not earlier than",
    "no sooner than",
    "not sooner than",
    "at the earliest in",
)

_FROM_TO = ("months", "ddmy", "mddy")
_STARTING = ("starting", "beginning")
_STARTS = ("start", "beginning", "dawn")  # "by the start of 2031" is by its first day
_ENDS = ("end", "close", "turn", "finish", "exit", "last out")
_IN = ("in ", "in the ")  # "early in 2031"
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}


def _placed(found: Found, first: date, last: date) -> Window:
    """A period on the calendar under its preposition."""
    prep, kind = found.prep, _KIND_OF.get(found.prep, "in")
    several = found.atom.kind == "range"
    at_end = any(word in found.shade for word in _ENDS)
    # "Before the decade is out" ends with the decade, not before it begins; so does "before the
    # decade", which has begun, but not "before next summer".
    out = _OUT if found.atom.kind == "span" and first <= found.today else _IS_OVER
    at_end = at_end or out.match(found.tail) is not None
    at_end = at_end or (found.atom.kind == "span" and first == last)  # "before year-end"
    if kind == "before" and found.head.endswith(_ON_OR):
        kind = "by"
    if kind == "before":
        part = before_shaded(first, last, found.shade) if found.shade else None
        return found.window(kind, deadline=last if at_end else part or cal.add_days(first, -1))
    if kind == "after":
        open_ended = several or found.atom.kind == "decade" or prep in _NOT_BEFORE
        begins = first if open_ended else cal.add_days(last, 1)
        return found.window("since" if prep == "since" else kind, not_before=begins)
    if kind == "until":
        other = (cal.add_days(first, -1),) if several else ()
        opened = first if several else None
        return found.window(kind, not_before=opened, deadline=last, alternatives=other, opens=first)
    asked = prep == "as of" and found.tail.startswith("?")  # what holds on that very day
    to = found.atom.kind in _FROM_TO or (found.atom.kind == "weekday" and prep in _STARTING)
    to = to or (found.atom.kind == "qy" and "to " in found.words)
    if kind == "from" and not several and not asked and not to:
        return found.window(kind, not_before=first)
    if kind == "by" and not several:
        starts = first > found.today and any(map(found.shade.__contains__, _STARTS))
        return found.window(
            kind, deadline=first if starts else last, alternatives=(last,) if starts else ()
        )
    bare = prep in ("", "of", *_STARTING) and not found.shade.endswith(_IN)
    kind = "bare" if bare else "by" if kind == "by" else "in"
    return found.window(kind, not_before=None if at_end and not several else first, deadline=last)
