"""The running compression of a gateway connection: one stream, flushed after every message."""

import importlib
import sys
import zlib
from collections.abc import Callable
from typing import Any

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
    stream = zstd().ZstdCompressor()
    return lambda data: stream.compress(data, mode=stream.FLUSH_BLOCK)


def zstd() -> Any:
    """Give Python's own Zstandard, or what brings it to versions before 3.14.

    Not the package that discord.py looks for: installed beside it, it would make the bot speak
    another way here than where it runs.
    """
    own = sys.version_info >= (3, 14)
    return importlib.import_module("compression.zstd" if own else "backports.zstd")
