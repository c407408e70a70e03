"""A window: when something is to come true, as words put it."""

from dataclasses import dataclass
from datetime import date

_YEAR = 300  # days
_LAST_DAYS = ("by", "before", "until", "event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When a claim is to come true: inclusive days, the words, and how they were put.

    `kind` is `by`, `in`, `before`, `after`, `until`, `from`, `within`, `proxy`, `event` or `bare`
    (a period without a preposition) or `attributive` (a year that only describes a noun). `alternatives` are other deadlines the words allow.
    """

    start: int
    end: int
    kind: str
    not_before: date | None = None
    deadline: date | None = None
    alternatives: tuple[date, ...] = ()
    vague: bool = False  # a time is named, but no day follows from it ("in a few years")
    relative: bool = False  # counted from the day of the forecast
    opens: date | None = (
        None  # for "until": first day of the named period ("not until 2027" is 2027 or later)
    )

    @property
    def lasts(self) -> bool:
        """True for a year, a decade or a last day; "within two years" and "in spring" are one claim's own."""
        first, last = self.not_before, self.deadline
        if self.relative or last is None:
            return False
        if first is None:
            return self.kind in _LAST_DAYS or (last.month, last.day) == (12, 31)
        return (last - first).days >= _YEAR
