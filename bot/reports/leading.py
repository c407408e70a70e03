"""The leaderboard of a report: people and authors side by side, stated and implied apart."""

from datetime import datetime

import numpy as np

from bot.reports.model import Leader, Scale
from bot.reports.results import Results
from bot.reports.scored import Floats
from predictions.model import ForecasterKind
from scoring.leaderboard import leaderboard


def leaders(
    found: Results | None,
    people: dict[int, tuple[str, ForecasterKind]],
    *,
    now: datetime,
    most: int,
) -> tuple[tuple[Leader, ...], int]:
    """Return the best of both scales, the ranked ones first, and how many there are in all."""
    if found is None:
        return (), 0
    board = [leader for scale in Scale for leader in _on_scale(found, people, scale=scale, now=now)]
    board.sort(key=_rank)
    return tuple(board[:most]), len(board)


def _on_scale(
    found: Results,
    people: dict[int, tuple[str, ForecasterKind]],
    *,
    scale: Scale,
    now: datetime,
) -> list[Leader]:
    used = (found.implied == (scale is Scale.IMPLIED)) & (found.forecasts > 0)
    if not used.any():
        return []
    who = found.forecaster[used]
    ids, label = np.unique(who, return_inverse=True)
    board = leaderboard(
        scores=found.brier[used],
        forecasters=label,
        questions=found.prediction[used],
        deadlines=found.due[used],
        now=now.timestamp(),
    )
    coverage = np.bincount(label, weights=found.coverage[used]) / np.bincount(label)
    return [
        Leader(
            name=people[int(ids[n])][0],
            kind=people[int(ids[n])][1],
            scale=scale,
            brier=_number(board.score, place),
            low=_number(board.low, place),
            high=_number(board.high, place),
            relative=_number(board.relative, place),
            questions=int(board.questions[place]),
            pending=int(board.pending[place]),
            coverage=float(coverage[n]),
            ranked=bool(board.ranked[place]),
        )
        for place, n in enumerate(board.forecasters.tolist())
    ]


def _number(values: Floats, place: int) -> float | None:
    value = float(values[place])
    return None if np.isnan(value) else value


def _rank(leader: Leader) -> tuple[bool, float, str]:
    return not leader.ranked, 2.0 if leader.brier is None else leader.brier, leader.name
