"""The verdict on calibration, in one sentence that says what it is worth."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring._sample import Sample
from scoring.calibration_tests import CalibrationTest
from scoring.power import Power
from scoring.recalibration import CoxFit

LEVEL = 0.05
HOLDS = 20.0  # e-value at which at most 5 % of the calibrated ever arrive


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


def verdict(
    sample: Sample, test: CalibrationTest, fit: CoxFit, power: Power, *, log_e: float
) -> Verdict:
    """Return the verdict from the headline test, its direction and its power.

    `log_e` is the logarithm of the e-value, which says whether the verdict outlasts many looks.
    """
    if sample.certain_wrong:
        besides = _besides(sample, fit) if test.p_of_others <= LEVEL else ""
        return Verdict(kind=Kind.REFUTED, sentence=f"{_refuted(sample)}{besides}.")
    if test.p_value <= LEVEL:
        p = f"p = {test.p_value:.3f}" if test.p_value >= 0.001 else "p < 0.001"
        if sample.clusters > 1:
            p += ", if each question went its own way"
        said = f"Not calibrated ({p}): {_direction(sample, fit)}."
        if sample.clusters > 1:
            said += f" {_looks(log_e)}"
        return Verdict(kind=Kind.MISCALIBRATED, sentence=said)
    if sample.size == 0:
        return Verdict(kind=Kind.NOT_ENOUGH, sentence=_untestable(sample))
    if power.enough:
        return Verdict(
            kind=Kind.CALIBRATED,
            sentence=f"No sign of miscalibration, in a record that would show it: {_powers(power)}.",
        )
    best = max((chance for _, chance in power.of), default=0.0)
    if best >= power.detectable.power:
        return Verdict(
            kind=Kind.PARTLY,
            sentence=f"No sign of miscalibration, but some kinds could be hidden: {_powers(power)}.",
        )
    return Verdict(
        kind=Kind.NOT_ENOUGH,
        sentence=f"Not enough data to judge calibration: {_powers(power)}.",
    )


def _looks(log_e: float) -> str:
    """Say whether an accusation holds for whoever looks after every resolution."""
    if log_e >= np.log(HOLDS):
        return "That holds however often one looks."
    return (
        "That is for one look: one in four of the calibrated looks so at some time "
        f"(e-value {np.exp(log_e):.1f}; from {HOLDS:g} on it holds however often one "
        "looks)."
    )


def _untestable(sample: Sample) -> str:
    """Say why nothing can be tested."""
    if sample.offset:
        return (
            "Not enough data to judge calibration: forecasts of one question offset each other (as "
            "80 % and 20 % do), so that no outcome could tell."
        )
    if sample.certain:
        return (
            "Not enough data to judge calibration: all forecasts are 0 % or 100 %, and none failed."
        )
    return "Not enough data to judge calibration: no outcome is a clear yes or no."


def _refuted(sample: Sample) -> str:
    """Say that a certainty failed."""
    wrong, certain = sample.certain_wrong, sample.certain
    noun = "forecast" if certain == 1 else "forecasts"
    return (
        f"Not calibrated: {wrong} of {certain} certain {noun} (0 % or 100 %) failed, and what is "
        "certain cannot fail"
    )


def _besides(sample: Sample, fit: CoxFit) -> str:
    """Say in which way the forecasts short of certainty are off, where that is clear."""
    clear = _clear(sample, fit) if sample.size else []
    return f"; the others are {' and '.join(clear)}" if clear else ""


def _direction(sample: Sample, fit: CoxFit) -> str:
    """Say in which way probabilities are off: where that is clear, else where they lean."""
    if clear := _clear(sample, fit):
        return "probabilities do not match outcomes, they are " + " and ".join(clear)
    total, spread = _lean(sample)
    leanings = [tilted] if (tilted := _tilt(fit)) else []
    if abs(total) >= spread > 0.0:  # equal where there is one question only
        leanings.append(_shift(sample, up=total > 0.0))
    if not leanings:
        return "probabilities and outcomes do not fit together, in no single direction"
    doubt = (
        "though neither alone is beyond doubt" if len(leanings) > 1 else "though not beyond doubt"
    )
    return f"probabilities do not match outcomes, they seem {' and '.join(leanings)}, {doubt}"


def _clear(sample: Sample, fit: CoxFit) -> list[str]:
    """Return the ways in which probabilities are off beyond doubt."""
    total, spread = _lean(sample)
    clear = []
    if fit.slope_ci is not None and (fit.slope_ci[1] < 1.0 or fit.slope_ci[0] > 1.0):
        clear.append(_tilt(fit))
    if abs(total) > 1.96 * spread > 0.0:
        clear.append(_shift(sample, up=total > 0.0))
    return clear


def _lean(sample: Sample) -> tuple[float, float]:
    """Return by how much outcomes exceed forecasts in all, and its standard error."""
    lean = sample.in_clusters(sample.weights * (sample.outcomes - sample.forecasts))
    return float(lean.sum()), float(np.sqrt(np.square(lean).sum()))


def _tilt(fit: CoxFit) -> str:
    """Say whether probabilities are too extreme or too timid; nothing where that is unknown."""
    if fit.slope is None:
        return ""
    if fit.slope_ci is not None and fit.slope_ci[1] < 0.0:
        return "the wrong way round"
    side = "extreme" if fit.slope < 1.0 else "timid"
    # No "-0.00": what rounds to nothing has no sign.
    slope = f"{round(fit.slope, 2) + 0.0:.2f}"
    if np.isinf(fit.slope):
        slope = "infinite" if fit.slope > 0.0 else "minus infinite"
    return f"too {side} (slope {slope}, 1 is right)"


def _shift(sample: Sample, *, up: bool) -> str:
    """Say whether probabilities are too low or too high on average."""
    mean = float(np.average(sample.forecasts, weights=sample.weights))
    rate = float(np.average(sample.outcomes, weights=sample.weights))
    said = f"{100 * mean:.0f} % said, {100 * rate:.0f} % came true"
    return f"too {'low' if up else 'high'} on average ({said})"


def _powers(power: Power) -> str:
    """Say how often each named departure would be noticed, whatever the outcomes were."""
    chances = {alternative.name: chance for alternative, chance in power.of}
    words = (
        ("overconfident", "overconfidence (slope 0.6)"),
        ("underconfident", "underconfidence (slope 1.8)"),
    )
    said = [(text, chances[name]) for name, text in words if name in chances]
    shifts = [chances[name] for name in ("too low", "too high") if name in chances]
    if shifts:
        said.append(("a shift of half a logit", min(shifts)))
    if not said:
        return "nothing was looked for"
    if max(chance for _, chance in said) < 0.005:
        return "with forecasts as few as these no miscalibration would be noticed"
    (text, chance), *others = said
    first = f"clear {text} would be noticed in {_of_hundred(chance)} of 100 such records"
    return ", ".join([first, *(f"{text} in {_of_hundred(chance)}" for text, chance in others)])


def _of_hundred(chance: float) -> str:
    """Return a chance out of 100, certain only where it is."""
    if chance > 0.994:
        return "over 99"
    return "fewer than 1" if chance < 0.005 else f"{100 * chance:.0f}"
