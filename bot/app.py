"""The composition root: the one place that builds everything from the settings."""

import getpass
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING

from tzlocal import get_localzone_name

from bot.clock import Clock, system_clock
from bot.fetching import make_fetcher
from bot.settings import Settings, load
from predictions.times import zone
from storage.ledger import Ledger

if TYPE_CHECKING:
    from bot.knowing import Terms
    from predictions.watching.http import Fetcher

# Kinds of source whose base address is a setting.
SERVICES = (
    "manifold",
    "polymarket",
    "polymarket_clob",
    "kalshi",
    "metaculus",
    "arxiv",
    "github",
    "hackernews",
    "wikidata",
    "wikipedia",
    "fred",
    "edgar",
    "gdelt",
)


@dataclass
class App:
    """What commands, the ticker and the Discord client work with."""

    settings: Settings
    clock: Clock
    ledger: Ledger
    random: Random = field(default_factory=Random)  # for the jitter of polite intervals

    def now(self) -> datetime:
        """Return this moment, by the clock the app was built with."""
        return self.clock()

    @cached_property
    def terms(self) -> "Terms":
        """What running predictions look for, at hand; the ledger holds the truth."""
        from bot.knowing import Terms  # noqa: PLC0415 (most commands look for nothing)

        return Terms()

    @cached_property
    def time_zone(self) -> str:
        """The zone in which deadlines are understood and times are shown."""
        return self.settings.time_zone or _machine_zone()

    @property
    def today(self) -> date:
        """The day it is in that zone."""
        return self.now().astimezone(zone(self.time_zone)).date()

    @property
    def me(self) -> str:
        """The name under which forecasts from the command line are kept."""
        return self.settings.forecaster or _login()

    @property
    def bases(self) -> Mapping[str, str]:
        """The base addresses of the services that are watched, by kind of source."""
        set_to = ((kind, getattr(self.settings, f"{kind}_url")) for kind in SERVICES)
        return {kind: url for kind, url in set_to if url}

    @property
    def tokens(self) -> Mapping[str, str]:
        """The tokens of services that work only with one, by kind of source."""
        settings = self.settings
        known = {
            "metaculus": settings.metaculus_token,
            "fred": settings.fred_key,
            "github": settings.github_token,
        }
        return {kind: token.get_secret_value() for kind, token in known.items() if token}

    def fetcher(self) -> "Fetcher":
        """Return a new fetcher; use it in `async with`."""
        return make_fetcher(self.settings)


def _machine_zone() -> str:
    try:
        return get_localzone_name() or "UTC"
    except (OSError, LookupError, ValueError):
        return "UTC"  # containers often have none


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "me"  # a container's numeric user has no name


@contextmanager
def open_app(settings: Settings | None = None, clock: Clock = system_clock) -> Iterator[App]:
    """Build the app, and close what it opened.

    Raises:
        SettingsError, StorageError: what is wrong, and what to do about it.
    """
    chosen = settings or load()
    ledger = Ledger(chosen.database_url)
    try:
        yield App(chosen, clock, ledger)
    finally:
        ledger.close()
