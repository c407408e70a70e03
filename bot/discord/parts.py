"""Buttons, menus and forms as data; everything they stand for is in their identifiers.

Identifiers read `ci:<what>:<rest>`. A button therefore works after a restart and on messages of
any age: what is to be done is found by `what`, and nothing is remembered by the process.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

LONGEST_ID = 100
LONGEST_LABEL = 80
STYLES = {
    "grey": discord.ButtonStyle.secondary,
    "blue": discord.ButtonStyle.primary,
    "green": discord.ButtonStyle.success,
    "red": discord.ButtonStyle.danger,
}


@dataclass(frozen=True, slots=True)
class Button:
    """A button; with `url` it opens an address and does nothing here."""

    label: str
    id: str = ""
    style: str = "grey"
    row: int = 0
    url: str | None = None
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a menu."""

    label: str
    value: str
    chosen: bool = False
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of options, or of the server's roles or channels (`kind`)."""

    id: str
    placeholder: str
    options: tuple[Option, ...] = ()
    kind: str = "text"
    row: int = 0
    least: int = 1
    most: int = 1
    chosen: tuple[int, ...] = ()  # roles or channels


Part = Button | Menu


@dataclass(frozen=True, slots=True)
class Entry:
    """One line or box of a form; with `options` one of them is chosen."""

    id: str
    label: str
    value: str = ""
    hint: str = ""
    description: str = ""
    long: bool = False
    required: bool = False
    most: int = 4000
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form to be filled in; what was entered comes back under its identifier."""

    id: str
    title: str
    entries: tuple[Entry, ...]


def view_of(parts: Sequence[Part]) -> ui.View | None:
    """Return the parts as discord.py wants them; None for none.

    The view is stopped at once: the library then keeps nothing of it in memory.
    """
    if not parts:
        return None
    view = ui.View(timeout=None)
    for part in parts:
        view.add_item(_button(part) if isinstance(part, Button) else _menu(part))
    view.stop()
    return view


def _button(part: Button) -> ui.Item[Any]:
    button: ui.Button[ui.View] = ui.Button(
        label=part.label[:LONGEST_LABEL],
        style=STYLES[part.style],
        custom_id=None if part.url else part.id,
        url=part.url,
        disabled=part.disabled,
        row=part.row,
    )
    return button


def _menu(part: Menu) -> ui.Item[Any]:
    common: dict[str, Any] = {
        "custom_id": part.id,
        "placeholder": part.placeholder[:150],
        "min_values": part.least,
        "max_values": part.most,
        "row": part.row,
    }
    if part.kind == "roles":
        values = [discord.SelectDefaultValue.from_role(discord.Object(n)) for n in part.chosen]
        return ui.RoleSelect(default_values=values, **common)
    if part.kind == "channels":
        places = [discord.SelectDefaultValue.from_channel(discord.Object(n)) for n in part.chosen]
        kinds = [
            discord.ChannelType.text,
            discord.ChannelType.news,
            discord.ChannelType.public_thread,
        ]
        return ui.ChannelSelect(channel_types=kinds, default_values=places, **common)
    return ui.Select(options=_options(part.options), **common)


def _options(options: Sequence[Option]) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=option.label[:100],
            value=option.value,
            default=option.chosen,
            description=option.description[:100] if option.description else None,
        )
        for option in options
    ]


def modal_of(form: Form) -> ui.Modal:
    """Return a form as discord.py wants it; like a view, nothing of it is kept."""
    modal = ui.Modal(title=form.title[:45], custom_id=form.id, timeout=None)
    for entry in form.entries:
        box = _choice(entry) if entry.options else _box(entry)
        modal.add_item(
            ui.Label(
                text=entry.label[:45],
                description=entry.description[:100] or None,
                component=box,
            )
        )
    modal.stop()
    return modal


def _box(entry: Entry) -> ui.Item[Any]:
    box: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=entry.id,
        style=discord.TextStyle.paragraph if entry.long else discord.TextStyle.short,
        default=entry.value[: entry.most] or None,
        placeholder=entry.hint[:100] or None,
        required=entry.required,
        max_length=entry.most,
    )
    return box


def _choice(entry: Entry) -> ui.Item[Any]:
    choice: ui.Select[ui.Modal] = ui.Select(
        custom_id=entry.id, options=_options(entry.options), required=entry.required
    )
    return choice


def entered(data: Any) -> dict[str, str]:
    """Return what was typed into a form, by entry."""
    found: dict[str, str] = {}
    for component in data.get("components", ()):
        inner = component.get("component")
        for each in [inner] if inner else component.get("components", ()):
            if "value" in each:
                found[each["custom_id"]] = str(each["value"] or "").strip()
            elif each.get("values"):
                found[each["custom_id"]] = str(each["values"][0])
    return found
