"""One door for every kind of document: check, tell the kind, decode, parse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from predictions.errors import LimitExceeded, UnreadableDocument
from predictions.reading.chats import parse_messages
from predictions.reading.confined import (
    parse_archive,
    parse_docx,
    parse_epub,
    parse_export,
    parse_html,
    parse_messages_of,
    parse_odt,
    parse_pdf,
)
from predictions.reading.dates import find_date
from predictions.reading.decoding import decode
from predictions.reading.document import LARGEST, Parsed, ReadDocument, digest, unreadable
from predictions.reading.heads import read_head
from predictions.reading.kinds import (
    DATA,
    Kind,
    charset_of,
    declared_in_page,
    foreign,
    is_archive,
    kind_of,
    zipped,
)
from predictions.reading.logs import is_log
from predictions.reading.subtitles import parse_subtitles
from predictions.reading.talk.signs import may_be_letters

if TYPE_CHECKING:
    from predictions.sandbox.pool import Sandbox

_A_LOG = (
    "is a log that a program wrote, in which nobody forecasts: "
    "give the lines that matter in a file of their own."
)

_A_PART = "breaks off in the middle, or was changed by hand: export it again."

# What is no text of characters, and what reads it.
_WHOLE = {
    Kind.PDF: parse_pdf,
    Kind.EPUB: parse_epub,
    Kind.DOCX: parse_docx,
    Kind.ODT: parse_odt,
    Kind.EXPORT: parse_export,
}


def read(
    data: bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    url: str | None = None,
    largest: int = LARGEST,
    sandbox: "Sandbox | None" = None,
) -> ReadDocument:
    """Return the document's text and what it says about itself.

    Plain text and Markdown keep every character of the decoded input, newlines included; a byte
    order mark is not a character. Other kinds become Markdown or paragraphs.

    Args:
        data: the bytes as they came.
        name: what the document is called; its suffix tells the kind.
        media_type: what a server called it, with or without a charset.
        url: where it came from.
        largest: bytes beyond which a document is refused unread.
        sandbox: warm workers for HTML and PDF; without, each such document gets its own process.

    Raises:
        UnreadableDocument: empty, too large, binary, wrongly encoded, or no text in it.
    """
    called = name or url
    _refuse(data, called, largest)
    kind = kind_of(data, name=name, media_type=media_type, url=url)
    kind, parsed = _parse(data, kind, called, charset_of(media_type), sandbox)
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


def _refuse(data: bytes, name: str | None, largest: int) -> None:
    if not data:
        raise unreadable(name, "is empty: there is nothing to read.")
    if len(data) > largest:
        most = f"{largest / 1e6:.0f} MB"
        raise unreadable(name, f"is larger than {most}: split it, or give the part that matters.")
    if what := foreign(data):
        raise unreadable(name, f"is {what}, not text: save it as text, Markdown, HTML or PDF.")


def _date_in_address(address: str | None) -> date | None:
    """Return the date that blogs put into names: 2019-01-09-predictions.md, /2019/01/09/predictions."""
    return find_date(address[-120:]) if address else None


def _parse(
    data: bytes, kind: Kind, name: str | None, declared: str | None, sandbox: "Sandbox | None"
) -> tuple[Kind, Parsed]:
    parse = parse_export if kind is Kind.TEXT and zipped(data) else _WHOLE.get(kind)
    if parse:
        return kind, _confined(parse, data, name, sandbox)
    if kind is Kind.MAIL:
        kind, parsed = _mail(data, name, sandbox)
        if parsed.text:
            return kind, parsed
    if kind in (Kind.HTML, Kind.XML):
        declared = declared or declared_in_page(data)
    text, note = decode(data, declared=declared, name=name)
    notes = (note,) if note else ()
    if kind is Kind.HTML:
        return kind, _confined(parse_html, text.encode(), name, sandbox, notes)
    if kind is Kind.JSON and (messages := parse_messages(text)):
        return kind, messages
    if kind in DATA:
        parsed = _data(text, kind, name, sandbox, notes)
        if parsed.text:
            return kind, parsed
        kind = Kind.TEXT
    if kind is Kind.TEXT and is_log(text):
        raise unreadable(name, _A_LOG)
    return _characters(text, kind, notes)


def _mail(data: bytes, name: str | None, sandbox: "Sandbox | None") -> tuple[Kind, Parsed]:
    """Read mail, or what a browser saved in its form; each part says how it is encoded."""
    if is_archive(data):
        return Kind.HTML, _confined(parse_archive, data, name, sandbox)
    return Kind.MAIL, _confined(parse_messages_of, b"mail\n" + data, name, sandbox)


def _data(
    text: str, kind: Kind, name: str | None, sandbox: "Sandbox | None", notes: tuple[str, ...]
) -> Parsed:
    """Read the messages of data, if it holds any."""
    if kind in (Kind.JSON, Kind.CSV):
        from predictions.reading.talk.data import parse_data  # noqa: PLC0415 - for data only
        from predictions.reading.talk.sources import is_cut  # noqa: PLC0415 - for data only

        found = parse_data(text, kind.name.lower())
        if found is None and kind is Kind.JSON and is_cut(text):
            raise unreadable(name, _A_PART)
        return replace(found, notes=(*notes, *found.notes)) if found else Parsed(text="")
    body = f"{kind.name.lower()}\n{text}".encode("utf-8", errors="replace")
    return _confined(parse_messages_of, body, name, sandbox, notes)


def _characters(text: str, kind: Kind, notes: tuple[str, ...]) -> tuple[Kind, Parsed]:
    """Read what needs no sandbox: our own code does no more than one pass over the characters."""
    if kind in (Kind.VTT, Kind.SRT):
        said = parse_subtitles(text)
        return kind, Parsed(text=said.text, title=said.title, notes=notes)
    head = read_head(text, markdown=kind is Kind.MARKDOWN)
    author = head.author
    if author and may_be_letters(text):
        from predictions.reading.talk.letters import letters  # noqa: PLC0415 - for letters only

        # Whoever sent the first of several letters did not write the others.
        author = talk.only_author if (talk := letters(text)) else author
    return kind, Parsed(
        text=text, title=head.title, author=author, published=head.published, notes=notes
    )


def _confined(
    parse: Callable[[bytes], dict[str, Any]],
    body: bytes,
    name: str | None,
    sandbox: "Sandbox | None",
    notes: tuple[str, ...] = (),
) -> Parsed:
    """Run a parser of other people's making where it can do no harm."""
    try:
        found = sandbox.run(parse, body) if sandbox else _alone(parse, body)
    except LimitExceeded as error:
        raise unreadable(
            name, f"{error}: save it as plain text, or give the part that matters."
        ) from None
    except UnreadableDocument as error:
        raise unreadable(name, f"{_said(error)}") from None
    published = found.get("published")
    return Parsed(
        text=found["text"],
        title=found.get("title"),
        author=found.get("author"),
        published=date.fromisoformat(published) if published else None,
        notes=(*notes, *found.get("notes", ())),
    )


def _alone(parse: Callable[[bytes], dict[str, Any]], body: bytes) -> dict[str, Any]:
    from predictions.sandbox.pool import run_limited  # noqa: PLC0415 - plain text needs no asyncio
    from predictions.sandbox.process import Limits  # noqa: PLC0415 - plain text needs no asyncio

    # A long book takes some seconds; a page made to hurt takes all that it can get.
    limits = Limits(cpu_seconds=20, wall_seconds=60, memory_bytes=1024 * 1024 * 1024)
    found: dict[str, Any] = run_limited(parse, body, limits=limits)
    return found


def _said(error: UnreadableDocument) -> str:
    """Return our own words as they are; a parser's own error says nothing to a person."""
    words = str(error)
    ours = words.startswith(("holds ", "is ", "shows ", "took "))
    return words if ours else f"cannot be read ({words[:120]}): save it as plain text."
