"""One piece of news, and what is kept of it."""

from tests import asking
from tests.bot.world import World

TUNNEL = ("Tunnel below the fjord opens", "The Rogfast tunnel below the Boknafjord opened today.")
ABOUT = "The Rogfast tunnel opens"


def evidence(world: World) -> list[str]:
    with world.ledger.read() as session:
        return [each.title for each in asking.recent_evidence(session)][::-1]
