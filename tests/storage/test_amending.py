"""What a prediction says is mended on record, and no forecast is held against what it was not made on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from predictions.amending import Change
from predictions.beliefs import Probability
from predictions.criteria import Criteria
from predictions.errors import InvalidValue
from predictions.model import Document, ForecasterKind, Kind, Proposal, Quote, State
from predictions.outcomes import YES
from predictions.rules.kinds import MarketState
from predictions.scorecard import forecaster_scores
from predictions.times import Window
from storage import (
    amending,
    awaiting,
    checking,
    dossier,
    finding,
    outbox,
    proposing,
    recording,
    reminders,
    resolving,
    rules,
    watchlist,
)
from storage.amending import Amended, NeedsAnew
from storage.errors import DatabaseUnusable, Refused
from storage.ledger import Ledger
from storage.tables import Predictions
from tests.conftest import NOON
from tests.storage.test_checking import tamper
from tests.storage.test_recording import add, forecast, someone

LATER = NOON + timedelta(days=30)
NEXT_YEAR = Window(None, date(2027, 12, 31))


def amend(
    session: Session,
    number: int,
    *,
    now: datetime = LATER,
    by: int | None = None,
    reason: str | None = "a slip",
    anew: bool = False,
    **changed: Any,
) -> Amended:
    found = dossier.get(session, number, now=now)
    wanted = replace(found.prediction, **changed)
    return amending.amend(session, found, wanted, now=now, by=by, reason=reason, anew=anew)


def posts(session: Session) -> list[str]:
    return [each.kind for each in outbox.lease(session, now=LATER + timedelta(days=1000))]


def test_without_forecasts_everything_changes_in_place_and_what_was_said_stays_on_record(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        ann = someone(session)
        number = add(session, "The brigde opens", tags=("old",))
        done = amend(
            session,
            number,
            by=ann,
            statement="The tunnel opens",
            criteria="Cars pass",
            condition="The money comes",
            window=Window(date(2026, 6, 1), date(2027, 12, 31)),
            tags=("new", "old"),
        )
    assert done.prediction.id == number
    with ledger.read() as session:
        record = dossier.record(session, number, now=LATER)
        assert record.prediction == done.prediction
        assert posts(session) == []
    [told] = record.amendments
    assert told.changes == (
        Change("statement", "The brigde opens", "The tunnel opens"),
        Change("condition", None, "The money comes"),
        Change("criteria", None, "Cars pass"),
        Change("not_before", None, "2026-06-01"),
        Change("deadline", "2026-12-31", "2027-12-31"),
        Change("tags", '["old"]', '["new", "old"]'),
    )
    assert (told.made_at, told.made_by, told.reason) == (LATER, ann, "a slip")
    assert record.forecasters[ann].name == "Ann"
    assert checking.verify(ledger).problems == ()


def test_of_a_choice_without_forecasts_the_options_change(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session, kind=Kind.CHOICE, options=("red", "blue"))
        amend(session, number, options=("red", "blue", "other"))
        assert dossier.get(session, number, now=LATER).prediction.options == (
            "red",
            "blue",
            "other",
        )
    assert checking.verify(ledger).problems == ()


def test_a_moved_deadline_moves_whatever_hangs_on_it(ledger: Ledger) -> None:
    with ledger.write() as session:
        ann = someone(session)
        soon = add(session, window=Window(None, date(2026, 4, 2)), created_by=ann)
        awaiting.look_again(session, soon, at=None)
        assert [each.prediction.id for each in _soon(session, ann)] == [soon]
        amend(session, soon, by=ann, window=NEXT_YEAR)
        assert _soon(session, ann) == []
        row = session.get_one(Predictions, soon, populate_existing=True)
        assert row.due_at == datetime(2028, 1, 1, tzinfo=UTC)
        assert awaiting.to_look_at(session, now=LATER, limit=5) == [soon]
        passed = datetime(2026, 4, 4, tzinfo=UTC)
        assert awaiting.unasked(session, now=passed) == []
        assert dossier.get(session, soon, now=passed).state is State.OPEN
        recording.add_forecast(session, forecast(soon, ann, 0.4, passed))


def _soon(session: Session, who: int) -> list[Any]:
    return reminders.soon_due(session, who, guild_id=0, now=LATER)


def test_a_statement_is_found_by_its_new_words_and_no_more_by_the_old(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session, "The brigde opens")
        amend(session, number, statement="The tunnel opens", condition="Money comes")
    with ledger.read() as session:
        for words, found in (("tunnel", [number]), ("money", [number]), ("brigde", [])):
            lines = finding.listing(session, now=LATER, words=words)
            assert [each.prediction.id for each in lines] == found
        assert number in awaiting.touched_since(session, 1)[1]
        if ledger.engine.dialect.name == "sqlite":
            # The index of words itself finds nothing that it holds and the table does not.
            check = (
                "INSERT INTO prediction_words(prediction_words, rank) VALUES ('integrity-check', 1)"
            )
            session.execute(text(check))
    assert checking.check(ledger) == []


def test_under_forecasts_spelling_changes_in_place_and_the_forecasters_are_told(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        ann, bob = someone(session), someone(session, "Bob")
        number = add(session, "The tunnel opens", channel_id=77)
        amend(session, number, now=NOON - timedelta(days=1), statement="The brigde opens")
        recording.add_forecast(session, forecast(number, ann, 0.7))
        amend(session, number, by=ann, statement="The bridge opens")
        assert posts(session) == []  # nobody else has said anything yet
        recording.add_forecast(session, forecast(number, bob, 0.2, LATER))
        done = amend(session, number, by=ann, statement="Bridge opens")
        assert done.forecasts == 2
        [post] = outbox.lease(session, now=LATER)
        assert (post.kind, post.prediction_id, post.channel_id) == ("amended", number, 77)
        with pytest.raises(NeedsAnew):
            amend(session, number, statement="The bridges opens")
        resolving.resolve(session, number, YES, now=LATER)
        record = dossier.record(session, number, now=LATER)
    assert record.resolution is not None
    scores = forecaster_scores(record.prediction, record.forecasts, record.resolution)
    assert [each.forecaster_id for each in scores if each.score is not None] == [ann]
    assert checking.verify(ledger).problems == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"statement": "It does not rain"},
        {"window": NEXT_YEAR},
        {"window": Window(date(2026, 6, 1), date(2026, 12, 31))},
        {"criteria": "A drop is enough"},
        {"condition": "I say so"},
    ],
)
def test_no_forecast_is_held_against_what_it_was_not_made_on(
    ledger: Ledger, changed: dict[str, Any]
) -> None:
    with ledger.write() as session:
        ann, bob = someone(session), someone(session, "Bob")
        number = add(session, guild_id=5, channel_id=6, created_by=ann, tags=("weather",))
        recording.add_forecast(session, forecast(number, ann, 0.9))
        recording.add_forecast(session, forecast(number, bob, 0.1))
        with pytest.raises(NeedsAnew, match="has 2 forecasts on what it says now") as asked:
            amend(session, number, by=ann, **changed)
        assert asked.value.forecasts == 2
        done = amend(session, number, by=ann, anew=True, **changed)
        follower = done.prediction
        assert follower.id != number
        assert (follower.created_by, follower.guild_id, follower.channel_id) == (ann, 5, 6)
        assert (follower.tags, follower.created_at) == (("weather",), LATER)
        before = dossier.record(session, number, now=LATER)
        after = dossier.record(session, follower.id or 0, now=LATER)
    assert (before.state, before.prediction.statement) == (State.WITHDRAWN, "It rains")
    assert len(before.forecasts) == 2
    assert (before.continued_as, before.continues) == (follower.id, None)
    assert (after.continues, after.continued_as) == (number, None)
    assert after.forecasts == ()
    assert checking.verify(ledger).problems == ()
    with ledger.write() as session:
        assert posts(session) == ["amended"]


def test_what_a_quoted_author_said_goes_along_for_it_was_said_in_the_quote(ledger: Ledger) -> None:
    wrote = NOON - timedelta(days=900)
    with ledger.write() as session:
        essay = Document(text="Rain by 2027.", origin="a.md", sha256="0" * 64, added_at=NOON)
        source = recording.add_document(session, essay)
        quote = Quote(document_id=source.id or 0, start=0, end=13, text=essay.text)
        author = recording.forecaster_named(session, "Ann", ForecasterKind.AUTHOR).id or 0
        bob = someone(session, "Bob")
        number = add(session, quote=quote)
        recording.add_forecasts(session, [forecast(number, author, 0.8, wrote)], at=NOON)
        recording.add_forecast(session, forecast(number, bob, 0.1))
        done = amend(session, number, window=NEXT_YEAR, anew=True)
        assert (done.forecasts, done.brought) == (1, 1)
        record = dossier.record(session, done.prediction.id or 0, now=LATER)
    [kept] = record.forecasts
    assert (kept.forecaster_id, kept.made_at, kept.belief) == (
        author,
        wrote,
        Probability(value=0.8),
    )
    assert record.prediction.quote == quote
    assert checking.verify(ledger).problems == ()


def test_the_time_for_which_a_forecast_stood_begins_with_what_it_was_made_on(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        ann = someone(session)
        number = add(session)
        recording.add_forecast(session, forecast(number, ann, 0.9))
        follower = amend(session, number, window=NEXT_YEAR, anew=True).prediction
        recording.add_forecast(session, forecast(follower.id or 0, ann, 0.4, LATER))
        resolving.resolve(session, follower.id or 0, YES, now=LATER + timedelta(days=9))
        record = dossier.record(session, follower.id or 0, now=LATER)
    assert record.resolution is not None
    [score] = forecaster_scores(record.prediction, record.forecasts, record.resolution)
    assert (score.coverage, score.forecasts) == (1.0, 1)
    assert score.score_over_time == pytest.approx(0.36)


def test_what_has_ended_passed_or_been_answered_before_keeps_its_words_and_may_be_tagged(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        resolved, reopened, withdrawn, due = (add(session) for _ in range(4))
        for number in (resolved, reopened):
            resolving.resolve(session, number, YES, now=NOON)
        resolving.reopen(session, reopened, now=NOON)
        resolving.withdraw(session, withdrawn, now=NOON)
        for number, why, now in (
            (resolved, "is resolved, and stays as it is", LATER),
            (reopened, "was resolved before", LATER),
            (withdrawn, "is withdrawn, and stays as it is", LATER),
            (
                due,
                r"the deadline of prediction \d+ \(2026-12-31\) has passed",
                LATER.replace(year=2027),
            ),
        ):
            for changed in ({"statement": "It raains"}, {"window": NEXT_YEAR}):
                with pytest.raises(Refused, match=why):
                    amend(session, number, now=now, anew=True, **changed)
            amend(session, number, now=now, reason=None, tags=("wet",))
            assert dossier.get(session, number, now=now).prediction.tags == ("wet",)
    assert checking.verify(ledger).problems == ()


def test_while_a_decision_is_awaited_nothing_but_spelling_changes(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session, "The brigde opens")
        asked = Proposal(prediction_id=number, reason="Look", proposed_at=NOON, outcome=YES)
        proposing.propose(session, asked)
        with pytest.raises(Refused, match="is in review: while a decision on it waits"):
            amend(session, number, window=NEXT_YEAR, anew=True)
        amend(session, number, statement="The bridge opens")
        assert dossier.get(session, number, now=LATER).state is State.IN_REVIEW


def test_a_reason_a_day_to_come_and_something_to_change_are_asked_for(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session, "The brigde opens")
        with pytest.raises(InvalidValue, match="reason: is empty"):
            amend(session, number, reason="", statement="The bridge opens")
        with pytest.raises(InvalidValue, match="2026-03-05 has passed"):
            amend(session, number, window=Window(None, date(2026, 3, 5)))
        with pytest.raises(Refused, match="says so already: nothing changes"):
            amend(session, number)
        assert dossier.record(session, number, now=LATER).amendments == ()


RULE = Criteria((MarketState(source="manifold", subject="some-market"),))


def test_rules_go_along_with_a_moved_deadline_and_never_decide_other_words(ledger: Ledger) -> None:
    with ledger.write() as session:
        first, second = add(session, rule=RULE.to_json()), add(session, rule=RULE.to_json())
        with pytest.raises(NeedsAnew, match="has a rule that decides what it says now"):
            amend(session, first, statement="It snows")
        amend(session, first, window=NEXT_YEAR)
        assert rules.criteria_of(session, first) == RULE
        snow = amend(session, first, statement="It snows", anew=True).prediction
        assert rules.criteria_of(session, snow.id or 0) is None
        recording.add_forecast(session, forecast(second, someone(session), 0.5))
        moved = amend(session, second, window=NEXT_YEAR, anew=True).prediction
        assert rules.criteria_of(session, moved.id or 0) == RULE
    assert checking.verify(ledger).problems == ()


def test_what_was_watched_for_it_is_watched_for_what_takes_its_place(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        watchlist.add_source(
            session, "https://example.org/f", now=NOON, prediction_id=number, terms=["rain"]
        )
        recording.add_forecast(session, forecast(number, someone(session), 0.5))
        follower = amend(session, number, window=NEXT_YEAR, anew=True).prediction
        found = [each for each in watchlist.sources(session) if each.prediction_id == follower.id]
    assert [(each.url, each.terms) for each in found] == [("https://example.org/f", ("rain",))]


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE predictions SET deadline = '2099-01-01'", "prediction added"),
        ("UPDATE predictions SET statement = 'easier'", "prediction added"),
        ("UPDATE amendments SET before = 'It pours' WHERE field = 'statement'", "amended"),
        ("UPDATE amendments SET reason = 'nothing much'", "amended"),
        ("DELETE FROM amendments WHERE field = 'deadline'", "amended"),
        (
            (
                "INSERT INTO amendments (prediction_id, field, before, after, made_at) "
                "VALUES (1, 'criteria', 'old', 'new', '2026-01-01 00:00:00')"
            ),
            "3 amended fields are stored, the chain tells of 2",
        ),
    ],
)
def test_any_change_beside_the_record_shows(ledger: Ledger, statement: str, problem: str) -> None:
    with ledger.write() as session:
        amend(session, add(session), statement="It snows", window=NEXT_YEAR)
    assert checking.verify(ledger).problems == ()
    tamper(ledger, "predictions", "SELECT 1")
    tamper(ledger, "amendments", statement)
    problems = checking.verify(ledger).problems
    assert any(problem in line for line in problems), problems


def test_the_database_itself_changes_statements_only_as_the_record_says(ledger: Ledger) -> None:
    with ledger.write() as session:
        number = add(session)
        amend(session, number, statement="It snows")
    for change in (
        f"UPDATE predictions SET statement = 'It pours' WHERE id = {number}",
        "UPDATE amendments SET reason = 'nothing much'",
        "DELETE FROM amendments",
    ):
        with pytest.raises(DatabaseUnusable), ledger.write() as session:
            session.execute(text(change))


def test_forgetting_who_amended_does_not_break_the_chain(ledger: Ledger) -> None:
    with ledger.write() as session:
        amend(session, add(session), by=someone(session), statement="It snows")
        session.execute(text("UPDATE forecasters SET name = 'somebody'"))
    assert checking.verify(ledger).problems == ()
