"""Replies as they were seen, on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from predictions.model import Evidence, Proposal
from predictions.outcomes import YES
from predictions.snapshot import Snapshot
from storage import checking, gathering, proposing, resolving, snapshots
from storage.errors import DatabaseUnusable, Refused
from storage.exhibit import exhibit
from storage.ledger import Ledger
from tests.conftest import NOON
from tests.predictions.test_snapshot import feed
from tests.storage.test_checking import tamper
from tests.storage.test_recording import add

DAY = timedelta(days=1)
URL = "https://example.org/feed.xml"


def reply(body: bytes = b"<rss/>", **fields: Any) -> Snapshot:
    given: dict[str, Any] = {
        "url": URL,
        "final_url": URL,
        "status": 200,
        "fetched_at": NOON,
        "size": len(body),
        "headers": {"etag": '"1"', "content-type": "application/rss+xml; charset=utf-8"},
        **fields,
    }
    return Snapshot(body=body, **given)


def see(session: Session, title: str, seen: Snapshot | None) -> int:
    item = Evidence(source_id=None, url=None, title=title, text="", seen_at=NOON, reply=seen)
    [stored] = gathering.add_evidence(session, [item])
    assert stored.id is not None
    return stored.id


def count(session: Session, table: str) -> int:
    found: int = session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    return found


def test_a_reply_comes_back_as_it_was_seen(ledger: Ledger) -> None:
    body = bytes(range(256)) * 700
    with ledger.write() as session:
        number = see(session, "Rain", reply(body))
    with ledger.read() as session:
        found = exhibit(session, number)
    assert found.reply is not None
    assert found.reply == reply(body)
    assert found.reply.sha256 == found.reply_sha256
    assert found.holds


def test_what_was_read_from_one_reply_shares_it_and_the_same_body_is_stored_once(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        seen = reply(feed(40))
        items = [
            Evidence(source_id=None, url=None, title=f"{n}", text="", seen_at=NOON, reply=seen)
            for n in range(30)
        ]
        gathering.add_evidence(session, items)
        pieces = count(session, "snapshot_pieces")
        see(session, "later", reply(feed(40), fetched_at=NOON + DAY))
        assert count(session, "snapshots") == 1
        see(session, "elsewhere", reply(feed(40), final_url="https://example.org/b.xml"))
        assert count(session, "snapshots") == 2
        assert count(session, "snapshot_pieces") == pieces


def test_a_feed_that_grows_by_an_entry_adds_little(ledger: Ledger) -> None:
    with ledger.write() as session:
        see(session, "first", reply(feed(100)))
        before = count(session, "snapshot_pieces")
        for newest in range(101, 121):
            see(session, f"{newest}", reply(feed(newest)))
        added = count(session, "snapshot_pieces") - before
        parts = count(session, "snapshot_parts")
    assert added < parts / 3


def test_evidence_that_is_known_keeps_no_second_reply(ledger: Ledger) -> None:
    with ledger.write() as session:
        see(session, "Rain", reply(b"one"))
        item = Evidence(
            source_id=None, url=None, title="Rain", text="", seen_at=NOON, reply=reply(b"two")
        )
        assert gathering.add_evidence(session, [item]) == []
        assert count(session, "snapshots") == 1


def test_a_reply_that_was_cut_says_how_much_there_was(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = see(session, "Long", reply(b"the beginning", size=9_000_000))
        found = exhibit(session, number).reply
    assert found is not None
    assert found.cut
    assert found.size == 9_000_000


def test_evidence_that_a_person_gave_has_no_reply(ledger: Ledger) -> None:
    with ledger.write() as session:
        found = exhibit(session, see(session, "Rain", None))
    assert (found.reply, found.reply_sha256, found.dropped_at) == (None, None, None)
    assert checking.verify(ledger).problems == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE snapshots SET sha256 = 'x'",
        "UPDATE snapshots SET final_url = 'https://elsewhere.test/'",
        "DELETE FROM snapshots",
        "UPDATE snapshot_pieces SET packed = sha256",
        "DELETE FROM snapshot_pieces",
    ],
)
def test_a_reply_cannot_be_changed_by_mistake(ledger: Ledger, statement: str) -> None:
    with ledger.write() as session:
        see(session, "Rain", reply())
    statement = statement.replace("= sha256", "= CAST('x' AS BLOB)")
    if ledger.engine.dialect.name == "postgresql":
        statement = statement.replace("CAST('x' AS BLOB)", "'x'::bytea")
    with pytest.raises(DatabaseUnusable), ledger.write() as session:
        session.execute(text(statement))
    assert checking.verify(ledger).problems == ()


def test_a_reply_that_was_changed_is_not_shown_and_verifying_tells(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = see(session, "Rain", reply(b"It rained."))
        other = see(session, "Sun", reply(b"It shone."))
        wrong: bytes = session.execute(
            text("SELECT packed FROM snapshot_pieces ORDER BY id DESC LIMIT 1")
        ).scalar_one()
    on_sqlite = ledger.engine.dialect.name == "sqlite"
    value = f"x'{wrong.hex()}'" if on_sqlite else f"'\\x{wrong.hex()}'::bytea"
    first = "(SELECT min(id) FROM snapshot_pieces)"
    tamper(
        ledger, "snapshot_pieces", f"UPDATE snapshot_pieces SET packed = {value} WHERE id = {first}"
    )
    with ledger.read() as session:
        with pytest.raises(Refused, match="does not match its hash"):
            exhibit(session, number)
        assert exhibit(session, other).holds
    assert any("reply" in problem for problem in checking.verify(ledger).problems)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE evidence SET title = 'Sun'",
        "UPDATE evidence SET text = 'It shone.', sha256 = 'x'",
        "UPDATE evidence SET snapshot_id = NULL",
    ],
)
def test_evidence_that_was_changed_shows(ledger: Ledger, change: str) -> None:
    with ledger.write() as session:
        number = see(session, "Rain", reply())
    assert checking.verify(ledger).problems == ()
    tamper(ledger, "evidence", change)
    assert f"evidence {number} is not what was seen" in checking.verify(ledger).problems[0]


def test_old_replies_on_which_nothing_rests_are_let_go_and_no_others(ledger: Ledger) -> None:
    with ledger.write() as session:
        prediction = add(session)
        matched, proposed, resolved, idle, fresh = (
            see(session, name, reply(name.encode() * 9, fetched_at=at))
            for name, at in (
                ("matched", NOON),
                ("proposed", NOON),
                ("resolved", NOON),
                ("idle", NOON),
                ("fresh", NOON + 80 * DAY),
            )
        )
        gathering.match(session, matched, prediction, relevance=1.0, why="rain")
        proposing.propose(
            session,
            Proposal(
                prediction_id=prediction, reason="x", proposed_at=NOON, evidence_ids=(proposed,)
            ),
        )
        other = add(session, "Another")
        resolving.resolve(session, other, YES, now=NOON, evidence_ids=(resolved,))
        assert snapshots.let_go(session, older_than=90 * DAY, now=NOON + 100 * DAY) == 1
        assert snapshots.let_go(session, older_than=90 * DAY, now=NOON + 100 * DAY) == 0
        kept = [number for number in range(matched, fresh + 1) if exhibit(session, number).reply]
        gone = exhibit(session, idle)
        assert count(session, "snapshot_pieces") == 4
    assert kept == [matched, proposed, resolved, fresh]
    assert gone.dropped_at == NOON + 100 * DAY
    assert gone.reply_sha256 == reply(b"idle" * 9).sha256
    assert gone.holds
    assert checking.verify(ledger).problems == ()
    assert checking.check(ledger) == []


def test_pieces_that_a_kept_reply_needs_stay_when_another_goes(ledger: Ledger) -> None:
    with ledger.write() as session:
        prediction = add(session)
        see(session, "idle", reply(feed(60)))
        needed = see(session, "needed", reply(feed(61)))
        gathering.match(session, needed, prediction, relevance=1.0, why="rain")
        assert snapshots.let_go(session, older_than=DAY, now=NOON + 9 * DAY) == 1
        found = exhibit(session, needed).reply
    assert found is not None
    assert found.body == feed(61)


def test_a_body_that_was_let_go_is_kept_anew_when_it_is_seen_again(ledger: Ledger) -> None:
    with ledger.write() as session:
        see(session, "then", reply(b"the same"))
        snapshots.let_go(session, older_than=DAY, now=NOON + 9 * DAY)
        now = see(session, "now", reply(b"the same"))
        found = exhibit(session, now).reply
    assert found is not None
    assert found.body == b"the same"
