"""A PDF as paragraphs: its text layer, page by page, and what the file says about itself.

Runs in the sandbox: `parse_pdf` takes bytes and gives what JSON can carry.
"""

import contextlib
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2

from predictions.errors import UnreadableDocument
from predictions.reading.dates import find_date
from predictions.reading.glyphs import line_of
from predictions.reading.heads import read_head
from predictions.reading.lines import Line, Page
from predictions.reading.typeset import composed, paragraphs
from predictions.regexes import regex
from predictions.text import clean, one_line

_HYPHENS = frozenset("-\u00ad\u2010")  # soft ones come as lines of their own
_JUNK_TITLE = regex(
    r"(?:untitled.*|.*\.(?:docx?|pdf|tex|indd|dvi|pptx?|xlsx?|qxd|odt)|(?:document|slide)\s*\d*|)",
    re.IGNORECASE,
)
_FROM_WORD = regex(r"^microsoft (?:word|powerpoint|excel)\s*-\s*", re.IGNORECASE)
_CREATED = regex(r"(?:D:)?(\d{4})(\d\d)(\d\d)")
_JUNK_AUTHOR = regex(
    r"(?:admin(?:istrator)?|user|owner|author|unknown|root|microsoft office user|)", re.IGNORECASE
)


def parse_pdf(data: bytes) -> dict[str, Any]:
    """Return text, title, author and ISO date of a PDF.

    Raises:
        UnreadableDocument: it is damaged, locked, or has no text layer.
    """
    with _opened(data) as document:
        pages, missing = _pages(document)
        said = document.get_metadata_dict()
    text = clean(composed(paragraphs(pages)))
    if not text and missing:
        raise UnreadableDocument("is damaged as a PDF: save or export it again.")
    if not text:
        raise UnreadableDocument(
            "holds no text, only pictures of it: run text recognition (OCR) on it first."
        )
    head = read_head(text, markdown=True)
    published = head.published or _created(said.get("CreationDate") or "")
    return {
        "text": text,
        "title": _title(said.get("Title") or "") or head.title,
        "author": _author(said.get("Author") or "") or head.author,
        "published": published.isoformat() if published else None,
        "notes": _notes(missing, by_file=published is not None and head.published is None),
    }


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise UnreadableDocument("is locked with a password: save it without one.") from None
        raise UnreadableDocument("is damaged as a PDF: save or export it again.") from None


def _pages(document: pypdfium2.PdfDocument) -> tuple[list[Page], int]:
    """Return the pages that can be read, and how many cannot."""
    pages: list[Page] = []
    for number in range(len(document)):
        with contextlib.suppress(pypdfium2.PdfiumError):
            pages.append(_page(document[number]))
    return pages, len(document) - len(pages)


def _notes(missing: int, *, by_file: bool) -> list[str]:
    notes = ["dated by when the file was made"] if by_file else []
    return [*notes, f"{missing} damaged pages are missing"] if missing else notes


def _page(page: pypdfium2.PdfPage) -> Page:
    try:
        text_page = page.get_textpage()
        try:
            return Page(tuple(_lines(text_page)), page.get_height())
        finally:
            text_page.close()
    finally:
        page.close()


def _lines(text_page: pypdfium2.PdfTextPage) -> list[Line]:
    """Return the lines of a page; without places where the library counts characters otherwise."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    placed = len(text) == count
    lines: list[Line] = []
    for match in re.finditer(r"[^\r\n]+", text):
        words = match[0].strip()
        if words in _HYPHENS and lines:
            lines[-1] = replace(lines[-1], text=lines[-1].text + words)
        elif words and placed:
            lead = len(match[0]) - len(match[0].lstrip())
            lines.append(line_of(text_page, words, match.start() + lead))
        elif words:
            lines.append(Line(one_line(words), 0.0, float(len(words)), 0.0, 0.0))
    return lines


def _title(said: str) -> str | None:
    said = _FROM_WORD.sub("", one_line(said))
    return None if _JUNK_TITLE.fullmatch(said) else said[:300]


def _author(said: str) -> str | None:
    said = one_line(said)
    return None if _JUNK_AUTHOR.fullmatch(said) else said[:200]


def _created(said: str) -> date | None:
    match = _CREATED.match(said)
    return find_date("-".join(match.groups())) if match else None
