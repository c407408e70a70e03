"""What runs in the sandbox: messages out of data and mail."""

from typing import Any

from predictions.errors import UnreadableDocument
from predictions.reading.document import Parsed
from predictions.reading.talk.data import parse_data, parsed
from predictions.reading.talk.mails import parse_box
from predictions.reading.talk.transcript import Talk

_NOTHING: dict[str, Any] = {"text": ""}


def parse(data: bytes, kind: str) -> dict[str, Any]:
    """Return the messages of data or mail as one text; an empty one where there are none."""
    try:
        found = _of_mail(data) if kind == "mail" else parse_data(data.decode("utf-8"), kind)
    except (UnreadableDocument, RecursionError):
        return _NOTHING
    if found is None:
        return _NOTHING
    return {
        "text": found.text,
        "title": found.title,
        "author": found.author,
        "published": found.published.isoformat() if found.published else None,
        "notes": list(found.notes),
    }


def _of_mail(data: bytes) -> Parsed | None:
    box = parse_box(data)
    return parsed(Talk(tuple(box["messages"]), title=box["title"])) if box else None
