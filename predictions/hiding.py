"""Keys in addresses: taken off at the door, put back only for the request, shown nowhere.

A watched address may carry a key (`?api_key=…`, `?token=…`, a user name with a password). What is
kept, compared, shown, logged and exported is its public form, with a mark in place of each key:
`?api_key=hidden-3fa9`. The mark tells addresses apart that differ in nothing else, and says no more
of a key than sixteen bits; of a password it says nothing.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from predictions.regexes import regex

_MARK = regex(r"hidden(?:-[0-9a-f]{4})?")
_PARAMETER = regex(r"(?<=[?&;])([^=&;#?]+)=([^&;#]+)")
_ADDRESS = regex(r"https?://[^\s<>\"“”')\]}]+", re.IGNORECASE)
_USER = regex(r"(?<=://)[^/?#]*@")
# The ends of names, in lower case and without the signs between their words.
_PASSWORDS = ("password", "passwd", "passphrase", "pwd")
_KEYS = (
    *("apikey", "accesskey", "appkey", "authkey", "licensekey", "privatekey", "registrationkey"),
    *("secretkey", "subscriptionkey", "userkey", "secret", "token", "credential", "signature"),
)
_WHOLE = frozenset({"appid", "auth", "authorization", "hapikey", "jwt", "key", "pass", "session"})
_WHOLE_TOO = frozenset({"sessionid", "sid", "sig", "wskey"})
_TURNING = ("pagetoken", "nexttoken", "continuationtoken", "synctoken")  # they turn pages
_LONG = 12  # characters that stand nowhere by chance
_TOKEN = regex(r"(?=[^/]*[0-9])(?=[^/]*[A-Za-z])[A-Za-z0-9_=:.~+-]{24,}")


@dataclass(frozen=True, slots=True)
class Hidden:
    """An address fit to be kept and shown, and what stood in place of its marks.

    Attributes:
        url: the public form.
        keys: the values, each by its parameter as it is shown (`api_key=hidden-3fa9`).
    """

    url: str
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)


def hidden(url: str) -> Hidden:
    """Take the keys off an address."""
    if "://" not in url or not ("=" in url or "@" in url):
        return Hidden(url)
    keys: dict[str, str] = {}

    def without(match: re.Match[str]) -> str:
        name, value = match[1], match[2]
        if _MARK.fullmatch(value) or not _is_key(name):
            return match[0]
        there = f"{name}={_mark(name, value)}"
        keys[there] = value
        return there

    plain, hash_sign, fragment = url.partition("#")
    plain = _USER.sub(_without_user, plain, count=1)
    return Hidden(_PARAMETER.sub(without, plain) + hash_sign + fragment, keys)


def public(url: str) -> str:
    """Return an address as it may be shown; twice is the same as once."""
    return hidden(url).url


def public_text(text: str) -> str:
    """Return words with every address in them as it may be shown."""
    if "://" not in text:
        return text
    return _ADDRESS.sub(lambda match: public(match[0]), text)


def marked(url: str) -> list[str]:
    """Return the parameters of an address whose values are hidden."""
    found = _PARAMETER.finditer(url.partition("#")[0])
    return [match[0] for match in found if _MARK.fullmatch(match[2]) and _is_key(match[1])]


def names(url: str) -> str:
    """Return the names of the keys that are hidden in an address, for a sentence; "" if none."""
    return ", ".join(parameter.partition("=")[0] for parameter in marked(url))


def called(url: str) -> str:
    """Return an address as a sentence names it: without scheme and without what is hidden."""
    plain, hash_sign, fragment = url.partition("#")
    path, question, query = plain.partition("?")
    hid = set(marked(plain))
    rest = "&".join(part for part in query.split("&") if part not in hid)
    short = path.partition("://")[2] or path
    return short.removesuffix("/") + (question + rest if rest else "") + hash_sign + fragment


def revealed(url: str, keys: Mapping[str, str]) -> str:
    """Return an address as it is to be asked for."""
    if not keys:
        return url
    return _PARAMETER.sub(lambda match: f"{match[1]}={keys.get(match[0], match[2])}", url)


def scrubbed(body: bytes, keys: Mapping[str, str]) -> bytes:
    """Return a reply without the keys with which it was asked for: some servers repeat them.

    A short one may be a word that stands there by chance; only where it is given a name it goes.
    """
    for parameter, value in keys.items():
        mark = parameter.rpartition("=")[2].encode()
        for form in {value, unquote(value), quote(unquote(value), safe="")}:
            sign = form.encode("utf-8", "replace")
            if len(sign) >= _LONG:
                body = body.replace(sign, mark)
            elif sign in body:
                body = re.sub(rb"(?<==)" + re.escape(sign) + rb"(?![\w%-])", mark, body)
    return body


def shown(url: str) -> str:
    """Return an address for a message or log: without user, query and token-like path parts."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "(unreadable address)"
    path = "/".join("…" if _TOKEN.fullmatch(part) else part for part in parts.path.split("/"))
    where = f"[{host}]" if ":" in host else host
    where += f":{port}" if port else ""
    return f"{parts.scheme}://{where}{path[:200]}{'?…' if parts.query else ''}"


def _without_user(match: re.Match[str]) -> str:
    return match[0] if match[0] == "hidden@" else "hidden@"


def _is_key(name: str) -> bool:
    plain = re.sub(r"[^a-z0-9]", "", unquote(name).lower())
    if plain.endswith(_TURNING):
        return False
    return plain in _WHOLE | _WHOLE_TOO or plain.endswith(_KEYS) or plain.endswith(_PASSWORDS)


def _mark(name: str, value: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", unquote(name).lower())
    if plain.endswith(_PASSWORDS) or plain == "pass":
        return "hidden"  # people choose them: even sixteen bits would help to guess one
    return f"hidden-{hashlib.sha256(value.encode('utf-8', 'replace')).hexdigest()[:4]}"
