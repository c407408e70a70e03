"""The `score` command: the full scoring report of any CSV file."""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.drawing import drawn, write_chart
from bot.cli.errors import UserError

if TYPE_CHECKING:
    from predictions.scoretable import ScoreTable
    from scoring.report import ScoreReport

DEFAULT_SEED = 1
MOST_FORECASTERS = 200  # each takes some 20 ms; more are left out and counted
WHOLE_DRAWS, FORECASTER_DRAWS = 2000, 999


@click.command("score", epilog="Example: calledit score forecasts.csv --png reliability.png")
@click.argument("file", metavar="FILE.csv|-")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@drawn("Write the reliability chart to this file.")
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=DEFAULT_SEED,
    show_default=True,
    help="Seed of the simulations; the same seed gives the same report.",
)
@click.option(
    "--which",
    type=click.Choice(["all", "first", "last"]),
    default="all",
    show_default=True,
    help="Which forecasts of a forecaster on a question count, by the column at.",
)
def score_command(
    *,
    file: str,
    as_json: bool,
    png_file: Path | None,
    theme: str,
    force: bool,
    seed: int,
    which: str,
) -> None:
    """Score any CSV of forecasts and outcomes.

    The file has the columns probability and outcome, and optionally question, forecaster, weight
    and at (when the forecast was made). Probabilities are 0.7 or 70 %, outcomes 1, 0, yes, no or
    a fraction; rows without an outcome are counted as pending. Forecasts of the same question are
    never taken for independent evidence.
    """
    from bot.reports.files import refuse_existing
    from predictions.scoretable import read_score_table

    refuse_existing([png_file] if png_file else [], force=force)
    table = _chosen(read_score_table(_bytes(file)), which)
    whole = _report(table, seed=seed)
    people = dict(_per_forecaster(table, seed=seed))
    chart = _chart(whole, file, theme) if png_file is not None else b""
    if as_json:
        click.echo(json.dumps(_as_json(table, whole, people), allow_nan=False))
    else:
        _show(table, whole, people)
    if png_file is not None:
        write_chart(png_file, chart, force=force, quiet=as_json)


def _bytes(file: str) -> bytes:
    """Return the file, or what comes in on the standard input."""
    if file == "-":
        return sys.stdin.buffer.read()
    path = Path(file)
    if path.is_dir():
        raise UserError(f"{file} is a folder; give a CSV file.")
    return path.read_bytes()


def _chosen(table: "ScoreTable", which: str) -> "ScoreTable":
    """Keep the first or last forecast of each forecaster on each question."""
    if which == "all":
        return table
    if table.at is None or table.questions is None:
        raise UserError(f"--which {which} needs the columns question and at.")
    import numpy as np

    from scoring.selection import as_of, first

    pair = table.questions.codes
    if table.forecasters is not None:
        pair = pair * len(table.forecasters.names) + table.forecasters.codes
    if which == "first":
        return table.rows(first(times=table.at, closed_at=np.inf, groups=pair))
    return table.rows(as_of(times=table.at, at=np.inf, groups=pair))


def _report(table: "ScoreTable", *, seed: int, only: int | None = None) -> "ScoreReport":
    """Return the report of all rows, or of one forecaster's."""
    import numpy as np

    from scoring.report import score_report

    rows: Any = slice(None)
    if only is not None and table.forecasters is not None:
        rows = np.flatnonzero(table.forecasters.codes == only)
    return score_report(
        forecasts=table.forecasts[rows],
        outcomes=table.outcomes[rows],
        weights=None if table.weights is None else table.weights[rows],
        clusters=None if table.questions is None else table.questions.codes[rows],
        forecasters=None if table.forecasters is None else table.forecasters.codes[rows],
        seed=seed,
        draws=WHOLE_DRAWS if only is None else FORECASTER_DRAWS,
        with_curve=only is None,
    )


def _per_forecaster(table: "ScoreTable", *, seed: int) -> Iterator[tuple[str, "ScoreReport"]]:
    """Yield the forecasters with the most forecasts and their reports."""
    import numpy as np

    if table.forecasters is None:
        return
    codes, names = table.forecasters.codes, table.forecasters.names
    counted = np.ones(codes.size) if table.weights is None else table.weights > 0.0
    counts = np.bincount(codes, weights=counted, minlength=len(names))
    for code in np.argsort(-counts, kind="stable")[:MOST_FORECASTERS].tolist():
        if counts[code] > 0:
            yield names[code], _report(table, seed=seed, only=code)


def _as_json(
    table: "ScoreTable", whole: "ScoreReport", people: dict[str, "ScoreReport"]
) -> dict[str, Any]:
    """Return the object that `--json` prints: numbers that do not exist or are infinite are null."""
    everyone = 0 if table.forecasters is None else len(table.forecasters.names)
    return {
        **_figures(whole),
        "pending": table.pending,
        "void": table.void,
        "without_probability": table.without_probability,
        "seed": whole.seed,
        "draws": whole.draws,
        "per_forecaster": [
            {"forecaster": name, **_figures(report)} for name, report in people.items()
        ],
        "per_forecaster_omitted": max(everyone - len(people), 0),
    }


def _figures(report: "ScoreReport") -> dict[str, Any]:
    """Return the figures of one report."""
    detectable = report.detectable
    figures = {
        "n": report.n,
        "questions": report.questions,
        "forecasters": report.forecasters,
        "mean_forecast": report.mean_forecast,
        "base_rate": report.base_rate,
        "brier": report.brier,
        "brier_ci": report.brier_ci,
        "brier_scale": "0 (best) to 1",
        "log_score": report.log_score,
        "log_score_infinite": report.log_score_infinite,
        "log_score_finite": report.log_score_finite,
        "log_score_clipped": report.log_score_clipped,
        "log_score_clipped_at": 0.01,
        "log_score_scale": "natural logarithm, 0 (best) to infinity",
        "mcb": report.mcb,
        "dsc": report.dsc,
        "unc": report.unc,
        "skill": report.skill,
        "smooth_ece": report.smooth_ece,
        "intercept": report.cox.intercept,
        "slope": report.cox.slope,
        "intercept_ci": report.cox.intercept_ci,
        "slope_ci": report.cox.slope_ci,
        "cox_note": report.cox.note,
        "cox_p": report.cox_p,
        "cox_method": report.cox_method,
        "spiegelhalter_z": report.spiegelhalter_z,
        "spiegelhalter_p": report.spiegelhalter_p,
        "mcb_p": report.mcb_p,
        "e_value": report.e_value,
        "log_e_value": report.log_e_value,
        "certain": report.certain,
        "certain_wrong": report.certain_wrong,
        "soft_outcomes": report.soft,
        "verdict": report.verdict.sentence,
        "verdict_kind": report.verdict.kind.value,
        "detectable": {
            "power": detectable.power,
            "slope_below": detectable.slope_below,
            "slope_above": detectable.slope_above,
            "shift_up": detectable.shift_up,
            "shift_down": detectable.shift_down,
        },
        "power": {alternative.name: chance for alternative, chance in report.power.of},
    }
    return {name: _finite(value) for name, value in figures.items()}


def _finite(value: Any) -> Any:
    """Return a value that JSON can hold: infinite and missing numbers become null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, tuple):
        return [_finite(part) for part in value]
    return value


def _chart(report: "ScoreReport", file: str, theme: str) -> bytes:
    """Return the reliability chart."""
    from bot.charts.reliability import reliability_png

    if report.curve is None:
        raise UserError("There is no reliability chart: every outcome is a fraction.")
    title = Path(file).name if file != "-" else "forecasts"
    return reliability_png(report.curve, title=title, theme=theme)


def _show(table: "ScoreTable", whole: "ScoreReport", people: dict[str, "ScoreReport"]) -> None:
    """Print the report for a person."""
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    console.print(whole.verdict.sentence, style="bold", markup=False)
    console.print()
    console.print(_basis(table, whole), markup=False)
    console.print(_figures_table(whole))
    console.print(_detectable(whole), markup=False)
    if len(people) > 1:
        console.print()
        console.print(_people_table(people))
        left = len(table.forecasters.names) - len(people) if table.forecasters else 0
        if left > 0:
            console.print(f"{left:,} forecasters with fewer forecasts are not shown.")


def _basis(table: "ScoreTable", report: "ScoreReport") -> str:
    """Say what was scored and what was not."""
    text = f"{_count(report.n, 'forecast')} on {_count(report.questions, 'question')}"
    if report.forecasters > 1:
        text += f" by {report.forecasters:,} forecasters"
    notes = [
        (table.pending, "without an outcome yet"),
        (table.void, "ambiguous or annulled"),
        (table.without_probability, "without a probability"),
    ]
    left_out = [f"{count:,} {words}" for count, words in notes if count]
    if left_out:
        text += f"; not scored: {', '.join(left_out)}"
    if report.soft:
        text += f"; {report.soft:,} partial outcomes count in scores, not in tests"
    return text + "."


def _count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _figures_table(report: "ScoreReport") -> Any:
    """Return the table of figures, each with its scale."""
    from rich.table import Table

    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False)
    table.add_column("")
    table.add_column("value", justify="right")
    table.add_column("scale")
    for name, value, scale in _lines(report):
        table.add_row(name, value, scale)
    return table


def _lines(report: "ScoreReport") -> Iterator[tuple[str, str, str]]:
    """Yield name, value and scale of each figure."""
    cox = report.cox
    log = _number(report.log_score)
    if report.log_score_infinite:
        log += f" ({report.log_score_infinite} infinite)"
    yield "Brier score", _number(report.brier) + _interval(report.brier_ci), "0 best, 1 worst"
    yield "  miscalibration", _number(report.mcb), "0 best; Brier is this"
    yield "  discrimination", _number(report.dsc), "  minus this (large is good)"
    yield "  uncertainty", _number(report.unc), "  plus this (the questions')"
    yield "Skill", _number(report.skill), "1 best, 0 as the base rate"
    yield "Logarithmic score", log, "0 best, 0.693 for 50 %"
    if report.log_score_infinite:
        yield "  clipped at 1 %", _number(report.log_score_clipped), "not a proper score"
    yield "Slope", _number(cox.slope) + _interval(cox.slope_ci), "1 right, below: overconfident"
    yield (
        "Intercept",
        _number(cox.intercept) + _interval(cox.intercept_ci),
        "0 right, above: too low",
    )
    yield "Calibration test p", _p_value(report.cox_p), f"Cox, {report.cox_method}"
    yield "Spiegelhalter z", _number(report.spiegelhalter_z), "0 right, above: overconfident"
    yield "Smooth ECE", _number(report.smooth_ece), "0 best, 1 worst"
    yield "e-value", _e_value(report), "20 or more: miscalibrated"


def _people_table(people: dict[str, "ScoreReport"]) -> Any:
    """Return one line per forecaster."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False)
    table.add_column("forecaster", overflow="fold")
    for name in ("n", "Brier", "miscal.", "discr.", "slope", "p"):
        table.add_column(name, justify="right")
    table.add_column("verdict")
    for name, report in sorted(people.items(), key=lambda pair: pair[1].brier):
        shown = "".join(sign if sign.isprintable() else "�" for sign in name) or "(none)"
        table.add_row(
            Text(shown),
            str(report.n),
            *(_number(v) for v in (report.brier, report.mcb, report.dsc, report.cox.slope)),
            _p_value(report.cox_p),
            report.verdict.kind.value,
        )
    return table


def _detectable(report: "ScoreReport") -> str:
    """Say what these forecasts could have shown."""
    found = report.detectable
    parts = [
        _limit("overconfidence from slope", found.slope_below, "down"),
        _limit("underconfidence from slope", found.slope_above, "up"),
        _limit("probabilities too low from", found.shift_up, "logits"),
        _limit("too high from", found.shift_down, "logits"),
    ]
    seen = [part for part in parts if part]
    if not seen:
        return "With these forecasts no kind of miscalibration would be noticed with 80 % power."
    return f"Noticeable with 80 % power: {', '.join(seen)}."


def _limit(words: str, value: float | None, unit: str) -> str:
    """Return one limit of what is noticeable."""
    return "" if value is None else f"{words} {value:.2f} {unit}"


def _number(value: float | None) -> str:
    """Return a number for people."""
    if value is None:
        return "n/a"
    if math.isinf(value):
        return "infinite" if value > 0 else "-infinite"
    return f"{value:.3f}" if abs(value) < 1000 else f"{value:,.0f}"


def _e_value(report: "ScoreReport") -> str:
    """Return an e-value for people, as a power of ten where it is beyond counting."""
    if abs(report.log_e_value) < 10.0 or math.isinf(report.log_e_value):
        return _number(report.e_value)
    return f"10^{report.log_e_value / math.log(10.0):.0f}"


def _p_value(value: float) -> str:
    """Return a p-value for people."""
    return "< 0.001" if value < 0.001 else _number(value)


def _interval(ends: tuple[float, float] | None) -> str:
    """Return an interval for people."""
    return "" if ends is None else f" ({_number(ends[0])} to {_number(ends[1])})"
