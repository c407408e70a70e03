"""What one sentence lends to the next: the window of the claim before, of a question, of an opening "In 2040"."""

from dataclasses import dataclass
from datetime import timedelta

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import SEEN_THEN
from predictions.extraction.proposing.gate import Sentence
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.timing.behind import looks_back
from predictions.regexes import regex
from predictions.windows import Window

_FARTHEST = 400
_OPENING = 12  # "Well, by 2040", "And in ten years"
_SCENE = 50
_HEAD = 60
_STOP = regex(r"[.!?:][*_]{0,2}\s")
_SCENES = 1000
_YEAR = 300  # days
_OPENERS = ("by", "in", "within")
_SUPPOSED = regex(r"\b(?:if|unless|once|when|whether|until|assuming|suppose)\b[^,;]{0,40}$")


# What holds at all times, or in the end, does not come true by the day lent.
_TIMELESS = regex(
    r"\b(?:always|forever|for ever|eternally|permanently|eventually|ultimately|in the end)\b"
)
# What comes next does not lie in the window before it.
THEN = regex(
    r"\b(?:(?:and|but|only) then|after (?:that|which)|afterwards?"
    r"|(?:an?|one|two|three|four|five|ten|few|couple of|several|\d+) (?:year|month|decade"
    r"|week)s? (?:later|on|after))\b"
)
# "In the same period", "within that time frame": the time of what was said before, whatever that is.
_SAME_TIME = regex(
    r"\b(?:(?:that|this|the) same|that|this) (?:period|time ?frame|time ?span|timescale|window"
    r"|year|date|deadline|horizon)\b|\bby (?:then|that time|that point)\b"
)
_SAYS = regex(
    r"\b(?:says?|said|states?|stated|claims?|claimed|hint(?:s|ed)|warn(?:s|ed)|argu(?:es|ed)"
    r"|believes?|believed|insist(?:s|ed)|notes?|noted|suggest(?:s|ed)"
    r"|(?:i'm|i am) (?:\d+ ?% |\w+ )?(?:sure|confident|certain)) that\W*$"
)


@dataclass(slots=True)
class _Loan:
    """A window lent on from sentence to sentence."""

    window: Window
    sentence: Sentence  # the last one that took it
    stated: int  # end of the sentence that states it


class Lender:
    """Keeps the window that the claims of a paragraph go on with."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._loan: _Loan | None = None

    def note(self, sentence: Sentence, window: Window) -> None:
        """A claim states a window: what follows may go on with it."""
        if not self._lends(window):
            return
        low, (begin, end) = self.document.low, sentence.span
        supposed = _supposed(low, begin, window) or "?" in low[begin:end]
        self._loan = None if supposed else _Loan(window, sentence, end)

    def lend(self, proposal: Proposal) -> Window | None:
        """The window of the claim just before, of a question, or of a sentence that opens with a time."""
        if THEN.match(self.document.low, proposal.start):  # "A year later, the pier will close"
            return None
        return self._of_claim(proposal) or self._of_words(proposal) or self._of_paragraph(proposal)

    def _of_claim(self, proposal: Proposal) -> Window | None:
        loan = self._loan
        if loan is None or not self._goes_on(loan, proposal) or self._over(loan.window):
            return None
        loan.sentence = proposal.sentence
        return loan.window

    def _goes_on(self, loan: _Loan, proposal: Proposal) -> bool:
        """True for a claim of the same speaker, at most a sentence further on, at the same time."""
        sentence, before = proposal.sentence, proposal.sentence.before
        near = any(loan.sentence is s for s in (sentence, before, before and before.before))
        speakers, low = self.document.speakers, self.document.low
        lasts = loan.stated == sentence.span[1] or loan.window.lasts
        lasts = lasts or (self.document.promising and self._is_long(loan.window))
        lasts = lasts or _SAME_TIME.search(low, *sentence.span) is not None
        return (
            near
            and lasts
            and sentence.span[0] - loan.stated <= _FARTHEST
            and speakers.at(loan.window.start) == speakers.at(proposal.start)
            and THEN.search(low, loan.window.end, proposal.start) is None
            and not self._says_another(proposal)
            and not self._on_another_line(loan, proposal)
            and not _TIMELESS.search(low, proposal.start, proposal.end)
        )

    def _is_long(self, window: Window) -> bool:
        """True for any time but "in two months", which is that of one claim."""
        day = self.document.published
        soon = bool(day and window.deadline and (window.deadline - day).days < _YEAR)
        return not (window.relative and soon)

    def _on_another_line(self, loan: _Loan, proposal: Proposal) -> bool:
        """True for lines that each hold a claim with its number: one lends nothing to the next."""
        sentence, low = proposal.sentence, self.document.low
        if sentence.block != loan.sentence.block or low.find("%", *sentence.span) < 0:
            return False
        begin = loan.window.start
        parted = any(
            begin < at <= proposal.start for at in self.document.blocks[sentence.block].breaks
        )
        return parted and low.find("%", begin, loan.stated) >= 0

    def _says_another(self, proposal: Proposal) -> bool:
        """True where the sentence begins with who says so: another claim, not the same one going on."""
        begin = proposal.sentence.span[0]
        return _SAYS.search(self.document.low, begin, proposal.start) is not None

    def _of_words(self, proposal: Proposal) -> Window | None:
        before = proposal.sentence.before
        if before is None or proposal.start - before.span[1] > _FARTHEST:
            return None
        low, (begin, end) = self.document.low, before.span
        asked = low[begin:end].rstrip(" \"'*_").endswith(("?", ":"))
        scene = end - begin <= _SCENE  # "Fast forward to 2040."
        for window in before.windows or self.document.windows(begin, end):
            fits = self._lends(window) and not looks_back(low, begin, end, window)
            fits = fits and not _supposed(low, begin, window)
            fits = fits and not SEEN_THEN.match(low, window.end)
            here = asked or self._opens(window, begin, anywhere=scene)
            if fits and here and not self._over(window):
                self._loan = _Loan(window, proposal.sentence, end)
                return window
        return None

    def _of_paragraph(self, proposal: Proposal) -> Window | None:
        """The time ahead with which the paragraph begins: a scene that goes on to its end."""
        block, low = self.document.blocks[proposal.sentence.block], self.document.low
        begin, end = block.start, min(block.end, block.start + _HEAD)
        if block.kind is not Kind.PARAGRAPH or proposal.start > begin + _SCENES:
            return None
        scene = _STOP.search(low, begin, end)  # "It is 2040. ..."
        if proposal.start <= (scene.end() if scene else begin + _HEAD):
            return None
        for window in self.document.windows(begin, end):
            whole = bool(scene and window.end <= scene.start())
            opens = self._opens(window, begin, anywhere=False)
            opens = opens or (whole and self._opens(window, begin, anywhere=True))
            opens = opens and self._lends(window)
            if opens and not self._over(window) and not THEN.search(low, end, proposal.start):
                return None if self._says_another(proposal) else window
        return None

    def _opens(self, window: Window, begin: int, *, anywhere: bool) -> bool:
        """True for "By 2040 the mine is gone.": a time ahead with which the sentence begins."""
        today = self.document.day(window.start)
        ahead = window.not_before is None or bool(today and window.not_before > today)
        if anywhere:
            first, last = window.not_before, window.deadline
            return ahead and bool(first and last and last - first >= timedelta(days=300))
        return window.start - begin <= _OPENING and window.kind in _OPENERS and ahead

    def _lends(self, window: Window) -> bool:
        """True for a window that holds on in what follows: not how long a thing lasts, nor the day itself."""
        written = self.document.speakers.day(window.start) or self.document.published
        on = window.deadline is not None and window.deadline != written
        return on and window.kind not in ("for", "attributive")

    def _over(self, window: Window) -> bool:
        today = self.document.day(window.start)
        return bool(today and window.deadline and window.deadline < today)


def _supposed(low: str, begin: int, window: Window) -> bool:
    """True for "even if the next weeks stay calm": the time of a supposition, not of a claim."""
    return _SUPPOSED.search(low, begin, max(begin, window.start)) is not None
