"""What a press on the review card does to a find; each returns the find after which the review goes on."""

from bot import accepting
from bot.discord.visit import Here
from bot.review.likeness import Known, author_of
from predictions import changes
from predictions.errors import InvalidValue
from predictions.text import one_line
from storage import authors, dossier, finds
from storage.authors import Standing
from storage.finds import Find
from storage.ledger import Session


def decided(session: Session, here: Here, find: Find, what: str) -> int:
    """Do what a button asks for."""
    match what:
        case "a":
            accept(session, here, find, {})
        case "all":
            _accept_all(session, here, find)
        case "d":
            finds.decide(session, find.id, "discarded")
        case "m":
            _merge(session, find)
            return find.id - 1  # the same card again, now of both
        case "j":
            _join(session, here, find)
    return find.id


def earlier(session: Session, find: Find) -> Standing | None:
    """Return the prediction of this server by the same author that says the same."""
    if find.guild_id == 0:
        return None  # what is found in private is not compared with servers' records
    document = dossier.document(session, find.document_id)
    author = author_of(document, find.data)
    if author is None:
        return None
    known = Known(authors.standing(session, author, guild_id=find.guild_id))
    same = known.alike(find.data)
    return same[0] if same else None


def accept(session: Session, here: Here, find: Find, values: dict[str, str]) -> None:
    """Make a prediction of a find, as it was edited; an outcome that is marked is proposed."""
    tags = [one_line(tag).lower() for tag in values.get("tags", "").split(",")]
    criteria = one_line(values.get("criteria", ""))
    data = dict(find.data)
    # A suggestion whose blanks nobody filled in is no criterion yet.
    if criteria and "[" not in criteria:
        data["criteria"] = criteria
    taken = accepting.promote(
        session,
        find.document_id,
        data,
        now=here.now,
        time_zone=here.time_zone,
        statement=values.get("statement") or None,
        by=values.get("by") or None,
        probability=values.get("belief") or None,
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        created_by=here.forecaster.id if here.forecaster else None,
        visibility=here.visibility,
        guild_id=here.visit.guild_id,
        channel_id=here.visit.channel_id,
    )
    number = taken.prediction.id
    assert number is not None  # noqa: S101 (just stored)
    finds.decide(session, find.id, "accepted", prediction_id=number)
    accepting.propose_recorded(session, number, find.document_id, data, now=here.now)


def split(session: Session, find: Find, words: str) -> int:
    """Cut a find before those words of its quote."""
    at = find.data["quote"].find(words.strip())
    if at <= 0:
        raise InvalidValue("split", f"{words.strip()[:60]!r} does not stand inside the quote")
    return finds.split(session, find.id, changes.parts(find.data, [at]))


def _accept_all(session: Session, here: Here, find: Find) -> None:
    """Accept what waits, save what may be a newer forecast: a person says that."""
    after, seen = find.id - 1, set[int]()
    while (each := finds.following(session, find.batch, after=after)) and each.id not in seen:
        seen.add(each.id)
        after = each.id
        if earlier(session, each) is None:
            accept(session, here, each, {})


def _merge(session: Session, find: Find) -> None:
    other = finds.following(session, find.batch, after=find.id)
    if other is None or other.id == find.id or other.document_id != find.document_id:
        raise InvalidValue("merge", "no other one of this document waits")
    text = dossier.document(session, find.document_id).text
    data = changes.united(find.data, other.data, text)
    finds.merged(session, other.id, into=find.id, data=data)


def _join(session: Session, here: Here, find: Find) -> None:
    same = earlier(session, find)
    if same is None:
        raise InvalidValue("join", "no prediction of this author says the same")
    accepting.follow(session, find.document_id, find.data, same.id, now=here.now)
    finds.decide(session, find.id, "accepted", prediction_id=same.id)
