"""The reliability chart is a small picture, whatever it is given."""

import io
from typing import Any

import numpy as np
import pytest
from PIL import Image

from bot.charts.reliability import reliability_png
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
