"""The end of a review: what the person is shown, and the one message in which the channel is told."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.discord.listing.page import Asked, list_post
from bot.render import words
from bot.render.post import Post, Style
from predictions.model import State
from storage import dossier, finds, messages, outbox
from storage.ledger import Session
from storage.states import Listed

if TYPE_CHECKING:
    from bot.discord.visit import Here
    from storage.finds import Find
    from storage.outbox import Post as Leased

MOST_LISTED = 10
TIME_TO_UNDO = timedelta(minutes=1)


def key(batch: int) -> str:
    """Return the key under which the outbox owes the channel what came of a review."""
    return f"review:{batch}"


def owe(session: Session, here: "Here", find: "Find") -> None:
    """Owe the channel the end of a review, where this decision was the last."""
    left, _ = finds.count(session, find.batch)
    if left or here.visit.channel_id is None or not finds.accepted(session, find.batch):
        return
    outbox.enqueue(
        session,
        key=key(find.batch),
        kind="review",
        channel_id=here.visit.channel_id,
        data={
            "batch": find.batch,
            "document_id": find.document_id,
            "guild_id": here.visit.guild_id,
        },
        now=here.now,
        due_at=here.now + TIME_TO_UNDO,
    )


def brought(session: Session, batch: int, *, now: datetime) -> list[Listed]:
    """Return the predictions that came of a review and still run."""
    rows = [dossier.get(session, number, now=now) for number in finds.accepted(session, batch)]
    return [row for row in rows if row.state is not State.WITHDRAWN]


def announcement(session: Session, leased: "Leased", style: Style, now: datetime) -> Post | None:
    """Return what the channel is told; None where nothing is left of it."""
    rows = brought(session, leased.data["batch"], now=now)
    if not rows:
        return None
    document = dossier.document(session, leased.data["document_id"])
    post = list_post(rows[:MOST_LISTED], Asked(), style=style, title="")
    more = len(rows) - MOST_LISTED
    lines = [post.text, *([f"… and {more} more: /list"] if more > 0 else [])]
    if document.origin.startswith(messages.ON_DISCORD):
        source, lines = "a message", [style.link("The message", document.origin), *lines]
    else:
        source = words.cut(document.title or document.origin, 150)
    return Post(
        title=words.cut(f"New predictions from {style.said(source)}", 256),
        colour=post.colour,
        text="\n".join(lines),
        footer=words.footer(leased.mark, "/show one to forecast on it"),
    )
