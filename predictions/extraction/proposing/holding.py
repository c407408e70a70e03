"""What holds a sentence together: asides, alternatives, times on their own, what is put before a claim."""

import itertools
from typing import NamedTuple

from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

Span = tuple[int, int]
Cue = tuple[str, int, int]

_MARKS = " \n\t.,;:!?*_\"'()"
# "The effects of the flood — above all in Kern — will be felt": the subject stands before the aside.
_GOES_ON = regex(
    r" ?(?:\w+ly |still |also |soon )?(?:will|won't|would|may|might|could|can|is|are|was|were"
    r"|has|have|had)\b(?! (?:it|they|we|you|he|she|i|there|this|that|these|those|the|an?|my|our"
    r"|any\w*|some\w*)\b)"
)
# "The odds that the ferry — by then an old one — stops by 2028", "It will be years — not in my day — before trams run".
_RESUMES = regex(r" ?(?:before|until|till)\b| ?(?!remains|stays)(?P<verb>\w{3,}s) ")
_THAT = regex(r" that\b")
_DASH = regex(r" ?(?:\u2014|--?)")
_ADDED = regex(
    r" ?(?:\u2014|--?) ?(?:by|to|from|in|within|at|over|until|up to|as (?:early|soon|late) as"
    r"|perhaps|possibly|maybe|probably)\b"
)
_LONGEST_ADDED = 60  # characters
_PREDICATE = regex(
    r"\b(?:will|won't|would|may|might|could|can|is|are|was|were|has|have|had|do|does|did)\b"
)
_OR = regex(r" or\b")
_LATE_OR = regex(r",? or\b")
_EITHER = regex(r"\beither\b(?! ?[,.;:])")
# "and by the end of 2030, trams will": what is put before a claim with a comma belongs to it.
_FRONTED = regex(
    r",? ?(?:(?:and|but|so|or|that|then|also|yet) )*(?:(?:after|before|once|if|when"
    r"|as(?![^,;:]* (?:will|won't)\b)|unless|given|until"
    r"|in (?:a|the|some|any) \w+ (?:when|where))\b"
    r"|(?:in|by|at|on|over|for|with|within|during|above|below|under|from|despite|without"
    r"|through|thanks to|due to)\b(?![^,;:]* (?:will|won't|would|may|might)\b))[^,;:]*"
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
        if _goes_on(work, closing.end)
        for joint in joints
        if opening.start <= joint.start <= closing.start
    }


def _goes_on(work: str, at: int) -> bool:
    """True where the sentence goes on with a predicate, or with what it waits for."""
    if _GOES_ON.match(work, at):
        return True
    match = _RESUMES.match(work, at)
    return match is not None and (match["verb"] is None or lex.is_verb(match["verb"]))


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
        if (b >= last and (joint.end <= a <= joint.end + 2 or _adds_a_time(work, joint, a)))
        or (a <= first and joint.start - 2 <= b <= joint.start)
    }
    # "It will grow by half - an acre a day - by 2050": the first dash opens the aside.
    starts = [joint.start for joint in _dashes(work, joints)]
    return alone | {one for one, other in itertools.pairwise(starts) if other in alone}


def _adds_a_time(work: str, dash: Joint, a: int) -> bool:
    """True for "Rents will rise — by up to a third in May": behind the dash no predicate stands."""
    return (
        dash.end < a <= dash.end + _LONGEST_ADDED
        and _ADDED.match(work, dash.start) is not None
        and _PREDICATE.search(work, dash.end, a) is None
    )


def holds_together(work: str, joints: list[Joint], joint: Joint) -> bool:
    """True in "A will ... or B will ...", which is one claim, and after what is put before one."""
    at = joint.start
    if joint.kind == "conj" and goes_further(work, at):
        return True
    if _OR.match(work, at) or (_LATE_OR.match(work, at) and _EITHER.search(work, 0, at)):
        return True
    if joint.kind == "conj" and _joins_like(work, joint):
        return True
    if between_commas(work, joint) or _BUT_NOT.match(work, at):
        return True
    return joint.kind == "comma" and _after_fronted(work, joints, joint)


# "The mill will not only close, but will be torn down": one claim, whose halves share a subject.
_BUT = regex(
    r",? but (?:also |even )?(?:will|would|may|might|could|can|is|are|has|have"
    r"|that(?! \w+ (?:will|is|was)\b)|which|to|by|in)\b"
)
_NOT_ONLY = regex(r"n(?:ot|'t)(?: \w+)? (?:only|merely|just|simply)\b")


def goes_further(work: str, at: int) -> bool:
    """True before the second half of what is not only so, and before what is so instead."""
    return (
        _BUT.match(work, at) is not None and _NOT_ONLY.search(work, 0, at) is not None
    ) or _corrects(work, at)


# "It won't be a tax, but a fee that grows": what it is instead has no predicate of its own.
_INSTEAD = regex(r",? but (?:rather |instead |just |only )?(?:an?|some) (?P<rest>[^.;:,]*)")
_WONT_BE = regex(
    r"(?:\b(?:will|would|may|might|could) (?:not|never)|\bwon't) (?:\w+ly )?be\b[^,;:]*"
)
_RELATIVE = regex(r"\b(?:that|which|who|whose|where|when|if|as|because)\b")


def _corrects(work: str, at: int) -> bool:
    """True before what something will be instead, and not before a clause of its own."""
    instead = _INSTEAD.match(work, at)
    if instead is None:
        return False
    denied = max(work.rfind(mark, 0, at) for mark in ",;:") + 1
    if not any(m.end() >= at for m in _WONT_BE.finditer(work, denied, at)):
        return False
    words = _RELATIVE.split(instead["rest"], 1)[0]
    return _PREDICATE.search(words) is None and not any(map(lex.is_verb, words.split()))


# "She will win, but not by much and will ...": what is taken off the claim goes with it.
_BUT_NOT = regex(
    r", but not (?:by|in|to|for|at|on|with|without|as|until|before|much|many|very|quite|that"
    r"|enough|the|an?)\b"
)
# "A slow, but steady, revival": the noun comes behind the second comma.
_SECOND_WORD = regex(
    r", (?:but|yet|albeit) (?:\w+ly |still |also "
    r"|not )?(?!\w+ly,)(?!(?:then|now|still|yet|also|too|perhaps|maybe|again|instead|first"
    r"|later|soon|here|there|so|alas|sadly|in|if)\b)[a-z-]+, (?!(?:it|they|he|she|we|you|i"
    r"|there|this|that|the|an?|some|many|most|all|no|my|our|their|his|her|its)\b)[a-z]"
)
_FIRST_WORD = regex(r"\b(?:an?|the|its|their|some|more|very) [a-z-]+$")


def between_commas(work: str, joint: Joint) -> bool:
    """True at the commas of "a slow, but steady, revival"."""
    opening = (
        joint.start if _SECOND_WORD.match(work, joint.start) else work.rfind(",", 0, joint.start)
    )
    return (
        opening >= 0
        and (second := _SECOND_WORD.match(work, opening)) is not None
        and joint.start < second.end()
        and _FIRST_WORD.search(work, max(0, opening - 30), opening) is not None
    )


# "Kern will win the following: Ohio, Maine", "she'll do one of two things - sell or let": what they are stands behind.
_COUNTED = (
    r"(?:two|three|four|five|six|several|a few|these|one|some) (?:\w+ )?(?:things?|ways|teams|sides"
    r"|places|towns|states|races|people|companies|candidates|options|outcomes|forms|directions"
    r"|winners|names|words)"
)
_LEADS_IN = regex(
    rf"\b(?:the following(?: \w+){{0,2}}|as follows|in (?:this|that|the following) order"
    rf"|{_COUNTED}(?: (?:that|which) (?:\w+ )?\w+| to \w+(?: \w+)?)?) ?(?::|\u2014|--?)?$"
)


def leads_into_names(work: str, joint: Joint) -> bool:
    """True at the colon or dash behind which only stands what the words before count or announce."""
    words = work[joint.end :]
    return (
        _LEADS_IN.search(work, max(0, joint.start - 60), joint.start) is not None
        and _PREDICATE.search(words) is None
    )


def set_between(work: str, cues: list[Cue]) -> list[Cue]:
    """The views between two commas: "It would, I think, take years" stays one claim."""
    return [
        cue
        for cue in cues
        if cue[0] == "opinion" and work.endswith(", ", 0, cue[1]) and work.startswith(",", cue[2])
    ]


# "Between 20 and 30 mills", "quickly and well-nigh fully", "scientific and technical": two words of a kind.
_KIND = r"(?:\d[\d.,]*|[a-z]+ly|[a-z]{2,}(?:ic|ical|ial|ual|nal|ive|ous|ary|ful|less|able|ible))"
_LIKE = regex(
    rf"(?:^|[\s\"'(])({_KIND}),? (?:and|or"
    rf"|but) ({_KIND}) (?!(?:it|they|he|she|we|you|i|there|this|that)\b)[a-z]"
)


def _joins_like(work: str, joint: Joint) -> bool:
    """True between two numbers, adverbs or adjectives that belong to the same word."""
    begin = max(0, work.rfind(" ", 0, joint.start))
    match = _LIKE.match(work, begin)
    if match is None or match.end(1) != joint.start:
        return False
    one, two = match[1], match[2]
    return one[0].isdigit() == two[0].isdigit() and one.endswith("ly") == two.endswith("ly")


def _after_fronted(work: str, joints: list[Joint], comma: Joint) -> bool:
    """True for the comma after what is put before a claim: "..., and by 2030, trams will"."""
    last = max(work.rfind(mark, 0, comma.start) for mark in ",;:")
    starts = [j.start for j in joints if last <= j.start < comma.start and j.kind != "comma"]
    starts += [match.end() for match in _THAT.finditer(work, max(last, 0), comma.start)]
    return any(_FRONTED.fullmatch(work, at, comma.start) for at in starts or [0])
