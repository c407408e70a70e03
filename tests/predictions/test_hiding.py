import pytest
from hypothesis import given
from hypothesis import strategies as st

from predictions.criteria import Criteria
from predictions.errors import SourceError
from predictions.hiding import hidden, marked, public, public_text, revealed, scrubbed, shown
from predictions.watching.sources import recognise

KEY = "Zx81-s3cret-0f5e"


@pytest.mark.parametrize(
    "name",
    [
        *("api_key", "apikey", "API-Key", "X-Api-Key", "key", "token", "access_token", "auth"),
        *("api%5Fkey", "signature", "sig", "X-Amz-Signature", "X-Amz-Credential", "client_secret"),
        *("appid", "registrationkey", "subscription-key", "password", "pwd", "jwt", "sessionid"),
    ],
)
def test_a_key_in_an_address_is_hidden_and_can_be_put_back(name: str) -> None:
    url = f"https://api.example.org/p.json?series=7&{name}={KEY}&page=2#data.last"
    found = hidden(url)
    assert KEY not in found.url
    assert KEY not in repr(found)
    assert found.url.startswith("https://api.example.org/p.json?series=7&")
    assert found.url.endswith("&page=2#data.last")
    assert revealed(found.url, found.keys) == url


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/feed.xml",
        "https://example.org/?q=token&sort_key=date&keyword=key&monkey=7&page_token=CAUQAA",
        "https://example.org/api/price.json?status=hidden#data.token=x",
        "https://example.org/a@b?author=c",
        "essay;key=of-g.md",
    ],
)
def test_what_is_no_key_stays(url: str) -> None:
    assert hidden(url).url == url
    assert hidden(url).keys == {}
    assert marked(url) == []


def test_a_user_name_and_password_are_hidden() -> None:
    assert public("https://ann:p@ss@example.org/x?a=1") == "https://hidden@example.org/x?a=1"
    assert public("https://ann@example.org/") == "https://hidden@example.org/"


def test_two_addresses_that_differ_in_their_keys_alone_stay_two() -> None:
    one, two = (public(f"https://x.test/price?token={coin}") for coin in ("BTC", "ETH"))
    assert one != two
    assert public("https://x.test/?token=BTC") == public("https://x.test/?token=BTC")


def test_of_a_password_the_mark_says_nothing() -> None:
    """Sixteen bits of what a person chose would leave little to guess."""
    assert public("https://x.test/?password=a") == public("https://x.test/?password=b")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["q", "api_key", "token", "page", "password"]),
            st.text("abcdefXYZ0123456789-_.~%", min_size=1, max_size=30),
        ),
        max_size=6,
    )
)
def test_hiding_twice_is_hiding_once_and_nothing_is_lost(given: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}{n}={value}" for n, (name, value) in enumerate(given))
    url = f"https://x.test/a?{query}"
    found = hidden(url)
    assert public(found.url) == found.url
    assert revealed(found.url, found.keys) == url


def test_a_reply_that_repeats_the_key_is_kept_without_it() -> None:
    keys = hidden(f"https://x.test/?api_key={KEY}&token=BTC").keys
    body = f'<link href="?api_key={KEY}"/> {KEY} BTC is up, see ?token=BTC&x and token=BTCUSD'
    kept = scrubbed(body.encode(), keys).decode()
    assert KEY not in kept
    # A short word stands in a text by chance; only behind a sign of equality is it the key.
    assert "BTC is up" in kept
    assert "token=BTC&" not in kept
    assert "token=BTCUSD" in kept


def test_a_key_that_was_written_in_percent_signs_is_found_in_any_spelling() -> None:
    keys = hidden("https://x.test/?api_key=a%2Bb%2Fc-0123456789").keys
    for spelling in ("a%2Bb%2Fc-0123456789", "a+b/c-0123456789"):
        assert spelling.encode() not in scrubbed(f"x {spelling} y".encode(), keys)


def test_addresses_in_words_lose_their_keys() -> None:
    said = f"api https://x.test/p?api_key={KEY}#a: 4 for 2026 (see https://y.test/?q=1)"
    assert KEY not in public_text(said)
    assert public_text(said).endswith(": 4 for 2026 (see https://y.test/?q=1)")


def test_messages_show_neither_query_nor_user() -> None:
    assert shown(f"https://ann:{KEY}@x.test:8443/a?api_key={KEY}") == "https://x.test:8443/a?…"


def test_a_source_is_known_by_its_address_without_the_key() -> None:
    url = f"https://api.example.org/p.json?api_key={KEY}#data.last"
    spec = recognise(url)
    assert KEY not in repr(spec)
    assert (spec.kind, spec.subject) == ("api", public(url))
    assert KEY in revealed(spec.url, spec.keys)


def test_a_rule_finds_its_source_whichever_form_of_the_address_it_names() -> None:
    url = f"https://api.example.org/p.json?api_key={KEY}#data.last"
    rule = '{"kind": "number", "source": "api", "comparison": ">", "threshold": 1, "subject": "%s"}'
    one, two = (
        Criteria.from_json('{"rules": [%s]}' % (rule % each)) for each in (url, public(url))
    )
    assert one == two
    assert KEY not in one.to_json()


def test_an_address_as_it_is_shown_cannot_be_watched() -> None:
    shown_as = public(f"https://api.example.org/p.json?api_key={KEY}#data.last")
    with pytest.raises(SourceError, match="shown nowhere: give the address with the key itself"):
        recognise(shown_as)
