"""The traps of each market, one by one: what is no outcome yet, and what never was one."""

from typing import Any

import pytest

from predictions.errors import SourceError
from predictions.readings import (
    MarketReading,
)
from predictions.watching.sources import adapter, adapters, recognise
from predictions.watching.sources.base import SourceSpec
from tests.predictions.watching.sources.parsing import MILLIS, parse, state


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


MATCH = {"slug": "m", "outcomes": '["FaZe", "illwill"]', "closed": True}


@pytest.mark.parametrize(
    ("named", "prices", "expected"),
    [
        ("faze", '["1", "0"]', "yes"),
        ("illwill", '["1", "0"]', "no"),
        ("illwill", '["0", "1"]', "yes"),
        ("faze", '["0.5", "0.5"]', "partial(0.5)"),
        ("liquid", '["1", "0"]', "unknown"),
        ("", '["1", "0"]', "unknown"),
    ],
)
def test_an_outcome_that_is_named_counts_as_the_yes_of_a_market_between_two(
    named: str, prices: str, expected: str
) -> None:
    subject = f"m#{named}" if named else "m"
    found = MATCH | {"outcomePrices": prices, "umaResolutionStatus": "resolved"}
    seen = parse("polymarket", subject, found)
    (reading,) = seen.readings
    assert isinstance(reading, MarketReading)
    assert (str(reading.state), reading.subject) == (expected, subject)
    assert bool(seen.notes) is (expected == "unknown")


def test_the_order_book_flags_the_winner_of_a_market_between_two() -> None:
    tokens = [{"outcome": "FaZe", "winner": False}, {"outcome": "illwill", "winner": True}]
    book = {"condition_id": "c", "closed": True, "tokens": tokens}
    (lost,) = parse("polymarket", "m#FaZe", book).readings
    (won,) = parse("polymarket", "m#illwill", book).readings
    assert [str(getattr(each, "state", "")) for each in (lost, won)] == ["no", "yes"]


ANSWERS = [{"id": "a1", "text": "Ann"}, {"id": "b2", "text": "Bob"}]


@pytest.mark.parametrize(
    ("market", "expected"),
    [
        ({"isResolved": False, "answers": ANSWERS}, "open"),
        ({"isResolved": True, "resolution": "a1", "answers": ANSWERS}, "yes"),
        ({"isResolved": True, "resolution": "b2", "answers": ANSWERS}, "no"),
        ({"isResolved": True, "resolution": "CANCEL", "answers": ANSWERS}, "void"),
        (
            {
                "isResolved": True,
                "resolution": "MKT",
                "answers": ANSWERS,
                "resolutions": {"a1": 25},
            },
            "partial(0.25)",
        ),
        ({"isResolved": True, "resolution": "MKT", "answers": ANSWERS}, "unknown"),
        ({"isResolved": False, "answers": [ANSWERS[0] | {"resolution": "NO"}]}, "no"),
    ],
)
@pytest.mark.parametrize("named", ["ann", "a1"])
def test_one_answer_of_a_market_of_many(named: str, market: dict[str, Any], expected: str) -> None:
    whole = {"id": "m", "outcomeType": "MULTIPLE_CHOICE", "question": "Who wins?"} | market
    (reading,) = parse("manifold", f"who-wins#{named}", whole).readings
    assert isinstance(reading, MarketReading)
    assert (str(reading.state), reading.title) == (expected, "Who wins?: Ann")


def test_an_answer_that_is_not_there_is_told_with_those_that_are() -> None:
    whole = {"id": "m", "outcomeType": "MULTIPLE_CHOICE", "answers": ANSWERS}
    with pytest.raises(SourceError, match="no answer 'Cid'; there are Ann, Bob"):
        parse("manifold", "who-wins#Cid", whole)


def test_a_market_closed_without_status_is_asked_for_at_the_order_book() -> None:
    market = {"id": "1", "slug": "m", "conditionId": "0xab", "closed": True, "outcomes": YES_NO}
    sure = parse("polymarket", "m", market | {"outcomePrices": '["1", "0"]'})
    assert [ask.url for ask in sure.follow] == ["https://clob.polymarket.com/markets/0xab"]
    assert parse("polymarket", "m", market | {"outcomePrices": '["0.6", "0.4"]'}).follow == ()


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


GROUP = {
    "id": 7,
    "group_of_questions": {
        "questions": [
            {"id": 44, "title": "2026", "type": "binary", "status": "resolved", "resolution": "no"},
            {"id": 45, "title": "2027", "type": "binary", "status": "open"},
        ]
    },
}


def test_one_question_of_a_group_is_watched_by_its_number() -> None:
    (reading,) = parse("metaculus", "7/45", GROUP).readings
    assert isinstance(reading, MarketReading)
    assert (reading.subject, str(reading.state)) == ("7/45", "open")
    whole = parse("metaculus", "7", GROUP)
    assert [getattr(each, "subject", "") for each in whole.readings] == ["7/44", "7/45"]
    assert "…?sub-question=NUMBER. There are 44 2026; 45 2027" in whole.notes[0]
    spec = SourceSpec(kind="metaculus", subject="7/45", url="https://x.test/")
    (ask,) = adapter("metaculus").asks(spec, {}, {"metaculus": "t"})
    assert ask.url.endswith("/posts/7/")


def test_metaculus_is_off_without_a_token_and_sends_it_in_a_header_only() -> None:
    spec = recognise("https://www.metaculus.com/questions/123/will-it/")
    assert adapters()["metaculus"].token
    with pytest.raises(SourceError, match="token"):
        adapter("metaculus").asks(spec, {}, {})
    (ask,) = adapter("metaculus").asks(spec, {}, {"metaculus": "abc"})
    assert "abc" not in ask.url
    assert ask.headers["Authorization"] == "Token abc"
