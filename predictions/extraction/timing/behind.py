"""Times that are no deadline: what a claim is measured against, when something was said or done."""

from predictions.regexes import regex
from predictions.windows import Window

_COMPARED = regex(r"\b(?:than|as|unlike|like|from|similar to)\b[^,;:]{0,36}$")
# "The firms of today", "most firms today will exist": a thing of today, not the time of the claim.
_THING_BEFORE = regex(
    r"\b(?!(?:whether|if|that|think|believe|say|because|and|but|so|or|as|when|what|how|while) $)[a-z]+ $"
)
_OWNS = regex(
    r"'s (?!(?:[\w-]+ ){0,2}(?:vote|match|game|election|meeting|announcement|keynote|event"
    r"|session|debate|race|weather|launch|trading|hearing|decision"
    r"|report|release|show|draw|final|fight|poll|budget|result|summit|speech|strike|protest|open|close)s?\b)"
)
_SOME_DAY = ("into ", "of ")  # "the ferries of tomorrow"
_VERB_BEHIND = regex(r" (?:will|won't|would|wouldn't|may|might|could|shall)\b|'ll\b")
# "Up from 2024", "below normal for late January", "compared with 2019".
_MEASURED = regex(
    r"\b(?:than(?: (?:was |were )?(?:predicted|expected|forecast|planned|seen|reported|recorded|estimated))?"
    r"|(?:as|like) (?:it|they|he|she|we|that) (?:was|were|did|had)(?: [\w'-]+){0,5}"
    r"|compared(?: to| with)?|relative to|versus|vs\.?) $"
)
_NORMAL = regex(r"\b(?:normal|average|typical|usual) for (?:[\w-]+[ -])?$")
# "What happens today", "as it is today", but not "will rain today".
_NOW = regex(
    r"\b(?:what|which)\b[^,;:.]{0,30}$|\bthat (?:we|you|they|people|it|he|she"
    r"|i)(?: (?!(?:will|would|may|might|could|can|shall)\b)[\w'-]+){1,6} $"
    r"|\b(?:is|are|have|has|do|does)(?: available| used| known)? $"
)
# "The way economists use them today", "what we can do today".
_AS_IT_IS = regex(
    r"\b(?:can|cannot|can't)\b[^,;:.]{0,40} $"
    r"|\b(?<!will )(?:we|you|they|people) (?:now )?(?:see|have|use|know|face|enjoy|believe"
    r"|think|call|live|do|make|need|want) $"
    r"|\b(?:way|as|than|which|what)\b(?:(?! (?:will|would|may|might|could|shall|going)\b|'ll)[^,;:.]){0,48} $"
)
_TOLD = regex(r"(?<!be )(?<!will )(?<!to )\b(?:said|told [\w ]{1,30}|wrote|[a-z]{3,}ed) $")
# "The reality today is that", "we hope today that"; "today it's a niche".
_THAT = regex(r" (?:is )?that\b")
_TODAY_IS = regex(
    r",? (?:it's|it is|there's|there is|there are|they're|they are|we're still|we are still)\b"
)
# "Back in September", where a sentence or an aside begins; "earlier this year".
_BACK_IN = regex(r"(?:^|[.,;:!?(\u2014\n-] ?|\b(?:and|but|so|was|were) )[\W_]*back $")
_UNDER_WAY = ("this ", "in the year", "in the week", "in the month", "in the season")
_MOVED = regex(r"\b(?:up|down|changed?|growth|increase|decline|grew|fell|rose|drop|different) $")
# "112 billion in 2030" behind "from", "against", "compared with": what a number is measured against.
_NUMBER_WAS = regex(
    r"\b(?:from|against|versus|vs\.?|compared (?:with|to)"
    r"|after)(?: (?:an?|the|about|around|roughly|some|only|just|nearly|almost|expected"
    r"|estimated|projected|record|last year's))*"
    r" (?:(?:range of|between) [~$\u00a3\u20ac]?\d[\d.,]*(?: ?%)? (?:to"
    r"|and) )?[~$\u00a3\u20ac]?\d(?:(?! to | that | will | would | and |[;:()]|, ).){0,40} $"
)
_DIGIT = regex(r"\d")
_THAN_IT_WAS = regex(
    r"\bthan (?!(?:half|(?:an?|one|two|three|four) (?:half|third|quarter|fifth|tenth)s?"
    r"|\d[\d.,]*(?: ?%)?|\w+ percent)\b)(?:[\w'-]+ ){1,4}(?:was|were|did|had|made|got|saw|won"
    r"|lost|sold|spent|grew|fell|rose|ran|forecast|thought|foresaw|[a-z]{2,}ed) $"
)
_FULL_YEAR = regex(r"\d{4}")
_FROM = regex(r"\bfrom [\w.,%$\u00a3\u20ac -]{1,25} $")  # "from 5% in 2004 to 4%"
# "Which fell from 3.2 in 1990 to 2.5 in 2031, will fall to 2.2"
_WENT = regex(
    r"\b(?:fell|rose|grew|went|dropped|declined|increased|decreased|climbed|slid|sank|jumped"
    r"|shrank|soared|surged|expanded|slipped|plunged|tumbled|improved"
    r"|moved) from [^,;:()]{1,48} $"
)
# "Features we got this year", "has lasted for ten years", "On Monday, the bank said".
_DONE = regex(
    r"\b(?:got|had|saw|made|did|came|was|were|went|bought|sold|built|won|lost|held|[a-z]{2,}ed)(?: \w+)? $"
)
# "Will be closed this year" is still to come.
_TO_BE = regex(r"\b(?:be|get|being|getting|will|to)(?: \w+)? $")
# "Having bought the mill in 2027"
_HAVING = regex(
    r"\bhaving (?:(?:already|previously|just|only|not|recently|first) )?(?:[a-z]{2,}ed|been"
    r"|made|won|lost|sold|bought|built|taken|seen|done|gone|come|become|spent|grown|cut|left"
    r"|found|held|fallen|risen|paid) (?:[\w'-]+ ){0,7}$"
)
_LASTED = regex(r"(?:\b(?:have|has|had|been)|'ve)\b[^.;:]{0,36}$")
_SAID_THEN = regex(
    r"(?:,? [\w'&-]+){0,10}?,? (?:said|warned|told|announced|predicted|wrote|added|cautioned"
    r"|raised|lowered|lifted|trimmed|revised|reiterated|testified|insisted|unveiled"
    r"|acknowledged)\b"
)
_AHEAD = regex(r"\b(?:will|won't|would|may|might|could|shall)\b|'ll\b")
_SAID_ON = regex(
    r"\b(?:(?:said|warned|told \w+|announced|wrote|added|reported|cautioned|testified|insisted"
    r"|acknowledged|argued|conceded|admitted|predicted|tweeted)"
    r"(?: (?:in|at|during)(?: +(?!(?:that|will|would|may|might|could|to)\b)[\w'%$-]+){1,8}?)?"
    r"|(?<!be )(?:published|released|issued))(?: late| early)? $"
)
# "The one that came out in October": a clause of its own, in the past.
_PAST_CLAUSE = regex(
    r"\b(?:that|which|who|where|when|we|they|he|she|it"
    r"|i)\b(?: (?!(?:will|would|to|be|may|might|could|can|is|are)\b)[\w'-]+){0,3}? (?:got|had"
    r"|saw|made|did|came|was|were|went|[a-z]{2,}ed)(?: (?:out|up|on|off|back|down|over))? $"
)
# "Announces that she will run in 2036": what comes true is the announcement.
_TO_RUN = regex(
    r"\b(?:decid|announc|declar|prepar|vow|launch)\w*\b[^.;:!?]{0,40}\b(?:run(?:ning)?|bid"
    r"|campaign|candidacy|candidate)\b(?: for (?:the )?[\w-]+(?: [\w-]+)?)? $"
)
_NEAR_HEAD = 20
_SPEECH = 120  # so far behind "said in a report on" a day may stand
# "In November the council had decided", "by late October, polls showed a tie": where a sentence begins with it.
_NAMED = regex(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan|feb|mar|apr|may|june?|july?|aug|sep"
    r"|oct|nov|dec|spring|summer|autumn|fall|winter)(?:uary|ruary|ch|il|ust|t?(?:ember)?"
    r"|ober)?\b"
)
_BEGINS = regex(r"[\W_]*(?:(?:and|but|so|then|however|also|again|already|only)\W+){0,2}")
_HAD_BEEN = regex(
    r"(?:,? (?!(?:will|would|wouldn't|may|might|could|shall|can|to|if|is|are|has|have"
    r"|unless)\b)[\w'$%-]+){1,9}?,? "
    r"(?:had|was|were|did|saw|said(?!,)|went|came|began|took|made|got|gave|told|wrote|showed"
    r"|rose|fell|grew|won|lost|found|left|held|became"
    r"|[a-z]{2,}ed (?:the|an?|its|his|her|their|our|my|that|to|from|in|on|at|with|for|up|down"
    r"|out|slightly|sharply))\b"
)
_YEARLESS = regex(r"\D*(?:\d\d?(?:st|nd|rd|th)?)?\D*")


def looks_back(low: str, begin: int, end: int, window: Window) -> bool:
    """True for a window of the sentence from `begin` to `end` that says when something was, not will be."""
    before = low[max(begin, window.start - 60) : window.start]
    words = low[window.start : window.end]
    if words.endswith("tomorrow"):
        return words.startswith(_SOME_DAY) or _OWNS.match(low, window.end) is not None
    if _THAT.match(low, window.end) and _is_said(before, words):
        return True
    if words.endswith("day") and (
        (words.endswith("today") and _is_nowadays(low, before, window))
        or _said_then(low, before, window, begin, end)
    ):
        return True
    if _went(low, before, window) or _long_before(low, begin, end, window):
        return True
    if window.kind == "after":  # "more than twenty years from now"
        return False
    return _measured(before, words, window.kind) or _was(before, words, window.kind)


def _went(low: str, before: str, window: Window) -> bool:
    """True for the first time of "from 5% in 2004 to 4%"."""
    if low.startswith(" to ", window.end) and _FROM.search(before):
        return True
    return " from " in before and _WENT.search(before) is not None


def _is_said(before: str, words: str) -> bool:
    """True for the time of "he suggested in October that", which is when he did."""
    return _YEARLESS.fullmatch(words) is not None and _TOLD.search(before) is not None


def _is_nowadays(low: str, before: str, window: Window) -> bool:
    """True for "today" that says how things are, or what was done on the day of the text."""
    if any(p.match(low, window.end) for p in (_OWNS, _THAT, _TODAY_IS)):
        return True
    if _THING_BEFORE.search(before) and _VERB_BEHIND.match(low, window.end):
        return True
    last = before.rfind(" ", 0, -1) + 1
    done = window.kind == "bare" and _DONE.match(before, last)
    if done and not _TO_BE.search(before, 0, last):
        return True
    return any(p.search(before) for p in (_COMPARED, _NOW, _AS_IT_IS))


def _long_before(low: str, begin: int, end: int, window: Window) -> bool:
    """True for "back in September, when ...", "under the flood earlier in the year", "in November the council had ..."."""
    if low.endswith("earlier ", begin, window.start):
        return low.startswith(_UNDER_WAY, window.start)
    near = max(begin, window.start - _NEAR_HEAD)
    if low.endswith("back ", begin, window.start) and _BACK_IN.search(low, near, window.start):
        return True
    return near == begin and _had_been(low, begin, end, window)


def _said_then(low: str, before: str, window: Window, begin: int, end: int) -> bool:
    """True for the day of speech: "On Monday, the bank said", "it said on Monday", but not "it said Monday will be cold"."""
    if _SAID_THEN.match(low, window.end, end):
        return not _AHEAD.search(before)
    before = low[max(begin, window.start - _SPEECH) : window.start]
    return bool(_SAID_ON.search(before)) and not _VERB_BEHIND.match(low, window.end)


def _measured(before: str, words: str, kind: str) -> bool:
    """True for a time that the claim is measured against."""
    if kind == "from" and (words.startswith("as of") or _MOVED.search(before)):
        return True
    if "than " in before and _THAN_IT_WAS.search(before):
        return True
    if _DIGIT.search(before) and _NUMBER_WAS.search(before):
        return True
    return any(p.search(before) for p in (_MEASURED, _NORMAL)) or bool(
        _NORMAL.search(before + words[:4])
    )


def _was(before: str, words: str, kind: str) -> bool:
    """True for a time at which, or for which, something was."""
    if "having " in before and _HAVING.search(before):
        return True
    if kind == "for" and _LASTED.search(before):
        return True
    if _TO_RUN.search(before):
        return True
    done = _DONE.search(before) if words.startswith("this ") else None
    if done and not _TO_BE.search(before, 0, done.start()):
        return True
    return _YEARLESS.fullmatch(words) is not None and _PAST_CLAUSE.search(before) is not None


def _had_been(low: str, begin: int, end: int, window: Window) -> bool:
    """True for a day, month or season without a year that begins a sentence in the past."""
    words = low[window.start : window.end]
    if _FULL_YEAR.search(words) or not _NAMED.search(words):
        return False
    opens = _BEGINS.fullmatch(low, begin, window.start) is not None
    return opens and _HAD_BEEN.match(low, window.end, end) is not None
