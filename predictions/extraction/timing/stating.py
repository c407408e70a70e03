"""The window that a claim states: which of the times in its sentence is its own."""

from datetime import date

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.timing.behind import looks_back
from predictions.extraction.timing.context import window_above
from predictions.extraction.timing.lending import THEN
from predictions.extraction.timing.lists import list_window
from predictions.extraction.timing.several import first_of_row, into_the_next, part_of_it, taken_for
from predictions.regexes import regex
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
_MADE = regex(
    r"\b(?:said|says|wrote|interview|predicted|forecast|book|paper|published|speech|told|asked"
    r"|panel|report|essay|article|estimated|claimed|argued|tweeted|bet|wagered|saying"
    r"|acknowledged|warned|stated|declared|insisted)\b"
)
# A time in the subject ("meeting the goals by 2030 would double it by 2050") gives way to one after the verb.
_VERB = regex(r"\b(?:will|won't|would|shall|going to|expected to|may|might|could)\b|'ll\b")
_MEASURE = regex(
    r" (?:[\w-]+ ){0,3}(?:revenues?|sales|forecasts?|estimates?|targets?|average|guidance"
    r"|outlook|projections?|price|growth|gdp|inflation|profits?|earnings|turnout|deficit|budget"
    r"|output|production|prices|emissions|permits|results|spending|demand|exports|imports"
    r"|rainfall|season|election|vote)\b"
)
_THIS = regex(r"(?:this|next|later this) (?:year|month|quarter|week)\b")
_NEXT_STEP = regex(r"b(?<!\w\w)efore (?!long\b)[a-z]+ing\b")
_SIGNED = regex(r"[\u2014~(\n-] *[^\n.;:!?]{0,80}?\b((?:1[5-9]|20)\d\d)\b(?= *[)\n\"*_]| *$)")
_SIGNATURE = 400
_NOTED = regex(  # "(made on 3 May 2031)"
    r"[(\[|\u2014-] ?(?:made|predicted|posted|written|recorded|logged|registered|added) $"
)
_UPDATED = regex(r"\b(?:updated?|edit(?:ed)?)(?:,? ?[(\[:]| -|,)? ?$")  # "Update, 4 June 2031:"
_FULL_YEAR = regex(r"\d{4}")
_FROM_NOW = regex(
    r"\b(?:this|next|current|coming|upcoming|last|today|tonight|tomorrow|year"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_TURN = 62  # days: nearer, "in the fourth quarter" may be that of the year before
_A_YEAR = (364, 365)  # days from its first to its last
_HEAD = 15
_ENDS = ("by", "before", "until")
_COMING = regex(r"\b(?:will|won't|shall|going to|gonna|expected to|bound to)\b|'ll\b")
_SUBJECT = regex(r" will\b")  # "the years 2002 to 2004 will be warmer"
_REPORTED = regex(r"\b(?:would|by)\b")


class Stating:
    """Finds the stated windows of the claims of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._of: Proposal | None = None  # the claim last asked about, and what was found
        self._its_quotes = False
        self._its_made: date | None = None
        self._its_day: date | None = None

    def own(self, proposal: Proposal) -> Window | None:
        """The window of the clause, or one with which its sentence begins."""
        clause, sentence = proposal.clause, proposal.sentence
        if not sentence.windows:
            return None
        windows = self._dated(proposal)
        inside = [w for w in windows if clause.outer[0] <= w.start < clause.outer[1]]
        if not clause.nested:  # a window in brackets that make a claim of their own belongs there
            inside = [
                w for w in inside if proposal.start - 40 <= w.start <= proposal.end + 40
            ] or inside
            inside = [w for w in inside if not self._in_brackets(proposal, w)] or inside
        said = [w for w in inside if proposal.start <= w.start < proposal.end]
        best = self._of_then(inside, proposal)
        best = best or self.best(said, proposal) or self.of_noun(proposal, measured=True)
        if best := best or self.best(inside, proposal):
            return best
        if clause.nested:
            return None
        begin = self._head(sentence.span[0], clause.start)
        opening = [
            w
            for w in windows
            if w.start < clause.start
            and -1 <= w.start - begin < 45
            and not THEN.search(self.document.low, w.end, clause.start)
        ]
        return self._of_then(opening, proposal) or self.best(opening, proposal)

    def _head(self, begin: int, end: int) -> int:
        """Where a sentence begins, or goes on behind a dash: "I was wrong - in ten years, I think, it will close"."""
        dash = self.document.low.rfind(" - ", begin, end)
        return begin if dash < 0 else dash + 3

    def of_noun(self, proposal: Proposal, *, measured: bool) -> Window | None:
        """The year before a noun, where that comes true then: "2031 sales will double", "the 2032 fleet"."""
        if not proposal.sentence.windows:
            return None
        day, low = self._day(proposal), self.document.low
        for w in proposal.sentence.windows:
            if not (w.kind == "attributive" and day and w.deadline and w.deadline >= day):
                continue
            verb = _VERB.search(low, proposal.start, proposal.end)
            inside = proposal.start <= w.start < (verb.start() if verb else proposal.end)
            coming = bool(day and w.not_before and w.not_before > day)
            due = _MEASURE.match(low, w.end) if measured else coming
            if inside and due and not looks_back(low, *proposal.sentence.span, w):
                return w
        return None

    def _of_then(self, windows: list[Window], proposal: Proposal) -> Window | None:
        """A last day that is over: "it will be gone by 2000" is an old forecast that somebody quotes."""
        if not windows:
            return None
        day, low = self._day(proposal), self.document.low
        told = self._quoted(proposal) or self._item(proposal)
        told = told and not any(day and w.deadline and w.deadline >= day for w in windows)
        kinds = (*_ENDS, "in") if told else _ENDS
        over = (
            w
            for w in windows
            if day
            and w.deadline
            and w.deadline < day
            and (w.kind in kinds or (told and _SUBJECT.match(low, w.end)))
            and not w.relative
            and not (w.deadline == self._its_made and w.end <= proposal.start)
            and not looks_back(low, *proposal.sentence.span, w)
            and not _NOTED.search(low, max(0, w.start - 24), w.start)
            and _COMING.search(low, proposal.start, proposal.end)
        )
        return min(over, key=lambda w: (_ORDER.get(w.kind, 5), w.start), default=None)

    def _item(self, proposal: Proposal) -> bool:
        return self.document.blocks[proposal.sentence.block].kind is Kind.ITEM

    def _quoted(self, proposal: Proposal) -> bool:
        self._ask(proposal)
        return self._its_quotes

    def _in_quotes(self, proposal: Proposal) -> bool:
        block = self.document.blocks[proposal.sentence.block]
        near = max(block.start, proposal.start - 1500)
        return block.quoted or self.document.low.count('"', near, proposal.start) % 2 == 1

    def _in_brackets(self, proposal: Proposal, window: Window) -> bool:
        before = self.document.low[proposal.start : window.start]
        return before.count("(") > before.count(")")

    def _dated(self, proposal: Proposal) -> list[Window]:
        """The sentence's windows, counted from the day the claim was made where the text gives one."""
        sentence = proposal.sentence
        self._ask(proposal)
        made = self._its_made
        old = self._its_day if made is None else None
        if old and old != self.document.day(proposal.start):  # "this year", in a list of years ago
            return self.document.windows(*sentence.span, today=old)
        if made is None and self._item(proposal) and (first := self._year_to_come(proposal)):
            # "By June", in a list for a year to come; "in two years" and "this year" count from today
            low = self.document.low
            now = {
                (w.start, w.end): w
                for w in sentence.windows
                if w.relative or _FROM_NOW.search(low, w.start, w.end)
            }
            then = self.document.windows(*sentence.span, today=first)
            return [now.get((w.start, w.end), w) for w in then]
        if made is None or not any(w.relative for w in sentence.windows):
            return sentence.windows
        return self.document.windows(*sentence.span, today=made)

    def _year_to_come(self, proposal: Proposal) -> date | None:
        """The first day of the year, not begun yet, that a list is for."""
        above, day = window_above(self.document, proposal.sentence.block), self._its_day
        first, last = (above.not_before, above.deadline) if above else (None, None)
        year = first and last and (last - first).days in _A_YEAR
        return first if year and first and day and (first - day).days > _TURN else None

    def _made(self, proposal: Proposal) -> date | None:
        published = self.document.speakers.day(proposal.start) or self.document.published
        head = (proposal.sentence.span[0], proposal.start)
        for w in proposal.sentence.windows:
            past = w.deadline and published and w.deadline < published and not w.relative
            if past and w.end <= head[1] and _MADE.search(self.document.low, head[0], head[1]):
                return w.deadline
        return self._signed(proposal, published)

    def _signed(self, proposal: Proposal, published: date | None) -> date | None:
        """The year with which a quotation is signed: "... within five years." - Ada, The Times, 1977."""
        if not self._quoted(proposal):
            return None
        block, text = self.document.blocks[proposal.sentence.block], self.document.copy
        end = min(block.end, proposal.end + _SIGNATURE)
        for match in _SIGNED.finditer(text, proposal.end, end):
            year = int(match[1])
            if published is None or year < published.year:
                return date(year, 12, 31)
        return None

    def best(self, windows: list[Window], proposal: Proposal) -> Window | None:
        """The likeliest of some windows: ahead, not measured against, a last day before a period."""
        if not windows:
            return None
        published = self._day(proposal)
        usable = [
            w
            for w in windows
            if (not w.vague or w.deadline)
            and w.kind not in ("attributive", "since")
            and not looks_back(self.document.low, *proposal.sentence.span, w)
            and not (w.deadline == self._its_made and w.end <= proposal.start)  # when it was said
            and not self._is_dateline(w, published)
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
        chosen = min(ahead, key=lambda w: (self._aside(w, proposal), self._rank(w), w.start))
        low = self.document.low
        chosen = first_of_row(low, chosen, ahead)
        chosen = taken_for(low, chosen, proposal.sentence.windows)
        chosen = part_of_it(low, chosen, proposal.sentence.windows)
        return into_the_next(low, chosen, ahead)

    def _is_dateline(self, window: Window, day: date | None) -> bool:
        """True for the day from which the claim speaks, with its year, and any on which it was made."""
        low, start = self.document.low, window.start
        if _NOTED.search(low, max(0, start - 24), start):
            return True
        if window.kind == "bare" and _UPDATED.search(low, max(0, start - 24), start):
            return True
        one_day = window.deadline is not None and window.deadline == window.not_before == day
        return (
            one_day and _FULL_YEAR.search(self.document.low, window.start, window.end) is not None
        )

    def _rank(self, window: Window) -> int:
        """The order of kinds; "next year" and "2034 will see" need no preposition to be as good as "in 2034"."""
        low = self.document.low
        named = window.kind == "bare" and (
            _THIS.match(low, window.start) or _SUBJECT.match(low, window.end)
        )
        return _ORDER["in"] if named else _ORDER.get(window.kind, 5)

    def _aside(self, window: Window, proposal: Proposal) -> bool:
        """True for a time in the subject, or of a next step ("before falling to 4% by 2033")."""
        low, start = self.document.low, proposal.start
        verb = _VERB.search(low, start, proposal.end)
        subject = verb is not None and start + _HEAD < window.start < window.end <= verb.start()
        return subject or _NEXT_STEP.search(low, start, window.start) is not None

    def _day(self, proposal: Proposal) -> date | None:
        """The day from which a claim looks ahead; old predictions in a list are as old as their list."""
        self._ask(proposal)
        return self._its_day

    def _ask(self, proposal: Proposal) -> None:
        """Find the days of a claim, unless it is the one last asked about."""
        if self._of is not proposal:
            self._of, self._its_quotes = proposal, self._in_quotes(proposal)
            self._its_made = self._made(proposal)
            self._its_day = self._its_made or self._usual_day(proposal)

    def _usual_day(self, proposal: Proposal) -> date | None:
        day = self.document.day(proposal.start)
        index = proposal.sentence.block
        old = self.document.sections.at(proposal.start).window or list_window(self.document, index)
        if old is None and self._item(proposal):
            old = window_above(self.document, index)
        if day and old and old.not_before and old.deadline and old.deadline < day:
            return old.not_before
        return day

    def _reported_past(self, proposal: Proposal) -> bool:
        """True for claims of long ago ("would be gone by 2000") and for items without a title's year."""
        words = self.document.low[proposal.start : proposal.end]
        listed = proposal.form != "prose" and self.document.title_window is None
        return listed or _REPORTED.search(words) is not None
