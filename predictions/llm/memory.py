"""What a model answered before: a reading that was interrupted is paid for once."""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Protocol

from predictions.llm.endpoint import Endpoint
from predictions.llm.question import messages
from predictions.llm.replies import Said

Recall = Callable[[str], Said | None]


class Memory(Protocol):
    """Where answers are kept, under the names of their questions."""

    def recall(self, name: str) -> Said | None:
        """Return what was said to the question of that name; None for nothing."""

    def keep(self, name: str, said: Said) -> None:
        """Keep what was said to it."""


class Forgetful:
    """Keeps nothing."""

    def recall(self, name: str) -> Said | None:  # noqa: ARG002 (the protocol's)
        """Return nothing."""
        return None

    def keep(self, name: str, said: Said) -> None:
        """Keep nothing."""


def name_of(endpoint: Endpoint, about: Mapping[str, str], words: str) -> str:
    """Return the name of a question: the same for the same model, document, words and instructions."""
    asked = [endpoint.url, endpoint.model, messages(words, dict(about))]
    return sha256(json.dumps(asked).encode()).hexdigest()
