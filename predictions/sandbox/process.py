"""One worker process, as it is seen from outside: started, asked, timed and killed."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from typing import Any

from predictions import errors
from predictions.sandbox.frames import receive, send

_MIB = 1024 * 1024
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from predictions.sandbox.inside import serve; serve()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may cost; memory is what it may take beyond the warm interpreter."""

    cpu_seconds: float = 5.0
    wall_seconds: float = 10.0
    memory_bytes: int = 256 * _MIB
    result_bytes: int = 64 * _MIB


class Worker:
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
        """Return what the function of that name returns there; raises as `Sandbox.run`."""
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
        """Kill the process."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # unsent bytes for a process that is gone
                    pipe.close()

    def _exchange(self, head: bytes, body: bytes) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        send(self._process.stdin, head, body)
        answer, _ = receive(self._process.stdout, limit=self._limits.result_bytes)
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
