"""What a person presses and types: single keys, and lines that begin with what is there already."""

import os
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import click

try:
    import termios
    import tty
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

ARROWS = {"\x1b[D": "p", "\x1bOD": "p", "\x1b[C": "n", "\x1bOC": "n", " ": "n", "\x04": "q"}


class Keys:
    """Keys one by one: from the terminal, or from what was piped in.

    The terminal gives single keys for as long as this is open, so that what is typed ahead while a
    card is drawn is neither lost nor echoed.
    """

    def __init__(self) -> None:
        self._typed: deque[str] = deque()
        self._fd = sys.stdin.fileno() if termios and sys.stdin.isatty() else None
        self._before = termios.tcgetattr(self._fd) if self._fd is not None else None

    def __enter__(self) -> Self:
        if self._fd is not None:
            tty.setcbreak(self._fd, termios.TCSADRAIN)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._fd is not None and self._before is not None:
            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)

    @contextmanager
    def lines(self) -> Iterator[None]:
        """Give whole lines inside, as for any other question."""
        self.__exit__(None, None, None)
        try:
            yield
        finally:
            self.__enter__()

    def press(self) -> str:
        """Return the next key in lower case; arrows are "n" and "p", the end of input is "q".

        Raises:
            KeyboardInterrupt: Ctrl-C.
        """
        while not self._typed:
            self._typed.extend(self._read())
        key = self._typed.popleft()
        if key == "\x03":
            raise KeyboardInterrupt
        return ARROWS.get(key, key.lower())

    def _read(self) -> list[str]:
        if self._fd is not None:
            got = os.read(self._fd, 1024).decode("utf-8", "replace")
            return _apart(got) if got else ["q"]
        if sys.stdin.isatty():
            return _apart(click.getchar())
        piped = sys.stdin.readline()
        return list(piped.strip()) if piped else ["q"]


def _apart(read: str) -> list[str]:
    """One read may hold an arrow's three characters, or several keys typed fast."""
    keys = []
    while read:
        size = 3 if read[:3] in ARROWS else 1
        keys.append(read[:size])
        read = read[size:]
    return keys


def line(label: str, before: str = "") -> str:
    """Return a line as typed; on a terminal it begins with what is there, to be changed or kept.

    Raises:
        KeyboardInterrupt, EOFError: the person has had enough.
    """
    if not sys.stdin.isatty():
        said = sys.stdin.readline()
        if not said:
            raise EOFError
        return said.rstrip("\n") or before
    try:
        import readline
    except ImportError:  # no line editing here: Enter keeps what is there, "-" clears it
        said = click.prompt(label, default=before, show_default=bool(before))
        return "" if said.strip() == "-" else str(said)
    readline.set_startup_hook(lambda: readline.insert_text(before))
    try:
        return input(f"{label}: ")
    finally:
        readline.set_startup_hook(None)
