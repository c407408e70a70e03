"""The fetcher for what people and sources point to, built from the settings; no database is needed for it."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.settings import Settings
    from predictions.watching.http import Fetcher


HOST_GAP = (
    1.0  # seconds between two requests to one host: twenty feeds of a site are not asked at once
)


def make_fetcher(settings: "Settings") -> "Fetcher":
    """Return a fetcher with the usual limits and with what the operator allows."""
    from predictions.watching.guard import parse_allow  # noqa: PLC0415 (HTTP is heavy)
    from predictions.watching.http import Fetcher  # noqa: PLC0415
    from predictions.watching.reply import FetchSettings  # noqa: PLC0415

    limits = FetchSettings(allow=parse_allow(settings.fetch_allow), host_gap_seconds=HOST_GAP)
    if settings.contact:
        limits = replace(limits, user_agent=f"{limits.user_agent} {settings.contact}")
    return Fetcher(limits)
