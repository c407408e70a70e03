"""The small chart of a crowd: right steps, small pictures of anything, words beside it."""

import struct
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import fmean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.charts.crowd import APART, crowd_png, short, short_day, spread
from bot.charts.moves import Line, Moves, Scale, means, medians, moves_alt
from bot.charts.style import Theme, day_number, time_axis

DAY = datetime(2026, 1, 1, tzinfo=UTC)
NASTY = "$x$ \\frac 😀 שלום\n<b>" + "long " * 40
percents = st.integers(0, 100).map(lambda n: n / 100)
told = st.lists(st.tuples(st.integers(0, 4), percents), min_size=1, max_size=40)


@given(told=told)
def test_the_crowd_is_the_median_of_everyones_last_word(told: list[tuple[int, float]]) -> None:
    standing: dict[int, float] = {}
    expected = []
    for who, value in told:
        standing[who] = value
        expected.append(median(standing.values()))
    moved = medians((DAY, who, value) for who, value in told)
    assert [value for _, value in moved] == pytest.approx(expected)


@given(told=told)
def test_the_crowd_of_options_is_the_mean_of_everyones_last_shares(
    told: list[tuple[int, float]],
) -> None:
    standing: dict[int, float] = {}
    expected = []
    for who, value in told:
        standing[who] = value
        expected.append(fmean(standing.values()))
    first, second = means((DAY, who, (value, 1 - value)) for who, value in told)
    assert [value for _, value in first] == pytest.approx(expected)
    assert [value for _, value in second] == pytest.approx([1 - value for value in expected])


def line(*values: float, name: str = "crowd") -> Line:
    return Line(name, tuple((DAY + timedelta(days=n), v) for n, v in enumerate(values)))


CHARTS = {
    "one moment": Moves(lines=(Line("crowd", ((DAY, 0.2), (DAY, 0.4))),), until=DAY),
    "ended before": Moves(lines=(line(0.2, 0.9),), until=DAY - timedelta(days=9), truth=1.0),
    "own": Moves(
        lines=(line(*[n / 400 for n in range(400)]),),
        until=DAY + timedelta(days=500),
        said=tuple((DAY + timedelta(hours=n), n % 100 / 100) for n in range(5_000)),
        own=line(0.1, 0.9).steps,
        time_zone="Pacific/Auckland",
    ),
    "options": Moves(lines=(line(0.5, 0.5, name=NASTY), line(0.5, 0.5)), until=DAY),
    "numbers": Moves(
        lines=(line(-1e300, 1e18),), until=DAY, scale=Scale.NUMBER, unit=NASTY, truth=5.0
    ),
    "equal numbers": Moves(lines=(line(5, 5),), until=DAY, scale=Scale.NUMBER),
    "dates": Moves(lines=(line(740_000, 740_900.5),), until=DAY, scale=Scale.DATE),
}


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_a_small_png(name: str, theme: Theme) -> None:
    drawn = crowd_png(CHARTS[name], theme=theme)
    assert struct.unpack(">II", drawn[16:24]) == (800, 260)
    assert len(drawn) <= 100_000
    assert drawn == crowd_png(CHARTS[name], theme=theme)


def test_the_chart_is_told_in_words_too() -> None:
    own = Moves(lines=(line(0.7, 0.45),), until=DAY, own=line(0.2).steps)
    assert moves_alt(own) == (
        "How the crowd moved since 2026-01-01: crowd from 70 % to 45 %; you said 20 % last."
    )
    assert "from 5 users to 8 users" in moves_alt(
        Moves(lines=(line(5, 8),), until=DAY, scale=Scale.NUMBER, unit="users")
    )
    assert "from 2027-01-19 to 2029-07-07" in moves_alt(CHARTS["dates"])


@given(heights=st.lists(percents, max_size=5))
@settings(deadline=None)
def test_names_of_lines_do_not_lie_on_each_other(heights: list[float]) -> None:
    found = spread(heights)
    assert all(above - below >= APART - 1e-9 for below, above in pairwise(sorted(found)))
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    assert [found[n] for n in order] == sorted(found)
    assert all(height <= 1 for height in found)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (12.5, "12.5"),
        (740_000, "740 k"),
        (1_200_000, "1.2 M"),
        (-3e9, "-3 bn"),
        (2.5e12, "2.5 tn"),
        (0, "0"),
    ],
)
def test_numbers_are_short_on_the_axis(value: float, shown: str) -> None:
    assert short(value) == shown


@pytest.mark.parametrize(
    ("last", "shown"), [(date(2026, 12, 30), "20 Dec"), (date(2029, 12, 30), "2026-12")]
)
def test_days_that_lie_close_are_told_apart_on_the_axis(last: date, shown: str) -> None:
    first = date(2026, 12, 1).toordinal()
    assert short_day(date(2026, 12, 20).toordinal(), first, last.toordinal()) == shown


def test_the_day_that_stands_for_never_is_called_so() -> None:
    now = datetime(2026, 12, 1, tzinfo=UTC)
    never = float(date(2026, 12, 31).toordinal())
    line = Line("crowd", ((now, never - 5), (now, never)))
    moves = Moves(lines=(line,), until=now, scale=Scale.DATE, never=never)
    assert "crowd from 2026-12-26 to never" in moves_alt(moves)


@pytest.mark.parametrize("apart", [1, 5, 20, 45])
def test_within_a_minute_the_axis_shows_times_of_day(apart: int) -> None:
    figure = Figure()
    axes = figure.add_subplot()
    begin = DAY + timedelta(hours=9, seconds=7)
    axes.plot([day_number(begin), day_number(begin + timedelta(seconds=apart))], [0, 1])
    time_axis(axes, Theme.DARK, fewest=2, most=4)
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert labels
    assert all(label.startswith("09:00") for label in labels)
