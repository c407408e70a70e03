"""``python -m tests.pictures [FOLDER]``: draw every picture, or say why not."""

import sys
import tempfile
from pathlib import Path

from tests.pictures.browser import ToolsMissing
from tests.pictures.catalogue import pictures
from tests.pictures.render import render
from tests.pictures.samples import NOW


def main(arguments: list[str]) -> int:
    default = Path(tempfile.gettempdir()) / "calledit-pictures"
    folder = Path(arguments[0]) if arguments else default
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures():
        try:
            path = render(picture, folder, now=picture.taken or NOW)
        except ToolsMissing as missing:
            print(f"pictures skipped: {missing}")  # noqa: T201 - a command talks to a person
            return 0
        print(path)  # noqa: T201 - a command talks to a person
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
