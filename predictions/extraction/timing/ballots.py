"""The election that a text is about: claims on who wins it come true on its day."""

from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import windows_in
from predictions.extraction.proposing.proposals import Proposal
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.elections import national_election

_VOTE = regex(
    r"\b(?:elections?|referendum|ballot|run-?off|polling day|general election|by-election"
    r"|(?:senate|house|governor's|gubernatorial|congressional) (?:races?|seats?|map|contests?)"
    r"|toss-?ups|electoral (?:college|votes?))\b"
)
_VOTES = (
    "election",
    "ballot",
    "referendum",
    "run-off",
    "runoff",
    "polling day",
    "electoral",
    "races",
    "seats",
    "tossups",
    "toss-ups",
)
_PRIMARY = regex(
    r"\b(?:primar(?:y|ies)|nominations?|nominees?|caucus(?:es)?|delegates|leadership)\b"
)
_PLACES = {
    "uk": (
        r"tor(?:y|ies)|labour|lib ?dems?|liberal democrats|conservatives|ukip|snp|plaid"
        r"|hung parliament|westminster"
    ),
    "us": (
        r"democrats?|republicans?|gop|electoral (?:college|votes)|swing states?|senate|dems"
        r"|blue wall|white house"
    ),
    "canada": r"ndp|bloc quebecois|ottawa|elections canada|liberals",
    "australia": (
        r"labor(?: (?:party|governments?|mps?|senators?|seats?|voters?)|'s)\b|the coalition"
        r"|liberals|nationals|one nation|two-party preferred"
    ),
    "germany": r"cdu|csu|spd|afd|bundestag|fdp",
}
_WORDS = {country: regex(rf"\b(?:{words})\b") for country, words in _PLACES.items()}
_ABOUT_IT = regex(
    r"\b(?:wins?|winning|won't win|los(?:e|es"
    r"|ing)(?! (?:an?|your|their|his|her|our|my|its|money|business|jobs?|patience|interest"
    r"|faith|trust|hope|sight|touch|track|sleep|weight)\b)|victory|defeat(?:ed|s)?|landslide"
    r"|majority|plurality|seats?|vot(?:es?|ers|ing)|turn-?out"
    r"|polls?|polling|re-?elect(?:ed|ion)|elected|beats?|beaten|carr(?:y|ies)|swing|gains?"
    r"|hung parliament|too close|be close|narrow(?:s|er|ing)?|gap|lead"
    r"|sweep|flip|outsider|squeak|drubbing|wipe(?:d|-)?out|hold on to|popular vote)\b"
)
# What comes of it later, or before it, has another day.
_OTHERWISE = regex(
    r"\b(?:after(?:wards)?|government|coalition talks|cabinet|term|economy|taxes|nominations?"
    r"|nominees?|primar(?:y|ies)|caucus(?:es)?|leader(?:ship)?|resigns?|brexit|next time)\b"
)
_NEAR = 200  # a campaign: farther off, other things are as likely meant
_FIRST = 20_000  # so much of a text tells its country
_EARLY = 4000  # and so soon one that is about an election says so
_BEGINNING = 6
_REACH = 60


def read_ballot(document: Document) -> Window | None:
    """The day of the election that a text is about: as its first lines state it, or as the calendar does."""
    low = document.low
    if document.published is None or not any(map(document.holds, _VOTES)):
        return None
    if not _VOTE.search(low):
        return None
    return _stated(document) or _known(document)


def decided_there(document: Document, proposal: Proposal, ballot: Window | None) -> bool:
    """True for a claim on how the election goes, made before it."""
    if ballot is None or ballot.deadline is None:
        return False
    day = document.day(proposal.start)
    low, span = document.low, (proposal.start, proposal.end)
    ahead = day is not None and day <= ballot.deadline
    return ahead and bool(_ABOUT_IT.search(low, *span)) and not _OTHERWISE.search(low, *span)


def _stated(document: Document) -> Window | None:
    """A day ahead that stands beside the word in the first lines."""
    low, today = document.low, document.published
    for block in document.blocks[:_BEGINNING]:
        end = min(block.end, block.start + 400)
        for match in _VOTE.finditer(low, block.start, end):
            first, last = max(block.start, match.start() - _REACH), min(end, match.end() + _REACH)
            for window in windows_in(document.copy[first:last], today, lowered=low[first:last]):
                one_day = window.deadline is not None and window.kind in ("in", "bare", "event")
                one_day = one_day and window.not_before in (None, window.deadline)
                if one_day and today and window.deadline and window.deadline > today:
                    return window
    return None


def _known(document: Document) -> Window | None:
    """The national election that is near, in the country whose parties the text names most."""
    low, today = document.low[:_FIRST], document.published
    if today is None or not _VOTE.search(low, 0, _EARLY):
        return None
    if len(_PRIMARY.findall(low)) > len(_VOTE.findall(low)) + 1:
        return None
    counts = {country: len(words.findall(low)) for country, words in _WORDS.items()}
    country = max(counts, key=lambda name: counts[name])
    if counts[country] < 2:
        return None
    day = national_election(country, today, within=_NEAR)
    return Window(start=0, end=0, kind="event", deadline=day) if day else None
