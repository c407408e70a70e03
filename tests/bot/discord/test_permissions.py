"""Who may do what, in which state, end to end: the bot does what the policy says, in every cell."""

import asyncio
from collections.abc import Iterator
from itertools import product

import pytest

from bot.policy import Action, Answer
from predictions.model import State
from tests.bot.discord.matrix import ACTORS, DOING, DONE, Cell, Seen, Table
from tests.bot.discord.stage import Stage
from tests.local_discord.interaction import Interaction
from tests.local_discord.world import GuildPlan

RUNNING = (State.OPEN, State.DUE, State.IN_REVIEW, State.DISPUTED)
AT_ONCE = 8  # people who act in the same moment


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Give a server with everybody in it, and another one for the stranger."""
    people = tuple(who for who in ACTORS if who not in ("owner", "stranger"))
    guilds = (GuildPlan(members=people), GuildPlan(name="Elsewhere", members=("stranger",)))
    with Stage(tmp_path_factory.mktemp("matrix") / "ledger.db", guilds=guilds) as opened:
        yield opened


@pytest.fixture(scope="module")
def table(shared_stage: Stage) -> Table:
    """Give everybody their roles."""
    return Table(shared_stage)


def played(table: Table, cells: list[Cell]) -> dict[Cell, Seen]:
    """Play cells, each about a prediction of its own."""
    numbers = table.stage.change(lambda s: {cell: table.made(s, cell) for cell in cells})
    seen: dict[Cell, Seen] = {}

    async def one(cell: Cell, places: asyncio.Semaphore) -> None:
        async with places:
            seen[cell] = await table.play(cell, numbers[cell])

    async def everything() -> None:
        places = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(one(cell, places) for cell in cells))

    table.stage.run(everything(), timeout=300)
    return seen


def fault(cell: Cell, seen: Seen) -> str | None:
    """Return what the bot did that the policy does not say; None where they agree."""
    if seen.ruling.answer is not Answer.NO:
        return None if DONE[cell.action](seen) else "allowed, and not done"
    if seen.after != seen.before:
        return "refused, and something was written"
    if seen.ruling.reason not in seen.said.replace("\\", ""):
        return f"refused for another reason: {seen.said}"
    return None if seen.hidden else "the refusal was shown to everybody"


@pytest.mark.parametrize("action", DOING)
def test_the_bot_does_what_the_policy_says(stage: Stage, table: Table, action: Action) -> None:
    cells = [Cell(action, state, who) for state, who in product(State, ACTORS)]
    found = played(table, cells)
    assert {str(c): wrong for c, seen in found.items() if (wrong := fault(c, seen))} == {}
    assert {seen.ruling.answer for seen in found.values()} == {Answer.YES, Answer.NO}


@pytest.mark.parametrize("action", [Action.RESOLVE, Action.WITHDRAW])
def test_forecasts_on_it_change_who_may(stage: Stage, table: Table, action: Action) -> None:
    told = ("author", "judge")
    cells = [Cell(action, state, who, told) for state, who in product(RUNNING, ACTORS)]
    found = played(table, cells)
    assert {str(c): wrong for c, seen in found.items() if (wrong := fault(c, seen))} == {}
    answers = [seen.ruling.answer for seen in found.values()]
    seconds = 2 * len(RUNNING) if action is Action.RESOLVE else 0
    assert answers.count(Answer.SECOND) == seconds


def test_every_action_on_predictions_is_played() -> None:
    assert set(DOING) | {Action.WATCH, Action.SCHEDULE, Action.CONFIGURE} == set(Action)


@pytest.mark.parametrize("who", ACTORS)
def test_what_concerns_the_server_is_for_those_who_manage_it(
    stage: Stage, table: Table, who: str
) -> None:

    def refused(answer: Interaction) -> bool:
        return "needs Manage Server" in answer.text

    manages = who in ("manager", "owner")
    watch = stage.run(table.slash(who, "watch remove", source=1_000_000))
    assert refused(watch) == (not manages and who != "judge")
    schedule = stage.run(table.slash(who, "report schedule", often="weekly"))
    assert refused(schedule) == (not manages)
    settings = stage.run(table.press(who, "ci:st:blind:0"))
    assert refused(settings) == (not manages)
