import asyncio
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import App
from bot.delivery import SendRefused, deliver
from bot.render.post import Discord, Plain, Post, Style
from bot.render.resolution import resolution_post
from bot.settings import Settings
from predictions.beliefs import Probability
from predictions.candidate import Basis
from predictions.model import Forecast, Prediction
from predictions.outcomes import NO, YES
from predictions.times import Window
from storage import dossier, outbox, proposing, recording, resolving
from storage.ledger import Ledger
from storage.outbox import Post as Leased
from tests.conftest import NOON
from tests.storage.test_recording import add, forecast, someone


class Channel:
    """A place that keeps what was sent, and fails when it is told to."""

    def __init__(self) -> None:
        self.style: Style = Plain()
        self.messages: list[str] = []
        self.failures: list[Exception] = []
        self.looked = 0

    async def standing(self, leased: Leased) -> int | None:
        self.looked += 1
        found = (n for n, message in enumerate(self.messages) if leased.mark in message)
        return next(found, None)

    async def send(self, post: Post, leased: Leased) -> int | None:
        if leased.tried_before:
            standing = await self.standing(leased)
            if standing is not None:
                return standing
        failure = self.failures.pop() if self.failures else None
        if failure is not None and not isinstance(failure, LostAfterSending):
            raise failure
        self.messages.append(f"{post.title} {post.footer}")
        if failure is not None:
            raise failure
        return len(self.messages) - 1


class LostAfterSending(Exception):
    """The message was created, and the reply got lost."""


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(ledger: Ledger, clock: Clock) -> App:
    return App(Settings(_env_file=None, time_zone="UTC"), clock, ledger)  # type: ignore[call-arg]


def resolve_one(app: App) -> int:
    with app.ledger.write() as session:
        number = add(session)
        recording.add_forecast(session, forecast(number, someone(session), 0.7))
        resolving.resolve(session, number, YES, now=NOON + timedelta(hours=1))
    return number


def test_a_resolution_is_posted_once(app: App, clock: Clock) -> None:
    resolve_one(app)
    clock.now += timedelta(hours=2)
    channel = Channel()
    first = asyncio.run(deliver(app, channel))
    second = asyncio.run(deliver(app, channel))
    assert (first.sent, second.sent) == (1, 0)
    [message] = channel.messages
    assert re.fullmatch(r"YES: It rains CalledIt #[a-z2-7]{7} · prediction 1", message)


def test_a_reply_that_got_lost_does_not_double_the_post(app: App, clock: Clock) -> None:
    resolve_one(app)
    clock.now += timedelta(hours=2)
    channel = Channel()
    channel.failures = [LostAfterSending("connection reset")]
    assert asyncio.run(deliver(app, channel)).failed == 1
    clock.now += timedelta(hours=1)
    assert asyncio.run(deliver(app, channel)).sent == 1
    assert len(channel.messages) == 1
    assert channel.looked == 1


def test_a_question_that_stands_and_was_answered_meanwhile_is_still_taken_note_of(
    app: App, clock: Clock
) -> None:
    with app.ledger.write() as session:
        number = add(session)
        proposing.ask(session, number, "Its deadline has passed.", now=NOON)
    channel = Channel()
    channel.failures = [LostAfterSending("killed")]
    asyncio.run(deliver(app, channel))
    with app.ledger.write() as session:
        resolving.resolve(session, number, YES, now=NOON + timedelta(minutes=1))
    clock.now += timedelta(hours=1)
    asyncio.run(deliver(app, channel))
    assert channel.looked == 1
    with app.ledger.read() as session:
        question = outbox.standing_at(session, number, 0)
    assert question is not None
    assert question.kind == "proposal"
    assert len(channel.messages) == 2  # it, and the resolution


def test_a_post_that_fails_is_tried_until_it_stands(app: App, clock: Clock) -> None:
    resolve_one(app)
    clock.now += timedelta(hours=2)
    channel = Channel()
    channel.failures = [RuntimeError("no network")] * 5
    for _ in range(6):
        asyncio.run(deliver(app, channel))
        clock.now += timedelta(days=1)
    assert len(channel.messages) == 1


def test_a_place_that_refuses_is_not_asked_again_and_the_log_says_why(
    app: App, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    resolve_one(app)
    clock.now += timedelta(hours=2)
    channel = Channel()
    channel.failures = [SendRefused("the channel is gone")]
    asyncio.run(deliver(app, channel))
    clock.now += timedelta(days=30)
    assert asyncio.run(deliver(app, channel)).sent == 0
    assert channel.messages == []
    [said] = caplog.messages
    assert re.fullmatch(r"post #\w{7} could not be sent, it is given up: the channel is gone", said)


def test_one_post_that_fails_does_not_hold_up_the_rest(app: App, clock: Clock) -> None:
    for _ in range(3):
        resolve_one(app)
    clock.now += timedelta(hours=2)
    channel = Channel()
    channel.failures = [RuntimeError("once")]
    done = asyncio.run(deliver(app, channel))
    assert (done.sent, done.failed) == (2, 1)


@pytest.mark.parametrize("killed_after", ["lease", "send"])
def test_a_process_killed_between_any_two_steps_loses_and_doubles_nothing(
    app: App, clock: Clock, killed_after: str
) -> None:
    resolve_one(app)
    clock.now += timedelta(hours=2)
    channel = Channel()
    # What a killed process leaves behind: the lease it committed, and perhaps the message.
    with app.ledger.write() as session:
        [leased] = outbox.lease(session, now=clock.now)
    if killed_after == "send":
        channel.messages.append(f"YES: It rains CalledIt {leased.mark} · prediction 1")
    assert asyncio.run(deliver(app, channel)).sent == 0  # the lease still holds
    clock.now += outbox.LEASE
    assert asyncio.run(deliver(app, channel)).sent == 1
    assert len(channel.messages) == 1


HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("@everyone<@&123>#`*_~|[]()\\\n\u202e\u200b\x00\x1b🌧"), st.characters()
    ),
    min_size=1,
    max_size=900,
).filter(lambda text: text.strip() and "\0" not in text)


@settings(max_examples=60, deadline=None)
@given(statement=HOSTILE, name=HOSTILE, note=HOSTILE)
def test_whatever_people_write_a_post_stays_inside_discord_s_limits_and_pings_nobody(
    statement: str, name: str, note: str
) -> None:
    record = a_record(statement, name, note)
    post = resolution_post(record, version=1, style=Discord(), mark="#1")
    assert len(post.title) <= 256
    assert len(post.text) <= 4096
    assert len(post.footer) <= 2048
    assert len(post.fields) <= 25
    assert all(len(f.name) <= 256 and len(f.value) <= 1024 for f in post.fields)
    everything = "\n".join([post.title, post.text, *(f.value for f in post.fields)])
    assert len(everything) <= 6000
    for sign in ("\u202e", "\u200b", "\x1b", "@everyone", "<@&123>"):
        assert sign not in everything


def a_record(statement: str, name: str, note: str) -> dossier.Record:
    from predictions.beliefs import Probability
    from predictions.model import Forecaster, Resolution, State

    prediction = Prediction(
        statement=statement, created_at=NOON, window=Window(None, NOON.date()), id=1
    )
    return dossier.Record(
        prediction=prediction,
        state=State.RESOLVED,
        forecasts=tuple(
            Forecast(
                prediction_id=1,
                forecaster_id=number,
                belief=Probability(value=0.5),
                made_at=NOON,
            )
            for number in range(30)
        ),
        forecasters={n: Forecaster(name=name[:200], id=n) for n in range(30)}
        if name[:200].strip()
        else {},
        resolutions=(
            Resolution(prediction_id=1, outcome=NO, decided_at=NOON + timedelta(days=9), note=note),
        ),
        proposals=(),
        evidence=(),
    )


def test_a_number_read_from_words_alone_is_called_a_brier_score_too(app: App) -> None:
    implied = Probability(value=0.75, low=0.65, high=0.8, basis=Basis.SURVEYED)
    with app.ledger.write() as session:
        number = add(session)
        made = Forecast(
            prediction_id=number, forecaster_id=someone(session), belief=implied, made_at=NOON
        )
        recording.add_forecast(session, made)
        resolving.resolve(session, number, YES, now=NOON + timedelta(hours=1))
        record = dossier.record(session, number, now=NOON + timedelta(hours=1))
    post = resolution_post(record, version=1, style=Plain(), mark="#1")
    [field] = post.fields
    assert field.name == "Read from words (implied): Brier scores (0–1, lower is better)"


def test_the_terminal_shows_a_post_without_reading_markup_in_it(tmp_path: Path) -> None:
    from rich.console import Console

    from bot.render.terminal import post_panel

    del tmp_path
    post = resolution_post(
        a_record("[red]x[/red] \x1b[31my", "[bold]Ann", "n"), version=1, style=Plain(), mark="#1"
    )
    console = Console(width=100, record=True, file=open("/dev/null", "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    console.print(post_panel(post))
    shown = console.export_text()
    console.file.close()
    assert "[bold]Ann" in shown
    assert "\x1b" not in shown
