"""Letters that a terminal, a pipe or an argument cannot hold: nothing fails on them, nothing is lost unseen."""

import codecs
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

PLAIN = "calledit.plain"
# One sign for one, so that offsets into a text stay true.
_PLAIN = str.maketrans("“”„‟‘’‚–—−…≈·•→←✓✗×", '""""\'\'\'---.~.*><+xx')


def settle_streams() -> None:
    """Let output that is not UTF-8 show the nearest plain sign, as `"` for “, instead of failing.

    An input that was closed, as by `<&-`, is an empty one, and its number no other file's.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    codecs.register_error(PLAIN, _plain)
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)
        if change is None:  # somebody else's stream, as in a test
            continue
        # A locale such as C names ASCII because it names nothing; Python itself reads it as UTF-8.
        change(encoding="utf-8" if is_ascii(stream.encoding) else None, errors=PLAIN)


def is_ascii(encoding: str) -> bool:
    """Say whether an encoding is ASCII under one of its many names."""
    return codecs.lookup(encoding).name == "ascii"


def unreadable(args: Sequence[str]) -> str | None:
    """Return the first argument that holds bytes of another encoding and names no file.

    Its letters would be dropped on the way into the record; the names of files may be any bytes.
    """
    from predictions.text import of_any_bytes

    for arg in args:
        if any("\ud800" <= sign <= "\udfff" for sign in arg) and not os.path.lexists(arg):
            return of_any_bytes(arg)
    return None


JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


def in_json(data: Any, *, indent: int | None = 2) -> str:
    """Return data as JSON; letters that the output cannot hold are escaped, not replaced."""
    import json

    holds_all = codecs.lookup(getattr(sys.stdout, "encoding", None) or "utf-8").name.startswith(
        "utf"
    )
    return json.dumps(data, ensure_ascii=not holds_all, indent=indent)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(sign if sign.isascii() else "?" for sign in signs), error.end
