"""The things the ledger keeps: frozen, and valid or not made at all.

Identifiers are None until the ledger has stored the object.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from predictions.beliefs import Belief, Ladder, Probability, Quantiles, Shares
from predictions.candidate import Polarity
from predictions.errors import InvalidValue
from predictions.outcomes import Outcome, Verdict
from predictions.snapshot import Snapshot
from predictions.times import Window, utc

LONGEST_STATEMENT = 1_000  # fits a Discord embed with room for the rest of the card
LONGEST_NAME = 200
LONGEST_TAG = 50


class Kind(StrEnum):
    """What a prediction asks."""

    BINARY = "binary"
    CHOICE = "choice"  # exactly one of several options
    NUMERIC = "numeric"
    DATE = "date"


class State(StrEnum):
    """Where a prediction stands."""

    OPEN = "open"
    DUE = "due"  # derived: open, and the deadline has passed
    IN_REVIEW = "in review"  # a proposal waits for a person or for the dispute window
    DISPUTED = "disputed"
    RESOLVED = "resolved"
    ANNULLED = "annulled"
    WITHDRAWN = "withdrawn"


RUNNING = (State.DUE, State.OPEN, State.IN_REVIEW, State.DISPUTED)  # as lists show them first
ENDED = (State.RESOLVED, State.ANNULLED)  # by a resolution, which can be taken back
OVER = (*ENDED, State.WITHDRAWN)


class Visibility(StrEnum):
    """Who sees others' forecasts."""

    OPEN = "open"
    UNTIL_DATE = "until date"
    UNTIL_FORECAST = "until forecast"  # hidden from those who have not forecast yet


class ForecasterKind(StrEnum):
    """A member who forecasts here, or the author of a document that was read."""

    PERSON = "person"
    AUTHOR = "author"


def _text(name: str, value: str, longest: int) -> None:
    if not value.strip():
        raise InvalidValue(name, "is empty")
    if len(value) > longest:
        raise InvalidValue(name, f"has {len(value)} characters, the limit is {longest}")
    if "\0" in value:
        raise InvalidValue(name, "holds a NUL character")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with where it came from; `sha256` is that of the bytes as they were read."""

    text: str
    origin: str
    sha256: str
    added_at: datetime
    title: str | None = None
    author: str | None = None
    published: date | None = None
    media_type: str = "text/plain"
    id: int | None = None

    def __post_init__(self) -> None:
        if not self.text:
            raise InvalidValue("text", "is empty")
        utc(self.added_at, field="added_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of a document from which a prediction was read.

    Raises:
        InvalidValue: the span does not hold those words' length.
    """

    document_id: int
    start: int
    end: int
    text: str
    polarity: Polarity = Polarity.YES

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise InvalidValue("quote", f"does not fill its span {self.start}..{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecaster:
    """Someone with a calibration record."""

    name: str
    kind: ForecasterKind = ForecasterKind.PERSON
    discord_id: int | None = None
    id: int | None = None

    def __post_init__(self) -> None:
        _text("forecaster", self.name, LONGEST_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prediction:
    """An affirmative statement that will turn out true or not, inside its window.

    Raises:
        InvalidValue: names the field and what to change.
    """

    statement: str
    created_at: datetime
    window: Window = field(default_factory=Window)
    kind: Kind = Kind.BINARY
    condition: str | None = None
    criteria: str | None = None  # resolution criteria in words
    rule: str | None = None  # the same as data, JSON, where a machine can read them
    options: tuple[str, ...] = ()
    unit: str | None = None
    tags: tuple[str, ...] = ()
    visibility: Visibility = Visibility.OPEN
    visible_from: datetime | None = None
    created_by: int | None = None
    quote: Quote | None = None
    guild_id: int | None = None
    channel_id: int | None = None
    id: int | None = None

    def __post_init__(self) -> None:
        _text("statement", self.statement, LONGEST_STATEMENT)
        utc(self.created_at, field="created_at")
        if (self.kind is Kind.CHOICE) != bool(self.options):
            raise InvalidValue("options", "belong to multiple choice, and only to it")
        if self.options and (len(self.options) < 2 or len(set(self.options)) < len(self.options)):
            raise InvalidValue("options", "need two or more, all different")
        if (self.visibility is Visibility.UNTIL_DATE) != (self.visible_from is not None):
            raise InvalidValue("visible_from", "goes with visibility until a date")
        for tag in self.tags:
            _text("tag", tag, LONGEST_TAG)

    @property
    def never(self) -> float | None:
        """The day after the last that counts, which stands for "not by then" where a day is asked."""
        deadline = self.window.deadline
        if self.kind is not Kind.DATE or deadline is None:
            return None
        return float(deadline.toordinal() + 1)

    def seen_by_all(self, now: datetime) -> bool:
        """Say whether everybody may see its forecasts, also while it runs."""
        return self.visibility is Visibility.OPEN or (
            self.visible_from is not None and self.visible_from <= now
        )

    def accepts(self, belief: Belief) -> bool:
        """Say whether a belief has the shape that this kind of prediction asks for."""
        match self.kind:
            case Kind.BINARY:
                return isinstance(belief, Probability)
            case Kind.CHOICE:
                return isinstance(belief, Shares) and len(belief.values) == len(self.options)
            case _:
                return isinstance(belief, Quantiles | Ladder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One belief by one forecaster at one moment; never changed, only followed by another."""

    prediction_id: int
    forecaster_id: int
    belief: Belief
    made_at: datetime
    weight: float = 1.0
    comment: str | None = None
    id: int | None = None

    def __post_init__(self) -> None:
        utc(self.made_at, field="made_at")
        if not 0 < self.weight < float("inf"):
            raise InvalidValue("weight", f"{self.weight} is not a positive number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Something a source said, kept as it was seen.

    `reply` is what it was read from, on its way into the ledger; there it can be had by the
    evidence's number.
    """

    source_id: int | None
    url: str | None
    title: str
    text: str
    seen_at: datetime
    published_at: datetime | None = None
    external_id: str | None = None
    id: int | None = None
    reply: Snapshot | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        utc(self.seen_at, field="seen_at")

    @property
    def sha256(self) -> str:
        """The hash of what was seen, without the time: the same words twice are one evidence."""
        return words_hash(self.url, self.title, self.text)


def words_hash(url: str | None, title: str, text: str) -> str:
    """Return the hash of what evidence says and where."""
    seen = "\x1f".join((url or "", title, text))
    return hashlib.sha256(seen.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What evidence suggests; it decides nothing until it is confirmed.

    `outcome` is None where the evidence only asks people to look. `final`: it comes from a
    deterministic rule on a source in a final state, and may resolve after the dispute window.
    """

    prediction_id: int
    reason: str
    proposed_at: datetime
    outcome: Outcome | None = None
    happened_at: datetime | None = None
    evidence_ids: tuple[int, ...] = ()
    final: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """One version of how a prediction ended. A correction is the next version.

    `happened_at` is when the world decided; `decided_at` when it was recorded here.
    """

    prediction_id: int
    outcome: Outcome
    decided_at: datetime
    version: int = 1
    happened_at: datetime | None = None
    decided_by: int | None = None
    note: str | None = None
    evidence_ids: tuple[int, ...] = ()
    id: int | None = None

    def __post_init__(self) -> None:
        utc(self.decided_at, field="decided_at")
        if self.happened_at is not None and utc(self.happened_at) > utc(self.decided_at):
            raise InvalidValue(
                "happened_at",
                f"{self.happened_at:%Y-%m-%d %H:%M} is after it was decided, "
                f"{self.decided_at:%Y-%m-%d %H:%M}: write when it happened",
            )
        if self.version < 1:
            raise InvalidValue("version", "counts from 1")

    @property
    def state(self) -> State:
        """The state that this version puts its prediction into."""
        match self.outcome.verdict:
            case Verdict.REOPENED:
                return State.OPEN
            case Verdict.ANNULLED:
                return State.ANNULLED
            case _:
                return State.RESOLVED
