"""Hostile bytes are parsed in another process, which may be killed.

A parser that meets a page made against it can take all memory, loop for minutes or crash the
interpreter. So it runs in a worker process with limits on CPU, memory and wall time. The worker
stays warm between documents and is replaced after any fault; it gets no environment, so there are
no secrets in it. Only JSON comes back: nothing is unpickled.
"""

import asyncio
import contextlib
import functools
import importlib
import json
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import IO, Any, Self

from predictions import errors

_LENGTHS = struct.Struct(">II")  # of the JSON head, of the body
_MIB = 1024 * 1024
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from predictions.sandbox import _serve; _serve()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may cost; memory is what it may take beyond the warm interpreter."""

    cpu_seconds: float = 5.0
    wall_seconds: float = 10.0
    memory_bytes: int = 256 * _MIB
    result_bytes: int = 64 * _MIB


class Sandbox:
    """A few warm worker processes that run importable functions on bytes.

    `workers` documents at most are parsed at once, others wait. Close it, or use it in a `with`.
    """

    def __init__(self, limits: Limits | None = None, *, workers: int = 1, jobs_each: int = 2000):
        self._limits = limits or Limits()
        self._jobs_each = jobs_each
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(workers):
            self._idle.put(None)  # None: a place whose process has yet to be started
        self._workers = workers
        # Threads of its own: documents waiting for a worker in the loop's few default threads
        # would hold up every name look-up.
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="sandbox")

    def run(self, function: Callable[..., Any], body: bytes, /, **options: Any) -> Any:
        """Return what `function(body, **options)` returns there, as JSON gives it back.

        Args:
            function: importable by name from the top level of its module.
            body: the untrusted bytes.
            options: further arguments; must survive JSON.

        Raises:
            LimitExceeded: it took too much CPU, memory, time or gave too much back.
            UnreadableDocument: it raised or crashed; other errors of `predictions` come as they are.
        """
        worker = self._idle.get()
        try:
            if worker is None or worker.jobs >= self._jobs_each:
                worker = _replaced(worker, self._limits)
            try:
                return worker.run(_name(function), body, options)
            except errors.PredictionsError:
                if not worker.suspect:
                    raise
            # What earlier documents left behind in the worker may be to blame: ask a fresh one.
            worker = _replaced(worker, self._limits)
            return worker.run(_name(function), body, options)
        finally:
            if worker is not None and worker.broken:
                worker.stop()
                worker = None
            self._idle.put(worker)

    async def arun(self, function: Callable[..., Any], body: bytes, /, **options: Any) -> Any:
        """Do the same without holding up the event loop."""
        call = functools.partial(self.run, function, body, **options)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    def close(self) -> None:
        """Stop the workers once they are idle; the sandbox starts new ones if used again."""
        self._threads.shutdown()
        self._threads = ThreadPoolExecutor(self._workers, thread_name_prefix="sandbox")
        for worker in [self._idle.get() for _ in range(self._workers)]:
            if worker is not None:
                worker.stop()
        for _ in range(self._workers):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def run_limited(
    function: Callable[..., Any], body: bytes, /, *, limits: Limits | None = None, **options: Any
) -> Any:
    """Run one function on one document in a process of its own, as `Sandbox.run` does."""
    with Sandbox(limits) as sandbox:
        return sandbox.run(function, body, **options)


def _name(function: Callable[..., Any]) -> str:
    if "." in function.__qualname__ or function.__module__ == "__main__":
        raise errors.InvalidValue("function", f"{function.__qualname__} cannot be imported by name")
    return f"{function.__module__}:{function.__qualname__}"


def _replaced(worker: "_Worker | None", limits: Limits) -> "_Worker":
    if worker is not None:
        worker.stop()
    return _Worker(limits)


class _Worker:
    """One process; `broken` once anything went wrong that a next document could notice."""

    def __init__(self, limits: Limits) -> None:
        self.jobs = 0
        self.broken = False
        self._limits = limits
        self._timed_out = False
        self._too_long = False  # of CPU
        # A bare environment: nothing that is parsed may ever see a token.
        keep = {k: os.environ[k] for k in ("PATH", "SYSTEMROOT", "TZ") if k in os.environ}
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and program text
            [sys.executable, "-I", "-B", "-c", _START, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=keep | {"PYTHONUTF8": "1"},
        )

    @property
    def suspect(self) -> bool:
        """Broken, by something that need not be the fault of the last of several documents."""
        return self.broken and self.jobs > 1 and not (self._timed_out or self._too_long)

    def run(self, name: str, body: bytes, options: dict[str, Any]) -> Any:
        self.jobs += 1
        self.broken = True  # until the answer has been read to its end
        head = {"function": name, "options": options, "limits": asdict(self._limits)}
        alarm = threading.Timer(self._limits.wall_seconds, self._time_out)
        alarm.daemon = True
        alarm.start()
        try:
            answer = self._exchange(json.dumps(head).encode(), body)
        except (OSError, EOFError):
            raise self._cause_of_death() from None
        finally:
            alarm.cancel()
        self.broken = bool(answer.get("worn"))
        if "error" in answer:
            raise _error(answer)
        return answer["result"]

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # unsent bytes for a process that is gone
                    pipe.close()

    def _exchange(self, head: bytes, body: bytes) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        _send(self._process.stdin, head, body)
        answer, _ = _receive(self._process.stdout, limit=self._limits.result_bytes)
        loaded: dict[str, Any] = json.loads(answer)
        return loaded

    def _time_out(self) -> None:
        self._timed_out = True
        self._process.kill()

    def _cause_of_death(self) -> errors.PredictionsError:
        code = self._process.wait()
        if self._timed_out:
            return errors.LimitExceeded(f"took longer than {self._limits.wall_seconds:g} s to read")
        if code == -getattr(signal, "SIGXCPU", 0):
            self._too_long = True
            return errors.LimitExceeded(f"took more than {self._limits.cpu_seconds:g} s of CPU")
        if code in (-getattr(signal, "SIGKILL", 0), -getattr(signal, "SIGABRT", 0)):
            # Libraries in C abort where they are given no more memory.
            return errors.LimitExceeded("the reader was killed, most likely for its memory")
        return errors.UnreadableDocument(f"the reader crashed on it (exit {code})")


def _error(answer: dict[str, Any]) -> errors.PredictionsError:
    """Only these kinds cross over: anything else the parser raised is an unreadable document."""
    text = str(answer.get("text"))
    if answer["error"] == "LimitExceeded":
        return errors.LimitExceeded(text)
    if answer["error"] == "SourceError":
        return errors.SourceError(text)
    return errors.UnreadableDocument(text)


def _send(pipe: IO[bytes], head: bytes, body: bytes) -> None:
    pipe.write(_LENGTHS.pack(len(head), len(body)))
    pipe.write(head)
    pipe.write(body)
    pipe.flush()


def _receive(pipe: IO[bytes], *, limit: int | None = None) -> tuple[bytes, bytes]:
    lengths = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if limit is not None and sum(lengths) > limit:
        raise errors.LimitExceeded(f"gave back more than {limit} bytes")
    return _exactly(pipe, lengths[0]), _exactly(pipe, lengths[1])


def _exactly(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) != size:
        raise EOFError
    return data


# ---- what follows runs in the worker ----


def _serve() -> None:
    """Answer requests from standard input until it closes."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a parser prints must not get between the frames, nor may it read them.
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123 - a descriptor is wanted
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    while True:
        try:
            head, body = _receive(requests)
        except EOFError:
            return
        _send(answers, json.dumps(_answer(json.loads(head), body)).encode(), b"")


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


_CROSSING = ("LimitExceeded", "SourceError", "UnreadableDocument", "PredictionsError")
_limited_memory = False


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
        return 512 * _MIB
