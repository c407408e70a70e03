"""The language model that the operator may have configured: where it is, and how it is asked."""

import asyncio
import ipaddress
import json as jsons
from collections.abc import Callable, Mapping
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.clock import Clock, system_clock
from bot.errors import UserError
from bot.settings import Settings, missing_for_a_model
from predictions.errors import LimitExceeded, NobodyThere, SourceError, TookTooLong
from predictions.llm import (
    Cost,
    Endpoint,
    Found,
    Memory,
    Post,
    Prices,
    Reading,
    Reply,
    Sleep,
    estimate,
)
from predictions.llm.question import about_document

if TYPE_CHECKING:
    from datetime import date

    from bot.reading import Given
    from predictions.reading import ReadDocument
    from predictions.watching.http import Fetcher


def endpoint(settings: Settings) -> Endpoint:
    """Return the endpoint that the settings name.

    Raises:
        UserError: some are missing, or the key cannot be one.
    """
    lacking = missing_for_a_model(settings)
    if settings.llm_url is None or settings.llm_model is None or lacking:
        raise UserError(
            f"no language model is configured: set {' and '.join(lacking)}, and CALLEDIT_LLM_KEY "
            "where the endpoint asks for a key"
        )
    base = settings.llm_url.removesuffix("/chat/completions")
    return Endpoint(url=base, model=settings.llm_model, key=_key(settings))


STOPPED = "you stopped it"
_OWN_NAMES = (".localhost", ".local", ".lan", ".internal", ".home.arpa")
# Seconds for an answer: of a machine at home, of one that is made for it.
_NEAR, _FAR = 900.0, 180.0


def is_ones_own(url: str) -> bool:
    """Return whether an address is on this machine or network, where nobody sends a bill."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith(_OWN_NAMES)


def seconds(settings: Settings) -> float:
    """Return how long one answer may take."""
    return settings.llm_seconds or (_NEAR if is_ones_own(settings.llm_url or "") else _FAR)


def prices(settings: Settings) -> Prices | None:
    """Return what the model costs; None where nobody said it."""
    if settings.llm_price:
        into, out = map(float, settings.llm_price.split("/"))
        return Prices(input=into, output=out)
    return Prices(input=0, output=0) if is_ones_own(settings.llm_url or "") else None


def _key(settings: Settings) -> str | None:
    secret = settings.llm_key.get_secret_value().strip() if settings.llm_key else ""
    if not (secret.isascii() and secret.isprintable()):
        raise UserError("CALLEDIT_LLM_KEY holds characters that no key has")
    return secret or None


def make_fetcher(settings: Settings) -> "Fetcher":
    """Return a fetcher that gives the endpoint time and reaches nothing else that is private."""
    from predictions.watching.http import Fetcher  # noqa: PLC0415 (HTTP is heavy)
    from predictions.watching.judge import settings_for  # noqa: PLC0415
    from predictions.watching.reply import FetchSettings  # noqa: PLC0415

    limits = settings_for(endpoint(settings), FetchSettings(), seconds=seconds(settings))
    return Fetcher(limits)


def poster(fetcher: "Fetcher", *, clock: Clock, key: str | None) -> Post:
    """Return what sends JSON and gives the reply; a key that comes back is blotted out."""

    async def post(url: str, json: Mapping[str, Any], headers: Mapping[str, str]) -> Reply:
        body = jsons.dumps(json, ensure_ascii=True).encode()
        told = {"Content-Type": "application/json", **headers}
        try:
            reply = await fetcher.send(url, now=clock(), body=body, headers=told)
        except TookTooLong:
            raise  # smaller pieces may be in time
        except NobodyThere as error:
            raise NobodyThere(f"{error}; is the model's server running there?") from None
        except LimitExceeded as error:
            raise SourceError(str(error)) from None
        said = reply.body.replace(key.encode(), b"***") if key else reply.body
        return Reply(reply.status, said, reply.retry_after)

    return post


def cost(
    found: "ReadDocument", given: "Given", settings: Settings, memory: Memory | None = None
) -> Cost:
    """Return what asking about a document takes."""
    return estimate(
        found.text,
        endpoint(settings),
        prices=prices(settings),
        about=about_document(*_known(found, given)),
        memory=memory,
    )


def _known(found: "ReadDocument", given: "Given") -> tuple["date | None", str | None, str | None]:
    """Return day, author and title of a document."""
    return given.published or found.published, given.author or found.author, found.title


async def find(
    found: "ReadDocument",
    given: "Given",
    settings: Settings,
    *,
    memory: Memory | None = None,
    on_piece: Callable[[int, int], None] | None = None,
    clock: Clock = system_clock,
    sleep: Sleep = asyncio.sleep,
    random: Random | None = None,
) -> Found:
    """Ask the model what is forecast in a document; Ctrl-C ends it with what was read so far.

    Raises:
        UserError: none is configured.
        SourceError: it refuses, or gives no usable answer.
    """
    from bot.render.asked import took  # noqa: PLC0415 (most find no trouble)

    there, chance = endpoint(settings), random or Random()  # noqa: S311 (jitter of waits)
    published, author, title = _known(found, given)
    async with make_fetcher(settings) as fetcher:
        reading = Reading(
            found.text,
            there,
            post=poster(fetcher, clock=clock, key=there.key),
            sleep=sleep,
            jitter=lambda: chance.uniform(0.5, 1.5),
            published=published,
            author=author,
            title=title,
            memory=memory,
        )
        try:
            await reading.go(on_piece)
        except asyncio.CancelledError:
            # Whoever waits for a slow model has paid for what it said already.
            if not reading.found().count.answered:
                raise
            return reading.found(STOPPED)
        except SourceError as error:
            # What is of no use may have been paid for all the same.
            count = reading.found().count
            if not count.output_tokens:
                raise
            said = str(error).rstrip(".")
            raise SourceError(f"{said}. {took(count, prices(settings))}.") from None
        return reading.found()
