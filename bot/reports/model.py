"""The report: everything that any of its forms shows, in one frozen structure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.charts.shown import Spread
from predictions.model import ForecasterKind
from predictions.outcomes import Outcome
from scoring.calibration_table import CalibrationRow
from scoring.report import ScoreReport
from storage.scope import Scope
from storage.tallies import Counts, Due, Moved

NOTHING_YET = "Not enough data: no forecast in scope has an outcome that is scored yet."
ALL_WAIT = (
    "Not enough data: what is decided so far came before its deadline, and counts from then on."
)


class Scale(StrEnum):
    """Where probabilities come from; the two are never mixed."""

    STATED = "stated"  # numbers that people gave
    IMPLIED = "implied"  # numbers read from words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a report is about: `since` and `until` bound when predictions were resolved.

    Of scores they bound from when on they count, which is a deadline that comes later.
    """

    since: datetime | None = None
    until: datetime | None = None
    forecaster: str | None = None
    forecaster_ids: tuple[int, ...] = ()
    tag: str | None = None
    guild_id: int | None = None
    time_zone: str = "UTC"

    @property
    def scope(self) -> Scope:
        """The same for the ledger."""
        return Scope(
            since=self.since,
            until=self.until,
            forecaster=self.forecaster,
            forecaster_ids=self.forecaster_ids,
            tag=self.tag,
            guild_id=self.guild_id,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A prediction that ended in the period, with how its forecasters did.

    Attributes:
        ended: the outcome as people read it: an option by its name, a number with its unit.
        forecasters: those whose stated forecasts were scored.
        brier: mean of their time-averaged Brier scores, 0 to 1; None where there is none.
        implied: the same of the forecasts that were read from words.
        crowd: median of their last stated probabilities.
        best: who of them did best, with the score.
        score, together: of a choice, a number or a day the mean score with its name, and the crowd
            in words.
    """

    prediction_id: int
    statement: str
    condition: str | None
    outcome: Outcome
    ended: str
    resolved_at: datetime
    happened_at: datetime | None
    forecasters: int
    brier: float | None
    implied: float | None
    crowd: float | None
    best: tuple[str, float] | None
    score: str = ""
    together: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Scores and calibration of one scale; `scores` is None where nothing counts yet.

    `waiting` predictions were decided before their deadline, and count from then on.
    """

    scale: Scale
    scores: ScoreReport | None
    rows: tuple[CalibrationRow, ...]
    waiting: int = 0

    @property
    def sentence(self) -> str:
        """The verdict, or that there is not enough data for one."""
        if self.scores is None:
            return ALL_WAIT if self.waiting else NOTHING_YET
        return self.scores.verdict.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """One forecaster on the leaderboard; see `scoring.leaderboard`.

    `place` is the rank among those on the same scale; None with too few questions for one.
    """

    name: str
    kind: ForecasterKind
    scale: Scale
    brier: float | None
    low: float | None
    high: float | None
    relative: float | None
    questions: int
    pending: int
    coverage: float
    place: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The leaderboard of one scale: the best first, those without a rank last.

    `in_all` counts all of them, `leaders` may be fewer.
    """

    scale: Scale
    leaders: tuple[Leader, ...] = ()
    in_all: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The stated forecasts on what began to count in one month."""

    month: str
    brier: float
    coverage: float
    questions: int
    interval: tuple[float, float] | None = None  # of the mean, 95 %; None with one prediction


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report.

    Attributes:
        settled: what ended in the period, the newest first; `settled_in_all` counts all of it.
        boards: the leaderboards of both scales, the stated one first.
        spread, implied_spread: how many forecasts lie in each tenth; without a period also those
            on predictions that still run.
        movers: of the period, or of the last 30 days where it has no beginning.
    """

    ask: Ask
    made_at: datetime
    counts: Counts
    settled: tuple[Settled, ...]
    settled_in_all: int
    coming: tuple[Due, ...]
    overdue: tuple[Due, ...]
    movers: tuple[Moved, ...]
    stated: Calibration
    implied: Calibration
    boards: tuple[Board, Board]
    months: tuple[Month, ...]
    spread: Spread
    implied_spread: Spread

    @property
    def calibrations(self) -> tuple[Calibration, Calibration]:
        """Both scales, the stated one first."""
        return self.stated, self.implied

    @property
    def spreads(self) -> tuple[tuple[Scale, Spread], ...]:
        """Where the forecasts of both scales lie."""
        return (Scale.STATED, self.spread), (Scale.IMPLIED, self.implied_spread)
