"""What runs in the sandbox: each parser loads its library there, so that the caller never does."""

from typing import Any


def parse_html(data: bytes) -> dict[str, Any]:
    """Return what `webpage` makes of a page in UTF-8."""
    from predictions.reading import webpage  # noqa: PLC0415 - lxml is loaded in the worker only

    return webpage.parse_html(data)


def parse_archive(data: bytes) -> dict[str, Any]:
    """Return what `archives` makes of a page that a browser saved with its pictures."""
    from predictions.reading import archives  # noqa: PLC0415 - lxml is loaded in the worker only

    return archives.parse_archive(data)


def parse_messages_of(data: bytes) -> dict[str, Any]:
    """Return what `talk` makes of data or mail, whose kind stands in the first line; no text where it holds no messages."""
    from predictions.reading.talk import confined  # noqa: PLC0415 - its parsers are loaded in the worker only

    kind, _, body = data.partition(b"\n")
    return confined.parse(body, kind.decode())


def parse_export(data: bytes) -> dict[str, Any]:
    """Return what `talk` makes of an archive of messages."""
    from predictions.reading.talk import exports  # noqa: PLC0415 - its parsers are loaded in the worker only

    return exports.parse_export(data)


def parse_pdf(data: bytes) -> dict[str, Any]:
    """Return what `pdf` makes of a PDF."""
    from predictions.reading import pdf  # noqa: PLC0415 - PDFium is loaded in the worker only

    return pdf.parse_pdf(data)


def parse_epub(data: bytes) -> dict[str, Any]:
    """Return what `books` makes of an EPUB."""
    from predictions.reading import books  # noqa: PLC0415 - lxml is loaded in the worker only

    return books.parse_epub(data)


def parse_docx(data: bytes) -> dict[str, Any]:
    """Return what `wordfiles` makes of a Word file."""
    from predictions.reading import wordfiles  # noqa: PLC0415 - lxml is loaded in the worker only

    return wordfiles.parse_docx(data)


def parse_odt(data: bytes) -> dict[str, Any]:
    """Return what `wordfiles` makes of an OpenDocument text."""
    from predictions.reading import wordfiles  # noqa: PLC0415 - lxml is loaded in the worker only

    return wordfiles.parse_odt(data)
