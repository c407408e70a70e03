"""What a person presses and types: single keys, and lines that begin with what is there already."""

import os
import re
import select
import signal
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

import click

try:
    import termios
    import tty
except ImportError:  # Windows
    termios = None  # type: ignore[assignment]

PASTED = "\x1b[200~"  # what a terminal puts before a text that is pasted
_PASTE_ENDS = "\x1b[201~"
_TELL_PASTES, _TELL_NO_PASTES = "\x1b[?2004h", "\x1b[?2004l"
_MEANT = {" ": "n", "\x04": "q"}
# Arrows: left and up go back, right and down on, with or without shift, alt and control.
_ARROWS = {"D": "p", "A": "p", "C": "n", "B": "n"}
_PAGES = {"5": "[", "6": "]"}  # PageUp, PageDown: a document back or on
# What the keys send that are no letters: all of it is one key, never the letters in it.
_SEQUENCE = re.compile(
    r"\x1b(?:\[\[.|\[(?P<number>[0-9]*)[0-?]*[ -/]*(?P<csi>[@-Z\\-~])|O(?P<ss3>[0-9;]*[ -~])|(?=\x1b|$)|[^\[O])"
)
_BEGUN = re.compile(r"\x1b(?:\[\[?[0-?]*[ -/]*|O[0-9;]*)?$")
_REST = 0.05  # seconds in which the rest of what one key sends arrives
_REST_OF_A_PASTE = 2.0


class Keys:
    """Keys one by one: from the terminal, or from what was piped in.

    The terminal gives single keys for as long as this is open, so that what is typed ahead while a
    card is drawn is neither lost nor echoed.
    """

    def __init__(self) -> None:
        self._typed: deque[str] = deque()
        self._fd = sys.stdin.fileno() if termios and sys.stdin.isatty() else None
        self._on_return: Any = None
        self._before = termios.tcgetattr(self._fd) if self._fd is not None else None

    def __enter__(self) -> Self:
        if self._fd is not None:
            self._take()
            # A shell that was gone back to with Ctrl-Z has left the terminal in its own way.
            self._on_return = signal.signal(signal.SIGCONT, self._take)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._fd is not None and self._before is not None:
            signal.signal(signal.SIGCONT, self._on_return)
            _tell(_TELL_NO_PASTES)
            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)

    def _take(self, *_: object) -> None:
        """Have the terminal give single keys, and tell what is pasted."""
        if self._fd is not None:
            tty.setcbreak(self._fd, termios.TCSADRAIN)
            _tell(_TELL_PASTES)

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
        return _MEANT.get(key, key.lower())

    def _read(self) -> list[str]:
        if self._fd is not None:
            got = os.read(self._fd, 1024).decode("utf-8", "replace")
            while (paste := _in_a_paste(got)) or _BEGUN.search(got):
                rest = _REST_OF_A_PASTE if paste else _REST
                if not select.select([self._fd], [], [], rest)[0]:
                    break
                more = os.read(self._fd, 1024).decode("utf-8", "replace")
                if not more:
                    break
                got += more
            return _apart(got) if got else ["q"]
        if sys.stdin.isatty():
            return _apart(click.getchar())
        piped = sys.stdin.readline()
        return list(piped.strip()) if piped else ["q"]


def _tell(sequence: str) -> None:
    """Ask the terminal to mark, or to mark no more, what is pasted: none of it is a key."""
    if sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        sys.stdout.write(sequence)
        sys.stdout.flush()


def _in_a_paste(read: str) -> bool:
    return read.rfind(PASTED) > read.rfind(_PASTE_ENDS)


def _apart(read: str) -> list[str]:
    """Return the keys of one read: several may have been typed fast, and one may send several characters."""
    keys = []
    at = 0
    while at < len(read):
        sequence = _SEQUENCE.match(read, at) or _BEGUN.match(read, at)
        if sequence is None:
            keys.append(read[at])
            at += 1
            continue
        if read.startswith(PASTED, at):
            keys.append(PASTED)
            end = read.find(_PASTE_ENDS, at)
            at = len(read) if end < 0 else end + len(_PASTE_ENDS)
            continue
        found = sequence.groupdict()
        final = found.get("csi") or (found.get("ss3") or "")[-1:]
        keys.append(_PAGES.get(found["number"], "") if final == "~" else _ARROWS.get(final, ""))
        at = sequence.end()
    return [key for key in keys if key]


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
