"""The marks by which CalledIt's own Markdown shows who speaks; what readers write, others can rely on."""

import re
from datetime import date

from predictions.regexes import regex
from predictions.text import one_line

# Typed lists and quotes mean what they look like; a typed speaker's mark or fence must not.
_MARK_LIKE = regex(r"^(\*\*|---|\+\+\+)", re.MULTILINE)
_FENCES = tuple(regex(rf"^({mark})", re.MULTILINE) for mark in ("```", "~~~"))


UNKNOWN = "?"  # for the name of somebody whom nothing names


def escaped(text: str) -> str:
    r"""Return text with a backslash before what would read as a speaker's line or a fence."""
    text = _MARK_LIKE.sub(r"\\\1", text)
    for fence in _FENCES:
        if len(fence.findall(text)) % 2:  # one that nothing closes would take in what others say
            text = fence.sub(r"\\\1", text)
    return text


def speaker_line(name: str, written: date | None) -> str:
    """Return the line above what someone wrote: `**Name** (2024-03-03):`."""
    when = f" ({written.isoformat()})" if written else ""
    return f"**{name.replace('*', '')}**{when}:"


def quoted_of(words: str, name: str | None = None) -> str:
    """Words as the quote of somebody else, behind ">", below a line that names whose it is."""
    if not words:
        return ""
    head = f"{one_line(name)[:80]} wrote:\n\n" if name else ""
    return "\n".join(f"> {line}".rstrip() for line in f"{head}{words}".split("\n"))
