"""The rules on messages and modals that Discord enforces and its description lacks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.local_discord.schema import Fault, Json, Path

V2_FLAG = 1 << 15
ROW, BUTTON, TEXT_INPUT, TEXT = 1, 2, 4, 10
SELECTS = (3, 5, 6, 7, 8)
IN_V2_ONLY = (9, 10, 11, 12, 13, 14, 17)
LINK_STYLE, SHOP_STYLE = 5, 6
MAX_FILE = 10 * 1024 * 1024
WEB = ("http://", "https://")
SHOWN = (*WEB, "attachment://")
EMBED_TEXTS = {"title": 256, "description": 4096}


def message_faults(body: Json, files: Mapping[str, bytes]) -> list[Fault]:
    """Check what a message may hold, whichever route it takes."""
    faults: list[Fault] = []
    _too_long(faults, ("content",), body.get("content"), 2000)
    faults += embed_faults(body.get("embeds") or [])
    faults += component_faults(body.get("components") or [], flags=body.get("flags") or 0)
    faults += attachment_faults(body, files)
    if (body.get("flags") or 0) & V2_FLAG:
        for key in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(key):
                words = "cannot be used with the components v2 flag"
                faults.append(Fault((key,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS", words))
    return faults


def embed_faults(embeds: Sequence[Json]) -> list[Fault]:
    faults: list[Fault] = []
    if len(embeds) > 10:
        faults.append(Fault(("embeds",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length."))
    total = 0
    for number, embed in enumerate(embeds):
        at: Path = ("embeds", str(number))
        faults += _url_faults(at, embed)
        texts = list(_embed_texts(embed))
        for path, text, most in texts:
            _too_long(faults, (*at, *path), text, most)
        if len(embed.get("fields") or []) > 25:
            faults.append(Fault((*at, "fields"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer"))
        total += sum(len(text.strip()) for _, text, _ in texts)
        for key, field in enumerate(embed.get("fields") or []):
            for part in ("name", "value"):
                if not str(field.get(part) or "").strip():
                    words = "This field is required"
                    place = (*at, "fields", str(key), part)
                    faults.append(Fault(place, "BASE_TYPE_REQUIRED", words))
    if total > 6000:
        words = f"Embeds hold {total} characters together; 6000 are allowed"
        faults.append(Fault(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", words))
    return faults


def _url_faults(at: Path, embed: Json) -> list[Fault]:
    """Check where an embed points: the web, and for pictures also its own files."""
    places = (
        ("", "url", WEB),
        ("author", "url", WEB),
        ("image", "url", SHOWN),
        ("thumbnail", "url", SHOWN),
        ("author", "icon_url", SHOWN),
        ("footer", "icon_url", SHOWN),
    )
    return [
        Fault((*at, *([part] if part else []), key), "URL_TYPE_INVALID_SCHEME", f"Not {schemes}")
        for part, key, schemes in places
        if (url := ((embed.get(part) if part else embed) or {}).get(key))
        and not url.startswith(schemes)
    ]


def _embed_texts(embed: Json) -> Iterator[tuple[Path, str, int]]:
    for key, most in EMBED_TEXTS.items():
        yield (key,), embed.get(key) or "", most
    yield ("footer", "text"), (embed.get("footer") or {}).get("text") or "", 2048
    yield ("author", "name"), (embed.get("author") or {}).get("name") or "", 256
    for number, field in enumerate(embed.get("fields") or []):
        yield ("fields", str(number), "name"), field.get("name") or "", 256
        yield ("fields", str(number), "value"), field.get("value") or "", 1024


def every_component(components: Sequence[Json], at: Path = ()) -> Iterator[tuple[Path, Json]]:
    """Walk components with all that are nested in them."""
    for number, component in enumerate(components):
        here = (*at, str(number))
        yield here, component
        yield from every_component(component.get("components") or [], (*here, "components"))
        for key in ("accessory", "component"):
            if isinstance(component.get(key), dict):
                nested = component[key]
                yield (*here, key), nested
                yield from every_component(nested.get("components") or [], (*here, key))


def component_faults(components: Sequence[Json], *, flags: int) -> list[Fault]:
    faults: list[Fault] = []
    everything = list(every_component(components, ("components",)))
    if len(everything) > 40:
        words = f"{len(everything)} components with the nested ones; 40 are allowed"
        faults.append(Fault(("components",), "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", words))
    faults += _legacy_faults(components, everything) if not flags & V2_FLAG else []
    faults += _twice(everything)
    for path, component in everything:
        faults += _row_faults(path, component)
        faults += _button_faults(path, component)
        faults += _select_faults(path, component)
    shown = sum(len(c.get("content") or "") for _, c in everything if c.get("type") == TEXT)
    if shown > 4000:
        words = f"{shown} characters of text; 4000 are allowed"
        faults.append(Fault(("components",), "BASE_TYPE_MAX_LENGTH", words))
    return faults


def _legacy_faults(
    components: Sequence[Json], everything: Sequence[tuple[Path, Json]]
) -> list[Fault]:
    faults = [
        Fault((*path, "type"), "UNION_TYPE_CHOICES", "Needs the components v2 flag")
        for path, component in everything
        if component.get("type") in IN_V2_ONLY
    ]
    if len(components) > 5:
        faults.append(
            Fault(("components",), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
        )
    return faults


def _twice(everything: Sequence[tuple[Path, Json]]) -> list[Fault]:
    faults: list[Fault] = []
    seen: set[Any] = set()
    for path, component in everything:
        for key in ("custom_id", "id"):
            value = component.get(key)
            if not value:
                continue
            if (key, value) in seen:
                code = f"COMPONENT_{key.upper()}_DUPLICATED"
                faults.append(Fault((*path, key), code, "Component ids cannot be duplicated"))
            seen.add((key, value))
    return faults


def _row_faults(path: Path, component: Json) -> list[Fault]:
    if component.get("type") != ROW:
        return []
    inside = component.get("components") or []
    wide = [c for c in inside if c.get("type") != BUTTON]
    if not 1 <= len(inside) <= 5 or (wide and len(inside) > 1):
        words = "A row holds up to 5 buttons, or one other component"
        return [Fault((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", words)]
    return []


def _button_faults(path: Path, component: Json) -> list[Fault]:
    if component.get("type") != BUTTON:
        return []
    faults: list[Fault] = []
    style = component.get("style")
    has_id, has_url = bool(component.get("custom_id")), bool(component.get("url"))
    if style == LINK_STYLE and (has_id or not has_url):
        faults.append(Fault(path, "BUTTON_COMPONENT_INVALID", "A link has a url and no custom_id"))
    if has_url and not component["url"].startswith((*WEB, "discord://")):
        words = "Scheme must be http, https or discord."
        faults.append(Fault((*path, "url"), "URL_TYPE_INVALID_SCHEME", words))
    if style not in (LINK_STYLE, SHOP_STYLE) and (has_url or not has_id):
        words = "A button has a custom_id and no url"
        faults.append(Fault(path, "BUTTON_COMPONENT_INVALID", words))
    if style != SHOP_STYLE and not component.get("label") and not component.get("emoji"):
        words = "A button needs a label or an emoji"
        faults.append(Fault(path, "BUTTON_COMPONENT_LABEL_REQUIRED", words))
    return faults


def _select_faults(path: Path, component: Json) -> list[Fault]:
    if component.get("type") not in SELECTS:
        return []
    faults: list[Fault] = []
    options = component.get("options") or []
    values = [o.get("value") for o in options]
    if len(set(values)) != len(values):
        words = "The specified option value is already used"
        faults.append(Fault((*path, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words))
    least, most = component.get("min_values"), component.get("max_values")
    least, most = (1 if least is None else least), (1 if most is None else most)
    if least > most or (component.get("type") == 3 and most > max(1, len(options))):
        words = "min_values and max_values do not fit the options"
        faults.append(Fault(path, "SELECT_COMPONENT_RANGE", words))
    if sum(bool(o.get("default")) for o in options) > most:
        faults.append(Fault(path, "SELECT_COMPONENT_TOO_MANY_DEFAULTS", "Too many defaults"))
    return faults


def attachment_faults(body: Json, files: Mapping[str, bytes]) -> list[Fault]:
    """Match ``files[n]`` with ``attachments[n]``, and check number and size."""
    faults: list[Fault] = []
    listed = body.get("attachments") or []
    if len(listed) > 10 or len(files) > 10:
        faults.append(Fault(("attachments",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer"))
    ids = {str(a.get("id")) for a in listed}
    names = {f"files[{a}]" for a in ids}
    for field, content in files.items():
        if listed and field not in names:
            faults.append(Fault((field,), "ATTACHMENT_NOT_FOUND", "No attachment names this file"))
        if len(content) > MAX_FILE:
            faults.append(Fault((field,), "BASE_TYPE_MAX_LENGTH", "File larger than 10 MiB"))
    if len(ids) != len(listed):
        faults.append(Fault(("attachments",), "ATTACHMENT_ID_DUPLICATED", "Ids must differ"))
    return faults


def modal_faults(modal: Json) -> list[Fault]:
    faults: list[Fault] = []
    rows = modal.get("components") or []
    _too_long(faults, ("data", "title"), modal.get("title"), 45)
    if not 1 <= len(rows) <= 5:
        words = "Must be between 1 and 5 in length."
        faults.append(Fault(("data", "components"), "BASE_TYPE_BAD_LENGTH", words))
    everything = list(every_component(rows, ("data", "components")))
    faults += _twice(everything)
    for path, component in everything:
        if component.get("type") == TEXT_INPUT:
            faults += _input_faults(path, component)
    return faults


def _input_faults(path: Path, component: Json) -> list[Fault]:
    faults: list[Fault] = []
    labelled = path[-1] == "component"
    if bool(component.get("label")) == labelled:
        words = "A text input has its label in its Label, or its own in a row"
        faults.append(Fault((*path, "label"), "TEXT_INPUT_LABEL", words))
    least, most = component.get("min_length") or 0, component.get("max_length") or 4000
    if least > most:
        faults.append(Fault((*path, "min_length"), "TEXT_INPUT_RANGE", "min_length > max_length"))
    value = component.get("value")
    # An empty preset is as none; any other must be one that the person could have sent.
    if value and not least <= len(value) <= most:
        words = f"Must be between {least} and {most} in length."
        faults.append(Fault((*path, "value"), "BASE_TYPE_BAD_LENGTH", words))
    return faults


def choice_faults(choices: Sequence[Json]) -> list[Fault]:
    """Check the choices of an autocompletion."""
    at: Path = ("data", "choices")
    if len(choices) > 25:
        return [Fault(at, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")]
    return [
        # The description allows 6000, the documentation 100.
        Fault((*at, str(n), "value"), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
        for n, choice in enumerate(choices)
        if isinstance(choice["value"], str) and len(choice["value"]) > 100
    ]


def is_empty(message: Json) -> bool:
    """Say whether a stored message has nothing to show."""
    parts = ("content", "embeds", "components", "attachments", "sticker_items")
    return not any(message.get(part) for part in parts)


def _too_long(faults: list[Fault], path: Path, text: str | None, most: int) -> None:
    if text is not None and len(text) > most:
        words = f"Must be {most} or fewer in length."
        faults.append(Fault(path, "BASE_TYPE_MAX_LENGTH", words))
