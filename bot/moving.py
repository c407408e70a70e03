"""Moving in: a table of forecasts made elsewhere becomes predictions, forecasts and resolutions.

What is known from before is left as it is, so that the next export of the same record adds only what
is new in it. Runs in the caller's transaction.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from predictions.interchange.moving import Moved
from predictions.model import Evidence, Forecast, Forecaster, ForecasterKind, Prediction, State
from predictions.outcomes import Outcome, Verdict
from predictions.tags import tags_of
from predictions.times import Window
from storage import comparing, gathering, recording, resolving, standing
from storage.comparing import Claim, Saying
from storage.ledger import Session

WHY = "its outcome was taken over with it"


@dataclass(slots=True)
class Taken:
    """What was added, and what bears saying about it."""

    predictions: int = 0
    forecasts: int = 0
    known: int = 0  # forecasts that were there
    people: set[int] = field(default_factory=set)  # their numbers
    outcomes: Counter[str] = field(default_factory=Counter)
    undated: int = 0  # forecasts that count as made now
    differing: list[int] = field(default_factory=list)  # predictions that ended otherwise here
    disagreeing: int = 0  # predictions whose rows do not agree on how they ended


def take(
    session: Session,
    moved: Sequence[Moved],
    *,
    origin: str,
    me: str,
    tags: tuple[str, ...],
    now: datetime,
    time_zone: str,
    done: Callable[[float], None],
    mine: str | None = None,
) -> Taken:
    """Store what a file holds; forecasts of nobody named, or of `mine`, are of `me`, who also moves it in.

    `done` is told how many rows were stored since it was told last.
    """
    mover = _Mover(
        session=session,
        origin=origin,
        me=me,
        mine=mine,
        tags=tags,
        now=now,
        time_zone=time_zone,
        done=done,
    )
    groups: defaultdict[Claim, list[Moved]] = defaultdict(list)
    for one in moved:
        claim = Claim(
            one.statement,
            one.condition,
            one.not_before,
            one.deadline,
            one.kind.value,
            json.dumps(one.options) if one.options else None,
        )
        groups[claim].append(one)
    there = comparing.claims(session, {claim.statement for claim in groups})
    known = comparing.said(session, [there[claim] for claim in groups if claim in there])
    said: list[Forecast] = []
    ended: list[tuple[int, Moved]] = []
    for claim, rows in groups.items():
        number = there.get(claim) or mover.predict(rows)
        said += mover.said(number, rows, known.get(number, set()))
        if last := mover.ending(number, rows):
            ended.append((number, last))
        done(len(rows) - (last is not None))
    recording.add_forecasts(session, said, at=now)
    mover.resolve(ended)
    return mover.taken


@dataclass(slots=True, kw_only=True)
class _Mover:
    """Stores the rows of one file."""

    session: Session
    origin: str
    me: str
    mine: str | None
    tags: tuple[str, ...]
    now: datetime
    time_zone: str
    done: Callable[[float], None]
    people: dict[tuple[str, ForecasterKind], Forecaster] = field(default_factory=dict)
    taken: Taken = field(default_factory=Taken)

    @property
    def mover(self) -> Forecaster:
        """Whoever moves in."""
        return self.person(self.me)

    def person(self, name: str, kind: ForecasterKind = ForecasterKind.PERSON) -> Forecaster:
        """Return the forecaster of that name and kind."""
        if (name, kind) not in self.people:
            found = recording.forecaster_named(self.session, name, kind)
            self.people[name, kind] = found
        return self.people[name, kind]

    def predict(self, rows: list[Moved]) -> int:
        """Store the prediction that rows are about."""
        first = rows[0]
        made = recording.add_prediction(
            self.session,
            Prediction(
                statement=first.statement,
                created_at=self.now,
                window=Window(first.not_before, first.deadline, self.time_zone),
                condition=first.condition,
                criteria=first.criteria,
                kind=first.kind,
                options=first.options,
                unit=first.unit,
                tags=tuple(dict.fromkeys((*first.tags, *tags_of(self.tags)))),
                created_by=self.mover.id,
            ),
        )
        self.taken.predictions += 1
        assert made.id is not None  # noqa: S101 (just stored)
        return made.id

    def said(self, number: int, rows: list[Moved], known: set[Saying]) -> list[Forecast]:
        """Return the forecasts of rows that are not there yet, in the order in which they were made."""
        found = []
        for row in rows:
            if row.belief is None:
                continue
            kind = ForecasterKind.AUTHOR if row.by_author else ForecasterKind.PERSON
            name = None if row.forecaster == self.mine else row.forecaster
            who = self.person(name, kind) if name else self.mover
            assert who.id is not None  # noqa: S101 (from the ledger)
            at = row.made_at or self.now
            same = (who.id, at, comparing.number_or_data(row.belief))
            if same in known or (row.made_at is None and _repeats(same, known)):
                self.taken.known += 1
                continue
            known.add(same)
            self.taken.people.add(who.id)
            self.taken.undated += row.made_at is None
            found.append(
                Forecast(prediction_id=number, forecaster_id=who.id, belief=row.belief, made_at=at)
            )
        self.taken.forecasts += len(found)
        return sorted(found, key=lambda each: each.made_at)

    def ending(self, number: int, rows: list[Moved]) -> Moved | None:
        """Return the row that says how a prediction ended, where that is news here."""
        telling = [row for row in rows if row.outcome is not None]
        if not telling:
            return None
        if any(row.outcome != telling[0].outcome for row in telling):
            self.taken.disagreeing += 1
            return None
        ended = standing.latest(self.session, number)
        if ended is None or ended.state is State.OPEN:  # taken back
            return telling[-1]
        if ended.outcome != telling[-1].outcome:
            self.taken.differing.append(number)
        return None

    def resolve(self, ended: list[tuple[int, Moved]]) -> None:
        """Record how predictions ended, each with the row that says so as its evidence."""
        items = [self._evidence(row) for _, row in ended]
        added = gathering.add_evidence(self.session, items)
        numbers = {item.sha256: item.id for item in added}
        for (number, row), item in zip(ended, items, strict=True):
            evidence = numbers.get(item.sha256) or gathering.evidence_of(self.session, item.sha256)
            assert evidence is not None  # noqa: S101 (added, or there)
            assert row.outcome is not None  # noqa: S101 (chosen by it)
            gathering.match(self.session, evidence, number, relevance=1.0, why=WHY)
            there = f", where it was resolved {row.resolved_at:%Y-%m-%d}" if row.resolved_at else ""
            window = Window(row.not_before, row.deadline, self.time_zone)
            inside = row.happened_at if row.happened_at and window.holds(row.happened_at) else None
            resolving.resolve(
                self.session,
                number,
                row.outcome,
                now=self.now,
                decided_at=max(filter(None, (row.resolved_at, inside)), default=self.now),
                happened_at=inside,
                by=self.mover.id,
                note=f"Taken over from {self.origin}{there}.",
                evidence_ids=(evidence,),
            )
            self.taken.outcomes[_in_a_word(row.outcome)] += 1
            self.done(1)

    def _evidence(self, row: Moved) -> Evidence:
        return Evidence(
            source_id=None,
            url=row.url,
            title=f"{self.origin}: {row.ended or row.outcome} for “{row.statement}”",
            text=row.cells,
            seen_at=self.now,
            published_at=row.resolved_at,
        )


def _repeats(same: Saying, known: set[Saying]) -> bool:
    """Say whether somebody gave that number before, whenever that was."""
    return any((who, value) == (same[0], same[2]) for who, _, value in known)


def _in_a_word(outcome: Outcome) -> str:
    if outcome.verdict is Verdict.VALUE:
        return "with an option, a number or a day"
    return "yes or no" if outcome.scored else str(outcome)
