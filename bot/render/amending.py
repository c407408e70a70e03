"""What was mended of a prediction, in words: what it said before, who changed it, when and why."""

import json
from typing import Any

from bot.render import words
from bot.render.naming import title
from bot.render.post import AMBER, Post, Style
from predictions.amending import TAGS, Amendment, Change
from predictions.model import ForecasterKind, State
from storage.amending import Amended
from storage.dossier import Record

NAMES = {
    "statement": "statement",
    "condition": "condition",
    "criteria": "criteria",
    "options": "options",
    "not_before": "first day",
    "deadline": "last day",
    "tags": "tags",
}
LISTS = frozenset(("options", "tags"))
LONGEST_VALUE = 300  # of a text that was or is; Discord's fields hold about three


def changes_data(amendment: Amendment) -> list[dict[str, Any]]:
    """Return the same as plain data; keys are only ever added."""
    return [
        {
            "field": change.field,
            "before": _plain(change.field, change.before),
            "after": _plain(change.field, change.after),
        }
        for change in amendment.changes
    ]


def _plain(field: str, text: str | None) -> Any:
    return json.loads(text) if text and field in LISTS else text


def lines(record: Record, style: Style, *, tags: bool = False, room: int = 2_000) -> list[str]:
    """Return a line for each amendment, the oldest first; those of tags alone where wanted.

    `room`: characters a line, about, before they are escaped.
    """
    told = [each for each in record.amendments if tags or _says(each)]
    return [_line(record, each, style, room // (2 * len(each.changes) + 1)) for each in told]


def _says(amendment: Amendment) -> bool:
    return any(change.field != TAGS for change in amendment.changes)


def _line(record: Record, amendment: Amendment, style: Style, most: int) -> str:
    said = "; ".join(change_words(change, style, most) for change in amendment.changes)
    why = f". Why: {style.said(words.cut(amendment.reason, most))}" if amendment.reason else ""
    where = _place(record, amendment)
    return f"{style.when(amendment.made_at)}{_by(record, amendment, style)}: {where}{said}{why}"


def _by(record: Record, amendment: Amendment, style: Style) -> str:
    who = record.forecasters.get(amendment.made_by or 0)
    return f", {style.said(words.cut(who.name, 60))}" if who else ""


def _place(record: Record, amendment: Amendment) -> str:
    if amendment.continued_as is None:
        return ""
    if amendment.continued_as == record.prediction.id:
        return f"takes the place of prediction {amendment.prediction_id}; "
    return f"goes on as prediction {amendment.continued_as}; "


def change_words(change: Change, style: Style, most: int = LONGEST_VALUE) -> str:
    """Return what a field said and says: "the last day was 2027-12-31, now 2028-12-31"."""
    was, now = (_value(change.field, text, style, most) for text in (change.before, change.after))
    were = "were" if change.field in {"criteria", "options", "tags"} else "was"
    return f"the {NAMES[change.field]} {were} {was}, now {now}"


def _value(field: str, text: str | None, style: Style, most: int) -> str:
    if field in LISTS:
        text = words.options(json.loads(text)) if text else None
    if not text:
        return "none"
    shown = style.said(words.cut(text, most))
    return shown if field in {"deadline", "not_before", "tags"} else f"“{shown}”"


def in_its_place(before: int, done: Amended) -> str:
    """Return what has become of the prediction in whose place another was made."""
    left = (
        "the forecast on it is"
        if done.forecasts == 1
        else f"the {done.forecasts} forecasts on it are"
    )
    unscored = f", and {left} not scored" if done.forecasts else ""
    along = " What the author of the quote said goes along." if done.brought else ""
    return f"It takes the place of prediction {before}, which is withdrawn{unscored}.{along}"


def amended_post(record: Record, amendment: Amendment, *, style: Style, mark: str) -> Post | None:
    """Return the post that tells those who forecast on a prediction what has changed of it.

    None where it has changed in place, and is out of the running since.
    """
    if amendment.continued_as is None and record.state is State.WITHDRAWN:
        return None
    changed = (change_words(change, style) for change in amendment.changes)
    text = [f"{said[:1].upper()}{said[1:]}." for said in changed]
    if amendment.reason:
        text.append(f"{style.bold('Why:')} {style.said(amendment.reason)}")
    # Who did it stands on the card: unlike that, this post stays when somebody is forgotten.
    text.append(f"Changed {style.when(amendment.made_at)}.")
    text.append(_forecasts(record, amendment))
    return Post(
        title=title(record.prediction, style, "Amended:"),
        colour=AMBER,
        text="\n".join(text),
        footer=words.footer(mark, f"prediction {record.prediction.id}"),
    )


def _forecasts(record: Record, amendment: Amendment) -> str:
    """Return what has become of the forecasts on it."""
    if amendment.continued_as is None:
        count = len(record.forecasts)
        stand = "the forecast on it stands" if count == 1 else f"the {count} forecasts on it stand"
        return f"Only spelling has changed, so {stand}."
    kinds = (record.forecasters[each.forecaster_id].kind for each in record.forecasts)
    left = sum(kind is ForecasterKind.PERSON or not record.prediction.quote for kind in kinds)
    goes_on = f"It goes on as prediction {amendment.continued_as}."
    if not left:
        return f"{goes_on} What the author of the quote said goes along, for the quote stands."
    made = "The forecast on it was" if left == 1 else f"The {left} forecasts on it were"
    return (
        f"{goes_on} {made} made on what it said before, and nobody is scored by that: forecast there "
        "if you want to be."
    )
