"""What asking brought, in numbers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Polled:
    """What one round brought."""

    sources: int = 0
    failed: int = 0
    evidence: int = 0
    proposals: int = 0

    def __add__(self, other: "Polled") -> "Polled":
        """Return what two rounds brought together."""
        return Polled(
            self.sources + other.sources,
            self.failed + other.failed,
            self.evidence + other.evidence,
            self.proposals + other.proposals,
        )
