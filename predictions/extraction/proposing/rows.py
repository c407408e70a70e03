"""Rows of tables: a question and a number for each forecaster or year, or a claim without a number."""

from collections.abc import Iterator
from functools import cache
from itertools import chain

from predictions.extraction.chances.cellvalues import cell_value, picked_value
from predictions.extraction.chances.columns import Columns, columns_of, ends_a_season, forecaster
from predictions.extraction.chances.ends import end_of
from predictions.extraction.chances.lone import says
from predictions.extraction.deciding.timelines import plans
from predictions.extraction.layout.document import Document
from predictions.extraction.layout.grids import Row, Span, grids, html_grids
from predictions.extraction.proposing.gate import Sentence
from predictions.extraction.proposing.milestones import milestones
from predictions.extraction.proposing.others import below_others, laid_down
from predictions.extraction.proposing.quantities import quantities
from predictions.extraction.proposing.rowtimes import RowTimes
from predictions.extraction.proposing.tables import RowProposal, Table
from predictions.extraction.proposing.turned import below_levels, below_numbers, below_questions
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.folding import lower

_LAST_DAYS = ("by", "before", "until", "within")

# The head of a column whose cells are claims, whether or not a number stands beside them.
_CLAIMS = regex(
    r"\W*(?:(?:my|our|the|20\d\d) )?(?:predictions?|forecasts?|claims?|prophec(?:y|ies)"
    r"|(?:expected )?milestones?|what (?:i|we) (?:said|predicted|expect))(?: (?:for"
    r"|in) \d{4})?\W*"
)
_PLANNED = regex(r"milestone")
_KEPT = regex(
    r"\b(?:(?:date|day) (?:made|predicted|of prediction)"
    r"|(?:predict(?:ed|ion)|made|posted|outcome|resolution|due) (?:date|on)|deadline|outcomes?"
    r"|resolved)\b"
)
_WORD = regex(r"[^\W\d_]{2,}")
_LETTERS = regex(r"[^\W\d_]{3}")
_WORD_OR_YEAR = regex(r"[^\W\d_]{2,}|\d{4}")
_LEAST_WORDS = 3  # of a cell that states something
# The head of what somebody holds, whatever stands above; and of those who may win.
_SAYS = regex(
    r"\b(?:predictions?|forecasts?|questions?|claims?|statements?|propositions?|scenarios?|milestones?)\b"
)
_MAY_WIN = regex(
    r"\b(?:teams?|players?|candidates?|countr(?:y|ies)|movies?|films?|nominees?|part(?:y|ies)"
    r"|clubs?|drivers?|match(?:es)?|games?)\b"
)
_BLANK = regex(r"\W*$")  # no number was given
_TOTAL = regex(r"\W*(?:total|overall|all|average|mean|median|sum)\W*")


def rows_proposed(document: Document) -> list[RowProposal]:
    """The forecasts in all tables of a document."""
    starts = [block.start for block in document.blocks]
    tables = grids(document.copy, document.blocks)
    if "<t" in document.text or "<T" in document.text:
        tables = chain(tables, html_grids(document.text, document.copy, document.blocks))
    return [
        found for first, rows in tables for found in _in_table(Table(document, first, rows, starts))
    ]


def _in_table(table: Table) -> Iterator[RowProposal]:
    if table.headless and table.announced() and (below := [*below_numbers(table)]):
        yield from below
    elif turned := (table.headless and below_levels(table)) or below_questions(table):
        yield from turned
    elif found := milestones(table) or quantities(table):
        yield from found
    else:
        yield from _ByRow(table).proposals()


class _ByRow:
    """What is read from each row of a table."""

    def __init__(self, table: Table) -> None:
        self.table, self.document, self.times = table, table.document, RowTimes(table)
        self.heads, self.rows = table.heads, table.rows
        self._keeps = cache(self._kept)

    def proposals(self) -> Iterator[RowProposal]:
        """The forecasts of the table."""
        document, lows = self.document, self.table.lows
        columns = columns_of(
            document.copy,
            lows,
            self.rows,
            announced=self.table.announced(),
            of_chances=self.table.of_chances(lows),
            today=document.today,
        )
        if columns is None or (columns.numbers and self._only_counts(columns)):
            return
        for number, row in enumerate(self.rows):
            if columns.question >= len(row) or _TOTAL.fullmatch(
                document.low, *row[columns.question]
            ):
                continue
            yield from self._picks(columns, row, number)
            yield from self._named(columns, row, number)
            numbers = [c for c in columns.numbers if c < len(row)]
            stated = self._states(lows[columns.question], row[columns.question])
            if not numbers and not stated:
                continue
            sentence = self.times.sentence(columns, row, number)
            for column in numbers:
                yield from self._cell(columns, row, sentence, column, lows[column])
            blank = all(_BLANK.match(document.copy, *row[c]) for c in numbers)
            if stated and blank and not columns.names:
                who = self._who(columns, row, columns.question)
                window = None if sentence.windows else self.times.period_above()
                yield RowProposal(
                    self.table.proposal(row[columns.question], sentence, None, who), window
                )

    def _only_counts(self, columns: Columns) -> bool:
        """True for numbers of what a game, a test or a contract lays down: names alone where nothing is announced, or what the words above count."""
        head, block = self.table.lows[columns.question], self.document.blocks[self.table.first]
        if laid_down(self.document, block):
            return True
        if _SAYS.search(head):
            return False
        if below_others(self.document, block):
            return True
        heads = (self.table.places[c] for c in (columns.question, *columns.numbers))
        of_events = "event" in head and self.table.announced()
        if _MAY_WIN.search(head) or of_events or any(self.table.windows(*place) for place in heads):
            return False
        if self.table.announced_above():
            return False
        cells = [row[columns.question] for row in self.rows if columns.question < len(row)]
        return not any(says(self.document, *cell) or self.table.windows(*cell) for cell in cells)

    def _states(self, head: str, cell: Span) -> bool:
        """True for a cell of words below "Prediction", where predictions are announced."""
        words = _WORD.findall(self.document.copy, *cell)
        return (
            len(words) >= _LEAST_WORDS
            and _CLAIMS.fullmatch(head) is not None
            and (self.table.announced() or self._keeps() or self.times.period_above() is not None)
            and not (_PLANNED.search(head) and plans(self.document))
        )

    def _kept(self) -> bool:
        """True for a record of predictions, which says when each was made or falls due, and speaks of times."""
        question = next(
            (c for c, head in enumerate(self.heads) if _CLAIMS.fullmatch(lower(head))), 0
        )
        cells = [row[question] for row in self.rows if question < len(row)]
        timed = sum(any(w.deadline for w in self.table.windows(*cell)) for cell in cells)
        return 2 * timed >= len(cells) > 1 and any(_KEPT.search(lower(head)) for head in self.heads)

    def _named(self, columns: Columns, row: Row, number: int) -> Iterator[RowProposal]:
        """Who is picked, and when something is projected to come, with what stands before it."""
        ends = columns.names
        if columns.projected is not None and not columns.numbers:
            ends = (*ends, columns.projected)
        for column in ends:
            if column >= len(row) or not _WORD_OR_YEAR.search(self.document.copy, *row[column]):
                continue
            named = column in columns.names and columns.opening < column
            opening = columns.opening if named else self._first_worded(row)
            sentence = self.times.sentence(columns, row, number)
            who = self._named_in(columns, row) or self.document.author
            yield RowProposal(
                self.table.proposal((row[opening][0], row[column][1]), sentence, None, who)
            )

    def _first_worded(self, row: Row) -> int:
        return next(
            (c for c, cell in enumerate(row) if _LETTERS.search(self.document.copy, *cell)), 0
        )

    def _picks(self, columns: Columns, row: Row, number: int) -> Iterator[RowProposal]:
        """Who is picked, with the row up to what came of it: without that the pick says too little."""
        for column in columns.picks:
            if column < len(row) and (
                stated := picked_value(self.document.copy[slice(*row[column])], *row[column])
            ):
                last = next(
                    (c for c in range(column + 1, len(row)) if c in columns.remarks), len(row)
                )
                span = (row[0][0], row[last - 1][1])
                sentence = self.times.sentence(columns, row, number)
                who = self._who(columns, row, column)
                yield RowProposal(self.table.proposal(span, sentence, stated, who))

    def _cell(
        self, columns: Columns, row: Row, sentence: Sentence, column: int, head: str
    ) -> Iterator[RowProposal]:
        document = self.document
        stated = cell_value(document.copy, *row[column], head)
        if stated is None:
            return
        window = self._headed(columns, column, timed=bool(sentence.windows))
        question = row[columns.question]
        start = min(row[columns.opening][0], row[column][0])
        end = max(question[1], row[column][1])
        if column != columns.numbers[0] and "<td" in document.text[start:end].lower():
            start, end = row[column]  # tags between cells are nothing to quote
        who = self._who(columns, row, column)
        proposal = self.table.proposal((start, end), sentence, stated, who)
        if columns.opening == columns.question:
            proposal.claim = question
            name, head = document.copy[slice(*question)], self.heads[column]
            if (said := end_of(name, head)) or ends_a_season(head):
                proposal.said = said or f"{name}: {head}"  # "Kern | Champion": which end of several
        yield RowProposal(proposal, window)

    def _headed(self, columns: Columns, column: int, *, timed: bool) -> Window | None:
        """The time in the head of a column of numbers: a year ahead, or "Chance by 2034" where the row has no time."""
        windows = self.table.windows(*self.table.places[column])
        if column in columns.horizons:
            return next(iter(windows), None)
        by = (window for window in windows if window.deadline and window.kind in _LAST_DAYS)
        return None if timed else next(by, None)

    def _who(self, columns: Columns, row: Row, column: int) -> str | None:
        named = self._named_in(columns, row)
        if not named and column not in columns.horizons and self.heads[column]:
            named = forecaster(self.heads[column])
        return named or self.document.author

    def _named_in(self, columns: Columns, row: Row) -> str | None:
        """Who is named in the row itself."""
        if columns.who is None or columns.who >= len(row):
            return None
        return self.document.copy[slice(*row[columns.who])].strip(" *_@") or None
