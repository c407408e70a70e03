"""From the ledger to the report: what is read, and what is made of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np

from bot.charts.shown import Counts, Spread, tenths
from bot.render import words
from bot.reports.counting import Counting, to_be_read
from bot.reports.leading import boards
from bot.reports.model import Ask, Calibration, Month, Report, Scale, Settled
from bot.reports.results import Results, results
from bot.reports.scored import Bools, Ints, Scored, chosen, gathered, scored
from bot.reports.valued import Told, told, with_crowds
from predictions.model import ForecasterKind
from predictions.outcomes import Verdict
from scoring.brier import mean_brier_interval
from scoring.calibration_table import CalibrationRow, calibration_rows
from scoring.calibration_tests import DRAWS
from scoring.report import ScoreReport, score_report
from storage import records, tallies
from storage.ledger import Session
from storage.records import Question, moment
from storage.scope import Scope
from storage.valued import valued

SEED = 1  # as `calledit score` takes it, so that both say the same
ROW_DRAWS = 1_000
WORK, FEWEST = 2_000_000, 200
MOST_SETTLED = 1_000
MOST_LISTED = 10
MOST_LEADERS = 200  # on each scale
MOVING = timedelta(days=30)

People = dict[int, tuple[str, ForecasterKind]]


def build(session: Session, ask: Ask, *, now: datetime) -> Report:
    """Return the report that was asked for, as the ledger stands."""
    scope = ask.scope
    counting = Counting.of(scope, now=now)
    every = gathered(filter(None, map(scored, records.batches(session, to_be_read(scope)))))
    if every is not None:
        every = chosen(every, counting.begun(every.counts_at))
    found = results(every) if every is not None else None
    people = records.forecasters(session)
    counts = tallies.counts(session, scope, now=now)
    given = tallies.given(session, scope)
    until = ask.until or now
    return Report(
        ask=ask,
        made_at=now,
        counts=counts,
        settled=tuple(_settled_in(session, scope, found, people)),
        settled_in_all=counts.resolved,
        coming=with_crowds(
            session, tallies.coming(session, scope, now=now, limit=MOST_LISTED), now=now
        ),
        overdue=with_crowds(
            session, tallies.overdue(session, scope, now=now, limit=MOST_LISTED), now=now
        ),
        movers=tuple(
            tallies.movers(
                session,
                scope,
                since=ask.since or until - MOVING,
                until=until,
                now=now,
                limit=MOST_LISTED,
            )
        ),
        stated=calibration(every, Scale.STATED, counting),
        implied=calibration(every, Scale.IMPLIED, counting),
        boards=boards(found, people, until=counting.until, most=MOST_LEADERS),
        months=_months(found, counting),
        spread=_spread(given, implied=False),
        implied_spread=_spread(given, implied=True),
    )


def calibration(every: Scored | None, scale: Scale, counting: Counting) -> Calibration:
    """Return scores and calibration of the forecasts of one scale on what counts."""
    mine = on_scale(every, scale)
    if mine is None:
        return Calibration(scale=scale, scores=None, rows=())
    ended = counting.ended(mine.counts_at)
    waiting = int(np.unique(mine.prediction[~ended & (mine.weight > 0.0)]).size)
    counted = chosen(mine, ended)
    if counted is None or not counted.weight.any():
        return Calibration(scale=scale, scores=None, rows=(), waiting=waiting)
    return Calibration(
        scale=scale, scores=scores_of(counted), rows=rows_of(counted), waiting=waiting
    )


def on_scale(every: Scored | None, scale: Scale) -> Scored | None:
    """Return the forecasts of one scale; None where there is none."""
    if every is None:
        return None
    return chosen(every, every.implied == (scale is Scale.IMPLIED))


def scores_of(scores: Scored) -> ScoreReport:
    """Return the scoring report: scores by the time that forecasts stood, calibration in turn."""
    return score_report(
        forecasts=scores.probability,
        outcomes=scores.target,
        weights=scores.weight,
        turns=scores.turn,
        clusters=scores.prediction,
        forecasters=scores.forecaster,
        seed=SEED,
        draws=DRAWS,
    )


def rows_of(scores: Scored) -> tuple[CalibrationRow, ...]:
    """Return the calibration table, a forecaster's forecasts on a prediction in turn."""
    return calibration_rows(
        forecasts=scores.probability,
        outcomes=scores.target,
        weights=scores.turn,
        clusters=scores.prediction,
        seed=SEED,
        draws=min(ROW_DRAWS, max(WORK // scores.at.size, FEWEST)),
    )


def _settled_in(
    session: Session, scope: Scope, found: Results | None, people: People
) -> Iterator[Settled]:
    """Yield what ended, the newest first."""
    newest = records.newest(session, scope, limit=MOST_SETTLED)
    others = [each.prediction_id for each in newest if each.verdict == Verdict.VALUE.value]
    # Their options, units and forecasts are wanted of few; reports are about yes and no.
    known = {
        each.prediction.id: told(each, people)
        for each in valued(session, others, scope.people(session))
    }
    for question in newest:
        yield _settled(question, found, people, known.get(question.prediction_id))


def _settled(
    question: Question, found: Results | None, people: People, other: Told | None
) -> Settled:
    outcome = question.outcome
    assert outcome is not None  # noqa: S101 (only what ended is asked for)
    assert question.resolved_at is not None  # noqa: S101
    if other is not None:
        return Settled(
            prediction_id=question.prediction_id,
            statement=question.statement,
            condition=question.condition,
            outcome=outcome,
            ended=other.ended,
            resolved_at=moment(question.resolved_at),
            happened_at=moment(question.happened_at) if question.happened_at else None,
            forecasters=other.forecasters,
            brier=None,
            implied=None,
            crowd=None,
            best=other.best,
            score=other.score,
            together=other.crowd,
        )
    stated: list[int] = []
    implied: list[int] = []
    if found is not None:
        begin, end = np.searchsorted(
            found.prediction, [question.prediction_id, question.prediction_id + 1]
        ).tolist()
        known = [n for n in range(begin, end) if found.forecasts[n]]
        stated = [n for n in known if not found.implied[n]]
        implied = [n for n in known if found.implied[n]]
    best = min(stated, key=lambda n: (found.brier[n], n)) if found is not None and stated else None
    return Settled(
        prediction_id=question.prediction_id,
        statement=question.statement,
        condition=question.condition,
        outcome=outcome,
        ended=words.outcome(outcome),
        resolved_at=moment(question.resolved_at),
        happened_at=moment(question.happened_at) if question.happened_at else None,
        forecasters=len(stated),
        brier=_mean(found, stated),
        implied=_mean(found, implied),
        crowd=float(np.median(found.last[stated])) if found is not None and stated else None,
        best=(people[int(found.forecaster[best])][0], float(found.brier[best]))
        if found is not None and best is not None
        else None,
    )


def _mean(found: Results | None, entries: list[int]) -> float | None:
    if found is None or not entries:
        return None
    return float(found.brier[entries].mean())


def _months(found: Results | None, counting: Counting) -> tuple[Month, ...]:
    """Return the stated forecasts by the month from which on their predictions count."""
    if found is None:
        return ()
    used = ~found.implied & (found.forecasts > 0) & counting.ended(found.counts_at)
    if not used.any():
        return ()
    months = (found.counts_at[used] * 1e6).astype(np.int64).astype("datetime64[us]")
    names, which = np.unique(months.astype("datetime64[M]"), return_inverse=True)
    count = np.bincount(which)
    brier = np.bincount(which, weights=found.brier[used]) / count
    coverage = np.bincount(which, weights=found.coverage[used]) / count
    pairs = np.unique(np.stack((which, found.prediction[used])), axis=1)
    questions = np.bincount(pairs[0])
    return tuple(
        Month(month=str(name), brier=b, coverage=c, questions=q, interval=ends)
        for name, b, c, q, ends in zip(
            names,
            brier.tolist(),
            coverage.tolist(),
            questions.tolist(),
            _intervals(found, used, which),
            strict=True,
        )
    )


def _intervals(found: Results, used: Bools, which: Ints) -> list[tuple[float, float] | None]:
    """Return the interval of each month's mean."""
    scores, turned = found.brier[used], found.turned[used]
    about = found.prediction[used]
    return [
        mean_brier_interval(scores=scores[mine], turned=turned[mine], clusters=about[mine])
        for mine in (which == month for month in range(int(which.max()) + 1))
    ]


def _spread(given: list[tallies.Given], *, implied: bool) -> Spread:
    """Return how many forecasts of a scale lie in each tenth, by how their predictions ended."""

    def of(*verdicts: Verdict | None) -> Counts:
        mine = [each for each in given if each.implied is implied and each.verdict in verdicts]
        return tenths([each.probability for each in mine], [each.forecasts for each in mine])

    others = (None, *(verdict for verdict in Verdict if verdict not in (Verdict.YES, Verdict.NO)))
    return Spread(came_true=of(Verdict.YES), did_not=of(Verdict.NO), neither=of(*others))
