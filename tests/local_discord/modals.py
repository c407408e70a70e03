"""Filling in a modal, with the checks that Discord's app makes before it sends."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.local_discord.commands import NotOffered, Upload
from tests.local_discord.typed_input import Input
from tests.local_discord.world import Json

ROW, STRING_SELECT, TEXT_INPUT, TEXT, LABEL, FILES, RADIO, CHECKBOXES, CHECKBOX = (
    1, 3, 4, 10, 18, 19, 21, 22, 23,
)  # fmt: skip
SELECT_TAKES = {5: 6, 6: 8, 7: 9, 8: 7}
Store = Callable[[Upload], Json]


def filled(modal: Json, values: Mapping[str, Any], given: Input, store: Store) -> list[Json]:
    """Give the components of a submission; what is not given keeps its preset."""
    known = {c["custom_id"] for c in _inputs(modal["components"])}
    strange = set(values) - known
    if strange:
        raise NotOffered(f"the modal has no {sorted(strange)}; it has {sorted(known)}")
    return [
        _row(row, number, values, given, store)
        for number, row in enumerate(modal["components"], start=1)
    ]


def _inputs(rows: Sequence[Json]) -> list[Json]:
    found: list[Json] = []
    for row in rows:
        if row["type"] == ROW:
            found += row["components"]
        elif row["type"] == LABEL:
            found.append(row["component"])
    return found


def _row(row: Json, number: int, values: Mapping[str, Any], given: Input, store: Store) -> Json:
    shown: Json = {"type": row["type"], "id": row.get("id") or number}
    if row["type"] == ROW:
        shown["components"] = [_answer(c, number, values, given, store) for c in row["components"]]
    elif row["type"] == LABEL:
        shown["component"] = _answer(row["component"], number, values, given, store)
    return shown


def _answer(
    component: Json, number: int, values: Mapping[str, Any], given: Input, store: Store
) -> Json:
    kind, key = component["type"], component["custom_id"]
    shown: Json = {"type": kind, "id": component.get("id") or number * 100, "custom_id": key}
    if kind == TEXT_INPUT:
        return shown | {"value": _typed(component, values.get(key))}
    if kind in (RADIO, CHECKBOX):
        return shown | {"value": values.get(key, False if kind == CHECKBOX else None)}
    chosen = list(values.get(key, _preset(component)))
    least = _or(component.get("min_values"), 1) if _or(component.get("required"), True) else 0
    most = _or(component.get("max_values"), 10 if kind == CHECKBOXES else 1)
    if not least <= len(chosen) <= most:
        raise NotOffered(f"{key!r} does not take {len(chosen)} values")
    if kind == FILES:
        return shown | {"values": [_uploaded(v, given, store) for v in chosen]}
    if kind in SELECT_TAKES:
        return shown | {"values": [given.reference(SELECT_TAKES[kind], v) for v in chosen]}
    offered = [o["value"] for o in component["options"]]
    if any(v not in offered for v in chosen):
        raise NotOffered(f"{key!r} takes {offered}, not {chosen}")
    return shown | {"values": chosen}


def _or(value: Any, default: Any) -> Any:
    return default if value is None else value


def _preset(component: Json) -> list[str]:
    return [o["value"] for o in component.get("options") or [] if o.get("default")]


def _typed(component: Json, value: Any) -> str:
    text = str(component.get("value") or "") if value is None else str(value)
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    needed = _or(component.get("required"), True)
    if (needed and not text) or (text and not least <= len(text) <= most):
        raise NotOffered(f"{component['custom_id']!r} takes {least}..{most}, not {len(text)}")
    return text


def _uploaded(value: Any, given: Input, store: Store) -> str:
    if not isinstance(value, Upload):
        raise NotOffered(f"a file is given as an Upload, not {value!r}")
    described = store(value)
    given.resolved.setdefault("attachments", {})[described["id"]] = described
    return str(described["id"])
