"""Binding windows to claims: the clause's own, its sentence's, or what it inherits."""

import re
from dataclasses import dataclass
from datetime import date

from predictions.extraction.announcing import list_window, reported_window
from predictions.extraction.behind import looks_back
from predictions.extraction.blocks import Kind
from predictions.extraction.conditions import condition_of
from predictions.extraction.context import context_window, window_above
from predictions.extraction.document import Document
from predictions.extraction.horizons import horizon_at, read_horizons
from predictions.extraction.lending import THEN, Lender
from predictions.extraction.proposals import Proposal
from predictions.windows import Window

_ORDER = {
    "by": 0,
    "before": 0,
    "until": 0,
    "within": 1,
    "in": 2,
    "event": 1,
    "proxy": 2,
    "for": 3,
    "bare": 3,
    "after": 2,
    "from": 4,
    "since": 9,
}
_MADE = re.compile(
    r"\b(?:said|says|wrote|interview|predicted|forecast|book|paper|published|speech|told|asked|panel|report|essay|article|estimated|claimed|argued|tweeted)\b"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """The window of a claim and where it was found; `window` None where nothing gives one."""

    window: Window | None
    origin: str | None  # "sentence", "context" or None


# "Sooner or later" is a time of its own, and not the one in the title.
_SOME_DAY = re.compile(
    r"\b(?:sooner or later|some ?day|one day|at (?:one|some) (?:point|stage)|for the (?:foreseeable|forseeable) future|in the (?:near|nearer|short|shorter|medium) (?:future|term|run)|(?:for|in) (?:years|decades|generations|centuries) to come|in the (?:very )?long(?:er)? (?:run|term)|in my lifetime)\b"
)
# A time in the subject ("meeting the goals by 2030 would double it by 2050") gives way to one after the verb.
_VERB = re.compile(r"\b(?:will|won't|would|shall|going to|expected to|may|might|could)\b|'ll\b")
_HEAD = 15
_ENDS = ("by", "before", "until")
_COMING = re.compile(r"\b(?:will|won't|shall|going to|gonna|expected to|bound to)\b|'ll\b")
_REPORTED = re.compile(r"\b(?:would|by)\b")


class Binder:
    """Binds windows for one document, claim after claim."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._lender = Lender(document)
        self._horizons = read_horizons(document)

    def bind(self, proposal: Proposal) -> Bound:
        """The window of a proposal."""
        own = self._own(proposal)
        if own is not None:
            return Bound(own, "sentence")
        inherited = self._inherited(proposal)
        return Bound(inherited, "context" if inherited else None)

    def remember(self, proposal: Proposal, bound: Bound) -> None:
        """Note the window that an accepted claim states, so that the next sentences can inherit it."""
        if bound.window and bound.origin == "sentence":
            self._lender.note(proposal.sentence, bound.window)

    def _own(self, proposal: Proposal) -> Window | None:
        clause, sentence = proposal.clause, proposal.sentence
        windows = self._dated(proposal)
        inside = [w for w in windows if clause.outer[0] <= w.start < clause.outer[1]]
        if not clause.nested:  # a window in brackets that make a claim of their own belongs there
            inside = [
                w for w in inside if proposal.start - 40 <= w.start <= proposal.end + 40
            ] or inside
            inside = [w for w in inside if not self._in_brackets(proposal, w)] or inside
        said = [w for w in inside if proposal.start <= w.start < proposal.end]
        best = self._of_then(inside, proposal)
        best = best or self._best(said, proposal) or self._best(inside, proposal)
        if best or clause.nested:
            return best
        return self._best(
            [
                w
                for w in windows
                if w.start < clause.start
                and w.start - sentence.span[0] < 45
                and not THEN.search(self.document.low, w.end, clause.start)
            ],
            proposal,
        )

    def _of_then(self, windows: list[Window], proposal: Proposal) -> Window | None:
        """A last day that is over: "it will be gone by 2000" is an old forecast that somebody quotes."""
        day, low = self._day(proposal), self.document.low
        kinds = (*_ENDS, "in") if self._quoted(proposal) else _ENDS
        over = (
            w
            for w in windows
            if day
            and w.deadline
            and w.deadline < day
            and w.kind in kinds
            and not w.relative
            and not looks_back(low, *proposal.sentence.span, w)
            and _COMING.search(low, proposal.start, proposal.end)
        )
        return min(over, key=lambda w: (_ORDER.get(w.kind, 5), w.start), default=None)

    def _quoted(self, proposal: Proposal) -> bool:
        block = self.document.blocks[proposal.sentence.block]
        return block.quoted or self.document.low.count('"', block.start, proposal.start) % 2 == 1

    def _in_brackets(self, proposal: Proposal, window: Window) -> bool:
        before = self.document.low[proposal.start : window.start]
        return before.count("(") > before.count(")")

    def _dated(self, proposal: Proposal) -> list[Window]:
        """The sentence's windows, counted from the day the claim was made where the text gives one."""
        sentence = proposal.sentence
        made = self._made(proposal)
        if made is None or not any(w.relative for w in sentence.windows):
            return sentence.windows
        return self.document.windows(*sentence.span, today=made)

    def _made(self, proposal: Proposal) -> date | None:
        published = self.document.speakers.day(proposal.start) or self.document.published
        head = (proposal.sentence.span[0], proposal.start)
        for w in proposal.sentence.windows:
            past = w.deadline and published and w.deadline < published and not w.relative
            if past and w.end <= head[1] and _MADE.search(self.document.low, head[0], head[1]):
                return w.deadline
        return None

    def _best(self, windows: list[Window], proposal: Proposal) -> Window | None:
        published = self._day(proposal)
        usable = [
            w
            for w in windows
            if (not w.vague or w.deadline)
            and w.kind not in ("attributive", "since")
            and not looks_back(self.document.low, *proposal.sentence.span, w)
        ]
        ahead = [
            w
            for w in usable
            if published is None or (w.deadline or w.not_before or published) >= published
        ]
        if not ahead and usable and self._reported_past(proposal):
            ahead = [w for w in usable if w.kind != "since"]
        if not ahead:
            return None
        verb = _VERB.search(self.document.low, proposal.start, proposal.end)
        at = (proposal.start + _HEAD, verb.start()) if verb else (0, 0)
        return min(ahead, key=lambda w: (at[0] < w.start < at[1], _ORDER.get(w.kind, 5), w.start))

    def _day(self, proposal: Proposal) -> date | None:
        """The day from which a claim looks ahead; old predictions in a list are as old as their list."""
        day = self.document.day(proposal.start)
        old = list_window(self.document, proposal.sentence.block)
        if day and old and old.not_before and old.deadline and old.deadline < day:
            return old.not_before
        return day

    def _reported_past(self, proposal: Proposal) -> bool:
        """True for claims of long ago ("would be gone by 2000") and for items without a title's year."""
        words = self.document.low[proposal.start : proposal.end]
        listed = proposal.form != "prose" and self.document.title_window is None
        return (listed and " than in " not in words) or _REPORTED.search(words) is not None

    def _inherited(self, proposal: Proposal) -> Window | None:
        document, sentence = self.document, proposal.sentence
        same = [
            w
            for w in sentence.windows
            if w.deadline and not w.relative and w.start > proposal.start
        ]
        if ahead := self._best(same, proposal):
            return ahead
        is_item = document.blocks[sentence.block].kind is Kind.ITEM
        if is_item and (found := window_above(document, sentence.block)):
            return found
        if not is_item and self._some_day(proposal):
            return None
        if found := horizon_at(document, self._horizons, proposal.start):
            return found
        lent = self._lent(proposal)
        if not document.predictive and not is_item and condition_of(document, proposal):
            return lent
        above = context_window(document, sentence.block, listed=proposal.form != "prose")
        above = above or reported_window(document)
        return above if lent is None or (above and self._narrower(lent, above, proposal)) else lent

    def _narrower(self, lent: Window, above: Window, proposal: Proposal) -> bool:
        """True for a summer lent by the sentence before in a text about the whole year."""
        before = lent.end <= proposal.sentence.span[0]
        return bool(before and lent.deadline and above.deadline and lent.deadline < above.deadline)

    def _some_day(self, proposal: Proposal) -> bool:
        """True for a claim with a time of its own from which no day follows."""
        begin, end = self._reach(proposal)
        vague = any(
            w.vague and w.kind == "within" and begin <= w.start < end
            for w in proposal.sentence.windows
        )
        return vague or _SOME_DAY.search(self.document.low, begin, end) is not None

    def _reach(self, proposal: Proposal) -> tuple[int, int]:
        """The claim with the few words before and after it: "in the short term I think that ..."."""
        begin, end = proposal.sentence.span
        return max(begin, proposal.start - 45), min(end, proposal.end + 45)

    def _lent(self, proposal: Proposal) -> Window | None:
        """What the sentences before lend; a claim that hangs on a condition comes true when that does."""
        lent = self._lender.lend(proposal)
        if lent and lent.end <= proposal.sentence.span[0] and condition_of(self.document, proposal):
            return None
        return lent
