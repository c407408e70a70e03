"""The whole record as a folder of tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.reports.calibrating import calibration_table
from bot.reports.distributions import distribution_rows
from bot.reports.files import refuse_existing, write_csv
from bot.reports.rows import forecast_rows, resolution_rows, score_rows
from predictions.interchange.columns import (
    CALIBRATION,
    DISTRIBUTIONS,
    FORECASTS,
    RESOLUTIONS,
    SCORES,
    TABLES,
    Table,
)
from predictions.interchange.tables import Cell
from storage.ledger import Session
from storage.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What to write; `basis` is all, stated or implied and chooses rows of forecasts.csv."""

    scope: Scope
    now: datetime
    basis: str = "all"
    parquet: bool = False


def write(
    session: Session, what: Export, folder: Path, *, force: bool = False
) -> Iterator[tuple[Path, int]]:
    """Write the files, and yield each with its number of rows once it is there.

    Raises:
        FileInTheWay: one of them exists; then none is written.
        ModuleNotFoundError: Parquet was asked for and is not installed.
        OSError: the folder cannot be written.
    """
    wanted = [folder / table.name for table in TABLES]
    if what.parquet:
        from bot.reports.parquet import available, write_parquet  # noqa: PLC0415 (an extra)

        available()
        wanted += [path.with_suffix(".parquet") for path in wanted]
    folder.mkdir(parents=True, exist_ok=True)
    refuse_existing(wanted, force=force)
    for table in TABLES:
        path = folder / table.name
        counted = _Counted(rows(session, table, what))
        write_csv(path, table, counted, force=force)
        yield path, counted.count
        if what.parquet:
            counted = _Counted(rows(session, table, what))
            path = path.with_suffix(".parquet")
            write_parquet(path, table, counted, force=force)
            yield path, counted.count


def rows(session: Session, table: Table, what: Export) -> Iterable[Sequence[Cell]]:
    """Return the rows of a table, as they are read."""
    if table is FORECASTS:
        return forecast_rows(
            session,
            what.scope,
            stated=what.basis != "implied",
            implied=what.basis != "stated",
        )
    if table is CALIBRATION:
        return calibration_table(session, what.scope, now=what.now)
    makers = {
        RESOLUTIONS.name: resolution_rows,
        SCORES.name: score_rows,
        DISTRIBUTIONS.name: distribution_rows,
    }
    return makers[table.name](session, what.scope)


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, source: Iterable[Sequence[Cell]]) -> None:
        self._source = source
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        for row in self._source:
            self.count += 1
            yield row
