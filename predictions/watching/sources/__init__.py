"""The sources that can be watched: one module each, found by being here.

A module offers `ADAPTER`. Fetching is apart from parsing: an adapter says what to ask and makes
sense of the reply, but never touches the network, so every parser is tested on recorded bytes.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from predictions.errors import SourceError
from predictions.hiding import hidden, marked
from predictions.watching.sources.base import Adapter, Bases, SourceSpec

__all__ = ["Adapter", "SourceSpec", "adapter", "adapters", "recognise"]

_NOT_SOURCES = {"base", "values"}


@cache
def adapters() -> Mapping[str, Adapter]:
    """Return every adapter by its kind, those that know their addresses best first."""
    names = [m.name for m in pkgutil.iter_modules(__path__) if m.name not in _NOT_SOURCES]
    found: list[Adapter] = [importlib.import_module(f"{__name__}.{n}").ADAPTER for n in names]
    found.sort(key=lambda adapter: (adapter.rank, adapter.kind))
    return MappingProxyType({adapter.kind: adapter for adapter in found})


def adapter(kind: str) -> Adapter:
    """Return the adapter of that kind.

    Raises:
        SourceError: there is none.
    """
    try:
        return adapters()[kind]
    except KeyError:
        raise SourceError(f"there is no kind of source called {kind!r}") from None


def recognise(url: str, bases: Bases | None = None) -> SourceSpec:
    """Say what an address is, from its text alone; at least a web page.

    Args:
        url: as a person gave it.
        bases: addresses of services in place of the usual ones, by kind.

    Raises:
        SourceError: it can't be watched, or stands there as it is shown, without its key.
    """
    found = hidden(url.strip())
    if lacking := sorted(set(marked(found.url)) - found.keys.keys()):
        raise SourceError(
            f"{lacking[0]} stands for a key that is shown nowhere: give the address with the key "
            "itself, or the number of its source"
        )
    for candidate in adapters().values():
        spec = candidate.recognise(found.url, bases or {})
        if spec is not None:
            sent = {name: found.keys[name] for name in marked(spec.url) if name in found.keys}
            return replace(spec, keys=sent)
    raise SourceError("only http and https addresses can be watched")
