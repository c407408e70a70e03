"""Moving in: a table of forecasts made elsewhere becomes predictions, forecasts and resolutions.

What is known from before is left as it is, so that the next export of the same record adds only what
is new in it. Runs in the caller's transaction.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from predictions.interchange.moving import Moved
from predictions.model import Evidence, Forecast, Forecaster, Prediction, State
from predictions.outcomes import Outcome
from predictions.times import Window
from storage import comparing, dossier, gathering, recording, resolving
from storage.comparing import Claim, Saying
from storage.ledger import Session

WHY = "its outcome was taken over with it"


@dataclass(slots=True)
class Taken:
    """What was added, and what bears saying about it."""

    predictions: int = 0
    forecasts: int = 0
    known: int = 0  # forecasts that were there
    people: set[str] = field(default_factory=set)
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
) -> Taken:
    """Store what a file holds; forecasts of nobody named are of `me`, who also moves it in."""
    mover = _Mover(session=session, origin=origin, me=me, tags=tags, now=now, time_zone=time_zone)
    groups: defaultdict[Claim, list[Moved]] = defaultdict(list)
    for one in moved:
        groups[Claim(one.statement, one.condition, one.deadline)].append(one)
    there = comparing.claims(session, {claim.statement for claim in groups})
    known = comparing.said(session, [there[claim] for claim in groups if claim in there])
    said: list[Forecast] = []
    ended: list[tuple[int, list[Moved]]] = []
    for claim, rows in groups.items():
        number = there.get(claim) or mover.predict(rows)
        said += mover.said(number, rows, known.get(number, set()))
        ended.append((number, rows))
    recording.add_forecasts(session, said, at=now)
    for number, rows in ended:
        mover.resolve(number, rows)
    return mover.taken


@dataclass(slots=True, kw_only=True)
class _Mover:
    """Stores the rows of one file."""

    session: Session
    origin: str
    me: str
    tags: tuple[str, ...]
    now: datetime
    time_zone: str
    people: dict[str, Forecaster] = field(default_factory=dict)
    taken: Taken = field(default_factory=Taken)

    @property
    def mover(self) -> Forecaster:
        """Whoever moves in."""
        return self.person(self.me)

    def person(self, name: str) -> Forecaster:
        """Return the forecaster of that name."""
        if name not in self.people:
            self.people[name] = recording.forecaster_named(self.session, name)
        return self.people[name]

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
                tags=tuple(dict.fromkeys((*first.tags, *self.tags))),
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
            who = self.person(row.forecaster) if row.forecaster else self.mover
            assert who.id is not None  # noqa: S101 (from the ledger)
            at = row.made_at or self.now
            same = (who.id, at, row.belief.value)
            if same in known or (row.made_at is None and _repeats(same, known)):
                self.taken.known += 1
                continue
            known.add(same)
            self.taken.people.add(who.name)
            self.taken.undated += row.made_at is None
            found.append(
                Forecast(prediction_id=number, forecaster_id=who.id, belief=row.belief, made_at=at)
            )
        self.taken.forecasts += len(found)
        return sorted(found, key=lambda each: each.made_at)

    def resolve(self, number: int, rows: list[Moved]) -> None:
        """Record how a prediction ended, with the row that says so as its evidence."""
        telling = [row for row in rows if row.outcome is not None]
        if not telling:
            return
        row, outcome = telling[-1], telling[-1].outcome
        assert outcome is not None  # noqa: S101 (chosen by it)
        if any(other.outcome != outcome for other in telling):
            self.taken.disagreeing += 1
            return
        record = dossier.record(self.session, number, now=self.now)
        if record.state in (State.RESOLVED, State.ANNULLED):
            if record.resolutions[-1].outcome != outcome:
                self.taken.differing.append(number)
            return
        evidence = self._evidence(row, outcome)
        gathering.match(self.session, evidence, number, relevance=1.0, why=WHY)
        there = f", where it was resolved {row.resolved_at:%Y-%m-%d}" if row.resolved_at else ""
        happened = row.happened_at
        if happened and not record.prediction.window.holds(happened):
            happened = None
        resolving.resolve(
            self.session,
            number,
            outcome,
            now=self.now,
            decided_at=max(filter(None, (row.resolved_at, happened)), default=self.now),
            happened_at=happened,
            by=self.mover.id,
            note=f"Taken over from {self.origin}{there}.",
            evidence_ids=(evidence,),
        )
        self.taken.outcomes[_in_a_word(outcome)] += 1

    def _evidence(self, row: Moved, outcome: Outcome) -> int:
        item = Evidence(
            source_id=None,
            url=row.url,
            title=f"{self.origin}: {outcome} for “{row.statement}”",
            text=row.cells,
            seen_at=self.now,
            published_at=row.resolved_at,
        )
        added = gathering.add_evidence(self.session, [item])
        number = added[0].id if added else gathering.evidence_of(self.session, item.sha256)
        assert number is not None  # noqa: S101 (added, or there)
        return number


def _repeats(same: Saying, known: set[Saying]) -> bool:
    """Say whether somebody gave that number before, whenever that was."""
    return any((who, value) == (same[0], same[2]) for who, _, value in known)


def _in_a_word(outcome: Outcome) -> str:
    return "yes or no" if outcome.scored else str(outcome)
