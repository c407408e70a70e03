"""Books and documents that are archives of pages: EPUB, DOCX and ODT, opened within limits."""

import io
import zipfile
import zlib
from typing import Any

from predictions.errors import LimitExceeded, UnreadableDocument
from predictions.reading.document import LARGEST
from predictions.watching.xmltree import tree

_MOST_FILES = 20_000


class Archive:
    """The files of an archive; what they are together when unpacked stays below the largest document."""

    def __init__(self, data: bytes) -> None:
        """Open it.

        Raises:
            UnreadableDocument: it is damaged.
            LimitExceeded: it holds more files than a book has.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError):
            raise UnreadableDocument("is damaged: save or export it again.") from None
        self.names = self._zip.namelist()
        if len(self.names) > _MOST_FILES:
            raise LimitExceeded(f"holds more than {_MOST_FILES} files")
        self._left = LARGEST

    def read(self, name: str) -> bytes | None:
        """Return a file; None where there is none.

        Raises:
            UnreadableDocument: it is damaged or locked.
            LimitExceeded: it is larger than what may be unpacked.
        """
        if name not in self._zip.NameToInfo:
            return None
        try:
            with self._zip.open(name) as file:
                data = file.read(self._left + 1)
        except RuntimeError:
            raise UnreadableDocument("is locked with a password: save it without one.") from None
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
            raise UnreadableDocument("is damaged: save or export it again.") from None
        except zlib.error:
            raise UnreadableDocument("is damaged: save or export it again.") from None
        self._left -= len(data)
        if self._left < 0:
            raise LimitExceeded(f"is larger than {LARGEST / 1e6:.0f} MB when it is unpacked")
        return data

    def xml(self, name: str) -> Any:
        """Return the tree of a file of XML; None where there is none.

        Raises:
            UnreadableDocument: it is none, as where the archive is locked.
            LimitExceeded: it declares entities.
        """
        data = self.read(name)
        if data is None:
            return None
        try:
            root, _ = tree(data.decode("utf-8", errors="replace"))
        except UnreadableDocument:
            raise UnreadableDocument(
                "is damaged or locked: save it again, without a password."
            ) from None
        return root


def words_of(root: Any, name: str) -> list[str]:
    """Return what the elements of a name say, wherever they stand."""
    if root is None:
        return []
    said = (" ".join("".join(node.itertext()).split()) for node in root.iter(f"{{*}}{name}"))
    return [words for words in said if words]
