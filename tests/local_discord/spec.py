"""Discord's own description of its API, as checks on what is sent and what is answered.

The description lies in the folder ``shared`` beside the project and is not part of it. In a bare
clone the hand-written description of the payloads used here takes its place.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tests.local_discord.schema import Check, Compiler, Fault, Json
from tests.local_discord.small_spec import SMALL_SPEC

OFFICIAL = Path(__file__).parents[2] / "../shared/data/discord/openapi.json"

# Keys that go out although the description lacks them, each with its reason.
ALLOWED: dict[str, dict[str, str]] = {
    "RichEmbed": {"flags": "discord.py writes the flags of an embed, 0, whenever it has any"},
    "ApplicationCommandUpdateRequest": {"nsfw": "documented; missing in the description"},
    "ApplicationCommandCreateRequest": {"nsfw": "documented; missing in the description"},
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": {
        "tts": "discord.py sends it with every callback; Discord ignores it on edits"
    },
    "IncomingWebhookUpdateRequestPartial": {"tts": "discord.py sends it on every webhook edit"},
    "MessageEditRequestPartial": {"tts": "discord.py sends it on edits"},
}


class Spec:
    """The operations of one description, each compiled on first use."""

    def __init__(self, document: Json, *, official: bool) -> None:
        self.official = official
        self._paths: Mapping[str, Json] = document["paths"]
        self._components: Json = document["components"]
        schemas = self._components["schemas"]
        self._inward = Compiler(schemas, allowed=ALLOWED, integers_as_ids=True)
        self._outward = Compiler(schemas)
        self._bodies: dict[tuple[str, str], Check | None] = {}
        self._answers: dict[tuple[str, str, int], Check | None] = {}

    def knows(self, method: str, template: str) -> bool:
        return method.lower() in self._paths.get(template, {})

    def faults_of_body(self, method: str, template: str, body: Any) -> list[Fault]:
        """Say what is wrong with a request's JSON, multipart requests' ``payload_json`` included."""
        key = (method, template)
        if key not in self._bodies:
            self._bodies[key] = self._body_check(method, template)
        return _run(self._bodies[key], body)

    def faults_of_answer(self, method: str, template: str, status: int, body: Any) -> list[Fault]:
        """Say what is wrong with what the local server itself answered."""
        key = (method, template, status)
        if key not in self._answers:
            self._answers[key] = self._answer_check(method, template, status)
        return _run(self._answers[key], body)

    def query_names(self, method: str, template: str) -> set[str]:
        operation = self._operation(method, template)
        parameters = [
            *operation.get("parameters", ()),
            *self._paths[template].get("parameters", ()),
        ]
        return {p["name"] for p in parameters if p.get("in") == "query"}

    def schema(self, name: str) -> Json:
        found: Json = self._components["schemas"][name]
        return found

    def _operation(self, method: str, template: str) -> Json:
        found: Json = self._paths.get(template, {}).get(method.lower(), {})
        return found

    def _body_check(self, method: str, template: str) -> Check | None:
        content = self._operation(method, template).get("requestBody", {}).get("content", {})
        if "application/json" not in content:
            return None
        return self._inward.compile(content["application/json"]["schema"])

    def _answer_check(self, method: str, template: str, status: int) -> Check | None:
        responses = self._operation(method, template).get("responses", {})
        found = responses.get(str(status)) or (responses.get("4XX") if status >= 400 else None)
        if found is None or status >= 500:
            return None
        if "$ref" in found:
            found = self._components["responses"][found["$ref"].rsplit("/", 1)[-1]]
        schema = found.get("content", {}).get("application/json", {}).get("schema")
        return self._outward.compile(schema) if schema else None


def _run(check: Check | None, body: Any) -> list[Fault]:
    faults: list[Fault] = []
    if check is not None:
        check(body, (), faults)
    return faults


@cache
def load_spec() -> Spec:
    """Read the official description where it is at hand, else the small one; once a process."""
    if OFFICIAL.is_file():
        return Spec(json.loads(OFFICIAL.read_text(encoding="utf-8")), official=True)
    return small_spec()


@cache
def small_spec() -> Spec:
    return Spec(SMALL_SPEC, official=False)
