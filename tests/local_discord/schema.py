"""JSON Schema as Discord's description uses it, compiled once into closures.

A general validator takes milliseconds for a message with buttons, because it tries every kind of
component in turn; here a component is checked against the one schema its ``type`` names. Objects
are closed: a key the schema does not know is a fault unless the caller allows it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a body: where, Discord's code for it, and words."""

    path: Path
    code: str
    message: str

    def __str__(self) -> str:
        return f"{'.'.join(self.path) or 'body'}: {self.message} ({self.code})"


Check = Callable[[Any, Path, list[Fault]], None]

_JSON_TYPES: dict[str, Callable[[Any], bool]] = {
    "null": lambda v: v is None,
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    "string": lambda v: isinstance(v, str),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_uri(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path)) and not re.search(r"\s", text)


_FORMATS: dict[str, Callable[[str], bool]] = {"date-time": _is_moment, "uri": _is_uri}


class Compiler:
    """Turns the schemas of one document into checks, each ``$ref`` once."""

    def __init__(
        self,
        schemas: Mapping[str, Json],
        *,
        allowed: Mapping[str, Iterable[str]] | None = None,
        integers_as_ids: bool = False,
    ) -> None:
        self._schemas = schemas
        self._allowed = {name: frozenset(keys) for name, keys in (allowed or {}).items()}
        self._integers_as_ids = integers_as_ids
        self._named: dict[str, Check] = {}

    def compile(self, schema: Json, name: str = "") -> Check:
        """Compile one schema; ``name`` is what the allow-list calls it."""
        if "$ref" in schema:
            return self._reference(schema["$ref"].rsplit("/", 1)[-1])
        if self._is_object(schema):
            return self._object(self._merged(schema), name)
        checks = [*self._typed(schema), *self._composed(schema, name)]
        if len(checks) == 1:
            return checks[0]

        def every(value: Any, path: Path, faults: list[Fault]) -> None:
            for check in checks:
                check(value, path, faults)

        return every

    def _reference(self, name: str) -> Check:
        if name in self._named:
            return self._named[name]

        def later(value: Any, path: Path, faults: list[Fault]) -> None:
            self._named[name](value, path, faults)

        self._named[name] = later  # a schema may hold itself
        schema = self._schemas[name]
        if self._integers_as_ids and schema.get("format") == "snowflake":
            # Discord takes ids as numbers too, and discord.py sends those of attachments so.
            schema = {"oneOf": [{"type": "integer", "minimum": 0}, schema]}
        self._named[name] = self.compile(schema, name)
        return self._named[name]

    def _resolved(self, schema: Json) -> Json:
        while "$ref" in schema:
            schema = self._schemas[schema["$ref"].rsplit("/", 1)[-1]]
        return schema

    def _is_object(self, schema: Json) -> bool:
        if schema.get("type") == "object":
            return True
        parts = schema.get("allOf", ())
        return bool(parts) and all(self._is_object(self._resolved(part)) for part in parts)

    def _merged(self, schema: Json) -> Json:
        """Join ``allOf`` into one object, so that the keys of all parts are known."""
        properties: Json = {}
        required: list[str] = []
        for part in [*(self._merged(self._resolved(p)) for p in schema.get("allOf", ())), schema]:
            properties |= part.get("properties", {})
            required += part.get("required", [])
        return schema | {"properties": properties, "required": required, "allOf": []}

    def _object(self, schema: Json, name: str) -> Check:
        properties = {k: self.compile(v) for k, v in schema["properties"].items()}
        required = tuple(dict.fromkeys(schema["required"]))
        allowed = self._allowed.get(name, frozenset())
        extra = schema.get("additionalProperties")
        others = self.compile(extra) if isinstance(extra, dict) else None
        most = schema.get("maxProperties")

        def check(value: Any, path: Path, faults: list[Fault]) -> None:
            if not isinstance(value, dict):
                faults.append(Fault(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used"))
                return
            for key, item in value.items():
                known = properties.get(key, others)
                if known is not None:
                    known(item, (*path, key), faults)
                elif key not in allowed:
                    words = f"{name or 'this object'} has no such key"
                    faults.append(Fault((*path, key), "UNKNOWN_KEY", words))
            faults += [
                Fault((*path, key), "BASE_TYPE_REQUIRED", "This field is required")
                for key in required
                if key not in value
            ]
            if most is not None and len(value) > most:
                faults.append(Fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer"))

        return check

    def _typed(self, schema: Json) -> list[Check]:
        checks: list[Check] = []
        if "type" in schema:
            kinds = schema["type"]
            kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
            checks.append(self._guarded(kinds, self._limits(schema)))
        if "const" in schema:
            checks.append(_choice((schema["const"],)))
        if "enum" in schema:
            checks.append(_choice(tuple(schema["enum"])))
        return checks

    def _limits(self, schema: Json) -> list[Check]:
        checks: list[Check] = []
        if any(k in schema for k in ("minLength", "maxLength", "pattern", "format")):
            checks.append(_text(schema))
        if "minimum" in schema or "maximum" in schema:
            checks.append(_number(schema))
        if any(k in schema for k in ("items", "minItems", "maxItems", "uniqueItems")):
            checks.append(_array(schema, self.compile(schema.get("items", {}))))
        return checks

    def _guarded(self, kinds: tuple[str, ...], limits: list[Check]) -> Check:
        tests = [_JSON_TYPES[kind] for kind in kinds]

        def check(value: Any, path: Path, faults: list[Fault]) -> None:
            if not any(test(value) for test in tests):
                faults.append(Fault(path, "BASE_TYPE_CONVERT", f"Must be {' or '.join(kinds)}"))
            elif value is not None:
                for limit in limits:
                    limit(value, path, faults)

        return check

    def _composed(self, schema: Json, name: str) -> list[Check]:
        checks = [self.compile(part) for part in schema.get("allOf", ())]
        for key in ("oneOf", "anyOf"):
            if key in schema:
                checks += [self._union(schema[key], name)]
        return checks

    def _union(self, parts: list[Json], name: str) -> Check:
        nullable = any(part.get("type") == "null" for part in parts)
        others = [part for part in parts if part.get("type") != "null"]
        branches = [self.compile(part, name) for part in others]
        by_type = self._by_type(others, branches)

        def check(value: Any, path: Path, faults: list[Fault]) -> None:
            if value is None and nullable:
                return
            if by_type and isinstance(value, dict):
                kind = value.get("type")
                known = isinstance(kind, int | str) and not isinstance(kind, bool)
                chosen = by_type.get(kind) if known else None
                if chosen is not None:
                    chosen(value, path, faults)
                else:
                    faults.append(
                        Fault((*path, "type"), "BASE_TYPE_CHOICES", "No such type is allowed here")
                    )
                return
            fewest: list[Fault] | None = None
            for branch in branches:
                attempt: list[Fault] = []
                branch(value, path, attempt)
                if not attempt:
                    return
                fewest = attempt if fewest is None or len(attempt) < len(fewest) else fewest
            faults.extend(fewest or ())

        return check

    def _by_type(self, parts: list[Json], branches: list[Check]) -> dict[Any, Check]:
        """Map each value of ``type`` to its branch, where every branch fixes its own."""
        found: dict[Any, Check] = {}
        for part, branch in zip(parts, branches, strict=True):
            resolved = self._resolved(part)
            values = resolved.get("properties", {}).get("type", {}).get("enum")
            if not values or "type" not in resolved.get("required", ()):
                return {}
            found |= dict.fromkeys(values, branch)
        return found if len(branches) > 1 else {}


def _choice(options: tuple[Any, ...]) -> Check:
    def check(value: Any, path: Path, faults: list[Fault]) -> None:
        if value is not None and value not in options:
            words = f"Value must be one of {', '.join(map(str, options[:40]))}."
            faults.append(Fault(path, "BASE_TYPE_CHOICES", words))

    return check


def _text(schema: Json) -> Check:
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    pattern = re.compile(schema["pattern"]) if "pattern" in schema else None
    well_formed = _FORMATS.get(schema.get("format", ""))

    def check(value: Any, path: Path, faults: list[Fault]) -> None:
        if not isinstance(value, str):
            return
        if most is not None and len(value) > most:
            words = f"Must be {most} or fewer in length."
            faults.append(Fault(path, "BASE_TYPE_MAX_LENGTH", words))
        elif len(value) < least:
            words = f"Must be {least} or more in length."
            faults.append(Fault(path, "BASE_TYPE_MIN_LENGTH", words))
        if pattern and not pattern.search(value):
            faults.append(Fault(path, "STRING_TYPE_REGEX", f"Must match {pattern.pattern}"))
        if well_formed and not well_formed(value):
            faults.append(Fault(path, "STRING_TYPE_FORMAT", f"Not a {schema['format']}"))

    return check


def _number(schema: Json) -> Check:
    least, most = schema.get("minimum"), schema.get("maximum")

    def check(value: Any, path: Path, faults: list[Fault]) -> None:
        if isinstance(value, str | list):
            return
        if (least is not None and value < least) or (most is not None and value > most):
            words = f"Must be between {least} and {most}"
            faults.append(Fault(path, "NUMBER_TYPE_RANGE", words))

    return check


def _array(schema: Json, item: Check) -> Check:
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    unique = schema.get("uniqueItems", False)

    def check(value: Any, path: Path, faults: list[Fault]) -> None:
        if not isinstance(value, list):
            return
        if len(value) < least or (most is not None and len(value) > most):
            words = f"Must be between {least} and {most} in length."
            faults.append(Fault(path, "BASE_TYPE_BAD_LENGTH", words))
        if unique and len({repr(v) for v in value}) != len(value):
            faults.append(Fault(path, "SET_TYPE_ALREADY_CONTAINS_VALUE", "Values must be unique"))
        for position, entry in enumerate(value):
            item(entry, (*path, str(position)), faults)

    return check
