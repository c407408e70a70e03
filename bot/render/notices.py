"""Posts to whoever keeps the service: what needs a look."""

from bot.render import words
from bot.render.post import AMBER, GREEN, Post, Style
from predictions.watching.politeness import BACK
from storage.outages import Outage
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


def network_post(outage: Outage, *, style: Style, mark: str) -> Post:
    """Return the post that says when nobody answered: one for all sources together."""
    since = style.when(outage.since)
    if outage.until is None:
        title = "No source answers"
        text = (
            f"Since {since} no source answers, so that this machine's own network is down or held "
            "back. They are tried again every quarter of an hour; none is blamed."
        )
    else:
        title = "Sources answer again"
        text = (
            f"From {since} to {style.when(outage.until)} no source answered, so that this machine's "
            "own network was down. All are asked again now, and none is blamed. Nothing was "
            "decided by their silence."
        )
    return Post(
        title=title,
        colour=AMBER if outage.until is None else GREEN,
        text=text,
        footer=words.footer(mark, "sources"),
    )
