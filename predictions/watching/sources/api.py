"""Any JSON API: a number or text at a path, which stands in the address after a hash.

`https://api.example.org/price.json#data.last` or `#/data/last`; a rule compares the number.
"""

from urllib.parse import unquote

from predictions.errors import SourceError
from predictions.readings import NumberReading, TextReading
from predictions.watching.amounts import amount
from predictions.watching.items import Item, content_hash
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    says,
    split,
)
from predictions.watching.sources.values import at_path, instead, load, number, string


def recognise(url: str, _bases: Bases) -> SourceSpec | None:
    """Know an address that ends in .json or holds /api/, with a path after a hash."""
    parts = split(url)
    if parts is None or not parts.fragment or parts.fragment.startswith("css="):
        return None
    programs = parts.path.endswith(".json") or "/api" in parts.path or "api." in parts.netloc
    if not programs and "format=json" not in parts.query:
        return None
    label = f"{parts.netloc} {unquote(parts.fragment)}"
    return SourceSpec(kind="api", subject=url, url=url, label=label)


def asks(spec: SourceSpec, _bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the document."""
    url = spec.url.partition("#")[0]
    return (Ask(url=url, headers={"Accept": "application/json"}),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read what lies at the path.

    Raises:
        SourceError: nothing lies there, or it is neither number nor text.
    """
    answered(reply)
    path = unquote(spec.url.partition("#")[2])
    value = at_path(load(reply), path)
    if isinstance(value, dict | list) or value is None:
        there = (
            "nothing (null)" if value is None else f"neither a number nor a text; {instead(value)}"
        )
        raise SourceError(f"at {path!r} lies {there}")
    text = string(value) if isinstance(value, str) else str(value)
    measured = number(value)
    if measured is None and isinstance(value, str):
        measured = amount(value)
    reading = TextReading(source="api", subject=spec.subject, text=text, read_at=reply.fetched_at)
    counted = (
        NumberReading(
            source="api",
            subject=spec.subject,
            value=measured,
            day=reply.fetched_at.date(),
            read_at=reply.fetched_at,
        )
        if measured is not None
        else None
    )
    title = f"{path} = {text}"
    item = Item(
        external_id=content_hash(title), title=title, url=spec.url.partition("#")[0],
        content_hash=content_hash(title),
    )  # fmt: skip
    return Seen(
        readings=(reading,) if counted is None else (reading, counted),
        items=(item,),
        title=spec.label,
    )


ADAPTER = Adapter(
    kind="api",
    recognise=recognise,
    asks=asks,
    parse=parse,
    rank=70,
    says=says("number", "page"),
)
