"""From version 0004, with a record in it, to replies as seen and keys kept apart."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from predictions.hiding import public
from storage import checking, finding, gathering, readings, rules, schema, watchlist
from storage.engine import make_engine, parse_url
from storage.errors import DatabaseUnusable
from storage.exhibit import exhibit
from storage.ledger import Ledger
from tests.conftest import NOON

KEY = "Zx81s3cret0f5e"
OLD = f"https://api.example.org/p.json?api_key={KEY}#data.last"
NEW = public(OLD)
NUMBERS = itertools.count()

AS_0004 = [
    "\nINSERT INTO predictions (id, statement, kind, time_zone, due_at, visibility, created_at, status, rule)\nVALUES (1, 'It reaches 100', 'binary', 'UTC', :at, 'open', :at, 'open', :rule)",
    "\nINSERT INTO sources (id, url, kind, subject, label, added_at, health, terms, interval_seconds,\nnext_check_at, failures, active)\nVALUES (1, :old, 'api', :old, :label, :at, 'ok', :terms, 3600, :at, 0, TRUE),\n(2, 'https://example.org/feed', 'feed', 'https://example.org/feed', 'News', :at, 'ok', :terms, 3600,\n:at, 0, TRUE)",
    "\nINSERT INTO evidence (id, source_id, url, title, text, seen_at, sha256)\nVALUES (1, 1, :old, :title, 'x', :at, 'h')",
    "\nINSERT INTO prediction_subjects (kind, subject, prediction_id) VALUES ('api', :old, 1)",
    "\nINSERT INTO readings (kind, subject, key, digest, data, read_at, evidence_id)\nVALUES ('api', :old, '2026-02-28', 'd', :data, :at, 1)\n",
]


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give a database without any tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'old.db'}"
        return
    postgres: str = request.getfixturevalue("postgres")
    admin = create_engine(parse_url(postgres), isolation_level="AUTOCOMMIT")
    name = f"before_replies_{next(NUMBERS)}"
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    yield postgres.replace("/postgres?", f"/{name}?")


def fill_as_0004(url: str) -> None:
    """Write a record as the program of that version did."""
    engine = make_engine(url)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["engine"] = engine
    command.upgrade(config, "0004")
    rule = {
        "kind": "number",
        "source": "api",
        "subject": OLD,
        "comparison": ">=",
        "threshold": 100,
    }
    reading = {
        "kind": "number",
        "source": "api",
        "subject": OLD,
        "value": 104.5,
        "day": "2026-02-28",
        "read_at": "2026-02-28T12:00:00+00:00",
        "evidence_id": 1,
    }
    at = NOON.isoformat(sep=" ").replace("+00:00", "")
    values = {
        "at": at,
        "old": OLD,
        "label": OLD,
        "rule": json.dumps({"rules": [rule]}),
        "data": json.dumps(reading, sort_keys=True, separators=(",", ":")),
        "title": f"{OLD} on 2026-02-28: 104.5",
        "terms": "[]",
    }
    with engine.begin() as connection:
        for statement in AS_0004:
            connection.execute(text(statement), values)
    engine.dispose()


def test_a_record_of_version_0004_is_whole_afterwards(empty_url: str) -> None:
    fill_as_0004(empty_url)
    ledger = Ledger(empty_url)
    with ledger.write() as session:
        found = exhibit(session, 1)
        assert (found.reply, found.dropped_at) == (None, None)
        assert session.execute(text("SELECT count(*) FROM evidence")).scalar_one() == 1
        with_key, without = watchlist.sources(session)
        assert (without.url, without.keys) == ("https://example.org/feed", {})
        assert (with_key.url, with_key.subject, with_key.label) == (NEW, NEW, NEW)
        assert list(with_key.keys.values()) == [KEY]
    assert checking.check(ledger) == []
    with pytest.raises(DatabaseUnusable, match="append-only"), ledger.write() as session:
        session.execute(text("UPDATE readings SET key = 'x'"))
    ledger.close()


def test_a_rule_finds_what_its_source_said_before_its_key_was_hidden(empty_url: str) -> None:
    fill_as_0004(empty_url)
    ledger = Ledger(empty_url)
    with ledger.read() as session:
        criteria = rules.criteria_of(session, 1)
        assert criteria is not None
        assert criteria.subjects == {("api", NEW)}
        assert readings.waiting_for(session, "api", NEW) == [1]
        [reading] = readings.about(session, criteria.subjects)
        assert reading.subject == NEW
        shown = gathering.get_evidence(session, 1)
    assert KEY not in repr(reading)
    # What is in the chain stays as it was written; nobody is shown the key.
    assert KEY not in f"{shown.url}{shown.title}{shown.text}"
    ledger.close()


def test_conditions_of_before_are_found_by_their_words(empty_url: str) -> None:
    engine = make_engine(empty_url)
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    config.attributes["engine"] = engine
    command.upgrade(config, "0007")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO predictions (id, statement, condition, kind, time_zone, due_at, "
                "visibility, created_at, status) VALUES (1, 'The tram runs', 'the council agrees', "
                "'binary', 'UTC', :at, 'open', :at, 'open')"
            ),
            {"at": NOON.isoformat(sep=" ").replace("+00:00", "")},
        )
    engine.dispose()
    ledger = Ledger(empty_url)
    with ledger.read() as session:
        found = finding.listing(session, now=NOON, words="council tram")
    assert [each.prediction.id for each in found] == [1]
    ledger.close()
