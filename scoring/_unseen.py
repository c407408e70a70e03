"""What a short record has not shown yet: the other outcome of questions like these.

Whoever says 95 % and was right ten times has ten scores that hardly differ; their spread tells of
the days that came, not of the one in twenty that did not. Intervals therefore reckon with a part of
one more question, on which everything came the other way round, as Agresti and Coull (1998) do for
a rate.
"""

from typing import NamedTuple

import numpy as np

from scoring._checks import FloatArray


class Allowance(NamedTuple):
    """How intervals are moved and widened by the question that is reckoned with, shape (k,) each."""

    centre: FloatArray  # of the interval
    scale: FloatArray  # of the variance that the record itself has
    more: FloatArray  # variance beside it


def allowance(
    *, mean: FloatArray, turned: FloatArray, questions: FloatArray, unseen: float
) -> Allowance:
    """Return centres and variances of means, with so much of one turned question in mind.

    Args:
        mean: of each record, shape (k,).
        turned: the mean had every outcome been the other one, shape (k,).
        questions: (effective) number of them, more than 1, shape (k,).
        unseen: weight of the turned question, those that came weighing 1 each.
    """
    total = questions + unseen
    centre = (questions * mean + unseen * turned) / total
    others = np.maximum(questions - 1.0, np.finfo(np.float64).tiny)
    more = unseen * questions**2 * (turned - mean) ** 2 / (total**3 * others)
    return Allowance(centre, (questions / total) ** 2, more)
