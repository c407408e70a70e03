"""The phrases that all forms of a report share, so that they never disagree about a number."""

from datetime import datetime

from bot.charts import alt
from bot.render import words
from bot.reports.model import Ask, Calibration, Leader, Report, Scale, Settled
from predictions.model import ForecasterKind
from predictions.text import one_line
from predictions.times import zone
from scoring.report import ScoreReport
from scoring.skill import ENOUGH
from storage.tallies import Due

SCALES = {Scale.STATED: "Stated probabilities", Scale.IMPLIED: "Read from words (implied)"}
BOARDS = {
    Scale.STATED: "Leaderboard (Brier)",
    Scale.IMPLIED: "Leaderboard, implied (Brier)",
}
ORDER = "Where the 95 % intervals overlap, the order can be chance."
AVERAGED = (
    "Scores are averages over the time for which forecasts stood: where people update, that favours "
    "a little whoever expects the event that ends a question."
)
KINDS = {ForecasterKind.PERSON: "member", ForecasterKind.AUTHOR: "author"}


def title(ask: Ask) -> str:
    """Return what a report is about, in a line."""
    parts = ["Report"]
    if ask.forecaster:
        parts.append(f"on {one_line(ask.forecaster)}")
    if ask.tag:
        parts.append(f"on “{one_line(ask.tag)}”")
    return " ".join(parts)


def period(ask: Ask) -> str:
    """Return when what a report tells of was resolved."""
    match ask.since, ask.until:
        case None, None:
            return "all time"
        case since, None:
            return f"since {day(since, ask.time_zone)}"
        case None, until:
            return f"before {day(until, ask.time_zone)}"
        case since, until:
            return f"{day(since, ask.time_zone)} to before {day(until, ask.time_zone)}"


def day(at: datetime | None, time_zone: str) -> str:
    """Return a moment's day in a zone, with the time where it is not midnight."""
    if at is None:
        return ""
    local = at.astimezone(zone(time_zone))
    return f"{local:%Y-%m-%d}" if f"{local:%H%M}" == "0000" else f"{local:%Y-%m-%d %H:%M}"


def date(at: datetime, time_zone: str) -> str:
    """Return the day on which a moment falls in a zone."""
    return f"{at.astimezone(zone(time_zone)):%Y-%m-%d}"


def number(value: float | None, digits: int = 3) -> str:
    """Return a score, or a dash where there is none."""
    return "—" if value is None else f"{value:.{digits}f}"


def chance(value: float | None) -> str:
    """Return a probability or rate, or a dash."""
    return "—" if value is None else words.percent(value)


def interval(ends: tuple[float, float] | None) -> str:
    """Return an interval, or nothing."""
    return "" if ends is None else f"{ends[0]:.3f} to {ends[1]:.3f}"


def brier(calibration: Calibration) -> str:
    """Return the Brier score with its interval."""
    scores = calibration.scores
    if scores is None:
        return "—"
    ends = f" (95 %: {interval(scores.brier_ci)})" if scores.brier_ci else ""
    return f"{number(scores.brier)}{ends}"


def parts(scores: ScoreReport) -> str:
    """Return the three parts of a Brier score."""
    by_chance = scores.mcb_by_chance
    chance = "" if by_chance is None else f" ({by_chance:.3f} by chance alone)"
    return (
        f"Miscalibration {scores.mcb:.3f}{chance}, discrimination {scores.dsc:.3f}, "
        f"uncertainty {scores.unc:.3f}"
    )


def skill(scores: ScoreReport) -> str:
    """Return the skill against the base rate, where there are enough questions to speak of one."""
    if scores.questions < ENOUGH:
        return f"told from {ENOUGH} questions on"
    return "—" if scores.skill is None else f"{scores.skill:+.3f}"


def basis(calibration: Calibration) -> str:
    """Return what a calibration rests on."""
    scores = calibration.scores
    if scores is None:
        return decided_early(calibration.waiting) or "nothing scored yet"
    early = decided_early(calibration.waiting, more=" more")
    return (
        f"{words.plural(scores.n, 'forecast')} on {words.plural(scores.questions, 'prediction')} "
        f"by {words.plural(scores.forecasters, 'forecaster')}{'; ' if early else ''}{early}"
    )


def reliability_alt(calibration: Calibration) -> str:
    """Return what a reliability diagram shows, for those who do not see it."""
    scores = calibration.scores
    if scores is None or scores.curve is None:
        return "No chart: nothing was scored yet."
    partial = f"; {scores.soft:,} of them on partial outcomes, not drawn" if scores.soft else ""
    return (
        f"{calibration.sentence} Brier {brier(calibration)}, {calibration.scale} probabilities, "
        f"{basis(calibration)}{partial}. {alt.reliability_alt(scores.curve)}"
    )


def leader_interval(leader: Leader) -> str:
    """Return the interval of a leader's score."""
    if leader.low is None or leader.high is None:
        return "—"
    return interval((leader.low, leader.high))


def waiting(pending: int) -> str:
    """Return how many predictions came true early and count from their deadline on."""
    return "1 waits for its deadline" if pending == 1 else f"{pending:,} wait for their deadline"


def decided_early(count: int, more: str = "") -> str:
    """Say that predictions do not count yet, and from when on; nothing where there are none."""
    if count < 2:
        return f"1{more} was decided early and waits for its deadline" if count else ""
    return f"{count:,}{more} were decided early and wait for their deadline"


def counted(report: Report) -> str:
    """Return the counts in a line."""
    counts = report.counts
    parts = [f"{counts.resolved:,} resolved"]
    if counts.void:
        parts[0] += f" ({counts.void:,} void)"
    parts += [f"{counts.pending:,} pending", f"{counts.overdue:,} overdue"]
    if counts.withdrawn:
        parts.append(f"{counts.withdrawn:,} withdrawn")
    return ", ".join(parts)


def beside(report: Report) -> str:
    """Say of how many that ended the means do not tell; nothing where there are none."""
    count = report.counts.valued
    if not count:
        return ""
    what = "1 choice, number or day" if count == 1 else f"{count:,} choices, numbers or days"
    own = "with its own score" if count == 1 else "each with its own score"
    return (
        "Means, calibration and leaderboards are of yes-or-no predictions. "
        f"Not in them: {what}, {own} under Resolved."
    )


def score_of(settled: Settled) -> str:
    """Return the mean score of those who forecast something that ended."""
    return settled.score or number(settled.brier)


def crowd_of(each: Settled | Due) -> str:
    """Return what all said together."""
    return each.together or chance(each.crowd)
