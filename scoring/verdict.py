"""The verdict on calibration, in one sentence that says what it is worth."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring._sample import Sample
from scoring.calibration_tests import CalibrationTest
from scoring.power import Power
from scoring.recalibration import CoxFit

LEVEL = 0.05


class Kind(StrEnum):
    """What can be said."""

    REFUTED = "refuted"  # a certain forecast failed
    MISCALIBRATED = "miscalibrated"
    CALIBRATED = "no sign of miscalibration"  # and the named kinds would have shown
    PARTLY = "no sign of some kinds of miscalibration"  # others would have stayed hidden
    NOT_ENOUGH = "not enough data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the record says about calibration.

    Attributes:
        kind: for programs.
        sentence: for people.
    """

    kind: Kind
    sentence: str


def verdict(sample: Sample, test: CalibrationTest, fit: CoxFit, power: Power) -> Verdict:
    """Return the verdict from the headline test, its direction and its power."""
    if sample.certain_wrong:
        return Verdict(kind=Kind.REFUTED, sentence=_refuted(sample))
    if test.p_value <= LEVEL:
        p = f"p = {test.p_value:.3f}" if test.p_value >= 0.001 else "p < 0.001"
        return Verdict(
            kind=Kind.MISCALIBRATED, sentence=f"Not calibrated ({p}): {_direction(sample, fit)}."
        )
    if power.enough:
        return Verdict(
            kind=Kind.CALIBRATED,
            sentence="No sign of miscalibration, and there was enough data to show it: "
            f"{_powers(power)}.",
        )
    best = max((chance for _, chance in power.of), default=0.0)
    if best >= power.detectable.power:
        return Verdict(
            kind=Kind.PARTLY,
            sentence=f"No sign of miscalibration, but not every kind would have shown: "
            f"{_powers(power)}.",
        )
    return Verdict(
        kind=Kind.NOT_ENOUGH,
        sentence=f"Not enough data to judge calibration: {_powers(power)}.",
    )


def _refuted(sample: Sample) -> str:
    """Say that a certainty failed."""
    wrong, certain = sample.certain_wrong, sample.certain
    noun = "forecast" if certain == 1 else "forecasts"
    return (
        f"Not calibrated: {wrong} of {certain} certain {noun} (0 % or 100 %) failed, and what is "
        "certain cannot fail."
    )


def _direction(sample: Sample, fit: CoxFit) -> str:
    """Say in which way probabilities are off."""
    found = []
    if fit.slope is not None and fit.slope_ci is not None:
        low, high = fit.slope_ci
        if high < 0.0:
            found.append("they point the wrong way round")
        elif high < 1.0:
            found.append(f"they are too extreme (slope {fit.slope:.2f}, 1 is right)")
        elif low > 1.0:
            found.append(f"they are too timid (slope {fit.slope:.2f}, 1 is right)")
    lean = sample.in_clusters(sample.weights * (sample.outcomes - sample.forecasts))
    spread = float(np.sqrt(np.square(lean).sum()))
    total = float(lean.sum())
    if spread > 0.0 and abs(total) > 1.96 * spread:
        mean = float(np.average(sample.forecasts, weights=sample.weights))
        rate = float(np.average(sample.outcomes, weights=sample.weights))
        side = "low" if total > 0.0 else "high"
        found.append(f"they are too {side} on average ({mean:.0%} said, {rate:.0%} came true)")
    if not found:
        return "probabilities and outcomes do not fit together, in no single direction"
    return "probabilities do not match outcomes, " + " and ".join(found)


def _powers(power: Power) -> str:
    """Say how likely each named departure would have been noticed."""
    chances = {alternative.name: chance for alternative, chance in power.of}
    words = (
        ("overconfident", "overconfidence (slope 0.6)"),
        ("underconfident", "underconfidence (slope 1.8)"),
    )
    said = [f"{text} {chances[name]:.0%}" for name, text in words if name in chances]
    shifts = [chances[name] for name in ("too low", "too high") if name in chances]
    if shifts:
        said.append(f"a shift of half a logit {min(shifts):.0%}")
    return "the chance to notice " + ", ".join(said) if said else "nothing was looked for"
