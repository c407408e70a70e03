"""Pieces of one document asked about: the attempts, the smaller pieces, and the count."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from predictions.errors import SourceError, TookTooLong
from predictions.llm.answers import Answer, understood
from predictions.llm.counting import Count, Window
from predictions.llm.endpoint import Endpoint, Post, Reply, Sleep
from predictions.llm.manner import Manner
from predictions.llm.memory import Memory, name_of
from predictions.llm.pieces import SMALLEST, Chunk, about_tokens, halves, rest_of
from predictions.llm.question import fixed_words
from predictions.llm.replies import Declined, Said, Unusable, error_in, read_reply, said_in
from predictions.llm.taking import Taken, take
from predictions.text import one_line

_TOO_OFTEN = 429
_PASSING = frozenset((408, 409, 425, _TOO_OFTEN))
_MINUTES_PART = 20.0  # seconds, asked for or not: three of them outlast a limit by the minute


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of an answer, and the stretch for which it speaks by what it leaves out, too."""

    taken: Taken
    start: int
    read_to: int


class Asker:
    """Asks about pieces of one document; keeps the count."""

    def __init__(
        self,
        endpoint: Endpoint,
        post: Post,
        sleep: Sleep,
        jitter: Callable[[], float],
        *,
        about: Mapping[str, str],
        author: str | None,
        memory: Memory,
    ) -> None:
        self.count = Count()
        self.last_problem = ""
        self.manner = Manner(endpoint)
        self._endpoint = endpoint
        self._post = post
        self._sleep = sleep
        self._jitter = jitter
        self._about = about
        self._author = author
        self._memory = memory
        self._largest = endpoint.chunk + endpoint.overlap  # shrinks where pieces prove too long
        self._window = Window()
        self._slow = 0  # questions in a row without an answer in time

    async def about(self, text: str, piece: Chunk) -> AsyncIterator[Heard]:
        """Yield what comes of a piece; where its answer does not fit, of the rest in smaller pieces."""
        waiting, left = [piece], self._endpoint.further + 1
        while waiting:
            part = waiting.pop()
            if len(part) > self._largest:
                waiting += reversed(halves(part, text))
                continue
            if not left:
                self._give_up(self.last_problem or "its answers were cut off")
                return
            left -= 1
            heard, rest = await self._part(text, part)
            waiting += reversed(rest)
            if heard:
                yield heard
            if self._slow >= self._endpoint.attempts:
                return

    async def _part(self, text: str, part: Chunk) -> tuple[Heard | None, list[Chunk]]:
        try:
            answer = await self._answer(text[part.start : part.end])
        except _TooMuch as problem:
            self._largest = max(5 * len(part) // 8 + 1, SMALLEST)  # a half with its lap
            if len(part) > SMALLEST and self._slow < self._endpoint.attempts:
                return None, halves(part, text)
            self._give_up(str(problem))
            return None, []
        except Unusable as problem:
            self._give_up(str(problem))
            return None, []
        taken = take(answer, text, part.start, part.end, author=self._author)
        if not answer.cut_off:
            self.count.answered += 1
            # A model that wrote what cannot be read did not read past it.
            return Heard(taken, part.start, part.start if answer.broken else part.end), []
        self.count.cut_off += 1
        rest = rest_of(part, text, taken.reached)
        if not rest:
            self._give_up("its answer was cut off")
        self.count.answered += bool(answer.items)
        return Heard(taken, part.start, taken.reached or part.start), rest

    def _give_up(self, problem: str) -> None:
        self.count.unanswered += 1
        self.last_problem = problem

    async def _answer(self, words: str) -> Answer:
        name = name_of(self._endpoint, self._about, words)
        if known := self._memory.recall(name):
            # One that an earlier version of the program took is of no use for now.
            with suppress(Unusable):
                answer = understood(known)
                self.count.remembered += 1
                return answer
        said, answer = await self._asked(words)
        self._memory.keep(name, said)
        return answer

    async def _asked(self, words: str) -> tuple[Said, Answer]:
        problem, asked, again = Unusable("it was not asked"), 0.0, False
        for attempt in range(self._endpoint.attempts):
            if attempt:
                await self._sleep(max(asked, self._wait(attempt)))
            asked = 0.0
            try:
                reply = await self._taken(words, again=again)
                again = True  # the same answer to the same words would be of no more use
                said = self._counted(read_reply(reply), words)
                return said, understood(said)
            except (_TooMuch, Declined):
                raise
            except _Later as later:
                problem, asked = later, later.seconds
                if asked > self._endpoint.patience:
                    raise Unusable(
                        f"{later}; it asks to come back in {asked:.0f} seconds"
                    ) from None
            except Unusable as unusable:
                problem = unusable
        raise problem

    def _wait(self, attempt: int) -> float:
        wait = self._endpoint.first_wait * 2.0 ** (attempt - 1)
        return min(wait, self._endpoint.longest_wait) * self._jitter()

    def _counted(self, said: Said, words: str) -> Said:
        count, asked = self.count, fixed_words() + words
        if said.input_tokens is None or said.output_tokens is None:
            count.guessed = True
        into, out = said.input_tokens, said.output_tokens
        count.input_tokens += about_tokens(asked) if into is None else into
        count.output_tokens += about_tokens(said.words) if out is None else out
        if said.price is not None:
            count.price = (count.price or 0.0) + said.price
        if into is not None and self._window.is_met(into, asked):
            self.manner.note(_short_window(into))
            raise _TooMuch(f"it read only {into} tokens of the question")
        if self._window.was_none is not None:
            self.manner.forget(_short_window(self._window.was_none))
        if said.cut_off and into and out and out < 0.9 * self.manner.room:
            self.manner.note(
                f"its window is full at {into + out} tokens: what it left out is asked for again ({_MORE})"
            )
        return said

    async def _taken(self, words: str, *, again: bool) -> bytes:
        """Return the body of a good reply, changing the question where it is refused for its form."""
        while True:
            reply = await self._sent(words, again=again)
            failed = error_in(reply.body) if reply.status == 200 else (reply.status, reply.body)
            if failed is None:
                self.manner.understood()
                return reply.body
            status, told = failed[0], self._told(failed[1])
            if self.manner.gives_way(status, told):
                continue
            if self.manner.is_too_long(status, told):
                self.manner.note(
                    f"its window is smaller than the pieces: asked in smaller ones ({_MORE})"
                )
                raise _TooMuch(f"takes no question as long as this: {told[:200]}")
            if status in _PASSING or status >= 500:
                pause = reply.retry_after or (_MINUTES_PART if status == _TOO_OFTEN else 0.0)
                raise _Later(f"answered {status} {said_in(told)[:200]}", pause)
            raise SourceError(_refusal(self._endpoint, status, said_in(told)[:200]))

    async def _sent(self, words: str, *, again: bool) -> Reply:
        self.count.questions += 1
        question = self.manner.question(words, self._about, again=again)
        key = self._endpoint.key
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            reply = await self._post(self.manner.address, question, headers)
        except TookTooLong as error:
            self._slow += 1
            self.manner.note(
                "it is slow: asked in smaller pieces (CALLEDIT_LLM_SECONDS gives it longer)"
            )
            raise _TooMuch(f"{error}: set CALLEDIT_LLM_SECONDS higher") from None
        except SourceError as error:
            raise Unusable(str(error)) from None
        self._slow = 0
        return reply

    def _told(self, body: bytes) -> str:
        """Return a refusal, without the key that some servers repeat."""
        words = one_line(body[:2000].decode("utf-8", "replace"))
        return words.replace(self._endpoint.key, "***") if self._endpoint.key else words


_MORE = (
    "Ollama: OLLAMA_CONTEXT_LENGTH, llama.cpp: --ctx-size, vLLM: --max-model-len; 16384 is enough"
)


def _short_window(tokens: int) -> str:
    return f"it reads no more than {tokens} tokens of a question: asked in smaller pieces ({_MORE})"


class _TooMuch(Unusable):
    """The question is too long for the endpoint, or the answer for the time that it has."""


class _Later(Unusable):
    """A refusal that passes, and after how many seconds, if the endpoint said it."""

    def __init__(self, said: str, seconds: float) -> None:
        super().__init__(said)
        self.seconds = seconds


def _refusal(endpoint: Endpoint, status: int, said: str) -> str:
    if status in (401, 403):
        return f"{endpoint.model} refused the key ({status}): check CALLEDIT_LLM_KEY."
    if 300 <= status < 400:
        return f"CALLEDIT_LLM_URL leads elsewhere ({status}), which is not followed: set the address itself."
    if status == 402:
        return f"{endpoint.model} wants to be paid first (402): {said}"
    if status == 404:
        return (
            "found no such model or address (404): check CALLEDIT_LLM_URL and CALLEDIT_LLM_MODEL."
            + (f" It says: {said}" if said else "")
        )
    return f"{endpoint.model} refused the question ({status}): {said}"
