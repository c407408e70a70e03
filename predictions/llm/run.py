"""A document read by a language model, piece by piece: what has come is there whenever it stops."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from predictions.candidate import Candidate, Span
from predictions.errors import SourceError
from predictions.llm.asking import Asker
from predictions.llm.counting import Count
from predictions.llm.endpoint import Endpoint, Post, Sleep
from predictions.llm.memory import Forgetful, Memory
from predictions.llm.pieces import chunks
from predictions.llm.question import about_document
from predictions.llm.taking import REPEATED, Dropped

_HOPELESS = 3  # pieces without an answer in a row: no further is asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a model found: candidates in order, and all that was left out, with the reason."""

    candidates: tuple[Candidate, ...]
    dropped: tuple[Dropped, ...] = ()
    answered: tuple[
        Span, ...
    ] = ()  # the stretches for which it speaks: what it leaves out was read past
    count: Count = field(default_factory=Count)
    unread: int = 0  # pieces about which it was not asked any more
    stopped_by: str = ""  # why not
    notes: tuple[str, ...] = ()  # how the endpoint had to be asked

    @property
    def reasons(self) -> Mapping[str, int]:
        """How many were dropped, by reason."""
        reasons = [one.reason for one in self.dropped]
        return {reason: reasons.count(reason) for reason in dict.fromkeys(reasons)}

    def speaks_for(self, start: int, end: int) -> bool:
        """Return whether what it does not name in a stretch was read past: heard, and not only misread."""
        heard = any(first <= start and end <= last for first, last in self.answered)
        misread = (one.span for one in self.dropped if one.span and one.reason != REPEATED)
        return heard and not any(first < end and start < last for first, last in misread)


class Reading:
    """A document on its way through a model."""

    def __init__(
        self,
        text: str,
        endpoint: Endpoint,
        *,
        post: Post,
        sleep: Sleep,
        jitter: Callable[[], float] = lambda: 1.0,
        published: date | None = None,
        author: str | None = None,
        title: str | None = None,
        memory: Memory | None = None,
    ) -> None:
        """Prepare to read.

        Args:
            text: the document as CalledIt shows it.
            endpoint: whom to ask.
            post: sends JSON to an address with headers, gives status and body; network faults as
                `SourceError` are tried again, `TookTooLong` in smaller pieces.
            sleep: waits.
            jitter: a factor for each wait, so that many askers do not come back at once.
            published: the day from which relative times count.
            author: whose forecasts these are where the text names nobody else.
            title: the document's title.
            memory: what was answered before, which is not asked again.
        """
        about = about_document(published, author, title)
        self._asker = Asker(
            endpoint,
            post,
            sleep,
            jitter,
            about=about,
            author=author,
            memory=Forgetful() if memory is None else memory,
        )
        self._text, self._model = text, endpoint.model
        self._pieces = chunks(text, size=endpoint.chunk, overlap=endpoint.overlap)
        self._done = 0
        self._stopped_by = ""
        self._candidates: list[Candidate] = []
        self._dropped: list[Dropped] = []
        self._answered: list[Span] = []

    async def go(self, on_piece: Callable[[int, int], None] | None = None) -> None:
        """Ask about one piece after the other; `on_piece` is told how many are done, and of how many.

        Raises:
            SourceError: the endpoint refuses, or nothing got a usable answer.
        """
        count, silent = self._asker.count, 0
        for number, piece in enumerate(self._pieces, start=1):
            if silent >= _HOPELESS:
                # Waiting in vain for each of a long document's pieces can take days.
                self._stopped_by = f"{silent} in a row had no answer: {self._asker.last_problem}"
                return
            answered = count.answered
            try:
                async for heard in self._asker.about(self._text, piece):
                    self._candidates += heard.taken.candidates
                    self._dropped += heard.taken.dropped
                    if heard.read_to > heard.start:
                        self._answered.append((heard.start, heard.read_to))
            except SourceError as refusal:
                if not count.answered:
                    raise
                self._stopped_by = str(refusal)
                return
            self._done = number
            silent = 0 if count.answered > answered else silent + 1
            if on_piece:
                on_piece(number, len(self._pieces))
            if count.unanswered >= _HOPELESS and not count.answered:
                break
        if count.unanswered and not count.answered:
            raise SourceError(f"{self._model} gave no usable answer: {self._asker.last_problem}")

    def found(self, stopped_by: str = "") -> Found:
        """Return what has come so far."""
        candidates = tuple(self._apart())
        repeated = len(self._candidates) - len(candidates)
        return Found(
            candidates=candidates,
            dropped=(*self._dropped, *[Dropped(REPEATED)] * repeated),
            answered=tuple(self._answered),
            count=self._asker.count,
            unread=len(self._pieces) - self._done,
            stopped_by=stopped_by or self._stopped_by,
            notes=tuple(self._asker.manner.notes),
        )

    def _apart(self) -> Iterator[Candidate]:
        """Yield candidates in order, those that say the same of mostly the same words only once."""
        last: Candidate | None = None
        for candidate in sorted(self._candidates, key=lambda one: (one.start, one.end)):
            if last is not None and _same(last, candidate):
                continue
            last = candidate
            yield candidate


def _same(one: Candidate, other: Candidate) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > max(len(one.quote), len(other.quote))
