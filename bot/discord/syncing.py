"""Commands are told to Discord only when they changed: each time counts against a daily limit."""

import hashlib
import json
import logging
from typing import TYPE_CHECKING

from storage import bookmarks

if TYPE_CHECKING:
    from bot.discord.client import CalledItClient

log = logging.getLogger("calledit.discord")


async def fingerprint(client: "CalledItClient") -> str:
    """Return a hash of everything that Discord is told about our commands."""
    translator = client.tree.translator
    payload = [
        await command.get_translated_payload(client.tree, translator)
        if translator
        else command.to_dict(client.tree)
        for command in client.tree.get_commands()
    ]
    text = json.dumps(payload, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


async def sync_if_changed(client: "CalledItClient") -> bool:
    """Tell Discord our commands if they differ from what it was told last; say whether."""
    name = f"commands:{client.application_id}"
    now = await fingerprint(client)
    if await client.desk.read(lambda s: bookmarks.get(s, name)) == now:
        return False
    await client.tree.sync()
    await client.desk.write(lambda s: bookmarks.put(s, name, now))
    log.info("commands synced")
    return True
