"""Who may do what, in which state: one function, asked before and again inside the write."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from predictions.model import ENDED, RUNNING, State

UNDO_WINDOW = timedelta(hours=1)


class Action(StrEnum):
    """What somebody may want to do; the words complete "you can't …"."""

    SEE = "see it"
    FORECAST = "forecast"
    COMMENT = "comment"
    RESOLVE = "resolve it"
    SNOOZE = "put it off"
    REOPEN = "reopen it"
    OBJECT = "object"
    CONCEDE = "take that objection back"
    WITHDRAW = "withdraw it"
    AMEND = "amend it"
    WATCH = "change what is watched"
    SCHEDULE = "schedule reports"
    CONFIGURE = "change the settings"


class Answer(StrEnum):
    """What the policy says."""

    YES = "yes"
    SECOND = "only together with somebody else"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Ruling:
    """An answer, with the reason where it is not plainly yes."""

    answer: Answer
    reason: str = ""

    @property
    def allowed(self) -> bool:
        """Whether it may be done, if need be together with somebody else."""
        return self.answer is not Answer.NO


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a server has set; the defaults are also those of a person on their own."""

    resolver_roles: frozenset[int] = frozenset()
    manager_roles: frozenset[int] = frozenset()
    dispute_window: timedelta = timedelta(hours=24)
    resolve_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who asks, and from where.

    `guild_id` is None for a person on their own; `administers` is Discord's Manage Server.
    """

    guild_id: int | None
    forecaster_id: int | None = None
    roles: frozenset[int] = frozenset()
    administers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the policy needs to know of a prediction."""

    state: State
    guild_id: int | None
    created_by: int | None = None
    forecast_by: frozenset[int] = field(default_factory=frozenset)
    decided_by: int | None = None
    decided_at: datetime | None = None
    objected_by: int | None = None
    objected_at: datetime | None = None


STATES: dict[Action, Collection[State]] = {
    Action.FORECAST: set(RUNNING) - {State.DUE},
    Action.RESOLVE: RUNNING,
    Action.SNOOZE: RUNNING,
    Action.WITHDRAW: RUNNING,
    Action.WATCH: RUNNING,
    Action.REOPEN: ENDED,
    Action.OBJECT: {*ENDED, State.IN_REVIEW},
    Action.CONCEDE: {State.DISPUTED},
}
ON_SERVERS = frozenset({Action.WATCH, Action.SCHEDULE, Action.CONFIGURE})
YES = Ruling(Answer.YES)


def may(actor: Actor, action: Action, case: Case | None, rules: Rules, now: datetime) -> Ruling:
    """Say whether somebody may do something; `case` is None where no prediction is concerned."""
    if case is None:
        return _alone(actor, action, rules)
    if not _sees(actor, case):
        # The same words as for a number that was never given: nothing is told of other servers.
        return _no("there is no such prediction here")
    if case.state not in STATES.get(action, State):
        return _no(f"it is {case.state}")
    if action in ON_SERVERS:
        return _alone(actor, action, rules)
    judge = JUDGES.get(action)
    return judge(actor, case, rules, now) if judge else YES


_WHO_MADE_IT = "that is for whoever made it, and for those who manage the server"
_WHO_RESOLVES = "that is for whoever made it, and for the roles named in /settings"


def _no(reason: str) -> Ruling:
    return Ruling(Answer.NO, reason)


def _sees(actor: Actor, case: Case) -> bool:
    if actor.guild_id is None:
        mine = case.created_by is not None and case.created_by == actor.forecaster_id
        return case.guild_id is None and mine
    return case.guild_id == actor.guild_id


def _manages(actor: Actor, rules: Rules) -> bool:
    return actor.guild_id is None or actor.administers or bool(actor.roles & rules.manager_roles)


def _resolves(actor: Actor, case: Case, rules: Rules) -> bool:
    made_it = case.created_by is not None and case.created_by == actor.forecaster_id
    return made_it or _manages(actor, rules) or bool(actor.roles & rules.resolver_roles)


def _alone(actor: Actor, action: Action, rules: Rules) -> Ruling:
    if action is Action.WATCH and actor.roles & rules.resolver_roles:
        return YES
    if _manages(actor, rules):
        return YES
    return _no("that needs Manage Server, or a role named in /settings")


def _snooze(actor: Actor, case: Case, rules: Rules, now: datetime) -> Ruling:
    del now
    return YES if _resolves(actor, case, rules) else _no(_WHO_RESOLVES)


def _resolve(actor: Actor, case: Case, rules: Rules, now: datetime) -> Ruling:
    del now
    if not _resolves(actor, case, rules):
        return _no(_WHO_RESOLVES)
    if actor.guild_id is None or rules.resolve_own or actor.forecaster_id not in case.forecast_by:
        return YES
    return Ruling(Answer.SECOND, "you have a forecast on it, so somebody else has to agree")


def _reopen(actor: Actor, case: Case, rules: Rules, now: datetime) -> Ruling:
    decided_it = case.decided_by is not None and case.decided_by == actor.forecaster_id
    fresh = case.decided_at is not None and now - case.decided_at <= UNDO_WINDOW
    if _manages(actor, rules) or actor.roles & rules.resolver_roles or (decided_it and fresh):
        return YES
    if decided_it:
        return _no("an hour has passed; object to it, or ask someone who manages the server")
    return _no("that is for whoever decided it within the hour, and for the roles in /settings")


def _object(actor: Actor, case: Case, rules: Rules, now: datetime) -> Ruling:
    del actor  # whoever sees it may object
    if case.state is State.IN_REVIEW:
        return YES
    if case.decided_at is not None and now - case.decided_at <= rules.dispute_window:
        return YES
    return _no("the time to object has passed; ask someone who manages the server to reopen it")


def _concede(actor: Actor, case: Case, rules: Rules, now: datetime) -> Ruling:
    del rules
    if case.objected_by is None or case.objected_by != actor.forecaster_id:
        return _no("that is for whoever objected")
    if case.objected_at is None or now - case.objected_at > UNDO_WINDOW:
        return _no("an hour has passed; those who may resolve have it in hand")
    return YES


def _withdraw(actor: Actor, case: Case, rules: Rules, now: datetime) -> Ruling:
    del now
    if _manages(actor, rules):
        return YES
    if case.created_by is None or case.created_by != actor.forecaster_id:
        return _no(_WHO_MADE_IT)
    if case.forecast_by - {actor.forecaster_id}:
        return _no("others have forecast on it; ask someone who manages the server")
    return YES


def _amend(actor: Actor, case: Case, rules: Rules, now: datetime) -> Ruling:
    del now
    made_it = case.created_by is not None and case.created_by == actor.forecaster_id
    if made_it or _manages(actor, rules):
        return YES
    return _no(_WHO_MADE_IT)


JUDGES: dict[Action, Callable[[Actor, Case, Rules, datetime], Ruling]] = {
    Action.RESOLVE: _resolve,
    Action.SNOOZE: _snooze,
    Action.REOPEN: _reopen,
    Action.OBJECT: _object,
    Action.CONCEDE: _concede,
    Action.WITHDRAW: _withdraw,
    Action.AMEND: _amend,
}
