"""The report as one message, within what Discord allows."""

from collections.abc import Iterable

from bot.render import words
from bot.render.naming import line
from bot.render.post import BLUE, Field, Post, Style
from bot.reports import phrases
from bot.reports.model import Board, Calibration, Report, Scale, Settled
from predictions.outcomes import Verdict

MOST = 5  # lines a field: with statements cut, five fit into 1,024 characters, escapes included
LONGEST_FIELD = 600  # eight of them and the rest fit into an embed's 6,000
LONGEST_STATEMENT = 90
LONGEST_ENDED = 40
RANKED = ("🥇", "🥈", "🥉")


def report_message(report: Report, *, style: Style, mark: str = "", late: str = "") -> Post:
    """Return the report as a post; `late` says that it comes later than it was due."""
    lines = [late] if late else []
    lines += [phrases.counted(report), style.bold(report.stated.sentence)]
    lines += filter(None, [phrases.beside(report)])
    fields = [
        *_calibration(report.stated),
        *(_calibration(report.implied) if report.implied.scores else ()),
        *_list("Resolved", (_settled(each, style) for each in report.settled)),
        *(
            field
            for board in report.boards
            for field in _list(_board(board), _leaders(board, style))
        ),
        *_list(
            "Coming deadlines",
            (
                f"{due.deadline} ({style.said(phrases.crowd_of(due))}) {line(due, style, LONGEST_STATEMENT)}"
                for due in report.coming
            ),
        ),
        *_list(
            "Overdue",
            (f"{due.deadline} {line(due, style, LONGEST_STATEMENT)}" for due in report.overdue),
        ),
        *_list(
            "Minds changed",
            (
                f"{words.percent(moved.before)} → {words.percent(moved.after)} "
                f"{line(moved, style, LONGEST_STATEMENT)}"
                for moved in report.movers
            ),
        ),
    ]
    return Post(
        title=words.cut(
            f"{style.said(phrases.title(report.ask))}: {phrases.period(report.ask)}", 256
        ),
        colour=BLUE,
        text="\n".join(lines),
        fields=tuple(fields),
        footer=words.footer(mark, "Brier 0–1, lower is better"),
    )


def _calibration(calibration: Calibration) -> list[Field]:
    scores = calibration.scores
    if scores is None:
        return [Field(phrases.SCALES[calibration.scale], phrases.basis(calibration))]
    lines = [
        f"Brier {phrases.brier(calibration)}, skill {phrases.skill(scores)}; {phrases.basis(calibration)}",
        phrases.parts(scores),
    ]
    if calibration.scale is Scale.IMPLIED:
        lines.append(calibration.sentence)
    return [Field(phrases.SCALES[calibration.scale], words.cut("\n".join(lines), LONGEST_FIELD))]


def _settled(settled: Settled, style: Style) -> str:
    said = line(settled, style, LONGEST_STATEMENT)
    ended = style.said(words.cut(settled.ended, LONGEST_ENDED))
    if settled.outcome.verdict is Verdict.VALUE:
        return f"{ended} ({settled.score or 'nobody had forecast'}) {said}"
    score = f"Brier {settled.brier:.3f}" if settled.brier is not None else "not scored"
    if settled.brier is None and settled.implied is not None:
        score = f"implied, Brier {settled.implied:.3f}"
    return f"{ended} ({score}) {said}"


def _leaders(board: Board, style: Style) -> Iterable[str]:
    for leader in board.leaders:
        if leader.brier is None:
            continue
        place = leader.place or 0
        medal = RANKED[place - 1] if 0 < place <= len(RANKED) else f"{place}." if place else "•"
        unranked = "" if place else ", too few for a rank"
        yield (
            f"{medal} {style.said(words.cut(leader.name, 40))} ({phrases.KINDS[leader.kind]}): "
            f"{leader.brier:.3f} ({phrases.leader_interval(leader)}), "
            f"{words.plural(leader.questions, 'prediction')}{unranked}"
        )


def _board(board: Board) -> str:
    name = phrases.BOARDS[board.scale]
    return f"{name}. {phrases.ORDER}" if len(board.leaders) > 1 else name


def _list(name: str, lines: Iterable[str]) -> list[Field]:
    found = list(lines)
    if not found:
        return []
    return [Field(name, words.cut(words.counted(found, MOST, LONGEST_FIELD), LONGEST_FIELD))]
