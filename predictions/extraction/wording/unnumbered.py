"""The number that a claim is given comes off: "a 7% chance of winning", "(70%)", ": 0.15"."""

import re

from predictions.extraction.chances.moving import CHANCE, MOVES
from predictions.extraction.wording.chanced import ABOUT, KIND, MARK, MARKED, chanced
from predictions.extraction.wording.events import ENDS, PREDICATE, come_true, plain_verb
from predictions.extraction.wording.plain import plain
from predictions.regexes import regex

_FIGURES = (
    r"\d(?<!\d\d)\d{0,2}(?:\.\d+)?\s*(?:(?:-|\u2013|to)\s*\d{1,3}(?:\.\d+)?\s*)?(?:%|per ?cent)\+?"
)
_AT_END = r"\)?\s*(?:chance|probability|likely|confidence|confident|sure)?[.)]*\s*$"
# "... resumes. (Confidence: 95%)": what the number is called goes with it.
_LABEL = (
    r"(?:\s*[.:(\[\u2014\u2013|,-]\s*[([]?(?:my |our |overall )?(?:confidence|probability"
    r"|likelihood|credence|certainty)(?: level| score"
    r"| rating)?(?: (?:in|of|that|for) this(?: \w+)?)?(?: is| at| of)?\s*(?=[\s:=-])"
    r"|,? (?:with|at) (?:an? )?(?:overall )?(?:confidence|probability|likelihood"
    r"|certainty)(?: level)? of)?"
)
_LONGEST_TAIL = 120  # characters: "(about 60 to 70 per cent confidence)" and more
_LONGEST_LEAD = 24  # "with a roughly ~"
_LEADS = " :(\u2014\u2013=|,-"


def _ends(number: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a number stands at the end of a claim, and at its head."""
    last = regex(number + _AT_END, re.IGNORECASE)
    tail = regex(
        rf"{_LABEL}\s*[:(\u2014\u2013=|,-]*\s*(?:(?:(?<=\s)|^)(?:(?:at |with )?an? |with |at "
        rf"|p ?= ?))?{ABOUT}{number}{_AT_END}",
        re.IGNORECASE,
    )
    head = regex(
        rf"^\s*(?:an? |the )?[(\[]?{ABOUT}{number}[)\]]?\s*(?:[:\u2014,-]"
        rf"|{KIND}\b(?: (?:that|of))?|that(?= (?:the|an?|it|they|he|she|we|i|this|these|those"
        rf"|there|no|some|our|my|(?-i:[A-Z]\w*)) ))\s*",
        re.IGNORECASE,
    )
    return last, tail, head


_OF_FIGURES = _ends(_FIGURES)
_OF_MARK = _ends(MARKED)
# "I give a crewed landing a 1% chance", once the number is off.
_GIVEN = regex(
    r"^(?:i|we)(?:'d| would)?(?: \w+ly| still| only)? (?:give|assign) (?=.)", re.IGNORECASE
)
_BRACKET = regex(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_FIGURES_BEHIND = regex(
    rf"\s*(?:[:(]| (?<![\d%] )[\u2013\u2014-])\s*[<>~\u2248]?\s*{_FIGURES}\s*\)?\s*$", re.IGNORECASE
)


def without_number(text: str, number: str | None) -> str:
    """The claim without the number it is given; where that is unknown (None), without a percentage at an end."""
    if number == "":
        behind = _FIGURES_BEHIND.search(text) if "%" in text[-4:] else None
        inside = behind is not None and _is_open(text[: behind.start()])
        return text if behind is None or inside else text[: behind.start()]
    if number is None:
        known = "%" in text or "cent" in text.lower()
        return _without_ends(text, _OF_FIGURES) if known else text
    words = plain(number)
    at = text.rfind(words)
    if at < 0:
        return text
    marked = _ADDED.sub("", f"{text[:at]}{MARK}{text[at + len(words) :]}")
    if (happens := _happens(marked)) is not None:
        return happens
    marked = _without_bracket(_chance_of(marked))
    bare = _without_ends(marked, _OF_MARK).replace(MARK, words)
    return _AGAIN.sub("", bare) if words in bare[-_AGAIN_WITHIN:] else bare


# "Kern is now 81% to take the hills, down from 92%", "the odds of a strike rose from 40% to 55%".
_TO_DO = regex(
    rf"^(?P<who>[^,;]{{2,60}}?)(?: (?:is|are)|'s"
    rf"|'re)(?: (?:now|currently|still|at))* {ABOUT}{MARKED} to (?P<do>[a-z].*)$",
    re.IGNORECASE,
)
_MOVED_TO = regex(
    rf"^(?:[^,;]{{0,60}}\b{MOVES} )?(?:(?:the|my|our|its|their|his|her"
    rf"|[\w.]+['\u2019]s) )*{CHANCE} (?:of|in"
    rf"|that) (?P<what>.{{4,}}?)(?:(?: (?:has|have|had))? {MOVES}\b.*| from .*"
    rf"| to {ABOUT}){MARKED}",
    re.IGNORECASE,
)
# "The odds are 9 in 10 that Kern wins".
_STANDS_AT = regex(
    rf"^(?:(?:the|my|our|its|their) )*{CHANCE} (?:(?:now|currently|still) )?(?:is|are|stands? at)"
    rf"(?: now| currently| still| only)* {ABOUT}{MARKED} that (?P<what>.{{4,}})$",
    re.IGNORECASE,
)
# "When will it open? 60% by May".
_ASKED_WHEN = regex(
    rf"^(?P<head>when will [^%]{{4,120}}[:?]) {ABOUT}{MARKED} (?P<rest>(?:by|in|before|after"
    rf"|until|between) .*)$",
    re.IGNORECASE,
)
# "Growth in 2031: 58% between 3% and 5%".
_IN_FRONT = regex(
    rf"^(?P<head>[^%]{{4,160}}[:?]) {ABOUT}{MARKED} (?P<rest>(?:between|below|above|under"
    rf"|over|less than|more than|at least|at most|fewer than|not (?:before|after|until)) .*)$",
    re.IGNORECASE,
)
_FORMERLY = regex(r",? (?:up|down) from .*$", re.IGNORECASE)


def _happens(marked: str) -> str | None:
    """What is "81% to happen", or of which the odds rose; None where the words are others."""
    if (said := chanced(marked)) is not None:
        return said
    if (to_do := _TO_DO.match(marked)) is not None:
        return _FORMERLY.sub("", f"{to_do['who']} will {to_do['do']}")
    if (answered := _IN_FRONT.match(marked) or _ASKED_WHEN.match(marked)) is not None:
        return f"{answered['head']} {answered['rest']}"
    if (stands := _STANDS_AT.match(marked)) is not None:
        return stands["what"]
    moved = _MOVED_TO.match(marked)
    return come_true(moved["what"]) if moved else None


# "..., with a confidence of 70%. (Confidence: 70%)": said twice.
_AGAIN = regex(
    rf",? (?:with|at) (?:an? )?(?:(?:my|our|overall|high|low|medium|moderate) )*(?:confidence"
    rf"|probability|likelihood|certainty)(?: level| score)? (?:of )?{ABOUT}{_FIGURES}[\s.)]*$",
    re.IGNORECASE,
)
_AGAIN_WITHIN = 24  # characters

# "The tram comes, and I am 70% sure of that."
_ADDED = regex(
    rf"(?<=\w{{3}})[,;.]? (?:(?:and|but|though|of which) )?(?:i|we)(?:'m|'d be|'re| am| are"
    rf"| would be)(?: \w+ly| only)? {ABOUT}{MARKED} (?:sure|confident"
    rf"|certain)(?: (?:of|about) (?:that|this|it))?[\s.)]*$",
    re.IGNORECASE,
)
_ARROW = regex(r"\s*(?:[-=]+>|[\u2192\u21d2\u27a1\u21a6]\ufe0f?)\s*$")
_BARE_HEAD = regex(rf"^{MARKED} (?=[A-Z])")  # "45%   The court strikes down the act"


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _without_ends(text: str, ends: tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]) -> str:
    last, tail, head = ends
    bare = text[: _tail(text, last, tail)]
    bare = _GIVEN.sub("", bare) if bare != text else text
    bare = _ARROW.sub("", bare)
    opening = head.match(bare) or _BARE_HEAD.match(bare)
    if opening and opening[0].endswith("of ") and _GOES_ON.search(bare, opening.end()):
        return bare  # something is said of the chance
    return bare[opening.end() :] if opening else bare


def _tail(text: str, last: re.Pattern[str], tail: re.Pattern[str]) -> int:
    """Where the number at the end begins, with the words that lead to it."""
    near = max(0, len(text) - _LONGEST_TAIL)
    figures = last.search(text, near)
    if figures is None:
        return len(text)
    start = max(near, figures.start() - _LONGEST_LEAD)
    while start > near and text[start - 1] in _LEADS:
        start -= 1
    found = tail.search(text, start)
    return found.start() if found else len(text)


def _without_bracket(text: str) -> str:
    """The claim without a bracket that holds its number ("(65% confidence, small stake)")."""
    for match in _BRACKET.finditer(text) if "(" in text or "[" in text else ():
        if MARK in match[0] and match.start() > 0:
            return f"{text[: match.start()]} {text[match.end() :]}".strip()
    return text


_HAS = r"(?:has|have|had|stands?|gets?|is given|are given)(?: now| still| only| just)?"
_PASSED_ON = regex(r"(?!.*\b(?:the fact|the date|by which)\b)[^.;]{0,90}$")
_GOES_ON = regex(r"\b(?:is|are|was|were|has|have|seems?|looks?) ")


_PUT = regex(
    rf"(?:i|we)(?:'m|'d|'ve| was| am| would| have)?(?: \w+ly| still| now)? (?:put|putting|give"
    rf"|giving|gave|say|saying|place|placing|estimate) (?:it |this |that "
    rf"|the (?:odds|chances?"
    rf"|probability) )?(?:at )?(?:an? )?{ABOUT}{MARKED} ?{KIND}?(?: that)? (?=\w{{2,}} )",
    re.IGNORECASE,
)
# What leads to the number is looked at only where a chance follows it.
_CHANCE = regex(
    rf"{MARKED}\)?\s+(?:or so |or more )?{KIND}(?: \([^()]{{1,40}}\))? (?:(?P<joint>of|that"
    rf"|to)(?= )|(?=(?:the|an?|it|they|he|she|we|i|this|these|those|there|no|some"
    rf"|(?-i:[A-Z]\w*)) ))",
    re.IGNORECASE,
)
_LED = regex(rf"(?P<has>\b{_HAS} )?(?:\b(?:an?|the|only|just|about) )*{ABOUT}$", re.IGNORECASE)


def _chance_of(text: str) -> str:
    """Read "A has a 7% chance of winning" as "A will win"; "there is a 7% chance of a war" that there will be one."""
    put = _PUT.match(text) if text[:1] in "iIwW" else None
    if put and PREDICATE.search(text, put.end()):
        return text[put.end() :]
    match = _CHANCE.search(text)
    led = _LED.search(text[: match.start()], max(0, match.start() - 48)) if match else None
    if match is None or led is None or not _PASSED_ON.match(text[: led.start()]):
        return text
    before, rest = text[: led.start()].strip(), text[match.end() :].strip()
    joint = (match["joint"] or "that").lower()
    if led["has"] and before:
        return _had(before, joint, rest) or text
    if joint == "of":
        first, comma, _ = before.partition(",")
        return (
            text
            if _GOES_ON.search(rest.split(", ")[0])
            else (f"{first}, " if comma else "") + come_true(rest)
        )
    if joint == "that":
        first = before.split(",")[0] if "," in before else _THERE.sub("", before)
        first = first.strip()
        return f"{first}, {rest}" if first and _WHEN.match(first) else rest
    return text


_THERE = regex(r"\b(?:there|i|we)\b.*$", re.IGNORECASE)
_WHEN = regex(r"(?:in|by|within|before|over|for|during|on|after|until|this|next)\b", re.IGNORECASE)


def _had(who: str, joint: str, what: str) -> str | None:
    """What has a chance to win, or of winning, "will win"."""
    if joint == "to":
        return f"{who} will {what}"
    verb, _, others = what.partition(" ")
    base = plain_verb(verb) if joint == "of" else None
    if base:
        return f"{who} will {base} {others}".strip()
    named = come_true(what) if joint == "of" and ENDS.match(what) else what
    return named if named != what else None  # "The market has a 70% chance of the mill closing"
