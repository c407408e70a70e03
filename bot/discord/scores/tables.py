"""Leaderboards and comparisons as posts."""

from collections.abc import Sequence
from datetime import datetime
from math import isnan

from bot.discord.scores.calibration import SEED
from bot.discord.scores.rows import OnQuestion, Row, by_question, counted
from bot.render import words
from bot.render.naming import line
from bot.render.post import BLUE, Field, Post, Style

RANKED, UNRANKED = 15, 10
MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def leaderboard_post(rows: Sequence[Row], *, now: datetime, style: Style, scope: str) -> Post:
    """Return the forecasters in the order of their Brier scores, stated forecasts only."""
    stated = [row for row in rows if not row.implied]
    if not stated:
        text = "Nobody has a forecast on a yes-or-no prediction that has ended."
        return Post(title="Leaderboard", colour=BLUE, text=text, footer=scope)
    from bot.reports import phrases  # noqa: PLC0415 (scipy is heavy)
    from scoring.leaderboard import MINIMUM, leaderboard  # noqa: PLC0415

    board = leaderboard(
        scores=[row.brier for row in stated],
        turned=[row.turned for row in stated],
        forecasters=[row.forecaster_id for row in stated],
        questions=[row.prediction_id for row in stated],
        deadlines=[row.counts_at for row in stated],
        now=now.timestamp(),
        weights=[row.weight for row in stated],
    )
    people = sorted({row.forecaster_id for row in stated})
    names = {row.forecaster_id: row.forecaster for row in stated}
    ranked: list[str] = []
    waiting: list[str] = []
    for place in range(len(board.forecasters)):
        name = style.said(words.cut(names[people[int(board.forecasters[place])]], 40))
        count, pending = int(board.questions[place]), int(board.pending[place])
        if not count:
            waiting.append(f"• {name}: {phrases.waiting(pending)}")
            continue
        score, low, high = board.score[place], board.low[place], board.high[place]
        interval = "" if isnan(low) else f" ({low:.3f}–{high:.3f})"
        against = board.relative[place]
        relative = "" if isnan(against) else f", {against:+.3f} against the others"
        later = f", {phrases.waiting(pending)}" if pending else ""
        said = (
            f"{style.bold(f'{score:.3f}')}{interval} {name}, "
            f"{words.plural(count, 'question')}{relative}{later}"
        )
        if board.ranked[place]:
            position = len(ranked) + 1
            ranked.append(f"{MEDALS.get(position, f'{position}.')} {said}")
        else:
            waiting.append(f"• {said}")
    updated = len(stated) > len({(row.forecaster_id, row.prediction_id) for row in stated})
    averaged = f" {phrases.AVERAGED}" if updated else ""
    fields = [Field("Brier (0–1, lower is better)", words.counted(ranked, RANKED) or "Nobody yet.")]
    if waiting:
        few = f"Not ranked yet (fewer than {MINIMUM} questions)"
        fields.append(Field(few, words.counted(waiting, UNRANKED)))
    # People come for the names: how to read the numbers stands below them.
    reading = (
        "Hard questions cost everybody: the difference against the others on the same questions is the fairer "
        f"number (negative is better). {phrases.ORDER}{averaged} Only yes-or-no predictions count: "
        "choices, numbers and days are scored on scales of their own."
    )
    fields.append(Field("How to read it", reading))
    return Post(
        title="Leaderboard",
        colour=BLUE,
        fields=tuple(fields),
        footer=scope,
    )


def comparison_post(
    first: Sequence[Row],
    second: Sequence[Row],
    names: tuple[str, str],
    *,
    now: datetime,
    style: Style,
    scope: str,
) -> Post:
    """Return how two forecasters did on the predictions that both forecast."""
    from bot.reports import phrases  # noqa: PLC0415 (scipy is heavy)

    one, two = (by_question(counted(rows, now)[0]) for rows in (first, second))
    shared = sorted(one.keys() & two.keys())
    every = by_question(first).keys() & by_question(second).keys()
    early = phrases.decided_early(len(every) - len(shared), more=" more" if shared else "")
    left, right = (style.said(words.cut(name, 60)) for name in names)
    title = f"{left} and {right}"
    if not shared:
        return Post(
            title=title,
            colour=BLUE,
            text=f"Nothing that both forecast counts yet: {early}."
            if early
            else "They have no ended yes-or-no prediction in common.",
            footer=scope,
        )
    from scoring.compare import compare  # noqa: PLC0415 (scipy is heavy)

    result = compare(
        scores_a=[one[n].brier for n in shared],
        scores_b=[two[n].brier for n in shared],
        turned_a=[one[n].turned for n in shared],
        turned_b=[two[n].turned for n in shared],
        clusters=shared,
        seed=SEED,
    )
    better = left if result.difference < 0 else right
    sure = result.p_value < 0.05
    p = f"p = {result.p_value:.3f}" if result.p_value >= 0.001 else "p < 0.001"
    verdict = (
        f"{better} was better, and chance alone rarely does that ({p})."
        if sure
        else f"No telling yet who is better: chance does this often (p = {result.p_value:.2f})."
    )
    if result.difference == 0:
        verdict = "They did exactly as well."
    beside = ""
    if sure and any(side[n].updated for side in (one, two) for n in shared):
        beside = f"\n{phrases.AVERAGED}"
    interval = (
        f" (95 %: {result.low:+.3f} to {result.high:+.3f})"
        if result.low is not None and result.high is not None
        else ""
    )
    mean = [sum(side[n].brier for n in shared) / len(shared) for side in (one, two)]
    return Post(
        title=title,
        colour=BLUE,
        text=style.bold(verdict) + beside,
        fields=(
            Field(left, f"Brier {mean[0]:.3f}", inline=True),
            Field(right, f"Brier {mean[1]:.3f}", inline=True),
            Field("Difference", f"{result.difference:+.3f}{interval}", inline=True),
            Field("Where they differed most", _differences(shared, one, two, style)),
        ),
        footer=f"{scope} · {words.plural(len(shared), 'prediction')} in common"
        f"{', ' if early else ''}{early} · Brier 0–1, lower is better",
    )


def _differences(
    shared: Sequence[int], one: dict[int, OnQuestion], two: dict[int, OnQuestion], style: Style
) -> str:
    most = sorted(shared, key=lambda n: abs(one[n].last - two[n].last), reverse=True)
    lines = []
    for number in most[:5]:
        mine, theirs = one[number], two[number]
        said = line(mine, style, 70)
        lines.append(
            f"{words.percent(mine.last)} and {words.percent(theirs.last)}, {_came(mine)}: {said}"
        )
    return "\n".join(lines)


def _came(found: OnQuestion) -> str:
    whole = {1.0: "came true", 0.0: "came false"}
    return whole.get(found.outcome) or f"came true by {words.percent(found.outcome)}"
