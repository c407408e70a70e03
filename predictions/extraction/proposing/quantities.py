"""Tables of foretold amounts: what each competitor wins, and how much there is of something in each year to come."""

import re
from collections.abc import Iterator

from predictions.extraction.proposing.tables import RowProposal, Table, with_words
from predictions.regexes import regex

# Said right above a table of amounts, or in its heads: none of them is counted yet.
_FORETOLD = regex(
    r"\b(?:predict\w*|project(?:ed|ions?|s)|forecast\w*|prophec\w*|outlook|expected"
    r"|expectations?|i expect|we expect|what (?:i|we) think)\b"
)
_COUNTED = regex(
    r"\b(?:actual\w*|results|final|so far|current|standings"
    r"|how (?:my|our|the) \w+ (?:did|fared)|accuracy|errors?|compared? (?:to|with)|vs\.?"
    r"|history|past|previous|last (?:year|season|time)|polls?|surveys?)\b"
)
_COMPETES = regex(
    r"\W*(?:countr(?:y|ies)|nations?|teams?|clubs?|part(?:y|ies)|candidates?|athletes?|players?"
    r"|drivers?|states?|coalitions?|alliances?)\W*"
)
_WON = regex(
    r"\W*(?:(?:predicted|projected|forecast(?:ed)?|expected|total|my) )?(?:gold|silver|bronze"
    r"|total|overall|medals?|gold medals?|seats?|mps?|wins?|losses|points|pts|goals?|titles?"
    r"|votes?|votes? shares?|electoral votes?|delegates?|w"
    r"|l)\W*(?:\(?(?:predicted|projected|forecast|expected)\)?)?\W*"
)
# Of these the percentages are chances.
_CLAIMS = regex(r"\b(?:predictions?|questions?|claims?|statements?|events?|propositions?)\b")
_COUNT = regex(r"[~\u2248]?\d{1,3}(?:[,.]\d{1,3})?(?: ?%)?(?: ?(?:-|to) ?\d{1,3})?")
_AMOUNT = regex(
    r"[~<>\u2248\u2264\u2265]?(?:[$\u20ac\u00a3\u00a5]"
    r"|US\$)?[+-]?\d[\d,]*(?:\.\d+)?(?: ?(?:-|to) ?\d[\d,]*(?:\.\d+)?)?(?: ?(?:%|pp|bps?|k|m|bn"
    r"|tn|mb/d|(?:thousand|million|billion|trillion|[gmkt]wh?)\b)){0,2}",
    re.IGNORECASE,
)
_YEAR_HEAD = regex(
    r"\W*(?:fy|cy)? ?(?P<year>(?:20|21)\d\d)(?: ?(?:e|f|p|est\.?|forecast|projection|projected|expected))?\W*"
)
_WORD = regex(r"[^\W\d_]{2,}")
_FEWEST, _MOST = 2, 0.8
_LONGEST = 60


def quantities(table: Table) -> list[RowProposal]:
    """The amounts of a table that its heads, or what stands right above it, say are foretold."""
    years = {c: year for c in range(1, len(table.heads)) if (year := _year(table, c))}
    won = [c for c, head in enumerate(table.lows) if c and _WON.fullmatch(head)]
    if not (years or won) or not _foretold(table):
        return []
    if len(years) >= _FEWEST:
        if _CLAIMS.search(table.lows[0]) or table.of_chances(table.lows):
            return []
        return [*_over_years(table, years)]
    if won and table.lows and _COMPETES.fullmatch(table.lows[won[0] - 1]):
        return [*_of_competitors(table, won[0] - 1, won)]
    return []


def _year(table: Table, column: int) -> int | None:
    """The year to come that heads a column of amounts."""
    match = _YEAR_HEAD.fullmatch(table.lows[column].removesuffix(" %"))
    today = table.document.today
    if match is None or (today and int(match["year"]) < today.year):
        return None
    cells = [
        row[column] for row in table.rows if column < len(row) and row[column][0] < row[column][1]
    ]
    amounts = sum(_AMOUNT.fullmatch(table.document.copy, *cell) is not None for cell in cells)
    return int(match["year"]) if cells and amounts >= _MOST * len(cells) else None


def _foretold(table: Table) -> bool:
    """True where the heads or the words right above speak of forecasts, and not of what came of them."""
    document, block = table.document, table.document.blocks[table.first]
    above = (*block.headings[-1:], *((block.lead,) if block.lead is not None else ()))
    words = [document.low[document.blocks[i].start : document.blocks[i].end] for i in above]
    said = " ".join((*words, *table.lows, "" if above else document.title.lower()))
    return _FORETOLD.search(said) is not None and _COUNTED.search(said) is None


def _of_competitors(table: Table, who: int, won: list[int]) -> Iterator[RowProposal]:
    """What each competitor wins, a forecast for each row."""
    copy = table.document.copy
    for row in table.rows:
        cells = [c for c in won if c < len(row) and _COUNT.fullmatch(copy, *row[c])]
        name = " ".join(copy[slice(*row[who])].split()).strip(" *_") if who < len(row) else ""
        if not cells or not _WORD.search(name) or len(name) > _LONGEST:
            continue
        amounts = [f"{copy[slice(*row[c])]} {_of(table.lows[c])}" for c in cells]
        said = f"{name} will have {', '.join(amounts[:-1])}{' and ' if amounts[1:] else ''}{amounts[-1]}"
        span = (row[who][0], row[cells[-1]][1])
        yield table.said(row, span, table.document.author, said, None)


def _of(head: str) -> str:
    words = re.sub(r"\b(?:predicted|projected|forecast(?:ed)?|expected|my)\b|[^\w ]", "", head)
    return {"w": "wins", "l": "losses", "pts": "points"}.get(words.strip(), words.strip())


def _over_years(table: Table, years: dict[int, int]) -> Iterator[RowProposal]:
    """How much there is of what a row names in each year."""
    copy = table.document.copy
    for row in table.rows:
        what = " ".join(copy[slice(*row[0])].split()).strip(" *_")
        cells = [c for c in years if c < len(row) and _AMOUNT.fullmatch(copy, *row[c])]
        for column, span in with_words(row, row[0][0], cells) if _WORD.search(what) else ():
            amount = copy[slice(*row[column])].replace(" %", "%")
            said = f"{what[:1].upper()}{what[1:]} will be {amount} in {years[column]}"
            window = next(iter(table.windows(*table.places[column])), None)
            yield table.said(row, span, table.document.author, said, window)
