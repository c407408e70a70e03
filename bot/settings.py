"""Settings from CALLEDIT_* variables and `.env`: read once, on request, all problems at once."""

import logging
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from predictions.errors import InvalidValue
from predictions.times import zone

log = logging.getLogger("calledit.settings")

PREFIX = "CALLEDIT_"
BEGIN = PREFIX[:3]  # also of what may be meant for it: CALEDIT_, CALLED_IT_
NAME = re.compile(rf"^\s*(?:export\s+)?({BEGIN}\w+)\s*=", re.IGNORECASE | re.MULTILINE)
USUAL_DATABASE = re.compile(r"sqlite:///[^@]*|postgres(?:ql)?://[^/@]*@[\w.-]+(?::\d+)?/\w+")
LARGEST_ID = 2**63 - 1  # what both databases and Discord hold

# What pydantic finds wrong, for people; `ctx` of its error fills in the limits.
PROBLEMS = {
    "int_parsing": "must be a whole number",
    "float_parsing": "must be a number",
    "bool_parsing": "must be true or false",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge} or more",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "string_too_long": "must have at most {max_length} characters",
}


class SettingsError(Exception):
    """One or more settings are wrong; the message names each."""


def _database(value: str) -> str:
    if USUAL_DATABASE.fullmatch(value) is None:
        from storage.engine import parse_url  # noqa: PLC0415 (slow, and most are of the usual form)
        from storage.errors import DatabaseUnusable  # noqa: PLC0415

        try:
            parse_url(value)
        except DatabaseUnusable as error:
            raise ValueError(str(error)) from None
    return value


def _web(value: str) -> str:
    if urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).netloc:
        raise ValueError("must be an address that begins with https:// or http://")
    return value.rstrip("/")


def _socket(value: str) -> str:
    if urlsplit(value).scheme not in ("ws", "wss") or not urlsplit(value).netloc:
        raise ValueError("must be an address that begins with wss:// or ws://")
    return value


def _zone(value: str) -> str:
    try:
        zone(value)
    except InvalidValue as error:
        raise ValueError(error.problem) from None
    return value


def _prices(value: str) -> str:
    plain = value.replace(" ", "")
    if re.fullmatch(r"\d{1,6}(\.\d{1,6})?/\d{1,6}(\.\d{1,6})?", plain) is None:
        raise ValueError("must be two amounts such as 0.15/0.60: for a million tokens in, and out")
    return plain


def _shards(value: str) -> str:
    numbers = re.fullmatch(r"(\d{1,5})-(\d{1,5})/(\d{1,5})", value)
    first, last, count = (int(number) for number in numbers.groups()) if numbers else (0, 0, 0)
    if not first <= last < count:
        raise ValueError(f"{value} is no range of shards; write 0-3/16: the first four of sixteen")
    return value


def _networks(value: str) -> str:
    if value.strip():
        from predictions.watching.guard import parse_allow  # noqa: PLC0415 (most set none)

        try:
            parse_allow(value)
        except InvalidValue as error:
            raise ValueError(f"{error.problem}; write 10.0.0.0/8,intranet.example:8000") from None
    return value


def _plain_line(value: str) -> str:
    if re.fullmatch(r"[\x20-\x7e]+", value) is None:
        raise ValueError("goes into a header: write it in plain ASCII, such as ann@example.org")
    return value


DatabaseAddress = Annotated[str, AfterValidator(_database)]
Shards = Annotated[str, AfterValidator(_shards)]
Networks = Annotated[str, AfterValidator(_networks)]
HeaderLine = Annotated[str, AfterValidator(_plain_line)]
TwoPrices = Annotated[str, AfterValidator(_prices)]
WebAddress = Annotated[str, AfterValidator(_web)]
SocketAddress = Annotated[str, AfterValidator(_socket)]
TimeZone = Annotated[str, AfterValidator(_zone)]


def default_database() -> str:
    """Return the address of the SQLite file in the user's data folder."""
    return f"sqlite:///{user_data_path('calledit') / 'calledit.db'}"


class Settings(BaseSettings):
    """Everything that can be set, with its default; docs/operations.md explains each."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_ignore_empty=True,  # `NAME=` is how files and compose say that something is not set
        extra="ignore",
        hide_input_in_errors=True,
    )

    database_url: DatabaseAddress = Field(
        default_factory=default_database, description="sqlite:///… or postgresql://…"
    )
    discord_token: SecretStr | None = Field(default=None, description="the bot's token")
    discord_api_url: WebAddress | None = Field(
        default=None, description="REST base up to the version, for a proxy or a test server"
    )
    discord_gateway_url: SocketAddress | None = Field(
        default=None, description="gateway address, for a proxy or a test server"
    )
    discord_channel_id: int | None = Field(
        default=None,
        gt=0,
        le=LARGEST_ID,
        description="where posts go whose prediction has no channel of its own",
    )
    discord_shards: Shards | None = Field(
        default=None,
        description="which gateway shards this process serves, such as 0-3/16; default: all",
    )
    tick_seconds: float = Field(
        default=60, gt=0, le=86_400, description="how often the service looks for what is due"
    )
    time_zone: TimeZone | None = Field(
        default=None, description="IANA name; default: that of the machine"
    )
    forecaster: str | None = Field(
        default=None,
        max_length=200,
        description="the name under which forecasts from the command line are kept",
    )
    events: Path | None = Field(
        default=None, description="a file of events that documents use as deadlines"
    )
    fetch_allow: Networks = Field(
        default="", description="networks or host:port that may be fetched although private"
    )
    manifold_url: WebAddress = "https://api.manifold.markets"
    polymarket_url: WebAddress = "https://gamma-api.polymarket.com"
    kalshi_url: WebAddress = "https://api.elections.kalshi.com/trade-api/v2"
    metaculus_url: WebAddress = "https://www.metaculus.com/api"
    polymarket_clob_url: WebAddress | None = Field(
        default=None, description="base of Polymarket's order books"
    )
    arxiv_url: WebAddress | None = None
    github_url: WebAddress | None = None
    hackernews_url: WebAddress | None = None
    wikidata_url: WebAddress | None = None
    wikipedia_url: WebAddress | None = None
    fred_url: WebAddress | None = None
    edgar_url: WebAddress | None = None
    gdelt_url: WebAddress | None = None
    metaculus_token: SecretStr | None = Field(
        default=None, description="without one, Metaculus is not asked"
    )
    fred_key: SecretStr | None = Field(default=None, description="for series of FRED")
    github_token: SecretStr | None = Field(
        default=None, description="for more requests to GitHub an hour"
    )
    contact: HeaderLine | None = Field(
        default=None,
        max_length=200,
        description="an address that sources may write to; SEC EDGAR asks for one",
    )
    llm_url: WebAddress | None = Field(
        default=None, description="base of an OpenAI-compatible endpoint"
    )
    llm_model: str | None = Field(default=None, description="the model's name there")
    llm_key: SecretStr | None = Field(default=None, description="the key for it")
    llm_seconds: float | None = Field(
        default=None,
        gt=0,
        le=86_400,
        description="how long one answer may take; default: 180, 900 on one's own machine or network",
    )
    llm_price: TwoPrices | None = Field(
        default=None,
        description="its price for a million tokens in and out, such as 0.15/0.60",
    )


def load(env_file: Path | None = None) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: some are wrong; all of them are listed, no secret is shown.
    """
    file = env_file or Path(".env")
    try:
        settings = Settings(_env_file=file)  # type: ignore[call-arg]
        written = file.read_text("utf-8") if file.is_file() else ""
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        problems = [f"  {_name(each['loc'])}: {_problem(each)}" for each in found]
        count = "a setting is" if len(problems) == 1 else f"{len(problems)} settings are"
        raise SettingsError("\n".join([f"{count} wrong:", *problems])) from None
    except UnicodeDecodeError:
        raise SettingsError(f"{file} is not text in UTF-8: save it again as UTF-8") from None
    except OSError as error:
        # With its folder: a working folder that may not be entered, as a volume of another user, says the same.
        where, why = file.absolute(), (error.strerror or "").lower()
        raise SettingsError(f"{where} cannot be read: {why}") from None
    for name, near in _mistyped([*NAME.findall(written), *os.environ]).items():
        log.warning("%s is no setting and does nothing. Did you mean %s?", name, near)
    return settings


def _mistyped(names: Iterable[str]) -> dict[str, str]:
    """Return what is nearly the name of a setting, and that name."""
    known = {field.upper() for field in Settings.model_fields}
    whole = {PREFIX + name for name in known}
    # Of other programs' variables there are many, but hardly any begins as ours do.
    ours = {name.upper() for name in names if name.upper().startswith(BEGIN)} - whole
    if not ours:
        return {}
    from difflib import get_close_matches  # noqa: PLC0415 (few mistype)

    found: dict[str, str] = {}
    for name in sorted(ours):
        bare = name.removeprefix(PREFIX)
        if bare != name:  # all begin alike, which says nothing of how near they are
            near = [PREFIX + other for other in get_close_matches(bare, known, n=1, cutoff=0.8)]
        else:
            near = get_close_matches(name, whole, n=1, cutoff=0.87)
        found |= {name: near[0]} if near else {}
    return found


def _name(place: tuple[int | str, ...]) -> str:
    return PREFIX + "_".join(str(part) for part in place).upper()


def _problem(found: Any) -> str:
    said = PROBLEMS.get(found["type"])
    context = found.get("ctx", {})
    return said.format(**context) if said else found["msg"].removeprefix("Value error, ")


def missing_for_a_model(settings: Settings) -> list[str]:
    """Return the names of the settings without which no language model can be asked."""
    needed = ("llm_url", "llm_model")  # models on one's own machine need no key
    return [f"CALLEDIT_{name.upper()}" for name in needed if not getattr(settings, name)]
