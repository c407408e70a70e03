"""Sources and what they say, as pages on the terminal."""

from collections.abc import Iterable
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.previewing import Preview
from bot.render import words
from storage.watchlist import Source


def sources_table(sources: Iterable[Source], time_zone: str) -> Table:
    """Return sources with their health, one line or more each."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("id", justify="right")
    table.add_column("kind")
    table.add_column("for")
    table.add_column("last asked")
    table.add_column("next")
    table.add_column("health")
    table.add_column("source", overflow="fold")
    for source in sources:
        asked = words.moment(source.checked_at, time_zone) if source.checked_at else "never"
        table.add_row(
            str(source.id),
            source.kind,
            str(source.prediction_id or "all"),
            asked,
            words.moment(source.next_check_at, time_zone),
            Text(health(source), style="red" if source.problem else "green"),
            Text(source.label if source.label == source.url else f"{source.label} {source.url}"),
        )
    return table


def health(source: Source) -> str:
    """Return in few words whether a source answers."""
    if source.problem:
        return f"{source.failures}× failed: {words.cut(source.problem, 80)}"
    return {"new": "not asked yet", "ok": "answers"}.get(source.health, source.health)


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
        "checked_at": source.checked_at.isoformat() if source.checked_at else None,
        "failures": source.failures,
        "problem": source.problem,
    }


def preview_view(preview: Preview) -> Group:
    """Return what a source said just now, and what it would be matched with."""
    parts: list[RenderableType] = []
    if preview.problem:
        parts.append(Text(preview.problem, style="red"))
    count = words.plural(len(preview.items), "item")
    if preview.readings and not preview.items:
        count = words.plural(len(preview.readings), "reading")
    parts.append(Text(f"{preview.kind}: {count}", style="bold"))
    parts += [Text(f"  {said}") for said in preview.readings[:20] if not preview.items]
    parts += [Text(f"  {note}", style="yellow") for note in preview.notes]
    for number, concluded in sorted(preview.rules.items()):
        parts.append(Text(f"  the rule of prediction {number}: {concluded}", style="green"))
    for item in preview.items[:20]:
        known = "  (stored already)" if item.external_id in preview.known else ""
        parts.append(Text(f"• {item.title}  {item.url or ''}{known}"))
        for prediction_id, relevance in preview.matches.get(item.external_id, ()):
            why = f"    would alert prediction {prediction_id}: {relevance.why}"
            parts.append(Text(why, style="green"))
    if len(preview.items) > 20:
        parts.append(Text(f"… and {len(preview.items) - 20} more"))
    return Group(*parts)
