"""Posts to whoever keeps the service: what needs a look."""

from bot.render import words
from bot.render.post import AMBER, GREEN, Post, Style
from predictions.watching.politeness import BACK
from storage.watchlist import Source


def health_post(source: Source, *, said: str, problem: str | None, style: Style, mark: str) -> Post:
    """Return the post that says that a source fell silent, fails, or is back."""
    lines = [style.link(source.label, source.url)]
    if problem:
        lines.append(style.said(words.cut(problem, 500)))
    if source.changed_at:
        lines.append(f"It last said something new {style.when(source.changed_at)}.")
    if said != BACK:
        asked = f"It is asked again {style.when(source.next_check_at)}, and never given up."
        lines.append(f"{asked} If it has moved, remove it and add its new address.")
    return Post(
        title=words.cut(f"Source {source.id} {said}", 256),
        colour=GREEN if said == BACK else AMBER,
        text="\n".join(lines),
        footer=words.footer(mark, f"source {source.id}"),
    )
