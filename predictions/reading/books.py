"""An EPUB as Markdown: its chapters in the order in which they are read, and what the book says of itself.

Runs in the sandbox: `parse_epub` takes bytes and gives what JSON can carry.
"""

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from predictions.errors import UnreadableDocument
from predictions.reading.dates import find_date
from predictions.reading.webpage import chapter
from predictions.reading.zipped import Archive, words_of
from predictions.text import clean

_CONTAINER = "META-INF/container.xml"
_DATED = "dated by the book's own entry, which may be that of a later edition"
_PAGES = ("application/xhtml+xml", "text/html", "text/x-oeb1-document")


def parse_epub(data: bytes) -> dict[str, Any]:
    """Return text, title, authors and ISO date of a book.

    Raises:
        UnreadableDocument: it is damaged, or locked by its seller.
        LimitExceeded: it is too large when it is unpacked.
    """
    archive = Archive(data)
    if "META-INF/encryption.xml" in archive.names and "META-INF/rights.xml" in archive.names:
        raise UnreadableDocument("is locked by its seller: only what you may copy can be read.")
    container = archive.xml(_CONTAINER)
    roots = [] if container is None else list(container.iter("{*}rootfile"))
    at = next((root.get("full-path") for root in roots if root.get("full-path")), "")
    package = archive.xml(at)
    if package is None:
        raise UnreadableDocument("is damaged: save or export it again.")
    text = clean("\n\n".join(_chapters(archive, package, posixpath.dirname(at))))
    days = [
        day
        for node in package.iter("{*}date")
        if "modif" not in " ".join(node.attrib.values()) and (day := find_date(node.text or ""))
    ]
    return {
        "text": text,
        "title": next(iter(words_of(package, "title")), None),
        "author": ", ".join(words_of(package, "creator")) or None,
        "published": days[0].isoformat() if days else None,
        "notes": [_DATED] if days else [],
    }


def _chapters(archive: Archive, package: Any, folder: str) -> Iterator[str]:
    items = {
        item.get("id"): item
        for item in package.iter("{*}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    for reference in package.iter("{*}itemref"):
        item = items.pop(reference.get("idref"), None)
        if item is None:
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        page = archive.read(path)
        if page and (words := chapter(page)):
            yield words
