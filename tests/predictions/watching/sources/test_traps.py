"""The traps of each service, one by one."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from predictions.errors import LimitExceeded, PredictionsError, SourceError, UnreadableDocument
from predictions.readings import (
    MarketReading,
    NumberReading,
    PublishedReading,
    StateKind,
    TextReading,
)
from predictions.watching.sources import adapter, adapters, recognise
from predictions.watching.sources.base import Reply, Seen, SourceSpec
from predictions.watching.sources.page import feeds_of
from predictions.watching.sources.values import at_path, number

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
MILLIS = int(NOW.timestamp() * 1000)


def parse(
    kind: str, subject: str, body: Any, *, status: int = 200, url: str = "", **more: str
) -> Seen:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    spec = SourceSpec(kind=kind, subject=subject, url=url or f"https://source.example/{subject}")
    reply = Reply(
        url=more.get("at", "https://api.example/x"),
        body=data,
        status=status,
        content_type=more.get("content_type", ""),
        fetched_at=NOW,
    )
    return adapter(kind).parse(spec, reply, {})


def state(kind: str, body: Any) -> str:
    (reading,) = parse(kind, "x", body).readings
    assert isinstance(reading, MarketReading)
    assert reading.subject == "x"
    return str(reading.state)


# ---- Manifold ----


@pytest.mark.parametrize(
    ("market", "expected"),
    [
        ({"isResolved": False, "closeTime": MILLIS + 1000}, "open"),
        ({"isResolved": False, "closeTime": MILLIS - 1000}, "pending"),
        ({"isResolved": False, "resolution": "YES"}, "open"),  # un-resolved: the flag decides
        ({"isResolved": True, "resolution": "NO"}, "no"),
        ({"isResolved": True, "resolution": "CANCEL"}, "void"),
        ({"isResolved": True, "resolution": "MKT", "resolutionProbability": 0.3}, "partial(0.3)"),
        ({"isResolved": True, "resolution": "MKT", "probability": 0.3}, "unknown"),
        ({"isResolved": True, "resolution": "MKT", "resolutionProbability": 7}, "unknown"),
        ({"isResolved": True, "resolution": "abc123"}, "unknown"),
        ({"isResolved": True}, "unknown"),
        ({"isResolved": "true", "resolution": "YES"}, "open"),
        ({"outcomeType": "PSEUDO_NUMERIC", "isResolved": True, "resolution": "MKT", "resolutionProbability": 0.3}, "unknown"),
        ({"outcomeType": "MULTIPLE_CHOICE", "isResolved": True, "resolution": "CANCEL"}, "void"),
    ],
)  # fmt: skip
def test_manifold_states(market: dict[str, Any], expected: str) -> None:
    assert state("manifold", {"id": "m", "outcomeType": "BINARY", **market}) == expected


# ---- Polymarket ----

YES_NO = '["Yes", "No"]'


@pytest.mark.parametrize(
    ("market", "expected"),
    [
        ({"closed": False, "outcomePrices": '["0.9999", "0.0001"]', "endDate": "2020-01-01"}, "open"),
        ({"closed": False, "active": False}, "open"),
        ({"closed": True, "active": True, "outcomePrices": '["1", "0"]', "umaResolutionStatus": "resolved"}, "yes"),
        ({"closed": True, "outcomePrices": ["0", "1"], "umaResolutionStatus": "resolved"}, "no"),
        ({"closed": True, "outcomePrices": '["0.5", "0.5"]', "umaResolutionStatus": "resolved"}, "partial(0.5)"),
        ({"closed": True, "outcomePrices": '["0.99", "0.01"]', "umaResolutionStatus": "resolved"}, "unknown"),
        ({"closed": True, "outcomePrices": '["1", "0"]', "umaResolutionStatus": "proposed"}, "pending"),
        ({"closed": True, "outcomePrices": '["1", "0"]', "umaResolutionStatuses": '["proposed", "disputed"]'}, "disputed"),
        ({"closed": True, "outcomePrices": "[", "umaResolutionStatus": "resolved"}, "pending"),
        ({"closed": True, "outcomes": '["No", "Yes"]', "outcomePrices": '["1", "0"]', "umaResolutionStatus": "resolved"}, "unknown"),
        ({"closed": True, "outcomes": '["Up", "Down"]', "outcomePrices": '["1", "0"]', "umaResolutionStatus": "resolved"}, "unknown"),
        ({"closed": "true"}, "unknown"),
        ({}, "unknown"),
    ],
)  # fmt: skip
def test_polymarket_states(market: dict[str, Any], expected: str) -> None:
    assert state("polymarket", {"id": "1", "slug": "m", "outcomes": YES_NO, **market}) == expected


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        ({"closed": True, "tokens": [{"outcome": "Yes", "winner": False}, {"outcome": "No", "winner": True}]}, "no"),
        ({"closed": True, "tokens": [{"outcome": "Yes", "winner": False}, {"outcome": "No", "winner": False}]}, "pending"),
        ({"closed": True, "tokens": [{"outcome": "Yes", "winner": True}, {"outcome": "No", "winner": True}]}, "unknown"),
        ({"closed": True, "tokens": [{"outcome": "Lakers", "winner": True}]}, "unknown"),
        ({"closed": True, "is_50_50_outcome": True, "tokens": []}, "partial(0.5)"),
        ({"closed": False, "tokens": [{"outcome": "Yes", "price": 1, "winner": False}]}, "open"),
    ],
)  # fmt: skip
def test_the_winner_flag_of_the_order_book_decides(book: dict[str, Any], expected: str) -> None:
    assert state("polymarket", {"condition_id": "0x1", "active": True, **book}) == expected


def test_a_market_closed_without_status_is_asked_for_at_the_order_book() -> None:
    market = {"id": "1", "slug": "m", "conditionId": "0xab", "closed": True, "outcomes": YES_NO}
    sure = parse("polymarket", "m", market | {"outcomePrices": '["1", "0"]'})
    assert [ask.url for ask in sure.follow] == ["https://clob.polymarket.com/markets/0xab"]
    assert parse("polymarket", "m", market | {"outcomePrices": '["0.6", "0.4"]'}).follow == ()


# ---- Kalshi ----


@pytest.mark.parametrize(
    ("market", "expected"),
    [
        ({"status": "active", "result": "yes"}, "open"),
        ({"status": "inactive"}, "open"),
        ({"status": "closed", "result": "yes"}, "pending"),
        ({"status": "determined", "result": "yes"}, "pending"),
        ({"status": "amended", "result": "no"}, "pending"),
        ({"status": "disputed", "result": "yes"}, "disputed"),
        ({"status": "finalized", "result": "yes"}, "yes"),
        ({"status": "settled", "result": "no"}, "no"),
        ({"status": "finalized", "result": ""}, "unknown"),
        ({"status": "finalized", "result": "void"}, "void"),
        ({"status": "something new", "result": "yes"}, "unknown"),
    ],
)
def test_kalshi_states(market: dict[str, Any], expected: str) -> None:
    (reading,) = parse("kalshi", "T", {"market": {"ticker": "T", **market}}).readings
    assert isinstance(reading, MarketReading)
    assert str(reading.state) == expected


def test_an_old_kalshi_market_is_looked_for_elsewhere_and_only_once() -> None:
    first = parse("kalshi", "T-1", {}, status=404)
    assert first.follow[0].url.endswith("/trade-api/v2/historical/markets/T-1")
    with pytest.raises(SourceError, match="does not know it"):
        parse("kalshi", "T-1", {}, status=404, at=first.follow[0].url)


# ---- Metaculus ----


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({"status": "resolved", "type": "binary", "resolution": "yes"}, "yes"),
        ({"status": "resolved", "type": "binary", "resolution": "ambiguous"}, "void"),
        ({"status": "resolved", "type": "binary", "resolution": "annulled"}, "void"),
        ({"status": "resolved", "type": "numeric", "resolution": "12.5"}, "unknown"),
        ({"status": "resolved", "type": "multiple_choice", "resolution": "yes"}, "unknown"),
        ({"status": "closed", "type": "binary", "resolution": None}, "pending"),
        ({"status": "open", "type": "binary", "resolution": "yes"}, "open"),
        ({"status": "pending_review"}, "unknown"),
    ],
)
def test_metaculus_states(question: dict[str, Any], expected: str) -> None:
    assert state("metaculus", {"id": 1, "question": {"id": 2, **question}}) == expected


def test_metaculus_is_off_without_a_token_and_sends_it_in_a_header_only() -> None:
    spec = recognise("https://www.metaculus.com/questions/123/will-it/")
    assert adapters()["metaculus"].token
    with pytest.raises(SourceError, match="token"):
        adapter("metaculus").asks(spec, {}, {})
    (ask,) = adapter("metaculus").asks(spec, {}, {"metaculus": "abc"})
    assert "abc" not in ask.url
    assert ask.headers["Authorization"] == "Token abc"


# ---- FRED ----


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


# ---- GitHub, Hacker News, Wikidata, GDELT ----


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


# ---- any API ----

DOCUMENT = {"data": {"prices": [{"last": "1,234.5"}, {"last": 7}], "a.b": {"c": 1}, "ok": True}}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("data.prices[0].last", "1,234.5"),
        ("data.prices.0.last", "1,234.5"),
        ("$.data.prices[-1].last", 7),
        ("/data/prices/1/last", 7),
        ("data['a.b'].c", 1),
    ],
)
def test_paths(path: str, value: object) -> None:
    assert at_path(DOCUMENT, path) == value


@pytest.mark.parametrize(
    "path", ["data.nothing", "data.prices[9]", "data.prices.x", "data.ok.deep"]
)
def test_a_path_that_leads_nowhere_says_where_it_ended(path: str) -> None:
    with pytest.raises(SourceError):
        at_path(DOCUMENT, path)


def test_a_number_of_an_api_may_be_a_string() -> None:
    url = "https://api.example/x.json#data.prices[0].last"
    seen = parse("api", url, DOCUMENT, url=url)
    assert [r.value for r in seen.readings if isinstance(r, NumberReading)] == [1234.5]
    with pytest.raises(SourceError, match="neither"):
        parse("api", "x", DOCUMENT, url="https://api.example/x.json#data.prices")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1,234.5", 1234.5), ("$3", 3.0), ("4.5%", 4.5), ("-1e3", -1000.0), (7, 7.0)),
        *((".", None), ("", None), ("1,23", None), (True, None), (None, None), ("NaN", None)),
        *((float("inf"), None), (10**400, None), ("1_000", None), ([], None)),
    ],
)
def test_numbers(text: object, value: float | None) -> None:
    assert number(text) == value


# ---- pages ----

PAGE = """<html><head><title>Status &amp; news</title><script>var x = "granted";</script></head>
<body><nav>Home | About</nav><main><h1>Licences</h1><p class="state big">Under <b>review</b></p>
<p id="other">The committee met on Monday and talked about the licence for a long time.</p></main></body></html>"""


def test_a_page_gives_its_main_text_and_no_scripts() -> None:
    seen = parse("page", "https://x.test/p", PAGE.encode(), content_type="text/html")
    (reading,) = seen.readings
    assert isinstance(reading, TextReading)
    assert reading.text
    assert "The committee met" in reading.text
    assert "granted" not in reading.text
    assert seen.title == "Status & news"


@pytest.mark.parametrize(
    ("selector", "text"),
    [
        (".state", "Under review"),
        ("main > p.big", "Under review"),
        ("#other", "The committee met on Monday and talked about the licence for a long time."),
        (".granted", None),
        (
            "p",
            "Under review\nThe committee met on Monday and talked about the licence for a long time.",
        ),
    ],
)
def test_a_selector_picks_a_part_of_the_page(selector: str, text: str | None) -> None:
    url = f"https://x.test/p#css={selector}"
    (reading,) = parse(
        "page", "https://x.test/p", PAGE.encode(), url=url, content_type="text/html"
    ).readings
    assert isinstance(reading, TextReading)
    assert (reading.text, reading.selector) == (text, selector)


def test_a_page_without_text_is_an_error_not_an_empty_page() -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        parse(
            "page",
            "x",
            b"<html><body><script>render()</script></body></html>",
            content_type="text/html",
        )


def test_a_selector_that_is_none_is_refused() -> None:
    with pytest.raises(SourceError, match="selector"):
        parse(
            "page", "x", PAGE.encode(), url="https://x.test/#css=p:has(", content_type="text/html"
        )


def test_a_page_names_its_feeds() -> None:
    html = """<html><head><link rel="alternate" type="application/rss+xml" href="/feed">
    <link rel="stylesheet" href="/x.css"><link rel="alternate" hreflang="de" href="/de">
    <link rel="alternate" type="application/atom+xml" href="javascript:x"></head></html>"""
    assert feeds_of(html, "https://x.test/a") == ("https://x.test/feed",)


# ---- all of them ----

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
        ("https://github.com/o/r/releases", "github", "o/r"),
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


def test_the_only_market_of_an_event_speaks_for_the_event_too() -> None:
    one = {"ticker": "T-1", "status": "finalized", "result": "yes"}
    assert subjects(parse("kalshi", "event/T", {"markets": [one]})) == ["T-1", "event/T"]
    both = {"markets": [one, one | {"ticker": "T-2"}]}
    assert subjects(parse("kalshi", "event/T", both)) == ["T-1", "T-2"]
    more = {"markets": [one], "cursor": "next"}
    assert subjects(parse("kalshi", "event/T", more)) == ["T-1"]
    market = {"slug": "m", "closed": False}
    event = {"slug": "e", "markets": [market]}
    assert subjects(parse("polymarket", "event/e", event)) == ["m", "event/e"]


def subjects(seen: Seen) -> list[str]:
    return [reading.subject for reading in seen.readings]
