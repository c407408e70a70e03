"""Rooms of Matrix: what was edited later as it was last put, answers without the words that they repeat."""

from typing import Any

_RELATES, _NEW = "m.relates_to", "m.new_content"


def settled(data: Any) -> Any:
    """The data of a file; where they are the events of a room, an edit stands in place of what it replaces."""
    events = _events(data)
    first = {event["event_id"]: event for event in events if isinstance(event.get("event_id"), str)}
    for event in events:
        content: Any = event.get("content")
        relates = content.get(_RELATES) if isinstance(content, dict) else None
        if not isinstance(relates, dict):
            continue
        if relates.get("rel_type") == "m.replace" and isinstance(content.get(_NEW), dict):
            edited = first.get(str(relates.get("event_id")))
            if edited is not None and edited.get("sender") == event.get("sender"):
                edited["content"], event["content"] = content[_NEW], {}
        elif "m.in_reply_to" in relates and isinstance(content.get("body"), str):
            content["body"] = _own(content["body"])
    return data


def _events(data: Any) -> list[dict[str, Any]]:
    held: Any = data
    if isinstance(data, dict):
        held = next((v for v in map(data.get, ("messages", "events", "chunk")) if v), None)
    events = [event for event in held if isinstance(event, dict)] if isinstance(held, list) else []
    return events if any(isinstance(event.get("event_id"), str) for event in events) else []


def _own(body: str) -> str:
    """The words of an answer without the lines that repeat, first of all, what it answers."""
    lines = body.split("\n")
    said = next((n for n, line in enumerate(lines) if not line.startswith(">")), len(lines))
    return "\n".join(lines[said:]).strip() or body
