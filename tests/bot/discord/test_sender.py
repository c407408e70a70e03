"""Posts on bad days: refused, overloaded, answered late, with nowhere to go."""

from datetime import timedelta

import pytest

from storage.tables import Posts
from tests.bot.discord.stage import Stage, title
from tests.local_discord.world import Can, Json

SEND = "POST /channels/*/messages"


def ended(stage: Stage, words: str, by: str = "owner") -> int:
    number = stage.number(stage.predict(words, by="alice"))
    stage.resolve(number, "yes", by=by)
    return number


def post_row(stage: Stage, number: int) -> Posts:
    from sqlmodel import select

    return stage.ledger(
        lambda s: s.exec(
            select(Posts).where(Posts.prediction_id == number, Posts.kind == "resolution")
        ).one()
    )


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_server_error_after_creating_does_not_make_two(stage: Stage, status: int) -> None:
    number = stage.number(stage.predict(f"Error {status}"))
    stage.do(lambda: stage.server.fault(SEND, status=status, after_creating=True))
    stage.resolve(number, "yes")
    stage.round()
    assert len(stage.posts_about(number)) == 1


def test_a_rate_limit_is_waited_out(stage: Stage) -> None:
    number = stage.number(stage.predict("Slow down"))
    stage.do(lambda: stage.server.fault(SEND, status=429, retry_after=0.2, times=2))
    stage.resolve(number, "yes")
    stage.round()
    assert len(stage.posts_about(number)) == 1


def test_many_failures_are_tried_again_later(stage: Stage) -> None:
    number = stage.number(stage.predict("Broken for long"))
    stage.do(lambda: stage.server.fault(SEND, hang_up=True, times=1))
    stage.do(lambda: stage.server.fault(SEND, status=400, times=1, code=50035))
    stage.resolve(number, "yes")
    stage.round()
    for hours in (7, 14):
        stage.clock.ahead = timedelta(hours=hours)
        stage.round()
    assert len(stage.posts_about(number)) == 1


def test_a_closed_channel_is_told_of_once_and_another_is_used(stage: Stage) -> None:
    from storage import communities

    closed = stage.channel("forecasts")
    stage.do(lambda: closed.overwrites.update({stage.guild.id: (0, int(Can.SEND_MESSAGES))}))
    stage.change(
        lambda s: communities.set_community(
            s,
            communities.Community(guild_id=stage.guild.id, results_channel_id=closed.id),
            now=stage.clock(),
            by=None,
        )
    )
    numbers = [ended(stage, f"Closed channel {n}") for n in range(2)]
    stage.round()
    for number in numbers:
        assert len(stage.posts_about(number)) == 1
    told = [title(message) for message in owners_messages(stage)]
    assert told.count("A channel is closed to me") == 1
    stage.do(closed.overwrites.clear)
    stage.change(
        lambda s: communities.set_community(
            s, communities.Community(guild_id=stage.guild.id), now=stage.clock(), by=None
        )
    )


def owners_messages(stage: Stage) -> list[Json]:
    owner = stage.server.world.users[stage.guild.owner_id]
    return stage.messages(stage.do(lambda: stage.server.world.dm(owner)))


def test_a_deleted_channel_does_not_stop_the_rest(stage: Stage) -> None:
    doomed = stage.do(lambda: stage.server.world.add_channel(stage.guild, "doomed"))
    lost = stage.number(stage.predict("In a doomed channel", channel=doomed))
    stage.run(stage.server.delete_channel(doomed))
    fine = stage.number(stage.predict("In a fine channel"))
    stage.resolve(lost, "yes")
    stage.resolve(fine, "yes")
    stage.round()
    assert len(stage.posts_about(fine)) == 1
    [told] = [m for m in owners_messages(stage) if title(m) == "A channel is gone"]
    assert str(doomed.id) in told["embeds"][0]["description"]
    row = post_row(stage, lost)
    assert row.given_up_at is not None
    assert "Discord refuses" in (row.problem or "")


def test_a_deleted_card_is_forgotten(stage: Stage) -> None:
    from storage import cards

    card = stage.predict("Card deleted")
    number = stage.number(card)
    stage.round()
    stage.run(stage.server.delete_message(card.message))
    stage.slash("forecast", prediction=str(number), probability="5")
    stage.round()
    assert stage.ledger(lambda s: cards.places(s, [number])) == {}


def test_a_second_attempt_finds_the_first_by_its_mark(stage: Stage) -> None:
    number = ended(stage, "Marked once")
    stage.round()
    [post] = stage.posts_about(number)

    def unmark(session):  # type: ignore[no-untyped-def]
        row = session.get(Posts, post_row(stage, number).id)
        row.sent_at = row.message_id = None
        session.add(row)

    stage.change(unmark)
    stage.do(lambda: stage.server.advance(3600))
    stage.round()
    assert len(stage.posts_about(number)) == 1
    assert post_row(stage, number).message_id == int(post["id"])


def test_without_history_a_post_is_still_sent(stage: Stage) -> None:
    blind = stage.do(lambda: stage.server.world.add_channel(stage.guild, "blind"))
    stage.do(lambda: blind.overwrites.update({stage.guild.id: (0, int(Can.READ_MESSAGE_HISTORY))}))
    number = stage.number(stage.predict("No history", channel=blind))
    stage.do(lambda: stage.server.fault(SEND, status=400, code=50035))
    stage.resolve(number, "yes")
    stage.round()
    stage.clock.ahead = timedelta(hours=7)
    stage.round()
    assert len(stage.posts_about(number, blind)) == 1


def test_a_post_of_one_server_never_goes_to_another(stage: Stage) -> None:
    there = stage.channel("general", stage.elsewhere)
    number = stage.number(stage.predict("Stays elsewhere", channel=there))
    stage.slash("resolve", by="owner", channel=there, prediction=str(number), outcome="no")
    stage.round()
    assert len(stage.posts_about(number, there)) == 1
    assert stage.posts_about(number) == []
