"""A CSV file that a person names: its bytes, and its faults under its name."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import UserError


def bytes_of(file: str) -> bytes:
    """Return the file, or what comes in on the standard input.

    Raises:
        UserError: it is a folder.
        OSError: it cannot be read.
    """
    if file == "-":
        return sys.stdin.buffer.read()
    path = Path(file)
    if path.is_dir():
        raise UserError(f"{file} is a folder; give a CSV file.")
    return path.read_bytes()


@contextmanager
def faults_of(file: str) -> Iterator[None]:
    """Put the file's name before what is wrong with it: whoever gave several knows which it was.

    Raises:
        UserError: in place of the InvalidValue that came from inside.
    """
    from predictions.errors import InvalidValue

    try:
        yield
    except InvalidValue as error:
        name = "standard input" if file == "-" else file
        said = f" {error.problem}" if error.field == "file" else f", {error}"
        raise UserError(name + said) from None
