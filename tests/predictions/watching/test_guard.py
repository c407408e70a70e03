"""Which addresses may be fetched."""

import ipaddress
from collections.abc import Sequence
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.errors import FetchRefused, InvalidValue, SourceError
from predictions.watching import guard
from predictions.watching.guard import (
    AllowList,
    Target,
    check_url,
    is_named,
    is_public,
    parse_allow,
)
from predictions.watching.http import Fetcher
from predictions.watching.reply import FetchSettings
from tests.predictions.watching.fetching import NOBODY, NOW, run
from tests.predictions.watching.servers import always, reply, serve


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.31.255.1", "192.168.1.1", "0.0.0.0", "255.255.255.255"),
        *("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1"),
        *("198.18.0.1", "203.0.113.9", "240.0.0.1", "::", "::1", "fe80::1", "fc00::1"),
        *("fd00:ec2::254", "2001:db8::1", "2001::1", "2001:10::1", "3fff::1", "100::1"),
        *("::ffff:10.0.0.1", "::7f00:1", "64:ff9b:1::1", "4000::1", "fe80::1%eth0"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1"],
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@given(st.integers(0, 2**32 - 1))
def test_nothing_private_is_public_in_any_of_its_forms(number: int) -> None:
    v4 = ipaddress.IPv4Address(number)
    if v4.is_private or v4.is_multicast or v4.is_reserved:
        assert not is_public(v4)
    for prefix in ("::ffff:0:0", "64:ff9b::"):
        form = ipaddress.IPv6Address(int(ipaddress.IPv6Address(prefix)) | number)
        assert is_public(form) == is_public(v4)


def test_a_public_address_on_an_odd_port_stays_refused_where_a_network_is_allowed() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["93.184.216.34"]

    with pytest.raises(FetchRefused, match="port"):
        run(guard.checked_addresses("x.test", 6379, parse_allow("10.0.0.0/8"), resolve))


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http:///x", "x", ""),
        *(
            "http://exa mple.org/",
            "http://example.org\\@127.0.0.1/",
            "http://a\x00b/",
            "http://[::1",
        ),
        *("http://[fe80::1%25eth0]/", "http://example.org:99999/", "http://１２７.0.0.1/"),
        *("http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://1.2.3/", "http://256.1.1.1/"),
        *(
            "http://01.01.01.01/",
            "http://0177.0.0.1/",
            "http://127.0.0.1./",
            "http://0x7f000001/",
            "http://example.0x10/",
            "http://[::]/",
        ),
        "http://example.org/" + "a" * 5000,
    ],
)
def test_addresses_that_are_refused_for_their_text(url: str) -> None:
    with pytest.raises(FetchRefused):
        check_url(url, NOBODY)


@pytest.mark.parametrize(
    ("url", "port"),
    [
        ("https://example.org/a?b=c#d", 443),
        ("http://example.org", 80),
        ("http://example.org:8080/", 8080),
        ("https://münchen.example/", 443),
        ("https://1.1.1.1/", 443),
        ("https://[2606:4700:4700::1111]/", 443),
    ],
)
def test_ordinary_addresses_pass(url: str, port: int) -> None:
    assert check_url(url, NOBODY).port == port


def test_what_may_be_fetched_all_the_same() -> None:
    allow = parse_allow(" 10.0.0.0/8, ::1 ,intranet.test:8000, [fd00::5]:9000,127.0.0.1:81")
    assert check_url("http://10.9.8.7/", allow)
    assert check_url("http://[::1]:1234/", allow)
    assert check_url("http://[fd00::5]:9000/", allow)
    assert check_url("http://127.0.0.1:81/", allow)
    for url in ("http://127.0.0.1:82/", "http://[fd00::5]:9001/", "http://192.168.0.1/"):
        with pytest.raises(FetchRefused):
            check_url(url, allow)


def test_a_private_network_that_is_allowed_can_be_fetched_by_address_and_by_name() -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    async def main() -> list[bytes]:
        async with serve(always(reply(body=b"ours"))) as server:
            settings = FetchSettings(allow=parse_allow("127.0.0.0/8"))
            async with Fetcher(settings, resolve=resolve) as client:
                urls = (server.url, f"http://inner.test:{server.port}/")
                return [(await client.fetch(url, now=NOW)).body for url in urls]

    assert run(main()) == [b"ours", b"ours"]


@pytest.mark.parametrize("text", ["10.0.0.0/99", "host", "host:0", "host:x", "fd00::1:80:", ":80"])
def test_an_allow_list_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue, match="allow"):
        parse_allow(text)


def test_an_empty_allow_list_allows_nothing() -> None:
    assert parse_allow(" , ") == AllowList()


def test_a_name_without_address_is_a_source_error() -> None:
    async def none(host: str, port: int) -> Sequence[str]:
        return []

    with pytest.raises(SourceError, match="no address"):
        run(guard.checked_addresses("gone.test", 443, NOBODY, none))
    with pytest.raises(SourceError, match="could not be resolved"):
        run(guard.resolve("no-such-name.invalid", 443))


def test_an_answer_that_is_no_address_is_refused() -> None:
    async def strange(host: str, port: int) -> Sequence[str]:
        return ["not an address"]

    with pytest.raises(FetchRefused):
        run(guard.checked_addresses("strange.test", 443, NOBODY, strange))


def test_the_inner_address_is_not_told() -> None:
    async def inner(host: str, port: int) -> Sequence[str]:
        return ["10.11.12.13"]

    with pytest.raises(FetchRefused) as caught:
        run(guard.checked_addresses("probe.test", 443, NOBODY, inner))
    assert "10.11.12.13" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("http://10.1.2.3/x", True),
        ("http://intranet.example:8000/x", True),
        ("http://intranet.example/x", False),
        ("https://public.example/x", False),
        ("http://192.0.2.9/x", False),
    ],
)
def test_a_host_of_the_operators_own_is_known_by_its_address(url: str, named: bool) -> None:
    allow = parse_allow("10.0.0.0/8,intranet.example:8000")
    parts = urlsplit(url)
    target = Target(parts.scheme, parts.hostname or "", parts.port or 80)
    assert is_named(target, allow) is named
