"""How Discord gives back what was sent: embeds and components in their stored shape."""

import copy
from collections.abc import Iterable, Mapping

from tests.local_discord.schema import Fault
from tests.local_discord.world import Json


def shown_embed(embed: Json, files: Mapping[str, Json]) -> Json:
    """Describe an embed as Discord gives it back: nothing null, files resolved."""
    shown: Json = {"type": "rich"}
    for key, value in copy.deepcopy(embed).items():
        if value is None or key in ("type", "flags") or value in ("", []):
            continue
        if key in ("image", "thumbnail"):
            shown[key] = _media(value, files)
        elif key == "fields":
            shown[key] = [{"inline": False} | field for field in value]
        else:
            shown[key] = (
                {k: v for k, v in value.items() if v is not None}
                if isinstance(value, dict)
                else value
            )
    for key in ("author", "footer"):
        icon = shown.get(key, {}).get("icon_url", "")
        if icon.startswith("attachment://"):
            shown[key]["icon_url"] = _file_url(icon, files)
    return shown


def is_shown(name: str, embeds: Iterable[Json]) -> bool:
    """Say whether an embed shows a file by its name."""
    url = f"attachment://{name}"
    places = [embed.get(key) or {} for embed in embeds for key in ("image", "thumbnail")]
    icons = [embed.get(key) or {} for embed in embeds for key in ("author", "footer")]
    return any(p.get("url") == url for p in places) or any(i.get("icon_url") == url for i in icons)


def _media(media: Json, files: Mapping[str, Json]) -> Json:
    url = media["url"]
    if not url.startswith("attachment://"):
        return {"url": url, "proxy_url": url, "width": 0, "height": 0}
    found = files.get(url.removeprefix("attachment://"))
    if found is None:
        return {"url": url}
    size = {"width": found.get("width", 0), "height": found.get("height", 0)}
    return {"url": found["url"], "proxy_url": found["url"]} | size


def _file_url(url: str, files: Mapping[str, Json]) -> str:
    found = files.get(url.removeprefix("attachment://"))
    return str(found["url"]) if found else url


def numbered(components: list[Json]) -> list[Json]:
    """Give every component its number, and drop what is null or belongs to modals, as Discord does."""
    taken = 0

    def number(component: Json) -> Json:
        nonlocal taken
        taken += 1
        shown: Json = {"type": component["type"], "id": component.get("id") or taken}
        for key, value in component.items():
            if key in shown or key == "required" or value is None:
                continue
            if key == "components":
                shown[key] = [number(c) for c in value]
            elif key == "default_values":  # discord.py sends numbers, Discord answers with texts
                shown[key] = [{**each, "id": str(each["id"])} for each in value]
            elif key in ("accessory", "component"):
                shown[key] = number(value)
            else:
                shown[key] = copy.deepcopy(value)
        if shown["type"] in (3, 5, 6, 7, 8):
            shown = {"min_values": 1, "max_values": 1} | shown
        return shown

    return [number(c) for c in components]


def unresolved(embeds: Iterable[Json]) -> list[Fault]:
    """Find pictures that no file of the message is: Discord shows nothing, a test should know."""
    return [
        Fault(("embeds", str(n), key, "url"), "ATTACHMENT_NOT_FOUND", "No such file here")
        for n, embed in enumerate(embeds)
        for key in ("image", "thumbnail")
        if embed.get(key, {}).get("url", "").startswith("attachment://")
    ]
