"""Tables as Parquet, for those who have pyarrow: real types, texts as they were."""

import importlib
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from bot.reports.files import whole
from predictions.errors import InvalidValue
from predictions.interchange.cells import moment_of, restore
from predictions.interchange.columns import Column, Table
from predictions.interchange.tables import Cell

ROWS = 50_000  # a group: what is held in memory at once


def available() -> None:
    """Say at once where Parquet cannot be written.

    Raises:
        InvalidValue: pyarrow is not installed.
    """
    try:
        importlib.import_module("pyarrow.parquet")
    except ModuleNotFoundError:
        raise InvalidValue("--parquet", "needs pyarrow: pip install 'calledit[parquet]'") from None


def write_parquet(
    path: Path, table: Table, rows: Iterable[Sequence[Cell]], *, force: bool = False
) -> None:
    """Write a table, group by group."""
    # By name: pyarrow is an extra, and ships no types.
    pa, pq = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")

    types = {
        "text": pa.string(),
        "number": pa.float64(),
        "moment": pa.timestamp("us", "UTC"),
        "day": pa.date32(),
    }
    schema = pa.schema([(column.name, types[column.holds]) for column in table.columns])
    source = iter(rows)
    with whole(path, force=force) as stream, pq.ParquetWriter(stream, schema) as writer:
        while group := list(islice(source, ROWS)):
            arrays = [
                pa.array([_value(column, cell) for cell in cells], types[column.holds])
                for column, cells in zip(table.columns, zip(*group, strict=True), strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _value(column: Column, cell: Cell) -> Any:
    if cell is None or cell == "":
        return None
    match column.holds:
        case "text":
            return restore(str(cell))
        case "number":
            return float(cell)
        case "moment":
            return moment_of(str(cell))
        case _:
            return date.fromisoformat(str(cell))
