"""Joints: where a sentence can be cut, and which of the joints between two predicates is safest."""

import itertools
from collections.abc import Iterator
from functools import cached_property

from predictions.extraction.proposing.holding import (
    Cue,
    Joint,
    asides,
    between_commas,
    goes_further,
    holds_together,
    leads_into_names,
    times_alone,
)
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

Span = tuple[int, int]

_CONCEDES = regex(r",? (?:though|although|even though|even if|while)\b")
_RANK_CONJ = regex(
    r",? \b(?:but|while|whereas|whilst|although|though|so|yet|because|since|even if|even though)\b"
)
_ADVERB = regex(
    r" (?:probably|perhaps|maybe|possibly|eventually|then|ultimately|definitely|certainly)\b"
)
_FINITE = regex(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|isn't|aren't|hasn't|'s|'re|'ve"
    r"|\w{2,}(?:ed|es)|\w{3,}[^su\W]s)\b"
)
# Surely finite: no plural of a noun.
_FINITE_FORM = regex(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|isn't|aren't|hasn't|will|won't|may|might"
    r"|could|would|can|can't|\w{2,}ed)\b|'(?:s|re|ve|ll)\b"
)
_PREDICATE = regex(rf"{_FINITE.pattern}|\b(?:will|won't|may|might|could|would|can|can't)\b")
_NUMBER_AHEAD = regex(
    r"\s*(?:about |roughly |around |perhaps |maybe |~ ?)?(?:\d"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten) (?:in|to|out of)\b|even\b)"
)
# What somebody holds of another claim than the one before: "so I give a landing 5%", "and it is unlikely that".
_HELD = regex(
    r"\s*(?:(?:i|we)(?:'d| would)?(?: \w+ly| still| only)? (?:give|assign"
    r"|put) (?!(?:it|this|that|them|him|her|the (?:odds|chances?|probability))\b)(?=[^,;]*\d)"
    r"|(?:it|that) ?(?:is|'s|seems|looks)(?: \w+){0,2} (?:un|im)?(?:likely|probable|plausible"
    r"|possible|doubtful) that "
    r"|(?:(?:still|also|now) (?:expects?|anticipates?|predicts?|forecasts?|projects?)|expects"
    r"|anticipates|predicts|forecasts|projects) (?!to\b))"
)
# "It is too dear today, and plausibly pays by 2030": what is held likely of the same subject.
_HELD_LIKELY = regex(
    r"\s*(?:(?:also|then|very|most|almost) )?(?:plausibly|likely|probably|possibly|presumably"
    r"|perhaps|maybe|inevitably|certainly|surely) (?P<verb>[a-z]+) "
)
_OF_THE_SPEAKER = regex(r"\s*(?:i|we)(?:'m|'re| am| are)\b")
_NEAR, _NEARER = 10, 4  # characters between a predicate and a tail
_SHORT_SUBJECT = 24  # "A will rise, small farms will fall": a few words, then the next predicate
# "Rents will rise, with wages expected to follow": a claim that hangs on the one before.
_ATTENDANT = regex(
    r", with (?:[^\s,;:]+ ){1,7}?(?:now |still |also )?(?:expected|projected|forecast|predicted"
    r"|estimated|likely|set|poised|slated|tipped|due) to\b"
)
# "It said rents would rise, adding that wages will follow".
_SAYING_ON = regex(
    r", (?:and |but )?(?:saying|adding|warning|noting|arguing|claiming|predicting|suggesting"
    r"|forecasting) (?=that\b|the\b|it\b)"
)
_NO_VIEW = regex(
    r"(?:do|does)(?:n't| not) (?:really |even )?(?:think|believe|expect|see|foresee|feel like)\b"
)
# "I predict: rents rise": what announces a claim stays with it.
_ANNOUNCES = regex(
    r"\W*(?:(?:so|now|and|for (?:this|next) year|in short),? )?(?:i|we)(?:'d"
    r"|'ll)? (?:\w+ )?(?:predict|expect|think|believe|bet|guess"
    r"|forecast)(?: (?:that|the following|this))?:?\s*"
    r"|\W*(?:my|our) (?:\w+ ){0,2}(?:predictions?|forecasts?|guess|bet|call|expectation)(?: is"
    r"| are)?(?: this)?:?\s*"
)
_WAITING = tuple(
    f" {modal}{blank}"
    for modal in ("will", "would", "may", "might", "could", "should", "must")
    for blank in ("", " ")
)
_PRONOUN = regex(r"\s*(?:i|we|you|they|he|she|it|this|that|there)\b")
_GRANTS = regex(r"\W*(?:while|although|(?:even )?though|whereas)\b")
_UNTIL = regex(r"until (?!(?:then|now)\b)(?:[a-z'-]+ ){2}")  # "until they agree, ..."
_OPENERS = regex(r"(?:but |and |so )?")
_LISTS_ON = regex(r" (?:and|or|but|so|yet)\b")
_IF = regex(r" (?:if|unless|once)\b")
_ONLY_IF = regex(r" (?:only |especially )?(?:if|unless|when|once|as long as)\b")


class Joints:
    """The joints of one sentence."""

    def __init__(self, work: str, between: list[Cue]) -> None:
        self.work = work
        found = lex.BOUNDARY.finditer(work)
        self.all = [Joint(m.start(), m.lastgroup or "", m.end()) for m in found]
        for _, start, end in between:
            self.all = [
                j
                for j in self.all
                if j.start != start - 2 and not (j.start == end and j.kind == "comma")
            ]

    @cached_property
    def conditional(self) -> bool:
        """True for a sentence that begins with its condition."""
        head = self.work[:40].lstrip(" \n\"'-")
        at = _OPENERS.match(head).end()  # type: ignore[union-attr]
        return lex.CONDITION.match(head, at) is not None or _UNTIL.match(head, at) is not None

    @cached_property
    def concessive(self) -> bool:
        """True for "While it will cost much, ...": a comma ends what is granted."""
        return _GRANTS.match(self.work) is not None

    @cached_property
    def of_asides(self) -> set[Joint]:
        """The joints around and in what is put between a subject and its predicate."""
        return asides(self.work, self.all)

    def _within(self, joint: Joint) -> bool:
        """True where a cut would part one claim."""
        return joint in self.of_asides or holds_together(self.work, self.all, joint)

    def hard(self, windows: list[Span]) -> Iterator[int]:
        """Joints that always part: semicolons, dashes, colons before words."""
        alone = times_alone(self.work, self.all, windows)
        parted = False  # "The race will -- in this century -- be won": a modal waits for its verb
        for joint in self.all:
            if joint.kind == "hard" and (parted or self.work.endswith(_WAITING, 0, joint.start)):
                parted = not parted
            elif (
                joint.kind == "hard"
                and joint.start not in alone
                and joint not in self.of_asides
                and not _NUMBER_AHEAD.match(self.work, joint.end)
                and not _ANNOUNCES.fullmatch(self.work, 0, joint.end)
                and not leads_into_names(self.work, joint)
            ):
                yield joint.start

    def between_predicates(self, predicates: list[Cue]) -> Iterator[int]:
        """The safest joint between each two predicates that look ahead."""
        for left, right in itertools.pairwise(predicates):
            # "I think that A and B will", "I don't think A or B will": the opinion leads into its claim.
            if left[0] != "opinion" and not _NO_VIEW.match(self.work, left[1]):
                best = self._best(left[2], right[1])
                if best is not None:
                    yield best

    def between_numbers(self, numbers: list[Span]) -> Iterator[int]:
        """The first joint between two stated probabilities."""
        for (_, left), (right, _) in itertools.pairwise(numbers):
            yield from itertools.islice(
                (j.start for j in self.all if left <= j.start and j.end <= right), 1
            )

    def between_windows(self, windows: list[Span]) -> Iterator[int]:
        """A joint between two windows, where a contrast or a clause of its own begins."""
        for (_, left), (right, _) in itertools.pairwise(windows):
            inside = (
                j for j in self.all if left <= j.start and j.end <= right and j.kind == "conj"
            )
            yield from itertools.islice(
                (
                    j.start
                    for j in inside
                    if (self._contrasts(j) or self._subject(j)) and not self._joins_subjects(j)
                ),
                1,
            )

    def before_attendants(self) -> Iterator[int]:
        """Before ", with wages expected to follow"."""
        if ", with " in self.work:
            yield from (match.start() for match in _ATTENDANT.finditer(self.work))

    def before_sayings(self, cues: list[Cue]) -> Iterator[int]:
        """Before ", adding that X will", where something was said to be ahead before it."""
        if len(cues) > 1 and "ing " in self.work:
            for match in _SAYING_ON.finditer(self.work, cues[0][2], cues[-1][1]):
                yield match.start()

    def before_views(self) -> Iterator[int]:
        """Before what is held likely, after a statement of its own."""
        for joint in self.all:
            if (
                joint.kind == "conj"
                and joint.start > 14
                and not self.conditional
                and _HELD.match(self.work, joint.end)
                and self._states(joint.start)
            ):
                yield joint.start

    def before_likelihoods(self, windows: list[Span]) -> Iterator[int]:
        """Before "and plausibly pays by 2030", where what stands before has no time and a predicate."""
        if not windows or "ly " not in self.work:
            return
        for joint in self.all:
            if joint.kind != "conj" or joint.start > windows[0][0] or self.conditional:
                continue
            held = _HELD_LIKELY.match(self.work, joint.end)
            if held and _is_verb(held["verb"]) and self._states(joint.start):
                yield joint.start

    def _states(self, end: int) -> bool:
        """True if the words up to there have a predicate of their own."""
        words = self.work[:end].split()
        return _PREDICATE.search(self.work, 0, end) is not None or any(map(lex.is_verb, words))

    def _says_more(self, joint: Joint) -> bool:
        """True if a clause follows, and not only words such as "..., but only in the north"."""
        return (
            self._subject(joint)
            or _ONLY_IF.match(self.work, joint.end) is not None
            or self._finite(joint.end, len(self.work))
        )

    def _finite(self, start: int, end: int) -> bool:
        """True if the words have a predicate."""
        words = self.work[start:end]
        return _FINITE_FORM.search(words) is not None or any(map(lex.is_verb, words.split()))

    def opening(self, first: Cue) -> int | None:
        """After a statement of fact before the first predicate: "Growth slowed, but it will ..."."""
        for joint in reversed(self.all):
            if joint.end > first[1] or joint.start < 15:
                continue
            if joint.kind == "comma" and self._views(joint, first):
                return joint.start
            if joint.kind == "rel" and self.work.startswith(", where", joint.start):
                return joint.start
            if (
                joint.kind == "conj"
                and not self.conditional
                and self._begins_anew(joint)
                and not self._joins_subjects(joint)
            ):
                return None if self._parenthetical(joint, first) else joint.start
        return None

    def _joins_subjects(self, joint: Joint) -> bool:
        """True for "gives 20% that Kern or Lund will lead": between "that" and the joint no predicate stands."""
        that = self.work.rfind(" that ", 0, joint.start)
        if that < 0 or _PRONOUN.match(self.work, joint.end):
            return False
        return _PREDICATE.search(self.work, that + 6, joint.start) is None

    def _views(self, joint: Joint, first: Cue) -> bool:
        """True before a view that follows a fact: "Work has not stopped, I believe it will go on"."""
        near = first[0] == "opinion" and first[1] - joint.end <= 1
        return near and not self.conditional and self._states(joint.start)

    def _parenthetical(self, joint: Joint, first: Cue) -> bool:
        """True for "A, though badly hurt, will ...": the subject stands before the joint."""
        concedes = _CONCEDES.match(self.work, joint.start) is not None
        return concedes and "," in self.work[joint.end : first[1]]

    def trailing(self, last: Cue, windows: list[Span]) -> int | None:
        """Before a contrast or a reason after the last predicate, unless a window stands in it."""
        for joint in self.all:
            near = _NEARER if _OF_THE_SPEAKER.match(self.work, joint.end) else _NEAR
            late = joint.start > last[2] + near and len(self.work) - joint.end > 20
            if (
                late
                and joint.kind == "conj"
                and self._comma(joint)
                and self._contrasts(joint)
                and self._says_more(joint)
                and not goes_further(self.work, joint.start)
                and not between_commas(self.work, joint)
            ):
                return None if any(w[0] >= joint.start for w in windows) else joint.start
        return None

    def _best(self, left: int, right: int) -> int | None:
        best, best_rank = None, 0
        for joint in self.all:
            if left <= joint.start and joint.end <= right and not self._within(joint):
                rank = self._rank(joint, right)
                if rank and rank >= best_rank:
                    best, best_rank = joint.start, rank
        return best

    def _rank(self, joint: Joint, right: int) -> int:
        """How safe a cut is here; 0 where none may be made."""
        if joint.kind in ("hard", "rel"):
            return 9 if joint.kind == "hard" else 6
        if self.conditional and joint.start <= self._condition_ends(right):
            return 0  # "if A and B will ..., C will ...": the condition stays with its claim
        subject = self._subject(joint)
        if joint.kind == "conj":
            anew = subject or (self._comma(joint) and _IF.match(self.work, joint.end) is not None)
            return 3 + 2 * self._comma(joint) + 3 * anew + self._contrasts(joint)
        if lex.OPINION.match(self.work, joint.end + 1):
            return 8
        if subject or _ADVERB.match(self.work, joint.end):
            return 6 if subject else 5
        quoted = self.work.startswith(' "', joint.end)
        return 4 if quoted or self.concessive or right - joint.end < _SHORT_SUBJECT else 0

    def _condition_ends(self, before: int) -> int:
        """The first comma, if it closes the condition with which the sentence begins, or -1."""
        comma = self.work.find(",", 0, before)
        return -1 if _LISTS_ON.match(self.work, comma + 1) else comma

    def _begins_anew(self, joint: Joint) -> bool:
        if self._comma(joint) and self._contrasts(joint):
            return _FINITE.search(self.work, 0, joint.start) is not None
        return self._subject(joint) and self._finite(0, joint.start)

    def _comma(self, joint: Joint) -> bool:
        return self.work[joint.start] == ","

    def _contrasts(self, joint: Joint) -> bool:
        return _RANK_CONJ.match(self.work, joint.start) is not None

    def _subject(self, joint: Joint) -> bool:
        return lex.SUBJECT.match(self.work, joint.end) is not None


def _is_verb(word: str) -> bool:
    return lex.is_verb(word) or word in lex.VERBS
