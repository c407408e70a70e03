"""A real terminal for a program under test: what it shows is read, keys are pressed."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 60  # seconds; only a program that hangs comes near it
_LONG_ASLEEP = 10  # looks
_STYLE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """Runs a command on a pseudo-terminal of its own."""

    def __init__(
        self,
        *arguments: str,
        environment: Mapping[str, str],
        folder: Path,
        columns: int = 100,
        rows: int = 50,
    ) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

        def take_terminal() -> None:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C reaches it as a signal

        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={
                **environment,
                "COLUMNS": str(columns),
                "LINES": str(rows),  # a parallel run of tests sets its own
                "TERM": "xterm",
            },
            cwd=folder,
            start_new_session=True,
            preexec_fn=take_terminal,  # noqa: PLW1509 (a single call of the kernel, no locks)
        )
        os.close(slave)
        self.raw = ""
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)

    @property
    def shown(self) -> str:
        """All that was shown so far, without styles."""
        return _STYLE.sub("", self.raw).replace("\r\n", "\n").replace("\r", "")

    def until(self, words: str) -> str:
        """Wait for words and return what was shown from the last wait to them."""
        give_up = time.monotonic() + PATIENCE
        while words not in self.shown[self._read :]:
            if not self._more(give_up):
                raise AssertionError(f"{words!r} was never shown:\n{self.shown[self._read :]}")
        start = self._read
        self._read = self.shown.index(words, start) + len(words)
        return self.shown[start : self._read]

    def press(self, keys: str) -> None:
        """Press keys; the program reads them when it is ready."""
        os.write(self._master, keys.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C once the program sleeps, as it does when it waits for keys.

        What comes between a question of Python's line editing and its wait for keys is lost.
        """
        status = Path(f"/proc/{self.process.pid}/stat")  # Linux; elsewhere it is only likely
        give_up = time.monotonic() + PATIENCE
        asleep = 0  # looks in a row: writing its question, it may sleep for a moment as well
        while status.exists() and asleep < _LONG_ASLEEP:
            sleeps = status.read_text().rpartition(")")[2].split()[0] == "S"
            asleep = asleep + 1 if sleeps else 0
            if time.monotonic() > give_up:
                raise AssertionError(f"it never waited for keys:\n{self.shown[self._read :]}")
            time.sleep(0.02)
        self.press("\x03")

    def leave_and_return(self) -> None:
        """Stop it and go on, as a shell does on Ctrl-Z and fg: the terminal is the shell's meanwhile."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitpid(self.process.pid, os.WUNTRACED)
        modes = termios.tcgetattr(self._master)
        modes[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(self._master, termios.TCSADRAIN, modes)
        self.process.send_signal(signal.SIGCONT)

    def end(self) -> int:
        """Wait for the end of the program and return how it ended."""
        give_up = time.monotonic() + PATIENCE
        while self._more(give_up):
            pass
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        """End the program at once, as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def _more(self, give_up: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0, give_up - time.monotonic()))
        if not ready:
            return False
        try:
            got = os.read(self._master, 65_536)
        except OSError:  # Linux: the other end is closed
            return False
        self.raw += got.decode("utf-8", "replace")
        return bool(got)
