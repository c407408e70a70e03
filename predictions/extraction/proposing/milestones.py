"""Tables whose cells are times: when each forecaster says that something comes, in rows or in columns."""

import re
from collections.abc import Iterator, Mapping

from predictions.extraction.chances.columns import forecaster, is_who
from predictions.extraction.chances.lone import says
from predictions.extraction.deciding.timelines import plans
from predictions.extraction.layout.grids import Row, Span
from predictions.extraction.proposing.tables import RowProposal, Table, with_words
from predictions.regexes import regex
from predictions.windows import Window
from predictions.windows.folding import lower

_YEAR = r"(?:20|21)\d\ds?"
_SHADE = (
    r"(?:early|mid|late|end of|the end of|start of|beginning of|q[1-4]|[1-4]q|h[12]|spring|summer"
    r"|autumn|fall|winter|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?)"
)
_ROUGHLY = (
    r"(?:~|\u2248|>|<|\u2264|\u2265|ca?\.|circa|around|about|approx\.?|approximately|roughly|by|in"
    r"|before|after|until|not before|post|median:?|probably|maybe|likely|perhaps|the)"
)
# "2034", "~2034", "mid-2034", "2033-35 range", "by 2034 (functional)", "before 2040?"
_TIME = regex(
    rf"[\s*_(]*(?:{_ROUGHLY}[\s-]{{0,2}}){{0,2}}(?:{_SHADE}[\s-]{{0,2}})?(?P<year>{_YEAR})"
    rf"(?: ?(?:-|to|or|/) ?(?:{_SHADE}[\s-]{{0,2}})?(?P<last>{_YEAR}|\d\d))?(?:\?|\+"
    rf"| (?:range|or (?:later|earlier|so)|at the (?:latest|earliest)|median"
    rf"|window))?[*_)]{{0,3}}(?:\s*[(\[;,][^|]{{1,60}})?[\s.?*_]*",
    re.IGNORECASE,
)
_EMPTY = regex(
    r"(?:[\s\-\u2013\u2014?.*_/]|n/?a\b|none\b|never\b|unclear\b|unknown\b"
    r"|no (?:view|opinion|date|forecast)\b|tb[ad]\b)*",
    re.IGNORECASE,
)
# Who may be meant by these only where predictions are announced.
_MAYBE_WHO = regex(
    r"\W*(?:sources?|labs?|companies|company|org(?:ani[sz]ation)?s?|institutions?|models?"
    r"|persons?|people|surveys?|studies|study|teams?|groups?|banks?|predictors?|researchers?"
    r"|names?|analysts?|pundits?|authors?|firms?|agency|agencies)\W*",
    re.IGNORECASE,
)
_WHEN = regex(
    r"\W*(?:(?:my |our |the |best |central |median |expected |predicted |forecast(?:ed)? "
    r"|projected |estimated |likely )*(?:years?|dates?|whens?|expected(?: by| in)?|guess|eta"
    r"|timelines?|arrivals?|estimates?|forecasts?|predictions?|by|times?|timing|timeframe))\W*",
    re.IGNORECASE,
)
_WHAT = regex(
    r"\W*(?:milestones?|events?|technolog(?:y|ies)|what|capabilit(?:y|ies)|question|goals?"
    r"|thing|item|achievement|breakthrough|advance)?\W*",
    re.IGNORECASE,
)
# When it was said, or what came of it.
_TOLD = regex(
    r"\b(?:made|said|published|posted|stated|updated|as of|born|founded|died|joined|since"
    r"|actual|outcomes?|happened|resolved|start(?:ed)?|began|planned|target|ends?|expir\w+"
    r"|terms?|contracts?|due|until|support|lease|released?|(?:prediction|forecast) date"
    r"|date (?:of|made)|source|ref(?:erence)?s?|links?|notes?)\b",
    re.IGNORECASE,
)
# "AGI (year)", "Year of AGI": the milestone alone.
_ONLY_WHEN = regex(
    r"(?:^(?:the )?(?:median |expected |predicted )?(?:year|date|time|timeline|arrival"
    r"|eta)s? (?:of|for|to) )|(?:[ (]+(?:year|date|by|timelines?|predictions?|forecasts?"
    r"|estimates?|eta|arrival|median)\)?)+\s*$",
    re.IGNORECASE,
)
_NO_NAMES = regex(
    r"\b(?:starts?|ends?|plan(?:ned)?|actual|begin(?:ning)?|finish(?:ed)?|due|status|target"
    r"|deadlines?|release|launch|beta|original|revised|low|high|optimistic|pessimistic|earliest"
    r"|latest|phase|priority|owner|expected|median|mean|min|max|best|worst|case|scenario"
    r"|conservative|aggressive|realistic|base)\b|\d",
    re.IGNORECASE,
)
_REMARK = regex(r"\s*[(\[;,?+]|\s+(?:range|window|median)\b")
_ABOUT = regex(r"^(?:[~\u2248]|ca?\.|circa|approx\.?|median:?) ?", re.IGNORECASE)
_WITH_PREPOSITION = regex(
    r"(?:by|in|before|after|until|around|about|not before|roughly|post|[<>])\b", re.IGNORECASE
)
_MOST, _MANY = 0.8, 0.6
_FEWEST = 2
_LONGEST_WHAT = 160


def milestones(table: Table) -> list[RowProposal]:
    """What is said to come when: a row for each forecaster, a column for each, or the table's author for all."""
    timed = [c for c in range(len(table.heads)) if _holds_times(table, c)]
    if not timed or not _lie_ahead(table, timed):
        return []
    if (who := _who(table, timed)) is not None:
        return [*_by_forecaster(table, who, timed)]
    if plans(table.document) or not table.announced():
        return []
    names = {c: name for c in timed if (name := _named(table.heads[c]))}
    asked = timed[0] > 0 and _WHAT.fullmatch(table.heads[timed[0] - 1]) is not None
    if asked and len(names) == len(timed) >= _FEWEST:
        return [*_in_rows(table, timed[0] - 1, names)]
    if len(timed) == 1 and timed[0] > 0 and _WHEN.fullmatch(table.heads[timed[0]]):
        return _of_one(table, timed[0])
    return []


def _of_one(table: Table, timed: int) -> list[RowProposal]:
    """What comes when, below "Year"; where a column says that it holds claims these are read as such."""
    what = timed - 1
    if not _WHAT.fullmatch(table.heads[what]) or not table.heads[what]:
        return []
    return [*_in_rows(table, what, {timed: None})]


def _named(head: str) -> str | None:
    """The name that a head is, if it may be one."""
    return None if _NO_NAMES.search(head) or _WHEN.fullmatch(head) else forecaster(head)


def _holds_times(table: Table, column: int) -> bool:
    """True for a column of times, save where a cell says nothing."""
    head = table.heads[column]
    if _TOLD.search(head) or (not head and column == 0):
        return False
    cells = [row[column] for row in table.rows if column < len(row)]
    copy = table.document.copy
    filled = [cell for cell in cells if not _EMPTY.fullmatch(copy, *cell)]
    times = sum(_TIME.fullmatch(copy, *cell) is not None for cell in filled)
    return times >= max(1, _MOST * len(filled))


def _lie_ahead(table: Table, columns: list[int]) -> bool:
    """True where nearly all of these times were to come on the day of writing."""
    today, copy = table.document.today, table.document.copy
    times = [
        match
        for row in table.rows
        for c in columns
        if c < len(row) and (match := _TIME.fullmatch(copy, *row[c]))
    ]
    ahead = sum(today is None or int(match["year"][:4]) >= today.year for match in times)
    return ahead >= _MANY * len(times) and len(times) >= _FEWEST


def _who(table: Table, timed: list[int]) -> int | None:
    """The column of those who forecast, before the first time."""
    for column in range(timed[0]):
        head = table.heads[column]
        if is_who(head) or (_MAYBE_WHO.fullmatch(head) and table.announced()):
            return column
    return None


def _by_forecaster(table: Table, who: int, timed: list[int]) -> Iterator[RowProposal]:
    """The times of each forecaster."""
    for row in table.rows:
        name = table.document.copy[slice(*row[who])].strip(" *_@") if who < len(row) else ""
        for column, span in with_words(row, row[0][0], _times(table, row, timed)) if name else ():
            said = _comes(table, table.places[column], row[column])
            yield table.said(row, span, name, said, _window(table, row[column]))


def _in_rows(table: Table, what: int, names: Mapping[int, str | None]) -> Iterator[RowProposal]:
    """When each says that what a row names comes."""
    for row in table.rows:
        asked = row[what] if what < len(row) else (0, 0)
        times = _times(table, row, [*names]) if asked[0] < asked[1] else []
        for column, span in with_words(row, asked[0], times):
            who = names[column] or table.document.author
            said = _comes(table, asked, row[column])
            yield table.said(row, span, who, said, _window(table, row[column]))


def _times(table: Table, row: Row, columns: list[int]) -> list[int]:
    copy = table.document.copy
    return [c for c in columns if c < len(row) and _TIME.fullmatch(copy, *row[c])]


def _window(table: Table, cell: Span) -> Window | None:
    return next((window for window in table.windows(*cell) if window.deadline), None)


def _comes(table: Table, asked: Span, cell: Span) -> str | None:
    """That something comes at the time of a cell, as a sentence; None where nothing says what."""
    copy = table.document.copy
    what = _ONLY_WHEN.sub("", " ".join(copy[slice(*asked)].split())).strip(" *_")
    if not what or len(what) > _LONGEST_WHAT or _WHEN.fullmatch(what):
        return None
    time = _REMARK.split(" ".join(copy[slice(*cell)].split()), maxsplit=1)[0].strip(" *_.")
    time = _ABOUT.sub("around ", time)
    if not _WITH_PREPOSITION.match(time):
        time = f"in {time if time[:2].isupper() or time[1:2].isdigit() else lower(time)}"
    comes = "" if says(table.document, *asked) else " will come"
    return f"{what[:1].upper()}{what[1:]}{comes} {time}"
