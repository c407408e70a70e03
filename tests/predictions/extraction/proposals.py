"""What a text proposes, as its own words."""

from datetime import date

from predictions.extraction.deciding.accepting import judged
from predictions.extraction.layout.document import read_document


def proposed(text: str, title: str | None = None) -> list[str]:
    document = read_document(text, published=date(2025, 3, 1), author="Ada", title=title)
    return [text[p.start : p.end] for p in judged(document)[0]]
