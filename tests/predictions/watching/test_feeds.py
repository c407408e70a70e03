"""Every recorded and every hostile feed against what a correct reader makes of it."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from predictions.errors import LimitExceeded, PredictionsError, UnreadableDocument
from predictions.watching.feeds import parse_feed
from predictions.watching.items import Feed, Item

WATCH = Path(__file__).parents[3] / "../shared/data/watch"
pytestmark = pytest.mark.skipif(not WATCH.exists(), reason="the shared feeds are not here")

EXPECTED: dict[str, Any] = (
    {
        name: entry
        for name, entry in json.loads((WATCH / "expected.json").read_bytes()).items()
        if entry["kind"] == "feed"
    }
    if WATCH.exists()
    else {}
)
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u200b]")


def read(name: str) -> tuple[Feed | None, PredictionsError | None]:
    try:
        return parse_feed((WATCH / name).read_bytes(), "https://feed.example/feed"), None
    except PredictionsError as error:
        return None, error


def iso(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def complaint(feed: Feed | None, error: PredictionsError | None) -> str:
    return str(error) if error else "; ".join(feed.problems if feed else ())


@pytest.mark.parametrize("name", EXPECTED)
def test_a_feed_is_read_as_expected(name: str) -> None:
    expected = EXPECTED[name]
    feed, error = read(name)
    if expected["error"]:
        assert complaint(feed, error), "a fault must be told"
    if error:
        assert expected["error"] or expected.get("error_allowed"), str(error)
        return
    assert feed is not None
    if not expected["error"] and not expected.get("error_allowed"):
        assert feed.problems == ()
    accepted = expected["entries"]
    assert len(feed.entries) in (accepted if isinstance(accepted, list) else [accepted])
    check_details(feed, expected)


def check_details(feed: Feed, expected: dict[str, Any]) -> None:
    entries = feed.entries
    dates = sorted(entry.published_at for entry in entries if entry.published_at)
    measured = {
        "distinct": len({entry.external_id for entry in entries}),
        "dated": len(dates),
        "newest": iso(dates[-1]) if dates else None,
        "feed_title": feed.title,
        "first_title": entries[0].title if entries else None,
        "ids": [entry.external_id for entry in entries],
        "links": [entry.url for entry in entries],
        "dates": [iso(entry.published_at) for entry in entries],
    }
    for key, value in measured.items():
        if key in expected:
            assert value == expected[key], key
    if part := expected.get("first_summary_contains"):
        assert part in entries[0].summary
    if "rss2.0" in expected["format"] or "RDF" in expected["format"] or "atom" in feed.format:
        assert feed.format == expected["format"]


@pytest.mark.parametrize("name", EXPECTED)
def test_no_stored_text_holds_hidden_or_control_characters(name: str) -> None:
    feed, error = read(name)
    stored = json.dumps(feed.to_json(), ensure_ascii=False) if feed else str(error)
    assert not HIDDEN.search(stored)


@pytest.mark.parametrize("name", EXPECTED)
def test_every_link_is_a_web_address_or_nothing(name: str) -> None:
    feed, _ = read(name)
    for entry in feed.entries if feed else ():
        assert entry.url is None or entry.url.startswith(("http://", "https://"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_feed_crosses_the_sandbox_unchanged(name: str) -> None:
    feed, error = read(name)
    if feed is None:
        assert error
        return
    assert Feed.from_json(json.loads(json.dumps(feed.to_json()))) == feed


def test_script_code_is_no_part_of_a_title() -> None:
    feed, _ = read("feeds/fp_entry_title_script.xml")
    assert feed is not None
    assert feed.entries[0].title == "safe description"


def test_an_html_title_is_stored_as_text() -> None:
    feed, _ = read("feeds/nasty/html_title.xml")
    assert feed is not None
    assert "<script" not in feed.entries[0].title
    assert "alert(1)" not in feed.entries[0].title
    assert feed.entries[0].url is None


@pytest.mark.parametrize("name", ["billion_laughs", "quadratic_blowup"])
def test_entity_bombs_are_refused_and_named(name: str) -> None:
    with pytest.raises(LimitExceeded, match="entity expansion refused"):
        parse_feed((WATCH / f"feeds/nasty/{name}.xml").read_bytes())


def test_a_web_page_is_no_empty_feed() -> None:
    with pytest.raises(UnreadableDocument, match="not a feed"):
        parse_feed((WATCH / "feeds/nasty/html_page_not_feed.html").read_bytes())


def test_an_entry_whose_id_changes_at_every_fetch_keeps_its_content_hash() -> None:
    body = (WATCH / "feeds/nasty/guid_changes_each_fetch.xml").read_bytes()
    guid = re.search(rb"<guid[^>]*>([^<]*)<", body)
    assert guid
    first = parse_feed(body).entries[0]
    second = parse_feed(body.replace(guid[1], b"another")).entries[0]
    assert first.external_id != second.external_id
    assert (first.content_hash, first.url) == (second.content_hash, second.url)


def test_a_date_in_the_future_counts_as_unknown() -> None:
    body = b"<rss version='2.0'><channel><item><guid>1</guid><pubDate>2031-05-01</pubDate></item></channel></rss>"
    assert parse_feed(body, now=datetime(2030, 1, 1, tzinfo=UTC)).entries[0].published_at is None
    assert parse_feed(body, now=datetime(2031, 6, 1, tzinfo=UTC)).entries[0].published_at


def test_the_json_of_an_item_names_every_field() -> None:
    item = Item(external_id="1", title="t", published_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert Item.from_json(item.to_json()) == item


def test_a_feed_of_100000_items_is_read_up_to_a_limit_that_is_told() -> None:
    items = b"".join(
        b"<item><guid>%d</guid><title>An item</title></item>" % n for n in range(100_000)
    )
    feed = parse_feed(b"<rss version='2.0'><channel>" + items + b"</channel></rss>")
    assert len(feed.entries) == 20_000
    assert "more than 20000 entries" in feed.problems[0]


def test_so_is_one_in_json() -> None:
    items = [{"id": str(n), "title": "An item"} for n in range(30_000)]
    version = "https://jsonfeed.org/version/1.1"
    feed = parse_feed(json.dumps({"version": version, "title": "All", "items": items}).encode())
    assert len(feed.entries) == 20_000
    assert "more than 20000 entries" in feed.problems[0]


def test_html_entities_and_bare_ampersands_are_mended_and_reported() -> None:
    body = b"<rss version='2.0'><channel><item><title>Caf&eacute; R&D &amp; Co &bogus;</title></item></channel></rss>"
    feed = parse_feed(body)
    assert feed.entries[0].title == "Café R&D & Co &bogus;"
    assert "not well-formed" in feed.problems[0]


def test_a_name_in_angle_brackets_is_text_not_markup() -> None:
    body = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Vec&lt;String&gt; is &lt;b&gt;fast&lt;/b&gt;</title></entry></feed>"
    assert parse_feed(body).entries[0].title == "Vec<String> is fast"


@pytest.mark.parametrize(
    ("text", "iso_date"),
    [
        ("Mon, 01 Jun 2026 10:00:00 +0200", "2026-06-01T08:00:00Z"),
        ("2026-06-01T10:00:00.5-05:00", "2026-06-01T15:00:00Z"),
        ("2026-06-01 10:00", "2026-06-01T10:00:00Z"),
        ("2026-06-01", "2026-06-01T00:00:00Z"),
        ("2026-06-01T23:59:60Z", "2026-06-01T23:59:59Z"),
        ("01 Jun 26 10:00 EDT", "2026-06-01T14:00:00Z"),
        ("Seg, 24 Set 2018 19:42:40 -0300", "2018-09-24T22:42:40Z"),
        ("mar., 05 févr. 2019 08:00:00 +0100", "2019-02-05T07:00:00Z"),
        ("Di, 01 Okt 2019 08:00:00 +0200", "2019-10-01T06:00:00Z"),
        ("2026-13-01", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31T23:59:59Z", None),
        ("2026-06-01T10:00:00+99:00", None),
        ("yesterday", None),
        ("1" * 100, None),
    ],
)
def test_dates_as_feeds_write_them(text: str, iso_date: str | None) -> None:
    body = f"<rss><channel><item><pubDate>{text}</pubDate><title>x</title></item></channel></rss>"
    assert iso(parse_feed(body.encode()).entries[0].published_at) == iso_date


def test_a_feeds_own_wish_how_often_to_be_asked() -> None:
    head = (
        b"<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel>%s</channel></rss>"
    )
    period = b"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    assert parse_feed(head % b"<ttl>30</ttl>").ttl_seconds == 1800
    assert parse_feed(head % period).ttl_seconds == 21600
    assert parse_feed(head % b"<ttl>soon</ttl>").ttl_seconds is None


@pytest.mark.parametrize(
    ("base", "there"),
    [
        ("#fragment", "https://x.test/news/a"),
        ("https://other.test/", "https://other.test/news/a"),
        ("/deep/er/", "https://x.test/news/a"),
    ],
)
def test_a_base_that_is_relative_or_none_at_all_costs_no_link(base: str, there: str) -> None:
    feed = f"""<feed xml:base="{base}" xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>A</title>
<link href="/news/a"/></entry></feed>"""
    (entry,) = parse_feed(feed.encode(), "https://x.test/feed").entries
    assert entry.url == there


def test_relative_links_are_completed_and_others_dropped() -> None:
    body = b"<rss><channel><item><link> /a b </link></item><item><link>data:text/html,x</link></item></channel></rss>"
    found = [entry.url for entry in parse_feed(body, "https://f.test/x/feed").entries]
    assert found == ["https://f.test/a%20b", None]
