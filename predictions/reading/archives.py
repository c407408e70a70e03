"""Web archives (MHTML): a page with its pictures in one file, as Chrome and Edge save it."""

import email
from typing import Any

from predictions.errors import UnreadableDocument
from predictions.reading.decoding import decode
from predictions.reading.kinds import declared_in_page
from predictions.reading.webpage import parse_html


def parse_archive(data: bytes) -> dict[str, Any]:
    """Return what `webpage` makes of the page; when it was saved says nothing of when it was written.

    Raises:
        UnreadableDocument: no page is in it.
    """
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() != "text/html":
            continue
        page = part.get_payload(decode=True)
        if isinstance(page, bytes):
            charset = part.get_content_charset() or declared_in_page(page)
            text, _ = decode(page, declared=charset)
            return parse_html(text.encode())
    raise UnreadableDocument("holds no page: save it as HTML.")
