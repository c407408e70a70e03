"""The marks by which CalledIt's own Markdown shows who speaks; what readers write, others can rely on."""

import re
from datetime import date

from predictions.regexes import regex

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
