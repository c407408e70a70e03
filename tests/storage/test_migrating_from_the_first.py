"""A ledger of the very first version, with data in it, is whole after all migrations."""

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert

from storage import absences, checking, dossier, events, finding, outbox, schema, visits, watchlist
from storage.engine import make_engine
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.storage.test_migrating_replies import empty_url

__all__ = ["empty_url"]  # the fixture

ROWS = {
    "forecasters": [{"id": 1, "name": "Ann", "kind": "person"}],
    "documents": [
        {
            "id": 1,
            "sha256": "0" * 64,
            "origin": "a.txt",
            "media_type": "text/plain",
            "text": "It rains.",
        }
    ],
    "predictions": [
        {
            "id": 1,
            "statement": "It rains",
            "kind": "binary",
            "time_zone": "UTC",
            "visibility": "open",
            "status": "open",
            "condition": "The gauge stands",
            "document_id": 1,
        }
    ],
    "candidates": [
        {"id": 1, "document_id": 1, "start": 0, "end": 9, "data": "{}", "confidence": 0.5}
        | {"status": "waiting"}
    ],
    "forecasts": [
        {"id": 1, "prediction_id": 1, "forecaster_id": 1, "probability": 0.7, "basis": "stated"}
        | {"weight": 1.0}
    ],
    "sources": [
        {"id": 1, "url": "https://example.org/f", "kind": "feed", "label": "News"}
        | {"subject": "https://example.org/f", "terms": "[]", "interval_seconds": 3600}
        | {"failures": 2, "active": True, "health": "ok", "problem": "status 500"}
    ],
    "evidence": [
        {"id": 1, "source_id": 1, "title": "Rain", "text": "It rained", "sha256": "h"},
    ],
    "posts": [
        {"id": number, "key": f"k{number}", "kind": "resolution", "prediction_id": 1}
        | {"data": "{}", "attempts": 0}
        for number in (1, 2)
    ],
}


def fill_as_0001(url: str) -> None:
    engine = make_engine(url)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["engine"] = engine
    command.upgrade(config, "0001")
    then = MetaData()
    with engine.begin() as connection:
        then.reflect(connection)
        now = NOON if engine.dialect.name == "postgresql" else NOON.replace(tzinfo=None)
        for name, rows in ROWS.items():
            table = then.tables[name]
            moments = {
                column.name: now
                for column in table.columns
                if column.name.endswith("_at") and not column.nullable
            }
            for row in rows:
                connection.execute(insert(table).values(**moments, **row))
    engine.dispose()


def test_a_record_of_the_first_version_is_whole_afterwards(empty_url: str) -> None:
    fill_as_0001(empty_url)
    ledger = Ledger(empty_url)
    assert checking.check(ledger) == []
    with ledger.read() as session:
        assert schema.version(ledger.engine) == schema.HEAD
        record = dossier.record(session, 1, now=NOON)
        assert record.prediction.condition == "The gauge stands"
        assert len(record.forecasts) == 1
        [source] = watchlist.sources(session)
        assert (source.failures, source.unanswered_since, source.resting_since) == (2, None, None)
        assert [
            each.prediction.id for each in finding.listing(session, now=NOON, words="rain")
        ] == [1]
        assert absences.away_since(session) is None
    with ledger.write() as session:
        # What stands in channels from then shows the number of its post.
        assert [post.mark for post in outbox.lease(session, now=NOON)] == ["#1", "#2"]
        assert [each.id for each in visits.lease_due(session, now=NOON)] == [1]
        events.append(session, "looked", at=NOON)
    ledger.close()
