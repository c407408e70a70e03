import random
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from predictions.snapshot import Snapshot, pieces

WORDS = [f"w{number:x}" for number in range(5_000)]


def feed(newest: int, entries: int = 30) -> bytes:
    """Return a feed as it stands when entry `newest` is out: the newest first, the oldest gone."""

    def entry(number: int) -> str:
        text = " ".join(random.Random(number).choices(WORDS, k=400))
        return f"<item><title>News {number}</title><description>{text}</description></item>"

    listed = "".join(entry(number) for number in range(newest, newest - entries, -1))
    return f"<rss><channel>{listed}</channel></rss>".encode()


@given(st.binary(max_size=20_000), st.integers(0, 30))
def test_the_pieces_of_a_body_are_the_body(some: bytes, times: int) -> None:
    body = some * times
    found = list(pieces(body))
    assert b"".join(found) == body
    assert all(0 < len(piece) <= 64 * 1024 for piece in found)


def test_a_new_entry_changes_few_pieces() -> None:
    before, after = set(pieces(feed(100))), list(pieces(feed(101)))
    fresh = [piece for piece in after if piece not in before]
    assert len(after) >= 8
    # That with the new entry, and that with the end, where the oldest one is gone.
    assert sum(map(len, fresh)) < len(feed(101)) / 2


def test_a_month_of_news_is_kept_in_a_fraction_of_its_replies() -> None:
    kept: dict[bytes, int] = {}
    whole = 0
    for newest in range(100, 200):
        whole += len(feed(newest))
        kept.update((piece, len(piece)) for piece in pieces(feed(newest)))
    assert sum(kept.values()) < whole / 3


def test_a_body_that_was_cut_says_so() -> None:
    def seen(body: bytes, size: int) -> Snapshot:
        there = "https://x.test/"
        now = datetime(2026, 1, 1, tzinfo=UTC)
        headers = {"content-type": "Text/HTML; charset=x"}
        return Snapshot(
            url=there,
            final_url=there,
            status=200,
            fetched_at=now,
            body=body,
            size=size,
            headers=headers,
        )

    assert not seen(b"abc", 3).cut
    assert seen(b"abc", 4).cut
    assert seen(b"abc", 3).media_type == "text/html"
