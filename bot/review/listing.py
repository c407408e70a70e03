"""The queue as data, for scripts: each candidate with its context, and what it lacks."""

from collections.abc import Iterator
from typing import Any

from bot.review.desk import Desk, Seen
from predictions.changes import missing, surroundings
from predictions.extraction.checks import suggested_criterion
from predictions.extraction.jsonl import from_json


def listed(desk: Desk) -> Iterator[dict[str, Any]]:
    """Yield each candidate that waits, with all that the card shows."""
    for _ in range(len(desk)):
        yield _one(desk.look())
        desk.step(1)


def _one(seen: Seen) -> dict[str, Any]:
    waiting, document = seen.waiting, seen.document
    before, after = surroundings(document.text, waiting.data["start"], waiting.data["end"])
    return {
        "id": waiting.id,
        "document": {
            "id": document.id,
            "origin": document.origin,
            "title": document.title,
            "author": document.author,
            "published": document.published and document.published.isoformat(),
        },
        "before": before,
        "after": after,
        **waiting.data,
        "missing": [
            {"what": check.missing.value, "words": check.words, "suggestion": check.suggestion}
            for check in missing(waiting.data)
        ],
        "suggested_criterion": suggested_criterion(from_json(waiting.data)),
        "alike": [
            {
                "prediction": one.id,
                "statement": one.statement,
                "condition": one.condition,
                "probability": one.probability,
            }
            for one in seen.alike
        ],
        "replaced_prediction": seen.replaced,
    }
