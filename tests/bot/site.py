"""A site on loopback: what it answers by path, and what it was asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bot.app import SERVICES


@dataclass
class Site:
    """What is there to be fetched, and what was asked for."""

    port: int
    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def reachable(self) -> dict[str, Any]:
        """Return the settings of an operator who has every service at this address, by their names."""
        bases = {f"{kind}_url": f"{self.url}/{kind}" for kind in SERVICES}
        return bases | {"fetch_allow": f"127.0.0.1:{self.port}"}

    @property
    def settings(self) -> dict[str, str]:
        """Return the same as environment variables."""
        return {f"CALLEDIT_{name.upper()}": value for name, value in self.reachable.items()}


@contextmanager
def served() -> Iterator[Site]:
    """Serve a site, empty at first."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there.asked.append(self.path)
            body = there.pages.get(self.path) or there.pages.get(self.path.partition("?")[0])
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    there = Site(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield there
    finally:
        server.shutdown()
        server.server_close()
