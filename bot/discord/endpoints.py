"""Where Discord is: a proxy or a test server in place of the public addresses."""

from collections.abc import Iterator
from contextlib import contextmanager

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.settings import Settings


@contextmanager
def endpoints(settings: Settings) -> Iterator[None]:
    """Point discord.py at the addresses that were set, for as long as this lasts.

    They are class attributes of the library: two bots of one process share them.
    """
    api, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    if settings.discord_api_url is not None:
        Route.BASE = settings.discord_api_url
    if settings.discord_gateway_url is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, gateway
