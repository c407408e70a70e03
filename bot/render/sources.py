"""Sources and what they say, as pages on the terminal."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.previewing import Preview
from bot.render import words
from predictions.matching import ALERT
from predictions.text import one_line
from predictions.watching.items import Item
from storage.outages import Outage
from storage.watchlist import Source

MOST_SHOWN = 20  # items of a preview
FEW = 3  # items whose text is shown as well


def sources_table(sources: Iterable[Source], time_zone: str) -> Table:
    """Return sources with their health, one line or more each."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("id", justify="right")
    table.add_column("kind")
    table.add_column("for")
    table.add_column("source", overflow="fold", ratio=3)
    table.add_column("health", overflow="fold", ratio=2)
    for source in sources:
        table.add_row(
            str(source.id),
            source.kind,
            str(source.prediction_id or "all"),
            Text(_called(source)),
            Text(_asked(source, time_zone), style=_colour(source)),
        )
    return table


def _called(source: Source) -> str:
    """Return a source's address, under its label where that says more than the address does."""
    said = source.label.split()
    known = all(word in source.url for word in said)
    return source.url if known else f"{source.label}\n{source.url}"


def _asked(source: Source, time_zone: str) -> str:
    last = f", {words.moment(source.checked_at, time_zone)}" if source.checked_at else ""
    if source.resting_since:
        return f"{health(source)}{last}"
    coming = words.moment(source.next_check_at, time_zone)
    return f"{health(source)}{last}\nnext {coming}"


def _colour(source: Source) -> str:
    if source.resting_since:
        return "dim"
    return "red" if source.problem else ""


def watched(sources: Sequence[Source], time_zone: str) -> str:
    """Return in a sentence how many sources there are, how they are, and when one is asked."""
    if not sources:
        return "Nothing is watched yet: calledit watch add URL."
    awake = [source for source in sources if source.resting_since is None]
    said = f"{words.plural(len(sources), 'source')} watched"
    if resting := len(sources) - len(awake):
        said += f", {resting} of them resting, because no prediction needs them"
    if failing := sum(source.failures > 0 for source in awake):
        said += f", {failing} failing"
    if not awake:
        return f"{said}."
    coming = words.moment(min(source.next_check_at for source in awake), time_zone)
    return f"{said}; the next is due {coming}."


def health(source: Source) -> str:
    """Return in few words whether a source answers."""
    if source.resting_since:
        return "rests: no prediction needs it"
    if source.problem and not source.failures:
        why = "not reached, as none is" if source.unanswered_since else "waits"
        return f"{why}: {words.cut(source.problem, 80)}"
    if source.problem:
        return f"{source.failures}× failed: {words.cut(source.problem, 80)}"
    return {"new": "not asked yet", "ok": "answers"}.get(source.health, source.health)


def nobody(outage: Outage, time_zone: str) -> str:
    """Return in a sentence that our own network is down."""
    since = words.moment(outage.since, time_zone)
    return f"No source answers since {since}: this machine's own network seems to be down."


def source_data(source: Source) -> dict[str, Any]:
    """Return a source as plain data; keys are only ever added."""
    return {
        "id": source.id,
        "url": source.url,
        "kind": source.kind,
        "health": source.health,
        "label": source.label,
        "prediction_id": source.prediction_id,
        "terms": list(source.terms),
        "next_check_at": source.next_check_at.isoformat(),
        "checked_at": _iso(source.checked_at),
        "failures": source.failures,
        "problem": source.problem,
        "resting_since": _iso(source.resting_since),
        "unanswered_since": _iso(source.unanswered_since),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def preview_view(preview: Preview) -> Group:
    """Return what a source said just now, and what it would be matched with."""
    parts: list[RenderableType] = []
    count = words.plural(len(preview.items), "item")
    if preview.readings and not preview.items:
        count = words.plural(len(preview.readings), "reading")
    parts.append(Text(f"{preview.kind}: {count}", style="bold"))
    parts += [Text(f"• {said}") for said in preview.readings[:MOST_SHOWN] if not preview.items]
    for item in preview.items[:MOST_SHOWN]:
        parts += _item(preview, item)
    if len(preview.items) > MOST_SHOWN:
        parts.append(Text(f"… and {len(preview.items) - MOST_SHOWN} more"))
    parts += [Text(note, style="magenta") for note in preview.notes]
    for number, concluded in sorted(preview.rules.items()):
        parts.append(Text(f"The rule of prediction {number} says {concluded}", style="bold"))
    return Group(*parts)


def _item(preview: Preview, item: Item) -> list[Text]:
    known = " (stored already)" if item.external_id in preview.known else ""
    dated = f", {item.published_at:%Y-%m-%d}" if item.published_at else ""
    lines = [Text(f"• {item.title}{dated}{known}")]
    if item.url:
        lines.append(Text(f"  {item.url}", style="dim"))
    said = one_line(item.content or item.summary)
    if said and len(preview.items) <= FEW:
        lines.append(Text(f"  “{words.cut(said, 300)}”"))
    for prediction_id, relevance in preview.matches.get(item.external_id, ()):
        does = "alert" if relevance.score >= ALERT else "only be kept for"
        why = f"  would {does} prediction {prediction_id}: {relevance.why}"
        lines.append(Text(why, style="bold"))
    return lines
