"""The reliability chart is a small picture, whatever it is given."""

import io
from itertools import pairwise
from math import hypot
from typing import Any

import numpy as np
import pytest
from PIL import Image

from bot.charts.reliability import _apart, reliability_png
from scoring.curve import reliability_curve
from scoring.report import score_report


def picture(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def rows(n: int, seed: int = 1) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    p = rng.random(n).round(2)
    return {"forecasts": p, "outcomes": rng.random(n) < p}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("n", [1, 2, 150, 5000])
def test_it_is_eight_hundred_by_six_hundred_and_small(n: int, theme: str) -> None:
    curve = reliability_curve(**rows(n), seed=1, draws=199)
    data = reliability_png(curve, title=f"{n} forecasts", theme=theme)
    assert picture(data).size == (800, 600)
    assert len(data) <= 100_000


def test_the_themes_differ_in_their_paper() -> None:
    curve = reliability_curve(**rows(20), seed=1, draws=199)
    light, dark = (
        np.asarray(picture(reliability_png(curve, title="", theme=theme)).convert("L"))[2, 2]
        for theme in ("light", "dark")
    )
    assert light == 255
    assert dark < 80


@pytest.mark.parametrize(
    "title", ["", "costs $5 to $6", "x" * 300, "日本 🎲", "a\nb\x00c", r"\alpha"]
)
def test_a_title_is_no_formula_and_breaks_nothing(title: str) -> None:
    curve = reliability_curve(**rows(20), seed=1, draws=199)
    assert picture(reliability_png(curve, title=title)).size == (800, 600)


def test_equal_curves_give_equal_bytes() -> None:
    charts = {
        reliability_png(reliability_curve(**rows(30), seed=1, draws=199), title="x")
        for _ in range(2)
    }
    assert len(charts) == 1


def test_a_curve_outside_its_band_looks_different_from_one_inside() -> None:
    p = np.array([0.1] * 40 + [0.9] * 40)
    wrong = reliability_curve(forecasts=p, outcomes=np.arange(80) < 40, seed=1, draws=199)
    assert wrong.leaves_band
    right = reliability_curve(forecasts=p, outcomes=np.arange(80) >= 40, seed=1, draws=199)
    assert reliability_png(wrong, title="x") != reliability_png(right, title="x")


def test_certain_forecasts_and_curves_without_a_band_are_drawn() -> None:
    sure = score_report(forecasts=[0.0, 1.0], outcomes=[0, 1], seed=1, draws=99).curve
    assert sure is not None
    assert sure.band_forecasts == ()
    assert picture(reliability_png(sure, title="sure")).size == (800, 600)


def in_colour(curve: Any, colour: tuple[int, int, int]) -> Any:
    """Say of each pixel of a chart whether it has a colour; more or less, as edges are mixed."""
    pixels = np.asarray(picture(reliability_png(curve, title="x")).convert("RGB")).astype(int)
    return (np.abs(pixels - colour) <= 12).all(axis=2)


def test_a_large_dot_at_the_edge_is_whole() -> None:
    # Somebody's only forecast came true: the largest dot there is, at 100 %.
    only = reliability_curve(forecasts=[0.7], outcomes=[1], seed=1, draws=199)
    dot = in_colour(only, (0, 114, 178))[:200, 400:]  # the upper right: no legend, no bars
    height, width = dot.any(axis=1).sum(), dot.any(axis=0).sum()
    assert abs(height - width) <= 2


def test_marks_outside_the_band_are_not_drawn_over_each_other() -> None:
    points = [(n / 1000, 0.2) for n in range(100)] + [(0.1, 0.9)]
    kept = _apart(points)
    assert kept[0] == points[0]
    assert kept[-1] == (0.1, 0.9)
    assert all(hypot(a - c, b - d) >= 0.024 for (a, b), (c, d) in pairwise(kept))
    assert len(kept) == 5


def test_the_legend_hides_nothing_of_what_is_drawn() -> None:
    # Three forecasts say next to nothing, so that the band fills the axes from 10 % to 90 %.
    few = reliability_curve(forecasts=[0.1, 0.9, 0.95], outcomes=[1, 0, 0], seed=1)
    band = in_colour(few, (201, 211, 220))  # half opaque on white
    inside = band[:, 300:600]  # of 800 pixels: no edge of the band, no words beside the axes
    top = np.argmax(inside.mean(axis=1) > 0.5)
    assert inside[top : top + 100].mean() > 0.95  # the grid takes the rest
