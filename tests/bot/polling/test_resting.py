"""Sources that no prediction needs rest, and wake when one does."""

from datetime import timedelta

from predictions.criteria import Criteria
from predictions.outcomes import NO, YES
from predictions.rules.kinds import MarketState, Published
from storage import disputing, resolving, rules
from storage.ledger import Ledger
from tests.bot.polling.tunnel import ABOUT, TUNNEL
from tests.bot.world import DAY, HOUR, World, market, play, rss


def test_the_source_of_an_ended_prediction_rests_and_wakes_when_that_is_reopened(
    ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = world.predict(ABOUT)
        world.pages["/feed"] = rss(TUNNEL)
        source = world.watch("/feed", prediction_id=number)
        await world.tick()
        assert len(world.record(number).evidence) == 1
        with ledger.write() as session:
            resolving.resolve(session, number, YES, now=world.now)
        for _ in range(5):
            await world.tick(DAY)
        assert world.asked == ["/feed"]
        assert world.source(source).resting_since is not None
        assert len(world.record(number).evidence) == 1
        with ledger.write() as session:
            resolving.reopen(session, number, now=world.now)
        world.pages["/feed"] = rss(("Rogfast tunnel below the Boknafjord closes", "words"))
        await world.tick(HOUR)
        assert world.asked == ["/feed", "/feed"]
        assert world.source(source).resting_since is None
        assert len(world.record(number).evidence) == 2

    play(ledger, story)


def test_an_objection_wakes_the_sources_of_what_it_is_about(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict(ABOUT)
        world.pages["/feed"] = rss(TUNNEL)
        world.watch("/feed", prediction_id=number)
        await world.tick()
        with ledger.write() as session:
            resolving.resolve(session, number, NO, now=world.now)
        await world.tick(20 * HOUR)
        assert world.asked == ["/feed"]
        with ledger.write() as session:
            disputing.dispute(session, number, note="It did open", now=world.now)
        await world.tick(HOUR)
        assert world.asked == ["/feed", "/feed"]

    play(ledger, story)


def test_what_a_rule_read_is_read_for_another_ninety_days_for_it_may_be_taken_back(
    ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = world.predict(
            "The market says yes", MarketState(source="manifold", subject="slug")
        )
        world.pages["/v0/slug/slug"] = market("YES", at=world.now)
        world.watch("/v0/slug/slug", kind="manifold", subject="slug", prediction_id=number)
        await world.tick()
        await world.tick(2 * DAY)
        await world.tick(DAY)
        assert world.record(number).resolution is not None
        for _ in range(40):
            await world.tick(2 * DAY)
        before = len(world.asked)
        assert before > 35
        world.pages["/v0/slug/slug"] = market("NO", at=world.now)
        await world.tick(2 * DAY)
        assert world.record(number).resolution is None
        with ledger.write() as session:
            resolving.resolve(session, number, NO, now=world.now)
        await world.tick(91 * DAY)
        asked = len(world.asked)
        for _ in range(5):
            await world.tick(2 * DAY)
        assert len(world.asked) == asked

    play(ledger, story)


def test_a_source_that_the_rule_of_another_prediction_reads_does_not_rest(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        url = world.url("/feed")
        world.pages["/feed"] = rss(("Nothing", "of note"))
        first = world.predict("The bridge closes")
        world.watch("/feed", prediction_id=first, subject=url)
        await world.tick()
        with ledger.write() as session:
            resolving.withdraw(session, first, now=world.now)
        await world.tick(DAY)
        assert world.asked == ["/feed"]
        waits = Published(source="feed", subject=url, pattern="tunnel opens")
        world.predict(ABOUT, waits)
        await world.tick()
        assert world.asked == ["/feed", "/feed"]
        await world.tick(DAY)
        assert world.asked == ["/feed", "/feed", "/feed"]

    play(ledger, story)


def test_a_rule_about_one_market_of_an_event_keeps_the_event_awake(ledger: Ledger) -> None:
    async def story(world: World) -> None:
        first = world.predict("The first market of the event says yes")
        second = world.predict("The other market says yes")
        event = world.watch(
            "/event", kind="polymarket", subject="event/election", prediction_id=first
        )
        with ledger.write() as session:
            rule = Criteria((MarketState(source="polymarket", subject="other-market"),))
            rules.add_rule(session, second, rule, now=world.now)
            resolving.withdraw(session, first, now=world.now)
        await world.tick(DAY)
        assert world.source(event).resting_since is None
        with ledger.write() as session:
            resolving.withdraw(session, second, now=world.now)
        await world.tick(3 * DAY)
        await world.tick(3 * DAY)
        assert world.source(event).resting_since is not None

    play(ledger, story)


def test_what_is_watched_for_all_never_rests(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.pages["/feed"] = rss(("Nothing", "of note"))
        source = world.watch("/feed")
        await world.tick()
        await world.tick(2 * DAY)
        assert world.asked == ["/feed", "/feed"]
        assert world.source(source).resting_since is None

    play(sqlite_ledger, story)


def test_hundreds_of_sources_that_rest_keep_nobody_waiting(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        ended = world.predict("The bridge closes")
        for number in range(450):
            world.watch(f"/{number}", prediction_id=ended)
        with sqlite_ledger.write() as session:
            resolving.withdraw(session, ended, now=world.now)
        world.now += timedelta(minutes=1)
        world.pages["/feed"] = rss(("Nothing", "of note"))
        world.watch("/feed")
        assert (await world.tick()).polled.sources == 1
        assert world.asked == ["/feed"]

    play(sqlite_ledger, story)


def test_a_clock_that_was_ahead_keeps_no_resting_source_busy(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict(ABOUT)
        world.pages["/feed"] = rss(TUNNEL)
        source = world.watch("/feed", prediction_id=number)
        now = world.now
        world.now += 400 * DAY
        await world.tick()
        world.now = now
        with sqlite_ledger.write() as session:
            resolving.withdraw(session, number, now=now)
        assert (await world.tick()).polled.sources == 0
        assert world.source(source).resting_since == now

    play(sqlite_ledger, story)
