"""Figures that others published, from their own data."""

from typing import Any

import numpy as np
import pytest

from scoring.brier import brier, mean_brier
from scoring.calibration_tests import spiegelhalter_p, spiegelhalter_test
from scoring.decomposition import corp
from scoring.fatebook import fatebook
from scoring.interval import (
    interval_coverage,
    median_error,
    quantile_bias,
    weighted_interval_score,
)
from scoring.metaculus import (
    Points,
    Question,
    Stood,
    baseline,
    from_binary,
    from_cdf,
    geometric_means,
    peer,
    spot_baseline,
    spot_peer,
)
from scoring.murphy import murphy
from scoring.overtime import time_averaged
from scoring.recalibration import cox
from scoring.sequential import sequential_comparison
from tests.scoring import shared_data


def significant(value: float, digits: int = 3) -> float:
    return float(f"{value:.{digits}g}")


@pytest.mark.parametrize("forecast", ["Logistic", "EMOS", "ENS", "EPC"])
def test_niamey_decomposes_as_published_and_as_in_r(forecast: str) -> None:
    figures = shared_data.expected("niamey")
    p, y = shared_data.niamey(forecast)
    parts = corp(forecasts=p, outcomes=y)
    got = [parts.score, parts.miscalibration, parts.discrimination, parts.uncertainty]
    assert [significant(value) for value in got] == figures["published"]["values"][forecast]
    in_r = figures["software"]["reliabilitydiag 0.2.1.9000 (R)"]["values"][forecast]
    np.testing.assert_allclose(got, in_r, rtol=0, atol=1e-9)


@pytest.mark.parametrize("forecast", ["Logistic", "EMOS", "EPC"])
def test_niamey_recalibrates_as_in_r(forecast: str) -> None:
    in_r = shared_data.expected("niamey")["software"]["rms::val.prob (R)"]["values"][forecast]
    p, y = shared_data.niamey(forecast)
    fit = cox(forecasts=p, outcomes=y)
    z = spiegelhalter_test(forecasts=p, outcomes=y, seed=1).statistic
    got = {
        "intercept": fit.intercept,
        "slope": fit.slope,
        "U_chisq": fit.likelihood_ratio,
        "U_p": fit.likelihood_ratio_p,
        "spiegelhalter_z": z,
        "p": spiegelhalter_p(z),
    }
    assert got == pytest.approx(in_r, rel=0, abs=1e-6)


def test_the_42_figures_of_the_stable_reliability_diagrams() -> None:
    table = shared_data.rows("dgj20", "forecasts.csv")
    for series, figures in shared_data.expected("dgj20")["values"].items():
        of_series = [row for row in table if row["series"] == series]
        parts = corp(
            forecasts=shared_data.column(of_series, "p"),
            outcomes=shared_data.column(of_series, "y"),
        )
        got = {
            "n": len(of_series),
            "MCB": round(parts.miscalibration, 3),
            "DSC": round(parts.discrimination, 3),
            "UNC": round(parts.uncertainty, 3),
        }
        assert got == figures, series


@pytest.mark.parametrize("name", ["24 POP", "24 POPhi", "48 POP", "48 POPhi"])
def test_precipitation_in_tampere_decomposes_as_in_the_pop3_table(name: str) -> None:
    figures = shared_data.expected("fmi_pop")
    table = shared_data.rows("fmi_pop", "pop.csv")
    hours, heavy = name[:2], name.endswith("hi")
    categories = [f"p{hours}_cat{k}" for k in range(3)]
    table = [row for row in table if "NA" not in (row["obs"], *(row[c] for c in categories))]
    assert len(table) == figures["n"]
    p = shared_data.column(table, categories[2])
    if not heavy:
        p = np.round(p + shared_data.column(table, categories[1]), 10)
    y = (shared_data.column(table, "obs") > (4.4 if heavy else 0.2)).astype(float)
    parts = murphy(forecasts=p, outcomes=y)
    skill = 1.0 - parts.brier / parts.uncertainty
    got = [parts.brier, parts.reliability, parts.resolution, parts.uncertainty, skill]
    assert [round(value, 3) for value in got] == figures["values"][name]
    assert parts.within_variance == pytest.approx(0.0, abs=1e-15)


def test_the_56_figures_of_the_covid_forecasts() -> None:
    forecasts = shared_data.quantile_forecasts()
    for name, figures in shared_data.expected("scoringutils")["values"].items():
        q, levels, x = forecasts[name]
        given = {"quantiles": q, "levels": levels, "outcomes": x}
        wis = weighted_interval_score(**given)
        columns = [
            wis.score,
            wis.overprediction,
            wis.underprediction,
            wis.dispersion,
            quantile_bias(**given),
            interval_coverage(**given, central=0.5),
            interval_coverage(**given, central=0.9),
            median_error(**given),
        ]
        assert [significant(float(values.mean())) for values in columns] == figures, name


def test_the_40_figures_of_the_baseball_comparison() -> None:
    figures = shared_data.expected("mlb")
    table = shared_data.rows("mlb", "mlb_2010_2019.csv")
    y = shared_data.column(table, "y")
    scores = {
        name: brier(forecasts=shared_data.column(table, name), outcomes=y)
        for name in figures["brier"]
    }
    assert {name: round(float(s.mean()), 6) for name, s in scores.items()} == figures["brier"]
    for pair, (low, high, e_first, e_second) in figures["values"].items():
        first, second = pair.split(" vs ")
        got = sequential_comparison(
            scores_a=scores[first], scores_b=scores[second], alpha=0.05, v_opt=100.0
        )
        assert (round(got.low, 5), round(got.high, 5)) == (low, high), pair
        assert got.e_a_better == pytest.approx(e_first, rel=1e-5, abs=0.006), pair
        assert got.e_b_better == pytest.approx(e_second, rel=1e-5, abs=0.006), pair


def test_the_brier_score_of_predictionbook() -> None:
    table = shared_data.rows("predictionbook", "valid_credences.csv")
    said = [[float(cell) for cell in row["credences"].split()] for row in table]
    p = [sum(cells) / len(cells) / 100.0 if cells else 0.5 for cells in said]
    score = mean_brier(forecasts=p, outcomes=shared_data.column(table, "y"))
    published = shared_data.expected("predictionbook")["brier_mean_credence"]
    assert score == pytest.approx(published, rel=0, abs=1e-12)


def stood(case: dict[str, Any]) -> list[Stood]:
    def probabilities(p: Any) -> tuple[float | None, ...]:
        if case["type"] == "binary":
            return from_binary(p)
        if case["type"] == "multiple_choice":
            return tuple(p)
        return from_cdf(np.linspace(*p["linspace"]).tolist() if isinstance(p, dict) else p)

    return [
        Stood(probabilities=probabilities(f["p"]), start=f["start"], end=f["end"])
        for f in case["forecasts"]
    ]


def metaculus_score(case: dict[str, Any]) -> tuple[Points, ...]:
    given: dict[str, Any] = {
        "forecasts": stood(case),
        "outcome": case["resolution_index"],
        "kind": Question(case["type"]),
    }
    if case["score"].endswith("baseline"):
        given["open_bounds"] = case.get("open_bounds", 0)
    if case["score"].startswith("spot"):
        given["spot_at"] = case["spot_day"]
        return (spot_peer if case["score"] == "spot_peer" else spot_baseline)(**given)
    given |= {
        "opened_at": 0,
        "horizon_ends_at": case["horizon_days"],
        "closed_at": case["close_day"],
    }
    return (peer if case["score"] == "peer" else baseline)(**given)


def test_metaculus_golden_cases() -> None:
    cases = [c for c in shared_data.golden("metaculus")["cases"] if c["score"] != "geometric_means"]
    assert len(cases) == 93
    for case in cases:
        got = [(round(p.score, 8), round(p.coverage, 8)) for p in metaculus_score(case)]
        assert got == [(e["score"], e["coverage"]) for e in case["expected"]], case["id"]


def test_metaculus_geometric_means() -> None:
    cases = [c for c in shared_data.golden("metaculus")["cases"] if c["score"] == "geometric_means"]
    assert len(cases) == 6
    for case in cases:
        for got, want in zip(geometric_means(forecasts=stood(case)), case["expected"], strict=True):
            assert (got.at, got.forecasters) == (want["day"], want["forecasters"])
            for a, b in zip(got.probabilities, want["pmf"], strict=True):
                assert a == (None if b is None else pytest.approx(b, rel=0, abs=1e-8)), case["id"]


def test_fatebook_golden_cases() -> None:
    for case in shared_data.golden("fatebook")["cases"]:
        users = {user: [tuple(f) for f in stood_] for user, stood_ in case["forecasts"].items()}
        got = fatebook(forecasts=users, outcome=case["outcome"], resolved_day=case["resolved_day"])
        for kind, values in case["formula"].items():
            for user, value in values.items():
                want = None if value is None else pytest.approx(value, rel=0, abs=1e-9)
                assert getattr(got[user], kind) == want, case["id"]
        for kind, values in case.get("asserted", {}).items():
            for user, value in values.items():
                assert getattr(got[user], kind) == pytest.approx(value, rel=0, abs=1e-4)


def test_where_fatebook_departs_from_an_average_the_house_does_not() -> None:
    for case in shared_data.golden("fatebook")["cases"]:
        for user, value in case.get("mean_over_active_time", {}).items():
            days = [day for day, _ in case["forecasts"][user]]
            p = [said for _, said in case["forecasts"][user]]
            house = time_averaged(
                scores=2.0 * brier(forecasts=p, outcomes=[case["outcome"]] * len(p)),
                times=days,
                opened_at=0.0,
                closed_at=case["resolved_day"],
            )
            assert house.score == pytest.approx(value, abs=1e-9), case["id"]
