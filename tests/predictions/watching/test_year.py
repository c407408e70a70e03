"""A simulated year: 500 markets with outages and reversals, 2,000 predictions, driven by a clock.

Everything real but the network and the ledger: the adapter reads replies, the schedule says when to
ask, rules decide, proposals wait and are read again, resolutions are taken back.
"""

import heapq
import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from predictions.criteria import Criteria
from predictions.decide import decide
from predictions.decisions import Propose
from predictions.errors import SourceError
from predictions.outcomes import NO, YES, Outcome
from predictions.readings import MarketReading, Reading
from predictions.rules.kinds import DeadlinePassed, MarketState
from predictions.settling import NextStep, next_step, reversal
from predictions.times import Window
from predictions.watching.politeness import Asked, Health, Manners, health, next_check
from predictions.watching.sources import adapter
from predictions.watching.sources.base import Reply, SourceSpec

START = datetime(2027, 1, 1, tzinfo=UTC)
END = START + timedelta(days=365)
DAY = timedelta(days=1)
DISPUTE = 2 * DAY
MANNERS = Manners()


@dataclass
class Market:
    """What really happens, and when its source cannot be read."""

    slug: str
    turns: list[tuple[datetime, str]]  # from when on which resolution; "" is open
    outages: list[tuple[datetime, datetime]]

    def resolution(self, at: datetime) -> str:
        past = [what for when, what in self.turns if when <= at]
        return past[-1] if past else ""

    def down(self, at: datetime) -> bool:
        return any(start <= at < end for start, end in self.outages)

    def reply(self, at: datetime, chance: Random) -> bytes:
        """Return what the service would send, sometimes a version that says nothing."""
        what = self.resolution(at)
        market: dict[str, object] = {"id": "i", "slug": self.slug, "outcomeType": "BINARY"}
        if chance.random() < 0.01:
            return json.dumps(
                {**market, "outcomeType": "SOMETHING_NEW", "isResolved": True}
            ).encode()
        if what:
            when = max(turn for turn, _ in self.turns if turn <= at)
            market |= {"isResolved": True, "resolution": what, "resolutionProbability": 0.5}
            market["resolutionTime"] = int(when.timestamp() * 1000)
        return json.dumps(market).encode()


@dataclass
class Held:
    """One prediction as a ledger would hold it."""

    criteria: Criteria
    inverted: bool
    window: Window
    proposal: Propose | None = None
    proposed_at: datetime = START
    outcome: Outcome | None = None
    resolved_at: datetime | None = None
    asked_people: set[str] = field(default_factory=set)
    reopened: int = 0


@dataclass
class Watch:
    """One source with its schedule."""

    market: Market
    predictions: list[Held]
    interval: timedelta = timedelta(hours=1)
    failures: int = 0
    checks: int = 0
    read_at: datetime | None = None
    readings: list[Reading] = field(default_factory=list)
    alarms: int = 0
    body: bytes = b""


def world(chance: Random) -> list[Watch]:
    return [watch(number, chance) for number in range(500)]


def watch(number: int, chance: Random) -> Watch:
    turns: list[tuple[datetime, str]] = []
    if chance.random() < 0.7:
        at = START + chance.uniform(5, 355) * DAY
        turns.append((at, chance.choice(["YES", "NO", "YES", "NO", "CANCEL", "MKT"])))
        if chance.random() < 0.15:  # taken back, and often decided differently
            again = at + chance.uniform(0.1, 30) * DAY
            turns.append((again, ""))
            if chance.random() < 0.7:
                turns.append((again + chance.uniform(0.1, 20) * DAY, chance.choice(["YES", "NO"])))
    outages = []
    for _ in range(chance.choice([0, 0, 1, 3])):
        start = START + chance.uniform(0, 360) * DAY
        outages.append((start, start + chance.uniform(0.01, 12) * DAY))
    slug = f"market-{number}"
    return Watch(Market(slug, turns, outages), [held(slug, chance) for _ in range(4)])


def held(slug: str, chance: Random) -> Held:
    inverted = chance.random() < 0.3
    rule = MarketState(source="manifold", subject=slug, inverted=inverted)
    deadline = chance.choice([date(2027, 6, 30), date(2027, 12, 31), date(2029, 12, 31)])
    rules = (rule, DeadlinePassed(grace_days=7)) if chance.random() < 0.5 else (rule,)
    return Held(Criteria(rules), inverted, Window(date(2027, 1, 1), deadline))


def look(watch: Watch, now: datetime, chance: Random) -> Asked:
    """Read the source once, as the service would."""
    watch.checks += 1
    spec = SourceSpec(kind="manifold", subject=watch.market.slug, url="https://m.test/")
    down = watch.market.down(now)
    body = b"" if down else watch.market.reply(now, chance)
    if body and body == watch.body:  # what a conditional request would have told
        watch.read_at = now
        return Asked.UNCHANGED
    watch.body = body
    reply = Reply(url=spec.url, body=body, status=503 if down else 200, fetched_at=now)
    try:
        seen = adapter("manifold").parse(spec, reply, {})
    except SourceError:
        return Asked.FAILED
    watch.read_at = now
    (reading,) = seen.readings
    assert isinstance(reading, MarketReading)
    before = watch.readings[-1] if watch.readings else None
    if isinstance(before, MarketReading) and before.state == reading.state:
        return Asked.UNCHANGED
    watch.readings.append(reading)
    return Asked.CHANGED


def consider(watch: Watch, held: Held, now: datetime, chance: Random) -> None:
    if held.outcome is not None:
        taken_back = reversal(held.outcome, held.criteria, held.window, watch.readings, now)
        if taken_back is not None:
            held.outcome, held.resolved_at, held.proposal = None, None, None
            held.reopened += 1
        return
    latest = decide(held.criteria, held.window, watch.readings, now)
    if held.proposal is None:
        if isinstance(latest, Propose):
            held.proposal, held.proposed_at = latest, now
            if not latest.final:
                held.asked_people.add(str(latest.outcome))
        return
    step = next_step(
        held.proposal,
        proposed_at=held.proposed_at,
        latest=latest,
        second_read_at=watch.read_at,
        disputed=False,
        dispute_window=DISPUTE,
        now=now,
    )
    if step is NextStep.READ_AGAIN and look(watch, now, chance) is not Asked.FAILED:
        consider(watch, held, now, chance)
    elif step is NextStep.RESOLVE:
        # What matters most: at this moment the world says the same as we are about to.
        assert held.proposal.outcome == truth(watch, held, now)
        held.outcome, held.resolved_at = held.proposal.outcome, now
    elif step is NextStep.WITHDRAW or (step is NextStep.ASK and held.proposal != latest):
        held.proposal = None


def truth(watch: Watch, held: Held, at: datetime) -> Outcome | None:
    said = watch.market.resolution(at)
    if said not in ("YES", "NO"):
        return None
    return NO if (said == "YES") == held.inverted else YES


@pytest.fixture(scope="module")
def year() -> list[Watch]:
    chance = Random(20270101)
    watches = world(chance)
    queue = [(START + chance.random() * DAY, n) for n in range(len(watches))]
    heapq.heapify(queue)
    while queue[0][0] < END:
        now, number = heapq.heappop(queue)
        watch = watches[number]
        asked = look(watch, now, chance)
        watch.failures = watch.failures + 1 if asked is Asked.FAILED else 0
        for held in watch.predictions:
            waits = held.outcome is None and (held.proposal is not None or now.day == 8)
            if asked is Asked.CHANGED or waits:
                consider(watch, held, now, chance)
        state = health(
            failures=watch.failures,
            checked_at=now,
            changed_at=now,
            added_at=START,
            now=now,
            manners=MANNERS,
        )
        watch.alarms += state is Health.FAILING
        schedule = next_check(
            asked,
            interval=watch.interval,
            failures=watch.failures,
            now=now,
            random=chance.random(),
            manners=MANNERS,
        )
        watch.interval = schedule.interval
        heapq.heappush(queue, (schedule.check_at, number))
    return watches


def settled_since(watch: Watch) -> datetime:
    """When the market last turned."""
    return max((when for when, _ in watch.market.turns), default=START)


def test_nothing_is_resolved_wrongly(year: list[Watch]) -> None:
    wrong = [
        held
        for watch in year
        for held in watch.predictions
        if held.outcome is not None
        and held.outcome != truth(watch, held, END)
        # What turned in the last days of the year may not have been read yet.
        and settled_since(watch) < END - 15 * DAY
    ]
    assert wrong == []


def test_nothing_that_can_resolve_is_missed(year: list[Watch]) -> None:
    late = END - 20 * DAY
    missed = [
        (watch.market.slug, held)
        for watch in year
        for held in watch.predictions
        if truth(watch, held, END) is not None
        and settled_since(watch) < late
        and held.outcome is None
        and not held.asked_people
    ]
    assert missed == []


def test_most_resolve_by_themselves_and_some_were_taken_back(year: list[Watch]) -> None:
    everything = [held for watch in year for held in watch.predictions]
    assert len(everything) == 2000
    assert sum(held.outcome is not None for held in everything) > 500
    assert sum(held.reopened for held in everything) > 30


def test_only_yes_and_no_ever_resolve_by_themselves(year: list[Watch]) -> None:
    outcomes = {held.outcome for watch in year for held in watch.predictions}
    assert outcomes <= {None, YES, NO}


def test_void_and_split_markets_and_silence_ask_people(year: list[Watch]) -> None:
    asked = {words for watch in year for held in watch.predictions for words in held.asked_people}
    assert {"annulled", "partial 0.5", "no"} <= asked


def test_no_source_is_given_up_or_asked_too_often(year: list[Watch]) -> None:
    for watch in year:
        assert watch.read_at is not None
        assert watch.read_at > END - 16 * DAY  # the longest outage and the longest interval
        assert 300 < watch.checks < 1200


def test_long_outages_are_told(year: list[Watch]) -> None:
    long = [
        w for w in year if any(min(end, END) - start > 5 * DAY for start, end in w.market.outages)
    ]
    assert long
    assert all(watch.alarms for watch in long)
