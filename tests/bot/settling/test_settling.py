"""From evidence to a resolution that names it: what resolves by itself, and what asks people."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from predictions.criteria import Criteria
from predictions.model import State
from predictions.outcomes import NO, YES, Outcome, Verdict
from predictions.rules.kinds import MarketState, Published
from predictions.times import Window
from storage import checking, dossier, resolving, rules
from storage.errors import Refused
from storage.ledger import Ledger
from tests import asking
from tests.bot.settling.markets import RULE, SLUG, outcomes, resolved_yes, says
from tests.bot.world import DAY, HOUR, World, market, play
from tests.conftest import NOON
from tests.predictions.watching.servers import reply


def test_a_market_goes_from_evidence_to_a_resolution_that_names_it(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE)
        says(world)
        world.market(SLUG)
        await world.tick()
        assert world.record(number).state is State.OPEN
        says(world, "YES")
        happened = world.now + DAY - HOUR
        world.now += DAY
        says(world, "YES")
        await world.tick()
        record = world.record(number)
        assert record.state is State.IN_REVIEW
        [proposal] = record.proposals
        assert (proposal.outcome, proposal.final) == (YES, True)
        assert proposal.happened_at == happened
        # The window runs: nothing is resolved until a day has gone by and it was read again.
        await world.tick(23 * HOUR)
        assert world.record(number).resolution is None
        asked = len(world.asked)
        for _ in range(2):
            await world.tick(2 * HOUR)
        assert len(world.asked) > asked
        record = world.record(number)
        resolution = record.resolution
        assert resolution is not None
        assert (resolution.outcome, resolution.happened_at) == (YES, happened)
        assert resolution.note == f"By its rule: manifold {SLUG} resolved yes"
        [evidence_id] = resolution.evidence_ids
        [kept] = [m for m in record.evidence if m.evidence.id == evidence_id]
        assert "state: yes" in kept.evidence.text.splitlines()
        assert world.channel.titles[-1] == "YES: It happens"
        assert "Evidence: Does it happen?: yes" in world.channel.posts[-1].text
        assert checking.verify(world.ledger).problems == ()

    play(ledger, story)


def test_no_rule_resolves_what_hangs_on_a_condition(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE, condition="rates stay above 4 %")
        world.market(SLUG)
        says(world, "NO")
        for _ in range(8):
            await world.tick(12 * HOUR)
        record = world.record(number)
        assert (record.state, record.resolutions) == (State.IN_REVIEW, ())
        [proposal] = record.proposals
        assert (proposal.outcome, proposal.final) == (NO, False)
        assert world.channel.titles == ["NO? If rates stay above 4 %, it happens"]
        said = world.channel.posts[-1].text
        assert "whether its condition came about is for people to say" in said
        assert "Condition: rates stay above 4 %. If that fails, it is annulled" in said

    play(sqlite_ledger, story)


def test_without_a_second_reading_nothing_resolves(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE)
        says(world, "YES")
        world.market(SLUG)
        await world.tick()
        world.pages[f"/v0/slug/{SLUG}"] = reply("503 Service Unavailable")
        for _ in range(20):
            await world.tick(12 * HOUR)
        assert outcomes(world, number) == []
        says(world, "YES")
        for _ in range(4):
            await world.tick(12 * HOUR)
        assert outcomes(world, number) == ["yes"]

    play(sqlite_ledger, story)


def test_a_failing_source_is_not_hurried_by_the_wish_to_read_it_again(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        world.predict("It happens", RULE)
        says(world, "YES")
        world.market(SLUG)
        await world.tick()
        world.pages[f"/v0/slug/{SLUG}"] = reply("429 Too Many Requests", Retry_After="360000")
        await world.tick(2 * DAY)
        asked = len(world.asked)
        for _ in range(50):
            await world.tick(HOUR)
        assert len(world.asked) == asked

    play(sqlite_ledger, story)


def test_a_market_that_takes_it_back_in_time_is_withdrawn_and_may_come_again(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE)
        source = world.market(SLUG)
        says(world, "YES")
        await world.tick()
        says(world)
        await world.tick(2 * HOUR)
        assert world.record(number).state is State.OPEN
        assert world.record(number).proposals == ()
        for _ in range(10):
            await world.tick(DAY)
        assert outcomes(world, number) == []
        says(world, "YES")
        for _ in range(8):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes"]
        assert world.source(source).problem is None

    play(sqlite_ledger, story)


@pytest.mark.parametrize(
    ("resolution", "fields", "expected"),
    [
        ("CANCEL", {}, Outcome(Verdict.ANNULLED)),
        ("MKT", {"resolutionProbability": 0.5}, Outcome(Verdict.PARTIAL, 0.5)),
    ],
)
def test_annulled_and_split_markets_ask_people(
    sqlite_ledger: Ledger, resolution: str, fields: dict[str, Any], expected: Outcome
) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE)
        says(world, resolution, **fields)
        world.market(SLUG)
        for _ in range(6):
            await world.tick(DAY)
        record = world.record(number)
        assert record.resolutions == ()
        [proposal] = record.proposals
        assert (proposal.outcome, proposal.final) == (expected, False)

    play(sqlite_ledger, story)


def test_a_market_that_settles_after_our_window_asks_people(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        window = Window(None, date(2026, 3, 10), "UTC")
        number = world.predict("It happens", RULE, window=window)
        says(world)
        world.market(SLUG)
        await world.tick(20 * DAY)
        says(world, "YES")
        for _ in range(6):
            await world.tick(DAY)
        record = world.record(number)
        assert record.resolutions == ()
        assert (YES, False) in {(p.outcome, p.final) for p in record.proposals}

    play(sqlite_ledger, story)


def test_a_rule_given_later_reads_again_what_only_said_unchanged(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        def answer(request):  # type: ignore[no-untyped-def]
            if request.headers.get("if-none-match"):
                return reply("304 Not Modified")
            body = market("YES", NOON)
            return body.replace(b"Content-Length", b'ETag: "1"\r\nContent-Length')

        world.pages[f"/v0/slug/{SLUG}"] = answer
        world.market(SLUG)
        number = world.predict("It happens")
        await world.tick()
        await world.tick(DAY)
        with world.ledger.write() as session:
            rules.add_rule(session, number, Criteria((RULE,)), now=world.now)
        for _ in range(4):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes"]
        assert checking.verify(world.ledger).problems == ()

    play(ledger, story)


def test_a_prediction_made_after_the_market_was_read_learns_what_it_said(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        await resolved_yes(world)
        late = world.predict("It happens, says somebody else", RULE)
        for _ in range(3):
            await world.tick(DAY)
        assert outcomes(world, late) == ["yes"]

    play(sqlite_ledger, story)


def test_rules_that_contradict_each_other_ask_people(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        other = MarketState(source="manifold", subject="other")
        number = world.predict("It happens", RULE, other)
        says(world, "YES")
        says(world, "NO", slug="other")
        world.market(SLUG)
        world.market("other")
        for _ in range(6):
            await world.tick(DAY)
        record = world.record(number)
        assert record.resolutions == ()
        assert any(p.reason.startswith("sources disagree") for p in record.proposals)

    play(sqlite_ledger, story)


def test_a_second_source_that_nobody_watches_does_not_hold_up_the_first(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE, Published(source="arxiv", subject="q"))
        says(world, "YES")
        world.market(SLUG)
        for _ in range(5):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes"]

    play(sqlite_ledger, story)


def test_a_withdrawn_prediction_stays_withdrawn(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE)
        with world.ledger.write() as session:
            resolving.withdraw(session, number, now=world.now)
            with pytest.raises(Refused, match="takes no more rules"):
                rules.add_rule(session, number, Criteria((RULE,)), now=world.now)
        says(world, "YES")
        world.market(SLUG)
        for _ in range(4):
            await world.tick(DAY)
        assert (world.record(number).state, outcomes(world, number)) == (State.WITHDRAWN, [])

    play(sqlite_ledger, story)


def test_readings_and_evidence_of_one_source_are_its_own(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = await resolved_yes(world)
        with world.ledger.read() as session:
            kept = asking.recent_evidence(session)
            assert [m.evidence.id for m in dossier.record(session, number, now=world.now).evidence]
        assert {each.title for each in kept} == {"Does it happen?: yes"}
        assert all(each.seen_at >= datetime(2026, 3, 1, tzinfo=UTC) for each in kept)
        assert world.now - NOON > timedelta(days=1)

    play(sqlite_ledger, story)
