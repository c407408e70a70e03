from datetime import date, timedelta

from predictions.beliefs import Probability
from predictions.model import Forecast, ForecasterKind
from predictions.outcomes import YES
from storage import authors, recording, resolving
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add


def test_an_author_s_running_predictions_come_with_their_last_word(ledger: Ledger) -> None:
    with ledger.write() as session:
        ann = recording.forecaster_named(session, "Ann", ForecasterKind.AUTHOR)
        bob = recording.forecaster_named(session, "Bob", ForecasterKind.AUTHOR)
        assert ann.id is not None
        assert bob.id is not None
        numbers = [add(session, f"It rains in {place}") for place in ("Bergen", "Oslo", "Voss")]
        said = [
            (numbers[0], ann.id, 0.6, 0),
            (numbers[0], ann.id, 0.4, 1),
            (numbers[0], bob.id, 0.9, 2),
            (numbers[1], bob.id, 0.5, 0),
            (numbers[2], ann.id, 0.5, 0),
        ]
        recording.add_forecasts(
            session,
            [
                Forecast(
                    prediction_id=number,
                    forecaster_id=who,
                    belief=Probability(value=value),
                    made_at=NOON - timedelta(days=9 - day),
                )
                for number, who, value, day in said
            ],
            at=NOON,
        )
        resolving.resolve(session, numbers[2], YES, now=NOON)
        [standing] = authors.standing(session, "Ann")
        assert authors.standing(session, "Nobody") == []
    assert (standing.id, standing.probability) == (numbers[0], 0.4)
    assert standing.made_at is not None
    assert standing.made_at.date() == date(2026, 2, 21)
