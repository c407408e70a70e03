"""Evidence as it was seen."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.drawing import FORCE, OutFile
from bot.cli.encoding import JSON, in_json
from bot.cli.numbers import NUMBER

if TYPE_CHECKING:
    from storage.exhibit import Exhibit


@click.command(
    "evidence", epilog="Example: calledit evidence 12; calledit evidence 12 --raw | less"
)
@click.argument("evidence_id", metavar="ID", type=NUMBER)
@click.option("--raw", is_flag=True, help="Print the reply that it was read from, as it was seen.")
@click.option("--save", "file", type=OutFile(), metavar="FILE", help="Write that reply into FILE.")
@JSON
@FORCE
def evidence_command(
    evidence_id: int, raw: bool, file: Path | None, as_json: bool, force: bool
) -> None:
    """Show evidence ID: what it says and bears on, and the reply behind it, its hash checked."""
    import sys

    from bot.app import open_app
    from bot.render.exhibit import exhibit_data, exhibit_view, harmless
    from bot.render.terminal import make_console
    from bot.reports.files import write_bytes
    from storage.exhibit import exhibit

    if raw and as_json:
        raise click.UsageError("--raw prints the reply, --json what is known of it: choose one")
    with open_app() as app, app.ledger.read() as session:
        found = exhibit(session, evidence_id)
    if file is not None:
        write_bytes(file, _body(evidence_id, found), force=force)
        click.echo(f"Written: {file}. Whoever wrote it is a stranger: open it as text.", err=True)
    if raw:
        body = _body(evidence_id, found)
        if sys.stdout.isatty():
            click.echo(harmless(body))
        else:
            sys.stdout.buffer.write(body)
    elif as_json:
        click.echo(in_json(exhibit_data(found)))
    elif file is None:
        make_console().print(exhibit_view(found, app.time_zone))


def _body(evidence_id: int, found: "Exhibit") -> bytes:
    from bot.errors import UserError

    if found.reply is not None:
        return found.reply.body
    if found.dropped_at is not None:
        raise UserError(f"the reply behind evidence {evidence_id} was let go; its hash is kept")
    raise UserError(f"there is no reply behind evidence {evidence_id}")
