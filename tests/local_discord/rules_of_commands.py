"""The rules on commands that Discord enforces and its description lacks."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tests.local_discord.schema import Fault, Json, Path

CHAT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
MOST_OF_KIND = {CHAT: 100, USER_MENU: 15, MESSAGE_MENU: 15}
LOCALES = frozenset(
    ["ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he", "hi", "hr", "hu", "id",
     "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW"]
)  # fmt: skip


def command_faults(commands: Sequence[Json]) -> list[Fault]:
    """Check a whole set of commands, as an overwrite sends it."""
    faults: list[Fault] = []
    kinds = Counter(c.get("type") or CHAT for c in commands)
    for kind, most in MOST_OF_KIND.items():
        if kinds[kind] > most:
            words = f"Maximum number of application commands of type {kind} reached ({most})"
            faults.append(Fault((), "APPLICATION_COMMANDS_LIMIT", words))
    names = Counter((c.get("type") or CHAT, c.get("name")) for c in commands)
    for number, command in enumerate(commands):
        at: Path = (str(number),)
        if names[(command.get("type") or CHAT, command.get("name"))] > 1:
            words = "Application command names must be unique"
            code = "APPLICATION_COMMANDS_DUPLICATE_NAME"
            faults.append(Fault((*at, "name"), code, words))
        faults += _one(at, command)
    return faults


def _one(at: Path, command: Json) -> list[Fault]:
    faults: list[Fault] = []
    if (command.get("type") or CHAT) == CHAT:
        faults += _named(at, command)
        if not command.get("description"):
            words = "This field is required"
            faults.append(Fault((*at, "description"), "BASE_TYPE_REQUIRED", words))
        faults += _option_faults((*at, "options"), command.get("options") or [])
    else:
        for key in ("description", "options"):
            if command.get(key):
                words = "Context menu commands have none"
                faults.append(Fault((*at, key), "APPLICATION_COMMAND_CONTEXT_MENU", words))
    if size_of(command) > 8000:
        words = f"Command holds {size_of(command)} characters; 8000 are allowed"
        faults.append(Fault(at, "APPLICATION_COMMAND_TOO_LARGE", words))
    return faults


def _named(at: Path, entry: Json) -> list[Fault]:
    faults: list[Fault] = []
    if not valid_name(str(entry.get("name"))):
        faults.append(Fault((*at, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Invalid name"))
    for locale, name in (entry.get("name_localizations") or {}).items():
        if not valid_name(name):
            path = (*at, "name_localizations", locale)
            faults.append(Fault(path, "APPLICATION_COMMAND_INVALID_NAME", "Invalid name"))
    for key in ("name_localizations", "description_localizations"):
        faults += [
            Fault((*at, key, locale), "ENUM_TYPE_COERCE", "No such locale")
            for locale in entry.get(key) or {}
            if locale not in LOCALES
        ]
    return faults


def valid_name(name: str) -> bool:
    """Say whether a name fits Discord's pattern: letters, numbers, - _ ', and no upper case."""
    allowed = all(c in "-_'" or unicodedata.category(c)[0] in "LNM" for c in name)
    return 1 <= len(name) <= 32 and allowed and name == name.lower()


def _option_faults(at: Path, options: Sequence[Json], depth: int = 0) -> list[Fault]:
    faults: list[Fault] = []
    if len(options) > 25:
        faults.append(Fault(at, "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length."))
    if len({o.get("name") for o in options}) != len(options):
        words = "Option names must be unique"
        faults.append(Fault(at, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", words))
    nested = [o.get("type") in (SUBCOMMAND, GROUP) for o in options]
    if any(nested) and not all(nested):
        words = "Sub-commands and values cannot be mixed"
        faults.append(Fault(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words))
    optional_seen = False
    for number, option in enumerate(options):
        here = (*at, str(number))
        faults += _named(here, option)
        faults += _value_faults(here, option)
        if option.get("required") and optional_seen:
            words = "Required options must be placed before non-required options"
            faults.append(Fault(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", words))
        optional_seen |= not option.get("required")
        if option.get("type") in (SUBCOMMAND, GROUP):
            if depth > 1 or (option.get("type") == GROUP and depth):
                words = "Nested too deeply"
                faults.append(Fault(here, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", words))
            faults += _option_faults((*here, "options"), option.get("options") or [], depth + 1)
    return faults


def _value_faults(at: Path, option: Json) -> list[Fault]:
    faults: list[Fault] = []
    choices = option.get("choices") or []
    if choices and option.get("autocomplete"):
        words = "Choices and autocomplete exclude each other"
        faults.append(Fault(at, "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES", words))
    for key in ("name", "value"):
        if len({c.get(key) for c in choices}) != len(choices):
            words = f"Choices must have different {key}s"
            faults.append(Fault((*at, "choices"), "APPLICATION_COMMAND_OPTIONS_CHOICE", words))
    for number, choice in enumerate(choices):
        if isinstance(choice.get("value"), str) and len(choice["value"]) > 100:
            path = (*at, "choices", str(number), "value")
            faults.append(Fault(path, "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length."))
    for low, high in (("min_value", "max_value"), ("min_length", "max_length")):
        least, most = option.get(low), option.get(high)
        if least is not None and most is not None and least > most:
            faults.append(Fault((*at, low), "NUMBER_TYPE_RANGE", f"{low} above {high}"))
    return faults


def size_of(entry: Json) -> int:
    """Count the characters of a command as Discord does: the longest wording of each text."""
    total = _longest(entry, "name") + _longest(entry, "description")
    for choice in entry.get("choices") or []:
        total += _longest(choice, "name") + _value_size(choice.get("value"))
    return total + sum(size_of(option) for option in entry.get("options") or [])


def _longest(entry: Json, key: str) -> int:
    wordings = [entry.get(key) or "", *(entry.get(f"{key}_localizations") or {}).values()]
    return max(len(w) for w in wordings)


def _value_size(value: Any) -> int:
    return len(value) if isinstance(value, str) else 0
