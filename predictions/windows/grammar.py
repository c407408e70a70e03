"""From words to windows: a preposition, a shade ("end of", "mid-") and a period, put together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from predictions.windows import atoms
from predictions.windows import calendar as cal
from predictions.windows.atoms import Atom
from predictions.windows.events import Event, find_events
from predictions.windows.folding import fold, lower


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a claim is to come true: inclusive days, the words, and how they were put.

    `kind` is `by`, `in`, `before`, `after`, `until`, `from`, `within`, `proxy`, `event` or `bare`
    (a period without a preposition) or `attributive` (a year that only describes a noun). `alternatives` are other deadlines the words allow.
    """

    start: int
    end: int
    kind: str
    not_before: date | None = None
    deadline: date | None = None
    alternatives: tuple[date, ...] = ()
    vague: bool = False  # a time is named, but no day follows from it ("in a few years")
    relative: bool = False  # counted from the day of the forecast
    opens: date | None = (
        None  # for "until": first day of the named period ("not until 2027" is 2027 or later)
    )


# What may stand before a period, read backwards from it. The groups nest in this order:
# preposition, shade of the period ("the end of"), then the period itself.
_BEFORE = re.compile(
    r"(?:(?:^|(?<=[\s(\[,;:—/\"'-]))"
    r"(?P<prep>no later than|not later than|as early as|as soon as|as late as|any ?time before|sometime in|some time in"
    r"|not before|not until|prior to|ahead of|earlier than|later than|sooner than|starting in|starting from|beginning in|as of"
    r"|up to|up until|in less than|in under|in fewer than|less than|within|inside|by|before|until|till|'til|through|throughout|over|during|in|on|at"
    r"|around|about|circa|c\.|after|since|from|post|pre|for|come|between|within the|under|past|beyond|into|of|only in)"
    r"(?P<about> (?:about|around|roughly|approximately|at least|at most|maybe|perhaps|say|approx\.?|only|just|the course of))?"
    r"(?: |-)(?:the )?)?"
    r"(?P<shade>(?:the )?(?:very )?(?:end|close|start|beginning|middle|turn|rest|remainder|course|dawn)(?: of|-) ?(?:the )?(?:year )?"
    r"|(?:the )?(?:early|late|mid|middle)(?: |-)(?:part of (?:the )?)?|(?:the )?(?P<half>first|second|latter|last|next) (?:half|part) of (?:the )?(?:year )?"
    r"|end |eoy |year-?end )?(?:the )?(?:(?:calendar )?year (?:of )?)?$"
)  # fmt: skip
_PROXY = re.compile(
    r"(?:-era|-level|(?:'s)? levels? of| (?:[a-z]+ )?levels?\b| levels of| compute| prices| dollars| rates\b)"
)
# "within five years of the launch": counted from an event whose day nobody knows.
_RELATIVE_TO = re.compile(
    r"\s+(?:of|after|from|following|since|before|ahead of)\s+(?!now\b|today\b)"
)
_PAST = re.compile(
    r"\s+(?:ago|earlier|old|of age|of experience|running|in a row|previously|straight)\b|-old\b"
)
_ATTRIBUTIVE = re.compile(
    r" (?!(?:is|are|was|were|will|would|may|might|could|should|can|has|have|had|and|or|but|to|at|in|on|by|for|from|than|that|which|who"
    r"|with|if|as|then|when|while|because|before|after|until|unless|though|although|it|they|we|i|he|she|there|onwards?|nothing|so|yet|not|maybe|probably)\b)[a-z]"
)
_POSSESSIVE = ("'s", "-")
_AT_LEAST = re.compile(r"(?:at least|more than|another) $")


def find_windows(
    text: str,
    *,
    today: date,
    begin: int = 0,
    end: int | None = None,
    events: Mapping[str, date] | None = None,
) -> list[Window]:
    """Every window in the text, in order; offsets are those of the text."""
    part = fold(text[begin:end])
    low = lower(part)
    found = list(_windows(low, part, begin, today)) if atoms.HINT.search(low) else []
    if "election" in low or "midterm" in low or events:
        found += [
            Window(
                start=e.start + begin,
                end=e.end + begin,
                kind="event",
                deadline=e.deadline,
                not_before=e.not_before,
            )
            for e in find_events(low, today, events)
            if not any(w.start < e.end + begin and e.start + begin < w.end for w in found)
        ]
        found.sort(key=lambda window: window.start)
    return found


def _windows(low: str, raw: str, begin: int, today: date) -> Iterator[Window]:
    floor = 0
    for match in atoms.PATTERN.finditer(low):
        atom = atoms.read(match, today, raw)
        if atom is None:
            continue
        head = low[max(floor, atom.start - 48) : atom.start]
        window = _assemble(atom, _BEFORE.search(head), head, low, begin)
        if window:
            floor = atom.end
            yield window


def _assemble(
    atom: Atom, before: re.Match[str] | None, head: str, low: str, begin: int
) -> Window | None:
    """Put preposition, shade and period together."""
    prep = (before and before["prep"]) or ""
    shade = (before and before["shade"]) or ""
    start = atom.start - (len(head) - before.start() if before else 0) + begin
    while start < atom.start + begin and low[start - begin] == " ":
        start += 1
    tail = low[atom.end : atom.end + 24]
    if atom.length:
        return _counted(atom, prep, head, tail, start, begin)
    if atom.first is None or atom.last is None or not _is_time(atom, prep, shade, tail, low):
        return None
    first, last = _shaded(atom.first, atom.last, shade)
    end = atom.end + begin
    if (
        _PROXY.match(tail)
        and atom.kind in ("year", "range", "decade")
        and prep in ("at", "in", "with", "", "of", "on")
    ):
        several = atom.kind == "range"
        return Window(
            start=start, end=end, kind="proxy", not_before=first if several else None, deadline=last
        )
    if prep == "of" and not shade and atom.kind in ("span", "today", "weekday"):
        return Window(start=start, end=end, kind="attributive", not_before=first, deadline=last)
    if atom.kind in ("year", "range") and not prep and not shade and _ATTRIBUTIVE.match(tail):
        # "the 2024 nominee", "2019 predictions": the year belongs to the noun, not to the claim.
        return Window(start=start, end=end, kind="attributive", not_before=first, deadline=last)
    return _placed(atom, prep, shade, first, last, (start, end))


def _is_time(atom: Atom, prep: str, shade: str, tail: str, low: str) -> bool:
    """Some words are times only in company: "the year" alone is a thing."""
    if atom.kind == "span" and not prep and not shade:
        return not low.startswith("the ", atom.start)
    if prep == "of" and not shade and atom.kind in ("year", "range", "month"):
        return not tail.startswith(_POSSESSIVE)
    return True


def _shaded(first: date, last: date, shade: str) -> cal.Period:
    """Narrow a period to its end, its start, its middle or one half."""
    days = (last - first).days
    if days < 27 or not shade.strip(" -"):
        return first, last
    words = shade.replace("-", " ").split()
    if "half" in words or "part" in words and {"first", "second", "latter", "last"} & {*words}:
        middle = cal.add_months(first, max(1, round(days / 61)))
        return (first, cal.add_days(middle, -1)) if "first" in words else (middle, last)
    if {"early", "start", "beginning", "dawn"} & {*words}:
        return first, cal.add_days(cal.add_months(first, max(1, round(days / 91))), -1)
    if {"mid", "middle"} & {*words}:
        return first, cal.add_days(cal.add_months(first, max(1, round(days / 61))), -1)
    return first, last


def _placed(
    atom: Atom, prep: str, shade: str, first: date, last: date, span: tuple[int, int]
) -> Window:
    """A period on the calendar under its preposition."""
    start, end = span
    whole_end = "end" in shade or "close" in shade or "turn" in shade
    if prep in (
        "before",
        "prior to",
        "pre",
        "ahead of",
        "earlier than",
        "sooner than",
        "any time before",
        "anytime before",
    ):
        day = last if whole_end else cal.add_days(first, -1)
        return Window(start=start, end=end, kind="before", deadline=day)
    if prep in ("after", "post", "later than", "past", "beyond", "not before", "since"):
        several = atom.kind in ("range", "decade")
        begins = first if several or prep == "not before" else cal.add_days(last, 1)
        return Window(
            start=start, end=end, kind="since" if prep == "since" else "after", not_before=begins
        )
    if (
        prep in ("from", "starting in", "starting from", "beginning in", "as of")
        and atom.kind != "range"
    ):
        return Window(start=start, end=end, kind="from", not_before=first)
    if prep in ("until", "till", "'til", "up to", "up until", "through", "not until"):
        several = atom.kind == "range"
        other = (cal.add_days(first, -1),) if several else ()
        return Window(
            start=start,
            end=end,
            kind="until",
            deadline=last,
            not_before=first if several else None,
            alternatives=other,
            opens=first,
        )
    if (
        prep in ("by", "no later than", "not later than", "come", "as late as")
        and atom.kind != "range"
    ):
        return Window(start=start, end=end, kind="by", deadline=last)
    kind = {"by": "by", "no later than": "by", "": "bare", "of": "bare", "for": "in"}.get(
        prep, "in"
    )
    begins: date | None = None if whole_end and atom.kind != "range" else first
    return Window(start=start, end=end, kind=kind, not_before=begins, deadline=last)


_AHEAD = frozenset(
    ("within", "inside", "in", "over", "during", "by", "under", "in less than", "in under", "less than", "in fewer than",
     "before", "throughout", "for", "after", "at", "within the", "until", "through", "about", "around", "into", "between")
)  # fmt: skip


def _counted(atom: Atom, prep: str, head: str, tail: str, start: int, begin: int) -> Window | None:
    """A duration: a window only where the words say that it lies ahead."""
    end = atom.end + begin
    if _PAST.match(tail) or (prep not in _AHEAD and not atom.ahead):
        return None
    if (
        prep
        in (
            "for",
            "after",
            "at",
            "about",
            "around",
            "between",
            "less than",
            "before",
            "until",
            "through",
            "into",
            "under",
            "by",
        )
        and not atom.ahead
    ):
        if prep != "for":
            return None
        return Window(
            start=start, end=end, kind="for", deadline=atom.last, vague=True, relative=True
        )
    if atom.vague or _RELATIVE_TO.match(tail):
        return Window(start=start, end=end, kind="within", vague=True, relative=True)
    if not atom.ahead and _AT_LEAST.search(head):
        return Window(start=start, end=end, kind="after", not_before=atom.last, relative=True)
    return Window(start=start, end=end, kind="within", deadline=atom.last, relative=True)
