"""The `score` command: the full scoring report of any CSV file."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.csvfile import bytes_of, faults_of
from bot.cli.drawing import drawn, write_chart
from bot.errors import UserError

if TYPE_CHECKING:
    from predictions.scoretable.table import ScoreTable
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
@click.option(
    "--basis",
    type=click.Choice(["all", "stated", "implied"]),
    help="By the column basis: numbers that people gave, or those read from words. Where a file "
    "holds both, the default is stated: the two are never mixed unasked.",
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
    basis: str | None,
) -> None:
    """Score any CSV of forecasts and outcomes.

    The file has the columns probability and outcome, and optionally question, forecaster, weight,
    at (when the forecast was made), deadline (until that day is over a question does not count) and
    basis (what it rests on, as in our own forecasts.csv). Probabilities are 0.7 or 70 %, outcomes 1, 0, yes, no or
    a fraction; rows without an outcome are counted as pending. Forecasts of the same question are
    never taken for independent evidence.
    """
    from bot.cli.score_text import show
    from bot.reports.files import refuse_existing

    refuse_existing([png_file] if png_file else [], force=force)
    with faults_of(file):
        read = _read(bytes_of(file))
    every = _of_basis(_past_deadline(read), basis)
    table = _chosen(every, which)
    turns = _turns(table)
    whole = _report(table, turns, seed=seed)
    people = dict(_per_forecaster(table, turns, seed=seed))
    relative = _relative(table)
    chart = _chart(whole, file, theme) if png_file is not None else b""
    if as_json:
        click.echo(json.dumps(_as_json(table, whole, people, relative), allow_nan=False))
    else:
        show(table, whole, people, relative, last=which == "last" and every.updates() > 0)
    if png_file is not None:
        write_chart(png_file, chart, force=force, quiet=as_json)


def _read(data: bytes) -> "ScoreTable":
    """Return the table of a file; of another platform's export say who reads it."""
    from predictions.errors import InvalidValue
    from predictions.interchange.anybody import text_of
    from predictions.interchange.headings import is_table_of_forecasts
    from predictions.scoretable.reading import LacksColumn, read_score_table

    try:
        return read_score_table(data)
    except LacksColumn as error:
        if not is_table_of_forecasts(text_of(data)):
            raise
        said = f"{error.problem}. calledit import reads it, and calledit report scores it then"
        raise InvalidValue("file", said) from None


def _past_deadline(table: "ScoreTable") -> "ScoreTable":
    """Leave out what was decided before its deadline, until that has passed; see `bot.reports.counting`."""
    import numpy as np

    from bot.clock import system_clock

    if table.deadlines is None:
        return table
    waits = table.deadlines > system_clock().timestamp()
    waiting = int(waits.sum())
    if waiting == waits.size:
        raise UserError(
            "Everything in this file was decided before its deadline, and counts from then on: "
            "until then only what comes early is decided. Without the column deadline all counts."
        )
    return replace(table.rows(np.flatnonzero(~waits)), waiting=waiting) if waiting else table


def _of_basis(table: "ScoreTable", basis: str | None) -> "ScoreTable":
    """Keep what people stated, or what was read from words; of a file with both the former."""
    import numpy as np

    if basis is not None and table.implied is None:
        raise UserError("--basis needs the column basis: stated, odds, surveyed or analogue.")
    if basis == "all" or table.implied is None or (basis is None and table.implied.all()):
        return table
    wanted = np.flatnonzero(table.implied == (basis == "implied"))
    if not wanted.size:
        raise UserError(f"There is no {basis} forecast with an outcome in this file.")
    return replace(table.rows(wanted), other_basis=table.forecasts.size - wanted.size)


def _chosen(table: "ScoreTable", which: str) -> "ScoreTable":
    """Keep the first or last forecast of each forecaster on each question."""
    if which == "all":
        return table
    if table.at is None or table.questions is None:
        raise UserError(f"--which {which} needs the columns question and at.")
    import numpy as np

    from scoring.selection import as_of, first

    pair = table.pairs()
    if which == "first":
        return table.rows(first(times=table.at, closed_at=np.inf, groups=pair))
    return table.rows(as_of(times=table.at, at=np.inf, groups=pair))


def _report(
    table: "ScoreTable", turns: Any, *, seed: int, only: int | None = None
) -> "ScoreReport":
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
        turns=None if turns is None else turns[rows],
        clusters=None if table.questions is None else table.questions.codes[rows],
        forecasters=None if table.forecasters is None else table.forecasters.codes[rows],
        seed=seed,
        draws=WHOLE_DRAWS if only is None else FORECASTER_DRAWS,
        with_curve=only is None,
    )


def _turns(table: "ScoreTable") -> Any:
    """Return weights for calibration; None where the file does not say when forecasts were made."""
    from bot.reports.scored import SLIP
    from scoring.overtime import in_turn

    if table.at is None or table.questions is None:
        return None
    counted = None if table.weights is None else table.weights > 0.0
    return in_turn(times=table.at, groups=table.pairs(), counted=counted, slip=SLIP)


def _per_forecaster(
    table: "ScoreTable", turns: Any, *, seed: int
) -> Iterator[tuple[str, "ScoreReport"]]:
    """Yield the forecasters with the most forecasts and their reports."""
    import numpy as np

    if table.forecasters is None:
        return
    codes, names = table.forecasters.codes, table.forecasters.names
    counted = np.ones(codes.size) if table.weights is None else table.weights > 0.0
    counts = np.bincount(codes, weights=counted, minlength=len(names))
    for code in np.argsort(-counts, kind="stable")[:MOST_FORECASTERS].tolist():
        if counts[code] > 0:
            yield names[code], _report(table, turns, seed=seed, only=code)


def _relative(table: "ScoreTable") -> dict[str, float]:
    """Return each forecaster's mean difference from the others on the same questions."""
    from scoring.brier import brier
    from scoring.leaderboard import leaderboard

    if table.forecasters is None or table.questions is None:
        return {}
    board = leaderboard(
        scores=brier(forecasts=table.forecasts, outcomes=table.outcomes),
        forecasters=table.forecasters.codes,
        questions=table.questions.codes,
        weights=table.weights,
    )
    gaps = zip(board.forecasters.tolist(), board.relative.tolist(), strict=True)
    present = sorted(set(table.forecasters.codes.tolist()))
    names = [table.forecasters.names[code] for code in present]
    return {names[place]: gap for place, gap in gaps if not math.isnan(gap)}


def _as_json(
    table: "ScoreTable",
    whole: "ScoreReport",
    people: dict[str, "ScoreReport"],
    relative: dict[str, float],
) -> dict[str, Any]:
    """Return the object that `--json` prints: numbers that do not exist or are infinite are null."""
    everyone = 0 if table.forecasters is None else len(table.forecasters.names)
    return {
        **_figures(whole),
        "pending": table.pending,
        "void": table.void,
        "without_probability": table.without_probability,
        "contradictions": table.contradictions(),
        "updates": table.updates(),
        "other_basis": table.other_basis,
        "waiting": table.waiting,
        "seed": whole.seed,
        "draws": whole.draws,
        "per_forecaster": [
            {"forecaster": name, **_figures(report), "relative_brier": relative.get(name)}
            for name, report in people.items()
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
        "mcb_by_chance": report.mcb_by_chance,
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
        "offset_questions": report.offset,
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
        "questions_needed": report.power.needed,
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
