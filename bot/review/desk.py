"""The reviewer's desk: one candidate lies on it, decisions are stored at once and can be undone."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from bot import accepting
from bot.accepting import Accepted
from bot.app import App
from bot.render.words import percent
from bot.review.likeness import Known, author_of
from predictions import changes
from predictions.errors import InvalidValue
from predictions.model import Document
from predictions.saying import in_words
from storage import authors, dossier, resolving, reviewing
from storage.authors import Standing
from storage.ledger import Session
from storage.reviewing import Waiting

MOST = 10_000  # candidates on the desk at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a person sees of the candidate on the desk."""

    waiting: Waiting
    document: Document
    number: int
    total: int
    of_document: tuple[int, int]  # which of how many that wait of the same document
    alike: tuple[Standing, ...]  # what the author's earlier predictions say of the same
    replaced: int | None  # the prediction that the forecast became which this one replaces
    with_outcome: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """A decision that can be taken back."""

    what: str
    candidate_id: int  # where the review goes on once it is taken back
    undo: Callable[[Session], None]
    decides: int = 1  # candidates; a correction decides about none


class Desk:
    """Holds the queue and the place in it; each decision is one transaction."""

    def __init__(
        self,
        app: App,
        *,
        tags: tuple[str, ...] = (),
        writer: str | None = None,
        most: int | None = None,
        document_id: int | None = None,
    ) -> None:
        """Take the first `most` of the queue; any other is fetched when it is put on the desk.

        `writer`: who forecasts here and wrote the documents, so that their own claims are theirs.
        `document_id`: the only document whose candidates are wanted.
        """
        self._app = app
        self._tags = tags
        self._writer = writer
        self._steps: list[_Step] = []
        self._documents: dict[int, Document] = {}
        self._known: dict[str, Known] = {}  # by author, until the ledger changes
        self._no_outcome: set[int] = set()
        self._named: dict[int, str] = {}  # by document
        self._place = 0
        self._shared: Session | None = None
        self._document_id = document_id
        with app.ledger.read() as session:
            self._waiting = [] if most == 0 else self._queue(session, most or MOST)

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Waiting]:
        return iter(self._waiting)

    @property
    def current(self) -> Waiting:
        """The candidate on the desk."""
        return self._waiting[self._place]

    @property
    def decided(self) -> int:
        """How many candidates were decided in this session."""
        return sum(step.decides for step in self._steps)

    @property
    def named(self) -> str:
        """Whom a person named last as the author of something in this document; else empty."""
        return self._named.get(self.current.document_id, "")

    def look(self) -> Seen:
        """Return what is to be seen of the candidate on the desk."""
        waiting = self.current
        with self._reading() as session:
            document = self._document(session, waiting)
            replaced = None
            if waiting.data.get("supersedes"):
                start, end = waiting.data["supersedes"]
                _, replaced = reviewing.became(session, waiting.document_id, start, end)
            same = self._theirs(session, document, waiting).alike(
                waiting.data, on=document.published or self._app.today
            )
        return Seen(
            waiting=waiting,
            document=document,
            number=self._place + 1,
            total=len(self),
            of_document=self._within_document(),
            alike=same,
            replaced=replaced,
            with_outcome=waiting.id not in self._no_outcome,
        )

    def step(self, by: int) -> None:
        """Go on or back; the end leads to the beginning."""
        self._place = (self._place + by) % len(self)

    def step_document(self, by: int) -> None:
        """Go to the first candidate of the next document, or of the one before."""
        starts = [
            place
            for place, each in enumerate(self._waiting)
            if place == 0 or each.document_id != self._waiting[place - 1].document_id
        ]
        here = sum(start <= self._place for start in starts) - 1
        self._place = starts[(here + by) % len(starts)]

    def catch_up(self) -> None:
        """Leave out what others have decided meanwhile, as far as it comes next; see what they changed."""
        with self._reading() as session:
            while self._waiting:
                now = reviewing.of_number(session, self.current.id)
                if now is not None:
                    self._waiting[self._place] = now
                    return
                self._gone()

    def put(self, candidate_id: int) -> None:
        """Put the candidate of that number on the desk.

        Raises:
            InvalidValue: it does not wait.
        """
        for place, each in enumerate(self._waiting):
            if each.id == candidate_id:
                self._place = place
                return
        with self._reading() as session:
            found = reviewing.of_number(session, candidate_id)
        if found is not None:
            self._waiting.append(found)
            self._place = len(self._waiting) - 1
            return
        raise InvalidValue("id", f"no candidate waits for review with number {candidate_id}")

    def accept(self, *, tags: tuple[str, ...] = ()) -> str:
        """Make a prediction of the candidate."""
        waiting = self.current
        with self._deciding(waiting) as session:
            made = accepting.accept(
                session,
                waiting,
                now=self._app.now(),
                time_zone=self._app.time_zone,
                tags=(*self._tags, *tags),
                outcome=waiting.id not in self._no_outcome,
                writer=self._writer,
            )
        number = made.prediction.id or 0

        def undo(session: Session) -> None:
            resolving.withdraw(session, number, now=self._app.now())
            reviewing.restored(session, waiting, now=self._app.now(), decided="accepted")

        self._done(_Step(f"prediction {number} is withdrawn", waiting.id, undo))
        said = f"Prediction {number}: {in_words(made.prediction)}"
        if made.forecast is None:
            said += f" ({_why_no_forecast(made, waiting)})"
        if made.proposal is not None:
            said += (
                f"\nIts outcome is proposed, not decided: calledit resolve {number} confirms it."
            )
        return said

    def join(self, prediction_id: int | None = None) -> str:
        """Take the candidate as a newer forecast on a prediction that is there already.

        Raises:
            InvalidValue, NotFound, Refused: none says the same, or it takes no forecast.
        """
        seen = self.look()
        wanted = prediction_id or seen.replaced or (seen.alike[0].id if seen.alike else None)
        if wanted is None:
            raise InvalidValue("join", "no prediction by this author says the same")
        with self._deciding(seen.waiting) as session:
            made = accepting.join(
                session, seen.waiting, wanted, now=self._app.now(), writer=self._writer
            )
        assert made.forecast is not None  # noqa: S101 (join always makes one)
        self._gone()
        # What is appended stays: taking it back would rewrite the author's record.
        self._steps.append(_Step("", seen.waiting.id, _stays))
        return f"A newer forecast on prediction {wanted}: {in_words(made.prediction)}"

    def discard(self) -> str:
        """Keep nothing of the candidate."""
        waiting = self.current
        with self._deciding(waiting) as session:
            reviewing.discarded(session, waiting.id, now=self._app.now())
        undo = self._back(waiting, "discarded")
        self._done(_Step(f"{_named(waiting)} waits again", waiting.id, undo))
        return f"Candidate {waiting.id} discarded."

    def discard_document(self) -> str:
        """Keep nothing more of the document: discard all of it that waits."""
        first = self.current
        theirs = [each for each in self._waiting if each.document_id == first.document_id]
        with self._deciding(*theirs) as session:
            for each in theirs:
                reviewing.discarded(session, each.id, now=self._app.now())
        self._place = sum(
            each.document_id != first.document_id for each in self._waiting[: self._place]
        )
        self._waiting = [each for each in self._waiting if each.document_id != first.document_id]
        self._place = min(self._place, max(len(self) - 1, 0))
        undos = [self._back(each, "discarded") for each in theirs]

        def undo(session: Session) -> None:
            for back in undos:
                back(session)

        count = len(theirs)
        self._steps.append(
            _Step(
                f"{_counted(count)} of the document wait{'s' if count == 1 else ''} again",
                first.id,
                undo,
                decides=count,
            )
        )
        return f"{_counted(count)} of the document discarded."

    def edit(self, written: Mapping[str, str]) -> str:
        """Keep what a person wrote; the candidate goes on waiting."""
        waiting = self.current
        data = changes.edited(waiting.data, written, today=self.today)
        if data == waiting.data:
            return "Nothing changed."
        with self._deciding(waiting) as session:
            changed = reviewing.edited(session, waiting.id, data, now=self._app.now())
        self._waiting[self._place] = changed
        if written.get("author"):
            self._named[waiting.document_id] = written["author"]

        def undo(session: Session) -> None:
            reviewing.unchanged(session, changed)
            reviewing.restored(session, waiting, now=self._app.now(), decided="waiting")

        self._steps.append(_Step(f"{_named(waiting)} is as it was", waiting.id, undo, decides=0))
        return f"Candidate {waiting.id} changed."

    def split(self, at: Sequence[int]) -> str:
        """Cut the candidate at those offsets of its quote."""
        waiting, place = self.current, self._place
        pieces = changes.parts(waiting.data, at)
        with self._deciding(waiting) as session:
            made = reviewing.split(session, waiting.id, pieces, now=self._app.now())
        self._waiting[place : place + 1] = made
        ids = [each.id for each in made]
        undo = self._back(waiting, "split", without=made)
        self._steps.append(_Step(f"{_named(waiting)} is whole again", waiting.id, undo))
        return f"Candidate {waiting.id} is now {len(made)}: {', '.join(map(str, ids))}."

    def merge(self, other_id: int | None = None) -> str:
        """Make one of the candidate and the next one of its document, or the one named."""
        kept, other = self.current, self._other(other_id)
        with self._deciding(kept, other) as session:
            text = self._document(session, kept).text
            data = changes.united(kept.data, other.data, text)
            now = self._app.now()
            made = reviewing.merged(session, other.id, into=kept.id, data=data, now=now)
        self._waiting = [
            made if each.id == kept.id else each for each in self._waiting if each.id != other.id
        ]
        self.put(kept.id)

        def undo(session: Session) -> None:
            reviewing.unchanged(session, made)
            reviewing.restored(session, kept, now=self._app.now(), decided="waiting")
            reviewing.restored(session, other, now=self._app.now(), decided="merged")

        self._steps.append(
            _Step(f"candidates {kept.id} and {other.id} are two again", kept.id, undo)
        )
        return f"Candidates {kept.id} and {other.id} are one."

    def turn_outcome(self) -> str:
        """Leave out what the document marks as the outcome, or take it in again.

        Raises:
            InvalidValue: it marks none.
        """
        recorded = self.current.data.get("recorded")
        if not recorded or not recorded["outcome"]:
            raise InvalidValue("outcome", "the document marks none")
        self._no_outcome ^= {self.current.id}
        out = self.current.id in self._no_outcome
        return f"The marked outcome is {'left out' if out else 'proposed when you accept'}."

    def undo(self) -> str:
        """Take the last decision of this session back.

        Raises:
            InvalidValue: there is none, or it cannot be taken back.
        """
        if not self._steps:
            raise InvalidValue("undo", "there is nothing to take back")
        last = self._steps[-1]
        with self._deciding() as session:
            last.undo(session)
            waiting = self._queue(session, MOST)
        self._waiting = waiting
        self._steps.pop()
        self._place = next(
            (place for place, each in enumerate(waiting) if each.id == last.candidate_id), 0
        )
        return f"Taken back: {last.what}."

    @property
    def today(self) -> date:
        """The day from which relative days count: that of the document, else this one."""
        with self._reading() as session:
            return self._document(session, self.current).published or self._app.today

    def _theirs(self, session: Session, document: Document, waiting: Waiting) -> Known:
        author = author_of(document, waiting.data) or ""
        if author not in self._known:
            self._known[author] = Known(authors.standing(session, author) if author else ())
        return self._known[author]

    def _document(self, session: Session, waiting: Waiting) -> Document:
        known = self._documents.get(waiting.document_id)
        if known is None:
            known = dossier.document(session, waiting.document_id)
            self._documents = {waiting.document_id: known}  # one at a time: documents can be large
        return known

    def _other(self, other_id: int | None) -> Waiting:
        kept = self.current
        if other_id is not None:
            found = next((each for each in self._waiting if each.id == other_id), None)
        else:
            rest = self._waiting[self._place + 1 :][:1]
            found = rest[0] if rest and rest[0].document_id == kept.document_id else None
        if found is None:
            raise InvalidValue("merge", "no candidate of this document follows")
        return found

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all decisions inside stand or fall together."""
        with self._app.ledger.write() as session:
            self._shared = session
            try:
                yield
            finally:
                self._shared = None

    @contextmanager
    def _deciding(self, *seen: Waiting) -> Iterator[Session]:
        """Open a transaction in which a decision falls about candidates that are still as they were seen.

        Raises:
            NotFound, Overtaken: somebody else was faster.
        """
        self._known.clear()
        if self._shared is not None:
            yield self._shared
            return
        with self._app.ledger.write() as session:
            for each in seen:
                reviewing.unchanged(session, each)
            yield session

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        if self._shared is not None:
            yield self._shared
            return
        with self._app.ledger.read() as session:
            yield session

    def _queue(self, session: Session, most: int) -> list[Waiting]:
        return reviewing.queue(session, limit=most, document_id=self._document_id)

    def _within_document(self) -> tuple[int, int]:
        numbers = [each.document_id for each in self._waiting]
        here = self.current.document_id
        return numbers[: self._place + 1].count(here), numbers.count(here)

    def _back(
        self, waiting: Waiting, decided: str, *, without: Sequence[Waiting] = ()
    ) -> Callable[[Session], None]:
        def undo(session: Session) -> None:
            reviewing.restored(
                session, waiting, now=self._app.now(), decided=decided, without=without
            )

        return undo

    def _done(self, step: _Step) -> None:
        self._steps.append(step)
        self._gone()

    def _gone(self) -> None:
        del self._waiting[self._place]
        self._place = min(self._place, max(len(self) - 1, 0))


def _why_no_forecast(made: Accepted, waiting: Waiting) -> str:
    number, value = made.prediction.id, waiting.data["probability"]
    if value is None:
        return f"no probability: calledit forecast {number} to give one"
    return f"nobody is named whose {percent(value)} it is, so that it is in nobody's record"


def _named(waiting: Waiting) -> str:
    return f"candidate {waiting.id}"


def _counted(number: int) -> str:
    return f"{number} candidate{'' if number == 1 else 's'}"


def _stays(_session: Session) -> None:
    raise InvalidValue(
        "undo", "forecasts are only ever added; correct the last one with: calledit forecast"
    )
