"""Addresses as people give them: what a site may answer, each with one sentence that says what to do."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bot.reading import fetch, open_document
from bot.settings import Settings
from predictions.errors import NotPublic, PredictionsError, UnreadableDocument
from predictions.reading import ReadDocument

NOW = datetime(2026, 3, 1, tzinfo=UTC)
WALL = "<html><head><title>Just a moment...</title></head><body><h1>lake.example</h1><p>Checking your browser before you go on. Please enable JavaScript and cookies to continue.</p>"
CONSENT = "<html><body><h1>Before you continue to the site</h1><p>We use cookies to keep our services going, and will do so for ever.</p><button>Accept</button>"
SCRIPTED = "<html><head><title>An app</title></head><body><noscript>You need JavaScript.</noscript><div id=root></div><script src=a.js></script>"
POST = (
    "<html><body><p>Cookies will be gone from the web by 2030, and sites will need no JavaScript."
)
ANSWERS = {
    "/wall": (200, "text/html", WALL),
    "/consent": (200, "text/html", CONSENT),
    "/app": (200, "text/html", SCRIPTED),
    "/post": (200, "text/html", POST),
    "/gone": (410, "text/html", "gone"),
    "/closed": (403, "text/html", WALL),
    "/often": (429, "text/html", ""),
    "/broken": (503, "text/html", ""),
    "/picture": (200, "image/png", "\x89PNG"),
    "/captions": (200, "application/octet-stream", "WEBVTT\n\n00:01.000 --> 00:02.000\nRain by 2030."),
}  # fmt: skip
REDIRECTS = {"/round": "/round", "/inwards": "http://10.0.0.1/x"}


@pytest.fixture
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path in REDIRECTS:
                self.send_response(302)
                self.send_header("Location", REDIRECTS[self.path])
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            size = 11_000_000 if self.path == "/huge" else None
            status, kind, words = ANSWERS.get(self.path, (404, "text/plain", ""))
            body = words.encode("latin-1")
            self.send_response(200 if size else status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(size or len(body)))
            self.end_headers()
            self.wfile.write(b"x" * size if size else body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def asked(site: str, path: str) -> ReadDocument:
    settings = Settings(fetch_allow=site, _env_file=None)  # type: ignore[call-arg]
    return asyncio.run(fetch(f"http://{site}{path}", settings=settings, now=NOW))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/wall", "shows only a notice in place of its text: open it in a browser, save the page, and give the file."),
        ("/consent", "shows only a notice in place of its text: open it in a browser"),
        ("/app", "holds no text, a script puts it there: open it in a browser"),
        ("/none", r"is not there \(status 404\): check the address"),
        ("/gone", r"is not there \(status 410\): check the address"),
        ("/closed", r"is not shown to programs \(status 403\): open it in a browser, save the page, and give the file"),
        ("/often", r"asks for a pause \(status 429\): try again later"),
        ("/broken", r"fails at its site \(status 503\): try again later"),
        ("/picture", "is a PNG image, not text"),
        ("/round", "redirects without end"),
        ("/huge", "is larger than .* bytes: save it, and give the file"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_at_an_address_says_what_to_do(site: str, path: str, says: str) -> None:
    with pytest.raises(PredictionsError, match=says) as refused:
        asked(site, path)
    assert "\n" not in str(refused.value)
    assert path in str(refused.value)


def test_nobody_is_told_to_allow_a_site_that_only_leads_to_a_private_address(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLEDIT_FETCH_ALLOW", site)
    with pytest.raises(NotPublic, match=r"^10\.0\.0\.1 leads to an address that is not public$"):
        open_document(f"http://{site}/inwards")


def test_a_short_post_about_cookies_is_no_notice(site: str) -> None:
    assert asked(site, "/post").text.startswith("Cookies will be gone")


def test_a_site_may_call_captions_whatever_it_likes(site: str) -> None:
    assert asked(site, "/captions").text == "Rain by 2030."


def test_a_site_that_is_not_there_is_named_and_not_its_robots() -> None:
    with pytest.raises(PredictionsError, match=r"nowhere\.invalid could not be resolved"):
        asyncio.run(fetch("http://nowhere.invalid/", settings=Settings(_env_file=None), now=NOW))  # type: ignore[call-arg]


def test_other_addresses_are_no_files() -> None:
    with pytest.raises(UnreadableDocument, match="addresses that begin with ftp:// are not read"):
        open_document("ftp://lake.example/rain.txt")
