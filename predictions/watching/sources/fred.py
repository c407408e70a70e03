"""FRED series: values are strings, "." is a missing one, and recent ones are revised later."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from urllib.parse import parse_qs, urlencode

from predictions.errors import SourceError
from predictions.readings import NumberReading
from predictions.watching.decoding import decode
from predictions.watching.sources.base import (
    Adapter,
    Ask,
    Bases,
    Reply,
    Seen,
    SourceSpec,
    Tokens,
    answered,
    at_service,
    base_of,
    says,
)
from predictions.watching.sources.values import listed, load, mapping, number, string

_API = "https://api.stlouisfed.org"
_SITE = "https://fred.stlouisfed.org"
_MOST = 2000  # the newest observations; a daily series of five years


def recognise(url: str, bases: Bases) -> SourceSpec | None:
    """Know pages, downloads and API addresses of series; a key in the address is not kept."""
    parts = at_service(url, _SITE, bases.get("fred"), "stlouisfed.org")
    if parts is None:
        return None
    query = parse_qs(parts.query)
    path = [part for part in parts.path.split("/") if part]
    series = (query.get("series_id") or query.get("id") or [""])[0]
    if path[:1] == ["series"] and len(path) >= 2:
        series = path[1]
    series = series.upper()
    if not series or not series.replace("_", "").isalnum():
        return None
    page = f"{_SITE}/series/{series}"
    return SourceSpec(kind="fred", subject=series, url=page, label=f"FRED {series}")


def asks(spec: SourceSpec, bases: Bases, tokens: Tokens) -> tuple[Ask, ...]:
    """Ask the API where there is a key, otherwise for the same series as CSV."""
    if key := tokens.get("fred"):
        query = {
            "series_id": spec.subject,
            "file_type": "json",
            "sort_order": "desc",
            "limit": str(_MOST),
            "api_key": key,
        }
        base = base_of("fred", bases, _API)
        return (Ask(url=f"{base}/fred/series/observations?{urlencode(query)}", gap_seconds=1.0),)
    base = base_of("fred", bases, _SITE)
    return (Ask(url=f"{base}/graph/fredgraph.csv?id={spec.subject}", gap_seconds=1.0),)


def parse(spec: SourceSpec, reply: Reply, _bases: Bases) -> Seen:
    """Read the newest observations, oldest first; missing values are left out."""
    answered(reply)
    json_like = reply.body.lstrip()[:1] in (b"{", b"[")
    found = _from_json(reply) if json_like else _from_csv(reply)
    return Seen(
        readings=tuple(
            NumberReading(
                source="fred",
                subject=spec.subject,
                value=value,
                day=day,
                read_at=reply.fetched_at,
            )
            for day, value in sorted(found.items())[-_MOST:]
        ),
        title=spec.label,
        problems=() if found else ("the series has no values",),
    )


def _from_json(reply: Reply) -> dict[date, float]:
    data = mapping(load(reply))
    if "error_message" in data:
        raise SourceError(f"FRED: {string(data['error_message'])[:200]}")
    entries = listed(data.get("observations"))
    return _values((string(e.get("date")), string(e.get("value"))) for e in entries)


def _from_csv(reply: Reply) -> dict[date, float]:
    text, _ = decode(reply.body)
    rows = csv.reader(io.StringIO(text))
    head = next(rows, [])
    if len(head) != 2 or head[0].lower() not in ("date", "observation_date"):
        raise SourceError("FRED did not answer with a series")
    return _values((row[0], row[1]) for row in rows if len(row) == 2)


def _values(pairs: Iterable[tuple[str, str]]) -> dict[date, float]:
    found: dict[date, float] = {}
    for day, text in pairs:
        value = number(text)
        try:
            if value is not None:
                found[date.fromisoformat(day)] = value
        except ValueError:
            continue
    return found


ADAPTER = Adapter(kind="fred", recognise=recognise, asks=asks, parse=parse, says=says("number"))
