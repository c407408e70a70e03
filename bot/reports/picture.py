"""The report's chart: the reliability diagram, or a picture that says there is nothing to draw."""

from bot.charts.reliability import reliability_png
from bot.charts.style import PALETTES, Theme, new_figure, png
from bot.reports import phrases
from bot.reports.model import Report


def calibration_png(report: Report, *, theme: Theme = Theme.LIGHT) -> bytes:
    """Return the reliability chart of the stated forecasts, of the implied ones where only they are."""
    for calibration in report.calibrations:
        if calibration.scores is not None and calibration.scores.curve is not None:
            return reliability_png(
                calibration.scores.curve,
                title=f"{phrases.title(report.ask)}: {phrases.period(report.ask)}, "
                f"{calibration.scale}",
                theme=theme,
            )
    return _nothing(theme)


def alternative(report: Report) -> str:
    """Return what the chart shows, for those who do not see it."""
    for calibration in report.calibrations:
        if calibration.scores is not None and calibration.scores.curve is not None:
            return (
                f"Reliability diagram of {calibration.scale} probabilities, "
                f"{phrases.basis(calibration)}. Brier {phrases.brier(calibration)}. "
                f"{calibration.sentence}"
            )
    return "No chart: nothing was scored yet."


def _nothing(theme: Theme) -> bytes:
    figure = new_figure(theme)
    figure.text(
        0.5,
        0.5,
        "Not enough data: nothing was scored yet",
        ha="center",
        fontsize=18,
        color=PALETTES[theme].ink,
    )
    return png(figure)
