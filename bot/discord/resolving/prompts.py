"""The buttons of prompts and results: decide, put off, object, take back."""

from datetime import datetime

from bot import delivery
from bot.discord.answering import Reply
from bot.discord.cards.looking import STYLE
from bot.discord.parts import Button, Part
from bot.discord.resolving.calling import called
from bot.render import words
from bot.render.kinds import outcome_words
from bot.render.naming import title
from bot.render.post import GREY, Post
from bot.render.proposal import comes_by_itself
from predictions.model import OVER, Kind
from storage import communities, dossier, outbox
from storage.dossier import Record
from storage.ledger import Session


def prompt_parts(record: Record) -> tuple[Part, ...]:
    """Return the buttons with which a prediction is decided; none once it is."""
    if record.state in OVER:
        return ()
    number = record.prediction.id
    form = f"ci:r:{number}"
    if record.prediction.kind is Kind.BINARY:
        parts = [
            Button("Yes", f"ci:y:{number}:yes", "green"),
            Button("No", f"ci:y:{number}:no", "red"),
        ]
        more = [Button("More …", form, "blue", row=1)]
    else:
        # The form says everything; two buttons of one message may not lead to it.
        parts, more = [Button("Outcome …", form, "green")], []
    failed = Button("Condition failed", f"ci:y:{number}:annulled")
    hanging = (failed,) if record.prediction.condition else ()
    final = any(comes_by_itself(record, proposal) for proposal in record.proposals)
    objection = (Button("Object", f"ci:o:{number}:0", "red", row=1),) if final else ()
    return (
        *parts,
        *hanging,
        Button("Ambiguous", f"ci:y:{number}:ambiguous"),
        Button("Snooze", f"ci:z:{number}"),
        *more,
        Button("Details", f"ci:d:{number}", row=1 if more else 0),
        *objection,
    )


def prompt_now(session: Session, prediction_id: int, message_id: int, *, now: datetime) -> Reply:
    """Return what a prompt shows now: the question, or in its place how it was decided."""
    record = dossier.record(session, prediction_id, now=now)
    if record.state not in OVER:
        return _asked_now(session, record, message_id, now)
    posted = outbox.standing_at(session, prediction_id, message_id)
    resolution = record.resolution
    decided = "Withdrawn"
    text = ""
    if resolution is not None:
        decided = outcome_words(record.prediction, resolution.outcome)
        who = record.forecasters.get(resolution.decided_by or 0)
        by = f" by {STYLE.said(words.cut(who.name, 60))}" if who else ""
        text = f"Decided{by} {STYLE.when(resolution.decided_at)}"
    post = Post(
        title=title(record.prediction, STYLE, f"{STYLE.said(decided)}:"),
        colour=GREY,
        text=text,
        footer=words.footer(posted.mark if posted else "", f"prediction {prediction_id}"),
    )
    return Reply(post=post, hidden=False)


def _asked_now(session: Session, record: Record, message_id: int, now: datetime) -> Reply:
    number = record.prediction.id or 0
    posted = outbox.standing_at(session, number, message_id)
    if posted is None:  # sent a moment ago, not marked yet: it shows things as they are
        return Reply(parts=prompt_parts(record), hidden=False)
    post = delivery.build(session, posted, style=STYLE, now=now)
    if post is not None:
        # An edit calls nobody again; the call stays readable while the question stands.
        text = called(session, record).words
        return Reply(text=text, post=post, parts=prompt_parts(record), hidden=False)
    gone = Post(
        title=title(record.prediction, STYLE, "No longer asked:"),
        colour=GREY,
        text="This question is closed; the prediction has not ended.",
        footer=words.footer(posted.mark, f"prediction {number}"),
    )
    return Reply(post=gone, parts=(Button("Details", f"ci:d:{number}"),), hidden=False)


def result_parts(record: Record, *, version: int, dispute: bool) -> tuple[Part, ...]:
    """Return the buttons below a resolution while it stands."""
    resolution = record.resolution
    if resolution is None or resolution.version != version:
        return ()
    number = record.prediction.id
    parts = [Button("Details", f"ci:d:{number}")]
    if dispute:
        parts.append(Button("Object", f"ci:o:{number}:{version}"))
    parts.append(Button("Undo", f"ci:u:{number}:{version}"))
    return tuple(parts)


def result_parts_now(
    session: Session, prediction_id: int, version: int | None, *, now: datetime
) -> tuple[Part, ...]:
    """Return the buttons below the post of that version as things stand now; None: the last."""
    record = dossier.record(session, prediction_id, now=now)
    resolution = record.resolution
    if resolution is None:
        return ()
    settings = communities.community(session, record.prediction.guild_id or 0)
    open_to_dispute = now - resolution.decided_at <= settings.dispute_window
    return result_parts(record, version=version or resolution.version, dispute=open_to_dispute)
