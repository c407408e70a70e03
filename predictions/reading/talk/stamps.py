"""When a line of a forum says that something was written, and what of the line is somebody's name."""

import re
from dataclasses import dataclass

from predictions.reading.talk.signs import LONGEST
from predictions.regexes import regex

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20|21)\d\d"
DATE = (
    rf"(?:{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR}"
    rf"|\d{{1,2}}[/-]\d{{1,2}}[/-]\d\d|\d\d\.\d\d\.\d\d"
    rf"|{_MONTH} \d{{1,2}} \d\d:\d\d(?::\d\d)?(?: [a-z]{{3,4}})? {_YEAR}"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}\.?,?[ -]{_YEAR})"
)
_UNITS = r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|mo|[smhdwy])"
AGO = rf"(?:(?:an?|about an?|last|over an?|\d{{1,3}}) ?{_UNITS} ago|just now|yesterday)"
_CLOCK = (
    r"(?:\bat )?\b\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,6})?(?: ?[ap]\.?m\b\.?)?(?: ?(?:utc|gmt|z"
    r"|[ecmp][sd]t|cet|cest|bst|[+-]\d\d:?\d\d))?\b"
)
_WEEKDAY = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?"
STAMP = regex(rf"(?<![\w.])(?:{DATE}|{AGO})(?!\w)", re.IGNORECASE)
_WHEN = regex(rf"{_WEEKDAY}|(?<![\w.])(?:{DATE}|{AGO})(?!\w)(?:t(?=\d))?|{_CLOCK}", re.IGNORECASE)
_BARE_AGE = regex(r"\d{1,3}(?:mo|[smhdwy])", re.IGNORECASE)  # "3d", alone on a line
# "[-]kern3mo 12": as LessWrong and old Reddit are copied.
_GLUED = regex(
    r"\[[-\u2013+]\]\s?(?P<name>[A-Za-z][\w .'-]{1,38}?)(?P<age>\d{1,2}(?:mo|[hdwy]))(?:\s-?\d{1,4})*\s*"
)
_LINK = regex(r"\[([^\[\]\n]{1,60})\]\((?:[^()\s]|\([^()\s]*\)){1,300}\)")
_VERBS = (
    r"(?:re)?post(?:ed)? by|comment(?:ed)? by|repl(?:y|ied) (?:by|from)|answer(?:ed)? by|written by"
    r"|submitted by|asked by|says|said|wrote|writes|commented|replied|posted|asked|answered"
)
# What only programs write beside a name.
_CHROME = (
    r"\d[\d,.]*k? (?:points?|likes?|upvotes?|votes?|karma|repl(?:y|ies)|comments?|shares?|views?"
    r"|reactions?)|#\d+|\[[-\u2013+]\]|(?:parent|next|prev|root|context|favorite|flag|hide"
    r"|permalink|reply|link|edit(?:ed)?|share|report|quote|op|mod|avatar|top|new)(?![\w-])"
)
_STRONG = regex(
    rf"\b(?:{_VERBS})\b|(?<!\w)(?:{_CHROME})|(?<![\w.]){AGO}|[\u00bb\u2022\u00b7|]"
    rf"|\[(?:[^\[\]\n]*\d{{1,2}}:\d\d[^\[\]\n]*)\]",
    re.IGNORECASE,
)
_BESIDE = regex(
    rf"\b(?:{_VERBS})\b:?|(?<!\w)(?:{_CHROME})|(?<!\w)(?:by|on|at|from|date|u/)(?!\w)|@(?=\w)|\\",
    re.IGNORECASE,
)
_SAYS = regex(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
_SIGNS = " \t*_#>|\u00ab\u00bb\u2022\u00b7\u2014\u2013:,()[]\u2191-"
_NAME = regex(
    r"[^\W_][\w.'\u2019-]*(?: (?:(?:de|da|van|von|der|den|la|le|bin|al"
    r"|of) ){0,2}[A-Z0-9(][\w.'\u2019)-]*){0,3}"
)
_NO_NAME = regex(
    r"\b(?:the|is|are|was|were|and|to|in|an?|it|this|that|for|update[sd]?|edit|chapter|part"
    r"|section|version|release[sd]?|v?\d+(?:\.\d+)+|unreleased|week|day|month|year|total|source"
    r"|published|date|time|name|note|abstract|accessed|retrieved|archived|last|modified|created"
    r"|copyright|volume|vol|issue|no|page|added|fixed|changed|removed|deprecated|security"
    r"|features?|fixes|changes|improvements|documentation|patch)\b|\d\.\d",
    re.IGNORECASE,
)
# "Post by The Mill Owner on 2031-03-03": whatever stands there is a name.
_BY = regex(
    rf"\W*(?:re: .{{0,80}}?)?(?:(?:re)?post(?:ed)?|comment(?:ed)?|repl(?:y|ied)|answer(?:ed)?"
    rf"|written|submitted|asked) (?:by"
    rf"|from)\b:?[ \t*_]*(?P<name>[^\W_](?:.{{0,38}}?[^\s,])??)[*_ \t]*(?:,|\(|\||\bon\b|\bat\b"
    rf"|[\u00bb\u00b7\u2022\u2014\u2013-])[ \t]*(?:{_WEEKDAY}[ \t]*)?(?:{DATE}|{AGO})(?!\w)",
    re.IGNORECASE,
)
_LABEL = regex(rf"[\W_]*[^\W_][^:\n]{{0,30}}:[\W_]*(?:{_WEEKDAY}[ \t]*)?{DATE}\W*", re.IGNORECASE)
# What stands within a post, with a day in it.
_OF_A_POST = regex(
    r"\W*(?:quote from|quoting|originally posted|in reply to|replying to"
    r"|(?:last )?(?:edited|modified|updated)|source|via|accessed)\b",
    re.IGNORECASE,
)
_MAIL = regex(r"<[^<>\s]+@[^<>\s]+>")
_PLACE = regex(rf"[^,\n]{{2,40}}, (?:{_WEEKDAY} ?)?{DATE}\W*", re.IGNORECASE)
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Stamped:
    """A line that says when something was written: by whom, if it says so, and when."""

    name: str | None
    when: str  # what it says of the day
    sure: bool  # in words that only programs write


def stamped(line: str) -> Stamped | None:
    """What a line of nothing but a time, a name and the words of a program says; None for any other."""
    bare = line.strip()
    if not bare or len(bare) > LONGEST or bare.startswith("|"):
        return None
    if glued := _GLUED.fullmatch(bare):
        return Stamped(glued["name"], "", True)
    if _BARE_AGE.fullmatch(bare):
        return Stamped(None, "", True)
    if not STAMP.search(bare) or _MAIL.search(bare) or _OF_A_POST.match(bare):
        return None
    return _dated(bare)


def _dated(bare: str) -> Stamped | None:
    words = _LINK.sub(r"\1", bare)
    if said := _BY.match(words):
        return Stamped(said["name"], words[said.end("name") :], True)
    rest = _left(_WHEN.sub(" ", words))
    sure = _STRONG.search(words) is not None
    if not any(map(str.isalnum, rest)):
        return Stamped(None, words, sure)
    labelled = _LABEL.fullmatch(bare) and not _SAYS.search(bare)
    if not is_name(rest) or labelled or _PLACE.fullmatch(bare):
        return None
    return Stamped(rest, words, sure)


def named(line: str) -> str | None:
    """The name that a line of its own is: "Mara Kern", "**kern** says:", "u/kern"."""
    bare = line.strip()
    if not 0 < len(bare) <= _LONGEST_NAME + 20 or bare.endswith((".", "!", "?", ",", ";")):
        return None
    rest = _left(_LINK.sub(r"\1", bare))
    return rest if is_name(rest) else None


def is_name(words: str) -> bool:
    """True for one word, or a few with capitals, none of which is a word of a sentence."""
    if not 1 < len(words) <= _LONGEST_NAME or not any(map(str.isalpha, words)):
        return False
    return _NAME.fullmatch(words) is not None and _NO_NAME.search(words) is None


def _left(words: str) -> str:
    rest = " ".join(_BESIDE.sub(" ", _ADDRESS.sub(" ", words)).split()).strip(_SIGNS)
    return _COUNT.sub("", rest).strip(_SIGNS)


_ADDRESS = regex(
    r"(?<!\S)[\w.+-]{1,60} (?:at|\(at\)) [\w-]{1,60}(?:\.[\w-]{2,30}){1,4}(?!\S)"
)  # "kern at example.org"
_COUNT = regex(r"(?:^|[ |]+)-?\d{1,5}$")  # votes
