"""What a reader hands on: the text that CalledIt shows, and what the bytes said about themselves."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from predictions.errors import InvalidValue, UnreadableDocument

# 50 MiB. A document beyond it is refused before a byte of it is decoded.
LARGEST = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A document as text; every quote is an offset into exactly this `text`.

    `media_type` is what the bytes were read as, `sha256` that of the original bytes, and `notes`
    tell a person what the reader had to decide ("decoded as windows-1252").

    Raises:
        InvalidValue: `text` holds nothing to read.
    """

    text: str
    media_type: str
    sha256: str
    title: str | None = None
    author: str | None = None
    published: date | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.text or self.text.isspace():
            raise InvalidValue("text", "is empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What one format's parser found; `read` makes the document of it."""

    text: str
    title: str | None = None
    author: str | None = None
    published: date | None = None
    notes: tuple[str, ...] = ()


def digest(data: bytes) -> str:
    """Return the SHA-256 of the original bytes, in hexadecimal."""
    return sha256(data).hexdigest()


def unreadable(name: str | None, problem: str) -> UnreadableDocument:
    """Return the one sentence for a person: which document, what is wrong, what to do."""
    return UnreadableDocument(f"{name or 'The document'} {problem}")
