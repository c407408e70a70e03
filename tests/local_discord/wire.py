"""The HTTP side: reads requests, applies faults and checks, records everything."""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from tests.local_discord import errors
from tests.local_discord.call import Call, Handler
from tests.local_discord.clock import Clock
from tests.local_discord.faults import Failure, Failures, worded
from tests.local_discord.limits import Limits
from tests.local_discord.rest_messages import OPEN_ROUTES
from tests.local_discord.schema import Fault, Json
from tests.local_discord.spec import Spec

BASE = "/api/v10"
MOST_BYTES = 120 * 1024 * 1024


class Wire:
    """What every request goes through, whichever route it takes."""

    def __init__(self, spec: Spec, clock: Clock, token: str) -> None:
        self.spec = spec
        self.failures = Failures()
        self.limits = Limits()
        self.requests: list[Call] = []
        self.violations: list[str] = []
        self.own_faults: list[str] = []
        self.checks: list[Callable[[Call], str | None]] = []
        self.overhead: list[float] = []
        self._clock = clock
        self._token = token

    def application(self, routes: Mapping[tuple[str, str], Handler]) -> web.Application:
        app = web.Application(client_max_size=MOST_BYTES)
        for (method, template), handler in routes.items():
            app.router.add_route(method, BASE + template, self._entry(template, handler))
        app.router.add_route("*", "/api/{rest:.*}", self._nowhere)
        return app

    def _entry(self, template: str, handler: Handler) -> Any:
        async def entered(request: web.Request) -> web.StreamResponse:
            started = time.perf_counter()
            try:
                call = await self._read(request, template)
            except ValueError:
                self.violations.append(f"{request.method} {request.path}: the body is no JSON")
                return _json(400, errors.refuse(errors.NOT_JSON).body(), {})
            self.requests.append(call)
            failure = self.failures.take(call.method, call.path)
            if failure is not None and failure.delay:
                await asyncio.sleep(failure.delay)
            response = await self._respond(call, handler, failure, request)
            self.overhead.append(time.perf_counter() - started)
            return response

        return entered

    async def _nowhere(self, request: web.Request) -> web.StreamResponse:
        self.violations.append(f"{request.method} {request.path}: not built here")
        return _json(404, {"message": "404: Not Found", "code": 0}, {})

    async def _respond(
        self, call: Call, handler: Handler, failure: Failure | None, request: web.Request
    ) -> web.StreamResponse:
        headers: dict[str, str] = {}
        if failure is not None and not failure.after_creating:
            if failure.call is not None:
                failure.call()
            if failure.status or failure.hang_up or failure.banned:
                return self._failed(call, failure, request)
        try:
            headers = self.limits.count(call, self._clock.ticks())
            self._check(call)
            call.status, call.answer = await handler(call)
        except errors.Refusal as refusal:
            call.status, call.answer = refusal.status, refusal.body()
            headers |= refusal.headers
            if refusal.code in (50035, 50006):
                self._blame(call, refusal.faults, refusal.message)
        except Exception as bug:
            self.own_faults.append(f"{call.method} {call.template}: {bug!r}")
            raise
        if failure is not None and failure.after_creating:
            if failure.call is not None:
                failure.call()
            return self._failed(call, failure, request)
        self._check_answer(call)
        return _json(call.status, call.answer, headers)

    def _failed(self, call: Call, failure: Failure, request: web.Request) -> web.StreamResponse:
        if failure.hang_up:
            call.status = 0
            if request.transport is not None:
                request.transport.abort()
        call.status, call.answer, headers = worded(failure)
        if failure.banned:
            return web.Response(status=429, text="error code: 1015", headers=headers)
        return _json(call.status, call.answer, headers)

    def _check(self, call: Call) -> None:
        """Refuse what Discord refuses before it looks at what is asked."""
        if not call.template.startswith(OPEN_ROUTES) and (
            call.headers.get("Authorization") != f"Bot {self._token}"
        ):
            raise errors.refuse(errors.UNAUTHORIZED)
        if "User-Agent" not in call.headers or call.headers["User-Agent"].startswith("python-"):
            self.violations.append(f"{call}: a User-Agent that Discord bars")
        faults = self.spec.faults_of_body(call.method, call.template, call.body)
        if faults and call.method in ("POST", "PUT", "PATCH"):
            raise errors.invalid(faults)
        self._check_query(call)
        for check in self.checks:
            complaint = check(call)
            if complaint:
                self.violations.append(f"{call.method} {call.path}: {complaint}")

    def _check_query(self, call: Call) -> None:
        if not self.spec.official:
            return
        if not self.spec.knows(call.method, call.template):
            self.violations.append(f"{call.method} {call.template}: not in the description")
            return
        for name in set(call.query) - self.spec.query_names(call.method, call.template):
            self.violations.append(f"{call.method} {call.template}: no query named {name!r}")

    def _blame(self, call: Call, faults: tuple[Fault, ...], message: str) -> None:
        words = [str(fault) for fault in faults] or [message]
        self.violations += [f"{call.method} {call.path}: {word}" for word in words]

    def _check_answer(self, call: Call) -> None:
        if not self.spec.official or call.answer is None:
            return
        answer = call.answer
        if call.status >= 400:
            # The description wants numbers as codes of form errors; Discord documents words.
            answer = {key: value for key, value in answer.items() if key != "errors"}
        found = self.spec.faults_of_answer(call.method, call.template, call.status, answer)
        self.own_faults += [f"{call.method} {call.template} {call.status}: {f}" for f in found]

    async def _read(self, request: web.Request, template: str) -> Call:
        body: Any = None
        files: dict[str, bytes] = {}
        names: dict[str, str] = {}
        kind = request.content_type
        if kind.startswith("multipart/"):
            body, files, names = await _multipart(request)
        elif request.can_read_body:
            text = await request.text()
            body = json.loads(text) if text else None
            if body is not None and kind != "application/json":
                self.violations.append(f"{request.method} {request.path}: content type {kind}")
        return Call(
            method=request.method,
            path=unquote(request.path.removeprefix(BASE)),
            template=template,
            params=dict(request.match_info),
            query=dict(request.query),
            body=body,
            files=files,
            headers=request.headers,
            at=self._clock.now(),
            filenames=names,
        )


async def _multipart(request: web.Request) -> tuple[Any, dict[str, bytes], dict[str, str]]:
    body: Any = {}
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read())
        name = part.name or ""
        if name == "payload_json":
            body = json.loads(content)
        else:
            files[name] = content
            names[name] = part.filename or ""
    return body, files, names


def _json(
    status: int, body: Json | list[Any] | None, headers: Mapping[str, str]
) -> web.StreamResponse:
    if body is None:
        return web.Response(status=status, headers=headers)
    # A charset beside the type makes discord.py read the body as text.
    return web.Response(
        status=status,
        body=json.dumps(body, separators=(",", ":")).encode(),
        headers={"Content-Type": "application/json", **headers},
    )
