"""One piece of a document asked about: the retries, and what is refused.

Network, time and chance are arguments.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from predictions.errors import SourceError
from predictions.llm.answers import SCHEMA, Answer, CutOff, Unusable, read_answer
from predictions.llm.pieces import Chunk, halves
from predictions.llm.question import messages
from predictions.text import one_line


class Reply(NamedTuple):
    """What an endpoint said."""

    status: int
    body: bytes
    retry_after: float | None = None  # seconds


Post = Callable[[str, Mapping[str, Any], Mapping[str, str]], Awaitable[Reply]]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """A model to ask, and how much at a time."""

    url: str  # the base, up to the version: https://host/v1
    model: str
    key: str | None = field(default=None, repr=False)
    # A forecast costs some 100 tokens to tell: a dense list of 8,000 characters holds about 6,000 of
    # them, prose 3,000. What does not fit is asked for again by halves, and paid for twice.
    chunk: int = 8_000  # characters of the document in one question
    overlap: int = 1_000  # of which this many are asked about twice, so that nothing is cut in two
    answer_tokens: int = 8_000
    attempts: int = 4
    first_wait: float = 1.0  # seconds before the second attempt; doubled before each further one
    longest_wait: float = 30.0  # where the endpoint does not say how long
    patience: float = 120.0  # seconds: a longer wait than this is not kept, the piece is given up


_SMALLEST = 1_000  # characters: a piece whose answer is cut off is not halved further
_TOO_LONG = re.compile(
    r"context.{0,12}(?:length|window|size|exceeded)|n_ctx|(?:prompt|input|request|messages?).{0,20}too (?:long|large)"
    r"|too many (?:input )?tokens|reduce the length|maximum (?:prompt|input)",
    re.IGNORECASE,
)
# "This model supports at most 4096 completion tokens", "(3600 in the messages, 8000 in the completion)"
_TOO_MANY = re.compile(
    r"max_(?:completion_)?tokens\W.{0,60}(?:too large|at most|exceed|less than|maximum|<=)"
    r"|at most \d+ (?:completion|output) tokens|in the completion\b",
    re.IGNORECASE,
)
_FEWEST = 1_000  # tokens: no answer is given less room
_PASSING = frozenset((408, 409, 425, 429))
# Not every server knows schemas, and some know no formats at all.
_FORMATS: tuple[dict[str, Any], ...] = (
    {"response_format": {"type": "json_schema", "json_schema": {"name": "forecasts", "strict": True, "schema": SCHEMA}}},
    {"response_format": {"type": "json_object"}},
    {},
)  # fmt: skip


class Asker:
    """Asks about pieces of one document; keeps the count."""

    def __init__(
        self,
        endpoint: Endpoint,
        post: Post,
        sleep: Sleep,
        jitter: Callable[[], float],
        about: dict[str, str],
    ) -> None:
        self.answered = 0
        self.unanswered = 0
        self.input_tokens = 0
        self.output_tokens = 0
        self.last_problem = ""
        self._endpoint = endpoint
        self._post = post
        self._sleep = sleep
        self._jitter = jitter
        self._about = about
        self._formats = iter(_FORMATS)
        self._format = next(self._formats)
        self._limit = "max_tokens"  # newer models ask for another name, and for no temperature
        self._room = endpoint.answer_tokens
        self._tempered = True

    async def about(self, text: str, piece: Chunk) -> list[tuple[int, int, Answer]]:
        """Return the answers about a piece; one whose answer was cut off is asked about by halves."""
        try:
            answer = await self._answer(text[piece.start : piece.end])
        except CutOff as problem:
            if piece.end - piece.start > _SMALLEST:
                return [each for half in halves(piece) for each in await self.about(text, half)]
            self.unanswered += 1
            self.last_problem = str(problem)
            return []
        except Unusable as problem:
            self.unanswered += 1
            self.last_problem = str(problem)
            return []
        self.answered += 1
        return [(piece.start, piece.end, answer)]

    async def _answer(self, words: str) -> Answer:
        problem, asked = Unusable("it was not asked"), 0.0
        for attempt in range(self._endpoint.attempts):
            if attempt:
                await self._sleep(max(asked, self._wait(attempt)))
            asked = 0.0
            try:
                return self._counted(read_answer(await self._body(words)), words)
            except CutOff:
                raise
            except _Later as later:
                problem, asked = later, later.seconds
                if asked > self._endpoint.patience:
                    break
            except Unusable as again:
                problem = again
        raise problem

    def _wait(self, attempt: int) -> float:
        wait = self._endpoint.first_wait * 2.0 ** (attempt - 1)
        return min(wait, self._endpoint.longest_wait) * self._jitter()

    def _counted(self, answer: Answer, words: str) -> Answer:
        self.input_tokens += answer.input_tokens
        self.output_tokens += answer.output_tokens
        if answer.cut_off and (len(words) > _SMALLEST or not answer.items):
            raise CutOff("its answer was cut off")
        return answer

    async def _body(self, words: str) -> bytes:
        """Return the body of a good reply, stepping down to a plainer format where one is refused."""
        while True:
            try:
                reply = await self._post(self._url(), self._question(words), self._headers())
            except SourceError as error:
                raise Unusable(str(error)) from None
            status, body, later = reply
            if status == 200:
                return body
            told = self._told(body)
            said = told[:200]
            if status in (400, 413, 422):
                if self._gives_way(told):
                    continue
                if _TOO_LONG.search(told) or status == 413:
                    raise CutOff(f"takes no question as long as this: {said}")
            if status in _PASSING or status >= 500:
                raise _Later(f"answered {status} {said}", later or 0.0)
            raise SourceError(_refusal(self._endpoint, status, said))

    def _url(self) -> str:
        base = self._endpoint.url.rstrip("/")
        return base if base.endswith("/chat/completions") else f"{base}/chat/completions"

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._endpoint.key}"} if self._endpoint.key else {}

    def _question(self, words: str) -> dict[str, Any]:
        question: dict[str, Any] = {
            "model": self._endpoint.model,
            self._limit: self._room,
            "messages": messages(words, self._about),
        }
        return question | self._format | ({"temperature": 0} if self._tempered else {})

    def _gives_way(self, said: str) -> bool:
        """Change what a refusal names: models differ in what they let a question set."""
        said = said.lower()
        if "max_completion_tokens" in said and self._limit == "max_tokens":
            self._limit = "max_completion_tokens"
            return True
        if _TOO_MANY.search(said) and self._room > _FEWEST:
            self._room = max(self._room // 2, _FEWEST)
            return True
        if "temperature" in said and self._tempered:
            self._tempered = False
            return True
        return _names_format(said) and self._plainer()

    def _plainer(self) -> bool:
        plainer = next(self._formats, None)
        if plainer is None:
            return False
        self._format = plainer
        return True

    def _told(self, body: bytes) -> str:
        """Return a refusal, without the key that some servers repeat."""
        words = one_line(body[:2000].decode("utf-8", "replace"))
        return words.replace(self._endpoint.key, "***") if self._endpoint.key else words


class _Later(Unusable):
    """A refusal that passes, and after how many seconds, if the endpoint said it."""

    def __init__(self, said: str, seconds: float) -> None:
        super().__init__(said)
        self.seconds = seconds


def _names_format(said: str) -> bool:
    return any(
        word in said.lower() for word in ("response_format", "json_schema", "json_object", "schema")
    )


def _refusal(endpoint: Endpoint, status: int, said: str) -> str:
    if status in (401, 403):
        return f"{endpoint.model} refused the key ({status}): check CALLEDIT_LLM_KEY."
    if status == 404:
        return (
            "found no such model or address (404): check CALLEDIT_LLM_URL and CALLEDIT_LLM_MODEL."
        )
    return f"{endpoint.model} refused the question ({status}): {said}"
