"""A model to be asked, and an essay to ask it about."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.bot.llm.model import ESSAY, Model


@pytest.fixture
def model() -> Iterator[Model]:
    known = Model()
    known.wait.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            known.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            known.keys.append(self.headers["Authorization"])
            if known.waits_after is not None and len(known.asked) > known.waits_after:
                known.wait.clear()
                known.second.set()
            known.wait.wait(30)
            if known.hang_up:
                return
            self.send_response(known.status)
            self.send_header("Content-Length", str(len(known.body)))
            self.end_headers()
            self.wfile.write(known.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
            """Say nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    known.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    yield known
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def essay(tmp_path: Path) -> None:
    (tmp_path / "essay.md").write_text(ESSAY, encoding="utf-8")
