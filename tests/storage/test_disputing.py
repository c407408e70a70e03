from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from predictions.errors import InvalidValue
from predictions.model import Kind, Proposal, State
from predictions.outcomes import NO, YES, Outcome, Verdict
from predictions.times import Window
from storage import disputing, dossier, proposing, resolving
from storage.errors import Refused
from storage.ledger import Ledger
from storage.tables import Events, Predictions, Proposals
from tests.conftest import NOON
from tests.storage.test_recording import add, someone

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_an_objection_is_that_of_its_own_prediction_and_names_who_objects_now(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        ann, bob = someone(session), someone(session, "Bob")
        mine, other = add(session), add(session, "It snows")
        for number in (mine, other):
            proposing.ask(session, number, "It is time.", now=NOON)
        assert disputing.objection(session, mine) is None
        disputing.dispute(session, mine, now=NOON, note="not so", by=ann)
        disputing.dispute(session, other, now=NOON + HOUR, note="not so", by=bob)
        assert disputing.objection(session, mine) == disputing.Objection(ann, NOON)
        # Once more, of a resolution: the later objection is the one that counts.
        resolving.resolve(session, mine, YES, now=NOON + 2 * HOUR)
        disputing.dispute(session, mine, now=NOON + 3 * HOUR, note="not so", by=bob)
        assert disputing.objection(session, mine) == disputing.Objection(bob, NOON + 3 * HOUR)


def test_a_resolution_whose_objector_gives_in_stands_again_as_it_was(ledger: Ledger) -> None:
    later = NOON + 2 * DAY
    with ledger.write() as session:
        ann, bob = someone(session), someone(session, "Bob")
        number, other = add(session), add(session, "It snows")
        resolving.resolve(session, other, NO, now=NOON)
        resolving.resolve(session, number, NO, now=NOON, by=ann)
        resolving.reopen(session, number, now=NOON + HOUR)
        resolving.resolve(session, number, YES, now=NOON + DAY, happened_at=NOON, by=ann)
        disputing.dispute(session, number, now=later, note="not so", by=bob)
        asked = proposing.ask(session, number, "Bob objects.", now=later)
        disputing.concede(session, number, now=later + HOUR, note="Bob gives in", by=bob)
        with pytest.raises(Refused, match="not disputed"):
            disputing.concede(session, number, now=later + HOUR, note="once more", by=bob)
    assert asked is not None
    with ledger.read() as session:
        record = dossier.record(session, number, now=later + HOUR)
        question = session.get_one(Proposals, asked.id)
    assert record.state is State.RESOLVED
    assert record.resolution is not None
    assert record.resolution.version == 5
    assert record.resolution.outcome == YES
    assert (record.resolution.happened_at, record.resolution.decided_by) == (NOON, ann)
    assert question.status == "rejected"


def test_what_an_objection_stopped_is_in_review_again_without_the_question_it_asked(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        ann, number = someone(session), add(session)
        suggested = Proposal(
            prediction_id=number, reason="A rule: yes", proposed_at=NOON, outcome=YES, final=True
        )
        kept = proposing.propose(session, suggested)
        disputing.dispute(session, number, now=NOON + HOUR, note="not so", by=ann)
        proposing.ask(session, number, "Ann objects.", now=NOON + HOUR)
        disputing.concede(session, number, now=NOON + DAY, note="Ann gives in", by=ann)
        assert kept is not None
        assert [each.id for each in proposing.waiting(session, number)] == [kept.id]
        assert dossier.get(session, number, now=NOON + DAY).state is State.IN_REVIEW
        assert dossier.record(session, number, now=NOON + DAY).resolution is None


def test_a_resolution_confirms_who_said_so_and_leaves_what_was_decided_before(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        number = add(session)
        ids = []
        for reason, outcome in (("set aside", YES), ("yes", YES), ("no", NO), ("look", None)):
            made = proposing.propose(
                session,
                Proposal(prediction_id=number, reason=reason, proposed_at=NOON, outcome=outcome),
            )
            assert made is not None
            ids.append(made.id)
        proposing.reject(session, ids[0] or 0, now=NOON)
        resolving.resolve(session, number, YES, now=NOON)
    with ledger.read() as session:
        found = [session.get_one(Proposals, each).status for each in ids]
    assert found == ["rejected", "confirmed", "rejected", "confirmed"]


def test_what_is_reopened_is_left_to_people_for_a_day_and_until_its_deadline(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        soon = add(session, window=Window(None, NOON.date()))
        far = add(session, "It snows")
        looks = {}
        for number in (soon, far):
            proposing.ask(session, number, "It is time.", now=NOON)
            resolving.resolve(session, number, YES, now=NOON)
            resolving.reopen(session, number, now=NOON + DAY)
            row = session.get_one(Predictions, number)
            session.refresh(row)
            assert row.asked_at is None
            assert row.look_at is not None
            looks[number] = row.look_at
    assert looks[soon] == NOON + 2 * DAY
    assert looks[far].date() == date(2027, 1, 1)


def test_a_day_is_resolved_only_by_one_that_has_come_and_lies_in_the_window(
    ledger: Ledger,
) -> None:
    opens = Window(NOON.date(), NOON.date() + 30 * DAY, "Pacific/Auckland")
    now = NOON + 10 * DAY  # already the next day in Auckland

    def on(day: date) -> Outcome:
        return Outcome(Verdict.VALUE, float(day.toordinal()))

    with ledger.write() as session:
        number = add(session, kind=Kind.DATE, window=opens)
        with pytest.raises(InvalidValue, match="still to come"):
            resolving.resolve(session, number, on(now.date() + 2 * DAY), now=now)
        with pytest.raises(InvalidValue, match="before the window"):
            resolving.resolve(session, number, on(NOON.date() - DAY), now=now)
        resolving.resolve(session, number, on(now.date() + DAY), now=now)
        assert dossier.get(session, number, now=now).state is State.RESOLVED


def test_each_turn_of_a_prediction_is_an_event_of_the_chain_with_who_took_it(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        ann, number = someone(session), add(session)
        first = proposing.ask(session, number, "It is time.", now=NOON)
        assert first is not None
        proposing.reject(session, first.id or 0, now=NOON, by=ann)
        proposing.ask(session, number, "It is time again.", now=NOON)
        disputing.dispute(session, number, now=NOON, note="not so", by=ann)
        disputing.concede(session, number, now=NOON + HOUR, note="so", by=ann)
        resolving.resolve(session, number, YES, now=NOON + HOUR, by=ann)
        resolving.reopen(session, number, now=NOON + HOUR, by=ann)
        resolving.withdraw(session, number, now=NOON + HOUR, by=ann)
        chain = session.exec(
            select(Events).where(Events.prediction_id == number).order_by(col(Events.seq))
        ).all()
    assert [(event.kind, event.actor_id) for event in chain] == [
        ("prediction added", None),
        ("proposed", None),
        ("proposal rejected", ann),
        ("proposed", None),
        ("disputed", ann),
        ("proposal rejected", ann),
        ("objection taken back", ann),
        ("resolved", ann),
        ("reopened", ann),
        ("withdrawn", ann),
    ]
