"""One conversation: who said what, when, and what of it is a forecast."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

PEOPLE = {"kern": "Mara Kern", "lind": "Jonas Lind", "obi": "Adaeze Obi"}
FERRY = "The ferry will be gone within two years."
BRIDGE = "There is a 30% chance that the bridge opens by the end of 2034."
RENTS = "Rents near the harbour will double by 2036."
SHOPS = "Within three years half of the shops will be empty."
SHIPYARD = "The next mayor will sell the old shipyard within eighteen months."
CLAIMS = ("ferry will be gone", "bridge opens", "harbour will double", "shops will be empty", "old shipyard within")  # fmt: skip


@dataclass(frozen=True)
class Turn:
    """What one of them says on a day; `quotes` is what somebody else said before."""

    who: str
    day: date
    said: tuple[str, ...]
    quotes: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        return PEOPLE[self.who]

    @property
    def text(self) -> str:
        return "\n\n".join(self.said)

    @property
    def at(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 10, 12, tzinfo=UTC)


TURNS = (
    Turn("kern", date(2031, 3, 3), (f"The council has voted for the new bridge. {FERRY}",)),
    Turn("lind", date(2031, 3, 5), ("That is too quick for me.", BRIDGE), ("kern", FERRY)),
    Turn("obi", date(2031, 3, 5), ("Has anybody read the report? It was published last week and has four hundred pages.",)),
    Turn("kern", date(2031, 3, 9), (f"I read it twice. {RENTS}",)),
    Turn("lind", date(2031, 3, 12), ("The survey asked six hundred people. Most of them live on the north side.",)),
    Turn("obi", date(2031, 4, 2), (f"I doubt it. {SHOPS}",), ("kern", RENTS)),
    Turn("kern", date(2031, 4, 4), ("Fair enough. I stand by what I wrote.",)),
    Turn("lind", date(2031, 4, 20), (SHIPYARD,)),
)  # fmt: skip
LAST = TURNS[-1].day
# Who said it, and by when it is to come, counted from the day of the turn or from that of the whole.
SAID: dict[str, tuple[str, Callable[[date], date]]] = {
    CLAIMS[0]: ("kern", lambda day: day.replace(year=day.year + 2)),
    CLAIMS[1]: ("lind", lambda _: date(2034, 12, 31)),
    CLAIMS[2]: ("kern", lambda _: date(2036, 12, 31)),
    CLAIMS[3]: ("obi", lambda day: day.replace(year=day.year + 3)),
    CLAIMS[4]: ("lind", lambda day: day.replace(year=day.year + 1, month=day.month + 6)),
}
_DAYS = {CLAIMS[0]: 0, CLAIMS[1]: 1, CLAIMS[2]: 3, CLAIMS[3]: 5, CLAIMS[4]: 7}


@dataclass(frozen=True)
class Format:
    """A file with the conversation: whether it names people in full, and says when each wrote."""

    name: str
    write: Callable[[], str | bytes]
    full: bool = True
    dated: bool = True
    speaks: str | None = None  # how it writes names, where neither in full nor by handle

    def expected(self) -> list[tuple[str, str, date]]:
        """Each claim, its author as the file names them, its deadline."""
        return [
            (claim, self.called(who), by(TURNS[_DAYS[claim]].day if self.dated else LAST))
            for claim, (who, by) in SAID.items()
        ]

    def called(self, who: str) -> str:
        if self.speaks:
            return self.speaks.format(
                last=PEOPLE[who].split()[1].upper(), n=[*PEOPLE].index(who) + 1
            )
        return PEOPLE[who] if self.full else who
