"""Paths into JSON, numbers in texts, and parts of pages."""

import pytest

from predictions.errors import SourceError, UnreadableDocument
from predictions.readings import (
    NumberReading,
    TextReading,
)
from predictions.watching.sources.values import at_path, number
from tests.predictions.watching.sources.parsing import parse

DOCUMENT = {"data": {"prices": [{"last": "1,234.5"}, {"last": 7}], "a.b": {"c": 1}, "ok": True}}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("data.prices[0].last", "1,234.5"),
        ("data.prices.0.last", "1,234.5"),
        ("$.data.prices[-1].last", 7),
        ("/data/prices/1/last", 7),
        ("data['a.b'].c", 1),
    ],
)
def test_paths(path: str, value: object) -> None:
    assert at_path(DOCUMENT, path) == value


@pytest.mark.parametrize(
    "path", ["data.nothing", "data.prices[9]", "data.prices.x", "data.ok.deep"]
)
def test_a_path_that_leads_nowhere_says_where_it_ended(path: str) -> None:
    with pytest.raises(SourceError):
        at_path(DOCUMENT, path)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("data.price", "there are prices"),
        ("data.prices[0].lst", "there are last"),
        ("data.prices.last", r"there is a list: \[0\] to \[1\]"),
        ("data.ok.deep", "'True', with nothing below"),
        ("data..prices", "is no path"),
        ("data.prices[*].last", "is no path"),
        ("data.prices[0", "is no path"),
        ("", "is no path"),
    ],
)
def test_a_slip_in_a_path_says_what_is_there_instead(path: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        at_path(DOCUMENT, path)


def test_the_whole_document_may_be_the_number() -> None:
    url = "https://api.example/x.json#$"
    seen = parse("api", url, b"42", url=url)
    assert [r.value for r in seen.readings if isinstance(r, NumberReading)] == [42.0]


def test_a_document_for_programs_says_how_a_number_in_it_is_watched() -> None:
    (note,) = parse(
        "page", "https://x.test/x", b'{"price": 3}', content_type="application/json"
    ).notes
    assert "…#data.price" in note
    (note,) = parse("page", "https://x.test/x.csv", b"date,close\n2026-01-02,3\n").notes
    assert "…#close" in note
    assert parse("page", "x", PAGE.encode(), content_type="text/html").notes == ()


def test_a_part_of_a_page_may_be_a_number() -> None:
    url = "https://x.test/p#css=.price"
    body = "<html><body><b class=price>€ 1.234,50</b><i class=old>n/a</i></body></html>".encode()
    seen = parse("page", "https://x.test/p", body, url=url, content_type="text/html")
    [measured] = [r for r in seen.readings if isinstance(r, NumberReading)]
    assert (measured.subject, measured.value) == (url, 1234.5)
    other = parse("page", "https://x.test/p", body, url="https://x.test/p#css=.old")
    assert not any(isinstance(r, NumberReading) for r in other.readings)


def test_a_number_of_an_api_may_be_a_string() -> None:
    url = "https://api.example/x.json#data.prices[0].last"
    seen = parse("api", url, DOCUMENT, url=url)
    assert [r.value for r in seen.readings if isinstance(r, NumberReading)] == [1234.5]
    with pytest.raises(SourceError, match="neither"):
        parse("api", "x", DOCUMENT, url="https://api.example/x.json#data.prices")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("1,234.5", 1234.5), ("$3", 3.0), ("4.5%", 4.5), ("-1e3", -1000.0), (7, 7.0)),
        *((".", None), ("", None), ("1,23", None), (True, None), (None, None), ("NaN", None)),
        *((float("inf"), None), (10**400, None), ("1_000", None), ([], None)),
    ],
)
def test_numbers(text: object, value: float | None) -> None:
    assert number(text) == value


PAGE = """<html><head><title>Status &amp; news</title><script>var x = "granted";</script></head>
<body><nav>Home | About</nav><main><h1>Licences</h1><p class="state big">Under <b>review</b></p>
<p id="other">The committee met on Monday and talked about the licence for a long time.</p></main></body></html>"""


def test_a_page_gives_its_main_text_and_no_scripts() -> None:
    seen = parse("page", "https://x.test/p", PAGE.encode(), content_type="text/html")
    (reading,) = seen.readings
    assert isinstance(reading, TextReading)
    assert reading.text
    assert "The committee met" in reading.text
    assert "granted" not in reading.text
    assert seen.title == "Status & news"


@pytest.mark.parametrize(
    ("selector", "text"),
    [
        (".state", "Under review"),
        ("main > p.big", "Under review"),
        ("#other", "The committee met on Monday and talked about the licence for a long time."),
        (".granted", None),
        (
            "p",
            "Under review\nThe committee met on Monday and talked about the licence for a long time.",
        ),
    ],
)
def test_a_selector_picks_a_part_of_the_page(selector: str, text: str | None) -> None:
    url = f"https://x.test/p#css={selector}"
    (reading,) = parse(
        "page", "https://x.test/p", PAGE.encode(), url=url, content_type="text/html"
    ).readings
    assert isinstance(reading, TextReading)
    assert (reading.text, reading.selector) == (text, selector)


def test_a_page_without_text_is_an_error_not_an_empty_page() -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        parse(
            "page",
            "x",
            b"<html><body><script>render()</script></body></html>",
            content_type="text/html",
        )


PLACE_HOLDERS = {
    "JavaScript": "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
    "robots": "<h1>Just a moment...</h1><p>Enable JavaScript and cookies to continue</p>",
    "consent": "<h1>Before you continue</h1><p>We and our partners use cookies. Accept all Reject all</p>",
}


@pytest.mark.parametrize("what", PLACE_HOLDERS)
def test_what_stands_in_a_pages_place_is_not_taken_for_its_text(what: str) -> None:
    body = (
        f"<html><head><title>News</title></head><body>{PLACE_HOLDERS[what]}</body></html>".encode()
    )
    with pytest.raises(UnreadableDocument, match=what):
        parse("page", "x", body, content_type="text/html")
    with pytest.raises(UnreadableDocument, match=what):
        parse("page", "x", body, url="https://x.test/#css=.state", content_type="text/html")


def test_a_page_about_scripts_and_cookies_is_a_page() -> None:
    text = "We use cookies in our kitchen, and the site works without JavaScript. " * 30
    body = f"<html><body><article><p>{text}</p></article></body></html>".encode()
    assert parse("page", "x", body, content_type="text/html").readings


def test_a_selector_that_is_none_is_refused() -> None:
    with pytest.raises(SourceError, match="selector"):
        parse(
            "page", "x", PAGE.encode(), url="https://x.test/#css=p:has(", content_type="text/html"
        )
