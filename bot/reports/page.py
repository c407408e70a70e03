"""The report as one self-contained HTML page: no network, both themes, for screen and paper."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from bot.render import words
from bot.reports import drawing, phrases
from bot.reports.model import Report, Scale
from predictions.saying import in_words
from predictions.text import one_line

LONGEST_STATEMENT = 220  # a thousand of them must fit into the page's 500 kB


def page(report: Report) -> str:
    """Return the report as one HTML page that needs nothing else: styles and charts are inside."""
    return _template().render(
        report=report,
        title=phrases.title(report.ask),
        period=phrases.period(report.ask),
        counted=phrases.counted(report),
        charts={scale.scale: drawing.reliability(scale) for scale in report.calibrations},
        over_time=drawing.over_time(report.months),
        spreads=[
            (scale, spread, chart)
            for scale, spread in report.spreads
            if (chart := drawing.distribution(spread)) is not None
        ],
        stated=Scale.STATED,
    )


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("bot.reports", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        said=lambda text: words.cut(one_line(text), LONGEST_STATEMENT),
        line=lambda claim: in_words(claim, LONGEST_STATEMENT),
        number=phrases.number,
        thousands="{:,}".format,
        chance=phrases.chance,
        day=phrases.day,
        date=phrases.date,
        interval=phrases.interval,
    )
    environment.globals.update(phrases=phrases)
    return environment.get_template("page.html.j2")
