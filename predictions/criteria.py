"""Resolution criteria as data: what would decide a prediction, so that a machine can look.

A prediction has one or more rules; the first that decides speaks, and rules that contradict each
other ask people. Stored as JSON in the prediction, so a rule survives what wrote it.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any, Self

from predictions.errors import InvalidValue
from predictions.rules.kinds import (
    DeadlinePassed,
    Judged,
    MarketState,
    NumberThreshold,
    OnPage,
    Published,
    Rule,
    When,
)

About = Mapping[str, Mapping[str, str]]

_FORM = '{"rules": [{"kind": "number", "comparison": ">", "threshold": 5}]}'
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
    def from_json(cls, text: str, *, about: About | None = None) -> Self:
        """Read criteria.

        Args:
            text: the JSON.
            about: what a rule that names no subject (of a page: no url) is about, by its kind.

        Raises:
            InvalidValue: not JSON, a rule that no valid criteria can hold, or one that names no
                subject and is of a kind that is not in `about`.
        """
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            raise InvalidValue("criteria", f"are not valid JSON, such as {_FORM}") from None
        if isinstance(data, dict) and "kind" in data:
            data = [data]  # one rule, as people write it
        rules = data.get("rules") if isinstance(data, dict) else data
        if not isinstance(rules, list):
            raise InvalidValue("criteria", f"have the form {_FORM}")
        return cls(tuple(_rule_from_json(rule, about) for rule in rules))


def _rule_to_json(rule: Rule) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": rule.kind}
    for item in fields(rule):
        value = getattr(rule, item.name)
        if value != item.default:
            data[item.name] = value.isoformat() if isinstance(value, date) else value
    return data


def _rule_from_json(data: object, about: About | None) -> Rule:
    if not isinstance(data, dict) or data.get("kind") not in _RULES:
        raise InvalidValue("kind", f"a rule is one of {', '.join(_RULES)}")
    cls = _RULES[data["kind"]]
    given = {name: value for name, value in data.items() if name != "kind"}
    known = {item.name: item for item in fields(cls)}
    if unknown := sorted(given.keys() - known.keys()):
        raise InvalidValue(
            unknown[0], f"is no part of a {cls.kind} rule, which has {', '.join(known)}"
        )
    if about is not None and (names := known.keys() & {"subject", "url"}):
        given = _named(cls.kind, given, about, of_its_own=bool(given.keys() & names))
    for name, item in known.items():
        if item.default is MISSING and name not in given:
            raise InvalidValue(name, f"is missing in a {cls.kind} rule")
        if name in given:
            given[name] = _typed(name, given[name], item.type)
    return cls(**given)


def _named(kind: str, given: dict[str, Any], about: About, *, of_its_own: bool) -> dict[str, Any]:
    """Fill in what a rule is about, as far as it does not say that itself."""
    names = about.get(kind)
    if of_its_own:
        source = (names or {}).get("source")
        return {"source": source} | given if source and kind != OnPage.kind else given
    if names is None:
        said = " or ".join(f'"{each}"' for each in sorted(about))
        instead = f"; it answers rules of the kind {said}" if said else ""
        if kind == NumberThreshold.kind and OnPage.kind in about:
            instead += ". Name what is a number: of a page …#css=SELECTOR, of JSON …#data.price, of a table …#COLUMN"
        raise InvalidValue("kind", f'the source says nothing that a "{kind}" rule reads{instead}')
    for name in ("source", "selector"):
        if name in given and given[name] != names.get(name):
            here = f"is {names[name]!r}" if name in names else "has none: name it in the address"
            raise InvalidValue(name, f"{given[name]!r} in the rule; that of the source {here}")
    return {**names, **given}


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
