"""The traps of each other service, one by one, and of replies that nobody expects."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from predictions.errors import LimitExceeded, PredictionsError, SourceError
from predictions.readings import (
    MarketReading,
    NumberReading,
    PublishedReading,
    StateKind,
    TextReading,
)
from predictions.watching.sources import adapter, adapters, recognise
from predictions.watching.sources.base import Seen
from tests.predictions.watching.sources.parsing import parse


def test_fred_leaves_missing_values_out() -> None:
    rows = [("2026-04-01", "4.1"), ("2026-05-01", "."), ("2026-06-01", "4.3"), ("bad", "1")]
    body = {"observations": [{"date": day, "value": value} for day, value in rows]}
    found = parse("fred", "UNRATE", body).readings
    assert [(r.day, r.value) for r in found if isinstance(r, NumberReading)] == [
        (date(2026, 4, 1), 4.1),
        (date(2026, 6, 1), 4.3),
    ]


def test_fred_without_a_key_reads_csv() -> None:
    spec = recognise("https://fred.stlouisfed.org/series/unrate")
    (ask,) = adapter("fred").asks(spec, {}, {})
    assert ask.url == "https://fred.stlouisfed.org/graph/fredgraph.csv?id=UNRATE"
    found = parse("fred", "UNRATE", b"observation_date,UNRATE\n2026-05-01,.\n2026-06-01,4.3\n")
    assert [r.value for r in found.readings if isinstance(r, NumberReading)] == [4.3]
    with pytest.raises(SourceError, match="series"):
        parse("fred", "UNRATE", b"<html>busy</html>")


def test_a_key_in_a_fred_address_is_not_kept() -> None:
    spec = recognise(
        "https://api.stlouisfed.org/fred/series/observations?series_id=GDP&api_key=k3y"
    )
    assert spec.subject == "GDP"
    assert "k3y" not in f"{spec.url}{spec.label}"


def test_github_drafts_and_prereleases_are_preliminary() -> None:
    releases = [
        {"tag_name": "v2", "name": "Two", "published_at": "2026-05-01T00:00:00Z"},
        {"tag_name": "v2rc", "prerelease": True},
        {"tag_name": "v3", "draft": True},
        {"message": "no release"},
    ]
    seen = parse("github", "o/r", releases)
    found = [r for r in seen.readings if isinstance(r, PublishedReading)]
    assert [(r.title, r.preliminary) for r in found] == [
        ("Two (v2)", False),
        ("v2rc", True),
        ("v3", True),
    ]
    assert [item.external_id for item in seen.items] == ["v2", "v2rc"]


def test_a_repository_that_only_tags_is_no_fault_and_says_where_to_look() -> None:
    seen = parse("github", "python/cpython", [])
    assert seen.problems == ()
    assert "https://github.com/python/cpython/tags.atom" in seen.notes[0]


def test_a_comment_on_hacker_news_stands_under_its_storys_title() -> None:
    hit = {
        "objectID": "7",
        "title": None,
        "url": None,
        "story_title": "A story",
        "comment_text": "<p>Hi &amp; bye",
    }
    (item,) = parse("hackernews", "words", {"hits": [hit]}).items
    assert (item.title, item.summary) == ("A story", "Hi & bye")
    assert item.url == "https://news.ycombinator.com/item?id=7"


def claim(day: str, **more: Any) -> dict[str, Any]:
    snak = {"snaktype": "value", "datavalue": {"value": {"time": f"+{day}T00:00:00Z"}}}
    return {"mainsnak": snak, "rank": "normal", **more}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([], None),
        ([claim("2026-05-04")], "2026-05-04"),
        ([claim("2026-05-04", rank="deprecated")], None),
        ([claim("2026-05-04"), claim("2026-05-05", rank="preferred")], "2026-05-05"),
        ([{"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"}], None),
        ("nonsense", None),
    ],
)
def test_wikidata_reads_the_statements_that_stand(claims: Any, expected: str | None) -> None:
    url = "https://www.wikidata.org/wiki/Q42#P570"
    body = {"entities": {"Q42": {"id": "Q42", "lastrevid": 5, "claims": {"P570": claims}}}}
    (reading, *_) = parse("wikidata", "Q42#P570", body, url=url).readings
    assert isinstance(reading, TextReading)
    assert (reading.text, reading.selector) == (expected, "P570")


def test_gdelt_complains_in_plain_text_and_escapes_badly() -> None:
    with pytest.raises(SourceError, match="too short"):
        parse("gdelt", "a", b"Your query was too short or too long.\n")
    body = rb'{"articles": [{"url": "https://n.example/1", "title": "A \d title", "seendate": "20260601T101500Z"}]}'
    (item,) = parse("gdelt", "words", body).items
    assert item.title == r"A \d title"
    assert item.published_at == datetime(2026, 6, 1, 10, 15, tzinfo=UTC)
    assert parse("gdelt", "words", b"{}").items == ()


HOSTILE = [
    b"",
    b"null",
    b"[]",
    b"{}",
    b'"text"',
    b"[[[[1]]]]",
    b'{"market": 7, "hits": 7, "entities": 7, "query": 7, "observations": 7, "articles": 7}',
    b'{"id": {}, "outcomeType": [], "question": {"id": []}, "filings": {"recent": {"form": 7}}}',
    b"\xff\xfe\x00binary\x00",
    b"<html><body>Busy</body></html>",
    b"[" * 100_000,
]


@pytest.mark.parametrize("kind", sorted(adapters()))
@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
def test_no_reply_breaks_an_adapter_or_decides_anything(kind: str, body: bytes) -> None:
    try:
        seen = parse(kind, "event/x", body)
    except PredictionsError:
        return
    for reading in seen.readings:
        if isinstance(reading, MarketReading):
            assert reading.state.kind in (StateKind.UNKNOWN, StateKind.OPEN)
    assert Seen.from_json(json.loads(json.dumps(seen.to_json()))) == seen


@pytest.mark.parametrize("kind", sorted(adapters()))
@pytest.mark.parametrize("status", [401, 403, 429, 500])
def test_an_error_status_is_never_an_answer(kind: str, status: int) -> None:
    with pytest.raises((SourceError, LimitExceeded)):
        parse(kind, "x", b'{"id": "1", "outcomeType": "BINARY", "isResolved": true}', status=status)


@pytest.mark.parametrize(
    ("url", "kind", "subject"),
    [
        ("https://manifold.markets/someone/will-it-rain", "manifold", "will-it-rain"),
        ("https://api.manifold.markets/v0/market/abc", "manifold", "abc"),
        ("https://polymarket.com/event/ev/market-one?tid=1", "polymarket", "market-one"),
        ("https://polymarket.com/event/ev", "polymarket", "event/ev"),
        ("https://kalshi.com/markets/kxa/name/kxa-26", "kalshi", "event/KXA-26"),
        ("https://api.elections.kalshi.com/trade-api/v2/markets/KXA-26-B", "kalshi", "KXA-26-B"),
        ("https://www.metaculus.com/questions/578/x/", "metaculus", "578"),
        ("https://arxiv.org/abs/2401.01234v2", "arxiv", "id:2401.01234v2"),
        ("https://arxiv.org/pdf/hep-th/9901001.pdf", "arxiv", "id:hep-th/9901001"),
        ("https://arxiv.org/list/cs.LG/recent", "arxiv", "cat:cs.LG"),
        ("https://arxiv.org/search/?query=continual+learning", "arxiv", 'all:"continual learning"'),
        ("https://www.metaculus.com/questions/7/a-group/?sub-question=45", "metaculus", "7/45"),
        ("https://polymarket.com/de/event/e/m", "polymarket", "m"),
        ("https://polymarket.com/event/e/m#FaZe", "polymarket", "m#FaZe"),
        ("https://gamma-api.polymarket.com/markets?slug=m", "polymarket", "m"),
        ("https://external-api.kalshi.com/trade-api/v2/markets/KX-1", "kalshi", "KX-1"),
        ("https://kalshi.com/markets/kxa/some-words/kxa-26nov", "kalshi", "event/KXA-26NOV"),
        ("https://manifold.markets/ann/who-wins#Bob%20Lee", "manifold", "who-wins#Bob Lee"),
        ("https://github.com/o/r/releases", "github", "o/r"),
        ("https://x.test/a.csv#Close", "csv", "https://x.test/a.csv#Close"),
        ("https://x.test/q?tqx=out:csv#B", "csv", "https://x.test/q?tqx=out:csv#B"),
        ("https://x.test/a.csv", "page", "https://x.test/a.csv"),
        ("https://github.com/o/r/tags", "feed", "https://github.com/o/r/tags.atom"),
        ("https://github.com/o/r/issues", "page", "https://github.com/o/r/issues"),
        ("https://github.com/o/r/releases.atom", "feed", "https://github.com/o/r/releases.atom"),
        ("https://news.ycombinator.com/item?id=1", "hackernews", "item:1"),
        ("https://hn.algolia.com/?q=agi", "hackernews", "agi"),
        ("https://www.wikidata.org/wiki/Q42#P570", "wikidata", "Q42#P570"),
        ("https://de.m.wikipedia.org/wiki/K%C3%B6ln", "wikipedia", "de:Köln"),
        ("https://fred.stlouisfed.org/series/UNRATE", "fred", "UNRATE"),
        ("https://data.sec.gov/submissions/CIK0001318605.json", "edgar", "1318605"),
        ("https://api.gdeltproject.org/api/v2/doc/doc?query=agi%20lab", "gdelt", "agi lab"),
        ("https://x.test/blog/feed/", "feed", "https://x.test/blog/feed/"),
        ("https://api.x.test/v1/p.json#a.b", "api", "https://api.x.test/v1/p.json#a.b"),
        ("https://x.test/news#css=.state", "page", "https://x.test/news"),
    ],
)
def test_an_address_is_recognised(url: str, kind: str, subject: str) -> None:
    spec = recognise(url)
    assert (spec.kind, spec.subject) == (kind, subject)


def test_base_addresses_may_be_given_with_or_without_the_version() -> None:
    for base in ("http://127.0.0.1:9", "http://127.0.0.1:9/v0/"):
        spec = recognise("http://127.0.0.1:9/v0/slug/m", {"manifold": base})
        assert spec.kind == "manifold"
        (ask,) = adapter("manifold").asks(spec, {"manifold": base}, {})
        assert ask.url == "http://127.0.0.1:9/v0/slug/m"


@pytest.mark.parametrize("url", ["ftp://x.test/", "mailto:a@b.test", "", "x"])
def test_what_is_no_web_address_is_not_recognised(url: str) -> None:
    with pytest.raises(SourceError):
        recognise(url)


def test_an_unknown_kind_is_a_clear_error() -> None:
    with pytest.raises(SourceError, match="no kind"):
        adapter("oracle")
