"""Bytes to characters: UTF-8 first, then what is declared, then Western text; never a guess at binary.

Newlines stay as they are and a byte order mark is dropped, so that offsets are those of the decoded
input.
"""

import codecs
import re

from predictions.reading.document import unreadable
from predictions.regexes import regex

# The codecs that a text may declare. Others (punycode, unicode_escape, idna) are not text on disk and
# some take quadratic time.
_DECLARABLE = regex(
    r"(?:utf-?8|utf-?16(?:-?[lb]e)?|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?\d|windows-125\d|cp125\d"
    r"|koi8-[ru]|gb2312|gbk|gb18030|big5(?:-hkscs)?|shift[-_]?jis|sjis|euc-(?:jp|kr)|iso-2022-jp"
    r"|mac-?roman|cp437|cp85\d|tis-620)",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What these declare is by custom the larger set, which has curly quotes and dashes.
_MEANING_1252 = frozenset(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "ascii", "us-ascii"))
_SAMPLE = 65536
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_HIGH = bytes(range(128, 256))
_UNDEFINED_IN_1252 = b"\x81\x8d\x8f\x90\x9d"
# A character of several bytes in UTF-8.
_CHARACTER = re.compile(
    rb"([\xc2-\xdf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
)
_MOJIBAKE_FREE_SHARE = 0.3


def decode(
    data: bytes, *, declared: str | None = None, name: str | None = None
) -> tuple[str, str | None]:
    """Return the text and, where it was not plain UTF-8, a note on how it was decoded.

    Raises:
        UnreadableDocument: the bytes are no text, or in an encoding that cannot be told.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data, codec, name)
    if b"\0" in data:
        raise unreadable(name, f"is not text: {_nul_problem(data)}")
    if looks_binary(data[:_SAMPLE]):
        raise unreadable(
            name, "is not text but binary data: save it as text, Markdown, HTML or PDF."
        )
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _not_utf8(data, declared, name)


def looks_binary(sample: bytes) -> bool:
    """Return whether control characters are more than the odd one that text may hold."""
    return len(sample) - len(sample.translate(None, _CONTROL)) > max(2, len(sample) // 100)


def is_western(codec: str | None) -> bool:
    """Return whether a text that declares this codec is by custom in windows-1252."""
    return codec is not None and codec.lower() in _MEANING_1252


def declarable(codec: str | None) -> str | None:
    """Return the codec where it is one that a text may declare."""
    return codec if codec and _DECLARABLE.fullmatch(codec) else None


def _marked(data: bytes, codec: str, name: str | None) -> tuple[str, str | None]:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        said = codec.removesuffix("-sig").upper()
        raise unreadable(
            name, f"begins as {said} but is damaged at byte {error.start}: save it again as UTF-8."
        ) from None
    if "\0" in text:
        raise unreadable(name, "is not text: it holds NUL characters. Save it again as UTF-8 text.")
    return text, None if codec == "utf-8-sig" else f"decoded as {codec.upper()}"


def _nul_problem(data: bytes) -> str:
    if not data.strip(b"\0"):
        return "it is filled with NUL bytes, so its content is lost."
    sample = data[:_SAMPLE]
    if min(sample[::2].count(0), sample[1::2].count(0)) == 0 and sample.count(0) > len(sample) // 4:
        return "it looks like UTF-16 without a byte order mark. Save it as UTF-8."
    return "it holds NUL bytes. Save it as text, Markdown, HTML or PDF."


def _not_utf8(data: bytes, declared: str | None, name: str | None) -> tuple[str, str]:
    codec = declarable(declared)
    if is_western(codec):
        codec = "windows-1252"
    if codec and codec.lower() not in ("utf-8", "utf8"):
        try:
            return data.decode(codec), f"decoded as {codec.lower()}"
        except (UnicodeDecodeError, LookupError):
            pass  # a wrong declaration is common; what the bytes look like decides
    damaged = _slightly_damaged(data)
    if damaged:
        return damaged
    others = _CHARACTER.sub(b"", data)
    if _western(others[:_SAMPLE]) and _western(others):
        if len(others) < len(data):
            return _mixed(data), "decoded as UTF-8 and windows-1252 by turns"
        return data.decode("windows-1252"), "decoded as windows-1252"
    raise unreadable(name, "is in an encoding that cannot be told: save it as UTF-8.")


def _slightly_damaged(data: bytes) -> tuple[str, str] | None:
    """Read UTF-8 with a few bad bytes as UTF-8: as windows-1252 every accent would be wrong."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    # Western text hardly ever forms valid multi-byte sequences by chance.
    good = sum(1 for _ in _CHARACTER.finditer(data))
    if good < 4 * bad:
        return None
    return text, f"{bad} characters were not valid UTF-8 and are shown as \N{REPLACEMENT CHARACTER}"


def _mixed(data: bytes) -> str:
    """Read what was pasted together of both: what is a character in UTF-8 is one, other bytes are Western."""
    return "".join(
        part.decode("utf-8") if number % 2 else part.decode("windows-1252")
        for number, part in enumerate(_CHARACTER.split(data))
    )


def _western(sample: bytes) -> bool:
    """Return whether the bytes can be windows-1252 text: mostly ASCII, nothing undefined."""
    high = len(sample) - len(sample.translate(None, _HIGH))
    undefined = len(sample) - len(sample.translate(None, _UNDEFINED_IN_1252))
    return not undefined and high <= max(2, _MOJIBAKE_FREE_SHARE * len(sample))
