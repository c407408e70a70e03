"""The record in a stream, and what a report counts beside it, on both databases."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from predictions.candidate import Basis
from predictions.model import ForecasterKind, Prediction, State, Visibility
from predictions.outcomes import NO, REOPENED, YES, Outcome
from predictions.times import Window
from storage import recording, records, resolving, tallies
from storage.ledger import Ledger, Session
from storage.records import Question, Said, batches, moment, newest, questions
from storage.scope import Scope
from storage.settled import endings
from tests.bot.reports.made import NOW, OPENED, claim, fill, say, settle, someone

LATER = OPENED + timedelta(days=30, microseconds=7)


def forecasts_of(session: Session, scope: Scope) -> list[tuple[Said, Question]]:
    """Return each forecast in scope beside its prediction."""
    return [
        (said, batch.questions[said.prediction_id])
        for batch in batches(session, scope)
        for said in batch.said
    ]


def test_every_forecast_stands_beside_how_its_prediction_ended(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = claim(session, "=Rain", tags=("world", "a;b"))
        ann = someone(session, "Ann", ForecasterKind.AUTHOR)
        say(session, number, ann, 0.3, LATER, basis=Basis.SURVEYED)
        happened = datetime(2025, 6, 1, tzinfo=UTC)
        settle(session, number, Outcome.parse("40%"), happened_at=happened)
    with ledger.read() as session:
        [(said, about)] = forecasts_of(session, Scope())
        who = records.forecasters(session)[said.forecaster_id]
    assert (about.statement, said.probability) == ("=Rain", 0.3)
    assert who == ("Ann", ForecasterKind.AUTHOR)
    assert moment(said.made_at) == LATER
    assert moment(about.happened_at or "") == happened
    assert moment(about.resolved_at or "") == datetime(2026, 1, 2, tzinfo=UTC)
    assert about.deadline == "2025-12-31"
    assert moment(about.due_at or "") == datetime(2026, 1, 1, tzinfo=UTC)
    assert about.outcome == Outcome.parse("40%")
    assert about.tags == ("a;b", "world")
    assert about.status == State.RESOLVED
    assert said.basis == Basis.SURVEYED
    assert (said.low, said.high) == pytest.approx((0.2, 0.4))


def test_a_prediction_that_runs_has_no_outcome_and_may_have_no_deadline(ledger: Ledger) -> None:
    with ledger.write() as session:
        say(session, claim(session, deadline=None), someone(session, "Ann"), 0.5)
    with ledger.read() as session:
        [(_, about)] = forecasts_of(session, Scope())
        assert forecasts_of(session, Scope(resolved_only=True)) == []
    assert (about.outcome, about.deadline) == (None, None)


def test_only_the_version_that_stands_counts(ledger: Ledger) -> None:
    with ledger.write() as session:
        number, other = claim(session), claim(session)
        for each in (number, other):
            say(session, each, someone(session, "Ann"), 0.5)
            settle(session, each, YES)
            resolving.reopen(session, each, now=NOW)
        settle(session, number, NO, NOW + timedelta(days=1))
    with ledger.read() as session:
        found = {q.prediction_id: q.outcome for _, q in forecasts_of(session, Scope())}
        versions = [(e.prediction_id, e.version, e.standing) for e in endings(session, Scope())]
        counted = tallies.counts(session, Scope(), now=NOW)
    assert found == {number: NO, other: None}
    assert versions == [
        (number, 1, False),
        (number, 2, False),
        (number, 3, True),
        (other, 1, False),
        (other, 2, False),
    ]
    assert counted.resolved == 1
    assert REOPENED.verdict == "reopened"


def test_scopes_leave_out_what_they_should(ledger: Ledger) -> None:
    with ledger.write() as session:
        ann, bo = someone(session, "Ann"), someone(session, "Bo")
        early = claim(session, "Early", tags=("x",), guild_id=7)
        late = claim(session, "Late", tags=("y",))
        for number in (early, late):
            say(session, number, ann, 0.1)
            say(session, number, bo, 0.2)
        settle(session, early, YES, datetime(2026, 1, 1, tzinfo=UTC))
        settle(session, late, NO, datetime(2026, 2, 1, tzinfo=UTC))
    middle = datetime(2026, 1, 15, tzinfo=UTC)
    assert bo.id is not None
    with ledger.read() as session:

        def told(scope: Scope) -> set[tuple[str, float]]:
            return {(q.statement, said.probability) for said, q in forecasts_of(session, scope)}

        assert told(Scope(since=middle)) == {("Late", 0.1), ("Late", 0.2)}
        assert told(Scope(until=middle)) == {("Early", 0.1), ("Early", 0.2)}
        assert told(Scope(tag="x")) == {("Early", 0.1), ("Early", 0.2)}
        assert told(Scope(guild_id=7)) == {("Early", 0.1), ("Early", 0.2)}
        assert told(Scope(forecaster="Ann", tag="y")) == {("Late", 0.1)}
        assert told(Scope(forecaster_ids=(bo.id,))) == {("Early", 0.2), ("Late", 0.2)}
        assert told(Scope(forecaster="Nobody")) == set()
        assert [q.statement for q in newest(session, Scope(), limit=1)] == ["Late"]


def test_batches_never_tear_a_forecaster_apart(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "CHUNK", 7)
    fill(ledger, predictions=9, forecasts=200, forecasters=3)
    with ledger.read() as session:
        found = list(batches(session, Scope()))
        whole = list(questions(session, Scope()))
    keys = [[(s.prediction_id, s.forecaster_id) for s in batch.said] for batch in found]
    assert sum(map(len, keys)) == 200
    assert len(whole) == 9
    for before, after in pairwise(keys):
        assert before[-1] < after[0]
    for batch in found:
        assert set(batch.questions) == {said.prediction_id for said in batch.said}


def test_counts_of_what_ended_and_what_runs(ledger: Ledger) -> None:
    with ledger.write() as session:
        for outcome in ("yes", "ambiguous", "annulled"):
            settle(session, claim(session, tags=("x",)), Outcome.parse(outcome))
        claim(session)  # its deadline has passed
        claim(session, deadline=date(2027, 1, 1))
        claim(session, deadline=None)
        resolving.withdraw(session, claim(session), now=NOW)
    with ledger.read() as session:
        counted = tallies.counts(session, Scope(), now=NOW)
        tagged = tallies.counts(session, Scope(tag="x"), now=NOW)
        nothing = tallies.counts(session, Scope(since=NOW), now=NOW)
    assert counted == tallies.Counts(resolved=3, void=2, pending=2, overdue=1, withdrawn=1)
    assert tagged == tallies.Counts(resolved=3, void=2)
    assert (nothing.resolved, nothing.pending) == (0, 2)


def test_coming_deadlines_and_overdue_ones_with_the_crowd(ledger: Ledger) -> None:
    with ledger.write() as session:
        soon = claim(session, "Soon", deadline=date(2026, 4, 1))
        claim(session, "Later", deadline=date(2026, 5, 1))
        claim(session, "Never", deadline=None)
        claim(session, "Over")
        for name, value in (("Ann", 0.1), ("Ann", 0.2), ("Bo", 0.4)):
            say(session, soon, someone(session, name), value)
        say(session, soon, someone(session, "Read"), 0.9, basis=Basis.ANALOGUE)
    with ledger.read() as session:
        coming = tallies.coming(session, Scope(), now=NOW)
        overdue = tallies.overdue(session, Scope(), now=NOW)
    assert [(due.statement, due.deadline) for due in coming] == [
        ("Soon", "2026-04-01"),
        ("Later", "2026-05-01"),
    ]
    assert coming[0].crowd == pytest.approx(0.3)
    assert coming[0].forecasters == 2
    assert coming[1].crowd is None
    assert [due.statement for due in overdue] == ["Over"]


def test_movers_are_those_whose_crowd_had_a_mind_before(ledger: Ledger) -> None:
    with ledger.write() as session:
        ann = someone(session, "Ann")
        moved, new, still, ended = (
            claim(session, name, deadline=date(2027, 1, 1))
            for name in ("Moved", "New", "Still", "Ended")
        )
        for number in (moved, still, ended):
            say(session, number, ann, 0.2, OPENED)
        for number in (moved, new, ended):
            say(session, number, ann, 0.7, LATER)
        settle(session, ended, YES, NOW)
    with ledger.read() as session:
        found = tallies.movers(session, Scope(), since=LATER, until=NOW, now=NOW)
        none = tallies.movers(session, Scope(), since=LATER + timedelta(days=1), until=NOW, now=NOW)
    assert [(m.statement, m.before, m.after, m.forecasters) for m in found] == [
        ("Moved", 0.2, 0.7, 1)
    ]
    assert found[0].by == pytest.approx(0.5)
    assert none == []


@pytest.mark.parametrize(
    ("visibility", "visible_from", "crowd"),
    [
        (Visibility.OPEN, None, 0.6),
        (Visibility.UNTIL_DATE, NOW, 0.6),
        (Visibility.UNTIL_DATE, NOW + timedelta(seconds=1), None),
        (Visibility.UNTIL_FORECAST, None, None),
    ],
)
def test_hidden_forecasts_are_not_told(
    ledger: Ledger, visibility: Visibility, visible_from: datetime | None, crowd: float | None
) -> None:
    with ledger.write() as session:
        stored = recording.add_prediction(
            session,
            Prediction(
                statement="Hidden",
                created_at=OPENED,
                window=Window(None, date(2026, 4, 1), "UTC"),
                visibility=visibility,
                visible_from=visible_from,
            ),
        )
        assert stored.id is not None
        say(session, stored.id, someone(session, "Ann"), 0.4, OPENED)
        say(session, stored.id, someone(session, "Ann"), 0.6, LATER)
    with ledger.read() as session:
        [due] = tallies.coming(session, Scope(), now=NOW)
        moved = tallies.movers(session, Scope(), since=LATER, until=NOW, now=NOW)
    assert due.crowd == crowd
    assert len(moved) == (crowd is not None)


def test_nothing_at_all(ledger: Ledger) -> None:
    with ledger.read() as session:
        assert list(batches(session, Scope())) == []
        assert list(endings(session, Scope())) == []
        assert tallies.counts(session, Scope(), now=NOW) == tallies.Counts()
        assert tallies.coming(session, Scope(), now=NOW) == []
        assert tallies.crowd(session, [], now=NOW) == {}
        assert (list(records.names(session)), list(records.tags(session))) == ([], [])
