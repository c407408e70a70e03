"""What sources say, in one vocabulary: the readings from which `decide` concludes.

An adapter turns a vendor's reply into these and into nothing else. `evidence_id` is that of the
stored evidence from which a reading was made; None until it is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from predictions.errors import InvalidValue
from predictions.hiding import called


class StateKind(StrEnum):
    """Where a question or market stands at its source."""

    OPEN = "open"  # not decided, still open
    PENDING = "pending"  # closed, no outcome given yet
    YES = "yes"
    NO = "no"
    PARTIAL = "partial"  # resolved to a share
    VOID = "void"  # annulled, ambiguous, cancelled
    DISPUTED = "disputed"
    UNKNOWN = "unknown"  # the reply does not decide it, or decides something that is no yes or no


@dataclass(frozen=True, slots=True)
class State:
    """A normalised state. Unknown never resolves anything.

    Raises:
        InvalidValue: a share without `partial`, or outside 0..1.
    """

    kind: StateKind
    share: float | None = None
    resolved_at: datetime | None = None

    def __post_init__(self) -> None:
        if (self.kind is StateKind.PARTIAL) != (self.share is not None):
            raise InvalidValue("share", "goes with partial and only with it")
        if self.share is not None and not 0 <= self.share <= 1:
            raise InvalidValue("share", f"{self.share} is outside 0..1")

    @property
    def decided(self) -> bool:
        """Whether the source has given an outcome."""
        return self.kind in (StateKind.YES, StateKind.NO, StateKind.PARTIAL, StateKind.VOID)

    def __str__(self) -> str:
        return self.kind.value if self.share is None else f"partial({self.share:.4g})"


OPEN = State(StateKind.OPEN)
PENDING = State(StateKind.PENDING)
DISPUTED = State(StateKind.DISPUTED)
UNKNOWN = State(StateKind.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketReading:
    """A question or market as a source showed it; `value` where it resolved to a number."""

    source: str
    subject: str  # its id there
    state: State
    read_at: datetime
    title: str = ""
    url: str | None = None
    value: float | None = None
    probability: float | None = None  # the crowd's, for display; never an outcome
    evidence_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReading:
    """One number of a series, for the day it is about."""

    source: str
    subject: str  # series or address and path
    value: float
    day: date
    read_at: datetime
    evidence_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReading:
    """The text of a page, or of the part that a selector picks; None: the selector found nothing."""

    source: str
    subject: str  # address
    text: str | None
    read_at: datetime
    selector: str | None = None
    published_at: datetime | None = None
    evidence_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedReading:
    """Something that appeared: a release, a paper, a filing, an entry."""

    source: str
    subject: str  # repository, query, company, feed address
    title: str
    published_at: datetime | None
    read_at: datetime
    external_id: str = ""
    url: str | None = None
    preliminary: bool = False  # a draft or a pre-release
    evidence_id: int | None = None

    @property
    def identity(self) -> str:
        """What it is known by, whatever identifier its source makes up for it at every fetch."""
        return f"{self.url}\n{self.title}" if self.url else self.external_id or self.title


Reading = MarketReading | NumberReading | TextReading | PublishedReading
_KINDS: dict[str, type[Reading]] = {
    "market": MarketReading,
    "number": NumberReading,
    "text": TextReading,
    "published": PublishedReading,
}
_MOMENTS = ("read_at", "published_at")


def named(source: str, subject: str) -> str:
    """Return what a sentence calls the subject of a source."""
    return called(subject) if "://" in subject else f"{source} {subject}"


def exactly(value: float) -> str:
    """Return a number with all its digits, for it is evidence."""
    return f"{value:.15g}"


def to_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as JSON can hold it."""
    kind = next(name for name, cls in _KINDS.items() if isinstance(reading, cls))
    data: dict[str, Any] = {name: getattr(reading, name) for name in reading.__slots__}
    for name in (*_MOMENTS, "day"):
        if data.get(name) is not None:
            data[name] = data[name].isoformat()
    if isinstance(reading, MarketReading):
        data["state"] = _state_to_json(reading.state)
    return {"kind": kind, **data}


def from_json(data: Mapping[str, Any]) -> Reading:
    """Return the reading that `to_json` was made from."""
    fields = {name: value for name, value in data.items() if name != "kind"}
    for name in _MOMENTS:
        if fields.get(name) is not None:
            fields[name] = datetime.fromisoformat(fields[name])
    if "day" in fields:
        fields["day"] = date.fromisoformat(fields["day"])
    if "state" in fields:
        fields["state"] = _state_from_json(fields["state"])
    return _KINDS[data["kind"]](**fields)


def _state_to_json(state: State) -> dict[str, Any]:
    moment = state.resolved_at.isoformat() if state.resolved_at else None
    return {"kind": state.kind.value, "share": state.share, "resolved_at": moment}


def _state_from_json(data: Mapping[str, Any]) -> State:
    moment = data["resolved_at"]
    resolved_at = datetime.fromisoformat(moment) if moment else None
    return State(StateKind(data["kind"]), data["share"], resolved_at)
