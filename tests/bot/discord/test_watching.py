"""`/watch` as people in a server meet it: the real client, a local Discord, a real site on loopback."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from predictions.criteria import Criteria
from predictions.rules.kinds import MarketState, NumberThreshold, OnPage, Rule
from storage import rules, watchlist
from tests import asking
from tests.bot.discord.stage import Stage
from tests.bot.site import Site, served

PAGE = (
    b"<html><title>Works</title><body><main><p id='s'>The Rogfast tunnel opens to traffic."
    b"</p></main></body></html>"
)
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title>
<item><title>Harbour bridge opens to traffic</title><link>http://127.0.0.1/1</link>
<guid>1</guid><description>The harbour bridge opens.</description></item></channel></rss>"""
MARKET = {"id": "m", "question": "Rain?", "outcomeType": "BINARY"}
KEY = "Zx81s3cret0f5e"


@pytest.fixture(scope="module")
def shared_site() -> Iterator[Site]:
    with served() as there:
        yield there


@pytest.fixture
def site(shared_site: Site) -> Site:
    """Give the module's site, empty again."""
    shared_site.pages.clear()
    shared_site.asked.clear()
    return shared_site


@pytest.fixture(scope="module")
def shared_stage(tmp_path_factory: pytest.TempPathFactory, shared_site: Site) -> Iterator[Stage]:
    """Give a stage whose bot may fetch from the site, where it finds every service."""
    with Stage(tmp_path_factory.mktemp("watch") / "ledger.db", **shared_site.reachable) as opened:
        yield opened


def predicted(stage: Stage, statement: str, *of_it: Rule) -> int:
    number = stage.number(stage.predict(statement))
    if of_it:
        stage.change(lambda s: rules.add_rule(s, number, Criteria(of_it), now=stage.clock()))
    return number


def tried(stage: Stage, source: str, *, by: str = "owner") -> str:
    """Try a source and return what is said, as a person reads it."""
    answer = stage.slash("watch test", by=by, source=source)
    assert answer.ephemeral
    return plain(answer.text + str([e.get("title") for e in answer.message["embeds"]]))


def plain(text: str) -> str:
    return text.replace("\\", "")


def nothing_was_kept(stage: Stage) -> bool:
    return stage.ledger(asking.recent_evidence) == []


def watched(stage: Stage, url: str, number: int, **options: Any) -> str:
    """Watch an address for a prediction and return the number of the source."""
    added = stage.slash("watch add", by="owner", url=url, prediction=str(number), **options)
    assert "is watched for prediction" in added.text, added.text
    found: list[watchlist.Source] = stage.ledger(watchlist.sources)
    return str(found[-1].id)


def test_a_page_shows_what_it_bears_on_and_what_a_rule_would_conclude(
    stage: Stage, site: Site
) -> None:
    url = f"{site.url}/works"
    number = predicted(
        stage, "The Rogfast tunnel opens", OnPage(url=url, pattern="opens to traffic")
    )
    site.pages["/works"] = PAGE
    source = watched(stage, url, number)
    said = tried(stage, source)
    assert "page: 1 item" in said
    assert f"bears on prediction {number}: " in said
    assert f"rule of prediction {number}** says yes (people are asked)" in said
    assert "/works says “The Rogfast tunnel opens to traffic.”, as it did when it was" in said
    assert "-# “The Rogfast tunnel opens to traffic.”" in said  # what would be kept
    assert site.asked == ["/robots.txt", "/works"]
    assert nothing_was_kept(stage)


def test_a_part_of_a_page_that_is_not_there_is_said(stage: Stage, site: Site) -> None:
    site.pages["/works"] = PAGE
    assert "holds nothing there" in tried(stage, f"{site.url}/works#css=%23gone")
    assert "The Rogfast" not in tried(stage, f"{site.url}/works#css=%23gone")
    assert "page: 1 item" in tried(stage, f"{site.url}/works#css=%23s")


@pytest.mark.parametrize(
    ("comparison", "concluded"),
    [
        (">=", "yes (people are asked): 127.0.0.1"),
        (">", "nothing to decide: 127.0.0.1"),
    ],
)
def test_a_number_of_an_api_is_held_against_the_threshold(
    stage: Stage, site: Site, comparison: str, concluded: str
) -> None:
    url = f"{site.url}/{'at' if comparison == '>=' else 'above'}.json#data.last"
    rule = NumberThreshold(source="api", subject=url, comparison=comparison, threshold=104.5)
    number = predicted(stage, f"The price is {comparison} 104.5", rule)
    path = url.removeprefix(site.url).partition("#")[0]
    site.pages[path] = b'{"data": {"last": "104.5"}}'
    said = tried(stage, watched(stage, url, number))
    assert "api: 1 item" in said
    assert "data.last = 104.5" in said
    assert f"rule of prediction {number}** says {concluded}" in said
    assert site.asked == [path]


def test_a_path_that_leads_nowhere_is_said_in_the_answer(stage: Stage, site: Site) -> None:
    site.pages["/price.json"] = b'{"data": {"last": "104.5"}}'
    said = tried(stage, f"{site.url}/price.json#data.first")
    assert "data.first" in said
    assert "104.5" not in said


@pytest.mark.parametrize(
    ("resolution", "concluded"),
    [
        ({"isResolved": False}, "nothing to decide: manifold {slug} is open"),
        (
            {"isResolved": True, "resolution": "YES"},
            "yes (resolves after the dispute window): manifold {slug} resolved yes",
        ),
        (
            {"isResolved": True, "resolution": "CANCEL"},
            "annulled (people are asked): manifold {slug} resolved void",
        ),
    ],
    ids=["open", "resolved", "cancelled"],
)
def test_a_market_shows_its_state_and_what_follows_from_it(
    stage: Stage, site: Site, resolution: dict[str, object], concluded: str
) -> None:
    slug = f"rain-{resolution.get('resolution', 'open')}".lower()
    number = predicted(stage, f"It rains: {slug}")
    now = int(stage.clock().timestamp() * 1_000)  # what was before the prediction settles nothing
    resolved = {"resolutionTime": now} if resolution["isResolved"] else {}
    site.pages[f"/manifold/v0/slug/{slug}"] = json.dumps(MARKET | resolution | resolved).encode()
    source = watched(stage, f"https://manifold.markets/ann/{slug}", number)
    said = tried(stage, source)
    assert "manifold: 1 reading" in said
    assert f"rule of prediction {number}** says {concluded.format(slug=slug)}" in said
    assert site.asked == [f"/manifold/v0/slug/{slug}"]
    assert nothing_was_kept(stage)


def test_a_market_by_its_address_needs_not_be_watched(stage: Stage, site: Site) -> None:
    slug = "tried-by-address"
    rule = MarketState(source="manifold", subject=slug, inverted=True)
    number = predicted(stage, "It stays dry", rule)
    resolved = {"isResolved": True, "resolution": "YES"}
    site.pages[f"/manifold/v0/slug/{slug}"] = json.dumps(MARKET | resolved).encode()
    said = tried(stage, f"https://manifold.markets/ann/{slug}")
    # It is nobody's source here: of whose rules it may be is not told.
    assert "Rain?: yes" in said
    assert f"prediction {number}" not in said


def test_another_server_learns_nothing_of_a_rule(stage: Stage, site: Site) -> None:
    slug = "elsewhere"
    site.pages[f"/manifold/v0/slug/{slug}"] = json.dumps(MARKET | {"isResolved": False}).encode()
    number = predicted(stage, "It rains elsewhere")
    source = watched(stage, f"https://manifold.markets/ann/{slug}", number)
    there = stage.channel("general", stage.elsewhere)
    refused = stage.slash("watch test", by="owner", channel=there, source=source)
    assert f"no source {source}" in plain(refused.text)
    by_address = stage.slash(
        "watch test", by="owner", channel=there, source=f"https://manifold.markets/ann/{slug}"
    )
    assert f"prediction {number}" not in by_address.text


def test_whoever_may_not_watch_may_not_try(stage: Stage, site: Site) -> None:
    site.pages["/works"] = PAGE
    refused = stage.slash("watch test", by="bob", source=f"{site.url}/works")
    assert "needs Manage Server" in plain(refused.text)
    assert site.asked == []


def test_a_source_that_fails_says_why(stage: Stage, site: Site) -> None:
    said = tried(stage, f"{site.url}/gone.xml")
    assert "does not know it (status 404)" in said


def test_a_key_in_an_address_is_seen_by_nobody(stage: Stage, site: Site) -> None:
    url = f"{site.url}/keyed.json?api_key={KEY}#data.last"
    rule = NumberThreshold(source="api", subject=url, comparison=">", threshold=100.0)
    number = predicted(stage, "The keyed price is above 100", rule)
    site.pages[f"/keyed.json?api_key={KEY}"] = b'{"data": {"last": 104.5}}'
    added = stage.slash("watch add", by="owner", url=url, prediction=str(number))
    found: list[watchlist.Source] = stage.ledger(watchlist.sources)
    answers = [
        added,
        stage.slash("watch add", by="owner", url=url, prediction=str(number)),
        stage.slash("watch list", by="bob"),
        stage.slash("watch test", by="owner", source=str(found[-1].id)),
        stage.slash("watch test", by="owner", source=url),
        stage.slash("show", by="bob", prediction=str(number)),
    ]
    assert [answer.text for answer in answers if KEY in json.dumps(answer.message)] == []
    assert "Its api_key is sent along and shown nowhere" in plain(added.text)
    # No rule of JSON can be given in Discord; this one was, and finds its source all the same.
    assert f"rule of prediction {number}" in plain(answers[3].text)
    assert site.asked == [f"/keyed.json?api_key={KEY}"] * 2


def test_what_another_server_predicted_is_not_watched_from_here(stage: Stage) -> None:
    number = str(stage.number(stage.predict("A secret of this server")))
    market = "https://manifold.markets/someone/a-secret"
    there = stage.channel(guild=stage.elsewhere)
    inbox = stage.do(lambda: stage.server.world.dm(stage.user("bob")))
    for by, channel in (("owner", there), ("bob", inbox)):
        answer = stage.slash("watch add", by=by, channel=channel, url=market, prediction=number)
        assert "there is no such prediction here" in answer.text
        assert "secret of this server" not in answer.text
    assert stage.ledger(lambda s: rules.criteria_of(s, int(number))) is None


def test_what_has_ended_is_watched_no_more(stage: Stage) -> None:
    number = stage.number(stage.predict("Over and done"))
    stage.resolve(number, "no")
    answer = stage.slash(
        "watch add", by="owner", url="https://example.org/feed", prediction=str(number)
    )
    assert "it is resolved" in answer.text


def test_sources_are_added_listed_tried_and_removed(stage: Stage, site: Site) -> None:
    number = str(stage.number(stage.predict("The harbour bridge opens")))
    url = f"{site.url}/feed.xml"
    site.pages["/feed.xml"] = FEED
    refused = stage.slash("watch add", by="bob", url=url, prediction=number)
    assert "needs Manage Server" in refused.text
    added = stage.slash("watch add", by="owner", url=url, prediction=number)
    assert "is watched for prediction" in added.text
    assert (
        "already watched" in stage.slash("watch add", by="owner", url=url, prediction=number).text
    )
    tried = stage.slash("watch test", by="owner", source=url)
    assert "Harbour bridge opens to traffic" in tried.text
    assert f"prediction {number}" in tried.text
    listed = stage.slash("watch list", by="bob")
    assert f"prediction {number}" in listed.text
    source = listed.text.split("**")[1]
    there = stage.channel("general", stage.elsewhere)
    assert "Nothing is watched" in stage.slash("watch list", by="owner", channel=there).text
    gone = stage.slash("watch remove", by="owner", source=int(source))
    assert "no longer watched" in gone.text


def test_an_address_that_must_not_be_fetched_is_refused(stage: Stage) -> None:
    number = str(stage.number(stage.predict("Inside job")))
    for url in ("http://127.0.0.1:1/feed", "file:///etc/passwd", "http://[::1]/x"):
        answer = stage.slash("watch add", by="owner", url=url, prediction=number)
        assert answer.ephemeral
        assert "is watched" not in answer.text
