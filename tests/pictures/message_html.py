"""A recorded message as HTML of the ``discord-*`` web components."""

import base64
import html
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.pictures.markup import Names, inline, plain, rendered

Json = dict[str, Any]
EPHEMERAL = 1 << 6
BUTTON_STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "destructive", 5: "secondary"}
COLOURS = ("#5865f2", "#3ba55d", "#faa61a", "#ed4245", "#eb459e")


@dataclass(frozen=True)
class Picture:
    """One picture: messages, or a modal, with the files that they show."""

    name: str
    messages: tuple[Json, ...] = ()
    modal: Json | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    taken: datetime | None = None  # when somebody looks at it: "in 3 days" counts from here


class Html:
    """Writes the messages of one picture."""

    def __init__(self, picture: Picture, now: datetime) -> None:
        self._files = picture.files
        people = dict(picture.people)
        for message in picture.messages:
            author = message["author"]
            people.setdefault(str(author["id"]), author.get("global_name") or author["username"])
        self._names = Names(now, people, dict(picture.channels))

    def message(self, message: Json) -> str:
        author = message["author"]
        name = author.get("global_name") or author["username"]
        if author.get("bot") and name.islower():
            name = "CalledIt"
        attributes = {
            "author": name,
            "avatar": avatar(name, bot=bool(author.get("bot"))),
            "timestamp": _clock(message["timestamp"]),
            "bot": bool(author.get("bot")),
            "edited": message.get("edited_timestamp") is not None,
            "ephemeral": bool(message.get("flags", 0) & EPHEMERAL),
        }
        parts = [
            self._used_command(message),
            rendered(message.get("content", ""), self._names),
            *(self.embed(e) for e in message.get("embeds", ())),
            self._attachments(message),
            self._components(message.get("components", [])),
        ]
        return _tag("discord-message", attributes, "".join(parts))

    def _used_command(self, message: Json) -> str:
        used = message.get("interaction")
        if not used:
            return ""
        user = used["user"]
        name = user.get("global_name") or user["username"]
        attributes = {
            "slot": "reply",
            "author": name,
            "avatar": avatar(name),
            "command": used["name"],
            "type": "slash_command" if used["name"].islower() else "message_command",
        }
        return _tag("discord-command", attributes, "")

    def embed(self, embed: Json) -> str:
        author, footer = embed.get("author") or {}, embed.get("footer") or {}
        attributes = {
            "slot": "embeds",
            "color": f"#{embed['color']:06x}" if embed.get("color") is not None else None,
            "author-name": plain(author.get("name", ""), self._names) or None,
            "author-url": author.get("url"),
            "author-image": self._file(author.get("icon_url")),
            "embed-title": plain(embed.get("title", ""), self._names) or None,
            "url": embed.get("url"),
            "thumbnail": self._file((embed.get("thumbnail") or {}).get("url")),
            "image": self._file((embed.get("image") or {}).get("url")),
        }
        parts = []
        if embed.get("description"):
            words = rendered(embed["description"], self._names)
            parts.append(_tag("discord-embed-description", {"slot": "description"}, words))
        if embed.get("fields"):
            parts.append(self._fields(embed["fields"]))
        if footer or embed.get("timestamp"):
            at = embed.get("timestamp")
            when = {"slot": "footer", "timestamp": at and _clock(at)}
            words = html.escape(footer.get("text", ""))
            parts.append(_tag("discord-embed-footer", when, words))
        return _tag("discord-embed", attributes, "".join(parts))

    def _fields(self, fields: list[Json]) -> str:
        shown, place = [], 0
        for entry in fields:
            place = place % 3 + 1 if entry.get("inline") else 0
            attributes = {
                "field-title": plain(entry["name"], self._names),
                "inline": bool(entry.get("inline")),
                "inline-index": str(place) if place else None,
            }
            words = rendered(entry["value"], self._names)
            shown.append(_tag("discord-embed-field", attributes, words))
        return _tag("discord-embed-fields", {"slot": "fields"}, "".join(shown))

    def _attachments(self, message: Json) -> str:
        shown = []
        for entry in message.get("attachments", ()):
            kind = entry.get("content_type", "")
            if kind.startswith("image/"):
                attributes = {"url": self._file(entry["url"]), "alt": entry.get("description")}
                shown.append(_tag("discord-image-attachment", attributes, ""))
            else:
                size = entry["size"]
                unit, amount = ("KB", f"{size / 1000:.1f}") if size >= 1000 else ("bytes", size)
                attributes = {"name": entry["filename"], "bytes": str(amount), "href": "#"}
                attributes |= {"bytes-unit": unit}
                shown.append(_tag("discord-file-attachment", attributes, ""))
        if not shown:
            return ""
        return _tag("discord-attachments", {"slot": "attachments"}, "".join(shown))

    def _components(self, components: list[Json]) -> str:
        if not components:
            return ""
        shown = "".join(self._component(c) for c in components)
        return _tag("discord-attachments", {"slot": "components"}, shown)

    def _component(self, component: Json) -> str:
        kind = component["type"]
        if kind == 1:
            inside = "".join(self._component(c) for c in component["components"])
            return _tag("discord-action-row", {}, inside)
        if kind == 2:
            return self._button(component)
        if kind in (3, 5, 6, 7, 8):
            return self._select(component)
        return self._layout(component)

    def _button(self, button: Json) -> str:
        emoji = (button.get("emoji") or {}).get("name") or ""
        attributes = {
            "type": BUTTON_STYLES.get(button["style"], "secondary"),
            "url": button.get("url"),
            "disabled": bool(button.get("disabled")),
        }
        words = html.escape(" ".join(w for w in (emoji, button.get("label") or "") if w))
        if button.get("url"):
            words += "&nbsp;"  # room before the arrow that leads out
        return _tag("discord-button", attributes, words)

    def _select(self, select: Json) -> str:
        chosen = [o["label"] for o in select.get("options", ()) if o.get("default")]
        hint = ", ".join(chosen) or select.get("placeholder") or "Make a selection"
        attributes = {"placeholder": hint, "disabled": bool(select.get("disabled"))}
        return _tag("discord-string-select-menu", attributes, "")

    def _layout(self, component: Json) -> str:
        """Draw the newer components, which the web components lack."""
        kind = component["type"]
        if kind == 10:
            return f'<div class="text">{rendered(component["content"], self._names)}</div>'
        if kind == 14:
            return '<div class="line"></div>' if component.get("divider", True) else "<br>"
        if kind == 12:
            items = (self._file(item["media"]["url"]) for item in component["items"])
            images = "".join(f'<img src="{url}" alt="">' for url in items if url)
            return f'<div class="gallery">{images}</div>'
        inside = "".join(self._component(c) for c in component.get("components", ()))
        if kind == 9:
            side = self._accessory(component["accessory"])
            return f'<div class="section"><div>{inside}</div>{side}</div>'
        if kind == 11:
            return f'<img class="thumbnail" src="{self._file(component["media"]["url"])}" alt="">'
        colour = component.get("accent_color")
        edge = f"border-left:4px solid #{colour:06x}" if colour is not None else ""
        return f'<div class="container" style="{edge}">{inside}</div>'

    def _accessory(self, component: Json) -> str:
        if component["type"] != 2:
            return self._component(component)
        # The web component of a button insists on a row around it.
        return f'<span class="button">{html.escape(component.get("label") or "")}</span>'

    def modal(self, modal: Json) -> str:
        """Draw a modal as Discord's app does."""
        rows = [self._modal_row(row) for row in modal["components"]]
        head = f'<div class="head">{html.escape(modal["title"])}<span>✕</span></div>'
        foot = '<div class="foot"><span>Cancel</span><b>Submit</b></div>'
        return f'<div class="modal">{head}<div class="rows">{"".join(rows)}</div>{foot}</div>'

    def _modal_row(self, row: Json) -> str:
        if row["type"] == 10:
            return f'<div class="text">{rendered(row["content"], self._names)}</div>'
        if row["type"] == 18:
            entry = row["component"]
            label, hint = row["label"], row.get("description") or ""
        else:
            entry = row["components"][0]
            label, hint = entry.get("label", ""), ""
        star = "<em>*</em>" if entry.get("required", True) else ""
        shown = f"<label>{html.escape(label)} {star}</label>"
        if hint:
            shown += f'<div class="hint">{inline(hint, self._names)}</div>'
        if entry["type"] == 4:
            value, tall = entry.get("value") or "", "tall" if entry["style"] == 2 else ""
            words = value or entry.get("placeholder") or ""
            faint = "" if value else "faint"
            return f'{shown}<div class="input {tall} {faint}">{html.escape(words)}</div>'
        return shown + self._select(entry)

    def _file(self, url: str | None) -> str | None:
        """Give a file's content itself, so that the page needs no network."""
        if url is None:
            return None
        name = url.rsplit("/", 1)[-1]
        # Two messages may each have a chart.png: the id before the name tells them apart.
        content = self._files.get("/".join(url.rsplit("/", 2)[1:])) or self._files.get(name)
        if content is None:
            return url if url.startswith("data:") else None
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def avatar(name: str, *, bot: bool = False) -> str:
    """Draw a round letter, for people of a test have no photographs."""
    colour = COLOURS[0] if bot else COLOURS[1 + sum(map(ord, name)) % (len(COLOURS) - 1)]
    letter = "✓" if bot else html.escape(name[:1].upper())
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><rect width="80" '
        f'height="80" fill="{colour}"/><text x="40" y="54" font-family="sans-serif" '
        f'font-size="40" fill="white" text-anchor="middle">{letter}</text></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()


def _clock(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp):%d/%m/%Y %H:%M}"


def _tag(name: str, attributes: Mapping[str, Any], inside: str) -> str:
    shown = []
    for key, value in attributes.items():
        if value is True:
            shown.append(f" {key}")
        elif value not in (None, False):
            shown.append(f' {key}="{html.escape(str(value))}"')
    return f"<{name}{''.join(shown)}>{inside}</{name}>"
