"""Who wrote a message that became a document. Their name stands here alone, so that it can go."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import case
from sqlmodel import Session, col, select

from predictions.model import Document, Forecaster, ForecasterKind
from storage import rows
from storage.discord_tables import MessageAuthors
from storage.tables import Documents, Forecasters

ON_DISCORD = "https://discord.com/channels/"
GONE = "a message whose author was forgotten"


@dataclass(frozen=True, slots=True)
class Wrote:
    """The author of a message, as a forecaster of their own; `gone` once they were forgotten."""

    forecaster: Forecaster
    gone: bool


def written_by(session: Session, document_id: int, *, discord_id: int, name: str) -> Forecaster:
    """Note who wrote a message, under the name shown now; one person is one author everywhere."""
    known = session.exec(
        select(MessageAuthors.forecaster_id).where(MessageAuthors.discord_id == discord_id).limit(1)
    ).first()
    row = session.get(Forecasters, known) if known is not None else None
    row = row or Forecasters(name=name, kind=ForecasterKind.AUTHOR.value)
    row.name = name
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 (flush gives the row its key)
    session.merge(
        MessageAuthors(document_id=document_id, forecaster_id=row.id, discord_id=discord_id)
    )
    session.flush()
    return rows.forecaster(row)


def author_of(session: Session, document_id: int) -> Wrote | None:
    """Return who wrote the message that a document is; None for other documents."""
    found = session.exec(
        select(MessageAuthors, Forecasters)
        .join(Forecasters, col(Forecasters.id) == MessageAuthors.forecaster_id)
        .where(MessageAuthors.document_id == document_id)
    ).first()
    if found is None:
        return None
    link, person = found
    return Wrote(rows.forecaster(person), gone=link.discord_id is None)


def signed(session: Session, document: Document) -> Document:
    """Return a document under its author's name of now; a forgotten one's leads nowhere any more."""
    if document.author is not None or not document.origin.startswith(ON_DISCORD):
        return document
    wrote = author_of(session, document.id or 0)
    if wrote is None:
        return document
    origin = GONE if wrote.gone else document.origin
    return replace(document, author=wrote.forecaster.name, origin=origin)


def by_author(name: str) -> Any:
    """Return the query of the documents that somebody of that name wrote as messages."""
    return (
        select(MessageAuthors.document_id)
        .join(Forecasters, col(Forecasters.id) == MessageAuthors.forecaster_id)
        .where(Forecasters.name == name)
    )


def origin() -> Any:
    """Return the column of a document's origin for exports; none of a forgotten person's message."""
    forgotten = (
        select(MessageAuthors.document_id)
        .where(MessageAuthors.document_id == Documents.id, col(MessageAuthors.discord_id).is_(None))
        .exists()
    )
    return case((forgotten, None), else_=col(Documents.origin))
