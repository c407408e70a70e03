from datetime import UTC, datetime, timedelta

import pytest

from predictions.errors import InvalidValue
from predictions.model import Proposal, State
from predictions.outcomes import AMBIGUOUS, ANNULLED, NO, YES, Outcome, Verdict
from predictions.times import Window
from storage import awaiting, dossier, proposing, resolving, standing
from storage.errors import NotFound, Refused
from storage.ledger import Ledger
from tests import asking
from tests.conftest import NOON
from tests.storage.test_recording import add


def state(ledger: Ledger, number: int) -> State:
    with ledger.read() as session:
        return dossier.get(session, number, now=NOON).state


def test_a_resolution_and_its_post_are_written_together(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        resolving.resolve(session, number, YES, now=NOON)
    assert state(ledger, number) is State.RESOLVED
    with ledger.read() as session:
        [post] = asking.unsent(session)
    assert (post.kind, post.prediction_id, post.data) == ("resolution", number, {"version": 1})


def test_a_resolution_that_fails_leaves_no_post(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
    with pytest.raises(RuntimeError), ledger.write() as session:
        resolving.resolve(session, number, YES, now=NOON)
        raise RuntimeError("killed")
    with ledger.read() as session:
        assert asking.unsent(session) == []
    assert state(ledger, number) is State.OPEN


def test_resolving_twice_is_refused_and_says_how_to_correct(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        resolving.resolve(session, number, YES, now=NOON)
        with pytest.raises(Refused, match=r"already resolved: yes.*reopen it"):
            resolving.resolve(session, number, NO, now=NOON)


def test_a_correction_is_a_new_version_and_the_old_one_stays(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        resolving.resolve(session, number, YES, now=NOON)
        resolving.reopen(session, number, now=NOON, note="the source took it back")
    assert state(ledger, number) is State.OPEN
    with ledger.write() as session:
        resolving.resolve(session, number, NO, now=NOON)
    with ledger.read() as session:
        record = dossier.record(session, number, now=NOON)
    assert [r.version for r in record.resolutions] == [1, 2, 3]
    assert [r.outcome.verdict for r in record.resolutions] == [
        Verdict.YES,
        Verdict.REOPENED,
        Verdict.NO,
    ]
    assert record.resolution is not None
    assert record.resolution.outcome == NO


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (YES, State.RESOLVED),
        (NO, State.RESOLVED),
        (Outcome(Verdict.PARTIAL, 0.4), State.RESOLVED),
        (AMBIGUOUS, State.RESOLVED),
        (ANNULLED, State.ANNULLED),
    ],
)
def test_every_outcome_has_its_state(ledger: Ledger, outcome: Outcome, expected: State) -> None:
    with ledger.write() as session:
        number = add(session)
        resolving.resolve(session, number, outcome, now=NOON)
    assert state(ledger, number) is expected


def test_a_number_does_not_resolve_a_yes_or_no_prediction(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        with pytest.raises(InvalidValue, match="does not fit"):
            resolving.resolve(session, number, Outcome(Verdict.VALUE, 3.0), now=NOON)


def test_what_happened_outside_the_window_does_not_make_it_true(ledger: Ledger) -> None:
    opens = Window(NOON.date() + timedelta(days=10), NOON.date() + timedelta(days=20))
    later = NOON + timedelta(days=30)
    with ledger.write() as session:
        number = add(session, window=opens)
        for outside in (NOON, NOON + timedelta(days=25)):
            with pytest.raises(InvalidValue, match="outside the window"):
                resolving.resolve(session, number, YES, now=later, happened_at=outside)
        resolving.resolve(session, number, YES, now=later, happened_at=NOON + timedelta(days=15))
    assert state(ledger, number) is State.RESOLVED


def test_a_window_that_has_not_begun_has_no_yes_yet(ledger: Ledger) -> None:
    """Nothing of it can have happened; that it can't come true any more may well be known."""
    tomorrow = NOON + timedelta(days=1)
    with ledger.write() as session:
        number = add(session, window=Window(not_before=tomorrow.date()))
        with pytest.raises(InvalidValue, match="the window begins on"):
            resolving.resolve(session, number, YES, now=NOON)
        resolving.resolve(session, number, NO, now=NOON)
        resolving.reopen(session, number, now=NOON)
        resolving.resolve(session, number, YES, now=tomorrow)


def test_nothing_happens_after_it_was_decided(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        with pytest.raises(InvalidValue, match="after it was decided"):
            resolving.resolve(
                session, number, YES, now=NOON, happened_at=NOON + timedelta(minutes=1)
            )


def test_reopening_what_is_open_is_refused(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        with pytest.raises(Refused, match="nothing to take back"):
            resolving.reopen(session, number, now=NOON)
        with pytest.raises(NotFound):
            resolving.reopen(session, number + 1, now=NOON)


def suggest(number: int, reason: str = "News: it rained", **fields: object) -> Proposal:
    return Proposal(prediction_id=number, reason=reason, proposed_at=NOON, **fields)  # type: ignore[arg-type]


def test_a_proposal_puts_a_prediction_in_review_and_decides_nothing(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        assert proposing.propose(session, suggest(number)) is not None
        assert proposing.propose(session, suggest(number)) is None  # the same again
    assert state(ledger, number) is State.IN_REVIEW
    with ledger.read() as session:
        assert standing.latest(session, number) is None


def test_a_rejected_proposal_opens_the_prediction_again_and_does_not_come_back(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        number = add(session)
        [first, second] = [suggest(number), suggest(number, "Blog: it rained")]
        one = proposing.propose(session, first)
        two = proposing.propose(session, second)
        assert one is not None
        assert two is not None
        proposing.reject(session, one.id or 0, now=NOON)
        assert dossier.get(session, number, now=NOON).state is State.IN_REVIEW
        proposing.reject(session, two.id or 0, now=NOON)
        assert proposing.propose(session, first) is None
        with pytest.raises(Refused, match="already rejected"):
            proposing.reject(session, one.id or 0, now=NOON)
    assert state(ledger, number) is State.OPEN


def test_a_resolution_closes_the_proposals_that_waited(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        proposing.propose(session, suggest(number))
        proposing.propose(session, suggest(number, "Market: yes", outcome=YES))
        resolving.resolve(session, number, NO, now=NOON)
        assert proposing.waiting(session, number) == []


def test_people_are_asked_once_about_a_deadline_that_passed(ledger: Ledger) -> None:
    later = datetime(2027, 1, 1, tzinfo=UTC)
    with ledger.write() as session:
        number = add(session)
        assert [row.prediction.id for row in awaiting.unasked(session, now=later)] == [number]
        asked = proposing.ask(session, number, "The deadline has passed.", now=later)
        assert asked is not None
        proposing.reject(session, asked.id or 0, now=later)
        assert dossier.get(session, number, now=later).state is State.DUE
        assert awaiting.unasked(session, now=later) == []


def test_a_withdrawn_prediction_is_kept_and_takes_no_verdict(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        resolving.withdraw(session, number, now=NOON)
        with pytest.raises(Refused, match="withdrawn"):
            resolving.resolve(session, number, YES, now=NOON)
    assert state(ledger, number) is State.WITHDRAWN
