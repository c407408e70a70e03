"""Which addresses may be fetched: public ones, and private ones only where the operator says so.

A link in a chat or a redirect of a page must not reach the machine's own network. Names decide
nothing: every address that a name resolves to is checked, and the checked address is the one that
is dialled, so a name that changes its answer between check and connection gains nothing.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from predictions.errors import FetchRefused, InvalidValue, NotPublic, Unanswered
from predictions.regexes import regex

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

PORTS = frozenset({80, 443, 8080, 8443})
_LONGEST_URL = 4000

# Not taken from ipaddress.is_global: Python 3.11 lets 64:ff9b::/96, 2002::/16, fec0::/10 and
# multicast through. Here what is not known to be public unicast is refused.
_IPV4_REFUSED = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier NAT; one cloud's metadata service lives here
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # another cloud's host agent, although a public number
        "169.254.0.0/16",  # link-local and the usual metadata address
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved and broadcast
    )
)
_IPV6_UNICAST = ipaddress.IPv6Network("2000::/3")
_IPV6_REFUSED = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo, benchmarks, ORCHID and other protocol assignments
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # the old test network
        "3fff::/20",  # documentation
    )
)
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_OCTET = r"(?:0|[1-9][0-9]{0,2})"
_DOTTED_QUAD = regex(rf"{_OCTET}(?:\.{_OCTET}){{3}}")
_NUMBER = regex(r"(?:[0-9]+|0[xX][0-9a-fA-F]*)")
_FORBIDDEN = regex(r"[\x00-\x20\x7f\\<>\"^`{|}]")
_HOST = regex(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")


@dataclass(frozen=True, slots=True)
class AllowList:
    """Private networks and single host:port pairs that may be fetched all the same."""

    networks: tuple[Network, ...] = ()
    hosts: frozenset[tuple[str, int]] = frozenset()

    def admits(self, address: Address, *, host: str, port: int) -> bool:
        """Whether the operator has named this address, or this very host and port."""
        if (host.lower(), port) in self.hosts:
            return True
        return any(address.version == net.version and address in net for net in self.networks)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a URL would connect to."""

    scheme: str
    host: str
    port: int


def parse_allow(text: str) -> AllowList:
    """Read a comma-separated list of networks (`10.0.0.0/8`, `::1`) and `host:port` pairs.

    Raises:
        InvalidValue: a part that is neither.
    """
    networks: list[Network] = []
    hosts: set[tuple[str, int]] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            networks.append(ipaddress.ip_network(part, strict=False))
        except ValueError:
            hosts.add(_host_and_port(part))
    return AllowList(tuple(networks), frozenset(hosts))


def _host_and_port(part: str) -> tuple[str, int]:
    host, colon, port = part.rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    elif ":" in host:
        raise InvalidValue("allow", f"{part!r}: write an IPv6 address as [address]:port")
    if not (colon and host and port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise InvalidValue("allow", f"{part!r} is neither a network nor host:port")
    return host.lower(), int(port)


def is_public(address: Address) -> bool:
    """Whether an address is public unicast, looking through IPv4-mapped and NAT64 forms."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _IPV4_REFUSED)
    if address in _MAPPED or address in _NAT64:
        return is_public(_embedded(address))
    if address.scope_id is not None:
        return False
    return address in _IPV6_UNICAST and not any(address in network for network in _IPV6_REFUSED)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def check_url(url: str, allow: AllowList) -> Target:
    """Return where a URL leads, as far as its text tells.

    Raises:
        FetchRefused: not http(s), with credentials, oddly spelled, on an unusual port, or with a
            literal address that is not public.
    """
    if len(url) > _LONGEST_URL or _FORBIDDEN.search(url):
        raise FetchRefused("the address is too long or holds characters that no address has")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise FetchRefused("the address cannot be read") from None
    if parts.scheme not in ("http", "https"):
        raise FetchRefused(
            "only http and https addresses are fetched: write one like https://example.org/news"
        )
    if "@" in parts.netloc:
        raise FetchRefused("an address with a user name or password is not fetched")
    target = Target(parts.scheme, host, port or (443 if parts.scheme == "https" else 80))
    literal = check_target(target.host, target.port, allow)
    if literal is not None:
        _check_address(literal, target.host, target.port, allow)
    return target


def is_named(target: Target, allow: AllowList) -> bool:
    """Whether the operator has allowed this very host, or the network of the address that it is."""
    try:
        literal = ipaddress.ip_address(target.host)
    except ValueError:
        return (target.host.lower(), target.port) in allow.hosts
    return allow.admits(literal, host=target.host, port=target.port)


def check_target(host: str, port: int, allow: AllowList) -> Address | None:
    """Check a host and port before anything is resolved; return the address if it is literal.

    Raises:
        FetchRefused: no host name, or an odd spelling of an address.
        NotPublic: a port that is not allowed.
    """
    literal = _literal(host)
    if literal is None and not _HOST.fullmatch(_ascii(host)):
        raise FetchRefused("the address holds no host name")
    permitted = port in PORTS or (host.lower(), port) in allow.hosts
    if not permitted and not allow.networks:
        raise NotPublic(f"port {port} is not fetched", host=host, port=port)
    if not permitted and literal is not None and not allow.admits(literal, host=host, port=port):
        raise NotPublic(f"port {port} is not fetched", host=host, port=port)
    return literal


def _ascii(host: str) -> str:
    """Host in the form in which names are looked up; full-width digits become plain ones."""
    try:
        return host.lower() if host.isascii() else host.encode("idna").decode().lower()
    except UnicodeError:
        return ""


def _literal(host: str) -> Address | None:
    """Read a literal address; refuse 0x7f.1, 2130706433, 0177.0.0.1 and their kin."""
    if ":" in host:
        try:
            return ipaddress.IPv6Address(host)
        except ValueError:
            raise FetchRefused("the address holds no valid IPv6 address") from None
    plain = _ascii(host).removesuffix(".")
    if not _NUMBER.fullmatch(plain.rpartition(".")[2]):
        return None
    if not _DOTTED_QUAD.fullmatch(host):
        raise FetchRefused("an oddly spelled numeric address is not fetched")
    try:
        return ipaddress.IPv4Address(host)
    except ValueError:
        raise FetchRefused("the address holds no valid IPv4 address") from None


def _check_address(address: Address, host: str, port: int, allow: AllowList) -> None:
    forms = [address]
    if isinstance(address, ipaddress.IPv6Address) and (address in _MAPPED or address in _NAT64):
        forms.append(_embedded(address))
    if any(allow.admits(form, host=host, port=port) for form in forms):
        return
    if not is_public(address):
        # The address itself stays out of the message: it would map the inner network.
        raise NotPublic(f"{host} leads to an address that is not public", host=host, port=port)
    if port not in PORTS:
        raise NotPublic(f"port {port} is not fetched", host=host, port=port)


async def checked_addresses(
    host: str, port: int, allow: AllowList, resolve: Resolver
) -> tuple[str, ...]:
    """Resolve a host and return its addresses, all of them checked: dial one of these.

    Raises:
        FetchRefused: one of them is not public (a mixed answer is an attack or a mistake).
        Unanswered: the name has no address.
    """
    literal = check_target(host, port, allow)
    found = [str(literal)] if literal is not None else list(await resolve(host, port))
    if not found:
        raise Unanswered(f"{host} has no address")
    for address in found:
        try:
            _check_address(ipaddress.ip_address(address), host, port, allow)
        except ValueError:
            raise FetchRefused(f"{host} resolves to something that is no address") from None
    return tuple(dict.fromkeys(found))


async def resolve(host: str, port: int) -> Sequence[str]:
    """Ask the system for every address of a host.

    Raises:
        Unanswered: it has none, or the system cannot say.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unanswered(f"the name {host} could not be resolved") from None
    return [str(entry[4][0]) for entry in found]
