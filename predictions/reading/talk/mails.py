"""Mail: a message, or a box of them, as messages without signatures; what they quote stands behind ">"."""

import email
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message as Mail
from email.utils import parseaddr
from typing import Any

from predictions.reading.decoding import is_western
from predictions.reading.talk.fragments import shown
from predictions.reading.talk.letters import day_of, said
from predictions.reading.talk.message import Message, Piece
from predictions.regexes import regex
from predictions.text import clean, one_line

_FROM_LINE = re.compile(
    rb"^From [^\n]{3,200}\d{4}[^\n]{0,20}\r?\n(?=[A-Za-z][\w-]{0,60}:)", re.MULTILINE
)
_MOST = 500_000  # mails of one box
_REPLY = regex(r"^(?:(?:re|fwd?|aw)(?:\[\d+\])?: ?)+", re.IGNORECASE)


def parse_box(data: bytes) -> dict[str, Any] | None:
    """The messages of a mailbox or of one mail, and its subject; None where there are none."""
    starts = [match.start() for match in _FROM_LINE.finditer(data)][:_MOST]
    if starts:
        bounds = zip(starts, [*starts[1:], len(data)], strict=True)
        raw = [data[data.index(b"\n", start) + 1 : end] for start, end in bounds]
        raw = [data[: starts[0]], *raw]  # a mail cut out of its box may keep the line of the next
    else:
        raw = [data]
    mails = [email.message_from_bytes(one) for one in raw]
    found = [(message, mail) for mail in mails if (message := _message(mail))]
    if not found:
        return None
    subject = _REPLY.sub("", _header(found[0][1], "subject"))
    return {"messages": [message for message, _ in found], "title": subject or None}


def _message(mail: Mail) -> Message | None:
    name, address = parseaddr(_header(mail, "from"))
    words = "\n".join(_bodies(mail))
    text = "\n".join(line for _, line in said((None, line) for line in words.split("\n")))
    if not text.strip():
        return None
    author = one_line(name) or address.partition("@")[0] or None
    return Message(author, day_of(_header(mail, "date")), (Piece(shown(text, markup=False)),))


def _header(mail: Mail, name: str) -> str:
    raw = str(mail.get(name) or "")[:2000]
    try:
        return one_line(str(make_header(decode_header(raw))))
    except (ValueError, LookupError, MessageError):
        return one_line(raw)


def _bodies(mail: Mail) -> Iterator[str]:
    """The texts of a mail; a page only where it has no plain text, attachments never."""
    parts = [part for part in mail.walk() if not part.is_multipart()][:200]
    kept = [part for part in parts if part.get_content_disposition() != "attachment"]
    plain = [part for part in kept if part.get_content_type() == "text/plain"]
    for part in plain or [part for part in kept if part.get_content_type() == "text/html"]:
        raw = part.get_payload(decode=True)
        if isinstance(raw, bytes):
            words = _decoded(raw, part.get_content_charset())
            yield words if plain else shown(words)


def _decoded(raw: bytes, charset: str | None) -> str:
    # Western text hardly ever is UTF-8 by chance, and UTF-8 is often called Western.
    for codec in ("utf-8", charset) if is_western(charset) else (charset, "utf-8"):
        try:
            return clean(raw.decode(codec)) if codec else clean(raw.decode("utf-8"))
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return clean(raw.decode("windows-1252", errors="replace"))
