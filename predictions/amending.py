"""What of a prediction people may mend, and what each mending said before and after."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from predictions.model import Prediction
from predictions.spelling import same_but_for_spelling

# In the order in which they are told. Values are kept as text, lists as JSON.
WORDS = ("statement", "condition", "criteria", "options")
DAYS = ("not_before", "deadline")
TAGS = "tags"
FIELDS = (*WORDS, *DAYS, TAGS)
LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it said, and what it says; None for nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What was changed of a prediction at one moment.

    `continued_as`: the prediction that was made in its place and says so; the amended one says still
    what it said, since there were forecasts on that.
    """

    prediction_id: int
    changes: tuple[Change, ...]
    made_at: datetime
    made_by: int | None = None
    reason: str | None = None
    continued_as: int | None = None
    id: int | None = None


def changes(before: Prediction, after: Prediction) -> tuple[Change, ...]:
    """Return in what two versions of a prediction differ."""
    pairs = ((name, value(before, name), value(after, name)) for name in FIELDS)
    return tuple(Change(name, old, new) for name, old, new in pairs if old != new)


def value(prediction: Prediction, field: str) -> str | None:
    """Return a field as it is kept."""
    match field:
        case "options":
            return json.dumps(prediction.options) if prediction.options else None
        case "tags":
            return json.dumps(sorted(prediction.tags))
        case "not_before" | "deadline":
            day: date | None = getattr(prediction.window, field)
            return day.isoformat() if day else None
        case _:
            text: str | None = getattr(prediction, field)
            return text


def taken_back(prediction: Prediction, amendment: Amendment) -> Prediction:
    """Return a prediction as it was before an amendment."""
    was = {change.field: change.before for change in amendment.changes}
    fields: dict[str, Any] = {name: was[name] for name in WORDS if name in was}
    for name in ("options", TAGS):
        if name in was:
            fields[name] = tuple(json.loads(was[name] or "[]"))
    days: dict[str, Any] = {
        name: date.fromisoformat(was[name] or "") if was[name] else None
        for name in DAYS
        if name in was
    }
    return replace(prediction, window=replace(prediction.window, **days), **fields)


def is_spelling(change: Change, earlier: Iterable[str | None] = ()) -> bool:
    """Say whether a change mends nothing but spelling, also beside what the field said earlier.

    Without a look at those, a word could be led letter by letter to another.
    """
    if change.field not in WORDS or change.after is None:
        return False
    texts = (change.before, *earlier)
    return all(text is not None and _same(change.field, text, change.after) for text in texts)


def _same(field: str, before: str, after: str) -> bool:
    if field != "options":
        return same_but_for_spelling(before, after)
    old, new = json.loads(before), json.loads(after)
    return len(old) == len(new) and all(map(same_but_for_spelling, old, new))
