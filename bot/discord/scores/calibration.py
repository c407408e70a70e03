"""A calibration record as a post: the verdict first, then the numbers behind it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.discord.scores.rows import Row
from bot.render import words
from bot.render.post import BLUE, Field, Post, Style
from predictions.text import one_line

if TYPE_CHECKING:
    from scoring.curve import ReliabilityCurve
    from scoring.report import ScoreReport

SEED = 1  # as reports and score have it: of one record all say the same


def scored(rows: Sequence[Row], *, with_curve: bool = True) -> "ScoreReport":
    """Return the scoring report of rows."""
    from scoring.report import score_report  # noqa: PLC0415 (scipy is heavy)

    return score_report(
        forecasts=[row.probability for row in rows],
        outcomes=[row.outcome for row in rows],
        weights=[row.weight for row in rows],
        turns=[row.turn for row in rows],
        clusters=[row.prediction_id for row in rows],
        forecasters=[row.forecaster_id for row in rows],
        seed=SEED,
        with_curve=with_curve,
    )


def calibration_post(
    who: str,
    rows: Sequence[Row],
    report: "ScoreReport | None",
    *,
    waiting: int = 0,
    style: Style,
    scope: str,
) -> Post:
    """Return the calibration record of stated forecasts; implied ones are counted apart.

    `waiting` predictions were decided before their deadline, and are not among the rows.
    """
    from bot.reports import phrases  # noqa: PLC0415 (scipy is heavy)

    implied = [row for row in rows if row.implied]
    title = f"Calibration: {style.said(who)}"
    if report is None:
        text = "No forecasts on yes-or-no predictions that have ended yet."
        if waiting:
            text = f"Nothing counts yet: {phrases.decided_early(waiting)}."
        return Post(title=title, colour=BLUE, text=text, fields=_implied(implied), footer=scope)
    stated = [row for row in rows if not row.implied]
    interval = report.brier_ci
    brier = style.bold(f"{report.brier:.3f}")
    if interval is not None:
        brier += f" (95 %: {interval[0]:.3f}–{interval[1]:.3f})"
    return Post(
        title=title,
        colour=BLUE,
        text=style.bold(report.verdict.sentence),
        fields=(
            Field("Brier (0–1, lower is better)", brier, inline=True),
            Field("Skill against the base rate", phrases.skill(report), inline=True),
            Field(
                "Questions",
                f"{report.questions} ({words.plural(report.n, 'forecast')})"
                + (f"; {phrases.decided_early(waiting, more=' more')}" if waiting else ""),
                inline=True,
            ),
            Field("Said → came true (95 % interval), predictions", _bins(stated)),
            *_implied(implied),
        ),
        footer=f"{scope} · {phrases.parts(report)}",
    )


def chart(curve: "ReliabilityCurve", who: str) -> bytes:
    """Return the reliability chart as a PNG."""
    from bot.charts.reliability import reliability_png  # noqa: PLC0415 (a second of imports)

    return reliability_png(curve, title=f"Calibration: {one_line(who)}", theme="dark")


def _bins(rows: Sequence[Row]) -> str:
    from scoring.reliability import bin_table  # noqa: PLC0415 (scipy is heavy)

    table = bin_table(
        forecasts=[row.probability for row in rows],
        outcomes=[row.outcome for row in rows],
        weights=[row.turn for row in rows],
        clusters=[row.prediction_id for row in rows],
    )
    lines = [
        f"{words.percent(b.mean_forecast):>6} → {words.percent(b.observed_rate):>6} "
        f"({100 * (b.rate_low or 0.0):.0f}–{100 * (b.rate_high or 0.0):.0f} %), {b.clusters}"
        for b in table
        if b.mean_forecast is not None and b.observed_rate is not None
    ]
    return "```\n" + "\n".join(lines) + "\n```"


def _implied(rows: Sequence[Row]) -> tuple[Field, ...]:
    if not rows:
        return ()
    mean = sum(row.brier * row.weight for row in rows) / sum(row.weight for row in rows)
    said = (
        f"Brier {mean:.3f} over {words.plural(len(rows), 'forecast')}; not part of the record above"
    )
    return (Field("Read from words (implied)", said),)
