"""Recorded replies, damaged at random: whatever comes, it is read or refused, never a crash."""

import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest

from predictions.errors import PredictionsError
from predictions.watching.feeds import parse_feed
from predictions.watching.items import Feed
from predictions.watching.sources import adapter
from predictions.watching.sources.base import Reply, Seen, SourceSpec

WATCH = Path(__file__).parents[4] / "../shared/data/watch"
NOW = datetime(2026, 7, 1, tzinfo=UTC)
pytestmark = pytest.mark.skipif(not WATCH.exists(), reason="the shared responses are not here")

JUNK: list[Any] = [
    *(None, True, 0, -1, 1e308, 10**30, "", "x", "\ud800", "\x00", "9" * 5000, "2026-13-45"),
    *([], {}, [[]], {"a": 1}, "NaN", float("nan"), float("inf")),
]
KINDS = {
    "manifold": "manifold",
    "polymarket": "polymarket",
    "kalshi": "kalshi",
    "metaculus": "metaculus",
    "fred": "fred",
    "hn": "hackernews",
    "wikidata": "wikidata",
    "edgar": "edgar",
}
PIECES = (b"<![CDATA[", b"]]>", b"<!--", b"&x;", b"<!DOCTYPE x [", b"\xff\xfe", b"</", b"<item>")


def damaged(value: Any, chance: Random) -> Any:
    if chance.random() < 0.08:
        return chance.choice(JUNK)
    if isinstance(value, dict):
        return {k: damaged(v, chance) for k, v in value.items() if chance.random() > 0.03}
    if isinstance(value, list):
        return [damaged(entry, chance) for entry in value]
    return value


@pytest.mark.parametrize("folder", KINDS)
def test_a_damaged_reply_of_a_service(folder: str) -> None:
    chance = Random(folder)
    read = 0
    for path in sorted((WATCH / "api" / folder).glob("*.json")):
        data = json.loads(path.read_bytes())
        for _ in range(20):
            body = json.dumps(damaged(data, chance)).encode()
            for subject in ("x", "event/x", "Q20145#P569"):
                spec = SourceSpec(kind=KINDS[folder], subject=subject, url="https://s.test/")
                reply = Reply(url="https://s.test/", body=body, fetched_at=NOW)
                try:
                    seen = adapter(spec.kind).parse(spec, reply, {})
                except PredictionsError:
                    continue
                read += 1
                assert Seen.from_json(json.loads(json.dumps(seen.to_json()))) == seen
    assert read


def test_a_damaged_feed() -> None:
    chance = Random(11)
    bodies = [path.read_bytes()[:8000] for path in sorted((WATCH / "feeds").rglob("*.*"))]
    read = 0
    for _ in range(800):
        body = bytearray(chance.choice(bodies))
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(body) + 1)
            body[at : at + chance.randint(0, 20)] = chance.choice(
                [*PIECES, chance.randbytes(4), b""]
            )
        try:
            feed = parse_feed(bytes(body), "https://f.test/")
        except PredictionsError:
            continue
        read += 1
        assert Feed.from_json(json.loads(json.dumps(feed.to_json()))) == feed
    assert read > 100
