"""Bodies, read and unpacked piece by piece, never beyond what they may be."""

import zlib
from collections.abc import AsyncIterator, Mapping

from predictions.errors import LimitExceeded, SourceError


class Gunzip:
    """Unpacks gzip, one member after another, never more than one byte over what is left."""

    def __init__(self, most: int) -> None:
        self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._most = most
        self._taken = 0

    @property
    def complete(self) -> bool:
        """Whether the last member came to its end."""
        return self._unpack.eof or self._taken == 0

    def feed(self, piece: bytes, left: int) -> bytes:
        """Return what a piece unpacks to, at most `left` + 1 bytes of it.

        Raises:
            LimitExceeded: more came in than a reply may have.
            SourceError: it is broken.
        """
        self._taken += len(piece)
        if self._taken > self._most:
            raise LimitExceeded(f"the reply is larger than {self._most} bytes, still packed")
        parts: list[bytes] = []
        while piece and left >= 0:
            if self._unpack.eof:
                if not piece.startswith(b"\x1f\x8b"):
                    break  # padding after the last member is common and means nothing
                self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
            try:
                part = self._unpack.decompress(piece, left + 1)
            except zlib.error:
                raise SourceError("the compressed reply is broken") from None
            parts.append(part)
            left -= len(part)
            piece = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail
        return b"".join(parts)


async def read_body(
    pieces: AsyncIterator[bytes], headers: Mapping[str, str], *, most: int, where: str
) -> bytes:
    """Read a body, counting what comes out of the decompressor as it comes.

    Raises:
        LimitExceeded: it is larger than `most`.
        SourceError: it is broken, or encoded in a way that was not asked for.
    """
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise SourceError(f"{where}: is encoded in a way that was not asked for")
    length = headers.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise LimitExceeded(f"{where}: is larger than {most} bytes")
    unpack = Gunzip(most) if encoding.endswith("gzip") else None
    body = bytearray()
    async for piece in pieces:
        body += unpack.feed(piece, most - len(body)) if unpack else piece
        if len(body) > most:
            raise LimitExceeded(f"{where}: is larger than {most} bytes")
    if unpack and not unpack.complete:
        raise SourceError(f"{where}: the compressed reply was cut off")
    return bytes(body)
