"""What a source takes back is reopened, what it repeats is settled again, and silence takes nothing back."""

from typing import Any

import pytest

from predictions.model import State
from predictions.outcomes import REOPENED, YES
from predictions.rules.kinds import DeadlinePassed
from storage import resolving
from storage.ledger import Ledger
from tests.bot.settling.markets import RULE, SLUG, outcomes, resolved_yes, says
from tests.bot.world import DAY, World, play


def test_a_market_that_takes_back_what_was_resolved_reopens_with_a_new_version(
    ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = await resolved_yes(world)
        says(world)
        for _ in range(2):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened"]
        record = world.record(number)
        assert record.resolutions[-1].outcome == REOPENED
        assert f"manifold {SLUG} is open" in (record.resolutions[-1].note or "")
        assert record.state is State.IN_REVIEW
        assert any(title.startswith("Reopened") for title in world.channel.titles)
        await world.tick(365 * DAY)  # a market's no before the deadline would be for people
        says(world, "NO")
        for _ in range(6):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened", "no"]
        assert [r.version for r in world.record(number).resolutions] == [1, 2, 3]

    play(ledger, story)


def test_a_market_that_says_the_same_again_after_a_reversal_resolves_again(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = await resolved_yes(world)
        says(world)
        await world.tick(2 * DAY)
        says(world, "YES")
        for _ in range(6):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened", "yes"]
        assert len(set(world.channel.keys)) == len(world.channel.keys)

    play(sqlite_ledger, story)


def test_silence_takes_nothing_back(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE, DeadlinePassed(grace_days=1))
        with world.ledger.write() as session:
            resolving.resolve(session, number, YES, now=world.now)
        says(world)
        world.market(SLUG)
        for _ in range(8):
            await world.tick(60 * DAY)
        assert outcomes(world, number) == ["yes"]

    play(sqlite_ledger, story)


@pytest.mark.parametrize(
    ("resolution", "fields"), [("CANCEL", {}), ("MKT", {"resolutionProbability": 0.5})]
)
def test_a_market_annulled_or_split_afterwards_reopens(
    sqlite_ledger: Ledger, resolution: str, fields: dict[str, Any]
) -> None:
    async def story(world: World) -> None:
        number = await resolved_yes(world)
        says(world, resolution, **fields)
        for _ in range(4):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened"]
        [proposal] = world.record(number).proposals
        assert not proposal.final

    play(sqlite_ledger, story)
