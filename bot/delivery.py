"""From the outbox to where people read: each post rendered, sent once, and marked as sent.

The lease is taken and committed before sending, the mark after it. What is killed in between is
tried again by whoever finds the lease expired, who then looks for the post before sending it.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot import reminding
from bot.app import App
from bot.render.amending import amended_post
from bot.render.notices import health_post, network_post
from bot.render.post import Discord, Plain, Post, Style
from bot.render.proposal import Judges, proposal_post
from bot.render.resolution import resolution_post
from bot.render.terminal import make_console, post_panel
from predictions.model import Resolution
from storage import (
    claiming,
    communities,
    disputing,
    dossier,
    forgetting,
    outages,
    outbox,
    watchlist,
)
from storage.dossier import Record
from storage.ledger import Session
from storage.outbox import Post as Leased

log = logging.getLogger("calledit.delivery")


class SendRefused(Exception):
    """The place does not exist or may not be written to: trying again would not help."""


class Sender(Protocol):
    """Where posts go."""

    style: Style

    async def send(self, post: Post, leased: Leased) -> int | None:
        """Send a post once and return the message's identifier.

        Where `leased.tried_before`, an earlier attempt may stand in the channel already: look for
        `leased.mark` first.

        Raises:
            SendRefused: never try again.
            Exception: anything else: try again later.
        """

    async def standing(self, leased: Leased) -> int | None:
        """Return the message that an earlier attempt left, taken note of; None for none.

        Asked where a post has become pointless meanwhile: what stands has to say so.
        """


class TerminalSender:
    """Prints posts, for a service without Discord."""

    def __init__(self, time_zone: str) -> None:
        self.style: Style = Plain(time_zone)
        self._console = make_console()

    async def send(self, post: Post, leased: Leased) -> int | None:
        """Print the post; a terminal keeps no messages to look through."""
        del leased
        self._console.print(post_panel(post))
        return None

    async def standing(self, leased: Leased) -> int | None:
        """Return nothing: what was printed stays as it is."""
        del leased
        return None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round sent and could not send."""

    sent: int = 0
    failed: int = 0

    def __add__(self, other: "Delivered") -> "Delivered":
        """Return what two rounds sent together."""
        return Delivered(self.sent + other.sent, self.failed + other.failed)


def build(session: Session, leased: Leased, *, style: Style, now: datetime) -> Post | None:
    """Return the post that an outbox entry stands for; None where it has become pointless."""
    if leased.prediction_id is not None and forgetting.put_away(session, leased.prediction_id):
        return None
    return BUILDERS[leased.kind](session, leased, style, now)


def _proposal(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    record = dossier.record(session, leased.prediction_id or 0, now=now)
    return proposal_post(
        record,
        proposal_id=leased.data["proposal_id"],
        judges=_judges(session, record),
        style=style,
        mark=leased.mark,
        document=dossier.document_of(session, record),
    )


def _judges(session: Session, record: Record) -> Judges:
    number = record.prediction.id or 0
    rules = communities.community(session, record.prediction.guild_id or 0)
    claims = claiming.claims(session, number)
    objection = disputing.objection(session, number)
    objector = objection.by if objection else None
    ids = {each.forecaster_id for each in claims} | ({objector} if objector else set())
    people = dossier.forecasters(session, ids)
    return Judges(
        roles=rules.resolver_roles,
        dispute_window=rules.dispute_window,
        said=tuple((people[each.forecaster_id].name, each.outcome) for each in claims),
        objector=people[objector].name if objector in people else None,
    )


def _resolution(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    record = dossier.record(session, leased.prediction_id or 0, now=now)
    rules = communities.community(session, record.prediction.guild_id or 0)
    return resolution_post(
        record,
        version=leased.data["version"],
        style=style,
        mark=leased.mark,
        document=dossier.document_of(session, record),
        # Whoever predicts alone has nobody to object.
        objections=rules.dispute_window if record.prediction.guild_id is not None else None,
    )


def _amended(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    record = dossier.record(session, leased.prediction_id or 0, now=now, evidence=False)
    [about] = [each for each in record.amendments if each.id == leased.data["amendment"]]
    return amended_post(record, about, style=style, mark=leased.mark)


def _health(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    del now
    source = watchlist.get_source(session, leased.data["source_id"])
    if not source.active:
        return None
    return health_post(
        source,
        said=leased.data["said"],
        problem=leased.data["problem"],
        style=style,
        mark=leased.mark,
    )


def _network(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    del now
    outage = outages.last(session)
    if outage is None or outage.since.isoformat() != leased.data["since"]:
        return None  # there was another meanwhile, which has a post of its own
    return network_post(outage, style=style, mark=leased.mark)


def _reminder(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    return reminding.reminder_post(session, leased, style, now)


def _report(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    from bot.reports.scheduled import report_post  # noqa: PLC0415 (scipy is heavy)

    return report_post(session, leased, style, now)


def _card(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    from bot.discord.cards.looking import public_card  # noqa: PLC0415 (discord.py is heavy)

    # Buttons and timestamps mean nothing on a terminal.
    known = isinstance(style, Discord)
    return public_card(session, leased.prediction_id or 0, now=now).post if known else None


def _review(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    from bot.discord.reviewing.announcing import announcement  # noqa: PLC0415 (discord.py is heavy)

    return announcement(session, leased, style, now)


def _shown(session: Session, leased: Leased, style: Style, now: datetime) -> Post | None:
    """Nothing is posted: a card that was shown in answer to somebody is looked for, to follow it."""
    del session, leased, style, now
    return None


BUILDERS: dict[str, Callable[[Session, Leased, Style, datetime], Post | None]] = {
    "proposal": _proposal,
    "resolution": _resolution,
    "amended": _amended,
    "reminder": _reminder,
    "report": _report,
    "source health": _health,
    "network": _network,
    "card": _card,
    "review": _review,
    "shown": _shown,
}


async def deliver(app: App, sender: Sender) -> Delivered:
    """Send everything that is due, one post after the other."""
    sent = failed = 0
    while True:
        with app.ledger.write() as session:
            batch = outbox.lease(session, now=app.now())
        if not batch:
            return Delivered(sent, failed)
        for leased in batch:
            if await _deliver_one(app, sender, leased):
                sent += 1
            else:
                failed += 1


def _built(app: App, style: Style, leased: Leased) -> Post | None:
    with app.ledger.read() as session:
        return build(session, leased, style=style, now=app.now())


async def _deliver_one(app: App, sender: Sender, leased: Leased) -> bool:
    # In a thread: a report reads the whole record, and whoever clicks meanwhile is not to wait.
    post = await asyncio.to_thread(_built, app, sender.style, leased)
    message_id, problem, final = None, None, False
    if post is not None or leased.tried_before or leased.kind == "shown":
        try:
            if post is not None:
                message_id = await sender.send(post, leased)
            else:
                message_id = await sender.standing(leased)
        except SendRefused as error:
            problem, final = str(error), True
        except Exception as error:  # noqa: BLE001 (whatever it was, the post is kept and retried)
            problem = f"{type(error).__name__}: {error}"
    if problem is not None:
        comes = "it is given up" if final else "it is tried again"
        log.warning("post %s could not be sent, %s: %s", leased.mark, comes, problem)
    with app.ledger.write() as session:
        if problem is None:
            outbox.mark_sent(session, leased.id, now=app.now(), message_id=message_id)
        else:
            outbox.mark_failed(session, leased.id, now=app.now(), problem=problem, final=final)
    return problem is None


def show_resolution(app: App, resolution: Resolution) -> None:
    """Print what will be posted about a resolution, for the person who just made it."""
    style = Plain(app.time_zone)
    with app.ledger.read() as session:
        record = dossier.record(session, resolution.prediction_id, now=app.now())
        document = dossier.document_of(session, record)
        post = resolution_post(
            record, version=resolution.version, style=style, mark="", document=document
        )
    make_console().print(post_panel(post))
