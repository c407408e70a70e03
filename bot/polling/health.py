"""How a source is, and when it is asked next; people are told where its health changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.polling.polled import Polled
from predictions.watching import politeness
from predictions.watching.politeness import Asked, Health, Manners
from predictions.watching.watched import Watched
from storage import outbox, visits
from storage.ledger import Session
from storage.visits import Checked
from storage.watchlist import Source

# A market, a page or a search may say the same for years; a feed that does is most likely broken.
PUBLISHING = frozenset({"feed"})


def noted(
    session: Session,
    asked: Sequence[tuple[Source, Watched]],
    *,
    changed: bool,
    random: Random,
    blamed: bool = True,
) -> Polled:
    """Record that sources were asked in one pass, and tell where their health changed.

    `blamed`: what failed did so by its own fault, not by that of our network.
    """
    if not asked:
        return Polled()
    now = asked[0][1].fetched_at
    results = {
        source.id: _checked(session, source, watched, changed=changed, random=random)
        if blamed and not watched.postponed
        else _not_reached(source, watched, random)
        for source, watched in asked
    }
    visits.checked(session, results, now=now)
    for source, _ in asked:
        _tell_of_health(session, source, results[source.id], now)
    really = [watched for _, watched in asked if not watched.postponed]
    failed = sum(watched.problem is not None for watched in really)
    return Polled(sources=len(really), failed=failed)


def _checked(
    session: Session, source: Source, watched: Watched, *, changed: bool, random: Random
) -> Checked:
    """Return when to ask again, and how the source is now."""
    now = watched.fetched_at
    failures = source.failures + 1 if watched.problem else 0
    asked = Asked.FAILED if watched.problem else Asked.CHANGED if changed else Asked.UNCHANGED
    manners = _manners(source)
    schedule = politeness.next_check(
        asked,
        interval=source.interval,
        failures=failures,
        now=now,
        random=random.random(),
        manners=manners,
        retry_after=watched.retry_after,
        fresh_for=watched.fresh_for,
    )
    return Checked(
        next_check_at=schedule.check_at,
        interval=schedule.interval,
        health=_health(session, source, manners, now, failures=failures, changed=changed).value,
        kind=watched.spec.kind,
        changed=changed,
        etag=watched.etag,
        last_modified=watched.last_modified,
        problem=watched.problem,
        unanswered=watched.unanswered,
        asked_with=(source.etag, source.last_modified),
    )


def _not_reached(source: Source, watched: Watched, random: Random) -> Checked:
    """Return that a source is as it was: nobody answers us, or its host wants no request. It is tried again soon."""
    shortest, jitter = _manners(source).shortest, 1 + _manners(source).jitter * random.random()
    wait = max(shortest, timedelta(seconds=watched.retry_after or 0.0)) * jitter
    return Checked(
        next_check_at=watched.fetched_at + wait,
        interval=source.interval,
        health=source.health,
        problem=watched.problem,
        unanswered=watched.unanswered,
        blamed=False,
    )


def _health(
    session: Session,
    source: Source,
    manners: Manners,
    now: datetime,
    *,
    failures: int,
    changed: bool,
) -> Health:
    quiet = changed or source.kind not in PUBLISHING
    changed_at = now if quiet else source.changed_at
    # Only a silence that could be one is worth the question how long it usually is.
    long = now - (changed_at or source.added_at) > manners.shortest_silence
    return politeness.health(
        failures=failures,
        checked_at=now,
        changed_at=changed_at,
        added_at=source.added_at,
        gaps=visits.gaps(session, source.id) if long else (),
        now=now,
        manners=manners,
    )


def _manners(source: Source) -> Manners:
    # Whoever wants a source asked every minute has said so when adding it.
    usual = Manners()
    shortest = min(usual.shortest, source.interval)
    return replace(usual, shortest=shortest, usual=max(shortest, usual.usual))


def _tell_of_health(session: Session, source: Source, checked: Checked, now: datetime) -> None:
    said = politeness.alarm(Health(source.health), Health(checked.health))
    if said is not None:
        outbox.enqueue(
            session,
            key=f"health:{source.id}:{now.isoformat()}",
            kind="source health",
            now=now,
            prediction_id=source.prediction_id,
            data={"source_id": source.id, "said": said, "problem": checked.problem},
            tells=f"{source.url}:{said}",
        )
