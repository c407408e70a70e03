"""Figures in front of an entry, behind what it claims or at its end, in whatever marks they stand, and what else it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from predictions.extraction.chances.numbers import Stated
from predictions.extraction.chances.placing import VERDICT, is_of_content
from predictions.extraction.chances.writings import FIGURE, beginnings, written
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex
from predictions.windows.folding import lower

_LABEL = (
    r"(?P<label>(?:(?:my|our|the|overall|estimated|subjective) )?(?:confidence|probability|prob"
    r"|chances?|odds|likelihood|credence|certainty|conf|pr?)\b\.?(?: level| score)?"
    r"(?: of| is| at)?(?: - |[^\w\n.-]|\.(?!\d)){0,6})?(?:(?:i'm|i am|i'd say|i say|say|call it"
    r"|me|mine|with|at)\b[^\w\n.]{1,3})?"
)
_HOW_SURE = (
    r"(?:(?:very |almost )?(?:high|low|medium|moderate|certain|(?:un)?likely"
    r"|toss-?up)(?: confidence| certainty| probability)?[\s:,(\[-]{1,3})?"
)
_ROUGHLY = (
    r"(?:(?:between|about|around|roughly|approximately|approx\.?|circa|ca?\.|maybe|perhaps|at least"
    r"|at most|over|under|more than|less than|nearly|almost|only|just) "
    r"|[~<>\u2248\u2264\u2265=]{1,2} ?)?"
)
# "75% -> 80%": what was held before and is held now.
_MOVED = r"(?:\d{1,3}(?:\.\d)? ?%? ?(?:[-=]{1,2}>|[\u2192\u21d2]) ?)?"
_TRAIL = (
    r"(?P<trail>[ -](?:chance|confidence|confident|certain|certainty|sure|likely|likelihood"
    r"|probability|probable|odds|yes)\b)?"
)
# "(was 70%)", "± 5%", "(high)".
_OFF = (
    r"(?:[)\]*_]{0,3} ?(?:\u00b1|\+/?-) ?\d{1,2} ?%?"
    r"| ?[(\[](?:was|from|up|down|previously|formerly"
    r"|(?:very )?(?:high|low|medium|moderate))\b[^()\[\]\n]{0,30}[)\]])?"
)
_LEAD = rf"{_HOW_SURE}{_LABEL}{_HOW_SURE}{_ROUGHLY}{_MOVED}"
_TAIL = rf"{FIGURE}(?:/\d{{1,3}} ?%)?{_TRAIL}{_OFF}"
# "[80] The dam holds", "8/10: The dam holds", "- **80** The dam holds", "Roads: 80%: The dam holds".
_FRONT = regex(
    rf"(?P<before>[^\w\n]{{0,12}}(?:[A-Z]{{0,2}}\d{{1,3}}(?:(?:\.\d{{1,2}})*[.):/\]]{{1,2}}[^\w\n]{{1,4}}"
    rf"|\.\d{{1,2}} {{1,3}}(?=\d)))?(?:(?-i:[A-Z])[\w '&.-]{{0,30}}?(?:[:\]]"
    rf"| -)[^\w\n]{{1,6}})?){_LEAD}{_TAIL}(?P<sep>[^\w\n]{{0,3}} that |[^\w\n]{{1,12}}"
    rf"|\s?\n\s*)(?=[^\W\d_])",
    re.IGNORECASE,
)
# "The dam holds .... 80", "The dam holds {80 %}", "The dam holds at 80 % (so Bo says)": first the figure and what
# follows it, which tells most others from it, then what leads to it.
_FIGURE = regex(rf"{_TAIL}(?P<after>[^\w\n]*)", re.IGNORECASE)
_LEADING = regex(
    r"(?P<sep>[^\w%](?<=[\w%][^\w%])(?:(?:(?<= )(?:at|is)(?= )[^\w\n%]{1,80}?|(?<!\n)[^\w\n%]{0,79}?)"
    rf"|(?:[^\w%]{{0,3}}\n|(?<=\n))[^\w\n%]{{0,12}})){_LEAD}$",
    re.IGNORECASE,
)
# "80%", "Confidence: .8", "(one in five)", "80% (TRUE)": nothing else, or what came of it, or why.
_CAME = (
    r"(?:(?:true|false|right|wrong|yes|no|hit|miss|(?:in)?correct|happened|did not happen)[^\w\n]*"
    r"|(?:(?<=[(\[])[^()\[\]\n]{1,40}[)\]][^\w\n]*){1,2}|(?:because|since|as|given) [^\n]{1,60})?"
)
# "Kern stays mayor: 80% (did not happen)": what came of it is not what is claimed.
_ONLY_CAME = regex(rf"(?:it |this )?(?:{VERDICT})[^\w\n]*", re.IGNORECASE)
_ONLY = regex(
    rf"[^\w\n]*{_LABEL}(?:(?:high|low|medium) \W{{0,3}})?{_ROUGHLY}{_MOVED}{_TAIL}[^\w\n]*{_CAME}",
    re.IGNORECASE,
)
# Of what leads to a figure all words are among these; with others before them the search is not troubled.
_LEADING_WORDS = lex.words(
    """
    very almost high low medium moderate certain likely unlikely toss up tossup confidence
    certainty probability my our the overall estimated subjective prob chance chances odds
    likelihood credence conf p pr level score of is at i m am d say call it me mine with between
    about around roughly approximately approx circa c ca maybe perhaps least most over under more
    than less nearly only just
"""
)
_LETTERS = regex(r"[^\W\d_]+")
_LONGEST_ALONE = 60
_HEAD, _REACH = 90, 320  # characters at the head of an entry, and of what may hold its claim
_BACK = 90  # before a figure
_NEAR = 40  # behind a figure
_MONEY = ("$", "\u00a3", "\u20ac", "\u00a5", "+", "-")
_CLOCK = regex(r"\d:")  # "[00:42:09]"
_ABOUT = ("\u00b1", "+/-", "+-")
_ABOUT_SO = regex(r"(?:about|around|roughly|approximately|approx\.?|circa|ca?\.) $")
_SPLIT = ("/", "-")  # "more/same/less: 50%/40%/10%"
_RANGE = regex(r"\b(?:between|from|of|range) [\d.,]+ ?%? ?[-\u2013] ?$")  # "between 5 - 10%"
_WORDS = regex(r"[^\W\d_]{2,}")
_WORD = regex(r"\w")
_LEAST_WORDS = 2
# "P1. ", "2.1) ", "b) ": by which an entry is counted.
_NUMBER = r"(?:[A-Z]{0,2}\d{1,3}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]{2,4})[.):/\]]{1,2}"
_COUNTED = regex(rf"\W{{0,6}}{_NUMBER}[^\w\n]{{1,6}}(?=\w)")
# What begins a remark behind the number, or says what came of it.
_REMARK = regex(
    r"(?:because|since|as|given|if|unless|assuming|though|although|but|while|whereas|was|up"
    r"|down|now|vs|by|per|for|RIGHT|WRONG|TRUE|FALSE|YES|NO|HIT|MISS)\b|[A-Z]"
)
_PARTS = regex(
    r"[(\[\u2014;:|#^\u2192\u2713\u2717\u2714\u2718\u2705\u274c]|[.,/]\s|-\s|\s\s|\s\*|\s[\"']"
)


PARTS = ("percent", "tenths", "share", "odds")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at an end of an entry, and the words that it may be the chance of."""

    place: str  # "front", "end", or "number" where it may only count the entries
    kind: str  # "percent", "tenths", "odds", "fraction", "decimal" or "whole"
    mark: str  # what stands between it and the words
    stated: Stated
    claim: tuple[int, int]
    labelled: bool = False  # "p = 80", "Confidence 8": it says what it is

    @property
    def says_what_it_is(self) -> bool:
        """True for parts of a hundred or ten, odds, and what is labelled; a bare "80" may be anything."""
        return self.labelled or self.kind in PARTS


def figures_in(text: str, start: int, end: int) -> Iterator[Figure]:
    """The figures in front of an entry, behind its claim, and at its end."""
    places = beginnings(text, start, end)
    if not places:
        return
    match = _FRONT.match(text, start, end) if min(places) < start + _HEAD else None
    if match and _sets_apart(match) and not _ONLY_CAME.fullmatch(text, match.end(), end):
        place = "number" if _counts(match) else "front"
        if found := _figure(match, match, place, (match.end(), end)):
            yield found
    done = start
    for at in places:
        if at < done:
            continue
        if at - start > _REACH and at < end - _REACH:
            continue
        match = _FIGURE.match(text, at, end)
        if match is None or not _closes(match, end):
            continue
        lead = _LEADING.search(text, _leads(text, max(start, at - _BACK), at), at)
        # "Growth above 3% - 90%" holds no range, if it could.
        wide = match["to"] is not None and " - " in match["said"]
        done = match.end("n" if wide else "said")
        if lead is None or _bare(match, lead) or _measures(match, lead, start, end):
            continue
        done = match.end("said")
        if found := _figure(match, lead, "end", (_begin(text, start, lead), lead.start())):
            yield found


def _leads(text: str, start: int, at: int) -> int:
    """Where the words begin that may lead to a figure at a place."""
    for word in reversed([*_LETTERS.finditer(text, start, at)]):
        if word[0].lower() not in _LEADING_WORDS:
            return word.end()
    return start


def _begin(text: str, start: int, lead: re.Match[str]) -> int:
    """Where the claim before a figure begins: its line, where that says something."""
    line = text.rfind("\n", start, lead.start()) + 1
    return line if line > start and len(_WORDS.findall(text, line, lead.start())) > 1 else start


def figure_alone(text: str, start: int, end: int) -> Figure | None:
    """The figure that is all of a text."""
    if end - start > _LONGEST_ALONE or not beginnings(text, start, end):
        return None
    match = _ONLY.fullmatch(text, start, end)
    read = written(match) if match else None
    if match is None or read is None:
        return None
    return Figure("alone", read[0], "", read[1], (end, end), _is_labelled(match, match))


def _counts(match: re.Match[str]) -> bool:
    """True for "12." and "#12", which as a rule count the entries."""
    bare = match["n"] is not None and not match["unit"].strip() and not match["label"]
    return bare and (match["sep"].strip() in (".", ")") or match["before"].endswith("#"))


def _sets_apart(match: re.Match[str]) -> bool:
    """True where the words begin anew behind the figure: "80% of them" goes on."""
    sep = match["sep"]
    return bool(sep.strip()) or "\n" in sep or match.string[match.end()].isupper()


def _closes(match: re.Match[str], end: int) -> bool:
    """True where the entry ends behind a figure, or a remark begins."""
    text, stop = match.string, match.end()
    if stop >= end or text[stop] == "\n":
        return True
    after = match["after"]
    return after != "" and (
        _PARTS.search(after) is not None or _REMARK.match(text, stop, end) is not None
    )


def _bare(match: re.Match[str], lead: re.Match[str]) -> bool:
    """True for a number without unit or mark, amid words."""
    ends = match.end() >= match.endpos or match.string[match.end()] == "\n"
    plain = match["n"] is not None and not match["unit"].strip()
    return plain and not ends and not lead["sep"].strip()


def _figure(
    match: re.Match[str], lead: re.Match[str], place: str, claim: tuple[int, int]
) -> Figure | None:
    text = match.string
    before = text[max(0, match.start("said") - 2) : match.start("said")]
    if (
        (before.endswith(_MONEY) and not (place == "front" and before[:-1].strip() == ""))
        or _CLOCK.match(before)
        or len(_WORDS.findall(text, *claim)) < _LEAST_WORDS
    ):
        return None
    read = written(match)
    if read is None:
        return None
    kind, stated = read
    counted = _COUNTED.match(text, *claim)
    words = _WORD.search(text, counted.end() if counted else claim[0], claim[1])
    claim = (words.start() if words else claim[0], claim[1])
    return Figure(place, kind, _mark(lead), stated, claim, _is_labelled(match, lead))


def _is_labelled(match: re.Match[str], lead: re.Match[str]) -> bool:
    return lead["label"] is not None or match["trail"] is not None


def _mark(lead: re.Match[str]) -> str:
    return lead["sep"].strip() or ("\t" if len(lead["sep"]) > 1 else "")


def _measures(match: re.Match[str], lead: re.Match[str], start: int, end: int) -> bool:
    """True for a figure that is part of what is claimed, or says how far another may be off."""
    text, mark = match.string, _mark(lead)
    words = _ABOUT_SO.sub("", lower(text[start : match.start("said")]))
    apart = bool(mark) and mark not in ("at", "is")
    return (
        any(sign in mark for sign in _ABOUT)
        or (mark in _SPLIT and words.rstrip(" /").endswith("%"))
        or _RANGE.search(words) is not None
        or is_of_content(
            words, text[match.end("said") : min(end, match.end() + _NEAR)], apart=apart
        )
    )
