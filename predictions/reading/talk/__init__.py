"""Conversations in whatever file they come: who wrote what, and when, as one text of messages.

`conversation` reads a text that is data, mail, a forum or a chat; the readers of files write the same messages.
"""

from predictions.reading.talk.conversation import Talk
from predictions.reading.talk.data import in_front_matter, whole
from predictions.reading.talk.pasted import pasted
from predictions.reading.talk.spoken import behind_arrows, below_names

__all__ = ["Talk", "conversation"]


# The surest forms first.
_FORMS = (in_front_matter, whole, pasted, behind_arrows, below_names)


def conversation(text: str) -> Talk | None:
    """The messages of a text that is a thread, with the way back to their places in it; None for any other text."""
    found = (talk for form in _FORMS if (talk := form(text)) and talk.messages)
    return next(found, None)
