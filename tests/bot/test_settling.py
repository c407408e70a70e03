import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from predictions.criteria import (
    Criteria,
    DeadlinePassed,
    Judged,
    MarketState,
    NumberThreshold,
    OnPage,
    Published,
    When,
)
from predictions.model import State
from predictions.outcomes import NO, REOPENED, YES, Outcome, Verdict
from predictions.times import Window
from storage import checking, communities, dossier, resolving, rules, watchlist
from storage.communities import Community
from storage.errors import Refused
from storage.ledger import Ledger
from tests.bot.world import DAY, HOUR, World, market, play
from tests.conftest import NOON
from tests.predictions.watching.servers import reply

SLUG = "does-it-happen"
RULE = MarketState(source="manifold", subject=SLUG)


def outcomes(world: World, number: int) -> list[str]:
    return [str(resolution.outcome) for resolution in world.record(number).resolutions]


def says(world: World, resolution: str = "", slug: str = SLUG, **fields: object) -> None:
    world.pages[f"/v0/slug/{slug}"] = market(resolution, world.now - HOUR, **fields)


async def resolved_yes(world: World) -> int:
    """Bring a prediction to its resolution by a market."""
    number = world.predict("It happens", RULE)
    says(world, "YES")
    world.market(SLUG)
    await world.tick()
    for _ in range(3):
        await world.tick(13 * HOUR)
    assert outcomes(world, number) == ["yes"]
    return number


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
        assert "Condition rates stay above 4 %. If that fails, it is annulled" in said

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


def test_a_market_that_takes_back_what_was_resolved_reopens_with_a_new_version(
    ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = await resolved_yes(world)
        says(world)
        for _ in range(2):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened"]
        record = world.record(number)
        assert record.resolutions[-1].outcome == REOPENED
        assert f"manifold {SLUG} is open" in (record.resolutions[-1].note or "")
        assert record.state is State.IN_REVIEW
        assert any(title.startswith("Reopened") for title in world.channel.titles)
        says(world, "NO")
        for _ in range(6):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened", "no"]
        assert [r.version for r in world.record(number).resolutions] == [1, 2, 3]

    play(ledger, story)


def test_a_market_that_says_the_same_again_after_a_reversal_resolves_again(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = await resolved_yes(world)
        says(world)
        await world.tick(2 * DAY)
        says(world, "YES")
        for _ in range(6):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened", "yes"]
        assert len(set(world.channel.keys)) == len(world.channel.keys)

    play(sqlite_ledger, story)


def test_an_objection_stops_what_would_resolve_by_itself(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE)
        says(world, "YES")
        world.market(SLUG)
        await world.tick()
        [proposal] = world.record(number).proposals
        with world.ledger.write() as session:
            resolving.object_to(session, proposal.id or 0, now=world.now, note="it did not")
        for _ in range(6):
            await world.tick(DAY)
        record = world.record(number)
        assert (record.state, record.resolutions) == (State.DISPUTED, ())
        with world.ledger.write() as session:
            resolving.resolve(session, number, NO, now=world.now)
            with pytest.raises(Refused, match="already rejected"):
                resolving.object_to(session, proposal.id or 0, now=world.now, note="late")
        assert outcomes(world, number) == ["no"]

    play(sqlite_ledger, story)


def test_a_dispute_after_the_fact_keeps_the_rule_from_deciding_again(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = await resolved_yes(world)
        with world.ledger.write() as session:
            resolving.dispute(session, number, now=world.now, note="the market is wrong")
        says(world, "YES", question="Does it happen, really?")
        for _ in range(10):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened"]
        assert world.record(number).state is State.DISPUTED

    play(sqlite_ledger, story)


def test_people_who_decided_against_a_source_are_not_overruled_by_it(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE)
        says(world, "YES")
        world.market(SLUG)
        await world.tick()
        with world.ledger.write() as session:
            resolving.resolve(session, number, NO, now=world.now)
        says(world, "YES", question="Another wording of the same")
        for _ in range(5):
            await world.tick(DAY)
        assert outcomes(world, number) == ["no"]

    play(sqlite_ledger, story)


def test_silence_takes_nothing_back(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict("It happens", RULE, DeadlinePassed(grace_days=1))
        with world.ledger.write() as session:
            resolving.resolve(session, number, YES, now=world.now)
        says(world)
        world.market(SLUG)
        for _ in range(8):
            await world.tick(60 * DAY)
        assert outcomes(world, number) == ["yes"]

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


@pytest.mark.parametrize(
    ("resolution", "fields"), [("CANCEL", {}), ("MKT", {"resolutionProbability": 0.5})]
)
def test_a_market_annulled_or_split_afterwards_reopens(
    sqlite_ledger: Ledger, resolution: str, fields: dict[str, Any]
) -> None:
    async def story(world: World) -> None:
        number = await resolved_yes(world)
        says(world, resolution, **fields)
        for _ in range(4):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes", "reopened"]
        [proposal] = world.record(number).proposals
        assert not proposal.final

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


def test_a_number_that_may_still_be_revised_only_asks(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        subject = world.url("/level.json#level")
        rule = NumberThreshold(
            source="api", subject=subject, comparison=">", threshold=100.0, settle_days=0
        )
        number = world.predict("The river rises above a metre", rule)
        world.pages["/level.json"] = reply(body=b'{"level": 99.5}')
        world.watch("/level.json#level", kind="api", subject=subject)
        await world.tick()
        assert world.record(number).state is State.OPEN
        world.pages["/level.json"] = reply(body=b'{"level": 101.25}')
        await world.tick(DAY)
        [proposal] = world.record(number).proposals
        assert proposal.outcome == YES
        assert "101.25" in proposal.reason
        assert not proposal.final  # the day is not over, it may yet be revised
        for _ in range(4):
            await world.tick(DAY)
        assert outcomes(world, number) == []

    play(sqlite_ledger, story)


def test_a_number_of_a_settled_day_resolves_by_itself(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        rule = NumberThreshold(
            source="fred",
            subject="UNRATE",
            comparison=">=",
            threshold=5.0,
            when=When.AT,
            day=date(2026, 3, 1),
            settle_days=30,
        )
        number = world.predict("Unemployment reaches 5 % in March", rule)
        path = "/graph/fredgraph.csv?id=UNRATE"
        world.pages[path] = reply(body=b"observation_date,UNRATE\n2026-02-01,4.6\n2026-03-01,5.1\n")
        world.watch("/series/UNRATE", kind="fred", subject="UNRATE")
        await world.tick(14 * DAY)
        [proposal] = world.record(number).proposals
        assert not proposal.final
        world.pages[path] = reply(body=b"observation_date,UNRATE\n2026-02-01,4.6\n2026-03-01,5.0\n")
        await world.tick(30 * DAY)
        for _ in range(3):
            await world.tick(DAY)
        record = world.record(number)
        assert [str(r.outcome) for r in record.resolutions] == ["yes"]
        assert "UNRATE: 5 for 2026-03-01" in (record.resolutions[0].note or "")
        [kept] = [m for m in record.evidence if m.evidence.id in record.resolutions[0].evidence_ids]
        assert kept.evidence.text == "2026-03-01: 5"

    play(ledger, story)


def test_words_on_the_deciding_page_resolve_and_on_any_other_page_ask(
    sqlite_ledger: Ledger,
) -> None:
    page = b"<html><title>Register</title><body><p>The act entered into force.</p></body></html>"

    async def story(world: World) -> None:
        url = world.url("/register")
        trusted = world.predict(
            "The act enters into force",
            OnPage(url=url, pattern="entered into force", trusted=True),
        )
        other = world.predict("The act is in force", OnPage(url=url, pattern="into force"))
        world.pages["/register"] = reply(body=page, Content_Type="text/html")
        world.watch("/register", kind="page", subject=url)
        for _ in range(5):
            await world.tick(DAY)
        assert outcomes(world, trusted) == ["yes"]
        assert outcomes(world, other) == []
        assert any("“into force”" in p.reason for p in world.record(other).proposals)

    play(sqlite_ledger, story)


def test_a_release_resolves_and_a_draft_does_not(sqlite_ledger: Ledger) -> None:
    def release(**fields: object) -> bytes:
        data = {"tag_name": "v4.0", "published_at": NOON.isoformat(), "prerelease": False}
        return reply(body=json.dumps([data | fields]).encode())

    async def story(world: World) -> None:
        rule = Published(source="github", subject="owner/name", pattern="^v4")
        number = world.predict("Version 4 is released", rule)
        path = "/repos/owner/name/releases?per_page=100"
        world.pages[path] = release(prerelease=True)
        world.watch("/repos/owner/name", kind="github", subject="owner/name")
        for _ in range(3):
            await world.tick(DAY)
        assert outcomes(world, number) == []
        world.pages[path] = release()
        for _ in range(6):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes"]
        assert world.record(number).resolutions[0].happened_at == NOON

    play(sqlite_ledger, story)


def test_silence_at_the_deadline_proposes_and_never_resolves(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        window = Window(None, date(2026, 3, 10), "UTC")
        number = world.predict("It happens", DeadlinePassed(grace_days=7), window=window)
        judged = world.predict("It is good", Judged(question="Was it good?"), window=window)
        for _ in range(60):
            await world.tick(DAY)
        assert outcomes(world, number) == outcomes(world, judged) == []
        asked = world.record(number).proposals
        assert [p.outcome for p in asked] == [None, NO]
        assert not any(p.final for p in asked)
        assert [p.reason for p in world.record(judged).proposals] == ["Was it good?"]
        assert len(world.channel.posts) == 3

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


def test_a_server_s_own_dispute_window_counts(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        with world.ledger.write() as session:
            wanted = Community(guild_id=7, dispute_hours=240)
            communities.set_community(session, wanted, now=world.now, by=None)
        number = world.predict("It happens", RULE, guild_id=7)
        says(world, "YES")
        world.market(SLUG)
        for _ in range(10):
            await world.tick(DAY)
        assert outcomes(world, number) == []
        for _ in range(4):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes"]

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
        says(world, "NO")
        world.market(SLUG)
        for _ in range(5):
            await world.tick(DAY)
        assert outcomes(world, number) == ["no"]

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
            kept = watchlist.recent_evidence(session)
            assert [m.evidence.id for m in dossier.record(session, number, now=world.now).evidence]
        assert {each.title for each in kept} == {"Does it happen?: yes"}
        assert all(each.seen_at >= datetime(2026, 3, 1, tzinfo=UTC) for each in kept)
        assert world.now - NOON > timedelta(days=1)

    play(sqlite_ledger, story)


def entity(died: str) -> bytes:
    statement = {
        "mainsnak": {
            "snaktype": "value",
            "datavalue": {"value": {"time": f"+{died}T00:00:00Z"}},
        },
        "rank": "normal",
    }
    held = {"id": "Q42", "claims": {"P570": [statement] if died else []}, "lastrevid": len(died)}
    return reply(body=json.dumps({"entities": {"Q42": held}}).encode(), ETag=f'"{died}"')


def test_one_market_of_an_event_that_is_watched_whole_resolves(ledger: Ledger) -> None:
    """Its source bears the name of the event, not of the market, and is read a second time."""

    async def story(world: World) -> None:
        path = "/trade-api/v2/markets?event_ticker=RAIN&limit=200"

        def event(status: str, result: str) -> bytes:
            two = [
                {"ticker": "RAIN-A", "status": status, "result": result},
                {"ticker": "RAIN-B", "status": "active", "result": ""},
            ]
            return reply(body=json.dumps({"markets": two}).encode(), ETag=f'"{result}"')

        world.pages[path] = event("active", "")
        world.watch("/e", kind="kalshi", subject="event/RAIN", label="rain")
        await world.tick(DAY)
        world.pages[path] = event("finalized", "no")
        await world.tick(DAY)
        # Nobody waited for that market until now: the reply must be read whole once more.
        number = world.predict("It rains in A", MarketState(source="kalshi", subject="RAIN-A"))
        other = world.predict("It rains in B", MarketState(source="kalshi", subject="RAIN-B"))
        for _ in range(6):
            await world.tick(DAY)
        assert outcomes(world, number) == ["no"]
        assert outcomes(world, other) == []

    play(ledger, story)


def test_a_statement_of_an_authority_named_as_such_resolves(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        path = "/wiki/Special:EntityData/Q42.json"
        rule = OnPage(
            url=world.url("/wiki/Q42"),
            pattern="^2026-",
            selector="P570",
            source="wikidata",
            trusted=True,
        )
        number = world.predict("He is born again", rule)
        world.pages[path] = entity("")
        world.watch("/wiki/Q42#P570", kind="wikidata", subject="Q42#P570", label="Q42")
        for _ in range(4):
            await world.tick(DAY)
        assert world.record(number).state is State.OPEN
        world.pages[path] = entity("2026-03-01")
        for _ in range(5):
            await world.tick(DAY)
        assert outcomes(world, number) == ["yes"]

    play(sqlite_ledger, story)
