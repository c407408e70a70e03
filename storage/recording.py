"""Adding to the ledger: documents, forecasters, predictions and forecasts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, bindparam, insert, update
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from predictions.criteria import Criteria
from predictions.errors import InvalidValue
from predictions.model import Document, Forecast, Forecaster, ForecasterKind, Prediction, State
from storage import dossier, events, rows, rules
from storage.discord_tables import MessageAuthors
from storage.errors import Refused
from storage.plain import columns, fetch, portions, run
from storage.standing import where_it_goes_on
from storage.states import Listed
from storage.tables import (
    Documents,
    Forecasters,
    Forecasts,
    Predictions,
    PredictionTags,
)

BATCH = 5_000  # rows a statement when storing many
ADD_FORECASTS = insert(Forecasts)
LAST_FORECAST = sa_select(col(Forecasts.id)).order_by(col(Forecasts.id).desc()).limit(1)
ON_DISCORD = sa_select(*columns(Forecasters)).where(
    col(Forecasters.discord_id) == bindparam("discord_id", type_=BigInteger)
)


def add_document(session: Session, document: Document) -> Document:
    """Store a document, or return the newest that is there with the same bytes and origin."""
    found = session.exec(_same_bytes(document).order_by(col(Documents.id).desc())).first()
    return rows.document(found) if found is not None else _added(session, document)


def add_fuller(session: Session, stored: Document, document: Document) -> Document:
    """Store a document once more where its author or day is told that was not known of it before.

    Documents are only ever added: what was accepted from the earlier one goes on standing in that.
    """
    fuller = replace(
        document,
        author=stored.author or document.author,
        published=stored.published or document.published,
    )
    if (fuller.author, fuller.published) == (stored.author, stored.published):
        return stored
    return _added(session, fuller)


def with_same_bytes(session: Session, document: Document) -> list[int]:
    """Return the numbers of all documents with the same bytes and origin."""
    return [row.id for row in session.exec(_same_bytes(document)) if row.id is not None]


def of_one_origin(session: Session, document: Document) -> list[int]:
    """Return the numbers of all documents from the same file or address, whatever stood there then."""
    query = select(Documents.id).where(Documents.origin == document.origin)
    return [number for number in session.exec(query) if number is not None]


def _same_bytes(document: Document) -> SelectOfScalar[Documents]:
    return select(Documents).where(
        Documents.sha256 == document.sha256, Documents.origin == document.origin
    )


def _added(session: Session, document: Document) -> Document:
    row = rows.document_row(document)
    session.add(row)
    session.flush()
    events.append(
        session, "document added", at=document.added_at, document=row.id, sha256=document.sha256
    )
    return rows.document(row)


def forecaster_named(
    session: Session, name: str, kind: ForecasterKind = ForecasterKind.PERSON
) -> Forecaster:
    """Return the forecaster of that name, made now where there is none."""
    wanted = Forecaster(name=name.strip(), kind=kind)
    query = select(Forecasters).where(
        Forecasters.name == wanted.name,
        Forecasters.kind == wanted.kind.value,
        col(Forecasters.discord_id).is_(None),
        # An essay's Bob is not the member of that name whose message was read.
        col(Forecasters.id).not_in(select(MessageAuthors.forecaster_id)),
    )
    return _found_or_added(session, session.exec(query).first(), wanted)


def under_name(
    session: Session, found: Forecaster | None, discord_id: int, name: str
) -> Forecaster:
    """Return the forecaster found for a Discord account under that name, made where none was."""
    wanted = Forecaster(name=name, discord_id=discord_id)
    if found is None:
        return _found_or_added(session, None, wanted)
    if found.name != wanted.name:
        renamed = update(Forecasters).where(col(Forecasters.id) == found.id)
        run(session, renamed.values(name=wanted.name))
    return replace(found, name=wanted.name)


def on_discord(session: Session, discord_id: int) -> Forecaster | None:
    """Return the forecaster with that Discord account; None where they never took part."""
    found = fetch(session, ON_DISCORD, {"discord_id": discord_id})
    return rows.forecaster(found[0]) if found else None


def _found_or_added(session: Session, found: Forecasters | None, wanted: Forecaster) -> Forecaster:
    if found is not None:
        return rows.forecaster(found)
    row = Forecasters(name=wanted.name, kind=wanted.kind.value, discord_id=wanted.discord_id)
    session.add(row)
    session.flush()
    return rows.forecaster(row)


def add_prediction(session: Session, prediction: Prediction) -> Prediction:
    """Store a prediction and return it with its identifier."""
    row = rows.prediction_row(prediction)
    row.look_at = row.created_at  # what is known already may bear on it
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 (flush gives the row its key)
    session.add_all(
        PredictionTags(tag=tag, prediction_id=row.id) for tag in dict.fromkeys(prediction.tags)
    )
    if prediction.rule is not None:
        criteria = Criteria.from_json(prediction.rule)
        rules.listen(session, row.id, criteria, now=prediction.created_at)
    stored = replace(prediction, id=row.id)
    events.append(
        session,
        "prediction added",
        at=prediction.created_at,
        actor_id=prediction.created_by,
        prediction_id=row.id,
        digest=events.digest([prediction_facts(row)]),
    )
    return stored


def prediction_facts(row: Predictions) -> dict[str, Any]:
    """Return what changes about a prediction only by an amendment, for its digest."""
    return {
        "statement": row.statement,
        "kind": row.kind,
        "not_before": row.not_before,
        "deadline": row.deadline,
        "time_zone": row.time_zone,
        "condition": row.condition,
        "criteria": row.criteria,
        "rule": row.rule,
        "options": row.options,
        "quote": row.quote,
        "document_id": row.document_id,
    }


def add_forecast(session: Session, forecast: Forecast, *, on: Listed | None = None) -> Forecast:
    """Store a forecast on a prediction that still takes them.

    Args:
        session: of the ledger.
        forecast: as it was given.
        on: the prediction, where the caller has just read it in this very session.

    Raises:
        NotFound: there is no such prediction.
        Refused: it is resolved, withdrawn, or its deadline had passed when the forecast was made.
        InvalidValue: the belief does not have the shape that this kind of prediction asks for.
    """
    found = on or dossier.get(session, forecast.prediction_id, now=forecast.made_at)
    prediction = found.prediction
    if found.state in (State.RESOLVED, State.ANNULLED, State.WITHDRAWN):
        after = where_it_goes_on(session, forecast.prediction_id)
        way = "make a new one" if found.state == State.WITHDRAWN else "reopen it first"
        way = f"it goes on as prediction {after}" if after else way
        raise Refused(
            f"prediction {prediction.id} is {found.state}: it takes no more forecasts ({way})"
        )
    closed = prediction.window.due_at
    if closed is not None and forecast.made_at >= closed:
        raise Refused(
            f"prediction {prediction.id} closed with its deadline {prediction.window.deadline}: "
            "a forecast after that would be hindsight"
        )
    if not prediction.accepts(forecast.belief):
        raise InvalidValue("belief", f"has the wrong shape for a {prediction.kind} prediction")
    [stored] = add_forecasts(session, [forecast], at=forecast.made_at)
    return stored


def add_forecasts(
    session: Session, forecasts: Sequence[Forecast], *, at: datetime
) -> list[Forecast]:
    """Store many forecasts, in order, as one event; the caller has checked that they may stand."""
    if not forecasts:
        return []
    values = [rows.forecast_values(forecast) for forecast in forecasts]
    last = run(session, LAST_FORECAST).scalar() or 0
    first = last + 1  # the writer is alone, so that identifiers follow each other
    for number, value in enumerate(values, start=first):
        value["id"] = number
    for some in portions(values, BATCH):
        run(session, ADD_FORECASTS, some)
    ids = {forecast.prediction_id for forecast in forecasts}
    people = {forecast.forecaster_id for forecast in forecasts}
    events.append(
        session,
        "forecast added",
        at=at,
        actor_id=people.pop() if len(people) == 1 else None,
        prediction_id=ids.pop() if len(ids) == 1 else None,
        first=first,
        count=len(values),
        digest=events.digest(values),
    )
    return [
        replace(forecast, id=value["id"]) for forecast, value in zip(forecasts, values, strict=True)
    ]
