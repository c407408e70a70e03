"""What kind of document some bytes are: by signature, then by what they are called, then by content."""

import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import urlsplit


class Kind(StrEnum):
    """A media type that CalledIt reads."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    PDF = "application/pdf"
    VTT = "text/vtt"
    SRT = "application/x-subrip"
    JSON = "application/json"
    YAML = "application/yaml"
    XML = "application/xml"
    CSV = "text/csv"
    MAIL = "message/rfc822"
    EPUB = "application/epub+zip"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    EXPORT = "application/zip"


# Data and mail: read where they hold messages, else shown as the text that they are.
DATA = (Kind.JSON, Kind.YAML, Kind.XML, Kind.CSV, Kind.MAIL)


_SUFFIXES = {
    ".txt": Kind.TEXT, ".text": Kind.TEXT, ".log": Kind.TEXT, ".rst": Kind.TEXT,
    ".md": Kind.MARKDOWN, ".markdown": Kind.MARKDOWN, ".mdown": Kind.MARKDOWN, ".mkd": Kind.MARKDOWN,
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML, ".pdf": Kind.PDF,
    ".vtt": Kind.VTT, ".srt": Kind.SRT, ".json": Kind.JSON, ".js": Kind.JSON, ".jsonl": Kind.JSON, ".ndjson": Kind.JSON,
    ".yaml": Kind.YAML, ".yml": Kind.YAML, ".xml": Kind.XML, ".rss": Kind.XML, ".atom": Kind.XML, ".wxr": Kind.XML,
    ".csv": Kind.CSV, ".tsv": Kind.CSV, ".eml": Kind.MAIL, ".mbox": Kind.MAIL, ".mbx": Kind.MAIL,
    ".mhtml": Kind.MAIL, ".mht": Kind.MAIL,
    ".org": Kind.TEXT, ".adoc": Kind.TEXT, ".asciidoc": Kind.TEXT,
}  # fmt: skip
_TYPES = {kind.value: kind for kind in Kind if kind is not Kind.TEXT} | {
    "application/xhtml+xml": Kind.HTML, "text/x-markdown": Kind.MARKDOWN, "application/x-pdf": Kind.PDF,
    "text/srt": Kind.SRT, "application/srt": Kind.SRT, "text/json": Kind.JSON,
    "application/x-ndjson": Kind.JSON, "application/jsonl": Kind.JSON, "text/yaml": Kind.YAML,
    "application/x-yaml": Kind.YAML,
    "text/xml": Kind.XML, "application/rss+xml": Kind.XML, "application/atom+xml": Kind.XML,
    "text/tab-separated-values": Kind.CSV, "application/mbox": Kind.MAIL,
}  # fmt: skip
# What people hand in by mistake, by its first bytes, and what it is called.
_FOREIGN = (
    (b"PK\x03\x04", "a zip archive or an Office file"),
    (b"\xd0\xcf\x11\xe0", "an old or locked Office file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"ID3", "a sound file"),
    (b"%!PS", "a PostScript file"),
    (b"bplist00", "a web archive of Safari or another property list"),
)
_PDF_WITHIN = 1024  # readers accept the signature anywhere in the first kilobyte
_SRT = re.compile(rb"\s*\d+\s*\r?\n\d\d?:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PROLOGUES = ((b"<?xml", b">"), (b"<!--", b"-->"))
_MARKDOWN = re.compile(
    rb"^(?:#{1,6}[ \t]+\S|[-*+][ \t]+\S|>[ \t]|\|.*\|[ \t]*\r?$|```|={4,}\s*$)|\]\(https?://|\*\*\S|~~\S",
    re.MULTILINE,
)
_HEAD = 8192
_JSON = re.compile(rb'\s*(?:window\.[\w.]{1,60} ?= ?)?[{\[]\s*(?:[{\[]\s*)?(?:["}\]]|$)')
# An envelope line, or a head with what only mail programs write.
_MAIL = re.compile(
    rb"From \S+ [^\n]{6,80}\d{4}\r?\n[A-Z][\w-]{1,40}:"
    rb"|(?:[A-Z][\w-]{1,40}:[^\n]{0,1000}\r?\n(?:[ \t][^\n]{0,1000}\r?\n){0,20}){0,40}?"
    rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-I[Dd]):"
)

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_WITHIN = 4096


# A browser wrote it, although it looks like a mail: mails with pictures have no such lines.
_ARCHIVE = re.compile(
    rb'^(?:Snapshot-Content-Location:|From:[ \t]*"?<?Saved by )', re.MULTILINE | re.IGNORECASE
)


def is_archive(data: bytes) -> bool:
    """Say whether it is a page that a browser saved with its pictures in one file (MHTML)."""
    return _ARCHIVE.search(data[:_HEAD]) is not None


# What only one kind of archive holds: names of files stand at its end, uncompressed.
_INSIDE = ((b"word/document.xml", Kind.DOCX), (b"META-INF/container.xml", Kind.EPUB))
# Of chats and posts that a program packed: a day of Slack, a channel of Discord, a thread, all tweets.
_PACKED = re.compile(
    rb"(?:\d{4}-\d\d-\d\d\.json|messages?(?:_\d+)?\.(?:json|csv)|result\.json|outbox\.json|tweets?(?:-part\d+)?\.js)PK"
)
_PACKED_CHAT = re.compile(rb"_chat\.txt|WhatsApp[^/\x00]{1,200}\.txt")
_DIRECTORY = 1024 * 1024
_ZIP = b"PK\x03\x04"
_TYPED = b"mimetype"  # the first file of a book or an open document, which says what it is


def zipped(data: bytes) -> Kind | None:
    """Return what an archive is where it is a book or a document that is read."""
    if not data.startswith(_ZIP):
        return None
    if data[30:].startswith(_TYPED):
        said = data[30 + len(_TYPED) : 200]
        return next(
            (
                kind
                for kind in (Kind.EPUB, Kind.ODT)
                if said.startswith(kind.value.encode() + b"PK")
            ),
            None,
        )
    end = data[-_DIRECTORY:]
    if kind := next((kind for name, kind in _INSIDE if name in end), None):
        return kind
    if _PACKED_CHAT.search(end):
        return Kind.TEXT
    return Kind.EXPORT if _PACKED.search(end) else None


def foreign(data: bytes) -> str | None:
    """Return what the bytes are where they are a well-known format that holds no readable text."""
    if zipped(data):
        return None
    return next((what for signature, what in _FOREIGN if data.startswith(signature)), None)


def kind_of(
    data: bytes, *, name: str | None = None, media_type: str | None = None, url: str | None = None
) -> Kind:
    """Return the kind: a PDF, a book or an Office document by its signature, then the name, the media type, the address, the content.

    A name outweighs the content, so that a `.txt` or `.md` keeps the offsets of its own characters.
    """
    head = data[:_HEAD]
    if held := zipped(data):
        return held
    if b"%PDF-" in head[:_PDF_WITHIN] and head.lstrip()[:1] != b"<":
        return Kind.PDF
    said = _SUFFIXES.get(_suffix(name)) or _TYPES.get(essence(media_type))
    if said in (Kind.PDF, Kind.XML) and sniff(head) is Kind.HTML:
        return Kind.HTML  # the page that a site shows instead of its file
    if said:
        return said
    if essence(media_type) != "text/html" and (by_url := _SUFFIXES.get(_suffix(url))):
        return by_url
    return sniff(head)


def sniff(head: bytes) -> Kind:
    """Return the kind that the first bytes look like; plain text where nothing speaks for another."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    looks = (kind for kind, like in _LOOKS if like(head))
    return next(looks, Kind.TEXT)


# What a kind looks like, the surest signs first.
_LOOKS: tuple[tuple[Kind, Callable[[bytes], object]], ...] = (
    (Kind.VTT, lambda head: head.startswith(b"WEBVTT")),
    (Kind.SRT, _SRT.match),
    (Kind.HTML, lambda head: _HTML.match(_after_prologue(head))),
    (Kind.JSON, _JSON.match),
    (Kind.XML, lambda head: head.lstrip().startswith((b"<?xml", b"<rss", b"<feed"))),
    (Kind.MAIL, _MAIL.match),
    (Kind.MARKDOWN, lambda head: head.startswith(b"---\n") or _MARKDOWN.search(head)),
)


def _after_prologue(head: bytes) -> bytes:
    """Return what follows an XML declaration and comments."""
    head = head.lstrip()
    for _ in range(5):
        for begin, end in _PROLOGUES:
            if head.startswith(begin):
                head = head.partition(end)[2].lstrip()
    return head


def essence(media_type: str | None) -> str:
    """Return the media type without its parameters, in lower case."""
    return (media_type or "").split(";")[0].strip().lower()


def charset_of(media_type: str | None) -> str | None:
    """Return the charset parameter of a media type."""
    match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", media_type or "", re.IGNORECASE)
    return match[1] if match else None


def declared_in_page(data: bytes) -> str | None:
    """Return the encoding that a page states in its first bytes."""
    match = _CHARSET.search(data[:_WITHIN]) or _XML_CHARSET.match(data[:_WITHIN])
    return match[1].decode("ascii") if match else None


def _suffix(name: str | None) -> str:
    if not name:
        return ""
    path = urlsplit(name).path if "://" in name else name
    return PurePosixPath(path.replace("\\", "/")).suffix.lower()
