"""The leaderboard of a report: people and authors side by side, stated and implied apart."""

from dataclasses import replace

import numpy as np

from bot.reports.model import Board, Leader, Scale
from bot.reports.results import Results
from bot.reports.scored import Floats
from predictions.model import ForecasterKind
from scoring.leaderboard import leaderboard


def boards(
    found: Results | None,
    people: dict[int, tuple[str, ForecasterKind]],
    *,
    until: float,
    most: int,
) -> tuple[Board, Board]:
    """Return the leaderboards of both scales, with at most so many on each.

    What has its deadline after `until`, in seconds, waits for it.
    """
    stated, implied = (
        _board(found, people, scale=scale, until=until, most=most)
        for scale in (Scale.STATED, Scale.IMPLIED)
    )
    return stated, implied


def _board(
    found: Results | None,
    people: dict[int, tuple[str, ForecasterKind]],
    *,
    scale: Scale,
    until: float,
    most: int,
) -> Board:
    if found is None:
        return Board(scale=scale)
    every = sorted(_on_scale(found, people, scale=scale, until=until), key=_rank)
    placed = [
        replace(leader, place=place if leader.place is not None else None)
        for place, leader in enumerate(every[:most], 1)
    ]
    return Board(scale=scale, leaders=tuple(placed), in_all=len(every))


def _on_scale(
    found: Results,
    people: dict[int, tuple[str, ForecasterKind]],
    *,
    scale: Scale,
    until: float,
) -> list[Leader]:
    used = (found.implied == (scale is Scale.IMPLIED)) & (found.forecasts > 0)
    if not used.any():
        return []
    who = found.forecaster[used]
    ids, label = np.unique(who, return_inverse=True)
    board = leaderboard(
        scores=found.brier[used],
        turned=found.turned[used],
        forecasters=label,
        questions=found.prediction[used],
        deadlines=found.counts_at[used],
        now=until,
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
            place=0 if board.ranked[place] else None,  # counted where all are known
        )
        for place, n in enumerate(board.forecasters.tolist())
    ]


def _number(values: Floats, place: int) -> float | None:
    value = float(values[place])
    return None if np.isnan(value) else value


def _rank(leader: Leader) -> tuple[bool, float, str]:
    return leader.place is None, 2.0 if leader.brier is None else leader.brier, leader.name
