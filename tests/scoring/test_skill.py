"""References that were there to be had: the crowd at the moment of each forecast."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import InputError
from scoring.logarithmic import log_score
from scoring.skill import crowd_reference, leave_one_out_rate, skill


def by_hand(rows: list[tuple[int, int, int, int]]) -> list[float]:
    """Return the median of the others at the time of each row, forecast by forecast."""
    found = []
    for _, time, who, what in rows:
        standing: dict[int, float] = {}
        for percent, other_time, other, question in sorted(rows, key=lambda row: row[1]):
            if question == what and other_time <= time and other != who:
                standing[other] = percent / 100
        found.append(float(np.median(list(standing.values()))) if standing else np.nan)
    return found


@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 8), st.integers(0, 3), st.integers(0, 2)),
        min_size=1,
        max_size=25,
    )
)
def test_the_crowd_is_what_the_others_thought_by_then(
    rows: list[tuple[int, int, int, int]],
) -> None:
    percent, time, who, what = (np.array(column) for column in zip(*rows, strict=True))
    got = crowd_reference(forecasts=percent / 100, times=time, forecasters=who, questions=what)
    np.testing.assert_allclose(got, by_hand(rows))


def test_skill_against_a_crowd_leaves_out_who_spoke_first() -> None:
    p, y = np.array([0.5, 0.9, 0.7]), np.array([1, 1, 1])
    crowd = crowd_reference(
        forecasts=p, times=[1, 2, 3], forecasters=["ann", "bob", "cid"], questions=["q"] * 3
    )
    known = ~np.isnan(crowd)
    result = skill(
        forecasts=p[known], outcomes=y[known], reference_forecasts=crowd[known], reference="others"
    )
    assert result.skill == pytest.approx(1 - (0.01 + 0.09) / (0.25 + 0.09))
    with pytest.raises(InputError, match="reference_forecasts"):
        skill(forecasts=p, outcomes=y, reference_forecasts=crowd, reference="others")


def test_skill_against_a_reference_that_was_certain_and_wrong_is_none_not_perfect() -> None:
    given_ = {"forecasts": [0.5, 0.6], "outcomes": [1, 1], "reference": "a market"}
    wrong = skill(**given_, reference_forecasts=[0.0, 0.5], score=log_score)  # type: ignore[arg-type]
    assert wrong.skill is None
    assert wrong.reference_score == np.inf
    assert skill(**given_, reference_forecasts=[0.0, 0.5]).skill is not None  # type: ignore[arg-type]


def test_a_base_rate_of_the_other_questions_is_drawn_to_its_prior_by_weight() -> None:
    rates = leave_one_out_rate(
        outcomes=[1, 0, 1], weights=[1.0, 2.0, 1.0], prior=0.2, prior_weight=2.0
    )
    # By hand: what the two others weigh and hit, and two more of which a fifth came true.
    assert rates.tolist() == pytest.approx([(0 + 1 + 0.4) / 5, (1 + 1 + 0.4) / 4, (1 + 0.4) / 5])
    assert leave_one_out_rate(outcomes=[1], prior=0.0).tolist() == [0.0]
    assert leave_one_out_rate(outcomes=[1], prior=1.0).tolist() == [1.0]
