"""Charts: drawn for every input, small, the same for the same data, in words for those who need them."""

import io
import random
import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PIL import Image
from rich.cells import cell_len

from bot.charts.alt import distribution_alt, history_alt, overtime_alt
from bot.charts.distribution import distribution_png
from bot.charts.history import _people, history_png
from bot.charts.inside import of_png
from bot.charts.overtime import overtime_png
from bot.charts.shown import Happening, Spread, Told, crowd_steps, place, tenths, ticks
from bot.charts.style import (
    LINE,
    PALETTES,
    Theme,
    drawable,
    dress,
    families,
    few_colours,
    new_figure,
)
from bot.reports.model import Month

DAY = datetime(2025, 1, 1, tzinfo=UTC)
NASTY = "$x$ \\frac 😀 שלום\n<b>" + "long " * 40
CHANCE = random.Random(1)
TOLD = [
    Told(DAY + timedelta(days=n), f"{NASTY} {n % 20}", CHANCE.random(), implied=n % 7 == 0)
    for n in range(300)
]
MONTHS = [
    Month(month=f"20{y}-{m:02}", brier=CHANCE.random(), coverage=CHANCE.random(), questions=m)
    for y in range(20, 26)
    for m in range(1, 13)
]
SPREAD = Spread(
    came_true=tenths([each.probability for each in TOLD[:99]]),
    did_not=tenths([each.probability for each in TOLD[99:200]]),
    neither=tenths([each.probability for each in TOLD[200:]]),
)
MARKS = [Happening(DAY, NASTY), Happening(DAY + timedelta(days=90), "YES", outcome=True)]
Draw = Callable[[str], bytes]
CHARTS: dict[str, Draw] = {
    "history": lambda t: history_png(TOLD, title=NASTY, until=DAY, happenings=MARKS, theme=t),
    "history of one": lambda t: history_png(TOLD[:1], title="One", until=DAY, theme=t),
    "history of none": lambda t: history_png([], title="None", until=DAY, theme=t),
    "over time": lambda t: overtime_png(MONTHS, title=NASTY, theme=t),
    "one month": lambda t: overtime_png(MONTHS[:1], title="One", theme=t),
    "no months": lambda t: overtime_png([], title="None", theme=t),
    "distribution": lambda t: distribution_png(SPREAD, title=NASTY, theme=t),
    "no distribution": lambda t: distribution_png(Spread(), title="None", theme=t),
}


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_a_small_png_of_discords_size(name: str, theme: Theme) -> None:
    drawn = CHARTS[name](theme)
    assert drawn.startswith(b"\x89PNG")
    assert struct.unpack(">II", drawn[16:24]) == (800, 600)
    assert len(drawn) <= 100_000
    assert of_png(drawn)


def test_what_a_picture_has_most_of_keeps_its_very_colour() -> None:
    plain = Image.new("RGB", (40, 40), (43, 45, 49))
    for n in range(300):
        plain.putpixel((n % 40, n // 40), (n % 256, 200, n // 256))
    few = few_colours(plain).convert("RGB")
    assert few.getpixel((39, 39)) == (43, 45, 49)  # Discord's own ground, without a seam
    assert len(few.getcolors(1000) or ()) == 256
    apart = np.asarray(few).astype(int) - np.asarray(plain)
    assert np.abs(apart).max() <= 45  # as far as one that is left out lies from the last one kept


def test_a_picture_of_more_colours_has_its_palette_from_the_library() -> None:
    many = Image.new("RGB", (64, 64))
    many.putdata([(n % 256, n // 256, n % 97) for n in range(64 * 64)])
    assert len(few_colours(many).convert("RGB").getcolors(5000) or ()) <= 256


def test_equal_data_gives_equal_bytes() -> None:
    assert CHARTS["history of one"]("light") == CHARTS["history of one"]("light")


def _luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", list(Theme))
def test_colours_stand_out_from_their_paper(theme: Theme) -> None:
    """At least 3:1 for marks and 4.5:1 for words, as WCAG 2.2 asks."""
    colours = PALETTES[theme]

    def contrast(colour: str) -> float:
        lighter, darker = sorted((_luminance(colour), _luminance(colours.paper)), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    assert contrast(colours.ink) >= 4.5
    for colour in (colours.main, colours.second, colours.yes, colours.no):
        assert contrast(colour) >= 3.0


def test_words_that_no_font_can_draw_become_boxes() -> None:
    assert drawable("rain 🜨\u202e\nin 2027") == "rain □ in 2027"
    assert len(drawable("x" * 500)) == 64


def test_names_in_chinese_japanese_and_korean_are_drawn_where_the_machine_has_a_font() -> None:
    eastern = len(families()) > 1
    assert drawable("王 Ann") == ("王 Ann" if eastern else "□ Ann")
    axes = new_figure(Theme.LIGHT).subplots()
    dress(axes, Theme.LIGHT, title="日本の探査機が月面に着陸する" * 20)
    lines = axes.get_title(loc="left").split("\n")
    assert len(lines) == 2
    assert all(cell_len(line) <= LINE for line in lines)


def test_a_cloud_of_lines_is_named_as_what_it_is() -> None:
    kinds = [Told(DAY, f"Nr {n}", 0.5, implied=n > 8) for n in range(12)]
    figure = new_figure(Theme.LIGHT)
    axes = figure.subplots()
    _people(axes, kinds, DAY + timedelta(days=9), PALETTES[Theme.LIGHT])
    assert axes.get_legend_handles_labels()[1] == ["each forecaster", "implied"]


def test_the_crowd_is_the_median_of_what_stands_and_implied_ones_are_left_out() -> None:
    told = [
        Told(DAY, "Ann", 0.2),
        Told(DAY, "Bo", 0.4),
        Told(DAY, "Reader", 0.9, implied=True),
        Told(DAY, "Ann", 0.6),
    ]
    assert [round(value, 3) for _, value in crowd_steps(told)] == [0.2, 0.3, 0.5]


def test_thirds_and_sevenths_fall_where_people_expect_them() -> None:
    assert tenths([0.3, 0.6, 0.7, 1.0, 0.0]) == (1, 0, 0, 1, 0, 0, 1, 1, 0, 1)
    assert tenths([0.3, 0.35], [2, 5]) == (0, 0, 0, 7, 0, 0, 0, 0, 0, 0)


def test_months_without_a_resolution_keep_their_place_on_the_axis() -> None:
    some = [MONTHS[0], MONTHS[1], MONTHS[30]]  # two of 2020, one of 2022
    assert [place(month.month) - place("2020-01") for month in some] == [0, 1, 30]
    assert [name for _, name in ticks(some, 4)] == ["2020-01", "2020-09", "2021-05", "2022-01"]
    assert ticks(MONTHS[:1], 8) == [(place("2020-01"), "2020-01")]


def test_every_chart_has_words() -> None:
    assert "crowd's median went from" in history_alt(TOLD, MARKS)
    assert "no forecasts yet" in history_alt([])
    assert "2020-01 to 2025-12" in overtime_alt(MONTHS)
    assert "nothing was scored" in overtime_alt([])
    some = Spread(came_true=tenths([0.3, 0.35, 0.9]), did_not=tenths([0.3]))
    assert distribution_alt(some) == (
        "Distribution of 4 forecasts by tenths from 0 % to 100 %: 0, 0, 0, 3, 0, 0, 0, 0, 0, 1; "
        "most, 3, lie between 30 % and 40 %. 3 were about what came true, 1 about what did not."
    )
    assert "none yet" in distribution_alt(Spread())


def test_a_picture_carries_its_words_in_any_script() -> None:
    found = [Happening(DAY, "הגשר נפתח 🚀\n<b>"), Happening(DAY, "ECB: −0.25 %")]
    drawn = history_png(TOLD[:2], title="One", until=DAY, happenings=found)
    words = of_png(drawn)
    assert words == history_alt(TOLD[:2], found)
    assert "הגשר נפתח 🚀 <b>" in words
    with Image.open(io.BytesIO(drawn)) as image:
        assert image.info["Description"] == words  # as any other program reads it
    assert of_png(b"\x89PNG\r\n\x1a\n") is None
    assert of_png(b"no picture at all") is None
