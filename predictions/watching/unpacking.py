"""Decompression that never makes more than it may."""

import zlib

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
        """Return what a piece unpacks to, at most `left` + 1 bytes of it."""
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
