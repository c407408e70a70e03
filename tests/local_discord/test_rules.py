"""Each limit that Discord's description lacks, at its edge and one beyond."""

from typing import Any

import pytest

from tests.local_discord.rules import (
    choice_faults,
    message_faults,
    modal_faults,
)
from tests.local_discord.rules_of_commands import command_faults, size_of, valid_name
from tests.local_discord.schema import Json


def button(custom_id: str) -> Json:
    return {"type": 2, "style": 1, "label": "B", "custom_id": custom_id}


def rows(*widths: int) -> list[Json]:
    return [
        {"type": 1, "components": [button(f"{row}-{n}") for n in range(width)]}
        for row, width in enumerate(widths)
    ]


def text(size: int) -> str:
    return "x" * size


def fields(count: int, size: int = 1) -> list[Json]:
    return [{"name": text(size), "value": text(size)} for _ in range(count)]


V2 = 1 << 15
AT_THE_EDGE: list[Json] = [
    {"content": text(2000)},
    {"embeds": [{"title": text(256), "description": text(4096)}]},
    {"embeds": [{"description": text(3000)}, {"description": text(3000)}]},
    {"embeds": [{"fields": fields(25)}]},
    {"embeds": [{"footer": {"text": text(2048)}, "author": {"name": text(256)}}]},
    {"embeds": [{"title": "x"}] * 10},
    {"components": rows(5, 5, 5, 5, 5)},
    {
        "components": [{"type": 17, "components": [{"type": 10, "content": text(4000)}]}],
        "flags": V2,
    },
    {"components": [{"type": 10, "content": "x"}] * 40, "flags": V2},
    {"components": [{"type": 1, "components": [{"type": 5, "custom_id": "u"}]}]},
]
BEYOND: list[tuple[str, Json]] = [
    ("content", {"content": text(2001)}),
    ("title", {"embeds": [{"title": text(257)}]}),
    ("description", {"embeds": [{"description": text(4097)}]}),
    ("embeds", {"embeds": [{"description": text(3000)}, {"description": text(3001)}]}),
    ("fields", {"embeds": [{"fields": fields(26)}]}),
    ("name", {"embeds": [{"fields": [{"name": text(257), "value": "x"}]}]}),
    ("value", {"embeds": [{"fields": [{"name": "x", "value": text(1025)}]}]}),
    ("value", {"embeds": [{"fields": [{"name": "x", "value": " "}]}]}),
    ("text", {"embeds": [{"footer": {"text": text(2049)}}]}),
    ("name", {"embeds": [{"author": {"name": text(257)}}]}),
    ("embeds", {"embeds": [{"title": "x"}] * 11}),
    ("components", {"components": rows(1, 1, 1, 1, 1, 1)}),
    ("components", {"components": rows(6)}),
    ("components", {"components": rows(0)}),
    ("custom_id", {"components": [{"type": 1, "components": [button("a"), button("a")]}]}),
    ("type", {"components": [{"type": 10, "content": "x"}]}),
    ("components", {"components": [{"type": 10, "content": "x"}] * 41, "flags": V2}),
    ("components", {"components": [{"type": 10, "content": text(4001)}], "flags": V2}),
    ("content", {"content": "x", "flags": V2, "components": [{"type": 10, "content": "x"}]}),
    ("components", {"components": [{"type": 1, "components": [
        button("a"), {"type": 5, "custom_id": "u"}]}]}),
    ("0", {"components": [{"type": 1, "components": [{"type": 2, "style": 5, "label": "L"}]}]}),
    ("0", {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "L"}]}]}),
    ("0", {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "custom_id": "a"}]}]}),
    ("options", {"components": [{"type": 1, "components": [{"type": 3, "custom_id": "s",
        "options": [{"label": "a", "value": "v"}, {"label": "b", "value": "v"}]}]}]}),
    ("0", {"components": [{"type": 1, "components": [{"type": 3, "custom_id": "s",
        "max_values": 2, "options": [{"label": "a", "value": "v"}]}]}]}),
    ("attachments", {"attachments": [{"id": "0"}, {"id": 0}]}),
    ("url", {"embeds": [{"title": "x", "url": "ftp://e.org"}]}),
    ("url", {"embeds": [{"image": {"url": "file:///etc"}}]}),
    ("url", {"components": [{"type": 1, "components": [
        {"type": 2, "style": 5, "label": "L", "url": "javascript:x"}]}]}),
    ("attachments", {"attachments": [{"id": str(n)} for n in range(11)]}),
]  # fmt: skip


@pytest.mark.parametrize("body", AT_THE_EDGE)
def test_at_its_edge_a_message_is_allowed(body: Json) -> None:
    assert message_faults(body, {}) == []


@pytest.mark.parametrize(("place", "body"), BEYOND)
def test_beyond_its_edge_a_message_is_refused_in_the_right_place(place: str, body: Json) -> None:
    faults = message_faults(body, {})
    assert faults
    assert faults[0].path[-1] == place


def test_files_need_an_attachment_that_names_them_and_a_bearable_size() -> None:
    listed = {"attachments": [{"id": 0, "filename": "a"}]}
    assert message_faults(listed, {"files[0]": b"x" * 10 * 1024 * 1024}) == []
    assert message_faults(listed, {"files[1]": b"x"})
    assert message_faults(listed, {"files[0]": b"x" * (10 * 1024 * 1024 + 1)})


def modal(**changed: Any) -> Json:
    entry = {"type": 4, "custom_id": "a", "style": 1, "label": "A"}
    row = {"type": 1, "components": [entry]}
    return {"custom_id": "m", "title": "T", "components": [row]} | changed


def in_row(**changed: Any) -> Json:
    entry = {"type": 4, "custom_id": "a", "style": 1, "label": "A"} | changed
    return modal(components=[{"type": 1, "components": [entry]}])


def test_modals_have_their_limits() -> None:
    assert modal_faults(modal(title=text(45))) == []
    assert modal_faults(in_row(max_length=10, value=text(10))) == []
    refused = [
        modal(title=text(46)),
        modal(components=[]),
        modal(components=modal()["components"] * 6),
        modal(components=modal()["components"] * 2),
        in_row(label=None),
        in_row(min_length=5, max_length=4),
        in_row(max_length=10, value=text(11)),
    ]
    for body in refused:
        assert modal_faults(body)


def test_autocompletion_has_25_choices_at_most() -> None:
    choices = [{"name": str(n), "value": str(n)} for n in range(26)]
    assert choice_faults(choices[:25]) == []
    assert choice_faults(choices)
    assert choice_faults([{"name": "a", "value": text(101)}])


def command(**changed: Any) -> Json:
    return {"name": "a", "description": "A"} | changed


def option(name: str = "o", **changed: Any) -> Json:
    return {"type": 3, "name": name, "description": "O"} | changed


GOOD_COMMANDS: list[list[Json]] = [
    [command(name=f"c{n}") for n in range(100)],
    [command(), command(type=2, description=""), command(type=3, description="")],
    [command(options=[option(f"o{n}") for n in range(25)])],
    [command(options=[option("a", required=True), option("b")])],
    [command(name="fällig", name_localizations={"de": "fällig", "hi": "हिंदी"})],
    [command(type=3, name="Extract Forecasts", description="")],
]
BAD_COMMANDS: list[list[Json]] = [
    [command(name=f"c{n}") for n in range(101)],
    [command(), command()],
    [command(name="Upper")],
    [command(name="two words")],
    [command(description="")],
    [command(name_localizations={"xx": "a"})],
    [command(options=[option(f"o{n}") for n in range(26)])],
    [command(options=[option(), option()])],
    [command(options=[option("a"), option("b", required=True)])],
    [command(options=[option(), option("s", type=1)])],
    [command(options=[option(autocomplete=True, choices=[{"name": "a", "value": "a"}])])],
    [command(options=[option(min_length=5, max_length=4)])],
    [command(type=3, description="menus have none")],
    [command(options=[option(f"o{n}", choices=[
        {"name": text(100), "value": text(98) + f"{c:02}"} for c in range(20)]) for n in range(3)])],
]  # fmt: skip


@pytest.mark.parametrize("commands", GOOD_COMMANDS)
def test_good_commands_are_taken(commands: list[Json]) -> None:
    assert command_faults(commands) == []


@pytest.mark.parametrize("commands", BAD_COMMANDS)
def test_bad_commands_are_refused(commands: list[Json]) -> None:
    assert command_faults(commands)


def test_the_longest_translation_counts_towards_the_size_of_a_command() -> None:
    assert size_of(command()) == 2
    assert size_of(command(description_localizations={"de": "länger"})) == 7


@pytest.mark.parametrize("name", ["", "a b", "A", text(33), "a!", "a.b"])
def test_names_have_letters_numbers_and_little_else(name: str) -> None:
    assert not valid_name(name)
