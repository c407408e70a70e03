"""Trimming a piece of a sentence to its claim: conjunctions, opinions and who said it come off."""

import re

from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import EVERYTHING, needs
from predictions.regexes import regex

Span = tuple[int, int]
Cue = tuple[str, int, int]

_TRAILING = regex(
    rf"[,\u2014\" ](?:(?:(?<=[,\u2014])\"? "
    rf"|(?<=\"),? )(?:(?:he|she|they|it|[a-z.' -]{{2,60}}?) (?:also |later "
    rf"|recently )?{lex.SAYING}(?: (?:on|in|at|to|last|this|yesterday|today)\b[^,;]{{0,40}})?"
    rf"|{lex.SAYING} (?:the |an? )?[a-z.' -]{{2,60}}(?:, [^.]{{2,60}})?)[.!]?$"
    r"|(?:(?<=,) |(?<= ))(?:according to [^.;]{2,90}"
    r"|as (?:i|we) (?:said|argued|wrote)[^.;]{0,40}"
    r"|in (?:my|our) (?:view|opinion|judgement|judgment|book|estimation|mind)"
    r"|(?<=, )(?:i|we) (?:think|believe|suspect|guess|reckon|expect|predict|bet|imagine|hope|say))[.!]?$)"
)
# Without one of these nothing trails a claim.
_NAMING = lex.SAYING_WORDS | {"according", "my", "our"}
_NAMED = needs(_NAMING)
_SAID = needs(lex.SAYING_WORDS)
_THAT = regex(rf"that (?!(?:{lex.SUBJECT_THAT})\b)")
_WORD = regex(r"\w+")
_EDGE = " \t\n,;:.\u2014-\"'!*_|>"
_ATTRIBUTED = regex(
    rf"(?:[^,;:\n]{{0,90}}?)\b(?<!will )(?<!'ll )(?<!to )(?!(?<=we )(?:know|see)\b"
    rf"|(?<=you )(?:know|see)\b|(?<=be )expected\b)(?:{lex.SAYING})(?! (?:which|who|whose"
    rf"|that (?:are|have|had|were|joined))\b)(?: (?:in|at|on"
    rf"|to) [^,;]{{1,50}}?"
    # "told the council that the mill will close", "told reporters the mill will close"
    rf"|(?:(?<=told)|(?<=tells)|(?<=tell)|(?<=warned)|(?<=warns))"
    rf" (?:(?:[\w'-]+ ){{1,4}}?that\b|(?:reporters|journalists|investors|analysts|workers|lawmakers"
    rf"|parliament|congress|reuters|bloomberg|cnbc|me|us|him|her|them)(?= (?!that\b|is\b|was\b))))?"
    rf"[,:]? +(?!(?:for|of|from|about) )(?=\""
    rf"|[\w'$]+(?: [\w'$-]+){{0,7}}(?<! that)(?<! which) (?:will|won't|would|could|may|might"
    rf"|should|is going|are going|is likely|are likely|can)\b)"
)
# "If we don't see a buyer it will close": nobody says so.
_SUPPOSED = regex(r"(?:(?:even|only) )?(?:if|unless|once|until|should) (?!,)")
# An answer before the claim: its "no" is not one of the claim's.
ANSWER = regex(
    r"(?:no|nope|nah|yes|yeah|yep|well|sure|agreed|right|wrong|okay|ok|no way|no chance"
    r"|not a chance|never)[,.!;:] +"
)
# "It will close, right?": said, not asked.
TAG = regex(
    r", (?:right|no|eh|huh|correct|yeah|don't you think"
    r"|(?:is|are|was|will|wo|would|do|does|can|ca|could|have|has)(?:n't)? (?:it|they|he|she|we"
    r"|there)(?: not)?) ?\?$"
)
_LONGEST_TAG = 20  # characters
_SOURCE = regex(
    r"(?:according to|in the (?:view|opinion|words) of) [^,;]{2,80}, (?:(?:which|who|whose) [^,;]{2,80}, )?"
)
# "I think it will", "there is a chance that they don't": too little to stand without what introduces it.
_ELLIPTIC = regex(r"(?:it|they|he|she|we|there|this|that|one|some|many|most)\b")
_ELLIPTIC_SIZE = 30
_LONGEST_LEAD = 70
# "On 3 May, I bet 20 crowns against 5 of Bo Lund's that the mill will close".
_STAKE = regex(
    r"(?:[oi]n [^,;]{3,60}, )?i(?:'ve| have)? \W?(?:bet|wagered)\b[^;\d]{0,200}\d[^;]{0,160}? that "
)
_SOURCED = needs("according view opinion words")
_OWN = needs("i we")
_FOOLISH = needs(lex.FOOLISH_WORDS)
# 'Ann Roe, who runs the mill, commented, "The mill will close"': a quotation that goes on to the end.
_QUOTING = regex(r"[^\"\n]{3,140}?[,:] \"(?=[\w'$])")
# '"The mill will close," says Ann Roe of the bank, now expecting ...': who said it, and what else.
_SPEAKER = regex(rf"[,.]\" (?:[a-z.' -]{{2,60}} )?{lex.SAYING}\b[^\"]{{2,240}}$")
_LEAST = 12  # a claim is no shorter than that


def trim(work: str, a: int, b: int, cues: list[Cue], seen: int = EVERYTHING) -> Span:
    """Cut what introduces a claim and what trails it."""
    if seen & _GROUNDS:
        a = _past_its_ground(work, a, b, cues)
    whole = _begun(work, a, b)
    main = _main(cues)
    if seen & _SOURCED:
        whole = _introduced(_SOURCE, work, whole, b, b)
    start, end = _stated(work, whole, b, main, seen), b
    if '"' in work[start:b]:
        start, end = _within_quotation(work, start, b, cues)
    end = _untrailed(work, start, _quoted_to(work, start, end, cues), cues, seen)
    if work[end - 1] == "?" and (tag := TAG.search(work, max(start, end - _LONGEST_TAG), end)):
        end = tag.start()
    start = _skip_edge(work, start, end)
    if (
        whole < start <= whole + _LONGEST_LEAD
        and end - start < _ELLIPTIC_SIZE
        and _ELLIPTIC.match(work, start)
        and not any(kind in lex.STRONG and whole <= at < start for kind, at, _ in cues)
    ):
        start = whole
    while end > start and work[end - 1] in _EDGE:
        end -= 1
    return start, end


# "As rents rise, the mill will close", "with the bridge gone, trams won't run": what it rests on stands before it.
_GROUND = regex(
    r"[\W_]{0,4}(?:(?:and|but|so|also|then|yet|now),? )*"
    r"(?:(?:since|because|while|whereas|(?:even )?though|although)(?= \w+ed\b"
    r"| (?!\w+ing )\w+ \w)|as(?! (?:long|soon|far|well|much|many|of|for|to|per|a|an)\b)"
    r"|with(?! an? \d)(?![^,]* in place,)|given(?! an? )|despite|now that|thanks to|due to"
    r"|as a (?:result|consequence) of|because of|in addition to|instead of)\b(?! ?,)"
)
_GROUNDS = needs(
    "since because while whereas though although as with given despite now thanks due addition instead"
)
_POINTS_BACK = regex(
    r"(?:it|they|he|she|this|that|these|those)\b(?!(?: is|'s| will be) (?:\w+ )?(?:a|likely"
    r"|unlikely|possible)\b)"
)
_SHORT_GROUND = 70  # characters
_GROUNDED = ("odds", *lex.STRONG)


def _past_its_ground(work: str, a: int, b: int, cues: list[Cue]) -> int:
    """The comma behind what a claim rests on, if nothing before it looks ahead."""
    first = next((at for kind, at, _ in cues if kind in _GROUNDED and at >= a), -1)
    if first < 0 or "," not in work[a:first] or not (ground := _GROUND.match(work, a, first)):
        return a
    at = _subject_of(work, ground.end(), first)
    if at < 0 or (b - at < _ELLIPTIC_SIZE and _ELLIPTIC.match(work, at + 1)):
        return a
    # "As rents rise, they will ...": who they are is said before.
    return a if at - a < _SHORT_GROUND and _POINTS_BACK.match(work, at + 1) else at


def _subject_of(work: str, start: int, first: int) -> int:
    """Behind the comma after which the subject of a predicate begins, or -1 where that is in doubt."""
    commas = [at for at in range(start, first) if work[at] == ","]
    if commas and not work[commas[-1] + 1 : first].strip():  # "the mill, an old one, will"
        commas = commas[:-2]
    plain = [at for at in commas if lex.SUBJECT.match(work, at + 1, first)]
    if plain:
        return plain[-1] + 1
    return commas[0] + 1 if len(commas) == 1 else -1


def _begun(work: str, a: int, b: int) -> int:
    """The start of a claim without conjunctions and answers."""
    start = _skip_edge(work, a, b) if work[a] in _EDGE else a
    if match := lex.LEADING.match(work, start, b):
        start = match.end()
    if (answer := ANSWER.match(work, start, b)) and b - answer.end() >= _LEAST:
        start = answer.end()
    return _skip_that(work, start)


def _stated(work: str, start: int, b: int, main: int, seen: int) -> int:
    """The start of a claim without opinions and who said it."""
    if seen & _OWN:
        start = _introduced(lex.OPINION, work, _introduced(_STAKE, work, start, b, main), b, main)
    if seen & _FOOLISH:
        start = _introduced(lex.FOOLISH, work, start, b, main)
    supposed = _SUPPOSED.match(work, start) is not None
    if (
        seen & _SAID
        and not supposed
        and not lex.SAYING_WORDS.isdisjoint(work[start:b].replace(",", " ").split())
    ):
        start = _introduced(_ATTRIBUTED, work, start, b, main)
    return _skip_said(work, _skip_that(work, start), b, main)


def _untrailed(work: str, start: int, end: int, cues: list[Cue], seen: int) -> int:
    """The end of a claim without who said it, if no predicate stands behind that."""
    tail = max(start, end - 180)
    if not seen & _NAMED or _NAMING.isdisjoint(_WORD.findall(work, tail, end)):
        return end
    match = _TRAILING.search(work, tail, end)
    if match is None or match.start() - start < _LEAST:
        return end
    predicates = [cue[1] for cue in cues if cue[0] in (*lex.STRONG, "odds")]
    return match.start() if max(predicates, default=0) < match.start() else end


def _quoted_to(work: str, start: int, end: int, cues: list[Cue]) -> int:
    """The end of a quotation, where only who speaks stands behind it: '..., " Ann Roe, head of the bank'."""
    closing = work.rfind(',"', start + _LEAST, end)
    if closing < 0 or '"' in work[start:closing] or '"' in work[closing + 2 : end]:
        return end
    behind = any(at > closing for kind, at, _ in cues if kind in _GROUNDED)
    return end if behind or work.count('"', 0, closing) % 2 == 0 else closing


def _within_quotation(work: str, start: int, end: int, cues: list[Cue]) -> Span:
    """The claim without who says it before its quotation marks, or behind them."""
    main = max((at for kind, at, _ in cues if kind in lex.STRONG), default=start)
    if (speaker := _SPEAKER.search(work, max(start, end - 260), end)) and (
        main < speaker.start() and speaker.start() - start >= _LEAST
    ):
        end = speaker.start()
    begun = _QUOTING.match(work, start, end)
    if begun and begun.end() <= main and '"' not in work[begun.end() : end].rstrip(_EDGE):
        start = begun.end()
    return start, end


def _main(cues: list[Cue]) -> int:
    """Where the last predicate stands, or the last cue of any kind."""
    last = cues[-1][1] if cues else 0
    strong = next((at for kind, at, _ in reversed(cues) if kind in lex.STRONG), 0)
    return strong or last


def _introduced(pattern: re.Pattern[str], work: str, start: int, end: int, main: int) -> int:
    """The start of the claim after "I think" or "She says", if its predicate comes after that."""
    match = pattern.match(work, start, end)
    if (
        match is None
        or end - match.end() < _LEAST
        or work.startswith(("to ", "how ", "why ", "whether "), match.end())
    ):
        return start
    fits = match.end() <= max(main, start + 1) or work.startswith('"', match.end())
    return match.end() if fits else start


def _skip_said(work: str, start: int, end: int, main: int) -> int:
    """The start of the claim after "... say that", "the chance that"."""
    if " that" not in work[start:end]:
        return start
    for match in lex.THAT.finditer(work, start, end):
        if (match.end() <= main or main == 0) and not _is_its_own(work, start, match):
            return match.end() if end - match.end() >= _LEAST else start
    return start


# "It will give hope that rents will fall", "so much will be added to it that it will sink": one claim.
_NOUN_BEFORE = regex(r"\b(?:the|an?|of|no|every|their|its|our|more|some|any) (?:\w+ )?$")
_WILL = regex(r"\b(?:will|won't|going to)\b|'ll\b")
_ODDS = ("chance", "probability", "likelihood", "odds", "possibility", "risk")


def _is_its_own(work: str, start: int, that: re.Match[str]) -> bool:
    """True where what leads to "that" has a predicate ahead of its own, and nobody says it."""
    before = work[start : that.start()]
    if not _WILL.search(before) or that[0].startswith(_ODDS):
        return False
    passive = before.endswith("be ") and len(that[0].split()) > 2
    return passive or _NOUN_BEFORE.search(before) is not None


def _skip_that(work: str, start: int) -> int:
    return match.end() if (match := _THAT.match(work, start)) else start


def _skip_edge(work: str, start: int, end: int) -> int:
    while start < end and work[start] in _EDGE:
        start += 1
    return start
