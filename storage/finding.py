"""Questions to the ledger about predictions: one, some, what is due, what holds these words."""

import heapq
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypedDict, Unpack

from sqlalchemy import (
    BigInteger,
    Integer,
    Select,
    String,
    bindparam,
    case,
    func,
    inspect,
    literal,
    literal_column,
    text,
    type_coerce,
)
from sqlalchemy import select as sa_select
from sqlmodel import Session, SQLModel, col, select, update

from predictions.model import (
    Document,
    Evidence,
    Forecast,
    Forecaster,
    Prediction,
    Proposal,
    Resolution,
    State,
)
from storage import rows
from storage.errors import NotFound
from storage.tables import (
    Documents,
    Events,
    EvidenceItems,
    Forecasters,
    Forecasts,
    Matches,
    Predictions,
    PredictionTags,
    Proposals,
    Resolutions,
    UtcDateTime,
)

STILL_RUNNING = (State.OPEN.value, State.IN_REVIEW.value, State.DISPUTED.value)
BEGIN_OR_END = ("prediction added", "resolved", "reopened", "withdrawn")
MOST_FOUND = 1_000  # a common word may stand in half a million statements


# Columns rather than entities, and one statement object for all calls: these questions are asked all
# the time, and SQLAlchemy's bookkeeping would cost several times what the database does.
def _columns(table: type[SQLModel]) -> list[Any]:
    return list(inspect(table).columns)


ROWS: Select[Any] = (
    sa_select(*_columns(Predictions))
    .order_by(col(Predictions.due_at), col(Predictions.id))
    .limit(bindparam("most", type_=Integer))
)
NOW = bindparam("now", type_=UtcDateTime())
STATES = {state.value: state for state in State}
APART = "\x1f"
LINES: Select[Any] = (
    sa_select(
        *(
            col(Predictions.id),
            case(
                (
                    (col(Predictions.status) == literal("open")) & (col(Predictions.due_at) <= NOW),
                    literal("due"),
                ),
                else_=col(Predictions.status),
            ).label("state"),
            col(Predictions.statement),
            col(Predictions.not_before),
            col(Predictions.deadline),
            sa_select(func.aggregate_strings(col(PredictionTags.tag), APART))
            .where(col(PredictionTags.prediction_id) == col(Predictions.id))
            .correlate(Predictions)
            .scalar_subquery()
            .label("tags"),
            # Only compared, never shown: as the database gives it, without a moment made of it.
            type_coerce(col(Predictions.due_at), String).label("due_at"),
        )
    )
    .order_by(col(Predictions.due_at), col(Predictions.id))
    .limit(bindparam("most", type_=Integer))
)
IN_STATE: dict[State, Any] = {
    **{state: col(Predictions.status) == literal(state.value) for state in State},
    State.DUE: (col(Predictions.status) == literal("open")) & (col(Predictions.due_at) <= NOW),
    State.OPEN: (col(Predictions.status) == literal("open")) & (col(Predictions.due_at) > NOW),
}
IDS = bindparam("ids", type_=BigInteger, expanding=True)
FORECASTERS = sa_select(*_columns(Forecasters)).where(col(Forecasters.id).in_(IDS))
TAGS = (
    sa_select(*_columns(PredictionTags))
    .where(col(PredictionTags.prediction_id).in_(IDS))
    .order_by(col(PredictionTags.tag))
)
NUMBER = bindparam("number", type_=BigInteger)
ONE = sa_select(*_columns(Predictions)).where(col(Predictions.id) == NUMBER)
FORECASTS = (
    sa_select(*_columns(Forecasts))
    .where(col(Forecasts.prediction_id) == NUMBER)
    .order_by(col(Forecasts.made_at), col(Forecasts.id))
)
RESOLUTIONS = (
    sa_select(*_columns(Resolutions))
    .where(col(Resolutions.prediction_id) == NUMBER)
    .order_by(col(Resolutions.version))
)
PROPOSALS = (
    sa_select(*_columns(Proposals))
    .where(col(Proposals.prediction_id) == NUMBER, col(Proposals.status) == literal("waiting"))
    .order_by(col(Proposals.id))
)
MATCHED = (
    sa_select(*_columns(EvidenceItems), col(Matches.relevance), col(Matches.why))
    .join(Matches, col(Matches.evidence_id) == EvidenceItems.id)
    .where(col(Matches.prediction_id) == NUMBER)
    .order_by(col(EvidenceItems.id))
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A prediction with the state it is in at the moment of asking."""

    prediction: Prediction
    state: State


class Line(NamedTuple):
    """What one line of a list shows of a prediction: a tenth of the work of the whole."""

    id: int
    state: State
    statement: str
    not_before: date | None
    deadline: date | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """Evidence that bears on a prediction, and why it is thought to."""

    evidence: Evidence
    relevance: float
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything about one prediction, for a page or a card."""

    prediction: Prediction
    state: State
    forecasts: tuple[Forecast, ...]
    forecasters: dict[int, Forecaster]
    resolutions: tuple[Resolution, ...]
    proposals: tuple[Proposal, ...]
    evidence: tuple[Matched, ...]

    @property
    def resolution(self) -> Resolution | None:
        """The version that stands; None where it is open."""
        if self.state in (State.RESOLVED, State.ANNULLED) and self.resolutions:
            return self.resolutions[-1]
        return None


def state_of(row: Predictions, now: datetime) -> State:
    """Return the state at that moment: open becomes due by the passing of time alone."""
    if row.status == State.OPEN and row.due_at <= now:
        return State.DUE
    return State(row.status)


def get(session: Session, prediction_id: int, *, now: datetime) -> Listed:
    """Return one prediction.

    Raises:
        NotFound: there is no such prediction.
    """
    found = _fetch(session, ONE, {"number": prediction_id})
    if not found:
        raise NotFound("prediction", prediction_id)
    return _listed(session, found, now)[0]


def record(session: Session, prediction_id: int, *, now: datetime) -> Record:
    """Return everything about one prediction.

    Raises:
        NotFound: there is no such prediction.
    """
    listed = get(session, prediction_id, now=now)
    number = {"number": prediction_id}
    forecasts = _fetch(session, FORECASTS, number)
    resolutions = _fetch(session, RESOLUTIONS, number)
    proposals = _fetch(session, PROPOSALS, number)
    matched = _fetch(session, MATCHED, number)
    people = {row.forecaster_id for row in forecasts}
    people |= {row.decided_by for row in resolutions if row.decided_by is not None}
    if listed.prediction.created_by is not None:
        people.add(listed.prediction.created_by)
    return Record(
        prediction=listed.prediction,
        state=listed.state,
        forecasts=tuple(rows.forecast(row) for row in forecasts),
        forecasters=forecasters(session, people),
        resolutions=tuple(rows.resolution(row) for row in resolutions),
        proposals=tuple(rows.proposal(row) for row in proposals),
        evidence=tuple(Matched(rows.evidence(row), row.relevance, row.why) for row in matched),
    )


def document(session: Session, document_id: int) -> Document:
    """Return one document, with its text.

    Raises:
        NotFound: there is no such document.
    """
    row = session.get(Documents, document_id)
    if row is None:
        raise NotFound("document", document_id)
    return rows.document(row)


def forecasters(session: Session, ids: Iterable[int]) -> dict[int, Forecaster]:
    """Return the forecasters of those identifiers."""
    wanted = {"ids": list(set(ids))}
    found = _fetch(session, FORECASTERS, wanted) if wanted["ids"] else []
    return {row.id: rows.forecaster(row) for row in found}


def forecaster_id(session: Session, name: str) -> int:
    """Return the identifier of the forecaster of that name, a person before an author.

    Raises:
        NotFound: nobody has that name.
    """
    query = select(Forecasters.id).where(Forecasters.name == name)
    found = session.exec(query.order_by(col(Forecasters.kind).desc(), col(Forecasters.id))).first()
    if found is None:
        raise NotFound("forecaster", repr(name))
    return found


class Narrowed(TypedDict, total=False):
    """What narrows a listing; `personal_of`: made by this forecaster outside of any server."""

    tag: str | None
    forecaster_id: int | None
    guild_id: int | None
    personal_of: int | None
    number: int | None
    due_before: datetime | None
    words: str | None


def listing(
    session: Session,
    *,
    now: datetime,
    states: Sequence[State] = (),
    limit: int = 25,
    offset: int = 0,
    **narrowed: Unpack[Narrowed],
) -> list[Listed]:
    """Return predictions by deadline, the soonest first, those without one last."""
    query = _narrowed(session, ROWS, narrowed)
    found = _in_order(session, query, now=now, states=states, most=offset + limit)
    return _listed(session, found[offset:], now)


def lines(
    session: Session,
    *,
    now: datetime,
    states: Sequence[State] = (),
    limit: int = 25,
    offset: int = 0,
    **narrowed: Unpack[Narrowed],
) -> list[Line]:
    """Return the same predictions, in the same order, with what one line of a list shows."""
    query = _narrowed(session, LINES, narrowed)
    found = _in_order(session, query, now=now, states=states, most=offset + limit)[offset:]
    return [
        Line(number, STATES[state], statement, first, last, _split(tags))
        for number, state, statement, first, last, tags, _ in found
    ]


def _split(tags: str | None) -> tuple[str, ...]:
    return tuple(sorted(tags.split(APART))) if tags else ()


def _narrowed(session: Session, query: Select[Any], asked: Narrowed) -> Select[Any]:
    equal = (
        (Predictions.id, asked.get("number")),
        (Predictions.guild_id, asked.get("guild_id")),
    )
    for column, value in equal:
        if value is not None:
            query = query.where(col(column) == value)
    if (person := asked.get("personal_of")) is not None:
        query = query.where(
            col(Predictions.guild_id).is_(None), col(Predictions.created_by) == person
        )
    if (before := asked.get("due_before")) is not None:
        query = query.where(col(Predictions.due_at) < before)
    if (tag := asked.get("tag")) is not None:
        tagged = select(PredictionTags.prediction_id).where(PredictionTags.tag == tag)
        query = query.where(col(Predictions.id).in_(tagged))
    if (who := asked.get("forecaster_id")) is not None:
        theirs = select(Forecasts.prediction_id).where(Forecasts.forecaster_id == who)
        query = query.where(col(Predictions.id).in_(theirs))
    if words := asked.get("words"):
        query = query.where(col(Predictions.id).in_(_holding(session, words)))
    return query


def _in_order(
    session: Session, query: Select[Any], *, now: datetime, states: Sequence[State], most: int
) -> list[Any]:
    # One query a state, merged here: each then reads its rows in order from one index, whereas
    # states joined by OR would have a million rows sorted.
    wanted = [query.where(IN_STATE[state]) for state in states] or [query]
    asked = {"now": now, "most": most}
    found = [_fetch(session, each, asked) for each in wanted]
    if len(found) == 1:
        return found[0]
    return list(heapq.merge(*found, key=lambda row: (row.due_at, row.id)))[:most]


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
        found = _listed(session, session.exec(narrowed.limit(4 * limit)).all(), now)
        fitting = [listed for listed in found if not states or listed.state in states][:limit]
        best = max(best, fitting, key=len)
        if len(best) == limit:
            break
    return best


def _narrowings(session: Session, query: Any, terms: list[str]) -> Iterator[Any]:
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
    found = _holding(session, " ".join(terms))
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


def due(session: Session, *, now: datetime, limit: int = 100) -> list[Line]:
    """Return open predictions whose deadline has passed, the longest overdue first."""
    return lines(session, now=now, states=(State.DUE,), limit=limit)


def unasked(session: Session, *, now: datetime, limit: int = 200) -> list[Listed]:
    """Return predictions that came due and about which nobody was asked yet."""
    query = ROWS.where(IN_STATE[State.DUE], col(Predictions.asked_at).is_(None))
    return _listed(session, _fetch(session, query, {"now": now, "most": limit}), now)


def to_look_at(session: Session, *, now: datetime, limit: int) -> list[int]:
    """Return predictions whose rules and known evidence are to be looked at now."""
    query = (
        select(Predictions.id)
        .where(col(Predictions.look_at) <= now)
        .order_by(col(Predictions.look_at), col(Predictions.id))
    )
    return [number for number in session.exec(query.limit(limit)) if number is not None]


def look_again(session: Session, prediction_id: int, *, at: datetime | None) -> None:
    """Say when a prediction is looked at next; None: never, unless something new comes up."""
    session.execute(
        update(Predictions)
        .where(col(Predictions.id) == prediction_id)
        .values(look_at=at)
        .execution_options(synchronize_session=False)
    )


def touched_since(session: Session, seq: int) -> tuple[int, set[int]]:
    """Return the last event there is, and the predictions that events after `seq` are about."""
    last = session.exec(select(Events.seq).order_by(col(Events.seq).desc()).limit(1)).first() or 0
    if last <= seq:
        return last, set()
    query = select(Events.prediction_id).where(
        col(Events.seq) > seq,
        col(Events.seq) <= last,
        col(Events.prediction_id).is_not(None),
        col(Events.kind).in_(BEGIN_OR_END),
    )
    return last, {number for number in session.exec(query) if number is not None}


def statements(session: Session, among: Collection[int]) -> list[tuple[int, str]]:
    """Return the number and statement of those predictions."""
    query = select(Predictions.id, Predictions.statement).where(col(Predictions.id).in_(among))
    return [(number, statement) for number, statement in session.exec(query) if number is not None]


def running_statements(
    session: Session, among: Collection[int] | None = None
) -> Iterator[tuple[int, str]]:
    """Yield the number and statement of every prediction that can still be resolved."""
    query = select(Predictions.id, Predictions.statement).where(
        col(Predictions.status).in_(STILL_RUNNING)
    )
    if among is not None:
        query = query.where(col(Predictions.id).in_(among))
    for number, statement in session.exec(query.execution_options(yield_per=2_000)):
        if number is not None:
            yield number, statement


def _fetch(session: Session, query: Select[Any], asked: dict[str, Any]) -> list[Any]:
    """Return rows with the attributes of the tables they were taken from."""
    return list(session.execute(query, asked))


def _listed(session: Session, found: Sequence[Predictions], now: datetime) -> list[Listed]:
    tags = tags_of(session, {row.id for row in found if row.id is not None})
    return [
        Listed(rows.prediction(row, tags.get(row.id or 0, ())), state_of(row, now)) for row in found
    ]


def tags_of(session: Session, prediction_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the tags of those predictions, in alphabetical order."""
    if not prediction_ids:
        return {}
    tags: dict[int, tuple[str, ...]] = {}
    for row in session.execute(TAGS, {"ids": list(prediction_ids)}):
        tags[row.prediction_id] = (*tags.get(row.prediction_id, ()), row.tag)
    return tags


def _holding(session: Session, words: str) -> Any:
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
