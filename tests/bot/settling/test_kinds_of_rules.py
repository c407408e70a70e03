"""Each kind of rule at work: numbers, pages, releases, statements, deadlines, one market of an event."""

import json
from datetime import date

from predictions.model import State
from predictions.outcomes import NO, YES
from predictions.rules.kinds import (
    DeadlinePassed,
    Judged,
    MarketState,
    NumberThreshold,
    OnPage,
    Published,
    When,
)
from predictions.times import Window
from storage.ledger import Ledger
from tests.bot.settling.markets import outcomes
from tests.bot.world import DAY, World, play
from tests.conftest import NOON
from tests.predictions.watching.servers import reply


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


def test_what_happened_before_a_prediction_was_made_does_not_settle_it(
    sqlite_ledger: Ledger,
) -> None:
    any_day = Window(None, date(2026, 12, 31), "UTC")
    table = "date,close\n2021-03-01,9\n2025-12-01,8\n{day},{value}\n"

    async def story(world: World) -> None:
        above = NumberThreshold(
            source="csv", subject=world.url("/t.csv#close"), comparison=">", threshold=6
        )
        price = world.predict("The price closes above 6", above, window=any_day)
        release = world.predict(
            "Widget is released", Published(source="github", subject="o/w"), window=any_day
        )
        world.watch("/t.csv#close", kind="csv", subject=world.url("/t.csv#close"))
        world.watch("/o/w", kind="github", subject="o/w")
        old = {"tag_name": "v3", "published_at": "2024-05-01T00:00:00Z"}
        world.pages["/repos/o/w/releases?per_page=100"] = reply(body=json.dumps([old]).encode())
        world.pages["/t.csv"] = reply(body=table.format(day="2026-01-02", value=5).encode())
        for _ in range(3):
            await world.tick(DAY)
        assert [world.record(each).proposals for each in (price, release)] == [(), ()]
        day = (world.now - DAY).date()
        world.pages["/t.csv"] = reply(body=table.format(day=day, value=7).encode())
        new = {"tag_name": "v4", "published_at": (world.now - DAY).isoformat()}
        world.pages["/repos/o/w/releases?per_page=100"] = reply(body=json.dumps([new]).encode())
        for _ in range(3):
            await world.tick(DAY)
        notes = [world.record(each).resolutions[0].note or "" for each in (price, release)]
        assert f"7 for {day}" in notes[0]
        assert "v4" in notes[1]

    play(sqlite_ledger, story)


def test_words_on_the_deciding_page_resolve_and_on_any_other_page_ask(
    sqlite_ledger: Ledger,
) -> None:
    before = b"<html><title>Register</title><body><p>The act was signed.</p></body></html>"
    page = b"<html><title>Register</title><body><p>The act entered into force.</p></body></html>"

    async def story(world: World) -> None:
        url = world.url("/register")
        trusted = world.predict(
            "The act enters into force",
            OnPage(url=url, pattern="entered into force", trusted=True),
        )
        other = world.predict("The act is in force", OnPage(url=url, pattern="into force"))
        world.pages["/register"] = reply(body=before, Content_Type="text/html")
        world.watch("/register", kind="page", subject=url)
        await world.tick()
        world.pages["/register"] = reply(body=page, Content_Type="text/html")
        for _ in range(5):
            await world.tick(DAY)
        assert outcomes(world, trusted) == ["yes"]
        assert outcomes(world, other) == []
        assert any(
            "“The act entered into force.”" in p.reason for p in world.record(other).proposals
        )

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


def test_a_deadline_says_which_source_was_silent_because_nobody_could_read_it(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        window = Window(None, date(2026, 3, 10), "UTC")
        waits = MarketState(source="manifold", subject="does-it-happen")
        number = world.predict("It happens", waits, DeadlinePassed(), window=window)
        world.market("does-it-happen")
        for _ in range(30):
            await world.tick(DAY)
        [asked, silent] = world.record(number).proposals
        assert (asked.outcome, silent.outcome, silent.final) == (None, NO, False)
        assert "nobody has read manifold does-it-happen" in silent.reason

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
