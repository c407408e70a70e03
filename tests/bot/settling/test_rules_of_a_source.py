"""A rule that comes with a source is about that source, however its readings are called."""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from bot import sourcing
from predictions.errors import InvalidValue
from predictions.model import State
from predictions.watching.sources import recognise
from storage.ledger import Ledger
from tests.bot.world import HOUR, World, play, rss
from tests.predictions.watching.servers import reply

PAGE = reply(
    body=b"<html><main><p>The bridge.</p><p id='s'>Open to all</p></main></html>",
    Content_Type="text/html",
)
BORN = {
    "mainsnak": {"snaktype": "value", "datavalue": {"value": {"time": "+2026-03-11T00:00:00Z"}}},
    "rank": "normal",
}
ENTITY = {"entities": {"Q42": {"id": "Q42", "claims": {"P569": [BORN]}, "lastrevid": 7}}}
ARTICLE = {"query": {"pages": {"1": {"title": "Elm", "extract": "It is open.", "lastrevid": 5}}}}


@dataclass(frozen=True)
class Case:
    """An address, where its service answers and how, and a rule that this must decide."""

    address: str
    answer: bytes
    rule: dict[str, Any]
    path: str = ""
    kind: str = ""
    also: dict[str, bytes] = field(default_factory=dict)


def as_json(data: object) -> bytes:
    return reply(body=json.dumps(data).encode(), Content_Type="application/json")


OPEN = {"kind": "page", "pattern": "(?i)open"}
ABOVE = {"kind": "number", "comparison": ">", "threshold": 5}
CASES = {
    "a page": Case("/bridge", PAGE, OPEN),
    "a part of a page": Case("/bridge#css=%23s", PAGE, OPEN, path="/bridge"),
    "a feed at an address that does not look like it": Case(
        "/news", rss(("Version 2.0", "It is out")), {"kind": "published", "pattern": "2[.]0"}
    ),
    "a number at an address that does not look like an API's": Case(
        "/price#data.last", as_json({"data": {"last": 7}}), ABOVE, path="/price"
    ),
    "a text of an API": Case(
        "/api/state#state", as_json({"state": "open"}), OPEN, path="/api/state"
    ),
    "an article": Case(
        "/wiki/Elm",
        as_json(ARTICLE),
        OPEN,
        path="/w/api.php?action=query&prop=info%7Cextracts%7Cpageprops&ppprop=disambiguation"
        "&explaintext=1&redirects=1&format=json&titles=Elm",
    ),
    "a statement": Case(
        "/wiki/Q42#P569",
        as_json(ENTITY),
        {"kind": "page", "pattern": "^2026-"},
        path="/wiki/Special:EntityData/Q42.json",
    ),
}


def watch(world: World, number: int, address: str, *rules: dict[str, Any]) -> None:
    wanted = sourcing.Wanted(
        spec=recognise(world.url(address), world.app.bases),
        interval=timedelta(hours=1),
        prediction_id=number,
        rule=json.dumps({"rules": rules}),
    )
    with world.ledger.write() as session:
        sourcing.watch(session, wanted, now=world.now)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_rule_that_leaves_out_what_it_reads_decides_by_its_source(
    case: Case, sqlite_ledger: Ledger
) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens")
        watch(world, number, case.address, case.rule)
        world.pages[case.path or case.address] = case.answer
        await world.tick(HOUR)
        [proposal] = world.record(number).proposals
        assert str(proposal.outcome) == "yes"
        assert world.record(number).state is State.IN_REVIEW

    play(sqlite_ledger, story)


@pytest.mark.parametrize(
    ("address", "rule", "said"),
    [
        ("/bridge", {"kind": "market"}, 'nothing that a "market" rule reads'),
        ("/news.xml", {"kind": "published"}, "any entry of the feed would do"),
        ("/bridge", ABOVE, 'answers rules of the kind "page" or "published"'),
        ("/price.json#last", {"kind": "published"}, 'nothing that a "published" rule reads'),
        ("/bridge", OPEN | {"selector": "#s"}, "has none: name it in the address"),
        ("/bridge#css=%23s", OPEN | {"selector": "#t"}, "that of the source is '#s'"),
        ("/v0/slug/x", {"kind": "market", "source": "kalshi"}, "that of the source is 'manifold'"),
    ],
)
def test_a_rule_that_its_source_can_never_answer_is_refused(
    address: str, rule: dict[str, Any], said: str, sqlite_ledger: Ledger
) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens")
        with pytest.raises(InvalidValue, match=r".") as refused:
            watch(world, number, address, rule)
        assert said in str(refused.value)

    play(sqlite_ledger, story)
