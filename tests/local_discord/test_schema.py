"""The compiler of schemas, held against an independent validator on the official description."""

import copy
import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.local_discord.schema import Compiler, Fault, Json
from tests.local_discord.small_spec import SCHEMAS
from tests.local_discord.spec import OFFICIAL, load_spec, small_spec

official = pytest.mark.skipif(
    not OFFICIAL.is_file(), reason="Discord's description lies beside the project only where built"
)
MESSAGE: Json = {
    "content": "hello",
    "embeds": [
        {
            "title": "A",
            "description": "B",
            "color": 255,
            "timestamp": "2026-01-02T03:04:05+00:00",
            "url": "https://example.org/a",
            "fields": [{"name": "n", "value": "v", "inline": True}],
            "footer": {"text": "f"},
            "author": {"name": "a"},
            "image": {"url": "attachment://a.png"},
        }
    ],
    "components": [
        {
            "type": 1,
            "components": [
                {"type": 2, "style": 1, "custom_id": "a", "label": "A", "disabled": False},
                {"type": 2, "style": 5, "url": "https://example.org", "label": "B"},
            ],
        },
        {
            "type": 1,
            "components": [
                {
                    "type": 3,
                    "custom_id": "s",
                    "options": [{"label": "x", "value": "y"}],
                    "min_values": 1,
                }
            ],
        },
    ],
    "attachments": [{"id": "0", "filename": "a.png"}],
    "allowed_mentions": {"parse": []},
    "nonce": "n",
    "enforce_nonce": True,
    "flags": 4,
    "tts": False,
}
COMMANDS: list[Json] = [
    {
        "name": "predict",
        "description": "Add",
        "options": [
            {
                "type": 3,
                "name": "statement",
                "description": "What",
                "required": True,
                "max_length": 300,
            },
            {
                "type": 10,
                "name": "p",
                "description": "How likely",
                "min_value": 0,
                "max_value": 100,
            },
            {"type": 1, "name": "sub", "description": "d", "options": []},
        ],
        "contexts": [0, 1],
        "integration_types": [0],
        "default_member_permissions": None,
    }
]
MODAL: Json = {
    "type": 9,
    "data": {
        "custom_id": "m",
        "title": "T",
        "components": [
            {
                "type": 18,
                "label": "L",
                "component": {"type": 4, "custom_id": "i", "style": 2, "required": True},
            }
        ],
    },
}
CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
BODIES: list[tuple[str, str, Any]] = [
    ("POST", "/channels/{channel_id}/messages", MESSAGE),
    ("PUT", "/applications/{application_id}/commands", COMMANDS),
    ("POST", CALLBACK, {"type": 4, "data": {"content": "x", "flags": 64}}),
    ("POST", CALLBACK, {"type": 8, "data": {"choices": [{"name": "a", "value": "b"}]}}),
    ("POST", CALLBACK, MODAL),
    ("POST", "/users/@me/channels", {"recipient_id": "1"}),
]
ODD_VALUES: list[Any] = [None, True, -1, 3, 0.5, "", "x" * 5000, "0", [], [1], {}, {"type": 99}]


def places(body: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List every place in a body at which something could be replaced."""
    found = [path] if path else []
    items = (
        body.items()
        if isinstance(body, dict)
        else enumerate(body)
        if isinstance(body, list)
        else ()
    )
    for key, value in items:
        found += places(value, (*path, key))
    return found


def replaced(body: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = copy.deepcopy(body)
    node = changed
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return changed


def without(body: Any, path: tuple[Any, ...]) -> Any:
    changed = copy.deepcopy(body)
    node = changed
    for step in path[:-1]:
        node = node[step]
    del node[path[-1]]
    return changed


@st.composite
def mutations(draw: st.DrawFn) -> tuple[int, Any]:
    number = draw(st.integers(0, len(BODIES) - 1))
    body = BODIES[number][2]
    path = draw(st.sampled_from(places(body)))
    if draw(st.booleans()):
        return number, without(body, path)
    return number, replaced(body, path, draw(st.sampled_from(ODD_VALUES)))


def validators() -> list[Any]:
    document = json.loads(OFFICIAL.read_text(encoding="utf-8"))
    schemas = document["components"]["schemas"]
    # Ids may be numbers on the way in: that is this server's leniency, not the description's.
    schemas["SnowflakeType"] = {
        "oneOf": [{"type": "integer", "minimum": 0}, SCHEMAS["SnowflakeType"]]
    }
    text = json.dumps(schemas)
    definitions = json.loads(text.replace("#/components/schemas/", "#/$defs/"))
    made = []
    for method, template, _ in BODIES:
        content = document["paths"][template][method.lower()]["requestBody"]["content"]
        schema = json.dumps(content["application/json"]["schema"])
        schema = json.loads(schema.replace("#/components/schemas/", "#/$defs/"))
        made.append(jsonschema.Draft202012Validator(schema | {"$defs": definitions}))
    return made


@official
def test_bodies_that_differ_from_good_ones_are_judged_as_jsonschema_judges_them() -> None:
    spec, independent = load_spec(), validators()

    @settings(max_examples=150, deadline=None, database=None)
    @given(mutations())
    def judged(mutation: tuple[int, Any]) -> None:
        number, body = mutation
        method, template, _ = BODIES[number]
        faults = [
            fault
            for fault in spec.faults_of_body(method, template, body)
            # Formats and unknown keys are what the independent one lets pass.
            if fault.code not in ("UNKNOWN_KEY", "STRING_TYPE_FORMAT")
        ]
        assert bool(faults) == (not independent[number].is_valid(body))

    judged()


@official
@pytest.mark.parametrize(("method", "template", "body"), BODIES)
def test_the_good_bodies_are_good(method: str, template: str, body: Any) -> None:
    assert load_spec().faults_of_body(method, template, body) == []


@pytest.mark.parametrize(("method", "template", "body"), BODIES)
def test_the_small_description_takes_them_too(method: str, template: str, body: Any) -> None:
    assert small_spec().faults_of_body(method, template, body) == []


@pytest.mark.parametrize("key", ["title", "footer"])
def test_a_key_nobody_knows_is_a_fault_where_it_stands(key: str) -> None:
    body = {"embeds": [{key: None, "colour": 1}]}
    faults = small_spec().faults_of_body("POST", "/channels/{channel_id}/messages", body)
    assert [f.path for f in faults if f.code == "UNKNOWN_KEY"] == [("embeds", "0", "colour")]


@official
def test_the_small_description_refuses_whatever_the_official_one_refuses_of_these() -> None:
    stricter = [
        replaced(BODIES[0][2], ("content",), "x" * 4001),
        replaced(BODIES[0][2], ("embeds", 0, "color"), 1 << 24),
        replaced(BODIES[0][2], ("components", 0, "components", 0, "custom_id"), "x" * 101),
        replaced(BODIES[0][2], ("embeds", 0, "timestamp"), "yesterday"),
        without(BODIES[0][2], ("components", 0, "components", 0, "style")),
    ]
    for body in stricter:
        for spec in (load_spec(), small_spec()):
            assert spec.faults_of_body("POST", "/channels/{channel_id}/messages", body)


def test_ids_may_be_numbers_on_the_way_in_and_never_on_the_way_out() -> None:
    schema = {"$ref": "#/components/schemas/SnowflakeType"}
    for lenient, expected in ((True, 0), (False, 1)):
        faults: list[Fault] = []
        Compiler(SCHEMAS, integers_as_ids=lenient).compile(schema)(0, (), faults)
        assert len(faults) == expected
