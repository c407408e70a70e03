"""Predictions by the words of their statement and condition, whatever a person types."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal_column, text
from sqlmodel import Session, col, or_, select

from predictions.model import State
from storage.states import Listed, listed
from storage.tables import Predictions

TOKENIZER = "unicode61 remove_diacritics 2"  # as in the migration that made the index
# As the index has it, word for word: otherwise PostgreSQL does not use it.
SAID: Any = literal_column(
    "to_tsvector('simple', predictions.statement || ' ' || coalesce(predictions.condition, ''))"
)
ACCENTS = frozenset(map(chr, range(0x300, 0x370)))  # part of the letter before
MOST_FOUND = 1_000  # a common word may stand in half a million statements


def holding(session: Session, words: str) -> Any:
    """Return the predictions that hold all of those words, each by its beginning."""
    if session.get_bind().dialect.name == "sqlite":
        return _in_index(_match(words))
    return select(Predictions.id).where(_holds(words))


def _in_index(match: str) -> Any:
    """Return what SQLite's index of words has for an expression in its own language."""
    return (
        select(literal_column("rowid"))
        .select_from(text("prediction_words"))
        .where(text("prediction_words MATCH :match").bindparams(match=match))
    )


def newest_holding(session: Session, words: str) -> Any:
    """Return the newest of the predictions that hold all of those words, each by its beginning."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    newest = text("rowid DESC") if on_sqlite else col(Predictions.id).desc()
    return holding(session, words).order_by(newest).limit(MOST_FOUND)


def holding_among(session: Session, among: Sequence[Any], words: str) -> set[int]:
    """Return which of those rows hold them, by the same rules, whatever else there is."""
    if session.get_bind().dialect.name != "sqlite":
        numbers = [row.id for row in among]
        query = select(Predictions.id).where(col(Predictions.id).in_(numbers), _holds(words))
        return {number for number in session.exec(query) if number is not None}
    # Where a word stands in a million statements, asking its index about some of them costs as much
    # as about all: an index of these alone costs a fraction.
    with closing(sqlite3.connect(":memory:")) as apart:
        apart.execute(f"CREATE VIRTUAL TABLE words USING fts5(said, tokenize='{TOKENIZER}')")
        rows = ((row.id, f"{row.statement} {row.condition or ''}") for row in among)
        apart.executemany("INSERT INTO words(rowid, said) VALUES (?, ?)", rows)
        found = apart.execute("SELECT rowid FROM words WHERE words MATCH ?", (_match(words),))
        return {number for (number,) in found}


def _terms(words: str) -> list[str]:
    """Return words as SQLite's index has them: "GPT-5" stands there as "gpt" and "5"."""
    parted = "".join(c if c.isalnum() or c in ACCENTS else " " for c in words)
    terms = ["".join(c for c in word if c.isalnum()) for word in parted.split()]
    return [term for term in terms if term]


def _match(words: str) -> str:
    # Quoted, so that nothing a person types is taken for the search engine's own language.
    return " ".join(f'"{term}"*' for term in _terms(words)) or '""'


def _holds(words: str) -> Any:
    plain = [word for word in words.split() if word.isalnum()]
    query: Any = func.to_tsquery("simple", " & ".join(f"{word}:*" for word in plain))
    for word in words.split():
        if not word.isalnum():  # PostgreSQL parts it as it parted the statement: "-5" is a number
            query = query.op("&&")(func.plainto_tsquery("simple", word))
    return SAID.op("@@")(query)


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
    terms = [word for word in words.split() if len(word) > 1 or word.isdecimal()]
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
        *before, last = _terms(" ".join(terms)) or [""]
        whole = "".join(f'"{word}" ' for word in before)
        yield query.where(col(Predictions.id).in_(_newest(f'{whole}"{last}"')))
        if last:
            start = col(Predictions.id).in_(_newest(f'{whole}"{last[:3]}"*'))
            said = (col(Predictions.statement), col(Predictions.condition))
            yield query.where(start, or_(*(each.icontains(last, autoescape=True) for each in said)))
    found = newest_holding(session, " ".join(terms))
    yield query.where(col(Predictions.id).in_(found))


def _newest(match: str) -> Any:
    return _in_index(match).order_by(text("rowid DESC")).limit(MOST_FOUND)
