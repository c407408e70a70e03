"""How the two sides of a sandbox speak over pipes."""

import struct
from typing import IO

from predictions.errors import LimitExceeded

_LENGTHS = struct.Struct(">II")  # of the JSON head, of the body


def send(pipe: IO[bytes], head: bytes, body: bytes) -> None:
    """Write a JSON head and a body, each with its length before it."""
    pipe.write(_LENGTHS.pack(len(head), len(body)))
    pipe.write(head)
    pipe.write(body)
    pipe.flush()


def receive(pipe: IO[bytes], *, limit: int | None = None) -> tuple[bytes, bytes]:
    """Read what `send` wrote: head and body.

    Raises:
        EOFError: the other side is gone.
        LimitExceeded: it is more than `limit` bytes; nothing of it was read.
    """
    lengths = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if limit is not None and sum(lengths) > limit:
        raise LimitExceeded(f"gave back more than {limit} bytes")
    return _exactly(pipe, lengths[0]), _exactly(pipe, lengths[1])


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data
