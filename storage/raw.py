"""Moments and days as the database can hand them over fastest: as texts, alike on both."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class moment_text(FunctionElement[str]):  # noqa: N801 (reads as the SQL function that it is)
    """A moment in UTC as `YYYY-MM-DD HH:MM:SS.ffffff`."""

    type = Text()
    inherit_cache = True


def as_text(moment: datetime) -> str:
    """Return a moment as `moment_text` gives it, to be compared with such."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


class day_text(FunctionElement[str]):  # noqa: N801
    """A day as `YYYY-MM-DD`."""

    type = Text()
    inherit_cache = True


@compiles(moment_text)
@compiles(day_text)
def _stored(element: FunctionElement[str], compiler: Any, **options: Any) -> str:
    # SQLite holds exactly these texts.
    return str(compiler.process(element.clauses, **options))


@compiles(moment_text, "postgresql")
def _moment(element: FunctionElement[str], compiler: Any, **options: Any) -> str:
    inner = compiler.process(element.clauses, **options)
    return f"to_char(timezone('UTC', {inner}), 'YYYY-MM-DD HH24:MI:SS.US')"


@compiles(day_text, "postgresql")
def _day(element: FunctionElement[str], compiler: Any, **options: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **options)}, 'YYYY-MM-DD')"
