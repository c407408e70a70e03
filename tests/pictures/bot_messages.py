"""Pictures of every message that the bot sends, recorded from the real one."""

import tempfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session

from bot import actions, ticking
from predictions.model import Evidence, ForecasterKind, Proposal
from predictions.outcomes import NO, YES
from storage import gathering, proposing, recording, resolving, schedules
from tests.bot.discord.stage import Stage
from tests.local_discord.interaction import Interaction
from tests.local_discord.world import Json
from tests.pictures.message_html import Picture
from tests.pictures.record import recorded, recorded_modal

ESSAY = (
    "I think there is a 70% chance that the harbour bridge opens by the end of 2031. "
    "If the tunnel is built, ferries will stop running before 2033. It is unlikely that tolls are dropped by 2030."
)


def pictures() -> Iterable[Picture]:
    """Play a server's life and record what is seen of it."""
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder) / "ledger.db") as stage:
        found: list[Picture] = []

        def keep(name: str, *shown: Interaction | Json) -> None:
            messages = [each.message if isinstance(each, Interaction) else each for each in shown]
            found.append(
                stage.do(
                    lambda: recorded(stage.server, f"bot-{name}", *messages, taken=stage.clock())
                )
            )

        _cards(stage, keep, found)
        _endings(stage, keep)
        _conditional(stage, keep)
        _by_itself(stage, keep)
        _review(stage, keep)
        _records(stage, keep)
        _settings(stage, keep, found)
        return found


def _cards(stage: Stage, keep: Any, found: list[Picture]) -> None:
    shown = stage.slash("predict")
    found.append(recorded_modal("bot-predict-form", shown))
    card = stage.predict(
        "The harbour bridge opens to traffic",
        until="end of 2031",
        probability="70",
        criteria="The port authority announces that cars may cross, on both lanes.",
        tags="harbour, transport",
    )
    for who, said in (("bob", "20 %"), ("carol", "80 %"), ("bob", "50 %")):
        stage.click(card.message, said, by=who)
    shown = stage.click(card.message, "Forecast …", by="bob")
    found.append(recorded_modal("bot-forecast-form", shown))
    number = str(stage.number(card))
    stage.slash("comment", by="bob", prediction=number, text="The piers are late, *again*.")
    stage.round()
    keep("card", stage.message(card.message["id"]))
    keep("card-private", stage.slash("show", prediction=number, private=True))
    keep("confirmation", stage.slash("forecast", prediction=number, probability="65"))
    keep("error", stage.slash("forecast", prediction=number, probability="1"))
    _amended(stage, keep, found)
    blind = stage.predict(
        "Tolls are dropped", probability="15", forecasts="hidden until one has forecast"
    )
    keep("card-blind", blind)
    keep(
        "card-choice",
        stage.predict(
            "Who wins the regatta",
            kind="choice",
            options="Red Crew; Blue Crew; Green Crew",
            probability="Red: 60, Blue: 30",
        ),
    )
    number_card = stage.predict(
        "How many ferries run in 2030", kind="numeric", unit="ferries", probability="5 / 8 / 12"
    )
    keep("card-numeric", number_card)
    stage.predict("Ferries stop running", until="in 5 days", by="bob", probability="4")
    keep("list", stage.slash("list"))
    keep("due", stage.slash("due"))
    stage.resolve(stage.number(number_card), "9")
    stage.round()
    keep("resolution-numeric", stage.posts_about(stage.number(number_card))[0])


def _amended(stage: Stage, keep: Any, found: list[Picture]) -> None:
    card = stage.predict("Teh second bridge opens", until="end of 2032", probability="40")
    for who, said in (("bob", "20 %"), ("carol", "50 %")):
        stage.click(card.message, said, by=who)
    number = str(stage.number(card))
    shown = stage.slash("amend", prediction=number)
    found.append(recorded_modal("bot-amend-form", shown))
    keep(
        "amend-confirmation",
        stage.fill(shown, statement="The second bridge opens", reason="A typo."),
    )
    stage.round()
    keep("amended-spelling", stage.posts_about(int(number))[-1])
    form = stage.slash("amend", prediction=number, by="owner")
    asked = stage.fill(form, by="end of 2035", reason="The council has put it off.")
    keep("amend-anew", asked)
    follower = stage.click(asked.message, "Ask it anew", by="owner")
    stage.round()
    keep("card-anew", follower)
    keep("card-amended", stage.message(card.message["id"]))
    keep("amended-anew", stage.posts_about(int(number))[-1])


def _endings(stage: Stage, keep: Any) -> None:
    card = stage.predict("It snows in Rome", until="in 3 days", probability="30")
    for who, said in (("bob", "5 %"), ("carol", "80 %"), ("carol", "50 %")):
        stage.click(card.message, said, by=who)
    number = stage.number(card)
    stage.clock.ahead = timedelta(days=5)
    ticking.notice_deadlines(stage.app)
    stage.round()
    [prompt] = stage.posts_about(number)
    keep("prompt", prompt)
    keep("snooze", stage.click(prompt, "Snooze", by="owner"))
    keep("second-needed", stage.resolve(number, "no", by="alice", note="Sun all day"))
    stage.round()
    keep("prompt-second", stage.posts_about(number)[-1])
    stage.resolve(number, "no", note="Sun all day", evidence="https://example.org/weather")
    stage.round()
    post = stage.posts_about(number)[-1]
    keep("resolution", post)
    keep("prompt-decided", stage.message(prompt["id"]))
    keep("card-resolved", stage.message(card.message["id"]))
    shown = stage.click(post, "Object", by="carol")
    stage.fill(shown, why="It did snow on the hill")
    stage.round()
    keep("reopened", *stage.posts_about(number)[-2:])
    stage.clock.ahead = timedelta(0)


def _conditional(stage: Stage, keep: Any) -> None:
    card = stage.predict(
        "The ferry company raises its fares",
        condition="The fuel tax rises above 30 cents a litre",
        until="in 3 days",
        criteria="The fares on its website are higher than today.",
    )
    stage.click(card.message, "80 %", by="bob")
    number = stage.number(card)
    stage.round()
    keep("card-condition", stage.message(card.message["id"]))
    stage.clock.ahead = timedelta(days=5)
    ticking.notice_deadlines(stage.app)
    stage.round()
    [prompt] = stage.posts_about(number)
    keep("prompt-condition", prompt)
    done = stage.click(prompt, "Condition failed", by="owner")
    stage.round()
    keep("resolution-condition", done, stage.posts_about(number)[-1])
    stage.clock.ahead = timedelta(0)


def _by_itself(stage: Stage, keep: Any) -> None:
    card = stage.predict(
        "The tunnel is dug through",
        until="end of 2030",
        probability="40",
        criteria="The works company says that both sides met.",
    )
    number = stage.number(card)
    stage.change(lambda session: _proposed(stage, session, number))
    stage.round()
    [prompt] = stage.posts_about(number)
    keep("prompt-rule", prompt)
    done = stage.fill(stage.click(prompt, "Object", by="carol"), why="That is another tunnel")
    stage.round()
    keep("prompt-objected", stage.message(prompt["id"]), done)
    sealed = stage.predict("Tolls come back", probability="30", hidden_until="in 2 months")
    stage.click(sealed.message, "80 %", by="bob")
    keep("card-sealed", stage.message(sealed.message["id"]))


def _proposed(stage: Stage, session: Session, number: int) -> None:
    seen = Evidence(
        source_id=None,
        url="https://example.org/tunnel",
        title="Tunnel market: resolved yes",
        text="yes",
        seen_at=stage.clock(),
    )
    [stored] = gathering.add_evidence(session, [seen])
    gathering.match(session, stored.id or 0, number, relevance=1.0, why="a rule reads it")
    proposing.propose(
        session,
        Proposal(
            prediction_id=number,
            reason="manifold tunnel-2030: yes",
            proposed_at=stage.clock(),
            outcome=YES,
            evidence_ids=(stored.id or 0,),
            final=True,
        ),
    )


def _review(stage: Stage, keep: Any) -> None:
    first = stage.slash("extract", text=ESSAY, author="Ann Essayist", published="2026-01-05")
    keep("review", first)
    second = stage.click(first.message, "Accept")
    keep("review-undo", second)
    done = stage.click(second.message, "Accept all")
    stage.clock.ahead = timedelta(minutes=2)
    stage.round()
    told = next(m for m in reversed(stage.messages()) if "New predictions" in str(m["embeds"]))
    keep("review-done", done, told)
    stage.clock.ahead = timedelta(0)
    open_ended = stage.slash(
        "extract",
        text="- Umbrellas become widely popular in the city by 2025: 20% ✗",
        author="Ann Essayist",
        published="2026-01-05",
    )
    keep("review-missing", open_ended)
    quoted = stage.slash("show", prediction=_newest(stage))
    keep("card-quote", quoted)


def _newest(stage: Stage) -> str:
    return stage.offers("show", "prediction", "bridge")[0].split()[0]


def _records(stage: Stage, keep: Any) -> None:
    stage.change(lambda session: _history(stage, session))
    keep("calibration", stage.slash("calibration", member=stage.user("alice")))
    keep("leaderboard", stage.slash("leaderboard"))
    keep("compare", stage.slash("compare", member=stage.user("bob")))
    stage.slash("report schedule", by="owner", often="weekly")
    [schedule] = stage.ledger(lambda s: schedules.listed(s, guild_id=stage.guild.id))
    keep("report-list", stage.slash("report list"))
    stage.clock.ahead = schedule.next_at - stage.clock() + timedelta(hours=3)
    stage.round()
    keep("report", stage.messages()[-1])
    stage.clock.ahead = timedelta(0)


def _history(stage: Stage, session: Session) -> None:
    people = [recording.on_discord(session, stage.user(name).id) for name in ("alice", "bob")]
    author = recording.forecaster_named(session, "Cassandra", ForecasterKind.AUTHOR)
    then = stage.clock() - timedelta(days=10)
    for number in range(40):
        asked = actions.Asked(statement=f"Event {number} happens", guild_id=stage.guild.id)
        made = actions.predict(session, asked, author=None, now=then, time_zone="UTC")
        good = (90, 75, 60, 20, 10)[number % 5]
        for who, said in zip([*people, author], (good, 100 - good, 55), strict=True):
            assert who is not None
            assert made.id is not None
            made_at = then + timedelta(hours=1)
            actions.forecast(session, made.id, f"{said} %", forecaster=who, now=made_at)
        assert made.id is not None
        came = YES if number % 5 < 3 and number % 7 else NO
        resolving.resolve(session, made.id, came, now=then + timedelta(days=5))


def _settings(stage: Stage, keep: Any, found: list[Picture]) -> None:
    panel = stage.slash("settings", by="owner")
    keep("settings", panel)
    found.append(
        recorded_modal("bot-server-form", stage.click(panel.message, "Server …", by="owner"))
    )
    keep("help", stage.slash("help"))
    stage.slash("remind on", what="due", often="daily")
    keep("remind-list", stage.slash("remind list"))
    stage.predict("Comes due at once", until="in 4 days", probability="50")
    stage.clock.ahead = timedelta(days=1, hours=1)
    stage.round()
    inbox = stage.do(lambda: stage.server.world.dm(stage.user("alice")))
    keep("reminder", stage.messages(inbox)[-1])
    stage.clock.ahead = timedelta(0)
    alone = stage.predict("Nobody else forecasts on this", by="carol", probability="40")
    shown = stage.click(stage.slash("settings", by="carol").message, "Forget me …", by="carol")
    found.append(recorded_modal("bot-forget-form", shown))
    done = stage.fill(shown, sure="forget me")
    stage.round()
    keep("forgotten", done, stage.message(alone.message["id"]))
