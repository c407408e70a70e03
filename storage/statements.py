"""Predictions by the words of their statement, whatever a person types."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal_column, text
from sqlmodel import Session, col, select

from predictions.model import State
from storage.states import Listed, listed
from storage.tables import Predictions

MOST_FOUND = 1_000  # a common word may stand in half a million statements


def holding(session: Session, words: str) -> Any:
    """Return the newest predictions that hold all of those words, each by its beginning."""
    # Quoted, so that nothing a person types is taken for the search engine's own language.
    terms = ["".join(c for c in word if c.isalnum()) for word in words.split()]
    terms = [term for term in terms if term]
    if session.get_bind().dialect.name == "sqlite":
        match = " ".join(f'"{term}"*' for term in terms) or '""'
        return (
            select(literal_column("rowid"))
            .select_from(text("prediction_words"))
            .where(text("prediction_words MATCH :match").bindparams(match=match))
        )
    query = " & ".join(f"{term}:*" for term in terms)
    vector = func.to_tsvector("simple", Predictions.statement)
    found = select(Predictions.id).where(vector.op("@@")(func.to_tsquery("simple", query)))
    return found.order_by(col(Predictions.id).desc()).limit(MOST_FOUND)


def suggest(
    session: Session,
    words: str,
    *,
    now: datetime,
    guild_id: int | None = None,
    personal_of: int | None = None,
    states: Collection[State] = (),
    limit: int = 25,
) -> list[Listed]:
    """Return predictions that hold words as they are being typed, the newest first.

    Only the newest that hold them are looked at: a common word may stand in half a million
    statements, and whoever types waits.
    """
    # A single letter stands in nearly every statement; it narrows nothing down yet.
    terms = [word for word in words.split() if len(word) > 1]
    query = select(Predictions).order_by(col(Predictions.id).desc())
    if personal_of is not None:
        query = query.where(
            col(Predictions.guild_id).is_(None), col(Predictions.created_by) == personal_of
        )
    elif guild_id is not None:
        # With words their rows are looked up one by one: the sum keeps SQLite from reading and
        # sorting everything of the server by its index instead.
        place = col(Predictions.guild_id) + 0 if terms else col(Predictions.guild_id)
        query = query.where(place == guild_id)
    best: list[Listed] = []
    for narrowed in _narrowings(session, query, terms) if terms else [query]:
        found = listed(session, session.exec(narrowed.limit(4 * limit)).all(), now)
        fitting = [row for row in found if not states or row.state in states][:limit]
        best = max(best, fitting, key=len)
        if len(best) == limit:
            break
    return best


def _narrowings(session: Session, query: Any, terms: Sequence[str]) -> Iterator[Any]:
    """Yield queries for the words typed so far, the cheapest first; the last one finds all."""
    if session.get_bind().dialect.name == "sqlite":
        # Whole words and beginnings of two or three letters are read from their index newest
        # first; for longer beginnings every occurrence has to be gathered before the first shows.
        clean = ["".join(c for c in word if c.isalnum()) for word in terms]
        *before, last = [word for word in clean if word] or [""]
        whole = "".join(f'"{word}" ' for word in before)
        yield query.where(col(Predictions.id).in_(_newest(f'{whole}"{last}"')))
        if last:
            start = col(Predictions.id).in_(_newest(f'{whole}"{last[:3]}"*'))
            yield query.where(start, col(Predictions.statement).icontains(last, autoescape=True))
    found = holding(session, " ".join(terms))
    if session.get_bind().dialect.name == "sqlite":
        found = found.order_by(text("rowid DESC")).limit(MOST_FOUND)
    yield query.where(col(Predictions.id).in_(found))


def _newest(match: str) -> Any:
    return (
        select(literal_column("rowid"))
        .select_from(text("prediction_words"))
        .where(text("prediction_words MATCH :match").bindparams(match=match))
        .order_by(text("rowid DESC"))
        .limit(MOST_FOUND)
    )
