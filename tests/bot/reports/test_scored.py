"""Scores by columns are those of the scorecard, forecast by forecast."""

from datetime import timedelta
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.reports.results import results
from bot.reports.scored import gathered, scored
from predictions.candidate import Basis
from predictions.outcomes import Outcome
from predictions.scorecard import forecaster_scores
from storage import dossier, records
from storage.ledger import Ledger
from storage.scope import Scope
from tests.bot.reports.made import NOW, OPENED, claim, say, settle, someone

PERCENT = st.integers(0, 100).map(lambda n: n / 100)


class Telling(NamedTuple):
    who: str
    value: float
    day: int
    implied: bool


TOLD = st.lists(
    st.builds(Telling, st.sampled_from("AB"), PERCENT, st.integers(-5, 400), st.booleans()),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(told=TOLD, outcome=st.sampled_from(["yes", "no", "30%"]), happened=st.integers(1, 300))
def test_columns_agree_with_the_scorecard(
    sqlite_ledger: Ledger, told: list[Telling], outcome: str, happened: int
) -> None:
    with sqlite_ledger.write() as session:
        number = claim(session)
        for each in told:
            basis = Basis.SURVEYED if each.implied else Basis.STATED
            at = OPENED + timedelta(days=each.day)
            say(session, number, someone(session, each.who), each.value, at, basis=basis)
        at = OPENED + timedelta(days=happened)
        settle(session, number, Outcome.parse(outcome), happened_at=at)
        record = dossier.record(session, number, now=NOW)
        scope = Scope(resolved_only=True)
        parts = [scored(batch) for batch in records.batches(session, scope)]
    assert record.resolution is not None
    cards = forecaster_scores(record.prediction, record.forecasts, record.resolution)
    expected = {(c.forecaster_id, c.implied): c for c in cards}
    every = gathered(part for part in parts if part)
    assert every is not None
    found = results(every)
    mine = np.flatnonzero(found.prediction == number)
    assert len(mine) == len(expected)
    for n in mine:
        card = expected[int(found.forecaster[n]), bool(found.implied[n])]
        assert found.forecasts[n] == card.forecasts
        assert found.late[n] == card.late
        assert found.coverage[n] == pytest.approx(card.coverage, abs=1e-9)
        for value, other in (
            (found.brier[n], card.score_over_time),
            (found.brier_last[n], card.score),
        ):
            assert np.isnan(value) if other is None else value == pytest.approx(other, abs=1e-9)


def test_weights_of_one_forecaster_on_one_prediction_sum_to_one(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.write() as session:
        number = claim(session)
        for day, value in ((0, 0.2), (90, 0.4), (180, 0.9), (400, 1.0)):
            at = OPENED + timedelta(days=day)
            say(session, number, someone(session, "Ann"), value, at)
        settle(session, number, Outcome.parse("yes"))
        [part] = (scored(b) for b in records.batches(session, Scope()))
    assert part is not None
    assert part.weight.sum() == pytest.approx(1.0)
    assert part.weight[3] == 0.0  # made after the deadline
    assert part.late.tolist() == [False, False, False, True]


def test_what_is_ambiguous_or_open_is_not_scored(sqlite_ledger: Ledger) -> None:
    with sqlite_ledger.write() as session:
        for outcome in (None, "ambiguous", "annulled"):
            number = claim(session)
            say(session, number, someone(session, "Ann"), 0.5)
            if outcome:
                settle(session, number, Outcome.parse(outcome))
        parts = [scored(b) for b in records.batches(session, Scope())]
    assert set(parts) == {None}
