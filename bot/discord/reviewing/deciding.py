"""What a press on the review card does to a find, and how the last press is taken back."""

import re
from collections.abc import Iterator
from typing import Any

from bot import accepting
from bot.discord.reviewing import announcing
from bot.discord.reviewing.card import suggestion
from bot.discord.visit import Here
from bot.review.likeness import Known, author_of
from predictions import changes
from predictions.errors import InvalidValue
from predictions.model import ForecasterKind
from predictions.text import one_line
from storage import authors, dossier, finds, outbox, resolving, steps
from storage.authors import Standing
from storage.errors import Refused
from storage.finds import Find
from storage.ledger import Session
from storage.steps import Step

_BLANK = re.compile(r"\[[^\]]+\]")


def decided(session: Session, here: Here, find: Find, what: str) -> int:
    """Do what a button asks for; return the find after which the review goes on."""
    match what:
        case "a":
            accept(session, here, find, {})
        case "all":
            _accept_all(session, here, find)
        case "none":
            _discard_all(session, find)
        case "d":
            finds.decide(session, find.id, "discarded")
            _note(session, find)
        case "m":
            _merge(session, find)
            return find.id - 1  # the same card again, now of both
        case "j":
            _join(session, here, find)
    return find.id


def take_back(session: Session, here: Here, find: Find, step_id: int) -> int:
    """Undo the last decision of a find's review; return the find after which that goes on.

    Raises:
        Refused: it can't be, the channel was told, or somebody has forecast since.
    """
    step = steps.last(session, find.batch)
    if step is None or step.id != step_id or step.lasting:
        raise Refused("there is nothing to take back")
    if not outbox.cancel(session, announcing.key(find.batch)):
        raise Refused("the channel was told already; /withdraw takes a prediction out")
    by = here.writer_id
    for number in step.made:
        record = dossier.record(session, number, now=here.now)
        said = {forecast.forecaster_id for forecast in record.forecasts} - {by}
        if any(record.forecasters[each].kind is ForecasterKind.PERSON for each in said):
            raise Refused(f"prediction {number} has forecasts of others; it stays")
        resolving.withdraw(session, number, now=here.now, by=by)
    steps.take_back(session, step)
    return min(step.again, default=find.id) - 1


def earlier(session: Session, here: Here, find: Find) -> Standing | None:
    """Return the prediction of this server by the same author that says the same."""
    if find.guild_id == 0:
        return None  # what is found in private is not compared with servers' records
    document = dossier.document(session, find.document_id)
    author = author_of(document, find.data)
    if author is None:
        return None
    known = Known(authors.standing(session, author, guild_id=find.guild_id))
    same = known.alike(find.data, on=document.published or here.now.date())
    return same[0] if same else None


def accept(session: Session, here: Here, find: Find, values: dict[str, str]) -> None:
    """Make a prediction of a find, as it was edited; an outcome that is marked is proposed."""
    made = _promoted(session, here, find, values)
    _note(session, find, made=(made,))


def _note(session: Session, find: Find, **undone: Any) -> None:
    steps.note(session, Step(batch=find.batch, again={find.id: None}, **undone))


def _promoted(session: Session, here: Here, find: Find, values: dict[str, str]) -> int:
    data = dict(find.data)
    if (criteria := _criterion(find, values)) is not None:
        data["criteria"] = criteria
    taken = accepting.promote(
        session,
        find.document_id,
        data,
        now=here.now,
        time_zone=here.time_zone,
        statement=values.get("statement") or None,
        by=values.get("by"),
        probability=values.get("belief") or None,
        tags=(values.get("tags", ""),),
        created_by=here.writer_id,
        visibility=here.visibility,
        guild_id=here.visit.guild_id,
        channel_id=here.visit.channel_id,
    )
    number = taken.prediction.id
    assert number is not None  # noqa: S101 (just stored)
    finds.decide(session, find.id, "accepted", prediction_id=number)
    accepting.propose_recorded(session, number, find.document_id, data, now=here.now)
    return number


def _criterion(find: Find, values: dict[str, str]) -> str | None:
    """Return the criterion that was typed; None for the suggestion as it was.

    Raises:
        InvalidValue: a part of the suggestion was filled in and another was not.
    """
    typed, suggested = one_line(values.get("criteria", "")), suggestion(find)
    if not typed or typed == suggested:
        return None
    blanks = [each for each in _BLANK.findall(suggested) if each not in find.data["statement"]]
    if left := next((each for each in blanks if each in typed), None):
        raise InvalidValue("criteria", f"{left} is still to be filled in; or empty the box")
    return typed


def split(session: Session, find: Find, words: str) -> int:
    """Cut a find before those words of its quote."""
    at = changes.place_of(find.data["quote"], words)
    if at is None:
        raise InvalidValue("split", f"{words.strip()[:60]!r} does not stand inside the quote")
    before_them = finds.split(session, find.id, changes.parts(find.data, [at]))
    _note(session, find, parts=finds.since(session, find.batch, before_them))
    return before_them


def _accept_all(session: Session, here: Here, find: Find) -> None:
    """Accept what waits, save what may be a newer forecast: a person says that."""
    made = {
        each.id: _promoted(session, here, each, {})
        for each in _that_wait(session, find)
        if earlier(session, here, each) is None
    }
    again = dict.fromkeys(made)
    steps.note(session, Step(batch=find.batch, again=again, made=tuple(made.values())))


def _discard_all(session: Session, find: Find) -> None:
    """Keep nothing of what waits: one press of Undo brings all of it back."""
    waiting = [each.id for each in _that_wait(session, find)]
    for number in waiting:
        finds.decide(session, number, "discarded")
    steps.note(session, Step(batch=find.batch, again=dict.fromkeys(waiting)))


def _that_wait(session: Session, find: Find) -> Iterator[Find]:
    """Yield a find and all others of its review that wait, each once."""
    after, seen = find.id - 1, set[int]()
    while (each := finds.following(session, find.batch, after=after)) and each.id not in seen:
        seen.add(each.id)
        after = each.id
        yield each


def _merge(session: Session, find: Find) -> None:
    other = finds.following(session, find.batch, after=find.id)
    if other is None or other.id == find.id or other.document_id != find.document_id:
        raise InvalidValue("merge", "no other one of this document waits")
    text = dossier.document(session, find.document_id).text
    data = changes.united(find.data, other.data, text)
    finds.merged(session, other.id, into=find.id, data=data)
    again = {find.id: find.data, other.id: None}
    steps.note(session, Step(batch=find.batch, again=again))


def _join(session: Session, here: Here, find: Find) -> None:
    same = earlier(session, here, find)
    if same is None:
        raise InvalidValue("join", "no prediction of this author says the same")
    accepting.follow(session, find.document_id, find.data, same.id, now=here.now)
    finds.decide(session, find.id, "accepted", prediction_id=same.id)
    # What is appended stays: taking it back would rewrite the author's record.
    _note(session, find, lasting=True)
