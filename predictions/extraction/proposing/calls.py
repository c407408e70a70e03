"""Calls: lines that say who wins, as people write them below "My picks:" ("Kern vs Lund - Kern", "East - Mets", "Best picture: The Ferry")."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.named import foretold
from predictions.extraction.proposing.picking import (
    ANNOUNCES,
    ANNOUNCING,
    COUNTING,
    MAY_CALL,
    OVER,
    bets_on_spreads,
    is_table,
    is_won,
    picks_winners,
    told,
)
from predictions.extraction.wording.margins import (
    against_the_spread,
    amount_for,
    by_so_much,
    opens_with_names,
    shared_out,
    unit_over,
)
from predictions.extraction.wording.sides import Pick, meets, picked_below, side_picked
from predictions.extraction.wording.slots import answered, bare_name, filled, is_wish, placed
from predictions.extraction.wording.won import Slot, slot
from predictions.regexes import regex

Span = tuple[int, int]


class Form(StrEnum):
    """How a line says who wins."""

    SIDE = "side"  # "Kern vs Lund - Kern"
    BEATS = "beats"  # "Kern def. Lund", as results have it, too
    SLOT = "slot"  # "East - Mets"
    SPREAD = "spread"  # "Pick: Saints -7"
    MARGIN = "margin"  # "Rams by 10"
    AMOUNT = "amount"  # "Kern: 332"
    PLACE = "place"  # "3. Kern Rovers", in a table to come


@dataclass(frozen=True, slots=True)
class Call:
    """What a line says of who wins."""

    block: int
    span: Span
    said: str
    denied: bool
    form: Form
    led: bool  # right below what announces it
    place: int = 0  # in a table


@dataclass(slots=True)
class Calls:
    """The calls of a document, and the lines that say who should win."""

    found: list[Call]
    wishes: list[Span]
    picking: bool = False  # whether the writer picks winners at all
    backed: dict[Span, list[Pick]] = field(default_factory=dict)  # by sentences
    tipping: bool | None = None  # whether any sentence may pick by itself; None until asked
    winning: list[str] | None = None  # which words of winning there are; None until asked


_MAY_MEET = regex(r" v|@| at | against | [-/x\u2013\u2014] ")
_WISHES = ("should", "deserv", "vote", "favorite", "favourite", "heart", "ballot", "choice",
    "prefer", "want", "hope", "wish", "snub", "nominee")  # fmt: skip
# No sentence that goes on in small letters.
_BEGINS_WITH_A_NAME = regex(
    r"\W*[\w'.-]+(?:[^\w\s]*\s*$|\W*[A-Z\d(]| (?:of|the|and|de|for)\b|\s*[!.,;:(\u2013\u2014-])"
)
_ASKS = regex(r"[\W\d]*(?:who|what|which)\b[^?%]*")
_FAR = 5  # lines without a call, behind which a lead is forgotten
_LONGEST, _LONGEST_LEAD, _LONGEST_LABEL = 260, 220, 60
_LONGEST_HEAD = 140  # of a longer line, whose first words may be a pick
_LONGEST_MEETING, _LONGEST_QUESTION = 120, 100
_HINT = regex(
    r"\d[ *_]*$|\d,|[:=|>\u2013\u2014\u2190-\u21ff\u27a1\u2192\u21d2\t+(-]|\.\.\."
    r"| v(?:s|\.| |ersus )|@| (?:at|over|by|past|def\S*|beats?|d\.|bt\.?|to|upsets?|tops|edges"
    r"|outlasts|eliminates|sweeps|downs|stuns|submits|loses|falls) "
)


def calls_in(document: Document) -> Calls:
    """The calls of a document."""
    if document.calls is None:
        document.calls = (
            _kept(_Reader(document).run()) if MAY_CALL.search(document.low) else Calls([], [])
        )
    return document.calls


class _Reader:
    """Reads line by line; knows what was announced above."""

    def __init__(self, document: Document) -> None:
        self.document = document
        # Of the words without one of which nothing is announced, wished for or put into a table those that there are.
        self.announcing, self.wishing, self.counting = (
            [*filter(document.holds, words)] for words in (ANNOUNCING, _WISHES, COUNTING)
        )
        self.told = told(document)
        self.named = {name.block for name in foretold(document).names if name.predicate}
        self.led = False  # whether any line announces picks
        self.since: int | None = None  # lines without a call since a line that announces
        self.past: int | None = None  # the level of a heading, or 0 of a line, over what is over
        self.group = ""  # the short line or heading above
        self.group_is_slot = False
        self.asked: Slot | None = None  # what a question above asks several people
        self.unit: str | None = None
        self.meeting = ""  # the line above that only names two sides
        self.table = False  # whether a table to come is announced right above
        self.division = ""  # of which league that is a table
        self.place = 0  # of the last line of such a table
        self.apart = False  # whether other lines stand between
        self.calls = Calls([], [])

    def run(self) -> Calls:
        document = self.document
        for index, block in enumerate(document.blocks):
            if block.kind in (Kind.CODE, Kind.META, Kind.ROW):
                continue
            if block.kind is Kind.HEADING:
                self._pass_heading(block)
            for start, end in _lines(document, block):
                at = (
                    start - _SHORTENED
                    if start == block.start and _begins_shortened(document.text, start)
                    else start
                )
                self._read(index, block, at, end)
        self.calls.picking = self.led or picks_winners(document)
        return self.calls

    def _pass_heading(self, block: Block) -> None:
        if self.past is not None and (self.past == 0 or block.level <= self.past):
            self.past = None
        self.unit, self.meeting, self.table, self.division = None, "", False, ""
        self.asked = None

    def _read(self, index: int, block: Block, start: int, end: int) -> None:
        line = _written(self.document, start, end)
        if line[-1:].isdigit() and self._shared(index, start, line):
            return
        short = end - start <= _LONGEST
        head = line if short else line[:_LONGEST_HEAD]
        call = self._call(head, short=short) if _HINT.search(head) else None
        if call is None and self._is_told() and (number := self._placed(block, start, end)):
            self.place, call = number[0], (Form.PLACE, number[1])
        if call is None and self.meeting and self._is_told() and end - start <= _LONGEST:
            pick = picked_below(self.meeting, line, labelled=self.apart)
            call = (Form.SIDE, pick) if pick else None
        apart = start > block.start or index not in self.named
        if call is None and apart and self._names_below(line):
            over = slot(self.group)
            name = bare_name(line, over) if over and not over.wished else None
            call = (Form.SLOT, name) if name else None
        if call is None or self._goes_on(block, start + call[1].end, end):
            self._pass(block, start, end, line)
            return
        form, pick = call
        place = self.place if form is Form.PLACE else 0
        led = self.since is not None
        span = (start + pick.start, start + pick.end)
        self.calls.found.append(Call(index, span, pick.said, pick.denied, form, led, place))
        self.group_is_slot, self.meeting = False, ""
        self.since = 0 if led else None

    def _shared(self, index: int, start: int, line: str) -> bool:
        """Take what two get by one line: "Kern 332 / Lund 206"."""
        if self.past is not None or not self._is_told() or len(line) > _LONGEST_LABEL:
            return False
        led = self.since is not None
        picks = shared_out(line, self.unit)
        for pick in picks:
            span = (start + pick.start, start + pick.end)
            self.calls.found.append(Call(index, span, pick.said, pick.denied, Form.AMOUNT, led))
        return bool(picks)

    def _goes_on(self, block: Block, at: int, end: int) -> bool:
        """True for a name at the end of a line whose sentence goes on in the next."""
        copy = self.document.copy
        ends = not copy[at:end].strip(" *_)\"'")
        return ends and end < block.end and copy[end : end + 4].strip(" \n\t>")[:1].islower()

    def _call(self, line: str, *, short: bool) -> tuple[Form, Pick] | None:
        """What a line says of who wins; the head of a long one may only name who stands behind a label."""
        if self.past is not None:
            return None
        told = self._is_told()
        if short and opens_with_names(line):
            spread = against_the_spread(line)
            if spread and (spread[1] or (told and bets_on_spreads(self.document))):
                return Form.SPREAD, spread[0]
            if told and (pick := side_picked(line)):
                return (Form.SIDE if pick.sure else Form.BEATS), pick
            if told and (pick := by_so_much(line)):
                return Form.MARGIN, pick
        return self._put_behind(line) if told else None

    def _put_behind(self, line: str) -> tuple[Form, Pick] | None:
        """Who stands behind a label, or what number behind a name."""
        if (pick := filled(line, self.group)) and is_won(self.document, line):
            return Form.SLOT, pick
        if self.asked and (pick := answered(line, self.asked)):
            return Form.SLOT, pick
        amount = amount_for(line, self.unit) if self.unit else None
        return (Form.AMOUNT, amount) if amount else None

    def _placed(self, block: Block, start: int, end: int) -> tuple[int, Pick] | None:
        """In which place a line of a table puts whom; its number may stand before its block."""
        if self.past is not None or end - start > _LONGEST:
            return None
        if not self.table:
            return None
        begin = self.document.text.rfind("\n", 0, start) + 1 if start == block.start else start
        of = self.division if _DIVISIONS.fullmatch(self.division) else ""
        found = placed(self.document.copy[begin:end], of)
        if found is None:
            return None
        by = begin - start
        return found[0], replace(found[1], start=found[1].start + by, end=found[1].end + by)

    def _is_told(self) -> bool:
        return self.told or self.since is not None

    def _names_below(self, line: str) -> bool:
        return (
            self.group_is_slot
            and self.past is None
            and self._is_told()
            and len(line) <= _LONGEST
            and _BEGINS_WITH_A_NAME.match(line) is not None
        )

    def _pass(self, block: Block, start: int, end: int, line: str) -> None:
        """Take note of a line that is no call: what it announces, or heads."""
        low = self.document.low[start:end]
        if not low.strip(" *_#-=>\t"):
            return
        if (
            end - start <= _LONGEST_MEETING
            and _MAY_MEET.search(line)
            and opens_with_names(line)
            and meets(line)
        ):
            self.meeting, self.apart = line, False
        else:
            self.apart = True
        self._note_question(line)
        lead = low[-_LONGEST_LEAD:]
        leads = end - start <= _LONGEST_LEAD or lead.rstrip(" *_").endswith((":", ";"))
        short = end - start <= _LONGEST_LABEL or block.kind is Kind.HEADING
        may = any(map(low.__contains__, self.announcing))
        announces = (
            may and leads and ANNOUNCES.search(lead) and not lead.rstrip(" *_").endswith("?")
        )
        if announces:
            if end - start <= _LONGEST_LABEL and _ASKS.fullmatch(low):
                self.calls.wishes.append((start, end))
            self.since, self.past, self.led = 0, None, True
            self.table, self.division = bool(self.counting) and is_table(lead), ""
        elif (short or lead.rstrip().endswith(":")) and OVER.match(low):
            self.past = block.level if block.kind is Kind.HEADING else 0
        elif self.since is not None:
            self.since += 1
            self.since = None if self.since > _FAR else self.since
        if self._is_told() and any(map(low.__contains__, self.wishing)) and is_wish(line):
            self.calls.wishes.append((start, end))
            return
        if short and self.counting and is_table(line):
            self.table, self.division = True, line.strip(" *_#:=->\t")
        if short:
            self.group = line.strip(" *_#:=->\t")
            self.group_is_slot = not announces or _ASKS.fullmatch(low) is not None
            self.unit = unit_over(line) if end - start <= _LONGEST_LABEL else self.unit
        else:
            self.group_is_slot = False

    def _note_question(self, line: str) -> None:
        """Take note of who is asked for by a question that several people may answer below."""
        if len(line) <= _LONGEST_QUESTION and line.rstrip(" *_").endswith("?"):
            over = slot(line.strip(" *_#>\t"))
            self.asked = over if over and not over.wished else None


_DIVISIONS = regex(
    r"(?:the )?(?:(?:A\.?L\.?|N\.?L\.?|AFC|NFC)\.? (?:East|West|North|South|Central)"
    r"|(?:\w+ ){1,2}(?:Conference|Division|League)|Group [A-L])",
    2,
)


# "N. Dakota - Kern", which reads like an item with a letter.
_DIRECTED = regex(r"(?<![\w.])[NSW]\. (?=(?:Dakota|Carolina|Virginia)\b)")
_SHORTENED = 3


def _begins_shortened(text: str, start: int) -> bool:
    return _DIRECTED.match(text, max(0, start - _SHORTENED)) is not None


def _written(document: Document, start: int, end: int) -> str:
    """A line of the copy, with its tabs."""
    line = document.copy[start:end]
    if "\t" not in document.text[start:end]:
        return line
    return "".join(
        "\t" if was == "\t" else now
        for was, now in zip(document.text[start:end], line, strict=True)
    )


def _lines(document: Document, block: Block) -> Iterator[Span]:
    start = block.start
    while start < block.end:
        end = document.text.find("\n", start, block.end)
        end = block.end if end < 0 else end
        yield start, end
        start = end + 1


def _kept(calls: Calls) -> Calls:
    """Without those that are read too easily, where they stand alone."""
    number = Counter(call.form for call in calls.found)
    runs = _tables(calls.found)
    calls.found = [call for call in calls.found if call.form is not Form.PLACE or call in runs]
    calls.found = [call for call in calls.found if _counts(call, number)]
    return calls


def _tables(found: list[Call]) -> set[Call]:
    """The calls that count from one to at least three."""
    kept: set[Call] = set()
    run: list[Call] = []
    for call in [c for c in found if c.form is Form.PLACE] + [_END]:
        if call.place != (run[-1].place + 1 if run else 1):
            kept.update(run if len(run) >= _LEAST_PLACES else ())
            run = []
        if call.place == len(run) + 1:
            run.append(call)
    return kept


_END = Call(0, (0, 0), "", denied=False, form=Form.PLACE, led=False)
_LEAST_PLACES = 3
_PAIRED = (Form.SLOT, Form.AMOUNT)  # read too easily where one stands alone


def _counts(call: Call, number: Counter[Form]) -> bool:
    if call.form is Form.BEATS:
        return call.led or number[Form.BEATS] > 1
    return call.form not in _PAIRED or number[call.form] > 1
