"""The rows of calibration.csv: everybody, each forecaster, each tag; stated and implied apart."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from bot.reports.building import on_scale, rows_of
from bot.reports.counting import Counting, to_be_read
from bot.reports.model import Scale
from bot.reports.rows import Row
from bot.reports.scored import Scored, chosen, gathered, scored
from predictions.interchange.cells import neutralise
from scoring.calibration_table import CalibrationRow
from storage.ledger import Session
from storage.records import Batch, batches, forecasters
from storage.scope import Scope


def calibration_table(session: Session, scope: Scope, *, now: datetime) -> Iterator[Row]:
    """Yield the rows of calibration.csv, of what counts by now."""
    tags: dict[str, list[int]] = {}
    parts: list[Scored] = []
    for batch in batches(session, to_be_read(scope)):
        part = scored(batch)
        if part is not None:
            parts.append(part)
            _note_tags(batch, tags)
    every = gathered(parts)
    if every is not None:
        counting = Counting.of(scope, now=now)
        at = every.counts_at
        every = chosen(every, counting.begun(at) & counting.ended(at))
    if every is None:
        return
    names = {number: name for number, (name, _) in forecasters(session).items()}
    for scale in Scale:
        mine = on_scale(every, scale)
        if mine is not None:
            yield from _rows("", "", scale, mine)
            for name, people in _by_name(set(mine.forecaster.tolist()), names):
                part = chosen(mine, np.isin(mine.forecaster, people))
                yield from _rows(name, "", scale, part)
            for tag, about_it in sorted(tags.items()):
                part = chosen(mine, np.isin(mine.prediction, about_it))
                yield from _rows("", tag, scale, part)


def _by_name(people: set[int], names: dict[int, str]) -> list[tuple[str, list[int]]]:
    """Return who goes by each name, in its order: the table knows forecasters by name alone."""
    found: dict[str, list[int]] = {}
    for who in sorted(people):
        found.setdefault(names[who], []).append(who)
    return sorted(found.items())


def _note_tags(batch: Batch, tags: dict[str, list[int]]) -> None:
    for number, about in batch.questions.items():
        if about.target is not None:
            for tag in about.tags:
                tags.setdefault(tag, []).append(number)


def _rows(forecaster: str, tag: str, scale: Scale, scores: Scored | None) -> Iterator[Row]:
    if scores is None or not scores.weight.any():
        return
    for row in rows_of(scores):
        yield (neutralise(forecaster), neutralise(tag), str(scale), *cells(row))


def cells(row: CalibrationRow) -> Row:
    """Return the cells of one bin."""
    return (
        row.bin_low,
        row.bin_high,
        row.forecasts,
        row.questions,
        row.mean_forecast,
        row.observed_rate,
        row.low,
        row.high,
        row.recalibrated,
        row.band_low,
        row.band_high,
    )
