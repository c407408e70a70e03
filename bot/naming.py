"""Names of forecasters and tags as people type them: the one that is meant, or those it may be."""

from collections.abc import Sequence
from difflib import get_close_matches

from predictions.text import one_line
from storage.errors import NotFound


def known(what: str, name: str | None, there: Sequence[str]) -> str | None:
    """Return a name as it is kept, whatever its capitals.

    Raises:
        NotFound: there is none; the message has those that may be meant.
    """
    if name is None or name in there:
        return name
    folded = {other.casefold(): other for other in reversed(there)}
    if name.casefold() in folded:
        return folded[name.casefold()]
    near = [folded[n] for n in get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)]
    shown = ", ".join(one_line(other) for other in near or list(there)[:3])
    more = ", …" if len(there) > 3 else ""
    hint = f"; did you mean {shown}?" if near else f"; known: {shown}{more}" if shown else ""
    raise NotFound(what, f"{one_line(name)!r}{hint}")
