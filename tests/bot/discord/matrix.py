"""Actor × state × action, played by people on the local Discord against predictions in every state."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, SQLModel, func, select

from bot import actions
from bot.discord.visit import case_of
from bot.policy import Action, Actor, Answer, Rules, Ruling, may
from predictions.model import Forecaster, State
from predictions.outcomes import ANNULLED, YES
from storage import cards, communities, disputing, dossier, proposing, recording, resolving
from storage.discord_tables import Claims, Comments, Snoozes
from storage.tables import Amendments, Forecasts, Posts, Proposals, Resolutions
from tests import asking
from tests.bot.discord.stage import Stage
from tests.local_discord.interaction import Interaction
from tests.local_discord.shapes import numbered
from tests.local_discord.world import Channel, Json

ACTORS = ("author", "judge", "manager", "owner", "member", "newcomer", "stranger")
WRITTEN: tuple[type[SQLModel], ...] = (
    Forecasts,
    Resolutions,
    Proposals,
    Claims,
    Snoozes,
    Comments,
    Posts,
    Amendments,
)
LONG_AGO, A_WHILE = timedelta(days=40), timedelta(minutes=5)


@dataclass(frozen=True)
class Cell:
    """Who does what to a prediction in which state; `told`: who has a forecast on it."""

    action: Action
    state: State
    who: str
    told: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = " forecast by " + " and ".join(self.told) if self.told else ""
        return f"{self.action.name}-{self.state.name}-{self.who}{told}".lower().replace(" ", "-")


@dataclass(frozen=True)
class Seen:
    """What the policy said beforehand, what the person read, and what the ledger held."""

    ruling: Ruling
    said: str
    hidden: bool
    before: Json
    after: Json


class Table:
    """People with their roles, and a prediction of the author's for each cell."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.roles = {
            name: stage.do(lambda n=name: stage.server.world.add_role(stage.guild, n))  # type: ignore[misc]
            for name in ("judge", "manager")
        }
        for name, role in self.roles.items():
            stage.guild.members[stage.user(name).id].roles.append(role)
        self.rules = Rules(
            resolver_roles=frozenset({self.roles["judge"].id}),
            manager_roles=frozenset({self.roles["manager"].id}),
        )
        stage.change(self._settle)

    def _settle(self, session: Session) -> None:
        chosen = communities.Community(
            guild_id=self.stage.guild.id,
            resolver_roles=self.rules.resolver_roles,
            manager_roles=self.rules.manager_roles,
        )
        communities.set_community(session, chosen, now=self.stage.clock(), by=None)

    def place(self, who: str) -> Channel:
        return self.stage.channel(guild=self.stage.elsewhere if who == "stranger" else None)

    def actor(self, session: Session, who: str) -> Actor:
        known = recording.on_discord(session, self.stage.user(who).id)
        role = self.roles.get(who)
        guild = self.stage.elsewhere if who == "stranger" else self.stage.guild
        return Actor(
            guild_id=guild.id,
            forecaster_id=known.id if known else None,
            roles=frozenset({role.id} if role else ()),
            administers=who == "owner",
        )

    def made(self, session: Session, cell: Cell) -> int:
        """Store a prediction of the author's in the cell's state."""
        now = self.stage.clock()
        author = self._person(session, "author")
        due = cell.state is State.DUE
        asked = actions.Asked(
            statement=f"Cell {cell}",
            by=(now - A_WHILE * 600 if due else now + LONG_AGO).date().isoformat(),
            guild_id=self.stage.guild.id,
            channel_id=self.stage.channel().id,
        )
        made = actions.predict(session, asked, author=author, now=now - LONG_AGO, time_zone="UTC")
        number = made.id or 0
        for name in cell.told:
            who = self._person(session, name)
            actions.forecast(session, number, "70", forecaster=who, now=now - LONG_AGO)
        self._bring(session, number, cell.state, now - A_WHILE)
        assert dossier.record(session, number, now=now).state is cell.state
        return number

    def _bring(self, session: Session, number: int, state: State, at: datetime) -> None:
        if state is State.IN_REVIEW:
            proposing.ask(session, number, "Is it so?", now=at)
        elif state is State.WITHDRAWN:
            resolving.withdraw(session, number, now=at)
        elif state in (State.RESOLVED, State.ANNULLED, State.DISPUTED):
            outcome = ANNULLED if state is State.ANNULLED else YES
            resolving.resolve(session, number, outcome, now=at)
        if state is State.DISPUTED:
            objector = self._person(session, "member")
            disputing.dispute(session, number, now=at, note="No", by=objector.id)

    def _person(self, session: Session, name: str) -> Forecaster:
        return asking.forecaster_on_discord(session, self.stage.user(name).id, name)

    def ruling(self, session: Session, cell: Cell, number: int) -> Ruling:
        now = self.stage.clock()
        against = disputing.objection(session, number)
        case = replace(
            case_of(dossier.record(session, number, now=now)),
            objected_by=against.by if against else None,
            objected_at=against.at if against else None,
        )
        return may(self.actor(session, cell.who), cell.action, case, self.rules, now)

    def held(self, session: Session, number: int) -> Json:
        """Return what the ledger holds about a prediction, in numbers."""
        rows = {
            table.__name__: session.exec(
                select(func.count()).select_from(table).where(table.prediction_id == number)  # type: ignore[attr-defined]
            ).one()
            for table in WRITTEN
        }
        state = dossier.record(session, number, now=self.stage.clock()).state
        return rows | {"events": cards.latest_seq(session, number), "state": state}

    async def play(self, cell: Cell, number: int) -> Seen:
        """Let the person do it, and look before and after."""
        with self.stage.app.ledger.read() as session:
            ruling, before = self.ruling(session, cell, number), self.held(session, number)
        answer = await DOING[cell.action](self, cell.who, number)
        with self.stage.app.ledger.read() as session:
            after = self.held(session, number)
        told = [message.json for message in answer.follow_ups]
        said = answer.text + "".join(str(message["embeds"]) for message in told)
        hidden = answer.ephemeral or any(m.seen_by is not None for m in answer.follow_ups)
        return Seen(ruling, said, hidden, before, after)

    async def slash(self, who: str, command: str, **options: Any) -> Interaction:
        return await self.stage.server.slash(
            command, user=self.stage.user(who), channel=self.place(who), options=options
        )

    async def press(self, who: str, custom_id: str) -> Interaction:
        """Press a button that stood below some message once."""
        server = self.stage.server
        message = server.write(self.place(who), server.world.bot, "as it was")
        button = {"type": 2, "style": 2, "label": "x", "custom_id": custom_id}
        message["components"] = numbered([{"type": 1, "components": [button]}])
        return await server.click(message, custom_id, user=self.stage.user(who))

    async def object(self, who: str, number: int) -> Interaction:
        shown = await self.press(who, f"ci:o:{number}:0")
        if shown.modal is None:
            return shown
        return await self.stage.server.submit_modal(shown, {"why": "Not so"})


DOING: Mapping[Action, Callable[[Table, str, int], Any]] = {
    Action.SEE: lambda t, who, n: t.slash(who, "show", prediction=str(n), private=True),
    Action.COMMENT: lambda t, who, n: t.slash(who, "comment", prediction=str(n), text="Hm"),
    Action.FORECAST: lambda t, who, n: t.slash(
        who, "forecast", prediction=str(n), probability="40"
    ),
    Action.RESOLVE: lambda t, who, n: t.slash(who, "resolve", prediction=str(n), outcome="yes"),
    Action.SNOOZE: lambda t, who, n: t.press(who, f"ci:zz:{n}:7"),
    Action.REOPEN: lambda t, who, n: t.slash(who, "reopen", prediction=str(n)),
    Action.OBJECT: lambda t, who, n: t.object(who, n),
    Action.CONCEDE: lambda t, who, n: t.press(who, f"ci:oo:{n}"),
    Action.WITHDRAW: lambda t, who, n: t.slash(who, "withdraw", prediction=str(n)),
    Action.AMEND: lambda t, who, n: t.slash(who, "amend", prediction=str(n), tags="mended"),
}
# What has changed once it was done; None: nothing.
DONE: Mapping[Action, Callable[[Seen], bool]] = {
    Action.SEE: lambda seen: seen.before == seen.after and "prediction" in seen.said,
    Action.COMMENT: lambda seen: seen.after["Comments"] == seen.before["Comments"] + 1,
    Action.FORECAST: lambda seen: seen.after["Forecasts"] == seen.before["Forecasts"] + 1,
    Action.RESOLVE: lambda seen: (
        seen.after["state"] is State.RESOLVED
        if seen.ruling.answer is Answer.YES
        else seen.after["Claims"] == 1 and seen.after["state"] is not State.RESOLVED
    ),
    Action.SNOOZE: lambda seen: seen.after["Snoozes"] == 1,
    Action.REOPEN: lambda seen: seen.after["state"] is State.OPEN,
    Action.OBJECT: lambda seen: seen.after["state"] is State.DISPUTED,
    Action.CONCEDE: lambda seen: seen.after["state"] is not State.DISPUTED,
    Action.WITHDRAW: lambda seen: seen.after["state"] is State.WITHDRAWN,
    Action.AMEND: lambda seen: seen.after["Amendments"] == seen.before["Amendments"] + 1,
}
