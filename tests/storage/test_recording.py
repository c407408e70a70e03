from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from predictions.beliefs import Probability, Shares
from predictions.candidate import Basis
from predictions.errors import InvalidValue
from predictions.model import Document, Forecast, Forecaster, Kind, Prediction, State
from predictions.outcomes import YES
from predictions.times import Window
from storage import dossier, finding, recording, resolving
from storage.errors import DatabaseUnusable, NotFound, Refused
from storage.ledger import Ledger
from tests import asking
from tests.conftest import NOON


def add(session: Session, statement: str = "It rains", **changes: object) -> int:
    fields: dict[str, object] = {
        "statement": statement,
        "created_at": NOON,
        "window": Window(None, date(2026, 12, 31)),
    }
    stored = recording.add_prediction(session, Prediction(**{**fields, **changes}))  # type: ignore[arg-type]
    assert stored.id is not None
    return stored.id


def someone(session: Session, name: str = "Ann") -> int:
    found = recording.forecaster_named(session, name)
    assert found.id is not None
    return found.id


def forecast(prediction: int, who: int, value: float, at: datetime = NOON) -> Forecast:
    return Forecast(
        prediction_id=prediction, forecaster_id=who, belief=Probability(value=value), made_at=at
    )


def test_a_prediction_comes_back_as_it_was_stored(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(
            session,
            "Ünïcödé 🌧 “quoted”",
            window=Window(date(2026, 4, 1), date(2026, 5, 1), "Europe/Berlin"),
            criteria="A gauge shows more than 1 mm",
            condition="The gauge stands",
            tags=("weather", "berlin"),
        )
    with ledger.read() as session:
        found = dossier.get(session, number, now=NOON).prediction
    assert found.statement == "Ünïcödé 🌧 “quoted”"
    assert found.window == Window(date(2026, 4, 1), date(2026, 5, 1), "Europe/Berlin")
    assert (found.criteria, found.condition) == ("A gauge shows more than 1 mm", "The gauge stands")
    assert found.tags == ("berlin", "weather")


def test_a_forecast_keeps_its_range_and_basis(ledger: Ledger) -> None:
    belief = Probability(value=0.7, low=0.6, high=0.85, basis=Basis.SURVEYED)
    with ledger.write() as session:
        made = Forecast(
            prediction_id=add(session), forecaster_id=someone(session), belief=belief, made_at=NOON
        )
        recording.add_forecast(session, made)
    with ledger.read() as session:
        [found] = dossier.record(session, made.prediction_id, now=NOON).forecasts
    assert found.belief == belief


def test_shares_of_a_multiple_choice_come_back(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session, kind=Kind.CHOICE, options=("red", "green", "blue"))
        belief = Shares((0.2, 0.3, 0.5))
        made = Forecast(
            prediction_id=number, forecaster_id=someone(session), belief=belief, made_at=NOON
        )
        recording.add_forecast(session, made)
        with pytest.raises(InvalidValue, match="wrong shape"):
            recording.add_forecast(session, forecast(number, someone(session), 0.5))
    with ledger.read() as session:
        record = dossier.record(session, number, now=NOON)
    assert record.prediction.options == ("red", "green", "blue")
    assert record.forecasts[0].belief == belief


def test_a_forecast_after_the_resolution_is_refused(ledger: Ledger) -> None:
    with ledger.write() as session:
        number, who = add(session), someone(session)
        resolving.resolve(session, number, YES, now=NOON)
    with pytest.raises(Refused, match="takes no more forecasts"), ledger.write() as session:
        recording.add_forecast(session, forecast(number, who, 0.5))


def test_a_forecast_after_the_deadline_would_be_hindsight(ledger: Ledger) -> None:
    with ledger.write() as session:
        number, who = add(session), someone(session)
    late = datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(Refused, match="hindsight"), ledger.write() as session:
        recording.add_forecast(session, forecast(number, who, 0.5, late))
    with ledger.write() as session:
        recording.add_forecast(session, forecast(number, who, 0.5, late - timedelta(seconds=1)))


def test_the_last_day_counts_in_the_prediction_s_own_zone(ledger: Ledger) -> None:
    zone = "Pacific/Auckland"
    with ledger.write() as session:
        number = add(session, window=Window(None, date(2026, 6, 30), zone))
    before = datetime(2026, 6, 30, 11, 59, tzinfo=UTC)
    with ledger.read() as session:
        assert dossier.get(session, number, now=before).state is State.OPEN
        assert dossier.get(session, number, now=before + timedelta(minutes=1)).state is State.DUE


def test_an_unknown_prediction_is_named(ledger: Ledger) -> None:
    with ledger.write() as session, pytest.raises(NotFound, match="no prediction 4711"):
        recording.add_forecast(session, forecast(4711, someone(session), 0.5))


@pytest.mark.parametrize("table", ["documents", "forecasts", "resolutions", "evidence", "events"])
def test_history_refuses_to_be_changed(ledger: Ledger, table: str) -> None:
    fill(ledger)
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {COLUMNS[table]}"):
        with pytest.raises(DatabaseUnusable, match="append-only"), ledger.write() as session:
            session.execute(text(statement))


COLUMNS = {
    "documents": "text = 'x'",
    "forecasts": "probability = 0.1",
    "resolutions": "outcome = 'no'",
    "evidence": "title = 'x'",
    "events": "kind = 'x'",
}


def fill(ledger: Ledger) -> None:
    from predictions.model import Evidence
    from storage import gathering

    with ledger.write() as session:
        number = add(session)
        recording.add_document(
            session, Document(text="It rains.", origin="a.txt", sha256="0" * 64, added_at=NOON)
        )
        recording.add_forecast(session, forecast(number, someone(session), 0.5))
        seen = Evidence(source_id=None, url=None, title="Rain", text="It rained", seen_at=NOON)
        gathering.add_evidence(session, [seen])
        resolving.resolve(session, number, YES, now=NOON)


def test_a_statement_is_never_changed(ledger: Ledger) -> None:
    fill(ledger)
    with pytest.raises(DatabaseUnusable), ledger.write() as session:
        session.execute(text("UPDATE predictions SET statement = 'something easier'"))


@pytest.mark.parametrize(
    "broken",
    [
        (
            "INSERT INTO forecasts (prediction_id, forecaster_id, made_at, probability, basis, weight) "
            "VALUES (1, 1, '2026-01-01', 7, 'stated', 1)"
        ),
        (
            "INSERT INTO forecasts (prediction_id, forecaster_id, made_at, probability, basis, weight) "
            "VALUES (1, 1, '2026-01-01', 0.5, 'guessed', 1)"
        ),
        (
            "INSERT INTO forecasts (prediction_id, forecaster_id, made_at, probability, weight) "
            "VALUES (1, 1, '2026-01-01', 0.5, 1)"
        ),
        (
            "INSERT INTO forecasts (prediction_id, forecaster_id, made_at, probability, basis, weight) "
            "VALUES (99, 1, '2026-01-01', 0.5, 'stated', 1)"
        ),
        "UPDATE predictions SET status = 'lost'",
        "UPDATE predictions SET not_before = '2030-01-01'",
        (
            "INSERT INTO resolutions (prediction_id, version, outcome, value, decided_at, evidence_ids)"
            " VALUES (1, 9, 'partial', 1.5, '2026-01-01', '[]')"
        ),
        (
            "INSERT INTO resolutions (prediction_id, version, outcome, decided_at, evidence_ids)"
            " VALUES (1, 9, 'value', '2026-01-01', '[]')"
        ),
    ],
)
def test_the_database_itself_refuses_what_no_object_could_hold(ledger: Ledger, broken: str) -> None:
    fill(ledger)
    with pytest.raises((DatabaseUnusable, DBAPIError)), ledger.write() as session:
        session.execute(text(broken))


def test_a_document_is_stored_once(ledger: Ledger) -> None:
    same = Document(text="It rains.", origin="a.txt", sha256="0" * 64, added_at=NOON)
    with ledger.write() as session:
        first = recording.add_document(session, same)
        second = recording.add_document(session, same)
    assert first.id == second.id


def test_a_forecaster_is_one_person_under_a_changing_discord_name(ledger: Ledger) -> None:
    snowflake = 2**62 + 5  # wider than PostgreSQL's integer
    with ledger.write() as session:
        first = asking.forecaster_on_discord(session, snowflake, "ann")
        second = asking.forecaster_on_discord(session, snowflake, "Ann the Great")
    assert first.id == second.id
    assert second == Forecaster(name="Ann the Great", discord_id=snowflake, id=first.id)


def test_many_forecasts_are_stored_in_order(ledger: Ledger) -> None:
    with ledger.write() as session:
        number, who = add(session), someone(session)
        many = [forecast(number, who, n / 20_000) for n in range(12_000)]
        stored = recording.add_forecasts(session, many, at=NOON)
    assert [f.id for f in stored] == list(range(1, 12_001))
    with ledger.read() as session:
        found = dossier.record(session, number, now=NOON).forecasts
    assert [f.belief for f in found] == [f.belief for f in many]


def test_what_fails_half_way_leaves_nothing(ledger: Ledger) -> None:
    with pytest.raises(NotFound), ledger.write() as session:
        add(session)
        recording.add_forecast(session, forecast(99, someone(session), 0.5))
    with ledger.read() as session:
        assert finding.listing(session, now=NOON) == []
