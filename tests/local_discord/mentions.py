"""Whom a message pings, after what its sender allowed."""

import re
from collections.abc import Mapping

from tests.local_discord import payloads
from tests.local_discord.world import Json, User

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")


def pinged(content: str, allowed: Json | None, users: Mapping[int, User]) -> Json:
    """Fill in the mentions of a message; without ``allowed`` everything that is written pings."""
    limits = {"parse": ["users", "roles", "everyone"]} if allowed is None else allowed
    named = [i for i in _allowed(USER.findall(content), "users", limits) if int(i) in users]
    everyone = "everyone" in (limits.get("parse") or []) and EVERYONE.search(content)
    return {
        "mentions": [payloads.user(users[int(i)]) for i in named],
        "mention_roles": _allowed(ROLE.findall(content), "roles", limits),
        "mention_everyone": bool(everyone),
    }


def _allowed(found: list[str], kind: str, limits: Json) -> list[str]:
    unique = list(dict.fromkeys(found))
    if kind in (limits.get("parse") or []):
        return unique
    listed = {str(i) for i in limits.get(kind) or []}
    return [i for i in unique if i in listed]
