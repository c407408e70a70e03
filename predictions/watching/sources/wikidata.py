"""Wikidata: statements about things. A missing statement says nothing: people there are behind.

An address may name the property after a hash: `https://www.wikidata.org/wiki/Q42#P570`.
"""

import re
from typing import Any

from predictions.errors import SourceError
from predictions.readings import NumberReading, Reading, TextReading
from predictions.regexes import regex
from predictions.watching.items import Item, content_hash
from predictions.watching.moments import moment
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Says,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    at_service,
    base_of,
)
from predictions.watching.sources.values import listed, load, mapping, number, string

_BASE = "https://www.wikidata.org"
_ENTITY = regex(r"[QPL][1-9]\d{0,11}")
_TIME = regex(r"\+?(\d{4,})-(\d\d)-(\d\d)T")


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know pages and data of entities."""
    parts = at_service(url, _BASE, bases.get("wikidata"), "wikidata.org")
    if parts is None:
        return None
    entity = parts.path.rpartition("/")[2].removesuffix(".json").removeprefix("Property:")
    if not _ENTITY.fullmatch(entity):
        return None
    wanted = parts.fragment if re.fullmatch(r"P[1-9]\d*", parts.fragment) else ""
    subject = f"{entity}#{wanted}" if wanted else entity
    return SourceSpec(kind="wikidata", subject=subject, url=url, label=f"Wikidata {subject}")


def asks(spec: SourceSpec, bases: Bases, _tokens: Tokens) -> tuple[Ask, ...]:
    """Ask for the data of the entity."""
    entity = spec.subject.partition("#")[0]
    base = base_of("wikidata", bases, _BASE)
    return (Ask(url=f"{base}/wiki/Special:EntityData/{entity}.json", gap_seconds=1.0),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read the entity, and the property if the address names one.

    Raises:
        SourceError: the reply holds no such entity.
    """
    answered(reply)
    found = entity(load(reply))
    label = string(mapping(mapping(found.get("labels")).get("en")).get("value"))
    revision = number(found.get("lastrevid"))
    wanted = spec.subject.partition("#")[2]
    values = statements(found, wanted) if wanted else []
    name = string(found.get("id")) or spec.subject
    text = f"{label}: {wanted} {', '.join(values)}" if values else label
    return Seen(
        readings=_readings(spec, wanted, values, reply) if wanted else (),
        items=(
            Item(
                external_id=f"{name}@{revision or 0:.0f}"
                if not wanted
                else f"{spec.subject} {text}",
                title=text or name,
                url=spec.url,
                updated_at=moment(found.get("modified")),
                content_hash=content_hash(name, text, "" if wanted else str(revision)),
            ),
        ),
        title=label or name,
    )


def entity(data: object) -> dict[str, Any]:
    """Return the one entity of a reply; a merged one comes under its new name.

    Raises:
        SourceError: it holds none.
    """
    entities = mapping(mapping(data).get("entities"))
    for found in entities.values():
        if isinstance(found, dict) and "missing" not in found:
            return found
    raise SourceError("Wikidata holds no such entity")


def statements(found: dict[str, Any], wanted: str) -> list[str]:
    """Return the values of a property that stand, the preferred ones if there are any."""
    claims = listed(mapping(found.get("claims")).get(wanted))
    standing = [claim for claim in claims if claim.get("rank") != "deprecated"]
    preferred = [claim for claim in standing if claim.get("rank") == "preferred"]
    values = [_value(mapping(claim.get("mainsnak"))) for claim in preferred or standing]
    return [value for value in values if value]


def _value(snak: dict[str, Any]) -> str:
    """Return a value as text; "unknown value" and "no value" are no value."""
    value = mapping(snak.get("datavalue")).get("value")
    if snak.get("snaktype") != "value":
        return ""
    if isinstance(value, dict):
        time = _TIME.match(string(value.get("time")))
        if time:
            return "-".join(time.groups())
        inner = value.get("amount") or value.get("id") or value.get("text")
        return string(inner).removeprefix("+")
    return string(value)


def _readings(
    spec: SourceSpec, wanted: str, values: list[str], reply: Reply
) -> tuple[Reading, ...]:
    text = TextReading(
        source="wikidata",
        subject=spec.url.partition("#")[0],
        selector=wanted,
        text=", ".join(values) or None,
        read_at=reply.fetched_at,
    )
    amount = number(values[0]) if len(values) == 1 else None
    if amount is None:
        return (text,)
    measured = NumberReading(
        source="wikidata",
        subject=spec.subject,
        value=amount,
        day=reply.fetched_at.date(),
        read_at=reply.fetched_at,
    )
    return (text, measured)


def _says(spec: SourceSpec) -> Says:
    """Say under which names the value of its property decides; without one it only changes."""
    page, _, wanted = spec.url.partition("#")
    if "#" not in spec.subject:
        return {}
    return {
        "number": {"source": spec.kind, "subject": spec.subject},
        "page": {"source": spec.kind, "url": page, "selector": wanted},
    }


ADAPTER = Adapter(kind="wikidata", recognise=recognise, asks=asks, parse=parse, says=_says)
