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
