"""The words from which a prediction was read, and where they stand."""

from dataclasses import replace

from bot.render import words
from bot.render.post import Style
from predictions.model import Document
from storage.dossier import Record
from storage.messages import ON_DISCORD
from storage.voices import Voice

LONGEST_QUOTE = 500
LONGEST_NAME = 120


def quoted(record: Record, document: Document | None, style: Style) -> list[str]:
    """Return the quote and its source, a line each; nothing where nobody is quoted."""
    quote = record.prediction.quote
    if quote is None:
        return []
    lines = [style.quote(words.cut(quote.text, LONGEST_QUOTE))]
    if document is not None:
        lines.append(f"— {credited(record.voice, document, style)}")
    return lines


def credited(voice: Voice | None, document: Document, style: Style) -> str:
    """Return whose words they are, and the document in which they stand."""
    if voice is None or (not voice.reported and voice.name == document.author):
        return source(document, style)
    name = style.said(words.cut(voice.name or "somebody", LONGEST_NAME))
    if voice.reported and document.author:
        return f"{name}, reported by {source(document, style)}"
    return f"{name}, in {source(replace(document, author=None), style)}"


def source(document: Document, style: Style) -> str:
    """Return author, title with its address, and day of a document."""
    untitled = "a message" if document.origin.startswith(ON_DISCORD) else document.origin
    title = words.cut(document.title or untitled, 120)
    shown = style.link(title, document.origin) if "://" in document.origin else style.said(title)
    parts = [
        style.said(words.cut(document.author, LONGEST_NAME)) if document.author else None,
        shown,
    ]
    parts.append(str(document.published) if document.published else None)
    return ", ".join(part for part in parts if part)
