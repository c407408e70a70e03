"""Files that are there whole or not at all, and that replace others only when that was asked."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, TextIO

from bot.errors import UserError
from predictions.interchange.columns import Table
from predictions.interchange.tables import Cell, write_table

PREFIX = ".calledit-"


class FileInTheWay(UserError):
    """A file of that name exists and was not to be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists; name another file, or replace it with --force")
        self.path = path


@contextmanager
def whole(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Open a file that appears under its name when all of it is written.

    Raises:
        FileInTheWay: it exists, and `force` was not given.
        OSError: the folder cannot be written, the disk is full; nothing is left behind.
    """
    refuse_existing([path], force=force)
    with _named(path), NamedTemporaryFile(dir=path.parent, prefix=PREFIX, delete=False) as stream:
        kept = Path(stream.name)
        try:
            yield stream  # type: ignore[misc]
            stream.flush()
            os.fsync(stream.fileno())
            kept.chmod(0o666 & ~_umask())
            _put(kept, path, force=force)
        except BaseException:
            kept.unlink(missing_ok=True)
            raise


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Let what goes wrong name the file that was asked for, not the one on the way to it."""
    try:
        yield
    except OSError as error:
        if error.filename is None or Path(error.filename).name.startswith(PREFIX):
            error.filename = str(path)
        raise


def refuse_existing(paths: Iterable[Path], *, force: bool) -> None:
    """Look at all files before any work is done.

    Raises:
        FileInTheWay: one exists, and `force` was not given.
        IsADirectoryError: one is a folder.
        UserError: one is `-`.
    """
    for path in paths:
        if str(path) == "-":
            raise UserError("- is no file name: the terminal has the tables, files have names")
        if path.is_dir():
            raise IsADirectoryError(21, "is a folder, not a file", str(path))
        if path.exists() and not force:
            raise FileInTheWay(path)


def write_bytes(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a file whole or not at all; raises as `whole`."""
    with whole(path, force=force) as stream:
        stream.write(content)


def write_csv(
    path: Path, table: Table, rows: Iterable[Sequence[Cell]], *, force: bool = False
) -> None:
    """Write a table as CSV, row by row."""
    with whole(path, force=force) as stream:
        write_text(stream, lambda text: write_table(text, table.header, rows))


def write_text(stream: BinaryIO, write: Callable[[TextIO], None]) -> None:
    """Let something write text, as UTF-8 and with its own line ends, into an open file."""
    with open(
        stream.fileno(), "w", encoding="utf-8", newline="", closefd=False, buffering=1 << 20
    ) as text:
        write(text)


def _put(kept: Path, path: Path, *, force: bool) -> None:
    if force:
        kept.replace(path)
        return
    try:
        os.link(kept, path)  # unlike a rename this fails where somebody was faster
    except FileExistsError:
        raise FileInTheWay(path) from None
    except OSError:
        kept.rename(path)  # a file system without links
        return
    kept.unlink()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
