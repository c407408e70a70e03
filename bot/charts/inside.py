"""The words inside a picture: under which name a PNG carries them, and how they are read again."""

import struct
import zlib

KEYWORD = "Description"  # as the PNG standard names it
MOST = 1_000  # Discord takes 1,024 characters


def of_png(picture: bytes) -> str | None:
    """Return the words that a picture of ours carries; None where it has none."""
    place = 8
    while place + 8 <= len(picture):
        size, kind = struct.unpack(">I4s", picture[place : place + 8])
        body = picture[place + 8 : place + 8 + size]
        keyword, _, rest = body.partition(b"\0")
        if kind in (b"tEXt", b"iTXt") and keyword.decode("latin-1") == KEYWORD:
            return rest.decode("latin-1") if kind == b"tEXt" else _international(rest)
        place += 12 + size
    return None


def _international(rest: bytes) -> str:
    """Read the text of an iTXt: two bytes about compression, language, translated keyword, text."""
    text = rest[2:].split(b"\0", 2)[2]
    return (zlib.decompress(text) if rest[0] else text).decode("utf-8")
