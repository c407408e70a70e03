"""A few warm worker processes, and whose turn it is."""

import asyncio
import functools
import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

from predictions import errors
from predictions.sandbox.process import Limits, Worker


class Sandbox:
    """A few warm worker processes that run importable functions on bytes.

    `workers` documents at most are parsed at once, others wait. Close it, or use it in a `with`.
    """

    def __init__(self, limits: Limits | None = None, *, workers: int = 1, jobs_each: int = 2000):
        self._limits = limits or Limits()
        self._jobs_each = jobs_each
        self._idle: queue.LifoQueue[Worker | None] = queue.LifoQueue()
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


def _replaced(worker: Worker | None, limits: Limits) -> Worker:
    if worker is not None:
        worker.stop()
    return Worker(limits)
