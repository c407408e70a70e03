"""Whoever waits for a long text is told how far it is."""

import pytest

from predictions.extraction import extract

SAYS = "It will rain in town {} by the end of 203{}. "


def test_the_shares_sum_to_the_whole_and_change_nothing() -> None:
    text = "\n\n".join(SAYS.format(n, n % 10) for n in range(40))
    told: list[float] = []
    found = extract(text, published=None, done=told.append)
    assert found == extract(text, published=None)
    assert all(share > 0 for share in told)
    # The rest is for the repeats, which come last.
    assert sum(told) == pytest.approx(0.75, abs=0.06)


def test_each_part_of_a_long_text_has_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("predictions.extraction.engine._PART", 1_000)
    text = "\n\n".join(SAYS.format(n, n % 10) for n in range(80))
    whole: list[float] = []
    extract(text, published=None, done=whole.append)
    assert len(whole) >= 20
    assert sum(whole) == pytest.approx(0.75, abs=0.06)


def test_a_conversation_tells_as_much() -> None:
    text = "\n\n".join(f"Ann Kern (2024-03-0{n}):\n{SAYS.format(n, n)}" for n in range(1, 9))
    told: list[float] = []
    extract(text, published=None, spoken=True, done=told.append)
    assert sum(told) == pytest.approx(0.75, abs=0.06)
