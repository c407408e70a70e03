"""A piece of evidence with its proof, as a page on the terminal and as JSON.

The reply behind it may be made against whoever looks at it: it is never rendered, only shown as
text in which nothing can move the cursor, change colours or turn the direction of writing.
"""

import unicodedata
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.render import words
from predictions.snapshot import Snapshot
from storage.exhibit import Exhibit


def exhibit_view(found: Exhibit, time_zone: str) -> Group:
    """Return the page of a piece of evidence."""
    evidence = found.evidence
    facts = Table(box=None, show_header=False, pad_edge=False)
    facts.add_column(style="bold")
    facts.add_column(overflow="fold")
    for name, said in _facts(found, time_zone):
        facts.add_row(name, Text(said))
    heading = Text(f"{evidence.id}  {evidence.title}", style="bold")
    parts: list[RenderableType] = [heading, facts]
    if not found.holds:
        parts.append(Text("Its words do not match their hash: they were changed.", style="red"))
    if evidence.text.strip():
        parts += [Text("\nText", style="bold"), Text(evidence.text)]
    return Group(*parts)


def _facts(found: Exhibit, time_zone: str) -> list[tuple[str, str]]:
    evidence, source = found.evidence, found.source
    when = words.moment(evidence.seen_at, time_zone)
    dated = evidence.published_at
    facts = [("Seen", when)]
    if dated:
        facts.append(("Dated", words.moment(dated, time_zone)))
    if evidence.url:
        facts.append(("Address", evidence.url))
    if source:
        facts.append(("Source", f"{source.id} {source.label} ({source.kind})"))
    facts += [
        ("Bears on", f"{each.prediction_id} ({each.relevance:.2f}): {each.why}")
        for each in found.bears_on
    ]
    facts.append(("SHA-256", f"{found.sha256} of address, title and text"))
    return facts + _reply_facts(found, time_zone)


def _reply_facts(found: Exhibit, time_zone: str) -> list[tuple[str, str]]:
    if found.dropped_at:
        day = words.moment(found.dropped_at, time_zone)[:10]
        return [("Reply", f"let go on {day}; its SHA-256 was {found.reply_sha256}")]
    reply = found.reply
    if reply is None:
        return [("Reply", "none: a person gave it, or it is older than replies are kept")]
    said = f"status {reply.status}, {reply.media_type or 'no media type'}, {_size(reply)}"
    facts = [("Reply", said), ("", f"from {reply.final_url}")]
    if reply.final_url != reply.url:
        facts.append(("", f"asked for as {reply.url}"))
    facts.append(("", f"fetched {words.moment(reply.fetched_at, time_zone)}"))
    facts += [
        ("", f"{name}: {value}") for name, value in reply.headers.items() if name != "content-type"
    ]
    facts.append(("", f"SHA-256 {reply.sha256}, checked just now"))
    return facts


def _size(reply: Snapshot) -> str:
    whole = words.plural(reply.size, "byte")
    return f"the first {len(reply.body):,} of {whole}: the rest was cut off" if reply.cut else whole


def exhibit_data(found: Exhibit) -> dict[str, Any]:
    """Return the same as plain data; keys are only ever added."""
    evidence, reply = found.evidence, found.reply
    return {
        "id": evidence.id,
        "title": evidence.title,
        "url": evidence.url,
        "text": evidence.text,
        "seen_at": evidence.seen_at.isoformat(),
        "published_at": evidence.published_at.isoformat() if evidence.published_at else None,
        "source_id": evidence.source_id,
        "sha256": found.sha256,
        "holds": found.holds,
        "bears_on": [
            {"prediction_id": each.prediction_id, "relevance": each.relevance, "why": each.why}
            for each in found.bears_on
        ],
        "reply_sha256": found.reply_sha256,
        "reply_dropped_at": found.dropped_at.isoformat() if found.dropped_at else None,
        "reply": reply
        and {
            "url": reply.url,
            "final_url": reply.final_url,
            "status": reply.status,
            "media_type": reply.media_type,
            "headers": dict(reply.headers),
            "fetched_at": reply.fetched_at.isoformat(),
            "bytes": reply.size,
            "bytes_kept": len(reply.body),
        },
    }


def harmless(body: bytes) -> str:
    """Return a reply as text for a terminal: what is no plain sign is written out as an escape."""
    text = body.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return "".join(sign if _plain(sign) else _escape(sign) for sign in text)


def _plain(sign: str) -> bool:
    return sign in "\n\t" or unicodedata.category(sign)[0] not in "CZ" or sign == " "


def _escape(sign: str) -> str:
    return sign.encode("unicode_escape").decode()
