"""Pictures of `/watch`: what a page, an API and a market say when they are tried, and the list."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from predictions.criteria import Criteria
from predictions.rules.kinds import NumberThreshold
from storage import rules, watchlist
from tests.bot.discord.stage import Stage
from tests.bot.site import Site, served
from tests.local_discord.interaction import Interaction
from tests.pictures.message_html import Picture
from tests.pictures.record import recorded

PAGE = (
    b"<html><title>Harbour works</title><body><main><p>The harbour bridge opens to traffic on"
    b" 3 May. Ferries will run until then, every twenty minutes.</p></main></body></html>"
)
MARKET = {"id": "m", "question": "Will the bridge open in 2031?", "outcomeType": "BINARY"}
SOLVED = {"isResolved": True, "resolution": "YES", "resolutionTime": 1767225600000}


def pictures() -> Iterable[Picture]:
    """Watch three things in a server, and record what is seen of it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served() as site,
        Stage(Path(folder) / "ledger.db", **site.reachable) as stage,
    ):
        price = f"{site.url}/toll.json?api_key=Zx81s3cret#data.toll"
        site.pages["/works"] = PAGE
        site.pages["/toll.json"] = b'{"data": {"toll": 4.5}}'
        site.pages["/manifold/v0/slug/bridge"] = json.dumps(MARKET | SOLVED).encode()
        bridge = stage.number(stage.predict("The harbour bridge opens to traffic"))
        toll = stage.number(stage.predict("The toll is four euros or more"))
        rule = NumberThreshold(source="api", subject=price, comparison=">=", threshold=4.0)
        stage.change(lambda s: rules.add_rule(s, toll, Criteria((rule,)), now=stage.clock()))
        shown = list(_scenes(stage, site, price, bridge, toll))
        messages = [each.message for each in shown]
        return [
            stage.do(
                lambda: recorded(stage.server, "bot-watch-add", messages[1], taken=stage.clock())
            ),
            stage.do(
                lambda: recorded(
                    stage.server, "bot-watch-test", *messages[3:6], taken=stage.clock()
                )
            ),
            stage.do(
                lambda: recorded(stage.server, "bot-watch-list", messages[6], taken=stage.clock())
            ),
        ]


def _scenes(stage: Stage, site: Site, price: str, bridge: int, toll: int) -> Iterable[Interaction]:
    market = "https://manifold.markets/ann/bridge"
    for url, number in ((f"{site.url}/works", bridge), (price, toll), (market, bridge)):
        yield stage.slash("watch add", by="owner", url=url, prediction=str(number))
    for source in stage.ledger(watchlist.sources):
        yield stage.slash("watch test", by="owner", source=str(source.id))
    yield stage.slash("watch list", by="owner")
