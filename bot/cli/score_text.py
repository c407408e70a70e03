"""The scoring report as a person reads it on the terminal."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.render.words import plural

if TYPE_CHECKING:
    from predictions.scoretable.table import ScoreTable
    from scoring.report import ScoreReport

MOST_LINES = 25  # forecasters shown; a longer table is for programs
SHORT = {
    "no sign of miscalibration": "no sign",
    "no sign of some kinds of miscalibration": "no sign of some",
}


def show(
    table: "ScoreTable",
    whole: "ScoreReport",
    people: dict[str, "ScoreReport"],
    relative: dict[str, float],
    *,
    last: bool,
) -> None:
    """Print the report for a person; `last`: of everybody's last forecasts."""
    from bot.render.terminal import make_console

    console = make_console()
    console.print(whole.verdict.sentence, style="bold", markup=False)
    console.print()
    console.print(_basis(table, whole), markup=False)
    console.print(_figures_table(whole))
    for note in (*_notes_on_rows(table, last=last), *_notes(whole)):
        console.print(note, markup=False)
    if len(people) > 1:
        console.print()
        console.print(_people_table(people, relative))
        for note in _notes_on_people(table, people, relative):
            console.print(note, markup=False)


def _notes_on_rows(table: "ScoreTable", *, last: bool) -> Iterator[str]:
    """Say what in the file itself bears on the figures."""
    if (wrong := table.contradictions()) > 0:
        verb = "has" if wrong == 1 else "have"
        yield (
            f"Check the file: {plural(wrong, 'question')} {verb} more than one outcome. Rows of one "
            "question should agree on what happened."
        )
    if table.weights is None and table.updates():
        rest = "--which first takes one each" if table.at is not None else "a column weight helps"
        yield (
            f"Updates count as often as they were made in the scores, so who updates often weighs more: {rest}."
        )
    if last:
        yield (
            "The last forecast before an event is chosen by the event: where questions end when it "
            "comes, the last ones of calibrated forecasters look far too low. --which first has no "
            "such tilt."
        )


def _notes(report: "ScoreReport") -> Iterator[str]:
    """Say what the figures are worth."""
    if report.cox.slope is None and report.cox.note:
        yield f"No slope: {report.cox.note}."
    if report.certain:
        yield f"Slope and tests leave out {plural(report.certain, 'forecast')} of 0 % or 100 %."
    if report.offset:
        yield (
            f"Slope and tests leave out {plural(report.offset, 'question')} on which forecasts offset "
            "each other, as 80 % and 20 % do: whatever happens there, none of them moves."
        )
    yield _detectable(report)
    if report.power.needed is not None and not report.power.enough:
        yield (
            f"All the kinds named above would take about {report.power.needed:,} questions like "
            "these."
        )
    if report.questions > 1 and report.verdict.kind != "miscalibrated":
        yield (
            "The calibration test holds for one look at a finished record: who looks again with "
            "every resolution goes by the e-value."
        )
    if report.forecasters > 1:
        yield (
            "In a pooled record those who are too sure and those who are too timid can hide one "
            "another."
        )


def _notes_on_people(
    table: "ScoreTable", people: dict[str, "ScoreReport"], relative: dict[str, float]
) -> Iterator[str]:
    """Say how the table of forecasters is to be read."""
    if relative:
        yield (
            "others: mean difference in Brier score from the others on the same questions, below 0 "
            "is better. The scores themselves also depend on who took which questions."
        )
    accused = sum(report.cox_p <= 0.05 for report in people.values())
    if accused or len(people) >= 20:
        verb = "is" if accused == 1 else "are"
        yield (
            f"{accused} of {len(people)} forecasters {verb} called miscalibrated; by chance alone it "
            "would be 1 in 20 on average, and those who share questions are accused together."
        )
    if len(people) > MOST_LINES:
        yield f"{len(people) - MOST_LINES:,} more are in --json."
    left = len(table.forecasters.names) - len(people) if table.forecasters else 0
    if left > 0:
        yield f"Left out, with fewer forecasts: {plural(left, 'forecaster')}."


def _basis(table: "ScoreTable", report: "ScoreReport") -> str:
    """Say what was scored and what was not."""
    text = f"{plural(report.n, 'forecast')} on {plural(report.questions, 'question')}"
    if report.forecasters > 1:
        text += f" by {report.forecasters:,} forecasters"
    notes = [
        (table.pending, "without an outcome yet"),
        (table.void, "ambiguous, annulled or withdrawn"),
        (table.without_probability, "without a probability"),
        (table.other_basis, _other_basis(table)),
        (table.waiting, "decided before their deadline, from which on they count"),
    ]
    left_out = [f"{count:,} {words}" for count, words in notes if count]
    if left_out:
        text += f"; not scored: {', '.join(left_out)}"
    if report.soft:
        text += f"; {report.soft:,} partial outcomes count in scores, not in tests"
    return text + "."


def _other_basis(table: "ScoreTable") -> str:
    """Say on what the forecasts rest that were left out, and how to score them."""
    if table.implied is not None and table.implied.all():
        return "stated by people (--basis stated)"
    return "read from words (--basis implied)"


def _figures_table(report: "ScoreReport") -> Any:
    """Return the table of figures, each with its scale."""
    from rich.table import Table

    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False)
    table.add_column("")
    table.add_column("value (95 % interval)", justify="right")
    table.add_column("scale")
    for name, value, scale in _lines(report):
        table.add_row(name, value, scale)
    return table


def _lines(report: "ScoreReport") -> Iterator[tuple[str, str, str]]:
    """Yield name, value and scale of each figure."""
    from scoring.skill import ENOUGH

    cox = report.cox
    log = _number(report.log_score)
    if report.log_score_infinite:
        log += f" ({report.log_score_infinite} infinite)"
    yield "Brier score", _number(report.brier) + _interval(report.brier_ci), "0 best, 1 worst"
    chance = report.mcb_by_chance
    by_chance = "" if chance is None else f" ({_number(chance)} by chance alone)"
    yield "  miscalibration", _number(report.mcb) + by_chance, "0 best; Brier is this"
    yield "  discrimination", _number(report.dsc), "  minus this (large is good)"
    yield "  uncertainty", _number(report.unc), "  plus this (the questions')"
    enough = report.questions >= ENOUGH
    skill = _number(report.skill) if enough else f"told from {ENOUGH} questions on"
    yield "Skill", skill, "1 best, 0 as the base rate"
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
    yield "Smooth ECE", _number(report.smooth_ece), "0 best, 1 worst; above 0 by chance"
    yield "e-value", _e_value(report), "20 or more: miscalibrated"


def _people_table(people: dict[str, "ScoreReport"], relative: dict[str, float]) -> Any:
    """Return one line per forecaster, best Brier score first."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=True, header_style="bold", box=None, pad_edge=False)
    table.add_column("forecaster", overflow="fold")
    for name in ("n", "Brier", "others", "slope", "p"):
        table.add_column(name, justify="right")
    table.add_column("verdict")
    ordered = sorted(people.items(), key=lambda pair: pair[1].brier)
    for name, report in ordered[:MOST_LINES]:
        shown = "".join(sign if sign.isprintable() else "�" for sign in name) or "(none)"
        kind = report.verdict.kind.value
        table.add_row(
            Text(shown),
            f"{report.n:,}",
            _number(report.brier) + _interval(report.brier_ci),
            f"{relative[name]:+.3f}" if name in relative else "",
            _number(report.cox.slope),
            _p_value(report.cox_p),
            SHORT.get(kind, kind),
        )
    return table


def _detectable(report: "ScoreReport") -> str:
    """Say what these forecasts could have shown."""
    found = report.detectable
    shifts = [
        f"{value:.2f} logits too {side}"
        for value, side in ((found.shift_up, "low"), (found.shift_down, "high"))
        if value is not None
    ]
    parts = [] if found.slope_below is None else [f"a slope of {found.slope_below:.2f} or less"]
    parts += [] if found.slope_above is None else [f"a slope of {found.slope_above:.2f} or more"]
    parts += [f"probabilities {' or '.join(shifts)}"] if shifts else []
    if not parts:
        return "With these forecasts no kind of miscalibration would be noticed with 80 % power."
    return (
        f"Noticeable with 80 % power: {', '.join(parts)}. Slope 0.6 says 90 % where 79 % is right, "
        "slope 1.8 where 98 % is; half a logit too low says 50 % for 62 %."
    )


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
