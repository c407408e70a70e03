"""Conversations in whatever file they come: who wrote what, and when, as one text of messages.

`conversation` reads a text that is data, mail, a forum or a chat; the readers of files write the same messages.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from predictions.reading.talk.signs import dated_lines, has_arrows, may_be_data, may_be_letters

if TYPE_CHECKING:
    from predictions.reading.talk.transcript import Talk

__all__ = ["conversation"]

_FEWEST = 2


def conversation(text: str) -> "Talk | None":
    """The messages of a text that is a thread, with the way back to their places in it; None for any other text."""
    return next((talk for talk in _read(text) if talk and talk.messages), None)


def _read(text: str) -> "Iterator[Talk | None]":
    """What each form makes of a text that may be of it, the surest first."""
    if text.startswith("---") or may_be_data(text):
        from predictions.reading.talk.data import in_front_matter, whole  # noqa: PLC0415

        yield in_front_matter(text) if text.startswith("---") else whole(text)
    if may_be_letters(text):
        from predictions.reading.talk.letters import letters  # noqa: PLC0415

        yield letters(text)
    if len(dated_lines(text)) >= _FEWEST:
        from predictions.reading.talk.pasted import pasted  # noqa: PLC0415

        yield pasted(text)
    from predictions.reading.talk.spoken import behind_arrows, below_names  # noqa: PLC0415

    if has_arrows(text):
        yield behind_arrows(text)
    yield below_names(text)
