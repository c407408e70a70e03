"""Rows of the exported tables, as streams: memory stays flat however long the record is."""

import json
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from bot.reports.results import results
from bot.reports.scored import IMPLIED, Bools, Floats, scored
from predictions.interchange.beliefs import plain_value
from predictions.interchange.cells import neutralise
from predictions.interchange.tables import Cell
from predictions.model import Kind, State
from predictions.outcomes import Verdict
from storage.ledger import Session
from storage.records import Batch, Question, batches, forecasters
from storage.scope import Scope
from storage.settled import Ended, endings

Row = tuple[Cell, ...]
MOST_KNOWN = 50_000
Scores = tuple[float | None, float | None, float | None]
NOTHING: Scores = (None, None, None)


class _Digits(dict[float | None, str]):
    """Numbers with all their digits; most are seen again and again, and writing them is slow."""

    def __missing__(self, value: float | None) -> str:
        """Write a number that is new, or nothing for None."""
        if len(self) >= MOST_KNOWN:
            self.clear()
        self[value] = digits = "" if value is None else repr(value)
        return digits


class _About(NamedTuple):
    """The cells of a prediction, made once for all of its forecasts."""

    number: str
    statement: str
    not_before: str | None
    deadline: str | None
    outcome: str
    happened_at: str
    resolved_at: str
    source_url: str
    quote: str
    tags: str
    condition: str


class Person(NamedTuple):
    """The cells of a forecaster."""

    name: str
    number: str
    kind: str


def forecast_rows(
    session: Session, scope: Scope, *, stated: bool = True, implied: bool = True
) -> Iterator[Row]:
    """Yield the rows of forecasts.csv."""
    people = people_of(session)
    for batch in batches(session, scope):
        kept = batch
        if not (stated and implied):
            kept = Batch(
                [s for s in batch.said if (s.basis in IMPLIED) == implied], batch.questions
            )
        yield from _forecast_rows(kept, people)


def _forecast_rows(batch: Batch, people: dict[int, Person]) -> Iterator[Row]:
    abouts = {number: _about(question) for number, question in batch.questions.items()}
    scores = scored(batch)
    numbers: dict[int, Scores] = {}
    if scores is not None:
        columns = (scores.brier.tolist(), scores.log_score.tolist(), scores.weight.tolist())
        ids = scores.forecast.tolist()
        if len(ids) == len(batch.said):
            yield from _joined(batch, abouts, people, zip(*columns, strict=True))
            return
        numbers = dict(zip(ids, zip(*columns, strict=True), strict=True))
    found = (numbers.get(said[0], NOTHING) for said in batch.said)
    yield from _joined(batch, abouts, people, found)


def _joined(
    batch: Batch,
    abouts: dict[int, _About],
    people: dict[int, Person],
    scores: Iterator[Scores],
) -> Iterator[Row]:
    # The longest loop of an export: whatever is spared here is spared a million times.
    digits = _Digits()
    for said, (brier, log_score, weight) in zip(batch.said, scores, strict=False):
        _, number, who, made_at, p, low, high, basis, _ = said
        about, person = abouts[number], people[who]
        yield (
            about[0],
            about[1],
            person[0],
            basis,
            digits[p],
            digits[low],
            digits[high],
            f"{made_at[:10]}T{made_at[11:19] if made_at[19:] == '.000000' else made_at[11:]}Z",
            about[2],
            about[3],
            about[4],
            about[5],
            about[6],
            digits[brier],
            digits[log_score],
            digits[weight],
            about[7],
            about[8],
            about[9],
            about[10],
            person[1],
            person[2],
        )


def score_rows(session: Session, scope: Scope) -> Iterator[Row]:
    """Yield the rows of scores.csv: one per forecaster, scale and resolved prediction."""
    people = people_of(session)
    for batch in batches(session, scope):
        scores = scored(batch)
        if scores is None:
            continue
        found = results(scores)
        numbers = zip(
            found.prediction.tolist(),
            found.forecaster.tolist(),
            found.implied.tolist(),
            found.forecasts.tolist(),
            found.late.tolist(),
            found.first.tolist(),
            _or_nothing(found.last, found.forecasts > 0),
            _or_nothing(found.brier),
            _or_nothing(found.brier_last),
            _or_nothing(found.log_score),
            found.coverage.tolist(),
            strict=True,
        )
        for number, who, implied, count, late, first, last, brier, end, log, cover in numbers:
            about = _about(batch.questions[number])
            yield (
                about.number,
                about.statement,
                people[who].name,
                people[who].kind,
                "implied" if implied else "stated",
                count,
                late,
                first,
                last,
                about.outcome,
                about.happened_at,
                about.resolved_at,
                brier,
                end,
                log,
                cover,
                about.condition,
                people[who].number,
            )


def resolution_rows(session: Session, scope: Scope) -> Iterator[Row]:
    """Yield the rows of resolutions.csv: every version, the corrections too."""
    for ended in endings(session, scope):
        yield (
            str(ended.prediction_id),
            ended.version,
            "yes" if ended.standing else "no",
            _cell(ended.statement),
            _ended(ended),
            ended.not_before,
            ended.deadline,
            _moment(ended.happened_at),
            _moment(ended.resolved_at),
            _cell(ended.resolved_by),
            _cell(ended.note),
            _cell(ended.source_url),
            _cell(ended.quote),
            _tags(ended),
            _cell(ended.condition),
            ";".join(map(str, ended.evidence_ids)),
        )


def _about(question: Question) -> _About:
    return _About(
        str(question.prediction_id),
        _cell(question.statement),
        question.not_before,
        question.deadline,
        str(State.WITHDRAWN)
        if question.status == State.WITHDRAWN
        else _outcome(question.verdict, question.value),
        _moment(question.happened_at),
        _moment(question.resolved_at),
        _cell(question.source_url),
        _cell(question.quote),
        _tags(question),
        _cell(question.condition),
    )


def people_of(session: Session) -> dict[int, Person]:
    """Return every forecaster, as cells hold them."""
    return {
        number: Person(neutralise(name), str(number), kind.value)
        for number, (name, kind) in forecasters(session).items()
    }


def _ended(ended: Ended) -> str:
    if ended.verdict != Verdict.VALUE.value or ended.value is None:
        return _outcome(ended.verdict, ended.value)
    options = tuple(json.loads(ended.options)) if ended.options else ()
    never = date.fromisoformat(ended.deadline).toordinal() + 1 if ended.deadline else None
    return neutralise(str(plain_value(Kind(ended.kind), options, never, ended.value)))


def _outcome(verdict: str | None, value: float | None) -> str:
    if verdict == "partial":
        return repr(value)
    return verdict or ""


def _cell(text: str | None) -> str:
    return neutralise(text) if text else ""


def _moment(text: str | None) -> str:
    if not text:
        return ""
    return f"{text[:10]}T{text[11:19] if text.endswith('.000000') else text[11:]}Z"


def _tags(about: Question | Ended) -> str:
    return _cell(";".join(about.tags))


def _or_nothing(values: Floats, there: Bools | None = None) -> list[float | None]:
    known = ~np.isnan(values) if there is None else there
    return [v if k else None for v, k in zip(values.tolist(), known.tolist(), strict=True)]
