"""`calledit watch` and `tick` as an operator meets them: real processes, a real server on loopback."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conftest import Calledit, Ran
from tests.bot.site import Site, served
from tests.conftest import SHARED

API = SHARED / "data/watch/api"
FEED = (
    b"<rss version='2.0'><channel><title>Road news</title><item><title>Rogfast tunnel opens"
    b"</title><link>https://n.example/1</link><description>The Rogfast tunnel opens today."
    b"</description></item><item><title>Rain</title></item></channel></rss>"
)
PAGE = b"<html><title>Works</title><body><main><p id='s'>The Rogfast tunnel opens</p></main></body>"
PRICE = b'{"data": {"last": "104.5"}}'


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as there:
        yield there


def tried(calledit: Calledit, site: Site, address: str) -> str:
    said = calledit("watch", "test", address, **site.settings)
    assert (said.code, said.err) == (0, "")
    return " ".join(said.out.split())


def test_a_feed_shows_its_entries_and_what_they_would_be_matched_with(
    calledit: Calledit, site: Site
) -> None:
    calledit("predict", "The Rogfast tunnel opens", "--by", "2033")
    site.pages["/news"] = FEED  # nothing in the address tells that it is a feed
    said = tried(calledit, site, f"{site.url}/news")
    assert "feed: 2 items" in said
    assert "• Rogfast tunnel opens https://n.example/1" in said
    assert "would alert prediction 1: " in said
    assert "Rogfast" in said.partition("would alert prediction 1: ")[2]
    assert said.count("would alert") == 1
    assert site.asked == ["/robots.txt", "/news"]
    assert "Nothing is watched" in calledit("watch", "list").out
    assert json.loads(calledit("list", "--json").out)[0]["state"] == "open"


def test_a_page_and_a_part_of_it(calledit: Calledit, site: Site) -> None:
    calledit("predict", "The Rogfast tunnel opens", "--by", "2033")
    site.pages["/works"] = PAGE
    for address in ("/works", "/works#css=%23s"):
        said = tried(calledit, site, site.url + address)
        assert "page: 1 item" in said
        assert "would alert prediction 1" in said
    site.pages["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
    refused = calledit("watch", "test", f"{site.url}/works", **site.settings)
    assert refused.code == 1
    assert "asks not to fetch" in refused.err


def test_a_look_that_fails_ends_with_one(calledit: Calledit, site: Site) -> None:
    failed = calledit("watch", "test", f"{site.url}/nowhere", **site.settings)
    assert (failed.code, failed.out) == (1, "page: 0 items\n")
    assert failed.err == "Error: the source does not know it (status 404)\n"


def test_evidence_named_with_a_resolution_is_shown_whatever_it_was_matched_with(
    calledit: Calledit, site: Site
) -> None:
    calledit("predict", "A ferry is sold", "--by", "2033")
    site.pages["/works"] = PAGE
    calledit("watch", "add", f"{site.url}/works", **site.settings)
    calledit("tick", **site.settings)
    assert "Evidence: Works" in calledit("resolve", "1", "yes", "--evidence", "1").out
    assert "named with the resolution" in calledit("show", "1").out


def test_a_number_of_an_api_and_what_the_rule_would_make_of_it(
    calledit: Calledit, site: Site
) -> None:
    url = f"{site.url}/price.json#data.last"
    rule = {"kind": "number", "source": "api", "subject": url, "comparison": ">=", "when": "ever"}
    calledit("predict", "The price reaches a hundred", "--by", "2099")
    site.pages["/price.json"] = PRICE
    whole = json.dumps({"rules": [rule | {"threshold": 100}]})
    added = calledit("watch", "add", url, "--for", "1", "--rule", whole, **site.settings)
    assert (added.code, added.err) == (0, "")
    assert "Source 1 (api)" in added.out
    said = tried(calledit, site, "1")
    assert "data.last = 104.5" in said
    # Today's number may still be revised.
    assert "The rule of prediction 1 says yes (people are asked): 127.0.0.1" in said


@pytest.mark.parametrize(
    ("address", "answer", "expected"),
    [
        (
            "https://manifold.markets/ann/it-rains",
            ("/manifold/v0/slug/it-rains", "manifold/docs_example_1.json"),
            "manifold: 1 reading",
        ),
        (
            "https://polymarket.com/event/some-event",
            ("/polymarket/events/slug/some-event", "polymarket/gamma_event.json"),
            "polymarket: 2 readings",
        ),
        (
            "https://kalshi.com/markets/a/b/T",
            ("/kalshi/trade-api/v2/markets", "kalshi/markets_list_response.json"),
            "kalshi: 5 readings",
        ),
        (
            "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent",
            ("/edgar/cgi-bin/browse-edgar", "edgar/current_filings.atom.xml"),
            "edgar: 50 items",
        ),
        (
            "https://www.wikidata.org/wiki/Q20145",
            ("/wikidata/wiki/Special:EntityData/Q20145.json", "wikidata/Q20145.json"),
            "wikidata: 1 item",
        ),
        (
            "https://hn.algolia.com/?q=plane",
            ("/hackernews/api/v1/search_by_date", "hn/front_page_1hit.json"),
            "hackernews: 1 item",
        ),
    ],
)
def test_services_are_known_by_their_address_and_asked_where_the_settings_say(
    calledit: Calledit, site: Site, address: str, answer: tuple[str, str], expected: str
) -> None:
    path, recorded = answer
    site.pages[path] = (API / recorded).read_bytes()
    said = tried(calledit, site, address)
    assert expected in said
    assert [asked.partition("?")[0] for asked in site.asked][:1] == [path]


def test_a_market_from_adding_it_to_the_posted_resolution(calledit: Calledit, site: Site) -> None:
    def at(moment: str) -> Ran:
        return calledit("tick", "--now", moment, **site.settings)

    market: dict[str, Any] = {"id": "m", "question": "Rain?", "outcomeType": "BINARY"}
    path = "/manifold/v0/slug/it-rains"
    site.pages[path] = json.dumps(market | {"isResolved": False}).encode()
    calledit("predict", "It rains", "--by", "2099", "--probability", "80%")
    url = "https://manifold.markets/ann/it-rains"
    assert "has a rule now" in calledit("watch", "add", url, "--for", "1", **site.settings).out
    assert "1 source asked (0 failed)" in at("2098-01-01T00:00:00+00:00").err
    assert "answers" in calledit("watch", "list").out
    when = 4039286400000  # 2098-01-01
    resolved = {"isResolved": True, "resolution": "YES", "resolutionTime": when}
    site.pages[path] = json.dumps(market | resolved).encode()
    assert "1 proposal" in at("2098-01-03T00:00:00+00:00").err
    for day in ("04", "05", "06", "07"):
        last = at(f"2098-01-{day}T06:00:00+00:00")
        if "1 resolved" in last.err:
            break
    assert "1 resolved by their rules" in last.err
    assert "It rains" in last.out
    assert "0.04" in last.out  # the Brier score of 80 % on what came true
    [row] = json.loads(calledit("list", "--state", "resolved", "--json").out)
    assert row["id"] == 1


def test_a_source_that_fails_says_so_in_the_list(calledit: Calledit, site: Site) -> None:
    calledit("watch", "add", f"{site.url}/gone.xml", **site.settings)
    assert "(1 failed)" in calledit("tick", **site.settings).err
    [listed] = json.loads(calledit("watch", "list", "--json").out)
    assert (listed["failures"], listed["health"]) == (1, "ok")
    assert "404" in listed["problem"]
    assert "1× failed" in calledit("watch", "list").out


def test_the_starter_list_is_watched_from_the_first_minute(calledit: Calledit, site: Site) -> None:
    """Nothing of it is reachable here, and that is told source by source, not by stopping."""
    assert calledit("add", "starter", **site.settings).code == 0
    listed = json.loads(calledit("watch", "list", "--json").out)
    assert len(listed) >= 10
    assert all(source["kind"] != "page" or "http" in source["url"] for source in listed)


def test_a_document_s_address_is_kept_and_exported_without_its_key(
    calledit: Calledit, site: Site, tmp_path: Path
) -> None:
    """What is exported leaves the house: CSV, JSON and the page alike."""
    site.pages["/essay"] = (
        b"<html><body><article><h1>Essay</h1><p>There is a 70% chance that the Rogfast tunnel opens"
        b" by the end of 2033.</p></article></body></html>"
    )
    url = f"{site.url}/essay?token=Zx81s3cret"
    added = calledit("add", url, "--accept", "0.1", **site.settings)
    assert "1 accepted" in added.out
    assert calledit("resolve", "1", "yes").code == 0
    assert calledit("export", "out").code == 0
    page, as_json = calledit("report", "--html", "page.html"), calledit("report", "--json")
    shown = calledit("show", "1"), calledit("show", "1", "--json")
    said = "".join(each.out + each.err for each in (added, page, as_json, *shown))
    files = [*sorted((tmp_path / "out").iterdir()), tmp_path / "page.html"]
    written = "".join(file.read_text("utf-8") for file in files)
    assert len(files) == 6
    assert "/essay?token=hidden-" in written
    assert "Zx81s3cret" not in said + written
    gone = calledit("extract", f"{site.url}/gone?token=Zx81s3cret", **site.settings)
    assert gone.code == 1
    assert "Zx81s3cret" not in gone.out + gone.err
