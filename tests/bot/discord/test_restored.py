"""A ledger that was restored from a backup posts nothing a second time, and loses nothing."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot.ticking import notice_deadlines
from storage import absences, checking, communities
from storage.ledger import Ledger
from storage.tables import Posts
from tests.bot.discord.stage import Stage, title
from tests.local_discord.world import Json

DAY = timedelta(days=1)


class Life:
    """A stage whose ledger can be put back to where it was."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self.stage, self.folder = stage, folder

    def passes(self, after: timedelta = timedelta()) -> None:
        """Let time go by and make a pass, as the service does."""
        self.wait(after)
        notice_deadlines(self.stage.app)
        self.stage.round()
        self.at_work()

    def at_work(self) -> None:
        self.stage.change(lambda s: absences.at_work(s, now=self.stage.clock()))

    def wait(self, time: timedelta) -> None:
        self.stage.clock.ahead += time
        self.stage.do(lambda: self.stage.server.advance(time.total_seconds()))

    def back_up(self) -> None:
        checking.backup(self.stage.app.ledger, self.folder / "backup.db")

    def restore(self) -> None:
        """Do what docs/operations.md says, and start the service again."""
        stage = self.stage
        stage.run(stage._disconnect())
        stage.app.ledger.close()
        for name in ("ledger.db-wal", "ledger.db-shm"):
            (self.folder / name).unlink(missing_ok=True)
        shutil.copy(self.folder / "backup.db", self.folder / "ledger.db")
        stage.app.ledger = Ledger(f"sqlite:///{self.folder / 'ledger.db'}")
        self.start()

    def start(self) -> None:
        self.at_work()  # as `calledit run` does before it connects
        self.stage.run(self.stage._connect())

    def titles(self) -> list[str]:
        """Return the titles of all posts of the outbox that stand in all channels."""
        return sorted(title(message) for message in self.posts())

    def posts(self) -> list[Json]:
        return [
            message
            for name in ("general", "forecasts")
            for message in self.stage.messages(self.stage.channel(name))
            if any("CalledIt #" in e.get("footer", {}).get("text", "") for e in message["embeds"])
        ]

    def row(self, number: int, kind: str) -> Posts:
        query = select(Posts).where(Posts.prediction_id == number, Posts.kind == kind)
        return self.stage.ledger(lambda s: s.exec(query).one())


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    with Stage(tmp_path / "ledger.db") as stage:
        yield Life(stage, tmp_path)
        assert stage.server.violations == []


def test_what_went_out_after_the_backup_is_not_posted_again(life: Life) -> None:
    stage = life.stage
    asked = stage.number(stage.predict("The bridge opens", until="in 3 days"))
    ended = stage.number(stage.predict("The ferry stops"))
    owed = stage.number(stage.predict("The tunnel closes"))
    life.passes(DAY)
    stage.resolve(owed, "no")  # its post is owed when the backup is made
    life.back_up()
    life.passes()
    stage.resolve(ended, "yes")
    life.passes(DAY)
    life.passes(4 * DAY)
    before = life.titles()
    assert len(before) == 3
    life.restore()
    life.passes(DAY)  # the deadline is noticed once more, and the post is still owed
    stage.resolve(ended, "yes")  # who had resolved it does so again
    life.passes()
    life.passes(DAY)
    assert life.titles() == before
    for number, kind in ((asked, "proposal"), (ended, "resolution"), (owed, "resolution")):
        row = life.row(number, kind)
        assert row.sent_at is not None
        assert str(row.message_id) in {post["id"] for post in life.posts()}


def test_a_post_owed_at_the_backup_and_sent_since_is_enough_to_know(life: Life) -> None:
    stage = life.stage
    owed = stage.number(stage.predict("The tunnel closes"))
    life.passes(DAY)
    stage.resolve(owed, "no")
    life.back_up()
    life.passes()
    life.wait(DAY)
    life.restore()
    life.passes()
    assert len(life.titles()) == 1


def test_what_is_new_after_the_restore_is_posted(life: Life) -> None:
    stage = life.stage
    kept = stage.number(stage.predict("The ferry stops"))
    life.passes(DAY)
    life.back_up()
    lost = stage.number(stage.predict("The bridge opens"))
    stage.resolve(lost, "yes")
    life.passes(DAY)
    life.restore()
    again = stage.number(stage.predict("The library burns"))
    assert again == lost  # it has the number of what was lost, and is another
    stage.resolve(again, "yes")
    stage.resolve(kept, "no")
    life.passes()
    life.passes(DAY)
    assert [t for t in life.titles() if "library" in t] == ["YES: The library burns"]
    assert [t for t in life.titles() if "ferry" in t] == ["NO: The ferry stops"]
    stage.slash("reopen", by="owner", prediction=str(kept), note="It was the other ferry")
    stage.resolve(kept, "no")
    life.passes(DAY)
    assert [t for t in life.titles() if "ferry" in t] == [
        "NO: The ferry stops",
        "NO: The ferry stops",
        "Reopened: The ferry stops",
    ]


def test_a_service_that_was_only_switched_off_posts_what_it_owes(
    life: Life, caplog: pytest.LogCaptureFixture
) -> None:
    stage = life.stage
    number = stage.number(stage.predict("The bridge opens", until="in 3 days"))
    life.passes(DAY)
    stage.run(stage._disconnect())
    life.wait(9 * DAY)
    life.start()
    life.passes()
    assert len(stage.posts_about(number)) == 1
    assert stage.ledger(absences.away_since) is None
    assert stage.ledger(lambda s: absences.other_life(s, now=stage.clock())) is None
    assert "restored" not in caplog.text


def test_passes_of_cron_in_between_hide_no_absence(life: Life) -> None:
    life.passes(DAY)
    last = life.stage.clock()
    for days in (1, 2, 3):
        life.stage.change(
            lambda s, days=days: absences.at_work(s, now=last + days * DAY)  # type: ignore[misc]
        )
    away = life.stage.ledger(absences.away_since)
    assert away is not None
    assert abs(away - last) < timedelta(minutes=1)


def test_a_results_channel_is_looked_through_as_well(life: Life) -> None:
    stage = life.stage
    results = stage.channel("forecasts")
    stage.change(
        lambda s: communities.set_community(
            s,
            communities.Community(guild_id=stage.guild.id, results_channel_id=results.id),
            now=stage.clock(),
            by=None,
        )
    )
    number = stage.number(stage.predict("The ferry stops"))
    life.passes(DAY)
    life.back_up()
    stage.resolve(number, "yes")
    life.passes()
    life.wait(DAY)
    life.restore()
    stage.resolve(number, "yes")
    life.passes()
    assert len(stage.posts_about(number, results)) == 1
