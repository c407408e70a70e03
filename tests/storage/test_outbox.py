from dataclasses import replace
from datetime import timedelta

import pytest

from storage import outbox
from storage.ledger import Ledger
from tests import asking
from tests.conftest import NOON
from tests.storage.test_recording import add

MINUTE = timedelta(minutes=1)


def put(ledger: Ledger, key: str = "a") -> bool:
    with ledger.write() as session:
        return outbox.enqueue(session, key=key, kind="resolution", now=NOON)


def lease(ledger: Ledger, after: timedelta = timedelta()) -> list[outbox.Post]:
    with ledger.write() as session:
        return outbox.lease(session, now=NOON + after)


def test_a_key_is_posted_once_however_often_it_is_put_there(ledger: Ledger) -> None:
    assert put(ledger) is True
    assert put(ledger) is False
    assert len(lease(ledger)) == 1


def test_a_leased_post_is_not_given_to_another_process(ledger: Ledger) -> None:
    put(ledger)
    [first] = lease(ledger)
    assert first.tried_before is False
    assert lease(ledger) == []


def test_a_post_is_taken_back_until_somebody_begins_to_send_it(ledger: Ledger) -> None:
    put(ledger)
    with ledger.write() as session:
        assert outbox.cancel(session, "a") is True
    assert lease(ledger) == []
    put(ledger)
    lease(ledger)
    with ledger.write() as session:
        assert outbox.cancel(session, "a") is False


def test_a_post_whose_sender_died_is_tried_again_and_says_so(ledger: Ledger) -> None:
    put(ledger)
    [first] = lease(ledger)
    [again] = lease(ledger, outbox.LEASE)
    assert again.tried_before is True
    assert (again.id, again.mark, again.nonce) == (first.id, first.mark, first.nonce)


def test_a_sent_post_is_done(ledger: Ledger) -> None:
    put(ledger)
    [post] = lease(ledger)
    with ledger.write() as session:
        outbox.mark_sent(session, post.id, now=NOON, message_id=2**62)
    assert lease(ledger, timedelta(days=1)) == []
    with ledger.read() as session:
        assert asking.unsent(session) == []


def test_a_failed_post_waits_longer_each_time_and_is_never_dropped(ledger: Ledger) -> None:
    put(ledger)
    waits = []
    now = NOON
    for _ in range(15):
        step = timedelta()
        while True:
            with ledger.write() as session:
                found = outbox.lease(session, now=now + step)
            if found:
                break
            step += timedelta(seconds=5) if step < MINUTE else step / 4
        waits.append(step)
        now += step
        with ledger.write() as session:
            outbox.mark_failed(session, found[0].id, now=now, problem="no network")
    assert waits[1] < waits[3] < waits[6]
    assert max(waits) <= outbox.LONGEST_WAIT * 1.3


def test_what_can_never_be_sent_is_given_up_with_its_reason(ledger: Ledger) -> None:
    put(ledger)
    [post] = lease(ledger)
    with ledger.write() as session:
        outbox.mark_failed(session, post.id, now=NOON, problem="the channel is gone", final=True)
    assert lease(ledger, timedelta(days=9)) == []


def test_a_nonce_fits_what_discord_allows(ledger: Ledger) -> None:
    put(ledger)
    [post] = lease(ledger)
    post = replace(post, id=2**62)
    assert len(post.nonce) <= 25


@pytest.mark.parametrize("count", [45])
def test_posts_come_in_their_order(ledger: Ledger, count: int) -> None:
    for number in range(count):
        put(ledger, f"key {number}")
    keys = []
    while batch := lease(ledger):
        keys += [post.key for post in batch]
    assert keys == [f"key {number}" for number in range(count)]


def test_what_was_shown_in_answer_is_not_posted_as_well(ledger: Ledger) -> None:
    later = NOON + outbox.OWN_WAY
    for key in ("shown", "never shown"):
        with ledger.write() as session:
            outbox.enqueue(session, key=key, kind="card", now=NOON, due_at=later)
    assert lease(ledger) == []
    with ledger.write() as session:
        outbox.shown(session, "shown", now=NOON, message_id=7)
        outbox.shown(session, "of no such key", now=NOON, message_id=8)
    assert [post.key for post in lease(ledger, outbox.OWN_WAY)] == ["never shown"]


def test_what_is_shown_after_it_was_posted_leaves_the_post_where_it_stands(ledger: Ledger) -> None:
    put(ledger)
    [post] = lease(ledger)
    with ledger.write() as session:
        outbox.mark_sent(session, post.id, now=NOON, message_id=5)
        outbox.shown(session, "a", now=NOON, message_id=6)
        assert outbox.stands(session, 5)
        assert not outbox.stands(session, 6)


def test_a_mark_in_a_channel_is_unheard_of_until_its_post_was_sent_or_tried_a_second_time(
    ledger: Ledger,
) -> None:
    put(ledger)
    [post] = lease(ledger)
    with ledger.read() as session:
        # The first attempt is about to be made: what stands there already, another ledger sent.
        assert outbox.unheard_of(session, post.mark)
    lease(ledger, outbox.LEASE)
    with ledger.read() as session:
        assert not outbox.unheard_of(session, post.mark)
    put(ledger, "b")
    [other] = lease(ledger)
    with ledger.write() as session:
        assert outbox.unheard_of(session, other.mark)
        outbox.mark_sent(session, other.id, now=NOON)
        assert not outbox.unheard_of(session, other.mark)


def test_a_reason_of_any_length_keeps_the_post_for_another_try(ledger: Ledger) -> None:
    put(ledger)
    [post] = lease(ledger)
    with ledger.write() as session:
        outbox.mark_failed(session, post.id, now=NOON, problem="x" * 10_000)
    assert lease(ledger, timedelta(seconds=9)) == []
    [again] = lease(ledger, timedelta(seconds=10))  # five seconds, doubled with each attempt
    assert again.id == post.id


def test_the_last_post_of_a_prediction_is_its_own_of_that_kind_and_was_not_given_up(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        mine, other = add(session, "It rains"), add(session, "It snows")
        for key, kind, number in (
            ("first", "proposal", mine),
            ("second", "proposal", mine),
            ("a card", "card", mine),
            ("another's", "proposal", other),
        ):
            outbox.enqueue(session, key=key, kind=kind, prediction_id=number, now=NOON)

    def last() -> str:
        with ledger.read() as session:
            found = outbox.last_of(session, mine, "proposal")
        assert found is not None
        return found.key

    assert last() == "second"
    [second] = [post for post in lease(ledger) if post.key == "second"]
    with ledger.write() as session:
        outbox.mark_failed(session, second.id, now=NOON, problem="gone", final=True)
    assert last() == "first"


def test_a_mark_tells_what_is_told_of_which_prediction_and_no_number(ledger: Ledger) -> None:
    with ledger.write() as session:
        first, second = add(session, "It rains"), add(session, "It snows")
        for number, key in ((first, "a"), (second, "b"), (first, "c")):
            outbox.enqueue(
                session, key=key, kind="proposal", prediction_id=number, now=NOON, tells="None"
            )
    of_first, of_second, again = (post.mark for post in lease(ledger))
    assert of_first == again
    assert of_first != of_second
    assert of_first.startswith("#")
