"""Single cells: texts that a spreadsheet must not run, and moments as everyone writes them."""

from datetime import UTC, datetime

from predictions.regexes import regex

# What spreadsheets take for a formula, in the widths that some of them accept, behind any blanks
# that they trim. The apostrophes make it reversible: what looks neutralised is neutralised again.
_FORMULA = regex(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")


def neutralise(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would run it.

    >>> neutralise("=1+1"), neutralise("1+1"), neutralise("'=1+1")
    ("'=1+1", '1+1', "''=1+1")
    """
    return "'" + text if _FORMULA.match(text) else text


def restore(cell: str) -> str:
    """Return the text of a cell that `neutralise` made.

    >>> restore("'=1+1"), restore("'tis"), restore("''=1+1")
    ('=1+1', "'tis", "'=1+1")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def moment_of(cell: str) -> datetime | None:
    """Return the moment of a cell, aware and in UTC; None where it is empty."""
    if not cell:
        return None
    return datetime.fromisoformat(cell).astimezone(UTC)
