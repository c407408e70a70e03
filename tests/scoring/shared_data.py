"""Published tables beside the project, in ../shared; tests that need them skip where absent."""

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

FOLDER = Path(__file__).parents[2] / "../shared/data/scoring"

Floats = NDArray[np.float64]


def folder(name: str) -> Path:
    """Return a folder of tables, or skip the test."""
    path = FOLDER / name
    if not path.is_dir():
        pytest.skip(f"needs the published tables in ../shared/data/scoring/{name}")
    return path


def expected(name: str) -> Any:
    """Return the published figures."""
    return json.loads((folder(name) / "expected.json").read_text())


def golden(name: str) -> Any:
    """Return golden cases."""
    return json.loads((folder("golden") / f"{name}.json").read_text())


def rows(name: str, file: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with (folder(name) / file).open(newline="") as stream:
        return list(csv.DictReader(stream))


def column(table: list[dict[str, str]], name: str) -> Floats:
    """Return a column of numbers."""
    return np.array([float(row[name]) for row in table])


def niamey(forecast: str) -> tuple[Floats, Floats]:
    """Return one of the four forecasts and the outcomes."""
    table = rows("niamey", "precip_Niamey_2016.csv")
    return column(table, forecast), column(table, "obs")


def credences() -> Floats:
    """Return all credences of PredictionBook, kept within 1 % to 99 %."""
    table = rows("predictionbook", "valid_credences.csv")
    values = [float(cell) for row in table for cell in row["credences"].split()]
    return np.clip(np.array(values) / 100.0, 0.01, 0.99)


def quantile_forecasts() -> dict[str, tuple[Floats, Floats, Floats]]:
    """Return quantiles, levels and outcomes per target type and model."""
    table = rows("scoringutils", "example_quantile.csv")
    single = ("location", "forecast_date", "target_end_date", "target_type", "model", "horizon")
    forecasts = defaultdict(list)
    for row in table:
        key = tuple(row[name] for name in single)
        values = ("quantile_level", "predicted", "observed")
        forecasts[key].append([float(row[name]) for name in values])
    groups = defaultdict(list)
    for key, values_of in forecasts.items():
        groups[f"{key[3]} / {key[4]}"].append(sorted(values_of))
    tables = {name: np.array(cases) for name, cases in groups.items()}
    return {name: (t[:, :, 1], t[0, :, 0], t[:, 0, 2]) for name, t in tables.items()}
