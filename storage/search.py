"""Evidence by its words: the best match first, whatever a person types."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal_column, text
from sqlmodel import Session, col, or_, select

from predictions.model import Evidence
from storage import rows
from storage.tables import EvidenceItems, Sources

MOST_WORDS = 32  # of a query: more narrow nothing down and cost time


def evidence(
    session: Session,
    words: str,
    *,
    since: datetime | None = None,
    any_word: bool = False,
    open_to: int | None = None,
    limit: int = 25,
) -> list[Evidence]:
    """Return stored evidence that holds those words, the best match first.

    Args:
        session: of the ledger.
        words: as a person typed them; a stretch in quotation marks must stand together.
        since: only what was seen from then on.
        any_word: one of the words is enough; those that hold more of them come first.
        open_to: leave out what comes from sources that are watched only for other predictions.
        limit: at most as many.
    """
    phrases = phrases_of(words)
    if not phrases:
        return []
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    ranked = _sqlite(phrases, any_word) if on_sqlite else _postgresql(phrases, any_word)
    query = ranked if since is None else ranked.where(EvidenceItems.seen_at >= since)
    if open_to is not None:
        query = query.outerjoin(Sources, col(Sources.id) == EvidenceItems.source_id).where(
            or_(col(Sources.prediction_id).is_(None), Sources.prediction_id == open_to)
        )
    return [rows.evidence(row) for row in session.exec(query.limit(limit))]


def phrases_of(words: str) -> list[tuple[str, ...]]:
    """Return the words of a query, those in quotation marks together; letters and digits only.

    What is left holds nothing that a search engine could take for its own language.
    """
    found: list[tuple[str, ...]] = []
    for at, part in enumerate(words.replace("“", '"').replace("”", '"').split('"')):
        plain = tuple("".join(c if c.isalnum() else " " for c in part).split())
        found += [plain] if at % 2 else [(word,) for word in plain]
    return [phrase for phrase in dict.fromkeys(found) if phrase][:MOST_WORDS]


def _sqlite(phrases: Sequence[tuple[str, ...]], any_word: bool) -> Any:
    match = (" OR " if any_word else " ").join(f'"{" ".join(phrase)}"' for phrase in phrases)
    # A word in the title says more than one in the text.
    found = (
        select(
            literal_column("rowid").label("id"),
            literal_column("bm25(evidence_words, 4.0, 1.0)").label("rank"),
        )
        .select_from(text("evidence_words"))
        .where(text("evidence_words MATCH :match").bindparams(match=match))
        .subquery()
    )
    return (
        select(EvidenceItems)
        .join(found, found.c.id == EvidenceItems.id)
        .order_by(found.c.rank, col(EvidenceItems.id).desc())
    )


def _postgresql(phrases: Sequence[tuple[str, ...]], any_word: bool) -> Any:
    quoted = (" <-> ".join(f"'{word}'" for word in phrase) for phrase in phrases)
    query = func.to_tsquery("simple", (" | " if any_word else " & ").join(quoted))
    # In the very words of the index, or it would not be used.
    words: Any = literal_column("to_tsvector('simple', evidence.title || ' ' || evidence.text)")
    title: Any = literal_column("to_tsvector('simple', evidence.title)")
    rank = func.ts_rank(words, query, 1) + 4 * func.ts_rank(title, query, 1)
    return (
        select(EvidenceItems)
        .where(words.op("@@")(query))
        .order_by(rank.desc(), col(EvidenceItems.id).desc())
    )
