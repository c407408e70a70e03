"""What a source said, kept: entries as evidence, readings for the rules that wait for them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot import settling
from bot.knowing import Terms
from bot.polling.health import noted
from bot.polling.polled import Polled
from bot.render.words import plural
from predictions.hiding import public, public_text
from predictions.matching import ALERT
from predictions.model import Evidence, Proposal
from predictions.readings import NumberReading, PublishedReading, Reading, TextReading, exactly
from predictions.snapshot import Snapshot
from predictions.watching.items import Item
from predictions.watching.watched import Watched
from storage import awaiting, gathering, proposing, readings
from storage.ledger import Session
from storage.watchlist import Source

GONE = "what is watched is not on the page any more"
A_DAY = timedelta(days=1)  # clocks and zones of sites
STORY = timedelta(days=3)  # in which feeds bring one story
HEADLINE = 4  # words: what is shorter ("Weekly news") many have
LONGEST_TEXT = 20_000  # characters of one item kept as evidence


def store(
    session: Session, source: Source, watched: Watched, terms: Terms, random: Random
) -> Polled:
    """Store what a source said, hold it against predictions, and record that it was asked."""
    watched = _with_what_has_gone(source, watched)
    now = watched.fetched_at
    fresh = _keep_items(session, source, watched)
    if fresh:
        terms.refresh(session)
    proposed = sum(_match(session, source, evidence, terms, now=now) for evidence in fresh)
    readings_changed, by_rules = _keep_readings(session, source, watched)
    changed = bool(fresh) or readings_changed
    visit = noted(session, [(source, watched)], changed=changed, random=random)
    return visit + Polled(evidence=len(fresh), proposals=proposed + by_rules)


def _with_what_has_gone(source: Source, watched: Watched) -> Watched:
    """Call it a fault where the part of a page that is watched was there once and is not any more.

    Sites are built anew, and nothing else would tell that a source has fallen silent for good.
    """
    gone = any(isinstance(r, TextReading) and r.text is None for r in watched.seen.readings)
    if not gone or source.kind != "page" or source.changed_at is None:
        return watched
    return replace(watched, problem=f"{GONE}: {' '.join(watched.seen.notes)}".rstrip(": "))


def _keep_items(session: Session, source: Source, watched: Watched) -> list[Evidence]:
    """Store the items that are new; a page is known by its content, for its address stays."""
    found = watched.seen.items
    now = watched.fetched_at

    def kept(*, pages: bool) -> list[Evidence]:
        some = [item for item in found if (item.external_id == item.content_hash) is pages]
        given = [as_evidence(source.id, i, now=now, reply=watched.behind(i)) for i in some]
        return gathering.add_evidence(session, given, by_content=pages)

    return kept(pages=False) + kept(pages=True)


def as_evidence(
    source_id: int | None, item: Item, *, now: datetime, reply: Snapshot | None = None
) -> Evidence:
    """Return an item as it is kept, with the reply it was read from."""
    url = public(item.url) if item.url else item.url
    return Evidence(
        source_id=source_id,
        external_id=_storable(item.external_id),
        url=url,
        title=_storable(item.title)[:1000] or (url or "untitled"),
        text=_storable(item.text)[:LONGEST_TEXT],
        published_at=item.published_at,
        seen_at=now,
        reply=reply,
    )


def _storable(text: str) -> str:
    # Halves of surrogate pairs and NUL come from hostile JSON; no database takes them.
    return public_text(text.encode("utf-8", "replace").decode().replace("\0", "\ufffd"))


def _keep_readings(session: Session, source: Source, watched: Watched) -> tuple[bool, int]:
    """Store readings that some rule waits for and that tell something new; then reconsider."""
    found, now = watched.seen.readings, watched.fetched_at
    touched: set[int] = set()
    about = {(reading.source, reading.subject) for reading in found}
    waiting = {each: readings.waiting_for(session, *each) for each in about}
    wanted = [reading for reading in found if waiting[reading.source, reading.subject]]
    news = readings.news(session, wanted)
    series = _evidence_of_series(session, source, news, watched)
    for reading in news:
        in_series = isinstance(reading, NumberReading)
        evidence_id = series if in_series else _evidence_of(session, source, reading, watched)
        readings.keep(session, reading, evidence_id=evidence_id)
        touched.update(waiting[reading.source, reading.subject])
    return bool(touched), settling.reconsider(session, touched, now=now) if touched else 0


def _evidence_of_series(
    session: Session, source: Source, news: Iterable[Reading], watched: Watched
) -> int | None:
    """Keep the numbers that came in one reply as one evidence, the newest day first."""
    numbers = [reading for reading in news if isinstance(reading, NumberReading)]
    if not numbers:
        return None
    numbers.sort(key=lambda reading: reading.day, reverse=True)
    more = f", with {plural(len(numbers) - 1, 'earlier day')}" if len(numbers) > 1 else ""
    lines = (f"{reading.day}: {exactly(reading.value)}" for reading in numbers)
    said = _said(source, watched, numbers[0], readings.shown(numbers[0]) + more, "\n".join(lines))
    return _kept(session, said)


def _evidence_of(
    session: Session, source: Source, reading: Reading, watched: Watched
) -> int | None:
    if isinstance(reading, PublishedReading):
        known = gathering.evidence_from(session, source.id, reading.external_id)
        if known is not None:
            return known
    title, text = readings.shown(reading), readings.as_text(reading)
    return _kept(session, _said(source, watched, reading, title, text))


def _said(source: Source, watched: Watched, reading: Reading, title: str, text: str) -> Evidence:
    """Return what a reading says as evidence, with the reply it was made from."""
    url: str | None = getattr(reading, "url", None)
    return Evidence(
        source_id=source.id,
        url=public(url) if url else source.url,
        title=_storable(title)[:1000],
        text=_storable(text)[:LONGEST_TEXT],
        seen_at=watched.fetched_at,
        reply=watched.behind(reading),
    )


def _kept(session: Session, said: Evidence) -> int | None:
    fresh = gathering.add_evidence(session, [said], by_content=True)
    return fresh[0].id if fresh else gathering.evidence_of(session, said.sha256)


def _match(
    session: Session, source: Source, evidence: Evidence, terms: Terms, *, now: datetime
) -> int:
    """Hold new evidence against the predictions it may bear on; return about how many people are asked."""
    proposed = 0
    for prediction_id, relevance in terms.matches(session, source, evidence):
        assert evidence.id is not None  # noqa: S101 (stored a moment ago)
        older = _is_older(session, evidence, prediction_id)
        linked = gathering.match(
            session,
            evidence.id,
            prediction_id,
            relevance=relevance.score,
            why=f"from before the prediction: {relevance.why}" if older else relevance.why,
        )
        asks = relevance.score >= ALERT and not older
        if linked and asks and not _is_told(session, evidence, prediction_id, now):
            proposal = Proposal(
                prediction_id=prediction_id,
                reason=f"{source.label}: {evidence.title}",
                proposed_at=now,
                evidence_ids=(evidence.id,),
            )
            proposed += proposing.propose(session, proposal, in_its_turn=True) is not None
    return proposed


def _is_told(session: Session, evidence: Evidence, prediction_id: int, now: datetime) -> bool:
    """Say whether the same headline came through another feed: agencies are printed by many."""
    if len(evidence.title.split()) < HEADLINE:
        return False
    return gathering.told_by_another(session, evidence, prediction_id, since=now - STORY)


def _is_older(session: Session, evidence: Evidence, prediction_id: int) -> bool:
    """Say whether something appeared before the prediction's time: a feed that is new here lists months."""
    at, opens = evidence.published_at, awaiting.counting_window(session, prediction_id).opens_at
    return at is not None and opens is not None and at < opens - A_DAY
