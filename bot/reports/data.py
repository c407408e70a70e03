"""The report as plain data, for scripts; keys are only ever added."""

from datetime import datetime
from typing import Any

from bot.charts.shown import Spread
from bot.reports.calibrating import cells
from bot.reports.model import Calibration, Report
from predictions.interchange.columns import CALIBRATION
from storage.tallies import Due

BINS = CALIBRATION.header[3:]


def report_data(report: Report) -> dict[str, Any]:
    """Return the report as objects, lists, numbers and texts."""
    ask = report.ask
    return {
        "made_at": report.made_at.isoformat(),
        "since": _moment(ask.since),
        "until": _moment(ask.until),
        "forecaster": ask.forecaster,
        "tag": ask.tag,
        "counts": {
            name: getattr(report.counts, name)
            for name in ("resolved", "void", "valued", "pending", "overdue", "withdrawn")
        },
        "calibration": {str(each.scale): _calibration(each) for each in report.calibrations},
        "resolved": [
            {
                "id": each.prediction_id,
                "statement": each.statement,
                "condition": each.condition,
                "outcome": str(each.outcome),
                "brier": each.brier,
                "brier_implied": each.implied,
                "crowd": each.crowd,
                "ended_as": each.ended,
                "score": each.score or None,
                "crowd_says": each.together or None,
                "forecasters": each.forecasters,
                "happened_at": _moment(each.happened_at),
                "resolved_at": _moment(each.resolved_at),
            }
            for each in report.settled
        ],
        "leaderboard": [
            {
                "forecaster": leader.name,
                "kind": str(leader.kind),
                "scale": str(leader.scale),
                "brier": leader.brier,
                "low": leader.low,
                "high": leader.high,
                "relative": leader.relative,
                "predictions": leader.questions,
                "pending": leader.pending,
                "coverage": leader.coverage,
                "ranked": leader.place is not None,
                "place": leader.place,
            }
            for board in report.boards
            for leader in board.leaders
        ],
        "coming": [_due(due) for due in report.coming],
        "overdue": [_due(due) for due in report.overdue],
        "movers": [
            {
                "id": moved.prediction_id,
                "statement": moved.statement,
                "condition": moved.condition,
                "before": moved.before,
                "after": moved.after,
                "forecasters": moved.forecasters,
            }
            for moved in report.movers
        ],
        "months": [
            {
                "month": month.month,
                "brier": month.brier,
                "brier_ci": month.interval,
                "coverage": month.coverage,
                "predictions": month.questions,
            }
            for month in report.months
        ],
        "distribution": {str(scale): _spread(spread) for scale, spread in report.spreads},
    }


def _calibration(calibration: Calibration) -> dict[str, Any]:
    scores = calibration.scores
    found: dict[str, Any] = {
        "verdict": calibration.sentence,
        "waiting": calibration.waiting,
        "bins": [],
    }
    if scores is None:
        return {**found, "verdict_kind": "not enough data", "n": 0, "brier": None}
    found["bins"] = [dict(zip(BINS, cells(row), strict=True)) for row in calibration.rows]
    return {
        **found,
        "verdict_kind": str(scores.verdict.kind),
        "n": scores.n,
        "questions": scores.questions,
        "forecasters": scores.forecasters,
        "brier": scores.brier,
        "brier_ci": scores.brier_ci,
        "skill": scores.skill,
        "mcb": scores.mcb,
        "dsc": scores.dsc,
        "unc": scores.unc,
        "slope": scores.cox.slope,
        "intercept": scores.cox.intercept,
        "cox_p": scores.cox_p,
    }


def _spread(spread: Spread) -> list[dict[str, Any]]:
    """Return the tenths with how many forecasts lie there, by how their predictions ended."""
    return [
        {"low": low / 10, "high": (low + 1) / 10, "came_true": yes, "did_not": no, "neither": rest}
        for low, (yes, no, rest) in enumerate(
            zip(spread.came_true, spread.did_not, spread.neither, strict=True)
        )
    ]


def _due(due: Due) -> dict[str, Any]:
    return {
        "id": due.prediction_id,
        "statement": due.statement,
        "condition": due.condition,
        "deadline": due.deadline,
        "crowd": due.crowd,
        "crowd_says": due.together or None,
        "forecasters": due.forecasters,
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
