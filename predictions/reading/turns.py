"""Who says what in a text: comment threads, chats and transcripts, by the lines that name a speaker."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from predictions.reading.dates import find_date
from predictions.text import plain_ends

# Captions and message exports: their readers name the speakers.
SPOKEN = ("text/vtt", "application/x-subrip", "application/json")
# Pages: their reader drops all emphasis but that of the lines that it writes above comments.
MARKED = "text/html"
_NAME = r"[^\W_][^\n:\[\]()<>|]{0,48}?"
_ASIDE = r"(?:[ \t]\([^()\n\d]{1,30}\))?"  # "(he/him)", "(pinned)"
_PROPER = r"[A-Z][\w.'’-]{0,30}(?: (?:[A-Z][\w.'’-]{0,30}|de|van|von|der|of)){0,4}(?: \d{1,2})?|[A-Z][A-Z0-9 .'’_-]{1,40}"
_PLAIN = _PROPER.replace(r"(?: \d{1,2})?", "")  # "Section 1: ..." is nobody
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:[ \t\u202f]?[AaPp]\.?[Mm]\.?)?"
_DAY = r"\d{4}-\d\d-\d\d|\d{1,2}[./-](?:\d{1,2}|[A-Za-z]{3})[./-]\d{2,4}|[A-Za-z]{3,9} \d{1,2}, \d{4}|\d{1,2} [A-Za-z]{3,9} \d{4}"
_STAMP = (
    rf"(?:(?:{_DAY})(?:(?:,|T|[ \t]+at)?[ \t]*(?:{_CLOCK})(?:Z|[ \t]?[+-]\d\d:?\d\d)?)?|{_CLOCK})"
)
# One line that names a speaker, in the forms that readers of CalledIt write and that people paste.
_LEADS = (
    rf"\*\*(?P<own>[^*\n]{{1,80}})\*\*(?:[ \t]\((?P<own_day>{_DAY})\))?:[ \t]*\n?",
    rf"\*\*(?P<j>[^*\n]{{1,80}}?):?\*\*:?[ \t]*[\[(]?(?P<stamp_j>{_CLOCK})[\])]?:?[ \t]*\n?",
    rf"[\[(](?P<stamp_a>{_STAMP})[\])][ \t]*[-–—]?[ \t]*(?P<a>{_NAME}){_ASIDE}(?::[ \t]+|:?[ \t]*\n)",
    rf"\[(?P<g>{_NAME})\][ \t]*\[(?P<stamp_g>{_STAMP})\]:?[ \t]+",
    rf"(?P<stamp_b>{_STAMP})[ \t]*[-–—][ \t]+(?P<b>{_NAME}):[ \t]*\n?",
    rf"(?P<stamp_c>{_CLOCK})[ \t]+(?P<c>{_PROPER})(?::[ \t]*\n?|[ \t]*\n)",
    rf"(?P<d>{_PROPER})[ \t]*[\[(](?P<stamp_d>{_STAMP})[\])]:?[ \t]*\n?",
    rf"(?P<stamp_i>{_CLOCK})[ \t]+From[ \t]+(?P<i>{_NAME})(?:[ \t]+to[ \t]+[^:\n]{{1,60}})?[ \t]*:[ \t]*\n?",
    rf"(?P<h>{_PROPER})[ \t]+(?P<stamp_h>{_STAMP})[ \t]*\n",
    rf"(?P<e>{_NAME})[ \t]+—[ \t]+(?P<stamp_e>{_STAMP}|(?:Today|Yesterday) at {_CLOCK})[ \t]*\n",
)
_SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:20)?\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<!\d)(?P<day>\d{1,2})-(?P<month>[A-Za-z]{3})-(?P<year>\d\d)(?!\d)")
_STAMPED = re.compile(r"^(?:" + "|".join(_LEADS) + r")", re.MULTILINE)
_BARE = re.compile(
    rf"^(?P<f>{_PLAIN}|(?:Speaker|Participant|Guest|Caller|Respondent) \d{{1,2}}){_ASIDE}:[ \t]+(?=\S)",
    re.MULTILINE,
)
_MARK = re.compile(rf"^[ \t]*[\[(]?(?:{_CLOCK})[\])]?(?:[ \t]*[-–—:])?[ \t]+(?=\S)", re.MULTILINE)
_FEWEST = 3  # lines that name a speaker before a text counts as a conversation
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without a break: `text[start:end]`, without the line that names them."""

    start: int
    end: int
    speaker: str
    written: date | None = None
    marked: bool = False  # named by a line of its own, as readers of CalledIt write it
    lead: int | None = None  # where the words begin that name the speaker, with a time or in stars


def turns(text: str, *, spoken: bool = False) -> list[Turn]:
    """Return the turns of a text in its order; none where it is no conversation.

    `spoken`: the text is known to be one, so that a name that stands once is a speaker's as well.
    """
    text = plain_ends(text)
    leads = _leads(text, spoken=spoken)
    found = []
    ends = [*(lead.start() for lead in leads[1:]), len(text)][: len(leads)]
    for lead, end, day in zip(leads, ends, _days(leads), strict=True):
        said = text[lead.end() : end]
        start = lead.end() + len(said) - len(said.lstrip())
        end_of_words = lead.end() + len(said.rstrip())
        if start < end_of_words and (name := _speaker(lead)):
            own, stamped = lead.groupdict().get("own"), lead.re is _STAMPED
            marked = bool(own) and lead[0].endswith("\n")
            begin = lead.start() if stamped else None
            found.append(Turn(start, end_of_words, name, day, marked, begin))
    return found


def time_marks(text: str) -> list[tuple[int, int]]:
    """Return the spans of clock times that begin the lines of a transcript; they are no words of it."""
    text = plain_ends(text)
    sample = text[:_SAMPLE]
    lines = sum(1 for line in sample.split("\n") if line.strip())
    if 2 * sum(1 for _ in _MARK.finditer(sample)) < max(lines, 2 * _FEWEST):
        return []
    return [match.span() for match in _MARK.finditer(text)]


def _leads(text: str, *, spoken: bool) -> list[re.Match[str]]:
    own = "**" in text
    stamped = [lead for lead in _STAMPED.finditer(text) if not (own and _is_label(lead))]
    if (own and any(match["own"] for match in stamped)) or len(stamped) >= _FEWEST:
        return stamped
    # "Name: text" alone is also how notes and definitions look: names must come back.
    bare = list(_BARE.finditer(text))
    if spoken:
        return sorted((*stamped, *bare), key=lambda lead: lead.start())
    names = Counter(match["f"] for match in bare)
    # One letter is a place in a team or an answer to tick; of speakers only Q and A are so short.
    speakers = {n for n, times in names.items() if times > 1 and (len(n) > 1 or n in "QA")}
    if len(speakers) < 2:
        return []
    return [match for match in bare if match["f"] in speakers]


# Words that head an entry of a list, and are part of nobody's name.
_LABELS = re.compile(
    r"\b(?:who|what|why|how|when|which|where|will|would|should|could|wins?|the|my|our|your|but|and|key|overall|best|worst|most|least|predictions?|forecasts?|claims?"
    r"|status|window|rationale|reason(?:s|ing)?|outcome|results?|grade|verdict|confidence|probability|likelihood|odds|deadline|resolution|criteria|evidence|notes?"
    r"|update|summary|example|timeframe|accuracy|winner|pick)\b",
    re.IGNORECASE,
)


def _is_label(lead: re.Match[str]) -> bool:
    """True for "**Who will win**: ...", before words on the same line."""
    name = lead.groupdict().get("own")
    if not name or lead[0].endswith("\n"):
        return False
    return _LABELS.search(name) is not None


def _speaker(lead: re.Match[str]) -> str | None:
    named = (value for key, value in lead.groupdict().items() if "_" not in key and value)
    name = next(named, "").strip(" \t-–—:")
    return re.sub(r"#\d{4}$", "", name) or None


def _stamps(lead: re.Match[str]) -> Iterator[str]:
    return (value for key, value in lead.groupdict().items() if "_" in key and value)


def _days(leads: list[re.Match[str]]) -> list[date | None]:
    """Return the day of each lead; "3/4/26" is read where others of the text tell day from month."""
    stamps = [" ".join(_stamps(lead)) for lead in leads]
    slashed = [match for stamp in stamps if (match := _SLASHED.search(stamp))]
    day_first = {
        int(match["a"]) > 12 for match in slashed if max(int(match["a"]), int(match["b"])) > 12
    }
    known = day_first.pop() if len(day_first) == 1 else None
    return [_day(stamp, day_first=known) for stamp in stamps]


def _day(stamp: str, *, day_first: bool | None) -> date | None:
    if match := _SLASHED.search(stamp):
        if day_first is None:
            return find_date(stamp)
        day, month = (match["a"], match["b"]) if day_first else (match["b"], match["a"])
        return find_date(f"{_whole_year(match['year'])}-{int(month):02}-{int(day):02}")
    if match := _SHORT_YEAR.search(stamp):
        stamp = f"{match['day']} {match['month']} {_whole_year(match['year'])}"
    return find_date(stamp)


def _whole_year(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"
