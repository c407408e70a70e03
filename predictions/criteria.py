"""Resolution criteria as data: what would decide a prediction, so that a machine can look.

A prediction has one or more rules; the first that decides speaks, and rules that contradict each
other ask people. Stored as JSON in the prediction, so a rule survives what wrote it.
"""

import json
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar, Self

from predictions.errors import InvalidValue
from predictions.hiding import public

_LONGEST_PATTERN = 500


class When(StrEnum):
    """How a number has to meet its threshold."""

    AT = "at"  # on one day
    EVER = "ever"  # on any day of the window
    SUSTAINED = "sustained"  # on every observation of a stretch of days


COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketState:
    """A market or question elsewhere resolves. `inverted`: its yes is our no.

    `only`: just this answer of the market ("yes" or "no") means something here. A market with an
    earlier deadline than ours decides by its yes alone, one with a later deadline by its no.

    Raises:
        InvalidValue: an empty name, or an `only` that is neither.
    """

    kind: ClassVar[str] = "market"
    source: str
    subject: str
    inverted: bool = False
    only: str | None = None

    def __post_init__(self) -> None:
        _filled(self, "source", "subject")
        if self.only not in (None, "yes", "no"):
            raise InvalidValue("only", f"{self.only!r} is neither yes nor no")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberThreshold:
    """A number from an API meets a threshold.

    `settle_days`: how long after its day a value is still revised and so not final.

    Raises:
        InvalidValue: a comparison that is none, a day or stretch that is missing or superfluous.
    """

    kind: ClassVar[str] = "number"
    source: str
    subject: str
    comparison: str
    threshold: float
    when: When = When.EVER
    day: date | None = None  # for AT
    days: int | None = None  # for SUSTAINED: length of the stretch
    settle_days: int = 0

    def __post_init__(self) -> None:
        _filled(self, "source", "subject")
        if self.comparison not in COMPARISONS:
            raise InvalidValue(
                "comparison", f"{self.comparison!r} is none of {', '.join(COMPARISONS)}"
            )
        if not math.isfinite(self.threshold):
            raise InvalidValue("threshold", f"{self.threshold} is not a number")
        if (self.when is When.AT) != (self.day is not None):
            raise InvalidValue("day", "goes with a threshold at one day, and only with that")
        if (self.when is When.SUSTAINED) != (self.days is not None):
            raise InvalidValue("days", "goes with a sustained threshold, and only with that")
        if self.days is not None and self.days < 1:
            raise InvalidValue("days", "must be at least 1")
        if self.settle_days < 0:
            raise InvalidValue("settle_days", "cannot be negative")

    def met(self, value: float) -> bool:
        """Whether a value meets the threshold."""
        return COMPARISONS[self.comparison](value, self.threshold)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPage:
    """A phrase (a google-re2 pattern) stands on a page, or in the part that a selector picks.

    Without a pattern the selector alone counts: something is there. `absent`: it has gone.
    `trusted`: the page is the deciding authority itself, so that its words are final.
    `source`: the kind that reads the address: a property of Wikidata is `source="wikidata"` with
    the property as selector, a text at a path of an API `source="api"`.

    Raises:
        InvalidValue: neither pattern nor selector, or a pattern that RE2 does not take.
    """

    kind: ClassVar[str] = "page"
    url: str
    pattern: str | None = None
    selector: str | None = None
    absent: bool = False
    trusted: bool = False
    source: str = "page"

    def __post_init__(self) -> None:
        _filled(self, "url", "source")
        if not self.pattern and not self.selector:
            raise InvalidValue("pattern", "a page needs a phrase or a selector to look for")
        if self.pattern:
            check_pattern(self.pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A release, paper, filing or entry appears, its title matching a pattern if one is given."""

    kind: ClassVar[str] = "published"
    source: str
    subject: str
    pattern: str | None = None
    preliminary_counts: bool = False

    def __post_init__(self) -> None:
        _filled(self, "source", "subject")
        if self.pattern:
            check_pattern(self.pattern)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePassed:
    """Nothing happened until the deadline and some days more: proposes "no", never resolves it."""

    kind: ClassVar[str] = "deadline"
    grace_days: int = 7

    def __post_init__(self) -> None:
        if self.grace_days < 0:
            raise InvalidValue("grace_days", "cannot be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """People judge, by this question; they are asked when the window closes."""

    kind: ClassVar[str] = "judged"
    question: str

    def __post_init__(self) -> None:
        _filled(self, "question")


Rule = MarketState | NumberThreshold | OnPage | Published | DeadlinePassed | Judged
_RULES: dict[str, type[Rule]] = {
    rule.kind: rule
    for rule in (MarketState, NumberThreshold, OnPage, Published, DeadlinePassed, Judged)
}


@dataclass(frozen=True, slots=True)
class Criteria:
    """The rules of one prediction, in order of authority.

    Raises:
        InvalidValue: no rules.
    """

    rules: tuple[Rule, ...] = field(default=())

    def __post_init__(self) -> None:
        if not self.rules:
            raise InvalidValue("rules", "criteria need at least one rule")

    @property
    def subjects(self) -> frozenset[tuple[str, str]]:
        """The kinds of source, and their subjects, whose readings could decide."""
        found = set()
        for rule in self.rules:
            if isinstance(rule, MarketState | NumberThreshold | Published):
                found.add((rule.source, rule.subject))
            elif isinstance(rule, OnPage):
                found.add((rule.source, rule.url))
        return frozenset(found)

    def to_json(self) -> str:
        """Return the criteria as a line of JSON, as they are stored."""
        return json.dumps({"rules": [_rule_to_json(rule) for rule in self.rules]}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read criteria.

        Raises:
            InvalidValue: not JSON, or a rule that no valid criteria can hold.
        """
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            raise InvalidValue("criteria", "are not valid JSON") from None
        rules = data.get("rules") if isinstance(data, dict) else None
        if not isinstance(rules, list):
            raise InvalidValue("criteria", 'have the form {"rules": [...]}')
        return cls(tuple(_rule_from_json(rule) for rule in rules))


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that RE2, which always ends in linear time, does not take.

    Raises:
        InvalidValue: with what RE2 says about it.
    """
    import re2  # noqa: PLC0415 - only criteria with patterns pay for it

    if len(pattern) > _LONGEST_PATTERN:
        raise InvalidValue("pattern", f"is longer than {_LONGEST_PATTERN} characters")
    try:
        re2.compile(pattern, options=quiet())
    except re2.error as error:
        said = error.args[0] if error.args else "unknown"
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise InvalidValue("pattern", f"is not a valid RE2 pattern: {words}") from None


def quiet() -> Any:
    """Return options for RE2: no case, no words on standard error, bounded memory."""
    import re2  # noqa: PLC0415

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 8 * 1024 * 1024
    return options


def _filled(rule: object, *names: str) -> None:
    """Refuse what is empty, and leave the keys of addresses out."""
    for name in names:
        value = getattr(rule, name)
        if not isinstance(value, str) or not value.strip():
            raise InvalidValue(name, "is empty")
        # Sources are known by their addresses without keys.
        object.__setattr__(rule, name, public(value))


def _rule_to_json(rule: Rule) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": rule.kind}
    for item in fields(rule):
        value = getattr(rule, item.name)
        if value != item.default:
            data[item.name] = value.isoformat() if isinstance(value, date) else value
    return data


def _rule_from_json(data: object) -> Rule:
    if not isinstance(data, dict) or data.get("kind") not in _RULES:
        raise InvalidValue("kind", f"a rule is one of {', '.join(_RULES)}")
    cls = _RULES[data["kind"]]
    given = {name: value for name, value in data.items() if name != "kind"}
    known = {item.name: item for item in fields(cls)}
    if unknown := sorted(given.keys() - known.keys()):
        raise InvalidValue(unknown[0], f"is no part of a {cls.kind} rule")
    for name, item in known.items():
        if item.default is MISSING and name not in given:
            raise InvalidValue(name, f"is missing in a {cls.kind} rule")
        if name in given:
            given[name] = _typed(name, given[name], item.type)
    return cls(**given)


def _typed(name: str, value: object, wanted: Any) -> Any:
    """Check a value from JSON against the annotation of its field."""
    if wanted == date | None and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise InvalidValue(name, f"{value!r} is not a date") from None
    if wanted is When:
        try:
            return When(str(value))
        except ValueError:
            raise InvalidValue(name, f"{value!r} is none of {', '.join(When)}") from None
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, bool) and wanted is not bool:
        raise InvalidValue(name, f"{value!r} is of the wrong type")
    if not isinstance(value, wanted):
        raise InvalidValue(name, f"{value!r} is of the wrong type")
    return value
