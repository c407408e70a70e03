"""Tables whose heads hold what others have in their cells: numbers over claims, or questions over the numbers of each forecaster."""

from collections.abc import Iterator

from predictions.extraction.chances.cellvalues import cell_value
from predictions.extraction.chances.columns import is_who
from predictions.extraction.chances.lone import says
from predictions.extraction.proposing.tables import RowProposal, Table, by_year, come_by
from predictions.regexes import regex

_WORD = regex(r"[^\W\d_]{2,}")
_NAME = regex(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}")
_LEAST_WORDS = 3  # of a cell that states something
_YEAR = regex(r"(?:20|21)\d\d")
_FEWEST_LEVELS = 2
_MOST, _MANY = 0.8, 0.5


def below_numbers(table: Table) -> Iterator[RowProposal]:
    """Claims below heads that are all numbers: "| 50% | 90% |"."""
    copy, (head, *rows) = table.document.copy, table.rows
    numbers = [cell_value(copy, a, b, "") for a, b in head]
    if not all(numbers):
        return
    for row in rows:
        for cell, number in zip(row, numbers, strict=False):
            if len(_WORD.findall(copy, *cell)) >= _LEAST_WORDS:
                who = table.document.author
                yield RowProposal(table.proposal(cell, table.sentence_of(cell), number, who))


def below_levels(table: Table) -> list[RowProposal]:
    """The years of each row below quantiles: "| Event | 10% | 50% | 90% |"."""
    copy, (_, *levels), (_, *rows) = table.document.copy, table.places, table.rows
    chances = [cell_value(copy, *level, "") for level in levels]
    values = [chance.value for chance in chances if chance]
    if len(levels) < _FEWEST_LEVELS or len(values) < len(levels) or values != sorted(set(values)):
        return []
    found = []
    for row in rows:
        years = [_YEAR.fullmatch(copy, *cell) for cell in row[1:]]
        if len(years) != len(levels) or not all(years):
            return []
        what = " ".join(copy[slice(*row[0])].split())
        for chance, year in zip(chances, years, strict=True):
            if chance and year:
                span = (row[0][0], year.end())
                sentence, who = table.sentence_of(span), table.document.author
                proposal = table.proposal(span, sentence, chance, who)
                proposal.said = come_by(what, int(year[0]))
                found.append(RowProposal(proposal, by_year(span, int(year[0]))))
    return found


def below_questions(table: Table) -> list[RowProposal]:
    """The numbers of each forecaster, a row for each, below what they are for."""
    document, (first, *asked) = table.document, table.places
    copy = document.copy
    asking = sum(_asks(table, cell) for cell in asked)
    worded = all(len(_WORD.findall(copy, *cell)) > 1 for cell in asked)
    if not asked or not worded or asking < _MANY * len(asked):
        return []
    names = [copy[slice(*row[0])].strip(" *_@") for row in table.rows]
    named = sum(_NAME.fullmatch(name) is not None for name in names)
    if not (is_who(copy[slice(*first)]) or (named >= _MOST * len(names) and table.announced())):
        return []
    found = []
    for name, row in zip(names, table.rows, strict=True):
        for question, cell in zip(asked, row[1:], strict=False):
            if name and (number := cell_value(copy, *cell, "%")):
                sentence = table.sentence_of(question)
                found.append(RowProposal(table.proposal(question, sentence, number, name)))
    return found


def _asks(table: Table, cell: tuple[int, int]) -> bool:
    """True for a head that asks or says something."""
    copy = table.document.copy
    if len(_WORD.findall(copy, *cell)) < _LEAST_WORDS:
        return False
    return copy.endswith("?", *cell) or says(table.document, *cell)
