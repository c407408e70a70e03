"""JSON from services, read carefully: shapes are checked, numbers may be strings."""

import json
import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from predictions.errors import LimitExceeded, SourceError
from predictions.readings import PublishedReading
from predictions.regexes import regex
from predictions.text import one_line
from predictions.watching.items import Item
from predictions.watching.sources.base import Reply, SourceSpec

_NAME, _PLACE = r"[^.\[\]]+", r"\[(?:-?\d+|[\"'][^\"']*[\"'])\]"
_STEP = regex(r"[^.\[\]]+|\[(-?\d+)\]|\[[\"']([^\"']*)[\"']\]")
_PATH = regex(rf"(?:{_NAME}|{_PLACE})(?:\.{_NAME}|\.?{_PLACE})*")
_MOST_NAMED = 12  # names of an object that are listed
_NUMBER = regex(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")


def load(reply: Reply) -> Any:
    """Read a reply as JSON.

    Raises:
        SourceError: it is none.
        LimitExceeded: it is nested too deeply.
    """
    try:
        return json.loads(reply.body)
    except RecursionError:
        raise LimitExceeded("is nested too deeply") from None
    except ValueError:
        raise SourceError("the source did not answer with JSON") from None


def mapping(value: object) -> dict[str, Any]:
    """Return an object as it is, anything else as an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list; a single object as a list of one."""
    if isinstance(value, dict):
        return [value]
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def string(value: object) -> str:
    """Return a string clean and on one line; of anything else nothing."""
    return one_line(value)[:2000] if isinstance(value, str) else ""


def number(value: object) -> float | None:
    """Return a finite number, also from a string; None for anything else, such as FRED's "."."""
    if isinstance(value, str):
        text = value.strip().lstrip("$€£").rstrip("% ")
        if not _NUMBER.fullmatch(text):
            return None
        value = float(text.replace(",", ""))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        result = float(value)
    except OverflowError:
        return None
    return result if math.isfinite(result) else None


def inner_json(value: object) -> list[Any]:
    """Return a list that may come as JSON inside a string, as Polymarket sends it."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return []
    return value if isinstance(value, list) else []


def at_path(data: object, path: str) -> object:
    """Return what lies at a path such as `data.prices[-1].value` or `/data/prices/0`.

    Raises:
        SourceError: nothing lies there, or it is no path; says at which step it ended, and what lies there instead.
    """
    here = data
    for step in _steps(path):
        if isinstance(here, dict) and step in here:
            here = here[step]
        elif isinstance(here, list) and re.fullmatch(r"-?\d{1,9}", step):
            if not -len(here) <= int(step) < len(here):
                raise SourceError(f"the list has only {len(here)} entries, not [{step}]")
            here = here[int(step)]
        else:
            raise SourceError(
                f"nothing lies at {step!r} of the path {path!r}; {instead(here, step)}"
            )
    return here


def instead(here: object, step: str = "") -> str:
    """Say what can be named in place of a step that leads nowhere, the most alike first."""
    if isinstance(here, dict):
        alike = get_close_matches(step, list(here), n=3)
        names = [one_line(str(name))[:40] for name in dict.fromkeys([*alike, *here])]
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        return f"there are {', '.join(names[:_MOST_NAMED])}{more}" if names else "nothing is in it"
    if isinstance(here, list):
        last = f" to [{len(here) - 1}], or [-1] for the last" if len(here) > 1 else ""
        return f"there is a list: [0]{last}" if here else "there is an empty list"
    return f"there is {one_line(str(here))[:60]!r}, with nothing below"


def _steps(path: str) -> list[str]:
    if path.startswith("/"):
        return [s.replace("~1", "/").replace("~0", "~") for s in path[1:].split("/")]
    rest = path.removeprefix("$").removeprefix(".")
    if path == "$":
        return []
    if not _PATH.fullmatch(rest):
        raise SourceError(
            f"{path!r} is no path: write names with dots between and places of lists in brackets, "
            "as in data.prices[-1].value"
        )
    return [m[1] or m[2] or m[0] for m in _STEP.finditer(rest)]


def published(
    spec: SourceSpec, items: Iterable[Item], reply: Reply
) -> tuple[PublishedReading, ...]:
    """Return items as things that appeared, for rules that wait for one."""
    return tuple(
        PublishedReading(
            source=spec.kind,
            subject=spec.subject,
            title=item.title,
            published_at=item.published_at,
            external_id=item.external_id,
            url=item.url,
            read_at=reply.fetched_at,
        )
        for item in items
    )


def reaches(moments: Iterable[datetime | None]) -> datetime:
    """Return how far back a list goes whose newest entries come first.

    Without any date nothing tells that the next page holds news: it counts as reaching everything.
    """
    return min((at for at in moments if at is not None), default=datetime.min.replace(tzinfo=UTC))


def page_after(url: str, **changed: str | int) -> str:
    """Return an address with some parts of its query set, as that of the next page."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | changed
    return parts._replace(query=urlencode(query)).geturl()


def asked_for(url: str, name: str, default: int) -> int:
    """Return a whole number of an address's query, such as its page."""
    text = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else default
