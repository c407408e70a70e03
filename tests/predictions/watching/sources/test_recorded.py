"""Every recorded API response against what a correct reader makes of it."""

import base64
import gzip
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from predictions.errors import SourceError
from predictions.readings import MarketReading, NumberReading, PublishedReading, State
from predictions.watching.moments import moment
from predictions.watching.sources import (
    adapter,
    arxiv,
    edgar,
    fred,
    github,
    hackernews,
    kalshi,
    manifold,
    metaculus,
    polymarket,
    wikidata,
    wikipedia,
)
from predictions.watching.sources.base import Reply, Seen, SourceSpec

WATCH = Path(__file__).parents[4] / "../shared/data/watch"
pytestmark = pytest.mark.skipif(not WATCH.exists(), reason="the shared responses are not here")

EXPECTED: dict[str, Any] = (
    json.loads((WATCH / "expected.json").read_bytes()) if WATCH.exists() else {}
)
NOW = datetime(2026, 7, 1, tzinfo=UTC)


def files(folder: str) -> list[str]:
    return sorted(name for name in EXPECTED if name.startswith(f"api/{folder}/"))


def raw(name: str) -> bytes:
    return (WATCH / name).read_bytes()


def reply(body: bytes, *, status: int = 200, url: str = "https://api.example/x") -> Reply:
    return Reply(url=url, body=body, status=status, fetched_at=NOW)


def spec(kind: str, subject: str) -> SourceSpec:
    return SourceSpec(kind=kind, subject=subject, url="https://source.example/")


def check_items(name: str, found: dict[str, State]) -> None:
    """Compare states with the expected ones, wider or narrower where the file says so."""
    items = EXPECTED[name]["items"]
    assert {str(item["id"]) for item in items} == set(found), name
    for item in items:
        state = found[str(item["id"])]
        accepted = [item["state"], *item.get("also_accepted", ())]
        kind, text = state.kind.value, f"{state.kind.value}({state.share or 0:.3f})"
        assert kind in accepted or text in accepted, (name, item, state)
        assert kind not in item.get("must_not", ()), (name, item)
        if "resolved_at" in item:
            assert state.resolved_at == moment(item["resolved_at"])


@pytest.mark.parametrize("name", files("manifold"))
def test_manifold(name: str) -> None:
    body = raw(name)
    if name.endswith(".yaml"):
        packed = re.search(rb"!!binary \|\n((?:\s+[A-Za-z0-9+/=]+\n)+)", body)
        assert packed
        body = gzip.decompress(base64.b64decode(packed[1]))
        assert len(json.loads(body)) == EXPECTED[name]["bets"]
    found = manifold.markets(json.loads(body), reply(body))
    check_items(name, {reading.subject: reading.state for reading in found})


@pytest.mark.parametrize("name", files("polymarket"))
def test_polymarket(name: str) -> None:
    data = json.loads(raw(name))
    found = polymarket.markets(data, reply(b""))
    entries = polymarket.entries(data)
    assert len(found) == len(entries)
    expected = {str(item["id"]) for item in EXPECTED[name]["items"]}

    def identity(entry: dict[str, Any]) -> str:
        names = ("id", "conditionId", "condition_id")
        return next(str(entry[n]) for n in names if str(entry.get(n)) in expected)

    check_items(name, {identity(e): r.state for e, r in zip(entries, found, strict=True)})
    seen = polymarket.parse(spec("polymarket", "event/x"), reply(raw(name)), {})
    assert seen.more_pages is EXPECTED[name].get("more_pages", False)


@pytest.mark.parametrize("name", files("kalshi"))
def test_kalshi(name: str) -> None:
    found = kalshi.markets(json.loads(raw(name)), reply(b""))
    check_items(name, {reading.subject: reading.state for reading in found})
    seen = kalshi.parse(spec("kalshi", "x"), reply(raw(name)), {})
    assert seen.more_pages is EXPECTED[name].get("more_pages", False)


@pytest.mark.parametrize("name", files("metaculus"))
def test_metaculus(name: str) -> None:
    found = metaculus.questions(json.loads(raw(name)))
    check_items(name, {str(question["id"]): metaculus.state(question) for question in found})
    values = {item["id"]: item["value"] for item in EXPECTED[name]["items"] if "value" in item}
    seen = metaculus.parse(spec("metaculus", "1"), reply(raw(name)), {})
    for reading in seen.readings:
        assert isinstance(reading, MarketReading)
        assert reading.value in (None, *values.values())
    if values:
        assert [r.value for r in seen.readings if isinstance(r, MarketReading)] == [
            *values.values()
        ]


def arxiv_reply(name: str) -> Reply:
    recorded = json.loads(raw(name))
    return reply(recorded["body"].encode(), status=recorded["status_code"], url=recorded["url"])


def test_arxiv_paper() -> None:
    name = "api/arxiv/id_1605.08386_s0_m100_199195aa31ad.json"
    seen = arxiv.parse(spec("arxiv", "id:1605.08386"), arxiv_reply(name), {})
    (reading,) = seen.readings
    assert isinstance(reading, PublishedReading)
    assert reading.title == EXPECTED[name]["first_title"]
    assert reading.published_at == moment(EXPECTED[name]["published"])
    assert not seen.more_pages


def test_arxiv_answers_a_bad_question_with_an_entry_that_is_no_paper() -> None:
    name = "api/arxiv/id_abc_s0_m100_b79c8dcf6bc3.json"
    with pytest.raises(SourceError, match=EXPECTED[name]["error"]):
        arxiv.parse(spec("arxiv", "id:abc"), arxiv_reply(name), {})
    in_disguise = reply(json.loads(raw(name))["body"].encode(), status=200)
    with pytest.raises(SourceError, match=EXPECTED[name]["error"]):
        arxiv.parse(spec("arxiv", "id:abc"), in_disguise, {})


def test_arxiv_search() -> None:
    name = "api/arxiv/q_testing_s0_m10_bc5a6c384fe9.json"
    seen = arxiv.parse(spec("arxiv", "all:testing"), arxiv_reply(name), {})
    assert len(seen.items) == EXPECTED[name]["entries"]
    assert seen.more_pages


def test_edgar_submissions() -> None:
    name = "api/edgar/company_submission.json"
    seen = edgar.parse(spec("edgar", "1318605"), reply(raw(name)), {})
    newest = EXPECTED[name]["newest"]
    assert len(seen.items) == EXPECTED[name]["entries"]
    first = max(seen.items, key=lambda item: item.published_at or NOW)
    assert first.external_id == newest["accession"]
    assert first.title.startswith(f"{newest['form']} - ")
    assert first.published_at
    assert first.published_at.date().isoformat() == newest["filed"]


def test_edgar_tells_every_filing_once() -> None:
    name = "api/edgar/current_filings.atom.xml"
    seen = edgar.parse(spec("edgar", "current"), reply(raw(name)), {})
    assert len(seen.items) == EXPECTED[name]["distinct"]
    assert max(item.published_at or NOW for item in seen.items) == moment(EXPECTED[name]["newest"])
    forms = {item.title.partition(" - ")[0] for item in seen.items}
    assert forms == set(EXPECTED[name]["forms"])


def test_fred() -> None:
    name = "api/fred/PAYEMS_observations.json"
    expected = EXPECTED[name]
    found = [
        reading
        for reading in fred.parse(spec("fred", "PAYEMS"), reply(raw(name)), {}).readings
        if isinstance(reading, NumberReading)
    ]
    assert len(found) == expected["entries"] - expected["missing"]
    for reading, wanted in ((found[0], expected["first"]), (found[-1], expected["last"])):
        assert {"date": reading.day.isoformat(), "value": reading.value} == wanted


def test_github_latest_release() -> None:
    name = "api/github/testGetLatestRelease.json"
    exchange = json.loads(raw(name))[0]
    body = json.dumps(exchange["body"]).encode()
    (reading,) = github.parse(spec("github", "a/b"), reply(body), {}).readings
    wanted = EXPECTED[name]["items"][0]
    assert isinstance(reading, PublishedReading)
    assert reading.external_id == wanted["tag"]
    assert reading.preliminary is (wanted["draft"] or wanted["prerelease"])
    assert reading.published_at == moment(wanted["published_at"])


@pytest.mark.parametrize("name", files("hn"))
def test_hacker_news(name: str) -> None:
    expected = EXPECTED[name]
    seen = hackernews.parse(
        spec("hackernews", f"item:{expected['first_id']}"), reply(raw(name)), {}
    )
    assert len(seen.items) == expected["entries"]
    assert seen.items[0].external_id == expected["first_id"]
    assert seen.more_pages is expected["more_pages"]
    if "first_title" in expected:
        assert seen.items[0].title == expected["first_title"]
        assert [r.value for r in seen.readings if isinstance(r, NumberReading)] == [
            expected["points"]
        ]
    if "newest" in expected:
        assert max(i.published_at or NOW for i in seen.items) == moment(expected["newest"])


@pytest.mark.parametrize("name", files("wikidata"))
def test_wikidata(name: str) -> None:
    expected = EXPECTED[name]
    found = wikidata.entity(json.loads(raw(name)))
    assert found["id"] == expected["entity"]
    assert found["lastrevid"] == expected["revision"]
    seen = wikidata.parse(spec("wikidata", expected["entity"]), reply(raw(name)), {})
    assert seen.title == expected["label_en"]
    if "born" in expected:
        assert wikidata.statements(found, "P569") == [expected["born"]]
        assert wikidata.statements(found, "P570") == []


def test_wikipedia() -> None:
    name = "api/wikipedia/action_api_recorded.json"
    recorded = json.loads(raw(name))

    def asked(title: str, *, last: bool = True) -> dict[str, Any]:
        keys = [
            key
            for key in recorded
            if "info|pageprops" in key and (f"'titles', '{title}'" in key or title in key)
        ]
        found: dict[str, Any] = recorded[keys[-1 if last else 0]]
        return found

    checks = EXPECTED[name]["checks"]
    by_id = asked("('pageids', 1868108)")
    assert wikipedia.pages(by_id)[0]["lastrevid"] == checks["Celtuce"]["revision"]
    cyclone = "Tropical Depression Ten (2005)"
    assert wikipedia.pages(asked(cyclone))[0]["lastrevid"] == checks[cyclone]["revision"]
    missing = json.dumps(asked("purpleberry")).encode()
    with pytest.raises(SourceError, match="no article"):
        wikipedia.parse(spec("wikipedia", "en:purpleberry"), reply(missing), {})


@pytest.mark.parametrize("kind", ["manifold", "polymarket", "kalshi", "metaculus"])
def test_what_is_seen_crosses_the_sandbox_unchanged(kind: str) -> None:
    for name in files(kind):
        if name.endswith(".json"):
            seen = adapter(kind).parse(spec(kind, "x"), reply(raw(name)), {})
            assert Seen.from_json(json.loads(json.dumps(seen.to_json()))) == seen
