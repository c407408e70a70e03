"""The report as tables on the terminal."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.reports import phrases
from bot.reports.model import Board, Calibration, Report
from predictions.saying import in_words
from predictions.text import one_line
from storage.tallies import Due

MOST = 15  # rows a table; files hold the rest
# Of choices, numbers and days these are words: they take more lines before statements get none.
WORDY = {"Brier": 11, "crowd": 14, "outcome": 14}


def report_view(report: Report) -> Group:
    """Return the report as tables and paragraphs for a terminal."""
    parts: list[RenderableType] = [
        Text(f"{phrases.title(report.ask)}, {phrases.period(report.ask)}", style="bold"),
        Text(phrases.counted(report)),
        *([Text(beside)] if (beside := phrases.beside(report)) else ()),
    ]
    for calibration in report.calibrations:
        if calibration.scores is not None or calibration is report.stated:
            parts += [_heading(phrases.SCALES[calibration.scale]), *_calibration(calibration)]
    if report.settled:
        parts += [_heading("Resolved"), _settled(report), *_more(report.settled_in_all)]
    for board in report.boards:
        if board.leaders:
            parts += [_heading(phrases.BOARDS[board.scale]), _leaders(board), *_more(board.in_all)]
            if len(board.leaders) > 1:
                parts.append(Text(phrases.ORDER, style="dim"))
    if report.coming:
        parts += [_heading("Coming deadlines"), _due(report.coming)]
    if report.overdue:
        parts += [_heading("Overdue"), _due(report.overdue)]
    if report.movers:
        parts += [_heading("Minds changed"), _movers(report)]
    return Group(*parts)


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _more(in_all: int) -> list[RenderableType]:
    return [Text(f"… {in_all:,} in all", style="dim")] if in_all > MOST else []


def _calibration(calibration: Calibration) -> list[RenderableType]:
    scores = calibration.scores
    verdict = Text(calibration.sentence, style="bold")
    if scores is None:
        return [verdict]
    table = _table("said", "came true", "95 % interval", "forecasts", "predictions")
    for row in calibration.rows:
        if row.forecasts:
            table.add_row(
                phrases.chance(row.mean_forecast),
                phrases.chance(row.observed_rate),
                f"{phrases.chance(row.low)} to {phrases.chance(row.high)}",
                str(row.forecasts),
                str(row.questions),
            )
    return [
        verdict,
        Text(
            f"Brier {phrases.brier(calibration)} (0–1, lower is better), skill {phrases.skill(scores)}"
        ),
        Text(f"{phrases.parts(scores)}; {phrases.basis(calibration)}"),
        table,
    ]


def _settled(report: Report) -> Table:
    shown = report.settled[:MOST]
    implied = any(each.implied is not None for each in shown)
    names = ("id", "Brier", *(["implied"] if implied else []), "crowd", "outcome", "statement")
    table = _table(*names, left=2, wordy=WORDY)
    for each in shown:
        table.add_row(
            str(each.prediction_id),
            phrases.score_of(each),
            *([phrases.number(each.implied)] if implied else []),
            Text(phrases.crowd_of(each)),
            Text(one_line(each.ended)),
            Text(in_words(each)),
        )
    return table


def _leaders(board: Board) -> Table:
    table = _table(
        "", "Brier", "95 % interval", "predictions", "coverage", "forecaster", "", left=2
    )
    for leader in board.leaders[:MOST]:
        notes = [phrases.KINDS[leader.kind]]
        notes += [] if leader.place else ["too few for a rank"]
        notes += [phrases.waiting(leader.pending)] if leader.pending else []
        table.add_row(
            f"{leader.place}." if leader.place else "",
            phrases.number(leader.brier),
            phrases.leader_interval(leader),
            str(leader.questions),
            phrases.chance(leader.coverage),
            Text(one_line(leader.name)),
            ", ".join(notes),
        )
    return table


def _due(rows: tuple[Due, ...]) -> Table:
    table = _table("id", "crowd", "deadline", "statement", left=2, wordy=WORDY)
    for due in rows:
        table.add_row(
            str(due.prediction_id),
            Text(phrases.crowd_of(due)),
            due.deadline,
            Text(in_words(due)),
        )
    return table


def _movers(report: Report) -> Table:
    table = _table("id", "before", "after", "forecasters", "statement", left=1)
    for moved in report.movers:
        table.add_row(
            str(moved.prediction_id),
            phrases.chance(moved.before),
            phrases.chance(moved.after),
            str(moved.forecasters),
            Text(in_words(moved)),
        )
    return table


def _table(*names: str, left: int = 0, wordy: Mapping[str, int] | None = None) -> Table:
    """Return a table: numbers to the right, the last `left` columns of words to the left.

    `wordy` are columns that may hold words beside numbers, and how wide they get at most.
    """
    known = wordy or {}
    table = Table(box=None, header_style="dim", pad_edge=False)
    for place, name in enumerate(names):
        table.add_column(
            name,
            justify="right" if place < len(names) - left else "left",
            no_wrap=place < len(names) - left and name not in known,
            overflow="fold",
            max_width=known.get(name),
        )
    return table
