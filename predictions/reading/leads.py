"""The lines of a conversation that name who speaks, with a time or without one."""

import re
from collections import Counter

from predictions.reading.marks import UNKNOWN
from predictions.regexes import at_lines, regex

# Figures and signs may come first: "+49 151 ...", "_kern", a picture of a wave.
_NAME = r"(?:\+\d|[._]{0,3}[^\W_]|[^\x00-\u20ff\s])[^\n:\[\]()<>|]{0,48}?"
# What phones write around names, most of it unseen: marks of direction, "~" of one who is no contact.
_UNSEEN = r"[\u200e\u200f\u202a\u202c\u202f\u00a0~]{0,4}"
_ASIDE = r"(?:[ \t]\([^()\n\d]{1,30}\))?"  # "(he/him)", "(pinned)"
_PROPER = (
    r"[A-Z][\w.'’-]{0,30}(?: (?:[A-Z][\w.'’-]{0,30}|de|van|von|der|of)){0,4}(?: \d{1,2})?"
    r"|[A-Z][A-Z0-9 .'’_-]{1,40}"
)
_PLAIN = _PROPER.replace(r"(?: \d{1,2})?", "")  # "Section 1: ..." is nobody
_HALF = r"(?:[ \t\u202f\u00a0]?[AaPp]\.?[ \u202f\u00a0]?[Mm]\.?)?"
CLOCK = rf"\d{{1,3}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?{_HALF}"
_DAY = (
    r"\d{4}-\d\d-\d\d|\d{4}/\d{1,2}/\d{1,2}|\d{1,2}[./-](?:\d{1,2}|[A-Za-z]{3})[./-]\d{2,4}|[A-Za-z]{3,9} \d{1,2}, \d{4}"
    r"|\d{1,2} [A-Za-z]{3,9} \d{4}"
)
_STAMP = rf"(?:(?:{_DAY})(?:(?:,|T|[ \t]+(?:at|klo|kl\.|um))?[ \t]*(?:{CLOCK}|\d{{1,2}}\.\d\d(?:\.\d\d)?)(?:Z|[ \t]?[+-]\d\d:?\d\d)?)?|{CLOCK})"
_NO_YEAR = rf"[A-Z][a-z]{{2}} [ \d]\d {CLOCK}"  # HexChat's
_RANGE = rf"{_STAMP}(?:[ \t]*-->[ \t]*{CLOCK})?"
# Of a page, where a chat has names ("<kern> hello").
_TAGS = (
    r"(?:/|(?i:a|abbr|b|big|blockquote|body|br|center|code|d[dlt]|div|em|font|h\d|hr|i|img|li|ol|p"
    r"|pre|s|small|span|strong|su[bp]|table|t[dhrt]|tbody|thead|u|ul)\b)"
)
_NICK = r"\w[\w\[\]\\`^{}|.-]{0,30}"
# One line that names a speaker, in the forms that readers of CalledIt write and that people paste.
_LEADS = (
    rf"\*\*(?P<own>[^*\n]{{1,80}})\*\*(?:[ \t]\((?P<own_day>{_DAY})\))?:[ \t]*\n?",
    rf"\*\*(?P<j>[^*\n]{{1,80}}?):?\*\*:?[ \t]*[\[(]?(?P<stamp_j>{CLOCK})[\])]?:?[ \t]*\n?",
    rf"\u200e?[\[(](?P<stamp_a>{_RANGE})[\])][ \t]*[-–—]?[ \t]*{_UNSEEN}(?P<a>{_NAME}){_UNSEEN}{_ASIDE}(?::[ \t]+|:?[ \t]*\n)",
    rf"\[(?P<g>{_NAME})\][ \t]*\[(?P<stamp_g>{_STAMP})\]:?[ \t]+",
    rf"[\[(](?P<stamp_n>{_RANGE})[\])][ \t]*\[(?P<n>{_NAME})\]:?[ \t]+",
    rf"\u200e?(?P<stamp_b>{_STAMP})[ \t]*[-–—][ \t]+{_UNSEEN}(?P<b>{_NAME}){_UNSEEN}:[ \t]*\n?",
    # "00:43 Yeah." above another stamped line is what somebody said.
    (
        rf"(?P<stamp_c>{CLOCK})[ \t]+(?P<c>{_PROPER})(?::[ \t]*\n?"
        rf"|(?<![a-z][a-z]\.)[ \t]*\n(?=\s*+(?!{CLOCK}\b)\S))"
    ),
    rf"(?P<stamp_o>{CLOCK})[ \t]+(?P<o>[a-z][\w-]{{1,30}}):[ \t]+(?=\S)",
    rf"(?P<d>{_PROPER}),?[ \t]*[\[(](?P<stamp_d>{_STAMP})[\])]:?[ \t]*\n?",
    rf"(?P<stamp_i>{CLOCK})[ \t]+From[ \t]+(?P<i>{_NAME})(?:[ \t]+to[ \t]+[^:\n]{{1,60}})?[ \t]*:[ \t]*\n?",
    rf"(?P<h>{_PROPER})[ \t]+(?P<stamp_h>{_STAMP})[ \t]*\n",
    rf"(?:[\[(]?(?P<stamp_k>{_STAMP}|{_NO_YEAR})[\])]?[ \t]+)?<[ @+%&~]?(?!{_TAGS}>)(?P<k>{_NICK})>[ \t]+(?=\S)",
    rf"(?P<stamp_l>(?:{_DAY})[ T]{CLOCK})\t[@+%]?(?P<l>{_NAME})\t(?=\S)",
    # What somebody does on IRC, "* kern thinks ...", and what its server and exporters write of their own.
    rf"[\[(]?(?P<stamp_p>(?:(?:{_DAY})[ T])?{CLOCK}|{_NO_YEAR})[\])]?[ \t]+\*[ \t]+(?!Now )(?P<p>{_NICK})[ \t]+(?=\S)",
    rf"[\[(]?(?P<stamp_q>(?:(?:{_DAY})[ T])?{CLOCK}|{_NO_YEAR})[\])]?[ \t]+(?P<nobody>-!-|-->|<--|--|\*{{1,3}})[ \t]",
    r"(?P<nobodys>\{(?:Attachments|Embed|Stickers|Reactions|Forwarded Message)\}[ \t]*\r?\n)",
    rf"(?P<e>{_NAME})[ \t]+—[ \t]+(?P<stamp_e>{_STAMP}|(?:Today|Yesterday) at {CLOCK})[ \t]*\n",
)
_STAMPED = regex(r"^(?:" + "|".join(_LEADS) + r")", re.MULTILINE)
_ROLE = r"(?:Speaker|Participant|Guest|Caller|Respondent|SPEAKER)[ _]\d{1,2}"
OWN = regex(rf"^{_LEADS[0]}", re.MULTILINE)
BARE = regex(
    rf"^(?:(?P<f>{_PLAIN}|{_ROLE}){_ASIDE}:|\[(?P<m>{_PLAIN}|{_ROLE})\]:?)[ \t]+(?=\S)",
    re.MULTILINE,
)
_FEWEST = 3  # lines that name a speaker before a text counts as a conversation


def leads(text: str, *, spoken: bool) -> list[re.Match[str]]:
    """The lines that name a speaker; none where a text is no conversation.

    `spoken`: it is known to be one.
    """
    own = "**" in text
    stamped = [lead for lead in at_lines(_STAMPED, text) if not (own and _is_label(lead))]
    several = sum(not is_nobodys(lead) for lead in stamped) >= _FEWEST
    if (own and any(match["own"] for match in stamped)) or several:
        return stamped
    # "Name: text" alone is also how notes and definitions look: names must come back.
    bare = list(at_lines(BARE, text))
    if spoken:
        return sorted((*stamped, *bare), key=lambda lead: lead.start())
    names = Counter(match["f"] or match["m"] for match in bare)
    # One letter is a place in a team or an answer to tick; of speakers only Q and A are so short.
    speakers = {n for n, times in names.items() if times > 1 and _may_speak(n)}
    if len(speakers) < 2:
        return []
    return [match for match in bare if (match["f"] or match["m"]) in speakers]


# Words that head an entry of a list, and are part of nobody's name.
_LABELS = regex(
    r"\b(?:who|what|why|how|when|which|where|will|would|should|could|wins?|the|my|our|your|but"
    r"|and|key|overall|best|worst|most|least|predictions?|forecasts?|claims?"
    r"|status|window|rationale|reason(?:s|ing)?|outcome|results?|grade|verdict|confidence"
    r"|probability|likelihood|odds|deadline|resolution|criteria|evidence|notes?"
    r"|update|summary|example|timeframe|accuracy|winner|pick)\b",
    re.IGNORECASE,
)


def _may_speak(name: str) -> bool:
    """False for "Why" and "Most likely", which head what one author says of each thing."""
    return (len(name) > 1 or name in "QA") and not _HEADS.match(name)


_HEADS = regex(
    r"(?:who|what|why|how|when|which|where|most|least|overall|predictions?|forecasts?|status"
    r"|rationale|reason(?:s|ing)?"
    r"|outcome|results?|verdict|confidence|probability|likelihood|odds|deadline|resolution"
    r"|criteria|evidence|notes?|update|summary|winner)\b",
    re.IGNORECASE,
)


def _is_label(lead: re.Match[str]) -> bool:
    """True for "**Who will win**: ...", before words on the same line."""
    name = lead.groupdict().get("own")
    if not name or lead[0].endswith("\n"):
        return False
    return _LABELS.search(name) is not None


def is_nobodys(lead: re.Match[str]) -> bool:
    """True for what a program writes between messages: whatever follows is said by none of those who speak."""
    found = lead.groupdict()
    return bool(found.get("nobody") or found.get("nobodys"))


def speaker_of(lead: re.Match[str]) -> str | None:
    """The name in a line that names a speaker."""
    if is_nobodys(lead):
        return UNKNOWN
    named = (value for key, value in lead.groupdict().items() if "_" not in key and value)
    name = next(named, "").strip(" \t-–—:\u200e\u202a\u202c\u202f\u00a0")
    return re.sub(r"#\d{4}$", "", name) or None


def stamp_of(lead: re.Match[str]) -> str:
    """The time in a line that names a speaker; "" where none stands there."""
    return " ".join(value for key, value in lead.groupdict().items() if "_" in key and value)
