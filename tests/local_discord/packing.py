"""The running compression of a gateway connection: one stream, flushed after every message."""

import importlib
import zlib
from collections.abc import Callable

Pack = Callable[[bytes], bytes]


def packer(kind: str | None) -> Pack | None:
    """Give what packs the messages of one connection, None for none; KeyError if unknown."""
    if not kind:
        return None
    return {"zlib-stream": _zlib, "zstd-stream": _zstd}[kind]()


def _zlib() -> Pack:
    stream = zlib.compressobj()
    return lambda data: stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)


def _zstd() -> Pack:
    try:
        zstandard = importlib.import_module("zstandard")
    except ImportError:
        raise KeyError("zstd-stream") from None
    # discord.py asks for it as soon as zstandard is installed beside it.
    stream = zstandard.ZstdCompressor().compressobj()
    flush = zstandard.COMPRESSOBJ_FLUSH_BLOCK

    def pack(data: bytes) -> bytes:
        packed: bytes = stream.compress(data) + stream.flush(flush)
        return packed

    return pack
