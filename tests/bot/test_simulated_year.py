"""A year of 500 sources and 2,000 predictions through the whole service, on a clock that is set.

Only the outermost edge is made up: what comes over the network. Ledger, schedule, parsers, rules,
dispute windows, posts are the real ones; what really happened is known here and nowhere else.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from random import Random
from typing import Any, cast

import pytest

from bot.settings import Settings
from bot.ticking import Tools, tick
from predictions.criteria import Criteria
from predictions.model import Prediction, State
from predictions.outcomes import NO, YES, Outcome
from predictions.rules.kinds import (
    DeadlinePassed,
    MarketState,
    NumberThreshold,
    Published,
    Rule,
    When,
)
from predictions.sandbox.pool import Sandbox
from predictions.times import Window
from predictions.watching.http import Fetcher
from predictions.watching.reply import Fetched
from storage import checking, dossier, proposing, recording, watchlist
from storage.dossier import Record
from storage.ledger import Ledger
from tests.bot.world import Channel, Rerouted

START = datetime(2027, 1, 1, tzinfo=UTC)
END = START + timedelta(days=365)
DAY = timedelta(days=1)
LATE = END - 25 * DAY  # what happens after that may still be on its way
BASE = "https://services.test"
DEADLINES = (date(2027, 6, 30), date(2027, 12, 31), date(2029, 12, 31))
# Every service asks to be left alone for six days: a year fits into minutes.
POLITE = 6 * DAY.total_seconds()


@dataclass
class Place:
    """One address: what it says at any moment, and when it cannot be reached."""

    url: str
    says: Callable[[datetime, Random], bytes]
    outages: list[tuple[datetime, datetime]]
    asked: int = 0

    def down(self, at: datetime) -> bool:
        return any(start <= at < end for start, end in self.outages)


@dataclass
class Held:
    """One prediction, and what the world says about it in the end; None: nothing decisive."""

    statement: str
    rules: tuple[Rule, ...]
    window: Window
    truth: Callable[[datetime], Outcome | None]
    decided_at: datetime | None  # the last moment at which that changed
    number: int = 0


@dataclass
class Universe:
    """Everything there is."""

    places: dict[str, Place] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    sources: list[tuple[str, str, str]] = field(default_factory=list)  # address, kind, subject
    chance: Random = field(default_factory=lambda: Random(20270101))

    def place(self, url: str, says: Callable[[datetime, Random], bytes]) -> None:
        outages = []
        for _ in range(self.chance.choice([0, 0, 1, 3])):
            start = START + self.chance.uniform(0, 340) * DAY
            outages.append((start, start + self.chance.uniform(0.01, 12) * DAY))
        self.places[url] = Place(url, says, outages)

    def day(self, first: float = 5, last: float = 360) -> datetime:
        return START + self.chance.uniform(first, last) * DAY

    def window(self) -> Window:
        return Window(date(2027, 1, 1), self.chance.choice(DEADLINES), "UTC")


def universe() -> Universe:
    all_of_it = Universe()
    for number in range(300):
        add_market(all_of_it, number)
    for number in range(100):
        add_series(all_of_it, number)
        add_feed(all_of_it, number)
    return all_of_it


def add_market(there: Universe, number: int) -> None:  # noqa: C901 (a world in one place)
    """A market that resolves, or not, or is taken back, or is annulled or split."""
    chance, slug = there.chance, f"market-{number}"
    turns: list[tuple[datetime, str]] = []
    if chance.random() < 0.7:
        turns.append((there.day(), chance.choice(["YES", "NO", "YES", "NO", "CANCEL", "MKT"])))
        if chance.random() < 0.2:
            turns.append((turns[0][0] + chance.uniform(0.1, 30) * DAY, ""))
            if chance.random() < 0.7:
                at = turns[1][0] + chance.uniform(0.1, 20) * DAY
                turns.append((at, chance.choice(["YES", "NO"])))

    def last(at: datetime) -> tuple[datetime | None, str]:
        past = [turn for turn in turns if turn[0] <= at]
        return past[-1] if past else (None, "")

    def says(at: datetime, luck: Random) -> bytes:
        market: dict[str, object] = {"id": slug, "question": slug, "outcomeType": "BINARY"}
        when, what = last(at)
        if luck.random() < 0.01:
            return json.dumps({**market, "outcomeType": "NEW", "isResolved": True}).encode()
        if when is not None and what:
            market |= {"isResolved": True, "resolution": what, "resolutionProbability": 0.5}
            market["resolutionTime"] = int(when.timestamp() * 1000)
        return json.dumps(market).encode()

    there.place(f"{BASE}/v0/slug/{slug}", says)
    there.sources.append((f"https://manifold.markets/a/{slug}", "manifold", slug))
    for each in range(4):
        inverted = chance.random() < 0.3
        rule = MarketState(source="manifold", subject=slug, inverted=inverted)
        silent = (DeadlinePassed(grace_days=7),) if chance.random() < 0.5 else ()

        def truth(at: datetime, inverted: bool = inverted) -> Outcome | None:
            _, what = last(at)
            if what not in ("YES", "NO"):
                return None
            return NO if (what == "YES") == inverted else YES

        there.held.append(
            Held(
                f"Market {number} question {each} comes true",
                (rule, *silent),
                there.window(),
                truth,
                turns[-1][0] if turns else None,
            )
        )


def add_series(there: Universe, number: int) -> None:
    """A monthly number, given in the month after and revised in the one after that."""
    chance, name = there.chance, f"SERIES{number}"
    final = [round(chance.uniform(90, 110), 1) for _ in range(12)]
    first = [round(value + chance.uniform(-8, 8), 1) for value in final]

    def known(at: datetime) -> list[tuple[date, float]]:
        found = []
        for month in range(12):
            day = date(2027, month + 1, 1)
            age = at - datetime(2027, month + 1, 1, tzinfo=UTC)
            if age > 40 * DAY:
                found.append((day, first[month] if age < 70 * DAY else final[month]))
        return found

    def says(at: datetime, luck: Random) -> bytes:
        rows = "".join(f"{day},{value}\n" for day, value in known(at))
        return f"observation_date,{name}\n2026-12-01,100.0\n{rows}2027-12-24,.\n".encode()

    there.place(f"{BASE}/graph/fredgraph.csv?id={name}", says)
    there.sources.append((f"https://fred.stlouisfed.org/series/{name}", "fred", name))
    for each in range(4):
        month = chance.randrange(12)
        rule = NumberThreshold(
            source="fred",
            subject=name,
            comparison=">=",
            threshold=100.0,
            when=When.AT,
            day=date(2027, month + 1, 1),
            settle_days=75,
        )
        settled = datetime(2027, month + 1, 1, tzinfo=UTC) + 76 * DAY
        outcome = YES if final[month] >= 100 else NO
        there.held.append(
            Held(
                f"Series {number} question {each} reaches a hundred in month {month}",
                (rule,),
                Window(date(2027, 1, 1), date(2027, 12, 31), "UTC"),
                partial(_from, settled, outcome),
                settled,
            )
        )


def name_of(number: int) -> str:
    """A name that nothing else bears: predictions of a real server differ in such words."""
    syllables = ["ba", "do", "fi", "gu", "ka", "lo", "mi", "nu", "ra", "so"]
    return "".join(syllables[int(digit)] for digit in f"{number + 1000:04}").capitalize()


def _from(since: datetime | None, outcome: Outcome, at: datetime) -> Outcome | None:
    return outcome if since is not None and at >= since else None


def add_feed(there: Universe, number: int) -> None:
    """A feed whose entries carry new identifiers at each fetch, and dates that cannot be."""
    chance, url, name = there.chance, f"{BASE}/feed-{number}.xml", name_of(number)
    weeks = [(START + 7 * n * DAY, f"Weekly notes {n} from the team") for n in range(52)]
    wanted: list[tuple[datetime, str, str]] = []
    for each in range(4):
        window, at = there.window(), there.day() if chance.random() < 0.7 else None
        title = f"{name} releases {name_of(4 * number + each)[::-1].capitalize()}"
        dated = chance.choice(["right", "right", "right", "future", "nonsense"])
        if at is not None:
            wanted.append((at, title, dated))
        rule = Published(source="feed", subject=url, pattern=f"^{title}$", trusted=True)
        counts = at is not None and dated == "right" and window.holds(at)
        there.held.append(
            Held(
                title,
                (rule,),
                window,
                partial(_from, at if counts else None, YES),
                at if counts else None,
            )
        )

    def stamp(at: datetime, dated: str) -> str:
        if dated == "nonsense":
            return "not a date"
        return format_datetime(at if dated == "right" else at.replace(year=9999))

    def says(at: datetime, luck: Random) -> bytes:
        past = [(when, title, "right") for when, title in weeks if when <= at][-8:]
        past += [entry for entry in wanted if entry[0] <= at]
        entries = "".join(
            f"<item><title>{title}</title><guid>{luck.random()}</guid>"
            f"<link>{BASE}/{number}/{title.replace(' ', '-')}</link>"
            f"<pubDate>{stamp(when, dated)}</pubDate></item>"
            for when, title, dated in past
        )
        return f'<rss version="2.0"><channel><title>f</title>{entries}</channel></rss>'.encode()

    there.place(url, says)
    there.sources.append((url, "feed", url))


class Wire:
    """The network: an address answers, is down, or has nothing new."""

    def __init__(self, there: Universe) -> None:
        self.there, self.luck, self.asked = there, Random(1), Counter[str]()

    async def fetch(self, url: str, *, now: datetime, etag: str | None = None, **_: Any) -> Fetched:
        place = self.there.places[url]
        self.asked[url] += 1
        down = place.down(now)
        body = b"" if down else place.says(now, self.luck)
        tag = str(hash(body))
        same = not down and tag == etag
        return Fetched(
            url=url,
            final_url=url,
            status=503 if down else 304 if same else 200,
            headers={} if down else {"etag": tag},
            body=b"" if same else body,
            fetched_at=now,
            not_modified=same,
            retry_after=None if down else POLITE,
        )


class Here:
    """The sandbox's work, done here: what parses is the same, and a year is spared processes."""

    async def arun(self, function: Callable[..., Any], body: bytes, /, **options: Any) -> Any:
        return json.loads(json.dumps(function(body, **options)))


@dataclass
class Lived:
    """The year when it is over."""

    there: Universe
    ledger: Ledger
    channel: Channel
    wire: Wire
    records: dict[int, Record]

    def outcome(self, held: Held) -> Outcome | None:
        resolution = self.records[held.number].resolution
        return resolution.outcome if resolution else None


@pytest.fixture(scope="module")
def year(sqlite_template: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("year") / "ledger.db"
    path.write_bytes(sqlite_template.read_bytes())
    ledger, there, channel = Ledger(f"sqlite:///{path}"), universe(), Channel()
    now = START
    settings = Settings(
        database_url="sqlite://", time_zone="UTC", manifold_url=BASE, discord_token=None
    )
    app, wire = Rerouted(settings, lambda: now, ledger, Random(3)), Wire(there)
    with ledger.write() as session:
        for url, kind, subject in there.sources:
            watchlist.add_source(session, url, now=now, kind=kind, subject=subject, label=subject)
        for held in there.held:
            made = recording.add_prediction(
                session,
                Prediction(
                    statement=held.statement,
                    created_at=now,
                    window=held.window,
                    rule=Criteria(held.rules).to_json(),
                ),
            )
            held.number = made.id or 0

    async def live() -> None:
        nonlocal now
        using = Tools(cast("Fetcher", wire), cast("Sandbox", Here()))
        while now < END:
            await tick(app, channel, using)
            now += DAY

    asyncio.run(live())
    with ledger.read() as session:
        records = {h.number: dossier.record(session, h.number, now=END) for h in there.held}
    yield Lived(there, ledger, channel, wire, records)
    ledger.close()


def test_it_is_as_large_as_it_says(year: Lived) -> None:
    assert len(year.there.sources) == 500
    assert len(year.there.held) == 2_000
    assert sum(year.wire.asked.values()) > 20_000


def test_nothing_is_resolved_wrongly(year: Lived) -> None:
    wrong = [
        (held.statement, year.outcome(held), held.truth(END))
        for held in year.there.held
        if year.outcome(held) is not None
        and year.outcome(held) != held.truth(END)
        and (held.decided_at or START) < LATE
    ]
    assert wrong == []


def test_what_was_said_at_the_moment_of_resolving_was_true_then(year: Lived) -> None:
    wrong = [
        (held.statement, str(resolution.outcome), resolution.decided_at)
        for held in year.there.held
        for resolution in year.records[held.number].resolutions
        if resolution.outcome in (YES, NO)
        # The second reading is at most half a dispute window and one pass old.
        and resolution.outcome
        not in (held.truth(resolution.decided_at), held.truth(resolution.decided_at - 2 * DAY))
    ]
    assert wrong == []


def test_nothing_that_was_decided_is_missed(year: Lived) -> None:
    missed = [
        (held.statement, held.truth(END), held.decided_at)
        for held in year.there.held
        if held.truth(END) is not None
        and (held.decided_at or END) < LATE
        and year.outcome(held) is None
        and year.records[held.number].state not in (State.IN_REVIEW, State.DISPUTED)
    ]
    assert missed == []


def test_most_resolve_by_themselves_and_reversals_reopen(year: Lived) -> None:
    ended = Counter(year.outcome(held) for held in year.there.held)
    assert ended[YES] > 250
    assert ended[NO] > 100  # a market's no before the deadline is for people
    assert set(ended) <= {YES, NO, None}
    versions = [len(record.resolutions) for record in year.records.values()]
    assert sum(count > 1 for count in versions) > 20


def test_nothing_is_posted_twice(year: Lived) -> None:
    assert len(year.channel.keys) == len(set(year.channel.keys))
    resolutions = Counter(key for key in year.channel.keys if key.startswith("resolution:"))
    assert len(resolutions) == sum(len(r.resolutions) for r in year.records.values())
    # People are not told of an entry again because its feed made up a new identifier.
    with year.ledger.read() as session:
        reasons = Counter((p.prediction_id, p.reason) for p in proposing.waiting(session))
    assert max(reasons.values()) == 1


def test_long_outages_are_told_and_nobody_is_given_up(year: Lived) -> None:
    with year.ledger.read() as session:
        sources = watchlist.sources(session)
    assert all(source.checked_at and source.checked_at > END - 18 * DAY for source in sources)
    told = Counter(key.split(":")[1] for key in year.channel.keys if key.startswith("health:"))
    long = [
        number
        for number, place in enumerate(year.there.places.values(), start=1)
        if any(end - start > 11 * DAY for start, end in place.outages)
    ]
    assert long
    assert all(told[str(number)] for number in long)
    calm = [n for n, p in enumerate(year.there.places.values(), start=1) if not p.outages]
    assert not any(told[str(number)] for number in calm)


def test_the_audit_chain_of_the_year_holds(year: Lived) -> None:
    assert checking.verify(year.ledger).problems == ()
