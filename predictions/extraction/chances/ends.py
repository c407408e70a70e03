"""How far a name gets: what the head of a column of chances says of each row ("P(QF)", "Champion", "Relegated")."""

import re

from predictions.regexes import regex

_WRAPPED = regex(
    r"(?:(?:the )?(?:chances?|probability|likelihood|odds|prob\.?)(?: \(%\)"
    r"| %)?(?: (?:of|to|for))? |pr? ?(?=[(\[]))?[(\[]?(?P<what>[^()\[\]%]+?) ?[)\]]?(?: ?(?:%"
    r"|\(%\)|chances?|prob(?:ability|\.)?|odds))?",
    re.IGNORECASE,
)
_REACH = r"(?:(?:to )?(?:reach(?:es|ing)?|mak(?:e|es|ing)) (?:the )?)?"
_STAGES: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(rf"{_REACH}(?:r|ro|round of |rd of |last )(?P<n>16|32|64)"), "reach the round of {n}"),
    (regex(rf"{_REACH}(?:qf|quarter[- ]?final(?:s|ists?)?)"), "reach the quarter-finals"),
    (regex(rf"{_REACH}(?:sf|semi[- ]?final(?:s|ists?)?)"), "reach the semi-finals"),
    (regex(rf"{_REACH}(?:sweet (?:16|sixteen)|s16)"), "reach the Sweet Sixteen"),
    (regex(rf"{_REACH}(?:elite (?:8|eight)|e8)"), "reach the Elite Eight"),
    (regex(rf"{_REACH}(?:final (?:4|four)|f4)"), "reach the Final Four"),
    (regex(rf"{_REACH}(?:final(?:s|ists?)?|f2)"), "reach the final"),
    (regex(rf"{_REACH}(?:play-?offs?)"), "make the playoffs"),
    (regex(r"(?:win(?:s|ning)? (?:the )?)?(?:title|championship)"), "win the title"),
    (regex(r"champ(?:ion)?s?"), "be champion"),
    (regex(r"relegat(?:ed|ion)"), "be relegated"),
    (regex(r"promot(?:ed|ion)"), "be promoted"),
    (regex(r"qualif(?:y|ies|ied|ication)"), "qualify"),
    (regex(r"top (?P<n>\d{1,2}|half|two|three|four|five|six|eight|ten)"), "finish in the top {n}"),
)
_NAME = regex(r"(?:(?:of|the|and|de|van|von|la) |[A-Z\d][\w.'&/-]*(?: |$)){1,6}")
_SIDES = regex(r"\b(?:vs?|versus)\b", re.IGNORECASE)


def end_of(name: str, head: str) -> str | None:
    """That a name gets as far as the head of a column says; None for other heads, and for cells that are no name."""
    name = " ".join(name.split()).strip("*_`")
    wrapped = _WRAPPED.fullmatch(head.strip(" *_'`"))
    if wrapped is None or _NAME.fullmatch(name) is None or _SIDES.search(name):
        return None
    what = wrapped["what"].lower().strip()
    for pattern, end in _STAGES:
        if (stage := pattern.fullmatch(what)) is not None:
            return f"{name} will {end.format(**stage.groupdict())}"
    return None
