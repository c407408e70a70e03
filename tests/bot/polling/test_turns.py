"""A prediction in the news: people are asked once a day, with all that was found, and miss nothing."""

from datetime import timedelta

from storage import proposing
from storage.ledger import Ledger
from tests.bot.world import DAY, HOUR, World, play, rss

STATEMENT = "The Rogfast tunnel opens to traffic"


def news(*numbers: int) -> bytes:
    return rss(*((f"Rogfast tunnel opens, says paper {n}", "to traffic") for n in numbers))


def shown(world: World) -> list[str]:
    """Return what each post lists as evidence."""
    return [
        next(field.value for field in post.fields if field.name == "Evidence")
        for post in world.channel.posts
    ]


def test_what_is_found_together_is_asked_about_in_one_post(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        number = world.predict(STATEMENT)
        world.pages["/a"], world.pages["/b"] = news(*range(7)), news(*range(10, 17))
        world.watch("/a", label="a"), world.watch("/b", label="b")
        await world.tick()
        assert len(world.record(number).proposals) == 14
        [lines] = shown(world)
        assert lines.count("• Rogfast tunnel opens") == 5
        assert "… and 9 more" in lines

    play(sqlite_ledger, story)


def test_what_is_found_while_a_question_stands_is_told_a_day_after_it(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        world.predict(STATEMENT)
        world.pages["/a"] = news(1)
        world.watch("/a", label="a", interval=timedelta(hours=1))
        await world.tick()
        for number in (2, 3):
            world.pages["/a"] = news(*range(1, number + 1))
            await world.tick(5 * HOUR)
        assert len(world.channel.posts) == 1
        await world.tick(13 * HOUR)
        assert len(world.channel.posts) == 1
        await world.tick(HOUR)
        assert [f"paper {n}" in shown(world)[1] for n in (1, 2, 3)] == [True, True, True]
        world.pages["/a"] = news(1, 2, 3, 4)
        await world.tick(2 * DAY)
        assert len(world.channel.posts) == 3

    play(sqlite_ledger, story)


def test_a_clock_that_was_ahead_silences_no_question(sqlite_ledger: Ledger) -> None:
    async def story(world: World) -> None:
        world.predict(STATEMENT)
        world.pages["/a"] = news(1)
        world.watch("/a", label="a", interval=timedelta(hours=1))
        await world.tick(90 * DAY)
        world.pages["/a"] = news(1, 2)
        await world.tick(2 * HOUR)
        assert len(world.channel.posts) == 1  # the second waits for a day three months ahead
        world.pages["/a"] = news(1, 2, 3)
        await world.tick(-90 * DAY)
        assert len(world.channel.posts) == 2
        world.pages["/a"] = news(1, 2, 3, 4)
        await world.tick(5 * HOUR)
        await world.tick(DAY)
        assert len(world.channel.posts) == 3

    play(sqlite_ledger, story)


def test_once_a_question_is_answered_what_comes_next_is_asked_at_once(
    sqlite_ledger: Ledger,
) -> None:
    async def story(world: World) -> None:
        number = world.predict(STATEMENT)
        world.pages["/a"] = news(1)
        world.watch("/a", label="a", interval=timedelta(hours=1))
        await world.tick()
        with world.ledger.write() as session:
            [waiting] = proposing.waiting(session, number)
            assert waiting.id is not None
            proposing.reject(session, waiting.id, now=world.now)
        world.pages["/a"] = news(1, 2)
        await world.tick(5 * HOUR)
        assert len(world.channel.posts) == 2

    play(sqlite_ledger, story)
