"""The picture in the README: a resolution of the demo, as Discord shows it."""

import contextlib
import io
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.delivery import build
from bot.demo.story import play
from bot.discord.embeds import embed_of
from bot.render.post import Discord
from storage import dossier, finding
from storage.ledger import Ledger
from storage.outbox import Post as Leased
from tests.pictures.message_html import Picture
from tests.pictures.samples import button, row

SHOWN = "Chandrayaan-3"
BOT = {"id": "1", "username": "CalledIt", "global_name": None, "bot": True}


def pictures() -> Iterable[Picture]:
    """Play the demo and give the post about one of its predictions."""
    with tempfile.TemporaryDirectory() as name:
        with contextlib.redirect_stdout(io.StringIO()):
            play(Path(name))
        ledger = Ledger(f"sqlite:///{Path(name) / 'calledit.db'}")
        embed, at = _post(ledger)
        ledger.close()
    buttons = row(button("Details", 2), button("Object", 2), button("Undo", 2))
    yield Picture(
        name="resolution",
        taken=datetime.fromisoformat(at),  # looked at when it was posted
        messages=(
            {
                "author": BOT,
                "content": "",
                "timestamp": at,
                "flags": 0,
                "embeds": [embed],
                "components": [buttons],
                "attachments": [],
            },
        ),
    )


def _post(ledger: Ledger) -> tuple[dict[str, Any], str]:
    with ledger.read() as session:
        now = datetime(2025, 1, 2, tzinfo=UTC)
        found = finding.listing(session, now=now, limit=100)
        number = next(row.prediction.id for row in found if SHOWN in row.prediction.statement)
        assert number is not None
        record = dossier.record(session, number, now=now)
        resolution = record.resolutions[-1]
        about = {"version": resolution.version}
        leased = Leased(7, "", "#k3m2a7q", "resolution", number, None, about, now, now, 1)
        post = build(session, leased, style=Discord(), now=now)
    assert post is not None
    return dict(embed_of(post).to_dict()), resolution.decided_at.isoformat()
