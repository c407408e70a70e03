"""A text that is a conversation, in whatever form: its messages, and the way back to their places in it."""

from dataclasses import dataclass, field
from datetime import date

from predictions.reading.talk.message import Message, Piece, Scroll, Span


@dataclass(frozen=True, slots=True)
class Talk:
    """The messages of a text under the lines that name their authors, below what else stands there.

    `below` is true where they stand below the text of somebody who started it, as comments do.
    """

    messages: tuple[Message, ...]
    opening: tuple[Piece, ...] = ()
    title: str | None = None
    below: bool = False
    _scroll: Scroll = field(default_factory=Scroll)

    def __post_init__(self) -> None:
        self._scroll.put(self.opening)
        for message in self.messages:
            self._scroll.add(message)

    @property
    def text(self) -> str:
        """What is read of it."""
        return self._scroll.text

    @property
    def last_day(self) -> date | None:
        """The day of the last message."""
        return max((m.written for m in self.messages if m.written), default=None)

    @property
    def only_author(self) -> str | None:
        """Who wrote all of it."""
        authors = {message.author for message in self.messages}
        return authors.pop() if len(authors) == 1 else None

    def back(self, span: Span) -> Span:
        """Lead a span of what is read back to the text as it was."""
        return self._scroll.back(span)

    def written_at(self, place: int) -> date | None:
        """The day of the message whose words stand at a place of the text as it was."""
        for message in self.messages:
            known = [
                (piece.at, piece.at + len(piece.shown))
                for piece in message.pieces
                if piece.at is not None
            ]
            if known and known[0][0] <= place < known[-1][1]:
                return message.written
        return None
