"""What runs inside a worker process: it imports little, since every worker has to start with it."""

import contextlib
import importlib
import json
import os
from typing import Any

from predictions import errors
from predictions.sandbox.frames import receive, send

# What the other side makes errors of again; anything else tells of the document.
_CROSSING = ("LimitExceeded", "SourceError", "UnreadableDocument", "PredictionsError")
_limited_memory = False


def serve() -> None:
    """Answer requests from standard input until it closes."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a parser prints must not get between the frames, nor may it read them.
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123 - a descriptor is wanted
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    while True:
        try:
            head, body = receive(requests)
        except EOFError:
            return
        send(answers, json.dumps(_answer(json.loads(head), body)).encode(), b"")


def _answer(head: dict[str, Any], body: bytes) -> dict[str, Any]:
    module, _, name = head["function"].partition(":")
    try:
        function = getattr(importlib.import_module(module), name)
        _limit(head["limits"])
        return {"result": function(body, **head["options"])}
    except MemoryError:
        return {"error": "LimitExceeded", "text": "took too much memory to read", "worn": True}
    except RecursionError:
        return {"error": "LimitExceeded", "text": "is nested too deeply", "worn": True}
    except errors.PredictionsError as error:
        kind = next(k.__name__ for k in type(error).__mro__ if k.__name__ in _CROSSING)
        return {"error": kind, "text": str(error)}
    except Exception as error:  # noqa: BLE001 - whatever a parser throws, the document is at fault
        return {"error": "UnreadableDocument", "text": f"{type(error).__name__}: {error}"[:500]}


def _limit(limits: dict[str, Any]) -> None:
    """Set the limits of the next document; where the system knows none, the wall limit remains."""
    global _limited_memory  # noqa: PLW0603 - one per process, like the limit itself
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    # The limit counts the whole life of the process, in whole seconds.
    until = int(usage.ru_utime + usage.ru_stime + limits["cpu_seconds"] + 0.999)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
    if not _limited_memory:
        _limited_memory = True
        memory = _address_space() + limits["memory_bytes"]
        for what, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, 0),  # a parser has nothing to write
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):  # a lower limit stands already
                resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _address_space() -> int:
    """Bytes that the warm interpreter takes, so that the limit means what the document takes."""
    try:
        with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 - read in a bare worker
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 512 * 1024 * 1024
