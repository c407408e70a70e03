"""One door for every kind of document: check, tell the kind, decode, parse."""

from datetime import date

from predictions.reading.dates import find_date
from predictions.reading.decoding import decode
from predictions.reading.document import LARGEST, Parsed, ReadDocument, digest, unreadable
from predictions.reading.heads import read_head
from predictions.reading.kinds import Kind, charset_of, foreign, kind_of


def read(
    data: bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    url: str | None = None,
    largest: int = LARGEST,
) -> ReadDocument:
    """Return the document's text and what it says about itself.

    Plain text and Markdown keep every character of the decoded input, newlines included; a byte
    order mark is not a character. Other kinds become Markdown or paragraphs.

    Raises:
        UnreadableDocument: empty, too large, binary, wrongly encoded, or no text in it.
    """
    called = name or url
    _refuse(data, called, largest)
    kind = kind_of(data, name=name, media_type=media_type, url=url)
    parsed = _parse(data, kind, name=called, declared=charset_of(media_type))
    if not parsed.text or parsed.text.isspace():
        raise unreadable(called, "holds no text to read.")
    return ReadDocument(
        text=parsed.text,
        media_type=kind.value,
        sha256=digest(data),
        title=parsed.title,
        author=parsed.author,
        published=parsed.published or _date_in_address(called),
        notes=parsed.notes,
    )


def _date_in_address(address: str | None) -> date | None:
    """Return the date that blogs put into names: 2019-01-09-predictions.md, /2019/01/09/predictions."""
    return find_date(address[-120:]) if address else None


def _refuse(data: bytes, name: str | None, largest: int) -> None:
    if not data:
        raise unreadable(name, "is empty: there is nothing to read.")
    if len(data) > largest:
        size, most = len(data) / 1e6, largest / 1e6
        raise unreadable(
            name,
            f"is too large ({size:.0f} MB; the most is {most:.0f} MB): split it, or give the part that matters.",
        )
    if what := foreign(data):
        raise unreadable(name, f"is {what}, not text: save it as text, Markdown, HTML or PDF.")


def _parse(data: bytes, kind: Kind, *, name: str | None, declared: str | None) -> Parsed:
    text, note = decode(data, declared=declared, name=name)
    head = read_head(text, markdown=kind is Kind.MARKDOWN)
    return Parsed(
        text=text,
        title=head.title,
        author=head.author,
        published=head.published,
        notes=(note,) if note else (),
    )
