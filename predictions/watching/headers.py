"""What response headers say about when to come back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_LONGEST_SECONDS = 366 * 86400.0


def http_date(text: str | None) -> datetime | None:
    """Read a date of a header; None where it is none."""
    if not text:
        return None
    try:
        read = parsedate_to_datetime(text.strip())
        # The last evening of the year 9999 west of Greenwich is in no year that there is.
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def retry_after(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Seconds to wait as Retry-After says, in either of its forms.

    A date is compared with the server's own clock where it tells it, since ours may differ.
    """
    text = (headers.get("retry-after") or "").strip()
    if not text:
        return _until_reset(headers, now)
    if (asked := _seconds(text)) is not None:
        return asked
    until = http_date(text)
    if until is None:
        return None
    wait = (until - (http_date(headers.get("date")) or now)).total_seconds()
    return min(max(wait, 0.0), _LONGEST_SECONDS)


def _seconds(text: str) -> float | None:
    """Read a whole number of seconds, a year at most; None where it is none."""
    return min(float(text), _LONGEST_SECONDS) if text.isascii() and text.isdigit() else None


def _until_reset(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until the next request is allowed, as GitHub (an epoch) and Reddit (seconds) tell it."""
    try:
        left = float(headers.get("x-ratelimit-remaining", ""))
        reset = float(headers.get("x-ratelimit-reset", ""))
    except ValueError:
        return None
    if not 0 <= left < 1 or not 0 <= reset < 1e11:
        return None
    clock = http_date(headers.get("date")) or now
    wait = reset - clock.timestamp() if reset > _LONGEST_SECONDS else reset
    return min(max(wait, 0.0), _LONGEST_SECONDS)


def max_age(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """Seconds for which the reply counts as fresh, from Cache-Control or Expires.

    None where the reply says nothing or asks not to be cached.
    """
    directives: dict[str, str] = {}
    for part in (headers.get("cache-control") or "").lower().split(","):
        name, _, value = part.strip().partition("=")
        directives[name.strip()] = value.strip(' "')
    if "no-store" in directives or "no-cache" in directives:
        return None
    if (age := _seconds(directives.get("max-age", ""))) is not None:
        return max(age - (_seconds(headers.get("age", "").strip()) or 0.0), 0.0)
    expires = http_date(headers.get("expires"))
    if expires is None:
        return None
    fresh = (expires - (http_date(headers.get("date")) or now)).total_seconds()
    return min(fresh, _LONGEST_SECONDS) if fresh > 0 else None


def request_headers(
    agent: str, etag: str | None, last_modified: str | None, more: Mapping[str, str] | None
) -> dict[str, str]:
    """Return the headers of a request: who asks, what is held already, and what is understood."""
    # Brotli and zstd stay out: a reply of 1.6 kB made a decoder take 1 GiB.
    headers = {"User-Agent": agent, "Accept-Encoding": "gzip", "Accept": "*/*"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    return headers | dict(more or {})
