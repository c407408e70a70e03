"""What all charts share: size, fonts, two themes, and texts that any font can draw."""

import io
import textwrap
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font, get_font_names
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from rich.cells import cell_len

from bot.charts.inside import KEYWORD, MOST
from bot.render.words import cut
from predictions.text import one_line

WIDTH, HEIGHT, DPI = 8.0, 6.0, 100  # 800 × 600: Discord shows up to 550 px, so text stays readable
MOST_COLOURS = 1024  # counted; where there are more, there is a picture inside
RED_GREEN_BLUE = np.array((1 << 16, 1 << 8, 1), np.int32)
LINE = 62
LONGEST_TITLE = 2 * LINE - 8  # two lines, wherever the first one ends
LONGEST_LABEL = 64
# matplotlib brings no Chinese, Japanese or Korean: the first of these that the machine has.
EASTERN = (
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Droid Sans Fallback",
    "Source Han Sans",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Hiragino Sans",
    "PingFang SC",
    "Microsoft YaHei",
    "Yu Gothic",
    "Malgun Gothic",
    "Arial Unicode MS",
)


class Theme(StrEnum):
    """Where a chart will be seen."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Colours by what they stand for; from the palette of Okabe and Ito, told apart by everyone."""

    paper: str
    ink: str
    faint: str  # grid and frame
    main: str  # the forecaster, the curve
    second: str  # the crowd, coverage
    yes: str
    no: str
    band: str
    people: tuple[str, ...]  # one each for those who are named


PALETTES = {
    Theme.LIGHT: Palette(
        paper="#ffffff",
        ink="#1f2328",
        faint="#c8ccd1",
        main="#0072b2",
        second="#d55e00",
        yes="#007a59",
        no="#b3470a",
        band="#9fb4c4",
        people=("#0072b2", "#c04f00", "#007a59", "#9a4a8c", "#8a6100", "#56606b"),
    ),
    Theme.DARK: Palette(
        paper="#2b2d31",  # the ground of Discord's dark messages
        ink="#f2f3f5",
        faint="#5a5d66",
        main="#56b4e9",
        second="#e69f00",
        yes="#2fc79a",
        no="#ff9b63",
        band="#5f7486",
        people=("#56b4e9", "#ff9b63", "#2fc79a", "#e39bc9", "#f0e442", "#b8c0cc"),
    ),
}


def new_figure(theme: Theme, *, height: float = HEIGHT) -> Figure:
    """Return an empty figure on the theme's paper; it belongs to no global state but the fonts."""
    mpl.rcParams["font.family"] = list(families())
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, layout="constrained")
    figure.set_facecolor(PALETTES[theme].paper)
    return figure


def dress(axes: Axes, theme: Theme, *, title: str = "", x: str = "", y: str = "") -> None:
    """Give axes the theme's colours, a grid behind the data, and their words."""
    colours = PALETTES[theme]
    axes.set_facecolor(colours.paper)
    axes.grid(visible=True, color=colours.faint, linewidth=0.6, alpha=0.6)
    axes.set_axisbelow(True)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(colours.faint)
    axes.tick_params(colors=colours.ink, labelsize=12, length=0)
    axes.set_xlabel(x, color=colours.ink, fontsize=13)
    axes.set_ylabel(y, color=colours.ink, fontsize=13)
    if title:
        line = drawable(title, most=LONGEST_TITLE)
        # Chinese, Japanese and Korean signs are twice as wide, and have no blanks to break at.
        wrapped = textwrap.wrap(line, LINE * len(line) // max(cell_len(line), 1) or LINE)
        text = "\n".join(wrapped if len(wrapped) < 3 else [wrapped[0], f"{wrapped[1][:-1]}…"])
        axes.set_title(text, color=colours.ink, fontsize=15, loc="left", pad=12, parse_math=False)


def nothing(axes: Axes, theme: Theme, text: str) -> None:
    """Say in the middle of empty axes that there is nothing to draw."""
    axes.text(
        0.5,
        0.5,
        text,
        ha="center",
        transform=axes.transAxes,
        fontsize=16,
        color=PALETTES[theme].ink,
    )


def legend(figure: Figure, theme: Theme, *, columns: int) -> None:
    """Add a legend in the theme's colours; names in it are never read as formulas.

    It stands below what is drawn: inside, the "best" place knows of a dot only its middle, and in
    full axes covers something in any place.
    """
    colours = PALETTES[theme]
    made = figure.legend(
        loc="outside lower center",
        ncols=columns,
        frameon=True,
        facecolor=colours.paper,
        edgecolor=colours.faint,
        labelcolor=colours.ink,
        fontsize=12,
    )
    for text in made.get_texts():
        text.set_parse_math(False)


def percents(axes: Axes, *, which: str = "y") -> None:
    """Show an axis of probabilities from 0 % to 100 %, with room for marks at the ends."""
    ticks = [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    labels = [f"{round(100 * tick)} %" for tick in ticks]
    axis = axes.yaxis if which == "y" else axes.xaxis
    axis.set_ticks(ticks, labels)
    (axes.set_ylim if which == "y" else axes.set_xlim)(-0.02, 1.02)


def time_axis(
    axes: Axes, theme: Theme, *, fewest: int = 3, most: int = 7, time_zone: str = "UTC"
) -> None:
    """Show moments along the bottom, with as much of their date as tells them apart."""
    untyped: Any = dates  # matplotlib's dates have no types
    locator = untyped.AutoDateLocator(minticks=fewest, maxticks=most, tz=time_zone)
    axes.xaxis.set_major_locator(locator)
    formatter = untyped.ConciseDateFormatter(locator, tz=time_zone)
    formatter.formats[5] = "%H:%M:%S"  # within a minute: seconds alone are no time of day
    axes.xaxis.set_major_formatter(formatter)
    axes.xaxis.get_offset_text().set_color(PALETTES[theme].ink)


def day_number(at: datetime) -> float:
    """Return a moment as matplotlib counts: days since 1970."""
    return at.timestamp() / 86_400.0


def png(figure: Figure, *, alt: str) -> bytes:
    """Return the figure as PNG with its words inside, so that they go wherever the picture goes.

    A palette of 256 colours makes it a third as large. Neither time nor program is in it: equal
    data, equal bytes.
    """
    canvas: Any = FigureCanvasAgg(figure)  # its methods have no types
    canvas.draw()
    drawn = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")
    about = PngInfo()
    about.add_text(KEYWORD, cut(alt, MOST))
    buffer = io.BytesIO()
    few_colours(drawn).save(buffer, "PNG", pnginfo=about)
    return buffer.getvalue()


def few_colours(drawn: Image.Image) -> Image.Image:
    """Return a picture with a palette: the 256 colours that it has most of, or the nearest of them.

    A chart has some three hundred, nearly all at the edges of its letters; to cut the space of all
    colours for each chart, as the library does, takes four times as long.
    """
    counted = drawn.getcolors(MOST_COLOURS)
    if counted is None:
        return drawn.quantize(256, dither=Image.Dither.NONE)
    known = np.array([colour for _, colour in sorted(counted, key=lambda c: (-c[0], c[1]))])
    kept, rare = known[:256], known[256:]
    nearest = ((rare[:, None] - kept[None]) ** 2).sum(axis=2).argmin(axis=1)
    places = np.zeros(1 << 24, np.uint8)  # of each colour there could be; only a few are touched
    places[known @ RED_GREEN_BLUE] = np.concatenate([np.arange(len(kept)), nearest])
    found = Image.fromarray(places[np.asarray(drawn).astype(np.int32) @ RED_GREEN_BLUE])
    found.putpalette(kept.astype(np.uint8).tobytes())
    return found


def drawable(text: str, *, most: int = LONGEST_LABEL) -> str:
    """Return somebody's words on one line, with a box for what the font has no sign for."""
    known = _glyphs()
    line = cut(one_line(text), most)
    # A missing glyph is a warning for every chart; emoji and rare scripts are not worth that.
    return "".join(sign if ord(sign) in known else "□" for sign in line)


@cache
def families() -> tuple[str, ...]:
    """Return the fonts of charts: each sign is drawn in the first that has it."""
    there = set(get_font_names())
    eastern = next((name for name in EASTERN if name in there), None)
    return ("DejaVu Sans", *([eastern] if eastern else []))


@cache
def _glyphs() -> frozenset[int]:
    fonts = (get_font(findfont(FontProperties(family=name))) for name in families())
    return frozenset(sign for font in fonts for sign in font.get_charmap())
