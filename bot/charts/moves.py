"""How a crowd moved: its aggregate after each forecast, as data and in words; drawn elsewhere.

Only what was stated counts: probabilities read from words have no voice in the crowd.
"""

from bisect import bisect_left, insort
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.render.words import percent

Step = tuple[datetime, float]


class Scale(StrEnum):
    """What the axis counts."""

    PROBABILITY = "probability"
    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: each value stands until the next."""

    label: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Everything a small chart of a crowd shows.

    Attributes:
        lines: the crowd's; one for each option where there are several.
        said: every single forecast, without its maker's name.
        own: the forecasts of the one person for whom the chart is drawn.
        until: the right edge.
        truth: how it ended, on the axis.
        never: the day that stands for "not by then".
    """

    lines: tuple[Line, ...]
    until: datetime
    scale: Scale = Scale.PROBABILITY
    unit: str = ""
    said: tuple[Step, ...] = ()
    own: tuple[Step, ...] = ()
    truth: float | None = None
    never: float | None = None
    time_zone: str = "UTC"

    def shown(self, value: float) -> str:
        """Return a value of the axis as people read it."""
        match self.scale:
            case Scale.PROBABILITY:
                return percent(value)
            case Scale.DATE if value == self.never:
                return "never"
            case Scale.DATE:
                return date.fromordinal(max(1, round(value))).isoformat()
            case _:
                return f"{number(value)}{f' {self.unit}' if self.unit else ''}"


def number(value: float) -> str:
    """Return a number with six digits, and with no power of ten where it is large."""
    return f"{value:,.0f}" if 1e6 <= abs(value) < 1e15 else f"{value:,.6g}"


def medians(told: Iterable[tuple[datetime, Hashable, float]]) -> list[Step]:
    """Return the median of everyone's newest value after each one told, given in order of time."""
    standing: dict[Hashable, float] = {}
    ordered: list[float] = []
    steps = []
    for at, who, value in told:
        if who in standing:
            del ordered[bisect_left(ordered, standing[who])]
        standing[who] = value
        insort(ordered, value)
        middle = len(ordered) // 2
        even = len(ordered) % 2 == 0
        steps.append((at, (ordered[middle - 1] + ordered[middle]) / 2 if even else ordered[middle]))
    return steps


def means(told: Iterable[tuple[datetime, Hashable, Sequence[float]]]) -> list[list[Step]]:
    """Return the mean of everyone's newest shares after each one told, option by option."""
    standing: dict[Hashable, Sequence[float]] = {}
    totals: list[float] = []
    lines: list[list[Step]] = []
    for at, who, shares in told:
        lines = lines or [[] for _ in shares]
        before = standing.get(who, [0.0] * len(shares))
        totals = totals or [0.0] * len(shares)
        standing[who] = shares
        for n, share in enumerate(shares):
            totals[n] += share - before[n]
            lines[n].append((at, min(1.0, max(0.0, totals[n] / len(standing)))))
    return lines


def moves_alt(moves: Moves) -> str:
    """Return what the chart shows, for those who do not see it."""
    told = [
        f"{line.label} from {moves.shown(line.steps[0][1])} to {moves.shown(line.steps[-1][1])}"
        for line in moves.lines
    ]
    own = f"; you said {moves.shown(moves.own[-1][1])} last" if moves.own else ""
    first = moves.lines[0].steps[0][0]
    return f"How the crowd moved since {first:%Y-%m-%d}: {', '.join(told)}{own}."
