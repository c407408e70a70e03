"""Lists: the window that the lines right before a list give to its items, be it over or not."""

from collections.abc import Iterator

from predictions.extraction.layout.blocks import Block, Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.periods import title_window
from predictions.extraction.layout.retrospect import year_looked_back_on
from predictions.extraction.timing.announcing import ANNOUNCES, LONGEST, holds, listed, tied
from predictions.extraction.timing.rules import ruled
from predictions.regexes import regex
from predictions.windows import Window

# "Seven of my calls for 2030 came true", which is all that is said of them; "let's see how they did" leads to them.
_TALLY = regex(
    r"\b(?:came true|(?:were|was|went|did|fared|held up|turned out) (?:\w+ )?(?:right|wrong"
    r"|correct|well|badly|poorly|better|worse|ok(?:ay)?|fine|terribly)"
    r"|(?:got|had) [^.!?\n]{0,30}\b(?:right|wrong|correct)"
    r"|\w+ (?:out )?of (?:the )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve"
    r"|twenty)\b|accuracy|brier|success rate|hit rate|score(?:d)? (?:of )?\d)"
)
# "My predictions for 2030 are [here](...).", "You can read my 2030 predictions here."
_ELSEWHERE = regex(
    r"\b(?:predictions|forecasts|calls|bets|list|post|guesses)\b[^.!?:\n]{0,40}? (?:are|is|were"
    r"|was|can be (?:found|read)|stand|live)\W{1,3}(?:still |right |over |all )?(?:here|there"
    r"|on (?:my|the)|in (?:this|that|an?) (?:earlier |other )?(?:post"
    r"|article))\b(?![^.!?\n]*:\W*$)"
    r"|\b(?:read|find|see|seen|missed|check(?:ed)? out|revisit"
    r"|look at)\b[^.!?:\n]{0,50}\b(?:predictions|forecasts|calls|bets"
    r"|guesses)\b[^.!?:\n]{0,60}\W(?:here|there)\b(?![^.!?\n]*:\W*$)"
)
_LET_US_SEE = regex(
    r":\W*$|\b(?:let's|let us|here (?:is|are)|here's|below|see how|how (?:i|we|they|well|did)"
    r"|look(?:ing)? back|review(?:ing|ed)?|grad(?:e|ing|ed)|verdicts?|results?|following)\b"
)


def list_window(document: Document, item: int) -> Window | None:
    """The window that the lines right before a list give to its items, be it over or not."""
    first = _list_starts(document).get(item)
    if first is None:
        return None
    key = -4 - len(document.blocks) - first
    if key not in document.above:
        before = _right_above(document, first)
        intro = [b for b in before if b.kind is Kind.PARAGRAPH and b.end - b.start < LONGEST]
        found = (_led_to(document, block) or looked_back(document, block) for block in intro)
        document.above[key] = next((window for window in found if window), None)
    return document.above[key]


def _right_above(document: Document, first: int) -> Iterator[Block]:
    """The two blocks above a list, nearest first, up to a heading with a time of its own."""
    for block in reversed(document.blocks[max(0, first - 2) : first]):
        low = document.low[block.start : block.end]
        if block.kind is Kind.HEADING and title_window(
            document.copy[block.start : block.end], document.counted(block.end), low
        ):
            return
        yield block


def _led_to(document: Document, block: Block) -> Window | None:
    """The window of the calls that a paragraph announces; one that is over is none where it goes on to a later."""
    low, day = document.low[block.start : block.end], document.today
    found = tied(document, block, low, [*ANNOUNCES.finditer(low)])
    if found is None:
        laid_down = ruled(document, block) or listed(document, block)
        return laid_down if laid_down and holds(document, laid_down) else None
    if day is None or found.deadline is None or found.deadline >= day:
        return found
    if over_by_now(document, block, found):
        return None
    rest = document.windows(block.start + found.end, block.end)
    return None if any(w.deadline and w.deadline >= day for w in rest) else found


def over_by_now(document: Document, block: Block, window: Window) -> bool:
    """True for "Of my calls for 2030 seven came true." below a title for what is to come: it leads to none of them."""
    day, last = document.today, window.deadline
    if day is None or last is None or last >= day:
        return False
    if _ELSEWHERE.search(document.low, block.start, block.end):
        return True
    if not _TALLY.search(document.low, block.start, block.end):
        return False
    if _LET_US_SEE.search(document.low, block.start, block.end):
        return False
    blocks = [document.blocks[heading] for heading in block.headings]
    spans = [(heading.start, heading.end) for heading in blocks]
    headings = (title_window(document.copy[a:b], day, document.low[a:b]) for a, b in spans)
    above = [document.title_window, *headings]
    return any(window and window.deadline and window.deadline >= day for window in above)


def looked_back(document: Document, block: Block) -> Window | None:
    """The year whose calls a paragraph introduces."""
    low = document.low
    if all(
        low.find(word, block.start, block.end) < 0
        for word in ("year", "january", "start of", "beginning of", " jan", " dec")
    ):
        return None
    return year_looked_back_on(document.low, block.start, block.end, document.published)


def _list_starts(document: Document) -> dict[int, int]:
    """The first item of its list for each item; a list goes on over its items' paragraphs."""
    if document.lists is None:
        document.lists = {}
        first = 0
        for index, block in enumerate(document.blocks):
            if block.kind is Kind.ITEM:
                if index == 0 or document.blocks[index - 1].kind is not Kind.ITEM:
                    first = index
                document.lists[index] = first
    return document.lists
