from datetime import UTC, datetime, timedelta

import pytest

from predictions.outcomes import YES
from storage import dossier, recording, resolving
from storage.errors import NotFound
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_recording import add, forecast, someone


def test_the_record_names_everybody_in_it(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        for who, value in (("Ann", 0.2), ("Bo", 0.6)):
            at = NOON + timedelta(hours=value)
            recording.add_forecast(session, forecast(number, someone(session, who), value, at))
        judge = someone(session, "Cy")
        resolving.resolve(session, number, YES, now=datetime(2026, 4, 1, tzinfo=UTC), by=judge)
        record = dossier.record(session, number, now=NOON)
    assert {f.name for f in record.forecasters.values()} == {"Ann", "Bo", "Cy"}
    assert [f.belief.value for f in record.forecasts] == [0.2, 0.6]  # type: ignore[union-attr]


def test_there_is_no_such_prediction_or_document(ledger: Ledger) -> None:
    with ledger.read() as session:
        for ask in (dossier.get, dossier.record):
            with pytest.raises(NotFound, match="no prediction 7"):
                ask(session, 7, now=NOON)
        with pytest.raises(NotFound, match="no document 7"):
            dossier.document(session, 7)


def test_what_was_written_a_moment_ago_in_the_same_session_is_there(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        who = someone(session, "Ann")
        recording.add_forecast(session, forecast(number, who, 0.2))
        assert len(dossier.record(session, number, now=NOON).forecasts) == 1
