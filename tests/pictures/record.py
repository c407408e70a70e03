"""Pictures of what the bot really sent to a local Discord."""

import copy
from datetime import datetime

from tests.local_discord.interaction import Interaction
from tests.local_discord.server import LocalDiscord
from tests.pictures.message_html import Json, Picture


def recorded(server: LocalDiscord, name: str, *messages: Json, taken: datetime) -> Picture:
    """Take messages as they stand now, with their files and everybody's names."""
    world = server.world
    files: dict[str, bytes] = {}
    for message in messages:
        for entry in world.messages[int(message["id"])].attached:
            files[f"{entry['id']}/{entry['filename']}"] = world.files[int(entry["id"])][2]
    people = {str(user.id): user.name.title() for user in world.users.values()}
    channels = {str(channel.id): channel.name for channel in world.channels.values()}
    shown = tuple(copy.deepcopy(message) for message in messages)
    return Picture(name, shown, files=files, people=people, channels=channels, taken=taken)


def recorded_modal(name: str, shown: Interaction) -> Picture:
    """Take the modal that an interaction was answered with."""
    return Picture(name, modal=copy.deepcopy(shown.modal))
