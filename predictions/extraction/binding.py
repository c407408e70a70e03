"""Binding windows to claims: the clause's own, its sentence's, or what it inherits."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from predictions.extraction.blocks import Kind
from predictions.extraction.document import Document, title_window, windows_in
from predictions.extraction.proposals import Proposal, Sentence
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


class Binder:
    """Binds windows for one document; remembers the last window of the paragraph."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._last: tuple[int, Window, int] | None = None  # block, window, end of its sentence
        self._headings: dict[int, Window | None] = {}

    @cached_property
    def _announced(self) -> Window | None:
        return _announced(self.document)

    def bind(self, proposal: Proposal) -> Bound:
        """The window of a proposal."""
        own = self._own(proposal)
        if own is not None:
            return Bound(own, "sentence")
        inherited = self._inherited(proposal)
        return Bound(inherited, "context" if inherited else None)

    def remember(self, proposal: Proposal, bound: Bound) -> None:
        """Note the window of an accepted claim, so that the next sentences can inherit it."""
        if bound.window is not None and bound.window.deadline:
            self._last = (proposal.sentence.block, bound.window, proposal.sentence.span[1])

    def _own(self, proposal: Proposal) -> Window | None:
        clause, sentence = proposal.clause, proposal.sentence
        windows = self._dated(proposal)
        inside = [w for w in windows if clause.outer[0] <= w.start < clause.outer[1]]
        if not clause.nested:  # a window in brackets that make a claim of their own belongs there
            inside = [
                w for w in inside if proposal.start - 40 <= w.start <= proposal.end + 40
            ] or inside
            inside = [w for w in inside if not self._in_brackets(proposal, w)] or inside
        best = self._best(inside, proposal)
        if best or clause.nested:
            return best
        return self._best(
            [w for w in windows if w.start < clause.start and w.start - sentence.span[0] < 45],
            proposal,
        )

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
        published = self.document.published
        head = (proposal.sentence.span[0], proposal.start)
        for w in proposal.sentence.windows:
            past = w.deadline and published and w.deadline < published and not w.relative
            if past and w.end <= head[1] and _MADE.search(self.document.low, head[0], head[1]):
                return w.deadline
        return None

    def _best(self, windows: list[Window], proposal: Proposal) -> Window | None:
        published = self.document.today
        usable = [w for w in windows if (not w.vague or w.deadline) and w.kind != "attributive"]
        ahead = [
            w
            for w in usable
            if published is None or (w.deadline or w.not_before or published) >= published
        ]
        if not ahead and usable and (proposal.form != "prose" or self._reported_past(proposal)):
            ahead = [w for w in usable if w.kind != "since"]
        if not ahead:
            return None
        return min(ahead, key=lambda w: (_ORDER.get(w.kind, 5), w.start))

    def _reported_past(self, proposal: Proposal) -> bool:
        return (
            re.search(r"\b(?:would|by)\b", self.document.low[proposal.start : proposal.end])
            is not None
        )

    def _inherited(self, proposal: Proposal) -> Window | None:
        sentence = proposal.sentence
        same = [
            w
            for w in sentence.windows
            if w.deadline and not w.relative and w.start > proposal.start
        ]
        if ahead := self._best(same, proposal):
            return ahead
        block = self.document.blocks[sentence.block]
        if block.kind is Kind.ITEM and (found := self._above(sentence)):
            return found
        if (
            self._last
            and self._last[0] == sentence.block
            and sentence.span[0] - self._last[2] < 400
        ):
            return self._last[1]
        return (
            self._above(sentence)
            or self._announced
            or (
                self.document.title_window
                if self.document.predictive or proposal.form != "prose"
                else None
            )
        )

    def _above(self, sentence: Sentence) -> Window | None:
        """The window of the parent items, the lead-in or the headings, nearest first."""
        blocks = self.document.blocks
        block = blocks[sentence.block]
        parent = block.parent
        while parent is not None:
            if found := self._heading(parent):
                return found
            parent = blocks[parent].parent
        if block.lead is not None and (found := self._heading(block.lead)):
            return found
        for index in reversed(block.headings):
            if found := self._heading(index):
                return found
        return None

    def _heading(self, index: int) -> Window | None:
        if index not in self._headings:
            block = self.document.blocks[index]
            text, low = (
                self.document.copy[block.start : block.end],
                self.document.low[block.start : block.end],
            )
            self._headings[index] = title_window(
                text[:400], self.document.published, low[:400]
            ) or _bare_year(text, self.document)
        return self._headings[index]


_YEAR_ONLY = re.compile(
    r"\s*(?:in |by |the |year )*(?:20\d\d(?:\s*[-/]\s*(?:20)?\d\d)?|20\d0s)\s*:?\s*"
)


def _bare_year(text: str, document: Document) -> Window | None:
    if not _YEAR_ONLY.fullmatch(text):
        return None

    found = windows_in(text, 0, document.published)
    return found[0] if found else None


_ANNOUNCES = re.compile(r"\b(?:predictions?|forecasts?|probabilit\w+|estimates?|claims?|bets?)\b")


def _announced(document: Document) -> Window | None:
    """A window that the opening lines give to all predictions of the document."""
    for block in document.blocks[:8]:
        if block.kind is Kind.PARAGRAPH and block.end - block.start < 700:
            low = document.low[block.start : block.end]
            match = _ANNOUNCES.search(low)
            near = low[max(0, match.start() - 120) : match.end() + 120] if match else ""
            found = title_window(near, document.published, near)
            if found and found.kind in ("by", "in", "within", "before", "until", "bare"):
                return found
    return None
