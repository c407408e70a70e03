"""A market that says how it ended, and the predictions that wait for it."""

from predictions.rules.kinds import MarketState
from tests.bot.world import HOUR, World, market

SLUG = "does-it-happen"
RULE = MarketState(source="manifold", subject=SLUG)


def outcomes(world: World, number: int) -> list[str]:
    return [str(resolution.outcome) for resolution in world.record(number).resolutions]


def says(world: World, resolution: str = "", slug: str = SLUG, **fields: object) -> None:
    world.pages[f"/v0/slug/{slug}"] = market(resolution, world.now - HOUR, **fields)


async def resolved_yes(world: World) -> int:
    """Bring a prediction to its resolution by a market."""
    number = world.predict("It happens", RULE)
    says(world, "YES")
    world.market(SLUG)
    await world.tick()
    for _ in range(3):
        await world.tick(13 * HOUR)
    assert outcomes(world, number) == ["yes"]
    return number
