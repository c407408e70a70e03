"""Whoever objects takes the decision from the rule, and gives it to people."""

from predictions.model import State
from predictions.outcomes import NO
from storage import communities, disputing, resolving
from storage.communities import Community
from storage.ledger import Ledger
from tests.bot.settling.markets import RULE, SLUG, outcomes, resolved_yes, says
from tests.bot.world import DAY, World, play


def test_an_objection_stops_what_would_resolve_by_itself(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE)
        says(world, "YES")
        world.market(SLUG)
        await world.tick()
        with world.ledger.write() as session:
            disputing.dispute(session, number, now=world.now, note="it did not")
        for _ in range(6):
            await world.tick(DAY)
        record = world.record(number)
        assert (record.state, record.resolutions) == (State.DISPUTED, ())
        with world.ledger.write() as session:
            resolving.resolve(session, number, NO, now=world.now)
        assert outcomes(world, number) == ["no"]

    play(sqlite_ledger, story)


def test_a_dispute_after_the_fact_keeps_the_rule_from_deciding_again(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = await resolved_yes(world)
        with world.ledger.write() as session:
            disputing.dispute(session, number, now=world.now, note="the market is wrong")
        says(world, "YES", question="Does it happen, really?")
        for _ in range(10):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened"]
        assert world.record(number).state is State.DISPUTED

    play(sqlite_ledger, story)


def test_people_who_decided_against_a_source_are_not_overruled_by_it(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE)
        says(world, "YES")
        world.market(SLUG)
        await world.tick()
        with world.ledger.write() as session:
            resolving.resolve(session, number, NO, now=world.now)
        says(world, "YES", question="Another wording of the same")
        for _ in range(5):
            await world.tick(DAY)
        assert outcomes(world, number) == ["no"]

    play(sqlite_ledger, story)


def test_a_server_s_own_dispute_window_counts(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        with world.ledger.write() as session:
            wanted = Community(guild_id=7, dispute_hours=240)
            communities.set_community(session, wanted, now=world.now, by=None)
        number = world.predict("It happens", RULE, guild_id=7)
        says(world, "YES")
        world.market(SLUG)
        for _ in range(10):
            await world.tick(DAY)
        assert outcomes(world, number) == []
        for _ in range(4):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes"]

    play(sqlite_ledger, story)
