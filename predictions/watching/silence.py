"""Does anybody answer? Where nobody does, it is our own network, and no source is at fault.

Pure: the last look at each source comes in, and the moment since which nobody answers comes out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

FEWEST = 3  # hosts that must be silent: one or two may fall silent by themselves
NEARLY_ALL = 0.8  # of the hosts asked meanwhile; one at home may answer while the world does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the last look at a source went, and since when no reply comes from there, if none does."""

    url: str
    at: datetime
    unanswered_since: datetime | None
    failing: bool  # people have been told of it already

    @property
    def host(self) -> str:
        """Who was asked."""
        return urlsplit(self.url).hostname or ""


def nobody_since(looks: Iterable[Look]) -> datetime | None:
    """Return since when nobody answers, or nearly nobody; None where that is not so.

    What is known to fail is no witness: hosts that died one after another over the years would
    otherwise speak for the network.
    """
    latest: dict[str, Look] = {}
    for look in sorted(looks, key=lambda look: (look.at, look.unanswered_since is None)):
        latest[look.host] = look
    last = latest.values()
    silent = [look for look in last if look.unanswered_since is not None and not look.failing]
    for since in sorted({look.unanswered_since for look in silent if look.unanswered_since}):
        gone = sum(look.at >= since for look in silent)
        there = sum(look.at >= since for look in last if look.unanswered_since is None)
        if gone >= FEWEST and gone >= NEARLY_ALL * (gone + there):
            return since
    return None
