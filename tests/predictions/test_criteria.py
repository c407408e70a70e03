"""Resolution criteria as data."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.criteria import Criteria
from predictions.errors import InvalidValue
from predictions.rules.kinds import (
    COMPARISONS,
    DeadlinePassed,
    Judged,
    MarketState,
    NumberThreshold,
    OnPage,
    Published,
    Rule,
    When,
)

NAMES = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
RULES: st.SearchStrategy[Rule] = st.one_of(
    st.builds(
        MarketState,
        source=NAMES,
        subject=NAMES,
        inverted=st.booleans(),
        only=st.sampled_from([None, "yes", "no"]),
    ),
    st.builds(
        NumberThreshold,
        source=NAMES,
        subject=NAMES,
        comparison=st.sampled_from(sorted(COMPARISONS)),
        threshold=st.floats(allow_nan=False, allow_infinity=False),
        settle_days=st.integers(0, 400),
    ),
    st.builds(
        NumberThreshold,
        source=NAMES,
        subject=NAMES,
        comparison=st.just(">="),
        threshold=st.integers(-5, 5).map(float),
        when=st.just(When.AT),
        day=st.dates(),
    ),
    st.builds(
        NumberThreshold,
        source=NAMES,
        subject=NAMES,
        comparison=st.just("<"),
        threshold=st.just(1.5),
        when=st.just(When.SUSTAINED),
        days=st.integers(1, 1000),
    ),
    st.builds(
        OnPage,
        url=NAMES,
        pattern=st.sampled_from([r"open(ed|s)?\b", "ratified", r"\bno\s+longer\b"]),
        selector=st.none() | st.just(".status"),
        absent=st.booleans(),
        trusted=st.booleans(),
    ),
    st.builds(Published, source=NAMES, subject=NAMES, preliminary_counts=st.booleans()),
    st.builds(DeadlinePassed, grace_days=st.integers(0, 90)),
    st.builds(Judged, question=NAMES),
)


@given(st.lists(RULES, min_size=1, max_size=4))
def test_criteria_survive_json(rules: list[Rule]) -> None:
    criteria = Criteria(tuple(rules))
    assert Criteria.from_json(criteria.to_json()) == criteria


def test_the_json_is_what_a_person_could_write() -> None:
    text = '{"rules": [{"kind": "number", "source": "fred", "subject": "UNRATE", "comparison": ">=", "threshold": 6, "when": "at", "day": "2027-12-01", "settle_days": 60}]}'
    (rule,) = Criteria.from_json(text).rules
    assert rule == NumberThreshold(
        source="fred",
        subject="UNRATE",
        comparison=">=",
        threshold=6.0,
        when=When.AT,
        day=date(2027, 12, 1),
        settle_days=60,
    )


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({"kind": "oracle"}, "kind"),
        ({"kind": "market", "source": "manifold"}, "subject"),
        ({"kind": "market", "source": "manifold", "subject": " "}, "subject"),
        ({"kind": "market", "source": "manifold", "subject": 7}, "subject"),
        ({"kind": "market", "source": "a", "subject": "b", "inverted": "yes"}, "inverted"),
        ({"kind": "market", "source": "a", "subject": "b", "extra": 1}, "extra"),
        ({"kind": "market", "source": "a", "subject": "b", "only": "maybe"}, "only"),
        ({"kind": "number", "source": "a", "subject": "b", "comparison": "~", "threshold": 1}, "comparison"),
        ({"kind": "number", "source": "a", "subject": "b", "comparison": ">", "threshold": True}, "threshold"),
        ({"kind": "number", "source": "a", "subject": "b", "comparison": ">", "threshold": 1, "when": "at"}, "day"),
        ({"kind": "number", "source": "a", "subject": "b", "comparison": ">", "threshold": 1, "when": "often"}, "when"),
        ({"kind": "number", "source": "a", "subject": "b", "comparison": ">", "threshold": 1, "when": "at", "day": "soon"}, "day"),
        ({"kind": "number", "source": "a", "subject": "b", "comparison": ">", "threshold": 1, "when": "sustained"}, "days"),
        ({"kind": "number", "source": "a", "subject": "b", "comparison": ">", "threshold": 1, "when": "sustained", "days": 0}, "days"),
        ({"kind": "number", "source": "a", "subject": "b", "comparison": ">", "threshold": 1, "settle_days": -1}, "settle_days"),
        ({"kind": "page", "url": "https://x.test"}, "pattern"),
        ({"kind": "page", "url": "https://x.test", "pattern": "("}, "pattern"),
        ({"kind": "page", "url": "https://x.test", "pattern": r"(a)\1"}, "pattern"),
        ({"kind": "page", "url": "https://x.test", "pattern": "a" * 600}, "pattern"),
        ({"kind": "published", "source": "a", "subject": "b", "pattern": "[z-a]"}, "pattern"),
        ({"kind": "deadline", "grace_days": -1}, "grace_days"),
        ({"kind": "judged", "question": ""}, "question"),
        ("market", "kind"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused_by_the_name_of_its_field(rule: Any, field: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Criteria.from_json(json.dumps({"rules": [rule]}))
    assert caught.value.field == field


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"rules": {}}', '{"rules": []}', "[" * 100_000])
def test_criteria_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        Criteria.from_json(text)


def test_one_rule_or_a_list_of_them_needs_no_frame() -> None:
    rule = {"kind": "market", "source": "manifold", "subject": "m"}
    whole = Criteria.from_json(json.dumps({"rules": [rule]}))
    assert Criteria.from_json(json.dumps(rule)) == whole
    assert Criteria.from_json(json.dumps([rule])) == whole


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{rules: []}", "such as {"),
        ('{"rules": 5}', "have the form {"),
        ('{"kind": "number", "comparision": ">"}', "which has source, subject, comparison"),
    ],
)
def test_a_slip_in_a_rule_shows_how_one_is_written(text: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        Criteria.from_json(text)


def test_criteria_name_the_sources_that_could_decide_them() -> None:
    criteria = Criteria(
        (
            MarketState(source="manifold", subject="m"),
            OnPage(url="https://x.test", pattern="x"),
            OnPage(url="https://www.wikidata.org/wiki/Q1", selector="P570", source="wikidata"),
            Published(source="github", subject="o/r"),
            DeadlinePassed(),
            Judged(question="?"),
        )
    )
    assert criteria.subjects == {
        ("manifold", "m"),
        ("page", "https://x.test"),
        ("wikidata", "https://www.wikidata.org/wiki/Q1"),
        ("github", "o/r"),
    }


def test_infinite_thresholds_are_refused() -> None:
    with pytest.raises(InvalidValue, match="threshold"):
        NumberThreshold(source="a", subject="b", comparison=">", threshold=float("inf"))
