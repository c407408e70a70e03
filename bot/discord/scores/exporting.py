"""/export: what is recorded, as CSV to be kept."""

import gzip
import io
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from discord import app_commands

from bot.discord.answering import Reply, answer
from bot.discord.offering import Tag, offer_tag
from bot.discord.visit import Command, Here, Interaction, NotAllowed
from bot.discord.working import looking
from predictions.errors import InvalidValue
from predictions.interchange.columns import DISTRIBUTIONS, FORECASTS, Table
from predictions.interchange.tables import Cell, write_table
from storage import forgetting, valued
from storage.ledger import Session
from storage.scope import Scope

LARGEST = 9_500_000  # bytes of all attachments; Discord takes 10 MiB


@app_commands.command(name="export", description="Forecasts as CSV, attached")
@app_commands.describe(
    what="Everything about you, or the server's ended predictions",
    tag="Only predictions with this tag",
)
@app_commands.autocomplete(tag=offer_tag)
async def export_command(
    interaction: Interaction,
    what: Literal["mine", "server"] = "mine",
    tag: Tag | None = None,
) -> None:
    """Export forecasts."""

    async def work() -> Reply:
        def look(session: Session, here: Here) -> Reply:
            return mine(session, here, tag) if what == "mine" else server(session, here, tag)

        return await looking(interaction, look)

    await answer(interaction, work())


def mine(session: Session, here: Here, tag: str | None) -> Reply:
    """Return everything that is kept about a person: forecasts, and the rest as JSON."""
    if here.forecaster_id is None:
        return Reply(text="Nothing is kept about you.")
    about = forgetting.about(session, here.visit.user_id)
    scope = Scope(forecaster_ids=(here.forecaster_id,), tag=tag.lower() if tag else None)
    text = json.dumps(about, ensure_ascii=False, indent=2, default=_moment)
    return Reply(
        text="Your forecasts, everywhere, and whatever else is kept about you.",
        files=(*forecasts_files(session, scope), ("about-me.json", text.encode())),
    )


def server(session: Session, here: Here, tag: str | None) -> Reply:
    """Return the forecasts of a server on what has ended; what is hidden stays so until then."""
    if here.visit.guild_id is None:
        raise NotAllowed("That is to be had in a server.")
    scope = Scope(
        guild_id=here.visit.guild_id, tag=tag.lower() if tag else None, resolved_only=True
    )
    return Reply(
        text="The server's forecasts on predictions that have ended.",
        files=forecasts_files(session, scope),
    )


def forecasts_files(session: Session, scope: Scope) -> tuple[tuple[str, bytes], ...]:
    """Return forecasts.csv, and distributions.csv where there is one, packed where they are large.

    Raises:
        InvalidValue: one is too large for Discord even so.
    """
    from bot.reports.distributions import distribution_rows  # noqa: PLC0415
    from bot.reports.rows import forecast_rows  # noqa: PLC0415 (scipy is heavy)

    files = [_packed(FORECASTS, forecast_rows(session, scope))]
    if valued.numbers(session, scope):
        files.append(_packed(DISTRIBUTIONS, distribution_rows(session, scope)))
    if sum(len(data) for _, data in files) > LARGEST:
        raise InvalidValue("export", "is too large for Discord: choose a tag")
    return tuple(files)


def _packed(table: Table, rows: Iterable[Sequence[Cell]]) -> tuple[str, bytes]:
    stream = io.StringIO(newline="")
    write_table(stream, table.header, rows)
    data = stream.getvalue().encode("utf-8")
    if len(data) <= LARGEST // 2:
        return table.name, data
    return f"{table.name}.gz", gzip.compress(data)


def _moment(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


COMMANDS: list[Command] = [export_command]
