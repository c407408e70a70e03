"""A feed of the recorded news on loopback: real HTTP, showing only what was out by then."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.demo.script import News

PATH = "/news.xml"


def as_rss(news: Sequence[News]) -> bytes:
    """Return news as RSS 2.0, the newest first."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    SubElement(channel, "title").text = "Recorded news"
    SubElement(channel, "link").text = "https://example.org/"
    SubElement(channel, "description").text = "What public record says, in our own words"
    for each in reversed(news):
        item = SubElement(channel, "item")
        SubElement(item, "title").text = each.title
        SubElement(item, "description").text = each.summary
        SubElement(item, "link").text = each.url
        SubElement(item, "guid", isPermaLink="false").text = f"{each.at:%Y%m%d}-{each.title}"
        SubElement(item, "pubDate").text = format_datetime(each.at)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


@contextmanager
def served(news: Sequence[News], clock: Callable[[], datetime]) -> Iterator[str]:
    """Serve the news that is out by the clock; yield host and port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != PATH:
                self.send_error(404)
                return
            out = [item for item in news if item.at <= clock()]
            tag = f'"{len(out)}"'
            unchanged = self.headers.get("If-None-Match") == tag
            body = b"" if unchanged else as_rss(out)
            self.send_response(304 if unchanged else 200)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
            """Say nothing: the demo's story is on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
