"""From bytes to text, when what the document says about its encoding may be wrong."""

import codecs
import re

from predictions.errors import UnreadableDocument
from predictions.regexes import regex

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: it begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})")
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE
)
_CHARSET = regex(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)

# Character sets that documents are written in; Python's other codecs (zip, hex, idna, utf-7) are
# no business of a stranger. Latin-1 is read as windows-1252, as browsers do.
_KNOWN = {
    "utf-8", "ascii", "iso8859-1", "cp1252", "big5", "big5hkscs", "gb2312", "gbk", "gb18030",
    "shift_jis", "euc_jp", "euc_kr", "iso2022_jp", "cp949", "cp932", "koi8-r", "koi8-u", "cp866",
    "mac-roman", "tis-620", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
    *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
    *(f"cp125{n}" for n in (0, 1, 3, 4, 5, 6, 7, 8)),
}  # fmt: skip
# Declared by programs that never looked: valid UTF-8 with accents in it disproves them.
_CARELESS = {"ascii", "iso8859-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"}


def decode(body: bytes, *, content_type: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the text and what was wrong with its encoding.

    Raises:
        UnreadableDocument: no text at all (binary data).
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _strictly_or_not(body[len(bom) :], encoding)
    for start, encoding in _WIDE:
        if body.startswith(start):
            return _strictly_or_not(body, encoding)
    declared = _declared(body, content_type)
    if declared in _CARELESS or declared is None:
        try:
            return body.decode("utf-8"), ()
        except UnicodeDecodeError:
            pass
    if declared is None:
        if body.count(b"\x00", 0, 1000) > 10:
            raise UnreadableDocument("is binary data, not text")
        return _western(body), ("has no usable encoding, read as windows-1252",)
    if declared in ("ascii", "iso8859-1", "cp1252"):
        return _western(body), ()
    return _strictly_or_not(body, declared)


def _declared(body: bytes, content_type: str) -> str | None:
    """Name the encoding that the document declares or else the header, if it is a known one."""
    start = body[:1024]
    in_document = _DECLARED.search(start) or _META.search(start)
    in_header = _CHARSET.search(content_type)
    for name in (
        in_document[1].decode() if in_document else None,
        in_header[1] if in_header else None,
    ):
        try:
            known = codecs.lookup(name).name if name else None
        except (LookupError, ValueError):
            continue
        if known in _KNOWN:
            return known
    return None


def _strictly_or_not(body: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
    problem = (f"holds bytes that are not {encoding.upper()}",)
    # Where damage outweighs the letters beyond ASCII, the declaration is what is wrong.
    beyond = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    if encoding == "utf-8" and text.count("\ufffd") > beyond:
        return _western(body), problem
    return text, problem


def _western(body: bytes) -> str:
    """Decode as windows-1252; the five bytes that it leaves open as Latin-1, as browsers do."""
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError:
        return body.decode("latin-1")
