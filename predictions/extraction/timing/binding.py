"""Binding windows to claims: the one they state, or what they inherit."""

from typing import NamedTuple

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.sections import whole_year
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.proposing.scenarios import year_told
from predictions.extraction.timing.ballots import decided_there, read_ballot
from predictions.extraction.timing.context import context_window, window_above
from predictions.extraction.timing.entries import due_behind
from predictions.extraction.timing.horizons import (
    IN_THE_END,
    SOME_DAY,
    asked_at,
    horizon_at,
    read_horizons,
)
from predictions.extraction.timing.lending import Lender
from predictions.extraction.timing.occasions import event_window, listed_year, reported_window
from predictions.extraction.timing.stating import Stating
from predictions.extraction.wording.conditions import condition_of
from predictions.regexes import regex
from predictions.windows import Window


class Bound(NamedTuple):
    """The window of a claim and where it was found; `window` None where nothing gives one."""

    window: Window | None
    origin: str | None  # "sentence", "context" or None


# "X will rise, but Y falls by 2031": the time of the other, not of both.
_TURNS = regex(r"\b(?:but|because|whether|though|although|however|until|before)\b")
_IF_EVER = regex(r"\bif (?:ever|at all)\b|\bsooner or later\b|\bsome ?day\b|\beventually\b")

_HEADED_BY_YEAR = regex(r"[^\w]*((?:1[5-9]|20)\d\d)[*_)]*:[*_]* ")


_SEASON, _GENERATION = 60, 10_000  # days
_NEAR_HEAD = 30


class Binder:
    """Binds windows for one document, claim after claim."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._stating = Stating(document)
        self._lender = Lender(document)
        self._horizons = read_horizons(document)
        self._ballot = read_ballot(document)

    def bind(self, proposal: Proposal) -> Bound:
        """The window of a proposal."""
        own = self._stating.own(proposal)
        if own is not None and (meant := self._wider_meant(own, proposal)):
            return Bound(meant, "context")
        if own is not None:
            return Bound(self._year_meant(own, proposal), "sentence")
        sentence = proposal.sentence
        if behind := due_behind(self.document, sentence.span, sentence.block):
            return Bound(behind, "context")
        if inherited := self._inherited(proposal):
            return Bound(inherited, "context")
        if decided_there(self.document, proposal, self._ballot):
            return Bound(self._ballot, "context")
        described = self._stating.of_noun(proposal, measured=False)
        return Bound(described, "sentence" if described else None)

    def _wider_meant(self, own: Window, proposal: Proposal) -> Window | None:
        """What the text is about where a claim only says "today", or in which century it is."""
        first, last = own.not_before, own.deadline
        today = self.document.low.endswith("today", own.start, own.end)
        if first is None or last is None or not (today or (last - first).days > _GENERATION):
            return None
        index = proposal.sentence.block
        above = context_window(self.document, index)
        if above is None and self.document.blocks[index].kind is Kind.ITEM:
            above = listed_year(self.document)
        if above is None or above.deadline is None:
            return None
        if today:
            return above if (above.deadline - last).days > _SEASON else None
        under_way = self.document.today is not None and first <= self.document.today
        return above if under_way and above.deadline < last else None

    def _year_meant(self, own: Window, proposal: Proposal) -> Window:
        """The announced year for "the year" in predictions for one: "throughout the year", "by the end of the year"."""
        if not self.document.low.endswith("the year", own.start, own.end):
            return own
        if named := self._year_looked_at(own, proposal):
            return named
        above = context_window(self.document, proposal.sentence.block)
        first, last = (above.not_before, above.deadline) if above else (None, None)
        if not (above and first and last and own.deadline and (last - first).days in (364, 365)):
            return own
        whole = own.kind == "within" or (own.deadline.month, own.deadline.day) == (12, 31)
        return above if whole else own

    def _year_looked_at(self, own: Window, proposal: Proposal) -> Window | None:
        """The year with which the sentence begins: "Looking to 2034, I expect two wins for the year"."""
        for w in proposal.sentence.windows:
            first, last = w.not_before, w.deadline
            year = first and last and (last - first).days in (364, 365) and not w.relative
            if year and w.end <= own.start and w.start - proposal.sentence.span[0] < _NEAR_HEAD:
                return w
        return None

    def remember(self, proposal: Proposal, bound: Bound) -> None:
        """Note the window that an accepted claim states, so that the next sentences can inherit it."""
        if bound.window and bound.origin == "sentence":
            self._lender.note(proposal.sentence, bound.window)

    def _inherited(self, proposal: Proposal) -> Window | None:
        """The window of the same sentence, of what the claim is part of, or of the text around it."""
        document, sentence = self.document, proposal.sentence
        later = [
            w
            for w in sentence.windows
            if w.deadline
            and not w.relative
            and w.start > proposal.start
            and not _TURNS.search(document.low, proposal.end, w.start)
        ]
        if ahead := self._stating.best(later, proposal):
            return ahead
        if self._under_some_day(proposal):
            return None
        if year := year_told(document, sentence.block, proposal.start):
            return whole_year(year, proposal.start, proposal.start)
        if document.blocks[sentence.block].kind is Kind.ITEM:
            if IN_THE_END.search(document.low, *self._reach(proposal)):
                return None
            return window_above(document, sentence.block) or self._around(proposal, item=True)
        return None if self._some_day(proposal) else self._around(proposal, item=False)

    def _around(self, proposal: Proposal, *, item: bool) -> Window | None:
        document = self.document
        if found := horizon_at(document, self._horizons, proposal.start):
            return found
        if found := asked_at(document, proposal.start):
            return found
        lent = self._lent(proposal)
        if not document.predictive and not item and condition_of(document, proposal):
            return lent
        block, listed = proposal.sentence.block, proposal.form != "prose"
        above = (
            None
            if self._said_long_ago(block)
            else (
                context_window(document, block, listed=listed)
                or reported_window(document)
                or event_window(document)
            )
        )
        if lent is None:
            return above or (listed_year(document) if item else None)
        return above if above and self._narrower(lent, above, proposal) else lent

    def _said_long_ago(self, index: int) -> bool:
        """True for an entry headed by the past year in which it was said: "1936: 'No rocket will ever ...'"."""
        block, day = self.document.blocks[index], self.document.published
        year = _HEADED_BY_YEAR.match(self.document.low, block.start, block.end)
        return bool(year and day and int(year[1]) < day.year - 1)

    def _narrower(self, lent: Window, above: Window, proposal: Proposal) -> bool:
        """True for a summer lent by the sentence before in a text about the whole year."""
        before = lent.end <= proposal.sentence.span[0]
        return bool(before and lent.deadline and above.deadline and lent.deadline < above.deadline)

    def _under_some_day(self, proposal: Proposal) -> bool:
        """True under "what we will not get soon, if ever"."""
        blocks = self.document.blocks
        lead = blocks[proposal.sentence.block].lead
        if lead is None:
            return False
        return _IF_EVER.search(self.document.low, blocks[lead].start, blocks[lead].end) is not None

    def _some_day(self, proposal: Proposal) -> bool:
        """True for a claim with a time of its own from which no day follows."""
        begin, end = self._reach(proposal)
        vague = any(
            w.vague and w.kind == "within" and begin <= w.start < end
            for w in proposal.sentence.windows
        )
        return vague or SOME_DAY.search(self.document.low, begin, end) is not None

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
