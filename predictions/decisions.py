"""What can be concluded from readings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from predictions.outcomes import Outcome
from predictions.readings import Reading


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing to conclude, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose:
    """An outcome that the readings suggest; None asks people to judge for themselves."""

    outcome: Outcome | None
    reason: str
    happened_at: datetime | None = None
    evidence_ids: tuple[int, ...] = ()
    final: bool = False
    silent: bool = False  # it rests on nothing having been said


Decision = Nothing | Propose


def evidence(*readings: Reading) -> tuple[int, ...]:
    """Return the stored evidence behind some readings."""
    return tuple(dict.fromkeys(r.evidence_id for r in readings if r.evidence_id is not None))


def together(proposals: Sequence[Propose]) -> tuple[int, ...]:
    """Return the evidence behind several proposals."""
    return tuple(dict.fromkeys(i for proposal in proposals for i in proposal.evidence_ids))
