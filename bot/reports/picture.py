"""The report as a chart: of calibration, of Brier scores over time, or of where forecasts lie."""

from enum import StrEnum

from bot.charts.distribution import distribution_png
from bot.charts.overtime import overtime_png
from bot.charts.reliability import reliability_png
from bot.charts.style import Theme, dress, new_figure, nothing, png
from bot.reports import phrases
from bot.reports.model import Report

NOTHING = "Not enough data: nothing was scored yet"


class Chart(StrEnum):
    """What a report can be drawn as."""

    CALIBRATION = "calibration"
    BRIER = "brier"
    DISTRIBUTION = "distribution"


def report_png(
    report: Report, chart: Chart = Chart.CALIBRATION, *, theme: Theme = Theme.LIGHT
) -> bytes:
    """Return a chart of the report; its words are inside, see `bot.charts.inside`."""
    match chart:
        case Chart.CALIBRATION:
            return _calibration(report, theme)
        case Chart.BRIER:
            title = _title(report, "Brier score by month, stated")
            return overtime_png(report.months, title=title, theme=theme)
        case Chart.DISTRIBUTION:
            return _distribution(report, theme)


def drawable(report: Report) -> bool:
    """Say whether its chart of calibration shows more than that there is not enough data."""
    return any(
        calibration.scores is not None and calibration.scores.curve is not None
        for calibration in report.calibrations
    )


def _calibration(report: Report, theme: Theme) -> bytes:
    """Draw the stated forecasts, and the implied ones where there are only those."""
    for calibration in report.calibrations:
        if calibration.scores is not None and calibration.scores.curve is not None:
            return reliability_png(
                calibration.scores.curve,
                title=_title(report, f"calibration, {calibration.scale}"),
                theme=theme,
                alt=phrases.reliability_alt(calibration),
            )
    figure = new_figure(theme)
    axes = figure.subplots()
    dress(axes, theme, title=_title(report, "calibration"))
    axes.set_axis_off()
    nothing(axes, theme, NOTHING)
    return png(figure, alt=f"No chart. {NOTHING}.")


def _distribution(report: Report, theme: Theme) -> bytes:
    scale, spread = next((each for each in report.spreads if any(each[1].every)), report.spreads[0])
    return distribution_png(spread, title=_title(report, f"forecasts, {scale}"), theme=theme)


def _title(report: Report, what: str) -> str:
    return f"{phrases.title(report.ask)}, {phrases.period(report.ask)}: {what}"
