"""What introduces a claim comes off, step by step: who says it, that they think so, how sure they are.

"The bank expects rents to fall" says of rents that they will fall; whose forecast that is stands beside it.
"""

import re
from collections.abc import Callable
from functools import cache

from predictions.extraction.wording.foreseen import FORESEEN, FORESEES, foreseen
from predictions.extraction.wording.sayers import (
    LEAST,
    NAMES_SOURCE,
    SAID_SO,
    SAYS_IT,
    SOURCE,
    quoted,
    said,
    without_remark,
    without_source,
)
from predictions.extraction.wording.views import (
    IMPERSONAL,
    JOINT,
    LABEL,
    OPINION,
    RECALL,
    UNDERSTOOD,
    understood,
    without_denier,
    without_own_voice,
)
from predictions.extraction.words.glance import EVERYTHING
from predictions.extraction.words.memo import Memo
from predictions.patterns import beginnings, heads_of
from predictions.regexes import regex

Step = Callable[[str], str]
_MOST = 5  # views of views of a claim


def claim_itself(text: str, seen: int = EVERYTHING) -> str:
    """The claim without what introduces it and without who is said to say it; `seen` is a glance at its sentence."""
    if seen & NAMES_SOURCE:
        text = without_source(text)
    steps = _STEPS_FOR[seen & (SAYS_IT | FORESEES)] if seen else ()
    for _ in range(_MOST):
        bare = _stepped(text, steps)
        if bare == text or len(bare) < LEAST:
            break
        text = bare
    return without_source(text) if seen & NAMES_SOURCE else text


def _stepped(text: str, steps: tuple[tuple[frozenset[str], Step], ...]) -> str:
    """The text after the first step that changes it; steps that find nothing at its head are not taken."""
    begins = heads_of(text)
    for heads, step in steps:
        if not heads.isdisjoint(begins) and (new := step(text)) != text:
            return new
    return text


_NO_CLAIM = ("to ", "how ", "why ", "what ", "for ", "of ", "on the ", "than ")


def _off(pattern: re.Pattern[str]) -> Step:
    def step(text: str) -> str:
        match = pattern.match(text)
        rest = text[match.end() :] if match else ""
        if len(rest) < LEAST or rest.startswith(_NO_CLAIM):
            return text
        return rest

    return step


# "(I'd be surprised if) rents weren't higher": they will be.
_WERE = regex(
    r"(?P<who>(?:[^\s,;]+ ){0,8}?[^\s,;]+ )(?:were|was)(?P<not>n't| not)? (?P<still>still )?"
)
_WITHOUT_OPINION = _off(OPINION)


def _opined(text: str) -> str:
    """Without "I think that", and without "I'd be surprised if" and the tense that goes with it."""
    rest = _WITHOUT_OPINION(text)
    if text.endswith(f" if {rest}") and (were := _WERE.match(rest)) is not None:
        will = "won't" if were["not"] else "will"
        return f"{were['who']}{will} {were['still'] or ''}be {rest[were.end() :]}"
    return rest


def told_by(text: str) -> str | None:
    """Who but the author is said to say or foresee it in these words; None where nobody is."""
    match = SAID_SO.match(text) or FORESEEN.match(text)
    who = (match["who"] or "").strip().lower() if match else ""
    return who if who and who.split()[-1] not in ("i", "we") else None


_ANYHOW = frozenset({""})
# Each with a bit of which the glance needs one, and with the pattern of whose beginnings the text needs one.
_STEPS: tuple[tuple[int, re.Pattern[str] | None, Step], ...] = (
    (EVERYTHING, JOINT, _off(JOINT)),
    (EVERYTHING, LABEL, _off(LABEL)),
    (EVERYTHING, RECALL, _off(RECALL)),
    (EVERYTHING, SOURCE, _off(SOURCE)),
    (EVERYTHING, UNDERSTOOD, understood),
    (SAYS_IT, None, quoted),
    (SAYS_IT, None, without_remark),
    (FORESEES, None, foreseen),
    (EVERYTHING, OPINION, _opined),
    (EVERYTHING, IMPERSONAL, _off(IMPERSONAL)),
    (EVERYTHING, None, without_denier),
    (SAYS_IT, None, said),
    (SAYS_IT, None, without_own_voice),
)


def _steps_for(seen: int) -> tuple[tuple[frozenset[str], Step], ...]:
    return tuple(
        (_heads(pattern), step)
        for need, pattern, step in _STEPS
        if need == EVERYTHING or need & seen
    )


@cache
def _heads(pattern: re.Pattern[str] | None) -> frozenset[str]:
    return beginnings(pattern.pattern) if pattern else _ANYHOW


_STEPS_FOR = Memo(_steps_for)
