"""The words from which a prediction was read, and where they stand."""

from bot.render import words
from bot.render.post import Style
from predictions.model import Document, Prediction

LONGEST_QUOTE = 500


def quoted(prediction: Prediction, document: Document | None, style: Style) -> list[str]:
    """Return the quote and its source, a line each; nothing where nobody is quoted."""
    if prediction.quote is None:
        return []
    lines = [style.quote(words.cut(prediction.quote.text, LONGEST_QUOTE))]
    if document is not None:
        lines.append(f"— {source(document, style)}")
    return lines


def source(document: Document, style: Style) -> str:
    """Return author, title with its address, and day of a document."""
    title = words.cut(document.title or document.origin, 120)
    shown = style.link(title, document.origin) if "://" in document.origin else style.said(title)
    parts = [style.said(words.cut(document.author, 120)) if document.author else None, shown]
    parts.append(str(document.published) if document.published else None)
    return ", ".join(part for part in parts if part)
