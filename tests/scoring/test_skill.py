"""References that were there to be had: the crowd at the moment of each forecast."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.errors import InputError
from scoring.skill import crowd_reference, skill


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
