"""Sources that did not answer: where nobody does it is our own network, told of as one fact."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from bot.polling.health import noted
from bot.polling.polled import Polled
from predictions.watching.silence import FEWEST, Look, nobody_since
from predictions.watching.watched import Watched
from storage import outages, outbox, visits
from storage.ledger import Session
from storage.outages import Outage
from storage.watchlist import Source

TOLD_AFTER = timedelta(hours=1)  # a router that starts anew is no news

log = logging.getLogger("calledit.polling")


def unanswered(
    session: Session, asked: Sequence[tuple[Source, Watched]], *, now: datetime, random: Random
) -> Polled:
    """Record which sources of a round did not answer; where nobody did, none of them is blamed."""
    looks = dict(visits.looks(session))
    looks |= {
        source.id: Look(
            url=source.url,
            at=now,
            unanswered_since=source.unanswered_since or now,
            failing=visits.is_failing(source),
        )
        for source, _ in asked
    }
    since = nobody_since(looks.values())
    _tell(session, since, now)
    if since is None and any(source.unanswered_since is None for source, _ in asked):
        visits.ask_others(session, _who_else(looks, now), now=now)
    return noted(session, asked, changed=False, random=random, blamed=since is None)


def _who_else(looks: Mapping[int, Look], now: datetime) -> list[int]:
    """Return whom to ask whether it is our network, with one source for each host.

    Nobody where somebody has just answered: that tells already.
    """
    if any(look.at >= now and look.unanswered_since is None for look in looks.values()):
        return []
    others: dict[str, int] = {}
    for number, look in looks.items():
        if look.unanswered_since is None:
            others.setdefault(look.host, number)
    return list(others.values())[:FEWEST]


def _tell(session: Session, since: datetime | None, now: datetime) -> None:
    lasts = outages.lasting(session)
    if since is not None and lasts is None:
        log.warning("nobody answers: this machine's own network seems to be down")
        outages.note(session, Outage(since))
        outbox.enqueue(
            session,
            key=_key(since),
            kind="network",
            now=now,
            due_at=since + TOLD_AFTER,
            data={"since": since.isoformat()},
            tells="network",
        )
    if since is None and lasts is not None:
        log.warning("sources answer again, for the first time since %s", lasts.since)
        outages.note(session, Outage(lasts.since, now))
        if now < lasts.since + TOLD_AFTER:
            outbox.cancel(session, _key(lasts.since))
        visits.ask_unanswered(session, now=now)


def _key(since: datetime) -> str:
    return f"network:{since.isoformat()}"
