"""The kinds of resolution rule as data: what each would decide by.

They check themselves when made, so that what is stored can always be evaluated.
"""

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from predictions.errors import InvalidValue
from predictions.hiding import public
from predictions.rules.patterns import check_pattern


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
    """A release, paper, filing or entry appears, its title matching a pattern if one is given.

    `trusted`: of a feed, whose entries tell of things and are not the things themselves: that it is the deciding
    authority's own, so that its titles are final.

    Raises:
        InvalidValue: an empty name, or a pattern that RE2 does not take.
    """

    kind: ClassVar[str] = "published"
    source: str
    subject: str
    pattern: str | None = None
    preliminary_counts: bool = False
    trusted: bool = False

    def __post_init__(self) -> None:
        _filled(self, "source", "subject")
        if self.pattern:
            check_pattern(self.pattern)

    @property
    def tells(self) -> bool:
        """Whether what appears only tells of something, as a headline does: "Will they launch?" matches, too."""
        return self.source == "feed"


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


def _filled(rule: object, *names: str) -> None:
    """Refuse what is empty, and leave the keys of addresses out."""
    for name in names:
        value = getattr(rule, name)
        if not isinstance(value, str) or not value.strip():
            raise InvalidValue(name, "is empty")
        # Sources are known by their addresses without keys.
        object.__setattr__(rule, name, public(value))


Rule = MarketState | NumberThreshold | OnPage | Published | DeadlinePassed | Judged
