"""Who may do what, in which state: the whole matrix, written out."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.policy import UNDO_WINDOW, Action, Actor, Answer, Case, Rules, may
from predictions.model import State

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HERE, THERE = 1, 2
AUTHOR, JUDGE, MANAGER, MEMBER = 10, 11, 12, 13
JUDGES, MANAGERS = 100, 101
RULES = Rules(resolver_roles=frozenset({JUDGES}), manager_roles=frozenset({MANAGERS}))
ACTORS = {
    "author": Actor(guild_id=HERE, forecaster_id=AUTHOR),
    "judge": Actor(guild_id=HERE, forecaster_id=JUDGE, roles=frozenset({JUDGES})),
    "manager": Actor(guild_id=HERE, forecaster_id=MANAGER, roles=frozenset({MANAGERS})),
    "owner": Actor(guild_id=HERE, forecaster_id=MANAGER, administers=True),
    "member": Actor(guild_id=HERE, forecaster_id=MEMBER),
    "newcomer": Actor(guild_id=HERE),
    "stranger": Actor(guild_id=THERE, forecaster_id=AUTHOR, administers=True),
}
RUNNING = {State.OPEN, State.DUE, State.IN_REVIEW, State.DISPUTED}
ENDED = {State.RESOLVED, State.ANNULLED}
ALL = set(State)
EVERYBODY = set(ACTORS) - {"stranger"}
RESOLVERS = {"author", "judge", "manager", "owner"}
MANAGING = {"manager", "owner"}
# Action: in which states, by whom.
MATRIX: dict[Action, tuple[set[State], set[str]]] = {
    Action.SEE: (ALL, EVERYBODY),
    Action.COMMENT: (ALL, EVERYBODY),
    Action.FORECAST: (RUNNING - {State.DUE}, EVERYBODY),
    Action.RESOLVE: (RUNNING, RESOLVERS),
    Action.SNOOZE: (RUNNING, RESOLVERS),
    Action.REOPEN: (ENDED, MANAGING | {"judge"}),
    Action.OBJECT: (ENDED | {State.IN_REVIEW}, EVERYBODY),
    Action.CONCEDE: ({State.DISPUTED}, {"member"}),
    Action.WITHDRAW: (RUNNING, MANAGING | {"author"}),
    Action.AMEND: (ALL, MANAGING | {"author"}),
    Action.WATCH: (RUNNING, MANAGING | {"judge"}),
}


@pytest.mark.parametrize(("action", "state", "who"), list(product(MATRIX, State, ACTORS)))
def test_the_matrix_of_actor_state_and_action(action: Action, state: State, who: str) -> None:
    states, people = MATRIX[action]
    case = Case(
        state=state,
        guild_id=HERE,
        created_by=AUTHOR,
        decided_at=NOW - timedelta(minutes=5),
        objected_by=MEMBER,
        objected_at=NOW - timedelta(minutes=5),
    )
    ruling = may(ACTORS[who], action, case, RULES, NOW)
    assert ruling.allowed == (state in states and who in people)
    assert ruling.allowed or ruling.reason


def test_every_action_on_predictions_is_in_the_matrix() -> None:
    on_servers = {Action.SCHEDULE, Action.CONFIGURE}
    assert set(MATRIX) | on_servers == set(Action)


@pytest.mark.parametrize(
    ("action", "people"),
    [
        (Action.WATCH, MANAGING | {"judge", "stranger"}),
        (Action.SCHEDULE, MANAGING | {"stranger"}),
        (Action.CONFIGURE, MANAGING | {"stranger"}),
    ],
)
def test_what_concerns_a_server_is_for_those_who_manage_their_own(
    action: Action, people: set[str]
) -> None:
    allowed = {who for who, actor in ACTORS.items() if may(actor, action, None, RULES, NOW).allowed}
    assert allowed == people


def test_who_forecast_on_it_needs_a_second_person() -> None:
    case = Case(
        state=State.OPEN, guild_id=HERE, created_by=AUTHOR, forecast_by=frozenset({AUTHOR, JUDGE})
    )
    for who in ("author", "judge"):
        assert may(ACTORS[who], Action.RESOLVE, case, RULES, NOW).answer is Answer.SECOND
    assert may(ACTORS["manager"], Action.RESOLVE, case, RULES, NOW).answer is Answer.YES
    alone = Rules(resolve_own=True)
    assert may(ACTORS["author"], Action.RESOLVE, case, alone, NOW).answer is Answer.YES


def test_on_ones_own_one_is_judge_of_ones_own() -> None:
    me = Actor(guild_id=None, forecaster_id=AUTHOR)
    mine = Case(state=State.OPEN, guild_id=None, created_by=AUTHOR, forecast_by=frozenset({AUTHOR}))
    assert may(me, Action.RESOLVE, mine, Rules(), NOW).answer is Answer.YES
    theirs = Case(state=State.OPEN, guild_id=None, created_by=MEMBER)
    assert not may(me, Action.SEE, theirs, Rules(), NOW).allowed
    nobodys = Case(state=State.OPEN, guild_id=None)
    assert not may(Actor(guild_id=None), Action.SEE, nobodys, Rules(), NOW).allowed


def test_undoing_is_for_an_hour() -> None:
    case = Case(
        state=State.RESOLVED, guild_id=HERE, decided_by=MEMBER, decided_at=NOW - UNDO_WINDOW
    )
    assert may(ACTORS["member"], Action.REOPEN, case, RULES, NOW).allowed
    later = NOW + timedelta(seconds=1)
    assert not may(ACTORS["member"], Action.REOPEN, case, RULES, later).allowed


def test_an_objection_is_taken_back_within_an_hour() -> None:
    case = Case(
        state=State.DISPUTED, guild_id=HERE, objected_by=MEMBER, objected_at=NOW - UNDO_WINDOW
    )
    assert may(ACTORS["member"], Action.CONCEDE, case, RULES, NOW).allowed
    later = NOW + timedelta(seconds=1)
    assert not may(ACTORS["member"], Action.CONCEDE, case, RULES, later).allowed


def test_objecting_ends_with_the_window() -> None:
    case = Case(state=State.RESOLVED, guild_id=HERE, decided_at=NOW)
    rules = Rules(dispute_window=timedelta(hours=2))
    just = NOW + timedelta(hours=2)
    assert may(ACTORS["member"], Action.OBJECT, case, rules, just).allowed
    assert not may(
        ACTORS["member"], Action.OBJECT, case, rules, just + timedelta(seconds=1)
    ).allowed


def test_what_others_forecast_on_is_not_withdrawn_by_its_author() -> None:
    case = Case(
        state=State.OPEN, guild_id=HERE, created_by=AUTHOR, forecast_by=frozenset({AUTHOR, MEMBER})
    )
    assert not may(ACTORS["author"], Action.WITHDRAW, case, RULES, NOW).allowed
    assert may(ACTORS["owner"], Action.WITHDRAW, case, RULES, NOW).allowed
