"""A server for each rule by which a model answers."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.predictions.llm.model import Model, Reply, Serve


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[dict[str, Any]], Reply]) -> Model:
        model = Model(answer)

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                model.asked.append(question)
                model.keys.append(self.headers["Authorization"])
                model.paths.append(self.path)
                there = model.only in (None, self.path)
                status, said = model.answer(question) if there else (404, b"page not found")
                body = said if isinstance(said, bytes) else json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                if model.later and status != 200:
                    self.send_header("Retry-After", model.later)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
                """Say nothing on the terminal."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        model.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        return model

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
