"""Charts drawn beside the event loop, one after the other; equal ones are drawn once."""

import asyncio
import logging
from functools import lru_cache
from threading import Lock

from bot.charts.moves import Moves

log = logging.getLogger("calledit.discord")

REMEMBERED = 64  # copies of a card in several channels are brought up to date together
_one_at_a_time = Lock()  # the library is not made for threads


_wanted = 0  # charts, at this moment


def busy() -> bool:
    """Say whether a chart is waiting for another, so that one more would wait for long."""
    return _wanted > 1


async def picture(chart: Moves) -> bytes | None:
    """Return a chart as PNG; None where it could not be drawn, for a card is worth more."""
    global _wanted  # noqa: PLW0603 (all drawing of a process goes through here)
    _wanted += 1
    try:
        return await asyncio.to_thread(_drawn, chart)
    except Exception:
        log.exception("a chart could not be drawn; the card is shown without it")
        return None
    finally:
        _wanted -= 1


@lru_cache(maxsize=REMEMBERED)
def _drawn(chart: Moves) -> bytes:
    from bot.charts.crowd import crowd_png  # noqa: PLC0415 (a second of imports)

    with _one_at_a_time:
        return crowd_png(chart)
