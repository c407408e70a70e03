"""Whom the question how a prediction ended calls: exactly those, and nobody else."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import ticking
from storage import communities
from storage.communities import Calls
from tests.bot.discord.stage import Stage, field
from tests.local_discord.world import Json, Role


@pytest.fixture
def judges(stage: Stage) -> Iterator[Role]:
    """Let a role resolve; afterwards the server's settings are what they were."""
    role = stage.do(lambda: stage.server.world.add_role(stage.guild, "judges"))
    before = stage.ledger(lambda s: communities.community(s, stage.guild.id))
    with_role = replace(before, resolver_roles=frozenset({role.id}))
    stage.change(lambda s: communities.set_community(s, with_role, now=stage.clock(), by=None))
    yield role
    stage.change(lambda s: communities.set_community(s, before, now=stage.clock(), by=None))


def asked(stage: Stage, statement: str) -> Json:
    """Let a prediction of Alice's come due; return the question."""
    number = stage.number(stage.predict(statement, until="in 3 days"))
    stage.clock.ahead = timedelta(days=5)
    ticking.notice_deadlines(stage.app)
    stage.round()
    return stage.posts_about(number)[-1]


def choose(stage: Stage, calls: Calls) -> None:
    panel = stage.slash("settings", by="owner")
    shown = stage.click(panel.message, "Server …", by="owner")
    changed = stage.fill(shown, calls=[calls.value])
    assert changed.failure is None


def called(message: Json) -> tuple[list[str], list[str]]:
    people = [person["username"] for person in message["mentions"]]
    return people, message["mention_roles"]


def test_whoever_made_it_is_called_unless_the_server_chose_otherwise(stage: Stage) -> None:
    question = asked(stage, "Due @everyone <@1>")
    assert question["content"] == f"<@{stage.user('alice').id}>"
    assert called(question) == (["alice"], [])


def test_the_roles_that_may_resolve_are_called_where_the_server_wants_that(
    stage: Stage, judges: Role
) -> None:
    choose(stage, Calls.ROLES)
    assert called(asked(stage, "Due for judges")) == (["alice"], [str(judges.id)])


def test_nobody_is_called_where_the_server_wants_that(stage: Stage, judges: Role) -> None:
    choose(stage, Calls.NOBODY)
    panel = stage.slash("settings", by="owner")
    assert field(panel.message, "Questions mention") == "nobody"
    question = asked(stage, "Due quietly")
    assert (question["content"], *called(question)) == ("", [], [])


def test_whoever_has_said_how_it_ended_is_not_called_again(stage: Stage, judges: Role) -> None:
    choose(stage, Calls.ROLES)
    number = stage.number(stage.predict("Said by its maker", probability="70"))
    stage.resolve(number, "yes", by="alice")
    stage.round()
    assert called(stage.posts_about(number)[-1]) == ([], [str(judges.id)])


def test_the_call_goes_with_the_question(stage: Stage) -> None:
    question = asked(stage, "Due and decided")
    stage.click(question, "No", by="owner")
    stage.round()
    assert stage.message(question["id"])["content"] == ""
