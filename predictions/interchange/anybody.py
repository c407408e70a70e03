"""CSV files of anybody's: their encoding, what stands between cells, and rows by column."""

import csv
import io
import re
from collections.abc import Iterator

from predictions.errors import InvalidValue

DELIMITERS = ",;\t|"
_NO_WORD = re.compile(r"[^a-z0-9]+")

Row = dict[str, str]


def text_of(data: bytes) -> str:
    """Return the text of a CSV file: UTF-8, or UTF-16 by its mark.

    Raises:
        InvalidValue: it is neither.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise InvalidValue(
            "file", f"is not {encoding.removesuffix('-sig').upper()} text: save it as CSV in UTF-8"
        ) from error


def delimiter_of(line: str) -> str:
    """Return what stands between the cells of a header."""
    return max(DELIMITERS, key=line.count)


def columns_of(header: list[str]) -> list[str]:
    """Return the names of columns as they are compared: small letters and digits.

    >>> columns_of(["Forecast (scale = 0-1)", "resolved_at"])
    ['forecast scale 0 1', 'resolved at']
    """
    return [_NO_WORD.sub(" ", name.lower()).strip() for name in header]


def rows_of(text: str) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """Return the columns of a table, and its rows under the numbers that a spreadsheet gives them.

    Rows that are too short are filled up with nothing; blank ones are left out.

    Raises:
        InvalidValue: it is no CSV.
    """
    stream = io.StringIO(text, newline="")
    delimiter = delimiter_of(stream.readline())
    stream.seek(0)
    lines = csv.reader(stream, delimiter=delimiter)
    try:
        columns = columns_of(next(lines, []))
    except csv.Error as error:
        raise InvalidValue("file", f"is not a CSV file ({error})") from None
    return columns, _rows(columns, lines)


def _rows(columns: list[str], lines: Iterator[list[str]]) -> Iterator[tuple[int, Row]]:
    number = 1
    while True:
        number += 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            raise InvalidValue(f"row {number}", f"is not CSV: {error}") from None
        if any(cell.strip() for cell in cells):
            cells += [""] * (len(columns) - len(cells))
            # Of two columns of one name the first counts.
            yield number, dict(zip(reversed(columns), reversed(cells[: len(columns)]), strict=True))
