"""No pattern of the package can part one run of characters in many ways: `(?:\\w+ ?){1,9}` takes minutes for a long word."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import predictions
from predictions.regexes import Regex

REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)
LOOKS = (op.ASSERT, op.ASSERT_NOT, op.AT)
MOST = 2  # two parts of a run take only as long as its square


def patterns() -> Iterator[re.Pattern[str]]:
    """All compiled patterns of the modules, also those in tuples, lists and tables."""
    for module in pkgutil.walk_packages(predictions.__path__, "predictions."):
        for value in vars(importlib.import_module(module.name)).values():
            yield from _within(value)


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, Regex):
        yield value.compiled()
    elif isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _within(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _within(one)


def runs_away(items: Any) -> bool:
    """True where a group is repeated of which only a run of characters must be there."""
    for code, value in items:
        if code in REPEATS:
            _, most, body = value
            if most > MOST and _is_a_run(_flat(body)):
                return True
            parts = [body]
        elif code is op.SUBPATTERN:
            parts = [value[3]]
        elif code is op.BRANCH:
            parts = value[1]
        elif code in LOOKS[:2]:
            parts = [value[1]]
        else:
            parts = []
        if any(map(runs_away, parts)):
            return True
    return False


def _flat(items: Any) -> list[Any]:
    flat: list[Any] = []
    for code, value in items:
        flat += _flat(value[3]) if code is op.SUBPATTERN else [(code, value)]
    return flat


def _is_a_run(items: list[Any]) -> bool:
    for place, (code, value) in enumerate(items):
        if code in REPEATS and value[1] > 1:
            others = [item for other, item in enumerate(items) if other != place]
            if all(item[0] in LOOKS or _may_be_empty(item) for item in others):
                return True
    return False


def _may_be_empty(item: Any) -> bool:
    part = parser.SubPattern(parser.State())
    part.append(item)
    return bool(part.getwidth()[0] == 0)


def test_no_pattern_parts_a_run_in_many_ways() -> None:
    found = {p.pattern for p in patterns() if runs_away(parser.parse(p.pattern, p.flags))}
    assert found == set()


@pytest.mark.parametrize(
    ("pattern", "away"),
    [
        (r"(?:\w+ ?){1,9}!", True),
        (r"(?:a|(?:[^,]+,?)+)b", True),
        (r"(?=(?:(\w+)\b)*)x", True),
        (r"(?:\w+ ){1,9}\w+ ?!", False),
        (r"(?:\w ?)+", False),
    ],
)
def test_runaway_patterns_are_known(pattern: str, *, away: bool) -> None:
    assert runs_away(parser.parse(pattern)) is away
