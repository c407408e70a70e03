"""What holds a sentence together: asides, alternatives, times on their own, what is put before a claim."""

import itertools
import re
from typing import NamedTuple

Span = tuple[int, int]

_MARKS = " \n\t.,;:!?*_\"'()"
# "The effects of the flood — above all in Kern — will be felt": the subject stands before the aside.
_GOES_ON = re.compile(
    r" ?(?:\w+ly |still |also |soon )?(?:will|won't|would|may|might|could|can|is|are|was|were|has|have|had)\b(?! (?:it|they|we|you|he|she|i|there|this|that|these|those|the|an?|my|our|any\w*|some\w*)\b)"
)
_DASH = re.compile(r" ?(?:\u2014|--?)")
_OR = re.compile(r" or\b")
_LATE_OR = re.compile(r",? or\b")
_EITHER = re.compile(r"\beither\b(?! ?[,.;:])")
# "and by the end of 2030, trams will": what is put before a claim with a comma belongs to it.
_FRONTED = re.compile(
    r",? ?(?:(?:and|but|so|or|that|then|also|yet) )*(?:in|by|at|on|over|for|with|within|during|after|before|above|below|under|from|once|if|when|as|unless|given|despite|without|through|until|thanks to|due to)\b[^,;:]*"
)


class Joint(NamedTuple):
    """A place between words where a clause may end; `end` is where the next one begins."""

    start: int
    kind: str  # "hard", "rel", "conj" or "comma"
    end: int


def asides(work: str, joints: list[Joint]) -> set[Joint]:
    """The dashes around what is put between a subject and its predicate, and the joints in it."""
    dashes = _dashes(work, joints)
    return {
        joint
        for opening, closing in itertools.pairwise(dashes)
        if _GOES_ON.match(work, closing.end)
        for joint in joints
        if opening.start <= joint.start <= closing.start
    }


def _dashes(work: str, joints: list[Joint]) -> list[Joint]:
    return [joint for joint in joints if _DASH.match(work, joint.start)]


def times_alone(work: str, joints: list[Joint], windows: list[Span]) -> set[int]:
    """The joints beside which only a time stands: "2030: the mill closes", "trams - next year"."""
    if not windows:
        return set()
    last = len(work.rstrip(_MARKS))
    first = len(work) - len(work.lstrip(_MARKS))
    alone = {
        joint.start
        for joint in joints
        for a, b in windows
        if (joint.end <= a <= joint.end + 2 and b >= last)
        or (a <= first and joint.start - 2 <= b <= joint.start)
    }
    # "It will grow by half - an acre a day - by 2050": the first dash opens the aside.
    starts = [joint.start for joint in _dashes(work, joints)]
    return alone | {one for one, other in itertools.pairwise(starts) if other in alone}


def holds_together(work: str, joints: list[Joint], joint: Joint) -> bool:
    """True in "A will ... or B will ...", which is one claim, and after what is put before one."""
    at = joint.start
    if _OR.match(work, at) or (_LATE_OR.match(work, at) and _EITHER.search(work, 0, at)):
        return True
    return joint.kind == "comma" and _after_fronted(work, joints, joint)


def _after_fronted(work: str, joints: list[Joint], comma: Joint) -> bool:
    """True for the comma after what is put before a claim: "..., and by 2030, trams will"."""
    before = (j.start for j in reversed(joints) if j.start < comma.start and j.kind != "comma")
    return _FRONTED.fullmatch(work, next(before, 0), comma.start) is not None
