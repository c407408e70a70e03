"""How an endpoint wants to be asked: found out from what it refuses, one step at a time."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from predictions.llm.endpoint import Endpoint
from predictions.llm.question import messages
from predictions.llm.schema import SCHEMA
from predictions.regexes import regex

_FEWEST = 1_000  # tokens: no answer is given less room
_TOO_LONG = regex(
    r"context.{0,12}(?:length|window|size|exceeded)|n_ctx"
    r"|(?:prompt|input|request|messages?).{0,20}too (?:long|large)"
    r"|too many (?:input )?tokens|reduce the length|maximum (?:prompt|input)"
    r"|exceeds? (?:the )?(?:available )?context",
    re.IGNORECASE,
)
# "This model supports at most 4096 completion tokens", "(3600 in the messages, 8000 in the completion)"
_TOO_MANY = regex(
    r"max_(?:completion_)?tokens\W.{0,60}(?:too large|at most|exceed|less than|maximum|<=)"
    r"|at most \d+ (?:completion|output) tokens|in the completion\b",
    re.IGNORECASE,
)
_FORMAT = regex(
    r"response.?format|json.?(?:schema|object|mode)|schema|grammar|guided|structured.?output",
    re.IGNORECASE,
)
_TOLD = (400, 413, 415, 422, 500, 501)  # statuses with which servers say what they do not take
# Not every server knows schemas, and some know no formats at all.
_FORMATS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("", {"response_format": {"type": "json_schema", "json_schema": {"name": "forecasts",
        "strict": True, "schema": SCHEMA}}}),
    ("it takes no JSON schema: asked for plain JSON", {"response_format": {"type": "json_object"}}),
    ("it takes no form for its answers: asked in words alone", {}),
)  # fmt: skip


class Manner:
    """What a question looks like to one endpoint, and what was learnt of it on the way."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.room = endpoint.answer_tokens
        self.notes: list[str] = []  # what people may want to know, once each
        self._endpoint = endpoint
        self._base = endpoint.url.rstrip("/")
        self._format = 0
        self._limit = "max_tokens"  # newer models ask for another name, and for no temperature
        self._tempered = True
        self._understood = False

    @property
    def address(self) -> str:
        """Where questions go."""
        done = self._base.endswith("/chat/completions")
        return self._base if done else f"{self._base}/chat/completions"

    def question(self, words: str, about: Mapping[str, str], *, again: bool) -> dict[str, Any]:
        """Return the body of a question; one that is put again asks for another answer than before."""
        question: dict[str, Any] = {
            "model": self._endpoint.model,
            self._limit: self.room,
            "messages": messages(words, dict(about)),
        }
        warmth = {"temperature": 0.3 if again else 0} if self._tempered else {}
        return question | _FORMATS[self._format][1] | warmth

    def understood(self) -> None:
        """Remember that a question was taken as it was put."""
        if not self._understood:
            self._understood = True
            if said := _FORMATS[self._format][0]:
                self.note(said)

    def note(self, said: str) -> None:
        """Keep what people may want to know."""
        if said not in self.notes:
            self.notes.append(said)

    def forget(self, said: str) -> None:
        """Take back what proved wrong."""
        if said in self.notes:
            self.notes.remove(said)

    def is_too_long(self, status: int, told: str) -> bool:
        """Return whether a refusal says that the question does not fit."""
        return status == 413 or (status in _TOLD and _TOO_LONG.search(told) is not None)

    def gives_way(self, status: int, told: str) -> bool:
        """Change what a refusal names, if it can be changed: endpoints differ in what they take."""
        if status in (404, 405):
            return self._goes_below()
        if status not in _TOLD:
            return False
        if self._sets_otherwise(told.lower()):
            return True
        if self.is_too_long(status, told):
            return False
        # Some say no more than "bad request"; what was taken before is not at fault.
        wordless = status in (400, 422, 501) and not self._understood
        return (wordless or _FORMAT.search(told) is not None) and self._plainer()

    def _sets_otherwise(self, said: str) -> bool:
        if "max_completion_tokens" in said and self._limit == "max_tokens":
            self._limit = "max_completion_tokens"
            return True
        if _TOO_MANY.search(said) and self.room > _FEWEST:
            self.room = max(self.room // 2, _FEWEST)
            return True
        if "temperature" in said and self._tempered:
            self._tempered = False
            return True
        return False

    def _plainer(self) -> bool:
        self._format = min(self._format + 1, len(_FORMATS))
        if self._format == len(_FORMATS):
            self._format = 0
            return False
        return True

    def _goes_below(self) -> bool:
        """Try the usual place below a bare address: http://localhost:11434 means its /v1."""
        if urlsplit(self._base).path or self._understood:
            return False
        self._base += "/v1"
        self.note(f"it answers below /v1: CALLEDIT_LLM_URL={self._base} saves the detour")
        return True
