"""Tables as CSV: a column of numbers, each for the day of its row.

The column stands in the address after a hash, and rows are chosen by what stands in others:
`https://example.org/prices.csv#Close`, `…/energy.csv#Share;Entity=World`, `…#Share;Entity=World;@Published`.
"""

import csv
import io
from datetime import date
from urllib.parse import parse_qs, unquote

from predictions.errors import SourceError
from predictions.readings import NumberReading
from predictions.regexes import regex
from predictions.text import cut, one_line
from predictions.watching.amounts import amount
from predictions.watching.decoding import decode
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    says,
    split,
)
from predictions.watching.sources.values import number

_MOST = 2000  # the newest rows
_DAYS = frozenset(
    [
        "date",
        "day",
        "time",
        "datetime",
        "timestamp",
        "observation_date",
        "time_period",
        "month",
        "year",
        "period",
        "week",
    ]
)
_ISO = regex(r"(\d{4})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?(?:[T ].*)?")
_NUMBERED = regex(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?: .*)?")
_QUARTER = regex(r"(\d{4})[- ]?Q([1-4])")
_LAST_CENTURY = 70  # a year of two digits from here on


def recognise(url: str, _bases: Bases) -> SourceSpec | None:
    """Know an address of a CSV file or service, with a column after a hash."""
    parts = split(url)
    if parts is None or not parts.fragment or parts.fragment.startswith("css="):
        return None
    asked = {value.lower() for values in parse_qs(parts.query).values() for value in values}
    if not parts.path.lower().endswith((".csv", ".tsv")) and not asked & {"csv", "tsv", "out:csv"}:
        return None
    label = f"{parts.netloc} {unquote(parts.fragment)}"
    return SourceSpec(kind="csv", subject=url, url=url, label=label)


def asks(spec: SourceSpec, _bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the table."""
    url = spec.url.partition("#")[0]
    return (Ask(url=url, headers={"Accept": "text/csv, text/plain;q=0.8, */*;q=0.5"}),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read the newest rows, oldest first; cells without a number are left out.

    Raises:
        SourceError: no such column, no day in the rows, or no table.
    """
    answered(reply)
    text, _ = decode(reply.body, content_type=reply.content_type)
    if "<html" in text[:1000].lower():
        raise SourceError("the source answered with a web page, not with a table")
    found, days_in = series(
        text, unquote(spec.url.partition("#")[2]), today=reply.fetched_at.date()
    )
    return Seen(
        readings=tuple(
            NumberReading(
                source="csv",
                subject=spec.subject,
                value=value,
                day=day,
                read_at=reply.fetched_at,
            )
            for day, value in sorted(found.items())[-_MOST:]
        ),
        title=spec.label,
        problems=() if found else ("the column holds no number",),
        notes=(f"The days are those of its column {days_in!r}; another is named by ;@COLUMN.",)
        if days_in and days_in.lower() not in _DAYS
        else (),
    )


def series(text: str, wanted: str, *, today: date) -> tuple[dict[date, float], str]:
    """Return the numbers of a column by the days of their rows, and the name of the column that holds the days.

    Args:
        text: the table, its first row the names of its columns.
        wanted: the column, then after semicolons what rows must hold (`COLUMN=VALUE`), and the column of days (`@COLUMN`).
        today: the day of a table of one row that names none.

    Raises:
        SourceError: no such column, or rows that cannot be told apart by their days.
    """
    name, *others = wanted.split(";")
    conditions = [other for other in others if not other.startswith("@")]
    head, rows = _table(text)
    at = _column(head, name)
    for condition in conditions:
        which, _, value = condition.partition("=")
        cell = _column(head, which)
        rows = [row for row in rows if row[cell].strip() == value.strip()]
    if not rows:
        raise SourceError(f"no row has {' and '.join(conditions)}" if conditions else "is empty")
    of_days = next((other[1:] for other in others if other.startswith("@")), None)
    days, days_in = _days(head, rows, today) if of_days is None else _days_in(head, rows, of_days)
    found: dict[date, float] = {}
    for day, row in zip(days, rows, strict=True):
        value_there = number(row[at])
        value_there = amount(row[at]) if value_there is None else value_there
        if day is None or value_there is None:
            continue
        if found.setdefault(day, value_there) != value_there:
            raise SourceError(
                f"several rows are of {day}: choose among them as in #{name};COLUMN=VALUE, by one of "
                f"{_names(head)}"
            )
    return found, days_in


def _table(text: str) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns, and the rows that have as many cells."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first = lines.lstrip().partition("\n")[0]
    mark = max(",;\t|", key=first.count)
    try:
        read = csv.reader(io.StringIO(lines), delimiter=mark)
        whole = [row for row in read if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise SourceError(f"is no table: {error}") from None
    head = [one_line(name) for name in whole[0]] if whole else []
    return head, [row for row in whole[1:] if len(row) == len(head)]


def _column(head: list[str], name: str) -> int:
    wanted = one_line(name).lower()
    names = [each.lower() for each in head]
    if wanted in names:
        return names.index(wanted)
    raise SourceError(f"there is no column {name!r}; there are {_names(head)}")


def _names(head: list[str]) -> str:
    return cut(", ".join(name for name in head if name), 300)


Days = list[date | None]


def _days(head: list[str], rows: list[list[str]], today: date) -> tuple[Days, str]:
    """Return the day of every row, from the first column that holds days; of a single row without one, today."""
    names = [name.lower() for name in head]
    if "year" in names and "month" in names:
        parts = [names.index(part) for part in ("year", "month", "day") if part in names]
        joined = ["-".join(row[at].strip().zfill(2) for at in parts) for row in rows]
        return _read(joined, bare=True), "year and month"
    known = [at for at, name in enumerate(names) if name in _DAYS]
    for at in [*known, *(at for at in range(len(head)) if at not in known)]:
        read = _read([row[at].strip() for row in rows], bare=at in known)
        if any(day is not None for day in read):
            return read, head[at]
    if len(rows) == 1:
        return [today], ""
    raise SourceError(f"no column holds the days of its rows; there are {_names(head)}")


def _days_in(head: list[str], rows: list[list[str]], name: str) -> tuple[Days, str]:
    at = _column(head, name)
    return _read([row[at].strip() for row in rows], bare=True), head[at]


def _read(cells: list[str], *, bare: bool) -> Days:
    """Read a column of days; `bare`: a year or month alone, or digits without marks, may be days too."""
    numbered = [match for cell in cells if (match := _NUMBERED.fullmatch(cell))]
    if not numbered:
        return [_iso(cell, bare=bare) for cell in cells]
    day_first = numbered[0][2] == "." or any(int(match[1]) > 12 for match in numbered)
    if not day_first and all(int(match[3]) <= 12 for match in numbered):
        raise SourceError(
            f"days like {numbered[-1][0]} can be read in two ways: ask for a table with 2026-12-31"
        )
    return [_of_parts(cell, day_first=day_first) for cell in cells]


def _of_parts(cell: str, *, day_first: bool) -> date | None:
    match = _NUMBERED.fullmatch(cell)
    if match is None:
        return None
    day, month = (match[1], match[3]) if day_first else (match[3], match[1])
    century = 0 if len(match[4]) == 4 else 1900 if int(match[4]) >= _LAST_CENTURY else 2000
    return _date(century + int(match[4]), int(month), int(day))


def _iso(cell: str, *, bare: bool) -> date | None:
    if bare and (quarter := _QUARTER.fullmatch(cell)):
        return _date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
    match = _ISO.fullmatch(cell)
    if match is None or not (bare or (match[3] and not cell[4].isdigit())):
        return None
    return _date(int(match[1]), int(match[2] or 1), int(match[3] or 1))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


ADAPTER = Adapter(
    kind="csv", recognise=recognise, asks=asks, parse=parse, rank=65, says=says("number")
)
